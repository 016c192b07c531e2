//! `estimate two-proportions`: two shares compared, first minus second.

use super::answer::{Tidy, num};
use super::linear::conf_level;
use super::values::{limit_fields, whole};
use super::{Answer, Failure, Spec, Table};
use crate::stats::two_proportions::{Ratio, TwoProportions, two_proportions};
use serde_json::{Value, json};

/// Runs the method on `x1` of `n1` and `x2` of `n2`; needs no table.
///
/// # Errors
/// `Failure::Usage` for wrong keys or more successes than persons.
pub fn run(spec: &Spec, _table: &Table) -> Result<Answer, Failure> {
    let first = (whole(spec, "x1")?, whole(spec, "n1")?);
    let second = (whole(spec, "x2")?, whole(spec, "n2")?);
    let level = conf_level(spec)?;
    let mut answer = Answer::default();
    for (key, n) in [("--n1", first.1), ("--n2", second.1)] {
        if n == 0 {
            answer.put("difference", Value::Null);
            let sentence = format!("the comparison: `{key}` is 0");
            answer.not_estimated.push(sentence);
            return Ok(answer);
        }
    }
    let found = two_proportions(first, second, level).map_err(|e| Failure::Usage(e.to_string()))?;
    put_fields(&found, &mut answer);
    say_what_is_missing(&found, &mut answer);
    put_table(&found, &mut answer);
    Ok(answer)
}

fn put_fields(found: &TwoProportions, answer: &mut Answer) {
    let with_value = |ratio: &Ratio| {
        let mut fields = limit_fields(ratio.limits);
        fields["value"] = num(ratio.value);
        fields
    };
    let mut wald = limit_fields(found.wald);
    wald["std_err"] = num(found.std_error);
    let mut yates = limit_fields(found.corrected);
    yates["stat"] = num(found.statistic_corrected);
    yates["p"] = num(found.p_corrected);
    answer.put("difference", num(found.difference));
    answer.put("wald", wald);
    answer.put("newcombe", limit_fields(found.newcombe));
    answer.put(
        "pooled_z",
        json!({"z": num(found.z), "p": num(found.p_value)}),
    );
    answer.put(
        "chisq",
        json!({"stat": num(found.statistic), "p": num(found.p_value)}),
    );
    answer.put("yates", yates);
    answer.put("fisher_p", num(found.p_fisher));
    answer.put("risk_ratio", with_value(&found.risk_ratio));
    answer.put("odds_ratio", with_value(&found.odds_ratio));
}

fn say_what_is_missing(found: &TwoProportions, answer: &mut Answer) {
    if found.z.is_nan() {
        answer.not_estimated.push(
            "pooled z and chi-square: nobody or everybody succeeds in both groups".to_string(),
        );
    }
    for (name, ratio) in [
        ("risk ratio", &found.risk_ratio),
        ("odds ratio", &found.odds_ratio),
    ] {
        if !ratio.value.is_finite() {
            let sentence = format!("{name}: a count of 0 stands below the line");
            answer.not_estimated.push(sentence);
        } else if ratio.limits.0.is_nan() {
            let sentence = format!("limits of the {name}: a count of 0 has no logarithm");
            answer.not_estimated.push(sentence);
        }
    }
}

fn put_table(found: &TwoProportions, answer: &mut Answer) {
    let row = |name: &str, estimate: f64, p: f64, (low, high): (f64, f64)| {
        vec![json!(name), num(estimate), num(p), num(low), num(high)]
    };
    let (nan, none) = (f64::NAN, (f64::NAN, f64::NAN));
    let difference = found.difference;
    answer.tables.push(Tidy {
        title: "Two shares, first minus second".to_string(),
        columns: vec!["term", "estimate", "p.value", "conf.low", "conf.high"],
        rows: vec![
            row(
                "difference (Wald; pooled z)",
                difference,
                found.p_value,
                found.wald,
            ),
            row("difference (Newcombe)", difference, nan, found.newcombe),
            row(
                "difference (Yates)",
                difference,
                found.p_corrected,
                found.corrected,
            ),
            row("Fisher", nan, found.p_fisher, none),
            row(
                "risk ratio",
                found.risk_ratio.value,
                nan,
                found.risk_ratio.limits,
            ),
            row(
                "odds ratio",
                found.odds_ratio.value,
                nan,
                found.odds_ratio.limits,
            ),
        ],
    });
}
