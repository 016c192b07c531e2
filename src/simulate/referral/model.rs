//! A register of referrals as a kind of population.

use super::people::{Person, sites};
use super::spec::Spec;
use super::{check, contacts, paint, people, shares};
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

/// Everyone, with all that is planned.
pub(super) fn planned(spec: &Spec) -> Vec<Person> {
    let mut persons = people::persons(spec);
    contacts::plan(spec, &mut persons);
    persons
}

impl Model for Spec {
    fn seed(&self) -> u64 {
        self.seed
    }

    fn set_seed(&mut self, seed: u64) {
        self.seed = seed;
    }

    fn extract(&self) -> Option<Extract> {
        Some(paint::extract(self, &planned(self)))
    }

    fn write(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let persons = planned(self);
        let extract = paint::extract(self, &persons);
        let output = &self.output;
        let [weekly, hours, table] =
            [&output.weekly, &output.hours, &output.persons].map(|name| folder.join(name));
        write::weekly(&extract, Form::Spells, &weekly)?;
        write::hours(&extract, &hours)?;
        write::persons(&extract, &table)?;
        let enrolment = paint::enrolment(self, &persons).write(folder)?;
        Ok(vec![weekly, hours, table, enrolment])
    }

    fn truth(&self, fingerprint: &str) -> Value {
        let sites = sites(self);
        let criterion = &self.criterion;
        let shares = shares::planned(self).into_iter();
        let shares = shares.map(|p| (p.site.to_string(), json!((1e4 * p.share).round() / 1e4)));
        let fidelity = criterion.fidelity.iter();
        let fidelity = fidelity.map(|(code, level)| (code.to_string(), json!(level)));
        json!({
            "fingerprint": fingerprint,
            "schema": self.schema,
            "kind": self.kind,
            "seed": self.seed,
            "municipalities": sites.len(),
            "municipalities_below_the_criterion": criterion.below.len(),
            "share_with_contact_planned": shares.collect::<Value>(),
            "share_falls_as_group_1_grows_tenfold": criterion.fall,
            "share_rises_with_a_point_of_fidelity": criterion.pull,
            "share_strays_by_at_most": criterion.spread,
            "fidelity": fidelity.collect::<Value>(),
            "unreferred_of_the_target_group": self.groups.unreferred,
            "first_referred_to_group_1": sites.iter().map(|(code, n)| (code.to_string(), json!(n))).collect::<Value>(),
            "group_1_contact": self.results.contact,
            "group_1_employed_off_benefit": self.results.employed,
            "group_2_clarified": self.results.clarified,
            "invented": "which municipalities take part, their numbers, their fidelity and shares, how strongly these go together, and which of them miss the criterion",
        })
    }

    fn truth_file(&self) -> &str {
        &self.output.truth
    }
}
