//! `check --against` with what is old supplied: the cause of each move, of one or several inputs that changed.

use super::against::reasons;
use super::check::{check, replace};
use crate::support::Workdir;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use virkning::cli::outputs::sha256;

/// A study of the effect on placement, with the wild bootstrap and a code list of its own.
const STUDY: &str = r#"
schema = 1
[study]
id = "small"
title = "Small"
languages = ["en"]
data = "synthetic"
[register]
weekly = { path = "weekly.csv", layout = "spells", weeks = "2015-W01..2017-W52" }
persons = { path = "persons.csv" }
[codes]
extend = "codes.csv"
[entry]
class = "ressourceforloeb"
[groups.participant]
municipalities = [101, 151, 153, 155, 157, 159]
[groups.comparison]
municipalities = "rest"
[periods.before]
entry = "2016-W01..2016-W52"
weeks = "2016-W01..2016-W52"
[periods.after]
entry = "2017-W01..2017-W52"
weeks = "2017-W01..2017-W52"
[outcomes.praktik]
codes = [817, 818]
[[analysis]]
id = "share"
kind = "weekly-share"
outcome = "praktik"
among = "started"
errors = "wild"
draws = 199
seed = 7
"#;

/// The first six are the participants'. Of twelve the bootstrap draws; of fewer it would take every sign there is.
const SITES: [u16; 12] = [101, 151, 153, 155, 157, 159, 147, 161, 163, 165, 167, 169];

/// A run of the small study in `old/`, and its inputs in `before/`.
struct Small(Workdir);

impl Small {
    fn new(special: &str, study: &str, codes: &str) -> Small {
        let small = Small(Workdir::new());
        small.write("before", special, study, codes);
        let (code, _, talk) = check(&small.0, &["before/study.toml", "--bless", "old.json"]);
        assert_eq!(code, 0, "{talk}");
        small
    }

    /// Four persons start a course in each municipality and year, and one to three of them a placement, the first in week 20 and each other
    /// a week later; one person more, in 101 and 2017, has the code `special` from week 20 on.
    fn write(&self, folder: &str, special: &str, study: &str, codes: &str) {
        let mut weekly = "person_id,code,from,to\n".to_string();
        let mut persons = "person_id,sex,birth_date,civil_status,origin,municipality\n".to_string();
        for (i, site) in SITES.iter().enumerate() {
            for year in [2016, 2017] {
                for person in 0..4 {
                    let placed = person < 1 + (i + year) % 3;
                    let code = if placed { "817" } else { "810" };
                    let id = format!("{site}-{year}-{person}");
                    add(&mut weekly, &id, year, 20 + person, code);
                    persons += &format!("{id},mand,1970-01-01,gift,dansk,{site}\n");
                }
            }
        }
        add(&mut weekly, "special", 2017, 20, special);
        persons += "special,mand,1970-01-01,gift,dansk,101\n";
        let codes = format!("code,class,subclass\n{codes}");
        for (name, text) in [
            ("weekly.csv", weekly.as_str()),
            ("persons.csv", &persons),
            ("study.toml", study),
            ("codes.csv", &codes),
        ] {
            self.0.file(&format!("{folder}/{name}"), text);
        }
    }

    /// The manifest of a baseline that was changed after it was blessed.
    fn rehash(&self) {
        let path = self.0.path().join("old.manifest.json");
        let text = fs::read(&path).expect("the manifest");
        let mut manifest: Value = serde_json::from_slice(&text).expect("JSON");
        let hash = sha256(&self.0.path().join("old.json")).expect("the baseline");
        manifest["outputs"]["old.json"] = hash.into();
        self.0.file("old.manifest.json", &manifest.to_string());
    }

    /// What moved from `old.json` to a run of the new inputs, and what was said.
    fn moved(&self, special: &str, study: &str, codes: &str, more: &[&str]) -> (Value, String) {
        self.write("now", special, study, codes);
        self.told(more)
    }

    /// The same of what stands in `now/`.
    fn told(&self, more: &[&str]) -> (Value, String) {
        let args = [
            "now/study.toml",
            "--against",
            "old.json",
            "--format",
            "json",
        ];
        let (_, told, talk) = check(&self.0, &[&args, more].concat());
        let told = serde_json::from_str(&told).unwrap_or_else(|_| panic!("{told}{talk}"));
        (told, talk)
    }
}

