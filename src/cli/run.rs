//! `virkning run STUDY...`: the whole way from extracts to the report; several studies are a batch.

use super::talk::{self, Talk};
use super::{Exit, Format, load, outputs};
use crate::disclosure::{self, Released};
use crate::findings::{AnalysisResult, Findings};
use crate::study::{self, Plan};
use crate::{analysis, report};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Runs one or more studies. Several are a batch: a study that fails does not stop the others, and the largest exit code met is returned.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Study files
    #[arg(required = true)]
    studies: Vec<PathBuf>,
    /// Folder for the results; each study gets a folder of its own in it
    #[arg(long, default_value = "out")]
    pub(super) out: PathBuf,
    /// Exit with 5 when any estimate could not be made, not only a required one
    #[arg(long)]
    strict: bool,
}

impl Args {
    /// A run of these studies with nothing else asked for.
    pub fn of(studies: Vec<PathBuf>, out: PathBuf) -> Args {
        Args {
            studies,
            out,
            strict: false,
        }
    }
}

/// What one finished study tells.
struct Finished {
    study: String,
    folder: PathBuf,
    /// One page per language.
    reports: Vec<PathBuf>,
    summary: Vec<String>,
    not_estimated: Vec<String>,
    exit: Exit,
}

/// Runs the batch.
pub fn run(args: &Args, format: Format, talk: Talk) -> Exit {
    if let Some(twins) = of_one_id(&args.studies) {
        talk.error(twins);
        return Exit::Usage;
    }
    let progress = talk.progress(args.studies.len() as u64);
    let mut worst = Exit::Done;
    let mut finished = Vec::new();
    for path in &args.studies {
        progress.set_message(path.display().to_string());
        match one(path, args) {
            Ok(study) => {
                for id in &study.not_estimated {
                    progress.suspend(|| {
                        talk.error(format!("error: analysis `{id}` could not be estimated"))
                    });
                }
                worst = worst.max(study.exit);
                finished.push(study);
            }
            Err((text, exit)) => {
                progress.suspend(|| talk.error(text));
                worst = worst.max(exit);
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    worst.max(talk::result(&told(&finished, format)))
}

fn one(path: &Path, args: &Args) -> Result<Finished, (String, Exit)> {
    let plan = study::read(path).map_err(|faults| (study::render(&faults, path), Exit::Usage))?;
    let released = findings(&plan)?;
    let folder = outputs::write(&args.out, &plan, &released, vec![]);
    let folder = folder.map_err(|error| unwritten(&args.out.join(&plan.id), &error))?;
    let not_estimated = demanded(&plan, &released.findings, args.strict);
    let languages = released.findings.study.languages.iter();
    Ok(Finished {
        reports: languages
            .map(|language| folder.join(format!("report.{language}.html")))
            .collect(),
        summary: report::summary(&released.findings, first_language(&released.findings)),
        study: plan.id,
        folder,
        exit: match not_estimated.is_empty() {
            true => Exit::Done,
            false => Exit::NotEstimated,
        },
        not_estimated,
    })
}

/// A folder that results cannot be written to.
pub(super) fn unwritten(folder: &Path, error: &std::io::Error) -> (String, Exit) {
    let text = format!("error: {}: cannot be written: {error}", folder.display());
    (text, Exit::Internal)
}

/// Two studies of one id, in words: they would leave one folder, the later in the place of the earlier.
pub(super) fn of_one_id(studies: &[PathBuf]) -> Option<String> {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for path in studies {
        // A study without an id that can be read is told of when it is run.
        let Some((id, line)) = study::id_of(path) else {
            continue;
        };
        let place = format!("{}:{line}", path.display());
        if let Some(first) = seen.get(&id) {
            return Some(format!(
                "error: {place}: the id `{id}` is that of {first} too, and both would be written to one folder; an id of its own, or a run \
                 with another `--out`, keeps them apart"
            ));
        }
        seen.insert(id, place);
    }
    None
}

/// The findings of a study, through the gate.
pub(super) fn findings(plan: &Plan) -> Result<Released, (String, Exit)> {
    let loaded = load::load(plan)
        .map_err(|faults| (format!("error: study `{}`: {faults}", plan.id), Exit::Data))?;
    let found = analysis::run(
        plan,
        &loaded.register,
        &loaded.municipalities,
        &loaded.records,
    );
    Ok(disclosure::release(found))
}

fn first_language(findings: &Findings) -> &str {
    findings
        .study
        .languages
        .first()
        .map_or("en", String::as_str)
}

/// The analyses that were demanded and could not be estimated.
pub(super) fn demanded(plan: &Plan, findings: &Findings, strict: bool) -> Vec<String> {
    let pairs = plan.analyses.iter().zip(&findings.analyses);
    let missing = pairs.filter(|(plan, found)| {
        (strict || plan.required) && matches!(found.result, AnalysisResult::NotEstimated(_))
    });
    missing.map(|(plan, _)| plan.id.clone()).collect()
}

fn told(finished: &[Finished], format: Format) -> String {
    match format {
        Format::Text => finished.iter().map(in_text).collect(),
        Format::Json => {
            let studies = finished.iter().map(|study| {
                json!({
                    "study": study.study,
                    "folder": study.folder,
                    "reports": study.reports,
                    "summary": study.summary,
                    "not_estimated": study.not_estimated,
                    "exit": study.exit.number(),
                })
            });
            format!("{:#}\n", serde_json::Value::from_iter(studies))
        }
    }
}

fn in_text(study: &Finished) -> String {
    let mut text = format!("{}\n", study.study);
    for line in &study.summary {
        text.push_str(&format!("  {line}\n"));
    }
    for report in &study.reports {
        text.push_str(&format!("  {}\n", report.display()));
    }
    text
}
