//! `virkning estimate km`: Kaplan-Meier and Nelson-Aalen curves with quantiles and restricted means, by group.

use super::answer::{Tidy, num, nums};
use super::durations::{
    Durations, at, columns_used, dropped_note, group_name, group_values, members,
};
use super::{Answer, Failure, Spec, Table};
use crate::stats::Error;
use crate::stats::event_table::{EventTable, SurvivalRows};
use crate::stats::kaplan_meier::{Limits, SurvivalCurve, confidence_limits, kaplan_meier};
use crate::stats::nelson_aalen::{CumulativeHazard, nelson_aalen};
use crate::stats::rmst::{Rmst, rmst, rmst_difference};
use crate::stats::survival_jackknife::{robust_curves, robust_rmst};
use crate::stats::survival_quantile::survival_quantiles;
use serde_json::{Map, Value, json};

/// The columns a row must have a value in.
const COLUMNS: [&str; 7] = [
    "time", "status", "entry", "weights", "by", "cluster", "person",
];

/// What is asked of every group.
struct Settings {
    conf_level: f64,
    types: Vec<(&'static str, Limits)>,
    quantiles: Vec<f64>,
    tau: Option<f64>,
    at: Option<Vec<f64>>,
    robust: bool,
}

/// One group with its rows.
struct Group {
    value: Value,
    durations: Durations,
    cluster: Vec<usize>,
}

/// Estimates of one group; the curves have one entry per limit type.
struct Estimates {
    curves: Vec<SurvivalCurve>,
    hazard: CumulativeHazard,
    rmst: Option<Rmst>,
}

/// Runs the method.
///
/// # Errors
/// `Failure::Usage` for wrong keys; `Failure::Data` for rows that are no durations.
pub fn run(spec: &Spec, table: &Table) -> Result<Answer, Failure> {
    let settings = settings(spec)?;
    let (table, dropped) = spec.select(table, &columns_used(spec, &COLUMNS)?)?;
    let mut answer = Answer::default();
    answer.notes.extend(dropped_note(dropped));
    let groups = groups(spec, &table)?;
    let mut curve_table = new_table(
        "Survival",
        &[
            "time",
            "n.risk",
            "n.event",
            "n.censor",
            "estimate",
            "std.error",
            "conf.low",
            "conf.high",
            "strata",
        ],
    );
    let mut summary = new_table(
        "Quantiles and restricted means",
        &[
            "term",
            "estimate",
            "std.error",
            "statistic",
            "p.value",
            "conf.low",
            "conf.high",
            "strata",
        ],
    );
    let (mut fields, mut means) = (Vec::new(), Vec::new());
    for group in &groups {
        if group.durations.time.is_empty() {
            answer
                .not_estimated
                .push("no rows to estimate from".to_string());
            continue;
        }
        let estimates = estimate_group(group, &settings).map_err(usage)?;
        fields.push(group_fields(group, &estimates, &settings)?);
        add_curve(&mut curve_table, group, &estimates.curves[0]);
        add_summary(&mut summary, &mut answer, group, &estimates, &settings)?;
        means.extend(estimates.rmst);
    }
    answer.put("groups", fields);
    if let [first, second] = means[..] {
        put_difference(
            &mut answer,
            &mut summary,
            &first,
            &second,
            settings.conf_level,
        )?;
    }
    answer.tables = vec![curve_table, summary];
    say_method(&mut answer, &settings);
    Ok(answer)
}

fn settings(spec: &Spec) -> Result<Settings, Failure> {
    let conf_level = spec.number_or("conf_level", 0.95)?;
    if !(conf_level > 0.0 && conf_level < 1.0) {
        return Err(Failure::Usage(
            "`--conf-level` takes a number between 0 and 1".to_string(),
        ));
    }
    let tau = spec.opt_number("tau")?;
    if tau.is_some_and(|tau| tau < 0.0) {
        return Err(Failure::Usage(
            "`--tau` takes a number that is not negative".to_string(),
        ));
    }
    let quantiles = spec.numbers("quantiles")?.unwrap_or(vec![0.25, 0.5, 0.75]);
    if quantiles.iter().any(|p| !(0.0..=1.0).contains(p)) {
        return Err(Failure::Usage(
            "`--quantiles` takes numbers from 0 to 1".to_string(),
        ));
    }
    let asked = spec.get("robust").is_some();
    let robust = spec.flag("robust")? || (!asked && spec.opt_text("cluster")?.is_some());
    if spec.opt_text("person")?.is_some() && spec.opt_text("entry")?.is_none() {
        return Err(Failure::Usage(
            "`--person` needs `--entry`: without it nobody has a row to go on from".to_string(),
        ));
    }
    spec.set("quantiles", json!(quantiles));
    spec.set("robust", json!(robust));
    Ok(Settings {
        conf_level,
        types: limit_types(spec)?,
        quantiles,
        tau,
        at: spec.numbers("at")?,
        robust,
    })
}

/// The kinds of limits asked for; the first is the one in the printed tables.
fn limit_types(spec: &Spec) -> Result<Vec<(&'static str, Limits)>, Failure> {
    const KNOWN: [(&str, Limits); 3] = [
        ("log-log", Limits::LogLog),
        ("log", Limits::Log),
        ("plain", Limits::Plain),
    ];
    let names = spec.names("conf_types")?;
    let of = |name: &String| {
        let found = KNOWN.iter().find(|(known, _)| known == name);
        found.copied().ok_or_else(|| {
            Failure::Usage("`--conf-types` takes log-log, log and plain".to_string())
        })
    };
    let types = if names.is_empty() {
        KNOWN.to_vec()
    } else {
        names.iter().map(of).collect::<Result<Vec<_>, _>>()?
    };
    let names: Vec<&str> = types.iter().map(|t| t.0).collect();
    spec.set("conf_types", json!(names));
    Ok(types)
}

fn groups(spec: &Spec, table: &Table) -> Result<Vec<Group>, Failure> {
    let durations = Durations::read(spec, table)?;
    let cluster = match (spec.opt_text("cluster")?, spec.opt_text("person")?) {
        (Some(column), _) | (None, Some(column)) => table.groups(column)?.index,
        (None, None) => (0..table.rows()).collect(),
    };
    let Some(by) = spec.opt_text("by")? else {
        return Ok(vec![Group {
            value: Value::Null,
            durations,
            cluster,
        }]);
    };
    let values = group_values(table, by)?;
    let rows = members(&table.groups(by)?.index, values.len());
    let group = |(value, rows): (Value, Vec<usize>)| Group {
        value,
        durations: durations.part(&rows),
        cluster: at(&cluster, &rows),
    };
    Ok(values.into_iter().zip(rows).map(group).collect())
}

fn estimate_group(group: &Group, settings: &Settings) -> Result<Estimates, Error> {
    let rows = group.durations.rows();
    let table = EventTable::from_rows(&rows)?;
    let mut curves = Vec::new();
    let mut hazard = nelson_aalen(&table)?;
    for (_, limits) in &settings.types {
        if settings.robust {
            let both = robust_curves(&rows, &group.cluster, *limits, settings.conf_level)?;
            hazard = both.cumulative_hazard;
            curves.push(both.survival);
        } else {
            curves.push(kaplan_meier(&table, *limits, settings.conf_level)?);
        }
    }
    let mean = |tau| match settings.robust {
        true => robust_rmst(&rows, &group.cluster, &curves[0], tau),
        false => rmst(&curves[0], tau),
    };
    let rmst = settings.tau.map(mean).transpose()?;
    Ok(Estimates {
        curves,
        hazard,
        rmst,
    })
}

fn group_fields(
    group: &Group,
    estimates: &Estimates,
    settings: &Settings,
) -> Result<Value, Failure> {
    let curve = &estimates.curves[0];
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_string(), value);
    put("group", group.value.clone());
    put("n", json!(group.durations.time.len()));
    put("events", num(curve.n_event.iter().sum()));
    put("time", nums(&curve.time));
    put("n_risk", nums(&curve.n_risk));
    put("n_event", nums(&curve.n_event));
    put("n_censor", nums(&curve.n_censor));
    put("surv", nums(&curve.surv));
    put("std_err", nums(&curve.std_err));
    put("cumhaz", nums(&estimates.hazard.cumhaz));
    put("std_err_cumhaz", nums(&estimates.hazard.std_err));
    let by_type = settings.types.iter().zip(&estimates.curves);
    let limits = |(kind, c): (&(&str, Limits), &SurvivalCurve)| {
        (
            kind.0.to_string(),
            json!({"lower": nums(&c.conf_low), "upper": nums(&c.conf_high)}),
        )
    };
    put("ci", Value::Object(by_type.map(limits).collect()));
    put("quantiles", quantile_fields(estimates, settings)?);
    if let Some(mean) = &estimates.rmst {
        put(
            "rmst",
            json!({"tau": mean.tau, "value": num(mean.estimate), "std_err": num(mean.std_error)}),
        );
    }
    if let Some(times) = &settings.at {
        put(
            "at",
            at_fields(&group.durations.rows(), curve, times, settings)?,
        );
    }
    Ok(Value::Object(fields))
}

