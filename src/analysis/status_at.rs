//! `status-at`: the share in a status at weeks since entry, in calendar weeks, ever, and over time (KL-4, KL-5, FSM-3).

mod findings;

use super::referred::{self, nobody_in, referrals};
use super::weekly_share::weekly_outcome;
use super::{Context, words};
use crate::calendar::{Week, Window};
use crate::cohort::Arm;
use crate::findings::{
    AnalysisResult, Cell, Chart, Column, Counted, Described, Estimated, Label, Note, Reason, Row,
    Shape, Table, Unit,
};
use crate::study::{StatusAmong, StatusAtPlan, StatusCount, StatusReading, StatusSeries};

/// Someone the shares count: from the entry week on.
struct Subject {
    entry: Week,
    /// The last week of the entry spell, or of the stay in the group.
    spell_end: Week,
    /// The last week followed inside the window.
    last: Week,
    /// The window's last week.
    end: Week,
    /// The stretches in the course or group that `on` counts.
    inside: Vec<Window>,
    /// The weeks with each outcome, sorted stretches.
    weeks: Vec<Vec<Window>>,
}

/// What a row of the table asks.
#[derive(Clone, Copy)]
enum Moment {
    Since(u32),
    On(Week),
    Ever,
}

/// Runs the analysis.
pub fn run(context: &Context, plan: &StatusAtPlan) -> (AnalysisResult, Vec<Note>) {
    let refuse = |reason| (AnalysisResult::NotEstimated(reason), Vec::new());
    let counted = match Counting::of(context, plan) {
        Ok(counted) => counted,
        Err(reason) => return refuse(reason),
    };
    if counted.subjects.is_empty() {
        return refuse(Reason::new("no-persons", &[]));
    }
    let mut moments: Vec<Moment> = plan.at.iter().map(|k| Moment::Since(*k)).collect();
    moments.extend(plan.on.iter().map(|week| Moment::On(*week)));
    moments.extend(plan.ever.then_some(Moment::Ever));
    let mut tables = Vec::new();
    if !moments.is_empty() {
        tables.push(counted.table(&moments));
    }
    if let Some(StatusSeries { every, until }) = plan.series {
        tables.push(counted.series(every, until));
    }
    let described = Described {
        finding: findings::of(&counted, &tables, &moments),
        shows: Label::said(counted.shows()),
        chart: Some(chart(plan, tables.len() - 1)),
        tables,
    };
    (
        AnalysisResult::Described(Box::new(described)),
        counted.notes,
    )
}

/// The settings in force.
pub fn settings(plan: &StatusAtPlan) -> Vec<(&'static str, String)> {
    let mut settings = vec![
        (
            "count",
            match plan.count {
                StatusCount::With => "with",
                StatusCount::Without => "without",
            }
            .to_string(),
        ),
        (
            "among",
            match plan.among {
                StatusAmong::InSpell => "in-spell",
                StatusAmong::Started => "ever-in",
            }
            .to_string(),
        ),
        (
            "reading",
            match plan.reading {
                StatusReading::Week => "week",
                StatusReading::SoFar => "so-far",
            }
            .to_string(),
        ),
    ];
    settings.extend(plan.group.clone().map(|group| ("group", group)));
    settings
}

/// What a series counts its weeks from.
fn since_code(plan: &StatusAtPlan) -> &'static str {
    match plan.group {
        None => "status-weeks-since-entry",
        Some(_) => "status-weeks-since-referral",
    }
}

fn chart(plan: &StatusAtPlan, table: usize) -> Chart {
    let drawn = plan.outcomes.len();
    let series = plan.series.is_some();
    Chart {
        shape: match series {
            true => Shape::Lines,
            false => Shape::Bars,
        },
        table,
        columns: (0..drawn).collect(),
        limits: vec![None; drawn],
        ends: None,
        x: Label::said(match series {
            true => since_code(plan),
            false => "percent",
        }),
        y: Label::said(match series {
            true => "percent",
            false => "status-when",
        }),
        marks: Vec::new(),
    }
}

