//! How far each municipality lies from its group, and the counts that are met exactly.

use super::people::{Arm, Group, Member, People, axis, paths};
use super::spec::{Period, Pin, PinnedOutcome, Spec};
use crate::calendar::Week;
use crate::simulate::draws::Draws;

/// Weeks over which a municipality moves from its earlier to its later level.
const RAMP_WEEKS: f64 = 20.0;
/// What a count of 1 to 4 costs beside a share off by one point, when a pinned count is chosen.
const SMALL_COUNT: f64 = 0.02;

/// A municipality's level relative to its group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    early: f64,
    late: f64,
    onset: f64,
}

impl Level {
    /// The level at a place on the axis.
    pub fn at(&self, x: f64) -> f64 {
        let ramp = ((x - self.onset) / RAMP_WEEKS).clamp(0.0, 1.0);
        self.early + (self.late - self.early) * ramp
    }

    /// The level that first placements follow: there must be enough persons once placed for the later level.
    pub fn of_starts(&self) -> f64 {
        self.late.max(0.5 * (self.early + self.late))
    }
}

/// A count of one municipality in one week that is met exactly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fixed {
    pub outcome: PinnedOutcome,
    pub cohort: usize,
    pub site: usize,
    pub week: Week,
    pub count: usize,
    /// Persons counted from.
    pub of: usize,
}

/// All levels and fixed counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Levels {
    placement: Vec<Vec<Level>>,
    hours: Vec<Vec<Level>>,
    pub fixed: Vec<Fixed>,
}

impl Levels {
    /// The level of a municipality in a cohort.
    pub fn of(&self, outcome: PinnedOutcome, cohort: usize, site: usize) -> Level {
        match outcome {
            PinnedOutcome::Placement => self.placement[cohort][site],
            PinnedOutcome::Hours => self.hours[cohort][site],
        }
    }

    /// The fixed count of a municipality, if it has one.
    pub fn fixed(&self, outcome: PinnedOutcome, cohort: usize, site: usize) -> Option<&Fixed> {
        let mut fixed = self.fixed.iter();
        fixed.find(|f| f.outcome == outcome && f.cohort == cohort && f.site == site)
    }
}

/// Sets the levels as the file plans them, then the pinned counts from the persons there are.
pub fn set(spec: &Spec, people: &People) -> Levels {
    let mut levels = Levels {
        placement: Vec::new(),
        hours: Vec::new(),
        fixed: Vec::new(),
    };
    let lasting = (scatter(spec, people, 0), scatter(spec, people, 1));
    for (number, cohort) in spec.cohorts.iter().enumerate() {
        let drift = scatter(spec, people, 2 + number as u64);
        let sites = people.sites.iter().enumerate();
        let (placement, hours) = sites
            .map(|(i, site)| {
                let moved = 1.0 + spec.placement.drift * drift[i];
                match site.arm {
                    Arm::Participant => participant(spec, site.code, cohort.period, moved),
                    _ => (
                        flat((1.0 + spec.placement.spread * lasting.0[i]) * moved),
                        flat(1.0 + spec.hours.spread * lasting.1[i]),
                    ),
                }
            })
            .unzip();
        levels.placement.push(placement);
        levels.hours.push(hours);
    }
    for pin in &spec.pins {
        fix(spec, people, pin, &mut levels);
    }
    levels
}

fn flat(level: f64) -> Level {
    Level {
        early: level,
        late: level,
        onset: 0.0,
    }
}

fn participant(spec: &Spec, code: u16, period: Period, moved: f64) -> (Level, Level) {
    let Some(site) = spec.sites.iter().find(|s| s.municipality == code) else {
        return (flat(1.0), flat(1.0));
    };
    match period {
        Period::Before => (flat(site.placement[0] * moved), flat(site.hours[0])),
        Period::After => (
            Level {
                early: site.placement[0],
                late: site.placement[1],
                onset: site.onset_week,
            },
            flat(site.hours[1]),
        ),
    }
}

/// One standardised number per municipality: the same set for every seed, in another order.
fn scatter(spec: &Spec, people: &People, part: u64) -> Vec<f64> {
    let n = people.sites.len();
    let logistic_sd = std::f64::consts::PI / 3.0_f64.sqrt();
    let mut numbers: Vec<f64> = (0..n)
        .map(|i| (i as f64 + 0.5) / n as f64)
        .map(|u| (u / (1.0 - u)).ln() / logistic_sd)
        .collect();
    Draws::new(spec.seed, 5, part).shuffle(&mut numbers);
    numbers
}

