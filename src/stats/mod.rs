//! Every estimator and test: slices and small matrices in, plain result structs out.
//!
//! Nothing here reads a file, knows a study or prints. Each file holds one estimator and states its formula, its scale and the
//! package it agrees with.

pub mod chi_square;
pub mod distributions;
mod error;
pub mod linalg;
pub mod moments;
pub mod special;
pub mod standardised_difference;
pub mod t_test;
#[cfg(test)]
mod testing;

pub use error::Error;
