//! What `estimate cox` says of input that has no answer, or only part of one.

use crate::cli::estimate::{Answer, Failure, Spec, Table, estimate};
use serde_json::{Value, json};

const ROWS: &str =
    "t,s,x,g,w,k\n1,1,1,a,1,7\n1,0,1,b,1,7\n6,1,1,a,1,7\n6,1,0,b,1,7\n8,0,0,a,1,7\n9,1,0,b,1,7\n";

fn ask(csv: &str, extra: Value) -> Result<Answer, Failure> {
    let mut keys = json!({"time": "t", "status": "s", "terms": ["x"]});
    for (key, value) in extra.as_object().expect("an object") {
        keys[key] = value.clone();
    }
    let table = Table::from_csv(|| Ok(csv.as_bytes()), "t.csv").expect("a table");
    estimate(
        "cox",
        &Spec::new(keys.as_object().expect("an object").clone()),
        &table,
    )
}

fn answer(csv: &str, extra: Value) -> Answer {
    ask(csv, extra).expect("an answer")
}

fn usage(extra: Value) -> String {
    match ask(ROWS, extra).expect_err("a failure") {
        Failure::Usage(text) => text,
        Failure::Data(text) => panic!("wrong use, not bad data: {text}"),
    }
}

fn data_fault(csv: &str, extra: Value) -> String {
    match ask(csv, extra).expect_err("a failure") {
        Failure::Data(text) => text,
        Failure::Usage(text) => panic!("bad data, not wrong use: {text}"),
    }
}

#[test]
fn a_plain_fit_gives_a_tidy_row_per_term() {
    let found = answer(ROWS, json!({}));
    assert!(found.not_estimated.is_empty(), "{:?}", found.not_estimated);
    let table = &found.tables[0];
    assert_eq!(table.columns[..3], ["term", "estimate", "std.error"]);
    assert_eq!(table.rows[0][0], "x");
    assert_eq!(table.rows[0][1], found.fields["coef"][0]);
}

#[test]
fn no_events_and_no_rows_are_findings() {
    let none = ROWS
        .replace(",1,1,a", ",0,1,a")
        .replace("6,1,0", "6,0,0")
        .replace("9,1,0", "9,0,0");
    let found = answer(&none, json!({}));
    assert_eq!(found.not_estimated, ["all terms: no events"]);
    assert_eq!(found.fields["coef"], json!([null]));
    assert_eq!(found.fields["events"], 0);
    let empty = answer("t,s,x\n", json!({}));
    assert_eq!(empty.not_estimated, ["all terms: no rows"]);
    let weightless = answer(&ROWS.replace(",1,7", ",0,7"), json!({"weights": "w"}));
    assert_eq!(
        weightless.not_estimated,
        ["all terms: all weights are zero"]
    );
}

#[test]
fn terms_without_an_estimate_are_named_and_null() {
    let found = answer(ROWS, json!({"terms": ["w", "x", "factor(k)"]}));
    assert_eq!(found.fields["aliased"], json!(["w"]));
    assert_eq!(found.fields["coef"][0], Value::Null);
    assert_eq!(found.fields["std_err"][0], Value::Null);
    assert_eq!(found.fields["z"][0], Value::Null);
    assert_eq!(found.not_estimated.len(), 2);
    assert!(found.not_estimated[0].contains("`factor(k)`: the factor has one level"));
    assert!(found.not_estimated[1].starts_with("`w`: constant"));
    let infinite = answer(ROWS, json!({"ties": "exact"}));
    assert_eq!(infinite.fields["infinite"], json!(["x"]));
    assert_eq!(infinite.fields["infinite_sign"], json!([1]));
    assert_eq!(infinite.fields["coef"], json!([null]));
    assert!(infinite.not_estimated[0].starts_with("`x`: the coefficient runs to plus infinity"));
}

#[test]
fn one_cluster_leaves_the_model_errors() {
    let found = answer(ROWS, json!({"cluster": "k"}));
    assert_eq!(found.not_estimated, ["robust errors: only one cluster"]);
    assert_eq!(found.fields["std_err_robust"], Value::Null);
    assert!(found.fields["std_err"][0].is_number());
    let few = answer(ROWS, json!({"cluster": "g"}));
    assert!(few.warnings[0].starts_with("2 clusters"));
    assert!(few.fields["std_err_robust"][0].is_number());
}

