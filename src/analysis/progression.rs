//! `progression`: change over time within persons, question by question.

mod estimates;

use super::answers::listed;
use super::{Context, words};
use crate::findings::{
    AnalysisResult, Cell, Chart, Column, Counted, Described, Estimated, Label, Note, Reason, Row,
    Shape, Table, Unit,
};
use crate::register::{AnswerTimes, Records};
use crate::study::{NamedWord, ProgressionEstimator, ProgressionPlan, RecordKind};
use estimates::{Change, Path};
use std::collections::BTreeMap;

/// Runs the analysis.
pub fn run(context: &Context, plan: &ProgressionPlan) -> (AnalysisResult, Vec<Note>) {
    match describe(context, plan) {
        Ok((described, notes)) => (AnalysisResult::Described(Box::new(described)), notes),
        Err(reason) => (AnalysisResult::NotEstimated(reason), Vec::new()),
    }
}

/// A question with both estimates of its change.
struct Question {
    name: NamedWord,
    persons: u64,
    answers: u64,
    /// Persons with two answers or more at different times.
    followed: u64,
    trend: Result<Change, Reason>,
    first_last: Result<Change, Reason>,
}

impl Question {
    fn main(&self, estimator: ProgressionEstimator) -> &Result<Change, Reason> {
        match estimator {
            ProgressionEstimator::Trend => &self.trend,
            ProgressionEstimator::FirstLast => &self.first_last,
        }
    }
}

fn describe(context: &Context, plan: &ProgressionPlan) -> Result<(Described, Vec<Note>), Reason> {
    let missing = || Reason::new("needs-data", &[("needs", "progression".to_string())]);
    let records = context
        .records
        .get(&RecordKind::Progression)
        .ok_or_else(missing)?;
    let level = context.plan.conf_level;
    let questions: Vec<Question> = questions(records, plan)
        .into_iter()
        .map(|name| question(records, name, level))
        .collect::<Option<_>>()
        .ok_or_else(missing)?;
    let made = |q: &Question| q.main(plan.estimator).is_ok();
    if !questions.iter().any(made) {
        let first = questions
            .iter()
            .find_map(|q| q.main(plan.estimator).clone().err());
        return Err(first.unwrap_or_else(missing));
    }
    let significance = context.plan.significance;
    let significant = questions
        .iter()
        .filter_map(|q| q.main(plan.estimator).as_ref().ok())
        .filter(|change| change.p_value < significance)
        .count();
    let facts = [
        ("questions", questions.len().to_string()),
        ("significant", significant.to_string()),
        ("level", (100.0 * significance).to_string()),
    ];
    let once: u64 = questions
        .iter()
        .map(|q| q.persons - q.followed)
        .max()
        .unwrap_or(0);
    let mut notes = vec![Note::new("change-within-persons", &[])];
    if once > 0 {
        notes.push(Note::new("answered-once", &[("persons", once.to_string())]));
    }
    let silent = questions.iter().filter(|q| q.answers == 0);
    let silent = listed(silent.map(|q| q.name.id.as_str()));
    if !silent.is_empty() {
        notes.push(Note::new("items-without-answers", &[("items", silent)]));
    }
    let described = Described {
        finding: Label::with("progression-finding", &facts),
        shows: Label::said("progression-shows"),
        tables: vec![
            table(&questions, plan, significance),
            counts(questions.len(), significant),
        ],
        chart: Some(Chart {
            shape: Shape::Bars,
            table: 0,
            columns: vec![2],
            limits: vec![Some([4, 5])],
            ends: None,
            x: Label::said("change-per-month"),
            y: Label::said("survey-question"),
            marks: Vec::new(),
        }),
    };
    Ok((described, notes))
}

/// The questions of the study, or else those of the answers.
fn questions(records: &Records, plan: &ProgressionPlan) -> Vec<NamedWord> {
    if !plan.questions.is_empty() {
        return plan.questions.clone();
    }
    let words = records.find("item").map(|column| column.words().to_vec());
    let mut words = words.unwrap_or_default();
    words.retain(|word| !word.is_empty());
    words.sort();
    let named = words.into_iter().map(|id| NamedWord { id, label: None });
    named.collect()
}

/// Both estimates; `None` when the table lacks a column that the load has asked for.
fn question(records: &Records, name: NamedWord, conf_level: f64) -> Option<Question> {
    let (person, item) = (records.find("person_id")?, records.find("item")?);
    let (times, values) = (months(records)?, records.numbers("value").ok()?);
    let mut paths: BTreeMap<u32, Path> = BTreeMap::new();
    for row in (0..records.len()).filter(|row| item.word(*row) == name.id) {
        if values[row].is_nan() || times[row].is_nan() {
            continue;
        }
        let path = paths.entry(person.codes()[row]).or_default();
        path.push((times[row], values[row]));
    }
    let paths: Vec<Path> = paths.into_values().collect();
    Some(Question {
        persons: paths.len() as u64,
        answers: paths.iter().map(Vec::len).sum::<usize>() as u64,
        followed: paths.iter().filter(|p| estimates::is_followed(p)).count() as u64,
        trend: estimates::trend(&paths, conf_level),
        first_last: estimates::first_last(&paths, conf_level),
        name,
    })
}

