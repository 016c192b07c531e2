use super::*;
use crate::disclosure::release;
use crate::findings::*;
use crate::published::{draft, parse_claims};
use proptest::prelude::*;
use std::path::Path;

fn text(words: &str) -> Text {
    Text {
        da: words.to_string(),
        en: words.to_string(),
    }
}

fn findings(data: DataKind, tables: Vec<Table>) -> Releasable<Findings> {
    let described = Described {
        finding: Label::name("what"),
        shows: Label::name("whom"),
        tables,
        chart: None,
    };
    let analysis = |id: &str, result| Analysis {
        id: id.to_string(),
        kind: "any".to_string(),
        title: None,
        settings: Vec::new(),
        notes: Vec::new(),
        result,
    };
    let found = Findings {
        schema: SCHEMA,
        study: StudyFacts {
            id: "s".to_string(),
            title: text("S"),
            languages: vec!["da".to_string()],
            data,
            source: text("drawn by hand"),
            time_axis: TimeAxis::IsoWeeks,
            register_weeks: None,
            last_trusted_week: None,
            persons: Some(1_000),
            arms: Vec::new(),
            periods: Vec::new(),
        },
        analyses: vec![
            analysis("tabel-1", AnalysisResult::Described(Box::new(described))),
            analysis(
                "tabel-2",
                AnalysisResult::NotEstimated(Reason::new("no-events", &[])),
            ),
        ],
    };
    release(found).findings
}

fn table(id: &str, cells: Vec<(&str, Cell)>) -> Table {
    let row = |(i, (id, cell)): (usize, (&str, Cell))| {
        Row::new(id, Label::name(id), vec![cell]).at(i as f64)
    };
    Table {
        id: id.to_string(),
        title: Label::name(id),
        stub: Label::name("row"),
        of: Counted::Persons,
        columns: vec![Column::new("slut", Label::name("slut"))],
        rows: cells.into_iter().enumerate().map(row).collect(),
    }
}

fn small() -> Vec<Table> {
    let judged = Cell::Share {
        share: Share::of(29, 200),
        light: Some(Light::Green),
    };
    vec![table(
        "elementer",
        vec![
            ("cv", judged),
            ("few", Cell::share(3, 40)),
            ("p", Cell::number(0.048, Unit::PValue)),
            ("fall", Cell::number(-0.11, Unit::Points)),
            ("met", Cell::Words(Label::said("met"))),
            ("hr", Cell::number(1.61, Unit::HazardRatio)),
        ],
    )]
}

/// One claim on a cell of the small table.
fn one(printed: &str, row: &str, field: &str) -> Result<Outcome, String> {
    many(&format!(
        "[[claim]]\nid = \"a\"\nprinted = \"{printed}\"\n\
         finding = {{ analysis = \"tabel-1\", row = \"{row}\", field = \"{field}\" }}\n"
    ))
    .map(|mut all| all.swap_remove(0))
}

fn many(claims: &str) -> Result<Vec<Outcome>, String> {
    let text = format!("schema = 1\n{claims}");
    let render = |faults: Vec<Fault>| crate::study::render(&faults, Path::new("c.toml"));
    let claims = parse_claims(&text).map_err(render)?;
    let findings = findings(DataKind::Synthetic, small());
    Ok(recheck(&claims, &findings).map_err(render)?.outcomes)
}

fn grade(printed: &str, row: &str, field: &str) -> Option<Grade> {
    match one(printed, row, field).expect("compared").verdict {
        Verdict::Differs { grade, .. } => Some(grade),
        _ => None,
    }
}

#[test]
fn a_share_is_compared_as_an_exact_fraction_in_percent() {
    // 29 of 200 is 14.5 percent exactly: half up, so 15 and not 14, and 14.5 with one digit.
    assert_eq!(grade("15%", "cv", "value"), None);
    assert_eq!(grade("14%", "cv", "value"), Some(Grade::Digit));
    assert_eq!(grade("14,5 pct.", "cv", "value"), None);
    assert_eq!(grade("over 14,5%", "cv", "value"), Some(Grade::Digit));
    assert_eq!(grade("17%", "cv", "value"), Some(Grade::Interval));
    assert_eq!(grade("29", "cv", "numerator"), None);
    assert_eq!(grade("200 personer", "cv", "denominator"), None);
    let shown = one("15%", "cv", "value").expect("compared");
    assert_eq!(shown.recomputed, "14.50%");
    assert_eq!(
        shown.finding,
        "tabel-1 / elementer / cv / slut / week 0 / value"
    );
}

