//! Faults of the kinds that describe courses, criteria and stocks: what the study file is told.

use std::path::Path;
use virkning::study;

const STUDY: &str = r#"
schema = 1
study = { id = "described", title = "Described" }
[register]
weekly = { path = "weekly.csv", layout = "spells" }
hours = { path = "hours.csv" }
persons = { path = "persons.csv" }
enrolment = { path = "enrolment.csv" }
aggregates = { path = "aggregates.csv" }
activities = { path = "activities.csv" }
[entry]
class = "ressourceforloeb"
window = "2013-W01..2015-W53"
[outcomes.praktik]
subclass = "praktik"
[outcomes.job]
state = "employment"
[outcomes.contact]
any = ["praktik", "job"]
[outcomes.company]
activities = ["praktik", "løntilskud"]
[[analysis]]
id = "runs"
kind = "spell-criterion"
outcome = "company"
workplace = "same"
beside = [{ workplace = "any" }, { weeks = 26 }]
[[analysis]]
id = "to"
kind = "destinations"
by = ["age", "length"]
length_breaks = [26, 52]
categories = [
    { id = "pension", classes = ["foertidspension"] },
    { id = "work", classes = ["employment"] },
]
[[analysis]]
id = "passive"
kind = "status-at"
outcomes = ["praktik"]
at = [26, 52]
every = 4
until = 52
[[analysis]]
id = "criterion"
kind = "success-criterion"
outcome = "contact"
window = "2015-01..2015-03"
[[analysis]]
id = "stock"
kind = "stock"
source = "aggregates"
categories = [{ id = "pension", group = "FP" }]
"#;

fn told(changes: &[(&str, &str)]) -> Vec<String> {
    let mut text = STUDY.to_string();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    match study::parse(&text, Path::new(".")) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.into_iter().map(|f| f.message).collect(),
    }
}

#[test]
fn a_sound_study_is_told_nothing() {
    assert_eq!(told(&[]), Vec::<String>::new());
}

#[test]
fn every_fault_is_told_and_only_it() {
    let cases: [(&str, &str, &str); 32] = [
        (
            r#"any = ["praktik", "job"]"#,
            r#"any = ["praktik", "jobs"]"#,
            "unknown outcome to join `jobs`",
        ),
        (
            r#"any = ["praktik", "job"]"#,
            r#"any = ["praktik", "praktik"]"#,
            "`praktik` stands twice in the list",
        ),
        (
            r#"any = ["praktik", "job"]"#,
            "any = []",
            "`any` names no outcome",
        ),
        (
            "activities = { path = \"activities.csv\" }\n",
            "",
            "an outcome of activities needs `register.activities`",
        ),
        (
            r#"activities = ["praktik", "løntilskud"]"#,
            "activities = []",
            "`activities` names no kind",
        ),
        (
            r#"activities = ["praktik", "løntilskud"]"#,
            r#"activities = ["praktik", ""]"#,
            "the kind of an activity is never blank",
        ),
        (
            r#"activities = ["praktik", "løntilskud"]"#,
            "activities = [\"praktik\"]\nclass = \"su\"",
            "an outcome is measured in one way only",
        ),
        (
            r#"outcome = "company""#,
            r#"outcome = "praktik""#,
            "outcome `praktik` is not of activities, and only they tell the workplace",
        ),
        (
            "{ weeks = 26 }",
            r#"{ outcome = "contact" }"#,
            "outcome `contact` is not of activities, and only they tell the workplace",
        ),
        (
            r#"workplace = "same""#,
            r#"workplace = "one""#,
            "unknown word `one` for `workplace`",
        ),
        (
            "{ weeks = 26 }",
            r#"{ workplace = "same" }"#,
            "this reading is asked for twice",
        ),
        (
            r#"any = ["praktik", "job"]"#,
            r#"any = ["contact"]"#,
            "unknown outcome to join `contact`",
        ),
        (
            r#"any = ["praktik", "job"]"#,
            "any = [\"praktik\"]\nclass = \"su\"",
            "an outcome is measured in one way only",
        ),
        (
            r#"state = "employment""#,
            r#"state = "employed""#,
            "unknown word `employed` for `state`",
        ),
        (
            "\"2013-W01..2015-W53\"",
            "\"2013-W01..2012-W01\"",
            "`2013-W01..2012-W01` ends before it begins",
        ),
        (
            r#"class = "ressourceforloeb""#,
            "all = true",
            "destinations follow a course, and the study takes everyone",
        ),
        (
            r#"classes = ["employment"]"#,
            r#"classes = ["employment", "employment"]"#,
            "`employment` is in a category before",
        ),
        (
            r#"classes = ["employment"]"#,
            r#"classes = ["foertidspension"]"#,
            "`foertidspension` is in a category before",
        ),
        (
            r#"classes = ["employment"]"#,
            r#"classes = ["job"]"#,
            "unknown class `job`",
        ),
        (
            r#"{ id = "work", classes"#,
            r#"{ id = "other", classes"#,
            "the name `other` is taken by another row",
        ),
        (
            r#"{ id = "work", classes"#,
            r#"{ id = "pension", classes"#,
            "the name `pension` is taken by another row",
        ),
        (
            r#"{ id = "work", classes = ["employment"] }"#,
            r#"{ id = "work" }"#,
            "the category has no `classes`",
        ),
        (
            r#"by = ["age", "length"]"#,
            r#"by = ["age", "age"]"#,
            "this table is asked for twice",
        ),
        (
            "length_breaks = [26, 52]",
            "length_breaks = [52, 26]",
            "the breaks must rise, from 1",
        ),
        (
            "at = [26, 52]\nevery = 4\nuntil = 52",
            "",
            "the analysis names no time",
        ),
        (
            "every = 4\n",
            "",
            "`until` ends the series, and `every` is not given",
        ),
        ("at = [26, 52]", "at = [52, 26]", "the weeks must rise"),
        (
            r#"outcomes = ["praktik"]"#,
            r#"outcomes = ["praktik", "praktik"]"#,
            "`praktik` stands twice in the list",
        ),
        (
            "enrolment = { path = \"enrolment.csv\" }\n",
            "",
            "this kind of analysis needs `register.enrolment`",
        ),
        (
            "aggregates = { path = \"aggregates.csv\" }\n",
            "",
            "this kind of analysis needs `register.aggregates`",
        ),
        (
            r#"{ id = "pension", group = "FP" }"#,
            r#"{ id = "pension", classes = ["su"] }"#,
            "`classes` are for the weekly extract, and this reads groups of a file",
        ),
        (
            r#"source = "aggregates""#,
            "source = \"aggregates\"\nstep = \"month\"",
            "`step` says nothing for this `source`",
        ),
    ];
    for (from, to, message) in cases {
        assert_eq!(told(&[(from, to)]), [message], "{from} -> {to}");
    }
}

