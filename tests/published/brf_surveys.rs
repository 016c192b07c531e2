//! The survey side of Bedre Ressourceforløb (2019): Tables 1 to 3 with their lights, progression and the citizens' answers, on three seeds.

use super::brf::{SEEDS, findings};
use super::printed::{Printed, cell, light, number};
use virkning::findings::{Cell, Findings, Label, Light};

const ELEMENTS: [&str; 7] = [
    "prep-involvement",
    "readiness-competence",
    "referral-job-focus",
    "plan-with-citizen",
    "cv",
    "plan-follow-up",
    "company-match",
];

/// The printed names of the municipalities with their codes.
const SITES: [(&str, &str); 18] = [
    ("albertslund", "165"),
    ("faaborg-midtfyn", "430"),
    ("gentofte", "157"),
    ("gribskov", "270"),
    ("hedensted", "766"),
    ("holbaek", "316"),
    ("horsens", "615"),
    ("jammerbugt", "849"),
    ("koebenhavn", "101"),
    ("koege", "259"),
    ("ringkoebing-skjern", "760"),
    ("silkeborg", "740"),
    ("svendborg", "479"),
    ("soenderborg", "540"),
    ("taarnby", "185"),
    ("toender", "550"),
    ("vejen", "575"),
    ("total", "total"),
];

const ROLES: [&str; 5] = [
    "leader",
    "project-leader",
    "caseworker",
    "company-consultant",
    "mentor",
];

fn each(test: impl Fn(&Findings, &Printed)) {
    let printed = Printed::of("brf");
    assert_eq!(findings().len(), SEEDS.len());
    findings().iter().for_each(|found| test(found, &printed));
}

#[test]
fn every_cell_of_tables_1_2_and_3_is_the_printed_percentage() {
    each(|found, printed| {
        let mut met = 0;
        for element in ELEMENTS {
            for wave in ["start", "end"] {
                let column = format!("{element}.{wave}");
                let mut holds = |id: String, cell: &Cell| {
                    printed.holds(&id, number(cell));
                    met += 1;
                };
                let all = cell(found, "table-1", "shares", element, wave);
                holds(format!("t1-{element}-{wave}"), all);
                for role in ROLES {
                    let here = cell(found, "table-2", "shares", role, &column);
                    holds(format!("t2-{role}-{element}-{wave}"), here);
                }
                for (name, code) in SITES {
                    let here = cell(found, "table-3", "shares", code, &column);
                    holds(format!("t3-{name}-{element}-{wave}"), here);
                }
            }
        }
        let tables = |id: &&str| ["t1-", "t2-", "t3-"].iter().any(|t| id.starts_with(t));
        assert_eq!(met, printed.ids().filter(tables).count());
    });
}

/// Green, yellow and red municipalities of each element, as counted from the printed Table 3.
const LIGHTS: [[f64; 3]; 7] = [
    [14.0, 0.0, 3.0],
    [15.0, 2.0, 0.0],
    [8.0, 5.0, 4.0],
    [10.0, 4.0, 3.0],
    [13.0, 2.0, 2.0],
    [9.0, 2.0, 6.0],
    [13.0, 1.0, 3.0],
];

#[test]
fn the_lights_are_those_that_follow_from_the_printed_table_3() {
    each(|found, _| {
        for (element, counted) in ELEMENTS.iter().zip(LIGHTS) {
            let lights = ["green", "yellow", "red"];
            let of = lights.map(|kind| number(cell(found, "table-3", "lights", element, kind)));
            assert_eq!(of, counted, "{element}");
            let total = light(cell(found, "table-1", "shares", element, "end"));
            let yellow = *element == "plan-follow-up";
            assert_eq!(
                total,
                Some(if yellow { Light::Yellow } else { Light::Green })
            );
        }
        // Changes of exactly five points are yellow.
        let silkeborg = cell(
            found,
            "table-3",
            "shares",
            "740",
            "readiness-competence.end",
        );
        let vejen = cell(found, "table-3", "shares", "575", "cv.end");
        let leaders = cell(found, "table-2", "shares", "leader", "plan-follow-up.end");
        for exactly_five in [silkeborg, vejen, leaders] {
            assert_eq!(light(exactly_five), Some(Light::Yellow));
        }
    });
}

