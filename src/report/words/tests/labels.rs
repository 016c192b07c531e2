//! Every label, note and reason that the analyses give has words in both languages.

use super::super::{da, en};

const SOURCES: [&str; 48] = [
    include_str!("../../../analysis/allocation.rs"),
    include_str!("../../../analysis/allocation/flow.rs"),
    include_str!("../../../analysis/answers.rs"),
    include_str!("../../../analysis/association.rs"),
    include_str!("../../../analysis/association/axes.rs"),
    include_str!("../../../analysis/association/estimates.rs"),
    include_str!("../../../analysis/association/measures.rs"),
    include_str!("../../../analysis/association/points.rs"),
    include_str!("../../../analysis/association/tables.rs"),
    include_str!("../../../analysis/described_parts.rs"),
    include_str!("../../../analysis/destinations.rs"),
    include_str!("../../../analysis/fidelity/agree.rs"),
    include_str!("../../../analysis/fidelity/agree/one_wave.rs"),
    include_str!("../../../analysis/fidelity/indicators.rs"),
    include_str!("../../../analysis/fidelity/indicators/chart.rs"),
    include_str!("../../../analysis/fidelity/indicators/events.rs"),
    include_str!("../../../analysis/fidelity/indicators/line.rs"),
    include_str!("../../../analysis/fidelity/indicators/notes.rs"),
    include_str!("../../../analysis/fidelity/indicators/tables.rs"),
    include_str!("../../../analysis/fidelity/score.rs"),
    include_str!("../../../analysis/fidelity/score/movers.rs"),
    include_str!("../../../analysis/fidelity/score/tables.rs"),
    include_str!("../../../analysis/follow_up.rs"),
    include_str!("../../../analysis/intensity.rs"),
    include_str!("../../../analysis/outcome_table.rs"),
    include_str!("../../../analysis/outcome_table/aggregates.rs"),
    include_str!("../../../analysis/outcome_table/finding.rs"),
    include_str!("../../../analysis/outcome_table/independence.rs"),
    include_str!("../../../analysis/power.rs"),
    include_str!("../../../analysis/progression.rs"),
    include_str!("../../../analysis/progression/estimates.rs"),
    include_str!("../../../analysis/referred.rs"),
    include_str!("../../../analysis/spell_criterion.rs"),
    include_str!("../../../analysis/status_at.rs"),
    include_str!("../../../analysis/status_at/findings.rs"),
    include_str!("../../../analysis/stock.rs"),
    include_str!("../../../analysis/stock/changes.rs"),
    include_str!("../../../analysis/stock_of_referrals.rs"),
    include_str!("../../../analysis/stock_of_register.rs"),
    include_str!("../../../analysis/success_criterion.rs"),
    include_str!("../../../analysis/success_criterion/judged.rs"),
    include_str!("../../../analysis/success_criterion/tables.rs"),
    include_str!("../../../analysis/survey_shares.rs"),
    include_str!("../../../analysis/survey_shares/finding.rs"),
    include_str!("../../../analysis/survey_shares/response.rs"),
    include_str!("../../../analysis/target_group.rs"),
    include_str!("../../../analysis/trial_notes.rs"),
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
    let more = ["no-such-table", "no-such-column"];
    for code in given("Reason::new(").into_iter().chain(more) {
        assert!(da::notes::reason(code).is_some(), "{code}");
        assert!(en::notes::reason(code).is_some(), "{code}");
    }
}

#[test]
fn the_codes_put_together_have_words() {
    let columns = [
        ("response-", &["invited", "answers", "partial", "rate"][..]),
        ("light-", &["green", "yellow", "red", "grey"]),
        ("measures-", &["compared", "associated"]),
        (
            "crossed-",
            &["below", "at", "above", "rose", "others", "all"],
        ),
        (
            "axis-",
            &["percent", "points", "number", "score", "class", "plain"],
        ),
        (
            "criterion-",
            &["touched", "weekly-mean", "unbroken", "window"],
        ),
        (
            "status-",
            &[
                "shows-in-spell",
                "shows-started",
                "shows-group-in-spell",
                "shows-group-started",
                "week-since",
                "week-since-referral",
                "weeks-since-entry",
                "weeks-since-referral",
                "found-since",
                "found-since-without",
                "found-on",
                "found-on-without",
                "found-ever",
                "found-never",
                "found-series",
                "found-series-without",
            ],
        ),
        (
            "destination-",
            &[
                "years-under",
                "years-from-to",
                "years-over",
                "weeks-under",
                "weeks-from-to",
                "weeks-over",
                "age",
                "length",
            ],
        ),
        (
            "stock-",
            &[
                "found-rise",
                "found-fall",
                "published-number",
                "full-time-persons",
                "year",
                "quarter",
                "month",
                "week",
            ],
        ),
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
        "least-squares-by-answers",
        "least-squares-by-persons",
        "measure-of-fidelity",
        "measure-of-site",
        "association-title-fidelity",
        "association-title-measures",
        "association-points-fidelity",
        "association-points-measures",
        "association-finding-fidelity",
        "association-finding-measures",
        "crossed-readiness",
        "crossed-movement",
        "role",
        "municipality",
        "do-not-know",
        "all-municipalities",
        "total",
        "percent",
        "indicator",
        "criterion-a90",
        "criterion-b50",
        "criterion-c24",
        "criterion-mean",
        "green-from",
        "yellow-from",
        "green-below",
        "yellow-below",
        "mean",
        "mean-of-sites",
        "indicators-by-site-title",
        "indicators-by-site-down",
        "fidelity-finding-one",
        "fidelity-finding-mean",
        "survey-shows-sites-counts",
        "survey-shows-respondents-counts",
        "fidelity-shows-agree",
        "fidelity-shows-agree-groups",
        "fidelity-shows-agree-one",
        "follow-up-named",
        "follow-up-table",
        "trial-counts-alike",
        "trial-counts-differ",
        "trial-mean-age-title",
        "trial-mean-title",
    ];
    let notes = [
        "still-in-time",
        "still-in-time-counted",
        "items-not-met",
        "events-not-met",
        "sites-silent",
        "cells-without-answers",
        "total-not-judged",
        "mean-of-one-site",
        "events-replaced",
        "outside-sites",
        "answers-not-listed",
    ];
    for code in notes {
        assert!(da::notes::note(code).is_some(), "{code}");
        assert!(en::notes::note(code).is_some(), "{code}");
    }
    for code in codes.chain(others.map(str::to_string)) {
        assert!(da::labels::label(&code).is_some(), "{code}");
        assert!(en::labels::label(&code).is_some(), "{code}");
    }
}
