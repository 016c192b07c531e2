//! The JSON schema of a study file, made from the types it is read into.

use super::written::StudyFile;
use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The schema of a study file, as `virkning schema study` prints it.
pub fn json_schema() -> Value {
    schema_of::<StudyFile>()
}

/// The schema of a TOML file that is read into these types.
pub fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(NoNull);
    settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// The schema as text, as it stands in `data-schema/study.schema.json`.
pub fn schema_text() -> String {
    format!("{:#}\n", json_schema())
}

/// TOML has no null: what may be absent is left out, never null.
#[derive(Debug, Clone)]
struct NoNull;

impl Transform for NoNull {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        if let Some(Value::Array(types)) = schema.get_mut("type") {
            types.retain(|t| t != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                schema.insert("type".to_string(), only);
            }
        }
        if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
            choices.retain(|c| c.get("type").is_none_or(|t| t != "null"));
            if let [only] = choices.as_slice() {
                let only = only.clone();
                schema.remove("anyOf");
                inline(schema, &only);
            }
        }
    }
}

/// Puts the one choice that is left in the place of the choice; what the field says of itself stays.
fn inline(schema: &mut Schema, only: &Value) {
    for (key, value) in only.as_object().into_iter().flatten() {
        if schema.get(key).is_none() {
            schema.insert(key.clone(), value.clone());
        }
    }
}