#[test]
fn the_eleven_p_values_of_progression_are_printed_and_six_are_significant() {
    each(|found, printed| {
        for question in 1..=11 {
            let item = format!("q{question}");
            let id = format!("progression-q{question}-p");
            printed.holds(
                &id,
                number(cell(found, "progression", "progression", &item, "p")),
            );
            let word = |column| cell(found, "progression", "progression", &item, column);
            let falls = question == 8;
            let direction = if falls { "decline" } else { "progress" };
            assert_eq!(*word("direction"), Cell::Words(Label::said(direction)));
        }
        let count = |row| number(cell(found, "progression", "counts", row, "n"));
        printed.holds("progression-questions", count("asked"));
        printed.holds("progression-significant", count("significant"));
    });
}

/// Printed row, analysis, question and category.
const SURVEYS: [(&str, &str, &str, &str); 14] = [
    ("survey-heard", "survey-1", "heard", "agree"),
    ("survey-informed", "survey-1", "informed", "agree"),
    ("survey-purpose", "survey-1", "purpose", "agree"),
    (
        "survey-prep-satisfied",
        "survey-1-satisfied",
        "prep-satisfied",
        "satisfied",
    ),
    (
        "survey-caseworker-goal",
        "survey-1-goals",
        "caseworker-goal",
        "yes",
    ),
    ("survey-team-goal", "survey-1-goals", "team-goal", "yes"),
    ("survey-clear-plan", "survey-2", "clear-plan", "agree"),
    ("survey-goal-disagree", "survey-2", "goal", "disagree"),
    ("survey-goal-neither", "survey-2", "goal", "neither"),
    ("survey-goal-agree", "survey-2", "goal", "agree"),
    ("survey-influence", "survey-2", "influence", "agree"),
    ("survey-motivated", "survey-2", "motivated", "agree"),
    (
        "survey-praktik-closer",
        "survey-2",
        "praktik-closer",
        "agree",
    ),
    (
        "survey-praktik-satisfied",
        "survey-2-satisfied",
        "praktik-satisfied",
        "satisfied",
    ),
];

#[test]
fn the_citizens_answers_and_response_rates_are_the_printed_ones() {
    each(|found, printed| {
        for (id, analysis, question, category) in SURVEYS {
            printed.holds(
                id,
                number(cell(found, analysis, "shares", question, category)),
            );
        }
        // The answers that say nothing are in the denominator: 33 + 20 + 34 leave 13.
        let rest = number(cell(found, "survey-2", "shares", "goal", "do-not-know"));
        assert!((12.5..13.5).contains(&rest), "{rest}");
        for survey in ["survey-1", "survey-2"] {
            let of = |column| number(cell(found, survey, "response", survey, column));
            let row = |what| format!("{}-{what}", survey.replace("y-", "y"));
            printed.holds(&row("answers"), of("answers"));
            printed.holds(&row("response"), of("rate"));
        }
    });
}

#[test]
fn six_core_elements_are_associated_with_the_effect_and_follow_up_and_belief_are_not() {
    each(|found, printed| {
        let of = |row: &str, column| cell(found, "fidelity-and-effect", "association", row, column);
        for element in ELEMENTS.iter().chain(&["belief"]) {
            assert_eq!(number(of(element, "n")), 17.0);
            let (rho, p) = (number(of(element, "rho")), number(of(element, "p")));
            let is_not = ["plan-follow-up", "belief"].contains(element);
            assert_eq!(rho > 0.0 && p < 0.05, !is_not, "{element}: {rho}, p {p}");
        }
        let count = |row| number(cell(found, "fidelity-and-effect", "counts", row, "n"));
        printed.holds("s215-core-elements", count("associated"));
        printed.holds("s141-effect-linked-core-elements", count("associated"));
    });
}
