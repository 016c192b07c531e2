//! Why an estimate cannot be made.

use std::fmt;

/// The reason an estimator refuses its input or cannot give a number.
///
/// Each variant prints as a lower-case fragment that can follow "not estimated: ".
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    /// The coefficient asked for belongs to a column that is a combination of earlier ones.
    Aliased { column: usize },
    /// No rows were left to estimate from.
    Empty,
    /// Two inputs that must run in step have different lengths.
    LengthMismatch {
        what: &'static str,
        expected: usize,
        got: usize,
    },
    /// The method does not have the quantity asked for.
    NotDefined { what: &'static str },
    /// A value is NaN or infinite.
    NotFinite { what: String, row: usize },
    /// A duration ends at or before it starts, or is below zero.
    BadDuration { row: usize },
    /// A case weight is negative.
    NegativeWeight { row: usize },
    /// All weights are zero.
    ZeroWeights,
    /// No event was observed.
    NoEvents,
    /// A group has no rows.
    EmptyGroup { group: String },
    /// A comparison needs at least two groups.
    OneGroup,
    /// Cluster-robust errors need at least two clusters.
    OneCluster,
    /// Too few rows for the number of terms.
    TooFewRows { rows: usize, needed: usize },
    /// The iterations did not converge.
    NoConvergence { iterations: usize },
    /// A matrix that must be inverted is singular.
    Singular { what: &'static str },
    /// An argument lies outside its allowed range.
    OutOfRange {
        what: &'static str,
        value: f64,
        allowed: &'static str,
    },
    /// The exact computation would take more work than the stated limit.
    WorkLimit { what: &'static str, limit: u64 },
    /// A variable does not vary.
    Constant { what: String },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Aliased { column } => {
                write!(f, "column {column} is a combination of earlier columns")
            }
            Error::BadDuration { row } => {
                write!(f, "the duration in row {row} is not positive")
            }
            Error::Constant { what } => write!(f, "`{what}` does not vary"),
            Error::Empty => write!(f, "no rows"),
            Error::EmptyGroup { group } => write!(f, "group `{group}` has no rows"),
            Error::LengthMismatch {
                what,
                expected,
                got,
            } => {
                write!(f, "`{what}` has {got} rows where {expected} are needed")
            }
            Error::NegativeWeight { row } => write!(f, "the weight in row {row} is negative"),
            Error::NoConvergence { iterations } => {
                write!(f, "no convergence in {iterations} iterations")
            }
            Error::NoEvents => write!(f, "no events"),
            Error::NotDefined { what } => write!(f, "there are no {what}"),
            Error::NotFinite { what, row } => {
                write!(f, "`{what}` is not a finite number in row {row}")
            }
            Error::OneCluster => write!(f, "only one cluster"),
            Error::OneGroup => write!(f, "only one group"),
            Error::OutOfRange {
                what,
                value,
                allowed,
            } => {
                write!(f, "`{what}` is {value}; allowed: {allowed}")
            }
            Error::Singular { what } => write!(f, "the {what} is singular"),
            Error::TooFewRows { rows, needed } => {
                write!(f, "{rows} rows where at least {needed} are needed")
            }
            Error::WorkLimit { what, limit } => {
                write!(f, "the exact {what} would take more than {limit} steps")
            }
            Error::ZeroWeights => write!(f, "all weights are zero"),
        }
    }
}

impl std::error::Error for Error {}
