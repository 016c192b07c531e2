//! `virkning estimate km`: Kaplan-Meier and Nelson-Aalen curves with quantiles and restricted means, by group.

mod fields;
mod tables;

use super::durations::{Durations, at, columns_used, dropped_note, group_values, members};
use super::{Answer, Failure, Spec, Table};
use crate::stats::Error;
use crate::stats::event_table::EventTable;
use crate::stats::kaplan_meier::{Limits, SurvivalCurve, kaplan_meier};
use crate::stats::nelson_aalen::{CumulativeHazard, nelson_aalen};
use crate::stats::rmst::{Rmst, rmst, rmst_difference};
use crate::stats::survival_jackknife::{robust_curves, robust_rmst};
use serde_json::{Value, json};

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
    let mut groups = groups(spec, &table)?;
    if table.rows() == 0 {
        groups.clear();
        answer.not_estimated.push("the curves: no rows".to_string());
    }
    answer
        .warnings
        .extend(error_warnings(spec, &settings, &groups)?);
    let mut curves = tables::curves();
    let mut summary = tables::summary();
    let (mut by_group, mut means) = (Vec::new(), Vec::new());
    let mut falls_to_zero = false;
    for group in &groups {
        let estimates = estimate_group(group, &settings).map_err(usage)?;
        falls_to_zero |= estimates.curves[0].surv.last() == Some(&0.0);
        by_group.push(fields::of_group(group, &estimates, &settings)?);
        tables::add_curve(&mut curves, group, &estimates.curves[0]);
        tables::add_summary(&mut summary, &mut answer, group, &estimates, &settings)?;
        means.extend(estimates.rmst);
    }
    answer.put("groups", by_group);
    if let [first, second] = means[..] {
        let difference = rmst_difference(&first, &second, settings.conf_level).map_err(usage)?;
        answer.put("rmst_difference", fields::of_difference(&difference));
        tables::add_difference(&mut summary, &mut answer, first.tau, &difference);
    }
    if falls_to_zero {
        let none = "where a curve is 0 its log-log and log limits are not defined";
        answer.notes.push(none.to_string());
    }
    answer.tables = vec![curves, summary];
    answer.notes.push(method_note(&settings));
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

/// What a reader may expect of clusters and weights that the errors asked for do not give.
fn error_warnings(
    spec: &Spec,
    settings: &Settings,
    groups: &[Group],
) -> Result<Vec<String>, Failure> {
    let mut warnings = Vec::new();
    if settings.robust {
        return Ok(warnings);
    }
    if spec.opt_text("cluster")?.is_some() {
        warnings.push("without `robust` the clusters are not used".to_string());
    }
    let weights = groups.iter().filter_map(|g| g.durations.weights.as_ref());
    if weights.flatten().any(|w| w.fract() != 0.0) {
        let text = "Greenwood's error takes the weights as counts, and some are not whole numbers; `robust` does not";
        warnings.push(text.to_string());
    }
    Ok(warnings)
}

fn method_note(settings: &Settings) -> String {
    let errors = if settings.robust {
        "infinitesimal jackknife"
    } else {
        "Greenwood"
    };
    format!(
        "std.error is of S ({errors}); limits of the printed tables are {} at {} percent, none where S is 0 or, log-log, 1",
        settings.types[0].0,
        settings.conf_level * 100.0
    )
}

/// The rows are checked before; what the estimators still refuse are settings.
fn usage(error: Error) -> Failure {
    Failure::Usage(error.to_string())
}
