//! The flow from the draw to the arms, with everyone accounted for or said not to be.

use crate::analysis::arms::{OtherArms, text};
use crate::analysis::{Context, withheld, words};
use crate::cohort::{Arm, Trial};
use crate::findings::{Cell, Column, Counted, FlowPlace, Label, Note, Row, Table, Text};
use crate::study::AllocationPlan;
use std::collections::BTreeMap;

/// Numbers of persons at each step.
pub struct Flow {
    drawn: u64,
    /// Persons in no arm for a reason, by reason.
    excluded: BTreeMap<String, u64>,
    /// Too young at the draw.
    too_young: u64,
    allocated: [u64; 2],
    /// In an arm although a reason for exclusion is told.
    excluded_in_arm: u64,
    arms: [Text; 2],
    other: Option<Other>,
}

/// By the arms of the other column.
struct Other {
    column: String,
    allocated: [u64; 2],
    /// Persons whose two columns tell different arms.
    swapped: u64,
}

/// Counts the flow.
pub fn of(
    context: &Context,
    plan: &AllocationPlan,
    trial: &Trial,
    other: Option<&OtherArms>,
) -> Flow {
    let members = &context.cohort.members;
    let arms = [&context.plan.participant, &context.plan.comparison];
    let mut flow = Flow {
        drawn: 0,
        excluded: BTreeMap::new(),
        too_young: 0,
        allocated: [Arm::Participant, Arm::Comparison]
            .map(|arm| members.iter().filter(|m| m.arm == arm).count() as u64),
        excluded_in_arm: 0,
        arms: arms.map(|arm| words::text(&arm.label)),
        other: other.map(|o| of_other(context, o)),
    };
    let table = context.register.table.as_ref();
    let reasons = table.and_then(|t| t.column(&plan.excluded));
    let in_arm: Vec<bool> = {
        let mut in_arm = vec![false; context.register.persons()];
        members
            .iter()
            .for_each(|m| in_arm[m.person as usize] = true);
        in_arm
    };
    for (person, in_arm) in in_arm.iter().enumerate() {
        if trial.drawn(person).is_none() {
            continue;
        }
        flow.drawn += 1;
        let reason = reasons.and_then(|column| text(column, person));
        let age = table.and_then(|t| t.age_at_draw(person));
        let young = context
            .plan
            .min_age
            .zip(age)
            .is_some_and(|(least, age)| age < least);
        match reason {
            Some(_) if *in_arm => flow.excluded_in_arm += 1,
            Some(reason) => *flow.excluded.entry(reason).or_default() += 1,
            None if young && !in_arm => flow.too_young += 1,
            None => {}
        }
    }
    flow
}

fn of_other(context: &Context, other: &OtherArms) -> Other {
    let side = |arm| other.of.iter().filter(|a| **a == Some(arm)).count() as u64;
    let pairs = context.cohort.members.iter().zip(&other.of);
    Other {
        column: other.column.clone(),
        allocated: [Arm::Participant, Arm::Comparison].map(side),
        swapped: pairs
            .filter(|(m, arm)| arm.is_some_and(|arm| arm != m.arm))
            .count() as u64,
    }
}

impl Flow {
    fn all_excluded(&self) -> u64 {
        self.excluded.values().sum::<u64>() + self.too_young
    }

    fn all_allocated(&self) -> u64 {
        self.allocated.iter().sum()
    }

    /// Drawn, and neither excluded nor in an arm.
    fn unaccounted(&self) -> u64 {
        self.drawn
            .saturating_sub(self.all_excluded() + self.all_allocated())
    }

