//! The survey side of KL (2016), from made-up answers of two seeds.

use super::printed::{Printed, cell, number, share};
use crate::support::{Workdir, run_study};
use std::path::Path;
use virkning::findings::Findings;
use virkning::simulate::{self, Plan};

fn each(example: &str, test: impl Fn(&Findings, &Printed)) {
    let printed = Printed::of(example);
    let path = format!("examples/{example}/answers.toml");
    let answers = std::fs::read_to_string(&path).expect("the answers");
    let study = format!("tests/published/surveys/{example}.toml");
    let study = std::fs::read_to_string(study).expect("the study");
    for seed in [1, 2019] {
        let folder = Workdir::new();
        let plan = Plan::read(&answers, Path::new(&path))
            .expect("a plan")
            .with_seed(seed);
        simulate::write(&plan, &folder.path().join("data")).expect("written");
        test(&run_study(&folder.file("study.toml", &study)), &printed);
    }
}

/// Printed row, analysis, question and category.
const KL: [(&str, &str, &str, &str); 38] = [
    (
        "f4-motivation-large",
        "survey-figure-4",
        "motivation",
        "large",
    ),
    (
        "f4-motivation-some",
        "survey-figure-4",
        "motivation",
        "some",
    ),
    (
        "f4-motivation-none",
        "survey-figure-4",
        "motivation",
        "none",
    ),
    (
        "f4-legislation-large",
        "survey-figure-4",
        "legislation",
        "large",
    ),
    (
        "f4-legislation-none",
        "survey-figure-4",
        "legislation",
        "none",
    ),
    (
        "f4-offers-large",
        "survey-figure-4-small",
        "offers",
        "large",
    ),
    (
        "f4-offers-small",
        "survey-figure-4-small",
        "offers",
        "small-none",
    ),
    (
        "f4-team-small",
        "survey-figure-4-small",
        "team",
        "small-none",
    ),
    ("f5-clinic-good", "survey-figure-5", "clinic", "good"),
    ("f5-clinic-bad", "survey-figure-5", "clinic", "bad"),
    ("f5-health-good", "survey-figure-5", "health", "good"),
    ("f5-health-ok", "survey-figure-5", "health", "fair"),
    ("f5-social-good", "survey-figure-5", "social", "good"),
    ("f5-social-ok", "survey-figure-5", "social", "fair"),
    ("f5-family-good", "survey-figure-5", "family", "good"),
    ("f5-family-bad", "survey-figure-5", "family", "bad"),
    (
        "f6-over-half",
        "survey-figure-6",
        "other-offer",
        "over-half",
    ),
    (
        "f6-under-half",
        "survey-figure-6",
        "other-offer",
        "under-half",
    ),
    ("f9-rise", "survey-figure-9", "company-share", "rise"),
    (
        "f9-rise-strongly",
        "survey-figure-9",
        "company-share",
        "rise-strongly",
    ),
    ("f10-never", "survey-figure-10", "consultants", "never"),
    (
        "f10-under-quarter",
        "survey-figure-10",
        "consultants",
        "under-quarter",
    ),
    ("f11-agree", "survey-figure-11", "companies", "agree"),
    ("f11-disagree", "survey-figure-11", "companies", "disagree"),
    (
        "f12-within-1-year",
        "survey-figure-12",
        "progression",
        "within-1-year",
    ),
    (
        "f12-within-2-years",
        "survey-figure-12",
        "progression",
        "within-2-years",
    ),
    (
        "f12-dont-know",
        "survey-figure-12",
        "progression",
        "do-not-know",
    ),
    (
        "f13-greater",
        "survey-figure-13",
        "motivation-now",
        "greater",
    ),
    (
        "f13-smaller",
        "survey-figure-13",
        "motivation-now",
        "smaller",
    ),
    (
        "f14-at-referral",
        "survey-figure-14",
        "motivation-when",
        "at-referral",
    ),
    (
        "f14-first-6-months",
        "survey-figure-14",
        "motivation-when",
        "first-6-months",
    ),
    (
        "f14-within-1-year",
        "survey-figure-14",
        "motivation-when",
        "within-1-year",
    ),
    (
        "f14-dont-know",
        "survey-figure-14",
        "motivation-when",
        "do-not-know",
    ),
    (
        "f15-always",
        "survey-figure-15",
        "citizen-present",
        "always",
    ),
    (
        "f15-over-75",
        "survey-figure-15",
        "citizen-present",
        "over-75",
    ),
    ("f16-weekly", "survey-figure-16", "team-meets", "weekly"),
    (
        "f17-more-than-10-self-support",
        "survey-figure-17",
        "expect-self-support",
        "over-10",
    ),
    (
        "f17-over-half-pension",
        "survey-figure-17",
        "expect-pension",
        "over-50",
    ),
];

#[test]
fn kl_answers_of_the_job_centres() {
    each("kl", |found, printed| {
        for (id, analysis, question, category) in KL {
            let here = cell(found, analysis, "shares", question, category);
            printed.holds(id, number(here));
            let n = share(here).denominator.expect("open");
            assert!((67..=68).contains(&n), "{id}: {n}");
        }
        for (id, item) in [
            ("f12-tools", "progression-tools"),
            ("f14-tools", "motivation-tools"),
            ("remarks-share", "remarks"),
        ] {
            printed.holds(id, number(cell(found, "response", "shares", item, "yes")));
        }
        let response = |column| number(cell(found, "response", "response", "2016", column));
        printed.holds("response-rate", response("rate"));
        printed.holds("mun-total", response("invited"));
    });
}
