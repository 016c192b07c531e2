mod labels;

use super::*;
use crate::findings::{Note, Setting};

#[test]
fn notes_are_worded_with_their_facts_in_the_readers_format() {
    let note = Note::new("untrusted-weeks", &[("week", "2018-W48".into())]);
    assert!(
        Language::Da
            .note(&note)
            .starts_with("Ugerne efter uge 48 i 2018")
    );
    assert!(
        Language::En
            .note(&note)
            .starts_with("The weeks after week 48 of 2018")
    );
    let note = Note::new("missing-dropped", &[("rows", "1234".into())]);
    assert!(Language::Da.note(&note).starts_with("1.234 rækker"));
}

#[test]
fn an_unknown_code_is_readable() {
    let note = Note::new("brand-new-note", &[("persons", "12".into())]);
    assert_eq!(Language::En.note(&note), "brand new note (persons: 12)");
    let setting = Setting {
        key: "entry.new_key".into(),
        value: "0.5".into(),
        is_default: true,
    };
    assert_eq!(Language::Da.setting_name(&setting), "entry.new key");
    assert_eq!(Language::Da.setting_value(&setting), "0,5");
    assert_eq!(Language::Da.term("prio"), "prio");
}

#[test]
fn a_part_of_a_template_stands_only_with_its_facts() {
    let with = Reason::new("empty-cell", &[("group", "participant before".into())]);
    assert_eq!(
        Language::Da.reason(&with),
        "ingen personer i deltagergruppen før"
    );
    let without = Reason::new("empty-cell", &[]);
    assert_eq!(Language::En.reason(&without), "no persons");
    let week = Reason::new("outside-hours", &[("week", "2018-W52".into())]);
    assert_eq!(
        Language::En.reason(&week),
        "the hours do not cover week 52 of 2018"
    );
}

#[test]
fn a_word_agrees_with_the_number_before_it() {
    let sites = |n: &str| {
        let note = Note::new("sites-without-answers", &[("sites", n.into())]);
        [Language::Da, Language::En].map(|l| l.note(&note))
    };
    assert_eq!(
        sites("1"),
        [
            "1 kommune har ingen svar.",
            "1 municipality has no answers."
        ]
    );
    assert_eq!(
        sites("1200"),
        [
            "1.200 kommuner har ingen svar.",
            "1,200 municipalities have no answers."
        ]
    );
    let template = "{red:ingen} er røde, {met:Ingen|kommune|kommuner} når det, {other}";
    let none = fill(template, &[("red", "0"), ("met", "0")]);
    assert_eq!(none, "ingen er røde, Ingen kommuner når det, {other}");
    let some = fill(template, &[("red", "3"), ("met", "1"), ("other", "{red}")]);
    assert_eq!(some, "3 er røde, 1 kommune når det, {red}");
}

#[test]
fn periods_are_worded_by_what_they_are() {
    let label = |period: &str| {
        let label = Label::with("stock-period-name", &[("period", period.into())]);
        [Language::Da, Language::En].map(|l| l.label(&label))
    };
    assert_eq!(label("2013"), ["2013", "2013"], "a year is no number");
    assert_eq!(label("2013Q1"), ["1. kvartal 2013", "Q1 2013"]);
    assert_eq!(label("2017-08"), ["august 2017", "August 2017"]);
    let months = |range: &str| {
        let label = Label::with("criterion-months", &[("months", range.into())]);
        Language::Da.label(&label)
    };
    assert_eq!(months("2019-06..2019-08"), "juni til august 2019");
    assert_eq!(
        months("2018-11..2019-01"),
        "november 2018 til januar 2019",
        "each has its year where they differ"
    );
}

#[test]
fn words_of_the_study_stand_in_quotation_marks() {
    let value = |key: &str, value: &str| {
        Language::Da.setting_value(&Setting {
            key: key.into(),
            value: value.into(),
            is_default: false,
        })
    };
    assert_eq!(
        value("censored_by", "course-end=cash-benefit"),
        "»course-end=cash-benefit«"
    );
    assert_eq!(value("censored_by", "none"), "ingen");
    assert_eq!(value("group", "1"), "1");
    assert_eq!(value("limits", "log-log"), "log-log");
}

#[test]
fn terms_are_worded_wherever_they_are_named() {
    let cases = [
        (
            "history.kontanthjaelp.3",
            "uger på kontanthjælp de seneste 3 år",
        ),
        ("support.other", "anden forsørgelse før start"),
        ("sites.stv", "STV-projekt"),
        ("race=other", "race: other"),
        ("participant:after", "deltager × senere periode"),
    ];
    for (term, words) in cases {
        assert_eq!(Language::Da.term(term), words);
    }
    let note = Note::new(
        "collinear-dropped",
        &[("terms", "support.other, age".into())],
    );
    let words = "Left out because other covariates determine them: other support before entry, age (years).";
    assert_eq!(Language::En.note(&note), words);
}

