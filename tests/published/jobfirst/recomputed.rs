//! Where in the findings each printed row stands.

use crate::support::analysis;
use crate::support::described::described;
use virkning::findings::{
    AnalysisResult, Balance, BalanceRow, BalanceTable, Cell, Estimated, Findings, Variable,
};

/// The figure behind a row of the report's numbers, in the printed unit.
pub fn recomputed(found: &Findings, id: &str) -> Option<f64> {
    let parts: Vec<&str> = id.split('-').collect();
    match parts[0] {
        "t2" => table_2(found, id.strip_prefix("t2-")?),
        "t3" | "t4" | "t5" => balance_cell(found, parts[0], id.get(3..)?),
        "t9" | "t10" | "t11" | "t12" | "t13" => fidelity_cell(found, parts[0], id),
        "survey" => response(found, id.strip_prefix("survey-")?),
        _ => single(found, id),
    }
}

pub fn balance<'a>(found: &'a Findings, id: &str) -> &'a BalanceTable {
    let AnalysisResult::Balance(Balance { tables }) = &analysis(found, "balance").result else {
        panic!("balance");
    };
    tables.iter().find(|t| t.id == id).expect("the table")
}

fn persons(found: &Findings, table: &str) -> [f64; 3] {
    let table = balance(found, table);
    let (first, second) = (table.persons_first, table.persons_second);
    let (first, second) = (first.unwrap_or(0) as f64, second.unwrap_or(0) as f64);
    [first, second, first + second]
}

fn table_2(found: &Findings, rest: &str) -> Option<f64> {
    let (group, arm) = rest.rsplit_once('-')?;
    let table = match group {
        "total" => "arms".to_string(),
        group => format!("arms.{group}"),
    };
    let at = ["participant", "control", "total"]
        .iter()
        .position(|a| *a == arm)?;
    Some(persons(found, &table)[at])
}

fn variable(name: &str) -> Option<Variable> {
    let history = |state: &str, years| Variable::HistoryWeeks {
        state: state.to_string(),
        years,
    };
    let level = |level: &str| Variable::Column {
        name: "match_group".to_string(),
        level: Some(level.to_string()),
    };
    Some(match name {
        "male" => Variable::Male,
        "married" => Variable::Married,
        "age" => Variable::Age,
        "western" => Variable::Western,
        "non-western" => Variable::NonWestern,
        "job-ready" => level("jobparat"),
        "no-match-category" => level("ikke_kategoriseret"),
        "ordinary-hours-1y" => Variable::OrdinaryHours { months: 12 },
        name => {
            let (state, years) = name.rsplit_once('-')?;
            let years = years.strip_suffix('y')?.parse().ok()?;
            match state {
                "su" => history("su", years),
                "employment" => history("employment", years),
                "sick" => history("sygedagpenge", years),
                "cash-benefit" => history("kontanthjaelp", years),
                "self-support" => history("self-support", years),
                _ => return None,
            }
        }
    })
}

fn balance_cell(found: &Findings, table: &str, rest: &str) -> Option<f64> {
    let (name, column) = rest.rsplit_once('-')?;
    let table = match table {
        "t3" => "arms",
        "t4" => "arms.cash-benefit",
        _ => "arms.resource-course",
    };
    let wanted = variable(name)?;
    let rows = &balance(found, table).rows;
    let row: &BalanceRow = rows.iter().find(|r| r.variable == wanted)?;
    match column {
        "participant" => row.first.mean,
        "control" => row.second.mean,
        _ => row.p_value.made().copied(),
    }
}

/// The number of a cell: a share in percent.
pub fn value(found: &Findings, id: &str, table: &str, row: &str, column: &str) -> Option<f64> {
    let tables = &described(found, id).tables;
    let table = tables.iter().find(|t| t.id == table)?;
    let at = table.columns.iter().position(|c| c.id == column)?;
    let row = table.rows.iter().find(|r| r.id == row)?;
    match &row.cells[at] {
        Cell::Count(count) => count.map(|n| n as f64),
        Cell::Share { share, .. } => share.fraction().map(|f| 100.0 * f),
        Cell::Number {
            value: Estimated::Made(value),
            ..
        } => Some(*value),
        _ => None,
    }
}

