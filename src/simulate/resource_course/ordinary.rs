//! Months with an ordinary job, by quota from the planned shares.
//!
//! A job lasts whole months, so the quota is set in a month's first week: the planned share of all who have entered, and of those in the
//! course, municipality by municipality. Entrants of the month's later weeks are added as their share asks.

use super::levels::Levels;
use super::people::{Group, Job, Member, People, axis, paths};
use super::spec::{Destination, PinnedOutcome, Spec};
use crate::calendar::{Month, Week};
use crate::simulate::draws::Draws;
use crate::simulate::quota::{Cell, settle};

/// The members of one municipality in a month's first week.
#[derive(Default)]
struct Roll {
    all: usize,
    in_course: usize,
    /// With a job that a later cohort's quota gave: counted, decided there.
    elsewhere: usize,
    elsewhere_in_course: usize,
    /// Members who can be given a job, the likeliest first.
    inside: Vec<usize>,
    outside: Vec<usize>,
    /// How many of them had one last month.
    kept_inside: usize,
    kept_outside: usize,
}

struct Hiring<'a> {
    spec: &'a Spec,
    levels: &'a Levels,
    group: Group,
    draws: Draws,
    /// Had a job last month.
    employed: Vec<bool>,
}

/// Plans the jobs of one group; later cohorts must be planned before.
pub fn plan(spec: &Spec, people: &mut People, levels: &Levels, group: Group, part: u64) {
    let members = people.members(group);
    let mut hiring = Hiring {
        spec,
        levels,
        group,
        draws: Draws::new(spec.seed, 8, part),
        employed: vec![false; members.len()],
    };
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|i| members[*i].entry);
    let mut coming = order.into_iter().peekable();
    let mut entered = Vec::new();
    // Everyone enters before they are gone, so those gone by a week are among those who have entered.
    let mut gone: Vec<Week> = members
        .iter()
        .filter_map(|m| people.persons[m.person].gone.map(|g| g.0))
        .collect();
    gone.sort();
    let first = spec.cohorts[group.cohort].weeks.first.month();
    let last = spec.register.weeks.last.month();
    for month in (first.0..=last.0).map(Month) {
        let (from, to) = month.weeks();
        while let Some(i) = coming.next_if(|i| members[*i].entry <= from) {
            entered.push(i);
        }
        // In the order of the persons, so that they are met as they lie in memory.
        entered.sort();
        let mut count = hiring.first_week(people, &members, &entered, month);
        for week in (1..=to.since(from)).map(|k| from.plus(k)) {
            let mut fresh = Vec::new();
            while let Some(i) = coming.next_if(|i| members[*i].entry <= week) {
                fresh.push(i);
            }
            entered.extend(&fresh);
            let here = entered.len() - gone.partition_point(|g| *g <= week);
            let wanted = (hiring.shares(week).0 * here as f64).round() as usize;
            let more = wanted.saturating_sub(count);
            count += hiring.later_week(people, &members, fresh, week, more);
        }
    }
}

