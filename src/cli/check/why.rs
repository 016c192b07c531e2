//! Why a figure moved: data, study or seed, told by replaying one at a time; jointly, what only all together explain; the program
//! version, only when everything else is equal; and otherwise no guess.

use crate::published::{Move, told_difference};
use serde_json::Value;
use std::collections::HashMap;

/// Which inputs of two runs differ, by their manifests; `None` when a manifest does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Differences {
    pub data: Option<bool>,
    /// The study's text but for its seeds.
    pub study: Option<bool>,
    pub seed: Option<bool>,
    pub codes: Option<bool>,
    pub program: Option<bool>,
}

impl Differences {
    /// Compares two manifests.
    pub fn between(old: &Value, new: &Value) -> Differences {
        let differ = |key: &str| Some(old.get(key)? != new.get(key)?);
        let text = |manifest: &Value| Some(without_seeds(manifest.get("study_text")?.as_str()?));
        Differences {
            data: differ("inputs"),
            study: text(old).zip(text(new)).map(|(old, new)| old != new),
            seed: differ("seeds"),
            codes: differ("code_list"),
            program: differ("program"),
        }
    }

    /// One line: what is equal, what differs, what is not known.
    pub fn told(&self) -> String {
        let parts = self.all().map(|(name, differs)| match differs {
            Some(true) => format!("{name} differs"),
            Some(false) => format!("{name} equal"),
            None => format!("{name} not known"),
        });
        parts.join(", ")
    }

    fn all(&self) -> [(&'static str, Option<bool>); 5] {
        [
            ("data", self.data),
            ("study", self.study),
            ("seed", self.seed),
            ("code list", self.codes),
            ("program", self.program),
        ]
    }

    /// The one input that differs, when all others are known to be equal.
    fn only(&self) -> Option<&'static str> {
        let all = self.all();
        let mut differing = all.iter().filter(|(_, differs)| *differs == Some(true));
        let first = differing.next()?;
        let known = all.iter().all(|(_, differs)| differs.is_some());
        (known && differing.next().is_none()).then_some(first.0)
    }
}

/// A study's text with every `seed = N` made alike.
fn without_seeds(text: &str) -> String {
    let mut parts = text.split("seed");
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let value = part.trim_start().strip_prefix('=').map(str::trim_start);
        let rest = value.map(|v| v.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_'));
        out.push_str("seed");
        out.push_str(match (value, rest) {
            (Some(value), Some(rest)) if rest.len() < value.len() => rest,
            _ => part,
        });
    }
    out
}

/// The figures of a replay, by address.
pub type Figures = HashMap<String, f64>;

