//! `findings.json` read back: as it is written now, or as an earlier version wrote it.

use super::{Findings, SCHEMA};
use serde::Deserialize;
use serde_json::Value;

/// The version of a findings file, read before the rest of it is.
#[derive(Deserialize)]
struct Version {
    schema: Option<u32>,
}

/// Findings of an earlier run, from the bytes of its `findings.json`.
///
/// # Errors
/// The file names no `schema`, one that is not known, or does not hold findings; in words that can follow its name.
pub fn read(text: &[u8]) -> Result<Findings, String> {
    let not_findings = |error: serde_json::Error| format!("not a findings file: {error}");
    let version: Version = serde_json::from_slice(text).map_err(not_findings)?;
    match version.schema {
        Some(SCHEMA) => serde_json::from_slice(text).map_err(not_findings),
        Some(1) => {
            let mut value: Value = serde_json::from_slice(text).map_err(not_findings)?;
            place_marks(&mut value);
            let mut findings: Findings = serde_json::from_value(value).map_err(not_findings)?;
            findings.schema = SCHEMA;
            Ok(findings)
        }
        Some(schema) => Err(format!(
            "findings of schema {schema}; this program reads schema 1 to {SCHEMA}"
        )),
        None => Err("not a findings file: it names no `schema`".to_string()),
    }
}

/// Schema 1: the shape of a chart told where its marks stand.
fn place_marks(value: &mut Value) {
    let analyses = value.get_mut("analyses").and_then(Value::as_array_mut);
    for analysis in analyses.into_iter().flatten() {
        let Some(chart) = analysis.pointer_mut("/result/described/chart") else {
            continue;
        };
        let axis = match chart.get("shape").and_then(Value::as_str) {
            Some("lines") => "rows",
            _ => "values",
        };
        let marks = chart.get_mut("marks").and_then(Value::as_array_mut);
        for mark in marks.into_iter().flatten().filter_map(Value::as_object_mut) {
            mark.insert("axis".to_string(), axis.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{AnalysisResult, MarkAxis};
    use serde_json::json;

    fn of_schema(schema: u32, shape: &str, mark: Value) -> Value {
        let chart = json!({
            "shape": shape, "table": 0, "columns": [0], "limits": [], "marks": [mark],
            "x": { "said": { "code": "percent", "facts": {} } },
            "y": { "said": { "code": "percent", "facts": {} } },
        });
        let label = json!({ "said": { "code": "percent", "facts": {} } });
        let described = json!({ "finding": label, "shows": label, "tables": [], "chart": chart });
        let text = json!({ "da": "", "en": "" });
        json!({
            "schema": schema,
            "study": {
                "id": "s", "title": text, "languages": ["en"], "data": "public", "source": text,
                "time_axis": "iso-weeks", "register_weeks": null, "last_trusted_week": null,
                "persons": null, "arms": [], "periods": [],
            },
            "analyses": [{
                "id": "a", "kind": "stock", "title": null, "settings": [], "notes": [],
                "result": { "described": described },
            }],
        })
    }

    fn axis(value: Value) -> MarkAxis {
        let findings = read(value.to_string().as_bytes()).expect("findings");
        assert_eq!(findings.schema, SCHEMA);
        let AnalysisResult::Described(described) = &findings.analyses[0].result else {
            panic!("not described");
        };
        described.chart.as_ref().expect("a chart").marks[0].axis
    }

    #[test]
    fn marks_of_the_first_schema_stand_where_their_chart_put_them() {
        let label = json!({ "given": { "da": "", "en": "" } });
        let mark = || json!({ "at": 0.4, "label": label });
        assert_eq!(axis(of_schema(1, "lines", mark())), MarkAxis::Rows);
        assert_eq!(axis(of_schema(1, "bars", mark())), MarkAxis::Values);
        let placed = json!({ "axis": "values", "at": 0.4, "label": label });
        assert_eq!(axis(of_schema(2, "lines", placed)), MarkAxis::Values);
        let unplaced = of_schema(2, "lines", mark()).to_string();
        let unplaced = read(unplaced.as_bytes()).expect_err("no axis");
        assert!(unplaced.contains("missing field `axis`"), "{unplaced}");
    }

    #[test]
    fn other_schemas_and_other_files_are_told() {
        let told = |value: Value| read(value.to_string().as_bytes()).expect_err("no findings");
        let later = told(json!({ "schema": 3 }));
        assert_eq!(
            later,
            "findings of schema 3; this program reads schema 1 to 2"
        );
        assert!(told(json!({})).contains("names no `schema`"));
    }
}
