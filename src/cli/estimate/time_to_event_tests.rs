//! The time-to-event methods against data with little or nothing to estimate from.

use super::{Answer, Failure, Spec, Table, estimate};
use serde_json::{Value, json};

const METHODS: [&str; 4] = ["km", "logrank", "cuminc", "finegray"];

/// Runs a method on CSV text with the columns t, s, g, x and w; `more` adds or replaces keys.
fn run(method: &str, csv: &str, more: Value) -> Result<Answer, Failure> {
    let mut spec = match method {
        "km" => json!({"time": "t", "status": "s", "by": "g", "tau": 5, "at": [0, 2.5, 1e9]}),
        "logrank" => json!({"time": "t", "status": "s", "group": "g"}),
        "cuminc" => json!({"time": "t", "status": "s", "group": "g", "at": [0, 2.5, 1e9]}),
        _ => {
            json!({"time": "t", "status": "s", "failcode": 1, "terms": ["x"], "predict": {"times": [2], "rows": [[1]]}})
        }
    };
    let keys = spec.as_object_mut().expect("keys");
    keys.extend(more.as_object().expect("keys").clone());
    let table = Table::from_csv(|| Ok(csv.as_bytes()), "t.csv").expect("a table");
    estimate(method, &Spec::new(keys.clone()), &table)
}

fn answer(method: &str, csv: &str) -> Answer {
    run(method, csv, json!({})).unwrap_or_else(|failure| panic!("{method}: {failure:?}"))
}

