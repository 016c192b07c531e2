//! Sums, shares, means and other arithmetic: what holds, what is just off.

use super::{PERCENT, found, sures};
use crate::published::consistency::Sure::{
    Ambiguous, Impossible, OutOfRounding, RoundedTwice, WithinRounding,
};

#[test]
fn a_percentage_is_its_count_rounded_once_half_up() {
    let with = |printed: &str, k: i64, n: i64| {
        let rows = format!("p {printed}\nk {k} count 0\nn {n} count 0");
        found(&rows, PERCENT)
    };
    assert_eq!(with("49.5 percent 1", 54, 109), []);
    assert_eq!(
        with("50.5 percent 1", 54, 109),
        [(OutOfRounding, "49.5".to_string())]
    );
    assert_eq!(
        with("39.5 percent 1", 43, 109),
        [(RoundedTwice, "39.4".to_string())]
    );
    // One of eight is 12.5: half up is 13; some round a half down, or to the even figure.
    assert_eq!(with("13 percent 0", 1, 8), []);
    assert_eq!(with("12 percent 0", 1, 8), [(Ambiguous, "13".to_string())]);
    assert_eq!(with("0.125 share 3", 1, 8), []);
    assert_eq!(with("0.13 share 2", 1, 8), []);
    assert_eq!(
        with("5 percent approx", 6, 109),
        [],
        "within 15 percent of 5"
    );
}

#[test]
fn a_percentage_of_nothing_is_not_known_and_not_a_crash() {
    assert_eq!(
        sures("p 0 percent 0\nk 0 count 0\nn 0 count 0", PERCENT),
        []
    );
}

#[test]
fn another_reading_of_the_count_may_save_a_percentage() {
    let relation = "kind = 'percent'\npercent = 'p'\ncount = 'full'\nor_count = ['full', 'part']";
    let rows = |p: i64| format!("p {p} percent 0 136\nfull 127 count 0\npart 2 count 0");
    assert_eq!(found(&rows(93), relation), []);
    assert_eq!(found(&rows(95), relation), []);
    assert_eq!(
        found(&rows(94), relation),
        [(OutOfRounding, "93 or 95".to_string())]
    );
}

#[test]
fn counts_add_up_exactly_and_rounded_parts_within_half_a_unit_each() {
    let relation = "kind = 'total'\ntotal = 't'\nparts = ['a', 'b']\nminus = 'c'";
    let counts = |t: i64| format!("t {t} count 0\na 223 count 0\nb 1 count 0\nc 5 count 0");
    assert_eq!(found(&counts(219), relation), []);
    assert_eq!(
        found(&counts(218), relation),
        [(Impossible, "219".to_string())]
    );
    let parts = "kind = 'total'\ntotal = 't'\nparts = ['a', 'b']";
    let shares = |t: &str| format!("t {t} percent 1\na 18.4 percent 1\nb 26.3 percent 1");
    assert_eq!(sures(&shares("44.7"), parts), []);
    assert_eq!(sures(&shares("44.8"), parts), [WithinRounding]);
    assert_eq!(sures(&shares("44.9"), parts), [OutOfRounding]);
    let negative = "t -3 percentage_points 0\na 14 percent 0\nb 17 percent 0";
    assert_eq!(
        sures(
            negative,
            "kind = 'total'\ntotal = 't'\nparts = 'a'\nminus = 'b'"
        ),
        []
    );
}

#[test]
fn shares_and_percentages_are_one_quantity() {
    let relation = "kind = 'total'\ntotal = 't'\nparts = ['a', 'b']";
    assert_eq!(
        sures("t 0.75 share 2\na 50 percent 0\nb 25 percent 0", relation),
        []
    );
    let same = "kind = 'same'\nrows = ['t', 'a']";
    assert_eq!(sures("t 0.455 share 3\na 45.5 percent 1", same), []);
    assert_eq!(sures("t 0.455 share 3\na 46 percent 0", same), []);
    assert_eq!(
        sures("t 0.444 share 3\na 45 percent 0", same),
        [OutOfRounding]
    );
}

#[test]
fn a_column_of_percentages_sums_to_a_hundred() {
    let relation = "kind = 'hundred'\nparts = 'p-{row}'";
    let column = |a: &str, b: &str, c: &str| {
        format!("p-a {a} percent 1\np-b {b} percent 1\np-c {c} percent 1")
    };
    assert_eq!(sures(&column("60.5", "30.0", "9.5"), relation), []);
    assert_eq!(
        sures(&column("60.6", "30.0", "9.5"), relation),
        [WithinRounding]
    );
    assert_eq!(
        sures(&column("60.4", "30.0", "9.5"), relation),
        [WithinRounding]
    );
    assert_eq!(
        sures(&column("60.7", "30.0", "9.5"), relation),
        [OutOfRounding]
    );
    let open = format!("{relation}\ncomplete = false");
    assert_eq!(sures(&column("40.0", "30.0", "9.5"), &open), []);
    assert_eq!(
        sures(&column("70.0", "30.0", "9.5"), &open),
        [OutOfRounding]
    );
}

