//! Weekly shares, their changes, effects and decomposition.

use super::{List, of};
use crate::findings::{
    Arm, Clusters, Decomposition, Effect, Estimated, Group, MeanOfWeeks, Period, Robust, Share,
    Unit, WeeklyShare,
};
use crate::published::figure::{Address, Value, change};
use std::borrow::Cow;

type Part = (&'static str, Unit, fn(&Effect) -> Value);

const FIELDS: [Part; 15] = [
    ("estimate", Unit::Points, |e| e.estimate.into()),
    ("std_error", Unit::Points, |e| e.std_error.into()),
    ("statistic", Unit::Statistic, |e| e.statistic.into()),
    ("df", Unit::DegreesOfFreedom, |e| e.df.into()),
    ("p_value", Unit::PValue, |e| e.p_value.into()),
    ("conf_low", Unit::Points, |e| e.conf_low.into()),
    ("conf_high", Unit::Points, |e| e.conf_high.into()),
    ("n", Unit::Whole, |e| e.n.into()),
    ("std_error_hc1", Unit::Points, |e| e.hc1.std_error.into()),
    ("p_value_hc1", Unit::PValue, |e| hc1(e).p_value.into()),
    ("conf_low_hc1", Unit::Points, |e| hc1(e).conf_low.into()),
    ("conf_high_hc1", Unit::Points, |e| hc1(e).conf_high.into()),
    ("clusters", Unit::Whole, |e| clusters(e, |c| c.clusters)),
    ("clusters_treated", Unit::Whole, |e| {
        clusters(e, |c| c.treated)
    }),
    ("clusters_untreated", Unit::Whole, |e| {
        clusters(e, |c| c.untreated)
    }),
];

fn clusters(effect: &Effect, read: fn(&Clusters) -> u64) -> Value {
    match &effect.clusters {
        Some(clusters) => Value::Whole(read(clusters)),
        None => Value::Not("not clustered".to_string()),
    }
}

fn hc1(effect: &Effect) -> Robust {
    effect.hc1
}

type Split = (&'static str, fn(&Decomposition) -> f64);

const SPLIT: [Split; 4] = [
    ("decomposition.effect", |d| d.effect),
    ("decomposition.still-in", |d| d.still_in),
    ("decomposition.left", |d| d.left),
    ("decomposition.mix", |d| d.mix),
];

pub fn add<'a>(list: &mut List<'a>, at: &Address<'a>, result: &'a WeeklyShare) {
    add_axis(list, at, result);
    if let Some(mean) = &result.headline_mean {
        add_mean(list, at, result, mean);
    }
    for series in &result.effects {
        let address = Address {
            term: series.variant.word(),
            field: "missing",
            ..at.clone()
        };
        list.add(address, Unit::Whole, series.missing);
    }
    for (i, point) in result.points.iter().enumerate() {
        let at = Address {
            week: Some(point.index.into()),
            ..at.clone()
        };
        let trusted = result.trusted_until.is_none_or(|last| i <= last);
        for series in &result.series {
            add_share(list, &at, series.group.word(), series.shares[i], trusted);
        }
        add_changes(list, &at, result, i, trusted);
        for series in &result.effects {
            let at = Address {
                term: series.variant.word(),
                ..at.clone()
            };
            add_effect(list, &at, &series.estimates[i], trusted);
        }
        if let Some(split) = result.decomposition.as_ref().and_then(|d| d.get(i)) {
            add_split(list, &at, split, trusted);
        }
    }
}

/// Where the axis begins, ends, is read and is trusted.
fn add_axis<'a>(list: &mut List<'a>, at: &Address<'a>, result: &WeeklyShare) {
    let index = |i: usize| result.points.get(i).map(|p| f64::from(p.index));
    let last = result.points.len().checked_sub(1);
    let weeks = [
        ("first_week", index(0)),
        ("last_week", last.and_then(index)),
        ("headline_week", result.headline.and_then(index)),
        ("trusted_week", result.trusted_until.and_then(index)),
    ];
    for (field, week) in weeks {
        if let Some(week) = week {
            let address = Address {
                field,
                ..at.clone()
            };
            list.add(address, Unit::Weeks, week);
        }
    }
}

/// The headline that is a mean of the last weeks: the term `headline`.
fn add_mean<'a>(
    list: &mut List<'a>,
    at: &Address<'a>,
    result: &WeeklyShare,
    mean: &'a MeanOfWeeks,
) {
    let at = Address {
        term: Cow::Borrowed("headline"),
        ..at.clone()
    };
    for (field, week) in [("first_week", mean.first), ("last_week", mean.last)] {
        let address = Address {
            field,
            ..at.clone()
        };
        list.add(address, Unit::Weeks, f64::from(week));
    }
    for (series, share) in result.series.iter().zip(&mean.shares) {
        add_share(list, &at, series.group.word(), *share, true);
    }
    if let Some(effect) = &mean.effect {
        add_effect(list, &at, effect, true);
    }
}

fn add_share<'a>(
    list: &mut List<'a>,
    at: &Address<'a>,
    group: Cow<'static, str>,
    share: Share,
    trusted: bool,
) {
    let parts = [
        ("share", Unit::Fraction, Value::from(share)),
        ("numerator", Unit::Whole, share.numerator.into()),
        ("denominator", Unit::Whole, share.denominator.into()),
    ];
    for (field, unit, value) in parts {
        let address = Address {
            group: group.clone(),
            field,
            ..at.clone()
        };
        list.push(address, Some(unit), value, trusted);
    }
}

/// After minus before in each arm.
fn add_changes<'a>(
    list: &mut List<'a>,
    at: &Address<'a>,
    result: &WeeklyShare,
    i: usize,
    trusted: bool,
) {
    for arm in [Arm::Participant, Arm::Comparison] {
        let share = |period| {
            let group = Group {
                arm,
                period: Some(period),
            };
            let series = result.series.iter().find(|s| s.group == group)?;
            series.shares.get(i).copied()
        };
        let (Some(before), Some(after)) = (share(Period::Before), share(Period::After)) else {
            continue;
        };
        let address = Address {
            group: Cow::Borrowed(arm.word()),
            field: "change",
            ..at.clone()
        };
        list.push(address, Some(Unit::Points), change(before, after), trusted);
    }
}

fn add_effect<'a>(
    list: &mut List<'a>,
    at: &Address<'a>,
    estimate: &Estimated<Effect>,
    trusted: bool,
) {
    for (field, unit, read) in FIELDS {
        let address = Address {
            field,
            ..at.clone()
        };
        list.push(address, Some(unit), of(estimate, read), trusted);
    }
}

fn add_split<'a>(
    list: &mut List<'a>,
    at: &Address<'a>,
    split: &Estimated<Decomposition>,
    trusted: bool,
) {
    for (term, read) in SPLIT {
        let address = Address {
            term: Cow::Borrowed(term),
            field: "estimate",
            ..at.clone()
        };
        let value = of(split, |d| read(d).into());
        list.push(address, Some(Unit::Points), value, trusted);
    }
}
