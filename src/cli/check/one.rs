//! One study: its claims, its findings (run or read), and the comparison.

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
pub fn check(job: &Job, out: &Path) -> Result<Checked, Stop> {
    let path = job.claims.clone().unwrap_or_default();
    let claims = claims(&path)?;
    let source = source(job)?;
    let rechecked = published::recheck(&claims, &source.released.findings);
    let checked = rechecked.map(|rechecked| Checked {
        study: source.released.findings.study.id.clone(),
        claims: path.clone(),
        rechecked,
        ran: ran(&source),
    });
    // The run is kept, also when a claim refers to nothing in it.
    write(&source, checked.as_ref().ok(), out)?;
    checked.map_err(|faults| (study::render(&faults, &path), Exit::Usage))
}

fn claims(path: &Path) -> Result<Claims, Stop> {
    if !path.exists() {
        let text = format!(
            "error: {}: there are no claims; `virkning check --draft` writes a first file",
            path.display()
        );
        return Err((text, Exit::Usage));
    }
    published::read_claims(path).map_err(|faults| (study::render(&faults, path), Exit::Usage))
}

/// The findings of a job: read, or from a run of the study.
pub fn source(job: &Job) -> Result<Source, Stop> {
    match (&job.findings, &job.study) {
        (Some(findings), _) => Ok(Source {
            released: read_findings(findings)?,
            ran: None,
        }),
        (None, study) => {
            let path = study.clone().unwrap_or_default();
            let plan = study::read(&path)
                .map_err(|faults| (study::render(&faults, &path), Exit::Usage))?;
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
    let findings = findings::read(&text).map_err(stop)?;
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

fn write(source: &Source, checked: Option<&Checked>, out: &Path) -> Result<(), Stop> {
    let Some(plan) = &source.ran else {
        return Ok(());
    };
    let more = checked.map_or_else(Vec::new, |checked| {
        vec![
            ("check.json", machine::study_json(checked)),
            ("check.junit.xml", junit::study(checked).into_bytes()),
        ]
    });
    let written = outputs::write(out, plan, &source.released, more);
    written.map(|_| ()).map_err(|error| {
        (
            format!("error: study `{}`: {error}", plan.id),
            Exit::Internal,
        )
    })
}

/// Where a draft went.
pub enum Drafted {
    /// Nowhere: the text for stdout.
    Text(String),
    Written(PathBuf),
}

/// A first claims file from the findings of a job.
pub fn draft(job: &Job) -> Result<Drafted, Stop> {
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
