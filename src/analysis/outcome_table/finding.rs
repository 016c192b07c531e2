//! What a table of categories by arm finds, in a sentence.

use super::classes::Classes;
use super::independence::Tests;
use super::{Counts, OutcomeTablePlan};
use crate::analysis::described_parts::{arm_names, given, percent_fact};
use crate::analysis::{Context, withheld, words};
use crate::findings::Label;
use crate::study::TableOf;

type Facts = Vec<(&'static str, String)>;

/// The test, and the shares of one category: of two the rarer (an outcome: who has had it), of more the one that differs most.
pub fn of(
    context: &Context,
    plan: &OutcomeTablePlan,
    classes: &Classes,
    counts: &Counts,
    tests: &Tests,
) -> Label {
    if withheld::rows(context, &counts.cells).contains(&true) {
        return Label::said("trial-counts-untold");
    }
    let mut facts = Facts::new();
    let totals = counts.totals();
    if let Some(category) = told(plan, counts).filter(|_| totals.iter().all(|n| *n > 0)) {
        let percent = |side: usize| percent_fact(counts.cells[category][side], totals[side]);
        facts.push(("participant", percent(0)));
        facts.push(("comparison", percent(1)));
        facts.extend(arm_names(context));
        facts.extend(name(context, plan, classes, category));
        if counts.cells.len() > 2 {
            facts.push(("most", counts.cells.len().to_string()));
        }
    }
    let Some(pearson) = &tests.pearson else {
        return match facts.is_empty() {
            true => Label::said("trial-counts-untold"),
            false => Label::with("trial-counts", &facts),
        };
    };
    facts.push(("statistic", format!("{:.2}", pearson.statistic)));
    facts.push(("df", format!("{:.0}", pearson.df)));
    match pearson.p_value < 0.001 {
        true => facts.push(("below", "0.001".to_string())),
        false => facts.push(("p", format!("{:.3}", pearson.p_value))),
    }
    let code = match pearson.p_value < context.plan.significance {
        true => "trial-counts-differ",
        false => "trial-counts-alike",
    };
    Label::with(code, &facts)
}

/// The category whose shares are told.
fn told(plan: &OutcomeTablePlan, counts: &Counts) -> Option<usize> {
    let all = |cells: &[u64; 2]| cells[0] + cells[1];
    match (&plan.of, counts.cells.len()) {
        (_, 0) => None,
        (TableOf::Outcome(_), _) => Some(0),
        (_, 2) => Some(usize::from(all(&counts.cells[1]) < all(&counts.cells[0]))),
        _ => {
            let [first, second] = counts.totals().map(|n| n.max(1) as f64);
            let gap = |c: &[u64; 2]| (c[0] as f64 / first - c[1] as f64 / second).abs();
            let places = 0..counts.cells.len();
            // Of equals the first.
            places
                .rev()
                .max_by(|a, b| gap(&counts.cells[*a]).total_cmp(&gap(&counts.cells[*b])))
        }
    }
}

/// What the shares are of, in both languages.
fn name(
    context: &Context,
    plan: &OutcomeTablePlan,
    classes: &Classes,
    category: usize,
) -> Vec<(&'static str, String)> {
    let label = match &plan.of {
        TableOf::Outcome(outcome) => {
            Label::Given(words::text(&context.plan.outcomes[*outcome].label))
        }
        _ => classes.categories[category].label.clone(),
    };
    let (da, en) = given(&label);
    vec![("what_da", da), ("what_en", en)]
}
