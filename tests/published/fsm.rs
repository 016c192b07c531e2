//! Flere skal med (2020), the register side: every printed figure that register data can produce, within what its digits and words allow, on two
//! seeds.

use crate::support::described::{all_hold, count, percent, share, table};
use crate::support::run_example;
use std::sync::OnceLock;
use virkning::findings::{Cell, Findings, Light};

fn findings() -> &'static [Findings] {
    static FOUND: OnceLock<Vec<Findings>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let seeds = [2020, 5];
        seeds
            .map(|seed| run_example("fsm", &["population.toml", "answers.toml"], seed))
            .to_vec()
    })
}

#[test]
fn every_printed_number_of_the_register_comes_out() {
    for found in findings() {
        let (met, of) = share(table(found, "criterion", "criterion"), "contact", "touched");
        let ever = |id, column| percent(table(found, id, "status"), "ever", column);
        assert_eq!(of, 88);
        all_hold(
            "fsm",
            &[
                (
                    "mun-participating",
                    table(found, "referral", "sites").rows.len() as f64,
                ),
                ("sum-criterion-met", met as f64),
                ("sum-group1-company-contact", ever("group-1", "contact")),
                (
                    "sum-group1-employment-off-benefit",
                    ever("group-1", "employment"),
                ),
                ("sum-group2-clarified", ever("group-2", "clarified")),
            ],
        );
    }
}

/// The criterion is at least 40 percent exactly; one municipality meets it to the person, and bars stand greatest first.
#[test]
fn exactly_forty_percent_is_enough() {
    for found in findings() {
        let sites = table(found, "criterion", "sites");
        assert_eq!(sites.rows.len(), 88);
        let mut exact = 0;
        let mut last = f64::INFINITY;
        for row in &sites.rows {
            let Cell::Share { share, light } = &row.cells[1] else {
                panic!("{}: no share", row.id);
            };
            let (counted, of) = (share.numerator.expect("n"), share.denominator.expect("n"));
            let met = counted * 100 >= 40 * of;
            assert_eq!(*light, Some(if met { Light::Green } else { Light::Red }));
            exact += usize::from(counted * 100 == 40 * of);
            let now = counted as f64 / of as f64;
            assert!(now <= last, "{}", row.id);
            last = now;
        }
        assert!(exact >= 1);
    }
}

/// A list that leaves a component out can only lose contact, and the stricter readings can only lose municipalities.
#[test]
fn readings_and_lists_fall_in_order() {
    for found in findings() {
        let all = table(found, "criterion", "all");
        let touched = |row| share(all, row, "touched").0;
        assert!(touched("contact_section_1") <= touched("contact"));
        assert!(touched("contact_chapter_2") < touched("contact"));
        assert!(touched("placement") < touched("contact_chapter_2"));
        let met = |column| share(table(found, "criterion", "criterion"), "contact", column).0;
        assert!(met("unbroken") <= met("weekly-mean") && met("weekly-mean") <= met("touched"));
        let rolling = table(found, "criterion-rolling", "rolling");
        assert!(percent(rolling, "2018-02", "share") < percent(rolling, "2019-08", "share"));
        let (last, of) = share(rolling, "2019-08", "share");
        assert_eq!((last, of), share(all, "contact", "touched"));
    }
}

#[test]
fn first_referrals_add_up_over_groups_and_municipalities() {
    for found in findings() {
        let referred = table(found, "referral", "referred");
        let total = count(referred, "total", "persons");
        let groups = ["group-1", "group-2", "group-3"].map(|g| count(referred, g, "persons"));
        assert_eq!(groups.iter().sum::<u64>(), total);
        let sites = table(found, "referral", "sites");
        let by_site: u64 = sites
            .rows
            .iter()
            .map(|r| count(sites, &r.id, "persons"))
            .sum();
        assert_eq!(by_site, total);
    }
}
