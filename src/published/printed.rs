//! From the words of a report to what they say: a number with its unit, decimals and qualifier, or a statement.

mod reading;
mod tokens;

use super::number::{Decimal, Language};
use super::unit::PrintedUnit;
use super::vocabulary::{LONGEST, Meaning, meaning};
use crate::findings::Light;
use reading::Reading;
use tokens::{is_number, tokens};

/// What printed words say.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    pub says: Says,
    pub unit: Option<PrintedUnit>,
    /// The words tell a fall, and its size as a positive number.
    pub falls: bool,
}

/// A number or a statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Says {
    Number(Decimal, Qualifier),
    /// From the first to the second, both as printed; the qualifier, none or about, is of both.
    Range(Decimal, Decimal, Qualifier),
    Significant(bool),
    /// Significant from about this week.
    SignificantFrom(i64),
    /// The confidence limits cover no effect.
    Nil,
    Light(Light),
    /// A criterion met, or not.
    Met(bool),
}

/// The word before a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    /// None: the digits hold.
    Digits,
    About,
    JustUnder,
    JustOver,
    Over,
    Under,
    AtLeast,
    AtMost,
    UpTo,
}

impl Qualifier {
    /// The qualifier in English, with a blank behind it.
    fn told(self) -> &'static str {
        match self {
            Qualifier::Digits => "",
            Qualifier::About => "about ",
            Qualifier::JustUnder => "just under ",
            Qualifier::JustOver => "just over ",
            Qualifier::Over => "over ",
            Qualifier::Under => "under ",
            Qualifier::AtLeast => "at least ",
            Qualifier::AtMost => "at most ",
            Qualifier::UpTo => "up to ",
        }
    }
}

/// Words that cannot be read: what was understood, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclear {
    pub understood: Vec<String>,
    pub trouble: String,
}

/// A piece of the words.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Number(String),
    Means(Meaning),
    Unknown(String),
}

/// Reads printed words.
///
/// # Errors
/// What was understood and what was not.
pub fn read_words(words: &str, language: Option<Language>) -> Result<Printed, Unclear> {
    let (pieces, told_in) = pieces(words);
    let language = language.or(told_in);
    let mut read = Reading::default();
    for piece in pieces {
        match piece {
            Piece::Number(text) => read.read_number(&text, language),
            Piece::Means(meaning) => read.mean(meaning),
            Piece::Unknown(word) => read.unknown(&word),
        }
    }
    read.finish()
}

/// Reads words around a number that is told beside them: it stands where they first call it something, the rest of what they call it is
/// passed over, and their qualifier and unit hold.
///
/// # Errors
/// As `read_words`.
pub fn read_around(words: &str, number: Decimal) -> Result<Printed, Unclear> {
    let mut read = Reading::default();
    let mut number = Some(number);
    for piece in pieces(words).0 {
        match piece {
            Piece::Means(meaning) => read.mean(meaning),
            Piece::Number(_) | Piece::Unknown(_) => {
                number.take().into_iter().for_each(|n| read.number(n));
            }
        }
    }
    number.into_iter().for_each(|n| read.number(n));
    read.finish()
}

/// The words taken apart, and the one language they are in, if they show it.
fn pieces(words: &str) -> (Vec<Piece>, Option<Language>) {
    let tokens = tokens(words);
    let mut pieces = Vec::new();
    let mut languages = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if is_number(&tokens[at]) {
            pieces.push(Piece::Number(tokens[at].clone()));
            at += 1;
            continue;
        }
        let longest = LONGEST.min(tokens.len() - at);
        let found = (1..=longest)
            .rev()
            .find_map(|n| meaning(&tokens[at..at + n].join(" ")).map(|m| (n, m)));
        let (taken, piece) = match found {
            Some((taken, (meaning, language))) => {
                languages.extend(language);
                (taken, Piece::Means(meaning))
            }
            None => (1, Piece::Unknown(tokens[at].clone())),
        };
        pieces.push(piece);
        at += taken;
    }
    let first = languages.first().copied();
    let one = languages.iter().all(|l| Some(*l) == first);
    (pieces, first.filter(|_| one))
}

/// A printed number with a point.
pub fn told_decimal(number: Decimal) -> String {
    let decimals = number.decimals as usize;
    if decimals == 0 {
        return number.digits.to_string();
    }
    let digits = format!("{:0>width$}", number.digits.abs(), width = decimals + 1);
    let (whole, behind) = digits.split_at(digits.len() - decimals);
    let sign = if number.digits < 0 { "-" } else { "" };
    format!("{sign}{whole}.{behind}")
}

impl Printed {
    /// What was understood, in one line of English.
    pub fn told(&self) -> String {
        self.says.told(&match self.unit {
            Some(PrintedUnit::Percent) => "%".to_string(),
            Some(unit) => format!(" {}", unit.word()),
            None => String::new(),
        })
    }
}

impl Says {
    /// In English; `unit` stands behind the numbers.
    fn told(self, unit: &str) -> String {
        match self {
            Says::Number(number, qualifier) => {
                format!("{}{}{unit}", qualifier.told(), told_decimal(number))
            }
            Says::Range(low, high, qualifier) => {
                let (low, high) = (told_decimal(low), told_decimal(high));
                format!("{}{low} to {high}{unit}", qualifier.told())
            }
            Says::Significant(true) => "significant".to_string(),
            Says::Significant(false) => "not significant".to_string(),
            Says::SignificantFrom(week) => format!("significant from about week {week}"),
            Says::Nil => "no effect".to_string(),
            Says::Light(light) => light_word(light).to_string(),
            Says::Met(true) => "met".to_string(),
            Says::Met(false) => "not met".to_string(),
        }
    }
}

pub fn light_word(light: Light) -> &'static str {
    match light {
        Light::Green => "green",
        Light::Yellow => "yellow",
        Light::Red => "red",
        Light::Grey => "grey",
    }
}

#[cfg(test)]
mod tests;
