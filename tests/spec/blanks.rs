//! What a blank cell is.

use crate::spec::extracts::{Extracts, drawn};
use virkning::calendar::Week;
use virkning::register::source::{Blank, Layout, Sources};

#[test]
fn a_blank_is_no_benefit_and_a_person_of_blanks_is_a_person() {
    let extracts = Extracts::wide(
        "person_id,y_1601,y_1602,y_1603
         1,,   ,
         2,810,,\"810\"
         3,0,000,100",
    );
    let register = extracts.register();
    assert_eq!(register.persons(), 3);
    assert!(drawn(&register.spells, 0).is_empty());
    assert_eq!(
        drawn(&register.spells, 1),
        ["810 2016-W01..2016-W01", "810 2016-W03..2016-W03"]
    );
    assert_eq!(drawn(&register.spells, 2), ["100 2016-W03..2016-W03"]);
}

#[test]
fn a_person_without_spells_has_a_row_with_the_key_alone() {
    let register = Extracts::spells(
        "person_id,code,from,to
         1,,,
         2,810,2016-W01,2016-W02",
    )
    .register();
    assert_eq!(register.persons(), 2);
    assert!(drawn(&register.spells, 0).is_empty());
}

fn relative(sources: &mut Sources) {
    let pattern = "emp{week}".parse().expect("a pattern");
    sources.weekly.layout = Layout::Wide(pattern);
    sources.weekly.blank = Blank::Unobserved;
    sources.weekly.values = [("yes".to_string(), 1), ("no".to_string(), 0)].into();
}

#[test]
fn a_declared_blank_ends_follow_up_the_week_before() {
    let register = Extracts::wide(
        "person_id,emp1,emp2,emp3
         1,no,yes,
         2,no,no,no
         3,,,",
    )
    .with(relative)
    .register();
    let last = |person| register.spells.last_observed(person);
    assert_eq!([last(0), last(1), last(2)], [Week(2), Week(3), Week(0)]);
    assert_eq!(drawn(&register.spells, 0), ["1 2..2"]);
    assert!(drawn(&register.spells, 1).is_empty());
}

#[test]
fn a_code_after_a_declared_blank_is_a_fault() {
    let extracts = Extracts::wide(
        "person_id,emp1,emp2,emp3
         1,no,,yes",
    )
    .with(relative);
    assert_eq!(
        extracts.faults(),
        "`weekly.csv`, line 2: the person is observed again after a blank
  to mend: with `blank = \"unobserved\"` follow-up ends at the first blank; without it a blank is a week with no benefit"
    );
}