#[test]
fn statements_hold_or_turn_over() {
    assert_eq!(grade("grøn", "cv", "light"), None);
    assert_eq!(grade("gul", "cv", "light"), Some(Grade::Decision));
    assert_eq!(grade("signifikant", "p", "p"), None);
    assert_eq!(grade("ikke signifikant", "p", "p"), Some(Grade::Decision));
    assert_eq!(grade("P = 0,048", "p", "p"), None);
    assert_eq!(grade("P = 0,051", "p", "p"), Some(Grade::Decision));
    assert_eq!(grade("opfyldt", "met", "word"), None);
    assert_eq!(grade("ikke opfyldt", "met", "word"), Some(Grade::Decision));
    assert_eq!(grade("HR = 0,98", "hr", "value"), Some(Grade::Decision));
}

#[test]
fn a_fall_is_printed_as_a_positive_number() {
    assert_eq!(grade("et fald på 11 procentpoint", "fall", "value"), None);
    assert_eq!(grade("-11 procentpoint", "fall", "value"), None);
    assert_eq!(
        grade(
            "tilbagegang på helt ned til godt 11 procentpoint",
            "fall",
            "value"
        ),
        None
    );
    assert_eq!(
        grade("11 procentpoint", "fall", "value"),
        Some(Grade::Decision)
    );
}

#[test]
fn faults_of_what_a_claim_refers_to_are_told_all_at_once() {
    let claim = |id: &str, printed: &str, finding: &str| {
        format!("[[claim]]\nid = \"{id}\"\nprinted = \"{printed}\"\nfinding = {{ {finding} }}\n")
    };
    let told = many(
        &[
            claim("a", "15%", "analysis = \"tabel-9\", field = \"value\""),
            claim(
                "b",
                "15%",
                "analysis = \"tabel-1\", row = \"cv2\", field = \"value\"",
            ),
            claim(
                "c",
                "15 uger",
                "analysis = \"tabel-1\", row = \"cv\", field = \"value\"",
            ),
            claim(
                "d",
                "15%",
                "analysis = \"tabel-1\", row = \"cv\", field = \"light\"",
            ),
            claim(
                "e",
                "15%",
                "analysis = \"tabel-1\", field = \"light\", week = 7",
            ),
            claim("f", "15%", "analysis = \"tabel-1\", field = \"value\""),
            claim(
                "g",
                "nul",
                "analysis = \"tabel-1\", row = \"hr\", field = \"value\"",
            ),
            claim(
                "h",
                "signifikant",
                "analysis = \"tabel-1\", row = \"hr\", field = \"value\"",
            ),
        ]
        .concat(),
    )
    .expect_err("faults");
    let first = |line: &&str| line.starts_with("error");
    let lines: Vec<&str> = told.lines().filter(first).collect();
    assert_eq!(
        lines,
        [
            "error: c.toml:5:24: claim `a`: `analysis = \"tabel-9\"` refers to nothing; nearest: `tabel-1`, `tabel-2`",
            "error: c.toml:9:41: claim `b`: `row = \"cv2\"` refers to nothing; nearest: `cv`, `few`, `hr`, `met`, `p`",
            "error: c.toml:12:11: claim `c`: the words tell `weeks`, but the finding is a share; `unit` in the claim says another unit than the words",
            "error: c.toml:17:55: claim `d`: `light` has no unit, and the words tell a number; print its word, such as `green` or `met`",
            "error: c.toml:21:59: claim `e`: no figure in that week; weeks of it: 0 to 0",
            "error: c.toml:25:11: claim `f`: refers to 5 figures; say `row` and `week`; or what is compared, such as `over = \"largest\"`",
            "error: c.toml:29:55: claim `g`: no effect is told of an effect and its confidence limits; `field = \"estimate\"` or `\"hazard_ratio\"`",
            "error: c.toml:33:55: claim `h`: significance is told of a p-value; `field = \"p_value\"`",
        ],
        "{told}"
    );
}

