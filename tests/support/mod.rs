//! What several kinds of test share: a folder of its own per test, and the whole way through the library.

pub mod described;

use std::path::{Path, PathBuf};
use virkning::analysis;
use virkning::cli::load;
use virkning::findings::{Analysis, AnalysisResult, Findings, TimeToEvent, WeeklyShare};
use virkning::study;

/// A folder that goes when the test ends.
pub struct Workdir {
    folder: tempfile::TempDir,
}

impl Workdir {
    pub fn new() -> Workdir {
        Workdir {
            folder: tempfile::tempdir().expect("a folder for the test"),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, making its folder.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        virkning::files::write(&path, text.as_bytes()).expect("written");
        path
    }
}

/// Reads a study, its register, and runs every analysis; full precision, before the gate.
pub fn run_study(path: &Path) -> Findings {
    let plan =
        study::read(path).unwrap_or_else(|faults| panic!("{}", study::render(&faults, path)));
    let loaded = load::load(&plan).unwrap_or_else(|faults| panic!("{faults}"));
    analysis::run(
        &plan,
        &loaded.register,
        &loaded.municipalities,
        &loaded.records,
    )
}

/// The faults of a sound study's data; empty without one.
pub fn load_faults(path: &Path) -> String {
    let plan =
        study::read(path).unwrap_or_else(|faults| panic!("{}", study::render(&faults, path)));
    let loaded = load::load(&plan);
    loaded.map_or_else(|faults| faults.to_string(), |_| String::new())
}

/// The analysis with an id.
pub fn analysis<'a>(findings: &'a Findings, id: &str) -> &'a Analysis {
    let found = findings.analyses.iter().find(|a| a.id == id);
    found.unwrap_or_else(|| panic!("no analysis {id}"))
}

/// The weekly shares of an analysis.
pub fn weekly_share<'a>(findings: &'a Findings, id: &str) -> &'a WeeklyShare {
    match &analysis(findings, id).result {
        AnalysisResult::WeeklyShare(result) => result,
        other => panic!("{id} is no weekly share: {other:?}"),
    }
}

/// The times to an event of an analysis.
pub fn time_to_event<'a>(findings: &'a Findings, id: &str) -> &'a TimeToEvent {
    match &analysis(findings, id).result {
        AnalysisResult::TimeToEvent(result) => result,
        other => panic!("{id} is no time to event: {other:?}"),
    }
}

/// The findings of an example's study on data made from its population files with a seed.
pub fn run_example(name: &str, files: &[&str], seed: u64) -> Findings {
    let folder = Workdir::new();
    for file in files {
        let path = Path::new("examples").join(name).join(file);
        let text = std::fs::read_to_string(&path).expect("the population file");
        let plan = virkning::simulate::Plan::read(&text, &path).unwrap_or_else(|f| panic!("{f:?}"));
        let data = folder.path().join("data");
        virkning::simulate::write(&plan.with_seed(seed), &data).expect("written");
    }
    let study = Path::new("examples").join(name).join("study.toml");
    let study = std::fs::read_to_string(study).expect("the study");
    run_study(&folder.file("study.toml", &study))
}
