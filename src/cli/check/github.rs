//! Annotations of a GitHub workflow: each difference at its line of the claims file.

use super::Checked;
use super::text::sentence;
use crate::published::{Grade, Verdict};

/// One line per claim that does not hold.
pub fn annotations(all: &[Checked], fail_on: Grade) -> String {
    let mut lines = String::new();
    for checked in all {
        for outcome in &checked.rechecked.outcomes {
            let level = match &outcome.verdict {
                Verdict::Holds => continue,
                Verdict::Withheld => "notice",
                Verdict::Differs { grade, .. } if *grade >= fail_on => "error",
                Verdict::Differs { .. } => "warning",
            };
            let file = property(&checked.claims.display().to_string());
            let title = property(&format!("{} {}", checked.study, outcome.id));
            lines.push_str(&format!(
                "::{level} file={file},line={},col={},title={title}::{}\n",
                outcome.line,
                outcome.column,
                data(&sentence(outcome)),
            ));
        }
    }
    lines
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
