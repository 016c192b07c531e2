//! `virkning check`: a run's released figures against the printed ones, or against an older run.

mod against;
mod baseline;
mod broken;
mod differences;
mod github;
mod junit;
mod machine;
mod one;
mod replay;
mod sarif;
mod text;
mod why;

use super::talk::{self, Talk};
use super::{AnyFormat, Exit};
use crate::published::{Grade, Rechecked};
use broken::Broken;
use std::path::PathBuf;

/// Runs studies and compares what comes out with the figures that their reports printed; CI's command.
///
/// The claims stand in `claims.toml` beside each study (data-schema/claims.md). With `--findings` nothing is run: released aggregates are
/// compared, without data.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Study files; with --findings only to find the claims beside them
    #[arg(required_unless_present = "findings")]
    studies: Vec<PathBuf>,
    /// Compare these findings of an earlier run instead of running the study
    #[arg(long, value_name = "FILE")]
    findings: Option<PathBuf>,
    /// The claims, when they are not `claims.toml` beside the study
    #[arg(long, value_name = "FILE")]
    claims: Option<PathBuf>,
    /// Write a first claims file from the findings; an existing one stays
    #[arg(long)]
    draft: bool,
    /// The least difference that fails
    #[arg(long, value_enum, default_value_t = FailOn::Interval, value_name = "GRADE")]
    fail_on: FailOn,
    /// Compare all figures with those of an older run or a baseline, and say why they moved; nothing is written to --out
    #[arg(long, value_name = "FINDINGS", conflicts_with = "draft")]
    against: Option<PathBuf>,
    /// The extracts of the older run, to be replayed with this study
    #[arg(long, value_name = "DIR")]
    old_data: Option<PathBuf>,
    /// The study of the older run, to be replayed with these data
    #[arg(long, value_name = "FILE")]
    old_study: Option<PathBuf>,
    /// Tell what the figures of this run change in the baseline in FILE, then accept them as the new one
    #[arg(long, value_name = "FILE", conflicts_with = "draft")]
    bless: Option<PathBuf>,
    /// Folder for the results of studies that are run
    #[arg(long, default_value = "out")]
    pub(super) out: PathBuf,
}

/// The least grade of difference that fails a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// Misses by less than one unit of the last printed digit
    Digit,
    /// Misses by more
    Interval,
    /// A sign, a significance, a light or a criterion turns over
    Decision,
}

impl FailOn {
    fn grade(self) -> Grade {
        match self {
            FailOn::Digit => Grade::Digit,
            FailOn::Interval => Grade::Interval,
            FailOn::Decision => Grade::Decision,
        }
    }
}

/// A study whose claims were compared.
struct Checked {
    study: String,
    /// The claims file as it was named.
    claims: PathBuf,
    rechecked: Rechecked,
    /// Of the run itself: an estimate that the study demands may be missing.
    ran: Exit,
}

impl Checked {
    fn exit(&self, fail_on: Grade) -> Exit {
        let differs = self.rechecked.worst().is_some_and(|worst| worst >= fail_on);
        self.ran
            .max(if differs { Exit::Differs } else { Exit::Done })
    }
}

/// What became of the studies of one call.
#[derive(Default)]
struct Batch {
    checked: Vec<Checked>,
    broken: Vec<Broken>,
}

/// What cannot go on: the message and the exit code.
type Stop = (String, Exit);

/// Checks the batch.
pub fn run(args: &Args, format: AnyFormat, talk: Talk) -> Exit {
    if let Some(wrong) = wrong_use(args, format) {
        talk.error(format!("error: {wrong}"));
        return Exit::Usage;
    }
    if args.draft {
        return drafts(args, talk);
    }
    if args.against.is_some() || args.bless.is_some() {
        let jobs = one::jobs(args);
        return jobs.iter().fold(Exit::Done, |worst, job| {
            worst.max(against::run(args, job, format, talk))
        });
    }
    if let Some(twins) = super::run::of_one_id(&args.studies) {
        talk.error(twins);
        return Exit::Usage;
    }
    let progress = talk.progress(args.studies.len() as u64);
    let (mut worst, mut batch) = (Exit::Done, Batch::default());
    for job in one::jobs(args) {
        progress.set_message(job.name());
        match one::check(&job, &args.out) {
            Ok(checked) => {
                worst = worst.max(checked.exit(args.fail_on.grade()));
                batch.checked.push(checked);
            }
            Err(failed) => {
                progress.suspend(|| talk.error(&failed.why));
                worst = worst.max(failed.exit);
                batch.broken.push(Broken {
                    name: job.name(),
                    failed,
                });
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    worst.max(tell(&batch, args.fail_on.grade(), format, talk))
}

/// A mistake in how the flags go together.
fn wrong_use(args: &Args, format: AnyFormat) -> Option<&'static str> {
    if args.claims.is_some() && args.studies.len() > 1 {
        return Some("`--claims` goes with one study; the others have theirs beside them");
    }
    if args.findings.is_some() && args.studies.len() > 1 {
        return Some("`--findings` are of one study");
    }
    let two_runs = args.against.is_some() || args.bless.is_some();
    if two_runs && args.studies.len() > 1 {
        return Some("`--against` and `--bless` are of one study");
    }
    if two_runs && !matches!(format, AnyFormat::Text | AnyFormat::Json) {
        return Some("`--against` and `--bless` write `--format text` or `json`");
    }
    let replays = args.old_data.is_some() || args.old_study.is_some();
    if replays && !two_runs {
        return Some("`--old-data` and `--old-study` are of an older run: `--against` names it");
    }
    if args.against.is_some() && args.bless.is_some() && args.against != args.bless {
        return Some(
            "`--bless` tells what it changes in its own FILE; `--against` cannot name another",
        );
    }
    if args.findings.is_some() && replays {
        return Some("`--old-data` and `--old-study` replay a study; `--findings` runs none");
    }
    let located = args.claims.is_some() || !args.studies.is_empty() || args.draft || two_runs;
    if args.findings.is_some() && !located {
        return Some(
            "`--findings` needs `--claims FILE`, or the study that the claims stand beside",
        );
    }
    None
}

fn tell(batch: &Batch, fail_on: Grade, format: AnyFormat, talk: Talk) -> Exit {
    let summary = text::summary(batch);
    let told = match format {
        AnyFormat::Text => format!("{}{summary}\n", text::tables(&batch.checked, talk.quiet)),
        AnyFormat::Github => format!("{}{summary}\n", github::annotations(batch, fail_on)),
        AnyFormat::Json => machine::json(batch),
        AnyFormat::Junit => junit::suites(batch, fail_on),
        AnyFormat::Sarif => sarif::log(batch, fail_on),
    };
    let exit = talk::result(&told);
    // A file for a program stays whole; people still read how it ended.
    if !matches!(format, AnyFormat::Text | AnyFormat::Github) {
        talk.say(summary);
    }
    exit
}

fn drafts(args: &Args, talk: Talk) -> Exit {
    let mut worst = Exit::Done;
    for job in one::jobs(args) {
        match one::draft(&job) {
            Ok(one::Drafted::Text(text)) => worst = worst.max(talk::result(&text)),
            Ok(one::Drafted::Written(path)) => talk.say(format!("wrote {}", path.display())),
            Err((text, exit)) => {
                talk.error(text.trim_end());
                worst = worst.max(exit);
            }
        }
    }
    worst
}
