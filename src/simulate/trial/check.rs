//! Can a trial be made as the file says?

use super::spec::{Curve, Pair, Spec};
use crate::simulate::model::KeyFault;

/// Every fault, with its key.
pub fn faults(spec: &Spec) -> Vec<KeyFault> {
    let mut faults = Vec::new();
    let mut add = |key: &str, what: String| faults.push((key.to_string(), what));
    if spec.draw.is_empty() {
        add("draw", "lists no draw".to_string());
    }
    if spec.draw.windows(2).any(|d| d[0].date >= d[1].date) {
        add(
            "draw",
            "must be in the order of the dates, each once".to_string(),
        );
    }
    if spec.draw.iter().any(|d| d.date >= spec.looked_up) || spec.looked_up >= spec.until {
        add(
            "looked_up",
            "must lie between the last draw and `until`".to_string(),
        );
    }
    for side in 0..2 {
        let all = spec.allocated(side);
        counts(spec, side, all, &mut add);
        mean(spec, side, &mut add);
    }
    if let Some(told) = &spec.interviews {
        let columns = told.columns.len();
        if told.rows.iter().any(|row| row.persons.len() != columns) {
            let what = format!("need {columns} numbers each, one per column");
            add("interviews.rows", what);
        }
    }
    for (key, curve) in [
        ("pace.clarified", &spec.pace.clarified),
        ("pace.other_ends", &spec.pace.other_ends),
        ("pace.placements", &spec.pace.placements),
    ] {
        if let Some(what) = days(curve) {
            add(key, what);
        }
    }
    faults
}

/// No count is above what it is part of.
fn counts(spec: &Spec, side: usize, all: usize, add: &mut impl FnMut(&str, String)) {
    let arm = ["participants", "comparison"][side];
    let sum = |pairs: &[Pair]| pairs.iter().map(|p| p[side]).sum::<usize>();
    let ages: Vec<Pair> = spec.age.iter().map(|a| a.persons).collect();
    if sum(&ages) != all {
        let what = format!("holds {} {arm}; {all} are allocated", sum(&ages));
        add("age", what);
    }
    let ends: Vec<Pair> = spec.end.iter().map(|e| e.persons).collect();
    let ended = sum(&ends) + spec.moved(side);
    let parts = [
        ("female", spec.female[side]),
        ("end", ended + spec.prison[side]),
        ("placement", spec.placement[side]),
        (
            "sanctions",
            sum(&[spec.sanctions.one, spec.sanctions.several]),
        ),
        (
            "complaints",
            sum(&[spec.complaints.one, spec.complaints.several]),
        ),
    ];
    for (key, part) in parts.into_iter().filter(|(_, part)| *part > all) {
        add(key, format!("holds {part} {arm}; {all} are allocated"));
    }
}

/// The mean age can be met inside the groups.
fn mean(spec: &Spec, side: usize, add: &mut impl FnMut(&str, String)) {
    let of = |age: fn(&super::spec::AgeGroup) -> i16| -> f64 {
        let sums = spec
            .age
            .iter()
            .map(|a| f64::from(age(a)) * a.persons[side] as f64);
        sums.sum::<f64>() / spec.allocated(side).max(1) as f64
    };
    let (least, most) = (of(|a| a.from), of(|a| a.to));
    let wanted = spec.mean_age[side];
    if !(least..=most).contains(&wanted) {
        let what = format!("is {wanted}; the groups allow {least:.1} to {most:.1}");
        add("mean_age", what);
    }
}

fn days(curve: &Curve) -> Option<String> {
    if curve.first_day < 60 || curve.last_day <= curve.first_day {
        return Some(
            "must have its first day at 60 or later, and its last day after it".to_string(),
        );
    }
    let paced = curve.pace.iter().all(|p| *p > 0.0 && p.is_finite());
    (!paced).then(|| "has a pace that is not above 0".to_string())
}
