//! KL 2016, the register side: every printed figure that register data can produce, at its printed rounding, on two seeds.

use crate::support::described::{all_hold, count, number, percent, share, table};
use crate::support::run_example;
use std::sync::OnceLock;
use virkning::findings::Findings;

fn findings() -> &'static [Findings] {
    static FOUND: OnceLock<Vec<Findings>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let seeds = [2016, 5];
        seeds
            .map(|seed| run_example("kl", &["population.toml", "answers.toml"], seed))
            .to_vec()
    })
}

#[test]
fn every_printed_number_of_the_register_comes_out() {
    for found in findings() {
        let course = table(found, "destinations", "course");
        let to = |row| percent(table(found, "destinations", "destination"), row, "share");
        let from = |row| percent(table(found, "destinations", "origin"), row, "share");
        let passive = |row| percent(table(found, "passive", "status"), row, "offer");
        let company = percent(
            table(found, "company-directed", "status"),
            "2015-W53",
            "company",
        );
        let rise = number(table(found, "figure-3", "change"), "flexi-job", "change");
        all_hold(
            "kl",
            &[
                ("reg-ever", count(course, "started", "persons") as f64),
                ("reg-ended", count(course, "ended", "persons") as f64),
                ("reg-dest-self-support", to("self-supporting")),
                ("reg-dest-pension", to("pension")),
                ("reg-dest-flexjob", to("flexi-job")),
                ("reg-dest-flex-benefit", to("flexi-benefit")),
                ("f17-actual-self-support", to("self-supporting")),
                ("f17-actual-pension", to("pension")),
                ("reg-from-cash-benefit", from("cash-benefit")),
                ("reg-from-sickness-benefit", from("sickness-benefit")),
                ("reg-from-flex-benefit", from("flexi-benefit")),
                ("reg-from-self-support", from("self-supporting")),
                ("reg-passive-half-year", passive("week-26")),
                ("reg-passive-one-year", passive("week-52")),
                ("ops-company-share", company),
                ("f9-current", company),
                ("ops-flexjob-increase", rise),
                ("f3-flexjob-increase", rise),
            ],
        );
    }
}

#[test]
fn the_shares_are_whole_numbers_of_the_1939_who_ended() {
    for found in findings() {
        let to = table(found, "destinations", "destination");
        let of = |row| share(to, row, "share");
        assert_eq!(of("pension"), (1074, 1939));
        assert_eq!(of("flexi-job"), (167, 1939));
        assert_eq!(of("flexi-benefit"), (374, 1939));
        assert_eq!(of("self-supporting"), (58, 1939));
        assert_eq!(of("other"), (266, 1939));
        assert!(to.rows.iter().all(|row| row.id != "unknown"));
        let from = table(found, "destinations", "origin");
        let of = |row| share(from, row, "share");
        assert_eq!(of("cash-benefit"), (785, 1939));
        assert_eq!(of("sickness-benefit"), (710, 1939));
        assert_eq!(of("flexi-benefit"), (186, 1939));
        assert_eq!(of("self-supporting"), (198, 1939));
        assert_eq!(of("other"), (60, 1939));
    }
}

/// In words: most pensions go to those over 40, and courses that end after more than a year often end in one.
#[test]
fn pensions_go_with_age_and_with_long_courses() {
    for found in findings() {
        let by_age = table(found, "destinations", "destination-by-age");
        let old: u64 = ["40-49", "50-and-over"]
            .iter()
            .map(|r| share(by_age, r, "pension").0)
            .sum();
        assert!(2 * old > 1074, "{old}");
        let by_length = table(found, "destinations", "destination-by-length");
        assert!(
            percent(by_length, "53-104", "pension") > percent(by_length, "under-26", "pension")
        );
        let rows: u64 = by_length
            .rows
            .iter()
            .map(|r| count(by_length, &r.id, "persons"))
            .sum();
        assert_eq!(rows, 1939);
    }
}

/// Figure 8: the share in a company-directed measure rises with time in the course.
#[test]
fn company_directed_measures_rise_with_time_in_the_course() {
    for found in findings() {
        let series = table(found, "company-directed", "series");
        let at = |week| percent(series, week, "company");
        assert!(at("week-0") < at("week-24") && at("week-24") < at("week-52"));
        assert!(at("week-52") < at("week-104"));
    }
}

/// Figures 1 and 2: about half as many new pensions after the reform as before.
#[test]
fn new_pensions_are_about_halved_after_the_reform() {
    for found in findings() {
        for figure in ["figure-1", "figure-2"] {
            let stock = table(found, figure, "stock");
            let all = |year: &str| -> f64 {
                stock
                    .columns
                    .iter()
                    .map(|c| number(stock, year, &c.id))
                    .sum()
            };
            let ratio = all("2013") / all("2012");
            assert!((0.4..=0.6).contains(&ratio), "{figure}: {ratio}");
        }
    }
}