/// A week's p-value each, as an axis that a statement is told of has them: below 0.05 from week 40 on.
fn weekly(claim: &str) -> Result<Outcome, String> {
    let cell = |week: i64| Cell::number(if week < 40 { 0.5 } else { 0.01 }, Unit::PValue);
    let rows =
        (1..=104).map(|week| Row::new("uge", Label::name("uge"), vec![cell(week)]).at(week as f64));
    let mut weeks = table("forløb", Vec::new());
    weeks.rows = rows.collect();
    let text = format!("schema = 1\n[[claim]]\nid = \"a\"\n{claim}\n");
    let render = |faults: Vec<Fault>| crate::study::render(&faults, Path::new("c.toml"));
    let claims = parse_claims(&text).map_err(render)?;
    let found = recheck(&claims, &findings(DataKind::Synthetic, vec![weeks])).map_err(render)?;
    Ok(found.outcomes[0].clone())
}

#[test]
fn a_first_week_is_compared_with_the_weeks_of_the_finding_and_not_with_one() {
    let claim = |words: &str, more: &str| {
        let finding = format!("{{ analysis = \"tabel-1\", field = \"p\"{more} }}");
        weekly(&format!("printed = \"{words}\"\nfinding = {finding}"))
    };
    let found = claim("signifikant fra omkring uge 41", "").expect("compared");
    assert_eq!(
        (found.recomputed.as_str(), &found.verdict),
        ("steadily from week 40", &Verdict::Holds)
    );
    for one in [", week = 95", ", week = \"95..95\""] {
        let told = claim("signifikant fra omkring uge 41", one).expect_err("a fault");
        assert!(
            told.contains("the finding names one week; leave `week` out"),
            "{told}"
        );
    }
    let told = claim("signifikant fra omkring uge 200", "").expect_err("a fault");
    assert!(
        told.contains("week 200 is none of those the finding has; weeks of it: 1 to 104"),
        "{told}"
    );
    let end = claim("signifikant fra omkring uge 41", ", week = \"41..48\"").expect("compared");
    assert_eq!(
        (end.recomputed.as_str(), &end.verdict),
        ("steadily about week 41 to the end", &Verdict::Holds)
    );
}

#[test]
fn no_effect_is_told_of_an_effect_alone() {
    for (row, field) in [("p", "p"), ("cv", "numerator"), ("fall", "value")] {
        let told = one("nul", row, field).expect_err("a fault");
        assert!(
            told.contains("no effect is told of an effect and its confidence limits"),
            "{told}"
        );
    }
}

#[test]
fn claims_with_a_mistyped_analysis_are_told_one_by_one() {
    let claim = |id: &str| {
        format!(
            "[[claim]]\nid = \"{id}\"\nprinted = \"14%\"\nfinding = {{ analysis = \"tabell-1\", field = \"value\" }}\n"
        )
    };
    let told = many(&(claim("a") + &claim("b"))).expect_err("faults");
    for fault in [
        "c.toml:5:24: claim `a`",
        "c.toml:9:24: claim `b`",
        "nearest: `tabel-1`",
    ] {
        assert!(told.contains(fault), "{told}");
    }
}

#[test]
fn a_side_of_no_effect_turns_over_and_a_range_across_it_does_not() {
    assert_eq!(grade("HR < 1", "hr", "value"), Some(Grade::Decision));
    assert_eq!(grade("HR ≥ 1", "hr", "value"), None);
    assert_eq!(grade("> 0", "fall", "value"), Some(Grade::Decision));
    assert_eq!(
        grade("-1 til 2 procentpoint", "fall", "value"),
        Some(Grade::Interval)
    );
    assert_eq!(grade("ca. -12 til -10 procentpoint", "fall", "value"), None);
}

#[test]
fn a_miss_by_little_is_shown_as_one() {
    let tables = vec![table(
        "t",
        vec![("p", Cell::number(-0.03001, Unit::Points))],
    )];
    let text = "schema = 1\n[[claim]]\nid = \"a\"\nprinted = \"knap -3 procentpoint\"\nfinding = { analysis = \"tabel-1\", field = \"value\" }\n";
    let claims = parse_claims(text).expect("claims");
    let found = recheck(&claims, &findings(DataKind::Public, tables)).expect("compared");
    assert_eq!(found.outcomes[0].recomputed, "-3.001 pp");
}