/// Days of an average month.
const MONTH_DAYS: f64 = 365.25 / 12.0;

/// Time in months: numbers as they are, dates counted from an arbitrary day (only differences within persons matter).
fn months(records: &Records) -> Option<Vec<f64>> {
    let from = jiff::civil::date(2000, 1, 1);
    let month = |date: jiff::civil::Date| f64::from((date - from).get_days()) / MONTH_DAYS;
    Some(match AnswerTimes::of(records).ok()? {
        AnswerTimes::Numbers(numbers) => numbers,
        AnswerTimes::Dates(dates) => dates
            .into_iter()
            .map(|d| d.map_or(f64::NAN, month))
            .collect(),
    })
}

fn table(questions: &[Question], plan: &ProgressionPlan, significance: f64) -> Table {
    let column = |id: &str, over: Option<&str>| {
        let column = Column::new(id, Label::said(&format!("progression-{id}")));
        match over {
            Some(over) => column.over(Label::said(over)),
            None => column,
        }
    };
    let [trend, pairs] = [Some("trend"), Some("first-last")];
    let columns = vec![
        column("persons", None),
        column("answers", None),
        column("estimate", trend),
        column("std-error", trend),
        column("conf-low", trend),
        column("conf-high", trend),
        column("p", trend),
        column("pairs", pairs),
        column("mean-change", pairs),
        column("p-paired", pairs),
        column("direction", None),
        column("significant", None),
    ];
    Table {
        id: "progression".to_string(),
        title: Label::said("progression-title"),
        stub: Label::said("survey-question"),
        of: Counted::Persons,
        columns,
        rows: questions
            .iter()
            .map(|q| row(q, plan.estimator, significance))
            .collect(),
    }
}

fn row(question: &Question, estimator: ProgressionEstimator, significance: f64) -> Row {
    let n = Some(question.followed);
    let cell = |change: &Result<Change, Reason>, pick: fn(&Change) -> f64, unit| {
        let value = match change {
            Ok(change) => Estimated::Made(pick(change)),
            Err(reason) => Estimated::Not(reason.clone()),
        };
        Cell::estimate(value, unit, n)
    };
    let trend = |pick, unit| cell(&question.trend, pick, unit);
    let paired = |pick, unit| cell(&question.first_last, pick, unit);
    let main = question.main(estimator);
    let direction = match main {
        Ok(change) if change.estimate > 0.0 => "progress",
        Ok(change) if change.estimate < 0.0 => "decline",
        Ok(_) => "no-change",
        Err(_) => "not-estimated",
    };
    let significant = match main {
        Ok(change) if change.p_value < significance => "significant",
        Ok(_) => "not-significant",
        Err(_) => "not-estimated",
    };
    let label = match &question.name.label {
        Some(label) => Label::Given(words::text(label)),
        None => Label::name(&question.name.id),
    };
    Row::new(
        &question.name.id,
        label,
        vec![
            Cell::Count(Some(question.persons)),
            Cell::Count(Some(question.answers)),
            trend(|c| c.estimate, Unit::Coefficient),
            trend(|c| c.std_error, Unit::Coefficient),
            trend(|c| c.conf_low, Unit::Coefficient),
            trend(|c| c.conf_high, Unit::Coefficient),
            trend(|c| c.p_value, Unit::PValue),
            Cell::Count(n),
            paired(|c| c.estimate, Unit::Score),
            paired(|c| c.p_value, Unit::PValue),
            Cell::Words(Label::said(direction)),
            Cell::Words(Label::said(significant)),
        ],
    )
}

fn counts(questions: usize, significant: usize) -> Table {
    let row = |id: &str, n: usize| {
        let label = Label::said(&format!("progression-{id}"));
        Row::new(id, label, vec![Cell::number(n as f64, Unit::Whole)])
    };
    Table {
        id: "counts".to_string(),
        title: Label::said("progression-counts-title"),
        stub: Label::said("questions"),
        of: Counted::Sites,
        columns: vec![Column::new("n", Label::said("number"))],
        rows: vec![row("asked", questions), row("significant", significant)],
    }
}

/// The settings in force.
pub fn settings(plan: &ProgressionPlan) -> Vec<(&'static str, String)> {
    let estimator = match plan.estimator {
        ProgressionEstimator::Trend => "trend",
        ProgressionEstimator::FirstLast => "first-last",
    };
    vec![("estimator", estimator.to_string())]
}
