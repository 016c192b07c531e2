//! What hazard models of a trial have beside others: arms by a second column, arms that tell nothing, and strata.

use super::{Columns, Rows, covariates_of, fit, member_columns, nobody_known, usable};
use crate::analysis::time_rows::TimeRow;
use crate::analysis::{Context, arms};
use crate::cohort::Arm;
use crate::findings::{CoxModel, Estimated, Reason, Variant};
use crate::study::{TimeToEventPlan, VariantPlan};
use std::collections::{BTreeMap, BTreeSet};

/// The main variant by the arms of another column, such as those drawn.
pub(super) fn by_other_arms(
    context: &Context,
    plan: &TimeToEventPlan,
    rows: &[TimeRow],
) -> Option<Estimated<CoxModel>> {
    let other = match arms::beside(context, &plan.beside_arm) {
        Ok(other) => other?,
        Err(column) => {
            let reason = Reason::new("needs-data", &[("needs", column)]);
            return Some(Estimated::Not(reason));
        }
    };
    let main = plan.variants.first().unwrap_or(&VariantPlan::Unadjusted);
    let covariates = match covariates_of(context, main) {
        Ok((_, covariates)) => covariates,
        Err(reason) => return Some(Estimated::Not(reason)),
    };
    let placed: Vec<TimeRow> = rows
        .iter()
        .filter(|r| other.of[r.member].is_some())
        .copied()
        .collect();
    let (rows, missing) = usable(context, plan, &placed, &covariates, false);
    if let Some(reason) = nobody_known(&rows, &covariates, missing) {
        return Some(Estimated::Not(reason));
    }
    let rows = Rows::of(&rows);
    let mut columns = member_columns(context, plan, &covariates, &rows.member);
    let participant = |m: &usize| f64::from(u8::from(other.of[*m] == Some(Arm::Participant)));
    columns.values[columns.focus] = rows.member.iter().map(participant).collect();
    let name = Variant::OtherArms {
        column: other.column,
    };
    Some(fit(context, plan, name, &rows, &columns, missing))
}

/// In a trial: an arm of one person, or without an event, has no effect that could be told.
pub(super) fn arm_trouble(context: &Context, rows: &Rows, columns: &Columns) -> Option<Reason> {
    context.trial.as_ref()?;
    let focus = &columns.values[columns.focus];
    for (group, value) in [("participant", 1.0), ("comparison", 0.0)] {
        let of_arm = || (0..focus.len()).filter(|i| focus[*i] == value);
        let named = || [("group", group.to_string())];
        match of_arm().count() {
            0 => return Some(Reason::new("no-persons", &named())),
            1 => return Some(Reason::new("arm-of-one", &named())),
            _ if !of_arm().any(|i| rows.event[i]) => {
                return Some(Reason::new("no-events", &named()));
            }
            _ => {}
        }
    }
    None
}

/// The stratum of each row; a person without a value is in a stratum of those.
pub(super) fn strata(
    context: &Context,
    plan: &TimeToEventPlan,
    member: &[usize],
) -> Result<Option<Vec<usize>>, Reason> {
    let Some(name) = &plan.strata else {
        return Ok(None);
    };
    let table = context.register.table.as_ref();
    let column = table.and_then(|t| t.column(name));
    let column = column.ok_or_else(|| Reason::new("needs-data", &[("needs", name.clone())]))?;
    let members = &context.cohort.members;
    let words: Vec<Option<String>> = member
        .iter()
        .map(|m| arms::text(column, members[*m].person as usize))
        .collect();
    let distinct: BTreeSet<&Option<String>> = words.iter().collect();
    let numbers: BTreeMap<&Option<String>, usize> = distinct.into_iter().zip(0..).collect();
    Ok(Some(words.iter().map(|w| numbers[w]).collect()))
}
