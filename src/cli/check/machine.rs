//! For programs: JSON, and SARIF 2.1.0 for code scanning.

use super::Checked;
use super::text::{sentence, why, word};
use crate::cli::outputs::pretty;
use crate::published::{Grade, Outcome, Verdict};
use serde_json::{Value, json};

/// All studies, as an array of what `check.json` holds.
pub fn json(all: &[Checked]) -> String {
    let studies = Value::from_iter(all.iter().map(value));
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

/// What the rules of the log say.
const RULES: [(&str, &str); 4] = [
    (
        "digit",
        "A recomputed figure misses the printed one by less than a unit of its last digit",
    ),
    (
        "interval",
        "A recomputed figure misses the printed one by more than a unit of its last digit",
    ),
    (
        "decision",
        "A sign, a significance, a light or a criterion turns over",
    ),
    ("withheld", "The disclosure gate withholds the figure"),
];

/// One log for all studies.
pub fn sarif(all: &[Checked], fail_on: Grade) -> String {
    let rules = RULES.map(|(id, text)| json!({ "id": id, "shortDescription": { "text": text } }));
    let results = all.iter().flat_map(|checked| {
        let outcomes = checked.rechecked.outcomes.iter();
        outcomes.filter_map(|o| result(checked, o, fail_on))
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "results": Value::from_iter(results),
        }],
    });
    String::from_utf8_lossy(&pretty(log)).into_owned()
}

fn result(checked: &Checked, outcome: &Outcome, fail_on: Grade) -> Option<Value> {
    let level = match &outcome.verdict {
        Verdict::Holds => return None,
        Verdict::Withheld => "note",
        Verdict::Differs { grade, .. } if *grade >= fail_on => "error",
        Verdict::Differs { .. } => "warning",
    };
    let uri = checked.claims.display().to_string().replace('\\', "/");
    Some(json!({
        "ruleId": word(&outcome.verdict),
        "level": level,
        "message": { "text": sentence(outcome) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri },
            "region": { "startLine": outcome.line, "startColumn": outcome.column },
        } }],
    }))
}
