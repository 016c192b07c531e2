//! The small commands.

use super::{ends, virkning, with_rossi};
use crate::support::Workdir;

#[test]
fn a_code_is_told_with_class_activity_and_certainty() {
    let (code, told, _) = ends(virkning(&Workdir::new()).args(["codes", "817"]));
    assert_eq!(code, 0);
    assert!(
        told.starts_with("817  Ressourceforløb, virksomhedspraktik, privat\n"),
        "{told}"
    );
    assert!(
        told.contains("ressourceforloeb / praktik; certainty good"),
        "{told}"
    );
}

#[test]
fn a_class_lists_its_codes_and_a_misspelt_one_names_the_nearest() {
    let list = |class: &str| {
        ends(virkning(&Workdir::new()).args(["codes", "--class", class, "--format", "json"]))
    };
    let (code, told, _) = list("ressourceforloeb");
    assert_eq!(code, 0);
    let codes: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let numbers: Vec<u64> = codes
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|c| c["code"].as_u64())
        .collect();
    assert_eq!(numbers, [810, 813, 814, 815, 816, 817, 818]);
    let (code, told, talk) = list("resourceforloeb");
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(talk.contains("ressourceforloeb"), "{talk}");
}

#[test]
fn an_unknown_code_or_flag_is_wrong_use() {
    for words in [
        &["codes", "999999"][..],
        &["codes", "2"],
        &["run"],
        &["nonsense"],
        &["codes", "--clas", "x"],
    ] {
        let (code, told, talk) = ends(virkning(&Workdir::new()).args(words));
        assert_eq!((code, told.as_str()), (2, ""), "{words:?}");
        assert!(talk.contains("error"), "{talk}");
    }
}

#[test]
fn help_and_completions_are_results() {
    for words in [
        &["--help"][..],
        &["run", "--help"],
        &["completions", "bash"],
        &["--version"],
    ] {
        let (code, told, talk) = ends(virkning(&Workdir::new()).args(words));
        assert_eq!((code, talk.as_str()), (0, ""), "{words:?}");
        assert!(told.contains("virkning"), "{told}");
    }
}

#[test]
fn the_schema_of_the_study_file_is_printed_as_json() {
    let (code, told, _) = ends(virkning(&Workdir::new()).arg("schema"));
    assert_eq!(code, 0);
    let schema: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert!(schema["properties"]["study"].is_object());
}

#[test]
fn a_starter_folder_is_made_once_and_never_overwritten() {
    let folder = Workdir::new();
    let (code, ..) = ends(virkning(&folder).args(["init", "mine"]));
    assert_eq!(code, 0);
    let study = folder.path().join("mine/study.toml");
    let text = std::fs::read_to_string(&study).expect("a study file");
    let (code, _, talk) = ends(virkning(&folder).args(["init", "mine"]));
    assert_eq!(code, 2);
    assert!(talk.contains("already there"), "{talk}");
    assert_eq!(std::fs::read_to_string(study).expect("a study file"), text);
}

#[test]
fn inspect_tells_what_the_real_extract_holds() {
    let folder = with_rossi();
    let (code, told, _) =
        ends(virkning(&folder).args(["inspect", "rossi/study.toml", "--format", "json"]));
    assert_eq!(code, 0);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["weekly"]["persons"], 432);
    assert_eq!(told["weekly"]["weeks"], serde_json::json!(["1", "52"]));
    assert_eq!(told["weekly"]["observed_weeks"], 19809);
}

#[test]
fn inspect_tells_the_faults_that_stop_a_run_and_what_no_analysis_reads() {
    let folder = Workdir::new();
    folder.file(
        "study.toml",
        "schema = 1\n[study]\nid = \"s\"\ntitle = \"S\"\ndata = \"synthetic\"\n[register]\nenrolment = { path = \"enrolment.csv\" }\nevents = { path = \"events.csv\" }\n[groups.participant]\nwhere = { column = \"arm\", equals = \"T\" }\n[groups.comparison]\nwhere = { column = \"arm\", equals = \"C\" }\n[outcomes.done]\nevents = [\"done=well\", \"moved\"]\n[[analysis]]\nid = \"done\"\nkind = \"outcome-table\"\noutcome = \"done\"\n",
    );
    folder.file(
        "enrolment.csv",
        "person_id,date,arm\nann,2020-01-01,T\nbob,2020-01-01,X\neve,2020-01-01,C\n",
    );
    folder.file("events.csv", "person_id,date,kind,value\nann,2020-01-05,done,well\nann,2020-01-06,done,wel\neve,2020-01-05,begun,\n");
    let (ran, _, of_run) = ends(virkning(&folder).args(["run", "study.toml"]));
    let (inspected, told, of_inspect) = ends(virkning(&folder).args(["inspect", "study.toml"]));
    assert_eq!((ran, inspected), (3, 3));
    assert_eq!(of_run.replace("study `s`: ", ""), of_inspect);
    assert!(
        of_inspect.contains("`enrolment.csv`, line 3, column `arm`"),
        "{of_inspect}"
    );
    for part in [
        "in no analysis",
        "begun ",
        "done=... ",
        "asked for, not there     moved",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("ann") && !told.contains("wel"), "{told}");
}

