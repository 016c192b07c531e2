//! A synthetic register with a stated truth, written as ordinary extracts.
//!
//! A population file says what to make. Shares and times are met by quotas and even draws, so that another seed gives the same figures up to
//! the rounding to whole persons. This room knows the rows of an extract and nothing of how they are later counted or estimated.

mod draws;
mod path;
mod plan;
mod quota;
mod resource_course;

pub use plan::{Fault, Plan};

use crate::register::schema::Extract;
use crate::{files, register};
use plan::Kind;
use std::io;
use std::path::{Path, PathBuf};

/// Makes the register of a plan; the same plan gives the same register on any number of threads.
pub fn generate(plan: &Plan) -> Extract {
    match plan.kind() {
        Kind::ResourceCourse(spec) => resource_course::generate(spec).1,
    }
}

/// Writes an extract and the plan's truth into a folder; the files written.
///
/// The files hold (made-up) persons and are not for release.
///
/// # Errors
/// A file cannot be written.
pub fn write(plan: &Plan, extract: &Extract, folder: &Path) -> io::Result<Vec<PathBuf>> {
    let output = plan.output();
    let [weekly, hours, persons, truth] = [
        &output.weekly,
        &output.hours,
        &output.persons,
        &output.truth,
    ]
    .map(|name| folder.join(name));
    register::write::weekly(extract, output.layout.into(), &weekly)?;
    register::write::hours(extract, &hours)?;
    register::write::persons(extract, &persons)?;
    let mut text = serde_json::to_string_pretty(&plan.truth())?;
    text.push('\n');
    files::write(&truth, text.as_bytes())?;
    Ok(vec![weekly, hours, persons, truth])
}
