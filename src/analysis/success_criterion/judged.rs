//! Who is judged: the persons referred to the group, their weeks with each outcome, and the months in which these are known.

use super::super::Context;
use super::super::referred::{nobody_in, notes, referrals};
use super::super::weekly_share::weekly_outcome;
use super::tally::Tally;
use crate::calendar::{Month, MonthWindow, Week, Window};
use crate::cohort::{Referrals, WeeklyOutcome, clip, followed_to};
use crate::findings::{Note, Reason};
use crate::study::SuccessCriterionPlan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Months of the default window.
const MONTHS: i32 = 3;

/// A person referred to the group, with the weeks of each outcome.
struct Person {
    from: Date,
    until: Option<Date>,
    /// The last week followed.
    last: Week,
    site: u16,
    weeks: Vec<Vec<Window>>,
}

/// The persons of the group, and what was asked of them.
pub struct Judged {
    /// The main outcome, then those beside it.
    pub outcomes: Vec<usize>,
    persons: Vec<Person>,
    /// Every municipality with a referral to any group.
    pub sites: Vec<u16>,
    pub window: MonthWindow,
    /// The full months for which every outcome is known.
    pub months: MonthWindow,
    pub unknown_site: u64,
    /// What is told of the referrals.
    pub notes: Vec<Note>,
}

impl Judged {
    pub fn of(context: &Context, plan: &SuccessCriterionPlan) -> Result<Judged, Reason> {
        let needs = |what: &str| Reason::new("needs-data", &[("needs", what.to_string())]);
        let mut outcomes = vec![plan.outcome];
        outcomes.extend(&plan.beside);
        let made = outcomes.iter().map(|o| weekly_outcome(context, *o));
        let made: Vec<WeeklyOutcome> = made.collect::<Option<_>>().ok_or(needs("hours"))?;
        let study = context.cohort.windows[0];
        let known = made.iter().map(WeeklyOutcome::known);
        let known = known.fold(study, Window::common);
        let months = MonthWindow::full_in(known).ok_or(needs("full months"))?;
        let window = plan.window.unwrap_or(MonthWindow {
            first: months.last.plus(1 - MONTHS).max(months.first),
            last: months.last,
        });
        if window.first < months.first || months.last < window.last {
            let facts = [
                ("months", window.to_string()),
                ("known", months.to_string()),
            ];
            return Err(Reason::new("outside-known-months", &facts));
        }
        let referrals = referrals(context)?;
        let mut judged = Judged {
            outcomes,
            persons: Vec::new(),
            sites: Vec::new(),
            window,
            months,
            unknown_site: 0,
            notes: notes(context, &referrals),
        };
        judged.fill(context, &plan.group, &referrals, &made);
        match judged.persons.is_empty() {
            true => Err(nobody_in(&plan.group, &referrals)),
            false => Ok(judged),
        }
    }

    fn fill(
        &mut self,
        context: &Context,
        group: &str,
        referrals: &Referrals,
        outcomes: &[WeeklyOutcome],
    ) {
        let register = context.register;
        let group = referrals.group(group);
        for r in &referrals.all {
            let person = r.person as usize;
            let referred = Week::of(r.date);
            let table = register.table.as_ref();
            let site = table.and_then(|t| t.municipality_in(person, referred));
            let site = match site.unwrap_or(0) {
                0 | 411 => {
                    self.unknown_site += u64::from(Some(r.group) == group);
                    continue;
                }
                site => site,
            };
            self.sites.push(site);
            if Some(r.group) != group {
                continue;
            }
            let weeks = outcomes.iter().map(|outcome| {
                let mut weeks = Vec::new();
                outcome.weeks_of(person, &mut weeks);
                weeks
            });
            self.persons.push(Person {
                from: r.date,
                until: r.until,
                last: followed_to(register, person, referred),
                site,
                weeks: weeks.collect(),
            });
        }
        self.sites.sort_unstable();
        self.sites.dedup();
    }

    /// Persons in the group on the first day of the window, and their contact in it, by municipality; `outcome` counts as in `outcomes`.
    pub fn tally(&self, window: MonthWindow, outcome: usize) -> BTreeMap<u16, Tally> {
        let day = window.first.first_day();
        let weeks = window.weeks();
        let mut tallies: BTreeMap<u16, Tally> = BTreeMap::new();
        for p in &self.persons {
            let in_group = p.from <= day && p.until.is_none_or(|until| day < until);
            if !in_group || p.last < weeks.first {
                continue;
            }
            let followed = Window {
                first: weeks.first,
                last: weeks.last.min(p.last),
            };
            let contact = p.weeks[outcome].iter().filter_map(|w| clip(*w, followed));
            let contact = contact.map(Window::len).sum();
            let tally = tallies.entry(p.site).or_default();
            tally.add(contact, followed.len(), weeks.len());
        }
        tallies
    }

    /// Windows as long as the one judged, the first ending as early as the data allow, one for each month.
    pub fn rolling(&self) -> Vec<MonthWindow> {
        let length = self.window.last.0 - self.window.first.0;
        let ends = self.months.first.0 + length..=self.months.last.0;
        ends.map(|end| MonthWindow {
            first: Month(end - length),
            last: Month(end),
        })
        .collect()
    }
}
