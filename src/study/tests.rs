//! Whole studies, and all faults of one.

mod faults;
mod misspelt;

use super::plan::*;
use super::{json_schema, parse, read, render, schema_text};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

const FULL: &str = include_str!("tests/full.toml");
const TRIAL: &str = include_str!("tests/trial.toml");
const DESCRIBED: &str = include_str!("tests/described.toml");
const EXTENDS: &str = include_str!("tests/extends.toml");

fn folder() -> &'static Path {
    Path::new("src/study/tests")
}

fn sound(text: &str) -> Plan {
    parse(text, folder()).unwrap_or_else(|f| panic!("{}", render(&f, Path::new("study.toml"))))
}

fn example(name: &str) -> Plan {
    let path = Path::new("examples").join(name).join("study.toml");
    read(&path).unwrap_or_else(|f| panic!("{}", render(&f, &path)))
}

#[test]
fn the_model_study_says_what_its_text_says() {
    let plan = example("brf");
    assert_eq!(plan.outcomes[0].id, "praktik");
    let OutcomeRule::Codes(codes) = &plan.outcomes[0].rule else {
        panic!("placement is a rule of codes");
    };
    assert!([737, 817, 818, 897].iter().all(|c| codes.contains(c)) && !codes.contains(&890));
    let Members::Municipalities(sites) = &plan.participant.members else {
        panic!("the participants are municipalities");
    };
    assert_eq!(sites.len(), 17);
    assert_eq!(plan.comparison.members, Members::Rest { except: vec![] });
    let AnalysisKind::WeeklyShare(figure) = &plan.analyses[1].kind else {
        panic!("figure 1 is a weekly share");
    };
    assert_eq!(figure.headline, Headline::Week(95));
    assert_eq!(figure.errors, Errors::Cluster);
    assert_eq!(
        figure.variants,
        [
            VariantPlan::Unadjusted,
            VariantPlan::Adjusted(Adjustment::Background),
            VariantPlan::Adjusted(Adjustment::Sites("stv".to_string())),
            VariantPlan::Symmetric,
        ]
    );
    assert!(plan.given.contains("entry.gap_weeks"));
    assert!(plan.given.contains("analysis.figure-1.among"));
    assert!(!plan.given.contains("analysis.figure-1.started"));
}

#[test]
fn a_lottery_on_a_relative_axis_reads_age_as_a_column() {
    let plan = example("rossi");
    assert_eq!((&plan.entry, &plan.periods), (&EntryPlan::All, &None));
    let AnalysisKind::TimeToEvent(time) = &plan.analyses[2].kind else {
        panic!("time to arrest is a time to event");
    };
    assert_eq!(time.errors, Errors::Hc1);
    assert_eq!(time.censor_at, CensorAt::Window);
    let VariantPlan::Adjusted(Adjustment::Terms(terms)) = &time.variants[0] else {
        panic!("the main variant has terms");
    };
    assert_eq!(terms[0], Covariate::Column("age".to_string()));
    assert_eq!(time.time_varying[1].lag_weeks, 1);
}

#[test]
fn every_key_that_is_given_reaches_the_plan() {
    let plan = sound(FULL);
    assert_eq!(plan.languages, [Language::En, Language::Da]);
    assert_eq!(plan.register.untrusted, Untrusted::Cut);
    let weekly = plan.register.weekly.as_ref().expect("weekly");
    assert_eq!(weekly.values["B"], 817);
    assert_eq!(plan.conf_level, 0.9);
    assert_eq!(
        plan.participant.members,
        Members::Municipalities(vec![165, 185, 760])
    );
    assert_eq!(
        plan.comparison.members,
        Members::Rest {
            except: vec![461, 751]
        }
    );
    assert_eq!(plan.outcomes[1].rule, OutcomeRule::Codes(vec![817, 818]));
    let names: Vec<&str> = plan.outcomes.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(names, ["placement", "listed", "hours", "event"]);
    let AnalysisKind::WeeklyShare(share) = &plan.analyses[0].kind else {
        panic!("the first analysis is a weekly share");
    };
    assert_eq!(
        share.errors,
        Errors::Wild {
            draws: 999,
            seed: 7
        }
    );
    assert_eq!(share.headline, Headline::MeanOfLast13);
    assert_eq!(
        share.variants[0],
        VariantPlan::Adjusted(Adjustment::Terms(vec![
            Covariate::Age,
            Covariate::History {
                state: "su".to_string(),
                years: 6
            },
            Covariate::SupportBefore {
                state: "other".to_string()
            },
            Covariate::Column("male".to_string()),
            Covariate::Column("grade".to_string()),
        ]))
    );
    let AnalysisKind::TimeToEvent(time) = &plan.analyses[1].kind else {
        panic!("the second analysis is a time to event");
    };
    assert_eq!(
        (time.at.as_slice(), time.tau.as_slice()),
        (&[26, 104][..], &[52][..])
    );
}

