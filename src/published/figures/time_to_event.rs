//! Survival curves, tests, models and the duration sentence.

use super::List;
use crate::findings::{
    CoxModel, CoxTerm, Curve, Duration, Estimated, Interval, LogRank, TimeToEvent, Unit,
};
use crate::published::figure::{Address, Value};
use std::borrow::Cow;

pub fn add<'a>(list: &mut List<'a>, at: &Address<'a>, result: &'a TimeToEvent) {
    for curve in &result.curves {
        let at = Address {
            group: curve.group.word(),
            ..at.clone()
        };
        add_curve(list, &at, curve);
    }
    for test in &result.log_rank {
        add_test(list, at, test);
    }
    for (i, model) in result.models.iter().enumerate() {
        add_model(list, at, i, model);
    }
    if let Some(duration) = &result.duration {
        add_duration(list, at, duration);
    }
}

fn add_curve<'a>(list: &mut List<'a>, at: &Address<'a>, curve: &Curve) {
    let field = |field, week: Option<f64>| Address {
        week: week.map(|w| w as i64),
        field,
        ..at.clone()
    };
    list.add(field("persons", None), Unit::Whole, curve.persons);
    list.add(field("events", None), Unit::Whole, curve.events);
    for reading in &curve.at {
        let week = Some(reading.time);
        add_survival(list, &field("", week), reading.survival);
        list.add(field("conf_low", week), Unit::Fraction, reading.conf_low);
        list.add(field("conf_high", week), Unit::Fraction, reading.conf_high);
        list.add(field("n_risk", week), Unit::Whole, reading.n_risk);
        let until = reading.observed_until;
        list.add(field("observed_until", week), Unit::Weeks, until);
    }
    for rmst in &curve.rmst {
        let week = Some(rmst.tau);
        list.add(field("rmst", week), Unit::Weeks, rmst.estimate);
        list.add(field("rmst_std_error", week), Unit::Weeks, rmst.std_error);
        let until = field("rmst_observed_until", week);
        list.add(until, Unit::Weeks, rmst.observed_until);
    }
    for (time, n_risk) in &curve.risk_table {
        list.add(field("n_risk", Some(*time)), Unit::Whole, *n_risk);
    }
    for (i, time) in curve.time.iter().enumerate() {
        let week = Some(*time);
        add_survival(list, &field("", week), curve.survival[i]);
        list.add(field("std_error", week), Unit::Fraction, curve.std_error[i]);
        list.add(field("conf_low", week), Unit::Fraction, curve.conf_low[i]);
        list.add(field("conf_high", week), Unit::Fraction, curve.conf_high[i]);
        list.add(field("n_risk", week), Unit::Whole, curve.n_risk[i]);
        list.add(field("n_event", week), Unit::Whole, curve.n_event[i]);
        list.add(field("n_censor", week), Unit::Whole, curve.n_censor[i]);
        let hazard = curve.cumulative_hazard[i];
        list.add(field("cumulative_hazard", week), Unit::Coefficient, hazard);
    }
}

fn add_survival<'a>(list: &mut List<'a>, at: &Address<'a>, survival: f64) {
    let field = |field| Address {
        field,
        ..at.clone()
    };
    list.add(field("survival"), Unit::Fraction, survival);
    list.add(field("started"), Unit::Fraction, 1.0 - survival);
}

fn add_test<'a>(list: &mut List<'a>, at: &Address<'a>, test: &LogRank) {
    let groups: Vec<Cow<'_, str>> = test.groups.iter().map(|g| g.word()).collect();
    let field = |field| Address {
        term: Cow::Borrowed("log-rank"),
        group: Cow::Owned(groups.join(" ")),
        field,
        ..at.clone()
    };
    list.add(field("statistic"), Unit::Statistic, test.statistic);
    list.add(field("df"), Unit::DegreesOfFreedom, test.df);
    list.add(field("p_value"), Unit::PValue, test.p_value);
}

fn add_model<'a>(list: &mut List<'a>, at: &Address<'a>, i: usize, model: &'a Estimated<CoxModel>) {
    let absent = |value| {
        let address = Address {
            model: Cow::Owned(format!("model {}", i + 1)),
            field: "hazard_ratio",
            ..at.clone()
        };
        (address, value)
    };
    let (address, value) = match model {
        Estimated::Made(model) => return add_made(list, at, model),
        Estimated::Not(why) => absent(Value::Not(why.code.clone())),
        Estimated::Suppressed => absent(Value::Withheld),
    };
    list.add(address, Unit::HazardRatio, value);
}

