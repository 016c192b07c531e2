//! Every label, note and reason that the analyses give has words in both languages.

use super::super::{da, en};

const SOURCES: [&str; 33] = [
    include_str!("../../../analysis/answers.rs"),
    include_str!("../../../analysis/survey_shares.rs"),
    include_str!("../../../analysis/survey_shares/finding.rs"),
    include_str!("../../../analysis/survey_shares/response.rs"),
    include_str!("../../../analysis/fidelity/agree.rs"),
    include_str!("../../../analysis/fidelity/agree/one_wave.rs"),
    include_str!("../../../analysis/fidelity/score.rs"),
    include_str!("../../../analysis/fidelity/indicators.rs"),
    include_str!("../../../analysis/progression.rs"),
    include_str!("../../../analysis/progression/estimates.rs"),
    include_str!("../../../analysis/association.rs"),
    include_str!("../../../analysis/association/points.rs"),
    include_str!("../../../analysis/association/estimates.rs"),
    include_str!("../../../analysis/allocation.rs"),
    include_str!("../../../analysis/allocation/flow.rs"),
    include_str!("../../../analysis/outcome_table.rs"),
    include_str!("../../../analysis/outcome_table/aggregates.rs"),
    include_str!("../../../analysis/outcome_table/finding.rs"),
    include_str!("../../../analysis/outcome_table/independence.rs"),
    include_str!("../../../analysis/power.rs"),
    include_str!("../../../analysis/trial_notes.rs"),
    include_str!("../../../analysis/destinations.rs"),
    include_str!("../../../analysis/status_at.rs"),
    include_str!("../../../analysis/status_at/findings.rs"),
    include_str!("../../../analysis/stock.rs"),
    include_str!("../../../analysis/stock/changes.rs"),
    include_str!("../../../analysis/stock_of_referrals.rs"),
    include_str!("../../../analysis/stock_of_register.rs"),
    include_str!("../../../analysis/success_criterion.rs"),
    include_str!("../../../analysis/follow_up.rs"),
    include_str!("../../../analysis/intensity.rs"),
    include_str!("../../../analysis/spell_criterion.rs"),
    include_str!("../../../analysis/words.rs"),
];

/// The words in quotes right after a call.
fn given(call: &str) -> Vec<&'static str> {
    let found = SOURCES.iter().flat_map(|source| {
        let calls = source.split(call).skip(1);
        calls.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
    });
    found.filter(|word| !word.contains('{')).collect()
}

#[test]
fn the_codes_given_have_words() {
    let labels = ["Label::said(", "Label::with("].map(given).concat();
    assert!(labels.len() > 40, "{labels:?}");
    for code in labels {
        assert!(da::labels::label(code).is_some(), "{code}");
        assert!(en::labels::label(code).is_some(), "{code}");
    }
    for code in given("Note::new(") {
        assert!(da::notes::note(code).is_some(), "{code}");
        assert!(en::notes::note(code).is_some(), "{code}");
    }
    for code in given("Reason::new(") {
        assert!(da::notes::reason(code).is_some(), "{code}");
        assert!(en::notes::reason(code).is_some(), "{code}");
    }
}

#[test]
fn the_codes_put_together_have_words() {
    let columns = [
        ("response-", &["invited", "answers", "partial", "rate"][..]),
        ("light-", &["green", "yellow", "red", "grey"]),
        ("elements-", &["compared", "associated"]),
        ("factor-", &["loading", "uniqueness"]),
        (
            "progression-",
            &[
                "asked",
                "significant",
                "persons",
                "answers",
                "estimate",
                "std-error",
                "conf-low",
                "conf-high",
                "p",
                "pairs",
                "mean-change",
                "p-paired",
                "direction",
            ],
        ),
        (
            "association-",
            &[
                "n",
                "rho",
                "p",
                "slope",
                "std-error",
                "p-slope",
                "slope-weighted",
                "std-error-weighted",
                "p-slope-weighted",
                "associated",
            ],
        ),
    ];
    let codes = columns
        .iter()
        .flat_map(|(start, ends)| ends.iter().map(move |end| format!("{start}{end}")));
    let others = [
        "fidelity-finding-indicator-green",
        "fidelity-finding-indicator-yellow",
        "fidelity-finding-indicator-red",
        "fidelity-finding-indicator-grey",
        "fidelity-shows-agree",
        "fidelity-shows-agree-groups",
        "fidelity-shows-agree-one",
        "follow-up-named",
        "follow-up-table",
        "fsmkl-found-fall",
        "fsmkl-found-on",
        "fsmkl-found-on-without",
        "fsmkl-found-rise",
        "fsmkl-found-series",
        "fsmkl-found-series-without",
        "fsmkl-found-since",
        "fsmkl-found-since-without",
        "fsmkl-full-time-persons",
        "fsmkl-month",
        "fsmkl-percent",
        "fsmkl-quarter",
        "fsmkl-shows-group-in-spell",
        "fsmkl-shows-group-started",
        "fsmkl-shows-in-spell",
        "fsmkl-shows-started",
        "fsmkl-week",
        "fsmkl-week-since",
        "fsmkl-week-since-referral",
        "fsmkl-weeks-since-entry",
        "fsmkl-weeks-since-referral",
        "fsmkl-year",
        "trial-counts-alike",
        "trial-counts-differ",
        "trial-mean-age-title",
        "trial-mean-title",
        "below-median",
        "at-median",
        "above-median",
        "progress",
        "decline",
        "no-change",
        "not-estimated",
        "significant",
        "not-significant",
        "associated",
        "not-associated",
        "core-element",
        "fidelity-agree-by-role",
        "fidelity-agree-by-site",
        "survey-shows-sites",
        "survey-shows-respondents",
        "least",
        "greatest",
        "lower-quartile",
        "upper-quartile",
        "median",
        "n-sites",
        "trend",
        "first-last",
        "least-squares",
        "least-squares-weighted",
        "role",
        "municipality",
        "do-not-know",
    ];
    for code in codes.chain(others.map(str::to_string)) {
        assert!(da::labels::label(&code).is_some(), "{code}");
        assert!(en::labels::label(&code).is_some(), "{code}");
    }
}
