//! `virkning consistency`: streams, exit codes and what it says of bad files.

use super::{ends, virkning};
use crate::support::Workdir;

const HEAD: &str = "id,section,quantity,group,value,unit,rounding,qualifier,denominator_n,note\n";
const ROWS: &str = "k,Table 1,women,all,54,count,0,,,\nn,Table 1,all,all,109,count,0,,,\np,Table 1,women in percent,all,50.5,percent,1,,,\n";
const RELATION: &str = "schema = 1\n\n[[relation]]\nname = \"women\"\nkind = \"percent\"\npercent = \"p\"\ncount = \"k\"\nof = \"n\"\n";

fn with(rows: &str, relations: &str) -> Workdir {
    let folder = Workdir::new();
    folder.file("printed.csv", &format!("{HEAD}{rows}"));
    folder.file("relations.toml", relations);
    folder
}

fn run(folder: &Workdir, words: &[&str]) -> (i32, String, String) {
    ends(virkning(folder).arg("consistency").args(words))
}

#[test]
fn a_contradiction_is_told_in_a_block_with_the_summary_last_and_exit_code_1() {
    let folder = with(ROWS, RELATION);
    let (code, told, talk) = run(&folder, &["printed.csv"]);
    assert_eq!((code, talk.as_str()), (1, ""));
    let expected = "out of rounding (women, percent)\n  printed:  50.5 in `p`, line 4, Table 1\n  must be:  49.5\n  because:  54 / 109 * 100 = 49.5413\n\n1 contradiction in 4 checks: 0 impossible, 1 out of rounding, 0 rounded twice, 0 ambiguous, 0 within rounding\n";
    assert_eq!(told, expected);
}

#[test]
fn figures_that_agree_end_with_0() {
    let folder = with(&ROWS.replace("50.5", "49.5"), RELATION);
    let (code, told, _) = run(&folder, &["printed.csv"]);
    assert_eq!(code, 0);
    assert!(told.starts_with("no contradictions in 4 checks"), "{told}");
}

#[test]
fn json_holds_what_was_checked_and_the_counts_of_each_sureness() {
    let folder = with(ROWS, RELATION);
    let (code, told, _) = run(&folder, &["printed.csv", "--format", "json"]);
    assert_eq!(code, 1);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(
        (&told["checked"], &told["contradictions"]),
        (&4.into(), &1.into())
    );
    assert_eq!(told["counts"]["out-of-rounding"], 1);
    let finding = &told["findings"][0];
    assert_eq!(finding["sure"], "out-of-rounding");
    assert_eq!(finding["relation"], "women");
    assert_eq!(finding["figures"][0]["id"], "p");
    assert_eq!(finding["must_be"], "49.5");
}

#[test]
fn without_relations_each_row_is_checked_by_itself() {
    let folder = Workdir::new();
    folder.file("other.csv", &format!("{HEAD}a,T1,x,,88,percent,0,,7,\n"));
    let (code, told, talk) = run(&folder, &["other.csv"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("impossible (grim)"), "{told}");
    assert!(talk.contains("no relations file"), "{talk}");
}

#[test]
fn relations_may_stand_elsewhere() {
    let folder = with(ROWS, "broken");
    folder.file("elsewhere/mine.toml", RELATION);
    let (code, ..) = run(
        &folder,
        &["printed.csv", "--relations", "elsewhere/mine.toml"],
    );
    assert_eq!(code, 1);
}

#[test]
fn a_danish_file_with_a_mark_and_carriage_returns_says_the_same() {
    let folder = with(ROWS, RELATION);
    let (_, english, _) = run(&folder, &["printed.csv"]);
    let danish = format!("{HEAD}{ROWS}")
        .replace(',', ";")
        .replace("50.5", "50,5")
        .replace('\n', "\r\n");
    folder.file("printed.csv", &format!("\u{feff}{danish}"));
    let (code, told, _) = run(&folder, &["printed.csv"]);
    assert_eq!((code, told.replace("50,5", "50.5")), (1, english));
}

#[test]
fn faults_of_both_files_end_with_2_and_are_told_at_once_with_their_lines() {
    let rows = "k,T1,,,5x,count,0,,,\nk,T1,,,5,count,0,,,\np,T1,,,50.5,,1,,,\n";
    let relations = "schema = 1\n\n[[relation]]\nkind = \"percent\"\npercent = \"q\"\ncount = \"k\"\nof = 109\n";
    let folder = with(rows, relations);
    let (code, told, talk) = run(&folder, &["printed.csv"]);
    assert_eq!((code, told.as_str()), (2, ""));
    for said in [
        "error: printed.csv:2:1: row `k`, column `value`: `5x` is not a number; a number such as",
        "error: printed.csv:3:1: column `id`: `k` stands in line 2 too",
        "error: printed.csv:4:1: row `p`, column `unit`: the number has no unit; such as `percent`",
        "error: relations.toml:5:11: no row has the id `q`; nearest: `k`, `p`",
    ] {
        assert!(talk.contains(said), "{said}\n{talk}");
    }
}

#[test]
fn files_that_are_not_there_or_not_text_are_wrong_use() {
    let folder = Workdir::new();
    let (code, _, talk) = run(&folder, &["nothing.csv", "--relations", "nothing.toml"]);
    assert_eq!(code, 2);
    assert!(
        talk.contains("nothing.csv") && talk.contains("nothing.toml"),
        "{talk}"
    );
    let latin = [HEAD.as_bytes(), b"a,T1,andel af m\xe6nd,,1,count,0,,,\n"].concat();
    let path = folder.path().join("latin.csv");
    virkning::files::write(&path, &latin).expect("written");
    let (code, _, talk) = run(&folder, &["latin.csv"]);
    assert_eq!(code, 2);
    assert!(
        talk.contains("latin.csv:2: the text is not UTF-8"),
        "{talk}"
    );
}
