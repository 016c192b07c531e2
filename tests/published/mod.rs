//! Recomputed figures against printed ones, one file per report.

mod brf;
mod consistency;
mod fsm;
mod kl;
mod brf_surveys;
mod printed;
mod dgr;
mod jobfirst;
mod rossi;
mod surveys;
