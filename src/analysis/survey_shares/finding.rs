//! What the answers to the first question say, in a sentence.

use super::super::described_parts::given;
use super::super::lights::Percent;
use crate::findings::{Cell, Label, Row, Table};
use crate::study::{AnswerUnit, AnswersBy, LightsOn, QuestionPlan, SurveySharesPlan};

/// A sentence tells no share of fewer answers than these.
const FEW: u64 = 5;

/// Of all together where there is such a row, from the first wave to the last where waves are told apart, else the first category; not with a count that might be withheld.
pub fn of(plan: &SurveySharesPlan, table: &Table) -> Label {
    let told = plan.questions.first().and_then(|question| {
        match (plan.by, question.mean) {
            _ if plan.total => of_all(question, table),
            (AnswersBy::Wave, true) => means(table),
            (AnswersBy::Wave, false) => between_waves(plan, question, table),
            _ => None,
        }
        .map(|(code, facts)| (code, question, facts))
        .or_else(|| first_category(question, table).map(|(code, facts)| (code, question, facts)))
    });
    let Some((code, question, mut facts)) = told else {
        return Label::said("survey-finding-none");
    };
    facts.push(("question_da", question.label.da.clone()));
    facts.push(("question_en", question.label.en.clone()));
    Label::with(code, &facts)
}

type Told = (&'static str, Vec<(&'static str, String)>);

/// Of all together, the category that most are in.
fn of_all(question: &QuestionPlan, table: &Table) -> Option<Told> {
    let row = table.rows.iter().find(|row| row.total)?;
    let share = |cell: &Cell| match cell {
        Cell::Share { share, .. } => share.numerator,
        _ => None,
    };
    let parts = question.categories.iter().zip(&row.cells);
    let (category, cell) = parts.reduce(|most, next| match share(next.1) > share(most.1) {
        true => next,
        false => most,
    })?;
    let facts = vec![
        ("percent", percent(cell, false)?),
        ("category_da", category.label.da.clone()),
        ("category_en", category.label.en.clone()),
    ];
    Some(("survey-finding", facts))
}

/// The means of the first wave and of the last.
fn means(table: &Table) -> Option<Told> {
    let at = table.columns.iter().position(|c| c.id == "mean")?;
    let mean = |row: &Row| match &row.cells[at] {
        Cell::Number { value, n, .. } if *n >= Some(FEW) => {
            value.made().map(|mean| format!("{mean:.1}"))
        }
        _ => None,
    };
    let (first, last) = ends(table)?;
    let mut facts = vec![("first", mean(first)?), ("last", mean(last)?)];
    facts.extend(waves(first, last));
    Some(("survey-finding-means", facts))
}

/// The share of the last category, the most of it, in the first wave and in the last.
fn between_waves(plan: &SurveySharesPlan, question: &QuestionPlan, table: &Table) -> Option<Told> {
    let category = question.categories.last()?;
    let at = table.columns.iter().position(|c| c.id == category.id)?;
    let told = |row: &Row| percent(&row.cells[at], plan.unit == AnswerUnit::Site);
    let (first, last) = ends(table)?;
    let mut facts = vec![
        ("first", told(first)?),
        ("last", told(last)?),
        ("category_da", category.label.da.clone()),
        ("category_en", category.label.en.clone()),
    ];
    facts.extend(waves(first, last));
    let code = match plan.unit {
        AnswerUnit::Site => "survey-finding-waves-sites",
        AnswerUnit::Respondent => "survey-finding-waves",
    };
    Some((code, facts))
}

/// The rows of the first wave and of the last, of the first question.
fn ends(table: &Table) -> Option<(&Row, &Row)> {
    let first = table.rows.first()?;
    let same = table.rows.iter().take_while(|row| row.under == first.under);
    let last = same.last()?;
    (first.id != last.id).then_some((first, last))
}

fn waves(first: &Row, last: &Row) -> [(&'static str, String); 4] {
    let ((first_da, first_en), (last_da, last_en)) = (given(&first.label), given(&last.label));
    [
        ("first_wave_da", first_da),
        ("first_wave_en", first_en),
        ("last_wave_da", last_da),
        ("last_wave_en", last_en),
    ]
}

fn first_category(question: &QuestionPlan, table: &Table) -> Option<Told> {
    let row = table.rows.first()?;
    let category = question.categories.first()?;
    let mut facts = vec![
        ("percent", percent(row.cells.first()?, false)?),
        ("category_da", category.label.da.clone()),
        ("category_en", category.label.en.clone()),
    ];
    if row.under.is_some() {
        let (da, en) = given(&row.label);
        facts.push(("group_da", da));
        facts.push(("group_en", en));
    }
    Some(("survey-finding", facts))
}

/// A share in whole percent; of persons none that has few of them.
fn percent(cell: &Cell, of_sites: bool) -> Option<String> {
    let Cell::Share { share, .. } = cell else {
        return None;
    };
    let told = of_sites || share.numerator >= Some(FEW);
    let fraction = share.fraction().filter(|_| told)?;
    Some(
        Percent::of_fraction(fraction, LightsOn::Whole)
            .0
            .to_string(),
    )
}
