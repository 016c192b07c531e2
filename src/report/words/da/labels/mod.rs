//! Labels of described tables, by code; each family of analyses has its own file.

mod association;
mod common;
mod criterion;
mod destination;
mod indicators;
mod jobfirst;
mod referral;
mod status;
mod stock;
mod surveys;
mod trial;

/// Where the words of a code are looked for.
const FAMILIES: [fn(&str) -> Option<&'static str>; 11] = [
    association::label,
    common::label,
    criterion::label,
    destination::label,
    indicators::label,
    jobfirst::label,
    referral::label,
    status::label,
    stock::label,
    surveys::label,
    trial::label,
];

pub fn label(code: &str) -> Option<&'static str> {
    FAMILIES.iter().find_map(|family| family(code))
}
