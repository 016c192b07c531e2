//! Stocks counted week by week in the extract.

use super::stock::{Series, period_label, step_at, steps};
use super::{Context, words};
use crate::calendar::Window;
use crate::codes::CodeSet;
use crate::cohort::{State, clip, merged};
use crate::findings::{Cell, Column, Counted, Estimated, Label, Reason, Row, Table, Unit};
use crate::study::{StateGroupPlan, StockCount, StockStep};

/// Persons by category over the steps of the study's weeks.
pub fn series(
    context: &Context,
    categories: &[StateGroupPlan],
    count: StockCount,
    step: StockStep,
) -> Result<Series, Reason> {
    let register = context.register;
    let study = context.cohort.windows[0];
    let window = clip(study, register.weeks()).unwrap_or(study);
    let steps = steps(window, step)?;
    let by_category: Vec<Vec<u64>> = categories
        .iter()
        .map(|category| persons_by_week(context, category, window))
        .collect();
    let rows = steps.iter().map(|(name, months)| {
        let first = months.first.weeks().0.since(window.first) as usize;
        let last = months.last.weeks().1.since(window.first) as usize;
        let cell = |weeks: &Vec<u64>| match count {
            StockCount::Persons => Cell::Count(Some(weeks[first])),
            StockCount::FullTime => {
                let inside = &weeks[first..=last];
                let mean = inside.iter().sum::<u64>() as f64 / inside.len() as f64;
                let fewest = inside.iter().copied().min();
                Cell::estimate(Estimated::Made(mean), Unit::FullTime, fewest)
            }
        };
        Row::new(
            name,
            period_label(name),
            by_category.iter().map(cell).collect(),
        )
        .at(step_at(*months))
    });
    let columns = categories
        .iter()
        .map(|c| Column::new(&c.id, Label::Given(words::text(&c.label))));
    Ok(Series {
        groups: (0..categories.len()).collect(),
        table: Table {
            id: "stock".to_string(),
            title: Label::said("stock-title"),
            stub: Label::said("stock-period"),
            of: Counted::Persons,
            columns: columns.collect(),
            rows: rows.collect(),
        },
        beside: Vec::new(),
        notes: Vec::new(),
        shows: Label::said("stock-shows-register"),
        unit: match count {
            StockCount::FullTime => "stock-full-time-persons",
            StockCount::Persons => "persons",
        },
        finding: None,
    })
}

pub fn count_word(count: StockCount) -> &'static str {
    match count {
        StockCount::FullTime => "full-time",
        StockCount::Persons => "persons",
    }
}

/// The number of persons in a category in each week of a window, by differences at the ends of their stretches.
fn persons_by_week(context: &Context, category: &StateGroupPlan, window: Window) -> Vec<u64> {
    let register = context.register;
    let classes = category.states.iter();
    let codes = classes.filter_map(|c| context.plan.codes.class(c).ok());
    let codes = codes.fold(CodeSet::default(), |all, set| all.union(&set));
    let mut states = vec![State::Codes(codes)];
    let work = ["employment", "self-support"];
    let named = category
        .states
        .iter()
        .filter(|s| work.contains(&s.as_str()));
    states.extend(named.filter_map(|s| State::named(s, register, &context.plan.codes)));
    let mut changes = vec![0_i64; window.len() + 1];
    let (mut all, mut part) = (Vec::new(), Vec::new());
    for person in 0..register.persons() {
        all.clear();
        for state in &states {
            state.weeks_of(register, person, &mut part);
            all.append(&mut part);
        }
        all.sort_unstable_by_key(|w| w.first);
        let mut stretches: Vec<Window> = Vec::new();
        all.iter().for_each(|w| merged(&mut stretches, *w));
        for inside in stretches.iter().filter_map(|w| clip(*w, window)) {
            changes[inside.first.since(window.first) as usize] += 1;
            changes[inside.last.since(window.first) as usize + 1] -= 1;
        }
    }
    let mut now = 0;
    let weeks = changes[..window.len()].iter().map(|change| {
        now += change;
        now as u64
    });
    weeks.collect()
}
