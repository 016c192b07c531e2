//! Recomputed figures against printed ones, one file per report.

mod brf;
mod brf_surveys;
mod printed;
mod rossi;
mod surveys;
