//! Age, hours and marks of the persons of a cell, with the cell's exact counts and sums.

use super::fit::{fit, spread};
use super::people::same;
use super::spec::{Cell, Sums};
use crate::simulate::draws::Draws;

/// Ages of persons on benefits before the pension.
const AGES: (i64, i64) = (18, 64);
/// Hours in a year beside a benefit.
const MOST_HOURS: i64 = 1_800;

/// What is counted of a person.
pub struct Mark {
    pub male: bool,
    pub civil_status: &'static str,
    pub origin: &'static str,
    pub match_group: &'static str,
}

/// Completed years.
pub fn ages(cell: &Cell, draws: &mut Draws) -> Option<Vec<i64>> {
    numbers(cell.persons, cell.age, AGES, draws)
}

/// Ordinary hours in the year before.
pub fn hours(cell: &Cell, draws: &mut Draws) -> Option<Vec<i64>> {
    numbers(cell.persons, cell.ordinary_hours, (0, MOST_HOURS), draws)
}

fn numbers(
    persons: usize,
    sums: Sums,
    (low, high): (i64, i64),
    draws: &mut Draws,
) -> Option<Vec<i64>> {
    let (mean, variance) = moments(persons, sums);
    let mut values = spread(persons, mean, variance, draws);
    fit(&mut values, &same(persons, low, high), sums, draws)?;
    Some(values)
}

/// Mean and variance that the sums make.
pub fn moments(persons: usize, Sums(sum, squares): Sums) -> (f64, f64) {
    let n = persons.max(1) as f64;
    let mean = sum as f64 / n;
    (mean, (squares as f64 / n - mean * mean).max(0.0))
}

/// Sex, civil status, origin and match group, each in an order of its own.
pub fn marks(cell: &Cell, draws: &mut Draws) -> Vec<Mark> {
    let n = cell.persons;
    let male = column(n, &[(cell.men, true)], false, draws);
    let status = column(n, &[(cell.married, "gift")], "ugift", draws);
    let origins = [
        (cell.western, "vestlig"),
        (cell.non_western, "ikke_vestlig"),
    ];
    let origin = column(n, &origins, "dansk", draws);
    let groups = [
        (cell.job_ready, "jobparat"),
        (cell.no_match_category, "ikke_kategoriseret"),
    ];
    let group = column(n, &groups, "aktivitetsparat", draws);
    let mark = |i: usize| Mark {
        male: male[i],
        civil_status: status[i],
        origin: origin[i],
        match_group: group[i],
    };
    (0..n).map(mark).collect()
}

fn column<T: Copy>(persons: usize, counts: &[(usize, T)], rest: T, draws: &mut Draws) -> Vec<T> {
    let mut values = vec![rest; persons];
    let wanted = counts
        .iter()
        .flat_map(|(n, value)| std::iter::repeat_n(*value, *n));
    for (slot, value) in values.iter_mut().zip(wanted) {
        *slot = value;
    }
    draws.shuffle(&mut values);
    values
}
