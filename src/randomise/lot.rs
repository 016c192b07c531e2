//! Fair lots from a key: ChaCha20, and no number likelier than another.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use sha2::{Digest, Sha256};

/// A stream of lots.
pub struct Lot(ChaCha20Rng);

impl Lot {
    /// The stream of one stratum of one list: another list with the same seed gets other lots.
    pub fn new(seed: u64, list: &str, stratum: &[String]) -> Lot {
        let mut hash = Sha256::new();
        hash.update(super::ALGORITHM.as_bytes());
        hash.update(seed.to_le_bytes());
        super::add(&mut hash, list);
        stratum
            .iter()
            .for_each(|value| super::add(&mut hash, value));
        Lot(ChaCha20Rng::from_seed(hash.finalize().into()))
    }

    /// A whole number below `bound`, each as likely; `bound` is above 0.
    fn below(&mut self, bound: u64) -> u64 {
        // Numbers in the last, incomplete run of `bound` are drawn again.
        let complete = u64::MAX - u64::MAX % bound;
        loop {
            let number = self.0.next_u64();
            if number < complete {
                return number % bound;
            }
        }
    }

    /// Puts the items in random order, each order as likely.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u64 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_three_is_about_as_likely() {
        let mut counts = std::collections::BTreeMap::new();
        let mut lot = Lot::new(1, "", &[]);
        for _ in 0..6_000 {
            let mut items = [0, 1, 2];
            lot.shuffle(&mut items);
            *counts.entry(items).or_insert(0u32) += 1;
        }
        assert_eq!(counts.len(), 6);
        // 1,000 each; the standard deviation is 29.
        assert!(
            counts.values().all(|n| (850..1_150).contains(n)),
            "{counts:?}"
        );
    }

    #[test]
    fn another_seed_list_or_stratum_gives_other_lots() {
        let first =
            |seed, list: &str, stratum: &[String]| Lot::new(seed, list, stratum).below(1 << 60);
        let plain = first(1, "a", &[]);
        assert_eq!(plain, first(1, "a", &[]));
        assert_ne!(plain, first(2, "a", &[]));
        assert_ne!(plain, first(1, "b", &[]));
        assert_ne!(plain, first(1, "a", &["x".to_string()]));
    }
}
