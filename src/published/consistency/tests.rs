//! Each kind of relation on tables small enough to be worked by hand: what holds, what is just off, what is planted.

use super::{Finding, Report, Sure, check};
use proptest::prelude::*;

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

use Sure::{Ambiguous, Impossible, OutOfRounding, RoundedTwice, WithinRounding};

const PERCENT: &str = "kind = 'percent'\npercent = 'p'\ncount = 'k'\nof = 'n'";

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
    // One of eight is 12.5: half up is 13, and 12 is wrong.
    assert_eq!(with("13 percent 0", 1, 8), []);
    assert_eq!(
        with("12 percent 0", 1, 8),
        [(OutOfRounding, "13".to_string())]
    );
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
        [Ambiguous]
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
fn a_share_of_few_is_a_whole_count_over_them() {
    let share = |value: &str, n: i64| {
        let findings = alone(&format!("p {value} {n}"));
        findings.into_iter().map(|f| f.sure).collect::<Vec<Sure>>()
    };
    assert_eq!(share("86 percent 0", 7), []);
    assert_eq!(share("88 percent 0", 7), [Impossible]);
    assert_eq!(share("88 percent 0", 8), []);
    assert_eq!(share("0.88 share 2", 7), [Impossible]);
    assert_eq!(
        share("87 percent 0", 8),
        [Ambiguous],
        "7 of 8 is 87.5, rounded down"
    );
    assert_eq!(share("39.5 percent 1", 109), [RoundedTwice]);
    assert_eq!(
        share("88 percent approx", 7),
        [],
        "said to be about so much"
    );
    assert_eq!(share("88 percent 0", 100), []);
}

#[test]
fn a_mean_of_few_whole_numbers_is_a_whole_sum_over_them() {
    let relation = "kind = 'grim-mean'\nrow = 'm'";
    let of_two = format!("{relation}\nitems = 2");
    assert_eq!(sures("m 0.5 meetings 1 2", relation), []);
    assert_eq!(sures("m 0.3 meetings 1 2", relation), [Impossible]);
    assert_eq!(sures("m 0.3 meetings 1 2", &of_two), [], "1 of 4 is 0.25");
    assert_eq!(
        sures("m 0.2 meetings 1 2", &of_two),
        [Ambiguous],
        "0.25, rounded down"
    );
    let doubted = format!("{relation}\ndoubt = 'halves'");
    assert_eq!(sures("m 0.3 meetings 1 2", &doubted), [Ambiguous]);
}

#[test]
fn a_chi_square_follows_from_its_table_with_or_without_correction() {
    // 10 * 10 of 20 each: expected 15, 15, 5, 5, differences 2: 4/15 + 4/15 + 4/5 + 4/5 = 2.133; Yates 1.5^2: 1.2.
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
        [Ambiguous]
    );
}

#[test]
fn a_row_alone_can_be_impossible() {
    let sure = |row: &str| {
        alone(row)
            .into_iter()
            .map(|f| f.sure)
            .collect::<Vec<Sure>>()
    };
    assert_eq!(sure("a 110 count 0 109"), [Impossible]);
    assert_eq!(sure("a -1 count 0"), [Impossible]);
    assert_eq!(sure("a 1.5 count 1"), [Impossible]);
    assert_eq!(sure("a 104 percent 0 50"), [Impossible]);
    assert_eq!(sure("a 104 percent 0"), [Ambiguous]);
    assert_eq!(sure("a 1.2 share 1"), [Impossible]);
    assert_eq!(sure("a 1.2 p_value 1"), [Impossible]);
    assert_eq!(sure("a -1 chi2 0"), [Impossible]);
    assert_eq!(
        sure("a -3 percentage_points 0\nb 0 p_value 3\nc 100 percent 0 7\nd -4 weeks 0"),
        []
    );
    let told = alone("a 802 p_value 0");
    assert_eq!(
        told[0].arithmetic,
        "802 is more than 1; 0.802 with its decimal separator"
    );
}

#[test]
fn a_count_beside_its_percentage_and_a_figure_printed_twice_need_no_relation() {
    let text = format!(
        "{HEAD}a,T1,women,all,54,count,0,,109,\nb,T1,women,all,50.5,percent,1,,109,\nc,T2,age,all,44.1,years,1,,109,\nd,T2,age,all,45.1,years,1,,109,\n"
    );
    let report = check(&text, None).expect("no faults");
    let found: Vec<(Sure, &str)> = report.findings.iter().map(|f| (f.sure, f.kind)).collect();
    assert_eq!(found, [(OutOfRounding, "percent"), (Ambiguous, "twice")]);
}

