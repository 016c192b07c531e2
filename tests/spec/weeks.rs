//! Weeks, their columns, and years of 52 and 53 weeks.

use crate::spec::extracts::{Extracts, drawn};

#[test]
fn a_spell_runs_on_over_the_turn_of_a_year_with_53_weeks() {
    let register = Extracts::wide(
        "person_id,y_1552,y_1553,y_1601,y_1602
         1,        810,   810,   810,
         2,        817,   ,      ,      817",
    )
    .register();
    assert_eq!(register.weeks().to_string(), "2015-W52..2016-W02");
    assert_eq!(drawn(&register.spells, 0), ["810 2015-W52..2016-W01"]);
    assert_eq!(
        drawn(&register.spells, 1),
        ["817 2015-W52..2015-W52", "817 2016-W02..2016-W02"]
    );
}

#[test]
fn a_spell_runs_on_over_the_turn_of_a_year_with_52_weeks() {
    let register = Extracts::wide(
        "person_id,y_1452,y_1501
         1,        810,   810",
    )
    .register();
    assert_eq!(drawn(&register.spells, 0), ["810 2014-W52..2015-W01"]);
}

#[test]
fn columns_stand_in_any_order_and_case_and_other_columns_are_passed_over() {
    let register = Extracts::wide(
        "Y_1602;kon;PERSON_ID;Y_1601;branche_2016_01;y_1553
         817;   1;  1;        810;   841100;         810",
    )
    .register();
    assert_eq!(
        drawn(&register.spells, 0),
        ["810 2015-W53..2016-W01", "817 2016-W02..2016-W02"]
    );
}

#[test]
fn the_century_of_a_column_follows_from_its_year() {
    let register = Extracts::wide(
        "person_id,y_9952,y_0001,y_0002
         1,        730,   730,   ",
    )
    .register();
    assert_eq!(drawn(&register.spells, 0), ["730 1999-W52..2000-W01"]);
}

#[test]
fn weeks_of_long_and_spells_files_are_read_in_each_spelling() {
    let long = Extracts::long(
        "person_id,week,code
         1,2015-W52,810
         1,y_1553,810
         1,1601,810
         1,201602,817",
    );
    assert_eq!(
        drawn(&long.register().spells, 0),
        ["810 2015-W52..2016-W01", "817 2016-W02..2016-W02"]
    );
    let spells = Extracts::spells(
        "person_id;code;from;to
         1;810;2015-W52;y_1601
         1;817;1602;201602",
    );
    assert_eq!(
        drawn(&spells.register().spells, 0),
        ["810 2015-W52..2016-W01", "817 2016-W02..2016-W02"]
    );
}

#[test]
fn an_impossible_week_column_is_a_fault() {
    let extracts = Extracts::wide(
        "person_id,y_1652,y_1653,y_1701
         1,        810,   810,   810",
    );
    assert_eq!(
        extracts.faults(),
        "`weekly.csv`, column `y_1653`: no such week exists
  to mend: a column is `y_YYWW` with an ISO week that the year has; only long years have a week 53"
    );
}

#[test]
fn a_week_column_missing_inside_the_range_is_a_damaged_file() {
    let extracts = Extracts::wide(
        "person_id,y_1552,y_1601,y_1603
         1,        810,   810,   810",
    );
    assert_eq!(
        extracts.faults(),
        "`weekly.csv`, column `y_1553`: the week is missing between 2015-W52 and 2016-W03
`weekly.csv`, column `y_1602`: the week is missing between 2015-W52 and 2016-W03
  to mend: a missing week is a damaged file, not a blank week: fetch the delivery again"
    );
}

#[test]
fn a_week_column_that_stands_twice_is_a_fault() {
    let extracts = Extracts::wide(
        "person_id,y_1601,Y_1601
         1,        810,   810",
    );
    assert_eq!(
        extracts.faults(),
        "`weekly.csv`, column `Y_1601`: the week stands more than once
  to mend: names match without regard to case; keep one of the columns"
    );
}

#[test]
fn a_bad_week_in_a_cell_is_a_fault_that_does_not_show_the_cell() {
    let extracts = Extracts::spells(
        "person_id,code,from,to
         1,810,2016-W53,2017-W01
         1,810,,2017-W01
         1,810,2017-W05,2017-W04",
    );
    assert_eq!(
        extracts.faults(),
        "`weekly.csv`, line 2, column `from`: the cell is not a week
`weekly.csv`, line 3, column `from`: the week is blank
  to mend: write a week as 2016-W01, y_1601, 1601 or 201601; only long years have a week 53
`weekly.csv`, line 4, column `from`: the spell ends before it begins
  to mend: `from` and `to` are both included, and `from` is not after `to`"
    );
}

#[test]
fn a_week_outside_the_declared_weeks_is_a_fault() {
    let extracts = Extracts::spells(
        "person_id,code,from,to
         1,810,2016-W01,2016-W05",
    )
    .with(|s| s.weekly.weeks = Some("2016-W01..2016-W04".parse().expect("a window")));
    assert_eq!(
        extracts.faults(),
        "`weekly.csv`, line 2, column `to`: the week lies outside the declared weeks
  to mend: widen the declared `weeks`, or remove the row"
    );
}
