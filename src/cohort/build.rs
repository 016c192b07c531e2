//! Who enters when, in which arm and period, and how long they are followed (DEFINITIONS 2 to 8 and 20).

use super::arms::{Arms, Place};
use super::member::Draft;
use super::{Arm, Attrition, Cohort, Course, Flow, Period, clip, courses};
use crate::calendar::{Week, Window};
use crate::codes::CodeSet;
use crate::register::Register;
use crate::study::{BothPeriods, Bridged, EntryPlan, Gap, MunicipalityAt, Plan, Untrusted};
use rayon::prelude::*;

/// Emigrated, old-age pension, dead: the codes that end follow-up for good.
const EXIT_CODES: [u16; 3] = [997, 998, 999];

/// Builds the cohorts of a study. `scheme` holds the codes of the entry class (unused when everyone enters).
pub fn build(register: &Register, plan: &Plan, scheme: &CodeSet) -> Cohort {
    let rules = Rules::of(register, plan, scheme);
    let parts: Vec<Part> = (0..register.persons())
        .into_par_iter()
        .fold_chunks(
            4_096,
            || rules.empty_part(),
            |mut part, person| {
                rules.add(person, &mut part);
                part
            },
        )
        .collect();
    assemble(&rules, parts, register.persons() as u64)
}

/// One period's windows as they are used.
#[derive(Clone, Copy)]
struct PeriodRule {
    period: Option<Period>,
    entry: Window,
    weeks: Window,
}

/// Everything that decides about a person, resolved once.
struct Rules<'a> {
    register: &'a Register,
    plan: &'a Plan,
    scheme: &'a CodeSet,
    exits: CodeSet,
    arms: Arms<'a>,
    periods: Vec<PeriodRule>,
}

/// What a stretch of persons adds up to.
struct Part {
    drafts: Vec<(Draft, Vec<Window>)>,
    flows: Vec<Flow>,
    unknown_municipality: u64,
}

