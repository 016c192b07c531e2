//! Recomputed figures against printed ones, one file per report.

mod brf;
mod dgr;
mod rossi;
