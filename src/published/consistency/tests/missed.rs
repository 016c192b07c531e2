//! Contradictions that were once passed over.

use super::{faults, found, report, sures};
use crate::published::consistency::Sure::{Impossible, OutOfRounding, WithinRounding};

const MEANS: &str = "kind = 't-test'\nfirst = 'a'\nsecond = 'b'\nsd_first = 's'\nsd_second = 's2'";

#[test]
fn a_printed_t_and_a_printed_p_are_held_against_each_other() {
    let relation = format!("{MEANS}\nstatistic = 't'\np = 'p'");
    let rows = |p: &str| {
        format!("a 12 mean 0 40\nb 11 mean 0 40\ns 3 sd 0\ns2 3 sd 0\nt 0.20 t 2\np {p} p_value 3")
    };
    // On 78 df t = 0.20 has p = 0.842.
    assert_eq!(sures(&rows("0.842"), &relation), []);
    assert_eq!(sures(&rows("0.010"), &relation), [OutOfRounding]);
    let estimate = "kind = 'estimate'\nestimate = 'e'\nstd_error = 's'\nstatistic = 't'\np = 'p'";
    let rows = |p: &str| format!("e 1 other 0\ns 1 other 0\nt 2.50 t 2\np {p} p_value 2");
    assert_eq!(sures(&rows("0.01"), estimate), []);
    assert_eq!(sures(&rows("0.50"), estimate), [OutOfRounding]);
    let shares = "kind = 't-test'\nfirst = 'a'\nsecond = 'b'\nstatistic = 't'\np = 'p'";
    let rows =
        |t: &str| format!("a 0.5 share 1 100\nb 0.5 share 1 100\nt {t} t 2\np 0.888 p_value 3");
    // 50/100 against 49/100 and its like: t = 0.141, p = 0.888.
    assert_eq!(sures(&rows("0.14"), shares), []);
    assert_eq!(
        sures(&rows("0.28"), shares),
        [OutOfRounding],
        "that of another pair"
    );
}

fn ratio(rows: &str, fields: &str) -> Vec<crate::published::consistency::Sure> {
    let fields: Vec<String> = fields
        .split_whitespace()
        .map(|f| format!("{f} = '{f}'"))
        .collect();
    sures(
        rows,
        &format!("kind = 'hazard-ratio'\nratio = 'r'\n{}", fields.join("\n")),
    )
}

#[test]
fn one_limit_is_held_against_the_ratio_and_its_p_value() {
    let low = "r 1.50 hazard_ratio 2\nlow 1.60 hazard_ratio 2";
    assert_eq!(ratio(low, "low"), [OutOfRounding], "above its ratio");
    let high = "r 1.50 hazard_ratio 2\nhigh 1.30 hazard_ratio 2\np 0.9 p_value 1";
    assert_eq!(ratio(high, "high p"), [OutOfRounding], "below its ratio");
    // ln 1.5 - ln 1.2 = 0.223 = 1.96 * 0.114: z = 3.56, p = 0.0004.
    let with = |p: &str| format!("r 1.50 hazard_ratio 2\nlow 1.20 hazard_ratio 2\np {p} p_value 4");
    assert_eq!(ratio(&with("0.0004"), "low p"), []);
    assert_eq!(ratio(&with("0.9000"), "low p"), [OutOfRounding]);
}

#[test]
fn interchanged_limits_are_told_as_such_and_nothing_is_made_of_them() {
    let rows = "r 1.22 hazard_ratio 2\nlow 1.50 hazard_ratio 2\nhigh 1.00 hazard_ratio 2";
    assert_eq!(ratio(rows, "low high"), [OutOfRounding]);
    let relation = "kind = 'estimate'\nestimate = 'e'\nlow = 'l'\nhigh = 'h'\np = 'p'";
    let rows = "e 1.50 other 2\nl 2.00 other 2\nh 1.00 other 2\np 0.2 p_value 1";
    let report = report(rows, relation);
    assert_eq!(report.findings.len(), 1, "{}", report.text());
    assert_eq!(
        report.findings[0].arithmetic,
        "`low` is above `high`: 2.00 and 1.00"
    );
}

#[test]
fn what_holds_no_two_figures_together_is_a_fault_and_no_check() {
    let told = faults(
        "r 1.50 hazard_ratio 2\np 0.900 p_value 3",
        "kind = 'hazard-ratio'\nratio = 'r'\np = 'p'",
    );
    assert_eq!(told[0].0, 2);
    assert!(
        told[0].1.ends_with("`low`, `high` or `events` is needed"),
        "{told:?}"
    );
    let told = faults(
        "e 1.50 other 2\ns 0.90 other 2",
        "kind = 'estimate'\nestimate = 'e'\nstd_error = 's'",
    );
    assert!(
        told[0]
            .1
            .ends_with("`low`, `high`, `statistic` or `p` is needed"),
        "{told:?}"
    );
}

#[test]
fn too_few_events_for_a_p_value_that_is_a_bound_or_0() {
    let relation = "kind = 'hazard-ratio'\nratio = 'r'\np = 'p'\nevents = [10]";
    for p in ["0.001 p_value 3", "0.001 p_value 3 - <", "0.000 p_value 3"] {
        let rows = format!("r 1.05 hazard_ratio 2\np {p}");
        assert_eq!(sures(&rows, relation), [Impossible], "{p}");
    }
    let rows = "r 1.05 hazard_ratio 2\np 0.95 p_value 2";
    assert_eq!(sures(rows, relation), []);
    assert_eq!(
        sures("r 9.00 hazard_ratio 2\np 0.001 p_value 3 - <", relation),
        []
    );
}

