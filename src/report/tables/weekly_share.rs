//! Weekly shares as a table: parts `share`, `effect` and `decomposition`.

use super::{Cell, Table, WITHHELD, told};
use crate::findings::{Effect, EffectSeries, Group, Share, StudyFacts, WeekPoint, WeeklyShare};

const COLUMNS: [&str; 23] = [
    "part",
    "term",
    "strata",
    "time",
    "week",
    "estimate",
    "std.error",
    "statistic",
    "df",
    "p.value",
    "conf.low",
    "conf.high",
    "std.error.hc1",
    "p.value.hc1",
    "conf.low.hc1",
    "conf.high.hc1",
    "n",
    "numerator",
    "denominator",
    "clusters",
    "clusters.treated",
    "trusted",
    "note",
];

pub fn table(study: &StudyFacts, result: &WeeklyShare) -> Table {
    let mut table = Table::new(&COLUMNS);
    for series in &result.series {
        let name = series.group.word();
        for (i, (point, share)) in result.points.iter().zip(&series.shares).enumerate() {
            table.push([
                ("part", "share".into()),
                ("term", result.outcome.id.as_str().into()),
                ("strata", name.as_ref().into()),
                ("time", point.index.into()),
                ("week", iso_week(study, point, series.group).into()),
                ("estimate", share.fraction().into()),
                ("numerator", share.numerator.into()),
                ("denominator", share.denominator.into()),
                ("trusted", trusted(result, i)),
                ("note", note(*share)),
            ]);
        }
    }
    for series in &result.effects {
        let term = series.variant.word();
        for (i, (point, estimate)) in result.points.iter().zip(&series.estimates).enumerate() {
            let place = [
                ("part", Cell::from("effect")),
                ("term", term.as_ref().into()),
                ("time", point.index.into()),
                ("trusted", trusted(result, i)),
            ];
            match told(estimate) {
                Ok(effect) => {
                    push_effect(&mut table, place, effect, &dropped_at(series, point.index))
                }
                Err(why) => {
                    let [a, b, c, d] = place;
                    table.push([a, b, c, d, ("note", why.into())]);
                }
            }
        }
    }
    push_decomposition(&mut table, result);
    table
}

/// The terms left out in a week, joined.
fn dropped_at(series: &EffectSeries, index: i32) -> String {
    let here = series.dropped.iter();
    let here = here.filter(|d| d.first <= index && index <= d.last);
    let terms: Vec<&str> = here.flat_map(|d| &d.terms).map(String::as_str).collect();
    terms.join(" ")
}

fn push_effect(table: &mut Table, place: [(&str, Cell); 4], effect: &Effect, dropped: &str) {
    let [a, b, c, d] = place;
    let note = match dropped {
        "" => Cell::Empty,
        terms => format!("dropped {terms}").into(),
    };
    table.push([
        a,
        b,
        c,
        d,
        ("estimate", effect.estimate.into()),
        ("std.error", effect.std_error.into()),
        ("statistic", effect.statistic.into()),
        ("df", effect.df.into()),
        ("p.value", effect.p_value.into()),
        ("conf.low", effect.conf_low.into()),
        ("conf.high", effect.conf_high.into()),
        ("std.error.hc1", effect.hc1.std_error.into()),
        ("p.value.hc1", effect.hc1.p_value.into()),
        ("conf.low.hc1", effect.hc1.conf_low.into()),
        ("conf.high.hc1", effect.hc1.conf_high.into()),
        ("n", effect.n.into()),
        ("clusters", effect.clusters.map(|c| c.clusters).into()),
        (
            "clusters.treated",
            effect.clusters.map(|c| c.treated).into(),
        ),
        ("note", note),
    ]);
}

fn push_decomposition(table: &mut Table, result: &WeeklyShare) {
    let weeks = result.decomposition.iter().flatten();
    for (point, split) in result.points.iter().zip(weeks) {
        let parts = match told(split) {
            Ok(split) => [
                ("effect", Ok(split.effect)),
                ("still-in", Ok(split.still_in)),
                ("left", Ok(split.left)),
                ("mix", Ok(split.mix)),
            ],
            Err(why) => ["effect", "still-in", "left", "mix"].map(|term| (term, Err(why.clone()))),
        };
        for (term, value) in parts {
            table.push([
                ("part", "decomposition".into()),
                ("term", term.into()),
                ("time", point.index.into()),
                ("estimate", value.clone().ok().into()),
                ("note", value.err().into()),
            ]);
        }
    }
}

/// The week as the register calls it; a point names one per period, in the order of the study's periods.
fn iso_week(study: &StudyFacts, point: &WeekPoint, group: Group) -> Option<String> {
    let period = study
        .periods
        .iter()
        .position(|p| Some(p.period) == group.period)?;
    point.weeks.get(period).cloned()
}

fn trusted(result: &WeeklyShare, i: usize) -> Cell {
    let trusted = result.trusted_until.is_none_or(|last| i <= last);
    if trusted { "yes" } else { "no" }.into()
}

fn note(share: Share) -> Cell {
    match (share.numerator, share.denominator) {
        (Some(_), Some(0)) => "no-persons".into(),
        (Some(_), Some(_)) => Cell::Empty,
        _ => WITHHELD.into(),
    }
}
