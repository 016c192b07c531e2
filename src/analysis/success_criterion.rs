//! `success-criterion`: in how many municipalities enough of a group had an outcome over some months (FSM-2).

use super::described_parts::{may_be_told, percent_fact};
use super::weekly_share::weekly_outcome;
use super::{Context, words};
use crate::calendar::{Month, MonthWindow, Week, Window};
use crate::cohort::{Referrals, WeeklyOutcome, clip, followed_to};
use crate::findings::{
    AnalysisResult, Cell, Chart, Column, Counted, Described, Estimated, Label, Light, Mark, Note,
    Reason, Row, Shape, Share, Table, Unit,
};
use crate::register::aggregates::month_at;
use crate::study::{CriterionChart, CriterionReading, RecordKind, SuccessCriterionPlan};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Months of the default window.
const MONTHS: i32 = 3;

const READINGS: [(CriterionReading, &str); 3] = [
    (CriterionReading::Touched, "touched"),
    (CriterionReading::WeeklyMean, "weekly-mean"),
    (CriterionReading::Unbroken, "unbroken"),
];

/// Runs the analysis.
pub fn run(context: &Context, plan: &SuccessCriterionPlan) -> (AnalysisResult, Vec<Note>) {
    match Criterion::of(context, plan) {
        Ok(criterion) => criterion.result(),
        Err(reason) => (AnalysisResult::NotEstimated(reason), Vec::new()),
    }
}

/// The settings in force.
pub fn settings(plan: &SuccessCriterionPlan) -> Vec<(&'static str, String)> {
    let mut settings = vec![
        ("group", plan.group.clone()),
        ("percent", plan.percent.to_string()),
        ("reading", word(plan.reading).to_string()),
    ];
    settings.extend(plan.window.map(|window| ("window", window.to_string())));
    settings
}

fn word(reading: CriterionReading) -> &'static str {
    READINGS
        .iter()
        .find(|(r, _)| *r == reading)
        .map_or("", |(_, word)| word)
}

/// A person referred to the group, with the weeks of each outcome.
struct Person {
    from: Date,
    until: Option<Date>,
    /// The last week followed.
    last: Week,
    site: u16,
    weeks: Vec<Vec<Window>>,
}

/// What the persons of a municipality add up to over a window.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    persons: u64,
    touched: u64,
    unbroken: u64,
    contact_weeks: u64,
    person_weeks: u64,
}

struct Criterion<'a> {
    context: &'a Context<'a>,
    plan: &'a SuccessCriterionPlan,
    /// The main outcome, then those beside it.
    outcomes: Vec<usize>,
    persons: Vec<Person>,
    /// Every municipality with a referral to any group.
    sites: Vec<u16>,
    window: MonthWindow,
    /// The full months for which every outcome is known.
    months: MonthWindow,
    unknown_site: u64,
    unmatched: u64,
}

