//! Every estimator and test: slices and small matrices in, plain result structs out.
//!
//! Nothing here reads a file, knows a study or prints. Each file holds one estimator and states its formula, its scale and the
//! package it agrees with.

pub mod aalen_johansen;
pub mod absorb;
pub mod binomial;
pub mod chi_square;
pub mod cluster_robust;
pub mod correlation;
pub mod covariance_matrix;
pub mod cox;
pub mod cr2;
pub mod cronbach_alpha;
pub mod did_cells;
pub mod did_series;
pub mod distributions;
mod error;
pub mod event_study;
pub mod event_table;
pub mod factor_analysis;
pub mod fine_gray;
pub mod fisher;
pub mod fisher_table;
pub mod fixed_effects;
pub mod gray;
mod inference;
pub mod joint_balance;
pub mod kaplan_meier;
pub mod kolmogorov_smirnov;
mod ldl;
pub mod least_squares;
pub mod linalg;
pub mod logit;
pub mod logrank;
pub mod mcnemar;
pub mod moments;
pub mod nelson_aalen;
pub mod noncentral_t;
pub mod p_adjust;
pub mod paired_t;
pub mod parametric_hazard;
pub mod power;
pub mod principal_components;
pub mod proportion_interval;
pub mod rank_sum;
pub mod ranks;
mod risk_sets;
pub mod rmst;
pub mod root;
pub mod sandwich;
pub mod sign_test;
pub mod signed_rank;
pub mod special;
pub mod standardised_difference;
pub mod subset_regression;
pub mod survival_jackknife;
pub mod survival_quantile;
pub mod t_test;
#[cfg(test)]
mod testing;
pub mod two_proportions;
pub mod variance_ratio;
pub mod varimax;
pub mod wald;
pub mod weekly_regression;
pub mod wild_bootstrap;

pub use error::Error;
pub use inference::Inference;
pub use least_squares::LeastSquares;
