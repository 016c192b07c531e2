//! Which figures a finding names, and in which words.

use super::{PERCENT, report};
use crate::published::consistency::Sure::{Impossible, OutOfRounding};

fn told(rows: &str, relation: &str) -> String {
    report(rows, relation).text()
}

fn ids(rows: &str, relation: &str) -> Vec<String> {
    let report = report(rows, relation);
    let first = report.findings.first();
    let figures = first.map(|f| f.figures.iter().map(|f| f.id.clone()).collect());
    figures.unwrap_or_default()
}

#[test]
fn a_share_that_its_size_makes_impossible_is_not_the_accused_one() {
    // 88 of 7 is no share, and 7 of 8 is 87.5: the 7 is as likely wrong as the 88.
    let rows = "p 88 percent 0 7\nk 7 count 0";
    let relation = "kind = 'percent'\npercent = 'p'\ncount = 'k'";
    let report = report(rows, relation);
    assert_eq!(report.findings.len(), 1, "{}", report.text());
    let finding = &report.findings[0];
    assert_eq!(finding.sure, Impossible);
    assert_eq!(
        finding.must_be,
        "a whole number over 7: 6/7 = 85.71 or 7/7 = 100"
    );
    assert!(
        finding
            .arithmetic
            .ends_with("it would fit n = 8; 7 / 8 = 87.5"),
        "{}",
        finding.arithmetic
    );
    assert_eq!(ids(rows, relation), ["p", "p:n", "k"]);
}

#[test]
fn a_percentage_is_accused_by_counts_and_two_roundings_accuse_each_other() {
    let rows = "p 50.5 percent 1\nk 54 count 0\nn 109 count 0";
    assert_eq!(ids(rows, PERCENT), ["p"]);
    assert!(told(rows, PERCENT).contains("  must be:  49.5\n"));
    let same = "kind = 'same'\nrows = ['a', 'b']";
    let rows = "a 12.8 percent 1\nb 12.9 percent 1";
    assert_eq!(ids(rows, same), ["b", "a"]);
    assert!(
        told(rows, same).contains("  together: they cannot stand; by the others the first is 12.8"),
        "{}",
        told(rows, same)
    );
    let total = "kind = 'total'\ntotal = 't'\nparts = ['a', 'b']";
    let rows = "t 341 count 0\na 170 count 0\nb 170 count 0";
    assert_eq!(ids(rows, total), ["t", "a", "b"]);
}

#[test]
fn a_p_value_stands_beside_the_shares_one_of_which_may_be_wrong() {
    let relation = "kind = 't-test'\nfirst = 'a'\nsecond = 'b'\np = 'p'";
    let rows = "a 0.017 share 3 602\nb 0.010 share 3 625\np 0.418 p_value 3";
    let report = report(rows, relation);
    let finding = &report.findings[0];
    assert_eq!((finding.sure, finding.together), (OutOfRounding, true));
    assert_eq!(ids(rows, relation), ["p", "a", "b"]);
    assert!(
        finding
            .arithmetic
            .ends_with("; 10/602 against 7/625, 0.017 and 0.011, have p = 0.4180"),
        "{}",
        finding.arithmetic
    );
}

#[test]
fn a_number_in_the_relation_is_told_with_its_line() {
    let rows = "a 0.01 p_value 2\nb 0.02 p_value 2";
    let relation = "kind = 'how-many'\ncount = 3\nrows = ['a', 'b']\nbelow = 0.05";
    assert!(
        told(rows, relation).contains(
            "  printed:  3 in relation `how-many-1`, line 4 of its file\n  must be:  2\n"
        ),
        "{}",
        told(rows, relation)
    );
}

#[test]
fn a_bound_says_what_must_be_at_most_what() {
    let relation = "kind = 'formula'\nvalue = '[a]'\nat_most = '1950'";
    let text = told("a 1980 weeks 0", relation);
    assert!(text.contains("  must be:  at most 1950\n"), "{text}");
}

#[test]
fn an_order_names_the_figures_and_a_decline_names_both_ends() {
    let order = "kind = 'order'\nabove = ['a', 'b']\nbelow = ['c']";
    let text = told("a 91 percent 0\nb 91 percent 0\nc 92 percent 0", order);
    assert!(
        text.contains("91 (`a`) is not above 92 (`c`); 91 (`b`) is not above 92 (`c`)"),
        "{text}"
    );
    let decline = "kind = 'how-many'\nrows = ['a', 'b']\nbelow_rows = ['c', 'd']\nat_least = 2";
    let rows = "a 60 percent 0\nb 70 percent 0\nc 65 percent 0\nd 65 percent 0";
    assert_eq!(ids(rows, decline), ["a", "c", "b", "d"]);
    let text = told(rows, decline);
    assert!(
        text.contains("surely or perhaps: 60 (`a`) below 65\n"),
        "{text}"
    );
}

#[test]
fn a_blank_cell_is_named_and_one_check_is_one_check() {
    let text = told("p .. percent 1\nk 54 count 0\nn 109 count 0", PERCENT);
    assert!(
        text.starts_with("not checked, for a blank cell\n  `p`\n\n"),
        "{text}"
    );
    let text = told(
        "a 8 weeks 0\nb 8 weeks 0",
        "kind = 'same'\nrows = ['a', 'b']",
    );
    assert!(text.starts_with("no contradictions in 1 check: "), "{text}");
}
