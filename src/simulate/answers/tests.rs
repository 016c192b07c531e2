use super::make;
use super::spec::Spec;
use crate::simulate::{Fault, Plan};
use std::collections::BTreeMap;
use std::path::Path;

const SMALL: &str = r#"
schema = 1
kind = "answers"
seed = 5

[output]
survey = "survey.csv"
progression = "progression.csv"
truth = "truth.json"

[[respondents]]
wave = "start"
role = "leader"
n = { 101 = 4, 165 = 3 }

[[answers]]
wave = "start"
role = "leader"
items = ["a", "b"]
values = [["agree", "strongly"], "no", ""]
counts = { 101 = [5, 2, 1], 165 = [1, 2, 0] }

[[answers]]
wave = "start"
role = "leader"
items = ["c"]
values = [1, 2, 3, 4, 5]
sums = { 101 = [4, 13] }
spread = 0.5

[[progression]]
item = "q1"
times = [0, 3]
paths = [{ answers = [4, 5], persons = 2 }, { answers = [3, ""], persons = 1 }]
"#;

fn spec(seed: u64) -> Spec {
    let mut spec: Spec = toml::from_str(SMALL).expect("the small file");
    spec.seed = seed;
    spec
}

/// Rows counted by some of their cells.
fn counted(rows: &[Vec<String>], columns: &[usize]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for row in rows {
        let key: Vec<&str> = columns.iter().map(|c| row[*c].as_str()).collect();
        *counts.entry(key.join(" ")).or_insert(0) += 1;
    }
    counts
}

#[test]
fn the_rows_have_exactly_the_counts_of_the_file_whatever_the_seed() {
    let of = |seed| make::survey(&spec(seed), "survey.csv").rows;
    let (one, two) = (of(1), of(2));
    assert_ne!(one, two);
    let by = |rows: &[Vec<String>]| counted(rows, &[1, 2, 3, 4, 5]);
    // Item and answer are dealt together: only their margins are promised.
    let values = |rows: &[Vec<String>]| {
        let pooled: Vec<_> = rows.iter().filter(|r| r[4] != "c").cloned().collect();
        counted(&pooled, &[2, 5])
    };
    assert_eq!(values(&one), values(&two));
    let told = values(&one);
    assert_eq!((told["101 agree"], told["101 strongly"]), (3, 2));
    assert_eq!((told["101 no"], told["101 "], told["165 no"]), (2, 1, 2));
    assert_eq!(told["165 agree"], 1);
    // 13 over 4: three on 3 and one on 4; then one pair moved a step apart.
    let scores: Vec<_> = by(&one)
        .into_iter()
        .filter(|(k, _)| k.contains(" c "))
        .collect();
    let scores: Vec<(&str, usize)> = scores.iter().map(|(k, n)| (k.as_str(), *n)).collect();
    let at = "leader 101 start c";
    assert_eq!(
        scores,
        [
            (format!("{at} 2").as_str(), 1),
            (format!("{at} 3").as_str(), 1),
            (format!("{at} 4").as_str(), 2)
        ]
    );
}

#[test]
fn nobody_answers_an_item_twice_and_each_key_has_one_group() {
    let rows = make::survey(&spec(3), "survey.csv").rows;
    assert!(counted(&rows, &[0, 4]).values().all(|n| *n == 1));
    let groups = counted(&rows, &[0, 1, 2, 3]);
    assert_eq!(groups.len(), counted(&rows, &[0]).len());
}

#[test]
fn persons_over_time_follow_their_paths_and_blanks_are_no_rows() {
    let rows = make::progression(&spec(3), "progression.csv").rows;
    assert_eq!(rows.len(), 5);
    let told = counted(&rows, &[1, 2, 3]);
    assert_eq!((told["0 q1 4"], told["3 q1 5"], told["0 q1 3"]), (2, 2, 1));
}

#[test]
fn each_fault_is_told_with_its_place() {
    let told = |from: &str, to: &str| {
        let text = SMALL.replace(from, to);
        assert_ne!(text, SMALL);
        let faults = Plan::read(&text, Path::new("answers.toml")).err();
        let told: Vec<String> = faults.iter().flatten().map(Fault::to_string).collect();
        told.join("; ")
    };
    let place = "`answers.toml`, line 21, column ";
    let cases = [
        (
            "165 = [1, 2, 0]",
            "165 = [1, 2]",
            "has 2 counts for 3 values",
        ),
        (
            "101 = [5, 2, 1]",
            "101 = [6, 2, 1]",
            "can give 8 to these items",
        ),
        ("165 = [1, 2, 0]", "185 = [1, 2, 0]", "has no respondents"),
    ];
    for (from, to, words) in cases {
        let told = told(from, to);
        assert!(told.contains(words), "{told}");
        assert!(told.starts_with(place), "{told}");
    }
    let told_sum = told("[4, 13]", "[4, 21]");
    assert!(told_sum.contains("cannot sum to that"), "{told_sum}");
    assert!(told("items = [\"c\"]", "items = [\"a\"]").contains("was answered before"));
    assert!(told("[3, \"\"]", "[3]").contains("has 1 answers for 2 times"));
    assert!(told("survey = \"survey.csv\"", "").contains("needs a name for `output.survey`"));
    assert!(told("spread = 0.5", "spread = 1.5").contains("a share lies from 0 to 1"));
}

/// Two questions to a site of four, the second only to those who said yes to the first.
const ASKED: &str = r#"
schema = 1
kind = "answers"
seed = 5

[output]
survey = "survey.csv"
truth = "truth.json"

[[respondents]]
n = { 101 = 4 }

[[answers]]
items = ["been"]
values = ["yes", "no"]
counts = { 101 = [2, 2] }

[[answers]]
items = ["how"]
among = { item = "been", values = ["yes"] }
values = [1, 2]
counts = { 101 = [1, 1] }
"#;

#[test]
fn a_question_is_put_to_those_who_answered_another_whatever_the_seed() {
    for seed in 0..20 {
        let mut spec: Spec = toml::from_str(ASKED).expect("the file");
        spec.seed = seed;
        let rows = make::survey(&spec, "survey.csv").rows;
        let who = |item: &str, value: Option<&str>| {
            let is = |r: &&Vec<String>| r[4] == item && value.is_none_or(|v| r[5] == v);
            let keys = rows.iter().filter(is).map(|r| r[0].clone());
            keys.collect::<std::collections::BTreeSet<String>>()
        };
        assert_eq!(who("how", None), who("been", Some("yes")));
    }
}

#[test]
fn more_answers_than_were_asked_and_a_question_not_told_of_are_faults() {
    let told = |from: &str, to: &str| {
        let text = ASKED.replacen(from, to, 1);
        assert_ne!(text, ASKED);
        let faults = Plan::read(&text, Path::new("answers.toml")).err();
        let told: Vec<String> = faults.iter().flatten().map(Fault::to_string).collect();
        told.join("; ")
    };
    let more = told("101 = [1, 1]", "101 = [1, 2]");
    assert!(
        more.contains("has 3 answers; its respondents can give 2"),
        "{more}"
    );
    let other = told("item = \"been\"", "item = \"gone\"");
    assert!(
        other.contains("needs item `gone` told of before"),
        "{other}"
    );
    let pooled = told("[\"yes\", \"no\"]", "[[\"yes\", \"no\"], \"dk\"]");
    assert!(
        pooled.contains("needs item `been` told of before"),
        "{pooled}"
    );
}
