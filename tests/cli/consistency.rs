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
fn a_check_that_would_divide_by_0_is_told_and_no_contradiction() {
    let rows = ROWS
        .replace("109,count", "0,count")
        .replace("54,count", "0,count");
    let folder = with(&rows, RELATION);
    let (code, told, _) = run(&folder, &["printed.csv"]);
    assert_eq!(code, 0, "{told}");
    let expected = "not checked, since the figures do not allow it\n  women: 0 / 0 * 100: it divides by what may be 0, or its numbers are too large\n\nno contradictions in 3 checks: 0 impossible, 0 out of rounding, 0 rounded twice, 0 ambiguous, 0 within rounding; 1 check not made that the figures do not allow\n";
    assert_eq!(told, expected);
    let (_, told, _) = run(&folder, &["printed.csv", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["not_allowed"][0]["relation"], "women");
}

#[test]
fn two_roundings_that_differ_are_both_told_and_neither_accused() {
    let rows = "a,Table 1,,,12.8,percent,1,,,\nb,Text,,,12.9,percent,1,,,\n";
    let relation = "schema = 1\n\n[[relation]]\nkind = \"same\"\nrows = [\"a\", \"b\"]\n";
    let folder = with(rows, relation);
    let (code, told, _) = run(&folder, &["printed.csv"]);
    assert_eq!(code, 1);
    let expected = "out of rounding (same-1)\n  printed:  12.9 in `b`, line 3, Text\n  printed:  12.8 in `a`, line 2, Table 1\n  together: they cannot stand; by the others the first is 12.8 (12.75 to 12.85 with rounding)\n  because:  12.8 against 12.9\n\n1 contradiction in 3 checks: ";
    assert!(told.starts_with(expected), "{told}");
    let (_, told, _) = run(&folder, &["printed.csv", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["findings"][0]["together"], true);
}

#[test]
fn a_blank_cell_that_kept_a_check_from_being_made_is_named() {
    let folder = with(&ROWS.replace("54,count", ",count"), RELATION);
    let (code, told, _) = run(&folder, &["printed.csv"]);
    assert_eq!(code, 0, "{told}");
    assert!(
        told.starts_with("not checked, for a blank cell\n  `k`\n\n"),
        "{told}"
    );
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
        talk.contains("latin.csv:2:16: the text is not UTF-8; save it as UTF-8"),
        "{talk}"
    );
}

const CLAIMS: &str = r#"schema = 1

[report]
language = "da"

[[claim]]
id = "k"
place = "Tabel 1"
printed = "54"
n = 109
finding = { analysis = "a", table = "t", row = "women", column = "n", field = "value" }

[[claim]]
id = "p"
place = "Tabel 1"
printed = "50,5 pct."
n = 109
finding = { analysis = "a", table = "t", row = "women", column = "share", field = "value" }

[[claim]]
id = "effect"
printed = "signifikant"
finding = { analysis = "a", term = "unadjusted", week = 52, field = "p_value" }
"#;

/// The claims above and a relation for their percentage; `of` is the row that it is of.
fn with_claims(claims: &str, of: &str) -> Workdir {
    let folder = Workdir::new();
    folder.file("claims.toml", claims);
    folder.file(
        "relations.toml",
        &RELATION.replace("of = \"n\"", &format!("of = {of}")),
    );
    folder
}

#[test]
fn claims_are_held_against_each_other_by_their_words() {
    let folder = with_claims(CLAIMS, "\"k:n\"");
    let (code, told, talk) = run(&folder, &["claims.toml"]);
    assert_eq!((code, talk.as_str()), (1, ""));
    let expected = "out of rounding (women, percent)\n  printed:  50,5 pct. in `p`, line 16, Tabel 1\n  must be:  49.5\n  because:  54 / 109 * 100 = 49.5413\n\n1 contradiction in 2 checks: 0 impossible, 1 out of rounding, 0 rounded twice, 0 ambiguous, 0 within rounding; 1 claim without a number of its own passed over\n";
    assert_eq!(told, expected);
    let (_, told, _) = run(&folder, &["claims.toml", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(
        (&told["checked"], &told["without_number"]),
        (&2.into(), &1.into())
    );
}

#[test]
fn what_no_claim_holds_is_told_unless_the_claims_say_that_they_hold_all() {
    let folder = with_claims(CLAIMS, "\"all\"");
    let (code, told, _) = run(&folder, &["claims.toml"]);
    assert_eq!(code, 0, "{told}");
    assert!(
        told.starts_with(
            "not checked, since no claim holds it\n  women: `all`\n\nno contradictions in 2 checks"
        ),
        "{told}"
    );
    assert!(
        told.contains("; 1 check not made for a figure that no claim holds;"),
        "{told}"
    );

    let left_out = |ids: &str| CLAIMS.replace("language", &format!("left_out = [{ids}]\nlanguage"));
    let folder = with_claims(&left_out("\"all\""), "\"all\"");
    let (code, told, _) = run(&folder, &["claims.toml", "--format", "json"]);
    assert_eq!(code, 0, "{told}");
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["not_held"][0]["id"], "all");

    let folder = with_claims(&left_out(""), "\"al\"");
    let (code, _, talk) = run(&folder, &["claims.toml"]);
    assert_eq!(code, 2);
    assert!(
        talk.contains("relations.toml:8:6: no claim has the id `al`; nearest: `k`, `p`"),
        "{talk}"
    );

    let folder = with_claims(&left_out("\"p\", \"x\", \"x\""), "109");
    let (code, _, talk) = run(&folder, &["claims.toml"]);
    assert_eq!(code, 2);
    assert!(
        talk.contains("`p` is left out and has a claim; the claim is in line 15"),
        "{talk}"
    );
    assert!(talk.contains("`x` is left out twice"), "{talk}");
}

/// Claims of one table, each an id and its words.
fn of_table(head: &str, claims: &[(&str, &str)]) -> String {
    let claim = |(id, words): &(&str, &str)| {
        format!(
            "[[claim]]\nid = \"{id}\"\nprinted = \"{words}\"\nfinding = {{ analysis = \"a\", row = \"{id}\", field = \"value\" }}\n"
        )
    };
    let claims: String = claims.iter().map(claim).collect();
    format!("schema = 1\n{head}{claims}")
}

#[test]
fn a_sum_over_a_form_is_sure_only_when_the_claims_say_what_they_lack() {
    let relation = "schema = 1\n[[relation]]\nkind = \"hundred\"\nparts = \"t-{row}\"\n";
    let sure = |head: &str| {
        let folder = Workdir::new();
        let claims = of_table(head, &[("t-a", "40%"), ("t-b", "45%")]);
        folder.file("claims.toml", &claims);
        folder.file("relations.toml", relation);
        let (_, told, _) = run(&folder, &["claims.toml"]);
        told.lines().next().unwrap_or_default().to_string()
    };
    assert_eq!(sure(""), "ambiguous (hundred-1)");
    assert_eq!(
        sure("[report]\nleft_out = []\n"),
        "out of rounding (hundred-1)"
    );
    assert_eq!(
        sure("[report]\nleft_out = [\"t-c\"]\n"),
        "not checked, since no claim holds it"
    );
}

#[test]
fn whole_numbers_without_a_unit_that_do_not_add_up_are_ambiguous() {
    let relation =
        "schema = 1\n[[relation]]\nkind = \"total\"\ntotal = \"t\"\nparts = [\"a\", \"b\"]\n";
    let sure = |words: [&str; 3]| {
        let folder = Workdir::new();
        let claims = of_table("", &[("t", words[0]), ("a", words[1]), ("b", words[2])]);
        folder.file("claims.toml", &claims);
        folder.file("relations.toml", relation);
        let (_, told, _) = run(&folder, &["claims.toml"]);
        told.lines().next().unwrap_or_default().to_string()
    };
    assert_eq!(sure(["218", "223", "-4"]), "ambiguous (total-1)");
    assert_eq!(
        sure(["218 personer", "223 personer", "-4 personer"]),
        "impossible (total-1)"
    );
    assert!(sure(["219", "223", "-4"]).starts_with("no contradictions"));
    assert_eq!(sure(["86%", "45%", "40%"]), "within rounding (total-1)");
}

#[test]
fn claims_of_one_finding_print_the_same() {
    let folder = Workdir::new();
    let twice = of_table("", &[("a", "16,5 pct.")])
        + &of_table("", &[("a", "15,6 pct.")])
            .replace("schema = 1\n", "")
            .replace("id = \"a\"", "id = \"b\"");
    folder.file("twice.toml", &twice);
    let (code, told, _) = run(&folder, &["twice.toml"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.starts_with("out of rounding (same)"), "{told}");
}

#[test]
fn faults_of_claims_end_with_2_and_their_lines() {
    let claims = CLAIMS
        .replace("50,5 pct.", "vist nok 50,5")
        .replace("id = \"p\"", "id = \"k\"");
    let folder = with_claims(&claims, "\"k:n\"");
    let (code, told, talk) = run(&folder, &["claims.toml"]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(
        talk.contains("claims.toml:14:6: the id `k` is used twice; first in line 7"),
        "{talk}"
    );
    assert!(
        talk.contains("claims.toml:16:11: cannot read `vist nok 50,5`"),
        "{talk}"
    );

    let without_n = CLAIMS.replace("n = 109\n", "");
    let folder = with_claims(&without_n, "\"k:n\"");
    let (code, _, talk) = run(&folder, &["claims.toml"]);
    assert_eq!(code, 2);
    assert!(
        talk.contains("relations.toml:8:6: claim `k` has no `n`"),
        "{talk}"
    );

    let folder = with_claims("", "109");
    let (code, _, talk) = run(&folder, &["claims.toml"]);
    assert_eq!(code, 2);
    assert!(talk.contains("error: claims.toml"), "{talk}");
}

#[test]
fn a_table_without_a_row_or_a_relation_without_a_table_is_wrong_use() {
    let folder = Workdir::new();
    folder.file("empty.csv", "");
    folder.file("head.csv", HEAD);
    for (file, said) in [
        ("empty.csv", "error: empty.csv:1:1: column `id` is missing"),
        ("head.csv", "the table has no rows"),
    ] {
        let (code, _, talk) = run(&folder, &[file]);
        assert_eq!(code, 2);
        assert!(talk.contains(said), "{talk}");
    }
    folder.file("printed.csv", &format!("{HEAD}{ROWS}"));
    let (code, _, talk) = run(&folder, &["printed.csv", "--relations", "nowhere.toml"]);
    assert_eq!(code, 2);
    assert!(
        talk.contains("error: nowhere.toml: cannot be read"),
        "{talk}"
    );
}
