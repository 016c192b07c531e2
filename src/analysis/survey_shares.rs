//! `survey-shares`: the shares of answers in categories, by question.

mod finding;
mod response;
mod sites;

use super::answers::{Answers, Level, Who};
use super::{Context, words};
use crate::findings::{
    AnalysisResult, Cell, Chart, Column, Counted, Described, Estimated, Label, Note, Reason, Row,
    Shape, Table, Unit,
};
use crate::study::{
    AnswerCategory, AnswerUnit, AnswersBy, DoNotKnow, OnlyAnswers, PartLabels, QuestionPlan,
    SurveySharesPlan,
};
use std::collections::{BTreeMap, BTreeSet};

/// The column of "do not know".
const DO_NOT_KNOW: &str = "do-not-know";

/// Runs the analysis.
pub fn run(context: &Context, plan: &SurveySharesPlan) -> (AnalysisResult, Vec<Note>) {
    let answers = match Answers::of(context).and_then(|answers| asked(answers, plan)) {
        Ok(answers) => answers,
        Err(reason) => return (AnalysisResult::NotEstimated(reason), Vec::new()),
    };
    let (described, notes) = describe(&answers, plan);
    (AnalysisResult::Described(Box::new(described)), notes)
}

/// The columns that the answers are told apart by.
fn columns_asked(plan: &SurveySharesPlan) -> Vec<AnswersBy> {
    let mut columns = vec![plan.by];
    columns.extend((plan.unit == AnswerUnit::Site).then_some(AnswersBy::Site));
    columns.extend((!plan.invited.is_empty()).then_some(plan.invited_by));
    columns
}

/// The answers, when there is something to tell of them.
fn asked<'a>(answers: Answers<'a>, plan: &SurveySharesPlan) -> Result<Answers<'a>, Reason> {
    answers.need(&columns_asked(plan))?;
    match answers.any(&plan.items(), &plan.only) {
        true => Ok(answers),
        false => Err(Reason::new("no-answers", &[])),
    }
}

/// What the units of a question gave: each unit once per category.
#[derive(Debug, Default, Clone, PartialEq)]
struct Tally {
    /// By category, in the order of the question.
    in_category: Vec<u64>,
    unknown: u64,
    /// Units with any answer that counts.
    units: u64,
    /// Of these, units whose answers are in none of the categories.
    elsewhere: u64,
    /// Sum of the numbers of a question that asks for one.
    sum: f64,
}

fn describe(answers: &Answers, plan: &SurveySharesPlan) -> (Described, Vec<Note>) {
    let mut notes = answers.notes(&plan.items(), &plan.only, &columns_asked(plan));
    let columns = columns(plan);
    let mut rows = Vec::new();
    let mut elsewhere = 0;
    for question in &plan.questions {
        let asked = Label::Given(words::text(&question.label));
        let found = rows_of(answers, question, &plan.only);
        for level in answers.levels(plan.by, &plan.only) {
            let here = found.iter().copied();
            let here = here
                .filter(|r| plan.by == AnswersBy::None || answers.word(plan.by, *r) == level.id);
            let tally = tally(answers, question, plan.unit, &here.collect::<Vec<_>>());
            elsewhere += tally.elsewhere;
            rows.push(row(question, plan, &level, &asked, &tally, &columns));
        }
        if plan.total {
            let tally = tally(answers, question, plan.unit, &found);
            rows.push(row(question, plan, &all(plan.by), &asked, &tally, &columns).total());
        }
    }
    notes.extend(of_do_not_know(answers, plan));
    if elsewhere > 0 {
        let facts = [("rows", elsewhere.to_string())];
        notes.push(Note::new("answers-in-no-category", &facts));
    }
    let mut tables = vec![Table {
        id: "shares".to_string(),
        title: Label::said("survey-shares-title"),
        stub: Label::said("survey-question"),
        of: counted(plan.unit),
        columns: columns.iter().map(|(column, _)| column.clone()).collect(),
        rows,
    }];
    tables.extend(response::tables(answers, plan));
    // A study that asks only who answered to the end is about the response rate.
    let about_response = plan.is_about_response();
    let response = tables.get(1).filter(|_| about_response);
    let finding = response
        .and_then(finding::of_response)
        .unwrap_or_else(|| finding::of(plan, &tables[0]));
    let chart = match response {
        Some(response) => Some(response::chart(response)),
        None => chart(&columns, plan.labels),
    };
    let described = Described {
        finding,
        shows: Label::said(match (plan.unit, plan.labels) {
            (AnswerUnit::Respondent, PartLabels::Percent) => "survey-shows-respondents",
            (AnswerUnit::Respondent, PartLabels::Count) => "survey-shows-respondents-counts",
            (AnswerUnit::Site, PartLabels::Percent) => "survey-shows-sites",
            (AnswerUnit::Site, PartLabels::Count) => "survey-shows-sites-counts",
        }),
        chart,
        tables,
    };
    (described, notes)
}

