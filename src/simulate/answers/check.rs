//! What must hold in a population file of answers beyond its form.

use super::spec::{Among, Answers, Progression, Spec, Who, Word};
use crate::simulate::model::KeyFault;
use std::collections::{BTreeMap, BTreeSet};

/// Every fault: a dotted key and what is wrong with it, to follow the key in a sentence.
pub fn faults(spec: &Spec) -> Vec<KeyFault> {
    let mut found = Faults(Vec::new());
    found.outputs(spec);
    let groups = found.groups(spec);
    let mut told = BTreeSet::new();
    for (at, answers) in spec.answers.iter().enumerate() {
        let before = &spec.answers[..at];
        found.answers(
            &format!("answers.{at}"),
            (answers, before),
            &groups,
            &mut told,
        );
    }
    for (at, progression) in spec.progression.iter().enumerate() {
        found.progression(&format!("progression.{at}"), progression);
    }
    found.0
}

struct Faults(Vec<KeyFault>);

impl Faults {
    fn add(&mut self, key: impl Into<String>, message: impl Into<String>) {
        self.0.push((key.into(), message.into()));
    }

    fn outputs(&mut self, spec: &Spec) {
        let output = &spec.output;
        for (key, file, used) in [
            ("survey", &output.survey, !spec.answers.is_empty()),
            (
                "progression",
                &output.progression,
                !spec.progression.is_empty(),
            ),
        ] {
            let key = format!("output.{key}");
            match file {
                None if used => self.add("output", format!("needs a name for `{key}`")),
                Some(name) if !(name.ends_with(".csv") || name.ends_with(".csv.gz")) => {
                    let message = format!("is `{name}`; the name must end in .csv or .csv.gz");
                    self.add(key, message);
                }
                Some(_) if !used => self.add(key, "names a table that has no rows"),
                _ => {}
            }
        }
    }

    fn groups<'a>(&mut self, spec: &'a Spec) -> BTreeMap<Who<'a>, usize> {
        let mut groups = BTreeMap::new();
        for (at, group) in spec.respondents.iter().enumerate() {
            for (site, n) in &group.n {
                let who = (group.wave.as_str(), group.role.as_str(), site.as_str());
                if groups.insert(who, *n).is_some() {
                    let message = "tells of respondents that were told of before";
                    self.add(format!("respondents.{at}.n.{site}"), message);
                }
            }
        }
        groups
    }

    fn answers<'a>(
        &mut self,
        key: &str,
        (answers, before): (&'a Answers, &'a [Answers]),
        groups: &BTreeMap<Who<'a>, usize>,
        told: &mut BTreeSet<(Who<'a>, &'a str)>,
    ) {
        if answers.items.is_empty() || answers.values.iter().any(|v| v.words().is_empty()) {
            return self.add(key, "needs at least one item, and no empty list of answers");
        }
        if !(0.0..=1.0).contains(&answers.spread) {
            let message = format!("is {}; a share lies from 0 to 1", answers.spread);
            self.add(format!("{key}.spread"), message);
        }
        for (site, counts) in &answers.counts {
            if counts.len() != answers.values.len() {
                let (have, want) = (counts.len(), answers.values.len());
                let message = format!("has {have} counts for {want} values");
                self.add(format!("{key}.counts.{site}"), message);
            }
        }
        self.sums(key, answers);
        if let Some(among) = &answers.among
            && !before.iter().any(|b| answered_alone(b, answers, among))
        {
            let message = format!(
                "needs item `{}` told of before with each of these answers by itself",
                among.item
            );
            return self.add(format!("{key}.among"), message);
        }
        for (table, site, n) in sizes(answers) {
            let who = (answers.wave.as_str(), answers.role.as_str(), site);
            let place = format!("{key}.{table}.{site}");
            let asked = |all: &usize| match &answers.among {
                Some(among) => gave(before, answers, among, site),
                None => *all,
            };
            let most = groups.get(&who).map(|all| asked(all) * answers.items.len());
            match most {
                None => self.add(place, "has no respondents in this wave and role"),
                Some(most) if n > most => {
                    let message =
                        format!("has {n} answers; its respondents can give {most} to these items");
                    self.add(place, message);
                }
                Some(_) => {}
            }
            for item in &answers.items {
                if !told.insert((who, item)) {
                    let message = format!("answers item `{item}`, which was answered before");
                    self.add(format!("{key}.{table}.{site}"), message);
                }
            }
        }
    }

    fn sums(&mut self, key: &str, answers: &Answers) {
        if answers.sums.is_empty() {
            return;
        }
        let Some((low, high)) = answers.scale() else {
            return self.add(
                format!("{key}.values"),
                "must be whole numbers in a row for `sums`",
            );
        };
        for (site, [n, sum]) in &answers.sums {
            if *n < 0 || *sum < n * low || *sum > n * high {
                let message =
                    format!("is [{n}, {sum}]; {n} answers from {low} to {high} cannot sum to that");
                self.add(format!("{key}.sums.{site}"), message);
            }
        }
    }

    fn progression(&mut self, key: &str, progression: &Progression) {
        for (at, path) in progression.paths.iter().enumerate() {
            let (have, want) = (path.answers.len(), progression.times.len());
            if have != want {
                let message = format!("has {have} answers for {want} times");
                self.add(format!("{key}.paths.{at}.answers"), message);
            }
        }
    }
}

/// Whether `before` tells exactly how many of the same wave and role gave each of the answers.
fn answered_alone(before: &Answers, answers: &Answers, among: &Among) -> bool {
    let alone = |word: &Word| before.values.iter().any(|v| v.words() == [word.clone()]);
    before.wave == answers.wave
        && before.role == answers.role
        && before.items == [among.item.clone()]
        && among.values.iter().all(alone)
}

/// How many of a site gave one of the answers before.
fn gave(before: &[Answers], answers: &Answers, among: &Among, site: &str) -> usize {
    let blocks = before.iter().filter(|b| answered_alone(b, answers, among));
    let of_block = |block: &Answers| {
        let counts = block.by_site().into_iter().find(|(s, _)| *s == site);
        let counts = counts.map_or(Vec::new(), |(_, counts)| counts);
        let values = block.values.iter().zip(counts);
        let asked = values.filter(|(v, _)| v.words().iter().all(|w| among.values.contains(w)));
        asked.map(|(_, n)| n).sum::<usize>()
    };
    blocks.map(of_block).sum()
}

/// The sites of both tables with the number of answers.
fn sizes(answers: &Answers) -> impl Iterator<Item = (&'static str, &str, usize)> {
    let counts = answers
        .counts
        .iter()
        .map(|(site, c)| ("counts", site.as_str(), c.iter().sum()));
    let sums = answers.sums.iter().map(|(site, [n, _])| {
        let n = usize::try_from(*n).unwrap_or(0);
        ("sums", site.as_str(), n)
    });
    counts.chain(sums)
}
