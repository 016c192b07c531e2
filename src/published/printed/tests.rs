use super::*;
use PrintedUnit as U;
use Qualifier as Q;
use proptest::prelude::*;

fn number(words: &str) -> (i128, u32, Qualifier, Option<PrintedUnit>) {
    let read = read_words(words, None).unwrap_or_else(|why| panic!("{words}: {why:?}"));
    match read.says {
        Says::Number(number, qualifier) => (number.digits, number.decimals, qualifier, read.unit),
        other => panic!("{words}: {other:?}"),
    }
}

#[test]
fn danish_prints_are_read() {
    for (words, digits, decimals, qualifier, unit) in [
        (
            "knap 1 procentpoint",
            1,
            0,
            Q::JustUnder,
            Some(U::PercentagePoints),
        ),
        ("2,6%", 26, 1, Q::Digits, Some(U::Percent)),
        ("2,6 pct.", 26, 1, Q::Digits, Some(U::Percent)),
        ("38 %", 38, 0, Q::Digits, Some(U::Percent)),
        ("HR = 1,74", 174, 2, Q::Digits, Some(U::HazardRatio)),
        ("P < 0,001", 1, 3, Q::Under, Some(U::PValue)),
        ("($P < 0,001$)", 1, 3, Q::Under, Some(U::PValue)),
        ("P=0,048", 48, 3, Q::Digits, Some(U::PValue)),
        ("ca. 38%", 38, 0, Q::About, Some(U::Percent)),
        ("groft sagt 38%", 38, 0, Q::About, Some(U::Percent)),
        ("næsten 40 procent", 40, 0, Q::JustUnder, Some(U::Percent)),
        ("mere end 50 pct.", 50, 0, Q::Over, Some(U::Percent)),
        (
            "helt op til 10 procentpoint",
            10,
            0,
            Q::UpTo,
            Some(U::PercentagePoints),
        ),
        (
            "op til knap 13 procentpoint",
            13,
            0,
            Q::JustUnder,
            Some(U::PercentagePoints),
        ),
        (
            "helt ned til godt 11 procentpoint",
            11,
            0,
            Q::JustOver,
            Some(U::PercentagePoints),
        ),
        ("18,6 uger", 186, 1, Q::Digits, Some(U::Weeks)),
        ("1.204 personer", 1204, 0, Q::Digits, Some(U::Count)),
        ("mindst 40%", 40, 0, Q::AtLeast, Some(U::Percent)),
        (
            "-3 procentpoint",
            -3,
            0,
            Q::Digits,
            Some(U::PercentagePoints),
        ),
        (
            "\u{2212}3 pct.-point",
            -3,
            0,
            Q::Digits,
            Some(U::PercentagePoints),
        ),
        ("17", 17, 0, Q::Digits, None),
    ] {
        assert_eq!(
            number(words),
            (digits, decimals, qualifier, unit),
            "{words}"
        );
    }
}

#[test]
fn english_prints_are_read() {
    for (words, digits, decimals, qualifier, unit) in [
        (
            "just under 1 percentage point",
            1,
            0,
            Q::JustUnder,
            Some(U::PercentagePoints),
        ),
        (
            "just over 30 per cent",
            30,
            0,
            Q::JustOver,
            Some(U::Percent),
        ),
        ("about 25%", 25, 0, Q::About, Some(U::Percent)),
        ("more than 5 weeks", 5, 0, Q::Over, Some(U::Weeks)),
        ("under 3 weeks", 3, 0, Q::Under, Some(U::Weeks)),
        ("almost 40%", 40, 0, Q::JustUnder, Some(U::Percent)),
        (
            "up to 27 percentage points",
            27,
            0,
            Q::UpTo,
            Some(U::PercentagePoints),
        ),
        ("1,204 persons", 1204, 0, Q::Digits, Some(U::Count)),
        ("chi2 = 33.27", 3327, 2, Q::Digits, Some(U::Statistic)),
        ("p<.05", 5, 2, Q::Under, Some(U::PValue)),
        ("-0.379", -379, 3, Q::Digits, None),
        ("n = 432", 432, 0, Q::Digits, Some(U::Count)),
    ] {
        assert_eq!(
            number(words),
            (digits, decimals, qualifier, unit),
            "{words}"
        );
    }
}

