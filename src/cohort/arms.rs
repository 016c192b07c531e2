//! Whom a study takes for its participants and for its comparison.

use super::Arm;
use crate::calendar::Week;
use crate::register::persons::PersonsStore;
use crate::study::{Members, Plan};

/// Where a person belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In an arm; the municipality code, or 0 when arms are not made of municipalities.
    In(Arm, u16),
    Unknown,
    Neither,
}

/// How arms are told.
pub enum Arms<'a> {
    /// There are none: all are participants.
    Everyone,
    Sites {
        table: Option<&'a PersonsStore>,
        /// By municipality code.
        arm: Vec<Option<Arm>>,
    },
    /// One entry per person.
    Values(Vec<Option<Arm>>),
}

impl<'a> Arms<'a> {
    pub fn of(plan: &Plan, table: Option<&'a PersonsStore>) -> Arms<'a> {
        let sides = [
            (Arm::Participant, &plan.participant.members),
            (Arm::Comparison, &plan.comparison.members),
        ];
        if sides
            .iter()
            .any(|(_, m)| matches!(m, Members::Where { .. }))
        {
            return Arms::Values(by_value(plan, &sides, table));
        }
        if plan.participant.members == Members::Everyone {
            return Arms::Everyone;
        }
        let mut arm = vec![None; 1_000];
        for (side, members) in sides {
            if let Members::Rest { except } = members {
                for (code, slot) in arm.iter_mut().enumerate() {
                    if slot.is_none() && !except.iter().any(|e| usize::from(*e) == code) {
                        *slot = Some(side);
                    }
                }
            }
        }
        for (side, members) in sides {
            if let Members::Municipalities(codes) = members {
                for code in codes {
                    arm[usize::from(*code)] = Some(side);
                }
            }
        }
        Arms::Sites { table, arm }
    }

    pub fn are_municipalities(&self) -> bool {
        matches!(self, Arms::Sites { .. })
    }

    pub fn place(&self, person: usize, week: Week) -> Place {
        match self {
            Arms::Everyone => Place::In(Arm::Participant, 0),
            Arms::Values(arms) => {
                let arm = arms.get(person).copied().flatten();
                arm.map_or(Place::Neither, |arm| Place::In(arm, 0))
            }
            Arms::Sites { table, arm } => {
                let code = table.and_then(|t| t.municipality_in(person, week));
                match code.unwrap_or(0) {
                    0 | 411 => Place::Unknown,
                    code => {
                        let side = arm.get(usize::from(code)).copied().flatten();
                        side.map_or(Place::Neither, |side| Place::In(side, code))
                    }
                }
            }
        }
    }
}

fn by_value(
    plan: &Plan,
    sides: &[(Arm, &Members); 2],
    table: Option<&PersonsStore>,
) -> Vec<Option<Arm>> {
    let persons = table.map_or(0, |t| t.present.len());
    let mut arms = vec![None; persons];
    for (side, members) in sides {
        let Members::Where { column, equals } = members else {
            continue;
        };
        let Some(column) = table.and_then(|t| t.column(column)) else {
            continue;
        };
        for (person, slot) in arms.iter_mut().enumerate() {
            let value = equals.iter().any(|e| column.is(person, e) == Some(true));
            if value && slot.is_none() && old_enough(plan, table, person) {
                *slot = Some(*side);
            }
        }
    }
    arms
}

/// At least the youngest age of a trial, where there is one; an unknown age is no ground to leave a person out.
fn old_enough(plan: &Plan, table: Option<&PersonsStore>, person: usize) -> bool {
    let age = table.and_then(|t| t.age_at_draw(person));
    plan.min_age
        .zip(age)
        .is_none_or(|(youngest, age)| age >= youngest)
}
