//! Lots on the command line: the draw, its trail, its proof, and what is refused.

use super::{ends, virkning};
use crate::support::Workdir;

/// Nine referred persons.
fn list() -> String {
    let rows = (1..=9).map(|n| format!("q{n},{}\n", if n % 3 == 0 { "north" } else { "south" }));
    format!("person_id,area\n{}", rows.collect::<String>())
}

fn with_list() -> Workdir {
    let folder = Workdir::new();
    folder.file("list.csv", &list());
    folder
}

const DRAW: [&str; 8] = [
    "randomise",
    "list.csv",
    "--seed",
    "20170116",
    "--out",
    "drawn.csv",
    "--date",
    "2017-01-16",
];

fn read(folder: &Workdir, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).expect("the file")
}

#[test]
fn a_list_is_drawn_with_a_trail_beside_it_and_comes_out_again() {
    let folder = with_list();
    let (code, told, talk) = ends(virkning(&folder).args(DRAW));
    assert_eq!((code, told.as_str()), (0, ""), "{talk}");
    assert!(talk.contains("not for release"), "{talk}");
    let drawn = read(&folder, "drawn.csv");
    assert!(
        drawn.starts_with("person_id,date,assigned_arm\nq1,2017-01-16,"),
        "{drawn}"
    );
    let of = |arm: &str| drawn.lines().filter(|l| l.ends_with(arm)).count();
    assert_eq!(of("intervention") + of("control"), 9);
    assert_eq!(of("intervention").abs_diff(of("control")), 1);
    let audit = read(&folder, "drawn.csv.audit.json");
    let audit: serde_json::Value = serde_json::from_str(&audit).expect("JSON");
    assert_eq!(audit["seed"], 20_170_116);
    assert_eq!(audit["algorithm"], "permuted-blocks-1");
    assert_eq!(audit["list_sha256"].as_str().map(str::len), Some(64));
    assert_eq!(
        audit["arms"][0]["persons"].as_u64(),
        Some(of("intervention") as u64)
    );
    assert!(!audit.to_string().contains("q1"), "{audit}");
    let proof = [
        "randomise",
        "list.csv",
        "--replay",
        "drawn.csv.audit.json",
        "--allocation",
        "drawn.csv",
    ];
    let (code, told, talk) = ends(virkning(&folder).args(proof));
    assert_eq!(
        (code, told.as_str()),
        (0, "the allocation of 9 persons comes out again\n"),
        "{talk}"
    );
}

#[test]
fn another_list_or_allocation_does_not_come_out() {
    let folder = with_list();
    ends(virkning(&folder).args(DRAW));
    let mut rows: Vec<String> = list().lines().map(str::to_string).collect();
    rows.swap(1, 2);
    folder.file("other.csv", &(rows.join("\n") + "\n"));
    let replay = |list: &str, more: &[&str]| {
        let mut command = virkning(&folder);
        command.args(["randomise", list, "--replay", "drawn.csv.audit.json"]);
        ends(command.args(more))
    };
    let (code, told, talk) = replay("other.csv", &[]);
    assert_eq!((code, told.as_str()), (1, ""));
    assert!(
        talk.contains("differs: the list is not the one that was drawn from"),
        "{talk}"
    );
    let swapped = read(&folder, "drawn.csv").replacen("control", "intervention", 1);
    folder.file("mended.csv", &swapped);
    let (code, _, talk) = replay("list.csv", &["--allocation", "mended.csv"]);
    assert_eq!(code, 1);
    assert!(talk.contains("1 persons stand in another arm"), "{talk}");
    let audit = read(&folder, "drawn.csv.audit.json").replace("permuted-blocks-1", "coins-1");
    folder.file("drawn.csv.audit.json", &audit);
    let (code, _, talk) = replay("list.csv", &[]);
    assert_eq!(code, 2);
    assert!(talk.contains("`coins-1`"), "{talk}");
}

