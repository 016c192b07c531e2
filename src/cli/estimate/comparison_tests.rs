//! The tests and tables of two groups, pairs and items against data with little or nothing to estimate from.

use super::{Answer, Failure, Spec, Table, estimate};
use serde_json::{Value, json};

/// The requests, each on a table with the columns g, x, y, c and w.
fn requests() -> Vec<(&'static str, Value)> {
    vec![
        (
            "balance",
            json!({"group": "g", "numeric": ["x", "y"], "categorical": ["c"], "joint": ["x", "y", "factor(c)"], "cluster": "c"}),
        ),
        ("paired", json!({"before": "x", "after": "y"})),
        ("correlation", json!({"x": "x", "y": "y", "weights": "w"})),
        ("factor", json!({"items": ["x", "y", "w"], "method": "ml"})),
        (
            "factor",
            json!({"items": ["x", "y", "w"], "method": "pca", "scale": true}),
        ),
        ("factor", json!({"items": ["x", "y", "w"], "method": "pca"})),
        (
            "factor",
            json!({"items": ["x", "y", "w"], "method": "alpha"}),
        ),
        ("table", json!({"row": "g", "column": "c", "weights": "w"})),
        ("table", json!({"row": "g", "column": "c"})),
    ]
}

fn run(method: &str, spec: &Value, csv: &str) -> Result<Answer, Failure> {
    let table = Table::from_csv(|| Ok(csv.as_bytes()), "t.csv").expect("a table");
    let keys = spec.as_object().expect("keys").clone();
    estimate(method, &Spec::new(keys), &table)
}

/// The paths of the nulls in an answer.
fn nulls(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Null => found.push(path.to_string()),
        Value::Array(items) => items.iter().for_each(|v| nulls(v, path, found)),
        Value::Object(fields) => {
            for (name, v) in fields {
                nulls(v, &format!("{path}/{name}"), found);
            }
        }
        _ => {}
    }
}

fn rows(lines: &[(&str, f64, f64, &str, f64)]) -> String {
    let mut csv = String::from("g,x,y,c,w\n");
    for (g, x, y, c, w) in lines {
        csv.push_str(&format!("{g},{x},{y},{c},{w}\n"));
    }
    csv
}

/// Eight rows that vary in everything.
fn ordinary(scale: f64) -> String {
    let plain = [
        ("a", 1.0, 2.0, "p", 1.0),
        ("a", 2.0, 1.0, "q", 2.0),
        ("b", 4.0, 5.0, "p", 1.5),
        ("b", 3.0, 3.5, "r", 1.0),
        ("a", 6.0, 4.0, "r", 0.5),
        ("b", 5.0, 7.0, "q", 2.5),
        ("a", 2.5, 6.0, "p", 1.0),
        ("b", 7.0, 4.5, "q", 3.0),
    ];
    rows(&plain.map(|(g, x, y, c, w)| (g, x * scale, y * scale, c, w)))
}

#[test]
fn little_data_gives_an_answer_and_every_null_a_reason() {
    let tables = [
        rows(&[]),
        rows(&[("a", 1.0, 2.0, "p", 1.0)]),
        rows(&[("a", 1.0, 2.0, "p", 1.0), ("b", 3.0, 1.0, "q", 1.0)]),
        rows(&[
            ("a", 1.0, 2.0, "p", 1.0),
            ("a", 3.0, 1.0, "p", 1.0),
            ("a", 2.0, 1.0, "p", 2.0),
        ]),
        rows(&[
            ("a", 7.0, 7.0, "p", 1.0),
            ("b", 7.0, 7.0, "p", 1.0),
            ("a", 7.0, 7.0, "p", 1.0),
            ("b", 7.0, 7.0, "p", 1.0),
        ]),
        rows(&[
            ("a", 1.0, 1.0, "p", 0.0),
            ("b", 2.0, 2.0, "q", 0.0),
            ("a", 3.0, 3.0, "q", 0.0),
            ("b", 4.0, 4.0, "p", 0.0),
        ]),
        rows(&[
            ("a", 0.1, 0.3, "p", 1.0),
            ("b", 0.1, 0.3, "q", 2.0),
            ("a", 0.1, 0.3, "q", 1.0),
        ]),
        ordinary(1e12),
        ordinary(1e-12),
    ];
    for csv in &tables {
        for (method, spec) in requests() {
            let answer = run(method, &spec, csv);
            let answer =
                answer.unwrap_or_else(|failure| panic!("{method} {spec}: {failure:?}\n{csv}"));
            let mut found = Vec::new();
            nulls(&Value::Object(answer.fields), "", &mut found);
            let said = !answer.not_estimated.is_empty() || !answer.notes.is_empty();
            assert!(
                found.is_empty() || said,
                "{method} {spec}: {found:?} without a reason\n{csv}"
            );
        }
    }
}

