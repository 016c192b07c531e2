//! Files that cannot be read as what they should be, word for word.

use crate::spec::extracts::{Extracts, wide};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use virkning::files;
use virkning::register::source::{Axis, Layout, TextEncoding};

const EMPTY: &str = "to mend: fetch the file again; a table has a header line and at least one row";

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).expect("written");
    encoder.finish().expect("finished")
}

fn rows() -> String {
    let row = |p: u32| format!("{p},{}\n", [810, 817][(p * p % 7 % 2) as usize]);
    "person_id,y_1601\n".to_string() + &(0..5_000).map(row).collect::<String>()
}

#[test]
fn an_empty_file_is_a_fault() {
    assert_eq!(
        Extracts::wide("").faults(),
        format!("`weekly.csv`: the file is empty\n  {EMPTY}")
    );
    assert_eq!(
        Extracts::wide("\n").faults(),
        format!("`weekly.csv`: the file holds no header line\n  {EMPTY}")
    );
    assert_eq!(
        Extracts::wide("person_id,y_1601\n").faults(),
        format!("`weekly.csv`: the file holds no person\n  {EMPTY}")
    );
}

#[test]
fn a_missing_file_is_a_fault() {
    let extracts = Extracts::wide("").with(|s| s.weekly.file.path = "no/such/file.csv".into());
    assert_eq!(
        extracts.faults(),
        "`weekly.csv`: no such file
  to mend: check the path in the study file and the right to read it"
    );
}

#[test]
fn gzip_is_known_by_its_content_and_a_truncated_one_is_a_fault() {
    let zipped = gzip(&rows());
    let whole = Extracts::weekly("weekly.csv", &zipped, wide());
    assert_eq!(whole.register().persons(), 5_000);
    for kept in [zipped.len() - 3, zipped.len() / 2, 12] {
        let cut = Extracts::weekly("weekly.csv.gz", &zipped[..kept], wide());
        assert_eq!(
            cut.faults(),
            "`weekly.csv.gz`: the gzip file ends early
  to mend: fetch the file again; the transfer stopped early or changed bytes",
            "{kept}"
        );
    }
    let mut changed = zipped.clone();
    let middle = changed.len() - 6;
    changed[middle] ^= 0xff;
    let changed = Extracts::weekly("weekly.csv.gz", &changed, wide());
    assert_eq!(
        changed.faults().lines().next(),
        Some("`weekly.csv.gz`: the gzip file is damaged")
    );
}

#[test]
fn a_file_named_parquet_that_is_none_is_a_fault() {
    let extracts = Extracts::weekly("weekly.parquet", b"person_id,y_1601\n", wide());
    assert_eq!(
        extracts.faults(),
        "`weekly.parquet`: the name says Parquet, but the content is something else
  to mend: fetch the file again, or write it anew from its source"
    );
    let cut = Extracts::weekly("weekly.parquet", b"PAR1 and no more", wide());
    assert!(
        cut.faults()
            .starts_with("`weekly.parquet`: the Parquet file cannot be read: ")
    );
}

#[test]
fn a_byte_order_mark_is_tolerated() {
    let extracts = Extracts::wide("\u{feff}person_id;y_1601\r\n1;810\r\n");
    assert_eq!(extracts.register().persons(), 1);
}

#[test]
fn latin_1_is_read_when_declared_and_a_fault_otherwise() {
    let weekly = "person_id,y_1601\n1,810\n";
    let persons = b"person_id,by,Omr\xe5de\n1,T\xe5rnby,x\n";
    let extracts = Extracts::wide(weekly).persons("");
    files::write(&extracts.path("persons.csv"), persons).expect("written");
    assert_eq!(
        extracts.faults(),
        "`persons.csv`, line 1: the header is not UTF-8 text
  to mend: write the file as UTF-8, or declare `encoding = \"latin-1\"` if it was written so"
    );
    let declared = extracts.with(|s| {
        if let Some(persons) = &mut s.persons {
            persons.file.encoding = TextEncoding::Latin1;
        }
    });
    let register = declared.register();
    let table = register.table.expect("persons");
    assert!(table.column("område").is_some());
    let by = table.column("by");
    assert!(format!("{by:?}").contains("Tårnby"));
}

#[test]
fn rows_without_any_week_need_the_weeks_declared() {
    let text = "person_id,code,from,to\n1,,,\n";
    let extracts = Extracts::weekly(
        "weekly.csv",
        text.as_bytes(),
        Layout::Spells(Axis::Calendar),
    );
    assert_eq!(
        extracts.faults(),
        "`weekly.csv`: no row holds a week
  to mend: declare the weeks that the delivery covers: `weeks = \"2010-W01..2018-W52\"`"
    );
}

#[test]
fn a_stray_quote_never_swallows_rows() {
    let quoted = |row: &str| {
        let rows = format!(
            "person_id,code,from,to\n1,810,2016-W01,2016-W02\n{row}\n3,810,2016-W01,2016-W02\n"
        );
        Extracts::spells(&rows).faults()
    };
    let mend =
        "to mend: each row has as many fields as the header; quote fields that hold the separator";
    assert_eq!(
        quoted("2,810,2016-W01,\"2016-W02"),
        format!("`weekly.csv`, line 3: a quote is opened and never closed\n  {mend}")
    );
    assert_eq!(
        quoted("2,8\"1\"0,2016-W01,2016-W02"),
        format!("`weekly.csv`, line 3: a quote stands inside a field that is not quoted\n  {mend}")
    );
}

#[test]
fn a_file_in_utf_16_is_told_as_such() {
    let text: Vec<u8> = "person_id,y_1601\n1,810\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked = [&b"\xff\xfe"[..], &text].concat();
    let told = Extracts::weekly("weekly.csv", &marked, wide()).faults();
    assert!(
        told.starts_with("`weekly.csv`, line 1: the file is UTF-16"),
        "{told}"
    );
}
