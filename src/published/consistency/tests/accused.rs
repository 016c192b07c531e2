//! True figures that were once accused: each test is one that printed numbers can satisfy.

use super::{HEAD, found, report, sures};
use crate::published::consistency::Sure::{Ambiguous, OutOfRounding, WithinRounding};
use crate::published::consistency::check;

const FORMULA: &str = "kind = 'formula'\nvalue = '[a] / ([x] - [y])'\nat_most = '20'";

#[test]
fn a_quotient_by_a_difference_that_may_be_near_0_was_impossible() {
    let rows = "a 10 percent 0\nx 3 percent 0\ny 2 percent 0";
    assert_eq!(sures(rows, FORMULA), []);
    // x - y lies between 0 and 2: at most 3 is more than rounding allows, 10 / 2 being 5 and 9.5 / 2 still 4.75.
    let least = FORMULA.replace("20", "3");
    assert_eq!(sures(rows, &least), [OutOfRounding]);
}

#[test]
fn a_division_by_a_printed_0_is_not_made_and_told_and_no_contradiction() {
    let not_made = |rows: &str, relation: &str| {
        let report = report(rows, relation);
        assert_eq!(report.contradictions(), 0, "{}", report.text());
        assert_eq!(report.not_allowed.len(), 1, "{}", report.text());
        let told = "not checked, since the figures do not allow it";
        assert!(report.text().contains(told), "{}", report.text());
        assert!(
            report
                .text()
                .contains("; 1 check not made that the figures do not allow"),
            "{}",
            report.text()
        );
        report.not_allowed[0].why.clone()
    };
    let why = not_made(
        "a 10 weeks 0\nx 0 weeks 0",
        "kind = 'formula'\nvalue = '[a] / [x]'\nat_least = '1'",
    );
    assert_eq!(
        why,
        "10 / 0 against 1: it divides by what may be 0, or its numbers are too large"
    );
    not_made("p 0 percent 0\nk 0 count 0\nn 0 count 0", super::PERCENT);
    not_made(
        "t 3 weeks 0\na 3 weeks 0\nn 0 count 0",
        "kind = 'pooled'\ntotal = 't'\nparts = ['a']\nn = ['n']",
    );
    not_made(
        "i 1000 weeks 0\ns 0.0 share 1",
        "kind = 'rate'\ninterval = 'i'\nshare = 's'",
    );
}

#[test]
fn a_sum_too_large_for_exact_fractions_was_impossible() {
    let counts = [
        997, 991, 983, 977, 971, 967, 953, 947, 941, 937, 929, 919, 911, 907,
    ];
    let rows = counts
        .iter()
        .enumerate()
        .map(|(i, n)| format!("a{i} {n} count 0\n"));
    let terms: Vec<String> = (0..counts.len()).map(|i| format!("1 / [a{i}]")).collect();
    let relation = format!(
        "kind = 'formula'\nvalue = '{}'\nat_most = '1'",
        terms.join(" + ")
    );
    let report = report(&rows.collect::<String>(), &relation);
    assert_eq!((report.contradictions(), report.not_allowed.len()), (0, 1));
}

#[test]
fn a_standard_error_printed_as_0_may_be_anything_down_to_0() {
    let relation = "kind = 'estimate'\nestimate = 'e'\nstd_error = 's'\nstatistic = 't'";
    let rows = |t: &str| format!("e 0.12 other 2\ns 0.00 other 2\nt {t} t 1");
    assert_eq!(found(&rows("24.5"), relation), [], "0.12 / 0.0049");
    // At least 0.115 / 0.005.
    let told = found(&rows("22.5"), relation);
    assert_eq!(told, [(OutOfRounding, "23.00 or more".to_string())]);
}

#[test]
fn the_sign_of_t_for_two_shares_is_that_of_each_pair_of_counts() {
    let relation = "kind = 't-test'\nfirst = 'a'\nsecond = 'b'\nstatistic = 't'";
    let rows = "a 0.71 share 2 182\nb 0.71 share 2 132\nt 0.04 t 2";
    assert_eq!(found(rows, relation), [], "130/182 against 94/132");
}

