//! Annotations of a GitHub workflow: each difference at its line of the claims file.

use super::text::{self, sentence};
use super::{Batch, Broken};
use crate::published::{Grade, Verdict};

/// One line per study that could not be checked, and per claim that does not hold.
pub fn annotations(batch: &Batch, fail_on: Grade) -> String {
    let broken = |b: &Broken| {
        let (file, why) = (property(&b.name), data(&b.why));
        format!("::error file={file},title=could not be checked::{why}\n")
    };
    let mut lines: String = batch.broken.iter().map(broken).collect();
    for checked in &batch.checked {
        for outcome in &checked.rechecked.outcomes {
            let level = match &outcome.verdict {
                Verdict::Holds => continue,
                Verdict::Withheld => "notice",
                Verdict::Differs { grade, .. } if *grade >= fail_on => "error",
                Verdict::Differs { .. } => "warning",
            };
            let file = property(&text::path(&checked.claims));
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
