//! The plan of `intensity`.

/// The share with a meeting, week by week since entry, by arm.
#[derive(Debug, Clone, PartialEq)]
pub struct IntensityPlan {
    /// Kinds of meetings that count; all when empty.
    pub kinds: Vec<String>,
    /// First week since entry of the level.
    pub settled_from: u32,
}
