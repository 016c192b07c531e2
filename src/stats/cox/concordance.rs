//! Concordance of a score with survival, and its infinitesimal-jackknife error, in n log n steps.

use super::CoxInput;
use rayon::prelude::*;

/// How well higher scores go with earlier events, over the comparable pairs of each stratum.
///
/// A pair is comparable when the earlier time is an event and the other row was at risk then; a censoring at the same time counts as
/// later. Each pair counts with the product of its weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concordance {
    /// (concordant + tied_x / 2) / (concordant + discordant + tied_x); none without comparable pairs.
    pub value: Option<f64>,
    /// Infinitesimal jackknife, by cluster where clusters are given; of `value`.
    pub std_error: Option<f64>,
    pub concordant: f64,
    pub discordant: f64,
    /// Comparable pairs with equal scores.
    pub tied_x: f64,
    /// Pairs of events at the same time with different scores.
    pub tied_y: f64,
    /// Pairs of events at the same time with equal scores.
    pub tied_xy: f64,
}

/// Concordance of `score` (one per row of `input`) with the survival times; the design columns are not used.
pub fn concordance(input: &CoxInput, score: &[f64]) -> Concordance {
    let n = score.len();
    let mut pairs = Pairs::default();
    let mut influence = vec![Pairs::default(); n];
    let rank = ranks(input, score);
    let rows = latest_first(input, &rank);
    let same = |a: &u32, b: &u32| input.stratum(*a as usize) == input.stratum(*b as usize);
    for stratum in rows.chunk_by(same) {
        let levels = stratum
            .iter()
            .map(|i| rank[*i as usize] as usize + 1)
            .max()
            .unwrap_or(0);
        Sweep::new(levels).stratum(input, &rank, stratum, &mut pairs, &mut influence);
    }
    summarise(input, pairs, &influence)
}

fn summarise(input: &CoxInput, pairs: Pairs, influence: &[Pairs]) -> Concordance {
    let comparable = pairs.concordant + pairs.discordant + pairs.tied_x;
    let mut result = Concordance {
        value: None,
        std_error: None,
        concordant: pairs.concordant,
        discordant: pairs.discordant,
        tied_x: pairs.tied_x,
        tied_y: pairs.tied_y,
        tied_xy: pairs.tied_xy,
    };
    if comparable > 0.0 {
        let somers = (pairs.concordant - pairs.discordant) / comparable;
        let change = |(row, own): (usize, &Pairs)| {
            let total = own.concordant + own.discordant + own.tied_x;
            let gain = own.concordant - own.discordant - somers * total;
            input.weight(row) * gain / comparable
        };
        let changes = influence.iter().enumerate().map(change);
        let variance: f64 = match input.cluster {
            None => changes.map(|c| c * c).sum(),
            Some(cluster) => {
                let mut sums = vec![0.0; cluster.iter().max().map_or(0, |m| m + 1)];
                for (group, change) in cluster.iter().zip(changes) {
                    sums[*group] += change;
                }
                sums.iter().map(|s| s * s).sum()
            }
        };
        result.value = Some((somers + 1.0) / 2.0);
        result.std_error = Some(variance.sqrt() / 2.0);
    }
    result
}

/// Weights of pairs by kind.
#[derive(Clone, Copy, Default)]
struct Pairs {
    concordant: f64,
    discordant: f64,
    tied_x: f64,
    tied_y: f64,
    tied_xy: f64,
}

/// Rows that count: strata one after another; in each, the latest time first, a censoring before the events of its time, equal scores
/// together.
fn latest_first(input: &CoxInput, rank: &[u32]) -> Vec<u32> {
    let key = |i: usize| {
        let place = (u64::from(input.event[i]) << 32) | u64::from(rank[i]);
        (input.stratum(i), !ascending(input.stop[i]), place, i as u32)
    };
    let counts = (0..rank.len()).filter(|i| input.weight(*i) > 0.0);
    let mut rows: Vec<(usize, u64, u64, u32)> = counts.map(key).collect();
    rows.par_sort_unstable();
    rows.into_iter().map(|row| row.3).collect()
}

/// The place of each score among the distinct scores of its stratum.
fn ranks(input: &CoxInput, score: &[f64]) -> Vec<u32> {
    let key = |(i, score): (usize, &f64)| (input.stratum(i), ascending(*score), i as u32);
    let mut order: Vec<(usize, u64, u32)> = score.iter().enumerate().map(key).collect();
    order.par_sort_unstable();
    let mut rank = vec![0; score.len()];
    for pair in order.windows(2) {
        let ((stratum, value, i), (next_stratum, next_value, j)) = (pair[0], pair[1]);
        if stratum == next_stratum {
            rank[j as usize] = rank[i as usize] + u32::from(value != next_value);
        }
    }
    rank
}

/// Whole numbers in the order of the numbers; both zeros are one.
fn ascending(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    match bits >> 63 {
        0 => bits | (1 << 63),
        _ => !bits,
    }
}

/// Goes through one stratum from the latest time to the earliest.
struct Sweep {
    /// Weight at risk by score.
    at_risk: Levels,
    /// Weight of the events met so far by score.
    events: Levels,
}

impl Sweep {
    fn new(levels: usize) -> Sweep {
        Sweep {
            at_risk: Levels::new(levels),
            events: Levels::new(levels),
        }
    }