fn quantile_fields(estimates: &Estimates, settings: &Settings) -> Result<Value, Failure> {
    let mut limits = Map::new();
    let mut value = Value::Null;
    let reached = |time: Option<f64>| time.map_or(Value::Null, num);
    for ((kind, _), curve) in settings.types.iter().zip(&estimates.curves) {
        let found = survival_quantiles(curve, &settings.quantiles).map_err(usage)?;
        value = found.iter().map(|q| reached(q.value)).collect();
        let lower: Value = found.iter().map(|q| reached(q.conf_low)).collect();
        let upper: Value = found.iter().map(|q| reached(q.conf_high)).collect();
        limits.insert(kind.to_string(), json!({"lower": lower, "upper": upper}));
    }
    Ok(json!({"prob": nums(&settings.quantiles), "value": value, "ci": limits}))
}

/// The curve at given times: S with the events of the time taken off, and those at risk just before it.
fn at_fields(
    rows: &SurvivalRows,
    curve: &SurvivalCurve,
    times: &[f64],
    settings: &Settings,
) -> Result<Value, Failure> {
    let (mut risk, mut surv, mut std_err) = (Vec::new(), Vec::new(), Vec::new());
    for t in times {
        let at_risk = |row: &usize| rows.entry(*row) < *t && rows.time[*row] >= *t;
        let in_risk_set = (0..rows.len()).filter(at_risk);
        risk.push(in_risk_set.map(|row| rows.weight(row)).sum());
        let passed = curve.time.partition_point(|time| time <= t);
        surv.push(if passed > 0 {
            curve.surv[passed - 1]
        } else {
            1.0
        });
        std_err.push(if passed > 0 {
            curve.std_err[passed - 1]
        } else {
            0.0
        });
    }
    let mut limits = Map::new();
    for (kind, on_scale) in &settings.types {
        let (lower, upper) =
            confidence_limits(&surv, &std_err, *on_scale, settings.conf_level).map_err(usage)?;
        limits.insert(
            kind.to_string(),
            json!({"lower": nums(&lower), "upper": nums(&upper)}),
        );
    }
    Ok(json!({
        "time": nums(times), "n_risk": nums(&risk), "surv": nums(&surv), "std_err": nums(&std_err), "ci": limits,
    }))
}

