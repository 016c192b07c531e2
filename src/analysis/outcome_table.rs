//! `outcome-table`: counts and percent of a characteristic or outcome by arm, with tests (DGR-2, 3 and 5 to 9).

mod aggregates;
mod classes;
mod finding;
mod independence;

use super::{Context, arms, trial_notes, withheld, words};
use crate::cohort::Arm;
use crate::findings::{
    AnalysisResult, Cell, Column, Counted, Described, Estimated, Label, Note, Reason, Row, Share,
    Table, Unit,
};
use crate::stats::moments::{mean, variance};
use crate::study::{self, BesideArm, OutcomeTablePlan, TableOf};
use classes::Classes;
use independence::Tests;

/// A share that is withheld.
const NO_SHARE: Cell = Cell::Share {
    share: Share {
        numerator: None,
        denominator: None,
    },
    light: None,
};

/// Runs the analysis.
pub fn run(context: &Context, plan: &OutcomeTablePlan) -> (AnalysisResult, Vec<Note>) {
    if plan.of == TableOf::Aggregates {
        return (aggregates::run(context, &plan.categories), Vec::new());
    }
    let classes = match classes::of(context, plan) {
        Ok(classes) => classes,
        Err(reason) => return (AnalysisResult::NotEstimated(reason), Vec::new()),
    };
    let own: Vec<Option<Arm>> = context.cohort.members.iter().map(|m| Some(m.arm)).collect();
    let counts = Counts::of(&classes, &own);
    let tests = Tests::of(&counts, plan.test);
    let mut tables = vec![count_table(
        context,
        &classes,
        &counts,
        "counts",
        received(),
    )];
    let mut test_rows = tests.rows(context, &counts, "", received());
    let beside = match arms::beside(context, &plan.beside_arm) {
        Ok(beside) => beside,
        Err(column) => {
            let reason = Reason::new("needs-data", &[("needs", column)]);
            return (AnalysisResult::NotEstimated(reason), Vec::new());
        }
    };
    if let Some(other) = &beside {
        let label = Label::with("trial-by-arms", &[("term", other.column.clone())]);
        let counts = Counts::of(&classes, &other.of);
        let id = format!("counts.{}", other.column);
        tables.push(count_table(context, &classes, &counts, &id, label.clone()));
        let prefix = format!("{}.", other.column);
        let tests = Tests::of(&counts, plan.test);
        test_rows.extend(tests.rows(context, &counts, &prefix, label));
    }
    if plan.test {
        tables.push(independence::table(test_rows));
    }
    if plan.mean {
        let unit = match &plan.of {
            TableOf::Column(name) if name == "age" => Unit::Years,
            _ => Unit::Score,
        };
        tables.push(mean_table(context, &classes, &own, unit));
    }
    let described = Described {
        finding: finding::of(context, plan, &classes, &counts, &tests),
        shows: Label::said("trial-shows-counts"),
        tables,
        chart: None,
    };
    let notes = notes(context, plan, &classes);
    (AnalysisResult::Described(Box::new(described)), notes)
}

/// The settings in force.
pub fn settings(plan: &OutcomeTablePlan) -> Vec<(&'static str, String)> {
    if plan.of == TableOf::Aggregates {
        return Vec::new();
    }
    vec![
        ("test", plan.test.to_string()),
        ("beside_arm", beside_word(&plan.beside_arm)),
    ]
}

/// A setting of the arms beside, as it is written.
pub fn beside_word(beside: &BesideArm) -> String {
    match beside {
        BesideArm::Usual => "assigned_arm".to_string(),
        BesideArm::Column(column) => column.clone(),
        BesideArm::None => "none".to_string(),
    }
}

/// By the arms of the study.
pub fn received() -> Label {
    Label::said("trial-by-own-arms")
}

/// Persons in each category and arm; participant first.
pub struct Counts {
    pub cells: Vec<[u64; 2]>,
    /// Persons of the arms in no category.
    pub missing: [u64; 2],
}

impl Counts {
    fn of(classes: &Classes, arm: &[Option<Arm>]) -> Counts {
        let mut counts = Counts {
            cells: vec![[0; 2]; classes.categories.len()],
            missing: [0; 2],
        };
        for (class, arm) in classes.of.iter().zip(arm) {
            let Some(arm) = arm else { continue };
            let side = side(*arm);
            match class {
                Some(class) => counts.cells[*class][side] += 1,
                None => counts.missing[side] += 1,
            }
        }
        counts
    }

    pub fn totals(&self) -> [u64; 2] {
        let of = |side: usize| self.cells.iter().map(|c| c[side]).sum();
        [of(0), of(1)]
    }
}

fn side(arm: Arm) -> usize {
    usize::from(arm == Arm::Comparison)
}

