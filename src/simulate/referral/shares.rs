//! The share of group 1 with contact in the window, municipality by municipality.

use super::people::sites;
use super::spec::Spec;
use crate::simulate::quota::even;

/// Above the criterion by at least so much, unless the criterion is to be missed or met exactly.
const CLEAR: f64 = 0.01;

/// A municipality and what is planned for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Planned {
    pub site: u16,
    pub share: f64,
    /// True for one that is to miss the criterion.
    pub below: bool,
}

/// What is planned for each municipality, in their order: the share falls with the number in group 1 and rises with fidelity.
pub fn planned(spec: &Spec) -> Vec<Planned> {
    let criterion = &spec.criterion;
    let mean = mean_fidelity(spec);
    let of = |(number, (site, size)): (usize, (u16, usize))| {
        let below = criterion.below.iter().find(|(code, _)| *code == site);
        if let Some((_, share)) = below {
            return Planned {
                site,
                share: *share,
                below: true,
            };
        }
        let stray = (2.0 * even(number as u64, 1, 0.0) - 1.0) * criterion.spread;
        let fall = criterion.fall * (size as f64 / 20.0).log10();
        let fidelity = criterion.fidelity.iter().find(|(code, _)| *code == site);
        let lift = criterion.pull * (fidelity.map_or(mean, |(_, level)| *level) - mean);
        Planned {
            site,
            share: (criterion.level - fall + lift + stray).max(criterion.share + CLEAR),
            below: false,
        }
    };
    sites(spec).into_iter().enumerate().map(of).collect()
}

fn mean_fidelity(spec: &Spec) -> f64 {
    let levels = spec.criterion.fidelity.iter().map(|(_, level)| *level);
    levels.sum::<f64>() / spec.criterion.fidelity.len().max(1) as f64
}

/// How many of those in the group have contact; `inside` is how many are in it, in the order of the municipalities. Of those that meet the
/// criterion, the one with the smallest share that can meets it to the very person.
pub fn counts(spec: &Spec, inside: &[usize]) -> Vec<usize> {
    let planned = planned(spec);
    let whole = |n: usize| (n as f64 * spec.criterion.share).fract() == 0.0;
    let exact = (0..planned.len())
        .filter(|i| !planned[*i].below && whole(inside[*i]))
        .min_by(|a, b| planned[*a].share.total_cmp(&planned[*b].share));
    let count = |(i, plan): (usize, &Planned)| {
        let n = inside[i] as f64;
        let wanted = match plan.below {
            _ if Some(i) == exact => n * spec.criterion.share,
            true => (n * plan.share).floor(),
            false => (n * plan.share).ceil(),
        };
        wanted.min(n) as usize
    };
    planned.iter().enumerate().map(count).collect()
}