impl<'a> Criterion<'a> {
    fn of(
        context: &'a Context<'a>,
        plan: &'a SuccessCriterionPlan,
    ) -> Result<Criterion<'a>, Reason> {
        let needs = |what: &str| Reason::new("needs-data", &[("needs", what.to_string())]);
        let mut outcomes = vec![plan.outcome];
        outcomes.extend(&plan.beside);
        let made = outcomes.iter().map(|o| weekly_outcome(context, *o));
        let made: Vec<WeeklyOutcome> = made.collect::<Option<_>>().ok_or(needs("hours"))?;
        let study = context.cohort.windows[0];
        let known = made.iter().map(WeeklyOutcome::known).fold(study, common);
        let months = full_months(known).ok_or(needs("full months"))?;
        let window = plan.window.unwrap_or(MonthWindow {
            first: months.last.plus(1 - MONTHS).max(months.first),
            last: months.last,
        });
        if window.first < months.first || months.last < window.last {
            return Err(Reason::new(
                "outside-hours",
                &[("month", window.to_string())],
            ));
        }
        let records = context.records.get(&RecordKind::Enrolment);
        let referrals = records.and_then(|r| Referrals::of(r, context.register).ok());
        let referrals = referrals.ok_or(needs("enrolment"))?;
        let mut criterion = Criterion {
            context,
            plan,
            outcomes,
            persons: Vec::new(),
            sites: Vec::new(),
            window,
            months,
            unknown_site: 0,
            unmatched: referrals.unmatched,
        };
        criterion.fill(&referrals, &made);
        match criterion.persons.is_empty() {
            true => Err(Reason::new("no-persons", &[("group", plan.group.clone())])),
            false => Ok(criterion),
        }
    }

    fn fill(&mut self, referrals: &Referrals, outcomes: &[WeeklyOutcome]) {
        let register = self.context.register;
        let group = referrals.group(&self.plan.group);
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

    /// Persons in the group on the first day of the window, and their contact in it, by municipality.
    fn tally(&self, window: MonthWindow, outcome: usize) -> BTreeMap<u16, Tally> {
        let day = first_day(window.first);
        let weeks = Window {
            first: window.first.weeks().0,
            last: window.last.weeks().1,
        };
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
            let contact: usize = contact.map(Window::len).sum();
            let tally = tallies.entry(p.site).or_default();
            tally.persons += 1;
            tally.touched += u64::from(contact > 0);
            tally.unbroken += u64::from(contact == weeks.len());
            tally.contact_weeks += contact as u64;
            tally.person_weeks += followed.len() as u64;
        }
        tallies
    }

    fn result(&self) -> (AnalysisResult, Vec<Note>) {
        let tallies = self.tally(self.window, 0);
        let met = tallies
            .values()
            .filter(|t| t.met(self.plan.reading, self.plan.percent));
        let met = met.count();
        let facts = [
            ("met", met.to_string()),
            ("sites", tallies.len().to_string()),
            ("percent", self.plan.percent.to_string()),
            ("months", self.window.to_string()),
        ];
        let tables = vec![
            self.site_table(&tallies),
            self.judged_table(),
            self.outcome_table(),
            self.rolling_table(),
        ];
        let (table, shape) = match self.plan.chart {
            CriterionChart::Sites => (0, Shape::Bars),
            CriterionChart::Rolling => (3, Shape::Lines),
        };
        let line = Mark {
            at: self.plan.percent / 100.0,
            label: Label::with("fsmkl-criterion-line", &facts),
        };
        let (finding, shows) = match self.plan.chart {
            CriterionChart::Sites => (None, "fsmkl-shows-criterion"),
            CriterionChart::Rolling => (self.rolling_finding(), "fsmkl-shows-rolling"),
        };
        let whom = [
            ("group", self.plan.group.clone()),
            ("months", self.window.to_string()),
        ];
        let described = Described {
            finding: finding.unwrap_or_else(|| Label::with("fsmkl-found-criterion", &facts)),
            shows: Label::with(shows, &whom),
            tables,
            chart: Some(Chart {
                shape,
                table,
                columns: vec![1],
                limits: vec![None],
                x: Label::said(match shape {
                    Shape::Lines => "fsmkl-window-end",
                    _ => "fsmkl-percent",
                }),
                y: Label::said(match shape {
                    Shape::Lines => "fsmkl-percent",
                    _ => "fsmkl-municipality",
                }),
                // On a chart of lines a mark stands on the axis of time, and the criterion is a share.
                marks: match shape {
                    Shape::Bars => vec![line],
                    _ => Vec::new(),
                },
            }),
        };
        (
            AnalysisResult::Described(Box::new(described)),
            self.notes(&tallies),
        )
    }

    /// Municipalities with their share, greatest first.
    fn site_table(&self, tallies: &BTreeMap<u16, Tally>) -> Table {
        let mut sites: Vec<(&u16, &Tally)> = tallies.iter().collect();
        sites.sort_by(|(a, x), (b, y)| {
            let share = |t: &Tally| t.fraction(self.plan.reading);
            share(y).total_cmp(&share(x)).then(a.cmp(b))
        });
        let row = |(code, tally): (&u16, &Tally)| {
            let name = words::municipality(self.context, *code);
            let light = Some(match tally.met(self.plan.reading, self.plan.percent) {
                true => Light::Green,
                false => Light::Red,
            });
            let cells = vec![
                Cell::Count(Some(tally.persons)),
                tally.cell(self.plan.reading, light),
            ];
            Row::new(&code.to_string(), Label::name(&name), cells)
        };
        Table {
            id: "sites".to_string(),
            title: Label::said("fsmkl-criterion-by-site"),
            stub: Label::said("fsmkl-municipality"),
            of: Counted::Persons,
            columns: vec![
                Column::new("persons", Label::said("fsmkl-persons-in-group")),
                Column::new("share", Label::said(reading_label(self.plan.reading))),
            ],
            rows: sites.into_iter().map(row).collect(),
        }
    }

    /// Municipalities that meet the criterion, by outcome and reading.
    fn judged_table(&self) -> Table {
        self.by_outcome(
            "criterion",
            "fsmkl-criterion-met",
            Counted::Sites,
            |outcome, reading| {
                let tallies = self.tally(self.window, outcome);
                let met = tallies
                    .values()
                    .filter(|t| t.met(reading, self.plan.percent));
                Cell::share(met.count() as u64, tallies.len() as u64)
            },
        )
    }

    /// The whole group, by outcome and reading.
    fn outcome_table(&self) -> Table {
        self.by_outcome(
            "all",
            "fsmkl-criterion-all",
            Counted::Persons,
            |outcome, reading| total(&self.tally(self.window, outcome)).cell(reading, None),
        )
    }

    fn by_outcome(
        &self,
        id: &str,
        title: &str,
        of: Counted,
        cell: impl Fn(usize, CriterionReading) -> Cell,
    ) -> Table {
        let row = |(at, index): (usize, &usize)| {
            let outcome = words::outcome(self.context, *index);
            let cells = READINGS.iter().map(|(reading, _)| cell(at, *reading));
            Row::new(&outcome.id, Label::Given(outcome.label), cells.collect())
        };
        let column = |(reading, word): &(CriterionReading, &str)| {
            Column::new(word, Label::said(reading_label(*reading)))
        };
        Table {
            id: id.to_string(),
            title: Label::said(title),
            stub: Label::said("fsmkl-outcome"),
            of,
            columns: READINGS.iter().map(column).collect(),
            rows: self.outcomes.iter().enumerate().map(row).collect(),
        }
    }

    /// The main outcome over windows of the same length, one month after another.
    fn rolling_table(&self) -> Table {
        let length = self.window.last.0 - self.window.first.0;
        let ends = self.months.first.0 + length..=self.months.last.0;
        let row = |end: i32| {
            let window = MonthWindow {
                first: Month(end - length),
                last: Month(end),
            };
            let tallies = self.tally(window, 0);
            let all = total(&tallies);
            let met = tallies
                .values()
                .filter(|t| t.met(self.plan.reading, self.plan.percent));
            let cells = vec![
                Cell::Count(Some(all.persons)),
                match all.persons {
                    0 => Cell::Empty,
                    _ => all.cell(self.plan.reading, None),
                },
                Cell::number(met.count() as f64, Unit::Whole),
                Cell::number(tallies.len() as f64, Unit::Whole),
            ];
            let label = Label::with("fsmkl-months", &[("months", window.to_string())]);
            Row::new(&window.last.to_string(), label, cells).at(month_at(window.last))
        };
        Table {
            id: "rolling".to_string(),
            title: Label::said("fsmkl-rolling"),
            stub: Label::said("fsmkl-window"),
            of: Counted::Persons,
            columns: vec![
                Column::new("persons", Label::said("fsmkl-persons-in-group")),
                Column::new("share", Label::said(reading_label(self.plan.reading))),
                Column::new("met", Label::said("fsmkl-sites-met")),
                Column::new("sites", Label::said("fsmkl-sites-judged")),
            ],
            rows: ends.map(row).collect(),
        }
    }

    /// The share of all municipalities in the first window and the last.
    fn rolling_finding(&self) -> Option<Label> {
        let length = self.window.last.0 - self.window.first.0;
        let share = |end: Month| {
            let window = MonthWindow {
                first: end.plus(-length),
                last: end,
            };
            let (counted, of) = total(&self.tally(window, 0)).parts(self.plan.reading);
            may_be_told(counted, of).then(|| (window.to_string(), percent_fact(counted, of)))
        };
        let mut ends = (self.months.first.0 + length..=self.months.last.0).map(Month);
        let first = ends.find_map(share)?;
        let last = share(self.months.last)?;
        let facts = [
            ("first_months", first.0),
            ("first", first.1),
            ("last_months", last.0),
            ("last", last.1),
        ];
        Some(Label::with("fsmkl-found-rolling", &facts))
    }

    fn notes(&self, tallies: &BTreeMap<u16, Tally>) -> Vec<Note> {
        let mut notes = vec![Note::new("fsmkl-exact-share", &[])];
        let empty: Vec<String> = self
            .sites
            .iter()
            .filter(|site| !tallies.contains_key(site))
            .map(|site| words::municipality(self.context, *site))
            .collect();
        if !empty.is_empty() {
            let facts = [
                ("sites", empty.len().to_string()),
                ("names", empty.join(", ")),
            ];
            notes.push(Note::new("fsmkl-sites-without", &facts));
        }
        for (code, persons) in [
            ("fsmkl-unknown-site", self.unknown_site),
            ("fsmkl-not-in-register", self.unmatched),
        ] {
            if persons > 0 {
                notes.push(Note::new(code, &[("persons", persons.to_string())]));
            }
        }
        notes
    }
}

