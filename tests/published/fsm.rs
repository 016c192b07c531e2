//! Flere skal med (2020): every printed figure that register and survey can produce, within what its digits and words allow, on two seeds; and what
//! the report says in words alone of fidelity, size and results.

use super::printed::{self, Printed};
use crate::support::described::{all_hold, count, number, percent, share, table};
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

#[test]
fn scores_classes_and_movers_are_the_printed_ones() {
    let printed = Printed::of("fsm");
    for found in findings() {
        let of =
            |part, row: &str, column: &str| number(table(found, "fidelity", part), row, column);
        for (element, name) in [("e1", "fidelity-e1"), ("e2", "fidelity-e2")] {
            for wave in ["baseline", "final"] {
                printed.holds(&format!("{name}-{wave}"), of("elements", element, wave));
            }
        }
        for (part, kind) in [("classes-1", "size"), ("classes-2", "volume")] {
            for class in 1..=3 {
                let id = format!("{kind}-{class}");
                printed.holds(&format!("t31-{id}"), of(part, "final", &id));
            }
        }
        printed.holds("sum-median-movers", of("movers", "below", "above"));
        let spread = table(found, "fidelity", "spread").rows.iter();
        let spread = spread.filter(|r| !r.id.starts_with("overall"));
        let n: Vec<f64> = spread.map(|r| printed::number(&r.cells[5])).collect();
        printed.holds("f35-n-min", n.iter().copied().fold(f64::INFINITY, f64::min));
        printed.holds("f35-n-max", n.iter().copied().fold(0.0, f64::max));
        printed.holds("core-elements", n.len() as f64 / 3.0);
    }
}

/// Printed row, analysis, row and column of its table of shares.
const COUNTS: [(&str, &str, &str, &str); 12] = [
    ("sum-cv-final", "figure-4-2-cv", "cv.final", "over-60"),
    ("sum-cv-baseline", "figure-4-2-cv", "cv.baseline", "over-60"),
    (
        "sum-job-goal-final",
        "figure-4-3",
        "job-goal.final",
        "over-60",
    ),
    (
        "sum-job-goal-baseline",
        "figure-4-3",
        "job-goal.baseline",
        "over-60",
    ),
    ("sum-job-plan-final", "degrees", "own-wish.final", "high"),
    (
        "sum-continuity-final",
        "degrees",
        "continuity.final",
        "high",
    ),
    (
        "sum-continuity-baseline",
        "degrees",
        "continuity.baseline",
        "high",
    ),
    ("sum-contact-final", "degrees", "contact.final", "high"),
    (
        "sum-contact-baseline",
        "degrees",
        "contact.baseline",
        "high",
    ),
    (
        "sum-progression-hours-count",
        "degrees",
        "hours.final",
        "high",
    ),
    (
        "f44-baseline-count",
        "figure-4-4",
        "knowledge.baseline",
        "high",
    ),
    ("f44-final-count", "figure-4-4", "knowledge.final", "high"),
];
const PERCENTS: [(&str, &str, &str, &str); 8] = [
    (
        "f44-baseline-share",
        "figure-4-4",
        "knowledge.baseline",
        "high",
    ),
    ("f44-final-share", "figure-4-4", "knowledge.final", "high"),
    (
        "sum-progression-hours-share",
        "degrees",
        "hours.final",
        "high",
    ),
    (
        "sum-resources-share",
        "conditions",
        "staff-resources",
        "yes",
    ),
    (
        "sum-management-focus",
        "conditions",
        "management-focus",
        "yes",
    ),
    ("sum-monitoring", "conditions", "monitoring-reports", "yes"),
    ("sum-case-sparring", "conditions", "case-sparring", "yes"),
    ("sum-continue-share", "conditions", "continue-model", "yes"),
];

#[test]
fn municipalities_by_answer_caseload_and_conditions_are_the_printed_ones() {
    let printed = Printed::of("fsm");
    for found in findings() {
        let shares = |analysis| table(found, analysis, "shares");
        for (figure, analysis, item) in [
            ("f42-cv-n", "figure-4-2-cv", "cv"),
            ("f43-n", "figure-4-3", "job-goal"),
            ("f44-n", "figure-4-4", "knowledge"),
            ("f45-n", "figure-4-5", "help"),
        ] {
            for wave in ["baseline", "midterm", "final"] {
                let n = count(shares(analysis), &format!("{item}.{wave}"), "n");
                printed.holds(&format!("{figure}-{wave}"), n as f64);
            }
        }
        for (id, analysis, row, column) in COUNTS {
            printed.holds(id, share(shares(analysis), row, column).0 as f64);
        }
        for (id, analysis, row, column) in PERCENTS {
            printed.holds(id, percent(shares(analysis), row, column));
        }
        for wave in ["baseline", "midterm"] {
            let mean = number(shares("caseload"), &format!("caseload.{wave}"), "mean");
            printed.holds(&format!("sum-caseload-{wave}"), mean);
        }
    }
}

