//! Labels of described tables, by code; each family of analyses has its own file.

mod fsmkl;
mod indicators;
mod jobfirst;
mod surveys;
mod trial;

pub fn label(code: &str) -> Option<&'static str> {
    fsmkl::label(code)
        .or_else(|| surveys::label(code))
        .or_else(|| indicators::label(code))
        .or_else(|| trial::label(code))
        .or_else(|| jobfirst::label(code))
}
