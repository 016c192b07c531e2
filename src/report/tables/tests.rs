use super::*;
use crate::report::sample;

fn cell<'a>(table: &'a Table, row: &[(&str, &str)], column: &str) -> &'a Cell {
    let place = |name: &str| {
        let at = table.columns.iter().position(|c| *c == name);
        at.unwrap_or_else(|| panic!("no column {name}"))
    };
    let is = |cell: &Cell, text: &str| match cell {
        Cell::Text(t) => t == text,
        Cell::Number(n) => n.to_string() == text,
        Cell::Count(n) => n.to_string() == text,
        Cell::Empty => text.is_empty(),
    };
    let found = table
        .rows
        .iter()
        .find(|r| row.iter().all(|(name, text)| is(&r[place(name)], text)));
    &found.expect("the row")[place(column)]
}

#[test]
fn what_is_withheld_or_not_made_says_so_and_has_no_number() {
    let findings = sample::study();
    let table = table(&findings.study, &findings.analyses[1]);
    let withheld = [
        ("part", "share"),
        ("strata", "participant.before"),
        ("time", "1"),
    ];
    assert_eq!(cell(&table, &withheld, "estimate"), &Cell::Empty);
    assert_eq!(cell(&table, &withheld, "numerator"), &Cell::Empty);
    assert_eq!(cell(&table, &withheld, "note"), &Cell::from("withheld"));
    assert_eq!(cell(&table, &withheld, "week"), &Cell::from("2016-W01"));
    let not = [("part", "effect"), ("term", "unadjusted"), ("time", "2")];
    let why = Cell::from("empty-cell (group=participant, before)");
    assert_eq!(cell(&table, &not, "note"), &why);
    assert_eq!(cell(&table, &not, "estimate"), &Cell::Empty);
    let dropped = [("part", "effect"), ("term", "background"), ("time", "3")];
    assert_eq!(
        cell(&table, &dropped, "note"),
        &Cell::from("dropped support.other")
    );
    assert_eq!(
        cell(&table, &dropped, "data"),
        &Cell::from("synthetic: nothing suppressed")
    );
}

#[test]
fn the_plotted_table_holds_what_is_drawn_and_no_more() {
    let findings = sample::study();
    let plotted = plotted(&findings.study, &findings.analyses[1]);
    assert_eq!(plotted.rows.len(), 4 * 104 + 104);
}

#[test]
fn a_csv_quotes_what_needs_it() {
    let mut table = Table::new(&["term", "estimate", "n"]);
    table.push([
        ("n", 7_u64.into()),
        ("term", "a, \"b\"".into()),
        ("estimate", 0.1.into()),
    ]);
    table.push([("term", "c".into()), ("estimate", f64::INFINITY.into())]);
    let csv = String::from_utf8(table.csv()).expect("text");
    assert_eq!(csv, "term,estimate,n\n\"a, \"\"b\"\"\",0.1,7\nc,inf,\n");
}

#[test]
fn every_kind_of_analysis_has_a_table_with_rows_of_equal_length() {
    for findings in [sample::study(), sample::lottery()] {
        for analysis in &findings.analyses {
            let table = table(&findings.study, analysis);
            assert!(!table.rows.is_empty(), "{}", analysis.id);
            assert!(table.rows.iter().all(|r| r.len() == table.columns.len()));
        }
    }
}
