//! `spell-criterion`: the share who reach so many consecutive weeks with an outcome after entry, by arm (JF-5, DEFINITIONS 15).

use super::described_parts::{arm_names, may_be_told, percent_fact};
use super::{Context, activity_notes, weekly_share, words};
use crate::calendar::Window;
use crate::cohort::{Arm, Member, WeeklyOutcome, clip, joined};
use crate::findings::{
    AnalysisResult, Cell, Chart, Column, Counted, Described, Estimated, Label, Note, Reason, Row,
    Shape, Table, Unit,
};
use crate::stats::t_test::{GroupSummary, pooled_t};
use crate::study::{Gap, RunStart, SpellCriterionPlan, SpellReadingPlan, Workplace};

/// Persons observed long enough, and those of them who met the criterion.
#[derive(Clone, Copy, Default)]
struct Tally {
    n: u64,
    met: u64,
}

/// Runs the analysis.
pub fn run(context: &Context, plan: &SpellCriterionPlan) -> (AnalysisResult, Vec<Note>) {
    let not = |reason| (AnalysisResult::NotEstimated(reason), Vec::new());
    let mut found: Vec<[Tally; 2]> = Vec::new();
    for reading in &plan.readings {
        let Some(outcome) = weekly_share::weekly_outcome(context, reading.outcome) else {
            let facts = [("needs", "a weekly outcome".to_string())];
            return not(Reason::new("needs-data", &facts));
        };
        found.push(count(context, plan, reading, &outcome));
    }
    if found.iter().flatten().all(|tally| tally.n == 0) {
        return not(Reason::new("no-persons", &[]));
    }
    let rows = plan.readings.iter().zip(&found).enumerate();
    let rows = rows.map(|(i, (reading, tallies))| row(context, i, reading, *tallies));
    let result = Described {
        finding: finding(
            &plan.readings[0],
            found[0],
            plan.observed_weeks,
            &arm_names(context),
        ),
        shows: Label::with(
            "spell-criterion-shows",
            &[("observed", plan.observed_weeks.to_string())],
        ),
        tables: vec![table(context, rows.collect())],
        chart: Some(Chart {
            shape: Shape::Bars,
            table: 0,
            columns: vec![0, 1],
            limits: Vec::new(),
            ends: None,
            x: Label::said("share-meeting-criterion"),
            y: Label::said("criterion-reading"),
            marks: Vec::new(),
        }),
    };
    let mut notes = super::enrolled(context);
    notes.extend(activity_notes::without_employer(context, plan));
    (AnalysisResult::Described(Box::new(result)), notes)
}

/// The settings in force.
pub fn settings(plan: &SpellCriterionPlan) -> Vec<(&'static str, String)> {
    let main = &plan.readings[0];
    vec![
        ("weeks", main.weeks.to_string()),
        ("observed_weeks", plan.observed_weeks.to_string()),
        ("bridge_weeks", main.bridge_weeks.to_string()),
        ("start", start_word(main.start).to_string()),
        ("workplace", workplace_word(main.workplace).to_string()),
    ]
}

fn start_word(start: RunStart) -> &'static str {
    match start {
        RunStart::Entry => "entry",
        RunStart::WholeRun => "whole-run",
    }
}

fn workplace_word(workplace: Workplace) -> &'static str {
    match workplace {
        Workplace::Any => "any",
        Workplace::Same => "same",
    }
}

/// Participants first.
fn count(
    context: &Context,
    plan: &SpellCriterionPlan,
    reading: &SpellReadingPlan,
    outcome: &WeeklyOutcome,
) -> [Tally; 2] {
    let mut tallies = [Tally::default(); 2];
    let mut weeks: Vec<Window> = Vec::new();
    let long_enough = |m: &&Member| super::follow_up::observed(m) >= plan.observed_weeks as usize;
    for member in context.cohort.members.iter().filter(long_enough) {
        let person = member.person as usize;
        let meets = |weeks: &[Window]| meets(weeks, member.followed(), outcome.known(), reading);
        let met = match reading.workplace {
            Workplace::Any => {
                outcome.weeks_of(person, &mut weeks);
                meets(&weeks)
            }
            Workplace::Same => outcome.workplaces(person).iter().any(|one| meets(one)),
        };
        let tally = &mut tallies[usize::from(member.arm == Arm::Comparison)];
        tally.n += 1;
        tally.met += u64::from(met);
    }
    tallies
}

