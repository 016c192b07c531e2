//! The plan of `intensity`.

/// The share with a meeting, week by week since entry, by arm.
#[derive(Debug, Clone, PartialEq)]
pub struct IntensityPlan {}
