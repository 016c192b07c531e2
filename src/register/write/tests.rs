use super::*;
use crate::calendar::{Month, Week};
use crate::register::schema::{HoursRow, PersonRow, SpellRow};
use flate2::read::GzDecoder;
use jiff::civil::date;
use std::fs;
use std::io::Read;

fn week(text: &str) -> Week {
    text.parse().expect("a week")
}

/// Two persons over the turn of a year with 53 weeks; the second has no benefit.
fn extract() -> Extract {
    let spell = |code, from, to| SpellRow {
        person: 0,
        code,
        from: week(from),
        to: week(to),
    };
    let person = PersonRow {
        male: true,
        birth_date: date(1970, 5, 31),
        civil_status: "ugift",
        origin: "dansk",
        municipality: 101,
    };
    Extract {
        keys: vec!["007".to_string(), "a,b".to_string()],
        persons: vec![person.clone(), person],
        weeks: "2015-W52..2016-W02".parse().expect("a window"),
        spells: vec![
            spell(810, "2015-W52", "2015-W53"),
            spell(817, "2016-W02", "2016-W02"),
        ],
        hours: vec![HoursRow {
            person: 0,
            month: Month::new(2016, 1),
            hours: 12.5,
            support_code: 0,
        }],
    }
}

fn written(name: &str, write: impl Fn(&Extract, &Path) -> io::Result<()>) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join(name);
    write(&extract(), &target).expect("written");
    fs::read(&target).expect("read")
}

fn text(write: impl Fn(&Extract, &Path) -> io::Result<()>) -> String {
    String::from_utf8(written("x.csv", write)).expect("text")
}

#[test]
fn the_three_text_forms_hold_the_same_weeks() {
    assert_eq!(
        text(|e, t| weekly(e, Form::Wide, t)),
        "person_id,y_1552,y_1553,y_1601,y_1602\n007,810,810,,817\n\"a,b\",,,,\n"
    );
    assert_eq!(
        text(|e, t| weekly(e, Form::Long, t)),
        "person_id,week,code\n007,2015-W52,810\n007,2015-W53,810\n007,2016-W02,817\n\"a,b\",,\n"
    );
    assert_eq!(
        text(|e, t| weekly(e, Form::Spells, t)),
        "person_id,code,from,to\n007,810,2015-W52,2015-W53\n007,817,2016-W02,2016-W02\n\"a,b\",,,\n"
    );
}

#[test]
fn hours_and_persons_are_written_as_the_register_has_them() {
    assert_eq!(
        text(hours),
        "person_id,month,hours,support_code\n007,2016-01,12.5,0\n"
    );
    assert_eq!(
        text(persons),
        "person_id,sex,birth_date,civil_status,origin,municipality\n007,M,1970-05-31,ugift,dansk,101\n\"a,b\",M,1970-05-31,ugift,dansk,101\n"
    );
}

#[test]
fn a_gz_name_gives_a_gzip_of_the_same_text() {
    let mut unzipped = String::new();
    let zipped = written("x.csv.gz", |e, t| weekly(e, Form::Wide, t));
    GzDecoder::new(zipped.as_slice())
        .read_to_string(&mut unzipped)
        .expect("gzip");
    assert_eq!(unzipped, text(|e, t| weekly(e, Form::Wide, t)));
}

#[test]
fn the_same_extract_gives_the_same_bytes() {
    for form in [Form::Wide, Form::Long, Form::Spells] {
        for name in ["x.csv.gz", "x.parquet"] {
            let bytes = || written(name, |e, t| weekly(e, form, t));
            assert_eq!(bytes(), bytes());
        }
    }
}

#[test]
fn two_persons_with_one_key_are_refused() {
    let mut twins = extract();
    twins.keys = vec!["1".to_string(), "1".to_string()];
    let folder = tempfile::tempdir().expect("a folder");
    let error = weekly(&twins, Form::Wide, &folder.path().join("x.csv"));
    assert!(error.is_err_and(|e| e.to_string() == "two persons share a key"));
}
