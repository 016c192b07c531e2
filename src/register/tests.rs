//! The same register in every form gives the same store.

use super::schema::{Extract, HoursRow, PersonRow, SpellRow};
use super::source::{
    Axis, Blank, HoursSource, Layout, OnOverlap, PersonsSource, SourceFile, Sources, WeekPattern,
    WeeklySource,
};
use super::write::{self, Form};
use super::{Register, SpellStore, read};
use crate::calendar::{Month, Week, Window};
use crate::codes::{CodeList, Municipalities};
use jiff::civil::date;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

const CODES: [u16; 5] = [111, 730, 810, 817, 997];

fn first() -> Week {
    "2015-W50".parse().expect("a week")
}

/// Each person's cells, week by week; `None` is blank.
fn extract(cells: &[Vec<Option<u16>>], first: Week) -> Extract {
    let mut spells = Vec::new();
    for (person, weeks) in cells.iter().enumerate() {
        for (week, code) in weeks.iter().enumerate() {
            let week = first.plus(week as i32);
            spells.extend(code.map(|code| SpellRow {
                person: person as u32,
                code,
                from: week,
                to: week,
            }));
        }
    }
    let person = |p: usize| PersonRow {
        male: p.is_multiple_of(2),
        birth_date: date(1950 + (p % 50) as i16, 2, 1 + (p % 28) as i8),
        civil_status: ["ugift", "gift", "enke"][p % 3],
        origin: ["dansk", "ikke_vestlig"][p % 2],
        municipality: [101, 0, 411, 851][p % 4],
    };
    Extract {
        keys: (0..cells.len()).map(|p| format!("k{p}")).collect(),
        persons: (0..cells.len()).map(person).collect(),
        weeks: Window {
            first,
            last: first.plus(cells[0].len() as i32 - 1),
        },
        spells,
        hours: Vec::new(),
    }
}

fn layout(form: Form) -> Layout {
    match form {
        Form::Wide => Layout::Wide(WeekPattern::dream()),
        Form::Long => Layout::Long(Axis::Calendar),
        Form::Spells => Layout::Spells(Axis::Calendar),
    }
}

fn reread(
    folder: &Path,
    form: Form,
    name: &str,
    weeks: Window,
    write: impl Fn(&Path),
) -> SpellStore {
    let target = folder.join(name);
    write(&target);
    let mut weekly = WeeklySource::new(SourceFile::new(target, name), layout(form));
    weekly.weeks = Some(weeks);
    let read = read(
        &Sources::weekly(weekly),
        &CodeList::built_in(),
        &Municipalities::built_in(),
    );
    read.unwrap_or_else(|faults| panic!("{name}: {faults}"))
        .spells
}

