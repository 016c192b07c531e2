//! What tables of answers must keep: each fault with its row, column and what is allowed, all in one pass, and never a person.

use crate::support::Workdir;
use virkning::cli::load;
use virkning::findings::{AnalysisResult, Note};
use virkning::study;

const ANSWERS: &str = "\
respondent_id,role,site,wave,item,value
ann,staff,101,start,plan,4
ann,staff,101,start,goal,yes
bob,staff,147,start,plan,2
bob,staff,147,start,goal,no
";
const STUDY: &str = r#"
schema = 1
[study]
id = "answers"
title = "Answers"
data = "synthetic"
[register]
survey = { path = "survey.csv" }
[survey]
waves = [{ id = "start" }]
roles = [{ id = "staff" }, { id = "leader" }]
sites = [{ id = 101 }, { id = 147 }]
[[analysis]]
id = "score"
kind = "fidelity"
mode = "score"
scale = [1, 5]
elements = [{ id = "plan", items = ["plan"] }]
[[analysis]]
id = "shares"
kind = "survey-shares"
by = "wave"
invited = { staff = 3 }
invited_by = "role"
questions = [{ item = "goal" }]
categories = [{ id = "yes", values = ["yes"] }, { id = "no", values = ["no"] }]
"#;

/// What loading a table of answers tells.
fn told(answers: &str) -> String {
    of_study(STUDY, "survey.csv", answers)
}

fn of_study(text: &str, file: &str, table: &str) -> String {
    let folder = Workdir::new();
    folder.file(file, table);
    let plan = study::read(&folder.file("study.toml", text)).expect("a sound study");
    let told = match load::load(&plan) {
        Ok(_) => String::new(),
        Err(faults) => faults.to_string(),
    };
    assert!(!told.contains("ann") && !told.contains("bob"), "{told}");
    told
}

/// The notes of an analysis, and whether it was estimated.
fn notes(answers: &str, id: &str) -> (Vec<Note>, bool) {
    let folder = Workdir::new();
    folder.file("survey.csv", answers);
    let found = crate::support::run_study(&folder.file("study.toml", STUDY));
    let analysis = crate::support::analysis(&found, id).clone();
    let made = !matches!(analysis.result, AnalysisResult::NotEstimated(_));
    (analysis.notes, made)
}

#[track_caller]
fn holds(text: &str, part: &str) {
    assert!(text.contains(part), "{text}");
}

#[test]
fn sound_answers_have_no_fault() {
    assert_eq!(told(ANSWERS), "");
}

#[test]
fn a_word_that_is_not_declared_is_told_with_those_that_are() {
    holds(
        &told(&ANSWERS.replacen("staff", "mayor", 1)),
        "`survey.csv`, line 2, column `role`: this role is not declared in `[survey]`; declared: `staff`, `leader`",
    );
}

#[test]
fn an_answer_outside_its_scale_is_told_with_the_scale() {
    holds(
        &told(&ANSWERS.replacen("plan,4", "plan,7", 1)),
        "line 2, column `value`: the answer is outside the scale of item `plan`; allowed: 1 to 5",
    );
    holds(
        &told(&ANSWERS.replacen("goal,yes", "goal,perhaps", 1)),
        "outside the scale of item `goal`; allowed: `yes`, `no`",
    );
    for no_number in ["NaN", "inf", "\"3,5\""] {
        let text = told(&ANSWERS.replacen("plan,4", &format!("plan,{no_number}"), 1));
        holds(&text, "outside the scale of item `plan`");
    }
}

#[test]
fn a_blank_item_is_a_fault_and_a_blank_answer_is_none() {
    holds(
        &told(&ANSWERS.replacen("start,plan", "start,", 1)),
        "line 2, column `item`: the item is blank",
    );
    assert_eq!(told(&ANSWERS.replacen("plan,4", "plan,", 1)), "");
}

#[test]
fn respondents_with_keys_like_cpr_numbers_stop_the_run() {
    let keys = ANSWERS.replace("ann", "0101801234");
    let keys = keys.replace("bob", "020280-1234");
    holds(
        &told(&keys),
        "`survey.csv`: most person keys look like CPR numbers (DDMMYY and four digits)\n  to mend: replace the keys by running numbers, or write `allow_cpr_like_keys = true`",
    );
    let allowed = STUDY.replace("[survey]", "allow_cpr_like_keys = true\n[survey]");
    assert_eq!(of_study(&allowed, "survey.csv", &keys), "");
}

#[test]
fn more_answers_than_were_invited_are_a_fault_and_no_share_above_one() {
    let study = STUDY.replace("staff = 3", "staff = 1");
    holds(
        &of_study(&study, "survey.csv", ANSWERS),
        "column `role`: more have answered of `staff` than the 1 that analysis `shares` says were invited",
    );
}

#[test]
fn a_column_that_stands_twice_is_a_fault() {
    let twice: Vec<String> = ANSWERS.lines().map(|line| format!("{line},1")).collect();
    let twice = twice.join("\n").replacen("value,1", "value,Value", 1);
    holds(
        &told(&twice),
        "column `Value`: the column stands more than once",
    );
}

#[test]
fn a_first_line_that_is_a_row_is_not_shown() {
    let (_, rows) = ANSWERS.split_once('\n').expect("a header");
    holds(
        &told(rows),
        "the column `respondent_id` is missing; the first line has 6 fields, and none is the name of a column",
    );
}

