//! Whole numbers over persons with a given sum and a given sum of squares, each within its own bounds.

use super::spec::Sums;
use crate::simulate::draws::Draws;

/// The longest step of a number at a time: small steps keep the shape.
const STEP: i64 = 12;
/// Pairs tried before a target counts as out of reach.
const TRIES: usize = 3_000_000;

/// One try in so many may step the wrong way.
const ESCAPE: usize = 499;

/// Numbers that a cell's persons may hold, both ends included.
pub struct Bounds {
    pub low: Vec<i64>,
    pub high: Vec<i64>,
}

/// Numbers about as they should be: a share of zeros, the others evenly around their mean; in random order.
pub fn spread(persons: usize, mean: f64, variance: f64, draws: &mut Draws) -> Vec<i64> {
    // Numbers spread evenly from 0.2 to 1.8 times their mean have 1.213 times its square as mean square.
    let positive = (1.213 * mean * mean / (variance + mean * mean)).clamp(0.0, 1.0);
    let holders = (positive * persons as f64).ceil() as usize;
    if holders == 0 {
        return vec![0; persons];
    }
    let centre = mean * persons as f64 / holders as f64;
    let width = (0.8 * centre).min((3.0 * variance).sqrt());
    let mut values: Vec<i64> = (0..persons)
        .map(|i| match i < holders {
            true => (centre + width * (2.0 * draws.uniform() - 1.0)).round() as i64,
            false => 0,
        })
        .collect();
    draws.shuffle(&mut values);
    values
}

/// Moves numbers until they have the sums; `None` when that is out of reach.
pub fn fit(values: &mut [i64], bounds: &Bounds, sums: Sums, draws: &mut Draws) -> Option<()> {
    for (value, (low, high)) in values.iter_mut().zip(bounds.low.iter().zip(&bounds.high)) {
        *value = (*value).clamp(*low, (*high).max(*low));
    }
    meet_sum(values, bounds, sums.0, draws)?;
    meet_squares(values, bounds, sums.1, draws)
}

fn meet_sum(values: &mut [i64], bounds: &Bounds, sum: i64, draws: &mut Draws) -> Option<()> {
    let mut missing = sum - values.iter().sum::<i64>();
    for tries in 0..TRIES {
        if missing == 0 {
            return Some(());
        }
        let i = draws.below(values.len());
        // Zeros stay zeros as long as the others have room.
        let spared = values[i] == bounds.low[i] && tries < 40 * values.len();
        let room = match missing > 0 {
            true if spared => 0,
            true => (bounds.high[i] - values[i]).min(missing).min(STEP),
            false => -(values[i] - bounds.low[i]).min(-missing).min(STEP),
        };
        values[i] += room;
        missing -= room;
    }
    None
}

/// Somebody, sooner one who has something to give.
fn holder(values: &[i64], bounds: &Bounds, draws: &mut Draws) -> usize {
    let mut i = draws.below(values.len());
    for _ in 0..5 {
        if values[i] > bounds.low[i] {
            break;
        }
        i = draws.below(values.len());
    }
    i
}

/// Takes from one and gives to another: the sum stays, the squares come nearer.
fn meet_squares(
    values: &mut [i64],
    bounds: &Bounds,
    squares: i64,
    draws: &mut Draws,
) -> Option<()> {
    let mut missing = squares - values.iter().map(|v| v * v).sum::<i64>();
    for tries in 0..TRIES {
        if missing == 0 {
            return Some(());
        }
        let i = holder(values, bounds, draws);
        // To draw numbers together somebody with nothing may take.
        let j = match missing > 0 {
            true => holder(values, bounds, draws),
            false => draws.below(values.len()),
        };
        if i == j {
            continue;
        }
        let (more, less) = match values[i] >= values[j] {
            true => (i, j),
            false => (j, i),
        };
        let apart = values[more] - values[less];
        let (gives, takes) = match missing > 0 {
            true => (less, more),
            false => (more, less),
        };
        let room = (values[gives] - bounds.low[gives]).min(bounds.high[takes] - values[takes]);
        let change = |step: i64| match missing > 0 {
            true => 2 * step * apart + 2 * step * step,
            false => -2 * step * apart + 2 * step * step,
        };
        let fits = |step: &i64| {
            let change = change(*step);
            let nearer = change * missing.signum() > 0 && change.abs() <= missing.abs();
            // A step in the wrong direction now and then leads out of a dead end.
            nearer || (tries % ESCAPE == 0 && *step == 1)
        };
        if let Some(step) = (1..=room.min(STEP)).rev().find(fits) {
            values[gives] -= step;
            values[takes] += step;
            missing -= change(step);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_squares_are_met_within_the_bounds() {
        let mut draws = Draws::new(5, 0, 0);
        let mut values = spread(200, 6.0, 120.0, &mut draws);
        let bounds = Bounds {
            low: vec![0; 200],
            high: (0..200).map(|i| 40 + i % 60).collect(),
        };
        fit(&mut values, &bounds, Sums(1_201, 30_101), &mut draws).expect("met");
        assert_eq!(values.iter().sum::<i64>(), 1_201);
        assert_eq!(values.iter().map(|v| v * v).sum::<i64>(), 30_101);
        let inside = values
            .iter()
            .zip(&bounds.high)
            .all(|(v, high)| (0..=*high).contains(v));
        assert!(inside);
    }

    #[test]
    fn what_cannot_be_met_is_told() {
        let mut draws = Draws::new(5, 0, 0);
        let bounds = Bounds {
            low: vec![0; 3],
            high: vec![2; 3],
        };
        let mut values = vec![1; 3];
        assert_eq!(fit(&mut values, &bounds, Sums(7, 49), &mut draws), None);
    }
}
