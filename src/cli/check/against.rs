//! Two runs of a study: what moved and why.

use super::baseline::{self, Older};
use super::differences::Differences;
use super::one::{self, Job, Source};
use super::replay::{self, Old};
use super::why::{self, Cause, Replays};
use super::{Args, Stop, text};
use crate::cli::outputs::{self, pretty};
use crate::cli::talk::{self, Talk};
use crate::cli::{AnyFormat, Exit};
use crate::published::{self, Grade, Moved};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What moved, with the causes of each move.
struct Compared {
    study: String,
    /// The study of the older run.
    old_study: String,
    old: PathBuf,
    moved: Moved,
    /// In step with the moves.
    causes: Vec<Vec<Cause>>,
    differences: Differences,
    /// What could not be replayed, and why: a sentence each.
    failed: Vec<String>,
}

/// Compares with an older run, or with the baseline that is to be replaced.
pub fn run(args: &Args, job: &Job, format: AnyFormat, talk: Talk) -> Exit {
    match compare(args, job, format, talk) {
        Ok(exit) => exit,
        Err((text, exit)) => {
            talk.error(text.trim_end());
            exit
        }
    }
}

fn compare(args: &Args, job: &Job, format: AnyFormat, talk: Talk) -> Result<Exit, Stop> {
    // Read before the run: a fault in them must not cost one.
    let old = args.against.as_ref().or(args.bless.as_ref());
    let old = old.filter(|path| args.against.is_some() || path.exists());
    let before = old.map(|path| baseline::read(path, talk)).transpose()?;
    let source = one::source(job)?;
    let study = &source.released.findings.study.id;
    if let Some(path) = &args.bless {
        baseline::check_target(path, before.as_ref(), study)?;
    }
    let manifest = new_manifest(&source, job, talk)?;
    let mut exit = Exit::Done;
    if let Some(before) = before {
        let compared = compared(args, job, &source, &manifest, before)?;
        for failed in &compared.failed {
            talk.say(failed);
        }
        let told = told(&compared, format);
        exit = match &args.bless {
            None => talk::result(&told),
            Some(path) => talk::read_to_the_end(&told).map_err(|why| {
                // What has not been shown is not accepted.
                let text = format!("error: {}: not accepted: {why}", path.display());
                (text, Exit::Internal)
            })?,
        };
        if compared.worst() >= Some(args.fail_on.grade()) && args.bless.is_none() {
            exit = exit.max(Exit::Differs);
        }
    }
    match &args.bless {
        Some(path) => baseline::bless(path, &source.released, &manifest, talk).map(|()| exit),
        None => Ok(exit),
    }
}

fn compared(
    args: &Args,
    job: &Job,
    source: &Source,
    manifest: &Value,
    before: Older,
) -> Result<Compared, Stop> {
    let moved = published::moves(&before.released.findings, &source.released.findings);
    let differences = Differences::between(&before.manifest, manifest);
    let replays = replayed(args, job, source, &before.manifest, &differences)?;
    let causes = moved.moves.iter();
    let causes = causes.map(|m| why::why(m, &differences, &replays));
    Ok(Compared {
        study: source.released.findings.study.id.clone(),
        old_study: before.released.findings.study.id.clone(),
        old: before.path,
        causes: causes.collect(),
        moved,
        differences,
        failed: replays.failed,
    })
}

/// The replays of what is supplied; and of what the old manifest holds, where it does not tell the cause by itself.
fn replayed(
    args: &Args,
    job: &Job,
    source: &Source,
    manifest: &Value,
    differences: &Differences,
) -> Result<Replays, Stop> {
    let supplied = args.old_data.is_some() || args.old_study.is_some();
    let held = differences.seed == Some(true) || differences.codes == Some(true);
    let asked = supplied || (held && differences.only().is_none());
    match &source.ran {
        Some(plan) if asked => {
            let old = Old {
                data: args.old_data.as_deref(),
                study: args.old_study.as_deref(),
                manifest,
            };
            replay::replays(plan, Path::new(&job.name()), &old)
        }
        _ => Ok(Replays::default()),
    }
}

