//! What `virkning consistency` tells: the findings in the order of the checks, and how many there are of each kind.

use super::case::{Case, Source};
use super::finding::{Broken, Sure};
use super::held::Table;
use super::resolve::NotHeld;
use serde::Serialize;
use std::fmt::Write;

/// A printed figure that a finding is about, or a number in the relation.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// The row's; of a number in the relation, the relation's name.
    pub id: String,
    /// In the table of printed numbers; of a number in the relation, in the relations file.
    pub line: usize,
    pub section: String,
    /// As printed, its qualifier before it; the denominator for `id:n`.
    pub printed: String,
    /// The number stands in the relation.
    pub in_relation: bool,
}

/// A check that the figures do not allow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unallowed {
    /// The relation that asks for it, or the kind of check.
    pub relation: String,
    pub why: String,
}

/// A figure that does not agree with others.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    pub sure: Sure,
    pub kind: &'static str,
    /// The relation that asked for the check; none for what needs no relation.
    pub relation: Option<String>,
    pub figures: Vec<Figure>,
    /// What the first figure must be; where they cannot stand together, what it is by the others.
    pub must_be: String,
    /// The figures cannot stand together, and nothing says which of them is wrong.
    pub together: bool,
    pub arithmetic: String,
    /// Why it may still be no error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
}

/// All that was checked.
#[derive(Debug, Clone)]
pub struct Report {
    pub checked: usize,
    pub findings: Vec<Finding>,
    /// Ids of blank cells, each of which kept a check from being made.
    pub blank: Vec<String>,
    /// What relations name and the claims do not hold.
    pub not_held: Vec<NotHeld>,
    /// Checks that the figures do not allow, such as a division by 0.
    pub not_allowed: Vec<Unallowed>,
    /// Claims that print no single number: statements, lights, ranges.
    pub without_number: usize,
}

impl Report {
    /// Contradictions before what rounding explains, the surest first.
    pub fn new(checked: usize, mut findings: Vec<Finding>, blank: Vec<String>) -> Report {
        findings.sort_by_key(|f| f.sure);
        Report {
            checked,
            findings,
            blank,
            not_held: Vec::new(),
            not_allowed: Vec::new(),
            without_number: 0,
        }
    }

    pub fn count(&self, sure: Sure) -> usize {
        self.findings.iter().filter(|f| f.sure == sure).count()
    }

    pub fn contradictions(&self) -> usize {
        let contradictions = self.findings.iter().filter(|f| f.sure.is_contradiction());
        contradictions.count()
    }