/// Without wage hours, a blank week is work or self-support, and a category must hold both or none.
#[test]
fn work_is_not_told_without_hours() {
    let without = ("hours = { path = \"hours.csv\" }\n", "");
    let messages = told(&[without, (r#"state = "employment""#, r#"class = "su""#)]);
    let message =
        "`employment` and `self-support` are told apart by wage hours, and the study has none";
    assert_eq!(messages, [message]);
    let both = (
        r#"classes = ["employment"]"#,
        r#"classes = ["employment", "self-support"]"#,
    );
    assert!(
        told(&[
            without,
            (r#"state = "employment""#, r#"class = "su""#),
            both
        ])
        .is_empty()
    );
    assert_eq!(
        told(&[without, both]),
        ["an outcome of hours needs an hours table, and the study has none"]
    );
}

/// A study without arms may not ask for what sets one beside the other.
#[test]
fn arms_may_be_left_out_only_when_nothing_compares_them() {
    let share = "\n[[analysis]]\nid = \"share\"\nkind = \"weekly-share\"\noutcome = \"praktik\"\n[[analysis]]\nid = \"to\"";
    assert_eq!(
        told(&[("\n[[analysis]]\nid = \"to\"", share)]),
        ["missing table `[groups]`"]
    );
    let alone = share.replace(
        "outcome = \"praktik\"",
        "outcome = \"praktik\"\ncontrast = \"none\"",
    );
    assert_eq!(
        told(&[("\n[[analysis]]\nid = \"to\"", &alone)]),
        Vec::<String>::new()
    );
}

#[test]
fn activities_need_the_weeks_of_the_weekly_extract() {
    let study = r#"
schema = 1
study = { id = "few", title = "Few" }
[register]
enrolment = { path = "enrolment.csv" }
activities = { path = "activities.csv" }
[groups]
participant = { where = { column = "arm", equals = "p" } }
comparison = { where = { column = "arm", equals = "k" } }
[outcomes.company]
activities = ["praktik"]
[[analysis]]
id = "draws"
kind = "allocation"
"#;
    let faults = study::parse(study, Path::new("."))
        .err()
        .unwrap_or_default();
    let told: Vec<&str> = faults.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "activities are counted in the calendar weeks of the weekly extract, and the study has none"
        ]
    );
}