/// Everything said about what is missing.
fn said(answer: &Answer) -> String {
    let all = answer.not_estimated.iter().chain(&answer.warnings);
    all.chain(&answer.notes)
        .cloned()
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn little_data_gives_an_answer_without_a_panic() {
    let tables = [
        "t,s,g,x,w\n",
        "t,s,g,x,w\n3,1,a,1,1\n",
        "t,s,g,x,w\n3,0,a,1,1\n",
        "t,s,g,x,w\n3,1,a,1,1\n3,1,b,1,1\n",
        "t,s,g,x,w\n7,1,a,1,1\n7,0,b,2,1\n7,1,a,1,1\n7,1,b,3,1\n",
        "t,s,g,x,w\n1,0,a,1,1\n2,0,b,2,1\n3,0,a,5,1\n",
        "t,s,g,x,w\n0,1,a,1,0\n0,0,b,2,0\n2,1,b,9,0\n",
        "t,s,g,x,w\n1e12,1,a,1e12,1\n2e12,0,b,2e12,1\n3e12,1,a,5e12,1\n4e12,1,b,1e12,1\n",
        "t,s,g,x,w\n1e-12,1,a,1e-12,1\n2e-12,0,b,2e-12,1\n3e-12,1,a,5e-12,1\n4e-12,1,b,1e-12,1\n",
    ];
    for csv in tables {
        for method in METHODS {
            answer(method, csv);
        }
        let robust = json!({"robust": true, "cluster": "g", "weights": "w"});
        assert!(run("km", csv, robust).is_ok());
    }
}

#[test]
fn no_rows_are_said_so() {
    for method in METHODS {
        let found = answer(method, "t,s,g,x,w\n");
        let text = found.not_estimated.join("; ");
        assert!(
            text.contains("no rows") || text.contains("no events"),
            "{method}: {text}"
        );
    }
}

#[test]
fn no_events_are_said_so() {
    let csv = "t,s,g,x,w\n1,0,a,1,1\n2,0,b,2,1\n3,0,a,5,1\n";
    for method in METHODS {
        let text = said(&answer(method, csv));
        assert!(text.contains("no events"), "{method}: {text}");
    }
    assert_eq!(answer("logrank", csv).fields["test"]["stat"], Value::Null);
    assert_eq!(answer("finegray", csv).fields["coef"], Value::Null);
}

#[test]
fn a_single_group_cannot_be_compared_and_a_constant_has_no_coefficient() {
    let csv = "t,s,g,x,w\n1,1,a,4,1\n2,0,a,4,1\n3,1,a,4,1\n";
    let logrank = answer("logrank", csv);
    assert_eq!(logrank.not_estimated, ["the log-rank test: only one group"]);
    let finegray = answer("finegray", csv);
    assert_eq!(finegray.fields["coef"], json!([null]));
    assert_eq!(finegray.fields["aliased"], json!(["x"]));
    assert_eq!(
        finegray.not_estimated,
        ["`x`: constant, or a linear combination of earlier terms"]
    );
}

#[test]
fn a_separating_column_is_named() {
    let csv = "t,s,g,x,w\n1,1,a,1,1\n2,1,a,1,1\n3,0,a,0,1\n4,0,a,0,1\n5,2,a,0,1\n";
    let found = answer("finegray", csv);
    assert_eq!(found.fields["infinite"], json!(["x"]));
    assert_eq!(found.fields["coef"], json!([null]));
}

#[test]
fn units_do_not_matter() {
    let of = |unit: f64| {
        let row =
            |(t, s, g, x): (f64, u8, &str, f64)| format!("{},{s},{g},{},1\n", t * unit, x * unit);
        let rows = [
            (1.0, 1, "a", 3.0),
            (2.0, 0, "b", 1.0),
            (2.0, 1, "b", 2.0),
            (3.0, 1, "a", 5.0),
            (4.0, 1, "b", 1.0),
            (4.0, 0, "a", 2.0),
        ];
        format!("t,s,g,x,w\n{}", rows.map(row).concat())
    };
    let plain = answer("logrank", &of(1.0)).fields["test"]["stat"].clone();
    let beta = answer("finegray", &of(1.0)).fields["coef"][0]
        .as_f64()
        .expect("a number");
    for unit in [1e12, 1e-12] {
        assert_eq!(answer("logrank", &of(unit)).fields["test"]["stat"], plain);
        let scaled = answer("finegray", &of(unit)).fields["coef"][0]
            .as_f64()
            .expect("a number");
        assert!((scaled * unit / beta - 1.0).abs() < 1e-9);
    }
}

#[test]
fn dropped_rows_are_counted_or_refused() {
    let csv = "t,s,g,x,w\n1,1,a,1,1\n2,,b,2,1\n3,1,b,5,1\n";
    assert!(answer("km", csv).notes[0].starts_with("1 row with a missing value"));
    let refused = run("km", csv, json!({"missing": "error"}));
    assert!(matches!(refused, Err(Failure::Data(_))));
}

#[test]
fn wrong_keys_are_usage_and_broken_rows_are_data() {
    let csv = "t,s,g,x,w\n1,1,a,1,1\n2,0,b,2,1\n";
    let usage = |method: &str, more: Value| {
        let failure = run(method, csv, more).err();
        assert!(matches!(failure, Some(Failure::Usage(_))), "{failure:?}");
    };
    usage("km", json!({"conf_level": 95}));
    usage("km", json!({"tau": -1}));
    usage("km", json!({"conf_types": ["logit"]}));
    usage("km", json!({"person": "g"}));
    usage("logrank", json!({"group": null}));
    usage(
        "finegray",
        json!({"predict": {"times": [1], "rows": [[1, 2]]}}),
    );
    usage("finegray", json!({"terms": []}));
    for method in METHODS {
        let broken = [
            "t,s,g,x,w\n-1,1,a,1,1\n",
            "t,s,g,x,w\n1,0.5,a,1,1\n",
            "t,s,g,x,w\n1,x,a,1,1\n",
            "t,g,x,w\n1,a,1,1\n",
        ];
        for csv in broken {
            let failure = run(method, csv, json!({})).err();
            assert!(
                matches!(failure, Some(Failure::Data(_))),
                "{method}: {failure:?}"
            );
        }
    }
}

#[test]
fn clusters_and_weights_that_are_not_used_are_said_so() {
    let csv = "t,s,g,x,w\n1,1,a,1,0.5\n2,0,b,2,1\n3,1,a,5,1\n";
    let said = |more: Value| run("km", csv, more).expect("an answer").warnings.join("; ");
    let plain = said(json!({"cluster": "x", "robust": false, "weights": "w"}));
    assert!(plain.contains("the clusters are not used") && plain.contains("not whole numbers"));
    let robust = said(json!({"cluster": "x", "weights": "w"}));
    assert!(!robust.contains("not used") && !robust.contains("not whole numbers"));
}

#[test]
fn a_curve_that_ends_before_the_data_is_said_so() {
    let csv = "t,s,g,x,w,e\n1,1,a,1,1,0\n5,0,a,2,1,2\n6,1,a,5,1,3\n";
    let found = run("km", csv, json!({"entry": "e"})).expect("an answer");
    assert!(said(&found).contains("is 0 from 1 on"), "{}", said(&found));
}
