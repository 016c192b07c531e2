//! What every kind of made-up population can do; a kind is one line in `KINDS` and a folder beside this file.

use super::{answers, jobfirst, referral, resource_course, scheme, trial};
use crate::files;
use crate::register::schema::Extract;
use crate::register::write;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};

/// A checked population file of one kind.
pub(super) trait Model: Debug + Send + Sync {
    fn seed(&self) -> u64;

    /// Another seed than the file's.
    fn set_seed(&mut self, seed: u64);

    /// Factor on all numbers of persons, 1 as in the file.
    fn scale(&self) -> f64 {
        1.0
    }

    /// About this many persons in all. A kind with exact counts has one size and stays as it is.
    fn set_persons(&mut self, _persons: usize) {}

    /// The register in memory, for kinds that make one.
    fn extract(&self) -> Option<Extract> {
        None
    }

    /// Writes the files; their names as they lie in the folder.
    fn write(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// What the data are made to show.
    fn truth(&self, fingerprint: &str) -> Value;

    /// The file the truth is stated in.
    fn truth_file(&self) -> &str;
}

/// A fault of a population file: the dotted key it stands at and what is wrong.
pub(super) type KeyFault = (String, String);

/// Why a text is no population of its kind.
pub(super) enum Unread {
    Toml(toml::de::Error),
    Faults(Vec<KeyFault>),
}

/// Reads the text of one kind and looks for its faults.
pub(super) fn checked<S: Model + DeserializeOwned + 'static>(
    text: &str,
    faults: impl Fn(&S) -> Vec<KeyFault>,
) -> Result<Box<dyn Model>, Unread> {
    let spec: S = toml::from_str(text).map_err(Unread::Toml)?;
    let found = faults(&spec);
    match found.is_empty() {
        true => Ok(Box::new(spec)),
        false => Err(Unread::Faults(found)),
    }
}

type Read = fn(&str) -> Result<Box<dyn Model>, Unread>;

/// Every kind and how its file is read.
pub(super) const KINDS: [(&str, Read); 6] = [
    ("answers", answers::read),
    ("jobfirst", jobfirst::read),
    ("referral", referral::read),
    ("resource-course", resource_course::read),
    ("scheme", scheme::read),
    ("trial", trial::read),
];

/// A table of records as it is written: a file name, its columns and its rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MadeTable {
    pub file: String,
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

impl MadeTable {
    /// Writes the table into a folder.
    pub fn write(&self, folder: &Path) -> io::Result<PathBuf> {
        let path = folder.join(&self.file);
        write::records(&self.columns, &self.rows, &path)?;
        Ok(path)
    }
}

/// Writes the statement of the truth.
pub(super) fn write_truth(
    model: &dyn Model,
    fingerprint: &str,
    folder: &Path,
) -> io::Result<PathBuf> {
    let path = folder.join(model.truth_file());
    let mut text = serde_json::to_string_pretty(&model.truth(fingerprint))?;
    text.push('\n');
    files::write(&path, text.as_bytes())?;
    Ok(path)
}
