//! Every phrase a reader meets, in each language. Phrases are templates; `{name}` is a blank.

mod da;
mod en;
mod facts;
mod say;

pub use facts::{week_in_year, week_spoken};
pub use say::Say;

use crate::findings::{Label, Light, Note, Reason, Setting, Text, Variable};

/// A language a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Da,
    En,
}

impl Language {
    /// From its code in the study file.
    pub fn from_code(code: &str) -> Option<Language> {
        match code {
            "da" => Some(Language::Da),
            "en" => Some(Language::En),
            _ => None,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Language::Da => "da",
            Language::En => "en",
        }
    }

    /// A fixed phrase.
    pub fn say(self, phrase: Say) -> &'static str {
        match self {
            Language::Da => da::phrases::phrase(phrase),
            Language::En => en::phrases::phrase(phrase),
        }
    }

    /// A phrase with its blanks filled.
    pub fn tell(self, phrase: Say, blanks: &[(&str, &str)]) -> String {
        fill(self.say(phrase), blanks)
    }

    pub fn text(self, text: &Text) -> &str {
        match self {
            Language::Da => &text.da,
            Language::En => &text.en,
        }
    }

    /// A note in words; one without wording is shown by its code and facts.
    pub fn note(self, note: &Note) -> String {
        let template = match self {
            Language::Da => da::notes::note(&note.code),
            Language::En => en::notes::note(&note.code),
        };
        facts::worded(template, &note.code, &note.facts, self)
    }

    /// The words of a described table.
    pub fn label(self, label: &Label) -> String {
        let said = match label {
            Label::Given(text) => return self.text(text).to_string(),
            Label::Said(said) => said,
        };
        let template = match self {
            Language::Da => da::labels::label(&said.code),
            Language::En => en::labels::label(&said.code),
        };
        facts::worded(template, &said.code, &said.facts, self)
    }

    /// A light's word.
    pub fn light(self, light: Light) -> &'static str {
        self.say(match light {
            Light::Green => Say::LightGreen,
            Light::Yellow => Say::LightYellow,
            Light::Red => Say::LightRed,
            Light::Grey => Say::LightGrey,
        })
    }

    /// A reason in words.
    pub fn reason(self, reason: &Reason) -> String {
        let template = match self {
            Language::Da => da::notes::reason(&reason.code),
            Language::En => en::notes::reason(&reason.code),
        };
        facts::worded(template, &reason.code, &reason.facts, self)
    }

    /// A setting's name in words.
    pub fn setting_name(self, setting: &Setting) -> String {
        let key = last_part(&setting.key);
        let name = match self {
            Language::Da => da::settings::name(key),
            Language::En => en::settings::name(key),
        };
        name.map_or_else(|| plain(&setting.key), str::to_string)
    }

    /// A setting's value in words.
    pub fn setting_value(self, setting: &Setting) -> String {
        let key = last_part(&setting.key);
        if key == "class" {
            return self.state(&setting.value);
        }
        // Periods: a year is no number.
        if key == "reform" || key == "since" {
            return setting.value.clone();
        }
        let word = |value: &str| {
            let known = match self {
                Language::Da => da::settings::value(key, value),
                Language::En => en::settings::value(key, value),
            };
            match (known, OWN_WORDS.contains(&key)) {
                (Some(known), _) => known.to_string(),
                (None, true) => quoted(&facts::localised(value, self), value, self),
                (None, false) => facts::localised(value, self),
            }
        };
        // Lists are given as `a, b, c`.
        let parts: Vec<String> = setting.value.split(", ").map(word).collect();
        parts.join(", ")
    }

    /// A class of the code list, or a state derived from it.
    fn state(self, name: &str) -> String {
        match self {
            Language::Da => da::variables::state_name(name),
            Language::En => en::variables::state_name(name),
        }
    }

    /// A group as estimators name it, e.g. `participant before`.
    fn group(self, name: &str) -> Option<&'static str> {
        match self {
            Language::Da => da::variables::group(name),
            Language::En => en::variables::group(name),
        }
    }

    /// A row of a balance table, or a covariate.
    pub fn variable(self, variable: &Variable) -> String {
        match self {
            Language::Da => da::variables::variable(variable),
            Language::En => en::variables::variable(variable),
        }
    }

    /// A term among others: what follows a comma in its name stands in brackets.
    pub fn term_in_list(self, term: &str) -> String {
        listed(&self.term(term))
    }

    /// A term of a model as it is called in findings: `participant:after`, `history.kontanthjaelp.3`, `support.other`, `sites.stv`,
    /// `race=other` or a column.
    pub fn term(self, term: &str) -> String {
        let known = match self {
            Language::Da => da::variables::term(term),
            Language::En => en::variables::term(term),
        };
        match (known, term.split_once('.'), term.split_once('=')) {
            (Some(known), ..) => known.to_string(),
            (_, Some(("history", rest)), _) if rest.rsplit_once('.').is_some_and(years_given) => {
                let (state, years) = rest.rsplit_once('.').unwrap_or((rest, ""));
                self.variable(&Variable::HistoryWeeks {
                    state: state.to_string(),
                    years: years.parse().unwrap_or_default(),
                })
            }
            (_, Some(("hours", months)), _) if months.parse::<u32>().is_ok() => {
                self.variable(&Variable::OrdinaryHours {
                    months: months.parse().unwrap_or_default(),
                })
            }
            (_, Some(("support", state)), _) => self.variable(&Variable::SupportBefore {
                state: state.to_string(),
            }),
            (_, Some(("sites", list)), _) => {
                let list = plain(list).to_uppercase();
                self.tell(Say::TermSites, &[("list", &list)])
            }
            (_, _, Some((name, level))) => self.variable(&Variable::Column {
                name: name.to_string(),
                level: Some(level.to_string()),
            }),
            _ => plain(term),
        }
    }
}

