//! The run again with the old data, study, seeds or code list, one at a time and all together.

use super::Stop;
use super::why::Replays;
use crate::cli::{Exit, load, outputs, run};
use crate::codes::CodeList;
use crate::published::{self, Figures};
use crate::study::{self, AnalysisKind, CodesFrom, Errors, Fault, Plan, TablePlan};
use serde_json::Value;
use std::path::{Component, Path, PathBuf};

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
/// An old input that cannot be read by itself, or is not what the old manifest tells of. That it does not go with what is new is no error: it
/// explains nothing.
pub fn replays(new: &Plan, path: &Path, old: &Old<'_>) -> Result<Replays, Stop> {
    let old_text = old.study.map(Written::read).transpose()?;
    if let Some(folder) = old.data.filter(|folder| !folder.is_dir()) {
        let text = format!("error: {}: there is no such folder", folder.display());
        return Err(usage(text));
    }
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
    check_old(old, old_text.as_ref(), old_study.as_ref().unwrap_or(new))?;
    let new_seeds = outputs::seeds(new);
    let old_seeds = match (old.manifest.get("seeds"), &old_study) {
        (Some(seeds), _) => seeds.clone(),
        (None, Some(old)) => outputs::seeds(old),
        (None, None) => new_seeds.clone(),
    };
    let mut setups: Vec<(&'static str, Result<Plan, String>)> = Vec::new();
    if let Some(folder) = old.data {
        setups.push(("data", with_data(new.clone(), folder, elsewhere)));
    }
    if let Some(text) = &old_text {
        let by_new = text.plan(Some(&new.codes));
        let seeded = by_new.map(|plan| with_seeds(plan, &new_seeds));
        setups.push((
            "study",
            seeded.and_then(|plan| with_data(plan, &new.folder, at_home)),
        ));
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
        match old.data {
            Some(folder) => with_data(seeded, folder, elsewhere),
            None => with_data(seeded, &new.folder, at_home),
        }
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
    // The first fault is enough to know why.
    let fails = |what: &str, why: &str| {
        let first = why.lines().next().unwrap_or_default();
        format!("{what}: {}", first.trim_start_matches("error: "))
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

/// What is supplied as old is what the old manifest tells of, where it tells of it: else a cause would be told that was none.
fn check_old(old: &Old<'_>, text: Option<&Written>, plan: &Plan) -> Result<(), Stop> {
    let other = |path: &Path, what: &str| {
        let text = format!(
            "error: {}: not the {what} of the older run, by its manifest",
            path.display()
        );
        Err(usage(text))
    };
    let held = old.manifest.get("study_text").and_then(Value::as_str);
    if let (Some(written), Some(held)) = (text, held)
        && written.text.trim_start_matches('\u{feff}') != held
    {
        return other(&written.path, "study");
    }
    let held = old.manifest.get("inputs").and_then(Value::as_object);
    let (Some(folder), Some(held)) = (old.data, held) else {
        return Ok(());
    };
    let mut plan = plan.clone();
    for table in tables(&mut plan) {
        let Some(path) = elsewhere(folder, &table.path) else {
            continue;
        };
        let hash = outputs::sha256(&path)
            .map_err(|error| usage(format!("error: {}: {error}", path.display())))?;
        if held.values().all(|known| known.as_str() != Some(&hash)) {
            return other(&path, "extract");
        }
    }
    Ok(())
}

/// Where a file that a study names lies when the study stands in a folder.
type Find = fn(&Path, &str) -> Option<PathBuf>;

/// The plan on the extracts of a folder.
fn with_data(mut plan: Plan, folder: &Path, find: Find) -> Result<Plan, String> {
    let root = std::path::absolute(folder).map_err(|error| error.to_string())?;
    for table in tables(&mut plan) {
        let Some(path) = find(&root, &table.path) else {
            return Err(format!(
                "{}: there is no `{}`",
                folder.display(),
                table.path
            ));
        };
        table.path = path.display().to_string();
    }
    debug_assert!(load::files(&plan).iter().all(|(_, path)| path.exists()));
    Ok(plan)
}

/// Under its path, or directly in the folder.
fn at_home(folder: &Path, given: &str) -> Option<PathBuf> {
    let whole = folder.join(given);
    match whole.exists() {
        true => Some(whole),
        false => named(folder, given),
    }
}

/// The same in a folder of other extracts: a path that leads out of the study's folder would lead to the study's own file again, so of such a
/// one only the name counts.
fn elsewhere(folder: &Path, given: &str) -> Option<PathBuf> {
    let inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    match Path::new(given).components().all(inside) {
        true => at_home(folder, given),
        false => named(folder, given),
    }
}

fn named(folder: &Path, given: &str) -> Option<PathBuf> {
    let name = Path::new(given).file_name()?;
    Some(folder.join(name)).filter(|path| path.exists())
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