const SITES: [(&str, &str); 17] = [
    ("koebenhavn", "101"),
    ("lolland", "360"),
    ("aarhus", "751"),
    ("viborg", "791"),
    ("aalborg", "851"),
    ("hilleroed", "219"),
    ("skanderborg", "746"),
    ("haderslev", "510"),
    ("hedensted", "766"),
    ("vallensbaek-ishoej", "187"),
    ("vallensbaek", "187"),
    ("jammerbugt", "849"),
    ("odense", "461"),
    ("syddjurs", "706"),
    ("ringsted", "329"),
    ("soroe", "340"),
    ("total", "total"),
];

fn fidelity_cell(found: &Findings, table: &str, id: &str) -> Option<f64> {
    let rest = id.strip_prefix(table)?.strip_prefix('-')?;
    let (site, row) = SITES
        .iter()
        .find(|(slug, _)| rest.ends_with(&format!("-{slug}")))?;
    let indicator = rest.strip_suffix(&format!("-{site}"))?;
    let analysis = format!("table-{}", table.trim_start_matches('t'));
    value(found, &analysis, "by-site", row, indicator)
}

fn response(found: &Findings, rest: &str) -> Option<f64> {
    let (role, what) = rest.split_once('-')?;
    let cell = |column| value(found, "response", "response", role, column);
    match what {
        "full" => cell("answers"),
        "partial" => cell("partial"),
        "response" => cell("rate"),
        "mun-min" => value(found, "response", "response-by-site", "least", role),
        "mun-max" => value(found, "response", "response-by-site", "greatest", role),
        _ => None,
    }
}

fn single(found: &Findings, id: &str) -> Option<f64> {
    let whole = |name: &str| {
        let table = balance(found, "arms");
        let row = table
            .rows
            .iter()
            .find(|r| Some(&r.variable) == variable(name).as_ref())?;
        let (a, b) = (row.first, row.second);
        let sum = |s: virkning::findings::Summary| Some(s.mean? * s.n? as f64);
        Some((sum(a)? + sum(b)?) / (a.n? + b.n?) as f64)
    };
    let share = |table| {
        let [first, _, all] = persons(found, table);
        Some(100.0 * first / all)
    };
    let followed = |weeks| value(found, "figure-1", "followed", weeks, "all");
    let longest = || Some(described(found, "figure-1").tables[0].rows.len() as f64);
    let talks = |row, column| value(found, "figure-2", "level", row, column);
    match id {
        "records" => Some(persons(found, "arms")[2]),
        "records-cash-benefit" => Some(persons(found, "arms.cash-benefit")[2]),
        "records-resource-course" => Some(persons(found, "arms.resource-course")[2]),
        "share-participant-cash-benefit" => share("arms.cash-benefit"),
        "share-participant-resource-course" => share("arms.resource-course"),
        "f1-followed-30" => followed("30"),
        "f1-followed-35" => followed("35"),
        "followup-max" | "f1-followed-max" => longest(),
        "itt-13-weeks-share" => value(found, "thirteen-weeks", "criterion", "main", "participant"),
        "bal-text-men" => whole("male").map(|s| 100.0 * s),
        "bal-text-married" => whole("married").map(|s| 100.0 * s),
        "bal-text-nonwestern" => whole("non-western").map(|s| 100.0 * s),
        "bal-text-age" => whole("age"),
        "f2-control-level" => talks("comparison", "level"),
        "f2-control-week0" => talks("comparison", "entry"),
        "f2-control-interval" => talks("comparison", "interval"),
        "f2-participant-first" => talks("participant", "first"),
        "f2-participant-level" => talks("participant", "level"),
        "f2-participant-interval" => talks("participant", "interval"),
        _ => None,
    }
}