#[test]
fn ranges_falls_and_statements_are_read() {
    let says = |words: &str| read_words(words, None).map(|p| p.says);
    let whole = |digits| Decimal {
        digits,
        decimals: 0,
    };
    for words in [
        "14 til 21",
        "14-21%",
        "14% til 21%",
        "mellem 14 og 21",
        "14–21",
        "14 –21",
        "14 to 21",
    ] {
        assert_eq!(
            says(words),
            Ok(Says::Range(whole(14), whole(21), Q::Digits)),
            "{words}"
        );
    }
    assert_eq!(says("signifikant"), Ok(Says::Significant(true)));
    assert_eq!(
        says("ikke statistisk signifikant"),
        Ok(Says::Significant(false))
    );
    assert_eq!(
        says("ingen signifikante forskelle"),
        Ok(Says::Significant(false))
    );
    assert_eq!(says("n.s."), Ok(Says::Significant(false)));
    assert_eq!(
        says("statistisk signifikant fra omkring uge 70 og frem"),
        Ok(Says::SignificantFrom(70))
    );
    assert_eq!(
        says("significant from about week 70"),
        Ok(Says::SignificantFrom(70))
    );
    assert_eq!(says("nul"), Ok(Says::Nil));
    assert_eq!(says("ingen effekt"), Ok(Says::Nil));
    assert_eq!(says("grøn"), Ok(Says::Light(Light::Green)));
    assert_eq!(says("ikke opfyldt"), Ok(Says::Met(false)));
    assert!(read_words("et fald på 3 procentpoint", None).is_ok_and(|p| p.falls));
}

#[test]
fn what_is_not_clear_says_what_was_understood() {
    let why = |words: &str| read_words(words, None).expect_err(words);
    let found = why("vist nok 38 pct.");
    assert_eq!(found.understood, ["38", "percent"]);
    assert_eq!(
        found.trouble,
        "not understood: `vist`; not understood: `nok`"
    );
    assert_eq!(why("mange").trouble, "not understood: `mange`");
    assert_eq!(why("%").trouble, "there is no number");
    assert!(
        why("1,234")
            .trouble
            .contains("1.234 in Danish and 1234 in English")
    );
    assert!(
        why("HR = 1,74 (P < 0,001)")
            .trouble
            .contains("a claim of its own")
    );
    assert_eq!(why("21 til 14").trouble, "the range ends before it begins");
    assert_eq!(why("ca. over 3%").trouble, "two qualifiers");
}

fn why(words: &str) -> String {
    match read_words(words, None) {
        Err(unclear) => unclear.trouble,
        Ok(read) => panic!("{words} is read as {}", read.told()),
    }
}

#[test]
fn a_decimal_mark_without_a_nought_before_it_is_not_dropped() {
    for (words, digits, decimals) in [
        ("p < ,001", 1, 3),
        ("p<,05", 5, 2),
        ("p = ,055", 55, 3),
        (",5%", 5, 1),
        ("p < .001", 1, 3),
        ("-,379", -379, 3),
        ("ca. 3, i alt", 3, 0),
    ] {
        let read = number(words);
        assert_eq!((read.0, read.1), (digits, decimals), "{words}");
    }
    // Whether the mark closes the word or opens the number cannot be told.
    assert_eq!(why("ca.38%"), "not understood: `.`");
    assert_eq!(why("p,05"), "not understood: `,`");
}

