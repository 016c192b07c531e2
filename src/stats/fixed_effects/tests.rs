use super::*;

fn near(a: f64, b: f64) {
    assert!(
        (a - b).abs() <= 1e-11 * (1.0 + b.abs()),
        "{a} instead of {b}"
    );
}

/// Two persons, three periods: with person effects alone, x = 0, 1, 2 and 0, 2, 1 centred is -1, 0, 1 and -1, 1, 0, and y = 1, 3, 2 and
/// 4, 5, 9 centred is -1, 1, 0 and -2, -1, 3: slope (1 + 0 + 0 + 2 - 1 + 0) / 4 = 1/2. Residuals -1/2, 1, -1/2 and -3/2, -3/2, 3, so the
/// persons' scores are 0 and 0.
#[test]
fn fixed_effects_by_hand() {
    let y = [1.0, 3.0, 2.0, 4.0, 5.0, 9.0];
    let x = [0.0, 1.0, 2.0, 0.0, 2.0, 1.0];
    let person = Clusters::from_labels(&[0, 0, 0, 1, 1, 1]);
    let pairs = Clusters::from_labels(&[0, 0, 1, 1, 2, 2]);
    let fit = fixed_effects(&y, &[&x], &[&person], &pairs, None).expect("a fit");
    near(fit.coef[0], 0.5);
    near(fit.rss, 1.5 + 13.5);
    // Scores of the three pairs: 1/2 + 0, -1/2 + 3/2, -3/2 + 0.
    near(fit.covariance[(0, 0)], (0.25 + 1.0 + 2.25) / 16.0);
    let expected = Parameters {
        nested: 3,
        full: 3,
        none: 1,
    };
    assert_eq!(fit.parameters, expected);
}

/// An unbalanced panel with a few absent rows.
struct Panel {
    y: Vec<f64>,
    x: Vec<f64>,
    z: Vec<f64>,
    unit: Vec<usize>,
    period: Vec<usize>,
    weights: Vec<f64>,
}

fn panel() -> Panel {
    let rows: Vec<(usize, usize)> = (0..9)
        .flat_map(|u| (0..7).map(move |t| (u, t)))
        .filter(|(u, t)| (u * 5 + t * 3) % 7 != 0)
        .collect();
    let value = |salt: usize| {
        let number =
            move |(u, t): &(usize, usize)| ((u * u * 31 + t * 17 * salt + u * t) % 23) as f64;
        rows.iter().map(number).collect::<Vec<f64>>()
    };
    Panel {
        y: value(3),
        x: value(5),
        z: value(11),
        weights: value(2).iter().map(|w| 0.5 + w / 10.0).collect(),
        unit: rows.iter().map(|r| r.0).collect(),
        period: rows.iter().map(|r| r.1).collect(),
    }
}

/// The same model with every indicator written out.
#[test]
fn two_effects_agree_with_indicators() {
    let panel = panel();
    let (unit, period) = (
        Clusters::from_labels(&panel.unit),
        Clusters::from_labels(&panel.period),
    );
    for weights in [None, Some(panel.weights.as_slice())] {
        let columns = [panel.x.as_slice(), &panel.z];
        let fit = fixed_effects(&panel.y, &columns, &[&period, &unit], &unit, weights);
        let fit = fit.expect("a fit");
        let mut long = vec![vec![1.0; panel.y.len()]];
        let indicator = |labels: &[usize], level: usize| {
            labels.iter().map(|l| f64::from(*l == level)).collect()
        };
        long.extend((1..9).map(|u| indicator(&panel.unit, u)));
        long.extend((1..7).map(|t| indicator(&panel.period, t)));
        long.extend([panel.x.clone(), panel.z.clone()]);
        let slices: Vec<&[f64]> = long.iter().map(Vec::as_slice).collect();
        let dummies = least_squares(&panel.y, &slices, weights).expect("a fit");
        let covariance = cluster_covariance(&dummies, &unit).expect("clusters");
        for (i, place) in [15, 16].into_iter().enumerate() {
            near(fit.coef[i], dummies.coef[place]);
            near(fit.covariance[(i, i)], covariance[(place, place)]);
        }
        near(fit.rss, dummies.rss);
        let expected = Parameters {
            nested: 2 + 15 - 8,
            full: 2 + 15,
            none: 2,
        };
        assert_eq!(fit.parameters, expected);
    }
}

#[test]
fn what_the_effects_contain_is_dropped() {
    let panel = panel();
    let unit = Clusters::from_labels(&panel.unit);
    let period = Clusters::from_labels(&panel.period);
    let of_unit: Vec<f64> = panel.unit.iter().map(|u| (u * u) as f64).collect();
    let sum: Vec<f64> = of_unit
        .iter()
        .zip(&panel.period)
        .map(|(a, t)| a + *t as f64)
        .collect();
    let twice: Vec<f64> = panel.x.iter().zip(&sum).map(|(x, s)| 2.0 * x + s).collect();
    let columns = [of_unit.as_slice(), &panel.x, &sum, &twice];
    let fit = fixed_effects(&panel.y, &columns, &[&unit, &period], &unit, None).expect("a fit");
    assert_eq!((fit.kept, fit.dropped), (vec![1], vec![0, 2, 3]));
}

/// Units 0 and 1 are seen in periods 0 and 1, units 2 and 3 in periods 2 and 3: two sets, one parameter fewer.
#[test]
fn separate_sets_of_levels_cost_a_parameter_each() {
    let unit = Clusters::from_labels(&[0, 0, 1, 1, 2, 2, 3, 3]);
    let period = Clusters::from_labels(&[0, 1, 0, 1, 2, 3, 2, 3]);
    let y = [1.0, 2.0, 4.0, 3.0, 5.0, 9.0, 7.0, 2.0];
    let x = [0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    let fit = fixed_effects(&y, &[&x], &[&unit, &period], &unit, None).expect("a fit");
    assert_eq!(fit.parameters.full, 1 + 6);
    assert_eq!(fit.parameters.nested, 1 + 6 - 3);
}

#[test]
fn degenerate_panels_have_a_reason() {
    let one = Clusters::from_labels(&[0, 0]);
    let two = Clusters::from_labels(&[0, 1]);
    let fit = fixed_effects(&[1.0, 2.0], &[&[0.0, 1.0]], &[&one], &one, None);
    assert_eq!(fit.err(), Some(Error::OneCluster));
    let fit = fixed_effects(&[], &[], &[&one], &two, None);
    assert_eq!(fit.err(), Some(Error::Empty));
    let fit = fixed_effects(&[1.0, 2.0], &[&[0.0, 1.0]], &[&two], &two, None).expect("a fit");
    assert_eq!(fit.dropped, [0]);
    assert!(fit.cr1_factor(fit.parameters.full).is_err());
}
