//! `virkning randomise LIST`: draws the arms of a list by lot, keeps a trail, and proves an earlier draw again.

mod lists;

use super::Exit;
use super::talk::{self, Talk};
use crate::files;
use crate::randomise::{
    ALGORITHM, ArmCount, Audit, Design, Listed, SCHEMA, allocation_fingerprint, draw, fingerprint,
    within_places,
};
use crate::register::Faults;
use std::path::{Path, PathBuf};

/// Draws the persons of a list to arms by lot, in permuted blocks.
///
/// The list is a CSV or Parquet file with a column `person_id`, a person a row, in the order in which the persons were referred. The
/// allocation holds persons and goes to stdout, or to the path given; the audit trail beside it holds none. The same list, seed and design
/// always give the same arms, so that `--replay` can prove a draw.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The list of persons
    list: PathBuf,
    /// Whole number that the lots are drawn from; let a throw of dice or a public draw choose it
    #[arg(long, required_unless_present = "replay", conflicts_with = "replay")]
    seed: Option<u64>,
    /// File for the allocation; stdout when it is not given
    #[arg(long)]
    out: Option<PathBuf>,
    /// File for the audit trail; beside the allocation, with `.audit.json` after its name, when that has a file
    #[arg(long, required_unless_present_any = ["out", "replay"])]
    audit: Option<PathBuf>,
    /// Arms, the first one first
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "intervention,control",
        conflicts_with = "replay"
    )]
    arms: Vec<String>,
    /// Parts of the arms in a block, such as 1:1 or 2:1; as many as there are arms
    #[arg(long, default_value = "1:1", conflicts_with = "replay")]
    ratio: String,
    /// Persons of a block, a multiple of the sum of the ratio; the whole list (of a stratum) when it is not given
    #[arg(long, conflicts_with = "replay")]
    block: Option<usize>,
    /// Columns of the list whose values make strata, each drawn by itself
    #[arg(long, value_delimiter = ',', conflicts_with = "replay")]
    strata: Vec<String>,
    /// Places in the first arm in all; those it got in `--previous` are taken, and the draw stops before a list that could need more
    #[arg(long, conflicts_with = "replay")]
    capacity: Option<usize>,
    /// Earlier allocations: nobody in them is drawn again
    #[arg(long, value_delimiter = ',', conflicts_with = "replay")]
    previous: Vec<PathBuf>,
    /// Day of the draw, such as 2017-01-16; becomes a column of the allocation
    #[arg(long, conflicts_with = "replay")]
    date: Option<jiff::civil::Date>,
    /// Proves a draw: the audit trail that LIST must lead to again; ends with 1 when it does not
    #[arg(long, value_name = "AUDIT")]
    replay: Option<PathBuf>,
    /// With `--replay`: an allocation that must be the one that was drawn
    #[arg(long, requires = "replay")]
    allocation: Option<PathBuf>,
    /// Take keys that look like CPR numbers
    #[arg(long)]
    allow_cpr_like_keys: bool,
}

impl Args {
    /// The files that are written.
    pub(super) fn written(&self) -> impl Iterator<Item = &Path> {
        self.out.iter().chain(&self.audit).map(PathBuf::as_path)
    }
}

/// Why nothing was drawn.
enum Refused {
    Usage(String),
    Data(Faults),
    Unwritten(String),
}

impl From<Faults> for Refused {
    fn from(faults: Faults) -> Refused {
        Refused::Data(faults)
    }
}

/// Draws, or proves a draw.
pub fn run(args: &Args, talk: Talk) -> Exit {
    let done = match &args.replay {
        Some(audit) => replay(args, audit, talk),
        None => drawn(args, talk),
    };
    match done {
        Ok(exit) => exit,
        Err(Refused::Usage(text)) => {
            talk.error(format!("error: {text}"));
            Exit::Usage
        }
        Err(Refused::Data(faults)) => {
            talk.error(format!("error: {faults}"));
            Exit::Data
        }
        Err(Refused::Unwritten(text)) => {
            talk.error(format!("error: {text}"));
            Exit::Internal
        }
    }
}