impl Tally {
    /// The counts that the reading sets against each other.
    fn parts(&self, reading: CriterionReading) -> (u64, u64) {
        match reading {
            CriterionReading::Touched => (self.touched, self.persons),
            CriterionReading::WeeklyMean => (self.contact_weeks, self.person_weeks),
            CriterionReading::Unbroken => (self.unbroken, self.persons),
        }
    }

    fn fraction(&self, reading: CriterionReading) -> f64 {
        let (counted, of) = self.parts(reading);
        counted as f64 / of.max(1) as f64
    }

    /// Judged on the counts themselves, so that exactly the criterion is met.
    fn met(&self, reading: CriterionReading, percent: f64) -> bool {
        let (counted, of) = self.parts(reading);
        counted as f64 * 100.0 >= percent * of as f64
    }

    fn cell(&self, reading: CriterionReading, light: Option<Light>) -> Cell {
        let (counted, of) = self.parts(reading);
        match reading {
            CriterionReading::WeeklyMean => Cell::Number {
                value: Estimated::Made(self.fraction(reading)),
                unit: Unit::Fraction,
                n: Some(self.persons),
                light,
            },
            _ => Cell::Share {
                share: Share::of(counted, of),
                light,
            },
        }
    }
}

fn total(tallies: &BTreeMap<u16, Tally>) -> Tally {
    tallies.values().fold(Tally::default(), |sum, t| Tally {
        persons: sum.persons + t.persons,
        touched: sum.touched + t.touched,
        unbroken: sum.unbroken + t.unbroken,
        contact_weeks: sum.contact_weeks + t.contact_weeks,
        person_weeks: sum.person_weeks + t.person_weeks,
    })
}

fn reading_label(reading: CriterionReading) -> &'static str {
    match reading {
        CriterionReading::Touched => "fsmkl-touched",
        CriterionReading::WeeklyMean => "fsmkl-weekly-mean",
        CriterionReading::Unbroken => "fsmkl-unbroken",
    }
}

fn common(a: Window, b: Window) -> Window {
    Window {
        first: a.first.max(b.first),
        last: a.last.min(b.last),
    }
}

/// The months whose every week lies in the window.
pub(super) fn full_months(window: Window) -> Option<MonthWindow> {
    let (first, last) = (window.first.month(), window.last.month());
    let months = MonthWindow {
        first: if first.weeks().0 < window.first {
            first.plus(1)
        } else {
            first
        },
        last: if window.last < last.weeks().1 {
            last.plus(-1)
        } else {
            last
        },
    };
    (months.first <= months.last).then_some(months)
}

fn first_day(month: Month) -> Date {
    let (year, month) = month.year_month();
    Date::new(year as i16, month as i8, 1).unwrap_or(Date::MIN)
}
