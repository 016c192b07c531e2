//! Keys that look like CPR numbers: a date DDMMYY and four digits, with or without a hyphen.
//!
//! The check digit is not asked: since 2007 valid numbers fail modulus 11, so it can neither clear nor convict a key.

use crate::register::fault::{At, Faults, Rule};
use crate::register::keys::KeyTable;

/// Days of the months of a leap year.
const DAYS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// A fault when more than half of the keys look like CPR numbers.
pub(super) fn check(keys: &KeyTable, shown: &str, faults: &mut Faults) {
    let alike = (0..keys.len())
        .filter(|k| looks_like_cpr(keys.get(*k)))
        .count();
    if alike * 2 > keys.len() {
        faults.add(Rule::CprKeys, At::file(shown), || {
            "most person keys look like CPR numbers (DDMMYY and four digits)".to_string()
        });
    }
}

fn looks_like_cpr(key: &[u8]) -> bool {
    let (date, serial) = match key.len() {
        10 => key.split_at(6),
        11 if key[6] == b'-' => (&key[..6], &key[7..]),
        _ => return false,
    };
    let digits = date.iter().chain(serial).all(u8::is_ascii_digit);
    if !digits {
        return false;
    }
    let two = |at: usize| (date[at] - b'0') * 10 + (date[at + 1] - b'0');
    let (day, month) = (two(0), usize::from(two(2)));
    (1..=12).contains(&month) && (1..=DAYS[month - 1]).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_digits_that_begin_with_a_date_look_like_a_cpr_number() {
        for key in ["0101701234", "010170-1234", "2902000000", "3112999999"] {
            assert!(looks_like_cpr(key.as_bytes()), "{key}");
        }
        for key in [
            "0000000001",
            "3201701234",
            "3002701234",
            "0113701234",
            "010170123",
            "01017012345",
            "a101701234",
        ] {
            assert!(!looks_like_cpr(key.as_bytes()), "{key}");
        }
    }

    #[test]
    fn running_numbers_of_ten_digits_are_not_taken_for_cpr_numbers() {
        let mut keys = KeyTable::default();
        for key in 1_000_000_000..1_000_010_000u64 {
            keys.intern(key.to_string().as_bytes());
        }
        let mut faults = Faults::default();
        check(&keys, "weekly.csv", &mut faults);
        assert!(faults.is_empty());
    }
}
