//! An answer as JSON, as CSV, or as an aligned table for people.

use super::Answer;
use super::answer::Tidy;
use serde_json::{Map, Value, json};

/// One JSON object: the fields of the cases, then `settings`, `notes`, `warnings` and `not_estimated`.
pub fn as_json(answer: &Answer, settings: Map<String, Value>) -> String {
    let mut object = answer.fields.clone();
    object.insert("settings".to_string(), Value::Object(settings));
    object.insert("notes".to_string(), json!(answer.notes));
    object.insert("warnings".to_string(), json!(answer.warnings));
    object.insert("not_estimated".to_string(), json!(answer.not_estimated));
    format!("{}\n", Value::Object(object))
}

/// One table as CSV with full precision; an empty field where there is no value.
pub fn as_csv(table: &Tidy) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&table.columns)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(exact))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Every table aligned, then what must be said, then the settings.
pub fn as_text(answer: &Answer, settings: &Map<String, Value>) -> String {
    let mut text = String::new();
    for table in &answer.tables {
        text.push_str(&aligned(table));
        text.push('\n');
    }
    let said = [
        ("not estimated", &answer.not_estimated),
        ("warning", &answer.warnings),
        ("note", &answer.notes),
    ];
    for (kind, sentences) in said {
        for sentence in sentences {
            text.push_str(&format!("{kind}: {sentence}\n"));
        }
    }
    let settings: Vec<String> = settings
        .iter()
        .map(|(key, value)| format!("{key} = {}", exact(value)))
        .collect();
    if !settings.is_empty() {
        text.push_str(&format!("settings: {}\n", settings.join("; ")));
    }
    text
}

fn exact(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn aligned(table: &Tidy) -> String {
    let cells: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(shown).collect())
        .collect();
    let width = |j: usize| {
        let cells = cells.iter().filter_map(|row| row.get(j));
        let widest = cells.map(|c| c.chars().count()).max().unwrap_or(0);
        widest.max(table.columns[j].chars().count())
    };
    let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
    // A column of text leans left, one of numbers right.
    let is_text = |j: usize| {
        let mut values = table.rows.iter().filter_map(|row| row.get(j));
        values.any(Value::is_string)
    };
    let left: Vec<bool> = (0..table.columns.len()).map(is_text).collect();
    let line = |cells: Vec<&str>| {
        let padded = cells.iter().enumerate().map(|(j, cell)| match left[j] {
            true => format!("{cell:<0$}", widths[j]),
            false => format!("{cell:>0$}", widths[j]),
        });
        let line = padded.collect::<Vec<String>>().join("  ");
        format!("{}\n", line.trim_end())
    };
    let mut text = format!("{}\n", table.title);
    text.push_str(&line(table.columns.clone()));
    for row in &cells {
        text.push_str(&line(row.iter().map(String::as_str).collect()));
    }
    text
}

/// A cell for people: six significant digits, a dot where there is no value.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => ".".to_string(),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_f64().map_or(number.to_string(), six_digits),
        other => other.to_string(),
    }
}

fn six_digits(value: f64) -> String {
    let whole = value.fract() == 0.0 && value.abs() < 1e9;
    if whole {
        return format!("{value}");
    }
    let scientific = format!("{value:.5e}");
    let exponent: i32 = scientific
        .split_once('e')
        .and_then(|(_, e)| e.parse().ok())
        .unwrap_or(0);
    if !(-4..9).contains(&exponent) {
        return scientific;
    }
    let decimals = (5 - exponent).max(0) as usize;
    let fixed = format!("{value:.decimals$}");
    match fixed.contains('.') {
        true => fixed
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_string(),
        false => fixed,
    }
}

#[cfg(test)]
mod tests {
    use super::super::answer::num;
    use super::*;

    fn answer() -> Answer {
        Answer {
            tables: vec![Tidy {
                title: "Means".to_string(),
                columns: vec!["term", "estimate", "p.value"],
                rows: vec![
                    vec![json!("age"), num(1.0 / 3.0), num(1.25e-8)],
                    vec![json!("a, b"), num(1200.0), Value::Null],
                ],
            }],
            warnings: vec!["few clusters".to_string()],
            ..Answer::default()
        }
    }

    #[test]
    fn people_see_aligned_columns() {
        let text = as_text(
            &answer(),
            &Map::from_iter([("ties".to_string(), json!("efron"))]),
        );
        let expected = "Means\n\
                        term  estimate      p.value\n\
                        age   0.333333  1.25000e-8\n\
                        a, b      1200           .\n\
                        \n\
                        warning: few clusters\n\
                        settings: ties = efron\n";
        let squeezed = |t: &str| t.split_whitespace().collect::<Vec<&str>>().join(" ");
        assert_eq!(squeezed(&text), squeezed(expected));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[2].find("0.333333"), lines[3].find("    1200"));
    }

    #[test]
    fn programs_see_every_digit() {
        let csv = as_csv(&answer().tables[0]).expect("csv");
        let expected = "term,estimate,p.value\nage,0.3333333333333333,1.25e-8\n\"a, b\",1200.0,\n";
        assert_eq!(csv, expected);
        let mut answer = answer();
        answer.put("estimate", num(0.1 + 0.2));
        let json = as_json(&answer, Map::new());
        assert!(json.starts_with(r#"{"estimate":0.30000000000000004,"settings":{}"#));
        assert!(json.ends_with("\"not_estimated\":[]}\n"));
    }

    #[test]
    fn six_digits_of_any_size() {
        assert_eq!(six_digits(0.000123456789), "0.000123457");
        assert_eq!(six_digits(-123456.789), "-123457");
        assert_eq!(six_digits(2.5), "2.5");
        assert_eq!(six_digits(1e300), "1.00000e300");
        assert_eq!(six_digits(1234567.8), "1234568");
    }
}
