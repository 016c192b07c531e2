//! What the register is made to show: the plan, the knobs with the assumption each breaks, and the true effects.

use super::firsts::log_ratio;
use super::people::{Arm, Group, paths};
use super::spec::{Paths, Period, PinnedOutcome, Spec};
use serde_json::{Value, json};

/// Weeks of the axis that the planned shares are stated for.
const AXIS_WEEKS: i32 = 104;

/// The whole truth of a plan.
pub fn state(spec: &Spec, fingerprint: &str) -> Value {
    json!({
        "about": "The truth by design of a made-up register. Shares are fractions; the list of a share holds weeks 1 to 104 of \
            the cohort's window. The register meets them up to rounding to whole persons, wherever enough persons have \
            been placed once.",
        "kind": spec.kind,
        "schema": spec.schema,
        "seed": spec.seed,
        "scale": spec.scale,
        "fingerprint": fingerprint,
        "groups": groups(spec),
        "effects": effects(spec),
        "placebo": placebo(spec),
        "knobs": knobs(spec),
        "municipalities": municipalities(spec),
        "pins": pins(spec),
        "notes": [
            "The participants' cohort of 2016 is untouched by the project also in 2017, when its window overlaps it.",
            "Starters of any two years of one arm hold the same deck of backgrounds.",
            "Who is in two cohorts follows the plan of the later one from that entry on, and counts in both.",
            "Persons of unknown municipality follow the comparison's paths and are in no group.",
        ],
    })
}

fn groups(spec: &Spec) -> Vec<Value> {
    let mut groups = Vec::new();
    for (number, cohort) in spec.cohorts.iter().enumerate() {
        let arms = [
            (Arm::Participant, "participant", cohort.participant),
            (Arm::Comparison, "comparison", cohort.comparison),
        ];
        for (arm, name, entrants) in arms {
            let group = Group {
                cohort: number,
                arm,
            };
            let planned = paths(spec, group);
            groups.push(json!({
                "cohort": cohort.name,
                "arm": name,
                "entry": cohort.entry.to_string(),
                "weeks": cohort.weeks.to_string(),
                "entrants": spec.scaled(entrants),
                "placement_share": by_week(|x| planned.placement.at(x)),
                "ordinary_hours_share": by_week(|x| planned.hours.at(x)),
                "ordinary_hours_share_in_course": by_week(|x| planned.hours_in_course.at(x)),
                "not_yet_placed_by_weeks_since_entry": not_placed(spec, group),
            }));
        }
    }
    groups
}

fn by_week(share: impl Fn(f64) -> f64) -> Vec<f64> {
    (1..=AXIS_WEEKS)
        .map(|x| round(share(f64::from(x))))
        .collect()
}

/// The survivor function of the first placement at weeks 0 to 104.
fn not_placed(spec: &Spec, group: Group) -> Vec<f64> {
    let ratio = log_ratio(spec, group).exp();
    let hazard = |k| spec.placement.cumulative_hazard.at(f64::from(k));
    (0..=AXIS_WEEKS)
        .map(|k| round((-hazard(k) * ratio).exp()))
        .collect()
}

