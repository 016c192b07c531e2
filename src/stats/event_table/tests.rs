use super::*;
use proptest::prelude::*;

fn table(time: &[f64], event: &[bool]) -> EventTable {
    EventTable::from_rows(&SurvivalRows::new(time, event)).expect("rows in order")
}

#[test]
fn five_persons_by_hand() {
    // Ends 2+ (censored), 1, 2, 4+, 2 with an event: at risk 5, 4, 1.
    let t = table(
        &[2.0, 1.0, 2.0, 4.0, 2.0],
        &[false, true, true, false, true],
    );
    assert_eq!(t.time, [1.0, 2.0, 4.0]);
    assert_eq!(t.n_risk, [5.0, 4.0, 1.0]);
    assert_eq!(t.n_event, [1.0, 2.0, 0.0]);
    assert_eq!(t.n_censor, [0.0, 1.0, 1.0]);
}

#[test]
fn an_event_in_week_zero_counts_with_everybody_at_risk() {
    let t = EventTable::from_week_counts(&[2, 0, 1], &[0, 0, 0, 3]);
    assert_eq!(t.time, [0.0, 2.0, 3.0]);
    assert_eq!(t.n_risk, [6.0, 4.0, 3.0]);
    assert_eq!(t, {
        let time = [0.0, 3.0, 0.0, 2.0, 3.0, 3.0];
        table(&time, &[true, false, true, true, false, false])
    });
}

#[test]
fn a_split_row_is_no_censoring_and_its_end_is_a_time() {
    // Person 0 in (0, 2] and (2, 5] with the event; person 1 in (1, 4], censored.
    let (entry, time, event) = ([0.0, 2.0, 1.0], [2.0, 5.0, 4.0], [false, true, false]);
    let split = continued(&[0, 0, 1], &entry, &time, &event);
    assert_eq!(split, [true, false, false]);
    let rows = SurvivalRows {
        entry: Some(&entry),
        continued: Some(&split),
        ..SurvivalRows::new(&time, &event)
    };
    let t = EventTable::from_rows(&rows).expect("rows in order");
    assert_eq!(t.time, [2.0, 4.0, 5.0]);
    assert_eq!(t.n_risk, [2.0, 2.0, 1.0]);
    assert_eq!(t.n_censor, [0.0, 1.0, 0.0]);
}

#[test]
fn bad_rows_are_named() {
    let of = |rows: &SurvivalRows| EventTable::from_rows(rows).expect_err("bad rows");
    let events = [true, false];
    assert_eq!(
        of(&SurvivalRows::new(&[1.0, -2.0], &events)),
        Error::BadDuration { row: 1 }
    );
    let late = SurvivalRows {
        entry: Some(&[0.0, 3.0]),
        ..SurvivalRows::new(&[1.0, 3.0], &events)
    };
    assert_eq!(of(&late), Error::BadDuration { row: 1 });
    let negative = SurvivalRows {
        weights: Some(&[-1.0, 3.0]),
        ..SurvivalRows::new(&[1.0, 3.0], &events)
    };
    assert_eq!(of(&negative), Error::NegativeWeight { row: 0 });
    let missing = of(&SurvivalRows::new(&[1.0, f64::NAN], &events));
    assert!(matches!(missing, Error::NotFinite { row: 1, .. }));
    let short = of(&SurvivalRows::new(&[1.0], &events));
    assert!(matches!(short, Error::LengthMismatch { .. }));
}

/// Counts straight from the definition: at risk when `entry < t <= time`.
fn brute_force(rows: &SurvivalRows) -> EventTable {
    let mut times = rows.time.to_vec();
    times.sort_by(f64::total_cmp);
    times.dedup();
    let mut table = EventTable::default();
    for t in times {
        let sum = |holds: &dyn Fn(usize) -> bool| -> f64 {
            let rows_in = (0..rows.len()).filter(|i| holds(*i));
            rows_in.map(|i| rows.weight(i)).sum()
        };
        let risk = sum(&|i| rows.entry(i) < t && t <= rows.time[i]);
        let event = sum(&|i| rows.time[i] == t && rows.event[i]);
        let censor = sum(&|i| rows.time[i] == t && !rows.event[i]);
        table.push(t, risk, event, censor);
    }
    table
}

proptest! {
    #[test]
    fn counts_agree_with_the_definition(
        rows in proptest::collection::vec((0u32..8, 1u32..6, any::<bool>(), 0u32..4), 1..40),
        unit in prop_oneof![Just(1.0), Just(0.37)],
    ) {
        let entry: Vec<f64> = rows.iter().map(|r| f64::from(r.0) * unit).collect();
        let time: Vec<f64> = rows.iter().map(|r| f64::from(r.0 + r.1) * unit).collect();
        let event: Vec<bool> = rows.iter().map(|r| r.2).collect();
        // Quarters add up without rounding, so the sums can be compared exactly.
        let weights: Vec<f64> = rows.iter().map(|r| f64::from(r.3) * 0.25).collect();
        let plain = SurvivalRows::new(&time, &event);
        let full = SurvivalRows { entry: Some(&entry), weights: Some(&weights), ..plain };
        prop_assert_eq!(EventTable::from_rows(&plain).unwrap(), brute_force(&plain));
        prop_assert_eq!(EventTable::from_rows(&full).unwrap(), brute_force(&full));
    }

    #[test]
    fn groups_are_counted_as_if_alone(
        rows in proptest::collection::vec((0u32..9, any::<bool>(), 0usize..3), 1..40),
    ) {
        let time: Vec<f64> = rows.iter().map(|r| f64::from(r.0)).collect();
        let event: Vec<bool> = rows.iter().map(|r| r.1).collect();
        let group: Vec<usize> = rows.iter().map(|r| r.2).collect();
        let tables = EventTable::by_group(&SurvivalRows::new(&time, &event), &group, 3).unwrap();
        for (g, found) in tables.iter().enumerate() {
            let part: Vec<_> = rows.iter().filter(|r| r.2 == g).collect();
            let time: Vec<f64> = part.iter().map(|r| f64::from(r.0)).collect();
            let event: Vec<bool> = part.iter().map(|r| r.1).collect();
            prop_assert_eq!(found, &table(&time, &event));
        }
    }
}
