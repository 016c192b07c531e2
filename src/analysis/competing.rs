//! The curve when leaving the course is a competing event: one less the cumulative incidence of the outcome.

use super::time_rows::TimeRow;
use crate::stats::aalen_johansen::{CompetingRows, aalen_johansen};
use crate::stats::kaplan_meier::{Limits, SurvivalCurve, confidence_limits};

/// Puts one less the Aalen-Johansen incidence of the outcome, with its error and limits, in the place of the Kaplan-Meier curve.
pub fn replace_curve(
    curve: &mut SurvivalCurve,
    rows: &[&TimeRow],
    limits: Limits,
    conf_level: f64,
) {
    let time: Vec<f64> = rows.iter().map(|r| r.time).collect();
    let cause: Vec<usize> = rows
        .iter()
        .map(|r| match (r.event, r.left) {
            (true, _) => 1,
            (false, true) => 2,
            (false, false) => 0,
        })
        .collect();
    let input = CompetingRows {
        time: &time,
        cause: &cause,
        entry: None,
    };
    let Ok(found) = aalen_johansen(&input, 2) else {
        return;
    };
    let outcome = &found.causes[0];
    // Before the first event nobody has had the outcome, and nothing is uncertain.
    let read = |values: &[f64], t: f64| match found.time.partition_point(|x| *x <= t) {
        0 => 0.0,
        n => values[n - 1],
    };
    for (i, t) in curve.time.iter().enumerate() {
        curve.surv[i] = 1.0 - read(&outcome.estimate, *t);
        curve.std_err[i] = read(&outcome.std_err_jackknife, *t);
    }
    if let Ok((low, high)) = confidence_limits(&curve.surv, &curve.std_err, limits, conf_level) {
        curve.conf_low = low;
        curve.conf_high = high;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::event_table::{EventTable, SurvivalRows};
    use crate::stats::kaplan_meier::kaplan_meier;

    /// Four persons: the outcome at 1, leaving at 2, the outcome at 3, censored at 3. F is 1/4, 1/4, then 1/4 + 1/2 x 1/2 = 1/2.
    #[test]
    fn those_who_have_left_can_no_longer_have_the_outcome() {
        let row = |time, event, left| TimeRow {
            member: 0,
            time,
            event,
            left,
        };
        let rows = [
            row(1.0, true, false),
            row(2.0, false, true),
            row(3.0, true, false),
            row(3.0, false, false),
        ];
        let rows: Vec<&TimeRow> = rows.iter().collect();
        let time: Vec<f64> = rows.iter().map(|r| r.time).collect();
        let event: Vec<bool> = rows.iter().map(|r| r.event).collect();
        let table = EventTable::from_rows(&SurvivalRows::new(&time, &event)).expect("a table");
        let mut curve = kaplan_meier(&table, Limits::Plain, 0.95).expect("a curve");
        replace_curve(&mut curve, &rows, Limits::Plain, 0.95);
        assert_eq!(curve.surv, [0.75, 0.75, 0.5]);
    }
}