fn new_table(title: &str, columns: &[&'static str]) -> Tidy {
    Tidy {
        title: title.to_string(),
        columns: columns.to_vec(),
        rows: Vec::new(),
    }
}

fn strata_cell(group: &Group) -> Value {
    match &group.value {
        Value::Null => json!("all"),
        value => value.clone(),
    }
}

fn add_curve(table: &mut Tidy, group: &Group, curve: &SurvivalCurve) {
    for i in 0..curve.time.len() {
        let numbers = [
            curve.time[i],
            curve.n_risk[i],
            curve.n_event[i],
            curve.n_censor[i],
            curve.surv[i],
            curve.std_err[i],
            curve.conf_low[i],
            curve.conf_high[i],
        ];
        let mut row: Vec<Value> = numbers.into_iter().map(num).collect();
        row.push(strata_cell(group));
        table.rows.push(row);
    }
}

/// Adds quantiles and restricted mean, and says what is not reached or carried forward.
fn add_summary(
    table: &mut Tidy,
    answer: &mut Answer,
    group: &Group,
    estimates: &Estimates,
    settings: &Settings,
) -> Result<(), Failure> {
    let of_group = match &group.value {
        Value::Null => String::new(),
        value => format!(" in group `{}`", group_name(value)),
    };
    let curve = &estimates.curves[0];
    if curve.n_event.iter().all(|d| *d == 0.0) {
        answer
            .warnings
            .push(format!("no events{of_group}: the curve stays at 1"));
    }
    for q in survival_quantiles(curve, &settings.quantiles).map_err(usage)? {
        let cell = |time: Option<f64>| time.map_or(Value::Null, num);
        if q.value.is_none() {
            answer
                .notes
                .push(format!("the quantile {} is not reached{of_group}", q.prob));
        }
        table.rows.push(vec![
            json!(format!("quantile {}", q.prob)),
            cell(q.value),
            Value::Null,
            Value::Null,
            Value::Null,
            cell(q.conf_low),
            cell(q.conf_high),
            strata_cell(group),
        ]);
    }
    if let Some(mean) = &estimates.rmst {
        if mean.carried_forward {
            answer.warnings.push(format!(
                "the curve{of_group} ends before {}: its last value is carried forward in the restricted mean", mean.tau
            ));
        }
        table.rows.push(vec![
            json!(format!("restricted mean to {}", mean.tau)),
            num(mean.estimate),
            num(mean.std_error),
            Value::Null,
            Value::Null,
            Value::Null,
            Value::Null,
            strata_cell(group),
        ]);
    }
    Ok(())
}

fn put_difference(
    answer: &mut Answer,
    table: &mut Tidy,
    first: &Rmst,
    second: &Rmst,
    conf_level: f64,
) -> Result<(), Failure> {
    let d = rmst_difference(first, second, conf_level).map_err(usage)?;
    if d.statistic.is_nan() {
        answer
            .not_estimated
            .push("the test of the restricted means: their difference has no error".to_string());
    }
    answer.put(
        "rmst_difference",
        json!({
            "value": num(d.estimate), "std_err": num(d.std_error), "lower": num(d.conf_low), "upper": num(d.conf_high),
            "z": num(d.statistic), "p": num(d.p_value),
        }),
    );
    let mut row = vec![json!(format!(
        "difference of restricted means to {}",
        first.tau
    ))];
    row.extend(
        [
            d.estimate,
            d.std_error,
            d.statistic,
            d.p_value,
            d.conf_low,
            d.conf_high,
        ]
        .map(num),
    );
    row.push(json!("second minus first"));
    table.rows.push(row);
    Ok(())
}

fn say_method(answer: &mut Answer, settings: &Settings) {
    let errors = if settings.robust {
        "infinitesimal jackknife"
    } else {
        "Greenwood"
    };
    answer.notes.push(format!(
        "std.error is of S ({errors}); limits of the printed tables are {} at {} percent",
        settings.types[0].0,
        settings.conf_level * 100.0
    ));
}

/// The rows are checked before; what the estimators still refuse are settings.
fn usage(error: Error) -> Failure {
    Failure::Usage(error.to_string())
}
