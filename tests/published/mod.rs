//! Recomputed figures against printed ones, one file per report.

mod brf;
mod fsm;
mod kl;
mod jobfirst;
mod rossi;