#[test]
fn persons_go_to_stdout_only_when_a_trail_is_kept() {
    let folder = with_list();
    let (code, _, talk) = ends(virkning(&folder).args(["randomise", "list.csv", "--seed", "1"]));
    assert_eq!(code, 2, "{talk}");
    let (code, told, talk) = ends(virkning(&folder).args([
        "randomise",
        "list.csv",
        "--seed",
        "1",
        "--audit",
        "trail.json",
        "--strata",
        "area",
    ]));
    assert_eq!(code, 0, "{talk}");
    assert!(told.starts_with("person_id,assigned_arm,area\n"), "{told}");
    // Each stratum is drawn by itself: three in the north, six in the south.
    let south = told
        .lines()
        .filter(|l| l.ends_with("intervention,south"))
        .count();
    assert_eq!(south, 3);
    assert!(!talk.contains("q1"), "{talk}");
}

#[test]
fn the_draw_stops_at_the_capacity_and_nobody_is_drawn_twice() {
    let folder = with_list();
    let draw = |more: &[&str]| {
        let mut command = virkning(&folder);
        command.args(["randomise", "list.csv", "--seed", "5", "--out", "drawn.csv"]);
        ends(command.args(more))
    };
    let (code, _, talk) = draw(&["--capacity", "3"]);
    assert_eq!(code, 0);
    assert!(talk.contains("6 of 9 persons were drawn"), "{talk}");
    assert_eq!(read(&folder, "drawn.csv").lines().count(), 7);
    let (code, _, talk) = ends(virkning(&folder).args([
        "randomise",
        "list.csv",
        "--seed",
        "6",
        "--out",
        "next.csv",
        "--previous",
        "drawn.csv",
    ]));
    assert_eq!(code, 3);
    assert!(
        talk.contains(
            "`list.csv`, line 2, column `person_id`: the person was drawn before, in `drawn.csv`"
        ),
        "{talk}"
    );
    assert!(!talk.contains("q1"), "{talk}");
    assert!(!folder.path().join("next.csv").exists());
}

#[test]
fn bad_lists_and_designs_are_refused_by_row_and_never_by_person() {
    let folder = with_list();
    folder.file("twice.csv", "person_id\nq1\nq2\nq1\n");
    folder.file("blank.csv", "person_id,area\nq1,a\n,b\n");
    let run = |list: &str, more: &[&str]| {
        let mut command = virkning(&folder);
        command.args(["randomise", list, "--seed", "5", "--out", "drawn.csv"]);
        let (code, _, talk) = ends(command.args(more));
        assert!(!talk.contains("q1"), "{talk}");
        (code, talk)
    };
    let (code, talk) = run("twice.csv", &[]);
    assert_eq!(code, 3);
    assert!(
        talk.contains("line 4, column `person_id`: the person has an earlier row"),
        "{talk}"
    );
    let (code, talk) = run("blank.csv", &[]);
    assert_eq!(code, 3);
    assert!(
        talk.contains("line 3, column `person_id`: the key is blank"),
        "{talk}"
    );
    for (more, part) in [
        (
            &["--ratio", "1:0"][..],
            "the part of an arm is 0; allowed: 1 to 1000",
        ),
        (&["--ratio", "1:1:1"], "3 parts and `--arms` 2 arms"),
        (&["--block", "3"], "multiples of 2"),
        (&["--arms", "a,a"], "stands twice"),
    ] {
        let (code, talk) = run("list.csv", more);
        assert_eq!(code, 2, "{talk}");
        assert!(talk.contains(part), "{talk}");
    }
    assert!(!folder.path().join("drawn.csv").exists());
}