    fn stratum(
        &mut self,
        input: &CoxInput,
        rank: &[u32],
        rows: &[u32],
        pairs: &mut Pairs,
        influence: &mut [Pairs],
    ) {
        let leavers = latest_start_first(input, rows);
        let mut gone = 0;
        let same_time = |a: &u32, b: &u32| input.stop[*a as usize] == input.stop[*b as usize];
        for block in rows.chunk_by(same_time) {
            let time = input.stop[block[0] as usize];
            while gone < leavers.len() && leavers[gone].0 >= time {
                self.leave(input, rank, leavers[gone].1 as usize, influence);
                gone += 1;
            }
            let first_event = block.partition_point(|i| !input.event[*i as usize]);
            let (censored, events) = block.split_at(first_event);
            for row in censored {
                self.enter(input, rank, *row as usize, influence);
            }
            self.meet(input, rank, events, pairs, influence);
            for row in events {
                self.enter(input, rank, *row as usize, influence);
            }
        }
        let rest: Vec<u32> = match input.start {
            Some(_) => leavers[gone..].iter().map(|(_, row)| *row).collect(),
            None => rows.to_vec(),
        };
        for row in rest {
            self.count_events(rank, row as usize, 1.0, influence);
        }
    }

    /// A row comes to risk (going backwards in time): events met before do not count for it.
    fn enter(&mut self, input: &CoxInput, rank: &[u32], row: usize, influence: &mut [Pairs]) {
        self.count_events(rank, row, -1.0, influence);
        self.at_risk.add(rank[row], input.weight(row));
    }

    /// A row was not yet under observation: the events met since it came to risk count for it.
    fn leave(&mut self, input: &CoxInput, rank: &[u32], row: usize, influence: &mut [Pairs]) {
        self.count_events(rank, row, 1.0, influence);
        self.at_risk.remove(rank[row], input.weight(row));
    }

    fn count_events(&self, rank: &[u32], row: usize, sign: f64, influence: &mut [Pairs]) {
        let (below, equal, above) = self.events.around(rank[row]);
        let own = &mut influence[row];
        own.concordant += sign * above;
        own.discordant += sign * below;
        own.tied_x += sign * equal;
    }

    /// The events of one time, each against everybody still at risk.
    fn meet(
        &mut self,
        input: &CoxInput,
        rank: &[u32],
        events: &[u32],
        pairs: &mut Pairs,
        influence: &mut [Pairs],
    ) {
        let mut met = 0.0;
        for group in events.chunk_by(|a, b| rank[*a as usize] == rank[*b as usize]) {
            let (below, equal, above) = self.at_risk.around(rank[group[0] as usize]);
            let (mut weight, mut squares) = (0.0, 0.0);
            for row in group.iter().map(|i| *i as usize) {
                let w = input.weight(row);
                let own = &mut influence[row];
                own.concordant += below;
                own.discordant += above;
                own.tied_x += equal;
                weight += w;
                squares += w * w;
            }
            pairs.concordant += weight * below;
            pairs.discordant += weight * above;
            pairs.tied_x += weight * equal;
            pairs.tied_xy += (weight * weight - squares) / 2.0;
            pairs.tied_y += weight * met;
            met += weight;
        }
        for row in events.iter().map(|i| *i as usize) {
            self.events.add(rank[row], input.weight(row));
        }
    }
}

/// The rows with their starts, latest first; empty when nobody enters late.
fn latest_start_first(input: &CoxInput, rows: &[u32]) -> Vec<(f64, u32)> {
    let Some(start) = input.start else {
        return Vec::new();
    };
    let mut leavers: Vec<(f64, u32)> = rows.iter().map(|i| (start[*i as usize], *i)).collect();
    leavers.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    leavers
}

/// Sums of weights by score; a Fenwick tree gives the sum over all lower scores in log n steps.
struct Levels {
    tree: Vec<f64>,
    /// Rows and weight at each score: exactly zero when nobody is left.
    here: Vec<(u32, f64)>,
    total: f64,
}

impl Levels {
    fn new(levels: usize) -> Levels {
        Levels {
            tree: vec![0.0; levels + 1],
            here: vec![(0, 0.0); levels],
            total: 0.0,
        }
    }

    fn add(&mut self, level: u32, weight: f64) {
        let here = &mut self.here[level as usize];
        *here = (here.0 + 1, here.1 + weight);
        self.change(level, weight);
    }

    fn remove(&mut self, level: u32, weight: f64) {
        let here = &mut self.here[level as usize];
        let left = if here.0 == 1 { 0.0 } else { here.1 - weight };
        *here = (here.0 - 1, left);
        self.change(level, -weight);
    }

    fn change(&mut self, level: u32, weight: f64) {
        self.total += weight;
        let mut place = level as usize + 1;
        while place < self.tree.len() {
            self.tree[place] += weight;
            place += place & place.wrapping_neg();
        }
    }

    /// The weight at lower, equal and higher scores.
    fn around(&self, level: u32) -> (f64, f64, f64) {
        let mut below = 0.0;
        let mut place = level as usize;
        while place > 0 {
            below += self.tree[place];
            place &= place - 1;
        }
        let equal = self.here[level as usize].1;
        (below, equal, self.total - below - equal)
    }
}
