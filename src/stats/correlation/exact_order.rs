//! The exact permutation test of a rank correlation, ties included.

use super::checked;
use crate::stats::Error;
use crate::stats::ranks::mid_ranks;

/// More pairs than this are too many to count the orders of.
pub const EXACT_UP_TO: usize = 18;

/// The share of all orders of y whose rank correlation with x is at least as far from 0 as the one observed.
///
/// Every order counts, also those that ties make alike. The orders are not listed: for each set of half the values the sums that it can give
/// with the lower half of the ranks are counted, and the same for the upper half.
///
/// # Formula
/// With mid-ranks a and b, rho is linear in `S = sum a_i b_i`; the p-value is the share of orders with `|S - mean S|` at least the observed.
///
/// # Errors
/// `TooFewRows` for fewer than three pairs; `OutOfRange` for more than `EXACT_UP_TO`; `Constant` naming x or y; `LengthMismatch`; `NotFinite`.
///
/// # Source
/// Pitman (1937), J. Royal Statistical Society Suppl. 4. Without ties equal to R `cor.test(method = "spearman", exact = TRUE)`.
pub fn exact_order_p(x: &[f64], y: &[f64]) -> Result<f64, Error> {
    checked(x, y, 3)?;
    let n = x.len();
    if n > EXACT_UP_TO {
        return Err(Error::OutOfRange {
            what: "pairs",
            value: n as f64,
            allowed: "at most 18 for an exact test",
        });
    }
    for (values, name) in [(x, "x"), (y, "y")] {
        if values.iter().all(|v| *v == values[0]) {
            return Err(Error::Constant {
                what: name.to_string(),
            });
        }
    }
    let (a, b) = (small_ranks(x), small_ranks(y));
    let observed: usize = a.iter().zip(&b).map(|(a, b)| a * b).sum();
    let product = a.iter().sum::<usize>() * b.iter().sum::<usize>();
    let distance = |sum: usize| (n * sum).abs_diff(product);
    let far = distance(observed);

    let mut places = a.clone();
    places.sort_unstable();
    let (lower, upper) = places.split_at(n / 2);
    let lower = sums_by_set(lower, &b);
    let upper = sums_by_set(upper, &b);
    let everything = (1_usize << n) - 1;
    let (mut reached, mut all) = (0.0, 0.0);
    for (set, low) in lower.iter().enumerate().filter(|(_, s)| !s.ways.is_empty()) {
        let high = &upper[everything - set];
        let upto = high.cumulative();
        let orders = upto[upto.len() - 1];
        for (at, ways) in low.ways.iter().enumerate().filter(|(_, w)| **w > 0.0) {
            let sum = low.from + at + high.from;
            // Sums strictly nearer to the mean than the observed one form a stretch: product - far < n * sum < product + far.
            let below = (product + 1).saturating_sub(far).div_ceil(n);
            let above = (product + far).div_ceil(n);
            let place = |limit: usize| limit.saturating_sub(sum).min(high.ways.len());
            let (begin, end) = (place(below), place(above));
            let near = match end > begin {
                true => upto[end] - upto[begin],
                false => 0.0,
            };
            reached += ways * (orders - near);
            all += ways * orders;
        }
    }
    Ok((reached / all).clamp(0.0, 1.0))
}

/// Mid-ranks as the smallest whole numbers with the same order and proportions of distance: moving and stretching them moves no p-value.
fn small_ranks(values: &[f64]) -> Vec<usize> {
    // Twice the mid-ranks are whole numbers.
    let ranks = mid_ranks(values).rank;
    let doubled: Vec<usize> = ranks.iter().map(|r| (2.0 * r).round() as usize).collect();
    let least = doubled.iter().min().copied().unwrap_or(0);
    let common = doubled
        .iter()
        .fold(0, |g, r| common_divisor(g, r - least))
        .max(1);
    doubled.iter().map(|r| (r - least) / common).collect()
}

fn common_divisor(a: usize, b: usize) -> usize {
    match b {
        0 => a,
        _ => common_divisor(b, a % b),
    }
}

/// In how many ways each sum arises; the first is `from`.
#[derive(Debug, Clone, Default)]
struct Sums {
    from: usize,
    ways: Vec<f64>,
}

impl Sums {
    /// Ways of all sums before each, with all of them last.
    fn cumulative(&self) -> Vec<f64> {
        let mut upto = Vec::with_capacity(self.ways.len() + 1);
        let mut sum = 0.0;
        upto.push(sum);
        for ways in &self.ways {
            sum += ways;
            upto.push(sum);
        }
        upto
    }

