//! A register of resource courses as a kind of population.

use super::spec::{Layout, Spec};
use super::{check, generate, truth};
use crate::register::schema::Extract;
use crate::register::write::{self, Form};
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

    fn scale(&self) -> f64 {
        self.scale
    }

    fn set_persons(&mut self, persons: usize) {
        let now = self.persons().max(1);
        self.scale *= persons as f64 / now as f64;
    }

    fn extract(&self) -> Option<Extract> {
        Some(generate(self).1)
    }

    fn write(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let (_, extract) = generate(self);
        let output = &self.output;
        let [weekly, hours, persons] =
            [&output.weekly, &output.hours, &output.persons].map(|name| folder.join(name));
        write::weekly(&extract, output.layout.into(), &weekly)?;
        write::hours(&extract, &hours)?;
        write::persons(&extract, &persons)?;
        Ok(vec![weekly, hours, persons])
    }

    fn truth(&self, fingerprint: &str) -> Value {
        truth::state(self, fingerprint)
    }

    fn truth_file(&self) -> &str {
        &self.output.truth
    }
}

impl From<Layout> for Form {
    fn from(layout: Layout) -> Form {
        match layout {
            Layout::Long => Form::Long,
            Layout::Spells => Form::Spells,
            Layout::Wide => Form::Wide,
        }
    }
}
