//! A number as a table holds it: Danish or English format, a sign before it, a blank.

use super::exact::Exact;

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    pub value: Exact,
    /// Digits after the point, as they stand in the cell.
    pub decimals: u32,
    /// `<`, `>`, `<=` or `>=` in front of the number.
    pub sign: Option<&'static str>,
}

/// What helps to tell a decimal separator from one of thousands.
#[derive(Debug, Clone, Copy)]
pub struct Expected {
    /// The digits after the point that the table says were printed.
    pub decimals: Option<u32>,
    /// Counts have no digits after the point.
    pub whole: bool,
}

/// More digits than any report prints; fewer than would make the arithmetic overflow.
const MOST_DIGITS: usize = 15;
const MOST_DECIMALS: usize = 9;

const BLANKS: [&str; 9] = ["", "-", "–", "—", ".", "..", "...", "n/a", "na"];
const SIGNS: [(&str, &str); 6] = [
    ("<=", "<="),
    (">=", ">="),
    ("≤", "<="),
    ("≥", ">="),
    ("<", "<"),
    (">", ">"),
];

/// Reads a cell; `None` for a blank one.
///
/// # Errors
/// What is wrong with the number, as the end of a sentence.
pub fn read(cell: &str, expected: Expected) -> Result<Option<Number>, String> {
    let cell = cell.trim();
    if BLANKS.contains(&cell.to_lowercase().as_str()) {
        return Ok(None);
    }
    let (sign, rest) = signed(cell);
    let (negative, rest) = match rest.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest),
        None => (false, rest.strip_prefix('+').unwrap_or(rest)),
    };
    let (digits, down) = without_exponent(without_percent(rest));
    let (whole, decimals) = parts(digits, expected).ok_or("is not a number")?;
    if whole.len() + decimals.len() > MOST_DIGITS || decimals.len() > MOST_DECIMALS {
        return Err(format!(
            "has too many digits: at most {MOST_DIGITS}, {MOST_DECIMALS} of them after the point"
        ));
    }
    let all = format!("{whole}{decimals}");
    let scaled: i64 = all.parse().map_err(|_| "is not a number".to_string())?;
    let decimals = decimals.len() as u32 + down;
    let value = Exact::whole(scaled) * Exact::unit(decimals);
    Ok(Some(Number {
        value: if negative { -value } else { value },
        decimals,
        sign,
    }))
}

/// No further down: R's smallest p-value is `2.2e-16`.
const MOST_DOWN: u32 = 16;

/// `1.2e-5`, as R writes a small number: its digits, and by how many places they stand further down.
fn without_exponent(cell: &str) -> (&str, u32) {
    let split = cell.split_once(['e', 'E']).and_then(|(digits, exponent)| {
        let down = exponent.strip_prefix(['-', '−'])?;
        let plain = !down.is_empty() && down.chars().all(|c| c.is_ascii_digit());
        let down: u32 = down.parse().ok().filter(|d| plain && *d <= MOST_DOWN)?;
        Some((digits, down))
    });
    split.unwrap_or((cell, 0))
}

fn signed(cell: &str) -> (Option<&'static str>, &str) {
    for (written, meant) in SIGNS {
        if let Some(rest) = cell.strip_prefix(written) {
            return (Some(meant), rest.trim_start());
        }
    }
    (None, cell)
}

fn without_percent(cell: &str) -> &str {
    let ends = ["%", "pct.", "pct"];
    let end = ends.iter().find_map(|e| cell.strip_suffix(e));
    end.unwrap_or(cell).trim_end()
}

/// The digits before and after the decimal separator.
fn parts(text: &str, expected: Expected) -> Option<(String, String)> {
    let text = without_spaces(text)?;
    let known = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    if text.is_empty() || !text.chars().all(known) {
        return None;
    }
    let decimal = decimal_separator(&text, expected);
    let (whole, decimals) = match decimal.and_then(|c| text.rsplit_once(c)) {
        Some((whole, decimals)) => (whole, decimals),
        None => (text.as_str(), ""),
    };
    // `.045`, as SPSS and SAS print it.
    let whole = match whole.is_empty() && decimal.is_some() {
        true => "0".to_string(),
        false => ungrouped(whole)?,
    };
    let plain = decimals.chars().all(|c| c.is_ascii_digit());
    let complete = decimal.is_none() || !decimals.is_empty();
    (plain && complete).then(|| (whole, decimals.to_string()))
}

/// Spaces and apostrophes part thousands in some tables; they must then stand before groups of three.
fn without_spaces(text: &str) -> Option<String> {
    let groups: Vec<&str> = text
        .split([' ', '\u{a0}', '\u{202f}', '\u{2009}', '\''])
        .collect();
    let count_digits = |g: &str| g.chars().take_while(char::is_ascii_digit).count();
    let grouped = groups.iter().skip(1).all(|g| count_digits(g) == 3);
    grouped.then(|| groups.concat())
}

