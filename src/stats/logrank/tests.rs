use super::*;
use proptest::prelude::*;

/// Rows as (entry, duration, event, group, stratum), times in whole weeks.
type Rows = Vec<(u32, u32, bool, usize, usize)>;

struct Columns {
    entry: Vec<f64>,
    time: Vec<f64>,
    event: Vec<bool>,
    group: Vec<usize>,
    stratum: Vec<usize>,
}

fn columns(rows: &Rows) -> Columns {
    Columns {
        entry: rows.iter().map(|r| f64::from(r.0)).collect(),
        time: rows.iter().map(|r| f64::from(r.0 + r.1)).collect(),
        event: rows.iter().map(|r| r.2).collect(),
        group: rows.iter().map(|r| r.3).collect(),
        stratum: rows.iter().map(|r| r.4).collect(),
    }
}

fn test(c: &Columns, entry: bool, strata: bool, rho: f64) -> LogRank {
    let rows = SurvivalRows {
        entry: entry.then_some(&c.entry[..]),
        ..SurvivalRows::new(&c.time, &c.event)
    };
    let strata = strata.then_some((&c.stratum[..], 2));
    logrank_rows(&rows, &c.group, 3, strata, rho).expect("rows in order")
}

/// Observed, expected and variance straight from the definition, one risk set at a time.
fn brute_force(
    c: &Columns,
    entry: bool,
    strata: bool,
    rho: f64,
) -> (Vec<f64>, Vec<f64>, Vec<Vec<f64>>) {
    let (mut o, mut e, mut v) = (vec![0.0; 3], vec![0.0; 3], vec![vec![0.0; 3]; 3]);
    for s in 0..2 {
        let in_stratum = |i: &usize| !strata || c.stratum[*i] == s;
        if !strata && s == 1 {
            continue;
        }
        let rows: Vec<usize> = (0..c.time.len()).filter(in_stratum).collect();
        let mut surv = 1.0f64;
        for week in 0..40 {
            let t = f64::from(week);
            let at_risk = |i: &&usize| c.time[**i] >= t && (!entry || c.entry[**i] < t);
            let failing = |i: &&usize| at_risk(i) && c.time[**i] == t && c.event[**i];
            let n = rows.iter().filter(at_risk).count() as f64;
            let d = rows.iter().filter(failing).count() as f64;
            if d == 0.0 {
                continue;
            }
            let w = surv.powf(rho);
            let share: Vec<f64> = (0..3)
                .map(|g| {
                    rows.iter()
                        .filter(at_risk)
                        .filter(|i| c.group[**i] == g)
                        .count() as f64
                        / n
                })
                .collect();
            for g in 0..3 {
                let failed = rows.iter().filter(failing).filter(|i| c.group[**i] == g);
                o[g] += w * failed.count() as f64;
                e[g] += w * d * share[g];
                for h in 0..3 {
                    let own = if g == h { share[g] } else { 0.0 };
                    if n > 1.0 {
                        v[g][h] += w * w * d * (n - d) / (n - 1.0) * (own - share[g] * share[h]);
                    }
                }
            }
            surv *= 1.0 - d / n;
        }
    }
    (o, e, v)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-11
}

proptest! {
    #[test]
    fn sums_agree_with_the_definition(
        rows in proptest::collection::vec((0u32..6, 1u32..8, any::<bool>(), 0usize..3, 0usize..2), 2..40),
        entry in any::<bool>(),
        strata in any::<bool>(),
        rho in prop_oneof![Just(0.0), Just(1.0), Just(0.5)],
    ) {
        let c = columns(&rows);
        let found = test(&c, entry, strata, rho);
        let (o, e, v) = brute_force(&c, entry, strata, rho);
        for g in 0..3 {
            prop_assert!(near(found.observed[g], o[g]) && near(found.expected[g], e[g]));
            prop_assert!((0..3).all(|h| near(found.variance[g][h], v[g][h])));
        }
    }

    #[test]
    fn the_order_of_rows_and_groups_does_not_matter(
        rows in proptest::collection::vec((0u32..6, 1u32..8, any::<bool>(), 0usize..3, 0usize..2), 10..40),
    ) {
        let forward = test(&columns(&rows), true, true, 0.0);
        let turned: Rows = rows.iter().rev().map(|r| (r.0, r.1, r.2, 2 - r.3, 1 - r.4)).collect();
        let backward = test(&columns(&turned), true, true, 0.0);
        if forward.statistic.is_nan() {
            prop_assert!(backward.statistic.is_nan());
        } else {
            prop_assert!((forward.statistic - backward.statistic).abs() <= 1e-8 * (1.0 + forward.statistic));
        }
    }
}

