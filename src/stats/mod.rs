//! Every estimator and test: slices and small matrices in, plain result structs out.
//!
//! Nothing here reads a file, knows a study or prints. Each file holds one estimator and states its formula, its scale and the
//! package it agrees with.

pub mod did_cells;
pub mod distributions;
mod error;
mod inference;
pub mod linalg;
pub mod special;

pub use error::Error;
pub use inference::Inference;
