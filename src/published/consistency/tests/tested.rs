//! Tests, intervals and power, worked by hand.

use super::sures;
use crate::published::consistency::Sure::{Impossible, OutOfRounding};

#[test]
fn a_chi_square_follows_from_its_table_with_or_without_correction() {
    // Rows of 30 and 10, columns of 20: expected 15, 15, 5, 5, differences 2: 4/15 + 4/15 + 4/5 + 4/5 = 2.133; Yates 1.5^2: 1.2.
    let rows = |chi: &str, p: &str| {
        format!(
            "a 17 count 0\nb 13 count 0\nc 3 count 0\nd 7 count 0\nx {chi} chi2 2\np {p} p_value 2"
        )
    };
    let relation =
        "kind = 'chi-square'\nstatistic = 'x'\np = 'p'\ntable = [['a', 'b'], ['c', 'd']]";
    assert_eq!(sures(&rows("2.13", "0.14"), relation), []);
    assert_eq!(
        sures(&rows("1.20", "0.27"), relation),
        [],
        "with Yates' correction"
    );
    assert_eq!(
        sures(&rows("2.13", "0.27"), relation),
        [OutOfRounding],
        "one of each"
    );
    assert_eq!(sures(&rows("2.31", "0.14"), relation), [OutOfRounding]);
    let plain = format!("{relation}\ncorrection = 'none'");
    assert_eq!(
        sures(&rows("1.20", "0.27"), &plain),
        [OutOfRounding, OutOfRounding]
    );
    // Two df: p = exp(-x / 2).
    let alone = "kind = 'chi-square'\nstatistic = 'x'\np = 'p'\ndf = 2";
    assert_eq!(sures("x 3.181 chi2 3\np 0.204 p_value 3", alone), []);
    assert_eq!(
        sures("x 3.181 chi2 3\np 0.20 p_value 2 - <", alone),
        [OutOfRounding]
    );
}

#[test]
fn a_t_test_follows_from_means_sizes_and_standard_deviations() {
    // Groups 1 2 3 and 2 4 6: difference -2, standard error sqrt(5/3), t = -1.549, 4 df, p = 0.196.
    let rows = |t: &str, p: &str| {
        format!(
            "a 2.00 weeks 2 3\nb 4.00 weeks 2 3\ns1 1.000 weeks 3\ns2 2.000 weeks 3\nt {t} t 2\np {p} p_value 2"
        )
    };
    let relation = "kind = 't-test'\nfirst = 'a'\nsecond = 'b'\nsd_first = 's1'\nsd_second = 's2'\nstatistic = 't'\np = 'p'";
    assert_eq!(sures(&rows("-1.55", "0.20"), relation), []);
    assert_eq!(
        sures(&rows("1.55", "0.20"), relation),
        [],
        "the sign is the order of the groups"
    );
    assert_eq!(sures(&rows("-1.55", "0.26"), relation), [OutOfRounding]);
    assert_eq!(sures(&rows("-1.95", "0.20"), relation), [OutOfRounding]);
    assert_eq!(sures(&rows("-1.55", "0.05"), relation), [OutOfRounding]);
}

#[test]
fn a_p_value_of_two_shares_is_that_of_some_counts_with_these_shares() {
    let relation = "kind = 't-test'\nfirst = 'a'\nsecond = 'b'\np = 'p'";
    let rows = |p: &str, second: &str| {
        format!("a 0.017 share 3 602\nb {second} share 3 625\np {p} p_value 3")
    };
    assert_eq!(
        sures(&rows("0.280", "0.010"), relation),
        [],
        "10 of 602 and 6 of 625"
    );
    assert_eq!(sures(&rows("0.418", "0.010"), relation), [OutOfRounding]);
    assert_eq!(sures(&rows("0.418", "0.011"), relation), [], "7 of 625");
    let statistic = "kind = 't-test'\nfirst = 'a'\nsecond = 'b'\nstatistic = 'p'";
    let signed = |t: &str| {
        sures(
            &rows("0", "0.010").replace("0 p_value 3", &format!("{t} t 2")),
            statistic,
        )
    };
    assert_eq!(signed("1.08"), []);
    assert_eq!(signed("-1.08"), [], "the groups in the other order");
    assert_eq!(signed("1.28"), [OutOfRounding]);
    let large = "a 20 percent 0 1000000000\nb 21 percent 0 1000000000\np 0.5 p_value 1";
    assert_eq!(
        sures(large, relation),
        [],
        "a whole percent of so many leaves all open"
    );
}