impl Hiring<'_> {
    fn shares(&self, week: Week) -> (f64, f64) {
        let x = axis(self.spec.cohorts[self.group.cohort].weeks, week);
        let paths = paths(self.spec, self.group);
        (paths.hours.at(x), paths.hours_in_course.at(x))
    }

    /// Gives the month's jobs to those who have entered; the number of persons who hold one.
    fn first_week(
        &mut self,
        people: &mut People,
        members: &[Member],
        entered: &[usize],
        month: Month,
    ) -> usize {
        let (week, _) = month.weeks();
        let mut rolls = self.call(people, members, entered, month);
        let (share, share_in_course) = self.shares(week);
        let sum = |of: fn(&Roll) -> usize| rolls.iter().map(of).sum::<usize>();
        let total = (share * sum(|r| r.all) as f64).round() as usize;
        let total_inside = (share_in_course * sum(|r| r.in_course) as f64).round() as usize;
        let given = total.saturating_sub(sum(|r| r.elsewhere));
        let given_inside = total_inside.saturating_sub(sum(|r| r.elsewhere_in_course));
        let held = settle(&self.all_cells(&rolls, month, total), given);
        let inside = settle(
            &self.inside_cells(&rolls, &held, total_inside),
            given_inside,
        );
        self.employed.fill(false);
        for (site, roll) in rolls.iter_mut().enumerate() {
            let outside = held[site].saturating_sub(inside[site]);
            for (list, jobs, in_course) in [
                (&roll.inside, inside[site], true),
                (&roll.outside, outside, false),
            ] {
                for &i in list.iter().take(jobs) {
                    self.employed[i] = true;
                    let job = Job { month, in_course };
                    people.persons[members[i].person].jobs.push(job);
                }
            }
        }
        held.iter().sum::<usize>() + sum_elsewhere(&rolls)
    }

    /// Calls the roll of every municipality.
    fn call(
        &mut self,
        people: &People,
        members: &[Member],
        entered: &[usize],
        month: Month,
    ) -> Vec<Roll> {
        let (week, month_end) = month.weeks();
        let mut rolls: Vec<Roll> = people.sites.iter().map(|_| Roll::default()).collect();
        let mut ranked: Vec<Vec<(u8, f64, usize, bool)>> = vec![Vec::new(); rolls.len()];
        for &i in entered {
            let person = &people.persons[members[i].person];
            if person.gone_by(week) {
                continue;
            }
            let roll = &mut rolls[members[i].site];
            let course = person.course_at(members[i].course, week);
            roll.all += 1;
            roll.in_course += usize::from(course.is_some());
            if decided_later(person, self.group.cohort, month_end) {
                let job = person.jobs.iter().any(|job| job.month == month);
                roll.elsewhere += usize::from(job);
                roll.elsewhere_in_course += usize::from(job && course.is_some());
            } else if !person.gone_by(month_end) {
                let kept = self.employed[i] && self.draws.chance(self.spec.hours.keep);
                let rank = rank(person, members[i].course, week, kept);
                ranked[members[i].site].push((rank, self.draws.uniform(), i, course.is_some()));
            }
        }
        for (roll, mut list) in rolls.iter_mut().zip(ranked) {
            list.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            for (rank, _, i, in_course) in list {
                let (side, kept) = if in_course {
                    (&mut roll.inside, &mut roll.kept_inside)
                } else {
                    (&mut roll.outside, &mut roll.kept_outside)
                };
                side.push(i);
                *kept += usize::from(rank == 0);
            }
        }
        rolls
    }

    fn all_cells(&self, rolls: &[Roll], month: Month, total: usize) -> Vec<Cell> {
        let wanted = self.wanted(rolls, month, total, |r| r.all);
        let cell = |(site, roll): (usize, &Roll)| {
            let high = roll.inside.len() + roll.outside.len();
            let fixed = self.fixed(site, month);
            let fixed = fixed.map(|n| n.saturating_sub(roll.elsewhere).min(high));
            Cell {
                wanted: wanted[site] - roll.elsewhere as f64,
                now: fixed.unwrap_or(roll.kept_inside + roll.kept_outside),
                low: fixed.unwrap_or(0),
                high: fixed.unwrap_or(high),
            }
        };
        rolls.iter().enumerate().map(cell).collect()
    }

    fn inside_cells(&self, rolls: &[Roll], held: &[usize], total: usize) -> Vec<Cell> {
        let weights: Vec<f64> = rolls
            .iter()
            .zip(held)
            .map(|(r, h)| (r.elsewhere + h) as f64 * r.in_course as f64 / r.all.max(1) as f64)
            .collect();
        let sum: f64 = weights.iter().sum();
        let cell = |(site, roll): (usize, &Roll)| Cell {
            wanted: total as f64 * weights[site] / sum.max(1e-12) - roll.elsewhere_in_course as f64,
            now: roll.kept_inside,
            low: held[site].saturating_sub(roll.outside.len()),
            high: held[site].min(roll.inside.len()),
        };
        rolls.iter().enumerate().map(cell).collect()
    }

    /// The total shared out over the municipalities by size and level.
    fn wanted(
        &self,
        rolls: &[Roll],
        month: Month,
        total: usize,
        size: fn(&Roll) -> usize,
    ) -> Vec<f64> {
        let x = axis(self.spec.cohorts[self.group.cohort].weeks, month.weeks().0);
        let level = |site| {
            let outcome = PinnedOutcome::Hours;
            self.levels.of(outcome, self.group.cohort, site).at(x)
        };
        let weights: Vec<f64> = (0..rolls.len())
            .map(|site| size(&rolls[site]) as f64 * level(site).max(0.0))
            .collect();
        let sum: f64 = weights.iter().sum();
        let share = |w: &f64| total as f64 * w / sum.max(1e-12);
        weights.iter().map(share).collect()
    }

    fn fixed(&self, site: usize, month: Month) -> Option<usize> {
        self.levels
            .fixed(PinnedOutcome::Hours, self.group.cohort, site)
            .filter(|f| f.week.month() == month)
            .map(|f| f.count)
    }

    /// Gives up to `jobs` jobs to the week's entrants; how many were given.
    fn later_week(
        &mut self,
        people: &mut People,
        members: &[Member],
        mut fresh: Vec<usize>,
        week: Week,
        jobs: usize,
    ) -> usize {
        let month = week.month();
        let (_, month_end) = month.weeks();
        fresh.retain(|i| {
            let person = &people.persons[members[*i].person];
            self.fixed(members[*i].site, month).is_none()
                && !person.gone_by(month_end)
                && !decided_later(person, self.group.cohort, month_end)
        });
        self.draws.shuffle(&mut fresh);
        fresh.truncate(jobs);
        for &i in &fresh {
            self.employed[i] = true;
            let job = Job {
                month,
                in_course: true,
            };
            people.persons[members[i].person].jobs.push(job);
        }
        fresh.len()
    }
}

fn sum_elsewhere(rolls: &[Roll]) -> usize {
    rolls.iter().map(|r| r.elsewhere).sum()
}

/// True when the person has entered a later cohort, whose quota decides.
fn decided_later(person: &super::people::Person, cohort: usize, by: Week) -> bool {
    let later = |c: &super::people::Course| c.cohort > cohort && c.from <= by;
    person.courses.iter().any(later)
}

/// Who is given a job first: those who had one, then those who left to work, then the others.
fn rank(person: &super::people::Person, first: usize, week: Week, kept: bool) -> u8 {
    let left = person.courses[first..].iter().rfind(|c| c.to < week);
    let to_work = left.is_some_and(|c| c.after == Destination::Work);
    match (kept, to_work) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    }
}
