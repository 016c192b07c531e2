//! A report's printed numbers against each other: no data, only what the report itself implies.
//!
//! A table of printed numbers and a small file of relations become cases, each case one check; exact fractions decide
//! every rounding. What the printed digits and words allow is `words`; what each kind of relation checks is `checks`.

mod automatic;
mod case;
mod checks;
mod exact;
mod finding;
mod formula;
mod kinds;
mod number;
mod pattern;
mod range;
mod read;
mod relation;
mod report;
mod resolve;
mod row;
mod table;
mod words;

#[cfg(test)]
mod tests;

pub use finding::Sure;
pub use report::{Figure, Finding, Report};

use crate::study::Fault;
use case::Case;

/// The faults of the two files: the printed numbers' first, then the relations'.
#[derive(Debug, Default)]
pub struct Faults {
    pub printed: Vec<Fault>,
    pub relations: Vec<Fault>,
}

/// Checks the text of a table of printed numbers, and what the text of a relations file says of it.
///
/// # Errors
/// Every fault of both files.
pub fn check(printed: &str, relations: Option<&str>) -> Result<Report, Faults> {
    let (table, printed) = table::read(printed);
    let mut faults = Faults {
        printed,
        relations: Vec::new(),
    };
    let mut cases: Vec<Case> = Vec::new();
    let mut blank = Vec::new();
    let text = relations.unwrap_or_default();
    if relations.is_some() {
        let (read, wrong) = read::read(text);
        faults.relations = wrong;
        if !table.rows.is_empty() {
            let resolved = resolve::resolve(&read, &table, text);
            faults.relations.extend(resolved.faults);
            cases = resolved.cases;
            blank = resolved.blank;
        }
    }
    cases.extend(automatic::cases(&table, &cases));
    let mut findings = Vec::new();
    for case in &cases {
        match checks::check(case) {
            Ok(broken) => {
                findings.extend(broken.into_iter().map(|b| report::finding(case, b, &table)))
            }
            Err(wrong) => faults.relations.push(unmade(text, case, &wrong)),
        }
    }
    faults.relations.sort_by_key(|f| (f.line, f.column));
    match faults.printed.is_empty() && faults.relations.is_empty() {
        true => Ok(Report::new(cases.len(), findings, blank)),
        false => Err(faults),
    }
}

/// A relation that cannot be checked as it is written.
fn unmade(text: &str, case: &Case, wrong: &str) -> Fault {
    let text = text.trim_start_matches('\u{feff}');
    let name = case.relation.as_deref().unwrap_or(case.kind);
    Fault::at(
        text,
        case.span.clone(),
        format!("relation `{name}`: {wrong}"),
        None,
    )
}
