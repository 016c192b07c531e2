//! Faults of the weekly file, word for word.

use crate::spec::extracts::{Extracts, wide};
use virkning::register::source::{Axis, Layout, OnOverlap};
use virkning::register::write::{self, Form};

#[test]
fn an_unknown_code_is_named_with_its_place() {
    let wide = Extracts::wide(
        "person_id,y_1601,y_1602,y_1603
         1,810,555,810
         2,810,12,810",
    );
    assert_eq!(
        wide.faults(),
        "`weekly.csv`, line 2, column `y_1602`: code 555 is not in the code list
`weekly.csv`, line 3, column `y_1602`: code 12 is not in the code list
  to mend: `virkning codes` prints the known codes; add the code to the study's code list if it is right"
    );
    let long = Extracts::long("person_id,week,code\n1,2016-W01,810\n1,2016-W02,555\n");
    assert_eq!(
        long.faults(),
        "`weekly.csv`, line 3, column `code`: code 555 is not in the code list
  to mend: `virkning codes` prints the known codes; add the code to the study's code list if it is right"
    );
}

#[test]
fn what_is_no_code_at_all_is_not_shown() {
    let extracts = Extracts::wide(
        "person_id,y_1601,y_1602
         1,810,0101701234
         2,Jensen,810",
    );
    assert_eq!(
        extracts.faults(),
        "`weekly.csv`, line 2, column `y_1602`: the cell is neither blank nor a code
`weekly.csv`, line 3, column `y_1601`: the cell is neither blank nor a code
  to mend: a cell is blank or a code of up to three digits; other values are declared in `values`"
    );
}

#[test]
fn faults_are_counted_and_the_first_ten_are_shown() {
    let rows: String = (0..25).map(|p| format!("{p},555\n")).collect();
    let faults = Extracts::wide(&format!("person_id,y_1601\n{rows}")).faults();
    let lines: Vec<&str> = faults.lines().collect();
    assert_eq!(lines.len(), 12);
    assert_eq!(
        lines[9],
        "`weekly.csv`, line 11, column `y_1601`: code 555 is not in the code list"
    );
    assert_eq!(lines[10], "and 15 more of this kind");
}

#[test]
fn a_person_with_two_rows_is_a_fault() {
    let extracts = Extracts::wide(
        "person_id,y_1601
         7,810
         8,810
         \"7\",810",
    );
    assert_eq!(
        extracts.faults(),
        "`weekly.csv`, line 4: the person has an earlier row
  to mend: a person has one row; remove the copy, or number the persons anew"
    );
}

#[test]
fn overlapping_spells_are_a_fault_unless_the_later_row_is_to_win() {
    let extracts = Extracts::spells(
        "person_id,code,from,to
         1,810,2016-W01,2016-W10
         2,810,2016-W01,2016-W10
         1,817,2016-W10,2016-W12
         2,817,2016-W11,2016-W12
         1,890,2016-W12,2016-W12",
    );
    assert_eq!(
        extracts.faults(),
        "`weekly.csv`, line 4: the row claims a week that another row of the person holds
`weekly.csv`, line 6: the row claims a week that another row of the person holds
  to mend: write `on_overlap = \"later-row\"` if the later row of the file is right"
    );
    let later = extracts.with(|s| s.weekly.on_overlap = OnOverlap::LaterRow);
    assert_eq!(later.faults(), "no fault");
}

#[test]
fn a_person_week_given_twice_is_an_overlap() {
    let extracts = Extracts::long(
        "person_id,week,code
         1,2016-W01,810
         1,2016-W02,810
         1,2016-W02,810",
    );
    assert_eq!(
        extracts.faults(),
        "`weekly.csv`, line 4: the row claims a week that another row of the person holds
  to mend: write `on_overlap = \"later-row\"` if the later row of the file is right"
    );
}

#[test]
fn keys_shaped_like_cpr_numbers_stop_the_run_unless_allowed() {
    let extracts = Extracts::wide(
        "person_id,y_1601
         010170-1234,810
         3112991234,810
         17,810",
    );
    let faults = extracts.faults();
    assert_eq!(
        faults,
        "`weekly.csv`: most person keys look like CPR numbers (DDMMYY and four digits)
  to mend: replace the keys by running numbers, or write `allow_cpr_like_keys = true` in `[register]` if they must stay (`--allow-cpr-like-keys` on the command line)"
    );
    let allowed = extracts.with(|s| s.allow_cpr_keys = true);
    assert_eq!(allowed.faults(), "no fault");
}

#[test]
fn a_row_with_another_number_of_fields_is_a_fault() {
    let text = "person_id,y_1601,y_1602\n1,810\n2,810,810,810\n3,810,810\n4,810,\"8,10\n";
    assert_eq!(
        Extracts::wide(text).faults(),
        "`weekly.csv`, line 2: the row has 2 fields and the header 3
`weekly.csv`, line 3: the row has 4 fields and the header 3
`weekly.csv`, line 5: a quote is opened and never closed
  to mend: each row has as many fields as the header; quote fields that hold the separator"
    );
    let long = "person_id,week,code\n1,2016-W01\n";
    assert_eq!(
        Extracts::long(long).faults().lines().next(),
        Some("`weekly.csv`, line 2: the row has 2 fields and the header 3")
    );
}

