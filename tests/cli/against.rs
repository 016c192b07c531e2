//! `check --against` and `--bless`: two runs of a study, why a figure moved, and the baseline that a reviewer accepts.

use super::check::{check, replace, with_claims};
use crate::support::Workdir;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// An older run in `old/`, and a study that has changed since.
fn with_an_older_run(data: bool, study: bool) -> Workdir {
    let folder = with_claims();
    check(&folder, &["rossi/study.toml", "--out", "old"]);
    for name in ["study.toml", "rossi.csv", "codes.csv"] {
        let text = fs::read_to_string(folder.path().join("rossi").join(name)).expect("the example");
        folder.file(&format!("before/{name}"), &text);
    }
    if data {
        replace(
            &folder,
            "rossi/rossi.csv",
            "20,1,\"no\",27,",
            "20,1,\"no\",47,",
        );
    }
    if study {
        replace(&folder, "rossi/study.toml", "tau = [52]", "tau = [50]");
    }
    folder
}

fn against(folder: &Workdir, more: &[&str]) -> (i32, Value) {
    let args = [
        "rossi/study.toml",
        "--against",
        "old/rossi/findings.json",
        "--format",
        "json",
    ];
    let (code, told, talk) = check(folder, &[&args, more].concat());
    (
        code,
        serde_json::from_str(&told).unwrap_or_else(|_| panic!("{told}{talk}")),
    )
}

fn reasons(told: &Value) -> BTreeSet<&str> {
    let moves = told["moves"].as_array().expect("moves");
    moves.iter().filter_map(|m| m["why"].as_str()).collect()
}

#[test]
fn two_equal_runs_do_not_move() {
    let folder = with_an_older_run(false, false);
    let (code, told) = against(&folder, &[]);
    assert_eq!(code, 0);
    assert_eq!(told["moves"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_move_is_told_with_its_cause() {
    let folder = with_an_older_run(true, false);
    let (code, told) = against(&folder, &[]);
    assert_eq!((code, reasons(&told)), (1, ["data"].into()));

    let folder = with_an_older_run(false, true);
    assert_eq!(reasons(&against(&folder, &[]).1), ["study"].into());

    let folder = with_an_older_run(true, true);
    assert_eq!(
        reasons(&against(&folder, &[]).1),
        ["not attributable"].into()
    );
    let (_, told) = against(
        &folder,
        &["--old-data", "before", "--old-study", "before/study.toml"],
    );
    assert_eq!(reasons(&told), ["data", "study"].into());
    let why = |part: &str| {
        let moves = told["moves"].as_array().expect("moves");
        let found = moves
            .iter()
            .find(|m| m["figure"].as_str().is_some_and(|f| f.contains(part)));
        found.expect("the move")["why"].clone()
    };
    assert_eq!(why("/ age / estimate"), "data");
    assert_eq!(why("week 52 / rmst"), "study");
}

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

    /// What moved from `old.json` to a run of the new inputs, and what was said.
    fn moved(&self, special: &str, study: &str, codes: &str, more: &[&str]) -> (Value, String) {
        self.write("now", special, study, codes);
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
fn a_baseline_is_blessed_after_what_it_changes_is_shown() {
    let folder = with_an_older_run(true, false);
    let (code, told, talk) = check(&folder, &["before/study.toml", "--bless", "base.json"]);
    assert_eq!((code, told.as_str()), (0, ""));
    assert_eq!(talk, "wrote a first baseline: base.json\n");
    let (code, told, _) = check(&folder, &["rossi/study.toml", "--against", "base.json"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("data differs, study equal, seed equal, code list equal, program equal"));
    let bless = ["rossi/study.toml", "--bless", "base.json"];
    let (code, told, talk) = check(&folder, &bless);
    assert_eq!(
        (code, talk.as_str()),
        (0, "wrote the baseline: base.json\n")
    );
    assert!(
        told.contains(" moved (") && told.contains("age / estimate"),
        "{told}"
    );
    let (code, _, _) = check(&folder, &["rossi/study.toml", "--against", "base.json"]);
    assert_eq!(code, 0);
    let (code, told, talk) = check(&folder, &bless);
    assert_eq!(
        (code, talk.as_str()),
        (0, "the baseline stays as it is: base.json\n")
    );
    assert!(told.contains(" the same, 0 moved\n"), "{told}");
}

#[test]
fn a_baseline_that_cannot_be_read_is_not_replaced() {
    let folder = with_claims();
    for (text, said) in [
        (
            "{ \"schema\": 9 }",
            "findings of schema 9; this program reads schema 1",
        ),
        (
            "{ \"schema\": 1, \"study\": ",
            "not a findings file: EOF while parsing",
        ),
        ("", "not a findings file: EOF while parsing"),
        ("\u{feff}{}", "not a findings file: "),
        ("[1]", "not a findings file: "),
        ("{}", "not a findings file: it names no `schema`"),
    ] {
        folder.file("base.json", text);
        for flag in ["--bless", "--against"] {
            let (code, _, talk) = check(&folder, &["rossi/study.toml", flag, "base.json"]);
            assert_eq!(code, 2, "{text}");
            assert!(
                talk.contains(&format!("error: base.json: {said}")),
                "{talk}"
            );
        }
        let kept = fs::read_to_string(folder.path().join("base.json")).expect("the file");
        assert_eq!(kept, text);
    }
}

#[test]
fn a_baseline_of_findings_alone_forgets_the_older_inputs() {
    let folder = with_an_older_run(true, false);
    check(&folder, &["before/study.toml", "--bless", "base.json"]);
    check(&folder, &["rossi/study.toml"]);
    fs::remove_file(folder.path().join("out/rossi/manifest.json")).expect("removed");
    let bless = [
        "--findings",
        "out/rossi/findings.json",
        "--bless",
        "base.json",
    ];
    assert_eq!(check(&folder, &bless).0, 0);
    let (_, told, _) = check(&folder, &["before/study.toml", "--against", "base.json"]);
    assert!(told.contains("data not known"), "{told}");
}

#[test]
fn flags_that_do_not_go_together_are_wrong_use() {
    let folder = with_claims();
    for (flags, said) in [
        (["--old-data", "before"].as_slice(), "`--against` names it"),
        (
            &["--against", "a.json", "--bless", "b.json"],
            "`--against` cannot name another",
        ),
        (
            &["--against", "a.json", "--format", "junit"],
            "write `--format text` or `json`",
        ),
        (
            &[
                "--against",
                "a.json",
                "--findings",
                "b.json",
                "--old-data",
                "before",
            ],
            "`--findings` runs none",
        ),
    ] {
        let (code, _, talk) = check(&folder, &[&["rossi/study.toml"], flags].concat());
        assert_eq!(code, 2, "{flags:?}");
        assert!(talk.contains(said), "{talk}");
    }
    let against = ["rossi/study.toml", "--against", "nothing.json"];
    let (code, _, talk) = check(&folder, &against);
    assert_eq!(code, 2);
    assert!(
        talk.contains("error: nothing.json: cannot be read"),
        "{talk}"
    );
}
