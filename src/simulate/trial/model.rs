//! A trial as a kind of population.

use super::spec::Spec;
use super::{check, generate, tables, truth};
use crate::simulate::model::{Model, Unread, checked};
use serde_json::Value;
use std::io;
use std::path::{Path, PathBuf};

/// Reads and checks a population file of this kind.
pub fn read(text: &str) -> Result<Box<dyn Model>, Unread> {
    checked(text, check::faults)
}

impl Model for Spec {
    fn seed(&self) -> u64 {
        self.seed
    }

    fn set_seed(&mut self, seed: u64) {
        self.seed = seed;
    }

    fn write(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let people = generate(self);
        let tables = tables::of(self, &people);
        tables.iter().map(|table| table.write(folder)).collect()
    }

    fn truth(&self, fingerprint: &str) -> Value {
        truth::state(self, fingerprint)
    }

    fn truth_file(&self) -> &str {
        &self.output.truth
    }
}
