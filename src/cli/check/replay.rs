//! The run again with the old data, the old study or the old seeds, one at a time and all together.

use super::Stop;
use super::why::{Figures, Replays};
use crate::cli::{Exit, load, outputs, run};
use crate::published;
use crate::study::{self, AnalysisKind, Errors, Plan, TablePlan};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What is supplied of the old run.
pub struct Old<'a> {
    pub data: Option<&'a Path>,
    pub study: Option<&'a Path>,
    /// Null when there is none.
    pub manifest: &'a Value,
}

/// Seeds by analysis, as a manifest tells them.
type Seeds = Value;

/// Runs what is supplied.
pub fn replays(new: &Plan, old: &Old<'_>) -> Result<Replays, Stop> {
    let old_study = old.study.map(read).transpose()?;
    let new_seeds = outputs::seeds(new);
    let old_seeds = match (old.manifest.get("seeds"), &old_study) {
        (Some(seeds), _) => seeds.clone(),
        (None, Some(plan)) => outputs::seeds(plan),
        (None, None) => new_seeds.clone(),
    };
    let mut replays = Replays::default();
    if let Some(folder) = old.data {
        let plan = with_data(new.clone(), folder)?;
        replays.single.push(("data", figures(&plan)?));
    }
    if let Some(plan) = &old_study {
        let plan = with_data(with_seeds(plan.clone(), &new_seeds), &new.folder)?;
        replays.single.push(("study", figures(&plan)?));
    }
    let reseeded = with_seeds(new.clone(), &old_seeds);
    if reseeded != *new {
        replays.single.push(("seed", figures(&reseeded)?));
    }
    replays.together = match replays.single.as_slice() {
        [] => None,
        [(_, only)] => Some(only.clone()),
        _ => {
            let plan = old_study.unwrap_or_else(|| new.clone());
            let plan = with_seeds(plan, &old_seeds);
            let plan = with_data(plan, old.data.unwrap_or(&new.folder))?;
            Some(figures(&plan)?)
        }
    };
    Ok(replays)
}

fn read(path: &Path) -> Result<Plan, Stop> {
    study::read(path).map_err(|faults| (study::render(&faults, path), Exit::Usage))
}

fn figures(plan: &Plan) -> Result<Figures, Stop> {
    let (released, _) = run::findings(plan)?;
    Ok(published::numbers(&released.findings))
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
