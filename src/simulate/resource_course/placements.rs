//! Weeks in placement, by quota from the planned shares.
//!
//! Week by week the number in placement among those in the course is the planned share of them, municipality by municipality as its
//! level says. Who begins for the first time is planned already; the quota is met by how long placements last and by who is
//! placed again.

use super::levels::Levels;
use super::people::{Group, Member, People, axis, paths};
use super::spec::{PinnedOutcome, Spec};
use crate::calendar::Week;
use crate::simulate::draws::Draws;
use crate::simulate::quota::{Cell, settle};

/// A member's placement as the weeks pass.
#[derive(Clone, Copy, Default)]
struct State {
    /// Course, first week and planned last week of the placement going on.
    current: Option<Stay>,
    /// Last week of the placement before.
    ended: Option<Week>,
}

#[derive(Clone, Copy)]
struct Stay {
    course: usize,
    since: Week,
    until: Week,
}

/// The members of one municipality in one week.
#[derive(Default)]
struct Roll {
    in_course: usize,
    /// In placement in a course that belongs to a later cohort: counted, decided there.
    elsewhere: usize,
    /// Begin for the first time this week.
    beginning: Vec<(usize, usize)>,
    /// In placement last week and still in that course.
    staying: Vec<usize>,
    /// Could be placed, with the course and the weeks since the placement before or, without one, since the course began.
    waiting: Vec<(usize, usize, i32)>,
}

/// Plans all placements of one group; later cohorts must be planned before.
pub fn plan(spec: &Spec, people: &mut People, levels: &Levels, group: Group, part: u64) {
    let members = people.members(group);
    let mut placing = Placing {
        spec,
        levels,
        group,
        draws: Draws::new(spec.seed, 7, part),
        states: vec![State::default(); members.len()],
    };
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|i| members[*i].entry);
    let mut coming = order.into_iter().peekable();
    let mut active = Vec::new();
    let first = spec.cohorts[group.cohort].weeks.first;
    let last = spec.register.weeks.last;
    for week in (0..=last.since(first)).map(|k| first.plus(k)) {
        while let Some(i) = coming.next_if(|i| members[*i].entry <= week) {
            active.push(i);
        }
        // In the order of the persons, so that they are met as they lie in memory.
        active.sort();
        active.retain(|i| {
            let here = last_week(people, &members[*i]) >= week;
            if !here {
                placing.states[*i].stop(people, &members[*i], week);
            }
            here
        });
        let mut rolls = placing.call(people, &members, &active, week);
        let targets = placing.targets(&rolls, week);
        for (roll, target) in rolls.iter_mut().zip(targets) {
            placing.meet(people, &members, roll, target, week);
        }
    }
    for (state, member) in placing.states.iter_mut().zip(&members) {
        state.stop(people, member, last.plus(1));
    }
}

fn last_week(people: &People, member: &Member) -> Week {
    let courses = &people.persons[member.person].courses;
    courses.last().map_or(member.entry, |c| c.to)
}

impl State {
    /// Ends the placement going on with the week before `week`, or with its course.
    fn stop(&mut self, people: &mut People, member: &Member, week: Week) {
        let Some(stay) = self.current.take() else {
            return;
        };
        let course = &mut people.persons[member.person].courses[stay.course];
        let to = week.plus(-1).min(course.to);
        course.placements.push((stay.since, to));
        self.ended = Some(to);
    }
}

struct Placing<'a> {
    spec: &'a Spec,
    levels: &'a Levels,
    group: Group,
    draws: Draws,
    states: Vec<State>,
}

