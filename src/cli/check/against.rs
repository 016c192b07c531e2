//! Two runs of a study: what moved and why, and the baseline that a reviewer accepts.

use super::one::{self, Job, Source};
use super::replay::{self, Old};
use super::why::{Differences, Replays, why};
use super::{Args, Stop, text};
use crate::cli::outputs::{self, pretty};
use crate::cli::talk::{self, Talk};
use crate::cli::{AnyFormat, Exit};
use crate::files;
use crate::published::{self, Grade, Moved};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What moved, with the reason of each move.
struct Compared {
    study: String,
    old: PathBuf,
    moved: Moved,
    /// In step with the moves.
    reasons: Vec<String>,
    differences: Differences,
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
    let before = old.map(|path| one::read_findings(path)).transpose()?;
    let source = one::source(job)?;
    let manifest = new_manifest(&source, job)?;
    let mut exit = Exit::Done;
    if let (Some(path), Some(before)) = (old, before) {
        let old_manifest = manifest_beside(path);
        let moved = published::moves(&before.findings, &source.released.findings);
        let differences = Differences::between(&old_manifest, &manifest);
        let replays = replayed(args, job, &source, &old_manifest, &differences)?;
        for failed in &replays.failed {
            talk.say(failed);
        }
        let reasons = moved.moves.iter().map(|m| why(m, &differences, &replays));
        let compared = Compared {
            study: source.released.findings.study.id.clone(),
            old: path.clone(),
            reasons: reasons.collect(),
            moved,
            differences,
        };
        exit = talk::result(&told(&compared, format));
        // What has not been shown is not accepted.
        if exit != Exit::Done {
            return Ok(exit);
        }
        if compared.worst() >= Some(args.fail_on.grade()) && args.bless.is_none() {
            exit = exit.max(Exit::Differs);
        }
    }
    match &args.bless {
        Some(path) => bless(path, &source, &manifest, talk).map(|()| exit),
        None => Ok(exit),
    }
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
fn new_manifest(source: &Source, job: &Job) -> Result<Value, Stop> {
    let Some(plan) = &source.ran else {
        let beside = job.findings().map(manifest_beside);
        return Ok(beside.unwrap_or_default());
    };
    outputs::inputs_manifest(plan, &source.released).map_err(|error| {
        (
            format!("error: study `{}`: {error}", plan.id),
            Exit::Internal,
        )
    })
}

/// The manifest of a run by its findings: `manifest.json` beside `findings.json`, `x.manifest.json` beside a baseline `x.json`. Null when
/// there is none that can be read.
fn manifest_beside(findings: &Path) -> Value {
    let text = std::fs::read(manifest_path(findings)).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

fn manifest_path(findings: &Path) -> PathBuf {
    match findings.file_name().and_then(|name| name.to_str()) {
        Some("findings.json") => findings.with_file_name("manifest.json"),
        _ => findings.with_extension("manifest.json"),
    }
}

/// Accepts the new figures as the baseline. A file that already holds them stays as it is.
fn bless(path: &Path, source: &Source, manifest: &Value, talk: Talk) -> Result<(), Stop> {
    let stop = |error: std::io::Error| {
        let text = format!("error: {}: {error}", path.display());
        (text, Exit::Internal)
    };
    let findings = serde_json::to_value(&*source.released.findings)
        .map_err(|error| stop(std::io::Error::other(error)))?;
    let mut wanted = vec![(path.to_path_buf(), pretty(findings))];
    let beside = manifest_path(path);
    match manifest {
        // An older manifest would tell of inputs that these figures do not come from.
        Value::Null if beside.exists() => wanted.push((beside, pretty(json!({})))),
        Value::Null => {}
        manifest => wanted.push((beside, pretty(manifest.clone()))),
    }
    wanted.retain(|(path, bytes)| std::fs::read(path).ok().as_ref() != Some(bytes));
    let said = match (path.exists(), wanted.is_empty()) {
        (_, true) => "the baseline stays as it is",
        (true, false) => "wrote the baseline",
        (false, false) => "wrote a first baseline",
    };
    for (path, bytes) in wanted {
        files::write(&path, &bytes).map_err(stop)?;
    }
    talk.say(format!("{said}: {}", path.display()));
    Ok(())
}

impl Compared {
    fn worst(&self) -> Option<Grade> {
        self.moved.moves.iter().map(|m| m.grade).max()
    }

    fn summary(&self) -> String {
        let moves = &self.moved.moves;
        let grades = [Grade::Decision, Grade::Interval, Grade::Digit].map(|grade| {
            let n = moves.iter().filter(|m| m.grade == grade).count();
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
    let moves = compared.moved.moves.iter().zip(&compared.reasons);
    let rows: Vec<[String; 5]> = moves
        .map(|(moved, reason)| {
            [
                moved.grade.word().to_string(),
                moved.old.clone(),
                format!("-> {}", moved.new),
                reason.clone(),
                moved.figure.clone(),
            ]
        })
        .collect();
    let mut told = format!("{} against {}\n", compared.study, compared.old.display());
    told.push_str(&format!("  {}\n", compared.differences.told()));
    text::push_aligned(&mut told, &rows);
    told.push_str(&format!("{}\n", compared.summary()));
    told
}

fn value(compared: &Compared) -> Value {
    let moves = compared.moved.moves.iter().zip(&compared.reasons);
    let moves = moves.map(|(moved, reason)| {
        json!({
            "figure": moved.figure,
            "old": moved.old,
            "new": moved.new,
            "grade": moved.grade.word(),
            "why": reason,
        })
    });
    let d = compared.differences;
    json!({
        "schema": 1,
        "study": compared.study,
        "figures": compared.moved.figures,
        "moves": Value::from_iter(moves),
        "differs": {
            "data": d.data, "study": d.study, "seed": d.seed, "code_list": d.codes, "program": d.program,
        },
    })
}
