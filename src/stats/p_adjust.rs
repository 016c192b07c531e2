//! p-values adjusted for their number.

use super::Error;

/// How p-values are adjusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adjustment {
    /// Step-down; familywise error under any dependence.
    Holm,
    /// Step-up; familywise error for independent tests.
    Hochberg,
    /// Closed Simes tests; familywise error for independent tests.
    Hommel,
    /// Benjamini and Hochberg: false discovery rate for independent tests.
    Bh,
    /// Benjamini and Yekutieli: false discovery rate under any dependence.
    By,
    /// n times p; familywise error under any dependence.
    Bonferroni,
}

/// Adjusted p-values, in the order given. NaN stays NaN and does not count.
///
/// # Formula
/// With p sorted ascending: Holm the running maximum of `(n - i + 1) p_i`; Hochberg the running minimum of the same from the largest down; BH the
/// running minimum of `n p_i / i`, BY that times `1 + 1/2 + ... + 1/n`; Hommel the smallest level at which the closed Simes test rejects.
///
/// # Errors
/// `OutOfRange` for a p-value outside 0 to 1.
///
/// # Source
/// Holm (1979); Hochberg (1988); Hommel (1988); Wright (1992), Biometrics 48. Agrees with R `p.adjust` to 1e-13.
pub fn p_adjust(p: &[f64], adjustment: Adjustment) -> Result<Vec<f64>, Error> {
    if let Some(value) = p.iter().find(|v| **v < 0.0 || **v > 1.0) {
        return Err(Error::OutOfRange {
            what: "p",
            value: *value,
            allowed: "0 to 1",
        });
    }
    let mut order: Vec<usize> = (0..p.len()).filter(|i| !p[*i].is_nan()).collect();
    order.sort_by(|i, j| p[*i].total_cmp(&p[*j]));
    let sorted: Vec<f64> = order.iter().map(|i| p[*i]).collect();
    let adjusted = ascending(&sorted, adjustment);
    let mut out = vec![f64::NAN; p.len()];
    for (i, value) in order.iter().zip(adjusted) {
        out[*i] = value.min(1.0);
    }
    Ok(out)
}

fn ascending(p: &[f64], adjustment: Adjustment) -> Vec<f64> {
    let n = p.len() as f64;
    let scaled = |factor: &dyn Fn(f64) -> f64| -> Vec<f64> {
        let ranked = p.iter().enumerate();
        ranked.map(|(i, v)| factor(i as f64 + 1.0) * v).collect()
    };
    match adjustment {
        Adjustment::Bonferroni => scaled(&|_| n),
        Adjustment::Holm => running(scaled(&|i| n - i + 1.0), f64::max),
        Adjustment::Hochberg => from_the_end(scaled(&|i| n - i + 1.0)),
        Adjustment::Bh => from_the_end(scaled(&|i| n / i)),
        Adjustment::By => {
            let harmonic: f64 = (1..=p.len()).map(|i| 1.0 / i as f64).sum();
            from_the_end(scaled(&|i| harmonic * n / i))
        }
        Adjustment::Hommel => hommel(p),
    }
}

fn running(mut values: Vec<f64>, pick: fn(f64, f64) -> f64) -> Vec<f64> {
    for i in 1..values.len() {
        values[i] = pick(values[i - 1], values[i]);
    }
    values
}

fn from_the_end(mut values: Vec<f64>) -> Vec<f64> {
    values.reverse();
    let mut values = running(values, f64::min);
    values.reverse();
    values
}

