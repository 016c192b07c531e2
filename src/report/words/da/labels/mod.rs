//! Labels of described tables, by code; each family of analyses has its own file.

mod jobfirst;
mod register;
mod surveys;
mod trial;

pub fn label(code: &str) -> Option<&'static str> {
    register::label(code)
        .or_else(|| surveys::label(code))
        .or_else(|| trial::label(code))
        .or_else(|| jobfirst::label(code))
}