fn cells() -> impl Strategy<Value = Vec<Vec<Option<u16>>>> {
    let cell = prop_oneof![
        2 => Just(None),
        3 => prop::sample::select(CODES.as_slice()).prop_map(Some),
    ];
    // Runs rather than single weeks, so that the quick path of the wide reader is taken.
    let run = (cell, 1usize..12);
    let person = prop::collection::vec(run, 1..12);
    (1usize..40, prop::collection::vec(person, 1..12)).prop_map(|(weeks, persons)| {
        let expand = |runs: Vec<(Option<u16>, usize)>| {
            let cells = runs
                .into_iter()
                .flat_map(|(c, n)| std::iter::repeat_n(c, n));
            cells.chain(std::iter::repeat(None)).take(weeks).collect()
        };
        persons.into_iter().map(expand).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn wide_long_spells_and_parquet_give_the_same_store(cells in cells()) {
        let folder = tempfile::tempdir().expect("a folder");
        let extract = extract(&cells, first());
        let expected = SpellStore::of(&extract).expect("distinct keys");
        for form in [Form::Wide, Form::Long, Form::Spells] {
            for name in ["x.csv", "x.csv.gz", "x.parquet"] {
                let write = |target: &Path| write::weekly(&extract, form, target).expect("written");
                let store = reread(folder.path(), form, name, extract.weeks, write);
                prop_assert_eq!(&store, &expected, "{:?} {}", form, name);
            }
        }
        for (person, weeks) in cells.iter().enumerate() {
            for (week, code) in weeks.iter().enumerate() {
                prop_assert_eq!(expected.code_at(person, first().plus(week as i32)), *code);
            }
        }
    }

    #[test]
    fn columns_and_rows_in_any_order_give_the_same_weeks(
        cells in cells(),
        order in any::<prop::sample::Index>(),
        spaced in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let extract = extract(&cells, first());
        let expected = SpellStore::of(&extract).expect("distinct keys");
        let weeks = cells[0].len();
        let mut columns: Vec<usize> = (0..weeks).collect();
        columns.rotate_left(order.index(weeks));
        columns.swap(0, weeks - 1);
        let half = columns.len() / 2;
        let cell = |code: &Option<u16>| match (code, spaced) {
            (Some(code), false) => code.to_string(),
            (Some(code), true) => format!(" {code}"),
            (None, false) => String::new(),
            (None, true) => "   ".to_string(),
        };
        let line = |key: &str, cell: &dyn Fn(usize) -> String| {
            let mut fields: Vec<String> = columns.iter().map(|w| cell(*w)).collect();
            fields.insert(half, key.to_string());
            fields.insert(0, "other".to_string());
            fields.join(";") + "\r\n"
        };
        let mut text = line("PERSON_ID", &|w| first().plus(w as i32).column().to_uppercase());
        for (person, cells) in cells.iter().enumerate() {
            text += &line(&format!("\"k{person}\""), &|w| cell(&cells[w]));
        }
        let write = |target: &Path| crate::files::write(target, text.as_bytes()).expect("written");
        let store = reread(folder.path(), Form::Wide, "x.csv", extract.weeks, write);
        prop_assert_eq!(store, expected);
    }

    #[test]
    fn a_register_whose_blanks_end_observation_reads_back_from_every_form(
        cells in prop::collection::vec(prop::collection::vec(0u16..2, 0..12), 1..8),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut text = "person_id,emp1,emp2,emp3,emp4,emp5,emp6,emp7,emp8,emp9,emp10,emp11,emp12\n".to_string();
        for (person, cells) in cells.iter().enumerate() {
            let words = (0..12).map(|w| cells.get(w).map_or("", |c| ["no", "yes"][*c as usize]));
            text += &format!("p{person},{}\n", words.collect::<Vec<_>>().join(","));
        }
        let target = folder.path().join("x.csv");
        crate::files::write(&target, text.as_bytes()).expect("written");
        let pattern = "emp{week}".parse().expect("a pattern");
        let original = relative(&target, Layout::Wide(pattern));
        for (person, cells) in cells.iter().enumerate() {
            prop_assert_eq!(original.last_observed(person), Week(cells.len() as i32));
            for week in 1..=12 {
                let cell = cells.get(week - 1).copied().filter(|c| *c == 1);
                prop_assert_eq!(original.code_at(person, Week(week as i32)), cell);
            }
        }
        let weekly: WeekPattern = "week{week}".parse().expect("a pattern");
        let forms = [
            (Form::Wide, Layout::Wide(weekly)),
            (Form::Long, Layout::Long(Axis::Relative)),
            (Form::Spells, Layout::Spells(Axis::Relative)),
        ];
        for (form, layout) in forms {
            for name in ["y.csv", "y.parquet"] {
                let target = folder.path().join(name);
                write::spells(&original, form, &target).expect("written");
                prop_assert_eq!(&relative(&target, layout.clone()), &original, "{:?} {}", form, name);
            }
        }
    }
}

fn relative(target: &Path, layout: Layout) -> SpellStore {
    let mut weekly = WeeklySource::new(SourceFile::new(target, "x"), layout);
    weekly.blank = Blank::Unobserved;
    weekly.values = [("yes".to_string(), 1), ("no".to_string(), 0)].into();
    weekly.values.insert("1".to_string(), 1);
    weekly.weeks = Some(Window {
        first: Week(1),
        last: Week(12),
    });
    let read = read(
        &Sources::weekly(weekly),
        &CodeList::built_in(),
        &Municipalities::built_in(),
    );
    read.unwrap_or_else(|faults| panic!("{faults}")).spells
}

/// A register with hours and persons, larger than one Parquet row group and than one block of text.
fn large() -> Extract {
    let persons = 60_000;
    let cells: Vec<Vec<Option<u16>>> = (0..persons)
        .map(|p| {
            (0..8)
                .map(|w| CODES.get((p / 3 + w / 3) % 7).copied())
                .collect()
        })
        .collect();
    let mut extract = extract(&cells, first());
    for person in 0..persons as u32 {
        for month in 0..=person % 4 {
            for job in 0..=month % 2 {
                extract.hours.push(HoursRow {
                    person,
                    month: Month::new(2016, 1).plus(month as i32),
                    hours: f64::from(person % 160) + 0.25,
                    support_code: (job * 3) as u8,
                });
            }
        }
    }
    extract
}

fn whole(folder: &Path, ending: &str) -> Register {
    let file = |name: &str| {
        let name = format!("{name}.{ending}");
        SourceFile::new(folder.join(&name), name)
    };
    let mut sources = Sources::weekly(WeeklySource::new(file("weekly"), layout(Form::Wide)));
    sources.hours = Some(HoursSource::new(file("hours")));
    sources.persons = Some(PersonsSource::new(file("persons")));
    let read = read(&sources, &CodeList::built_in(), &Municipalities::built_in());
    read.unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn hours_and_persons_are_the_same_from_text_and_parquet_and_with_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let extract = large();
    for ending in ["csv", "csv.gz", "parquet"] {
        let file = |name: &str| folder.join(format!("{name}.{ending}"));
        write::weekly(&extract, Form::Wide, &file("weekly")).expect("written");
        write::hours(&extract, &file("hours")).expect("written");
        write::persons(&extract, &file("persons")).expect("written");
    }
    let text = whole(folder, "csv");
    for threads in [1, 2, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.expect("a pool");
        for ending in ["csv", "csv.gz", "parquet"] {
            assert!(
                pool.install(|| whole(folder, ending)) == text,
                "{ending} {threads}"
            );
        }
    }
    check_hours_and_persons(&extract, &text);
}

fn check_hours_and_persons(extract: &Extract, register: &Register) {
    let hours = register.hours.as_ref().expect("hours");
    assert_eq!(hours.months.to_string(), "2016-01..2016-04");
    assert_eq!(hours.at(0, Month::new(2016, 5)), None);
    assert_eq!(hours.at(0, Month::new(2016, 4)).map(|h| h.total), Some(0.0));
    let may = hours.at(7, Month::new(2016, 2)).expect("covered");
    assert_eq!((may.ordinary, may.total), (7.25, 14.5));
    assert_eq!(
        hours.entries(),
        extract
            .hours
            .chunk_by(|a, b| (a.person, a.month) == (b.person, b.month))
            .count()
    );
    let table = register.table.as_ref().expect("persons");
    for (person, row) in extract.persons.iter().enumerate() {
        let born = table.birth_date.as_ref().and_then(|c| c[person]);
        assert_eq!(born, Some(row.birth_date));
        assert_eq!(
            table.municipality_in(person, first()),
            Some(row.municipality)
        );
    }
    assert!(table.present.iter().all(|p| *p) && table.further.is_empty());
}

#[test]
fn the_later_row_wins_when_the_study_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("x.csv");
    let text = "person_id,code,from,to\n1,810,2016-W01,2016-W10\n1,817,2016-W03,2016-W04\n";
    crate::files::write(&target, text.as_bytes()).expect("written");
    let mut weekly = WeeklySource::new(SourceFile::new(&target, "x.csv"), layout(Form::Spells));
    weekly.on_overlap = OnOverlap::LaterRow;
    let register = read(
        &Sources::weekly(weekly),
        &CodeList::built_in(),
        &Municipalities::built_in(),
    );
    let spells: Vec<String> = register
        .expect("no fault")
        .spells
        .spells_of(0)
        .map(|s| format!("{} {}..{}", s.code, s.from, s.to))
        .collect();
    assert_eq!(
        spells,
        [
            "810 2016-W01..2016-W02",
            "817 2016-W03..2016-W04",
            "810 2016-W05..2016-W10"
        ]
    );
}

#[test]
fn a_damaged_parquet_file_is_a_fault_and_never_a_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("x.parquet");
    let cells: Vec<Vec<Option<u16>>> = (0..50)
        .map(|p| vec![Some(810), None, CODES.get(p % 5).copied()])
        .collect();
    write::weekly(&extract(&cells, first()), Form::Spells, &target).expect("written");
    let whole = fs::read(&target).expect("read");
    let (codes, municipalities) = (CodeList::built_in(), Municipalities::built_in());
    let weekly = WeeklySource::new(SourceFile::new(&target, "x.parquet"), layout(Form::Spells));
    let sources = Sources::weekly(weekly);
    let mut damaged = 0;
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        crate::files::write(&target, &bytes).expect("written");
        let read = read(&sources, &codes, &municipalities);
        damaged += usize::from(read.is_err());
    }
    assert!(damaged > whole.len() / 2, "{damaged} of {}", whole.len());
}

#[test]
fn a_quote_never_closed_is_found_without_reading_the_rest_again_and_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("x.csv");
    let rows: String = (0..400_000).map(|p| format!("{p},810\n")).collect();
    let text = format!("person_id,y_1601\n\"a,810\n{rows}");
    crate::files::write(&target, text.as_bytes()).expect("written");
    let weekly = WeeklySource::new(SourceFile::new(&target, "x.csv"), layout(Form::Wide));
    let read = read(
        &Sources::weekly(weekly),
        &CodeList::built_in(),
        &Municipalities::built_in(),
    );
    let faults = read.map_err(|f| f.to_string().lines().next().map(str::to_string));
    assert_eq!(
        faults.err().flatten().as_deref(),
        Some("`x.csv`, line 2: a quote is opened and never closed")
    );
}
