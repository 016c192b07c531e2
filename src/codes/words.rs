//! Words as users write them: Danish letters or their two-letter forms, and the nearest word that exists.

use std::fmt;

/// Lower case, with æ, ø, å as ae, oe, aa, and without blanks and hyphens, so that `Tårnby` and `taarnby` are one.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len() + 4);
    for letter in word.trim().chars().flat_map(char::to_lowercase) {
        match letter {
            'æ' => folded.push_str("ae"),
            'ø' => folded.push_str("oe"),
            'å' => folded.push_str("aa"),
            ' ' | '-' | '_' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// The word of `allowed` nearest to `word`, when one is near enough to be meant.
pub fn nearest<'a>(word: &str, allowed: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(word);
    let distance = |other: &str| strsim::damerau_levenshtein(&wanted, &fold(other));
    let (steps, best) = allowed
        .into_iter()
        .map(|other| (distance(other), other))
        .min()?;
    (steps <= wanted.chars().count().max(3) / 3).then_some(best)
}

/// A word that is none of those allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// What kind of word: `class` or `subclass`.
    pub kind: &'static str,
    pub word: String,
    pub nearest: Option<String>,
    pub allowed: Vec<String>,
}

impl UnknownWord {
    pub(super) fn new(kind: &'static str, word: &str, allowed: &[String]) -> UnknownWord {
        let found = nearest(word, allowed.iter().map(String::as_str));
        UnknownWord {
            kind,
            word: word.to_string(),
            nearest: found.map(str::to_string),
            allowed: allowed.to_vec(),
        }
    }
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a {}", self.word, self.kind)?;
        match &self.nearest {
            Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
            None => write!(f, "; allowed: {}", self.allowed.join(", ")),
        }
    }
}

impl std::error::Error for UnknownWord {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_and_their_two_letter_forms_are_one_word() {
        assert_eq!(fold("Tårnby"), fold("TAARNBY"));
        assert_eq!(fold("Høje-Taastrup"), fold("hoeje taastrup"));
    }

    #[test]
    fn a_near_word_is_suggested_and_a_far_one_is_not() {
        let words = ["ressourceforloeb", "revalidering", "su"];
        assert_eq!(nearest("resourceforløb", words), Some("ressourceforloeb"));
        assert_eq!(nearest("banana", words), None);
    }
}
