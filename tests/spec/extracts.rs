//! Tiny extracts drawn as text in a folder of their own.

use std::path::PathBuf;
use tempfile::TempDir;
use virkning::codes::{CodeList, Municipalities};
use virkning::files;
use virkning::register::source::{
    Axis, HoursSource, Layout, PersonsSource, SourceFile, Sources, WeekPattern, WeeklySource,
};
use virkning::register::{Register, SpellStore, read};

/// A folder with files, and the sources that name them.
pub struct Extracts {
    folder: TempDir,
    pub sources: Sources,
}

impl Extracts {
    /// A wide file `weekly.csv`.
    pub fn wide(text: &str) -> Extracts {
        Extracts::weekly("weekly.csv", text.as_bytes(), wide())
    }

    /// A spells file `weekly.csv`.
    pub fn spells(text: &str) -> Extracts {
        Extracts::weekly(
            "weekly.csv",
            text.as_bytes(),
            Layout::Spells(Axis::Calendar),
        )
    }

    /// A long file `weekly.csv`.
    pub fn long(text: &str) -> Extracts {
        Extracts::weekly("weekly.csv", text.as_bytes(), Layout::Long(Axis::Calendar))
    }

    /// Any weekly file.
    pub fn weekly(name: &str, bytes: &[u8], layout: Layout) -> Extracts {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        files::write(&path, bytes).expect("written");
        let sources = Sources::weekly(WeeklySource::new(SourceFile::new(path, name), layout));
        Extracts { folder, sources }
    }

    /// Adds `hours.csv`.
    pub fn hours(mut self, text: &str) -> Extracts {
        let file = self.file("hours.csv", text);
        self.sources.hours = Some(HoursSource::new(file));
        self
    }

    /// Adds `persons.csv`.
    pub fn persons(mut self, text: &str) -> Extracts {
        let file = self.file("persons.csv", text);
        self.sources.persons = Some(PersonsSource::new(file));
        self
    }

    /// Changes the sources.
    pub fn with(mut self, change: impl FnOnce(&mut Sources)) -> Extracts {
        change(&mut self.sources);
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> SourceFile {
        let path = self.path(name);
        files::write(&path, text.as_bytes()).expect("written");
        SourceFile::new(path, name)
    }

    /// The register, which must be without fault.
    pub fn register(&self) -> Register {
        self.read().unwrap_or_else(|faults| panic!("{faults}"))
    }

    /// The whole text of the faults.
    pub fn faults(&self) -> String {
        match self.read() {
            Ok(_) => "no fault".to_string(),
            Err(faults) => faults,
        }
    }

    fn read(&self) -> Result<Register, String> {
        let codes = CodeList::built_in();
        let municipalities = Municipalities::built_in();
        read(&self.sources, &codes, &municipalities).map_err(|f| f.to_string())
    }
}

pub fn wide() -> Layout {
    Layout::Wide(WeekPattern::dream())
}

/// A person's spells as text: `810 2016-W01..2016-W02`.
pub fn drawn(store: &SpellStore, person: usize) -> Vec<String> {
    store
        .spells_of(person)
        .map(|s| {
            let (from, to) = (store.axis.label(s.from), store.axis.label(s.to));
            format!("{} {from}..{to}", s.code)
        })
        .collect()
}