/// What the manifest of the run that is compared says of its inputs.
fn new_manifest(source: &Source, job: &Job, talk: Talk) -> Result<Value, Stop> {
    let Some(plan) = &source.ran else {
        let Some(path) = job.findings() else {
            return Ok(Value::Null);
        };
        let beside = baseline::manifest_beside(path, &source.released);
        return Ok(beside.unwrap_or_else(|why| {
            talk.say(format!("the manifest beside {}: {why}", path.display()));
            Value::Null
        }));
    };
    outputs::inputs_manifest(plan, &source.released).map_err(|error| {
        (
            format!("error: study `{}`: {error}", plan.id),
            Exit::Internal,
        )
    })
}

impl Compared {
    fn worst(&self) -> Option<Grade> {
        self.moved.moves.iter().map(|m| m.grade).max()
    }

    fn of_grade(&self, grade: Grade) -> usize {
        let moves = self.moved.moves.iter();
        moves.filter(|m| m.grade == grade).count()
    }

    fn summary(&self) -> String {
        let moves = &self.moved.moves;
        let grades = [Grade::Decision, Grade::Interval, Grade::Digit].map(|grade| {
            let n = self.of_grade(grade);
            (n > 0).then(|| format!("{n} {}", grade.word()))
        });
        let parts: Vec<String> = grades.into_iter().flatten().collect();
        let parts = match parts.is_empty() {
            true => String::new(),
            false => format!(" ({})", parts.join(", ")),
        };
        let same = self.moved.figures - moves.len();
        format!(
            "{} figures: {same} the same, {} moved{parts}",
            self.moved.figures,
            moves.len()
        )
    }
}

fn told(compared: &Compared, format: AnyFormat) -> String {
    if format == AnyFormat::Json {
        return String::from_utf8_lossy(&pretty(value(compared))).into_owned();
    }
    let moves = compared.moved.moves.iter().zip(&compared.causes);
    let rows: Vec<[String; 5]> = moves
        .map(|(moved, causes)| {
            [
                moved.grade.word().to_string(),
                moved.old.clone(),
                format!("-> {}", moved.new),
                why::told(causes, moved),
                moved.figure.clone(),
            ]
        })
        .collect();
    let mut told = format!("{} against {}\n", compared.study, compared.old.display());
    if compared.old_study != compared.study {
        let other = &compared.old_study;
        told.push_str(&format!(
            "  these are findings of another study, `{other}`\n"
        ));
    }
    told.push_str(&format!("  {}\n", compared.differences.told()));
    text::push_aligned(&mut told, &rows);
    told.push_str(&format!("{}\n", compared.summary()));
    told
}

fn value(compared: &Compared) -> Value {
    let moves = compared.moved.moves.iter().zip(&compared.causes);
    let moves = moves.map(|(moved, causes)| {
        let [old, new] = moved.numbers;
        let of = |cause: &Cause| json!({ "cause": cause.name, "part": cause.part });
        json!({
            "figure": moved.figure,
            "old": moved.old,
            "new": moved.new,
            "old_value": old,
            "new_value": new,
            "unit": moved.unit,
            "grade": moved.grade.word(),
            "why": why::told(causes, moved),
            "causes": Value::from_iter(causes.iter().map(of)),
        })
    });
    let d = compared.differences;
    let of_grade = |grade| compared.of_grade(grade);
    json!({
        "schema": 1,
        "study": compared.study,
        "old_study": compared.old_study,
        "old": compared.old.display().to_string(),
        "figures": compared.moved.figures,
        "digit": of_grade(Grade::Digit),
        "interval": of_grade(Grade::Interval),
        "decision": of_grade(Grade::Decision),
        "moves": Value::from_iter(moves),
        "differs": {
            "data": d.data, "study": d.study, "seed": d.seed, "code_list": d.codes, "program": d.program,
        },
        "not_replayed": compared.failed,
    })
}
