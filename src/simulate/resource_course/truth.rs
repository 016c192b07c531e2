//! What the register is made to show.

use super::spec::Spec;
use serde_json::{Value, json};

pub fn state(spec: &Spec, fingerprint: &str) -> Value {
    json!({ "kind": spec.kind, "seed": spec.seed, "fingerprint": fingerprint })
}