#[test]
fn inspect_of_a_file_withholds_small_counts_and_tells_faults_without_keys() {
    let folder = Workdir::new();
    let rows: String = (0..7)
        .map(|i| format!("secret{i},810,{}\n", if i < 3 { "899" } else { "" }))
        .collect();
    folder.file("weekly.csv", &format!("person_id,y_1601,y_1602\n{rows}"));
    let (code, told, _) = ends(virkning(&folder).args(["inspect", "weekly.csv"]));
    assert_eq!(code, 0, "{told}");
    let line = |start: &str| {
        told.lines()
            .find(|l| l.trim_start().starts_with(start))
            .unwrap_or_default()
            .to_string()
    };
    assert!(
        line("899").contains("withheld") && !line("810").contains("withheld"),
        "{told}"
    );
    folder.file(
        "weekly.csv",
        "person_id,y_1601,y_1602\nsecret1,810,xyz\nsecret1,810,810\n",
    );
    let (code, told, talk) = ends(virkning(&folder).args(["inspect", "weekly.csv"]));
    assert_eq!(code, 3);
    assert!(
        !told.contains("secret") && !talk.contains("secret"),
        "{talk}"
    );
}

#[test]
fn inspect_tells_the_kinds_of_activities_and_only_how_many_employers_there_are() {
    let folder = Workdir::new();
    folder.file("weekly.csv", "person_id,y_1601\nsecret1,810\n");
    folder.file("persons.csv", "person_id,arm\nsecret1,a\n");
    folder.file(
        "study.toml",
        r#"
schema = 1
study = { id = "few", title = "Few", data = "public" }
entry = { all = true }
analysis = [{ id = "follow", kind = "follow-up" }]
[register]
weekly = { path = "weekly.csv", layout = "wide" }
persons = { path = "persons.csv" }
activities = { path = "activities.csv" }
[groups]
participant = { where = { column = "arm", equals = "a" } }
comparison = { where = { column = "arm", equals = "b" } }
"#,
    );
    let rows = "person_id,kind,from,to,employer\nsecret1,praktik,2016-W01,,smith\nsecret1,praktik,2016-W01,,jones\n";
    folder.file("activities.csv", rows);
    let (code, told, talk) = ends(virkning(&folder).args(["inspect", "study.toml"]));
    assert_eq!(code, 0, "{talk}");
    for line in ["activities 2 rows", "praktik 2", "employer 2 distinct"] {
        let is = |l: &str| l.split_whitespace().collect::<Vec<_>>().join(" ") == line;
        assert!(told.lines().any(is), "{line}: {told}");
    }
    assert!(!told.contains("smith"), "{told}");
    folder.file(
        "activities.csv",
        &format!("{rows}secret1,,2016-W02,2016-W01,\n"),
    );
    let (code, told, talk) = ends(virkning(&folder).args(["inspect", "study.toml"]));
    assert_eq!(code, 3, "{talk}");
    for what in ["line 4, column `kind`", "line 4, column `to`"] {
        assert!(talk.contains(what), "{what}: {talk}");
    }
    assert!(
        !told.contains("secret") && !talk.contains("secret"),
        "{talk}"
    );
}

#[test]
fn converting_there_and_back_keeps_every_week() {
    let folder = Workdir::new();
    let wide = "person_id,y_1552,y_1553,y_1601\na,810,810,\nb,,817,890\n";
    folder.file("wide.csv", wide);
    let convert = |words: &[&str]| {
        let (code, told, talk) = ends(virkning(&folder).arg("convert").args(words));
        assert_eq!((code, told.as_str()), (0, ""), "{talk}");
        assert!(talk.contains("not for release"), "{talk}");
    };
    convert(&["wide.csv", "spells.parquet"]);
    convert(&[
        "spells.parquet",
        "back.csv",
        "--from",
        "spells",
        "--to",
        "wide",
    ]);
    assert_eq!(
        std::fs::read_to_string(folder.path().join("back.csv")).expect("the file"),
        wide
    );
}
