//! Quotas: shares turned into whole persons without luck.

/// What one cell of a quota wants, holds and can hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// The number it should hold, not rounded.
    pub wanted: f64,
    /// The number it holds now.
    pub now: usize,
    /// The fewest it can hold.
    pub low: usize,
    /// The most it can hold.
    pub high: usize,
}

/// Whole numbers in proportion to `weights` that add up to `total`: largest remainder, ties to the earlier.
///
/// All zero when the weights are.
pub fn apportion(total: usize, weights: &[f64]) -> Vec<usize> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return vec![0; weights.len()];
    }
    let cells: Vec<Cell> = weights
        .iter()
        .map(|w| {
            let wanted = total as f64 * w / sum;
            Cell {
                wanted,
                now: 0,
                low: wanted.floor() as usize,
                high: total,
            }
        })
        .collect();
    settle(&cells, total)
}

/// Whole numbers for all cells that add up to `total` and move as little as they can.
///
/// Each cell goes to the whole number beside what it wants that is nearest to what it holds; then those furthest below
/// (above) what they want give way until the sum is met. The sum stays off `total` only when the bounds do not allow it.
pub fn settle(cells: &[Cell], total: usize) -> Vec<usize> {
    let mut held: Vec<usize> = cells.iter().map(nearest).collect();
    let mut sum: usize = held.iter().sum();
    while sum < total {
        let short = |&i: &usize| cells[i].wanted - held[i] as f64;
        let Some(i) = furthest(held.len(), |i| held[*i] < cells[*i].high, short) else {
            break;
        };
        held[i] += 1;
        sum += 1;
    }
    while sum > total {
        let over = |&i: &usize| held[i] as f64 - cells[i].wanted;
        let Some(i) = furthest(held.len(), |i| held[*i] > cells[*i].low, over) else {
            break;
        };
        held[i] -= 1;
        sum -= 1;
    }
    held
}

fn nearest(cell: &Cell) -> usize {
    let wanted = cell.wanted.max(0.0);
    let below = (wanted + 1e-9).floor() as usize;
    let above = (wanted - 1e-9).ceil().max(0.0) as usize;
    let held = cell.now.clamp(below.min(above), above.max(below));
    held.max(cell.low).min(cell.high.max(cell.low))
}

fn furthest(
    len: usize,
    free: impl Fn(&usize) -> bool,
    distance: impl Fn(&usize) -> f64,
) -> Option<usize> {
    (0..len).filter(free).fold(None, |best, i| match best {
        Some(b) if distance(&b) + 1e-12 >= distance(&i) => Some(b),
        _ => Some(i),
    })
}

/// The index of the class that a number from 0 to 1 falls in when the classes share the line in proportion to `weights`.
pub fn class_of(at: f64, weights: &[f64]) -> usize {
    let sum: f64 = weights.iter().sum();
    let mut left = at * sum;
    for (i, weight) in weights.iter().enumerate() {
        left -= weight;
        if left < 0.0 {
            return i;
        }
    }
    weights.len().saturating_sub(1)
}

/// Numbers spread evenly over [0, 1): any stretch of consecutive ones covers the line, so a quota holds in every block of a
/// sorted list. Steps of different irrational numbers do not follow each other.
pub struct Even {
    at: f64,
    step: f64,
}

/// Fractional parts of the square roots of primes, as steps.
const STEPS: [f64; 6] = [
    0.618_033_988_749_895,
    0.414_213_562_373_095,
    0.732_050_807_568_877,
    0.645_751_311_064_591,
    0.316_624_790_355_400,
    0.605_551_275_463_989,
];

impl Even {
    /// Begins after `from`; `dimension` chooses the step.
    pub fn new(from: f64, dimension: usize) -> Even {
        Even {
            at: from,
            step: STEPS[dimension % STEPS.len()],
        }
    }
}

impl Even {
    /// Begins with `first` itself.
    pub fn starting_at(first: f64, dimension: usize) -> Even {
        let step = STEPS[dimension % STEPS.len()];
        Even {
            at: (first + 1.0 - step).fract(),
            step,
        }
    }
}

impl Iterator for Even {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        self.at = (self.at + self.step).fract();
        Some(self.at)
    }
}

/// The number at place `index` of an even sequence.
pub fn even(index: u64, dimension: usize, from: f64) -> f64 {
    (from + (index + 1) as f64 * STEPS[dimension % STEPS.len()]).fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn largest_remainders_get_the_persons_left_over() {
        assert_eq!(apportion(10, &[1.0, 1.0, 1.0]), [4, 3, 3]);
        assert_eq!(apportion(10, &[5.0, 3.1, 1.9]), [5, 3, 2]);
        assert_eq!(apportion(3, &[0.0, 0.0]), [0, 0]);
        assert_eq!(apportion(0, &[1.0, 2.0]), [0, 0]);
    }

    fn cell(wanted: f64, now: usize, low: usize, high: usize) -> Cell {
        Cell {
            wanted,
            now,
            low,
            high,
        }
    }

    #[test]
    fn cells_keep_what_they_hold_when_it_is_beside_what_they_want() {
        let cells = [cell(2.5, 3, 0, 9), cell(2.5, 2, 0, 9), cell(4.0, 4, 0, 9)];
        assert_eq!(settle(&cells, 9), [3, 2, 4]);
    }

    #[test]
    fn the_one_furthest_from_its_wish_moves_first() {
        let cells = [cell(2.9, 2, 0, 9), cell(2.4, 2, 0, 9)];
        assert_eq!(settle(&cells, 5), [3, 2]);
        let cells = [cell(2.9, 3, 0, 9), cell(2.4, 3, 0, 9)];
        assert_eq!(settle(&cells, 5), [3, 2]);
    }

    #[test]
    fn bounds_hold_and_the_others_make_up_for_them() {
        let cells = [cell(5.0, 5, 0, 2), cell(1.0, 1, 0, 9), cell(1.0, 1, 3, 9)];
        assert_eq!(settle(&cells, 7), [2, 2, 3]);
        assert_eq!(settle(&[cell(5.0, 0, 0, 2)], 5), [2]);
        assert_eq!(settle(&[cell(0.0, 0, 2, 2)], 0), [2]);
    }

    #[test]
    fn classes_share_the_line() {
        assert_eq!(class_of(0.0, &[0.5, 0.5]), 0);
        assert_eq!(class_of(0.5, &[0.5, 0.5]), 1);
        assert_eq!(class_of(0.99, &[1.0, 1.0, 0.0]), 1);
        assert_eq!(class_of(0.3, &[0.0, 0.0]), 1);
    }

    #[test]
    fn any_block_of_an_even_sequence_covers_the_line() {
        for dimension in 0..6 {
            let numbers: Vec<f64> = Even::new(0.3, dimension).take(500).collect();
            for block in numbers.chunks(100) {
                let low = block.iter().filter(|u| **u < 0.25).count();
                assert!((22..=28).contains(&low), "dimension {dimension}: {low}");
            }
        }
    }
}