/// The separator that the decimals follow, if there is one.
fn decimal_separator(text: &str, expected: Expected) -> Option<char> {
    let last = text.rfind(['.', ','])?;
    let separator = if text[last..].starts_with('.') {
        '.'
    } else {
        ','
    };
    let kinds = [text.contains('.'), text.contains(',')];
    if kinds == [true, true] {
        return Some(separator);
    }
    let after = text.len() - last - 1;
    let several = text.matches(separator).count() > 1;
    let could_group = after == 3 && ungrouped(text).is_some();
    let groups = match expected.decimals {
        Some(0) => could_group,
        Some(_) => false,
        None => could_group && expected.whole,
    };
    (!several && !groups).then_some(separator)
}

/// The digits of a number whose thousands may be parted by points or commas of one kind.
fn ungrouped(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split(['.', ',']).collect();
    let one_kind = !(text.contains('.') && text.contains(','));
    let (first, rest) = groups.split_first()?;
    let lead = match rest.is_empty() {
        true => !first.is_empty(),
        false => (1..=3).contains(&first.len()) && !first.starts_with('0'),
    };
    (one_kind && lead && rest.iter().all(|g| g.len() == 3)).then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(cell: &str, decimals: Option<u32>, whole: bool) -> Option<(String, u32)> {
        let read = read(cell, Expected { decimals, whole }).ok()??;
        Some((read.value.shown(9), read.decimals))
    }

    #[test]
    fn danish_and_english_formats_are_told_apart_by_the_decimals_printed() {
        let cases = [
            ("12.5", Some(1), false, "12.5", 1),
            ("12,5", Some(1), false, "12.5", 1),
            ("1.804", Some(0), true, "1804", 0),
            ("1.804", Some(3), false, "1.804", 3),
            ("1,804", None, true, "1804", 0),
            ("0,979", Some(3), false, "0.979", 3),
            ("0,979", None, true, "0.979", 3),
            ("1.804,5", Some(1), false, "1804.5", 1),
            ("1,804.5", None, false, "1804.5", 1),
            ("12 000", Some(0), true, "12000", 0),
            ("1.234.567", None, true, "1234567", 0),
            ("\u{2212}3", Some(0), false, "-3", 0),
            ("45,5 %", Some(1), false, "45.5", 1),
            ("45 pct.", Some(0), false, "45", 0),
        ];
        for (cell, decimals, whole, value, shown) in cases {
            let expected = Some((value.to_string(), shown));
            assert_eq!(number(cell, decimals, whole), expected, "{cell}");
        }
    }

    #[test]
    fn what_spss_sas_and_r_print_of_a_small_number_is_read() {
        assert_eq!(number(".045", None, false), Some(("0.045".to_string(), 3)));
        assert_eq!(number(",045", None, false), Some(("0.045".to_string(), 3)));
        assert_eq!(number("-.45", None, false), Some(("-0.45".to_string(), 2)));
        assert_eq!(
            number("<.0001", None, false),
            Some(("0.0001".to_string(), 4))
        );
        assert_eq!(
            number("1.2e-5", None, false),
            Some(("0.000012".to_string(), 6))
        );
        let smallest = read(
            "< 2.2e-16",
            Expected {
                decimals: None,
                whole: false,
            },
        );
        assert!(smallest.is_ok_and(|n| n.is_some_and(|n| n.decimals == 17)));
        let any = Expected {
            decimals: None,
            whole: false,
        };
        for wrong in ["1e-", "e-5", "1e-99", "1.2e5", ".e-3"] {
            assert!(read(wrong, any).is_err(), "{wrong}");
        }
    }

    #[test]
    fn blanks_signs_and_what_is_no_number() {
        let any = Expected {
            decimals: None,
            whole: false,
        };
        for blank in ["", "  ", "-", "–", "..", "N/A"] {
            assert_eq!(read(blank, any), Ok(None), "{blank}");
        }
        let sign = |cell| read(cell, any).ok().flatten().and_then(|n| n.sign);
        assert_eq!(sign("< 0.001"), Some("<"));
        assert_eq!(sign("≥5"), Some(">="));
        for wrong in [
            "abc",
            "1.2.3",
            "12.",
            ".5.",
            "1 2",
            "4O",
            "1,23,4",
            "1e5",
            "1234567890123456",
        ] {
            assert!(read(wrong, any).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(scaled in -1_000_000i64..1_000_000, decimals in 0u32..4) {
            let value = Exact::whole(scaled) * Exact::unit(decimals);
            let english = value.fixed(decimals);
            let danish = english.replace('.', ",");
            for cell in [english, danish] {
                let found = read(&cell, Expected { decimals: Some(decimals), whole: false });
                prop_assert_eq!(found.map(|n| n.map(|n| n.value)), Ok(Some(value)), "{}", cell);
            }
        }

        #[test]
        fn no_cell_is_too_strange(cell in ".{0,12}", decimals in proptest::option::of(0u32..4), whole: bool) {
            let _ = read(&cell, Expected { decimals, whole });
        }
    }
}
