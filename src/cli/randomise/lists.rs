//! The lists of a draw: who is on them, and who was drawn before. A fault names the row, never the person.

use crate::randomise::Listed;
use crate::register::fault::Rule;
use crate::register::source::SourceFile;
use crate::register::{self, Faults, Records};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn open(path: &Path) -> Result<Records, Faults> {
    register::read_records(&SourceFile::new(path, path.display().to_string()))
}

/// Reads the persons of a list.
///
/// # Errors
/// Blank keys, keys that stand twice, keys like CPR numbers, strata that are missing or blank.
pub fn read(path: &Path, strata: &[String], allow_cpr: bool) -> Result<Vec<Listed>, Faults> {
    let records = open(path)?;
    register::check_keys(&records, allow_cpr)?;
    let keys = records.need("person_id")?;
    let mut faults = Faults::default();
    let mut list = Vec::with_capacity(records.len());
    for row in 0..records.len() {
        let mut stratum = Vec::with_capacity(strata.len());
        for name in strata {
            let value = records.need(name)?.word(row);
            if value.is_empty() {
                let what = || "the stratum is blank".to_string();
                faults.add(Rule::NotAWord, records.at(row, name), what);
            }
            stratum.push(value.to_string());
        }
        list.push(Listed {
            id: keys.word(row).to_string(),
            stratum,
        });
    }
    match faults.is_empty() {
        true => Ok(list),
        false => Err(faults),
    }
}

/// Persons of earlier draws.
pub struct Before(Vec<String>);

impl Before {
    /// How many were drawn to an arm.
    pub fn in_arm(&self, arm: &str) -> usize {
        self.0.iter().filter(|a| *a == arm).count()
    }
}

/// Reads earlier allocations; nobody of the list may be in them.
///
/// # Errors
/// Every person of the list who was drawn before, by row of the list.
pub fn previous(paths: &[PathBuf], list: &[Listed], shown: &Path) -> Result<Before, Faults> {
    let mut arms = Vec::new();
    let mut drawn: BTreeMap<String, String> = BTreeMap::new();
    for path in paths {
        for (id, arm) in allocation(path)? {
            drawn.insert(id, path.display().to_string());
            arms.push(arm);
        }
    }
    let records = open(shown)?;
    let mut faults = Faults::default();
    for (row, person) in list.iter().enumerate() {
        if let Some(file) = drawn.get(&person.id) {
            let what = || format!("the person was drawn before, in `{file}`");
            faults.add(Rule::DrawnBefore, records.at(row, "person_id"), what);
        }
    }
    match faults.is_empty() {
        true => Ok(Before(arms)),
        false => Err(faults),
    }
}

/// Keys and arms of an allocation: `assigned_arm`, or `arm`.
fn allocation(path: &Path) -> Result<Vec<(String, String)>, Faults> {
    let records = open(path)?;
    let keys = records.need("person_id")?;
    let arms = match records.find("assigned_arm") {
        Some(arms) => arms,
        None => records.need("arm")?,
    };
    let pair = |row: usize| (keys.word(row).to_string(), arms.word(row).to_string());
    Ok((0..records.len()).map(pair).collect())
}

/// How an allocation differs from the one that was drawn: by number, never by person.
///
/// # Errors
/// The file cannot be read.
pub fn other_arms(path: &Path, list: &[Listed], arms: &[String]) -> Result<Option<String>, Faults> {
    let told: BTreeMap<String, String> = allocation(path)?.into_iter().collect();
    let pairs = || list.iter().zip(arms);
    let missing = pairs().filter(|(p, _)| !told.contains_key(&p.id)).count();
    let moved = pairs()
        .filter(|(p, arm)| told.get(&p.id).is_some_and(|a| a != *arm))
        .count();
    let strangers = (told.len() + missing).saturating_sub(list.len());
    if missing + moved + strangers == 0 {
        return Ok(None);
    }
    let file = path.display();
    Ok(Some(format!(
        "`{file}`: {moved} persons stand in another arm, {missing} are missing, {strangers} were not drawn"
    )))
}

/// A line of CSV.
pub fn line(cells: &[String]) -> String {
    let quoted = |cell: &String| match cell.contains([',', '"', '\n', '\r', ';']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    let cells: Vec<String> = cells.iter().map(quoted).collect();
    format!("{}\n", cells.join(","))
}