struct Counting<'a> {
    context: &'a Context<'a>,
    plan: &'a StatusAtPlan,
    subjects: Vec<Subject>,
    /// The weeks for which each outcome can be known.
    known: Vec<Window>,
    /// What is told of the referrals.
    notes: Vec<Note>,
}

impl<'a> Counting<'a> {
    fn of(context: &'a Context<'a>, plan: &'a StatusAtPlan) -> Result<Counting<'a>, Reason> {
        let needs = |what: &str| Reason::new("needs-data", &[("needs", what.to_string())]);
        let outcomes = plan.outcomes.iter().map(|o| weekly_outcome(context, *o));
        let outcomes: Vec<_> = outcomes.collect::<Option<_>>().ok_or(needs("hours"))?;
        let mut notes = Vec::new();
        let mut subjects = Vec::new();
        let weeks = |person: u32| -> Vec<Vec<Window>> {
            let of = |outcome: &crate::cohort::WeeklyOutcome| {
                let mut weeks = Vec::new();
                outcome.weeks_of(person as usize, &mut weeks);
                weeks
            };
            outcomes.iter().map(of).collect()
        };
        match &plan.group {
            None => {
                let cohort = context.cohort;
                for m in cohort.members.iter().filter(|m| m.arm == Arm::Participant) {
                    let followed = m.followed();
                    let inside = cohort.in_course(m).iter();
                    let inside = inside.filter_map(|w| crate::cohort::clip(*w, followed));
                    subjects.push(Subject {
                        entry: m.entry,
                        spell_end: m.spell_end,
                        last: m.last,
                        end: cohort.windows[m.window()].last,
                        inside: inside.collect(),
                        weeks: weeks(m.person),
                    });
                }
            }
            Some(word) => {
                let referrals = referrals(context)?;
                let nobody = || nobody_in(word, &referrals);
                let group = referrals.group(word).ok_or_else(nobody)?;
                notes = referred::notes(context, &referrals);
                let stays = referrals.stays(group, context.register, context.cohort.windows[0]);
                if stays.is_empty() {
                    return Err(nobody());
                }
                for s in stays {
                    let stay = Window {
                        first: s.entry,
                        last: s.spell_end.min(s.last),
                    };
                    subjects.push(Subject {
                        entry: s.entry,
                        spell_end: s.spell_end,
                        last: s.last,
                        end: context.cohort.windows[0].last,
                        inside: vec![stay],
                        weeks: weeks(s.person),
                    });
                }
            }
        }
        Ok(Counting {
            context,
            plan,
            subjects,
            known: outcomes.iter().map(|o| o.known()).collect(),
            notes,
        })
    }

    /// A row per moment.
    fn table(&self, moments: &[Moment]) -> Table {
        let row = |moment: &Moment| moment.row(self.plan.group.is_some(), self.cells(*moment));
        Table {
            id: "status".to_string(),
            title: Label::said("status-title"),
            stub: Label::said("status-when"),
            of: Counted::Persons,
            columns: self.columns(),
            rows: moments.iter().map(row).collect(),
        }
    }

    /// A row per week of the series.
    fn series(&self, every: u32, until: u32) -> Table {
        let row = |k: u32| {
            let label = Label::with("status-weeks", &[("week", k.to_string())]);
            let cells = self.cells(Moment::Since(k));
            Row::new(&format!("week-{k}"), label, cells).at(f64::from(k))
        };
        Table {
            id: "series".to_string(),
            title: Label::said("status-series"),
            stub: Label::said(since_code(self.plan)),
            of: Counted::Persons,
            columns: self.columns(),
            rows: (0..=until).step_by(every as usize).map(row).collect(),
        }
    }

    fn columns(&self) -> Vec<Column> {
        let column = |outcome: &usize| {
            let outcome = words::outcome(self.context, *outcome);
            let label = match self.plan.count {
                StatusCount::With => Label::Given(outcome.label),
                StatusCount::Without => {
                    Label::with("status-without", &findings::named(&outcome.label))
                }
            };
            Column::new(&outcome.id, label)
        };
        self.plan.outcomes.iter().map(column).collect()
    }

    fn cells(&self, moment: Moment) -> Vec<Cell> {
        let outcomes = 0..self.plan.outcomes.len();
        outcomes.map(|o| self.cell(moment, o)).collect()
    }

    /// The share at a moment, or why there is none.
    fn cell(&self, moment: Moment, outcome: usize) -> Cell {
        let study = self.context.cohort.windows[0];
        if let (Moment::On(week), Some(_)) = (moment, &self.plan.group)
            && !study.contains(week)
        {
            let facts = [("weeks", study.to_string())];
            return not_made(Reason::new("outside-study", &facts));
        }
        let (mut counted, mut n, mut outside) = (0_u64, 0_u64, false);
        for subject in &self.subjects {
            let Some(weeks) = subject.asked(moment, self.plan) else {
                continue;
            };
            let known = self.known[outcome];
            outside |= !known.contains(weeks.first) || !known.contains(weeks.last);
            n += 1;
            let has = subject.weeks[outcome]
                .iter()
                .any(|w| crate::cohort::clip(*w, weeks).is_some());
            counted += u64::from(has == (self.plan.count == StatusCount::With));
        }
        match (outside, n) {
            (true, _) => not_made(Reason::new("outside-hours", &[])),
            (_, 0) => not_made(Reason::new("no-persons", &[])),
            _ => Cell::share(counted, n),
        }
    }

    /// Which phrase says whom the table counts.
    fn shows(&self) -> &'static str {
        match (self.plan.among, self.plan.group.is_some()) {
            (StatusAmong::InSpell, false) => "status-shows-in-spell",
            (StatusAmong::Started, false) => "status-shows-started",
            (StatusAmong::InSpell, true) => "status-shows-group-in-spell",
            (StatusAmong::Started, true) => "status-shows-group-started",
        }
    }
}

