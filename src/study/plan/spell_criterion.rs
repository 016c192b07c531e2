//! The plan of `spell-criterion`.

/// The share that reaches a run of weeks in a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct SpellCriterionPlan {}