#[test]
fn standard_deviations_of_0_and_below_and_groups_of_one() {
    let relation = format!("{MEANS}\np = 'p'");
    let rows = |sd: &str, n: i64| {
        format!("a 5.0 mean 1 {n}\nb 1.0 mean 1 {n}\ns {sd} sd 1\ns2 {sd} sd 1\np 0.90 p_value 2")
    };
    assert_eq!(
        sures(&rows("0.0", 50), &relation),
        [OutOfRounding],
        "at most 0.05"
    );
    assert_eq!(
        sures(&rows("-1.0", 50), &relation),
        [Impossible, Impossible]
    );
    let given = relation.replace("'s'", "0").replace("'s2'", "0");
    assert_eq!(sures(&rows("0.0", 50), &given), [OutOfRounding]);
    let one = report(&rows("1.0", 1), &relation);
    assert_eq!(
        (one.checked, one.contradictions()),
        (1, 0),
        "the law of p alone"
    );
    assert!(
        one.not_allowed[0]
            .why
            .ends_with("a group of one has no standard deviation of its own")
    );
}

#[test]
fn ratio_interval_and_p_value_are_judged_together() {
    // Each two agree; p is 0.3873 to 0.3883 for any ratio and limits with these digits.
    let rows = "r 1.24 hazard_ratio 2\nlow 0.76 hazard_ratio 2\nhigh 1.99 hazard_ratio 2\np 0.390 p_value 3";
    assert_eq!(ratio(rows, "low high p"), [OutOfRounding]);
    assert_eq!(ratio(&rows.replace("0.390", "0.388"), "low high p"), []);
    let relation = "kind = 'hazard-ratio'\nratio = 'r'\nlow = 'low'\nhigh = 'high'\np = 'p'";
    let told = found(rows, relation);
    assert!(told[0].1 == "0.3873 to 0.3883", "{told:?}");
}

#[test]
fn a_ratio_of_no_events_is_not_checked_and_told() {
    let relation = "kind = 'hazard-ratio'\nratio = 'r'\np = 'p'\nevents = 'd'";
    let report = report(
        "r 1.05 hazard_ratio 2\np 0.900 p_value 3\nd 0 count 0",
        relation,
    );
    assert_eq!(report.not_allowed.len(), 1, "{}", report.text());
}

#[test]
fn the_sign_of_a_statistic_is_that_of_its_estimate() {
    let relation = "kind = 'estimate'\nestimate = 'e'\nstd_error = 's'\nstatistic = 't'";
    let rows = |t: &str| format!("e 0.50 other 2\ns 0.20 other 2\nt {t} t 1");
    assert_eq!(sures(&rows("2.5"), relation), []);
    assert_eq!(sures(&rows("-2.5"), relation), [OutOfRounding]);
}

#[test]
fn a_figure_that_stands_twice_in_a_formula_is_one_number() {
    let rows = |p: &str| format!("p {p} percent 1\na 20 weeks 0\nb 80 weeks 0");
    let relation = "kind = 'formula'\nvalue = '[p]'\nequals = '[a] / ([a] + [b]) * 100'";
    // 20.5 / (20.5 + 79.5) is the most.
    assert_eq!(sures(&rows("20.4"), relation), [WithinRounding]);
    assert_eq!(sures(&rows("20.6"), relation), [OutOfRounding]);
}

#[test]
fn a_row_held_against_itself_is_a_fault() {
    let rows = "a 10 count 0\nb 0 count 0";
    let fault = |relation: &str| {
        let mut all = faults(rows, relation);
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    };
    for (relation, places) in [
        (
            "kind = 'total'\ntotal = 'a'\nparts = ['a', 'b']",
            "in `total` and in `parts`",
        ),
        (
            "kind = 'total'\ntotal = 'a'\nparts = ['a']",
            "in `total` and in `parts`",
        ),
        (
            "kind = 'total'\ntotal = 'a'\nparts = ['b', 'b']",
            "in `parts`",
        ),
        (
            "kind = 'order'\nabove = ['a']\nbelow = ['a']",
            "in `above` and in `below`",
        ),
    ] {
        let (line, message, _) = fault(relation);
        assert_eq!(line, 2);
        assert!(
            message.ends_with(&format!("stands twice, {places}")),
            "{message}"
        );
    }
    let (_, message, _) = fault("kind = 'same'\nrows = ['a']");
    assert!(
        message.ends_with("`rows` names one figure; two or more can be the same"),
        "{message}"
    );
    let (line, message, _) = fault("kind = 'same'\nrows = ['a', 'b']\nexcept = ['c-{x}']");
    assert_eq!(line, 5);
    assert_eq!(message, "`except`: no row has an id of the form `c-{x}`");
}

#[test]
fn whole_counts_in_the_wrong_order_are_impossible() {
    let relation = "kind = 'order'\nabove = 'a'\nbelow = 'b'";
    assert_eq!(sures("a 5 count 0\nb 7 count 0", relation), [Impossible]);
    assert_eq!(found("a 7 count 0\nb 5 count 0", relation), []);
}
