//! What the answers say, in a sentence: the most common answer, the spread over questions or groups, or the largest change between waves.

use super::counted;
use crate::analysis::described_parts::{TOLD_FROM, percent_fact};
use crate::analysis::lights::Percent;
use crate::findings::{Cell, Counted, Estimated, Label, Row, Share, Table, Text};
use crate::study::{AnswersBy, LightsOn, SurveySharesPlan};

type Facts = Vec<(&'static str, String)>;

/// The finding of the table of shares, of all together where there is such a row; not with a count that might be withheld.
pub fn of(plan: &SurveySharesPlan, table: &Table) -> Label {
    let shares = Told { plan, table };
    let found = match plan.by {
        _ if plan.questions.iter().all(|q| q.mean) => shares.means(),
        _ if plan.total => shares.most_common(),
        AnswersBy::None => shares.over_questions().or_else(|| shares.most_common()),
        AnswersBy::Wave => shares.change().or_else(|| shares.most_common()),
        AnswersBy::Role | AnswersBy::Site => shares.over_groups().or_else(|| shares.most_common()),
    };
    found.unwrap_or_else(|| Label::said("survey-finding-none"))
}

/// The response rate, or the lowest and the highest.
pub fn of_response(response: &Table) -> Option<Label> {
    let rates = response
        .rows
        .iter()
        .filter_map(|row| match row.cells.last() {
            Some(Cell::Share { share, .. }) => Some((row, share.fraction()?, *share)),
            _ => None,
        });
    let mut rates: Vec<(&Row, f64, Share)> = rates.collect();
    rates.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (low, high) = (rates.first()?, rates.last()?);
    let exact = |share: Share| {
        let (n, d) = (share.numerator?, share.denominator?);
        Some(percent_fact(n, d))
    };
    let mut facts: Facts = vec![("high", exact(high.2)?)];
    named(&mut facts, ["high_da", "high_en"], &high.0.label);
    if rates.len() > 1 {
        facts.push(("low", exact(low.2)?));
        named(&mut facts, ["low_da", "low_en"], &low.0.label);
    }
    Some(Label::with("survey-finding-response", &facts))
}

/// The table as a sentence may tell it.
struct Told<'a> {
    plan: &'a SurveySharesPlan,
    table: &'a Table,
}

/// A whole percent, and what it is of.
#[derive(Clone, Copy)]
struct Part<'a> {
    percent: f64,
    row: &'a Row,
    column: usize,
}

impl<'a> Told<'a> {
    /// The share in a cell in whole percent, unless few persons are behind it.
    fn percent(&self, row: &Row, column: usize) -> Option<f64> {
        let Some(Cell::Share { share, .. }) = row.cells.get(column) else {
            return None;
        };
        let (n, d) = (share.numerator?, share.denominator?);
        let persons = counted(self.plan.unit) != Counted::Sites;
        if d == 0 || persons && n < TOLD_FROM {
            return None;
        }
        Some(Percent::of(n, d, LightsOn::Whole)?.0)
    }

    fn part(&self, row: &'a Row, column: usize) -> Option<Part<'a>> {
        Some(Part {
            percent: self.percent(row, column)?,
            row,
            column,
        })
    }

    /// The columns of the categories of the nth question.
    fn categories(&self, question: usize) -> Vec<usize> {
        let ids = self.plan.questions[question]
            .categories
            .iter()
            .map(|c| &c.id);
        let place = |id: &String| self.table.columns.iter().position(|c| c.id == *id);
        ids.filter_map(place).collect()
    }

    /// The rows of the nth question, a row per group; that of all together, the last, is no group.
    fn rows(&self, question: usize) -> &'a [Row] {
        let rows = self.table.rows.len() / self.plan.questions.len().max(1);
        let groups = rows - usize::from(self.plan.total);
        &self.table.rows[question * rows..question * rows + groups]
    }

    /// The most common answer of the first question, of all together or else in its first group.
    fn most_common(&self) -> Option<Label> {
        let rows = &self.table.rows;
        let row = rows.iter().find(|row| row.total).or(rows.first())?;
        let told = self.categories(0).into_iter();
        let parts: Vec<Part> = told.filter_map(|c| self.part(row, c)).collect();
        // Of equals the first.
        let most = parts
            .iter()
            .rev()
            .max_by(|a, b| a.percent.total_cmp(&b.percent))?;
        let mut facts = self.about(0, most.column);
        facts.push(("percent", most.percent.to_string()));
        if row.under.is_some() {
            named(&mut facts, ["group_da", "group_en"], &row.label);
        }
        Some(Label::with("survey-finding-most", &facts))
    }