/// The codes and words that `analysis` gives; one without wording would stand on the page as a code.
const NOTES: [&str; 38] = [
    "activities-not-met",
    "activities-of-others",
    "activities-open",
    "activities-outside",
    "activities-without-employer",
    "arm-of-one",
    "arms-swapped",
    "arms-uneven",
    "carried-forward",
    "carried-forward-days",
    "censored-at-exit",
    "clock-not-started",
    "collinear-dropped",
    "constant-rate-caveat",
    "drawn-unaccounted",
    "event-at-entry",
    "event-imputed",
    "events-before-draw",
    "events-not-met",
    "events-until",
    "excluded-in-arm",
    "few-clusters",
    "gross-target-group",
    "hours-months",
    "in-both-periods",
    "in-no-category",
    "lag-drops-first-week",
    "missing-dropped",
    "no-comparison-subtracted",
    "partial-history",
    "partly-treated-baseline",
    "placement-at-entry",
    "public",
    "small-sites",
    "stv-list-invented",
    "synthetic",
    "untrusted-weeks",
    "week-53-left-out",
];
const REASONS: [&str; 18] = [
    "arm-of-one",
    "empty-cell",
    "estimator",
    "history-too-short",
    "infinite",
    "needs-data",
    "no-convergence",
    "no-events",
    "no-persons",
    "no-variation",
    "one-cluster",
    "one-group",
    "outside-hours",
    "singular",
    "too-few-rows",
    "week-53",
    "work-limit",
    "zero-weights",
];
const SETTINGS: [(&str, &[&str]); 39] = [
    ("workplace", &["any", "same"]),
    ("alpha", &[]),
    ("balance", &[]),
    ("beside_arm", &["assigned_arm", "arm", "none"]),
    ("censored_by", &["none"]),
    ("competing", &["none"]),
    ("design_effect", &[]),
    ("events_until", &["last"]),
    ("excluded", &[]),
    ("looked_up", &["midpoint", "leaving", "looked-up"]),
    ("min_age", &[]),
    ("origin", &["draw"]),
    ("power", &[]),
    ("sides", &[]),
    ("strata", &[]),
    ("test", &["true", "false"]),
    ("unit", &["days", "weeks"]),
    ("all", &["true"]),
    ("among", &["in-course", "started", "observed"]),
    ("at_entry", &["event", "exclude"]),
    ("axis", &["calendar", "since-entry"]),
    ("both_periods", &["both", "first"]),
    ("bridged", &["inside", "outside"]),
    ("censor_at", &["exit", "window", "observed", "competing"]),
    ("cluster", &["municipality", "none"]),
    ("contrast", &["did", "difference", "none"]),
    ("errors", &["CR1", "coxph", "hc1", "model-based", "wild"]),
    ("gap_rule", &["calendar-month"]),
    ("headline", &["last", "mean-of-last-13"]),
    ("include_flexi_job", &["true", "false"]),
    ("lookback", &["weeks", "calendar-years"]),
    ("model", &["cox"]),
    ("municipality_at", &["entry", "current"]),
    ("p_value", &["pooled-t"]),
    ("smd_denominator", &["mean-variance"]),
    ("started", &["at-or-before", "before"]),
    ("ties", &["efron", "breslow"]),
    ("to_weeks", &["thursday", "days"]),
    ("untrusted", &["shade", "cut"]),
];

#[test]
fn every_code_the_analyses_give_has_words_in_both_languages() {
    for code in NOTES {
        assert!(da::notes::note(code).is_some(), "{code}");
        assert!(en::notes::note(code).is_some(), "{code}");
    }
    for code in REASONS {
        assert!(da::notes::reason(code).is_some(), "{code}");
        assert!(en::notes::reason(code).is_some(), "{code}");
    }
    for (key, values) in SETTINGS {
        assert!(da::settings::name(key).is_some(), "{key}");
        assert!(en::settings::name(key).is_some(), "{key}");
        for value in values {
            assert!(da::settings::value(key, value).is_some(), "{key} {value}");
            assert!(en::settings::value(key, value).is_some(), "{key} {value}");
        }
    }
}

#[test]
fn runs_have_words_at_any_workplace_and_at_the_same() {
    let codes = [
        "run-from-entry",
        "run-from-entry-with-gap",
        "run-whole",
        "run-whole-with-gap",
        "spell-criterion-finding",
    ];
    let both = codes.map(|code| [code.to_string(), format!("{code}-same-workplace")]);
    for code in both.concat() {
        assert!(da::labels::label(&code).is_some(), "{code}");
        assert!(en::labels::label(&code).is_some(), "{code}");
    }
}
