//! The plan of `association`.

/// The link between a municipality's fidelity and its results.
#[derive(Debug, Clone, PartialEq)]
pub struct AssociationPlan {}