    /// The first category of several questions, from the highest share to the lowest.
    fn over_questions(&self) -> Option<Label> {
        let column = *self.categories(0).first()?;
        let questions = 0..self.plan.questions.len();
        let asked = questions
            .clone()
            .all(|q| self.categories(q).contains(&column));
        if questions.len() < 2 || !asked {
            return None;
        }
        let mut facts = self.ends(&self.table.rows, column)?;
        facts.extend(self.about(0, column));
        Some(Label::with("survey-finding-questions", &facts))
    }

    /// The first category of the first question, from the highest group to the lowest.
    fn over_groups(&self) -> Option<Label> {
        let column = *self.categories(0).first()?;
        let rows = self.rows(0);
        if rows.len() < 2 {
            return None;
        }
        let mut facts = self.ends(rows, column)?;
        facts.extend(self.about(0, column));
        Some(Label::with("survey-finding-groups", &facts))
    }

    /// The question and category that changed most from the first wave to the last.
    fn change(&self) -> Option<Label> {
        let mut most: Option<(usize, Part, Part)> = None;
        for question in 0..self.plan.questions.len() {
            let rows = self.rows(question);
            for column in self.categories(question) {
                let told: Vec<Part> = rows.iter().filter_map(|r| self.part(r, column)).collect();
                let [first, .., last] = told[..] else {
                    continue;
                };
                let size = |a: &Part, b: &Part| (b.percent - a.percent).abs();
                if most
                    .as_ref()
                    .is_none_or(|(_, a, b)| size(&first, &last) > size(a, b))
                {
                    most = Some((question, first, last));
                }
            }
        }
        let (question, first, last) = most?;
        let mut facts = self.about(question, first.column);
        facts.push(("first", first.percent.to_string()));
        facts.push(("last", last.percent.to_string()));
        named(&mut facts, ["first_da", "first_en"], &first.row.label);
        named(&mut facts, ["last_da", "last_en"], &last.row.label);
        Some(Label::with("survey-finding-change", &facts))
    }

    /// The mean of the first question of all together, or of its first group and its last.
    fn means(&self) -> Option<Label> {
        let column = self.table.columns.iter().position(|c| c.id == "mean")?;
        let persons = counted(self.plan.unit) != Counted::Sites;
        let all = self.table.rows.iter().position(|row| row.total);
        let rows = all.map_or(self.rows(0), |at| &self.table.rows[at..=at]);
        let told = rows.iter().filter_map(|row| match row.cells.get(column) {
            Some(Cell::Number {
                value: Estimated::Made(mean),
                n,
                ..
            }) if !persons || *n >= Some(TOLD_FROM) => Some((row, *mean)),
            _ => None,
        });
        let told: Vec<(&Row, f64)> = told.collect();
        let ((first, mean), last) = (told.first()?, told.last()?);
        let mut facts = self.question(0);
        facts.push(("first", format!("{mean:.1}")));
        if first.under.is_some() {
            named(&mut facts, ["first_da", "first_en"], &first.label);
        }
        if told.len() > 1 {
            facts.push(("last", format!("{:.1}", last.1)));
            named(&mut facts, ["last_da", "last_en"], &last.0.label);
        }
        Some(Label::with("survey-finding-mean", &facts))
    }

    /// The highest and the lowest share of a column; none where one of them may not be told.
    fn ends(&self, rows: &'a [Row], column: usize) -> Option<Facts> {
        let parts: Option<Vec<Part>> = rows.iter().map(|r| self.part(r, column)).collect();
        let parts = parts?;
        let by = |a: &&Part, b: &&Part| a.percent.total_cmp(&b.percent);
        let (low, high) = (parts.iter().min_by(by)?, parts.iter().rev().max_by(by)?);
        let mut facts = vec![
            ("high", high.percent.to_string()),
            ("low", low.percent.to_string()),
        ];
        named(&mut facts, ["high_da", "high_en"], &high.row.label);
        named(&mut facts, ["low_da", "low_en"], &low.row.label);
        Some(facts)
    }

    fn question(&self, question: usize) -> Facts {
        let label = &self.plan.questions[question].label;
        vec![
            ("question_da", label.da.clone()),
            ("question_en", label.en.clone()),
        ]
    }

    /// A question and one of its categories, by what they are called.
    fn about(&self, question: usize, column: usize) -> Facts {
        let mut facts = self.question(question);
        let category = &self.table.columns[column].label;
        named(&mut facts, ["category_da", "category_en"], category);
        facts
    }
}

/// The words of a label from the study or the data as facts.
fn named(facts: &mut Facts, [da, en]: [&'static str; 2], label: &Label) {
    if let Label::Given(Text {
        da: danish,
        en: english,
    }) = label
    {
        facts.push((da, danish.clone()));
        facts.push((en, english.clone()));
    }
}