#[test]
fn scale_leaves_the_tests_as_they_are() {
    for (method, spec) in requests().into_iter().take(3) {
        let statistic = |scale: f64| {
            let fields = Value::Object(
                run(method, &spec, &ordinary(scale))
                    .expect("an answer")
                    .fields,
            );
            let paths = match method {
                "balance" => vec![
                    "/numeric/0/welch/p",
                    "/numeric/1/rank_sum/p_corrected",
                    "/joint/F/p",
                    "/joint/logit_LR/p",
                ],
                "paired" => vec!["/t_test/p", "/wilcoxon/p_corrected"],
                _ => vec!["/pearson/p", "/weighted/r", "/kendall_tau_b"],
            };
            let read = |path| fields.pointer(path).and_then(Value::as_f64).expect(path);
            paths.into_iter().map(read).collect::<Vec<f64>>()
        };
        // Powers of two leave tied differences tied.
        for scale in [2f64.powi(40), 2f64.powi(-40)] {
            for (a, b) in statistic(1.0).iter().zip(statistic(scale)) {
                assert!((a - b).abs() <= 1e-9 * a.abs(), "{method}: {a} and {b}");
            }
        }
    }
}

#[test]
fn a_row_given_twice_weighs_as_much_as_weight_two() {
    let csv = rows(&[
        ("a", 1.0, 2.0, "p", 2.0),
        ("b", 2.0, 1.0, "q", 1.0),
        ("a", 3.0, 5.0, "q", 1.0),
        ("b", 0.0, 1.0, "p", 3.0),
    ]);
    let long = rows(&[
        ("a", 1.0, 2.0, "p", 1.0),
        ("a", 1.0, 2.0, "p", 1.0),
        ("b", 2.0, 1.0, "q", 1.0),
        ("a", 3.0, 5.0, "q", 1.0),
        ("b", 0.0, 1.0, "p", 1.0),
        ("b", 0.0, 1.0, "p", 1.0),
        ("b", 0.0, 1.0, "p", 1.0),
    ]);
    let weighted = run(
        "table",
        &json!({"row": "g", "column": "c", "weights": "w"}),
        &csv,
    );
    let counted = run("table", &json!({"row": "g", "column": "c"}), &long);
    assert_eq!(
        weighted.expect("a table").fields,
        counted.expect("a table").fields
    );
    let spec = json!({"x": "x", "y": "y", "weights": "w"});
    let r = |csv: &str| run("correlation", &spec, csv).expect("r").fields["weighted"]["r"].as_f64();
    assert!((r(&csv).expect("r") - r(&long).expect("r")).abs() < 1e-14);
}

