//! Who is counted in each week, and who of them has the outcome: counts per week, site and group, from stretches.

use super::Context;
use super::axis::WeekAxis;
use crate::calendar::Window;
use crate::cohort::{Arm, Member, Period, WeeklyOutcome, clip, intersect};
use crate::stats::weekly_regression::RowWeeks;
use crate::study::{Among, Axis, Started};
use rayon::prelude::*;

/// The rule of a weekly share: who is counted, in which weeks, with which outcome.
pub struct Counting<'a> {
    pub context: &'a Context<'a>,
    pub outcome: WeeklyOutcome<'a>,
    pub among: Among,
    pub axis: &'a WeekAxis,
    pub axis_kind: Axis,
    pub started: Started,
}

/// Persons counted (`n`) and with the outcome (`y`) by point, site and cell.
pub struct WeeklyCounts {
    sites: usize,
    n: Vec<u32>,
    y: Vec<u32>,
}

/// Cells in the order the estimators take them: comparison before and after, participant before and after; without periods comparison (0) and
/// participant (2).
pub const CELLS: usize = 4;

/// The cell of a member.
pub fn cell(member: &Member) -> usize {
    let arm = match member.arm {
        Arm::Comparison => 0,
        Arm::Participant => 2,
    };
    arm + usize::from(member.period == Some(Period::After))
}

impl WeeklyCounts {
    fn empty(points: usize, sites: usize) -> WeeklyCounts {
        let size = points * sites * CELLS;
        WeeklyCounts {
            sites,
            n: vec![0; size],
            y: vec![0; size],
        }
    }

    /// (n, y) of a point, site and cell.
    pub fn at(&self, point: usize, site: usize, cell: usize) -> (u64, u64) {
        let place = (point * self.sites + site) * CELLS + cell;
        (self.n[place].into(), self.y[place].into())
    }

    /// (n, y) of a point and cell, all sites together.
    pub fn total(&self, point: usize, cell: usize) -> (u64, u64) {
        (0..self.sites).fold((0, 0), |(n, y), site| {
            let (a, b) = self.at(point, site, cell);
            (n + a, y + b)
        })
    }

    /// Number of sites, at least 1.
    pub fn sites(&self) -> usize {
        self.sites
    }
}

