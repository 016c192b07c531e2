//! Annotations of a GitHub workflow: each difference at its line of the claims file.

use super::Batch;
use super::broken::{Broken, Spot};
use super::text::{self, sentence};
use crate::published::{Grade, Verdict};
use std::path::Path;

/// One line per fault of a study that could not be checked, and per claim that does not hold.
pub fn annotations(batch: &Batch, fail_on: Grade) -> String {
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

/// Each fault at its place; what has none at the study.
fn broken(broken: &Broken) -> String {
    let line = |file: &Path, place: String, why: &str| {
        let (file, why) = (property(&text::path(file)), data(why));
        format!("::error file={file}{place},title=could not be checked::{why}\n")
    };
    let spot = |spot: &Spot| {
        let place = match spot.line {
            0 => String::new(),
            at => format!(",line={at},col={}", spot.column),
        };
        line(&spot.file, place, &spot.message)
    };
    match broken.failed.spots.as_slice() {
        [] => line(Path::new(&broken.name), String::new(), &broken.failed.why),
        spots => spots.iter().map(spot).collect(),
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
