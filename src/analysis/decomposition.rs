//! What an effect among all starters is made of: those still in the course, those who have left, and the change of the mix (BRF-5).

use super::weekly_counts::WeeklyCounts;
use super::words;
use crate::findings::{Decomposition, Estimated};
use crate::stats::Error;

/// +1 for participants after, and so on, in the order of the cells.
const SIGNS: [f64; 4] = [1.0, -1.0, -1.0, 1.0];

/// Splits the difference-in-differences of `all` starters at each point by `inside`, the counts of those still in the course.
pub fn decompose(
    all: &WeeklyCounts,
    inside: &WeeklyCounts,
    points: usize,
) -> Vec<Estimated<Decomposition>> {
    (0..points)
        .map(|point| at_point(all, inside, point))
        .collect()
}

fn at_point(all: &WeeklyCounts, inside: &WeeklyCounts, point: usize) -> Estimated<Decomposition> {
    let total: [(u64, u64); 4] = std::array::from_fn(|cell| all.total(point, cell));
    let within: [(u64, u64); 4] = std::array::from_fn(|cell| inside.total(point, cell));
    if total.iter().any(|(n, _)| *n == 0) {
        let group = "a group".to_string();
        return Estimated::Not(words::reason(&Error::EmptyGroup { group }));
    }
    let share = |y: u64, n: u64| if n == 0 { 0.0 } else { y as f64 / n as f64 };
    let part = |n: [u64; 4], y: [u64; 4]| -> f64 {
        // The mean weight of this part over the four groups times the difference-in-differences of its shares.
        let weight: f64 = (0..4).map(|c| share(n[c], total[c].0)).sum::<f64>() / 4.0;
        let did: f64 = (0..4).map(|c| SIGNS[c] * share(y[c], n[c])).sum();
        weight * did
    };
    let still_in = part(within.map(|w| w.0), within.map(|w| w.1));
    let out_n = std::array::from_fn(|c| total[c].0 - within[c].0);
    let out_y = std::array::from_fn(|c| total[c].1 - within[c].1);
    let left = part(out_n, out_y);
    let effect: f64 = (0..4)
        .map(|c| SIGNS[c] * share(total[c].1, total[c].0))
        .sum();
    Estimated::Made(Decomposition {
        effect,
        still_in,
        left,
        mix: effect - still_in - left,
    })
}
