//! What cannot be checked is told, never passed over.

use super::{HEAD, PERCENT, faults, report};
use crate::published::consistency::check;

#[test]
fn a_blank_cell_keeps_its_check_from_being_made_and_is_counted() {
    let report = report(
        "p .. percent 1
k 54 count 0
n 109 count 0",
        PERCENT,
    );
    assert_eq!(
        (report.contradictions(), report.blank.as_slice()),
        (0, ["p".to_string()].as_slice())
    );
    assert!(
        report
            .text()
            .ends_with("1 check not made for a blank cell\n"),
        "{}",
        report.text()
    );
}

#[test]
fn what_a_relation_names_and_the_table_has_not_is_told_with_what_is_near() {
    let rows = "t81-men-n 43 count 0\nt81-men-pct 39.4 percent 1\nt81-all-n 109 count 0";
    let named = faults(
        rows,
        "kind = 'percent'\npercent = 't81-men-pct'\ncount = 't81-mn-n'\nof = 't81-all-n'",
    );
    assert_eq!(named[0].0, 5);
    assert_eq!(named[0].1, "no row has the id `t81-mn-n`");
    assert!(
        named[0]
            .2
            .as_ref()
            .is_some_and(|h| h.starts_with("nearest: `t81-men-n`")),
        "{named:?}"
    );
    let nothing = faults(
        rows,
        "kind = 'percent'\npercent = 't82-{row}-pct'\ncount = 't82-{row}-n'",
    );
    assert_eq!((nothing.len(), nothing[0].0), (1, 4));
    assert_eq!(nothing[0].1, "no row has an id of the form `t82-{row}-pct`");
    let size = faults(
        rows,
        "kind = 'percent'\npercent = 't81-{row}-pct'\ncount = 't81-{row}-n'",
    );
    assert!(size[0].1.contains("`of` is missing"), "{size:?}");
    let unbound = faults(
        rows,
        "kind = 'percent'\npercent = 't81-men-pct'\ncount = 't81-men-n'\nof = ['t81-all-n:n']",
    );
    assert_eq!(unbound[0].1, "row `t81-all-n` has no `denominator_n`");
}

#[test]
fn an_id_that_can_be_read_in_two_ways_asks_for_words() {
    let rows = "a-b-c 1 count 0\na 1 count 0\na-b 1 count 0\nb-c 1 count 0\nc 1 count 0";
    let told = faults(
        rows,
        "kind = 'total'\ntotal = '{x}-{y}'\nparts = ['{x}', '{y}']",
    );
    assert!(told[0].1.contains("in two ways"), "{told:?}");
    assert!(told[0].2.as_ref().is_some_and(|h| h.contains("[words]")));
}

#[test]
fn faults_of_both_files_are_told_at_once() {
    let text = format!("{HEAD}a,T1,,,x,count,0,,,\n");
    let told = check(
        &text,
        Some("schema = 1\n[[relation]]\nkind = 'same'\nrows = ['a', 'b']\nrow = 1\n"),
    )
    .expect_err("faults");
    assert_eq!((told.printed.len(), told.relations.len()), (1, 1));
}

#[test]
fn every_kind_and_field_is_told_in_the_schema() {
    let page = include_str!("../../../../data-schema/relations.md");
    for kind in &crate::published::consistency::kinds::KINDS {
        let start = format!("| `{}` |", kind.name);
        let line = page
            .lines()
            .find(|l| l.starts_with(&start))
            .unwrap_or_else(|| panic!("no line on `{}`", kind.name));
        for field in kind.fields {
            let told = line.contains(&format!("`{}`", field.name));
            assert!(told, "`{}` of `{}` is not told", field.name, kind.name);
            let optional = line.contains(&format!("`{}`?", field.name));
            assert!(
                !(optional && field.needed),
                "`{}` of `{}` is needed",
                field.name,
                kind.name
            );
        }
    }
}
