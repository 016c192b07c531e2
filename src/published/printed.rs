//! From the words of a report to what they say: a number with its unit, decimals and qualifier, or a statement.

use super::number::{Decimal, Language, NumberFault, read_number};
use super::unit::PrintedUnit;
use super::vocabulary::{LONGEST, Meaning, meaning};
use crate::findings::Light;

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
    /// From the first to the second, both as printed.
    Range(Decimal, Decimal),
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
        read.take(piece, language);
    }
    read.finish()
}

/// Reads words around a number that is told beside them: what they call it themselves is passed over, their qualifier and unit hold.
///
/// # Errors
/// As `read_words`.
pub fn read_around(words: &str, number: Decimal) -> Result<Printed, Unclear> {
    let mut read = Reading::default();
    for piece in pieces(words).0 {
        if let Piece::Means(meaning) = piece {
            read.mean(meaning);
        }
    }
    read.numbers.push(number);
    read.finish()
}

/// The words taken apart, and the one language they are in, if they show it.
fn pieces(words: &str) -> (Vec<Piece>, Option<Language>) {
    let tokens = tokens(words);
    let mut pieces = Vec::new();
    let mut languages = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.') {
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

/// Numbers, words and signs, in lower case. A hyphen between digits parts a range; one before a digit is a minus.
fn tokens(words: &str) -> Vec<String> {
    let letters: Vec<char> = words.to_lowercase().chars().map(plain).collect();
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut tokens: Vec<String> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        let after_digit = at > 0 && (digit(at - 1) || letters[at - 1] == '%');
        let minus = letter == '-' && !after_digit && digit(at + 1);
        let start = at;
        if digit(at) || minus || (letter == '.' && digit(at + 1)) {
            at = number_end(&letters, at + 1);
            tokens.push(letters[start..at].iter().collect());
        } else if letter.is_alphabetic() || (letter == '%' && letters.get(at + 1) == Some(&'-')) {
            at += 1;
            while at < letters.len() && is_in_word(&letters, at) {
                at += 1;
            }
            let word: String = letters[start..at].iter().collect();
            tokens.push(word.trim_end_matches(['.', '-']).to_string());
        } else {
            at += 1;
            match letter {
                '-' => tokens.push("–".to_string()),
                '%' | '<' | '>' | '=' | '≤' | '≥' => tokens.push(letter.to_string()),
                letter if letter.is_whitespace() || ",;:()*$.~\"'".contains(letter) => {}
                other => tokens.push(other.to_string()),
            }
        }
    }
    tokens
}

/// Signs that look alike made one.
fn plain(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        other => other,
    }
}

fn is_in_word(letters: &[char], at: usize) -> bool {
    let letter = letters[at];
    let next = letters.get(at + 1);
    letter.is_alphanumeric()
        || letter == '²'
        || (letter == '.' && next.is_some_and(|n| n.is_alphabetic() || *n == '-'))
        || (letter == '-' && next.is_some_and(|n| n.is_alphabetic()))
}

/// Where a number ends: digits, with a point, comma or one blank before three digits between them.
fn number_end(letters: &[char], from: usize) -> usize {
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut at = from;
    while at < letters.len() {
        let group = digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
        match letters[at] {
            letter if letter.is_ascii_digit() => at += 1,
            '.' | ',' if digit(at + 1) => at += 1,
            ' ' if digit(at - 1) && group => at += 1,
            _ => break,
        }
    }
    at
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    numbers: Vec<Decimal>,
    qualifiers: Vec<Qualifier>,
    units: Vec<PrintedUnit>,
    statements: Vec<Says>,
    range: bool,
    falls: bool,
    negated: bool,
    trouble: Vec<String>,
}

impl Reading {
    fn take(&mut self, piece: Piece, language: Option<Language>) {
        match piece {
            Piece::Number(text) => match read_number(&text, language) {
                Ok(number) => self.numbers.push(number),
                Err(NumberFault::TwoWays { da, en }) => self.trouble.push(format!(
                    "`{text}` is {da} in Danish and {en} in English; say `language`"
                )),
                Err(NumberFault::NoNumber) => self.trouble.push(format!("`{text}` is no number")),
            },
            Piece::Unknown(word) => self.trouble.push(format!("not understood: `{word}`")),
            Piece::Means(meaning) => self.mean(meaning),
        }
    }

