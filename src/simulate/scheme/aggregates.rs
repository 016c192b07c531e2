//! Published aggregates along given lines.

use super::spec::{Aggregate, Spec, Step};
use crate::simulate::model::MadeTable;

/// The table `period, group, measure, value`; values are whole numbers.
pub fn table(spec: &Spec) -> MadeTable {
    let rows = spec.aggregates.iter().flat_map(rows);
    MadeTable {
        file: spec.output.aggregates.clone(),
        columns: vec!["period", "group", "measure", "value"],
        rows: rows.collect(),
    }
}

fn rows(line: &Aggregate) -> Vec<Vec<String>> {
    let knots = &line.points.0;
    let (Some(first), Some(last)) = (knots.first(), knots.last()) else {
        return Vec::new();
    };
    let steps = match line.step {
        Step::Quarter => 4,
        Step::Year => 1,
    };
    let number = |x: f64| (x * f64::from(steps)).round() as i32;
    let row = |at: i32| {
        let (year, part) = (at.div_euclid(steps), at.rem_euclid(steps));
        let period = match line.step {
            Step::Quarter => format!("{year}Q{}", part + 1),
            Step::Year => year.to_string(),
        };
        let value = line.points.at(f64::from(at) / f64::from(steps)).round();
        vec![
            period,
            line.group.clone(),
            line.measure.clone(),
            value.to_string(),
        ]
    };
    (number(first[0])..=number(last[0])).map(row).collect()
}