/// Participant, comparison and total.
pub fn arm_columns(context: &Context) -> Vec<Column> {
    let arm = |plan: &study::ArmPlan| Label::Given(words::text(&plan.label));
    vec![
        Column::new("participant", arm(&context.plan.participant)),
        Column::new("comparison", arm(&context.plan.comparison)),
        Column::new("total", Label::said("trial-total")),
    ]
}

/// Number and percent of each category, as the reports print them.
fn count_table(
    context: &Context,
    classes: &Classes,
    counts: &Counts,
    id: &str,
    title: Label,
) -> Table {
    let [first, second] = counts.totals();
    let three = |[a, b]: [u64; 2]| [a, b, a + b];
    let persons = |cells: [u64; 2]| three(cells).map(|n| Cell::Count(Some(n))).to_vec();
    let mut rows = Vec::new();
    let hidden = withheld::rows(context, &counts.cells);
    let each = classes.categories.iter().zip(&counts.cells).zip(hidden);
    for ((category, cells), hidden) in each {
        let shares = three(*cells).into_iter().zip(three([first, second]));
        let shares = shares.map(|(n, all)| Cell::share(n, all)).collect();
        let (persons, shares) = match hidden {
            false => (persons(*cells), shares),
            true => (vec![Cell::Count(None); 3], vec![NO_SHARE; 3]),
        };
        let number = Row::new(&category.id, Label::said("trial-number"), persons);
        let percent_id = format!("{}.percent", category.id);
        let percent = Row::new(&percent_id, Label::said("trial-percent"), shares);
        rows.push(number.under(category.label.clone()));
        rows.push(percent.under(category.label.clone()));
    }
    let total = Row::new(
        "total",
        Label::said("trial-total"),
        persons([first, second]),
    );
    rows.push(total.total());
    if counts.missing != [0, 0] {
        let label = Label::said("trial-in-no-category");
        rows.push(Row::new("missing", label, persons(counts.missing)));
    }
    Table {
        id: id.to_string(),
        title,
        stub: Label::said("trial-category"),
        of: Counted::Persons,
        columns: arm_columns(context),
        rows,
    }
}

/// Mean and standard deviation of the numbers behind the categories.
fn mean_table(context: &Context, classes: &Classes, arm: &[Option<Arm>], unit: Unit) -> Table {
    let of = |wanted: &[Arm]| -> Vec<f64> {
        let known = classes.numbers.iter().zip(arm);
        let inside = known.filter(|(n, a)| n.is_finite() && a.is_some_and(|a| wanted.contains(&a)));
        inside.map(|(n, _)| *n).collect()
    };
    let both = [Arm::Participant, Arm::Comparison];
    let groups = [of(&both[..1]), of(&both[1..]), of(&both)];
    let estimate = |values: &Vec<f64>, least: usize, value: f64| {
        let n = Some(values.len() as u64);
        let made = match values.len() < least {
            true => Estimated::Not(Reason::new("no-persons", &[])),
            false => Estimated::Made(value),
        };
        // Ages in years; the means of other columns have a unit that is not known.
        Cell::estimate(made, unit, n)
    };
    let means = groups.iter().map(|g| estimate(g, 1, mean(g))).collect();
    let spread = |g: &Vec<f64>| match g.len() {
        0 | 1 => f64::NAN,
        _ => variance(g).sqrt(),
    };
    let sds = groups.iter().map(|g| estimate(g, 2, spread(g))).collect();
    Table {
        id: "mean".to_string(),
        title: Label::said(match unit {
            Unit::Years => "trial-mean-age-title",
            _ => "trial-mean-title",
        }),
        stub: Label::said("trial-measure"),
        of: Counted::Persons,
        columns: arm_columns(context),
        rows: vec![
            Row::new("mean", Label::said("trial-mean"), means),
            Row::new("sd", Label::said("trial-sd"), sds),
        ],
    }
}

fn notes(context: &Context, plan: &OutcomeTablePlan, classes: &Classes) -> Vec<Note> {
    let mut notes = trial_notes::of_arms(context);
    let outside = classes.of.iter().filter(|c| c.is_none()).count();
    if outside > 0 {
        let facts = [("persons", outside.to_string())];
        notes.push(Note::new("in-no-category", &facts));
    }
    if let Some(trial) = &context.trial {
        let words = classes::words(context, plan);
        if !words.is_empty() {
            notes.push(Note::new(
                "events-until",
                &[("date", trial.until.to_string())],
            ));
            notes.extend(trial_notes::of_events(context, trial, &words));
        }
    }
    if let Ok(Some(other)) = arms::beside(context, &plan.beside_arm) {
        notes.extend(other.note());
    }
    notes
}
