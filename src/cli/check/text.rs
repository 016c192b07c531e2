//! For people: one line per claim, and the summary.

use super::{Batch, Checked};
use crate::published::{Grade, Outcome, Verdict};
use std::path::{Component, Path, PathBuf};

/// A table per study; `quiet` keeps only what does not hold.
pub fn tables(all: &[Checked], quiet: bool) -> String {
    let mut text = String::new();
    for checked in all {
        let shown = checked.rechecked.outcomes.iter();
        let rows: Vec<[String; 5]> = shown
            .filter(|o| !quiet || o.verdict != Verdict::Holds)
            .map(row)
            .collect();
        if !rows.is_empty() {
            let claims = checked.claims.display();
            text.push_str(&format!("{} ({claims})\n", checked.study));
            push_aligned(&mut text, &rows);
        }
    }
    text
}

fn row(outcome: &Outcome) -> [String; 5] {
    [
        word(&outcome.verdict).to_string(),
        in_line(&outcome.id),
        in_line(&outcome.words),
        outcome.recomputed.clone(),
        match why(&outcome.verdict) {
            "" => outcome.finding.clone(),
            why => format!("{}: {why}", outcome.finding),
        },
    ]
}

/// The outcome in one word.
pub fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::Withheld => "withheld",
        Verdict::Differs { grade, .. } => grade.word(),
    }
}

/// Why it differs, where there is more to say than the numbers.
pub fn why(verdict: &Verdict) -> &str {
    match verdict {
        Verdict::Differs { why, .. } => why,
        _ => "",
    }
}

/// What was printed and what came out, in one sentence.
pub fn sentence(outcome: &Outcome) -> String {
    let why = match why(&outcome.verdict) {
        "" => String::new(),
        why => format!(" ({why})"),
    };
    format!(
        "{}: printed `{}`, recomputed {}{why}; {}",
        in_line(&outcome.id),
        in_line(&outcome.words),
        outcome.recomputed,
        outcome.finding
    )
}

/// Words that were printed over several lines, in one.
fn in_line(words: &str) -> String {
    let parts = words.split(char::is_control).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// Rows with their first four cells aligned.
pub fn push_aligned(text: &mut String, rows: &[[String; 5]]) {
    let width = |column: usize| rows.iter().map(|r| r[column].chars().count()).max();
    let widths: Vec<usize> = (0..4).map(|c| width(c).unwrap_or(0)).collect();
    for row in rows {
        text.push_str("  ");
        for (cell, width) in row.iter().zip(&widths) {
            text.push_str(&format!("{cell:<width$}  "));
        }
        text.push_str(&row[4]);
        text.push('\n');
    }
}

/// A path as the services that show it expect it: with slashes, and without `./` before it.
pub fn path(path: &Path) -> String {
    let here = |c: &Component<'_>| *c != Component::CurDir;
    let plain: PathBuf = path.components().filter(here).collect();
    plain.display().to_string().replace('\\', "/")
}

/// How the batch ended, in one line.
pub fn summary(batch: &Batch) -> String {
    let all = &batch.checked;
    let sum = |count: &dyn Fn(&Checked) -> usize| all.iter().map(count).sum::<usize>();
    let claims = sum(&|c| c.rechecked.outcomes.len());
    let holding = sum(&|c| c.rechecked.holding());
    let withheld = sum(&|c| c.rechecked.withheld());
    let grades = [Grade::Digit, Grade::Interval, Grade::Decision];
    let by_grade = grades.map(|g| (g.word(), sum(&|c| c.rechecked.of_grade(g))));
    let differ: usize = by_grade.iter().map(|(_, n)| n).sum();
    let parts: Vec<String> = by_grade
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(word, n)| format!("{n} {word}"))
        .collect();
    let noun = if claims == 1 { "claim" } else { "claims" };
    let mut line = format!("{claims} {noun}: {holding} hold, {differ} differ");
    if !parts.is_empty() {
        line.push_str(&format!(" ({})", parts.join(", ")));
    }
    if withheld > 0 {
        line.push_str(&format!(", {withheld} withheld"));
    }
    match batch.broken.len() {
        0 => {}
        1 => line.push_str("; 1 study could not be checked"),
        n => line.push_str(&format!("; {n} studies could not be checked")),
    }
    line
}