    fn mean(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::Qualifier(qualifier) => self.qualifiers.push(qualifier),
            Meaning::Unit(unit) => {
                if !self.units.contains(&unit) {
                    self.units.push(unit);
                }
            }
            Meaning::To => self.range = true,
            Meaning::Falls => self.falls = true,
            Meaning::Not => self.negated = true,
            Meaning::Significant => self.statements.push(Says::Significant(true)),
            Meaning::NotSignificant => self.statements.push(Says::Significant(false)),
            Meaning::Nil => self.statements.push(Says::Nil),
            Meaning::Light(light) => self.statements.push(Says::Light(light)),
            Meaning::Met => self.statements.push(Says::Met(true)),
            Meaning::Filler => {}
        }
    }

    fn finish(self) -> Result<Printed, Unclear> {
        let says = match self.trouble.is_empty() {
            true => self.says(),
            false => Err(self.trouble.join("; ")),
        };
        let says = match (says, self.units.len()) {
            (Ok(_), 2..) => Err("two units".to_string()),
            (says, _) => says,
        };
        match says {
            Ok(says) => Ok(Printed {
                says,
                unit: self.units.first().copied(),
                falls: self.falls,
            }),
            Err(trouble) => Err(Unclear {
                understood: self.understood(),
                trouble,
            }),
        }
    }

    fn says(&self) -> Result<Says, String> {
        match (self.statements.as_slice(), self.numbers.as_slice()) {
            ([], []) => Err("there is no number".to_string()),
            ([], [number]) if !self.negated => Ok(Says::Number(*number, self.qualifier()?)),
            ([], [low, high]) if self.range && self.qualifiers.is_empty() => {
                match low.value() <= high.value() {
                    true => Ok(Says::Range(*low, *high)),
                    false => Err("the range ends before it begins".to_string()),
                }
            }
            ([], [_, _]) if self.range => Err("a range takes no qualifier".to_string()),
            ([], [_, _, ..]) => Err("several numbers: pin each in a claim of its own".to_string()),
            ([Says::Significant(true)], [week]) if self.units == [PrintedUnit::Weeks] => {
                Ok(Says::SignificantFrom(week.digits as i64))
            }
            ([statement], []) => Ok(self.negate(*statement)),
            ([_], _) => Err(
                "a statement and a number: pin each in a claim of its own (see `significant from about week 70`)"
                    .to_string(),
            ),
            ([], _) => Err("`not` goes with a statement".to_string()),
            _ => Err("several statements: pin each in a claim of its own".to_string()),
        }
    }

    fn negate(&self, statement: Says) -> Says {
        match statement {
            Says::Significant(is) => Says::Significant(is != self.negated),
            Says::Met(is) => Says::Met(is != self.negated),
            other => other,
        }
    }

    /// Of "up to just under" the inner word holds.
    fn qualifier(&self) -> Result<Qualifier, String> {
        let inner: Vec<Qualifier> = match self.qualifiers.as_slice() {
            [] => return Ok(Qualifier::Digits),
            [only] => return Ok(*only),
            several => several
                .iter()
                .copied()
                .filter(|q| *q != Qualifier::UpTo)
                .collect(),
        };
        match inner.as_slice() {
            [] => Ok(Qualifier::UpTo),
            [only] => Ok(*only),
            _ => Err("two qualifiers".to_string()),
        }
    }

    fn understood(&self) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        told.extend(self.qualifiers.iter().map(|q| q.told().trim().to_string()));
        told.extend(self.numbers.iter().map(|n| told_decimal(*n)));
        told.extend(self.units.iter().map(|u| u.word().to_string()));
        told
    }
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
        let unit = match self.unit {
            Some(PrintedUnit::Percent) => "%".to_string(),
            Some(unit) => format!(" {}", unit.word()),
            None => String::new(),
        };
        match self.says {
            Says::Number(number, qualifier) => {
                format!("{}{}{unit}", qualifier.told(), told_decimal(number))
            }
            Says::Range(low, high) => {
                format!("{} to {}{unit}", told_decimal(low), told_decimal(high))
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
