//! Ids with placeholders: `t8{table}-{row}-total-n`, so that one relation covers a table.

use std::collections::BTreeMap;

/// What each placeholder stands for.
pub type Binding = BTreeMap<String, String>;

/// The words that a placeholder may stand for; one that is not listed may stand for anything.
pub type Words = BTreeMap<String, Vec<String>>;

/// An id, or what several ids have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Placeholder(String),
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// A brace that is not closed, or a placeholder without a name.
    pub fn read(text: &str) -> Result<Pattern, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after
                .split_once('}')
                .ok_or("a `{` is not closed by a `}`")?;
            if name.trim().is_empty() || name.contains('{') {
                return Err("a placeholder has no name".to_string());
            }
            if !before.is_empty() {
                parts.push(Part::Text(before.to_string()));
            }
            parts.push(Part::Placeholder(name.trim().to_string()));
            rest = tail;
        }
        if rest.contains('}') {
            return Err("a `}` stands without its `{`".to_string());
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_string()));
        }
        Ok(Pattern { parts })
    }

    /// The names of its placeholders, each once, in their order.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for part in &self.parts {
            if let Part::Placeholder(name) = part
                && !names.contains(&name.as_str())
            {
                names.push(name);
            }
        }
        names
    }

    /// With what is bound put in.
    pub fn bound(&self, binding: &Binding) -> Pattern {
        let put = |part: &Part| match part {
            Part::Placeholder(name) => match binding.get(name) {
                Some(word) => Part::Text(word.clone()),
                None => part.clone(),
            },
            Part::Text(_) => part.clone(),
        };
        Pattern {
            parts: self.parts.iter().map(put).collect(),
        }
    }

    /// The id, when no placeholder is left.
    pub fn id(&self) -> Option<String> {
        let text = |part: &Part| match part {
            Part::Text(text) => Some(text.clone()),
            Part::Placeholder(_) => None,
        };
        self.parts.iter().map(text).collect()
    }

    /// Every way in which an id is of this pattern.
    pub fn matches(&self, id: &str, words: &Words) -> Vec<Binding> {
        let mut found = Vec::new();
        follow(&self.parts, id, words, &Binding::new(), &mut found);
        found
    }

    pub fn is_of(&self, id: &str, words: &Words) -> bool {
        !self.matches(id, words).is_empty()
    }
}

impl std::fmt::Display for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for part in &self.parts {
            match part {
                Part::Text(text) => f.write_str(text)?,
                Part::Placeholder(name) => write!(f, "{{{name}}}")?,
            }
        }
        Ok(())
    }
}

fn follow(parts: &[Part], text: &str, words: &Words, bound: &Binding, found: &mut Vec<Binding>) {
    let Some((first, rest)) = parts.split_first() else {
        if text.is_empty() && !found.contains(bound) {
            found.push(bound.clone());
        }
        return;
    };
    match first {
        Part::Text(literal) => {
            if let Some(tail) = text.strip_prefix(literal.as_str()) {
                follow(rest, tail, words, bound, found);
            }
        }
        Part::Placeholder(name) => {
            for end in ends(name, text, words, bound) {
                let mut next = bound.clone();
                next.insert(name.clone(), text[..end].to_string());
                follow(rest, &text[end..], words, &next, found);
            }
        }
    }
}

/// Where in `text` what a placeholder stands for may end.
fn ends(name: &str, text: &str, words: &Words, bound: &Binding) -> Vec<usize> {
    let of_word = |word: &String| text.starts_with(word.as_str()).then_some(word.len());
    match (bound.get(name), words.get(name)) {
        (Some(word), _) => of_word(word).into_iter().collect(),
        (None, Some(words)) => words.iter().filter_map(of_word).collect(),
        (None, None) => {
            let starts = text.char_indices().map(|(at, _)| at).skip(1);
            starts
                .chain((!text.is_empty()).then_some(text.len()))
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pattern: &str, id: &str, words: &[(&str, &[&str])]) -> Vec<String> {
        let words = words.iter().map(|(name, list)| {
            let list = list.iter().map(|w| w.to_string()).collect();
            (name.to_string(), list)
        });
        let pattern = Pattern::read(pattern).expect("a pattern");
        let bindings = pattern.matches(id, &words.collect());
        let tell = |b: &Binding| {
            let pairs: Vec<String> = b.iter().map(|(k, v)| format!("{k}={v}")).collect();
            pairs.join(" ")
        };
        bindings.iter().map(tell).collect()
    }

    #[test]
    fn a_placeholder_stands_for_anything_and_a_listed_one_for_its_words() {
        assert_eq!(shown("t{t}-n", "t8-n", &[]), ["t=8"]);
        assert_eq!(shown("t{t}-n", "t-n", &[]), Vec::<String>::new());
        let loose = shown("t82-{row}-{arm}", "t82-30-39-control", &[]);
        assert_eq!(loose, ["arm=39-control row=30", "arm=control row=30-39"]);
        let arms: &[(&str, &[&str])] = &[("arm", &["control", "total"])];
        let strict = shown("t82-{row}-{arm}", "t82-30-39-control", arms);
        assert_eq!(strict, ["arm=control row=30-39"]);
    }

    #[test]
    fn a_placeholder_used_twice_stands_for_one_thing() {
        assert_eq!(shown("{a}-{a}", "x-x", &[]), ["a=x"]);
        assert_eq!(shown("{a}-{a}", "x-y", &[]), Vec::<String>::new());
    }

    #[test]
    fn danish_letters_are_whole_letters() {
        assert_eq!(shown("sorø{x}", "sorøæ", &[]), ["x=æ"]);
    }

    #[test]
    fn what_is_bound_is_put_in() {
        let pattern = Pattern::read("t{t}-{row}").expect("a pattern");
        let binding = Binding::from([("t".to_string(), "8".to_string())]);
        let bound = pattern.bound(&binding);
        assert_eq!((bound.to_string().as_str(), bound.id()), ("t8-{row}", None));
        assert_eq!(bound.names(), ["row"]);
        assert!(Pattern::read("a{b").is_err() && Pattern::read("a{}").is_err());
        assert!(Pattern::read("a}b").is_err());
    }
}