/// A course of weeks 10 to 30, with another code from week `from` on.
fn add(weekly: &mut String, person: &str, year: usize, from: usize, code: &str) {
    let before = from - 1;
    *weekly += &format!("{person},810,{year}-W10,{year}-W{before}\n");
    *weekly += &format!("{person},{code},{year}-W{from},{year}-W30\n");
}

const ALL_OLD: [&str; 4] = ["--old-data", "before", "--old-study", "before/study.toml"];
const PLACEMENT: &str = "819,ressourceforloeb,praktik\n";
const PASSIVE: &str = "819,ressourceforloeb,passive\n";

/// The reasons of the moves of one field.
fn reasons_of<'a>(told: &'a Value, field: &str) -> BTreeSet<&'a str> {
    let moves = told["moves"].as_array().expect("moves").iter();
    let of_field = moves.filter(|m| m["figure"].as_str().is_some_and(|f| f.ends_with(field)));
    of_field.filter_map(|m| m["why"].as_str()).collect()
}

#[test]
fn what_only_old_data_and_old_study_together_bring_back_is_joint() {
    // Only where the data have 818 and the study counts it is the special person in placement.
    let small = Small::new("818", STUDY, PASSIVE);
    let study = STUDY.replace("[817, 818]", "[817]");
    let (told, _) = small.moved("810", &study, PASSIVE, &ALL_OLD);
    assert_eq!(reasons(&told), ["jointly"].into());
    let (told, _) = small.moved("810", &study, PASSIVE, &[]);
    assert_eq!(reasons(&told), ["not attributable"].into());
    let differs = &told["differs"];
    let differs = ["data", "study", "seed", "code_list", "program"].map(|k| &differs[k]);
    assert_eq!(
        differs,
        [true, true, false, false, false]
            .map(Value::from)
            .each_ref()
    );
}

#[test]
fn a_seed_moves_what_is_drawn_and_nothing_else() {
    let small = Small::new("817", STUDY, PASSIVE);
    let study = STUDY.replace("seed = 7", "seed = 8");
    let (told, _) = small.moved("817", &study, PASSIVE, &[]);
    assert_eq!(reasons(&told), ["seed"].into());
    assert_eq!(told["differs"]["study"], false);
    assert_eq!(reasons_of(&told, "/ estimate"), [].into());

    // Beside other data the old seed is replayed, as the old manifest holds it.
    let (told, _) = small.moved("810", &study, PASSIVE, &["--old-data", "before"]);
    assert_eq!(reasons_of(&told, "/ estimate"), ["data"].into());
    let drawn = reasons_of(&told, "/ p_value");
    assert!(drawn.iter().any(|why| why.contains("seed")), "{drawn:?}");
    assert!(
        drawn.iter().all(|why| !why.contains("not attributable")),
        "{drawn:?}"
    );
    let (told, _) = small.moved("810", &study, PASSIVE, &[]);
    assert_eq!(reasons_of(&told, "/ estimate"), ["not attributable"].into());
}

#[test]
fn a_changed_code_list_is_named_and_goes_with_an_old_study_that_has_one() {
    let study = STUDY.replace("codes = [817, 818]", "subclass = \"praktik\"");
    let small = Small::new("819", &study, PLACEMENT);
    let (told, _) = small.moved("819", &study, PASSIVE, &[]);
    assert_eq!(reasons(&told), ["code list"].into());
    let (told, _) = small.moved("819", &study, PASSIVE, &ALL_OLD);
    assert_eq!(reasons(&told), ["code list"].into());
    // Only where the data have 819 and the list calls it placement is the special person in placement.
    let (told, _) = small.moved("810", &study, PASSIVE, &ALL_OLD);
    assert_eq!(reasons(&told), ["jointly"].into());

    // Beside other data both have a part: one person less in placement, and one code less that counts.
    let study = study.replace("weekly.csv", "fewer.csv");
    small.write("now", "819", &study, PASSIVE);
    let all = fs::read_to_string(small.0.path().join("now/weekly.csv")).expect("the extract");
    let fewer = all.replace("101-2017-0,817,", "101-2017-0,810,");
    assert_ne!(all, fewer);
    small.0.file("now/fewer.csv", &fewer);
    small.0.file("before/fewer.csv", &all);
    let (told, _) = small.moved("819", &study, PASSIVE, &["--old-data", "before"]);
    let whys = reasons_of(&told, "participant.after / week 20 / share");
    assert_eq!(whys, ["data -4.0000 pp, code list -4.0000 pp"].into());
}