/// Nine decimals: enough for any use, and free of the last bits of a processor.
fn round(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

fn effects(spec: &Spec) -> Value {
    let paths = &spec.paths;
    let did = |share: fn(&Paths, f64) -> f64| {
        by_week(|x| {
            let change =
                |arm: &super::spec::Periods<Paths>| share(&arm.after, x) - share(&arm.before, x);
            change(&paths.participant) - change(&paths.comparison)
        })
    };
    let ratio = spec.placement.effect_log_ratio.exp();
    json!({
        "before": cohort_name(spec, Period::Before),
        "after": cohort_name(spec, Period::After),
        "placement": did(|p, x| p.placement.at(x)),
        "ordinary_hours": did(|p, x| p.hours.at(x)),
        "ordinary_hours_in_course": did(|p, x| p.hours_in_course.at(x)),
        "hazard_ratio": round(ratio),
        "duration_reduction": round(1.0 - 1.0 / ratio),
    })
}

fn cohort_name(spec: &Spec, period: Period) -> Option<&str> {
    let mut cohorts = spec.cohorts.iter();
    let found = match period {
        Period::Before => cohorts.rfind(|c| c.period == period),
        Period::After => cohorts.find(|c| c.period == period),
    };
    found.map(|c| c.name.as_str())
}

/// Neighbouring cohorts that follow the same paths: their difference-in-differences is nothing in every week.
fn placebo(spec: &Spec) -> Vec<Value> {
    let pairs = spec.cohorts.windows(2);
    let alike = pairs.filter(|pair| pair[0].period == pair[1].period);
    alike
        .map(|pair| {
            json!({
                "before": pair[0].name,
                "after": pair[1].name,
                "placement": 0.0,
                "ordinary_hours": 0.0,
                "ordinary_hours_in_course": 0.0,
                "hazard_ratio": 1.0,
            })
        })
        .collect()
}

fn municipalities(spec: &Spec) -> Vec<Value> {
    let levels = spec.sites.iter().map(|site| {
        json!({
            "municipality": site.municipality,
            "placement_relative": { "before": site.placement[0], "after": site.placement[1] },
            "onset_week": site.onset_week,
            "ordinary_hours_relative": { "before": site.hours[0], "after": site.hours[1] },
        })
    });
    levels.collect()
}

fn pins(spec: &Spec) -> Vec<Value> {
    let pins = spec.pins.iter().map(|pin| {
        let outcome = match pin.outcome {
            PinnedOutcome::Placement => "placement",
            PinnedOutcome::Hours => "ordinary_hours",
        };
        json!({
            "outcome": outcome,
            "municipality": pin.municipality,
            "week": pin.week,
            "change": pin.change,
            "within": pin.within,
        })
    });
    pins.collect()
}

/// Every knob with its value, the value that turns it off (if one does), and the assumption it breaks when it is on.
fn knobs(spec: &Spec) -> Vec<Value> {
    let (placement, course, hours) = (&spec.placement, &spec.course, &spec.hours);
    let paths = &spec.paths;
    let table: Vec<(&str, Value, Value, &str)> = vec![
        (
            "placement.effect_log_ratio",
            json!(placement.effect_log_ratio),
            json!(0.0),
            "no effect on the time to the first placement",
        ),
        (
            "placement.participant_log_ratio",
            json!(placement.participant_log_ratio),
            json!(0.0),
            "the arms start alike; a comparison without the earlier period is biased by it, a difference in differences is not",
        ),
        (
            "placement.later_log_ratio",
            json!(placement.later_log_ratio),
            json!(0.0),
            "nothing changes with time; a before-and-after comparison is biased by it, a difference in differences is not",
        ),
        (
            "placement.cumulative_hazard",
            json!(placement.cumulative_hazard),
            json!(null),
            "a constant rate, when it is not straight: then 1 - 1/HR is not the reduction of the mean duration",
        ),
        (
            "placement.stay_choice",
            json!(placement.stay_choice),
            json!(1),
            "exit from the course is independent of placement: above 1 those censored at exit would have been placed later than those who stay",
        ),
        (
            "placement.spell_weeks",
            json!(placement.spell_weeks),
            json!(null),
            "the share in placement follows from first placements alone: how long one lasts, and who is placed again, fill the planned share, so the share's effect and the hazard ratio are two separate facts",
        ),
        (
            "placement.pause_weeks",
            json!(placement.pause_weeks),
            json!(null),
            "as spell_weeks",
        ),
        (
            "placement.spread",
            json!(placement.spread),
            json!(0.0),
            "persons of one municipality are independent: lasting differences in level",
        ),
        (
            "placement.drift",
            json!(placement.drift),
            json!(0.0),
            "every municipality keeps its level from cohort to cohort: without it clustered errors of a placebo are only rounding",
        ),
        (
            "hours.spread",
            json!(hours.spread),
            json!(0.0),
            "persons of one municipality are independent, for ordinary hours",
        ),
        (
            "hours.keep",
            json!(hours.keep),
            json!(null),
            "months are independent: a job goes on from month to month with this chance",
        ),
        (
            "site.placement, site.onset_week, site.hours",
            json!(spec.sites.len()),
            json!(0),
            "the effect is the same in every municipality and begins at once",
        ),
        (
            "pin",
            json!(spec.pins.len()),
            json!(0),
            "as site: the largest changes are set in small municipalities",
        ),
        (
            "paths.participant.after.work_after",
            json!(paths.participant.after.work_after),
            json!(paths.participant.before.work_after),
            "the project does not change where persons go after the course: their ordinary hours rise after it, not in it",
        ),
        (
            "paths.*.left",
            json!(paths.participant.after.left == paths.participant.before.left),
            json!(true),
            "exit from the course is alike in both periods (true: it is); else the mix of who is still in it changes with the effect",
        ),
        (
            "course.restart_share",
            json!(course.restart_share),
            json!(0.0),
            "rows are independent persons: some are in both periods, and some come back into the course inside the window",
        ),
        (
            "course.bridged_share",
            json!(course.bridged_share),
            json!(0.0),
            "a course has a course code in every week: gaps of 1 to 3 weeks stand inside, and none is a new start",
        ),
        (
            "course.gone_per_year",
            json!(course.gone_per_year),
            json!(0.0),
            "everyone is followed to the end of the window",
        ),
        (
            "background",
            json!("participant and comparison differ"),
            json!("equal"),
            "the arms are exchangeable; within an arm the background has no bearing on the outcomes, so adjusting for it changes no effect",
        ),
        (
            "population.unknown_entrants",
            json!(spec.population.unknown_entrants),
            json!(0),
            "every entrant has a municipality",
        ),
    ];
    let knob = |(name, value, off, breaks)| json!({ "name": name, "value": value, "off": off, "breaks": breaks });
    table.into_iter().map(knob).collect()
}
