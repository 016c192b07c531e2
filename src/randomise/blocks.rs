//! Permuted blocks: in every block each arm has its part, in random order.

use super::lot::Lot;
use super::{Design, Listed, fingerprint};
use std::collections::BTreeMap;

/// The arm of each person of the list, by its number in the design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub arm: Vec<usize>,
    /// SHA-256 of the list that was drawn from.
    pub list: String,
}

impl Drawn {
    /// Persons of each arm.
    pub fn counts(&self, arms: usize) -> Vec<usize> {
        let mut counts = vec![0; arms];
        self.arm.iter().for_each(|arm| counts[*arm] += 1);
        counts
    }
}

/// Draws the arms of a list.
///
/// Each stratum is drawn by itself, in the order of the list. A last block that is not whole, and a list that is one block, hold each arm
/// in its part as often as that goes up; who gets the places left over is drawn too.
pub fn draw(list: &[Listed], design: &Design) -> Drawn {
    let hash = fingerprint(list);
    let mut arm = vec![0; list.len()];
    for (stratum, rows) in strata(list) {
        let mut lot = Lot::new(design.seed, &hash, stratum);
        let block = design.block.unwrap_or(rows.len()).max(1);
        for rows in rows.chunks(block) {
            let places = places(rows.len(), design, &mut lot);
            for (row, place) in rows.iter().zip(places) {
                arm[*row] = place;
            }
        }
    }
    Drawn { arm, list: hash }
}

fn strata(list: &[Listed]) -> BTreeMap<&[String], Vec<usize>> {
    let mut strata: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (row, person) in list.iter().enumerate() {
        strata.entry(&person.stratum).or_default().push(row);
    }
    strata
}

/// The arms of a block in random order.
fn places(persons: usize, design: &Design, lot: &mut Lot) -> Vec<usize> {
    let parts = design.arms.iter().enumerate();
    let mut unit: Vec<usize> = parts
        .flat_map(|(arm, (_, part))| std::iter::repeat_n(arm, *part))
        .collect();
    let whole = persons / unit.len();
    let mut places = unit.repeat(whole);
    lot.shuffle(&mut unit);
    places.extend(&unit[..persons % unit.len()]);
    lot.shuffle(&mut places);
    places
}

/// How many persons from the top of the list can be drawn so that the first arm gets no more than `places`, however the lots fall.
pub fn within_places(list: &[Listed], design: &Design, places: usize) -> usize {
    let (unit, part) = (design.unit(), design.arms[0].1);
    let most = |persons: usize| persons / unit * part + (persons % unit).min(part);
    let mut of_stratum: BTreeMap<&[String], usize> = BTreeMap::new();
    let mut all = 0;
    for (row, person) in list.iter().enumerate() {
        let persons = of_stratum.entry(&person.stratum).or_default();
        all = all - blocks_most(*persons, design, most) + blocks_most(*persons + 1, design, most);
        *persons += 1;
        if all > places {
            return row;
        }
    }
    list.len()
}

/// The most that the first arm can get of so many persons of a stratum, block by block.
fn blocks_most(persons: usize, design: &Design, most: impl Fn(usize) -> usize) -> usize {
    let block = design.block.unwrap_or(persons).max(1);
    persons / block * most(block) + most(persons % block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(persons: usize, strata: usize) -> Vec<Listed> {
        let one = |row: usize| Listed {
            id: format!("id{row}"),
            stratum: vec![(row % strata).to_string()],
        };
        (0..persons).map(one).collect()
    }

    fn design(seed: u64, parts: &[usize], block: Option<usize>) -> Design {
        let names = ["intervention", "control", "third"];
        let arms = names.iter().zip(parts);
        Design {
            seed,
            arms: arms.map(|(name, part)| (name.to_string(), *part)).collect(),
            block,
        }
    }

    #[test]
    fn an_odd_list_gives_one_arm_one_more_and_both_arms_get_it_at_times() {
        let one_more = |seed| {
            let counts = draw(&list(27, 1), &design(seed, &[1, 1], None)).counts(2);
            assert_eq!(counts.iter().sum::<usize>(), 27);
            assert_eq!(counts[0].abs_diff(counts[1]), 1);
            counts[0] > counts[1]
        };
        let first = (0..400).filter(|seed| one_more(*seed)).count();
        // 200 are expected; the standard deviation is 10.
        assert!((150..250).contains(&first), "{first}");
    }

    #[test]
    fn every_block_holds_the_ratio() {
        let drawn = draw(&list(30, 1), &design(7, &[2, 1], Some(6)));
        for block in drawn.arm.chunks(6) {
            assert_eq!(block.iter().filter(|a| **a == 0).count(), 4);
        }
    }

    #[test]
    fn the_draw_is_the_same_today_and_in_every_later_version() {
        let drawn = draw(&list(8, 1), &design(2017, &[1, 1], None));
        let again = draw(&list(8, 1), &design(2017, &[1, 1], None));
        assert_eq!(drawn, again);
        assert_eq!(drawn.counts(2), [4, 4]);
        assert_ne!(
            drawn.arm,
            draw(&list(8, 1), &design(2018, &[1, 1], None)).arm
        );
    }

    proptest! {
        #[test]
        fn no_draw_gives_the_first_arm_more_than_its_places(
            persons in 0usize..60,
            strata in 1usize..4,
            parts in prop::sample::select(vec![vec![1, 1], vec![2, 1], vec![1, 3]]),
            blocks in 0usize..4,
            places in 0usize..40,
            seed in 0u64..50,
        ) {
            let unit: usize = parts.iter().sum();
            let design = design(seed, &parts, (blocks > 0).then_some(blocks * unit));
            let list = list(persons, strata);
            let drawn = within_places(&list, &design, places);
            let counts = draw(&list[..drawn], &design).counts(2);
            prop_assert!(counts[0] <= places);
            // One person more could break the rule, or the list is at its end.
            prop_assert!(drawn == persons || drawn >= places.min(persons) );
        }

        #[test]
        fn arms_of_one_to_one_differ_by_at_most_one_in_each_stratum_and_block(
            persons in 0usize..80,
            strata in 1usize..4,
            block in 1usize..5,
            seed in 0u64..100,
        ) {
            let list = list(persons, strata);
            let drawn = draw(&list, &design(seed, &[1, 1], Some(2 * block)));
            for stratum in 0..strata {
                let of = |arm: usize| {
                    let rows = (0..persons).filter(|r| r % strata == stratum);
                    rows.filter(|r| drawn.arm[*r] == arm).count()
                };
                prop_assert!(of(0).abs_diff(of(1)) <= 1);
            }
        }
    }
}
