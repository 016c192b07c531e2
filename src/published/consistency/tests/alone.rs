//! What a row says of itself.

use super::{HEAD, alone, sures};
use crate::published::consistency::Sure::{Ambiguous, Impossible, OutOfRounding, RoundedTwice};
use crate::published::consistency::{Sure, check};

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