#[test]
fn a_percentage_of_change_may_pass_a_hundred() {
    let text = format!(
        "{HEAD}a,T1,increase in hours,all,161,percent,0,,7,\nb,T1,rate,all,161,percent,0,,,\nr,T1,rate,all,2.61,hazard_ratio,2,,,\n"
    );
    let relation = "schema = 1\n[[relation]]\nkind = 'increase'\npercent = 'b'\nratio = 'r'\n";
    let report = check(&text, Some(relation)).expect("no faults");
    assert_eq!(report.contradictions(), 0, "{}", report.text());
}

#[test]
fn a_blank_cell_keeps_its_check_from_being_made_and_is_counted() {
    let report = report(
        "p  percent 1\nk 54 count 0\nn 109 count 0"
            .replace("p  ", "p .. ")
            .as_str(),
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
    let page = include_str!("../../../data-schema/relations.md");
    for kind in &super::kinds::KINDS {
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

proptest! {
    /// A table made from counts, each figure rounded once, holds whatever its counts are; one digit moved is found.
    #[test]
    fn a_true_table_is_never_accused_and_a_moved_digit_always_found(
        cells in proptest::collection::vec((0i64..400, 0i64..400), 2..6),
        decimals in 0u32..3,
        moved in 0usize..6,
        up: bool,
    ) {
        let (na, nb) = cells.iter().fold((0, 0), |(a, b), (x, y)| (a + x, b + y));
        prop_assume!(na > 0 && nb > 0);
        let share = |k: i64, n: i64| super::exact::Exact::new((100 * k).into(), n.into()).rounded(decimals);
        let write = |move_one: Option<usize>| {
            let mut rows = format!("n-a {na} count 0\nn-b {nb} count 0\nn-all {} count 0\n", na + nb);
            for (i, (a, b)) in cells.iter().enumerate() {
                let mut p = share(*a, na);
                if move_one == Some(i) {
                    let step = super::exact::Exact::unit(decimals);
                    p = if up { p + step } else { p - step };
                }
                let p = p.fixed(decimals);
                let q = share(*b, nb).fixed(decimals);
                let (t, r) = (a + b, share(a + b, na + nb).fixed(decimals));
                rows += &format!("k{i}-a {a} count 0\nk{i}-b {b} count 0\nk{i}-all {t} count 0\n");
                rows += &format!("p{i}-a {p} percent {decimals} {na}\np{i}-b {q} percent {decimals} {nb}\np{i}-all {r} percent {decimals} {}\n", na + nb);
            }
            rows
        };
        let relation = "kind = 'percent'\npercent = 'p{i}-{arm}'\ncount = 'k{i}-{arm}'\nof = 'n-{arm}'\n\
            [[relation]]\nkind = 'total'\ntotal = 'k{i}-all'\nparts = ['k{i}-a', 'k{i}-b']\n\
            [[relation]]\nkind = 'hundred'\neach = ['arm']\nparts = 'p{i}-{arm}'\n\
            [[relation]]\nkind = 'pooled'\ntotal = 'p{i}-all'\nparts = ['p{i}-a', 'p{i}-b']";
        let honest = report(&write(None), relation);
        prop_assert_eq!(honest.contradictions(), 0, "{}", honest.text());
        let place = moved % cells.len();
        let planted = report(&write(Some(place)), relation);
        let id = format!("p{place}-a");
        let caught = planted.findings.iter().any(|f| f.sure.is_contradiction() && f.figures.iter().any(|r| r.id == id));
        prop_assert!(caught, "{}", planted.text());
    }

    #[test]
    fn no_text_makes_the_program_fall(printed in ".{0,200}", relations in ".{0,200}") {
        let _ = check(&printed, Some(&relations));
        let rows = table("a 1 count 0\nb 2 count 0");
        let _ = check(&rows, Some(&format!("schema = 1\n[[relation]]\nkind = 'formula'\nvalue = \"\"\"{relations}\"\"\"\nequals = '[a]'\n")));
    }
}