#[test]
fn a_minus_is_kept_before_a_blank_and_before_a_decimal_mark() {
    for (words, digits, decimals) in [
        ("- 10 procentpoint", -10, 0),
        ("\u{2212} 10 procentpoint", -10, 0),
        ("-.5 procentpoint", -5, 1),
        ("- ,5 procentpoint", -5, 1),
        ("minus 3 procentpoint", -3, 0),
        ("ca. minus 3 procentpoint", -3, 0),
        ("+10 procentpoint", 10, 0),
    ] {
        let read = number(words);
        assert_eq!((read.0, read.1), (digits, decimals), "{words}");
    }
    // Behind a word a dash may be punctuation.
    assert!(why("effekt - 10 procentpoint").contains("a dash beside one number"));
    assert!(why("10 procentpoint -").contains("a dash beside one number"));
    assert!(why("minus omkring 3").contains("not understood: `minus`"));
    assert_eq!(why("±3"), "not understood: `±`");
}

#[test]
fn a_statement_with_a_word_that_has_no_rule_is_a_fault() {
    for words in [
        "ikke signifikant fra omkring uge 70",
        "signifikant op til uge 70",
        "significant up to week 70",
        "signifikant frem til uge 70",
        "signifikant i over uge 70",
        "signifikant fra uge 70,5",
        "signifikant fra 70 uger",
        "signifikant uge 70",
        "ikke grøn",
        "not green",
        "næsten grøn",
        "ingen rød",
        "ikke nul",
        "not nil",
        "næsten nul",
        "næsten signifikant",
        "almost significant",
        "næsten opfyldt",
        "ikke ingen signifikant forskel",
        "ikke ikke-signifikant",
    ] {
        why(words);
    }
    assert!(why("næsten signifikant").contains("a statement has no more or less"));
    assert!(why("ikke grøn").contains("`not` goes with `significant` and `met`"));
    let unclear = read_words("ikke grøn", None).expect_err("a fault");
    assert_eq!(unclear.understood, ["green"]);
    for words in [
        "signifikant fra og med uge 70",
        "significant from week 70 onwards",
    ] {
        let says = read_words(words, None).map(|p| p.says);
        assert_eq!(says, Ok(Says::SignificantFrom(70)), "{words}");
    }
}

#[test]
fn a_change_from_one_number_to_another_is_not_read_as_a_range() {
    for words in [
        "fra 14% til 21%",
        "stigning fra 14 til 21%",
        "an increase from 6 to 8 percentage points",
        "fald fra 6 til 3%",
        "stigning til 7 procentpoint",
        "fald til 7 procentpoint",
        "et fald på -3 procentpoint",
        "signifikant fald",
        "fald signifikant fra uge 70",
    ] {
        why(words);
    }
    assert!(why("fra 14% til 21%").contains("a change or a range"));
    // Here `til` belongs to words that were left out.
    let words = "groft sagt til gennemsnitligt en 38% reduktion";
    assert_eq!(number(words), (38, 0, Q::About, Some(U::Percent)));
    assert!(why("et fald på -3 procentpoint").contains("the word or the minus"));
}

#[test]
fn a_bound_of_two_signs_is_not_strict_and_one_behind_the_number_is_a_fault() {
    for (words, qualifier) in [
        (">= 59", Q::AtLeast),
        ("<= 59", Q::AtMost),
        ("≥ 59", Q::AtLeast),
        ("p <= 59", Q::AtMost),
        ("~59", Q::About),
    ] {
        assert_eq!(number(words).2, qualifier, "{words}");
    }
    for words in ["0,05 > p", "10 procentpoint mindre end", "50 procent over"] {
        assert!(why(words).contains("behind the number"), "{words}");
    }
    assert_eq!(why("=> 59"), "not understood: `=>`");
    // The value beside the words does not hide it.
    let beside = Decimal {
        digits: 5,
        decimals: 2,
    };
    assert!(read_around("0,05 > p", beside).is_err());
    let third = read_around("godt en tredjedel", beside).expect("read");
    assert_eq!(third.says, Says::Number(beside, Q::JustOver));
}