impl<'a> Rules<'a> {
    fn of(register: &'a Register, plan: &'a Plan, scheme: &'a CodeSet) -> Rules<'a> {
        let last = match (plan.register.untrusted, plan.register.last_trusted_week) {
            (Untrusted::Cut, Some(week)) => week.min(register.weeks().last),
            _ => register.weeks().last,
        };
        let rule = |period, entry: Window, weeks: Window| PeriodRule {
            period,
            entry,
            weeks: Window {
                first: weeks.first,
                last: weeks.last.min(last),
            },
        };
        let periods = match &plan.periods {
            Some(p) => vec![
                rule(Some(Period::Before), p.before.entry, p.before.weeks),
                rule(Some(Period::After), p.after.entry, p.after.weeks),
            ],
            None => {
                let weeks = plan.window.unwrap_or(register.weeks());
                vec![rule(None, weeks, weeks)]
            }
        };
        Rules {
            register,
            plan,
            scheme,
            exits: exit_codes(),
            arms: Arms::of(plan, register.table.as_ref()),
            periods,
        }
    }

    fn empty_part(&self) -> Part {
        let both = [Arm::Participant, Arm::Comparison];
        let flows = both.iter().flat_map(|arm| {
            let periods = self.periods.iter();
            periods.map(|rule| Flow::of(*arm, rule.period))
        });
        Part {
            drafts: Vec::new(),
            flows: flows.collect(),
            unknown_municipality: 0,
        }
    }

    fn add(&self, person: usize, part: &mut Part) {
        let found = self.courses_of(person);
        let mut unknown = false;
        let mut entered: Vec<(usize, Draft)> = Vec::new();
        for (index, rule) in self.periods.iter().enumerate() {
            let starts = self.starts(person, &found, rule);
            let place = self.place(person, rule, starts.first().copied());
            unknown |= place == Place::Unknown;
            let Place::In(arm, municipality) = place else {
                continue;
            };
            let flow = &mut part.flows[self.flow_index(arm, index)];
            flow.in_arm += 1;
            flow.ever_in_scheme += u64::from(!found.is_empty() || self.takes_everyone());
            flow.code_in_window += u64::from(self.coded_in(&found, rule.entry));
            let Some(&entry) = starts.first() else {
                continue;
            };
            flow.started += 1;
            flow.further_starts += u64::from(starts.len() > 1);
            let draft = self.draft(person, &found, rule, entry, (arm, municipality));
            flow.gone += u64::from(draft.gone);
            entered.push((index, draft));
        }
        part.unknown_municipality += u64::from(unknown);
        self.keep(entered, &found, part);
    }

    /// Notes who is in both periods, and leaves the later row out when the study asks for the first only.
    fn keep(&self, entered: Vec<(usize, Draft)>, found: &[Course], part: &mut Part) {
        let in_both = entered.len() > 1;
        let first_only = matches!(
            self.plan.entry,
            EntryPlan::Start {
                both_periods: BothPeriods::First,
                ..
            }
        );
        for (place, (index, draft)) in entered.into_iter().enumerate() {
            let flow = &mut part.flows[self.flow_index(draft.arm, index)];
            flow.in_other_period += u64::from(in_both);
            if place > 0 && first_only {
                flow.started -= 1;
                continue;
            }
            let stretches = self.in_course(found, draft.entry);
            part.drafts.push((draft, stretches));
        }
    }

    fn flow_index(&self, arm: Arm, period: usize) -> usize {
        let first = match arm {
            Arm::Participant => 0,
            Arm::Comparison => self.periods.len(),
        };
        first + period
    }

    /// No starts are looked for: everyone enters, or all who are enrolled.
    fn takes_everyone(&self) -> bool {
        matches!(self.plan.entry, EntryPlan::All | EntryPlan::Enrolment)
    }

    fn gap(&self) -> Gap {
        match self.plan.entry {
            EntryPlan::Start { gap, .. } => gap,
            EntryPlan::All | EntryPlan::Enrolment => Gap::Weeks(0),
        }
    }

    fn courses_of(&self, person: usize) -> Vec<Course> {
        if self.takes_everyone() {
            return Vec::new();
        }
        let spells = self.register.spells.spells_of(person);
        courses(spells, self.scheme, self.gap(), self.register.weeks())
    }

    /// The entry weeks a person has in a period.
    fn starts(&self, person: usize, found: &[Course], rule: &PeriodRule) -> Vec<Week> {
        if self.takes_everyone() {
            return self.entry_of(person, rule).into_iter().collect();
        }
        let starts = found.iter().filter(|c| c.is_start).map(|c| c.weeks.first);
        starts.filter(|week| rule.entry.contains(*week)).collect()
    }

    /// The week in which a person enters without a start: the first week of the window, or that of the enrolment, if it is observed.
    fn entry_of(&self, person: usize, rule: &PeriodRule) -> Option<Week> {
        let week = match self.plan.entry {
            EntryPlan::Enrolment => {
                let drawn = self.register.table.as_ref()?.drawn.as_ref()?;
                Week::of(drawn.date[person]?)
            }
            _ => rule.entry.first,
        };
        let inside = self.register.weeks().contains(week);
        (inside && self.register.spells.last_observed(person) >= week).then_some(week)
    }

    fn coded_in(&self, found: &[Course], entry: Window) -> bool {
        let mut coded = found.iter().flat_map(|c| &c.coded);
        self.takes_everyone() || coded.any(|w| clip(*w, entry).is_some())
    }

    /// The arm in the entry week; without a start, in the first week of the entry window.
    fn place(&self, person: usize, rule: &PeriodRule, entry: Option<Week>) -> Place {
        let current = matches!(
            self.plan.entry,
            EntryPlan::Start {
                municipality_at: MunicipalityAt::Current,
                ..
            }
        );
        let week = match current {
            true => rule.weeks.last,
            false => entry.unwrap_or(rule.entry.first),
        };
        self.arms.place(person, week)
    }

    fn draft(
        &self,
        person: usize,
        found: &[Course],
        rule: &PeriodRule,
        entry: Week,
        (arm, municipality): (Arm, u16),
    ) -> Draft {
        let end = follow_up_end(self.register, &self.exits, person, entry);
        let spell = found.iter().find(|c| c.weeks.first == entry);
        Draft {
            person: person as u32,
            arm,
            period: rule.period,
            site: u32::from(municipality),
            entry,
            spell_end: spell.map_or(end, |c| c.weeks.last),
            last: end.min(rule.weeks.last),
            gone: end < rule.weeks.last,
        }
    }

    fn in_course(&self, found: &[Course], entry: Week) -> Vec<Window> {
        let from_entry = Window {
            first: entry,
            last: self.register.weeks().last,
        };
        let inside = !matches!(
            self.plan.entry,
            EntryPlan::Start {
                bridged: Bridged::Outside,
                ..
            }
        );
        let stretches = found.iter().flat_map(|course| match inside {
            true => std::slice::from_ref(&course.weeks),
            false => course.coded.as_slice(),
        });
        stretches.filter_map(|w| clip(*w, from_entry)).collect()
    }
}

/// The codes that end follow-up.
pub(super) fn exit_codes() -> CodeSet {
    EXIT_CODES.into_iter().collect()
}

/// The week before the first exit code at or after entry, the last week observed, or the register's end.
pub(super) fn follow_up_end(
    register: &Register,
    exits: &CodeSet,
    person: usize,
    entry: Week,
) -> Week {
    let spells = &register.spells;
    let exit = spells
        .spells_of(person)
        .find(|s| s.to >= entry && exits.contains(s.code))
        .map(|s| s.from.max(entry).plus(-1));
    let observed = spells.last_observed(person);
    exit.map_or(observed, |week| week.min(observed))
}

fn assemble(rules: &Rules, parts: Vec<Part>, persons: u64) -> Cohort {
    let mut attrition = Attrition {
        persons,
        unknown_municipality: parts.iter().map(|p| p.unknown_municipality).sum(),
        flows: rules.empty_part().flows,
    };
    for (total, part) in parts.iter().flat_map(|p| p.flows.iter().enumerate()) {
        attrition.flows[total].add(part);
    }
    let drafts = || parts.iter().flat_map(|p| &p.drafts);
    let mut sites: Vec<u16> = Vec::new();
    if rules.arms.are_municipalities() {
        sites = drafts().map(|(draft, _)| draft.site as u16).collect();
        sites.sort_unstable();
        sites.dedup();
    }
    let windows = rules.periods.iter().map(|rule| rule.weeks).collect();
    let mut cohort = Cohort::new(sites.clone(), windows, attrition);
    for (draft, stretches) in drafts() {
        let site = sites.binary_search(&(draft.site as u16)).unwrap_or(0) as u32;
        cohort.push(Draft { site, ..*draft }, stretches);
    }
    cohort
}