fn drawn(args: &Args, talk: Talk) -> Result<Exit, Refused> {
    let design = design(args).map_err(Refused::Usage)?;
    strata_apart(&args.strata).map_err(Refused::Usage)?;
    let trail = new_files(args).map_err(Refused::Usage)?;
    let list = lists::read(&args.list, &args.strata, args.allow_cpr_like_keys)?;
    // The arms of earlier draws must be these where the places taken are counted.
    let counted = args.capacity.map(|_| args.arms.as_slice());
    let before = lists::previous(&args.previous, counted, &list, &args.list)?;
    let places = args
        .capacity
        .map(|capacity| capacity.saturating_sub(before.in_arm(&design.arms[0].0)));
    let persons = places.map_or(list.len(), |p| within_places(&list, &design, p));
    let kept = &list[..persons];
    let arms = arms_of(kept, &design);
    let audit = audit(args, &design, &list, kept, &arms, places);
    let text = allocation(args, kept, &arms);
    write_all(args, trail, &audit, &text)?;
    if persons < list.len() {
        talk.say(format!(
            "{persons} of {} persons were drawn: there are {} places in `{}`; the rest stand for the next draw",
            list.len(),
            places.unwrap_or(0),
            design.arms[0].0
        ));
    }
    for arm in &audit.arms {
        talk.say(format!("{}: {}", arm.arm, arm.persons));
    }
    talk.say("the allocation holds persons: not for release");
    Ok(match &args.out {
        Some(_) => Exit::Done,
        None => talk::result(&text),
    })
}

/// The design of the flags.
fn design(args: &Args) -> Result<Design, String> {
    let parts: Option<Vec<usize>> = args.ratio.split(':').map(|p| p.parse().ok()).collect();
    let parts = parts.ok_or(format!(
        "`--ratio` is `{}`; write whole numbers, such as 1:1",
        args.ratio
    ))?;
    if parts.len() != args.arms.len() {
        return Err(format!(
            "`--ratio` has {} parts and `--arms` {} arms; allowed: as many, two or more",
            parts.len(),
            args.arms.len()
        ));
    }
    let design = Design {
        // The flag is required wherever a design is asked for.
        seed: args.seed.unwrap_or_default(),
        arms: args.arms.iter().cloned().zip(parts).collect(),
        block: args.block,
    };
    design
        .check()
        .map_err(|why| format!("`--arms`, `--ratio` and `--block`: {why}"))?;
    Ok(design)
}

/// Columns of the allocation that the program writes itself.
const OWN: [&str; 3] = ["person_id", "date", "assigned_arm"];

/// The strata are columns of their own in the allocation.
fn strata_apart(strata: &[String]) -> Result<(), String> {
    for (i, name) in strata.iter().enumerate() {
        let same = |other: &str| other.eq_ignore_ascii_case(name);
        if OWN.into_iter().any(same) || strata[..i].iter().any(|before| same(before)) {
            return Err(format!(
                "`--strata` names `{name}`, which is a column of the allocation already"
            ));
        }
    }
    Ok(())
}

/// Where the allocation and its trail go: two files that are not there yet, for a draw is never written over.
fn new_files(args: &Args) -> Result<Option<PathBuf>, String> {
    let beside = args.out.as_ref().map(|out| {
        let mut name = out.clone().into_os_string();
        name.push(".audit.json");
        PathBuf::from(name)
    });
    let trail = args.audit.clone().or(beside);
    for path in args.out.iter().chain(&trail) {
        if path.exists() {
            return Err(format!(
                "`{}` is there already, and a draw is never written over; name another file",
                path.display()
            ));
        }
    }
    let place = |path: &Option<PathBuf>| path.as_ref().and_then(|p| std::path::absolute(p).ok());
    match args.out.is_some() && place(&args.out) == place(&trail) {
        true => Err("`--out` and `--audit` are the same file".to_string()),
        false => Ok(trail),
    }
}

fn arms_of(list: &[Listed], design: &Design) -> Vec<String> {
    let drawn = draw(list, design);
    let name = |arm: &usize| design.arms[*arm].0.clone();
    drawn.arm.iter().map(name).collect()
}

fn audit(
    args: &Args,
    design: &Design,
    list: &[Listed],
    kept: &[Listed],
    arms: &[String],
    places: Option<usize>,
) -> Audit {
    let count = |(arm, part): &(String, usize)| ArmCount {
        arm: arm.clone(),
        part: *part,
        persons: arms.iter().filter(|a| *a == arm).count(),
    };
    Audit {
        schema: SCHEMA,
        algorithm: ALGORITHM.to_string(),
        program: program(),
        date: args.date.map(|date| date.to_string()),
        seed: design.seed,
        listed: list.len(),
        drawn: kept.len(),
        list_sha256: fingerprint(kept),
        strata: args.strata.clone(),
        block: design.block,
        places,
        allocation_sha256: allocated(kept, arms),
        arms: design.arms.iter().map(count).collect(),
    }
}

