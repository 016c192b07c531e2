//! Does an `allocation` make sense?

use super::time_to_event::beside_arm;
use super::{Checker, Facts};
use crate::study::plan::{AllocationPlan, RecordKind};
use crate::study::written::Allocation;

const EXCLUDED: &str = "excluded";
const BALANCE: u32 = 1;

impl Checker<'_> {
    pub(super) fn allocation(
        &mut self,
        path: &str,
        written: &Allocation,
        facts: &Facts,
    ) -> Option<AllocationPlan> {
        self.needs(path, RecordKind::Enrolment, facts)?;
        let excluded = written.excluded.clone();
        Some(AllocationPlan {
            excluded: excluded.unwrap_or_else(|| EXCLUDED.to_string()),
            beside_arm: beside_arm(written.beside_arm.as_deref()),
            balance: written.balance.unwrap_or(BALANCE),
        })
    }
}