/// The new run with one thing taken back to what it was.
#[derive(Default)]
pub struct Replays {
    /// The cause, and the run with only that taken back.
    pub single: Vec<(&'static str, Figures)>,
    /// Everything that was supplied taken back at once.
    pub together: Option<Figures>,
}

/// Differences of sums below this share of a figure are none.
const SAME: f64 = 1e-9;

/// Why a figure moved, in a few words.
pub fn why(moved: &Move, differences: &Differences, replays: &Replays) -> String {
    if replays.single.is_empty() {
        return by_manifest(differences);
    }
    match moved.numbers {
        Some([old, new]) => by_replay(moved, old, new, replays),
        None => by_presence(moved, replays),
    }
}

/// A number that came or went: the one replay that undoes it.
fn by_presence(moved: &Move, replays: &Replays) -> String {
    let [before, now] = moved.there;
    let undoes = |figures: &Figures| figures.contains_key(&moved.figure) == before;
    let causes: Vec<&str> = replays
        .single
        .iter()
        .filter(|(_, figures)| undoes(figures))
        .map(|(cause, _)| *cause)
        .collect();
    match (before == now, causes.as_slice()) {
        (false, [only]) => only.to_string(),
        (false, []) if replays.together.as_ref().is_some_and(undoes) => "jointly".to_string(),
        _ => "not attributable".to_string(),
    }
}

fn by_manifest(differences: &Differences) -> String {
    match differences.only() {
        Some("program") => "program version".to_string(),
        Some(cause) => cause.to_string(),
        None => "not attributable".to_string(),
    }
}

fn by_replay(moved: &Move, old: f64, new: f64, replays: &Replays) -> String {
    let unknown = || "not attributable".to_string();
    let same = |a: f64, b: f64| (a - b).abs() <= SAME * old.abs().max(new.abs());
    let mut parts: Vec<(&str, f64)> = Vec::new();
    for (cause, figures) in &replays.single {
        match figures.get(&moved.figure) {
            Some(back) if same(*back, new) => {}
            Some(back) => parts.push((cause, new - back)),
            None => return unknown(),
        }
    }
    let rest = (new - old) - parts.iter().map(|(_, part)| part).sum::<f64>();
    let together = replays.together.as_ref().and_then(|f| f.get(&moved.figure));
    let explained = together.is_some_and(|back| same(*back, old));
    match (parts.as_slice(), same(rest, 0.0), explained) {
        ([(cause, _)], true, _) => return cause.to_string(),
        ([], _, true) => return "jointly".to_string(),
        ([], _, false) => return unknown(),
        (_, true, _) => {}
        (_, false, true) => parts.push(("jointly", rest)),
        (_, false, false) => parts.push(("not attributable", rest)),
    }
    let told = parts
        .iter()
        .map(|(cause, part)| format!("{cause} {}", told_difference(*part, moved.unit)));
    told.collect::<Vec<String>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Unit;
    use crate::published::Grade;
    use serde_json::json;

    fn moved(old: f64, new: f64) -> Move {
        Move {
            figure: "a / estimate".to_string(),
            old: String::new(),
            new: String::new(),
            numbers: Some([old, new]),
            there: [true, true],
            unit: Some(Unit::Weeks),
            grade: Grade::Interval,
            size: 1.0,
        }
    }

    fn figures(value: f64) -> Figures {
        HashMap::from([("a / estimate".to_string(), value)])
    }

    /// Old 10, new 16; with old data, with old study, with both.
    fn told(data: f64, study: f64, both: f64) -> String {
        let replays = Replays {
            single: vec![("data", figures(data)), ("study", figures(study))],
            together: Some(figures(both)),
        };
        why(&moved(10.0, 16.0), &Differences::default(), &replays)
    }

    #[test]
    fn a_move_that_one_replay_takes_back_whole_has_that_cause() {
        assert_eq!(told(10.0, 16.0, 10.0), "data");
        assert_eq!(told(16.0, 10.0, 10.0), "study");
    }

    #[test]
    fn a_move_is_parted_and_what_only_both_explain_is_joint() {
        assert_eq!(
            told(12.0, 14.0, 10.0),
            "data +4.0000 weeks, study +2.0000 weeks"
        );
        assert_eq!(
            told(13.0, 15.0, 10.0),
            "data +3.0000 weeks, study +1.0000 weeks, jointly +2.0000 weeks"
        );
        assert_eq!(told(16.0, 16.0, 10.0), "jointly");
    }

    #[test]
    fn what_no_replay_explains_is_not_guessed() {
        assert_eq!(told(16.0, 16.0, 11.0), "not attributable");
        assert_eq!(
            told(13.0, 16.0, 11.0),
            "data +3.0000 weeks, not attributable +3.0000 weeks"
        );
    }

    #[test]
    fn a_figure_that_came_has_the_cause_that_takes_it_away() {
        let came = Move {
            numbers: None,
            there: [false, true],
            ..moved(0.0, 0.0)
        };
        let told = |data: Figures, study: Figures| {
            let replays = Replays {
                single: vec![("data", data), ("study", study)],
                together: Some(Figures::new()),
            };
            why(&came, &Differences::default(), &replays)
        };
        assert_eq!(told(figures(1.0), Figures::new()), "study");
        assert_eq!(told(figures(1.0), figures(1.0)), "jointly");
        assert_eq!(told(Figures::new(), Figures::new()), "not attributable");
    }

    #[test]
    fn the_program_version_is_told_only_when_every_hash_is_equal() {
        let manifest = |data: &str, version: &str| {
            json!({
                "inputs": { "a.csv": data }, "study_text": "x", "seeds": {}, "code_list": [],
                "program": { "version": version },
            })
        };
        let told = |old: &Value, new: &Value| {
            let differences = Differences::between(old, new);
            why(&moved(1.0, 2.0), &differences, &Replays::default())
        };
        let first = manifest("1", "0.1");
        assert_eq!(told(&first, &manifest("1", "0.2")), "program version");
        assert_eq!(told(&first, &manifest("2", "0.1")), "data");
        assert_eq!(told(&first, &manifest("2", "0.2")), "not attributable");
        assert_eq!(told(&first, &first), "not attributable");
        assert_eq!(told(&json!({}), &first), "not attributable");
    }

    #[test]
    fn a_study_that_differs_only_in_its_seed_differs_in_its_seed() {
        let manifest = |seed: u32, text: &str| {
            json!({
                "inputs": {}, "study_text": format!("errors = {{ seed = {seed} }}{text}"),
                "seeds": { "a": seed }, "code_list": [], "program": {},
            })
        };
        let between = |a, b| Differences::between(&a, &b);
        let only = between(manifest(1, ""), manifest(2, ""));
        assert_eq!((only.study, only.seed), (Some(false), Some(true)));
        let both = between(manifest(1, ""), manifest(2, " more"));
        assert_eq!((both.study, both.seed), (Some(true), Some(true)));
    }
}
