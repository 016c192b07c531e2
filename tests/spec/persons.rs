//! What is known of each person.

use crate::spec::extracts::Extracts;
use jiff::civil::date;
use virkning::codes::{CodeList, Municipalities};
use virkning::register::persons::{CivilStatus, Column, Origin, Sex};
use virkning::register::quality::inspect;
use virkning::register::source::Key;

const WEEKLY: &str = "person_id,y_1601,y_1602\n1,810,810\n2,,\n3,,817\n";

fn persons(text: &str) -> Extracts {
    Extracts::wide(WEEKLY).persons(text)
}

#[test]
fn persons_are_joined_by_key_whatever_their_order() {
    let register = persons(
        "PERSON_ID;Sex;birth_date;civil_status;origin;municipality;match_group;score
         3;K;1980-02-29;registreret_partnerskab;ikke_vestlig;0851;7;1.5
         9;M;1980-01-01;ugift;dansk;101;7;
         1;1;31-12-1970;G;Dansk;Taarnby;8;-2",
    )
    .register();
    let table = register.table.expect("persons");
    assert_eq!(table.present, [true, false, true]);
    assert_eq!(table.unmatched_rows, 1);
    assert_eq!(
        table.sex,
        Some(vec![Some(Sex::Male), None, Some(Sex::Female)])
    );
    assert_eq!(table.age_on(0, date(2016, 1, 4)), Some(45));
    assert_eq!(table.age_on(1, date(2016, 1, 4)), None);
    assert_eq!(table.age_on(2, date(2017, 2, 28)), Some(36));
    assert_eq!(
        table.civil_status,
        Some(vec![
            Some(CivilStatus::Married),
            None,
            Some(CivilStatus::RegisteredPartnership)
        ])
    );
    assert_eq!(
        table.origin,
        Some(vec![Some(Origin::Danish), None, Some(Origin::NonWestern)])
    );
    let week = "2016-W01".parse().expect("a week");
    assert_eq!(
        [0, 1, 2].map(|p| table.municipality_in(p, week)),
        [Some(185), Some(0), Some(851)]
    );
    let Some(Column::Number(scores)) = table.column("SCORE") else {
        panic!("score is a number");
    };
    assert_eq!((scores[0], scores[2]), (-2.0, 1.5));
    assert!(scores[1].is_nan());
}

#[test]
fn a_municipality_by_year_is_that_of_the_weeks_year() {
    let register = persons("person_id,nykom2015,nykom2016\n1,101,851\n2,,411\n").register();
    let table = register.table.expect("persons");
    let at = |person, week: &str| table.municipality_in(person, week.parse().expect("a week"));
    assert_eq!(at(0, "2015-W53"), Some(101));
    assert_eq!(at(0, "2016-W01"), Some(851));
    assert_eq!(at(1, "2015-W53"), Some(0));
    assert_eq!(at(1, "2016-W01"), Some(411));
}

#[test]
fn an_unknown_municipality_is_a_fault_and_0_blank_and_411_are_not() {
    let extracts = persons("person_id,municipality\n1,0\n2,\n3,411\n");
    assert_eq!(extracts.faults(), "no fault");
    let extracts = persons("person_id,municipality\n1,999\n2,101\n3,x\n");
    assert_eq!(
        extracts.faults(),
        "`persons.csv`, line 2, column `municipality`: no municipality has this code
`persons.csv`, line 4, column `municipality`: the cell is not a municipality code
  to mend: use the codes of data-schema/municipalities.csv; 0, blank and 411 are allowed"
    );
}

#[test]
fn nobody_is_born_after_the_registers_last_week() {
    let extracts = persons("person_id,birth_date\n1,2016-01-17\n2,2016-01-18\n3,1970-02-30\n");
    assert_eq!(
        extracts.faults(),
        "`persons.csv`, line 4, column `birth_date`: the cell is not a date
  to mend: write a date as 1970-12-31, 19701231 or 31-12-1970
`persons.csv`, line 3, column `birth_date`: the birth date lies after the register's last week
  to mend: nobody is born after the last day of the register, or after being drawn"
    );
}

