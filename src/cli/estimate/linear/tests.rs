//! The least-squares methods on input that leaves nothing to estimate.

use crate::cli::estimate::{Answer, Failure, Spec, Table, estimate};
use serde_json::{Value, json};

const METHODS: [&str; 4] = ["ols", "did-series", "wildboot", "fixed-effects"];

/// A spec that each method understands.
fn spec(method: &str) -> Value {
    match method {
        "ols" => json!({
            "y": "y", "treat": "t", "post": "p", "covariates": ["x"], "cluster": "g",
            "vcov": ["iid", "HC0", "HC1", "HC2", "HC3", "CR0", "CR1", "CR2"]
        }),
        "did-series" => json!({
            "time": "y", "treat": "t", "post": "p", "covariates": ["x"], "cluster": "g",
            "weeks": "1..4"
        }),
        "wildboot" => json!({
            "y": "y", "treat": "t", "post": "p", "covariates": ["x"], "cluster": "g"
        }),
        _ => json!({
            "y": "y", "treat": "t", "rel": "r", "min": -2, "max": 2, "ref": -1,
            "fe": ["g", "p"], "cluster": "g"
        }),
    }
}

fn run_with(method: &str, csv: &str, more: Value) -> Result<Answer, Failure> {
    let table = Table::from_csv(|| Ok(csv.as_bytes()), "t.csv")?;
    let mut keys = spec(method);
    for (key, value) in more.as_object().expect("keys") {
        keys[key] = value.clone();
    }
    let keys = keys.as_object().expect("keys").clone();
    estimate(method, &Spec::new(keys), &table)
}

fn run(method: &str, csv: &str) -> Answer {
    run_with(method, csv, json!({})).expect("an answer")
}

/// Six clusters of four rows, half of them treated.
fn rows(y: impl Fn(usize) -> f64, x: impl Fn(usize) -> f64) -> String {
    let mut csv = String::from("y,t,p,x,g,r,w\n");
    for i in 0..24 {
        let (g, t, p) = (i / 4, usize::from(i / 4 < 3), i % 2);
        let relative = if t == 1 {
            format!("{}", i % 5)
        } else {
            String::new()
        };
        csv.push_str(&format!(
            "{},{t},{p},{},{g},{relative},{}\n",
            y(i),
            x(i),
            i % 3
        ));
    }
    csv
}

fn uneven(i: usize) -> f64 {
    ((i * i * 7 + 3 * i) % 11) as f64
}

#[test]
fn empty_one_row_and_constant_data_are_named_and_not_estimated() {
    let header = "y,t,p,x,g,r,w\n";
    let one_row = format!("{header}3,1,0,2,5,0,1\n");
    let constant = rows(|_| 3.0, |_| 2.0);
    for method in METHODS {
        for csv in [header, &one_row, &constant] {
            let answer = run(method, csv);
            assert!(!answer.not_estimated.is_empty(), "{method}: {csv}");
        }
    }
}

#[test]
fn huge_and_tiny_numbers_are_estimated() {
    for method in METHODS {
        for scale in [1e12, 1e-12] {
            let csv = rows(|i| uneven(i + 1) * scale, |i| uneven(i) * scale);
            let answer = run_with(method, &csv, json!({ "weeks": [4.5 * scale] }));
            let answer = answer.expect("an answer");
            let effect = answer.fields.get("coef").or(answer.fields.get("att"));
            let effect = effect.expect("an estimate").to_string();
            assert!(
                effect.chars().any(|c| c.is_ascii_digit()),
                "{method} {scale}: {effect}"
            );
        }
    }
}

#[test]
fn one_cluster_and_an_empty_cell_are_named() {
    let filter = json!({ "filter": [{ "column": "g", "op": "==", "value": 0 }] });
    for method in METHODS {
        let answer = run_with(method, &rows(uneven, uneven), filter.clone());
        let answer = answer.expect("an answer");
        let said = answer.not_estimated.join("; ");
        assert!(!said.is_empty(), "{method}");
    }
    let ols = run_with("ols", &rows(uneven, uneven), filter).expect("an answer");
    let said = ols.not_estimated.join("; ");
    assert!(said.contains("only one cluster"), "{said}");
    assert!(
        said.contains("mean of the cell t = 0, p = 0: no rows"),
        "{said}"
    );
    assert!(
        said.contains("`t:p`: a combination of the terms before it"),
        "{said}"
    );
}

#[test]
fn wrong_data_and_wrong_keys_have_their_own_failure() {
    let good = rows(uneven, uneven);
    let without_y = good.replace("y,t,p", "z,t,p");
    for method in METHODS {
        let missing = run_with(method, &without_y, json!({}));
        assert!(matches!(missing, Err(Failure::Data(_))), "{method}");
        let words = run_with(method, &format!("{good}many,1,1,2,3,0,1\n"), json!({}));
        assert!(matches!(words, Err(Failure::Data(_))), "{method}");
        let treat = run_with(method, &good, json!({ "treat": 3 }));
        assert!(matches!(treat, Err(Failure::Usage(_))), "{method}");
    }
    for method in ["ols", "fixed-effects"] {
        let negative = format!("{good}2,1,1,2,3,0,-1\n");
        let negative = run_with(method, &negative, json!({ "weights": "w" }));
        assert!(matches!(negative, Err(Failure::Data(_))), "{method}");
        let zeros = run_with(method, &good, json!({ "weights": "w" })).expect("an answer");
        assert!(
            zeros.notes.iter().any(|n| n.contains("weight zero")),
            "{method}"
        );
    }
    let kinds = run_with("ols", &good, json!({ "vcov": ["HC9"] }));
    assert!(matches!(kinds, Err(Failure::Usage(_))));
    let two = run_with("ols", &format!("{good}1,2,0,1,1,0,1\n"), json!({}));
    assert!(matches!(two, Err(Failure::Data(_))));
}