#[test]
fn a_number_in_a_relation_is_of_the_unit_that_the_relation_takes_it_for() {
    let hundred = |parts: &str| format!("kind = 'hundred'\nparts = {parts}");
    assert_eq!(found("h 60 percent 0", &hundred("[40, 'h']")), []);
    assert_eq!(found("h 0.60 share 2", &hundred("[0.40, 'h']")), []);
    assert_eq!(found("h 99.5 percent 1", &hundred("[0.5, 'h']")), []);
    let mixed = "h 60 percent 0\ng 0.40 share 2";
    assert_eq!(found(mixed, &hundred("['h', 'g']")), []);
    let ratio = "r 1.61 hazard_ratio 2";
    let reduction = |p: &str| format!("kind = 'reduction'\npercent = {p}\nratio = 'r'");
    assert_eq!(found(ratio, &reduction("38")), []);
    assert_eq!(found(ratio, &reduction("0.38")), [], "a share of one");
    assert_eq!(sures(ratio, &reduction("39")), [OutOfRounding]);
    let percent = "kind = 'percent'\npercent = 38\ncount = 38\nof = 100";
    assert_eq!(found("h 60 percent 0", percent), []);
    let one = "kind = 'percent'\npercent = 1\ncount = 1\nof = 100";
    assert_eq!(
        found("h 60 percent 0", one),
        [],
        "one percent, and no whole"
    );
    let power = "kind = 'power'\npower = 80\ncontrol = 'c'\nintervention = 'i'\nn = 'n'";
    assert_eq!(
        found("c 10 percent 0\ni 25 percent 0\nn 100 count 0", power),
        []
    );
    let total = "kind = 'total'\ntotal = 't'\nparts = ['a', 40]";
    assert_eq!(
        sures("t 86 percent 0\na 45 percent 0", total),
        [WithinRounding],
        "45.4 and 40.4"
    );
}

#[test]
fn the_degrees_of_freedom_of_welch_s_test_follow_the_unrounded_standard_deviations() {
    let relation = "kind = 't-test'\nfirst = 'a'\nsecond = 'b'\nsd_first = 's'\nsd_second = 'u'\nvariances = 'unequal'\nstatistic = 't'\np = 'p'";
    let rows = |p: &str| {
        format!("a 8 mean 0 2\nb -3 mean 0 17\ns 4 sd 0\nu 6 sd 0\nt 3.83 t 2\np {p} p_value 3")
    };
    // Means 7.98 and -3.16, standard deviations 3.51 and 6.24.
    assert_eq!(found(&rows("0.069"), relation), []);
    assert_eq!(sures(&rows("0.300"), relation), [OutOfRounding]);
}

#[test]
fn a_p_value_a_hair_below_the_next_figure_was_that_figure() {
    // 123/180 against 59/87: p = 0.93254999996.
    let relation = "kind = 't-test'\nfirst = 'a'\nsecond = 'b'\np = 'p'\nstatistic = 't'";
    let rows = "a 68 percent 0 180\nb 68 percent 0 87\np 0.9325 p_value 4\nt 0.08 t 2";
    assert_eq!(found(rows, relation), []);
}

#[test]
fn an_exact_half_rounded_down_is_doubted_by_percent_as_by_grim() {
    let rows = "p 12 percent 0 8\nk 1 count 0\nn 8 count 0";
    assert_eq!(sures(rows, super::PERCENT), [Ambiguous]);
    assert_eq!(sures(rows, "kind = 'grim'\nrow = 'p'"), [Ambiguous]);
}

#[test]
fn a_unit_inside_a_longer_word_was_a_unit_without_a_law() {
    let text = |unit: &str| format!("{HEAD}a,T1,,,38,{unit},0,,100,\n");
    let faults = check(&text("percent of persons"), None).expect_err("a fault");
    let fault = &faults.printed[0];
    assert_eq!((fault.line, faults.printed.len()), (2, 1));
    assert_eq!(
        fault.message,
        "row `a`, column `unit`: `percent of persons` is not a known unit"
    );
    let help = fault.help.as_deref().unwrap_or_default();
    assert!(help.starts_with("`percent` alone"), "{help}");
    for unit in ["share of persons", "pct. af borgere"] {
        assert!(check(&text(unit), None).is_err(), "{unit}");
    }
    for unit in [
        "percentage points",
        "pct.",
        "%-point",
        "p-value",
        "hazard ratio",
        "antal uger",
        "number of persons",
        "count (persons)",
        "sd (percent)",
    ] {
        assert!(check(&text(unit), None).is_ok(), "{unit}");
    }
    for rate in [
        "persons per worker",
        "hours_per_week",
        "cases/count",
        "mean",
    ] {
        assert!(check(&text(rate), None).is_ok(), "{rate}");
    }
}
