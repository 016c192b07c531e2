//! Numbers as they are printed, in Danish and in English.

use super::ratio::Ratio;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a number is written: `1.234,5` or `1,234.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Decimal comma.
    Da,
    /// Decimal point.
    En,
}

/// A printed number: its digits, and how many of them stand behind the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    pub digits: i128,
    pub decimals: u32,
}

impl Decimal {
    pub fn value(self) -> Ratio {
        Ratio::decimal(self.digits, self.decimals)
    }

    /// One unit of the last printed digit.
    pub fn unit(self) -> Ratio {
        Ratio::decimal(1, self.decimals)
    }
}

/// Why a number cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberFault {
    /// One value in Danish, another in English.
    TwoWays { da: String, en: String },
    /// No number of either language.
    NoNumber,
}

/// More digits than any printed figure has.
pub const MOST_DIGITS: usize = 18;

/// Reads digits with points, commas and blanks between them and a sign before them. `language` decides where the two would differ.
pub fn read_number(text: &str, language: Option<Language>) -> Result<Decimal, NumberFault> {
    let negative = text.starts_with('-');
    let body: String = text
        .trim_start_matches('-')
        .chars()
        .filter(|c| *c != ' ')
        .collect();
    let marks: Vec<char> = body.chars().filter(|c| !c.is_ascii_digit()).collect();
    let point = match marks.as_slice() {
        [] => None,
        [only] => single(&body, *only, language)?,
        [first, .., last] if first == last => None,
        [.., last] => Some(*last),
    };
    let (whole, behind) = match point {
        Some(point) => body.rsplit_once(point).ok_or(NumberFault::NoNumber)?,
        None => (body.as_str(), ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let grouped = groups.len() > 1;
    let first = groups.first().map_or(0, |group| group.len());
    let first_fits = !grouped || (1..=3).contains(&first);
    if !first_fits || groups.iter().skip(1).any(|group| group.len() != 3) {
        return Err(NumberFault::NoNumber);
    }
    let digits: String = groups.concat() + behind;
    if digits.is_empty() || digits.len() > MOST_DIGITS || behind.contains(['.', ',']) {
        return Err(NumberFault::NoNumber);
    }
    let digits: i128 = digits.parse().map_err(|_| NumberFault::NoNumber)?;
    Ok(Decimal {
        digits: if negative { -digits } else { digits },
        decimals: behind.len() as u32,
    })
}

/// The decimal mark of a number with one mark; `None` when it parts thousands.
fn single(body: &str, mark: char, language: Option<Language>) -> Result<Option<char>, NumberFault> {
    let (before, behind) = body.split_once(mark).unwrap_or((body, ""));
    let thousands =
        behind.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    if !thousands {
        return Ok(Some(mark));
    }
    let decimal = match language {
        Some(Language::Da) => ',',
        Some(Language::En) => '.',
        None => {
            let (joined, apart) = (format!("{before}{behind}"), format!("{before}.{behind}"));
            let (da, en) = match mark {
                ',' => (apart, joined),
                _ => (joined, apart),
            };
            return Err(NumberFault::TwoWays { da, en });
        }
    };
    Ok((mark == decimal).then_some(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, language: Option<Language>) -> Option<(i128, u32)> {
        let read = read_number(text, language).ok()?;
        Some((read.digits, read.decimals))
    }

    #[test]
    fn both_formats_are_read_where_they_cannot_be_taken_for_each_other() {
        for (text, digits, decimals) in [
            ("2,6", 26, 1),
            ("2.6", 26, 1),
            ("0,001", 1, 3),
            ("0.047", 47, 3),
            ("-11", -11, 0),
            ("1.234,5", 12345, 1),
            ("1,234.5", 12345, 1),
            ("1.234.567", 1234567, 0),
            ("1 204", 1204, 0),
            ("33.27", 3327, 2),
            (".05", 5, 2),
        ] {
            assert_eq!(read(text, None), Some((digits, decimals)), "{text}");
        }
    }

    #[test]
    fn the_language_decides_whether_one_mark_parts_thousands() {
        assert_eq!(read("1,204", Some(Language::Da)), Some((1204, 3)));
        assert_eq!(read("1,204", Some(Language::En)), Some((1204, 0)));
        assert_eq!(read("1.204", Some(Language::Da)), Some((1204, 0)));
        assert_eq!(read("1.096", Some(Language::En)), Some((1096, 3)));
        let two_ways = NumberFault::TwoWays {
            da: "1.204".to_string(),
            en: "1204".to_string(),
        };
        assert_eq!(read_number("1,204", None), Err(two_ways));
    }

    #[test]
    fn what_is_no_number_of_either_language_is_none() {
        for text in [
            "1,23,45",
            "12.34.567",
            "1.2,3.4",
            ",001.5",
            ".123.123",
            "1234.567.890",
            "",
            "-",
        ] {
            assert_eq!(read(text, Some(Language::Da)), None, "{text}");
        }
    }
}