impl Subject {
    /// The weeks that decide at a moment; `None` when the person is not counted then.
    fn asked(&self, moment: Moment, plan: &StatusAtPlan) -> Option<Window> {
        let in_spell = plan.among == StatusAmong::InSpell;
        let (week, counted) = match moment {
            Moment::Since(k) => {
                let week = self.entry.plus(k as i32);
                (
                    week,
                    week <= self.last && (!in_spell || week <= self.spell_end),
                )
            }
            Moment::On(week) => {
                let inside = self.inside.iter().any(|w| w.contains(week));
                let followed = self.entry <= week && week <= self.last;
                (week, followed && (!in_spell || inside))
            }
            Moment::Ever => {
                let still_in = self.spell_end.min(self.last) >= self.end;
                (self.last, !in_spell || still_in)
            }
        };
        let alone = plan.reading == StatusReading::Week && !matches!(moment, Moment::Ever);
        counted.then_some(Window {
            first: if alone { week } else { self.entry },
            last: week,
        })
    }
}

impl Moment {
    fn row(self, of_group: bool, cells: Vec<Cell>) -> Row {
        match self {
            Moment::Since(k) => {
                let code = match of_group {
                    true => "status-week-since-referral",
                    false => "status-week-since",
                };
                let label = Label::with(code, &[("week", k.to_string())]);
                Row::new(&format!("week-{k}"), label, cells).at(f64::from(k))
            }
            Moment::On(week) => {
                let label = Label::with("status-in-week", &[("week", week.to_string())]);
                Row::new(&week.to_string(), label, cells)
            }
            Moment::Ever => Row::new("ever", Label::said("status-ever"), cells),
        }
    }
}

fn not_made(reason: Reason) -> Cell {
    Cell::estimate(Estimated::Not(reason), Unit::Fraction, None)
}
