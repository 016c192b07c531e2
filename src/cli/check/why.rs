//! Why a figure moved: data, study, seed or code list, told by replaying one at a time; jointly, what only all together explain; the
//! program version, only when everything else is equal; and otherwise no guess.

use super::differences::Differences;
use crate::published::{Figures, Move, NOT_THERE, Replayed, told_difference};

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

impl Replays {
    fn made(&self, cause: &str) -> bool {
        self.single.iter().any(|(name, _)| *name == cause)
    }
}

/// One cause of a move.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cause {
    pub name: &'static str,
    /// Its part of the difference, on the scale of the findings; `None` for the whole move.
    pub part: Option<f64>,
}

impl Cause {
    fn whole(name: &'static str) -> Vec<Cause> {
        vec![Cause { name, part: None }]
    }
}

/// The causes of a move in a few words.
pub fn told(causes: &[Cause], moved: &Move) -> String {
    let one = |cause: &Cause| match cause.part {
        Some(part) => format!("{} {}", cause.name, told_difference(part, moved.unit)),
        None => cause.name.to_string(),
    };
    causes.iter().map(one).collect::<Vec<String>>().join(", ")
}

const NOT_ATTRIBUTABLE: &str = "not attributable";
const JOINTLY: &str = "jointly";

/// Why a figure moved; several causes have a part each, and the parts sum to the move.
pub fn why(moved: &Move, differences: &Differences, replays: &Replays) -> Vec<Cause> {
    let together = replays.together.as_ref();
    let by_replays = together.and_then(|together| match moved.numbers {
        [Some(old), Some(new)] => by_parts(moved, [old, new], replays, together),
        _ => by_presence(moved, replays, together),
    });
    by_replays.unwrap_or_else(|| match differences.only() {
        // By elimination; but what was replayed and did not bring the old figure back is not it.
        Some("program") => Cause::whole("program version"),
        Some(cause) if !replays.made(cause) => Cause::whole(cause),
        _ => Cause::whole(NOT_ATTRIBUTABLE),
    })
}

/// A number that came or went, or a light or word that turned: the one replay that undoes it.
fn by_presence(moved: &Move, replays: &Replays, together: &Figures) -> Option<Vec<Cause>> {
    let undoes = |figures: &Figures| match (figures.get(&moved.figure), moved.numbers[0]) {
        (Some(Replayed::Number(number)), Some(old)) => same(*number, old, [old, old]),
        (Some(Replayed::Told(told)), _) => *told == moved.old,
        (None, _) => moved.old == NOT_THERE,
        (Some(Replayed::Number(_)), None) => false,
    };
    let single = replays.single.iter();
    let causes: Vec<&'static str> = single
        .filter(|(_, figures)| undoes(figures))
        .map(|(cause, _)| *cause)
        .collect();
    match causes.as_slice() {
        [only] => Some(Cause::whole(only)),
        // Of several, each alone undoes what needs them all.
        _ => undoes(together).then(|| Cause::whole(JOINTLY)),
    }
}

/// The same but for the last bits, on the scale of two figures.
fn same(a: f64, b: f64, [old, new]: [f64; 2]) -> bool {
    (a - b).abs() <= SAME * old.abs().max(new.abs())
}

/// A number that moved, parted among the replays that take some of it back; `None` when none does.
fn by_parts(
    moved: &Move,
    [old, new]: [f64; 2],
    replays: &Replays,
    together: &Figures,
) -> Option<Vec<Cause>> {
    let same = |a, b| same(a, b, [old, new]);
    let number = |figures: &Figures| match figures.get(&moved.figure) {
        Some(Replayed::Number(number)) => Some(*number),
        _ => None,
    };
    let mut parts: Vec<(&'static str, f64)> = Vec::new();
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
        ([(cause, _)], true, _) => return Some(Cause::whole(cause)),
        ([], _, true) => return Some(Cause::whole(JOINTLY)),
        ([], _, false) => return None,
        (_, true, _) => {}
        (_, false, true) => parts.push((JOINTLY, rest)),
        (_, false, false) => parts.push((NOT_ATTRIBUTABLE, rest)),
    }
    let of = |(name, part)| Cause {
        name,
        part: Some(part),
    };
    Some(parts.into_iter().map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Unit;
    use crate::published::Grade;
    use serde_json::{Value, json};

    fn moved(old: f64, new: f64) -> Move {
        Move {
            figure: "a / estimate".to_string(),
            old: String::new(),
            new: String::new(),
            numbers: [Some(old), Some(new)],
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
        words(&moved(10.0, 16.0), &Differences::default(), &replays)
    }

    fn words(moved: &Move, differences: &Differences, replays: &Replays) -> String {
        super::told(&why(moved, differences, replays), moved)
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
        words(moved, &Differences::default(), &replays)
    }

    #[test]
    fn a_figure_that_came_has_the_cause_that_takes_it_away() {
        let came = Move {
            old: NOT_THERE.to_string(),
            numbers: [None, Some(0.0)],
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
            numbers: [None, None],
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
            words(&moved(1.0, 2.0), &differences, &Replays::default())
        };
        let first = manifest("1", "0.1");
        assert_eq!(told(&first, &manifest("1", "0.2")), "program version");
        assert_eq!(told(&first, &manifest("2", "0.1")), "data");
        assert_eq!(told(&first, &manifest("2", "0.2")), "not attributable");
        assert_eq!(told(&first, &first), "not attributable");
        assert_eq!(told(&json!({}), &first), "not attributable");
    }

    #[test]
    fn a_number_that_went_has_the_cause_that_brings_the_old_number_back() {
        let went = Move {
            new: NOT_THERE.to_string(),
            numbers: [Some(10.0), None],
            ..moved(0.0, 0.0)
        };
        let none = Figures::new;
        let told = |data, study, both| told_of(&went, data, study, both);
        assert_eq!(told(none(), figures(10.0), figures(10.0)), "study");
        // The old study makes it again, but of the new data.
        assert_eq!(told(none(), figures(12.0), figures(10.0)), "jointly");
        assert_eq!(
            told(none(), figures(12.0), figures(12.0)),
            "not attributable"
        );
    }

    #[test]
    fn what_the_manifests_prove_holds_beside_a_replay_of_something_else() {
        let inputs = Differences {
            data: Some(true),
            study: Some(false),
            seed: Some(false),
            codes: Some(false),
            program: Some(false),
        };
        let of = |cause| Replays {
            single: vec![(cause, figures(16.0))],
            together: Some(figures(16.0)),
            ..Replays::default()
        };
        let told = |replays| words(&moved(10.0, 16.0), &inputs, &replays);
        assert_eq!(told(of("study")), "data");
        // The data themselves were replayed and do not bring the old figure back.
        assert_eq!(told(of("data")), "not attributable");
    }
}