#[test]
fn a_draw_is_never_written_over_another_nor_over_its_list() {
    let folder = with_list();
    let (code, _, talk) = ends(virkning(&folder).args(DRAW));
    assert_eq!(code, 0, "{talk}");
    let drawn = read(&folder, "drawn.csv");
    let run = |more: &[&str]| {
        let mut command = virkning(&folder);
        command.args(["randomise", "list.csv", "--seed", "2"]);
        let (code, _, talk) = ends(command.args(more));
        assert_eq!(code, 2, "{talk}");
        talk
    };
    let again = run(&["--out", "drawn.csv"]);
    assert!(again.contains("`drawn.csv` is there already"), "{again}");
    run(&["--out", "new.csv", "--audit", "drawn.csv.audit.json"]);
    run(&["--out", "list.csv"]);
    let same = run(&["--out", "new.csv", "--audit", "./new.csv"]);
    assert!(same.contains("are the same file"), "{same}");
    assert_eq!(read(&folder, "drawn.csv"), drawn);
    assert_eq!(read(&folder, "list.csv"), list());
    assert!(!folder.path().join("new.csv").exists());
}

#[test]
fn a_ratio_too_large_to_be_drawn_is_refused_and_so_is_one_in_an_audit() {
    let folder = with_list();
    for ratio in ["18446744073709551615:1", "3000000000:1"] {
        let mut command = virkning(&folder);
        command.args([
            "randomise",
            "list.csv",
            "--seed",
            "2",
            "--out",
            "x.csv",
            "--ratio",
            ratio,
        ]);
        let (code, _, talk) = ends(&mut command);
        assert_eq!(code, 2, "{talk}");
        assert!(talk.contains("allowed: 1 to 1000"), "{talk}");
    }
    ends(virkning(&folder).args(DRAW));
    let audit = read(&folder, "drawn.csv.audit.json");
    for (from, to) in [
        ("\"part\": 1", "\"part\": 5000000000"),
        ("\"block\": null", "\"block\": 1"),
    ] {
        folder.file("changed.json", &audit.replacen(from, to, 1));
        let proof = ["randomise", "list.csv", "--replay", "changed.json"];
        let (code, _, talk) = ends(virkning(&folder).args(proof));
        assert_eq!(code, 2, "{talk}");
        assert!(talk.contains("allowed: "), "{talk}");
    }
}

#[test]
fn a_changed_date_or_number_of_places_does_not_come_out() {
    let folder = with_list();
    ends(virkning(&folder).args(DRAW));
    let audit = read(&folder, "drawn.csv.audit.json");
    let replay = |audit: &str| {
        folder.file("changed.json", audit);
        let proof = [
            "randomise",
            "list.csv",
            "--replay",
            "changed.json",
            "--allocation",
            "drawn.csv",
        ];
        ends(virkning(&folder).args(proof))
    };
    let (code, _, talk) = replay(&audit.replace("2017-01-16", "2017-01-17"));
    assert_eq!(code, 1, "{talk}");
    assert!(
        talk.contains("9 persons have another date than 2017-01-17"),
        "{talk}"
    );
    let (code, _, talk) = replay(&audit.replace("\"places\": null", "\"places\": 2"));
    assert_eq!(code, 1, "{talk}");
    assert!(
        talk.contains("4 persons are drawn; the audit tells 9"),
        "{talk}"
    );
    let other = audit.replace("\"virkning ", "\"virkning 9");
    let (code, told, talk) = replay(&other);
    assert_eq!(code, 0, "{talk}");
    assert!(
        told.contains("comes out again") && talk.contains("drawn by virkning 9"),
        "{talk}"
    );
}

#[test]
fn strata_and_earlier_draws_that_cannot_be_counted_are_refused() {
    let folder = with_list();
    folder.file("other.csv", "person_id,assigned_arm\nz1,treatment\n");
    folder.file(
        "twice.csv",
        "person_id,assigned_arm\nz1,control\nz1,control\n",
    );
    let run = |more: &[&str]| {
        let mut command = virkning(&folder);
        command.args(["randomise", "list.csv", "--seed", "5", "--out", "drawn.csv"]);
        let (code, _, talk) = ends(command.args(more));
        assert!(!talk.contains("q1") && !talk.contains("z1"), "{talk}");
        (code, talk)
    };
    for strata in ["person_id", "area,Area", "date"] {
        let (code, talk) = run(&["--strata", strata]);
        assert_eq!(code, 2, "{talk}");
        assert!(
            talk.contains("a column of the allocation already"),
            "{talk}"
        );
    }
    let (code, talk) = run(&["--capacity", "3", "--previous", "other.csv"]);
    assert_eq!(code, 3, "{talk}");
    assert!(
        talk.contains("`other.csv`, line 2, column `assigned_arm`"),
        "{talk}"
    );
    let (code, talk) = run(&["--previous", "twice.csv"]);
    assert_eq!(code, 3, "{talk}");
    assert!(
        talk.contains("`twice.csv`, line 3, column `person_id`"),
        "{talk}"
    );
}