#[test]
fn the_order_of_the_rows_does_not_matter() {
    let csv = ordinary(1.0);
    let mut lines: Vec<&str> = csv.lines().collect();
    lines[1..].reverse();
    let turned = format!("{}\n", lines.join("\n"));
    let close = |a: &Value, b: &Value| match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1e-6),
        _ => a == b,
    };
    fn leaves(value: &Value, out: &mut Vec<Value>) {
        match value {
            Value::Array(items) => items.iter().for_each(|v| leaves(v, out)),
            Value::Object(fields) => fields.values().for_each(|v| leaves(v, out)),
            leaf => out.push(leaf.clone()),
        }
    }
    for (method, spec) in requests() {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        leaves(
            &Value::Object(run(method, &spec, &csv).expect("an answer").fields),
            &mut a,
        );
        leaves(
            &Value::Object(run(method, &spec, &turned).expect("an answer").fields),
            &mut b,
        );
        assert_eq!(a.len(), b.len());
        for (x, y) in a.iter().zip(&b) {
            assert!(close(x, y), "{method}: {x} and {y}");
        }
    }
}

#[test]
fn broken_tables_and_wrong_keys_have_their_own_sentences() {
    let csv = ordinary(1.0);
    let fault = |method: &str, spec: Value| run(method, &spec, &csv).expect_err("a failure");
    let missing = fault("paired", json!({"before": "x", "after": "z"}));
    assert!(matches!(missing, Failure::Data(text) if text.contains("column `z` is missing")));
    let text = fault("balance", json!({"group": "g", "numeric": ["c"]}));
    assert!(matches!(text, Failure::Data(text) if text.contains("holds text")));
    let three = fault("balance", json!({"group": "c", "numeric": ["x"]}));
    assert!(matches!(three, Failure::Data(text) if text.contains("3 levels")));
    let binary = fault(
        "paired",
        json!({"before": "x", "after": "y", "binary": true}),
    );
    assert!(matches!(binary, Failure::Data(text) if text.contains("other values than 0 and 1")));
    assert!(matches!(
        fault("paired", json!({"before": "x"})),
        Failure::Usage(_)
    ));
    assert!(matches!(
        fault("factor", json!({"items": ["x"]})),
        Failure::Usage(_)
    ));
    assert!(matches!(
        fault("factor", json!({"items": ["x", "y", "w"], "factors": 2})),
        Failure::Usage(_)
    ));
    assert!(matches!(
        fault("power", json!({"test": "two_means", "power": 0.8})),
        Failure::Usage(_)
    ));
    assert!(matches!(
        fault("proportion", json!({"x": 3, "n": 2})),
        Failure::Usage(_)
    ));
    assert!(matches!(
        fault("proportion", json!({"x": 1.5, "n": 2})),
        Failure::Usage(_)
    ));
    assert!(matches!(
        fault("padjust", json!({"p": [0.1, 1.1]})),
        Failure::Usage(_)
    ));
    assert!(matches!(
        fault("table", json!({"counts": [[1, 2], [3]]})),
        Failure::Usage(_)
    ));
}

#[test]
fn incomplete_rows_are_counted_or_refused() {
    let csv = "g,x,y,c,w\na,1,2,p,1\nb,,2,q,1\na,3,1,p,1\nb,NA,4,q,1\nb,2,2,q,1\n";
    let answer = run("paired", &json!({"before": "x", "after": "y"}), csv).expect("an answer");
    assert_eq!(answer.notes, ["2 rows with a missing value were dropped"]);
    assert_eq!(answer.fields["n"], json!(3));
    let refused = run(
        "paired",
        &json!({"before": "x", "after": "y", "missing": "error"}),
        csv,
    );
    assert!(matches!(refused, Err(Failure::Data(_))));
    let filtered = json!({"before": "x", "after": "y", "filter": [{"column": "g", "op": "in", "value": ["a", "z"]}]});
    assert_eq!(
        run("paired", &filtered, csv).expect("an answer").fields["n"],
        json!(2)
    );
}

#[test]
fn a_fisher_test_beyond_the_limit_is_named_not_made() {
    let large: Vec<Vec<i32>> = (0..6).map(|i| vec![400 + i; 6]).collect();
    let answer = run("table", &json!({"counts": large}), "g\n").expect("an answer");
    assert!(answer.fields["fisher"].is_null());
    assert!(answer.not_estimated[0].contains("more than 4000000 steps"));
    assert!(answer.fields["chisq"]["p"].is_number());
}
