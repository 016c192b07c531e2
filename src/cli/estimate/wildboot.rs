//! `estimate wildboot`: the wild cluster bootstrap test of one coefficient, the null imposed.

use super::answer::{Tidy, num};
use super::linear::{Model, Rows};
use super::{Answer, Failure, Spec, Table};
use crate::stats::Error;
use crate::stats::wild_bootstrap::{
    WildDesign, WildPlan, WildScores, WildTest, WildWeights, wild_bootstrap,
};
use serde_json::Value;

/// With fewer two-point vectors than this, the p-value is too coarse to trust.
const FEW_VECTORS: u64 = 1_000;

/// Runs the method.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let mut answer = Answer::default();
    let y_name = spec.text("y")?.to_string();
    let model = Model::read(spec)?;
    spec.text("cluster")?;
    let plan = plan(spec)?;
    let param = param(spec, &model)?;
    let columns = std::slice::from_ref(&y_name);
    let rows = Rows::read(spec, table, columns, &model.terms, &mut answer)?;
    if rows.weights.is_some() {
        return Err(Failure::Usage(
            "`wildboot` takes no `--weights`".to_string(),
        ));
    }
    let Some(clusters) = &rows.clusters else {
        return Err(Failure::Usage("`--cluster` is needed".to_string()));
    };
    let y = rows.table.numbers(&y_name)?;
    let (names, columns) = model.columns(&rows.table)?;
    let Some(tested) = names.iter().position(|n| *n == param) else {
        return Err(Failure::Usage(format!(
            "`--param` takes one of {}",
            names.join(", ")
        )));
    };
    answer.put("n", y.len());
    answer.put("clusters", clusters.count);

    let slices: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let scores = WildDesign::new(&slices, tested, clusters).and_then(|design| design.scores(y));
    let tested = scores.and_then(|scores| {
        let tests = wild_bootstrap(std::slice::from_ref(&scores), &plan)?;
        Ok((scores, tests[0]))
    });
    match tested {
        Ok((scores, test)) => put_test(&param, &scores, test, &plan, &mut answer),
        Err(error) => put_nothing(&param, &error, &mut answer),
    }
    Ok(answer)
}

fn plan(spec: &Spec) -> Result<WildPlan, Failure> {
    let weights = match spec.choice_or("weights_type", &["rademacher", "webb"], "rademacher")? {
        "webb" => WildWeights::Webb,
        _ => WildWeights::Rademacher,
    };
    let draws = whole(spec, "draws", 1.0)?;
    let seed = whole(spec, "seed", 0.0)?.unwrap_or(1);
    spec.set(
        "draws",
        draws.map_or(Value::from("all, else 9999"), Value::from),
    );
    spec.set("seed", Value::from(seed));
    Ok(WildPlan {
        weights,
        draws,
        seed,
    })
}

fn whole(spec: &Spec, key: &str, least: f64) -> Result<Option<u64>, Failure> {
    match spec.opt_number(key)? {
        None => Ok(None),
        Some(value) if value >= least && value <= 1e9 && value.fract() == 0.0 => {
            Ok(Some(value as u64))
        }
        Some(_) => Err(Failure::Usage(format!(
            "`--{key}` takes a whole number from {least} to 1e9"
        ))),
    }
}

/// The coefficient tested; the effect of a difference-in-differences unless given.
fn param(spec: &Spec, model: &Model) -> Result<String, Failure> {
    let param = match (spec.opt_text("param")?, &model.did) {
        (Some(name), _) => name.to_string(),
        (None, Some(did)) => did.effect(),
        (None, None) => return Err(Failure::Usage("`--param` is needed".to_string())),
    };
    spec.set("param", Value::from(param.as_str()));
    Ok(param)
}

fn put_test(
    param: &str,
    scores: &WildScores,
    test: WildTest,
    plan: &WildPlan,
    answer: &mut Answer,
) {
    answer.put("coef", num(scores.estimate));
    answer.put("t", num(scores.t));
    answer.put("std_err", num(scores.std_error));
    answer.put("draws", test.draws);
    answer.put("enumerated", test.enumerated);
    answer.put("count_greater", test.count_greater);
    answer.put("count_tied", test.count_tied);
    answer.put("p_strict", num(test.p_strict()));
    answer.put("p_weak", num(test.p_weak()));
    answer.tables.push(Tidy {
        title: "Wild cluster bootstrap".to_string(),
        columns: vec![
            "term",
            "estimate",
            "std.error",
            "statistic",
            "p.value",
            "conf.low",
            "conf.high",
        ],
        rows: vec![vec![
            Value::from(param),
            num(scores.estimate),
            num(scores.std_error),
            num(scores.t),
            num(test.p_strict()),
            Value::Null,
            Value::Null,
        ]],
    });
    answer.notes.push(format!(
        "p.value is p_strict, the share of |t*| above |t| ({}); p_weak counts the ties too",
        if test.enumerated {
            format!("all {} weight vectors", test.draws)
        } else {
            format!("{} draws with seed {}", test.draws, plan.seed)
        }
    ));
    let vectors = WildWeights::Rademacher.vectors(scores.clusters);
    if plan.weights == WildWeights::Rademacher && vectors.is_some_and(|v| v < FEW_VECTORS) {
        answer.warnings.push(format!(
            "{} clusters have {} sign vectors only: consider `--weights-type webb`",
            scores.clusters,
            vectors.unwrap_or(0)
        ));
    }
}

fn put_nothing(param: &str, error: &Error, answer: &mut Answer) {
    let fields = [
        "coef",
        "t",
        "std_err",
        "draws",
        "count_greater",
        "count_tied",
        "p_strict",
        "p_weak",
    ];
    for field in fields {
        answer.put(field, Value::Null);
    }
    let reason = match error {
        Error::Aliased { .. } => "a combination of the terms before it (or constant)".to_string(),
        other => other.to_string(),
    };
    answer
        .not_estimated
        .push(format!("test of `{param}`: {reason}"));
}