#[test]
fn power_takes_a_negative_effect_and_tells_what_of_a_negative_size() {
    let folder = Workdir::new();
    let run = |words: &str| ends(virkning(&folder).arg("power").args(words.split(' ')));
    let (code, told, _) = run("two-means --delta -0.5 --power 0.8");
    assert_eq!(code, 0);
    assert!(told.starts_with("n_per_group: 63.77"), "{told}");
    let (code, _, talk) = run("two-proportions --p1 0.1 --p2 0.25 --n -5");
    assert_eq!(code, 2);
    assert!(talk.contains("`n` is -5; allowed: above 0"), "{talk}");
    let (code, _, talk) = run("two-means --delta 0.5 --n 3 --design-effect 2");
    assert_eq!(code, 2);
    assert!(
        talk.contains("`--n` is 3, and with the design effect as much as 1.5"),
        "{talk}"
    );
}

#[test]
fn power_finds_the_one_of_three_that_is_left_out() {
    let folder = Workdir::new();
    let told = |words: &str| {
        let (code, told, talk) = ends(virkning(&folder).arg("power").args(words.split(' ')));
        assert_eq!(code, 0, "{talk}");
        told
    };
    assert_eq!(
        told("two-proportions --p1 0.1 --p2 0.25 --n 100"),
        "power: 0.8018\n"
    );
    assert_eq!(
        told("two-proportions --p1 0.1 --p2 0.2 --n 100"),
        "power: 0.5082\n"
    );
    assert_eq!(
        told("two-proportions --p1 0.1 --p2 0.25 --power 0.8"),
        "n_per_group: 99.54, rounded up 100\n"
    );
    assert_eq!(
        told("two-proportions --p1 0.1 --n 100 --power 0.8"),
        "p2: 0.2496\n"
    );
    assert_eq!(
        told("two-proportions --p1 0.1 --p2 0.25 --power 0.8 --design-effect 2"),
        "n_per_group: 199.08, rounded up 200\n"
    );
    // Twice the persons in clusters with a design effect of 2 find as much.
    assert_eq!(
        told("two-proportions --p1 0.1 --p2 0.25 --n 200 --design-effect 2"),
        "power: 0.8018\n"
    );
    // (1.959964 + 0.841621)^2 / (0.25 * 0.480453) = 65.35.
    assert_eq!(
        told("logrank --hazard-ratio 2 --power 0.8"),
        "events: 65.35, rounded up 66\n"
    );
    assert!(told("two-means --delta 0.5 --power 0.8").starts_with("n_per_group: 63.77"));
    let json: serde_json::Value = serde_json::from_str(&told(
        "two-proportions --p1 0.1 --p2 0.25 --power 0.8 --format json",
    ))
    .expect("JSON");
    assert_eq!(json["rounded_up"], 100.0);
    for words in [
        "two-proportions --p1 0.1 --p2 0.25",
        "two-proportions --p1 0.1 --p2 0.25 --n 100 --power 0.8",
        "two-proportions --p1 0.1 --p2 0.1 --power 0.8",
        "two-proportions --p1 1.1 --p2 0.1 --power 0.8",
        "logrank --hazard-ratio 2 --power 0.8 --design-effect 0",
    ] {
        let (code, _, talk) = ends(virkning(&folder).arg("power").args(words.split(' ')));
        assert_eq!(code, 2, "{words}: {talk}");
    }
}