/// All groups together.
fn all(by: AnswersBy) -> Level {
    Level {
        id: "total".to_string(),
        label: Label::said(match by {
            AnswersBy::Site => "all-municipalities",
            _ => "total",
        }),
    }
}

/// The bars of the categories; none where only a mean is told.
fn chart(columns: &[(Column, bool)], labels: PartLabels) -> Option<Chart> {
    let drawn: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].1).collect();
    (!drawn.is_empty()).then(|| Chart {
        shape: match labels {
            PartLabels::Percent => Shape::Stacked,
            PartLabels::Count => Shape::StackedCounts,
        },
        table: 0,
        limits: vec![None; drawn.len()],
        columns: drawn,
        ends: None,
        x: Label::said("percent"),
        y: Label::said("survey-question"),
        marks: Vec::new(),
    })
}

/// Whether "do not know" is in the denominators or left out of them.
fn of_do_not_know(answers: &Answers, plan: &SurveySharesPlan) -> Option<Note> {
    let counts = |q: &QuestionPlan| q.do_not_know == DoNotKnow::In;
    match plan.questions.iter().any(counts) {
        true => Some(Note::new("do-not-know-counts", &[])),
        false => answers
            .has_unknown()
            .then(|| Note::new("do-not-know-left-out", &[])),
    }
}

fn counted(unit: AnswerUnit) -> Counted {
    match unit {
        AnswerUnit::Respondent => Counted::Answers,
        AnswerUnit::Site => Counted::Sites,
    }
}

/// The columns, and whether the figure draws them: every category of a question once, then "do not know", the mean and n.
fn columns(plan: &SurveySharesPlan) -> Vec<(Column, bool)> {
    let mut columns: Vec<(Column, bool)> = Vec::new();
    for category in plan.questions.iter().flat_map(|q| &q.categories) {
        if columns.iter().all(|(c, _)| c.id != category.id) {
            let label = Label::Given(words::text(&category.label));
            columns.push((Column::new(&category.id, label), true));
        }
    }
    let any = |is: fn(&QuestionPlan) -> bool| plan.questions.iter().any(is);
    if any(|q| q.do_not_know == DoNotKnow::In) {
        columns.push((Column::new(DO_NOT_KNOW, Label::said(DO_NOT_KNOW)), true));
    }
    if any(|q| q.mean) {
        columns.push((Column::new("mean", Label::said("mean")), false));
    }
    columns.push((Column::new("n", Label::said("n-answers")), false));
    columns
}

/// The rows that answer a question, among those it is for.
fn rows_of(answers: &Answers, question: &QuestionPlan, only: &OnlyAnswers) -> Vec<usize> {
    let among: Option<BTreeSet<Who>> = question.among.as_ref().map(|a| answers.among(a));
    let mut rows = answers.rows(&question.item, only);
    rows.retain(|row| {
        among
            .as_ref()
            .is_none_or(|a| a.contains(&answers.who(*row)))
    });
    rows
}

