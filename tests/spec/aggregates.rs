//! What a table of published aggregates must keep.

use crate::support::Workdir;
use virkning::cli::load;
use virkning::study;

const TABLE: &str = "\
period,group,measure,value
2013Q1,a,stock,10
2013Q2,a,stock,12
2013Q1,b,stock,7
";
const STUDY: &str = r#"
schema = 1
[study]
id = "published"
title = "Published"
data = "public"
[register]
aggregates = { path = "aggregates.csv" }
[[analysis]]
id = "one"
kind = "stock"
source = "aggregates"
reform = "2013Q2"
categories = [{ id = "a", group = "a" }]
[[analysis]]
id = "two"
kind = "stock"
source = "aggregates"
"#;

fn told(table: &str) -> String {
    let folder = Workdir::new();
    folder.file("aggregates.csv", table);
    let plan = study::read(&folder.file("study.toml", STUDY)).expect("a sound study");
    match load::load(&plan) {
        Ok(_) => String::new(),
        Err(faults) => faults.to_string(),
    }
}

#[test]
fn a_fault_is_told_once_however_many_analyses_read_the_table() {
    assert_eq!(told(TABLE), "");
    assert_eq!(
        told(&TABLE.replacen("10", "many", 1)),
        "`aggregates.csv`, line 2, column `value`: the cell is no number\n  to mend: write a number with a decimal point, or a decimal comma in a file separated by `;`"
    );
}

#[test]
fn every_kind_of_fault_is_told_in_one_pass_and_each_with_how_to_mend_it() {
    let text = TABLE
        .replacen("2013Q1,a", "2013Q5,a", 1)
        .replacen(",12", ",-12", 1)
        .replacen("2013Q1,b", "2013Q1,", 1)
        + "2013Q2,a,stock,9\n";
    assert_eq!(
        told(&text),
        "`aggregates.csv`, line 3, column `value`: the value is below 0
  to mend: numbers of persons are 0 or more
`aggregates.csv`, line 2, column `period`: the cell is no period
  to mend: write a period as 2013, 2013-01, 2013Q1 or 2013-W05
`aggregates.csv`, line 4, column `group`: the group is blank
  to mend: see the table's page in data-schema/ for the allowed words
`aggregates.csv`, line 5, column `value`: the group has another value of the measure in this period
  to mend: a group has one value of a measure in a period; keep one of the rows"
    );
}

#[test]
fn groups_of_the_file_that_no_row_of_the_study_shows_are_named() {
    let folder = Workdir::new();
    folder.file("aggregates.csv", TABLE);
    let found = crate::support::run_study(&folder.file("study.toml", STUDY));
    let notes = &crate::support::analysis(&found, "one").notes;
    let note = notes.iter().find(|n| n.code == "stock-groups-not-shown");
    assert_eq!(note.expect("a note").facts["names"], "b");
    assert!(crate::support::analysis(&found, "two").notes.is_empty());
}
