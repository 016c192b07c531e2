//! Small parts of described tables that several kinds use.

use super::Context;
use crate::findings::{Cell, Label, PHRASE, Row};

/// A row per group with its persons and its share of `n`; `unknown` without anyone is left out.
pub fn counted_rows(groups: Vec<(String, Label)>, counts: &[u64], n: u64) -> Vec<Row> {
    let row = |((id, label), count): ((String, Label), &u64)| {
        Row::new(
            &id,
            label,
            vec![Cell::Count(Some(*count)), Cell::share(*count, n)],
        )
    };
    let rows = groups.into_iter().zip(counts);
    rows.filter(|((id, _), count)| id != "unknown" || **count > 0)
        .map(row)
        .collect()
}

/// A share in percent with one decimal, rounded half up from the counts, as a fact.
pub fn percent_fact(numerator: u64, denominator: u64) -> String {
    tenths(100 * numerator, denominator)
}

/// A quotient of counts with one decimal, rounded half up, as a fact.
pub fn tenths(numerator: u64, denominator: u64) -> String {
    let tenths = (20 * numerator + denominator) / (2 * denominator).max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The words of a label in Danish and English, to be facts of another; a phrase of the program, which must be one without blanks, is worded later.
pub fn given(label: &Label) -> (String, String) {
    match label {
        Label::Given(text) => (text.da.clone(), text.en.clone()),
        Label::Said(said) => {
            let code = format!("{PHRASE}{}", said.code);
            (code.clone(), code)
        }
    }
}

/// The words of several labels, as facts `names_da` and `names_en`.
pub fn names_of<'l>(labels: impl Iterator<Item = &'l Label>) -> [(&'static str, String); 2] {
    let (da, en): (Vec<String>, Vec<String>) = labels.map(given).unzip();
    [("names_da", da.join(", ")), ("names_en", en.join(", "))]
}

/// What the arms are called, in Danish and English, as facts of a sentence.
pub fn arm_names(context: &Context) -> [(&'static str, String); 4] {
    let [first, second] = [&context.plan.participant, &context.plan.comparison];
    [
        ("first_da", first.label.da.clone()),
        ("first_en", first.label.en.clone()),
        ("second_da", second.label.da.clone()),
        ("second_en", second.label.en.clone()),
    ]
}

/// Fewer than so many persons are not put into a sentence, whatever the profile.
pub const TOLD_FROM: u64 = 5;

/// True when a sentence may tell a share by its counts.
pub fn may_be_told(numerator: u64, denominator: u64) -> bool {
    numerator.min(denominator) >= TOLD_FROM
}

#[cfg(test)]
mod tests {
    use super::{percent_fact, tenths};

    #[test]
    fn percents_are_rounded_half_up_from_the_counts() {
        assert_eq!(percent_fact(1, 3), "33.3");
        assert_eq!(percent_fact(2, 3), "66.7");
        assert_eq!(percent_fact(1, 2_000), "0.1");
        assert_eq!(percent_fact(1, 2_001), "0.0");
        assert_eq!(percent_fact(5, 5), "100.0");
        assert_eq!(percent_fact(0, 0), "0.0");
        // 12.25 and 8.65: an exact half goes up.
        assert_eq!(
            (tenths(49, 4), tenths(173, 20)),
            ("12.3".to_string(), "8.7".to_string())
        );
    }
}