#[test]
fn exact_ties_have_no_robust_errors_and_no_score_residuals() {
    let rows = "t,s,x,g\n1,1,1,a\n1,0,0,b\n6,1,0,a\n6,1,0.5,b\n8,0,0,a\n9,1,0.2,b\n9,0,1,a\n";
    let found = answer(
        rows,
        json!({"ties": "exact", "cluster": "g", "residuals": true}),
    );
    let said = found.not_estimated.join("; ");
    assert!(
        said.contains("robust errors: there are no score residuals with exact ties"),
        "{said}"
    );
    assert!(said.contains("residuals of the score"), "{said}");
    assert!(found.fields["residuals"]["martingale"][0].is_number());
    assert!(usage(json!({"ties": "exact", "weights": "t"})).contains("no case weights"));
}

#[test]
fn the_logarithm_of_week_zero_is_said() {
    let rows = ROWS.replace("\n1,1,1,a", "\n0,1,0.3,a");
    let found = answer(&rows, json!({"zph": ["log", "km"]}));
    assert!(found.not_estimated[0].starts_with("proportional hazards, time as log"));
    assert_eq!(found.fields["ph_test"]["log"], Value::Null);
    assert!(found.fields["ph_test"]["km"]["chisq"][0].is_number());
}

#[test]
fn broken_rows_and_columns_are_bad_data() {
    let fault = data_fault(&ROWS.replace("\n8,0", "\n-8,0"), json!({}));
    assert_eq!(
        fault,
        "column `t`, row 5 of the rows used: a duration must not be negative"
    );
    let fault = data_fault(ROWS, json!({"start": "t"}));
    assert_eq!(
        fault,
        "column `t`, row 1 of the rows used: the time must be after the start"
    );
    let fault = data_fault(&ROWS.replace("a,1,7", "a,-1,7"), json!({"weights": "w"}));
    assert_eq!(
        fault,
        "column `w`, row 1 of the rows used: a weight must be zero or more"
    );
    assert!(data_fault(ROWS, json!({"terms": ["g"]})).contains("holds text"));
    assert!(data_fault(ROWS, json!({"terms": ["age"]})).contains("column `age` is missing"));
    assert!(data_fault(&ROWS.replace("\n8,0", "\n8,3"), json!({})).contains("a status is 0"));
}

#[test]
fn wrong_keys_are_wrong_use() {
    assert!(usage(json!({"terms": []})).contains("`--terms` is needed"));
    assert!(usage(json!({"ties": "average"})).contains("one of efron, breslow, exact"));
    assert!(usage(json!({"zph": ["sqrt"]})).contains("km, identity, log, rank"));
    assert!(usage(json!({"conf_level": 95})).contains("between 0 and 1"));
    assert!(usage(json!({"at_beta": [1, 2]})).contains("`--at-beta` has 2 values"));
    let predict = |row: Value| json!({"predict": {"times": [5], "rows": [row]}, "strata": ["g"]});
    assert!(usage(predict(json!({"g": "a"}))).contains("no value for `x`"));
    assert!(usage(predict(json!({"x": 1}))).contains("must name its stratum by `g`"));
    assert!(usage(predict(json!({"x": 1, "g": "c"}))).contains("names the stratum c"));
}

#[test]
fn dropped_rows_and_rows_of_weight_zero_are_counted() {
    let rows = ROWS
        .replace("\n8,0,0", "\n8,0,")
        .replace("9,1,0,b,1", "9,1,0,b,0");
    let found = answer(&rows, json!({"weights": "w"}));
    assert_eq!(found.fields["n"], 4);
    assert_eq!(found.notes[0], "1 row with a missing value was dropped");
    assert_eq!(found.notes[1], "1 row of weight zero was left out");
}

#[test]
fn strata_of_several_columns_are_named_as_in_r() {
    let found = answer(ROWS, json!({"strata": ["g", "k"], "baseline": true}));
    let names = |found: &Answer| -> Vec<Value> {
        let curves = found.fields["baseline_hazard"].as_array().expect("curves");
        curves.iter().map(|c| c["stratum"].clone()).collect()
    };
    assert_eq!(names(&found), ["g=a, k=7", "g=b, k=7"]);
    let found = answer(ROWS, json!({"strata": ["g"], "baseline": true}));
    assert_eq!(names(&found), ["a", "b"]);
}
