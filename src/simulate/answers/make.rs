//! From counts to rows.

use super::spec::{Among, Answers, Progression, Spec, Who, Word};
use crate::simulate::draws::Draws;
use crate::simulate::model::MadeTable;
use std::collections::{BTreeMap, BTreeSet};

/// Purposes of draws.
const KEYS: u32 = 1;
const DEALT: u32 = 2;
const PATHS: u32 = 3;

/// The answers to surveys.
pub fn survey(spec: &Spec, file: &str) -> MadeTable {
    let respondents = respondents(spec);
    let mut rows: Vec<(usize, usize, Vec<String>)> = Vec::new();
    let mut part = 0;
    for (order, answers) in spec.answers.iter().enumerate() {
        for (site, counts) in answers.by_site() {
            let who = (answers.wave.as_str(), answers.role.as_str(), site);
            let mut keys = respondents.get(&who).cloned().unwrap_or_default();
            if let Some(among) = &answers.among {
                let asked = asked(among, &rows);
                keys.retain(|key| asked.contains(key));
            }
            let mut draws = Draws::new(spec.seed, DEALT, part);
            part += 1;
            for (at, value) in dealt(answers, &counts, &mut draws).into_iter().enumerate() {
                let (item, place) = (at % answers.items.len(), at / answers.items.len());
                let key = keys[place];
                let [wave, role, site] = [who.0, who.1, who.2].map(str::to_string);
                let id = format!("r{key:05}");
                let item_name = answers.items[item].clone();
                let cells = vec![id, role, site, wave, item_name, value];
                rows.push((key, order * 64 + item, cells));
            }
        }
    }
    rows.sort_by_key(|(key, order, _)| (*key, *order));
    MadeTable {
        file: file.to_string(),
        columns: vec!["respondent_id", "role", "site", "wave", "item", "value"],
        rows: rows.into_iter().map(|(.., cells)| cells).collect(),
    }
}

/// The keys of those who gave one of the answers before.
fn asked(among: &Among, rows: &[(usize, usize, Vec<String>)]) -> BTreeSet<usize> {
    let values: Vec<String> = among.values.iter().map(Word::to_string).collect();
    let [item, value] = [4, 5];
    rows.iter()
        .filter(|(.., cells)| cells[item] == among.item && values.contains(&cells[value]))
        .map(|(key, ..)| *key)
        .collect()
}

/// The keys of each group, drawn so that a key tells nothing of its group.
fn respondents(spec: &Spec) -> BTreeMap<Who<'_>, Vec<usize>> {
    let all: usize = spec.groups().map(|(_, n)| n).sum();
    let mut keys: Vec<usize> = (1..=all).collect();
    Draws::new(spec.seed, KEYS, 0).shuffle(&mut keys);
    let mut left = keys.into_iter();
    let group = |(who, n)| (who, left.by_ref().take(n).collect());
    spec.groups().map(group).collect()
}

/// The answers of one site in random order; answers that share a count take turns.
fn dealt(answers: &Answers, counts: &[usize], draws: &mut Draws) -> Vec<String> {
    let mut dealt = Vec::new();
    for (value, count) in answers.values.iter().zip(counts) {
        let words = value.words();
        dealt.extend((0..*count).map(|i| words[i % words.len()].to_string()));
    }
    draws.shuffle(&mut dealt);
    dealt
}

/// The answers of persons over time.
pub fn progression(spec: &Spec, file: &str) -> MadeTable {
    let most = |p: &Progression| p.paths.iter().map(|path| path.persons).sum::<usize>();
    let all = spec.progression.iter().map(most).max().unwrap_or(0);
    let mut rows: Vec<(usize, usize, Vec<String>)> = Vec::new();
    for (order, progression) in spec.progression.iter().enumerate() {
        let mut keys: Vec<usize> = (1..=all).collect();
        Draws::new(spec.seed, PATHS, order as u64).shuffle(&mut keys);
        let mut left = keys.into_iter();
        for path in &progression.paths {
            for key in left.by_ref().take(path.persons) {
                for (time, answer) in progression.times.iter().zip(&path.answers) {
                    let answer = answer.to_string();
                    if answer.is_empty() {
                        continue;
                    }
                    let id = format!("p{key:05}");
                    let cells = vec![id, time.to_string(), progression.item.clone(), answer];
                    rows.push((key, order, cells));
                }
            }
        }
    }
    rows.sort_by_key(|(key, order, _)| (*key, *order));
    MadeTable {
        file: file.to_string(),
        columns: vec!["person_id", "time", "item", "value"],
        rows: rows.into_iter().map(|(.., cells)| cells).collect(),
    }
}
