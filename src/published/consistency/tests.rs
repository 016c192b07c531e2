//! Each kind of relation on tables small enough to be worked by hand: what holds, what is just off, what is planted.

mod accused;
mod alone;
mod faults;
mod figures;
mod missed;
mod planted;
mod telling;
mod tested;

use super::{Finding, Report, Sure, check};

const HEAD: &str = "id,section,quantity,group,value,unit,rounding,qualifier,denominator_n,note\n";

/// Rows written as `id value unit rounding [n] [qualifier]`.
fn table(rows: &str) -> String {
    let row = |line: &str| {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let cell = |place: usize| cells.get(place).copied().unwrap_or_default();
        let n = if cell(4) == "-" { "" } else { cell(4) };
        let (id, value, unit, rounding) = (cell(0), cell(1), cell(2), cell(3));
        format!("{id},T1,,,{value},{unit},{rounding},{},{n},\n", cell(5))
    };
    let lines = rows.lines().map(str::trim).filter(|l| !l.is_empty());
    HEAD.to_string() + &lines.map(row).collect::<String>()
}

fn report(rows: &str, relation: &str) -> Report {
    let relations = format!("schema = 1\n[[relation]]\n{relation}\n");
    match check(&table(rows), Some(&relations)) {
        Ok(report) => report,
        Err(faults) => panic!("{faults:?}"),
    }
}

fn found(rows: &str, relation: &str) -> Vec<(Sure, String)> {
    let findings = report(rows, relation).findings;
    findings.into_iter().map(|f| (f.sure, f.must_be)).collect()
}

fn sures(rows: &str, relation: &str) -> Vec<Sure> {
    found(rows, relation)
        .into_iter()
        .map(|(sure, _)| sure)
        .collect()
}

fn alone(rows: &str) -> Vec<Finding> {
    match check(&table(rows), None) {
        Ok(report) => report.findings,
        Err(faults) => panic!("{faults:?}"),
    }
}

fn faults(rows: &str, relation: &str) -> Vec<(usize, String, Option<String>)> {
    let relations = format!("schema = 1\n[[relation]]\n{relation}\n");
    let faults = check(&table(rows), Some(&relations)).expect_err("faults");
    let all = faults.printed.into_iter().chain(faults.relations);
    all.map(|f| (f.line, f.message, f.help)).collect()
}

const PERCENT: &str = "kind = 'percent'\npercent = 'p'\ncount = 'k'\nof = 'n'";
