//! Recomputed figures against printed ones, one file per report.

mod brf;
mod consistency;
mod rossi;