/// This program, as an audit names it.
fn program() -> String {
    format!("virkning {}", env!("CARGO_PKG_VERSION"))
}

fn allocated(list: &[Listed], arms: &[String]) -> String {
    let pairs = list.iter().zip(arms);
    allocation_fingerprint(pairs.map(|(person, arm)| (person.id.as_str(), arm.as_str())))
}

/// The allocation as a table that an enrolment can be: `person_id`, the day, the arm drawn, and the strata.
fn allocation(args: &Args, list: &[Listed], arms: &[String]) -> String {
    let date = args.date.map(|date| date.to_string());
    let mut head = vec!["person_id".to_string()];
    head.extend(date.as_ref().map(|_| "date".to_string()));
    head.push("assigned_arm".to_string());
    head.extend(args.strata.iter().cloned());
    let mut text = lists::line(&head);
    for (person, arm) in list.iter().zip(arms) {
        let mut cells = vec![person.id.clone()];
        cells.extend(date.clone());
        cells.push(arm.clone());
        cells.extend(person.stratum.iter().cloned());
        text.push_str(&lists::line(&cells));
    }
    text
}

/// The audit first: an allocation without a trail must not be.
fn write_all(
    args: &Args,
    trail: Option<PathBuf>,
    audit: &Audit,
    text: &str,
) -> Result<(), Refused> {
    let told = |path: &Path, error: std::io::Error| {
        Refused::Unwritten(format!("{}: {error}", path.display()))
    };
    if let Some(path) = &trail {
        let json = serde_json::to_string_pretty(audit)
            .map_err(|error| told(path, std::io::Error::other(error)))?;
        files::write(path, format!("{json}\n").as_bytes()).map_err(|e| told(path, e))?;
    }
    if let Some(path) = &args.out {
        files::write(path, text.as_bytes()).map_err(|e| told(path, e))?;
    }
    Ok(())
}

/// Draws again what the audit tells, and compares.
fn replay(args: &Args, path: &Path, talk: Talk) -> Result<Exit, Refused> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Refused::Usage(format!("`{shown}`: {error}")))?;
    let audit: Audit = serde_json::from_str(&text)
        .map_err(|error| Refused::Usage(format!("`{shown}` is no audit trail: {error}")))?;
    let design = audit
        .design()
        .map_err(|why| Refused::Usage(format!("`{shown}`: {why}")))?;
    if audit.program != program() {
        talk.say(format!("drawn by {}; this is {}", audit.program, program()));
    }
    let list = lists::read(&args.list, &audit.strata, args.allow_cpr_like_keys)?;
    let kept = &list[..audit.drawn.min(list.len())];
    let arms = arms_of(kept, &design);
    let mut differs = differences(&audit, &design, &list, kept, &arms);
    if let Some(file) = &args.allocation {
        differs.extend(lists::differs(file, &audit, kept, &arms)?);
    }
    if differs.is_empty() {
        let persons = kept.len();
        let line = format!("the allocation of {persons} persons comes out again\n");
        return Ok(talk::result(&line));
    }
    for line in differs {
        talk.error(format!("differs: {line}"));
    }
    Ok(Exit::Differs)
}

/// What the audit tells otherwise than the list and the lots do.
fn differences(
    audit: &Audit,
    design: &Design,
    list: &[Listed],
    kept: &[Listed],
    arms: &[String],
) -> Vec<String> {
    let mut differs: Vec<String> = Vec::new();
    let drawn = audit
        .places
        .map_or(list.len(), |places| within_places(list, design, places));
    if list.len() != audit.listed {
        let (now, then) = (list.len(), audit.listed);
        differs.push(format!("the list holds {now} persons; {then} stood on it"));
    } else if drawn != audit.drawn {
        let then = audit.drawn;
        differs.push(format!(
            "by the places of the audit {drawn} persons are drawn; the audit tells {then}"
        ));
    }
    if fingerprint(kept) != audit.list_sha256 {
        differs.push("the list is not the one that was drawn from".to_string());
    } else if allocated(kept, arms) != audit.allocation_sha256 {
        differs.push("the lots give another allocation than the audit tells".to_string());
    }
    for arm in &audit.arms {
        let now = arms.iter().filter(|a| **a == arm.arm).count();
        if now != arm.persons {
            let (name, then) = (&arm.arm, arm.persons);
            differs.push(format!(
                "`{name}` gets {now} persons; the audit tells {then}"
            ));
        }
    }
    differs
}
