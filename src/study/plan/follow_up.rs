//! The plan of `follow-up`.

/// How many persons can be followed how many weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUpPlan {
    /// Numbers of weeks told apart, ascending, from 1.
    pub at: Vec<u32>,
}