impl Counting<'_> {
    /// Counts the members that `wanted` lets through.
    pub fn counts(&self, wanted: impl Fn(&Member) -> bool + Sync) -> WeeklyCounts {
        let members = &self.context.cohort.members;
        let parts: Vec<Differences> = members
            .par_chunks(8_192)
            .map(|chunk| {
                let mut part = Differences::new(self.axis.raw_weeks, self.sites());
                let mut scratch = Scratch::default();
                for member in chunk.iter().filter(|m| wanted(m)) {
                    self.stretches(member, &mut scratch);
                    let place = part.place(member);
                    for w in &scratch.counted {
                        let (first, last) = self.raw(member, *w);
                        part.n.add(place, first, last);
                    }
                    for w in &scratch.with_outcome {
                        let (first, last) = self.raw(member, *w);
                        part.y.add(place, first, last);
                    }
                }
                part
            })
            .collect();
        let mut counts = WeeklyCounts::empty(self.axis.points.len(), self.sites());
        for part in &parts {
            self.sum_into(part, &mut counts);
        }
        counts
    }

    /// Number of clusters, at least 1.
    pub fn sites(&self) -> usize {
        self.context.cohort.sites.len().max(1)
    }

    /// When each member (by its place in the cohort) is counted and has the outcome, in points of the axis; members for which `wanted`
    /// is false are left out.
    pub fn row_weeks(
        &self,
        wanted: impl Fn(usize, &Member) -> bool,
    ) -> (Vec<RowWeeks>, Vec<RowWeeks>) {
        let (mut active, mut outcome) = (Vec::new(), Vec::new());
        let mut scratch = Scratch::default();
        for (row, member) in self.context.cohort.members.iter().enumerate() {
            if !wanted(row, member) {
                continue;
            }
            self.stretches(member, &mut scratch);
            let push = |list: &mut Vec<RowWeeks>, stretches: &[Window]| {
                for w in stretches {
                    let (first, last) = self.raw(member, *w);
                    self.push_points(list, row, member, first, last);
                }
            };
            push(&mut active, &scratch.counted);
            push(&mut outcome, &scratch.with_outcome);
        }
        (active, outcome)
    }

    /// Raw weeks turned to points; a left-out week has no point, and the weeks around it follow on each other.
    fn push_points(
        &self,
        list: &mut Vec<RowWeeks>,
        row: usize,
        member: &Member,
        first: usize,
        last: usize,
    ) {
        let points = (first..=last).filter_map(|raw| self.axis.point(member.window(), raw));
        let (mut low, mut high) = (usize::MAX, 0);
        for point in points {
            low = low.min(point);
            high = high.max(point);
        }
        if low <= high {
            list.push(RowWeeks {
                row: row as u32,
                first: low as u32,
                last: high as u32,
            });
        }
    }

    fn raw(&self, member: &Member, weeks: Window) -> (usize, usize) {
        (
            self.axis.raw(member, weeks.first),
            self.axis.raw(member, weeks.last),
        )
    }

    /// The member's counted weeks, and those of them with the outcome.
    fn stretches(&self, member: &Member, scratch: &mut Scratch) {
        scratch.counted.clear();
        scratch.with_outcome.clear();
        let mut followed = member.followed();
        if self.started == Started::Before && self.axis_kind == Axis::Calendar {
            followed.first = followed.first.plus(1);
        }
        let Some(known) = clip(followed, self.outcome.known()).filter(|w| !w.is_empty()) else {
            return;
        };
        match self.among {
            Among::Started | Among::Observed => scratch.counted.push(known),
            Among::InCourse => {
                let courses = self.context.cohort.in_course(member);
                scratch
                    .counted
                    .extend(courses.iter().filter_map(|w| clip(*w, known)));
            }
        }
        self.outcome
            .weeks_of(member.person as usize, &mut scratch.outcome);
        let Scratch {
            counted,
            with_outcome,
            outcome,
        } = scratch;
        intersect(counted, outcome, |part| with_outcome.push(part));
    }

    fn sum_into(&self, part: &Differences, counts: &mut WeeklyCounts) {
        for site in 0..counts.sites {
            for cell in 0..CELLS {
                let window = match self.context.cohort.has_periods() {
                    true => cell % 2,
                    false => 0,
                };
                let place = site * CELLS + cell;
                let (mut n, mut y) = (0i32, 0i32);
                for raw in 0..self.axis.raw_weeks {
                    n += part.n.step(place, raw);
                    y += part.y.step(place, raw);
                    if let Some(point) = self.axis.point(window, raw) {
                        let target = (point * counts.sites + site) * CELLS + cell;
                        // A running sum of comings and goings is never below zero.
                        counts.n[target] += n as u32;
                        counts.y[target] += y as u32;
                    }
                }
            }
        }
    }
}

#[derive(Default)]
struct Scratch {
    outcome: Vec<Window>,
    counted: Vec<Window>,
    with_outcome: Vec<Window>,
}

/// Comings and goings by place and raw week.
struct Steps {
    weeks: usize,
    steps: Vec<i32>,
}

impl Steps {
    fn add(&mut self, place: usize, first: usize, last: usize) {
        let row = place * (self.weeks + 1);
        self.steps[row + first] += 1;
        self.steps[row + last + 1] -= 1;
    }

    fn step(&self, place: usize, raw: usize) -> i32 {
        self.steps[place * (self.weeks + 1) + raw]
    }
}

struct Differences {
    n: Steps,
    y: Steps,
}

impl Differences {
    fn new(weeks: usize, sites: usize) -> Differences {
        let steps = || Steps {
            weeks,
            steps: vec![0; (weeks + 1) * sites * CELLS],
        };
        Differences {
            n: steps(),
            y: steps(),
        }
    }

    fn place(&self, member: &Member) -> usize {
        member.site as usize * CELLS + cell(member)
    }
}
