//! The checks, one file per family; each takes a case and tells what it found broken.

mod chi_square;
mod counts;
mod estimate;
mod grim;
mod hazard_ratio;
mod law;
mod order;
mod part;
mod power;
mod same;
mod shares_test;
mod span;
mod t_test;
mod total;
mod wald;

use super::case::Case;
use super::finding::Outcome;

pub use grim::could_fail;

/// Makes a check.
///
/// # Errors
/// Why the relation cannot be checked as it is written.
pub fn check(case: &Case) -> Outcome {
    match case.kind {
        "percent" => part::percent(case),
        "total" => total::total(case),
        "hundred" => total::hundred(case),
        "formula" => total::formula(case),
        "did" => total::did(case),
        "pooled" => total::pooled(case),
        "increase" => part::increase(case),
        "reduction" => part::reduction(case),
        "rate" => part::rate(case),
        "same" => same::same(case),
        "twice" => same::twice(case),
        "between" => order::between(case),
        "order" => order::order(case),
        "how-many" => order::how_many(case),
        "grim" => grim::grim(case),
        "grim-mean" => grim::grim_mean(case),
        "chi-square" => chi_square::chi_square(case),
        "t-test" => t_test::t_test(case),
        "hazard-ratio" => hazard_ratio::hazard_ratio(case),
        "estimate" => estimate::estimate(case),
        "power" => power::power(case),
        "law" => law::law(case),
        other => Err(format!("no check is known for `{other}`").into()),
    }
}
