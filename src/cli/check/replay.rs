//! The run again with the old data, study, seeds or code list, one at a time and all together.

use super::Stop;
use super::why::Replays;
use crate::cli::{Exit, load, outputs, run};
use crate::codes::CodeList;
use crate::published::{self, Figures};
use crate::study::{self, AnalysisKind, CodesFrom, Errors, Fault, Plan, TablePlan};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What is known of the old run.
pub struct Old<'a> {
    pub data: Option<&'a Path>,
    pub study: Option<&'a Path>,
    /// Null when there is none.
    pub manifest: &'a Value,
}

/// Seeds by analysis, as a manifest tells them.
type Seeds = Value;

/// Runs the new study, read from `path`, with each thing that is old and known put in its place, and then with all of them.
///
/// A study is read anew for each code list, since the classes it names are codes of the list it is read by.
///
/// # Errors
/// An old input that cannot be read by itself. That it does not go with what is new is no error: it explains nothing.
pub fn replays(new: &Plan, path: &Path, old: &Old<'_>) -> Result<Replays, Stop> {
    let old_text = old.study.map(Written::read).transpose()?;
    let old_codes = old_codes(new, old.manifest, old_text.as_ref())?;
    let old_list = old_codes.as_ref().unwrap_or(&new.codes);
    let new_text = Written {
        text: new.text.clone(),
        path: path.to_path_buf(),
    };
    let old_study = match &old_text {
        Some(text) => Some(text.plan(Some(old_list)).map_err(usage)?),
        None => None,
    };
    let new_seeds = outputs::seeds(new);
    let old_seeds = match (old.manifest.get("seeds"), &old_study) {
        (Some(seeds), _) => seeds.clone(),
        (None, Some(old)) => outputs::seeds(old),
        (None, None) => new_seeds.clone(),
    };
    let mut setups: Vec<(&'static str, Result<Plan, String>)> = Vec::new();
    if let Some(folder) = old.data {
        setups.push(("data", Ok(with_data(new.clone(), folder)?)));
    }
    if let Some(text) = &old_text {
        let by_new = text.plan(Some(&new.codes));
        let seeded = by_new.map(|plan| with_seeds(plan, &new_seeds));
        let on_new = seeded.and_then(|plan| with_data(plan, &new.folder).map_err(|(why, _)| why));
        setups.push(("study", on_new));
    }
    let reseeded = with_seeds(new.clone(), &old_seeds);
    if reseeded != *new {
        setups.push(("seed", Ok(reseeded)));
    }
    if old_codes.is_some() {
        setups.push(("code list", new_text.plan(Some(old_list))));
    }
    let together = match (setups.len(), old_study) {
        // The one thing that is old is all of them.
        (0 | 1, _) => None,
        (_, Some(study)) => Some(Ok(study)),
        (_, None) => Some(new_text.plan(Some(old_list))),
    };
    let together = together.map(|study| {
        let seeded = with_seeds(study?, &old_seeds);
        with_data(seeded, old.data.unwrap_or(&new.folder)).map_err(|(why, _)| why)
    });
    Ok(of_setups(setups, together))
}

/// The figures of each setup; without one for all together, those of the only one.
fn of_setups(
    single: Vec<(&'static str, Result<Plan, String>)>,
    together: Option<Result<Plan, String>>,
) -> Replays {
    let figures = |setup: Result<Plan, String>| {
        let released = run::findings(&setup?).map_err(|(why, _)| why)?;
        Ok::<Figures, String>(published::replayed(&released.findings))
    };
    let mut replays = Replays::default();
    let fails = |what: &str, why: &str| {
        let why = why.trim_start_matches("error: ").trim_end();
        format!("{what}: {why}")
    };
    for (cause, setup) in single {
        match figures(setup) {
            Ok(figures) => replays.single.push((cause, figures)),
            Err(why) => {
                let what = format!("the old {cause} does not go with what is new");
                replays.failed.push(fails(&what, &why));
            }
        }
    }
    replays.together = match together.map(figures) {
        Some(Ok(figures)) => Some(figures),
        Some(Err(why)) => {
            let what = "all that is old does not make a run together";
            replays.failed.push(fails(what, &why));
            None
        }
        None => replays.single.first().map(|(_, figures)| figures.clone()),
    };
    replays
}

/// The text of a study and the folder its paths are relative to.
struct Written {
    text: String,
    path: PathBuf,
}

impl Written {
    fn read(path: &Path) -> Result<Written, Stop> {
        let text = study::read_text(path).map_err(|faults| usage(study::render(&faults, path)))?;
        let path = path.to_path_buf();
        Ok(Written { text, path })
    }

    /// The study by a code list, or by the list that it names itself.
    fn plan(&self, codes: Option<&CodeList>) -> Result<Plan, String> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let codes = codes.map_or(CodesFrom::Study(folder), CodesFrom::List);
        let told = |faults: Vec<Fault>| study::render(&faults, &self.path);
        study::parse_by(&self.text, folder, codes).map_err(told)
    }
}

fn usage(why: String) -> Stop {
    (why, Exit::Usage)
}

/// The code list of the old run where it was another: as its manifest holds it, or else that of the old study.
fn old_codes(
    new: &Plan,
    manifest: &Value,
    study: Option<&Written>,
) -> Result<Option<CodeList>, Stop> {
    let old = match (manifest.get("code_list"), study) {
        (Some(list), _) => outputs::read_code_list(list)
            .map_err(|faults| usage(format!("error: the old code list: {}", faults.join("; "))))?,
        (None, Some(study)) => study.plan(None).map_err(usage)?.codes,
        (None, None) => return Ok(None),
    };
    Ok((outputs::code_list(&old) != outputs::code_list(&new.codes)).then_some(old))
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
    let stop = |what: String| usage(format!("error: {}: {what}", folder.display()));
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