#[test]
fn a_range_has_both_ends_and_a_sign_of_its_own_at_each() {
    let whole = |digits| Decimal {
        digits,
        decimals: 0,
    };
    for (words, low, high, qualifier) in [
        ("-1 til 2 procentpoint", -1, 2, Q::Digits),
        ("mellem -2 og 5 procentpoint", -2, 5, Q::Digits),
        ("ca. 9-11%", 9, 11, Q::About),
        ("about 9 to 11%", 9, 11, Q::About),
        ("9 –11", 9, 11, Q::Digits),
    ] {
        let says = read_words(words, None).map(|p| p.says);
        assert_eq!(
            says,
            Ok(Says::Range(whole(low), whole(high), qualifier)),
            "{words}"
        );
    }
    for (words, told) in [
        ("over 9-11", "no qualifier but `about`"),
        ("9 til ca. 11", "behind the number"),
        ("3 og 9%", "several numbers"),
        ("mellem 3 procent", "two ends"),
        ("minus 3-4 procentpoint", "is negative too"),
        ("falder til 10 procent", "a change to a number"),
        ("12 af 34", "not understood: `af`"),
    ] {
        assert!(why(words).contains(told), "{words}: {}", why(words));
    }
}

#[test]
fn common_forms_are_read() {
    for (words, digits, qualifier, unit) in [
        ("3 pct.point", 3, Q::Digits, Some(U::PercentagePoints)),
        ("3 pct. point", 3, Q::Digits, Some(U::PercentagePoints)),
        ("3 %point", 3, Q::Digits, Some(U::PercentagePoints)),
        ("3%-point", 3, Q::Digits, Some(U::PercentagePoints)),
        ("p-værdi = 1", 1, Q::Digits, Some(U::PValue)),
        ("p-value < 1", 1, Q::Under, Some(U::PValue)),
        ("lige over 30%", 30, Q::JustOver, Some(U::Percent)),
        ("lidt over 30%", 30, Q::JustOver, Some(U::Percent)),
        ("lidt under 30%", 30, Q::JustUnder, Some(U::Percent)),
        ("lige under 30%", 30, Q::JustUnder, Some(U::Percent)),
        ("op mod 30%", 30, Q::UpTo, Some(U::Percent)),
        ("maksimalt 30%", 30, Q::AtMost, Some(U::Percent)),
        ("steg med 2 pp", 2, Q::Digits, Some(U::PercentagePoints)),
        (
            "an increase of 2 pp",
            2,
            Q::Digits,
            Some(U::PercentagePoints),
        ),
        ("faldt med 2 pp", 2, Q::Digits, Some(U::PercentagePoints)),
    ] {
        assert_eq!(number(words), (digits, 0, qualifier, unit), "{words}");
    }
    for (words, says) in [
        ("ikke-signifikant", Says::Significant(false)),
        ("rødt", Says::Light(Light::Red)),
        ("grønt", Says::Light(Light::Green)),
        ("gult", Says::Light(Light::Yellow)),
    ] {
        assert_eq!(read_words(words, None).map(|p| p.says), Ok(says), "{words}");
    }
}

/// What numbers, signs and words are made of.
static PARTS: [&str; 28] = [
    "1",
    "0",
    "70",
    "123",
    ".",
    ",",
    "-",
    "–",
    "%",
    " ",
    "<",
    "=",
    ">",
    "+",
    "~",
    "minus",
    "ca",
    "over",
    "til",
    "mellem",
    "og",
    "ikke",
    "signifikant",
    "grøn",
    "uge",
    "fra",
    "p",
    "²",
];

proptest! {
    /// Whatever is printed is read or refused, and what is read is told in words that are read as the same.
    #[test]
    fn no_words_make_the_reader_fall(parts in prop::collection::vec(prop::sample::select(&PARTS[..]), 0..12)) {
        let words = parts.concat();
        let number = Decimal { digits: 33, decimals: 1 };
        let _ = read_around(&words, number);
        if let Ok(read) = read_words(&words, Some(Language::Da)) {
            let again = read_words(&read.says.told(""), Some(Language::En)).map(|p| p.says);
            prop_assert_eq!(again, Ok(read.says), "{}", words);
        }
    }
}