#[test]
fn an_old_list_that_does_not_know_the_new_codes_explains_nothing_alone() {
    let small = Small::new("810", STUDY, "820,ressourceforloeb,passive\n");
    let study = STUDY.replace("[817, 818]", "[817, 818, 819]");
    let (told, talk) = small.moved("819", &study, PLACEMENT, &ALL_OLD);
    assert!(
        talk.contains("the old code list does not go with what is new"),
        "{talk}"
    );
    // Either the old data or the old study alone brings the old shares back.
    assert!(
        reasons(&told).iter().all(|why| why.contains("jointly")),
        "{told}"
    );
}

#[test]
fn the_program_is_told_only_when_every_hash_is_equal_and_a_figure_still_moves() {
    let small = Small::new("817", STUDY, PASSIVE);
    replace(
        &small.0,
        "old.manifest.json",
        "\"version\": \"",
        "\"version\": \"0.0.",
    );
    replace(&small.0, "old.json", "\"persons\": 97", "\"persons\": 96");
    small.rehash();
    let (told, _) = small.moved("817", STUDY, PASSIVE, &[]);
    assert_eq!(reasons(&told), ["program version"].into());
    let (told, _) = small.moved("817", STUDY, PASSIVE, &ALL_OLD);
    assert_eq!(reasons(&told), ["program version"].into());
    let (told, _) = small.moved("810", STUDY, PASSIVE, &[]);
    assert_eq!(reasons(&told), ["not attributable"].into());
    // Without the old manifest nothing is known of the older run.
    fs::remove_file(small.0.path().join("old.manifest.json")).expect("removed");
    let (told, _) = small.moved("817", STUDY, PASSIVE, &[]);
    assert_eq!(reasons(&told), ["not attributable"].into());
    assert_eq!(told["differs"]["data"], Value::Null);
}

#[test]
fn data_under_another_name_are_the_same_data() {
    let small = Small::new("817", STUDY, PASSIVE);
    let study = STUDY.replace("weekly.csv", "spells.csv");
    small.write("now", "817", &study, PASSIVE);
    let weekly = fs::read_to_string(small.0.path().join("now/weekly.csv")).expect("the extract");
    small.0.file("now/spells.csv", &weekly);
    let (told, _) = small.moved("817", &study, PASSIVE, &[]);
    assert_eq!(
        (&told["differs"]["data"], &told["differs"]["study"]),
        (&false.into(), &true.into())
    );
}

#[test]
fn an_old_input_that_the_old_manifest_does_not_tell_of_is_refused() {
    let small = Small::new("818", STUDY, PASSIVE);
    let study = STUDY.replace("[817, 818]", "[817]");
    small.write("now", "818", &study, PASSIVE);
    small.write("other", "810", &study, PASSIVE);
    let against = ["now/study.toml", "--against", "old.json"];
    for (more, said) in [
        (
            ["--old-data", "other"],
            "error: other/weekly.csv: not the extract of the older run",
        ),
        (
            ["--old-study", "other/study.toml"],
            "error: other/study.toml: not the study of the older run",
        ),
        (
            ["--old-data", "nowhere"],
            "error: nowhere: there is no such folder",
        ),
    ] {
        let (code, told, talk) = check(&small.0, &[&against, &more[..]].concat());
        assert_eq!((code, told.as_str()), (2, ""));
        assert!(talk.contains(said), "{talk}");
    }
}

#[test]
fn an_equal_study_that_is_supplied_takes_nothing_from_what_is_known() {
    let small = Small::new("818", STUDY, PASSIVE);
    let old_study = ["--old-study", "before/study.toml"];
    let (told, _) = small.moved("810", STUDY, PASSIVE, &old_study);
    assert_eq!(reasons(&told), ["data"].into());
}

