//! A register of a scheme as a kind of population.

use super::spec::Spec;
use super::{aggregates, check, courses, offers, paint};
use crate::register::schema::Extract;
use crate::register::write::{self, Form};
use crate::simulate::model::{Model, Unread, checked};
use serde_json::{Value, json};
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

    fn extract(&self) -> Option<Extract> {
        let persons = courses::persons(self);
        let weeks = offers::weeks(self, &persons);
        Some(paint::extract(self, &persons, &weeks))
    }

    fn write(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let persons = courses::persons(self);
        let weeks = offers::weeks(self, &persons);
        let extract = paint::extract(self, &persons, &weeks);
        let output = &self.output;
        let [weekly, hours, table] =
            [&output.weekly, &output.hours, &output.persons].map(|name| folder.join(name));
        write::weekly(&extract, Form::Spells, &weekly)?;
        write::hours(&extract, &hours)?;
        write::persons(&extract, &table)?;
        let aggregates = aggregates::table(self).write(folder)?;
        Ok(vec![weekly, hours, table, aggregates])
    }

    fn truth(&self, fingerprint: &str) -> Value {
        let counts = |rows: Vec<(&String, usize)>| -> Value {
            rows.into_iter()
                .map(|(name, n)| (name.clone(), json!(n)))
                .collect()
        };
        json!({
            "fingerprint": fingerprint,
            "schema": self.schema,
            "kind": self.kind,
            "seed": self.seed,
            "started": self.course.started,
            "ended": self.course.ended,
            "destinations": counts(self.destinations.iter().map(|d| (&d.name, d.persons)).collect()),
            "origins_of_ended": counts(self.origins.iter().map(|o| (&o.name, o.persons)).collect()),
            "passive": self.offers.passive_at.iter()
                .map(|k| json!({ "week": k, "share": self.offers.passive.at(f64::from(*k)) }))
                .collect::<Value>(),
            "company_now": { "week": self.register.as_of.to_string(), "share": self.offers.company_now },
            "invented": "the levels of the aggregates, the ages, the lengths, the municipalities and the shares between the printed weeks",
        })
    }

    fn truth_file(&self) -> &str {
        &self.output.truth
    }
}