    /// Adds the ways of `other`, each sum larger by `more`.
    fn add(&mut self, other: &Sums, more: usize) {
        let from = other.from + more;
        if self.ways.is_empty() {
            self.from = from;
        }
        if from < self.from {
            let missing = self.from - from;
            self.ways.splice(0..0, std::iter::repeat_n(0.0, missing));
            self.from = from;
        }
        let start = from - self.from;
        let end = start + other.ways.len();
        if self.ways.len() < end {
            self.ways.resize(end, 0.0);
        }
        for (mine, theirs) in self.ways[start..end].iter_mut().zip(&other.ways) {
            *mine += theirs;
        }
    }
}

/// For each set of as many values as there are `places`, the sums of place times value over all ways to fill the places; empty for other sets.
fn sums_by_set(places: &[usize], values: &[usize]) -> Vec<Sums> {
    let n = values.len();
    let mut by_set = vec![Sums::default(); 1 << n];
    by_set[0].ways = vec![1.0];
    for set in 0_usize..1 << n {
        let filled = set.count_ones() as usize;
        if filled >= places.len() || by_set[set].ways.is_empty() {
            continue;
        }
        let here = std::mem::take(&mut by_set[set]);
        for (at, value) in values.iter().enumerate().filter(|(v, _)| set >> v & 1 == 0) {
            by_set[set | 1 << at].add(&here, places[filled] * value);
        }
    }
    by_set
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::correlation::{pearson::pearson, spearman::spearman};

    /// Every order, one by one.
    fn by_listing(x: &[f64], y: &[f64]) -> f64 {
        let rho = |y: &[f64]| {
            let (a, b) = (mid_ranks(x).rank, mid_ranks(y).rank);
            pearson(&a, &b, 0.95).expect("varies").r
        };
        let observed = rho(y).abs();
        let (mut reached, mut all) = (0, 0);
        let mut order = y.to_vec();
        permute(&mut order, y.len(), &mut |y| {
            all += 1;
            reached += usize::from(rho(y).abs() >= observed - 1e-9);
        });
        reached as f64 / all as f64
    }

    fn permute(items: &mut [f64], left: usize, visit: &mut impl FnMut(&[f64])) {
        if left <= 1 {
            return visit(items);
        }
        for i in 0..left {
            permute(items, left - 1, visit);
            let other = if left.is_multiple_of(2) { i } else { 0 };
            items.swap(other, left - 1);
        }
    }

    #[test]
    fn four_pairs_by_hand() {
        // Of the 24 orders, two have rho 1 or -1; six more have |rho| = 0.8.
        let x = [1.0, 2.0, 3.0, 4.0];
        let p = |y: [f64; 4]| exact_order_p(&x, &y).expect("made");
        assert!((p([1.0, 2.0, 3.0, 4.0]) - 2.0 / 24.0).abs() < 1e-12);
        assert!((p([2.0, 1.0, 3.0, 4.0]) - 8.0 / 24.0).abs() < 1e-12);
        assert_eq!(p([2.0, 4.0, 1.0, 3.0]), 1.0);
    }

    #[test]
    fn every_order_listed_gives_the_same() {
        let cases: [(&[f64], &[f64]); 5] = [
            (&[1.0, 2.0, 3.0, 4.0, 5.0], &[2.0, 1.0, 5.0, 3.0, 4.0]),
            (
                &[1.0, 1.0, 3.0, 4.0, 5.0, 5.0],
                &[2.0, 1.0, 5.0, 3.0, 4.0, 4.0],
            ),
            (
                &[3.0, 1.0, 2.0, 2.0, 9.0, 7.0, 7.0],
                &[1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0],
            ),
            (&[0.0, 0.0, 0.0, 1.0], &[0.0, 1.0, 1.0, 1.0]),
            (&[5.0, 1.0, 4.0], &[0.0, 0.0, 1.0]),
        ];
        for (x, y) in cases {
            let p = exact_order_p(x, y).expect("made");
            assert!((p - by_listing(x, y)).abs() < 1e-12, "{x:?} {y:?}: {p}");
        }
    }

    #[test]
    fn without_ties_it_is_the_exact_test_of_spearman() {
        let x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];
        let y = [2.0, 1.0, 4.0, 3.0, 9.0, 5.0, 8.0, 6.0, 7.0];
        let other = spearman(&x, &y, 0.95).expect("made").p_exact;
        let p = exact_order_p(&x, &y).expect("made");
        assert!((p - other.expect("exact")).abs() < 1e-12);
    }

    #[test]
    fn what_cannot_be_tested_is_an_error() {
        assert!(exact_order_p(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0]).is_err());
        assert!(exact_order_p(&[1.0, 2.0], &[1.0, 2.0]).is_err());
        let many: Vec<f64> = (0..19).map(f64::from).collect();
        assert!(exact_order_p(&many, &many).is_err());
    }
}
