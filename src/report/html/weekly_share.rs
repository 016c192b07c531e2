//! Tables of weekly shares: shares and effect every 13th week, the variants beside each other at the headline week, and the decomposition.

use super::grid::{Cell, Grid, Row};
use crate::findings::{Analysis, Effect, Estimated, Share, Variant, WeeklyShare};
use crate::report::numbers::{count, number, p_cell, percent, points};
use crate::report::reader::Reader;
use crate::report::words::{Say, capital, listed};

pub fn grids(reader: &Reader, analysis: &Analysis, result: &WeeklyShare) -> Vec<Grid> {
    let weeks = weeks(result);
    let mut grids = vec![shares(reader, result, &weeks)];
    if !result.effects.is_empty() {
        grids.push(effects(reader, analysis, result, &weeks));
    }
    if result.effects.len() > 1
        && let Some(at) = result.headline
    {
        grids.push(variants(reader, analysis, result, at));
    }
    grids.extend(decomposition(reader, result, &weeks));
    grids
}

/// The headline week and every 13th, as indices into the points.
fn weeks(result: &WeeklyShare) -> Vec<usize> {
    let last = result.points.len().saturating_sub(1);
    let shown = |i: &usize| {
        let week = result.points[*i].index;
        week % 13 == 0 || Some(*i) == result.headline || *i == last || (*i == 0 && week != 0)
    };
    (0..result.points.len()).filter(shown).collect()
}

fn week_rows<'a>(
    result: &'a WeeklyShare,
    weeks: &'a [usize],
    cells: impl Fn(usize) -> Vec<Cell> + 'a,
) -> Vec<Row> {
    let row = |&i: &usize| {
        let week = result.points[i].index.to_string();
        Row::new(week, cells(i)).strong(Some(i) == result.headline)
    };
    weeks.iter().map(row).collect()
}

fn shares(reader: &Reader, result: &WeeklyShare, weeks: &[usize]) -> Grid {
    let language = reader.language;
    let outcome = language.text(&result.outcome.label);
    let mut groups = vec![(String::new(), 1)];
    let mut heads = vec![week_head(reader, result)];
    for series in &result.series {
        groups.push((reader.group(series.group), 2));
        heads.push(reader.say(Say::HeadPercent).into());
        heads.push(reader.say(Say::HeadOf).into());
    }
    let share = |s: Share| {
        let of = |n: Option<u64>| count(n, language);
        [
            Cell::Value(percent(s, 1, language)),
            Cell::Value(format!("{}/{}", of(s.numerator), of(s.denominator))),
        ]
    };
    let cells = |i: usize| {
        let here = result.series.iter().filter_map(|s| s.shares.get(i));
        here.flat_map(|s| share(*s)).collect()
    };
    Grid {
        caption: reader.tell(Say::TableShares, &[("outcome", outcome)]),
        groups,
        heads,
        rows: week_rows(result, weeks, cells),
    }
}

fn week_head(reader: &Reader, result: &WeeklyShare) -> String {
    let phrase = match result.axis.as_str() {
        "calendar" => Say::HeadWeek,
        _ => Say::AxisSinceEntry,
    };
    reader.say(phrase).to_string()
}

/// Whether any error is clustered: without, there is no column of clusters.
fn clustered<'a>(mut estimates: impl Iterator<Item = &'a Estimated<Effect>>) -> bool {
    estimates.any(|e| e.made().is_some_and(|e| e.clusters.is_some()))
}

/// The columns of an effect, after the first.
fn effect_heads(reader: &Reader, analysis: &Analysis, clustered: bool) -> Vec<String> {
    let std_error = match clustered {
        true => Say::HeadStdError,
        false => Say::HeadStdErrorHc1,
    };
    let mut heads = vec![
        reader.say(Say::AxisPoints).to_string(),
        capital(&reader.interval_name(analysis)),
        reader.say(std_error).to_string(),
        "p".to_string(),
        reader.say(Say::HeadPersons).to_string(),
    ];
    heads.extend(clustered.then(|| reader.say(Say::HeadClusters).to_string()));
    heads
}

fn effect_cells(reader: &Reader, estimate: &Estimated<Effect>, clustered: bool) -> Vec<Cell> {
    let language = reader.language;
    let columns = 5 + usize::from(clustered);
    let effect = match estimate {
        Estimated::Made(effect) => effect,
        Estimated::Not(why) => return vec![Cell::Why(language.reason(why), columns)],
        Estimated::Suppressed => {
            return vec![Cell::Why(reader.say(Say::Withheld).into(), columns)];
        }
    };
    let limits = reader.tell(
        Say::FromTo,
        &[
            ("from", &points(effect.conf_low, 1, language)),
            ("to", &points(effect.conf_high, 1, language)),
        ],
    );
    let clusters = effect
        .clusters
        .map_or("HC1".to_string(), |c| count(Some(c.clusters), language));
    let mut cells = vec![
        Cell::Value(points(effect.estimate, 1, language)),
        Cell::Value(limits),
        Cell::Value(points(effect.std_error, 2, language)),
        Cell::Value(p_cell(effect.p_value, language)),
        Cell::Value(count(effect.n, language)),
    ];
    cells.extend(clustered.then_some(Cell::Value(clusters)));
    cells
}

fn effects(reader: &Reader, analysis: &Analysis, result: &WeeklyShare, weeks: &[usize]) -> Grid {
    let main = &result.effects[0];
    let clustered = clustered(main.estimates.iter());
    let mut heads = vec![week_head(reader, result)];
    heads.extend(effect_heads(reader, analysis, clustered));
    let outcome = reader.language.text(&result.outcome.label);
    let variant = variant_name(reader, &main.variant);
    Grid {
        caption: reader.tell(
            Say::TableEffects,
            &[("outcome", outcome), ("variant", &variant)],
        ),
        groups: vec![],
        heads,
        rows: week_rows(result, weeks, |i| {
            main.estimates
                .get(i)
                .map_or(vec![], |e| effect_cells(reader, e, clustered))
        }),
    }
}

