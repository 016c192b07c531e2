//! The plan of `association`.

/// The association of municipalities' fidelity with what they achieved.
#[derive(Debug, Clone, PartialEq)]
pub struct AssociationPlan {
    /// Ids of `fidelity` analyses of the study.
    pub fidelity: Vec<String>,
    /// Ids of elements or indicators; empty for all.
    pub only: Vec<String>,
    pub wave: Option<String>,
    /// Id of an analysis of the study.
    pub outcome: String,
    pub outcome_table: Option<String>,
    pub outcome_column: Option<String>,
    pub draw: Option<String>,
}