#[test]
fn items_and_municipalities_without_answers_are_named_beside_the_result() {
    let (found, made) = notes(&ANSWERS.replace("147", "101"), "score");
    let silent = found.iter().find(|n| n.code == "sites-without-answers");
    let facts = &silent.expect("a note").facts;
    assert_eq!(
        (facts["sites"].as_str(), facts["names_en"].as_str()),
        ("1", "Frederiksberg")
    );
    assert!(made);
    let (found, made) = notes(&ANSWERS.replace("goal,", "gaol,"), "shares");
    assert_eq!((found, made), (Vec::new(), false), "no answers at all");
}

#[test]
fn answers_without_a_wave_are_counted_beside_the_result() {
    let (found, _) = notes(
        &ANSWERS.replacen("101,start,goal", "101,,goal", 1),
        "shares",
    );
    let without = found.iter().find(|n| n.code == "answers-without-wave");
    assert_eq!(without.expect("a note").facts["rows"], "1");
}

const PROGRESSION: &str = "\
person_id,time,item,value
ann,0,q1,4
ann,3,q1,5
bob,0,q1,4
bob,3,q1,7
";
const PATHS: &str = r#"
schema = 1
[study]
id = "paths"
title = "Paths"
data = "synthetic"
[register]
progression = { path = "progression.csv" }
[[analysis]]
id = "paths"
kind = "progression"
scale = [1, 10]
questions = [{ id = "q1" }]
"#;

fn of_progression(table: &str) -> String {
    of_study(PATHS, "progression.csv", table)
}

#[test]
fn one_impossible_date_spoils_its_own_row_only() {
    let dated = PROGRESSION.replace(",0,", ",2016-01-01,");
    let dated = dated.replace(",3,", ",2016-04-01,");
    assert_eq!(of_progression(&dated), "");
    assert_eq!(
        of_progression(&dated.replacen("2016-04-01", "2016-02-30", 1)),
        "`progression.csv`, line 3, column `time`: the cell is no date, as other cells of the column are\n  to mend: a time is a number in every row, or a date in every row"
    );
    holds(
        &of_progression(&PROGRESSION.replacen(",3,", ",three,", 1)),
        "line 3, column `time`: the cell is no number",
    );
}

#[test]
fn every_fault_of_a_progression_is_told_in_one_pass() {
    let text = PROGRESSION
        .replacen("0,q1,4", ",q1,4", 1)
        .replacen("q1,5", "q1,good", 1)
        .replacen("bob,0", ",0", 1)
        .replacen("3,q1,7", "3,,7", 1);
    let told = of_progression(&text);
    for part in [
        "line 2, column `time`: the time is blank",
        "line 3, column `value`: the cell is no number",
        "line 4, column `person_id`: the key is blank",
        "line 5, column `item`: the item is blank",
    ] {
        holds(&told, part);
    }
}

#[test]
fn the_same_time_written_in_two_ways_is_the_same_time() {
    let again = format!("{PROGRESSION}ann,3.0,q1,6\n");
    holds(
        &of_progression(&again),
        "line 6, column `item`: the person has answered this item at this time before",
    );
}

#[test]
fn a_required_progression_without_an_estimate_is_not_estimated() {
    let folder = Workdir::new();
    let one = PROGRESSION.lines().take(3).collect::<Vec<_>>().join("\n");
    folder.file("progression.csv", &one);
    let found = crate::support::run_study(&folder.file("study.toml", PATHS));
    let AnalysisResult::NotEstimated(reason) = &found.analyses[0].result else {
        panic!("{:?}", found.analyses[0].result);
    };
    assert_eq!(reason.code, "too-few-followed");
}

/// The faults of a study file.
fn of_file(from: &str, to: &str) -> String {
    assert!(STUDY.contains(from), "{from}");
    let folder = Workdir::new();
    let path = folder.file("study.toml", &STUDY.replacen(from, to, 1));
    study::render(&study::read(&path).expect_err("a fault"), &path)
}

#[test]
fn what_a_study_of_answers_cannot_mean_is_told_with_its_line() {
    let cases = [
        (
            "scale = [1, 5]",
            "scale = [5, 1]",
            "the numbers of the scale do not rise",
        ),
        (
            "scale = [1, 5]",
            "scale = [3]",
            "the numbers of the scale do not rise",
        ),
        (
            "scale = [1, 5]",
            "scale = [1, 5]\nclasses = [{ id = \"x\", sites = [999] }]",
            "unknown municipality `999`",
        ),
        (
            "scale = [1, 5]",
            "scale = [1, 5]\nclasses = [{ id = \"x\", sites = [101, 101] }]",
            "`101` stands twice in the class",
        ),
        (
            "scale = [1, 5]",
            "scale = [1, 5]\nclasses = [{ id = \"x\", sites = [101] }, { id = \"x\", sites = [147] }]",
            "two classes have the id `x`",
        ),
        (
            "questions = [{ item = \"goal\" }]",
            "questions = [{ item = \"goal\" }, { item = \"goal\" }]",
            "the item `goal` is asked twice",
        ),
        (
            "invited = { staff = 3 }",
            "invited = { stff = 3 }",
            "unknown group `stff` of those invited; nearest: `staff`",
        ),
    ];
    for (from, to, message) in cases {
        let text = of_file(from, to);
        holds(&text, message);
        holds(&text, "study.toml:");
    }
}

#[test]
fn every_fault_of_a_list_is_told_in_one_pass() {
    let text = of_file(
        "categories = [{ id = \"yes\", values = [\"yes\"] }, { id = \"no\", values = [\"no\"] }]",
        "categories = [{ id = \"y\", values = [\"a\"] }, { id = \"y\", values = [\"b\"] }, { id = \"n\", values = [\"a\"] }]",
    );
    holds(&text, "two categories have the id `y`");
    holds(&text, "the answer `a` is in two categories");
}
