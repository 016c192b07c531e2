//! Recomputed figures against printed ones, one file per report.

mod brf;
mod jobfirst;
mod rossi;
