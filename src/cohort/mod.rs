//! From a register to the persons of a study: entry, groups, periods, follow-up, outcomes, covariates and attrition.
//!
//! Everything here works on stretches of weeks (`Window`, both ends included); a person-week table is never built.

mod arms;
mod attrition;
mod build;
mod course;
mod covariate;
mod dated;
mod history;
mod member;
mod outcome;
mod referral;
mod stretch;
mod trial;

pub use attrition::{Attrition, Flow};
pub use build::build;
pub use course::{Course, courses, joined};
pub use covariate::{CovariateColumn, MissingCovariate, covariate_columns};
pub use dated::DatedWeeks;
pub use history::{State, Support, support_from, support_in};
pub use member::{Arm, Cohort, Member, Period};
pub use outcome::WeeklyOutcome;
pub use referral::{Referral, Referrals, Stay, followed_to};
pub use stretch::{clip, intersect, merged};
pub use trial::{End, EventTime, Trial};