/// Chooses whole counts in both periods so that the change is the one asked for.
fn fix(spec: &Spec, people: &People, pin: &Pin, levels: &mut Levels) {
    let cohort = |period| spec.cohorts.iter().rposition(|c| c.period == period);
    let site = people.sites.iter().position(|s| s.code == pin.municipality);
    let (Some(before), Some(after), Some(site)) =
        (cohort(Period::Before), cohort(Period::After), site)
    else {
        return;
    };
    let n = [before, after].map(|cohort| standing(spec, people, pin, cohort, site));
    let counts = choose_counts(pin, n);
    for (cohort, (count, of)) in [before, after].into_iter().zip(counts.into_iter().zip(n)) {
        let week = week_at(spec, cohort, pin.week);
        let arm = people.sites[site].arm;
        let planned = paths(spec, Group { cohort, arm });
        let (outcome, planned) = match pin.outcome {
            PinnedOutcome::Placement => (&mut levels.placement, planned.placement.at(pin.week)),
            PinnedOutcome::Hours => (&mut levels.hours, planned.hours.at(pin.week)),
        };
        let level = &mut outcome[cohort][site];
        level.late = count as f64 / of.max(1) as f64 / planned.max(1e-9);
        if spec.cohorts[cohort].period == Period::Before || pin.outcome == PinnedOutcome::Hours {
            level.early = level.late;
        }
        let outcome = pin.outcome;
        levels.fixed.push(Fixed {
            outcome,
            cohort,
            site,
            week,
            count,
            of,
        });
    }
}

/// The week at a place on a cohort's axis.
fn week_at(spec: &Spec, cohort: usize, x: f64) -> Week {
    let window = spec.cohorts[cohort].weeks;
    let found = window.weeks().find(|week| axis(window, *week) >= x);
    found.unwrap_or(window.last)
}

/// Persons of the municipality that the share is counted from at the pinned week.
fn standing(spec: &Spec, people: &People, pin: &Pin, cohort: usize, site: usize) -> usize {
    let week = week_at(spec, cohort, pin.week);
    let arm = people.sites[site].arm;
    let counts = |m: &&Member| {
        let person = &people.persons[m.person];
        let in_course = person.course_at(m.course, week).is_some();
        let counted = match pin.outcome {
            PinnedOutcome::Placement => in_course,
            PinnedOutcome::Hours => !person.gone_by(week),
        };
        m.site == site && m.entry <= week && counted
    };
    let members = people.members(Group { cohort, arm });
    members.iter().filter(counts).count()
}

/// The two counts nearest to the wish: the change first, then the earlier share, and no count of 1 to 4 when it can be avoided.
fn choose_counts(pin: &Pin, n: [usize; 2]) -> [usize; 2] {
    let mut best = (f64::INFINITY, [0, 0]);
    for a in 0..=n[0] {
        for b in 0..=n[1] {
            let before = a as f64 / n[0].max(1) as f64;
            let off = (b as f64 / n[1].max(1) as f64 - before - pin.change).abs();
            let small = [a, b].iter().filter(|c| (1..5).contains(*c)).count();
            let outside = (off - pin.within).max(0.0) * 1e3;
            let cost = outside + off + (before - pin.before).abs() + SMALL_COUNT * small as f64;
            if cost < best.0 {
                best = (cost, [a, b]);
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(before: f64, change: f64, within: f64) -> Pin {
        Pin {
            outcome: PinnedOutcome::Placement,
            municipality: 849,
            week: 95.0,
            before,
            change,
            within,
        }
    }

    #[test]
    fn a_level_moves_from_early_to_late_after_its_onset() {
        let level = Level {
            early: 1.0,
            late: 2.0,
            onset: 30.0,
        };
        let at = [10.0, 30.0, 40.0, 50.0, 95.0].map(|x| level.at(x));
        assert_eq!(at, [1.0, 1.0, 1.5, 2.0, 2.0]);
        assert_eq!(level.of_starts(), 2.0);
    }

    #[test]
    fn counts_give_the_change_and_avoid_one_to_four() {
        // 5 of 50 is 0.10, and 37 of 100 is 0.27 more.
        assert_eq!(choose_counts(&pin(0.10, 0.27, 0.01), [50, 100]), [5, 37]);
        // 4 of 80 would give 0.05 at once, but 0 and 5 or more are preferred where they fit.
        let [a, b] = choose_counts(&pin(0.06, -0.054, 0.003), [96, 190]);
        let change = b as f64 / 190.0 - a as f64 / 96.0;
        assert!((change + 0.054).abs() <= 0.003, "{a} {b}");
        assert!(![a, b].iter().any(|c| (1..5).contains(c)), "{a} {b}");
    }

    #[test]
    fn no_persons_give_no_counts() {
        assert_eq!(choose_counts(&pin(0.1, 0.27, 0.01), [0, 0]), [0, 0]);
    }
}
