use super::*;
use PrintedUnit as U;
use Qualifier as Q;

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
        "14 to 21",
    ] {
        assert_eq!(
            says(words),
            Ok(Says::Range(whole(14), whole(21))),
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