#[test]
fn a_number_that_no_report_prints_is_not_drafted() {
    let cells = [1e22, 1e300, -1e300, 4.0].map(|x| Cell::number(x, Unit::HazardRatio));
    let rows = ["a", "b", "c", "d"].into_iter().zip(cells);
    let found = findings(DataKind::Public, vec![table("t", rows.collect())]);
    let claims = parse_claims(&draft(&found)).expect("a draft can be read");
    let outcomes = recheck(&claims, &found).expect("compared").outcomes;
    let drafted: Vec<&str> = outcomes.iter().map(|o| o.words.as_str()).collect();
    assert_eq!(drafted, ["1000", "HR = 4,00"]);
}

#[test]
fn what_is_withheld_is_not_compared_and_what_is_not_estimated_differs() {
    let text = "schema = 1\n\
        [[claim]]\nid = \"a\"\nprinted = \"8%\"\nfinding = { analysis = \"tabel-1\", row = \"few\", field = \"value\" }\n\
        [[claim]]\nid = \"b\"\nprinted = \"8%\"\nfinding = { analysis = \"tabel-2\", field = \"estimate\" }\n";
    let claims = parse_claims(text).expect("claims");
    let found = recheck(&claims, &findings(DataKind::Register, small())).expect("compared");
    assert_eq!(found.outcomes[0].verdict, Verdict::Withheld);
    assert_eq!((found.holding(), found.withheld()), (0, 1));
    assert_eq!(found.worst(), Some(Grade::Decision));
}

#[test]
fn several_figures_are_compared_by_their_end_their_middle_or_a_vote() {
    let cells = [2, 4, 9, 10, 25].map(|n| Cell::share(n, 100));
    let rows = ["r0", "r1", "r2", "r3", "r4"].into_iter().zip(cells);
    let tables = vec![table("t", rows.collect())];
    let found = findings(DataKind::Public, tables);
    let holds = |printed: &str, over: &str, week: &str| {
        let text = format!(
            "schema = 1\n[[claim]]\nid = \"a\"\nprinted = \"{printed}\"\n\
             finding = {{ analysis = \"tabel-1\", field = \"value\", over = \"{over}\"{week} }}\n"
        );
        let found = recheck(&parse_claims(&text).expect("claims"), &found).expect("compared");
        found.outcomes[0].verdict == Verdict::Holds
    };
    assert!(holds("25%", "largest", "") && !holds("24%", "largest", ""));
    assert!(holds("2%", "smallest", "") && holds("10%", "mean", "") && holds("9%", "median", ""));
    assert!(holds("9,5%", "median", ", week = \"1..4\""));
    assert!(holds("under 26%", "each", "") && !holds("under 25%", "each", ""));
    assert!(holds("4%", "any", "") && !holds("5%", "any", ""));
    assert!(holds("under 10%", "most", "") && !holds("under 9%", "most", ""));
}

proptest! {
    /// What a draft prints of a run holds for that run, whatever the numbers.
    #[test]
    fn every_drafted_claim_holds(
        share in (0u64..=400, 400u64..=900), points in -0.5f64..0.5, p in 0.0f64..1.0, hr in 0.1f64..4.0, weeks in 0.0f64..200.0,
    ) {
        let tables = vec![table("t", vec![
            ("share", Cell::share(share.0, share.1)),
            ("points", Cell::number(points, Unit::Points)),
            ("p", Cell::number(p, Unit::PValue)),
            ("hr", Cell::number(hr, Unit::HazardRatio)),
            ("weeks", Cell::number(weeks, Unit::Weeks)),
            ("light", Cell::Light(Light::Yellow)),
        ])];
        let found = findings(DataKind::Public, tables);
        let claims = parse_claims(&draft(&found)).expect("a draft can be read");
        let outcomes = recheck(&claims, &found).expect("compared").outcomes;
        prop_assert_eq!(outcomes.len(), 7);
        for outcome in outcomes {
            prop_assert_eq!(&outcome.verdict, &Verdict::Holds, "{:?}", outcome);
        }
    }
}
