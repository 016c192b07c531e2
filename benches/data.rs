//! The registers and tables that are measured, made once per size.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};
use virkning::calendar::Window;
use virkning::codes::{CodeList, Municipalities};
use virkning::register::schema::Extract;
use virkning::register::source::{
    HoursSource, Layout, PersonsSource, SourceFile, Sources, WeekPattern, WeeklySource,
};
use virkning::register::{self, Register, write};
use virkning::simulate::{self, Plan};
use virkning::study;

/// Numbers of persons.
pub const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
/// Weeks of history that are kept.
const WEEKS: i32 = 312;

type Cache<T> = LazyLock<Mutex<BTreeMap<usize, Arc<T>>>>;

/// The value for a size, made when first asked for.
fn cached<T>(cache: &Cache<T>, size: usize, make: impl FnOnce() -> T) -> Arc<T> {
    let mut cache = cache
        .lock()
        .expect("no bench panics while it holds the lock");
    cache
        .entry(size)
        .or_insert_with(|| Arc::new(make()))
        .clone()
}

/// A simulated register of about `persons` persons over 312 weeks.
pub fn extract(persons: usize) -> Extract {
    let path = Path::new("examples/brf/population.toml");
    let text = std::fs::read_to_string(path).expect("the population file");
    let plan = Plan::read(&text, path)
        .expect("a plan")
        .with_persons(persons);
    let mut extract = simulate::extract(&plan).expect("a register");
    let first = extract.weeks.last.plus(1 - WEEKS);
    extract.weeks = Window {
        first,
        last: extract.weeks.last,
    };
    extract.spells.retain(|s| s.to >= first);
    extract
        .spells
        .iter_mut()
        .for_each(|s| s.from = s.from.max(first));
    extract.hours.retain(|h| h.month >= first.month());
    extract
}

/// The files of a register of about `persons` persons.
pub struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn source(&self, name: &str) -> SourceFile {
        SourceFile::new(self.path(name), name)
    }
}

pub fn files(persons: usize) -> Arc<Files> {
    static CACHE: Cache<Files> = LazyLock::new(Mutex::default);
    cached(&CACHE, persons, || {
        let extract = extract(persons);
        let files = Files {
            folder: tempfile::tempdir().expect("a folder"),
        };
        write::weekly(&extract, write::Form::Wide, &files.path("wide.csv")).expect("written");
        write::weekly(&extract, write::Form::Spells, &files.path("spells.parquet"))
            .expect("written");
        write::hours(&extract, &files.path("hours.parquet")).expect("written");
        write::persons(&extract, &files.path("persons.parquet")).expect("written");
        files
    })
}

/// The weekly file alone, wide CSV.
pub fn wide(files: &Files) -> Sources {
    let layout = Layout::Wide(WeekPattern::dream());
    Sources::weekly(WeeklySource::new(files.source("wide.csv"), layout))
}

/// Spells, hours and persons from Parquet.
pub fn whole(files: &Files) -> Sources {
    let layout = Layout::Spells(register::source::Axis::Calendar);
    Sources {
        hours: Some(HoursSource::new(files.source("hours.parquet"))),
        persons: Some(PersonsSource::new(files.source("persons.parquet"))),
        ..Sources::weekly(WeeklySource::new(files.source("spells.parquet"), layout))
    }
}

/// Reads a register; a bench that cannot read is no bench.
pub fn read(sources: &Sources) -> Register {
    let found = register::read(sources, &CodeList::built_in(), &Municipalities::built_in());
    found.unwrap_or_else(|faults| panic!("{faults}"))
}

/// A whole register in memory.
pub fn register(persons: usize) -> Arc<Register> {
    static CACHE: Cache<Register> = LazyLock::new(Mutex::default);
    cached(&CACHE, persons, || read(&whole(&files(persons))))
}

/// The Bedre Ressourceforløb study with only the named analyses.
pub fn plan(analyses: &[&str]) -> study::Plan {
    let path = Path::new("examples/brf/study.toml");
    let mut plan = study::read(path).expect("the study");
    plan.analyses.retain(|a| analyses.contains(&a.id.as_str()));
    // A short history is what is measured, not refused.
    plan.history.allow_partial = true;
    plan
}

/// Rows for hazard models: weekly durations 0 to 104, 30 percent events, 4 binary, 3 dummy and 3 continuous covariates, 98 clusters.
pub struct Rows {
    pub time: Vec<f64>,
    pub event: Vec<bool>,
    pub columns: Vec<Vec<f64>>,
    pub cluster: Vec<usize>,
    pub group: Vec<usize>,
}

pub fn rows(size: usize) -> Arc<Rows> {
    static CACHE: Cache<Rows> = LazyLock::new(Mutex::default);
    cached(&CACHE, size, || {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut rows = Rows {
            time: Vec::with_capacity(size),
            event: Vec::with_capacity(size),
            columns: vec![Vec::new(); 10],
            cluster: Vec::with_capacity(size),
            group: Vec::with_capacity(size),
        };
        for _ in 0..size {
            let level = rng.random_range(0..4);
            let mut risk = 0.0;
            for (j, column) in rows.columns.iter_mut().enumerate() {
                let x = match j {
                    0..4 => f64::from(u8::from(rng.random_bool(0.4))),
                    4..7 => f64::from(u8::from(level == j - 3)),
                    _ => rng.random_range(-1.0..1.0),
                };
                risk += 0.1 * x;
                column.push(x);
            }
            let wait = -(1.0 - rng.random::<f64>()).ln() / (0.004 * f64::exp(risk));
            let seen = f64::from(rng.random_range(0..=104u8));
            rows.event.push(wait.floor() <= seen);
            rows.time.push(wait.floor().min(seen));
            rows.cluster.push(rng.random_range(0..98));
            rows.group.push(rng.random_range(0..4));
        }
        rows
    })
}
