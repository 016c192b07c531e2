//! Printed figures against recomputed ones: what the words of a report allow, and whether a run's released findings lie in it; and a report's figures against each other.

mod beside;
mod bounds;
mod claim;
pub mod consistency;
mod draft;
mod figure;
mod figures;
mod judge;
mod lookup;
mod moves;
mod number;
mod onset;
mod printed;
mod ratio;
mod recheck;
mod show;
mod unit;
mod vocabulary;

pub use bounds::{Bounds, Edge};
pub use claim::{Claim, Claims, claims_schema_text, parse_claims, read_claims};
pub use draft::draft;
pub use figure::{Address, Figure, Value};
pub use figures::figures;
pub use judge::{Grade, Verdict};
pub use moves::{Figures, Move, Moved, NOT_THERE, Replayed, moves, replayed, told_difference};
pub use number::{Decimal, Language};
pub use printed::{Printed, Qualifier, Says};
pub use ratio::Ratio;
pub use recheck::{Outcome, Rechecked, recheck};
pub use unit::PrintedUnit;
