//! For programs: JSON.

use super::broken::{Failed, Spot};
use super::text::{self, why, word};
use super::{Batch, Checked};
use crate::cli::outputs::pretty;
use crate::published::{Grade, Outcome};
use serde_json::{Value, json};

/// All studies, as an array of what `check.json` holds; of one that could not be checked, why.
pub fn json(batch: &Batch) -> String {
    let broken = batch.broken.iter().map(|b| broken(&b.name, &b.failed));
    let studies = Value::from_iter(batch.checked.iter().map(value).chain(broken));
    String::from_utf8_lossy(&pretty(studies)).into_owned()
}

/// `check.json` of a study.
pub fn study_json(checked: &Checked) -> Vec<u8> {
    pretty(value(checked))
}

/// `check.json` of a study that could not be checked.
pub fn broken_json(study: &str, failed: &Failed) -> Vec<u8> {
    pretty(broken(study, failed))
}

fn broken(study: &str, failed: &Failed) -> Value {
    let fault = |spot: &Spot| {
        json!({
            "file": text::path(&spot.file),
            "line": spot.line,
            "column": spot.column,
            "message": spot.message,
        })
    };
    json!({
        "schema": 1,
        "study": study,
        "error": failed.why,
        "faults": Value::from_iter(failed.spots.iter().map(fault)),
    })
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
