//! A chi-square statistic and its p-value from the table of counts, or the p-value from the statistic.

use super::super::case::{Case, Value};
use super::super::finding::{Broken, Outcome};
use super::span::{Span, judge};
use crate::stats::chi_square::{ChiSquare, chi_square as pearson, chi_square_yates};
use crate::stats::distributions::chi_squared_upper;

/// With a table, both figures from it, with or without Yates' correction as the relation says; either, when it does not.
pub fn chi_square(case: &Case) -> Outcome {
    let Some(grid) = case.grid("table") else {
        return from_statistic(case);
    };
    let counts = counts(grid)?;
    let mut best: Option<Vec<Broken>> = None;
    for (name, test) in tests(case, &counts)? {
        let found = against(case, &test, name);
        if best.as_ref().is_none_or(|b| found.len() < b.len()) {
            best = Some(found);
        }
    }
    Ok(best.unwrap_or_default())
}

fn counts(grid: &[Vec<Value>]) -> Result<Vec<Vec<f64>>, String> {
    let count = |v: &Value| {
        let whole = v.whole().filter(|n| *n >= 0);
        whole
            .map(|n| n as f64)
            .ok_or_else(|| format!("`table` holds {}, which is no count", v.shown()))
    };
    let row = |row: &Vec<Value>| row.iter().map(count).collect();
    grid.iter().map(row).collect()
}

/// The tests that the printed figures may come from.
fn tests(case: &Case, counts: &[Vec<f64>]) -> Result<Vec<(&'static str, ChiSquare)>, String> {
    let correction = case.word("correction").unwrap_or("either");
    let two_by_two = counts.len() == 2 && counts.iter().all(|row| row.len() == 2);
    let mut tests = Vec::new();
    if correction != "yates" {
        let test = pearson(counts).map_err(|e| format!("`table`: {e}"))?;
        tests.push(("without correction", test));
    }
    if correction == "yates" || (correction == "either" && two_by_two) {
        let test = chi_square_yates(counts).map_err(|e| format!("`table`: {e}"))?;
        tests.push(("with Yates' correction", test));
    }
    Ok(tests)
}

fn against(case: &Case, test: &ChiSquare, name: &str) -> Vec<Broken> {
    let arithmetic = format!(
        "chi-square of the table {name} is {:.3} on {} df, p = {:.4}",
        test.statistic, test.df, test.p_value
    );
    let statistic = case
        .one("statistic")
        .and_then(|v| judge(v, Span::point(test.statistic), arithmetic.clone()));
    let p = case
        .one("p")
        .and_then(|v| judge(v, Span::point(test.p_value), arithmetic.clone()));
    statistic.into_iter().chain(p).collect()
}

fn from_statistic(case: &Case) -> Outcome {
    let (Some(statistic), Some(p)) = (case.one("statistic"), case.one("p")) else {
        return Err("without a `table`, `statistic` and `p` are both needed".into());
    };
    let df = case.number("df").map(|d| d.to_f64()).filter(|d| *d > 0.0);
    let df = df.ok_or("without a `table`, `df` above 0 is needed")?;
    let size = Span::of(statistic).size();
    let upper = |x: f64| chi_squared_upper(x, df);
    let span = Span::around(upper(size.nominal), &[upper(size.low), upper(size.high)]);
    let arithmetic = format!(
        "chi-square {} on {df} df gives p = {:.4}",
        statistic.shown(),
        span.nominal
    );
    let broken = judge(p, span, arithmetic);
    Ok(broken
        .map(|b| b.together([statistic]))
        .into_iter()
        .collect())
}