#[test]
fn extracts_beside_the_study_are_found_by_their_name_in_the_old_folder() {
    let study = STUDY.replace("\"weekly.csv\"", "\"../data/weekly.csv\"");
    let small = Small::new("818", STUDY, PASSIVE);
    let extract = |from: &str, to: &str| {
        let text = fs::read_to_string(small.0.path().join(from)).expect("the extract");
        small.0.file(to, &text);
    };
    extract("before/weekly.csv", "data/weekly.csv");
    small.0.file("before/study.toml", &study);
    let (code, _, talk) = check(&small.0, &["before/study.toml", "--bless", "old.json"]);
    assert_eq!(code, 0, "{talk}");
    extract("before/weekly.csv", "data_old/weekly.csv");
    extract("before/persons.csv", "data_old/persons.csv");
    small.write(
        "now",
        "810",
        &study.replace("seed = 7", "seed = 8"),
        PASSIVE,
    );
    extract("now/weekly.csv", "data/weekly.csv");
    let (told, _) = small.told(&["--old-data", "data_old"]);
    assert_eq!(reasons_of(&told, "/ estimate"), ["data"].into());
}

#[test]
fn a_renamed_extract_is_replayed_with_the_study_that_names_it() {
    let small = Small::new("818", STUDY, PASSIVE);
    let study = STUDY.replace("weekly.csv", "spells.csv");
    small.write("now", "810", &study, PASSIVE);
    let weekly = fs::read_to_string(small.0.path().join("now/weekly.csv")).expect("the extract");
    small.0.file("now/spells.csv", &weekly);
    fs::remove_file(small.0.path().join("now/weekly.csv")).expect("removed");
    let (told, talk) = small.told(&ALL_OLD);
    assert_eq!(reasons(&told), ["jointly"].into());
    assert!(talk.contains("there is no `spells.csv`"), "{talk}");
    assert_eq!(
        told["not_replayed"].as_array().map(Vec::len),
        Some(2),
        "{told}"
    );
}

#[test]
fn an_old_manifest_that_is_no_use_is_told_and_nothing_is_guessed_from_it() {
    let small = Small::new("817", STUDY, PASSIVE);
    let manifest =
        fs::read_to_string(small.0.path().join("old.manifest.json")).expect("the manifest");
    let other = |text: &str| manifest.replace("\"study\": \"small\"", text);
    for (text, said) in [
        ("{".to_string(), "is no JSON"),
        ("[]".to_string(), "is no manifest of schema 1"),
        (other("\"study\": \"large\""), "is of another study"),
    ] {
        small.0.file("old.manifest.json", &text);
        let (told, talk) = small.moved("810", STUDY, PASSIVE, &[]);
        assert!(talk.contains(said), "{talk}");
        assert_eq!(reasons(&told), ["not attributable"].into());
    }
    small.0.file("old.manifest.json", &manifest);
    replace(&small.0, "old.json", "\"persons\": 97", "\"persons\": 96");
    let (told, talk) = small.moved("817", STUDY, PASSIVE, &[]);
    assert!(
        talk.contains("holds another SHA-256 of the findings"),
        "{talk}"
    );
    assert_eq!(reasons(&told), ["not attributable"].into());
}

#[test]
fn the_parts_of_a_move_are_numbers_too() {
    let small = Small::new("818", STUDY, PASSIVE);
    let study = STUDY.replace("[817, 818]", "[817]");
    let (told, _) = small.moved("810", &study, PASSIVE, &["--old-data", "before"]);
    for moved in told["moves"].as_array().expect("moves") {
        let causes = moved["causes"].as_array().expect("causes");
        assert!(!causes.is_empty(), "{moved}");
        let parts: Vec<f64> = causes.iter().filter_map(|c| c["part"].as_f64()).collect();
        let (old, new) = (moved["old_value"].as_f64(), moved["new_value"].as_f64());
        if let (false, Some(old), Some(new)) = (parts.is_empty(), old, new) {
            assert!(
                (parts.iter().sum::<f64>() - (new - old)).abs() < 1e-9,
                "{moved}"
            );
        }
    }
    assert_eq!(told["old_study"], "small");
}

#[test]
fn a_headline_that_is_a_mean_of_weeks_is_compared() {
    let study = STUDY.replace(
        "errors = \"wild\"\ndraws = 199\nseed = 7",
        "headline = \"last\"",
    );
    let small = Small::new("818", &study, PASSIVE);
    let mean = study.replace("\"last\"", "\"mean-of-last-13\"");
    let (told, _) = small.moved("818", &mean, PASSIVE, &[]);
    let of_headline = |m: &&Value| m["figure"].as_str().is_some_and(|f| f.contains("headline"));
    let moves = told["moves"].as_array().expect("moves");
    assert!(moves.iter().filter(of_headline).count() > 5, "{told}");
    assert_eq!(reasons(&told), ["study"].into());
}