    pub fn table(&self, context: &Context) -> Table {
        let row = |id: &str, label: Label, n: u64| Row::new(id, label, vec![Cell::Count(Some(n))]);
        let said = Label::said;
        // A small number left out on the way could be found from the numbers before and after.
        let left = self.all_excluded() + self.unaccounted();
        let drawn = (!withheld::is_small(context, left)).then_some(self.drawn);
        let drawn = Row::new("drawn", said("trial-drawn"), vec![Cell::Count(drawn)]);
        let excluded = row("excluded", said("trial-excluded"), self.all_excluded());
        let mut rows = vec![
            drawn.placed(FlowPlace::Trunk),
            excluded.placed(FlowPlace::Beside),
        ];
        for (reason, n) in &self.excluded {
            let label = match reason.as_str() {
                "not-in-target-group" => said("trial-not-in-target-group"),
                _ => Label::with("trial-of-these", &[("reason", reason.replace('-', " "))]),
            };
            let row = row(&format!("excluded.{reason}"), label, *n);
            rows.push(row.placed(FlowPlace::Inside));
        }
        if self.too_young > 0 {
            let label = said("trial-too-young");
            let row = row("excluded.min_age", label, self.too_young);
            rows.push(row.placed(FlowPlace::Inside));
        }
        let lost = row("unaccounted", said("trial-unaccounted"), self.unaccounted());
        rows.push(match self.unaccounted() {
            0 => lost,
            _ => lost.placed(FlowPlace::Lost),
        });
        let allocated = row("allocated", said("trial-allocated"), self.all_allocated());
        rows.push(allocated.total().placed(FlowPlace::Trunk));
        let ids = ["participant", "comparison"];
        for (side, id) in ids.into_iter().enumerate() {
            let label = Label::Given(self.arms[side].clone());
            rows.push(row(id, label, self.allocated[side]).placed(FlowPlace::Branch));
        }
        if let Some(other) = &self.other {
            let under = Label::with("trial-by-arms", &[("term", other.column.clone())]);
            let mut below = |id: &str, label: Label, n: u64| {
                let row = row(id, label, n).under(under.clone());
                rows.push(row.placed(FlowPlace::Below));
            };
            for (side, id) in ids.into_iter().enumerate() {
                let label = Label::Given(self.arms[side].clone());
                below(
                    &format!("{}.{id}", other.column),
                    label,
                    other.allocated[side],
                );
            }
            below("swapped", said("trial-swapped"), other.swapped);
        }
        Table {
            id: "flow".to_string(),
            title: Label::said("trial-flow"),
            stub: Label::said("trial-step"),
            of: Counted::Persons,
            columns: vec![Column::new("persons", Label::said("trial-persons"))],
            rows,
        }
    }

    /// The flow in a sentence, and whether the rule of balance holds on every date.
    pub fn finding(&self, context: &Context, balance: u32, uneven: usize) -> Label {
        let mut facts = vec![
            ("allocated", self.all_allocated().to_string()),
            ("most", balance.to_string()),
        ];
        let numbers = [
            ("drawn", self.drawn),
            ("participant", self.allocated[0]),
            ("comparison", self.allocated[1]),
            ("excluded", self.all_excluded()),
            ("unaccounted", self.unaccounted()),
        ];
        let left = self.all_excluded() + self.unaccounted();
        let few = withheld::is_small(context, left);
        let told = numbers
            .into_iter()
            .filter(|(_, n)| !few && !withheld::is_small(context, *n));
        facts.extend(told.map(|(name, n)| (name, n.to_string())));
        match uneven {
            0 => Label::with("trial-flow-even", &facts),
            dates => {
                facts.push(("dates", dates.to_string()));
                Label::with("trial-flow-uneven", &facts)
            }
        }
    }

    pub fn notes(&self) -> Vec<Note> {
        let counted = [
            ("drawn-unaccounted", self.unaccounted()),
            ("excluded-in-arm", self.excluded_in_arm),
            ("arms-swapped", self.other.as_ref().map_or(0, |o| o.swapped)),
        ];
        let met = counted.into_iter().filter(|(_, n)| *n > 0);
        met.map(|(code, n)| Note::new(code, &[("persons", n.to_string())]))
            .collect()
    }
}
