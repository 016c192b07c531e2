use super::*;
use crate::published::Qualifier;

fn told(text: &str) -> String {
    let faults = parse_claims(text).expect_err("a fault");
    study::render(&faults, Path::new("claims.toml"))
}

fn claim(lines: &str) -> String {
    format!(
        "schema = 1\n[[claim]]\nid = \"a\"\nfinding = {{ analysis = \"x\", field = \"share\" }}\n{lines}\n"
    )
}

fn number(lines: &str) -> (i128, u32, Qualifier) {
    let read = parse_claims(&claim(lines)).unwrap_or_else(|faults| panic!("{faults:?}"));
    match read.claims[0].printed.says {
        Says::Number(number, qualifier) => (number.digits, number.decimals, qualifier),
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_faults_are_told_at_once_with_line_and_column() {
    let text = r#"schema = 1

[[claim]]
id = "a"
printed = "vist nok 38 pct."
finding = { analysis = "x", field = "share" }

[[claim]]
id = "a"
printed = "1,234"
finding = { analysis = "x", week = "39..26", field = "share" }

[[claim]]
id = "c"
printd = "14%"
finding = { analysis = "x", fild = "share" }
"#;
    assert_eq!(
        told(text),
        r#"error: claims.toml:5:11: cannot read `vist nok 38 pct.`: not understood: `vist`; not understood: `nok`; understood: 38, percent
  5 | printed = "vist nok 38 pct."
    |           ^^^^^^^^^^^^^^^^^^
error: claims.toml:9:6: the id `a` is used twice; first in line 4
  9 | id = "a"
    |      ^^^
error: claims.toml:10:11: cannot read `1,234`: `1,234` is 1.234 in Danish and 1234 in English; say `language`; understood: nothing
  10 | printed = "1,234"
     |           ^^^^^^^
error: claims.toml:11:36: `39..26` is no range of weeks; allowed: a whole number, or `26..39`
  11 | finding = { analysis = "x", week = "39..26", field = "share" }
     |                                    ^^^^^^^^
error: claims.toml:15:1: unknown key `printd`; nearest: `printed`
  15 | printd = "14%"
     | ^^^^^^
error: claims.toml:16:29: unknown key `fild`; nearest: `field`
  16 | finding = { analysis = "x", fild = "share" }
     |                             ^^^^
"#
    );
}

#[test]
fn a_file_of_another_version_is_refused() {
    let text = claim("printed = \"14%\"").replace("schema = 1", "schema = 2");
    assert!(told(&text).contains("1:10: a claims file of schema 2; this program reads schema 1"));
}

#[test]
fn value_and_decimals_override_the_words() {
    assert_eq!(number("printed = \"14,3%\""), (143, 1, Qualifier::Digits));
    assert_eq!(
        number("printed = \"ca. en tredjedel\"\nvalue = 33"),
        (33, 0, Qualifier::About)
    );
    assert_eq!(
        number("printed = \"ca. 14%\"\nvalue = 14.25"),
        (1425, 2, Qualifier::About)
    );
    assert_eq!(
        number("printed = \"14\"\ndecimals = 1"),
        (140, 1, Qualifier::Digits)
    );
    assert_eq!(
        number("printed = \"500\"\nvalue = 500\ndecimals = 0"),
        (500, 0, Qualifier::Digits)
    );
    let finer = told(&claim("printed = \"14\"\nvalue = 14.25\ndecimals = 1"));
    assert!(finer.contains("`value` has more decimals"), "{finer}");
    let long = told(&claim("printed = \"14\"\nvalue = 1e300"));
    assert!(
        long.contains("more than 18 digits are no printed number"),
        "{long}"
    );
    let fewer = told(&claim("printed = \"14,3\"\ndecimals = 0"));
    assert!(
        fewer.contains(":6:12: the words have more decimals"),
        "{fewer}"
    );
}

#[test]
fn a_value_beside_a_range_or_a_statement_is_not_passed_over() {
    for (lines, fault) in [
        (
            "printed = \"20-22%\"\nvalue = 99\ndecimals = 1",
            "`value` goes with one number, and the words tell a range",
        ),
        (
            "printed = \"20-22%\"\ndecimals = 1",
            "`decimals` goes with one number, and the words tell a range",
        ),
        (
            "printed = \"signifikant\"\nvalue = 0.03",
            "`value` goes with one number, and the words tell a statement",
        ),
        (
            "printed = \"signifikant\"\ndirection = \"fall\"",
            "`direction` goes with one number, and the words tell a statement",
        ),
    ] {
        let told = told(&claim(lines));
        assert!(told.contains(fault), "{told}");
    }
    assert!(parse_claims(&claim("printed = \"3-4%\"\ndirection = \"fall\"")).is_ok());
}

#[test]
fn a_file_without_claims_or_a_claim_without_an_id_checks_nothing_and_is_refused() {
    assert!(told("schema = 1\nclaim = []\n").contains("2:9: there are no claims"));
    let empty = claim("printed = \"14%\"").replace("\"a\"", "\" \"");
    assert!(told(&empty).contains("3:6: the id is empty"));
}

#[test]
fn the_reports_language_reads_its_numbers_and_a_claim_may_have_its_own() {
    let with = |language: &str, own: &str| {
        let head = format!("[report]\nlanguage = \"{language}\"\n");
        let text = claim(&format!("printed = \"1.204\"\n{own}")) + &head;
        let read = parse_claims(&text).expect("read");
        match read.claims[0].printed.says {
            Says::Number(number, _) => (number.digits, number.decimals),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(with("da", ""), (1204, 0));
    assert_eq!(with("en", ""), (1204, 3));
    assert_eq!(with("da", "language = \"en\""), (1204, 3));
}

#[test]
fn the_schema_on_file_is_the_one_of_the_types() {
    let on_file = include_str!("../../../data-schema/claims.schema.json");
    assert!(
        on_file == claims_schema_text(),
        "write it anew: virkning schema claims > data-schema/claims.schema.json"
    );
}
