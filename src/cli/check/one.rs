//! One study: its claims, its findings (run or read), and the comparison.

use super::broken::Failed;
use super::{Args, Checked, Stop, junit, machine};
use crate::cli::{Exit, outputs, run};
use crate::disclosure::{self, Released};
use crate::files;
use crate::findings;
use crate::published::{self, Claims};
use crate::study::{self, Plan};
use std::path::{Path, PathBuf};

/// What is compared with what.
pub struct Job {
    study: Option<PathBuf>,
    findings: Option<PathBuf>,
    /// Where the claims stand; `None` when nothing says.
    claims: Option<PathBuf>,
}

impl Job {
    /// The findings that are compared without a run.
    pub fn findings(&self) -> Option<&Path> {
        self.findings.as_deref()
    }

    /// The claims stand beside the study file, so a folder or a name mistyped would find those of another.
    fn study_is_a_file(&self) -> Result<(), Failed> {
        match &self.study {
            Some(path) if path.is_dir() => {
                let message = format!(
                    "a folder; name the study file in it, such as `{}`",
                    path.join("study.toml").display()
                );
                Err(Failed::of_file(&message, path))
            }
            Some(path) if !path.exists() => Err(Failed::of_file("there is no such study", path)),
            _ => Ok(()),
        }
    }

    pub fn name(&self) -> String {
        let path = self.study.as_ref().or(self.findings.as_ref());
        path.map_or_else(String::new, |p| p.display().to_string())
    }
}

/// The jobs of a command: one per study, or the findings that are given.
pub fn jobs(args: &Args) -> Vec<Job> {
    let job = |study: Option<PathBuf>| Job {
        claims: args
            .claims
            .clone()
            .or_else(|| study.as_ref().map(|s| s.with_file_name("claims.toml"))),
        findings: args.findings.clone(),
        study,
    };
    match args.studies.is_empty() {
        true => vec![job(None)],
        false => args.studies.iter().cloned().map(Some).map(job).collect(),
    }
}

/// Released findings, and the plan of a study that was run for them.
pub struct Source {
    pub released: Released,
    pub ran: Option<Plan>,
}

/// Compares the claims of a job; a study that is run leaves its folder in `out`, with what the comparison gave.
///
/// What a collector of test results finds there is of this check, also of one that failed: a study that could not be checked has
/// `check.json` and `check.junit.xml` with the error in them, in the folder of an earlier run when there was none now. The figures of
/// that run stay.
pub fn check(job: &Job, out: &Path) -> Result<Checked, Failed> {
    let path = job.claims.clone().unwrap_or_default();
    let (claims, source) = match read(job, &path) {
        Ok(both) => both,
        Err(failed) => return Err(left(job, failed, out)),
    };
    let rechecked = published::recheck(&claims, &source.released.findings);
    let checked = rechecked.map(|rechecked| Checked {
        study: source.released.findings.study.id.clone(),
        claims: path.clone(),
        rechecked,
        ran: ran(&source),
    });
    let checked = checked.map_err(|faults| Failed::at(&faults, &path));
    // The run is kept, also when a claim refers to nothing in it.
    write(&source, &checked, out)?;
    checked
}

/// The claims, read before the study is run for them.
fn read(job: &Job, path: &Path) -> Result<(Claims, Source), Failed> {
    job.study_is_a_file()?;
    let claims = claims(path)?;
    Ok((claims, findings_of(job)?))
}

fn claims(path: &Path) -> Result<Claims, Failed> {
    if !path.exists() {
        let message = "there are no claims; `virkning check --draft` writes a first file";
        return Err(Failed::of_file(message, path));
    }
    published::read_claims(path).map_err(|faults| Failed::at(&faults, path))
}

/// The findings of a job: read, or from a run of the study.
pub fn source(job: &Job) -> Result<Source, Stop> {
    findings_of(job).map_err(Stop::from)
}

fn findings_of(job: &Job) -> Result<Source, Failed> {
    match (&job.findings, &job.study) {
        (Some(findings), _) => Ok(Source {
            released: read_findings(findings)?,
            ran: None,
        }),
        (None, study) => {
            let path = study.clone().unwrap_or_default();
            let plan = study::read(&path).map_err(|faults| Failed::at(&faults, &path))?;
            Ok(Source {
                released: run::findings(&plan)?,
                ran: Some(plan),
            })
        }
    }
}

/// Findings of an earlier run. They pass the gate again, so that nothing is compared that may not be told.
pub fn read_findings(path: &Path) -> Result<Released, Stop> {
    let stop = |what: String| (format!("error: {}: {what}", path.display()), Exit::Usage);
    let text = std::fs::read(path).map_err(|error| stop(format!("cannot be read: {error}")))?;
    // Some editors put a mark before the text.
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    let findings = findings::read(text).map_err(stop)?;
    Ok(disclosure::release(findings))
}

fn ran(source: &Source) -> Exit {
    let Some(plan) = &source.ran else {
        return Exit::Done;
    };
    match run::demanded(plan, &source.released.findings, false).is_empty() {
        true => Exit::Done,
        false => Exit::NotEstimated,
    }
}

fn write(source: &Source, checked: &Result<Checked, Failed>, out: &Path) -> Result<(), Failed> {
    let Some(plan) = &source.ran else {
        return Ok(());
    };
    let more = match checked {
        Ok(checked) => told(machine::study_json(checked), junit::study(checked)),
        Err(failed) => not_checked(&plan.id, failed),
    };
    let written = outputs::write(out, plan, &source.released, more);
    written
        .map(|_| ())
        .map_err(|error| Failed::from(run::unwritten(&out.join(&plan.id), &error)))
}

/// What a check leaves beside the run.
fn told(json: Vec<u8>, junit: String) -> Vec<outputs::More> {
    vec![
        ("check.json", json),
        ("check.junit.xml", junit.into_bytes()),
    ]
}

fn not_checked(study: &str, failed: &Failed) -> Vec<outputs::More> {
    let json = machine::broken_json(study, failed);
    told(json, junit::broken(study, failed))
}

/// Leaves what failed before a run in the study's folder, where an earlier check may have left that all holds.
fn left(job: &Job, mut failed: Failed, out: &Path) -> Failed {
    let study = job.study.as_ref().filter(|_| job.findings.is_none());
    let Some((id, _)) = study.and_then(|path| study::id_of(path)) else {
        return failed;
    };
    let folder = out.join(&id);
    if let Err(error) = outputs::replace(&folder, not_checked(&id, &failed)) {
        let (why, exit) = run::unwritten(&folder, &error);
        failed.why.push_str(&format!("\n{why}"));
        failed.exit = failed.exit.max(exit);
    }
    failed
}

/// Where a draft went.
pub enum Drafted {
    /// Nowhere: the text for stdout.
    Text(String),
    Written(PathBuf),
}

/// A first claims file from the findings of a job.
pub fn draft(job: &Job) -> Result<Drafted, Stop> {
    job.study_is_a_file()?;
    if let Some(path) = job.claims.as_ref().filter(|path| path.exists()) {
        let text = format!(
            "error: {}: there are claims already; `--claims` names another file",
            path.display()
        );
        return Err((text, Exit::Usage));
    }
    let source = source(job)?;
    let text = published::draft(&source.released.findings);
    let Some(path) = &job.claims else {
        return Ok(Drafted::Text(text));
    };
    match files::write(path, text.as_bytes()) {
        Ok(()) => Ok(Drafted::Written(path.clone())),
        Err(error) => Err((
            format!("error: {}: {error}", path.display()),
            Exit::Internal,
        )),
    }
}
