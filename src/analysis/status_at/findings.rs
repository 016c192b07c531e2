//! What a status table finds, in a sentence.

use super::{Counting, Moment};
use crate::analysis::described_parts::{may_be_told, percent_fact};
use crate::analysis::words;
use crate::findings::{Cell, Label, Share, Table, Text};
use crate::study::{StatusAmong, StatusCount};

/// The series from its first week to its last where there is one; else what happened ever, where that is asked for; else the first moment.
pub fn of(counted: &Counting, tables: &[Table], moments: &[Moment]) -> Label {
    let outcome = words::outcome(counted.context, counted.plan.outcomes[0]);
    let mut facts = named(&outcome.label).to_vec();
    let moment = match counted.plan.ever {
        true => Some(Moment::Ever),
        false => moments.first().copied(),
    };
    let told = moment.and_then(|m| share_facts(counted.share(m)?));
    let of = |whose| counted.plan.group.clone().map(|group| (whose, group));
    if let Some(ends) = series_facts(counted, tables) {
        facts.extend(ends);
        facts.extend(of("of"));
        if let (Some(Moment::On(week)), Some(told)) = (moment, told) {
            facts.extend(told);
            facts.push(("week", week.to_string()));
        }
        return Label::with(counted.code("status-found-series"), &facts);
    }
    let (Some(moment), Some(told)) = (moment, told) else {
        return Label::said("status-title");
    };
    facts.extend(told);
    let still = matches!(moment, Moment::Ever) && counted.plan.among == StatusAmong::InSpell;
    facts.extend(of(if still { "still" } else { "of" }));
    let code = match moment {
        Moment::Since(k) => {
            facts.push((counted.since(), k.to_string()));
            counted.code("status-found-since")
        }
        Moment::On(week) => {
            facts.push(("week", week.to_string()));
            counted.code("status-found-on")
        }
        Moment::Ever => match counted.plan.count {
            StatusCount::With => "status-found-ever",
            StatusCount::Without => "status-found-never",
        },
    };
    Label::with(code, &facts)
}

/// An outcome's name as facts.
pub fn named(outcome: &Text) -> [(&'static str, String); 2] {
    [
        ("outcome_da", outcome.da.clone()),
        ("outcome_en", outcome.en.clone()),
    ]
}

/// The first and last week of the series, where both may be told.
fn series_facts(counted: &Counting, tables: &[Table]) -> Option<Vec<(&'static str, String)>> {
    let series = counted.plan.series?;
    let rows = &tables.last()?.rows;
    let percent = |cell: &Cell| {
        let (numerator, denominator) = parts(share_of(cell)?)?;
        Some(percent_fact(numerator, denominator))
    };
    let first = percent(rows.first()?.cells.first()?)?;
    let last = percent(rows.last()?.cells.first()?)?;
    let weeks = series.until - series.until % series.every;
    Some(vec![
        ("first", first),
        ("last", last),
        (counted.since(), weeks.to_string()),
    ])
}

fn share_facts(share: Share) -> Option<[(&'static str, String); 2]> {
    let (numerator, denominator) = parts(share)?;
    Some([
        ("percent", percent_fact(numerator, denominator)),
        ("persons", denominator.to_string()),
    ])
}

/// Numerator and denominator, where a sentence may tell them.
fn parts(share: Share) -> Option<(u64, u64)> {
    let (numerator, denominator) = share.numerator.zip(share.denominator)?;
    may_be_told(numerator, denominator).then_some((numerator, denominator))
}

fn share_of(cell: &Cell) -> Option<Share> {
    match cell {
        Cell::Share { share, .. } => Some(*share),
        _ => None,
    }
}

impl Counting<'_> {
    /// The share of the first outcome at a moment.
    fn share(&self, moment: Moment) -> Option<Share> {
        share_of(&self.cell(moment, 0))
    }

    /// The fact that tells so many weeks after the start.
    fn since(&self) -> &'static str {
        match self.plan.group {
            None => "since_entry",
            Some(_) => "since_referral",
        }
    }

    /// The phrase for those with the outcome, or for those without it.
    fn code(&self, with: &'static str) -> &'static str {
        match (self.plan.count, with) {
            (StatusCount::With, with) => with,
            (_, "status-found-series") => "status-found-series-without",
            (_, "status-found-on") => "status-found-on-without",
            _ => "status-found-since-without",
        }
    }
}
