//! The plan of `allocation`.

use super::BesideArm;

#[derive(Debug, Clone, PartialEq)]
pub struct AllocationPlan {
    /// Column with the reason of an exclusion.
    pub excluded: String,
    pub beside_arm: BesideArm,
    /// Largest difference between the arms on a date.
    pub balance: u32,
}
