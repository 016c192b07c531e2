//! A synthetic register with a stated truth, written as ordinary extracts.
//!
//! A population file says what to make. Shares and times are met by quotas and even draws, so that another seed gives the same figures up to
//! the rounding to whole persons. This room knows the rows of an extract and nothing of how they are later counted or estimated.

mod answers;
mod draws;
mod jobfirst;
mod model;
mod path;
mod plan;
mod quota;
mod referral;
mod resource_course;
mod scheme;
mod trial;

pub use plan::{Fault, Plan};

use crate::register::schema::Extract;
use std::io;
use std::path::{Path, PathBuf};

/// The register of a plan in memory, for kinds that make one; the same plan gives the same register on any number of threads.
pub fn extract(plan: &Plan) -> Option<Extract> {
    plan.model().extract()
}

/// Makes the data of a plan and writes them and the plan's truth into a folder; the files written.
///
/// The files hold (made-up) persons and are not for release.
///
/// # Errors
/// A file cannot be written.
pub fn write(plan: &Plan, folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut written = plan.model().write(folder)?;
    written.push(model::write_truth(
        plan.model(),
        &plan.fingerprint(),
        folder,
    )?);
    Ok(written)
}