    /// One block per finding, the summary last.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for finding in &self.findings {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{finding}");
        }
        out + &self.blanks() + &self.lacking() + &self.not_allowed() + &self.summary()
    }

    /// The blank cells, each of which kept a check from being made.
    fn blanks(&self) -> String {
        let mut ids: Vec<String> = self.blank.iter().map(|id| format!("`{id}`")).collect();
        ids.sort_unstable();
        ids.dedup();
        match ids.is_empty() {
            true => String::new(),
            false => format!("not checked, for a blank cell\n  {}\n\n", ids.join(", ")),
        }
    }

    /// The checks that the figures do not allow, with the reason.
    fn not_allowed(&self) -> String {
        let line = |n: &Unallowed| format!("  {}: {}\n", n.relation, n.why);
        let lines: String = self.not_allowed.iter().map(line).collect();
        match lines.is_empty() {
            true => String::new(),
            false => format!("not checked, since the figures do not allow it\n{lines}\n"),
        }
    }

    /// For each relation that names them, what the claims do not hold.
    fn lacking(&self) -> String {
        let mut by_relation: Vec<(&str, Vec<String>)> = Vec::new();
        for lacking in &self.not_held {
            let id = format!("`{}`", lacking.id);
            match by_relation.last_mut() {
                Some((relation, ids)) if *relation == lacking.relation => ids.push(id),
                _ => by_relation.push((&lacking.relation, vec![id])),
            }
        }
        if by_relation.is_empty() {
            return String::new();
        }
        let lines = by_relation
            .iter()
            .map(|(relation, ids)| format!("  {relation}: {}\n", ids.join(", ")));
        format!(
            "not checked, since no claim holds it\n{}\n",
            lines.collect::<String>()
        )
    }

    fn summary(&self) -> String {
        let counts = Sure::ALL.map(|sure| format!("{} {}", self.count(sure), sure.words()));
        let not_made = |n: usize, one: &str, more: &str| match n {
            0 => String::new(),
            1 => format!("; 1 {one}"),
            n => format!("; {n} {more}"),
        };
        let blank = not_made(
            self.blank.len(),
            "check not made for a blank cell",
            "checks not made for blank cells",
        );
        let not_held = not_made(
            self.not_held.len(),
            "check not made for a figure that no claim holds",
            "checks not made for figures that no claim holds",
        );
        let not_allowed = not_made(
            self.not_allowed.len(),
            "check not made that the figures do not allow",
            "checks not made that the figures do not allow",
        );
        let without_number = not_made(
            self.without_number,
            "claim without a number of its own passed over",
            "claims without a number of their own passed over",
        );
        let found = match self.contradictions() {
            0 => "no contradictions".to_string(),
            1 => "1 contradiction".to_string(),
            n => format!("{n} contradictions"),
        };
        format!(
            "{found} in {}: {}{blank}{not_held}{not_allowed}{without_number}\n",
            plural(self.checked, "check"),
            counts.join(", ")
        )
    }

    pub fn json(&self) -> serde_json::Value {
        let counts: serde_json::Map<String, serde_json::Value> = Sure::ALL
            .iter()
            .map(|sure| (sure.words().replace(' ', "-"), self.count(*sure).into()))
            .collect();
        serde_json::json!({
            "schema": 1,
            "checked": self.checked,
            "contradictions": self.contradictions(),
            "counts": counts,
            "not_made": self.blank,
            "not_held": self.not_held,
            "not_allowed": self.not_allowed,
            "without_number": self.without_number,
            "findings": self.findings,
        })
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let origin = match &self.relation {
            Some(name) if name.starts_with(self.kind) => name.clone(),
            Some(name) => format!("{name}, {}", self.kind),
            None => self.kind.to_string(),
        };
        writeln!(f, "{} ({origin})", self.sure.words())?;
        for figure in &self.figures {
            let section = match figure.section.as_str() {
                "" => String::new(),
                section => format!(", {section}"),
            };
            let place = match figure.in_relation {
                true => format!("relation `{}`, line {} of its file", figure.id, figure.line),
                false => format!("`{}`, line {}{section}", figure.id, figure.line),
            };
            writeln!(f, "  printed:  {} in {place}", figure.printed)?;
        }
        match self.together {
            true => writeln!(
                f,
                "  together: they cannot stand; by the others the first is {}",
                self.must_be
            )?,
            false => writeln!(f, "  must be:  {}", self.must_be)?,
        }
        writeln!(f, "  because:  {}", self.arithmetic)?;
        if let Some(doubt) = &self.doubt {
            writeln!(f, "  unless:   {doubt}")?;
        }
        Ok(())
    }
}

fn plural(n: usize, word: &str) -> String {
    match n {
        1 => format!("1 {word}"),
        n => format!("{n} {word}s"),
    }
}

/// A broken check, told of its relation; a relation that doubts itself makes no surer finding than that.
///
/// `relations` is the text of the relations file.
pub fn finding(case: &Case, broken: Broken, table: &Table, relations: &str) -> Finding {
    let sure = match (&case.doubt, broken.sure.is_contradiction()) {
        (Some(_), true) => Sure::Ambiguous,
        _ => broken.sure,
    };
    let mut about: Vec<Source> = Vec::new();
    for source in broken.about {
        if !about.contains(&source) {
            about.push(source);
        }
    }
    let doubts: Vec<String> = case.doubt.iter().chain(&broken.doubt).cloned().collect();
    Finding {
        sure,
        kind: case.kind,
        relation: case.relation.clone(),
        figures: about
            .iter()
            .filter_map(|source| match source {
                Source::Given(from, to) => written(case, relations, *from..*to),
                Source::Row(place) => figure(*place, false, table),
                Source::Denominator(place) => figure(*place, true, table),
            })
            .collect(),
        must_be: broken.must_be,
        together: broken.together,
        arithmetic: broken.arithmetic,
        doubt: (!doubts.is_empty()).then(|| doubts.join("; ")),
    }
}

/// A number that stands in the relation itself.
fn written(case: &Case, relations: &str, span: std::ops::Range<usize>) -> Option<Figure> {
    let printed = relations.get(span.clone())?;
    Some(Figure {
        id: case.name().to_string(),
        line: relations[..span.start].matches('\n').count() + 1,
        section: String::new(),
        printed: printed.to_string(),
        in_relation: true,
    })
}

fn figure(place: usize, denominator: bool, table: &Table) -> Option<Figure> {
    let row = table.rows.get(place)?;
    let (id, printed) = match (denominator, row.denominator) {
        (true, Some(n)) => (format!("{}:n", row.id), n.to_string()),
        _ => (row.id.clone(), row.printed.clone()),
    };
    Some(Figure {
        id,
        line: row.line,
        section: row.section.clone(),
        printed,
        in_relation: false,
    })
}