#[test]
fn a_stratum_of_one_row_adds_nothing_to_the_test() {
    let rows: Rows = vec![
        (0, 3, true, 0, 0),
        (0, 5, true, 1, 0),
        (0, 6, false, 0, 0),
        (0, 7, true, 1, 0),
    ];
    let alone = test(&columns(&rows), false, true, 0.0);
    let mut more = rows.clone();
    more.push((0, 4, true, 1, 1));
    let with = test(&columns(&more), false, true, 0.0);
    assert!(near(alone.statistic, with.statistic));
}

#[test]
fn what_cannot_be_tested_has_no_statistic() {
    let none = EventTable::from_week_counts(&[], &[0, 3]);
    let without_events = logrank(&[none.clone(), none.clone()]).expect("two groups");
    assert!(without_events.statistic.is_nan() && without_events.p_value.is_nan());
    assert_eq!(logrank(&[none]), Err(Error::OneGroup));
    // Everybody has the event at once: nothing could have come out differently.
    let all = EventTable::from_week_counts(&[0, 3], &[]);
    let certain = logrank(&[all.clone(), all]).expect("two groups");
    assert_eq!((certain.expected[0], certain.df), (3.0, 1));
    assert!(certain.statistic.is_nan());
}

#[test]
fn a_group_without_events_is_compared_but_one_never_at_risk_is_not() {
    let one = EventTable::from_week_counts(&[0, 2, 1], &[0, 0, 2]);
    let none = EventTable::from_week_counts(&[], &[0, 0, 0, 5]);
    let left_before = EventTable::from_week_counts(&[], &[4]);
    let test = logrank(&[one, none, left_before]).expect("three groups");
    assert_eq!((test.df, test.observed[1], test.expected[2]), (1, 0.0, 0.0));
    assert!(test.statistic > 0.0 && test.p_value < 1.0);
}

/// survival 3.5-3 `aml` (Miller 1981, leukaemia maintenance): weeks, event, group.
const AML: [(f64, bool, usize); 23] = [
    (9.0, true, 0),
    (13.0, true, 0),
    (13.0, false, 0),
    (18.0, true, 0),
    (23.0, true, 0),
    (28.0, false, 0),
    (31.0, true, 0),
    (34.0, true, 0),
    (45.0, false, 0),
    (48.0, true, 0),
    (161.0, false, 0),
    (5.0, true, 1),
    (5.0, true, 1),
    (8.0, true, 1),
    (8.0, true, 1),
    (12.0, true, 1),
    (16.0, false, 1),
    (23.0, true, 1),
    (27.0, true, 1),
    (30.0, true, 1),
    (33.0, true, 1),
    (43.0, true, 1),
    (45.0, true, 1),
];

#[test]
fn leukaemia_maintenance_as_survdiff_has_it() {
    let time = AML.map(|r| r.0);
    let event = AML.map(|r| r.1);
    let group = AML.map(|r| r.2);
    let rows = SurvivalRows::new(&time, &event);
    // survdiff(Surv(time, status) ~ x, aml), and with rho = 1.
    let plain = logrank_rows(&rows, &group, 2, None, 0.0).expect("two groups");
    assert!(
        (plain.statistic - 3.3963886989776).abs() < 1e-12,
        "{}",
        plain.statistic
    );
    assert!(
        (plain.p_value - 0.0653393220405051).abs() < 1e-12,
        "{}",
        plain.p_value
    );
    let peto = logrank_rows(&rows, &group, 2, None, 1.0).expect("two groups");
    assert!(
        (peto.statistic - 2.77927954475177).abs() < 1e-12,
        "{}",
        peto.statistic
    );
}