#[test]
fn a_hazard_ratio_is_in_the_middle_of_its_interval_on_the_log_scale() {
    let relation =
        "kind = 'hazard-ratio'\nratio = 'r'\nlow = 'l'\nhigh = 'h'\np = 'p'\nevents = 'd'";
    let rows = |r: &str, l: &str, h: &str, p: &str, d: i64| {
        format!(
            "r {r} hazard_ratio 2\nl {l} ci_low 2\nh {h} ci_high 2\np {p} p_value 2\nd {d} count 0"
        )
    };
    // ln 2 = 0.693, standard error 0.25: 2 * exp(-0.49) = 1.23 and 2 * exp(0.49) = 3.26, z = 2.77, p = 0.0056; 2 / sqrt(64) = 0.25.
    assert_eq!(
        sures(&rows("2.00", "1.23", "3.26", "0.01", 70), relation),
        []
    );
    assert_eq!(
        sures(&rows("1.80", "1.23", "3.26", "0.02", 70), relation),
        [OutOfRounding]
    );
    assert_eq!(
        sures(&rows("2.00", "1.23", "3.26", "0.04", 70), relation),
        [OutOfRounding]
    );
    assert_eq!(
        sures(&rows("2.00", "1.23", "3.26", "0.01", 30), relation),
        [Impossible]
    );
    assert_eq!(
        sures(&rows("2.00", "-1.23", "3.26", "0.01", 70), relation),
        [Impossible]
    );
    // Without an interval the p-value tells the standard error: ln 2 / 2.576 = 0.269; 2 / sqrt(40) = 0.316.
    let bare = "kind = 'hazard-ratio'\nratio = 'r'\np = 'p'\nevents = 'd'";
    assert_eq!(
        sures(
            "r 2.00 hazard_ratio 2\np 0.010 p_value 3\nd 40 count 0",
            bare
        ),
        [Impossible]
    );
    assert_eq!(
        sures(
            "r 2.00 hazard_ratio 2\np 0.010 p_value 3\nd 60 count 0",
            bare
        ),
        []
    );
}

#[test]
fn an_estimate_is_in_the_middle_of_its_interval() {
    let relation =
        "kind = 'estimate'\nestimate = 'e'\nlow = 'l'\nhigh = 'h'\np = 'p'\nstd_error = 's'";
    let rows = |e: &str, s: &str, p: &str| {
        format!(
            "e {e} percentage_points 1\nl 1.0 percentage_points 1\nh 5.0 percentage_points 1\ns {s} percentage_points 2\np {p} p_value 3"
        )
    };
    // Standard error 4 / 3.92 = 1.02, z = 2.94, p = 0.003.
    assert_eq!(sures(&rows("3.0", "1.02", "0.003"), relation), []);
    assert_eq!(
        sures(&rows("3.3", "1.02", "0.001"), relation),
        [OutOfRounding]
    );
    assert_eq!(
        sures(&rows("3.0", "1.32", "0.023"), relation),
        [OutOfRounding]
    );
    assert_eq!(
        sures(&rows("3.0", "1.02", "0.030"), relation),
        [OutOfRounding]
    );
}

#[test]
fn a_planned_power_follows_from_shares_and_sizes() {
    let relation = |power: &str| {
        format!("kind = 'power'\npower = {power}\ncontrol = 'c'\nintervention = 'i'\nn = 'n'")
    };
    let rows = "c 10 percent 0\ni 25 percent 0\nn 100 count 0";
    assert_eq!(sures(rows, &relation("0.80")), []);
    assert_eq!(sures(rows, &relation("0.50")), [OutOfRounding]);
}