/// The more of the core elements a municipality uses, the more of its citizens have company contact, and significantly so; that holds by ranks, by
/// least squares, and weighted by persons.
#[test]
fn fidelity_and_contact_go_together() {
    for found in findings() {
        let part = table(found, "fidelity-and-contact", "association");
        let of = |column| number(part, "overall", column);
        for (estimate, p) in [
            ("rho", "p"),
            ("slope", "p-slope"),
            ("slope-weighted", "p-slope-weighted"),
        ] {
            assert!(
                of(estimate) > 0.0 && of(p) < 0.05,
                "{estimate} {} {}",
                of(estimate),
                of(p)
            );
        }
        let counts = table(found, "fidelity-and-contact", "counts");
        assert_eq!(number(counts, "compared", "n"), 7.0);
    }
}

/// Large municipalities, and those with many in group 1, had a harder time with company contact and with ordinary hours.
#[test]
fn large_municipalities_do_worse() {
    for found in findings() {
        for analysis in ["size-and-contact", "size-and-hours"] {
            let part = table(found, analysis, "association");
            for size in ["group-1", "inhabitants"] {
                let of = |column| number(part, size, column);
                assert_eq!(of("n"), 88.0);
                assert!(
                    of("rho") < 0.0 && of("p") < 0.05,
                    "{analysis} {size}: {}",
                    of("p")
                );
                assert!(
                    of("slope") < 0.0 && of("p-slope") < 0.05,
                    "{analysis} {size}"
                );
                assert!(of("slope-weighted") < 0.0, "{analysis} {size}");
            }
        }
    }
}

/// What `population.toml` lifts contact by is the fidelity that `answers.toml` makes, municipality by municipality.
#[test]
fn the_two_population_files_have_the_same_fidelity() {
    let text = std::fs::read_to_string("examples/fsm/population.toml").expect("the population");
    let population: toml::Table = text.parse().expect("a table");
    let levels = population["criterion"]["fidelity"]
        .as_array()
        .expect("levels");
    for found in findings() {
        let sites = table(found, "fidelity", "sites");
        let measured = sites.rows.iter().filter(|row| {
            let at = sites.columns.iter().position(|c| c.id == "overall.final");
            !matches!(row.cells[at.expect("a column")], Cell::Empty)
        });
        assert_eq!(measured.count(), levels.len());
        for level in levels {
            let (code, level) = (level[0].as_integer().expect("a code"), &level[1]);
            let made = number(sites, &code.to_string(), "overall.final");
            let level = level.as_float().expect("a level");
            assert!(
                (made - level).abs() < 0.005 + 1e-9,
                "{code}: {made}, {level}"
            );
        }
    }
}

/// Municipalities of low readiness, and those that rose over the median, name what was offered from the centre more often than the others do.
#[test]
fn those_of_low_readiness_and_the_movers_used_the_measures_more() {
    for found in findings() {
        let crossed = table(found, "fidelity", "crossed");
        for measure in ["monitoring-reports", "case-sparring"] {
            let of = |row| percent(crossed, row, measure);
            assert!(of("below") > of("above"), "{measure}");
            assert!(of("rose") > of("others"), "{measure}");
            let (_, movers) = share(crossed, "rose", measure);
            assert_eq!(movers, 16);
        }
        let (yes, all) = share(crossed, "all", "monitoring-reports");
        let conditions = table(found, "conditions", "shares");
        assert_eq!((yes, all), share(conditions, "monitoring-reports", "yes"));
    }
}

/// The target group is everyone in the made-up register; the groups are of those referred.
#[test]
fn the_share_referred_is_of_the_target_group() {
    for found in findings() {
        let target = table(found, "referral", "target");
        let (referred, persons) = share(target, "total", "referred");
        assert_eq!(persons, count(target, "total", "persons"));
        let total = count(table(found, "referral", "referred"), "total", "persons");
        assert_eq!(referred, total);
        let (met, sites) = share(table(found, "referral", "planned"), "met", "sites");
        assert_eq!(sites, 88);
        let reaches = |row: &&virkning::findings::Row| {
            !row.total && percent(target, &row.id, "referred") >= 90.0
        };
        assert_eq!(target.rows.iter().filter(reaches).count() as u64, met);
        let stock = table(found, "referral", "stock");
        let first = percent(stock, "2017-09", "referred");
        let last = percent(stock, "2019-08", "referred");
        assert!(first < last && last <= 100.0 * referred as f64 / persons as f64);
    }
}