#[test]
fn what_is_not_given_has_its_default() {
    let plan = sound(EXTENDS);
    assert_eq!(plan.languages, [Language::Da, Language::En]);
    assert_eq!(plan.data, DataKind::Register);
    assert_eq!(plan.participant.label.da, "Deltagere");
    let weekly = plan.register.weekly.as_ref().expect("weekly");
    assert_eq!(weekly.blank, Blank::NoBenefit);
    assert_eq!(
        plan.entry,
        EntryPlan::Start {
            class: "work".to_string(),
            gap: Gap::Weeks(4),
            bridged: Bridged::Inside,
            both_periods: BothPeriods::Both,
            municipality_at: MunicipalityAt::Entry,
        }
    );
    let plan = sound(TRIAL);
    let AnalysisKind::WeeklyShare(work) = &plan.analyses[0].kind else {
        panic!("the analysis is a weekly share");
    };
    assert_eq!((work.among, work.axis), (Among::Observed, Axis::SinceEntry));
    assert_eq!(
        (work.contrast, work.errors),
        (Contrast::Difference, Errors::Hc1)
    );
    assert_eq!((work.headline, work.decompose), (Headline::Last, false));
    assert_eq!(work.variants, [VariantPlan::Unadjusted]);
}

#[test]
fn the_studies_here_and_the_examples_give_every_key_of_the_schema() {
    let mut given = BTreeSet::new();
    let examples = [
        include_str!("../../examples/brf/study.toml"),
        include_str!("../../examples/jobfirst/study.toml"),
        include_str!("../../examples/dgr/study.toml"),
        include_str!("../../examples/fsm/study.toml"),
        include_str!("../../examples/kl/study.toml"),
    ];
    for text in [FULL, TRIAL, EXTENDS, DESCRIBED]
        .into_iter()
        .chain(examples)
    {
        let plan = sound(text);
        let last = |key: &String| key.rsplit('.').next().map(str::to_string);
        given.extend(plan.given.iter().filter_map(last));
    }
    let mut keys = BTreeSet::new();
    keys_of(&json_schema(), &mut keys);
    let missing: Vec<&String> = keys.difference(&given).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

fn keys_of(schema: &Value, keys: &mut BTreeSet<String>) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        keys.extend(properties.keys().cloned());
    }
    match schema {
        Value::Object(map) => map.values().for_each(|s| keys_of(s, keys)),
        Value::Array(items) => items.iter().for_each(|s| keys_of(s, keys)),
        _ => {}
    }
}

#[test]
fn the_schema_on_file_is_the_one_of_the_types() {
    let on_file = include_str!("../../data-schema/study.schema.json");
    assert!(
        on_file == schema_text(),
        "write it anew: virkning schema study > data-schema/study.schema.json"
    );
}

#[test]
fn every_key_and_word_of_the_schema_is_described() {
    let schema = json_schema();
    let mut bare = Vec::new();
    undescribed(&schema, "", &mut bare);
    assert_eq!(bare, Vec::<String>::new());
}

/// Keys without a description of their own or of what they refer to, and words without one.
fn undescribed(schema: &Value, path: &str, bare: &mut Vec<String>) {
    let described = |s: &Value| {
        s.get("description").is_some() || s.get("$ref").is_some() || s.get("const").is_some()
    };
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let without = properties.iter().filter(|(_, s)| !described(s));
        bare.extend(without.map(|(key, _)| format!("{path}.{key}")));
    }
    if schema.get("enum").is_some() {
        bare.push(path.to_string());
    }
    match schema {
        Value::Object(map) => map
            .iter()
            .for_each(|(key, s)| undescribed(s, &format!("{path}.{key}"), bare)),
        Value::Array(items) => items.iter().for_each(|s| undescribed(s, path, bare)),
        _ => {}
    }
}
