//! Why a figure moved: data, study, seed or code list, told by replaying one at a time; jointly, what only all together explain; the
//! program version, only when everything else is equal; and otherwise no guess.

use crate::published::{Figures, Move, NOT_THERE, Replayed, told_difference};
use serde_json::Value;

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
        let data = |manifest: &Value| Some(hashes(manifest.get("inputs")?.as_object()?));
        let text = |manifest: &Value| Some(without_seeds(manifest.get("study_text")?.as_str()?));
        Differences {
            data: data(old).zip(data(new)).map(|(old, new)| old != new),
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

    /// The one thing that differs, when all others are known to be equal.
    pub fn only(&self) -> Option<&'static str> {
        let all = self.all();
        let mut differing = all.iter().filter(|(_, differs)| *differs == Some(true));
        let first = differing.next()?;
        let known = all.iter().all(|(_, differs)| differs.is_some());
        (known && differing.next().is_none()).then_some(first.0)
    }
}

/// The hashes of the data: a file that only has another name is the same data.
fn hashes(inputs: &serde_json::Map<String, Value>) -> Vec<String> {
    let mut hashes: Vec<String> = inputs.values().map(Value::to_string).collect();
    hashes.sort_unstable();
    hashes
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

/// The new run with one thing taken back to what it was.
#[derive(Default)]
pub struct Replays {
    /// The cause, and the run with only that taken back.
    pub single: Vec<(&'static str, Figures)>,
    /// What makes no run when it is taken back, and why: a sentence each.
    pub failed: Vec<String>,
    /// Everything that is old and known taken back at once; `None` when there is no such thing, or it makes no run.
    pub together: Option<Figures>,
}

/// Differences of sums below this share of a figure are none.
const SAME: f64 = 1e-9;

/// Why a figure moved, in a few words.
pub fn why(moved: &Move, differences: &Differences, replays: &Replays) -> String {
    let by_replays = match (&replays.together, moved.numbers) {
        (None, _) => None,
        (Some(together), Some(numbers)) => by_parts(moved, numbers, replays, together),
        (Some(together), None) => by_presence(moved, replays, together),
    };
    by_replays.unwrap_or_else(|| match replays.together {
        // What no replay explains is no input's doing; the program's only when all inputs are known to be equal.
        Some(_) if differences.only() != Some("program") => NOT_ATTRIBUTABLE.to_string(),
        _ => by_manifest(differences),
    })
}

const NOT_ATTRIBUTABLE: &str = "not attributable";

/// A number that came or went, or a light or word that turned: the one replay that undoes it.
fn by_presence(moved: &Move, replays: &Replays, together: &Figures) -> Option<String> {
    let undoes = |figures: &Figures| match figures.get(&moved.figure) {
        Some(Replayed::Number(_)) => moved.there[0],
        Some(Replayed::Told(told)) => *told == moved.old,
        None => moved.old == NOT_THERE,
    };
    let single = replays.single.iter();
    let causes: Vec<&str> = single
        .filter(|(_, figures)| undoes(figures))
        .map(|(cause, _)| *cause)
        .collect();
    match causes.as_slice() {
        [only] => Some(only.to_string()),
        // Of several, each alone undoes what needs them all.
        _ => undoes(together).then(|| "jointly".to_string()),
    }
}

fn by_manifest(differences: &Differences) -> String {
    match differences.only() {
        Some("program") => "program version".to_string(),
        Some(cause) => cause.to_string(),
        None => NOT_ATTRIBUTABLE.to_string(),
    }
}

/// A number that moved, parted among the replays that take some of it back; `None` when none does.
fn by_parts(
    moved: &Move,
    [old, new]: [f64; 2],
    replays: &Replays,
    together: &Figures,
) -> Option<String> {
    let same = |a: f64, b: f64| (a - b).abs() <= SAME * old.abs().max(new.abs());
    let number = |figures: &Figures| match figures.get(&moved.figure) {
        Some(Replayed::Number(number)) => Some(*number),
        _ => None,
    };
    let mut parts: Vec<(&str, f64)> = Vec::new();
    for (cause, figures) in &replays.single {
        // Without a number, such as of a figure that the old study does not make, it explains nothing by itself.
        match number(figures) {
            Some(back) if !same(back, new) => parts.push((cause, new - back)),
            _ => {}
        }
    }
    let rest = (new - old) - parts.iter().map(|(_, part)| part).sum::<f64>();
    let explained = number(together).is_some_and(|back| same(back, old));
    match (parts.as_slice(), same(rest, 0.0), explained) {
        ([(cause, _)], true, _) => return Some(cause.to_string()),
        ([], _, true) => return Some("jointly".to_string()),
        ([], _, false) => return None,
        (_, true, _) => {}
        (_, false, true) => parts.push(("jointly", rest)),
        (_, false, false) => parts.push((NOT_ATTRIBUTABLE, rest)),
    }
    let told = parts
        .iter()
        .map(|(cause, part)| format!("{cause} {}", told_difference(*part, moved.unit)));
    Some(told.collect::<Vec<String>>().join(", "))
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
        Figures::from([("a / estimate".to_string(), Replayed::Number(value))])
    }

    /// Old 10, new 16; with old data, with old study, with both.
    fn told(data: f64, study: f64, both: f64) -> String {
        let replays = Replays {
            single: vec![("data", figures(data)), ("study", figures(study))],
            together: Some(figures(both)),
            ..Replays::default()
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

    fn told_of(moved: &Move, data: Figures, study: Figures, both: Figures) -> String {
        let replays = Replays {
            single: vec![("data", data), ("study", study)],
            together: Some(both),
            ..Replays::default()
        };
        why(moved, &Differences::default(), &replays)
    }

    #[test]
    fn a_figure_that_came_has_the_cause_that_takes_it_away() {
        let came = Move {
            old: NOT_THERE.to_string(),
            numbers: None,
            there: [false, true],
            ..moved(0.0, 0.0)
        };
        let none = Figures::new;
        let told = |data, study, both| told_of(&came, data, study, both);
        assert_eq!(told(figures(1.0), none(), none()), "study");
        assert_eq!(told(figures(1.0), figures(1.0), none()), "jointly");
        assert_eq!(told(none(), none(), none()), "jointly");
        let unexplained = told(figures(1.0), figures(1.0), figures(1.0));
        assert_eq!(unexplained, "not attributable");
    }

    #[test]
    fn a_light_that_turned_has_the_cause_that_turns_it_back() {
        let turned = Move {
            old: "green".to_string(),
            new: "red".to_string(),
            numbers: None,
            there: [false, false],
            ..moved(0.0, 0.0)
        };
        let light = |word: &str| {
            let told = Replayed::Told(word.to_string());
            Figures::from([("a / estimate".to_string(), told)])
        };
        let told = |data, study, both| told_of(&turned, light(data), light(study), light(both));
        assert_eq!(told("green", "red", "green"), "data");
        assert_eq!(told("red", "yellow", "green"), "jointly");
        assert_eq!(told("red", "red", "yellow"), "not attributable");
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