fn tally(answers: &Answers, question: &QuestionPlan, unit: AnswerUnit, rows: &[usize]) -> Tally {
    match unit {
        AnswerUnit::Respondent => of_respondents(answers, question, rows),
        AnswerUnit::Site => sites::tally(answers, question, rows),
    }
}

fn of_respondents(answers: &Answers, question: &QuestionPlan, rows: &[usize]) -> Tally {
    let mut tally = Tally {
        in_category: vec![0; question.categories.len()],
        ..Tally::default()
    };
    let mut by_respondent: BTreeMap<Who, Vec<usize>> = BTreeMap::new();
    for row in rows {
        by_respondent
            .entry(answers.who(*row))
            .or_default()
            .push(*row);
    }
    for rows in by_respondent.values() {
        let known: Vec<usize> = rows
            .iter()
            .copied()
            .filter(|r| !answers.is_unknown(*r))
            .collect();
        if known.is_empty() {
            tally.unknown += 1;
            continue;
        }
        tally.units += 1;
        tally.sum += known.iter().filter_map(|r| answers.number(*r)).sum::<f64>();
        let mut found = question.mean;
        for (count, category) in tally.in_category.iter_mut().zip(&question.categories) {
            let inside = known.iter().any(|r| holds(category, answers.value(*r)));
            *count += u64::from(inside);
            found |= inside;
        }
        tally.elsewhere += u64::from(!found);
    }
    tally
}

fn holds(category: &AnswerCategory, value: &str) -> bool {
    category.values.iter().any(|v| v == value)
}

fn row(
    question: &QuestionPlan,
    plan: &SurveySharesPlan,
    level: &Level,
    asked: &Label,
    tally: &Tally,
    columns: &[(Column, bool)],
) -> Row {
    let unknown_in = question.do_not_know == DoNotKnow::In;
    let n = tally.units + if unknown_in { tally.unknown } else { 0 };
    let cell = |column: &Column| {
        let of_category = question.categories.iter().position(|c| c.id == column.id);
        match (of_category, column.id.as_str()) {
            (Some(at), _) => Cell::share(tally.in_category[at], n),
            (None, DO_NOT_KNOW) if unknown_in => Cell::share(tally.unknown, n),
            (None, "mean") if question.mean => mean_cell(tally),
            (None, "n") => Cell::Count(Some(n)),
            _ => Cell::Empty,
        }
    };
    let cells = columns.iter().map(|(column, _)| cell(column)).collect();
    match plan.by {
        AnswersBy::None => Row::new(&question.item, asked.clone(), cells),
        _ => {
            let id = format!("{}.{}", question.item, level.id);
            Row::new(&id, level.label.clone(), cells).under(asked.clone())
        }
    }
}

fn mean_cell(tally: &Tally) -> Cell {
    let mean = match tally.units {
        0 => Estimated::Not(Reason::new("no-answers", &[])),
        n => Estimated::Made(tally.sum / n as f64),
    };
    Cell::estimate(mean, Unit::Amount, Some(tally.units))
}

/// The settings in force.
pub fn settings(plan: &SurveySharesPlan) -> Vec<(&'static str, String)> {
    let unit = match plan.unit {
        AnswerUnit::Respondent => "respondent",
        AnswerUnit::Site => "site",
    };
    let out = plan
        .questions
        .iter()
        .all(|q| q.do_not_know == DoNotKnow::Out);
    let all_in = plan
        .questions
        .iter()
        .all(|q| q.do_not_know == DoNotKnow::In);
    let unknown = match (out, all_in) {
        (true, _) => "out",
        (_, true) => "in",
        _ => "as-the-question-says",
    };
    vec![
        ("by", by_word(plan.by).to_string()),
        ("unit", unit.to_string()),
        ("do_not_know", unknown.to_string()),
    ]
}

/// A way to tell answers apart, as written.
pub fn by_word(by: AnswersBy) -> &'static str {
    match by {
        AnswersBy::None => "none",
        AnswersBy::Wave => "wave",
        AnswersBy::Role => "role",
        AnswersBy::Site => "site",
    }
}
