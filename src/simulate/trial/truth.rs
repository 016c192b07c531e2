//! What the data of a trial are made to show.

use super::spec::Spec;
use serde_json::{Value, json};

/// Counts, means and knobs of the file.
pub fn state(spec: &Spec, fingerprint: &str) -> Value {
    let ends: Vec<Value> = spec
        .end
        .iter()
        .map(|e| json!({ "reason": e.reason, "persons": e.persons }))
        .collect();
    let moved: Vec<Value> = spec
        .moved
        .found
        .iter()
        .map(|f| json!({ "found": f.state, "persons": f.persons }))
        .collect();
    let arrangement = &spec.arrangement;
    json!({
        "fingerprint": fingerprint,
        "seed": spec.seed,
        "persons": {
            "drawn": spec.drawn(),
            "allocated": [spec.allocated(0), spec.allocated(1)],
            "female": spec.female,
            "mean_age": spec.mean_age,
        },
        "ends": ends,
        "moved": moved,
        "placement": spec.placement,
        "sanctions": { "one": spec.sanctions.one, "several": spec.sanctions.several },
        "complaints": { "one": spec.complaints.one, "several": spec.complaints.several },
        "knobs": {
            "arrangement": {
                "persons": arrangement.persons,
                "ends": arrangement.ends,
                "waiting": arrangement.waiting,
                "placements": arrangement.placements,
            },
            "pace": {
                "clarified": spec.pace.clarified.pace,
                "other_ends": spec.pace.other_ends.pace,
                "placements": spec.pace.placements.pace,
            },
        },
        "same_for_every_seed": "all counts, and the order of all events and ends of follow-up, so every hazard ratio",
    })
}
