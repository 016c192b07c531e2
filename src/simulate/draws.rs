//! Random draws from an explicit seed, one stream per purpose.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A stream of draws; the same seed and purpose give the same draws on every machine.
pub struct Draws(ChaCha8Rng);

impl Draws {
    /// The stream of one purpose; `part` tells apart cohorts, arms or persons within the purpose.
    pub fn new(seed: u64, purpose: u32, part: u64) -> Draws {
        let mut rng = ChaCha8Rng::seed_from_u64(seed ^ (u64::from(purpose) << 40));
        rng.set_stream(part);
        Draws(rng)
    }

    /// Uniform on [0, 1).
    pub fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number from `low` to `high`, both included; `low` when the range is empty.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = f64::from((high - low + 1).max(1));
        low + (self.uniform() * width) as i32
    }

    /// True with the given chance.
    pub fn chance(&mut self, chance: f64) -> bool {
        self.uniform() < chance
    }

    /// An index below `len`; 0 when `len` is 0.
    pub fn below(&mut self, len: usize) -> usize {
        (self.uniform() * len as f64) as usize
    }

    /// Puts the items in random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }

    /// The index of a weight, chosen in proportion; the last one when all are zero.
    pub fn pick(&mut self, weights: &[f64]) -> usize {
        super::quota::class_of(self.uniform(), weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_themselves_and_differ_by_seed_purpose_and_part() {
        let first = |seed, purpose, part| Draws::new(seed, purpose, part).uniform();
        assert_eq!(first(1, 2, 3), first(1, 2, 3));
        assert_ne!(first(1, 2, 3), first(2, 2, 3));
        assert_ne!(first(1, 2, 3), first(1, 3, 3));
        assert_ne!(first(1, 2, 3), first(1, 2, 4));
    }

    #[test]
    fn draws_stay_inside_their_bounds() {
        let mut draws = Draws::new(7, 0, 0);
        for _ in 0..1_000 {
            assert!((0.0..1.0).contains(&draws.uniform()));
            assert!((3..=5).contains(&draws.between(3, 5)));
            assert!(draws.below(4) < 4);
        }
        assert_eq!(draws.between(3, 2), 3);
        assert_eq!(draws.below(0), 0);
    }

    #[test]
    fn a_shuffle_keeps_every_item() {
        let mut items: Vec<u32> = (0..50).collect();
        Draws::new(1, 1, 1).shuffle(&mut items);
        assert_ne!(items, (0..50).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..50).collect::<Vec<_>>());
    }
}