#[test]
fn a_figure_printed_twice_is_a_rounding_of_the_finer_one() {
    let relation = "kind = 'same'\nrows = ['fine', 'coarse']";
    let pair = |fine: &str, coarse: &str| sures(&format!("fine {fine}\ncoarse {coarse}"), relation);
    assert_eq!(pair("16.5 percent 1", "17 percent 0"), []);
    assert_eq!(
        pair("16.5 percent 1", "16 percent 0"),
        [WithinRounding],
        "16.46 would be both"
    );
    assert_eq!(pair("16.5 percent 1", "15.6 percent 1"), [OutOfRounding]);
    assert_eq!(pair("0.0988 p_value 4", "0.10 p_value 2"), []);
    assert_eq!(pair("12.46 percent 2", "13 percent 0"), [RoundedTwice]);
    assert_eq!(
        pair("-2.5 percentage_points 1", "-3 percentage_points 0"),
        []
    );
    assert_eq!(pair("40 count 0", "41 count 0"), [Impossible]);
    assert_eq!(pair("0.001 p_value 3", "0.01 p_value 2 - <"), []);
    assert_eq!(
        pair(
            "12000 persons approx - næsten",
            "10000 persons approx - over"
        ),
        [Ambiguous]
    );
    assert_eq!(
        pair("1 percent approx", "1 percent approx - godt"),
        [WithinRounding]
    );
}

#[test]
fn a_difference_in_differences_follows_from_its_four_shares() {
    let relation = "kind = 'did'\neffect = 'e'\ntreated_before = 'a'\ntreated_after = 'b'\ncomparison_before = 'c'\ncomparison_after = 'd'";
    let rows = |e: i64| {
        format!(
            "e {e} percentage_points 0\na 14 percent 0\nb 21 percent 0\nc 17 percent 0\nd 14 percent 0"
        )
    };
    assert_eq!(found(&rows(10), relation), []);
    assert_eq!(sures(&rows(12), relation), [WithinRounding]);
    assert_eq!(sures(&rows(4), relation), [OutOfRounding]);
    assert_eq!(
        found(&rows(13), relation)[0].1,
        "10 (8 to 12 with rounding)"
    );
}

#[test]
fn rates_reductions_and_intervals_follow_from_ratios() {
    let ratio =
        |p: &str, kind: &str| found(&format!("p {p} percent 0\nr 1.61 hazard_ratio 2"), kind);
    let increase = "kind = 'increase'\npercent = 'p'\nratio = 'r'";
    assert_eq!(ratio("61", increase), []);
    assert_eq!(ratio("62", increase)[0].0, OutOfRounding);
    let reduction = "kind = 'reduction'\npercent = 'p'\nratio = 'r'";
    assert_eq!(ratio("38", reduction), []);
    assert_eq!(ratio("39", reduction)[0].0, OutOfRounding);
    let rate = "kind = 'rate'\ninterval = 'i'\nshare = 's'";
    assert_eq!(
        sures(
            "i 13 weeks approx - knap\ns 8 percent approx - omkring",
            rate
        ),
        []
    );
    assert_eq!(sures("i 20 weeks 0\ns 8 percent 0", rate), [OutOfRounding]);
}

#[test]
fn a_pooled_share_is_the_mean_weighted_by_size() {
    let relation = "kind = 'pooled'\ntotal = 't'\nparts = 'p-{site}'";
    let rows = |t: i64| format!("t {t} percent 0\np-a 50 percent 0 100\np-b 80 percent 0 300");
    assert_eq!(sures(&rows(73), relation), [], "72.5 is 73, half up");
    assert_eq!(sures(&rows(72), relation), [WithinRounding]);
    assert_eq!(
        sures(&rows(65), relation),
        [OutOfRounding],
        "the mean of the two"
    );
    let between = "kind = 'between'\ntotal = 't'\nparts = 'p-{site}'";
    assert_eq!(sures(&rows(65), between), []);
    assert_eq!(sures(&rows(81), between), [OutOfRounding]);
}

#[test]
fn order_and_number_of_rows_are_claims_too() {
    let order = "kind = 'order'\nabove = ['a', 'b']\nbelow = 'c'";
    let rows = |c: i64| format!("a 91 percent 0\nb 89 percent 0\nc {c} percent 0");
    assert_eq!(sures(&rows(88), order), []);
    assert_eq!(sures(&rows(89), order), [WithinRounding]);
    assert_eq!(sures(&rows(90), order), [OutOfRounding]);
    let many = "kind = 'how-many'\ncount = 'k'\nrows = 'p{q}'\nbelow = 0.05";
    let rows = |k: i64| {
        format!("k {k} count 0\np1 0.048 p_value 3\np2 0.001 p_value 3 - <\np3 0.070 p_value 3")
    };
    assert_eq!(sures(&rows(2), many), []);
    assert_eq!(found(&rows(3), many), [(Impossible, "2".to_string())]);
}

#[test]
fn a_formula_says_the_rest() {
    let rows = "a 18.6 weeks 1\nb 30 weeks 0\nc 38 percent 0";
    let formula = |tail: &str| format!("kind = 'formula'\nvalue = '[a]'\n{tail}");
    assert_eq!(
        sures(rows, &formula("equals = '[b] * (1 - [c] / 100)'")),
        []
    );
    assert_eq!(
        sures(rows, &formula("equals = '[b] - [c]'")),
        [OutOfRounding]
    );
    assert_eq!(sures(rows, &formula("at_most = '[b]'")), []);
    assert_eq!(sures(rows, &formula("at_least = '[b]'")), [OutOfRounding]);
    assert_eq!(
        sures(rows, &formula("equals = '1 / ([b] - [b])'")),
        [],
        "not made, and told"
    );
}
