//! Every estimator and test: slices and small matrices in, plain result structs out.
//!
//! Nothing here reads a file, knows a study or prints. Each file holds one estimator and states its formula, its scale and the
//! package it agrees with.

pub mod binomial;
pub mod chi_square;
pub mod correlation;
pub mod covariance_matrix;
pub mod cronbach_alpha;
pub mod distributions;
mod error;
pub mod factor_analysis;
pub mod fisher;
pub mod fisher_table;
pub mod kolmogorov_smirnov;
pub mod linalg;
pub mod mcnemar;
pub mod moments;
pub mod noncentral_t;
pub mod p_adjust;
pub mod paired_t;
pub mod power;
pub mod principal_components;
pub mod proportion_interval;
pub mod rank_sum;
pub mod ranks;
pub mod root;
pub mod sign_test;
pub mod signed_rank;
pub mod special;
pub mod standardised_difference;
pub mod t_test;
#[cfg(test)]
mod testing;
pub mod two_proportions;
pub mod variance_ratio;
pub mod varimax;

pub use error::Error;
