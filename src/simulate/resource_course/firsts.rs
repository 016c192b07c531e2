//! Weeks of the first placement, by quota from the planned hazard.
//!
//! At every week since entry the number of first placements is the one that brings the group's share not yet placed nearest to the
//! plan, counted among those still in their entry course and inside the window. So the survival curves and the ratio of hazard
//! ratios come out as planned, for every seed, up to the rounding to whole persons.

use super::levels::Levels;
use super::people::{Arm, Group, Member, People};
use super::spec::{Period, PinnedOutcome, Spec};
use crate::simulate::draws::Draws;
use crate::simulate::quota::Even;

/// One person who may still have a first placement.
struct Waiting {
    member: usize,
    /// Last week at risk, in weeks since entry.
    last: i32,
    placed: bool,
}

/// Plans the first placements of one group.
pub fn plan(spec: &Spec, people: &mut People, levels: &Levels, group: Group, part: u64) {
    let members = people.members(group);
    let window_end = spec.cohorts[group.cohort].weeks.last;
    let mut waiting: Vec<Vec<Waiting>> = people.sites.iter().map(|_| Vec::new()).collect();
    for (i, member) in members.iter().enumerate() {
        let course = &people.persons[member.person].courses[member.course];
        waiting[member.site].push(Waiting {
            member: i,
            last: course.to.min(window_end).since(member.entry),
            placed: false,
        });
    }
    let mut quota = Quota {
        weights: site_weights(levels, group, people.sites.len()),
        owed: vec![0.0; people.sites.len()],
        entry_ranks: Even::new(Draws::new(spec.seed, 6, part).uniform(), 0),
        stay_choice: spec.placement.stay_choice,
    };
    let ratio = log_ratio(spec, group).exp();
    let longest = waiting.iter().flatten().map(|w| w.last).max();
    let mut not_placed = 1.0;
    for k in 0..=longest.unwrap_or(-1) {
        for site in &mut waiting {
            site.retain(|w| !w.placed && w.last >= k);
        }
        let at_risk: usize = waiting.iter().map(Vec::len).sum();
        if at_risk == 0 {
            break;
        }
        let hazard = spec.placement.cumulative_hazard.at(f64::from(k));
        let planned = (-hazard * ratio).exp();
        let wanted = at_risk as f64 * (1.0 - planned / not_placed);
        let events = wanted.round().clamp(0.0, at_risk as f64) as usize;
        not_placed *= 1.0 - events as f64 / at_risk as f64;
        for member in quota.take(&mut waiting, events) {
            begin(people, &members[member], k);
        }
        if not_placed <= 0.0 {
            break;
        }
    }
}

fn begin(people: &mut People, member: &Member, k: i32) {
    let course = &mut people.persons[member.person].courses[member.course];
    course.first = Some(member.entry.plus(k));
}

/// The planned log hazard ratio of a group to the comparison of the earlier period.
pub fn log_ratio(spec: &Spec, group: Group) -> f64 {
    let placement = &spec.placement;
    let participant = group.arm == Arm::Participant;
    let later = spec.cohorts[group.cohort].period == Period::After;
    let mut sum = 0.0;
    if participant {
        sum += placement.participant_log_ratio;
    }
    if later {
        sum += placement.later_log_ratio;
    }
    if participant && later {
        sum += placement.effect_log_ratio;
    }
    sum
}

fn site_weights(levels: &Levels, group: Group, sites: usize) -> Vec<f64> {
    let level = |site| levels.of(PinnedOutcome::Placement, group.cohort, site);
    (0..sites).map(|site| level(site).of_starts()).collect()
}

/// Who is next: the municipality that is owed most, and in it the person at the next rank by entry week.
struct Quota {
    weights: Vec<f64>,
    owed: Vec<f64>,
    entry_ranks: Even,
    stay_choice: usize,
}

impl Quota {
    /// Takes `events` persons out of the waiting; their member numbers.
    fn take(&mut self, waiting: &mut [Vec<Waiting>], events: usize) -> Vec<usize> {
        let mut free: Vec<usize> = waiting.iter().map(Vec::len).collect();
        let sizes = free.iter().zip(&self.weights).map(|(n, w)| *n as f64 * w);
        let sizes: Vec<f64> = sizes.collect();
        let sum: f64 = sizes.iter().sum();
        if sum <= 0.0 {
            return Vec::new();
        }
        for (owed, size) in self.owed.iter_mut().zip(&sizes) {
            *owed += events as f64 * size / sum;
        }
        let mut taken = Vec::with_capacity(events);
        for _ in 0..events {
            let sites = (0..free.len()).filter(|s| free[*s] > 0);
            let Some(site) = sites.max_by(|a, b| self.owed[*a].total_cmp(&self.owed[*b])) else {
                break;
            };
            self.owed[site] -= 1.0;
            free[site] -= 1;
            let rank = self.entry_ranks.next().unwrap_or(0.0);
            taken.extend(take_one(&mut waiting[site], rank, self.stay_choice));
        }
        taken
    }
}

/// The person at `rank` among the site's waiting (in order of entry) or, of `choice` neighbours from there, the one who stays longest.
fn take_one(site: &mut [Waiting], rank: f64, choice: usize) -> Option<usize> {
    let n = site.len();
    let start = (rank * n as f64) as usize;
    let around = (0..n).map(|i| (start + i) % n);
    let neighbours = around.filter(|i| !site[*i].placed).take(choice.max(1));
    // The first of equals, so that without a choice it is the one at the rank.
    let best = neighbours.fold(None, |best: Option<usize>, i| match best {
        Some(b) if site[b].last >= site[i].last => Some(b),
        _ => Some(i),
    })?;
    site[best].placed = true;
    Some(site[best].member)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(lasts: &[i32]) -> Vec<Waiting> {
        let one = |(member, last): (usize, &i32)| Waiting {
            member,
            last: *last,
            placed: false,
        };
        lasts.iter().enumerate().map(one).collect()
    }

    #[test]
    fn a_choice_of_one_takes_the_person_at_the_rank() {
        let mut site = waiting(&[5, 9, 7, 3]);
        assert_eq!(take_one(&mut site, 0.5, 1), Some(2));
        assert_eq!(take_one(&mut site, 0.5, 1), Some(3));
        assert_eq!(take_one(&mut site, 0.5, 1), Some(0));
    }

    #[test]
    fn a_wider_choice_takes_the_one_who_stays_longest() {
        let mut site = waiting(&[5, 9, 7, 3]);
        assert_eq!(take_one(&mut site, 0.0, 3), Some(1));
        assert_eq!(take_one(&mut site, 0.0, 3), Some(2));
    }

    #[test]
    fn municipalities_are_served_in_proportion_to_size_and_level() {
        let mut sites = vec![waiting(&[9; 40]), waiting(&[9; 40])];
        let mut quota = Quota {
            weights: vec![1.0, 3.0],
            owed: vec![0.0, 0.0],
            entry_ranks: Even::new(0.0, 0),
            stay_choice: 1,
        };
        quota.take(&mut sites, 20);
        let placed = sites.map_count();
        assert_eq!(placed, [5, 15]);
    }

    trait MapCount {
        fn map_count(&self) -> Vec<usize>;
    }

    impl MapCount for Vec<Vec<Waiting>> {
        fn map_count(&self) -> Vec<usize> {
            let placed = |site: &Vec<Waiting>| site.iter().filter(|w| w.placed).count();
            self.iter().map(placed).collect()
        }
    }
}
