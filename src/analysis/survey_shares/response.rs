//! Response rates: answers of those invited.

use super::super::answers::{Answers, Who};
use crate::findings::{Cell, Chart, Column, Counted, Label, Row, Shape, Table};
use crate::study::{AnswerUnit, AnswersBy, SurveySharesPlan};
use std::collections::BTreeSet;

/// A bar per response rate, the last column.
pub fn chart(response: &Table) -> Chart {
    Chart {
        shape: Shape::Bars,
        table: 1,
        columns: vec![response.columns.len() - 1],
        limits: vec![None],
        ends: None,
        x: Label::said("percent"),
        y: Label::said("survey-stub"),
        marks: Vec::new(),
    }
}

/// The response rates, and where municipalities are declared, the answers of each.
pub fn tables(answers: &Answers, plan: &SurveySharesPlan) -> Vec<Table> {
    if plan.invited.is_empty() {
        return Vec::new();
    }
    let completed = plan.completed.as_ref().map(|among| answers.among(among));
    let rows = answers.all(&plan.only);
    let groups: Vec<(String, u64)> = plan.invited.iter().map(|(g, n)| (g.clone(), *n)).collect();
    let respondents = |group: &str, site: Option<&str>| {
        let here = rows.iter().filter(|row| {
            let fits = |by, word: &str| answers.word(by, **row) == word;
            fits(plan.invited_by, group) && site.is_none_or(|s| fits(AnswersBy::Site, s))
        });
        here.map(|row| answers.who(*row)).collect::<BTreeSet<Who>>()
    };
    let full = |who: &BTreeSet<Who>| match &completed {
        None => who.len() as u64,
        Some(completed) => who.intersection(completed).count() as u64,
    };
    let of_group = |(group, invited): &(String, u64)| {
        let who = respondents(group, None);
        let full = full(&who);
        let cells = vec![
            Cell::Count(Some(*invited)),
            Cell::Count(Some(full)),
            Cell::Count(Some(who.len() as u64 - full)),
            Cell::share(full, *invited),
        ];
        Row::new(group, answers.level(plan.invited_by, group).label, cells)
    };
    let column = |id: &str| Column::new(id, Label::said(&format!("response-{id}")));
    let mut tables = vec![Table {
        id: "response".to_string(),
        title: Label::said("response-title"),
        stub: Label::said("survey-stub"),
        of: Counted::Answers,
        columns: ["invited", "answers", "partial", "rate"]
            .map(column)
            .to_vec(),
        rows: groups.iter().map(of_group).collect(),
    }];
    let sites = answers.levels(AnswersBy::Site, &plan.only);
    let told = rows.iter().any(|row| {
        let invited = plan
            .invited
            .contains_key(answers.word(plan.invited_by, *row));
        invited && !answers.word(AnswersBy::Site, *row).is_empty()
    });
    // Where each municipality counts once there is nothing to tell of each.
    if !told || plan.invited_by == AnswersBy::Site || plan.unit == AnswerUnit::Site {
        return tables;
    }
    let counts: Vec<Vec<u64>> = sites
        .iter()
        .map(|site| {
            let of = |(group, _): &(String, u64)| full(&respondents(group, Some(&site.id)));
            groups.iter().map(of).collect()
        })
        .collect();
    let cells = |row: &Vec<u64>| row.iter().map(|n| Cell::Count(Some(*n))).collect();
    let mut by_site: Vec<Row> = sites
        .iter()
        .zip(&counts)
        .map(|(site, row)| Row::new(&site.id, site.label.clone(), cells(row)))
        .collect();
    for (id, pick) in [
        ("least", u64::min as fn(u64, u64) -> u64),
        ("greatest", u64::max),
    ] {
        let of_group = |at| counts.iter().map(|row: &Vec<u64>| row[at]).reduce(pick);
        let row = (0..groups.len()).map(|at| Cell::Count(of_group(at)));
        by_site.push(Row::new(id, Label::said(id), row.collect()).total());
    }
    tables.push(Table {
        id: "response-by-site".to_string(),
        title: Label::said("response-by-site-title"),
        stub: Label::said("municipality"),
        of: Counted::Answers,
        columns: groups
            .iter()
            .map(|(g, _)| Column::new(g, answers.level(plan.invited_by, g).label))
            .collect(),
        rows: by_site,
    });
    tables
}