#[test]
fn a_word_that_is_not_allowed_and_a_person_with_two_rows_are_faults() {
    let extracts =
        persons("person_id,sex,origin\n1,M,dansk\n2,X,svensk\n1,M,dansk\n9,M,dansk\n9,M,\n");
    assert_eq!(
        extracts.faults(),
        "`persons.csv`, line 4, column `person_id`: the person has an earlier row
`persons.csv`, line 6, column `person_id`: the person has an earlier row
  to mend: a person has one row; remove the copy, or number the persons anew
`persons.csv`, line 3, column `sex`: the cell holds none of the allowed words
`persons.csv`, line 3, column `origin`: the cell holds none of the allowed words
  to mend: see the table's page in data-schema/ for the allowed words"
    );
}

#[test]
fn age_at_a_date_stands_in_for_the_birth_date() {
    let extracts = persons("person_id,age\n1,30.5\n2,60\n").with(|s| {
        if let Some(persons) = &mut s.persons {
            persons.age_at = Some(date(2016, 1, 4));
        }
    });
    let table = extracts.register().table.expect("persons");
    assert_eq!(table.age_on(0, date(2016, 1, 4)), Some(30));
    assert_eq!(table.age_on(0, date(2016, 7, 20)), Some(31));
    assert_eq!(table.age_on(1, date(2015, 12, 31)), Some(59));
    assert_eq!(table.age_on(2, date(2016, 1, 4)), None);
}

#[test]
fn one_file_may_be_both_weekly_and_persons_with_the_row_as_key() {
    let text = "y_1601,sex,y_1602,age\n810,M,810,30\n,K,,40\n";
    let extracts = Extracts::wide(text).persons(text).with(|s| {
        s.weekly.file.key = Key::Row;
        if let Some(persons) = &mut s.persons {
            persons.file.key = Key::Row;
        }
    });
    let register = extracts.register();
    let table = register.table.expect("persons");
    assert_eq!(table.sex, Some(vec![Some(Sex::Male), Some(Sex::Female)]));
    let names: Vec<&str> = table.further.iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(names, ["age"]);
}

#[test]
fn inspecting_counts_what_the_files_hold_also_when_they_have_faults() {
    let extracts = persons("person_id,sex,municipality\n1,M,101\n2,,999\n9,M,101\n")
        .hours("person_id,month,hours,support_code\n1,2016-01,20,0\n9,2016-01,20,0\n");
    let quality = inspect(
        &extracts.sources,
        &CodeList::built_in(),
        &Municipalities::built_in(),
    );
    let weekly = quality.weekly.expect("weekly");
    assert_eq!((weekly.persons, weekly.spells), (3, 2));
    assert_eq!(
        (
            weekly.observed_weeks,
            weekly.blank_weeks,
            weekly.without_spell
        ),
        (6, 3, 1)
    );
    let codes: Vec<(u16, u64, u64)> = weekly
        .codes
        .iter()
        .map(|c| (c.code, c.persons, c.weeks))
        .collect();
    assert_eq!(codes, [(810, 1, 2), (817, 1, 1)]);
    let classes: Vec<(&str, u64, u64)> = weekly
        .classes
        .iter()
        .map(|c| (c.class.as_str(), c.persons, c.weeks))
        .collect();
    assert_eq!(classes, [("ressourceforloeb", 2, 3)]);
    let hours = quality.hours.expect("hours");
    assert_eq!(
        (
            hours.persons,
            hours.ordinary_months,
            hours.unmatched_persons
        ),
        (1, 1, 1)
    );
    let persons = quality.persons.expect("persons");
    assert_eq!(
        (persons.persons, persons.without_row, persons.unmatched_rows),
        (2, 1, 1)
    );
    let columns: Vec<(&str, u64)> = persons
        .columns
        .iter()
        .map(|c| (c.name.as_str(), c.missing))
        .collect();
    assert_eq!(columns, [("sex", 1), ("municipality", 1)]);
    assert_eq!(
        quality.faults.to_string(),
        "`persons.csv`, line 3, column `municipality`: no municipality has this code
  to mend: use the codes of data-schema/municipalities.csv; 0, blank and 411 are allowed"
    );
}