#[test]
fn a_blank_key_is_a_fault() {
    let expected = "`weekly.csv`, line 3: the key is blank
  to mend: every row needs the key of its person";
    assert_eq!(
        Extracts::wide("person_id,y_1601\n1,810\n ,810\n").faults(),
        expected
    );
    let spells = "person_id,code,from,to\n1,810,1601,1602\n,810,1601,1602\n";
    assert_eq!(
        Extracts::spells(spells).faults().lines().next(),
        Some("`weekly.csv`, line 3, column `person_id`: the key is blank")
    );
}

#[test]
fn a_file_without_the_needed_columns_is_a_fault_that_names_what_it_has() {
    assert_eq!(
        Extracts::spells("person_id,kode,fra,to\n1,810,1601,1602\n").faults(),
        "`weekly.csv`: the columns `code`, `from` are missing; the file has `person_id`, `kode`, `fra`, `to`
  to mend: name the column in `columns` if it is called something else; the first line of a file names its columns"
    );
    assert_eq!(
        Extracts::wide("person_id,uge1\n1,810\n").faults(),
        "`weekly.csv`: no week column like `y_{yyww}`; the file has `person_id`, `uge1`
  to mend: name the column in `columns` if it is called something else; the first line of a file names its columns"
    );
}

#[test]
fn a_renamed_column_is_found_under_its_own_name() {
    let columns = [
        ("person_id", "LOBENR"),
        ("code", "kode"),
        ("from", "fra"),
        ("to", "til"),
    ];
    let renamed = Extracts::spells("lobenr;kode;fra;til\n1;810;1601;1602\n").with(|s| {
        let pairs = columns.map(|(ours, theirs)| (ours.to_string(), theirs.to_string()));
        s.weekly.file.columns = pairs.into();
    });
    assert_eq!(renamed.faults(), "no fault");
    let wrong = Extracts::spells("lobenr;kode;fra;til\n1;810;1601;x\n");
    let wrong = wrong.with(|s| s.weekly.file.columns = renamed.sources.weekly.file.columns.clone());
    assert_eq!(
        wrong.faults().lines().next(),
        Some("`weekly.csv`, line 2, column `til`: the cell is not a week")
    );
}

#[test]
fn faults_of_a_parquet_file_are_told_by_row() {
    let good = Extracts::wide("person_id,y_1601,y_1602\n1,810,810\n2,817,817\n").register();
    let target = tempfile::tempdir().expect("a folder");
    let path = target.path().join("weekly.parquet");
    write::spells(&good.spells, Form::Spells, &path).expect("written");
    let bytes = std::fs::read(&path).expect("read");
    let list =
        virkning::codes::CodeList::replace("code,class,subclass\n810,a,passive\n", "mine.csv");
    let extracts = Extracts::weekly("weekly.parquet", &bytes, Layout::Spells(Axis::Calendar));
    let read = virkning::register::read(
        &extracts.sources,
        &list.expect("a list"),
        &virkning::codes::Municipalities::built_in(),
    );
    assert_eq!(
        read.map_err(|f| f.to_string().lines().next().map(str::to_string))
            .err()
            .flatten(),
        Some(
            "`weekly.parquet`, row 2, column `code`: code 817 is not in the code list".to_string()
        )
    );
    let wrong = Extracts::weekly("weekly.parquet", &bytes, Layout::Long(Axis::Calendar));
    assert_eq!(
        wrong.faults(),
        "`weekly.parquet`: the column `week` is missing; the file has `person_id`, `code`, `from`, `to`
  to mend: see the table's page in data-schema/; `columns` in the study renames columns"
    );
}

#[test]
fn no_fault_shows_a_key_or_a_cell() {
    let secret = "Zz9SECRETzZ";
    let tables = [
        Extracts::wide(&format!("person_id,y_1601\n{secret},{secret}\n{secret},810\n")),
        Extracts::spells(&format!("person_id,code,from,to\n{secret},{secret},{secret},{secret}\n{secret},810,{secret},1601\n")),
        Extracts::long(&format!("person_id,week,code\n{secret},{secret},{secret}\n{secret},1601\n")),
        Extracts::wide("person_id,y_1601\n1,810\n").hours(&format!(
            "person_id,month,hours,support_code\n{secret},{secret},{secret},{secret}\n1,{secret},1,1\n1,2016-01,{secret},0\n"
        )),
        Extracts::wide("person_id,y_1601\n1,810\n").persons(&format!(
            "person_id,sex,birth_date,civil_status,origin,municipality\n1,{secret},{secret},{secret},{secret},{secret}\n1,M,,,,\n"
        )),
    ];
    for extracts in &tables {
        let faults = extracts.faults();
        assert_ne!(faults, "no fault");
        assert!(!faults.contains(secret), "{faults}");
        assert!(!format!("{:?}", extracts.sources).contains(secret));
    }
    let register = Extracts::wide(&format!("person_id,y_1601\n{secret},810\n")).register();
    assert!(!format!("{register:?}").contains(secret));
    assert_eq!(wide(), wide());
}
