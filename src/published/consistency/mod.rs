//! A report's printed numbers against each other: no data, only what the report itself implies.
//!
//! A table of printed numbers and a small file of relations become cases, each case one check; exact fractions decide
//! every rounding. What the printed digits and words allow is `words`; what each kind of relation checks is `checks`.

mod automatic;
mod case;
mod checks;
mod claims;
mod exact;
mod finding;
mod formula;
mod held;
mod kinds;
mod number;
mod pattern;
mod range;
mod read;
mod relation;
mod repeated;
mod report;
mod resolve;
mod row;
mod table;
mod words;

#[cfg(test)]
mod tests;

pub use finding::Sure;
pub use report::{Figure, Finding, Report, Unallowed};
pub use resolve::NotHeld;

use super::claim::parse_claims;
use crate::study::Fault;
use case::Case;
use finding::Unmade;
use held::Table;
use resolve::Resolved;

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
    let (table, faults) = table::read(printed);
    check_table(&table, faults, relations)
}

/// Checks the text of a claims file in the same way; relations name the ids of its claims.
///
/// # Errors
/// Every fault of both files.
pub fn check_claims(claims: &str, relations: Option<&str>) -> Result<Report, Faults> {
    match parse_claims(claims) {
        Ok(claims) => check_table(&claims::table(&claims), Vec::new(), relations),
        Err(faults) => check_table(&Table::default(), faults, relations),
    }
}

fn check_table(
    table: &Table,
    printed: Vec<Fault>,
    relations: Option<&str>,
) -> Result<Report, Faults> {
    let mut faults = Faults {
        printed,
        relations: Vec::new(),
    };
    let mut resolved = Resolved::default();
    let text = relations.unwrap_or_default();
    let text = text.trim_start_matches('\u{feff}');
    if relations.is_some() {
        let (read, wrong) = read::read(text);
        faults.relations = wrong;
        if !table.rows.is_empty() {
            resolved = resolve::resolve(&read, table, text);
            faults.relations.append(&mut resolved.faults);
        }
    }
    let mut cases: Vec<Case> = resolved.cases;
    cases.extend(automatic::cases(table, &cases));
    let (mut findings, mut not_allowed) = (Vec::new(), Vec::new());
    for case in &cases {
        let told = |broken| report::finding(case, broken, table, text);
        match checks::check(case) {
            Ok(broken) => findings.extend(broken.into_iter().map(told)),
            Err(Unmade::Fault(wrong)) => faults.relations.push(unmade(text, case, &wrong)),
            Err(Unmade::NotMade(why)) => not_allowed.push(Unallowed {
                relation: case.name().to_string(),
                why,
            }),
        }
    }
    faults.relations.sort_by_key(|f| (f.line, f.column));
    if !faults.printed.is_empty() || !faults.relations.is_empty() {
        return Err(faults);
    }
    let checked = cases.len() - not_allowed.len();
    let mut report = Report::new(checked, findings, resolved.blank);
    report.not_allowed = not_allowed;
    report.not_held = resolved.not_held;
    report.not_held.dedup();
    report.without_number = table.without_number();
    Ok(report)
}

/// A relation that cannot be checked as it is written.
fn unmade(text: &str, case: &Case, wrong: &str) -> Fault {
    let message = format!("relation `{}`: {wrong}", case.name());
    Fault::at(text, case.span.clone(), message, None)
}
