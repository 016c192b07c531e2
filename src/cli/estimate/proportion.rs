//! `estimate proportion`: one share with its limits by each method.

use super::answer::{Tidy, num, nums};
use super::linear::conf_level;
use super::values::whole;
use super::{Answer, Failure, Spec, Table};
use crate::stats::proportion_interval::proportion_interval;
use serde_json::{Value, json};

/// Runs the method on `x` successes among `n`; needs no table.
///
/// # Errors
/// `Failure::Usage` for wrong keys or more successes than `n`.
pub fn run(spec: &Spec, _table: &Table) -> Result<Answer, Failure> {
    let (x, n) = (whole(spec, "x")?, whole(spec, "n")?);
    let level = conf_level(spec)?;
    let mut answer = Answer::default();
    if n == 0 {
        answer.put("estimate", Value::Null);
        answer
            .not_estimated
            .push("the share: `--n` is 0".to_string());
        return Ok(answer);
    }
    let share = proportion_interval(x, n, level).map_err(|e| Failure::Usage(e.to_string()))?;
    answer.put("estimate", num(share.estimate));
    let methods = [
        ("wald", share.wald),
        ("wilson", share.wilson),
        ("wilson_continuity", share.wilson_continuity),
        ("clopper_pearson", share.clopper_pearson),
        ("agresti_coull", share.agresti_coull),
        ("jeffreys", share.jeffreys),
    ];
    let mut rows = Vec::new();
    for (name, (low, high)) in methods {
        answer.put(name, nums(&[low, high]));
        rows.push(vec![json!(name), num(share.estimate), num(low), num(high)]);
    }
    if x == 0 || x == n {
        answer
            .warnings
            .push("the Wald interval has no width when nobody or everybody succeeds".to_string());
    }
    answer.tables.push(Tidy {
        title: format!("Share, {x} of {n}"),
        columns: vec!["term", "estimate", "conf.low", "conf.high"],
        rows,
    });
    Ok(answer)
}
