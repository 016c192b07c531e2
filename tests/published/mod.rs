//! Recomputed figures against printed ones, one file per report.

mod brf;
mod brf_surveys;
mod consistency;
mod dgr;
mod fsm;
mod jobfirst;
mod kl;
mod moves;
mod printed;
mod rossi;
mod surveys;
