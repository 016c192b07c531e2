//! Answers to surveys and of persons over time, with exactly the counts of the population file.
//!
//! Nothing is drawn but who gives which answer: any seed gives the same counts.

mod check;
mod make;
mod spec;

#[cfg(test)]
mod tests;

use super::model::{MadeTable, Model, Unread, checked};
use serde_json::{Map, Value, json};
use spec::{Answers, Progression, Spec};
use std::io;
use std::path::{Path, PathBuf};

/// Reads and checks a population file of this kind.
pub(super) fn read(text: &str) -> Result<Box<dyn Model>, Unread> {
    checked(text, check::faults)
}

impl Spec {
    fn tables(&self) -> Vec<MadeTable> {
        let output = &self.output;
        let survey = output.survey.as_ref().map(|f| make::survey(self, f));
        let progression = output.progression.as_ref();
        let progression = progression.map(|f| make::progression(self, f));
        survey.into_iter().chain(progression).collect()
    }
}

impl Model for Spec {
    fn seed(&self) -> u64 {
        self.seed
    }

    fn set_seed(&mut self, seed: u64) {
        self.seed = seed;
    }

    fn write(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.tables().iter().map(|t| t.write(folder)).collect()
    }

    fn truth(&self, fingerprint: &str) -> Value {
        json!({
            "plan": fingerprint,
            "seed": self.seed,
            "respondents": self.groups().map(|(_, n)| n).sum::<usize>(),
            "survey": self.answers.iter().map(answers_told).collect::<Vec<_>>(),
            "progression": self.progression.iter().map(progression_told).collect::<Vec<_>>(),
        })
    }

    fn truth_file(&self) -> &str {
        &self.output.truth
    }
}

fn answers_told(answers: &Answers) -> Value {
    let words = |value: &spec::OneOrMany| {
        let words: Vec<String> = value.words().iter().map(ToString::to_string).collect();
        words.join(" or ")
    };
    let sites: Map<String, Value> = answers
        .by_site()
        .into_iter()
        .map(|(site, counts)| (site.to_string(), json!(counts)))
        .collect();
    json!({
        "wave": answers.wave,
        "role": answers.role,
        "items": answers.items,
        "among": answers.among.as_ref().map(|a| {
            let words: Vec<String> = a.values.iter().map(ToString::to_string).collect();
            json!({ "item": a.item, "values": words })
        }),
        "values": answers.values.iter().map(words).collect::<Vec<_>>(),
        "counts": sites,
    })
}

fn progression_told(progression: &Progression) -> Value {
    let change = |path: &spec::Path| {
        let words: Vec<String> = path.answers.iter().map(ToString::to_string).collect();
        json!({ "answers": words, "persons": path.persons })
    };
    json!({
        "item": progression.item,
        "paths": progression.paths.iter().map(change).collect::<Vec<_>>(),
    })
}