fn add_made<'a>(list: &mut List<'a>, at: &Address<'a>, model: &'a CoxModel) {
    let at = Address {
        model: model.variant.word(),
        ..at.clone()
    };
    let field = |field| Address {
        field,
        ..at.clone()
    };
    for term in &model.terms {
        add_term(list, &at, term);
    }
    list.add(
        field("likelihood_ratio"),
        Unit::Statistic,
        model.likelihood_ratio,
    );
    list.add(
        field("likelihood_ratio_df"),
        Unit::DegreesOfFreedom,
        model.likelihood_ratio_df,
    );
    list.add(
        field("likelihood_ratio_p"),
        Unit::PValue,
        model.likelihood_ratio_p,
    );
    list.add(field("persons"), Unit::Whole, model.persons);
    list.add(field("events"), Unit::Whole, model.events);
    list.add(field("missing"), Unit::Whole, model.missing);
    if let Some(clusters) = model.clusters {
        list.add(field("clusters"), Unit::Whole, Value::Whole(clusters));
    }
}

/// Fields of an interval: plain, model-based, and with the small-sample correction.
const INTERVALS: [[&str; 5]; 3] = [
    ["std_error", "statistic", "p_value", "conf_low", "conf_high"],
    [
        "std_error_model",
        "statistic_model",
        "p_value_model",
        "conf_low_model",
        "conf_high_model",
    ],
    [
        "std_error_small_sample",
        "statistic_small_sample",
        "p_value_small_sample",
        "conf_low_small_sample",
        "conf_high_small_sample",
    ],
];

fn add_term<'a>(list: &mut List<'a>, at: &Address<'a>, term: &'a CoxTerm) {
    let at = Address {
        term: Cow::Borrowed(&term.term),
        ..at.clone()
    };
    let field = |field| Address {
        field,
        ..at.clone()
    };
    let ratio = Unit::HazardRatio;
    list.add(field("hazard_ratio"), ratio, term.hazard_ratio);
    list.add(
        field("hazard_ratio_low"),
        ratio,
        term.interval.conf_low.exp(),
    );
    list.add(
        field("hazard_ratio_high"),
        ratio,
        term.interval.conf_high.exp(),
    );
    let increase = term.hazard_ratio - 1.0;
    list.add(field("increase"), Unit::Fraction, increase);
    let reduction = 1.0 - 1.0 / term.hazard_ratio;
    list.add(field("reduction"), Unit::Fraction, reduction);
    list.add(field("estimate"), Unit::Coefficient, term.estimate);
    let intervals = [Some(term.interval), term.model, term.small_sample];
    for (interval, names) in intervals.into_iter().zip(INTERVALS) {
        if let Some(interval) = interval {
            add_interval(list, &at, interval, names);
        }
    }
}

fn add_interval<'a>(
    list: &mut List<'a>,
    at: &Address<'a>,
    interval: Interval,
    names: [&'static str; 5],
) {
    let values = [
        (Unit::Coefficient, interval.std_error),
        (Unit::Statistic, interval.statistic),
        (Unit::PValue, interval.p_value),
        (Unit::Coefficient, interval.conf_low),
        (Unit::Coefficient, interval.conf_high),
    ];
    for (field, (unit, value)) in names.into_iter().zip(values) {
        let address = Address {
            field,
            ..at.clone()
        };
        list.add(address, unit, value);
    }
}

fn add_duration<'a>(list: &mut List<'a>, at: &Address<'a>, duration: &Duration) {
    let field = |field| Address {
        term: Cow::Borrowed("duration"),
        field,
        ..at.clone()
    };
    let (before, after) = (duration.example_before_weeks, duration.example_after_weeks);
    list.add(
        field("hazard_ratio"),
        Unit::HazardRatio,
        duration.hazard_ratio,
    );
    list.add(field("reduction"), Unit::Fraction, duration.reduction);
    list.add(field("example_before_weeks"), Unit::Weeks, before);
    list.add(field("example_after_weeks"), Unit::Weeks, after);
}
