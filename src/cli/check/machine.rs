//! For programs: JSON.

use super::text::{why, word};
use super::{Batch, Broken, Checked};
use crate::cli::outputs::pretty;
use crate::published::{Grade, Outcome};
use serde_json::{Value, json};

/// All studies, as an array of what `check.json` holds; of one that could not be checked, why.
pub fn json(batch: &Batch) -> String {
    let broken = |b: &Broken| json!({ "schema": 1, "study": b.name, "error": b.why });
    let broken = batch.broken.iter().map(broken);
    let studies = Value::from_iter(batch.checked.iter().map(value).chain(broken));
    String::from_utf8_lossy(&pretty(studies)).into_owned()
}

/// `check.json` of a study.
pub fn study_json(checked: &Checked) -> Vec<u8> {
    pretty(value(checked))
}

fn value(checked: &Checked) -> Value {
    let rechecked = &checked.rechecked;
    json!({
        "schema": 1,
        "study": checked.study,
        "claims": rechecked.outcomes.len(),
        "hold": rechecked.holding(),
        "withheld": rechecked.withheld(),
        "digit": rechecked.of_grade(Grade::Digit),
        "interval": rechecked.of_grade(Grade::Interval),
        "decision": rechecked.of_grade(Grade::Decision),
        "outcomes": Value::from_iter(rechecked.outcomes.iter().map(outcome)),
    })
}

fn outcome(outcome: &Outcome) -> Value {
    json!({
        "id": outcome.id,
        "place": outcome.place,
        "printed": outcome.words,
        "understood": outcome.understood,
        "finding": outcome.finding,
        "recomputed": outcome.recomputed,
        "value": outcome.value,
        "outcome": word(&outcome.verdict),
        "why": why(&outcome.verdict),
        "note": outcome.note,
        "line": outcome.line,
    })
}
