//! Monthly wage hours.

use crate::spec::extracts::Extracts;
use virkning::calendar::Month;
use virkning::register::source::Sources;

const WEEKLY: &str = "person_id,y_1601,y_1602\n1,810,810\n2,,\n";

fn hours(text: &str) -> Extracts {
    Extracts::wide(WEEKLY).hours(text)
}

fn all_ordinary(sources: &mut Sources) {
    if let Some(hours) = &mut sources.hours {
        hours.all_ordinary = true;
    }
}

#[test]
fn hours_are_summed_over_jobs_and_ordinary_ones_apart() {
    let register = hours(
        "person_id;month;hours;support_code
         1;2016-02;10,5;0
         1;201601;20;3
         1;2016-02-29;5;0
         1;2016-02;7;1
         2;2016-04;1;0",
    )
    .register();
    let store = register.hours.expect("hours");
    assert_eq!(store.months.to_string(), "2016-01..2016-04");
    let at = |person, month| {
        store
            .at(person, Month::new(2016, month))
            .map(|h| (h.ordinary, h.total))
    };
    assert_eq!(at(0, 1), Some((0.0, 20.0)));
    assert_eq!(at(0, 2), Some((15.5, 22.5)));
    assert_eq!(at(0, 3), Some((0.0, 0.0)));
    assert_eq!(at(1, 4), Some((1.0, 1.0)));
    assert_eq!(at(0, 5), None);
}

#[test]
fn a_file_without_a_support_code_is_refused_unless_declared() {
    let text = "person_id,month,hours\n1,2016-01,20\n";
    assert_eq!(
        hours(text).faults(),
        "`hours.csv`, column `support_code`: the column is missing
  to mend: without a support code ordinary hours cannot be told from supported ones; write `all_ordinary = true` if the file holds ordinary jobs only"
    );
    let register = hours(text).with(all_ordinary).register();
    let month = register.hours.and_then(|h| h.at(0, Month::new(2016, 1)));
    assert_eq!(month.map(|m| m.ordinary), Some(20.0));
}

#[test]
fn a_month_outside_the_declared_delivery_is_a_fault() {
    let declared = |s: &mut Sources| {
        if let Some(hours) = &mut s.hours {
            hours.months = "2016-01..2016-12".parse().ok();
        }
    };
    let extracts = hours("person_id,month,hours,support_code\n1,2016-12,20,0\n1,2017-01,20,0\n");
    assert_eq!(
        extracts.with(declared).faults(),
        "`hours.csv`, line 3, column `month`: the month lies outside the declared months of the delivery
  to mend: widen the declared `months`, or remove the row"
    );
}

#[test]
fn bad_months_numbers_and_support_codes_are_faults() {
    let extracts = hours(
        "person_id,month,hours,support_code
         1,2016-13,20,0
         1,2016-01,\"20,5\",0
         1,2016-01,,0
         1,2016-01,20,8
         1,2016-01,20,",
    );
    assert_eq!(
        extracts.faults(),
        "`hours.csv`, line 2, column `month`: the cell is not a month
  to mend: write a month as 2016-01, 201601 or a date in it
`hours.csv`, line 3, column `hours`: the cell is not a number
`hours.csv`, line 4, column `hours`: the hours are blank
  to mend: write a number with a decimal point, or a decimal comma in a file separated by `;`
`hours.csv`, line 5, column `support_code`: the cell is not a support code
`hours.csv`, line 6, column `support_code`: the support code is blank
  to mend: a support code is 0 to 7; 0 is an ordinary job"
    );
}

#[test]
fn rows_of_persons_outside_the_weekly_file_are_counted() {
    let register = hours(
        "person_id,month,hours,support_code
         9,2016-01,20,0
         9,2016-02,20,0
         1,2016-02,20,0
         8,2016-03,20,0",
    )
    .register();
    let store = register.hours.expect("hours");
    assert_eq!((store.unmatched_rows, store.unmatched_persons), (3, 2));
    assert_eq!(store.months.to_string(), "2016-01..2016-03");
    assert_eq!(store.entries(), 1);
}

#[test]
fn an_empty_file_and_hours_of_nobody_known_are_faults() {
    let head = "person_id,month,hours,support_code\n";
    let declared = hours(head).with(|s| {
        if let Some(hours) = &mut s.hours {
            hours.months = "2016-01..2016-12".parse().ok();
        }
    });
    let told = declared.faults();
    assert!(
        told.starts_with("`hours.csv`: the file holds no row"),
        "{told}"
    );
    let told = hours(&format!("{head}x,2016-01,5,0\n")).faults();
    assert!(
        told.starts_with(
            "`hours.csv`, column `person_id`: none of its persons is in the weekly file"
        ),
        "{told}"
    );
}