/// True when some run of the person's weeks is long enough. Runs are joined over the whole register before they are cut (DEFINITIONS 3).
fn meets(weeks: &[Window], followed: Window, known: Window, reading: &SpellReadingPlan) -> bool {
    let gap = Gap::Weeks(reading.bridge_weeks + 1);
    let runs = joined(weeks.iter().copied(), gap, known);
    runs.iter().any(|run| {
        let counted = clip(run.weeks, followed).map(|part| match reading.start {
            RunStart::Entry => part,
            RunStart::WholeRun => Window {
                first: run.weeks.first,
                last: part.last,
            },
        });
        counted.is_some_and(|part| part.len() >= reading.weeks as usize)
    })
}

fn row(context: &Context, place: usize, reading: &SpellReadingPlan, tallies: [Tally; 2]) -> Row {
    let id = match place {
        0 => "main".to_string(),
        n => format!("beside-{n}"),
    };
    let facts = [
        ("weeks", reading.weeks.to_string()),
        ("gap", reading.bridge_weeks.to_string()),
    ];
    let code = match (reading.start, reading.bridge_weeks) {
        (RunStart::Entry, 0) => "run-from-entry",
        (RunStart::Entry, _) => "run-from-entry-with-gap",
        (RunStart::WholeRun, 0) => "run-whole",
        (RunStart::WholeRun, _) => "run-whole-with-gap",
    };
    let code = at_workplace(code, reading.workplace);
    let [first, second] = tallies;
    let test = summaries(first, second);
    let (difference, p) = match &test {
        Ok((difference, p)) => (Estimated::Made(*difference), finite(*p)),
        Err(reason) => (
            Estimated::Not(reason.clone()),
            Estimated::Not(reason.clone()),
        ),
    };
    let n = Some(first.n.min(second.n));
    let cells = vec![
        Cell::share(first.met, first.n),
        Cell::share(second.met, second.n),
        Cell::estimate(difference, Unit::Points, n),
        Cell::estimate(p, Unit::PValue, n),
    ];
    let outcome = words::outcome(context, reading.outcome);
    Row::new(&id, Label::with(&code, &facts), cells).under(Label::Given(outcome.label))
}

/// The label of runs of this kind.
fn at_workplace(code: &str, workplace: Workplace) -> String {
    match workplace {
        Workplace::Any => code.to_string(),
        Workplace::Same => format!("{code}-same-workplace"),
    }
}

/// The difference of the two shares, and the p-value of the t test with equal variances, as for the shares of balance tables.
fn summaries(first: Tally, second: Tally) -> Result<(f64, f64), Reason> {
    let of = |t: Tally| GroupSummary::of_share(t.n as usize, t.met as usize);
    let (a, b) = (of(first), of(second));
    let (a, b) = match (a, b) {
        (Ok(a), Ok(b)) => (a, b),
        (Err(error), _) | (_, Err(error)) => return Err(words::reason(&error)),
    };
    let p = pooled_t(&a, &b, 0.95).map_or(f64::NAN, |test| test.p_value);
    Ok((a.mean - b.mean, p))
}

fn finite(p: f64) -> Estimated<f64> {
    match p.is_finite() {
        true => Estimated::Made(p),
        false => Estimated::Not(Reason::new("no-variation", &[])),
    }
}

