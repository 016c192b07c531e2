//! What the table of activities must keep: each fault with its row and column, and never a person, a kind or an employer.

use crate::support::{Workdir, load_faults};

const WEEKLY: &str = "\
person_id,code,from,to
ann,730,2016-W01,2016-W30
bob,730,2016-W01,2016-W30
";
const ACTIVITIES: &str = "\
person_id,kind,from,to,employer
ann,placement,2016-W10,2016-W12,acme
ann,placement,2016-03-14,2016-03-14,
bob,subsidy,1620,,acme
zoe,subsidy,2016-W10,,acme
";
const STUDY: &str = r#"
schema = 1
[study]
id = "small"
title = "small"
data = "synthetic"
[register]
weekly = { path = "weekly.csv", layout = "spells" }
persons = { path = "persons.csv" }
activities = { path = "activities.csv" }
[entry]
all = true
[groups.participant]
where = { column = "arm", equals = "T" }
[groups.comparison]
where = { column = "arm", equals = "C" }
[outcomes.company]
activities = ["placement"]
[[analysis]]
id = "runs"
kind = "spell-criterion"
outcome = "company"
beside = [{ workplace = "same" }]
"#;

/// What loading tells.
fn told(activities: &str) -> String {
    let folder = Workdir::new();
    folder.file("weekly.csv", WEEKLY);
    folder.file("persons.csv", "person_id,arm\nann,T\nbob,C\n");
    folder.file("activities.csv", activities);
    let text = load_faults(&folder.file("study.toml", STUDY));
    for word in ["ann", "bob", "zoe", "acme", "subsidy"] {
        assert!(!text.contains(word), "{text}");
    }
    text
}

/// What loading tells of one row more, the sixth line.
fn told_of(row: &str) -> String {
    told(&format!("{ACTIVITIES}{row}\n"))
}

#[test]
fn sound_activities_have_no_fault() {
    assert_eq!(told(ACTIVITIES), "");
}

#[test]
fn a_key_a_kind_and_a_first_week_are_never_blank() {
    assert_eq!(
        told_of(",,,2016-W12,"),
        "`activities.csv`, line 6, column `person_id`: the key is blank
  to mend: every row needs the key of its person
`activities.csv`, line 6, column `from`: the week is blank
  to mend: write a week as 2016-W01, y_1601, 1601 or 201601; only long years have a week 53
`activities.csv`, line 6, column `kind`: the kind of the activity is blank
  to mend: see the table's page in data-schema/ for the allowed words"
    );
}

#[test]
fn a_cell_that_is_neither_a_week_nor_a_date_is_told_in_both_columns() {
    assert_eq!(
        told_of("ann,placement,2016-W54,soon,"),
        "`activities.csv`, line 6, column `from`: the cell is neither a week nor a date
`activities.csv`, line 6, column `to`: the cell is neither a week nor a date
  to mend: write a date as 2016-02-01, 20160201 or 01-02-2016, or a week as 2016-W05"
    );
}

#[test]
fn an_activity_that_ends_before_it_begins_is_told_inside_one_week_too() {
    let backwards = "`activities.csv`, line 6, column `to`: the activity ends before it begins
  to mend: `from` and `to` are both included, and `from` is not after `to`";
    assert_eq!(told_of("ann,placement,2016-W12,2016-W11,"), backwards);
    assert_eq!(told_of("ann,placement,2016-03-18,2016-03-17,"), backwards);
    // A Sunday of week 11 is before week 12; a Thursday of it is not before week 11.
    assert_eq!(told_of("ann,placement,2016-W12,2016-03-20,"), backwards);
    assert_eq!(told_of("ann,placement,2016-W11,2016-03-17,"), "");
}

#[test]
fn every_column_but_the_employer_must_be_there() {
    for column in ["person_id", "kind", "from", "to"] {
        let renamed = ACTIVITIES.replacen(column, "other", 1);
        assert!(
            told(&renamed).starts_with(&format!(
                "`activities.csv`: the column `{column}` is missing; the file has "
            )),
            "{}",
            told(&renamed)
        );
    }
}

#[test]
fn a_run_at_the_same_workplace_needs_the_employers() {
    let without = ACTIVITIES.replacen("employer", "firm", 1);
    assert!(
        told(&without).starts_with(
            "`activities.csv`: the column `employer` is missing; the file has `person_id`, `kind`, `from`, `to`, `firm`"
        ),
        "{}",
        told(&without)
    );
}

#[test]
fn activities_of_none_of_the_persons_are_a_fault() {
    assert_eq!(
        told("person_id,kind,from,to,employer\nzoe,subsidy,2016-W10,,acme\n"),
        "`activities.csv`, column `person_id`: none of its persons is in the register
  to mend: the keys of both files must be of the same kind"
    );
}
