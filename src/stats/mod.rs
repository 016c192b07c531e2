//! Every estimator and test: slices and small matrices in, plain result structs out.
//!
//! Nothing here reads a file, knows a study or prints. Each file holds one estimator and states its formula, its scale and the
//! package it agrees with.

pub mod absorb;
pub mod cluster_robust;
pub mod cr2;
pub mod did_cells;
pub mod did_series;
pub mod distributions;
mod error;
pub mod event_study;
pub mod fixed_effects;
mod inference;
pub mod least_squares;
pub mod linalg;
pub mod sandwich;
pub mod special;
pub mod subset_regression;
pub mod wald;
pub mod wild_bootstrap;

pub use error::Error;
pub use inference::Inference;
pub use least_squares::LeastSquares;
