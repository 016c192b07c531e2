//! The plan of `power`.

#[derive(Debug, Clone, PartialEq)]
pub struct PowerPlan {
    pub comparison: f64,
    pub participant: Vec<f64>,
    /// Persons per arm; empty takes the larger arm of the study.
    pub n: Vec<f64>,
    pub power: f64,
    pub alpha: f64,
    pub sides: u32,
    pub design_effect: f64,
}