fn table(context: &Context, rows: Vec<Row>) -> Table {
    let (participant, comparison) = super::arm_labels(context);
    Table {
        id: "criterion".to_string(),
        title: Label::said("spell-criterion-table"),
        stub: Label::said("criterion-reading"),
        of: Counted::Persons,
        columns: vec![
            Column::new("participant", participant),
            Column::new("comparison", comparison),
            Column::new("difference", Label::said("difference-in-points")),
            Column::new("p", Label::said("p-value-t")),
        ],
        rows,
    }
}

fn finding(
    main: &SpellReadingPlan,
    tallies: [Tally; 2],
    observed: u32,
    arms: &[(&'static str, String)],
) -> Label {
    if tallies.iter().any(|t| t.n == 0) {
        return Label::said("spell-criterion-too-few");
    }
    if !tallies.iter().all(|t| may_be_told(t.met, t.n)) {
        return Label::said("spell-criterion-table");
    }
    let percent = |t: Tally| percent_fact(t.met, t.n);
    let facts = [
        ("participant", percent(tallies[0])),
        ("comparison", percent(tallies[1])),
        ("weeks", main.weeks.to_string()),
        ("observed", observed.to_string()),
    ];
    let facts = [&facts[..], arms].concat();
    let code = at_workplace("spell-criterion-finding", main.workplace);
    Label::with(&code, &facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Week;

    fn windows(stretches: &[(i32, i32)]) -> Vec<Window> {
        let window = |(first, last): &(i32, i32)| Window {
            first: Week(*first),
            last: Week(*last),
        };
        stretches.iter().map(window).collect()
    }

    fn reached(stretches: &[(i32, i32)], bridge_weeks: u32, start: RunStart) -> bool {
        let reading = SpellReadingPlan {
            outcome: 0,
            weeks: 13,
            bridge_weeks,
            start,
            workplace: Workplace::Any,
        };
        let (followed, known) = (windows(&[(100, 139)])[0], windows(&[(0, 139)])[0]);
        meets(&windows(stretches), followed, known, &reading)
    }

    #[test]
    fn thirteen_weeks_meet_the_criterion_and_twelve_do_not() {
        assert!(reached(&[(105, 117)], 0, RunStart::Entry));
        assert!(!reached(&[(105, 116)], 0, RunStart::Entry));
        assert!(reached(&[(127, 139)], 0, RunStart::Entry));
    }

    #[test]
    fn a_gap_breaks_the_run_unless_it_is_allowed_and_then_counts_in_it() {
        let one = [(105, 110), (112, 117)];
        assert!(!reached(&one, 0, RunStart::Entry));
        assert!(reached(&one, 1, RunStart::Entry));
        let two = [(105, 110), (113, 117)];
        assert!(!reached(&two, 1, RunStart::Entry));
        assert!(reached(&two, 2, RunStart::Entry));
    }

    #[test]
    fn the_finding_rounds_half_up_and_tells_no_share_of_few_persons() {
        let reading = SpellReadingPlan {
            outcome: 0,
            weeks: 13,
            bridge_weeks: 0,
            start: RunStart::Entry,
            workplace: Workplace::Same,
        };
        let found = |met| {
            finding(
                &reading,
                [Tally { n: 400, met }, Tally { n: 8, met: 5 }],
                35,
                &[],
            )
        };
        let Label::Said(told) = found(5) else {
            panic!("the finding has words");
        };
        assert_eq!(told.code, "spell-criterion-finding-same-workplace");
        assert_eq!(
            (&*told.facts["participant"], &*told.facts["comparison"]),
            ("1.3", "62.5")
        );
        let Label::Said(untold) = found(4) else {
            panic!("the finding has words");
        };
        assert!(untold.facts.is_empty(), "{untold:?}");
    }

    #[test]
    fn a_run_begun_before_entry_counts_from_the_entry_week_unless_the_whole_run_is_asked_for() {
        let begun = [(95, 107)];
        assert!(!reached(&begun, 0, RunStart::Entry));
        assert!(reached(&begun, 0, RunStart::WholeRun));
        assert!(reached(&[(95, 112)], 0, RunStart::Entry));
        assert!(!reached(&[(80, 99)], 0, RunStart::WholeRun));
    }
}
