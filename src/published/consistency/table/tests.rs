//! The table of printed numbers, read and refused.

use super::*;

const HEAD: &str = "id,section,quantity,group,value,unit,rounding,qualifier,denominator_n,note\n";

fn messages(text: &str) -> Vec<(usize, String)> {
    read(text)
        .1
        .into_iter()
        .map(|f| (f.line, f.message))
        .collect()
}

#[test]
fn a_danish_table_with_a_mark_and_semicolons_reads_as_an_english_one() {
    let danish = "\u{feff}id;section;quantity;group;value;unit;rounding;qualifier;denominator_n;note\r\na;T1;andel;alle;12,5;percent;1;;1.804;\"x; y\"\r\n";
    let english = format!("{HEAD}a,T1,andel,alle,12.5,percent,1,,1804,\"x, y\"\n");
    let (danish, faults) = read(danish);
    assert!(faults.is_empty(), "{faults:?}");
    let (english, _) = read(&english);
    assert_eq!(danish.rows[0].figure, english.rows[0].figure);
    assert_eq!(danish.rows[0].denominator, Some(1804));
}

#[test]
fn every_fault_is_told_with_its_line() {
    let text = format!(
        "{HEAD}a,T1,q,g,1x,count,0,,,\na,T1,q,g,1,count,0,,,\nb,T1,q,g,1,,0,,,\nc,T1,q,g,12.55,percent,1,,,\nd,T1,q,g,1,percnt,0,,-3,\ne,T1\n,T1,q,g,1,count,0,,,\nf,T1,q,g,1,count,few,,,\n"
    );
    let expected = [
        (2, "row `a`, column `value`: `1x` is not a number"),
        (3, "column `id`: `a` stands in line 2 too"),
        (4, "row `b`, column `unit`: the number has no unit"),
        (
            5,
            "row `c`, column `rounding`: `12.55` has 2 digits after the point, `rounding` says 1",
        ),
        (6, "row `d`, column `unit`: `percnt` is not a known unit"),
        (
            6,
            "row `d`, column `denominator_n`: `-3` is not a number of persons or things",
        ),
        (7, "the row has 2 fields, the header 10"),
        (8, "column `id`: the row has no id"),
        (
            9,
            "row `f`, column `rounding`: `few` is not a number of digits",
        ),
    ];
    let found = messages(&text);
    let expected: Vec<(usize, String)> = expected.map(|(l, m)| (l, m.to_string())).into();
    assert_eq!(found, expected);
}

#[test]
fn blank_cells_are_no_faults_and_no_zeros() {
    let (table, faults) = read(&format!(
        "{HEAD}a,T1,q,g,,count,0,,,\nb,T1,q,g,–,percent,1,,,\n\n"
    ));
    assert!(faults.is_empty(), "{faults:?}");
    assert!(table.rows.iter().all(|r| r.figure.is_none()));
}

#[test]
fn missing_and_repeated_columns_are_named() {
    let found = messages("id,value,value\na,1,2\n");
    assert_eq!(found[0].1, "column `value` stands twice");
    assert_eq!(found[1].1, "column `unit` is missing");
    assert_eq!(messages("id,value,unit\n")[0].1, "the table has no rows");
}
