//! `power`: how large an effect on a share a trial can find (DGR-10).

use super::{Context, words};
use crate::findings::{
    AnalysisResult, Cell, Column, Counted, Described, Estimated, Label, Note, Reason, Row, Table,
    Unit,
};
use crate::stats::Error;
use crate::stats::power::{Level, two_proportions};
use crate::study::PowerPlan;

/// Runs the analysis.
pub fn run(context: &Context, plan: &PowerPlan) -> (AnalysisResult, Vec<Note>) {
    let sizes = sizes(context, plan);
    if sizes.is_empty() {
        let reason = Reason::new("no-persons", &[]);
        return (AnalysisResult::NotEstimated(reason), Vec::new());
    }
    let described = Described {
        finding: finding(plan, sizes[0]),
        shows: Label::said("trial-shows-power"),
        tables: vec![
            scenarios(plan, &sizes),
            needed(plan),
            detectable(plan, &sizes),
        ],
        chart: None,
    };
    (AnalysisResult::Described(Box::new(described)), Vec::new())
}

/// The settings in force.
pub fn settings(plan: &PowerPlan) -> Vec<(&'static str, String)> {
    vec![
        ("alpha", plan.alpha.to_string()),
        ("sides", plan.sides.to_string()),
        ("power", plan.power.to_string()),
        ("design_effect", plan.design_effect.to_string()),
    ]
}

/// Persons per arm: as given, or the larger arm of the study.
fn sizes(context: &Context, plan: &PowerPlan) -> Vec<f64> {
    if !plan.n.is_empty() {
        return plan.n.clone();
    }
    let members = &context.cohort.members;
    let of_arm = |arm| members.iter().filter(|m| m.arm == arm).count();
    let larger =
        of_arm(crate::cohort::Arm::Participant).max(of_arm(crate::cohort::Arm::Comparison));
    (larger >= 2).then_some(larger as f64).into_iter().collect()
}

fn level(plan: &PowerPlan) -> Level {
    Level {
        alpha: plan.alpha,
        sides: f64::from(plan.sides),
        strict: false,
    }
}

fn power(plan: &PowerPlan, n: f64, share: f64) -> Result<f64, Error> {
    two_proportions::power(n / plan.design_effect, plan.comparison, share, level(plan))
}

/// Not rounded.
fn persons_needed(plan: &PowerPlan, share: f64) -> Result<f64, Error> {
    let n = two_proportions::n_per_group(plan.power, plan.comparison, share, level(plan))?;
    Ok(n * plan.design_effect)
}

fn share_found(plan: &PowerPlan, n: f64) -> Result<f64, Error> {
    let n = n / plan.design_effect;
    two_proportions::second_share(plan.power, n, plan.comparison, level(plan))
}

fn cell(found: Result<f64, Error>, unit: Unit) -> Cell {
    let value = match found {
        Ok(value) => Estimated::Made(value),
        Err(error) => Estimated::Not(words::reason(&error)),
    };
    Cell::estimate(value, unit, None)
}

fn percent(share: f64) -> String {
    // At most four decimals, so that 0.1 is not told as 10.000000000000002.
    let text = format!("{:.4}", 100.0 * share);
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

fn share_label(share: f64) -> Label {
    Label::with("trial-share", &[("share", percent(share))])
}

fn table(id: &str, title: &str, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table {
        id: id.to_string(),
        title: Label::said(title),
        stub: Label::said("trial-participant-share"),
        of: Counted::Sites,
        columns,
        rows,
    }
}

/// The power of each share at each size.
fn scenarios(plan: &PowerPlan, sizes: &[f64]) -> Table {
    let columns = sizes.iter().map(|n| {
        let label = Label::with("trial-n-per-arm", &[("n", n.to_string())]);
        Column::new(&format!("n-{n}"), label)
    });
    let row = |share: &f64| {
        let cells = sizes
            .iter()
            .map(|n| cell(power(plan, *n, *share), Unit::Coefficient));
        let id = format!("share-{}", percent(*share));
        Row::new(&id, share_label(*share), cells.collect())
    };
    let rows = plan.participant.iter().map(row).collect();
    table("power", "trial-power-title", columns.collect(), rows)
}

/// The persons that each share needs.
fn needed(plan: &PowerPlan) -> Table {
    let row = |share: &f64| {
        let found = persons_needed(plan, *share);
        // A size that is whole but for rounding is not raised by one.
        let whole = found.clone().map(|n| (n - 1e-9).ceil());
        let cells = vec![cell(found, Unit::Amount), cell(whole, Unit::Whole)];
        let id = format!("share-{}", percent(*share));
        Row::new(&id, share_label(*share), cells)
    };
    let columns = vec![
        Column::new("n", Label::said("trial-n-exact")),
        Column::new("n_whole", Label::said("trial-n-whole")),
    ];
    let rows = plan.participant.iter().map(row).collect();
    table("n", "trial-n-title", columns, rows)
}

/// The smallest share above the comparison's that each size finds.
fn detectable(plan: &PowerPlan, sizes: &[f64]) -> Table {
    let row = |n: &f64| {
        let label = Label::with("trial-n-per-arm", &[("n", n.to_string())]);
        let found = cell(share_found(plan, *n), Unit::Fraction);
        Row::new(&format!("n-{n}"), label, vec![found])
    };
    let columns = vec![Column::new("share", Label::said("trial-participant-share"))];
    Table {
        stub: Label::said("trial-persons"),
        ..table(
            "detectable",
            "trial-detectable-title",
            columns,
            sizes.iter().map(row).collect(),
        )
    }
}

fn finding(plan: &PowerPlan, n: f64) -> Label {
    let share = plan.participant[0];
    let mut facts = vec![
        ("comparison", percent(plan.comparison)),
        ("participant", percent(share)),
        ("n", n.to_string()),
        ("aim", percent(plan.power)),
    ];
    if let Ok(power) = power(plan, n, share) {
        facts.push(("power", format!("{:.1}", 100.0 * power)));
    }
    if let Ok(needed) = persons_needed(plan, share) {
        facts.push(("needed", format!("{:.0}", (needed - 1e-9).ceil())));
    }
    Label::with("trial-power", &facts)
}