/// Settings whose values are words of the study or of its data.
const OWN_WORDS: [&str; 8] = [
    "censored_by",
    "competing",
    "excluded",
    "fidelity",
    "group",
    "measure",
    "strata",
    "wave",
];

/// A word of the study in quotation marks; a number or a date is none.
fn quoted(shown: &str, value: &str, language: Language) -> String {
    let word = shown == value && value.starts_with(char::is_alphabetic);
    match (word, language) {
        (false, _) => shown.to_string(),
        (true, Language::Da) => format!("»{shown}«"),
        (true, Language::En) => format!("“{shown}”"),
    }
}

/// A name that may stand in a list: "alder, år" as "alder (år)".
pub fn listed(name: &str) -> String {
    match name.split_once(", ") {
        Some((name, unit)) => format!("{name} ({unit})"),
        None => name.to_string(),
    }
}

fn years_given((_, years): (&str, &str)) -> bool {
    years.parse::<u32>().is_ok()
}

fn last_part(key: &str) -> &str {
    key.rsplit('.').next().unwrap_or(key)
}

/// A code as readable text.
pub fn plain(code: &str) -> String {
    code.replace(['-', '_'], " ")
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Fills the blanks of a template; an unknown blank stays as it is.
///
/// `{n|person|personer}` puts the word after the number that agrees with it, the first after 1; `{n:ingen}` has a word for 0.
pub fn fill(template: &str, blanks: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((inside, after)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let value = blanks.iter().find(|(name, _)| *name == blank_name(inside));
        match value {
            Some((_, value)) => out.push_str(&agreeing(inside, value)),
            None => out.push_str(&format!("{{{inside}}}")),
        }
        rest = after;
    }
    out + rest
}

/// The name of a blank, without the words that go with its number.
fn blank_name(inside: &str) -> &str {
    inside.split([':', '|']).next().unwrap_or(inside)
}

/// A value with the words of its blank: for 0, and after it for one and for many.
fn agreeing(inside: &str, value: &str) -> String {
    let (head, words) = match inside.split_once('|') {
        Some((head, words)) => (head, words.split_once('|').or(Some((words, words)))),
        None => (inside, None),
    };
    let none = head.split_once(':').map(|(_, word)| word);
    let number = none.filter(|_| value == "0").unwrap_or(value);
    match words {
        Some((one, _)) if value == "1" => format!("{number} {one}"),
        Some((_, many)) => format!("{number} {many}"),
        None => number.to_string(),
    }
}

#[cfg(test)]
mod tests;
