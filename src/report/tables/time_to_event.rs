//! Time to an event as a table: parts `curve`, `at-risk`, `at`, `rmst`, `log-rank`, `cox` and `model`.

use super::{Cell, Table, WITHHELD, told};
use crate::findings::{CoxModel, Curve, LogRank, TimeToEvent};

const COLUMNS: [&str; 30] = [
    "part",
    "model",
    "term",
    "strata",
    "time",
    "n.risk",
    "n.event",
    "n.censor",
    "estimate",
    "std.error",
    "statistic",
    "df",
    "p.value",
    "conf.low",
    "conf.high",
    "cumulative.hazard",
    "observed.until",
    "hazard.ratio",
    "std.error.model",
    "p.value.model",
    "conf.low.model",
    "conf.high.model",
    "std.error.small_sample",
    "p.value.small_sample",
    "conf.low.small_sample",
    "conf.high.small_sample",
    "n",
    "events",
    "clusters",
    "note",
];

pub fn table(result: &TimeToEvent) -> Table {
    let mut table = Table::new(&COLUMNS);
    for curve in &result.curves {
        push_curve(&mut table, curve);
    }
    for curve in &result.curves {
        push_readings(&mut table, curve);
    }
    for test in &result.log_rank {
        push_test(&mut table, test);
    }
    for (i, model) in result.models.iter().enumerate() {
        match told(model) {
            Ok(model) => push_model(&mut table, model),
            Err(why) => table.push([
                ("part", "cox".into()),
                ("model", format!("model {}", i + 1).into()),
                ("note", why.into()),
            ]),
        }
    }
    table
}

fn push_curve(table: &mut Table, curve: &Curve) {
    let strata = curve.group.word();
    for (i, time) in curve.time.iter().enumerate() {
        let withheld = curve.n_event[i].is_none() || curve.n_risk[i].is_none();
        table.push([
            ("part", "curve".into()),
            ("strata", strata.as_ref().into()),
            ("time", (*time).into()),
            ("n.risk", curve.n_risk[i].into()),
            ("n.event", curve.n_event[i].into()),
            ("n.censor", curve.n_censor[i].into()),
            ("estimate", curve.survival[i].into()),
            ("std.error", curve.std_error[i].into()),
            ("conf.low", curve.conf_low[i].into()),
            ("conf.high", curve.conf_high[i].into()),
            ("cumulative.hazard", curve.cumulative_hazard[i].into()),
            ("note", withheld.then_some(WITHHELD).into()),
        ]);
    }
}

fn push_readings(table: &mut Table, curve: &Curve) {
    let strata = curve.group.word();
    for (time, n) in &curve.risk_table {
        table.push([
            ("part", "at-risk".into()),
            ("strata", strata.as_ref().into()),
            ("time", (*time).into()),
            ("n.risk", (*n).into()),
            ("note", n.is_none().then_some(WITHHELD).into()),
        ]);
    }
    let carried = |until: f64, time: f64| (until < time).then_some("carried forward");
    for at in &curve.at {
        table.push([
            ("part", "at".into()),
            ("strata", strata.as_ref().into()),
            ("time", at.time.into()),
            ("n.risk", at.n_risk.into()),
            ("estimate", at.survival.into()),
            ("conf.low", at.conf_low.into()),
            ("conf.high", at.conf_high.into()),
            ("observed.until", at.observed_until.into()),
            ("n", curve.persons.into()),
            ("events", curve.events.into()),
            ("note", carried(at.observed_until, at.time).into()),
        ]);
    }
    for rmst in &curve.rmst {
        table.push([
            ("part", "rmst".into()),
            ("strata", strata.as_ref().into()),
            ("time", rmst.tau.into()),
            ("estimate", rmst.estimate.into()),
            ("std.error", rmst.std_error.into()),
            ("observed.until", rmst.observed_until.into()),
            ("note", carried(rmst.observed_until, rmst.tau).into()),
        ]);
    }
}

fn push_test(table: &mut Table, test: &LogRank) {
    let groups: Vec<String> = test.groups.iter().map(|g| g.word().into_owned()).collect();
    table.push([
        ("part", "log-rank".into()),
        ("strata", groups.join(" ").into()),
        ("statistic", test.statistic.into()),
        ("df", test.df.into()),
        ("p.value", test.p_value.into()),
    ]);
}

fn push_model(table: &mut Table, model: &CoxModel) {
    let name = model.variant.word();
    for term in &model.terms {
        let beside = |interval: Option<crate::findings::Interval>| {
            interval.map_or([const { Cell::Empty }; 4], |i| {
                [i.std_error, i.p_value, i.conf_low, i.conf_high].map(Cell::from)
            })
        };
        let [m1, m2, m3, m4] = beside(term.model);
        let [s1, s2, s3, s4] = beside(term.small_sample);
        table.push([
            ("part", model.model.as_str().into()),
            ("model", name.as_ref().into()),
            ("term", term.term.as_str().into()),
            ("estimate", term.estimate.into()),
            ("std.error", term.interval.std_error.into()),
            ("statistic", term.interval.statistic.into()),
            ("p.value", term.interval.p_value.into()),
            ("conf.low", term.interval.conf_low.into()),
            ("conf.high", term.interval.conf_high.into()),
            ("hazard.ratio", term.hazard_ratio.into()),
            ("std.error.model", m1),
            ("p.value.model", m2),
            ("conf.low.model", m3),
            ("conf.high.model", m4),
            ("std.error.small_sample", s1),
            ("p.value.small_sample", s2),
            ("conf.low.small_sample", s3),
            ("conf.high.small_sample", s4),
        ]);
    }
    let dropped =
        (!model.dropped.is_empty()).then(|| format!("dropped {}", model.dropped.join(" ")));
    table.push([
        ("part", "model".into()),
        ("model", name.as_ref().into()),
        ("term", "likelihood-ratio".into()),
        ("statistic", model.likelihood_ratio.into()),
        ("df", model.likelihood_ratio_df.into()),
        ("p.value", model.likelihood_ratio_p.into()),
        ("n", model.persons.into()),
        ("events", model.events.into()),
        ("clusters", model.clusters.into()),
        ("note", dropped.into()),
    ]);
}