fn variants(reader: &Reader, analysis: &Analysis, result: &WeeklyShare, at: usize) -> Grid {
    let week = result.points.get(at).map_or(0, |p| p.index);
    let here = result.effects.iter().filter_map(|s| s.estimates.get(at));
    let clustered = clustered(here);
    let mut heads = vec![reader.say(Say::HeadVariant).to_string()];
    heads.extend(effect_heads(reader, analysis, clustered));
    let rows = result.effects.iter().filter_map(|series| {
        let name = capital(&variant_name(reader, &series.variant));
        let cells = effect_cells(reader, series.estimates.get(at)?, clustered);
        Some(Row::new(name, cells))
    });
    let week = reader.week(&result.axis, week);
    Grid {
        caption: reader.tell(Say::TableVariants, &[("week", &week)]),
        groups: vec![],
        heads,
        rows: rows.collect(),
    }
}

/// What a variant is called.
pub fn variant_name(reader: &Reader, variant: &Variant) -> String {
    match variant {
        Variant::Unadjusted => reader.say(Say::VariantUnadjusted).into(),
        Variant::Background => reader.say(Say::VariantBackground).into(),
        Variant::SiteIndicator(list) => reader.tell(
            Say::VariantSites,
            &[("list", &list.to_uppercase().replace('_', " "))],
        ),
        Variant::Columns(columns) => {
            let names: Vec<String> = columns.iter().map(|c| listed(&reader.term(c))).collect();
            reader.tell(Say::VariantColumns, &[("columns", &names.join(", "))])
        }
        Variant::Symmetric => reader.say(Say::VariantSymmetric).into(),
        Variant::OtherArms { column } => {
            let column = reader.term(column);
            reader.tell(Say::VariantOtherArms, &[("column", &column)])
        }
        Variant::TimeVarying { outcome, lag_weeks } => {
            let (outcome, lag) = (reader.term(outcome), lag_weeks.to_string());
            let phrase = match lag_weeks {
                0 => Say::VariantSameWeek,
                _ => Say::VariantLagged,
            };
            reader.tell(phrase, &[("outcome", &outcome), ("lag", &lag)])
        }
    }
}

fn decomposition(reader: &Reader, result: &WeeklyShare, weeks: &[usize]) -> Option<Grid> {
    let split = result.decomposition.as_ref()?;
    let language = reader.language;
    let cells = |i: usize| match split.get(i) {
        Some(Estimated::Made(s)) => [s.effect, s.still_in, s.left, s.mix]
            .map(|part| Cell::Value(points(part, 2, language)))
            .into(),
        Some(Estimated::Not(why)) => vec![Cell::Why(language.reason(why), 4)],
        Some(Estimated::Suppressed) => vec![Cell::Why(reader.say(Say::Withheld).into(), 4)],
        None => vec![],
    };
    let mut heads = vec![week_head(reader, result)];
    for head in [
        Say::AxisPoints,
        Say::PartStillIn,
        Say::PartLeft,
        Say::PartMix,
    ] {
        heads.push(reader.say(head).to_string());
    }
    Some(Grid {
        caption: reader.say(Say::TableDecomposition).into(),
        groups: vec![],
        heads,
        rows: week_rows(result, weeks, cells),
    })
}

/// What the series themselves have to say: terms left out, and persons without a covariate.
pub fn notes(reader: &Reader, result: &WeeklyShare) -> Vec<String> {
    let language = reader.language;
    let mut lines = vec![];
    if let Some(point) = result.headline.and_then(|h| result.points.get(h))
        && let Some(weeks) = reader.iso_weeks(point)
    {
        let week = number(point.index.into(), 0, language);
        lines.push(reader.tell(Say::NoteIsoWeeks, &[("week", &week), ("weeks", &weeks)]));
    }
    for series in &result.effects {
        let variant = variant_name(reader, &series.variant);
        for dropped in &series.dropped {
            let terms = dropped.terms.iter().map(|t| listed(&reader.term(t)));
            let terms: Vec<String> = terms.collect();
            lines.push(reader.tell(
                Say::NoteDropped,
                &[
                    ("variant", &variant),
                    ("terms", &terms.join(", ")),
                    ("first", &dropped.first.to_string()),
                    ("last", &dropped.last.to_string()),
                ],
            ));
        }
    }
    lines.extend(missing(reader, result));
    lines
}

/// Persons left out, once for the variants that share the number.
fn missing(reader: &Reader, result: &WeeklyShare) -> Vec<String> {
    let mut counts: Vec<(u64, Vec<String>)> = vec![];
    for series in &result.effects {
        let name = variant_name(reader, &series.variant);
        let Some(missing) = series.missing.filter(|m| *m > 0) else {
            continue;
        };
        match counts.iter_mut().find(|(n, _)| *n == missing) {
            Some((_, names)) => names.push(name),
            None => counts.push((missing, vec![name])),
        }
    }
    let line = |(n, names): (u64, Vec<String>)| {
        let persons = count(Some(n), reader.language);
        let blanks = [("variant", names.join("; ")), ("persons", persons)];
        let blanks: Vec<(&str, &str)> = blanks.iter().map(|(k, v)| (*k, v.as_str())).collect();
        reader.tell(Say::NoteMissing, &blanks)
    };
    counts.into_iter().map(line).collect()
}
