//! SARIF 2.1.0 for code scanning: a result for each claim that does not hold, at its line of the claims file.

use super::broken::{Broken, Spot};
use super::text::{self, sentence, word};
use super::{Batch, Checked};
use crate::cli::outputs::pretty;
use crate::published::{Grade, Outcome, Verdict};
use serde_json::{Value, json};
use std::path::Path;

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

/// One log for all studies; the faults of one that could not be checked are told of the run itself.
pub fn log(batch: &Batch, fail_on: Grade) -> String {
    let rules = RULES.map(|(id, text)| json!({ "id": id, "shortDescription": { "text": text } }));
    let results = batch.checked.iter().flat_map(|checked| {
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
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": batch.broken.is_empty(),
                "toolExecutionNotifications": Value::from_iter(batch.broken.iter().flat_map(notifications)),
            }],
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
    let uri = uri(&text::path(&checked.claims));
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

/// Each fault at its place; what has none at the study.
fn notifications(broken: &Broken) -> Vec<Value> {
    let told = |file: &Path, region: Value, text: &str| {
        let mut place = json!({ "artifactLocation": { "uri": uri(&text::path(file)) } });
        if !region.is_null() {
            place["region"] = region;
        }
        json!({
            "level": "error",
            "message": { "text": text },
            "locations": [{ "physicalLocation": place }],
        })
    };
    let spot = |spot: &Spot| {
        let region = match spot.line {
            0 => Value::Null,
            line => json!({ "startLine": line, "startColumn": spot.column }),
        };
        told(&spot.file, region, &spot.message)
    };
    let failed = &broken.failed;
    match failed.spots.as_slice() {
        [] => vec![told(Path::new(&broken.name), Value::Null, &failed.why)],
        spots => spots.iter().map(spot).collect(),
    }
}

/// A path as a URI: relative as it was named, absolute with its scheme; what a URI may not hold is escaped.
fn uri(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    let escape = |b: u8| match plain(b) {
        true => char::from(b).to_string(),
        false => format!("%{b:02X}"),
    };
    let escaped: String = path.bytes().map(escape).collect();
    match escaped.starts_with('/') {
        true => format!("file://{escaped}"),
        false => escaped,
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_becomes_a_uri_that_a_reader_can_take_apart() {
        assert_eq!(uri("brf/claims.toml"), "brf/claims.toml");
        assert_eq!(
            uri("mit studie/påstande#1.toml"),
            "mit%20studie/p%C3%A5stande%231.toml"
        );
        assert_eq!(uri("/data/claims.toml"), "file:///data/claims.toml");
    }
}
