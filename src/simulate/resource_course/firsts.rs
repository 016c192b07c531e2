//! Weeks of the first placement, by quota from the planned hazard.
//!
//! At every week since entry the number of first placements is the one that brings the group's share not yet placed nearest to the
//! plan, counted among those still in their entry course and inside the window. So the survival curves and the ratio of hazard
//! ratios come out as planned, for every seed, up to the rounding to whole persons.

use super::levels::Levels;
use super::people::{Arm, Group, Member, People, axis, paths};

use super::spec::{Period, PinnedOutcome, Spec};
use crate::calendar::Week;
use crate::simulate::quota::Even;

/// One person who may still have a first placement.
struct Waiting {
    member: usize,
    /// Last week at risk, in weeks since entry.
    last: i32,
    entry: Week,
    placed: bool,
}

/// How many can still begin in each week of the window without more being in placement than its planned share.
struct Room {
    first: Week,
    left: Vec<f64>,
}

impl Room {
    fn of(spec: &Spec, people: &People, group: Group, members: &[Member]) -> Room {
        let window = spec.cohorts[group.cohort].weeks;
        let mut changes = vec![0.0; window.len() + 1];
        for member in members {
            let course = &people.persons[member.person].courses[member.course];
            let last = course.to.min(window.last);
            changes[member.entry.since(window.first) as usize] += 1.0;
            changes[last.since(window.first) as usize + 1] -= 1.0;
        }
        let placement = &paths(spec, group).placement;
        let mut in_course = 0.0;
        let left = window.weeks().zip(changes).map(|(week, change)| {
            in_course += change;
            placement.at(axis(window, week)) * in_course
        });
        Room {
            first: window.first,
            left: left.collect(),
        }
    }

    fn week(&mut self, week: Week) -> Option<&mut f64> {
        let at = usize::try_from(week.since(self.first)).ok()?;
        self.left.get_mut(at)
    }
}

/// Plans the first placements of one group.
pub fn plan(spec: &Spec, people: &mut People, levels: &Levels, group: Group) {
    let members = people.members(group);
    let window_end = spec.cohorts[group.cohort].weeks.last;
    let mut waiting: Vec<Vec<Waiting>> = people.sites.iter().map(|_| Vec::new()).collect();
    for (i, member) in members.iter().enumerate() {
        let course = &people.persons[member.person].courses[member.course];
        waiting[member.site].push(Waiting {
            member: i,
            last: course.to.min(window_end).since(member.entry),
            entry: member.entry,
            placed: false,
        });
    }
    let mut quota = Quota {
        weights: site_weights(levels, group, people.sites.len()),
        owed: vec![0.0; people.sites.len()],
        entry_ranks: Even::starting_at(0.0, 0),
        stay_choice: spec.placement.stay_choice,
        room: Room::of(spec, people, group, &members),
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
        for member in quota.take(&mut waiting, events, k) {
            let member = &members[member];
            let course = &mut people.persons[member.person].courses[member.course];
            course.first = Some(member.entry.plus(k));
        }
        if not_placed <= 0.0 {
            break;
        }
    }
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
    room: Room,
}

impl Quota {
    /// Takes `events` persons out of the waiting, `k` weeks after their entry; their member numbers.
    fn take(&mut self, waiting: &mut [Vec<Waiting>], events: usize, k: i32) -> Vec<usize> {
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
            let Some(one) = self.choose(&waiting[site], rank, k) else {
                break;
            };
            let one = &mut waiting[site][one];
            one.placed = true;
            if let Some(room) = self.room.week(one.entry.plus(k)) {
                *room -= 1.0;
            }
            taken.push(one.member);
        }
        taken
    }

    /// The person at `rank` in order of entry whose week has room, or anyone when none has; of `stay_choice` neighbours from there
    /// the one who stays longest.
    fn choose(&mut self, site: &[Waiting], rank: f64, k: i32) -> Option<usize> {
        let n = site.len();
        let start = (rank * n as f64) as usize;
        let around = (0..n).map(|i| (start + i) % n);
        let free: Vec<usize> = around.filter(|i| !site[*i].placed).collect();
        let roomy = free.iter().copied().filter(|i| {
            let room = self.room.week(site[*i].entry.plus(k));
            room.is_some_and(|room| *room >= 1.0)
        });
        let choice = self.stay_choice.max(1);
        let mut neighbours: Vec<usize> = roomy.take(choice).collect();
        if neighbours.is_empty() {
            neighbours.extend(free.iter().take(choice));
        }
        // The first of equals, so that without a choice it is the one at the rank.
        neighbours.into_iter().reduce(|best, i| {
            if site[best].last >= site[i].last {
                best
            } else {
                i
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(lasts: &[i32]) -> Vec<Waiting> {
        let one = |(member, last): (usize, &i32)| Waiting {
            member,
            last: *last,
            entry: Week(0),
            placed: false,
        };
        lasts.iter().enumerate().map(one).collect()
    }

    fn quota(weights: &[f64], stay_choice: usize, room: f64) -> Quota {
        Quota {
            weights: weights.to_vec(),
            owed: vec![0.0; weights.len()],
            entry_ranks: Even::starting_at(0.0, 0),
            stay_choice,
            room: Room {
                first: Week(0),
                left: vec![room; 10],
            },
        }
    }

    #[test]
    fn without_a_choice_it_is_the_person_at_the_rank() {
        let mut site = waiting(&[5, 9, 7, 3]);
        let mut quota = quota(&[1.0], 1, 99.0);
        assert_eq!(quota.choose(&site, 0.5, 0), Some(2));
        site[2].placed = true;
        assert_eq!(quota.choose(&site, 0.5, 0), Some(3));
    }

    #[test]
    fn with_a_choice_it_is_the_neighbour_who_stays_longest() {
        let site = waiting(&[5, 9, 7, 3]);
        assert_eq!(quota(&[1.0], 3, 99.0).choose(&site, 0.0, 0), Some(1));
        assert_eq!(quota(&[1.0], 2, 99.0).choose(&site, 0.5, 0), Some(2));
    }

    #[test]
    fn a_week_without_room_is_passed_over_while_another_has_some() {
        let mut site = waiting(&[9, 9, 9]);
        site[2].entry = Week(1);
        let mut quota = quota(&[1.0], 1, 0.0);
        quota.room.left[1] = 1.0;
        let mut sites = [site];
        assert_eq!(quota.take(&mut sites, 1, 0), [2]);
        // Nowhere is room left, and the number of first placements still holds.
        assert_eq!(quota.take(&mut sites, 2, 0).len(), 2);
    }

    #[test]
    fn municipalities_are_served_in_proportion_to_size_and_level() {
        let mut sites = [waiting(&[9; 40]), waiting(&[9; 40])];
        quota(&[1.0, 3.0], 1, 99.0).take(&mut sites, 20, 0);
        let placed = sites.map(|site| site.iter().filter(|w| w.placed).count());
        assert_eq!(placed, [5, 15]);
    }
}
