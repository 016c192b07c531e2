//! The relations file, read and refused.

use super::*;

fn faults(text: &str) -> Vec<(usize, String)> {
    let tell = |f: Fault| {
        let help = f.help.map_or(String::new(), |h| format!("; {h}"));
        (f.line, format!("{}{help}", f.message))
    };
    read(text).1.into_iter().map(tell).collect()
}

#[test]
fn a_relation_is_read_with_its_words_numbers_and_patterns() {
    let text = "schema = 1\n[words]\narm = ['a', 'b']\n[[relation]]\nkind = 'percent'\npercent = '{row}-{arm}-pct'\ncount = ['x', 'y:n']\nof = 109\n[[relation]]\nkind = 'power'\npower = 0.80\ncontrol = 'c'\nintervention = 'i'\nn = 'n'\nalpha = 0.05\n";
    let (read, faults) = read(text);
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(read.words["arm"], ["a", "b"]);
    assert_eq!(read.relations[0].name, "percent-1");
    let power = &read.relations[1].fields["power"];
    let Said::One(Term {
        what: What::Given(figure),
        ..
    }) = power
    else {
        panic!("{power:?}");
    };
    assert_eq!(
        (figure.decimals, figure.value.shown(3)),
        (2, "0.8".to_string())
    );
}

#[test]
fn every_fault_is_told_with_its_line_and_what_is_allowed() {
    let text = "schema = 1\nword = 3\n[[relation]]\nkind = 'percnt'\n[[relation]]\nkind = 'percent'\npercent = 'a'\ncounts = 'b'\n[[relation]]\nkind = 'total'\ntotal = true\nparts = []\n[[relation]]\nkind = 'formula'\nvalue = '[a'\n[[relation]]\npercent = 'a'\n";
    let found = faults(text);
    let expected = [
        (2, "unknown key `word`; nearest: `words`"),
        (4, "`percnt` is not a kind of relation; nearest: `percent`"),
        (
            8,
            "a relation of kind `percent` has no field `counts`; nearest: `count`",
        ),
        (5, "a relation of kind `percent` needs `count`"),
        (
            11,
            "`total` is not a row's id, `id:n` for its denominator, or a number",
        ),
        (12, "`parts` is not a list that is not empty"),
        (9, "a relation of kind `total` needs `total`"),
        (9, "a relation of kind `total` needs `parts`"),
        (15, "`value`: a `[` is not closed by a `]`"),
        (13, "a relation of kind `formula` needs `value`"),
    ];
    for fault in expected {
        let fault = (fault.0, fault.1.to_string());
        assert!(found.contains(&fault), "{fault:?} in {found:#?}");
    }
    assert!(
        found
            .iter()
            .any(|(line, m)| *line == 16 && m.starts_with("the relation has no `kind`"))
    );
}

#[test]
fn a_file_without_schema_or_of_another_or_of_broken_toml_is_refused() {
    assert!(faults("[[relation]]\n")[0].1.contains("kind"));
    assert_eq!(
        faults("[words]\n")[0].1,
        "`schema` is missing; the file begins with `schema = 1`"
    );
    assert!(faults("schema = 2\n")[0].1.ends_with("allowed: 1"));
    assert_eq!(faults("schema = 1\n[[relation]\n")[0].0, 2);
}