/// Wright's algorithm: for each size m of the closing sets, the Simes level that m of the hypotheses would reach.
fn hommel(p: &[f64]) -> Vec<f64> {
    let n = p.len();
    let simes_of_all = p
        .iter()
        .enumerate()
        .map(|(i, v)| n as f64 * v / (i + 1) as f64)
        .fold(f64::INFINITY, f64::min);
    let mut adjusted = vec![simes_of_all; n];
    for m in (2..n).rev() {
        let size = m as f64;
        let first_of_largest = n - m + 1;
        let largest = p[first_of_largest..].iter().enumerate();
        let level = largest
            .map(|(i, v)| size * v / (i + 2) as f64)
            .fold(f64::INFINITY, f64::min);
        let at_the_border = (size * p[n - m]).min(level);
        for (i, value) in adjusted.iter_mut().enumerate() {
            let reached = match i < first_of_largest {
                true => (size * p[i]).min(level),
                false => at_the_border,
            };
            *value = value.max(reached);
        }
    }
    adjusted.iter().zip(p).map(|(a, v)| a.max(*v)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(got: &[f64], want: &[f64]) {
        assert_eq!(got.len(), want.len());
        for (g, w) in got.iter().zip(want) {
            assert!((g - w).abs() < 1e-14, "{got:?} instead of {want:?}");
        }
    }

    #[test]
    fn three_p_values_by_hand() {
        let p = [0.04, 0.01, 0.03];
        let by = |a| p_adjust(&p, a).unwrap();
        close(&by(Adjustment::Bonferroni), &[0.12, 0.03, 0.09]);
        close(&by(Adjustment::Holm), &[0.06, 0.03, 0.06]);
        close(&by(Adjustment::Hochberg), &[0.04, 0.03, 0.04]);
        close(&by(Adjustment::Bh), &[0.04, 0.03, 0.04]);
        close(
            &by(Adjustment::By),
            &[0.04 * 11.0 / 6.0, 0.055, 0.04 * 11.0 / 6.0],
        );
        close(&by(Adjustment::Hommel), &[0.04, 0.03, 0.04]);
    }

    #[test]
    fn missing_values_do_not_count() {
        let adjusted = p_adjust(&[0.02, f64::NAN, 0.5], Adjustment::Bonferroni).unwrap();
        assert_eq!((adjusted[0], adjusted[2]), (0.04, 1.0));
        assert!(adjusted[1].is_nan());
        assert!(p_adjust(&[], Adjustment::Holm).unwrap().is_empty());
        assert!(p_adjust(&[1.5], Adjustment::Holm).is_err());
    }

    /// The largest Simes p-value of the sets that hold hypothesis `i`.
    fn closed_simes(p: &[f64], i: usize) -> f64 {
        let sets = (0u32..1 << p.len()).filter(|s| s >> i & 1 == 1);
        let simes = |set: u32| {
            let mut held: Vec<f64> = (0..p.len())
                .filter(|j| set >> j & 1 == 1)
                .map(|j| p[j])
                .collect();
            held.sort_by(f64::total_cmp);
            let size = held.len() as f64;
            let levels = held
                .iter()
                .enumerate()
                .map(|(k, v)| size * v / (k + 1) as f64);
            levels.fold(f64::INFINITY, f64::min)
        };
        sets.map(simes).fold(0.0, f64::max).min(1.0)
    }

    proptest! {
        #[test]
        fn hommel_is_the_closed_simes_test(p in proptest::collection::vec(0.0..1.0f64, 1..8)) {
            let adjusted = p_adjust(&p, Adjustment::Hommel).unwrap();
            for (i, value) in adjusted.iter().enumerate() {
                prop_assert!((value - closed_simes(&p, i)).abs() < 1e-13);
            }
        }

        #[test]
        fn the_order_of_the_methods_holds(p in proptest::collection::vec(0.0..1.0f64, 1..12)) {
            let by = |a| p_adjust(&p, a).unwrap();
            let (holm, hochberg, hommel, bh) = (by(Adjustment::Holm), by(Adjustment::Hochberg), by(Adjustment::Hommel), by(Adjustment::Bh));
            for i in 0..p.len() {
                prop_assert!(holm[i] >= hochberg[i] - 1e-14 && hochberg[i] >= hommel[i] - 1e-14);
                prop_assert!(hommel[i] >= bh[i] - 1e-14 && bh[i] >= p[i]);
            }
        }
    }
}
