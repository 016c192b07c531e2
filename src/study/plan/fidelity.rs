//! The plan of `fidelity`.

/// How faithfully the programme was carried out, by element, group and wave.
#[derive(Debug, Clone, PartialEq)]
pub struct FidelityPlan {}
