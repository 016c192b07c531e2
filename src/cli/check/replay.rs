//! The run again with the old data, study, seeds or code list, one at a time and all together.

use super::Stop;
use super::why::Replays;
use crate::cli::{Exit, load, outputs, run};
use crate::codes::CodeList;
use crate::published::{self, Figures};
use crate::study::{self, AnalysisKind, Errors, Plan, TablePlan};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What is known of the old run.
pub struct Old<'a> {
    pub data: Option<&'a Path>,
    pub study: Option<&'a Path>,
    /// Null when there is none.
    pub manifest: &'a Value,
}

/// What a run is made from: the plan, which names the data, and the code list.
type Setup = (Plan, CodeList);

/// Seeds by analysis, as a manifest tells them.
type Seeds = Value;

/// Runs the new setup with each thing that is old and known put in its place, and then with all of them.
///
/// # Errors
/// An old input that cannot be read, or all the old inputs together not making a run. That one of them does not go with the others
/// being new is no error: it explains nothing by itself.
pub fn replays(new: &Setup, old: &Old<'_>) -> Result<Replays, Stop> {
    let (plan, codes) = new;
    let old_study = old.study.map(read).transpose()?;
    let new_seeds = outputs::seeds(plan);
    let old_seeds = match (old.manifest.get("seeds"), &old_study) {
        (Some(seeds), _) => seeds.clone(),
        (None, Some(old)) => outputs::seeds(old),
        (None, None) => new_seeds.clone(),
    };
    let old_codes = old_codes(codes, old.manifest, old_study.as_ref())?;
    let mut setups: Vec<(&'static str, Result<Setup, Stop>)> = Vec::new();
    if let Some(folder) = old.data {
        let with_old = with_data(plan.clone(), folder)?;
        setups.push(("data", Ok((with_old, codes.clone()))));
    }
    if let Some(old) = &old_study {
        let on_new = with_data(with_seeds(old.clone(), &new_seeds), &plan.folder);
        setups.push(("study", on_new.map(|plan| (plan, codes.clone()))));
    }
    let reseeded = with_seeds(plan.clone(), &old_seeds);
    if reseeded != *plan {
        setups.push(("seed", Ok((reseeded, codes.clone()))));
    }
    if let Some(old) = &old_codes {
        setups.push(("code list", Ok((plan.clone(), old.clone()))));
    }
    if setups.len() < 2 {
        return of_one(setups);
    }
    let mut replays = Replays::default();
    for (cause, setup) in setups {
        match setup.and_then(|setup| figures(&setup)) {
            Ok(figures) => replays.single.push((cause, figures)),
            Err((why, _)) => {
                let why = why.trim_start_matches("error: ").trim_end();
                replays.failed.push((cause, why.to_string()));
            }
        }
    }
    let all = with_seeds(old_study.unwrap_or_else(|| plan.clone()), &old_seeds);
    let all = with_data(all, old.data.unwrap_or(&plan.folder))?;
    let all = (all, old_codes.unwrap_or_else(|| codes.clone()));
    replays.together = Some(figures(&all)?);
    Ok(replays)
}

/// The one thing that is old is all of them.
fn of_one(setups: Vec<(&'static str, Result<Setup, Stop>)>) -> Result<Replays, Stop> {
    let mut replays = Replays::default();
    for (cause, setup) in setups {
        let figures = figures(&setup?)?;
        replays.together = Some(figures.clone());
        replays.single.push((cause, figures));
    }
    Ok(replays)
}

fn read(path: &Path) -> Result<Plan, Stop> {
    study::read(path).map_err(|faults| (study::render(&faults, path), Exit::Usage))
}

fn figures((plan, codes): &Setup) -> Result<Figures, Stop> {
    let (released, _) = run::findings_by(plan, codes.clone())?;
    Ok(published::replayed(&released.findings))
}

/// The code list of the old run where it was another: as its manifest holds it, or else that of the old study.
fn old_codes(
    new: &CodeList,
    manifest: &Value,
    study: Option<&Plan>,
) -> Result<Option<CodeList>, Stop> {
    let stop = |what: String| (format!("error: the old code list: {what}"), Exit::Usage);
    let old = match (manifest.get("code_list"), study) {
        (Some(list), _) if *list == outputs::code_list(new) => return Ok(None),
        (Some(list), _) => {
            outputs::read_code_list(list).map_err(|faults| stop(faults.join("; ")))?
        }
        (None, Some(plan)) => {
            study::code_list(&plan.codes, &plan.folder).map_err(|error| stop(error.to_string()))?
        }
        (None, None) => return Ok(None),
    };
    Ok((outputs::code_list(&old) != outputs::code_list(new)).then_some(old))
}

/// The plan with its analyses' seeds; one that the list does not name keeps its own.
fn with_seeds(mut plan: Plan, seeds: &Seeds) -> Plan {
    for analysis in &mut plan.analyses {
        let Some(old) = seeds.get(&analysis.id).and_then(Value::as_u64) else {
            continue;
        };
        let errors = match &mut analysis.kind {
            AnalysisKind::WeeklyShare(weekly) => &mut weekly.errors,
            AnalysisKind::TimeToEvent(time) => &mut time.errors,
            _ => continue,
        };
        if let Errors::Wild { seed, .. } = errors {
            *seed = old;
        }
    }
    plan
}

/// The plan on the extracts of another folder: under the paths of the study, or all directly in it.
fn with_data(mut plan: Plan, folder: &Path) -> Result<Plan, Stop> {
    let stop = |what: String| (format!("error: {}: {what}", folder.display()), Exit::Usage);
    let root = std::path::absolute(folder).map_err(|error| stop(error.to_string()))?;
    for table in tables(&mut plan) {
        let given = PathBuf::from(&table.path);
        let name = given.file_name().map(PathBuf::from).unwrap_or_default();
        let found = [root.join(&given), root.join(&name)];
        match found.iter().find(|path| path.exists()) {
            Some(path) => table.path = path.display().to_string(),
            None => return Err(stop(format!("there is no `{}`", given.display()))),
        }
    }
    debug_assert!(load::files(&plan).iter().all(|(_, path)| path.exists()));
    Ok(plan)
}

fn tables(plan: &mut Plan) -> Vec<&mut TablePlan> {
    let register = &mut plan.register;
    let mut tables: Vec<&mut TablePlan> = Vec::new();
    tables.extend(register.weekly.as_mut().map(|w| &mut w.table));
    tables.extend(register.hours.as_mut().map(|h| &mut h.table));
    tables.extend(register.persons.as_mut().map(|p| &mut p.table));
    tables.extend(register.records.values_mut());
    tables
}
