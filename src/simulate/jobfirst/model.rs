//! The trial as a kind of population.

use super::paint::{extract, key};
use super::people::{Person, Unmet, draw};
use super::spec::Spec;
use super::{check, reports, talks, truth};
use crate::register::write::{self, Form};
use crate::simulate::model::{MadeTable, Model, Unread, checked};
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
        let people = draw(self).map_err(unmet)?;
        let register = extract(self, &people);
        let [weekly, hours, persons] =
            ["weekly.parquet", "hours.parquet", "persons.csv"].map(|name| folder.join(name));
        write::weekly(&register, Form::Spells, &weekly)?;
        write::hours(&register, &hours)?;
        write::persons(&register, &persons)?;
        let mut written = vec![weekly, hours, persons];
        let tables = [
            enrolment(self, &people),
            talks::table(self, &people),
            reports::table(self, &people),
        ];
        for table in tables {
            written.push(table.write(folder)?);
        }
        Ok(written)
    }

    fn truth(&self, fingerprint: &str) -> Value {
        truth::state(self, fingerprint)
    }

    fn truth_file(&self) -> &str {
        "jobfirst-truth.json"
    }
}

fn unmet(Unmet(cell, what): Unmet) -> io::Error {
    let message =
        format!("`cell.{cell}.{what}` cannot be met: no such numbers fit beside the others");
    io::Error::new(io::ErrorKind::InvalidInput, message)
}

/// The lottery's own table.
fn enrolment(spec: &Spec, people: &[Person]) -> MadeTable {
    let row = |(i, p): (usize, &Person)| {
        let cells = [
            &key(i + 1),
            &p.referred.to_string(),
            p.arm.word(),
            p.target_group.word(),
            &spec.sites[p.site].municipality.to_string(),
            p.match_group,
        ];
        cells.map(str::to_string).to_vec()
    };
    MadeTable {
        file: "enrolment.csv".to_string(),
        columns: vec![
            "person_id",
            "date",
            "arm",
            "target_group",
            "site",
            "match_group",
        ],
        rows: people.iter().enumerate().map(row).collect(),
    }
}
