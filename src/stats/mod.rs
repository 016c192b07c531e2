//! Every estimator and test: slices and small matrices in, plain result structs out.
//!
//! Nothing here reads a file, knows a study or prints. Each file holds one estimator and states its formula, its scale and the
//! package it agrees with.

pub mod aalen_johansen;
pub mod distributions;
mod error;
pub mod event_table;
pub mod fine_gray;
pub mod gray;
pub mod kaplan_meier;
pub mod linalg;
pub mod logrank;
pub mod nelson_aalen;
mod risk_sets;
pub mod rmst;
pub mod survival_jackknife;
pub mod survival_quantile;

pub use error::Error;
