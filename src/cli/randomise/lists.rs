//! The lists of a draw: who is on them, and who was drawn before. A fault names the row, never the person.

use crate::randomise::{Audit, Listed};
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

/// Reads earlier allocations; nobody of the list may be in them. `names` are the arms of this draw, where the earlier must have the same.
///
/// # Errors
/// Every row of an earlier allocation that cannot be counted, and every person of the list who was drawn before, by row of the list.
pub fn previous(
    paths: &[PathBuf],
    names: Option<&[String]>,
    list: &[Listed],
    shown: &Path,
) -> Result<Before, Faults> {
    let mut arms = Vec::new();
    let mut drawn: BTreeMap<String, String> = BTreeMap::new();
    for path in paths {
        let records = open(path)?;
        let column = arm_column(&records);
        if let Some(names) = names {
            register::check_arm_words(&records, column, &[("arms", names)])?;
        }
        for (id, arm) in allocation(&records)? {
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

/// The column that tells the arms of an allocation.
fn arm_column(records: &Records) -> &'static str {
    match records.find("assigned_arm") {
        Some(_) => "assigned_arm",
        None => "arm",
    }
}

/// Keys and arms of an allocation: `assigned_arm`, or `arm`. No key is blank or stands twice.
fn allocation(records: &Records) -> Result<Vec<(String, String)>, Faults> {
    // The list has been asked for keys like CPR numbers.
    register::check_keys(records, true)?;
    let keys = records.need("person_id")?;
    let arms = records.need(arm_column(records))?;
    let pair = |row: usize| (keys.word(row).to_string(), arms.word(row).to_string());
    Ok((0..records.len()).map(pair).collect())
}

/// How an allocation differs from the one that was drawn: by number, never by person.
///
/// # Errors
/// The file cannot be read, or is no allocation.
pub fn differs(
    path: &Path,
    audit: &Audit,
    list: &[Listed],
    arms: &[String],
) -> Result<Vec<String>, Faults> {
    let records = open(path)?;
    let told: BTreeMap<String, String> = allocation(&records)?.into_iter().collect();
    let pairs = || list.iter().zip(arms);
    let missing = pairs().filter(|(p, _)| !told.contains_key(&p.id)).count();
    let moved = pairs()
        .filter(|(p, arm)| told.get(&p.id).is_some_and(|a| a != *arm))
        .count();
    let strangers = (told.len() + missing).saturating_sub(list.len());
    let file = path.display();
    let mut differs = Vec::new();
    if missing + moved + strangers > 0 {
        differs.push(format!(
            "`{file}`: {moved} persons stand in another arm, {missing} are missing, {strangers} were not drawn"
        ));
    }
    if let Some(date) = &audit.date {
        let dates = records.dates("date")?;
        let other = dates
            .iter()
            .filter(|d| d.is_none_or(|d| d.to_string() != *date));
        let other = other.count();
        if other > 0 {
            differs.push(format!(
                "`{file}`: {other} persons have another date than {date}"
            ));
        }
    }
    Ok(differs)
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