impl Placing<'_> {
    /// Calls the roll of every municipality.
    fn call(
        &mut self,
        people: &mut People,
        members: &[Member],
        active: &[usize],
        week: Week,
    ) -> Vec<Roll> {
        let mut rolls: Vec<Roll> = people.sites.iter().map(|_| Roll::default()).collect();
        for &i in active {
            let member = &members[i];
            if self.states[i]
                .current
                .is_some_and(|stay| people.persons[member.person].courses[stay.course].to < week)
            {
                self.states[i].stop(people, member, week);
            }
            let person = &people.persons[member.person];
            let Some(at) = person.course_at(member.course, week) else {
                continue;
            };
            let roll = &mut rolls[member.site];
            roll.in_course += 1;
            let course = &person.courses[at];
            let covers = |&(from, to): &(Week, Week)| from <= week && week <= to;
            if course.cohort != self.group.cohort {
                roll.elsewhere += usize::from(course.placements.iter().any(covers));
            } else if course.first == Some(week) {
                roll.beginning.push((i, at));
            } else if self.states[i].current.is_some() {
                roll.staying.push(i);
            } else if self.may_be_placed(i, member, at, week) {
                let free_since = self.states[i]
                    .ended
                    .map_or(course.from, |e| e.max(course.from));
                roll.waiting.push((i, at, week.since(free_since)));
            }
        }
        rolls
    }

    /// The first placement of an entry course inside the window is planned elsewhere; any other can begin when it is needed.
    fn may_be_placed(&self, i: usize, member: &Member, course: usize, week: Week) -> bool {
        let window = self.spec.cohorts[self.group.cohort].weeks;
        self.states[i].ended.is_some() || course != member.course || week > window.last
    }

    /// Whole numbers in placement for every municipality, without those decided elsewhere.
    fn targets(&self, rolls: &[Roll], week: Week) -> Vec<usize> {
        let Group { cohort, .. } = self.group;
        let x = axis(self.spec.cohorts[cohort].weeks, week);
        let level = |site| {
            let outcome = PinnedOutcome::Placement;
            self.levels.of(outcome, cohort, site).at(x)
        };
        let in_course: usize = rolls.iter().map(|r| r.in_course).sum();
        let elsewhere: usize = rolls.iter().map(|r| r.elsewhere).sum();
        let share = paths(self.spec, self.group).placement.at(x);
        let total = (share * in_course as f64).round() as usize;
        let weights: Vec<f64> = (0..rolls.len())
            .map(|s| rolls[s].in_course as f64 * level(s).max(0.0))
            .collect();
        let sum: f64 = weights.iter().sum();
        let cells: Vec<Cell> = rolls
            .iter()
            .enumerate()
            .map(|(site, roll)| {
                let wanted = total as f64 * weights[site] / sum.max(1e-12);
                self.cell(roll, site, week, wanted - roll.elsewhere as f64)
            })
            .collect();
        settle(&cells, total.saturating_sub(elsewhere))
    }

    fn cell(&self, roll: &Roll, site: usize, week: Week, wanted: f64) -> Cell {
        let low = roll.beginning.len();
        let now = low + roll.staying.len();
        let high = now + roll.waiting.len();
        let fixed = self
            .levels
            .fixed(PinnedOutcome::Placement, self.group.cohort, site)
            .filter(|f| f.week == week)
            .map(|f| f.count.saturating_sub(roll.elsewhere).clamp(low, high));
        match fixed {
            Some(count) => Cell {
                wanted: count as f64,
                now: count,
                low: count,
                high: count,
            },
            None => Cell {
                wanted,
                now,
                low,
                high,
            },
        }
    }

    /// Ends and begins placements of one municipality until `target` are in placement.
    fn meet(
        &mut self,
        people: &mut People,
        members: &[Member],
        roll: &mut Roll,
        target: usize,
        week: Week,
    ) {
        let pause = self.spec.placement.pause_weeks;
        let stay = |states: &[State], i: usize| states[i].current;
        // Those furthest past their planned end first.
        roll.staying
            .sort_by_key(|i| stay(&self.states, *i).map_or(week, |s| s.until));
        roll.waiting.sort_by_key(|w| std::cmp::Reverse(w.2));
        let places = target.saturating_sub(roll.beginning.len());
        let over_time = |i: &&usize| stay(&self.states, **i).is_some_and(|s| s.until < week);
        let overdue = roll.staying.iter().filter(over_time).count();
        let rested = roll.waiting.iter().filter(|w| w.2 > pause).count();
        let mut ending = roll.staying.len().saturating_sub(places);
        let short = places.saturating_sub(roll.staying.len());
        ending = ending.max(overdue.min(rested.saturating_sub(short)));
        for &i in &roll.staying[..ending] {
            self.states[i].stop(people, &members[i], week);
        }
        let starting = places.saturating_sub(roll.staying.len() - ending);
        let again = roll.waiting.iter().take(starting).map(|w| (w.0, w.1));
        for (i, course) in roll.beginning.iter().copied().chain(again) {
            self.states[i].current = Some(self.begin(course, week));
        }
    }

    fn begin(&mut self, course: usize, week: Week) -> Stay {
        let [low, high] = self.spec.placement.spell_weeks;
        let weeks = self.draws.between(low, high);
        Stay {
            course,
            since: week,
            until: week.plus(weeks - 1),
        }
    }
}
