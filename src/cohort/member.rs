//! A person in a period: one row of every analysis.

use super::Attrition;
use crate::calendar::{Week, Window};

/// Which side of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arm {
    Comparison,
    Participant,
}

/// Before or after the programme began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    Before,
    After,
}

/// One person in one period, from entry on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Index into the register.
    pub person: u32,
    pub arm: Arm,
    /// `None` in a study without before and after.
    pub period: Option<Period>,
    /// Index into `Cohort::sites`; 0 when the arms are not made of sites.
    pub site: u32,
    pub entry: Week,
    /// The last week of the entry spell (the last week of follow-up in a study that takes everyone).
    pub spell_end: Week,
    /// The last week in which the person is followed inside the period's weeks.
    pub last: Week,
    /// True when follow-up ended before the period's weeks did.
    pub gone: bool,
    courses: (u32, u32),
}

/// The persons of a study.
#[derive(Debug, Clone, PartialEq)]
pub struct Cohort {
    /// Sorted by person, before first.
    pub members: Vec<Member>,
    /// Municipality codes of the clusters, ascending; empty when the arms are not made of sites.
    pub sites: Vec<u16>,
    /// The followed weeks of each period (before, after), or the one window of a study without periods.
    pub windows: Vec<Window>,
    pub attrition: Attrition,
    /// All members' stretches in the course from entry on.
    courses: Vec<Window>,
}

impl Member {
    /// The weeks in which the person is followed.
    pub fn followed(&self) -> Window {
        Window {
            first: self.entry,
            last: self.last,
        }
    }

    /// Index into `Cohort::windows`.
    pub fn window(&self) -> usize {
        match self.period {
            Some(Period::After) => 1,
            _ => 0,
        }
    }
}

impl Cohort {
    /// An empty cohort, to be filled with `push`.
    pub(super) fn new(sites: Vec<u16>, windows: Vec<Window>, attrition: Attrition) -> Cohort {
        Cohort {
            members: Vec::new(),
            sites,
            windows,
            attrition,
            courses: Vec::new(),
        }
    }

    /// Adds a member with the stretches it is in the course from entry on.
    pub(super) fn push(&mut self, draft: Draft, stretches: &[Window]) {
        let start = self.courses.len() as u32;
        self.courses.extend_from_slice(stretches);
        self.members.push(Member {
            person: draft.person,
            arm: draft.arm,
            period: draft.period,
            site: draft.site,
            entry: draft.entry,
            spell_end: draft.spell_end,
            last: draft.last,
            gone: draft.gone,
            courses: (start, self.courses.len() as u32),
        });
    }

    /// The stretches in which a member is in the course, from entry on, not cut at the end of follow-up.
    pub fn in_course(&self, member: &Member) -> &[Window] {
        &self.courses[member.courses.0 as usize..member.courses.1 as usize]
    }

    /// True when the study compares before with after.
    pub fn has_periods(&self) -> bool {
        self.windows.len() == 2
    }
}

/// A member without its place in the cohort.
#[derive(Debug, Clone, Copy)]
pub(super) struct Draft {
    pub person: u32,
    pub arm: Arm,
    pub period: Option<Period>,
    pub site: u32,
    pub entry: Week,
    pub spell_end: Week,
    pub last: Week,
    pub gone: bool,
}
