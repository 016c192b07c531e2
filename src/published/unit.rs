//! Units as they are printed, and which findings they can tell.

use crate::findings::Unit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A unit in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PrintedUnit {
    Percent,
    PercentagePoints,
    /// A share or a difference of shares printed as a fraction.
    Share,
    Count,
    Weeks,
    Months,
    Years,
    Hours,
    Days,
    HazardRatio,
    PValue,
    Statistic,
    Correlation,
    Score,
}

impl PrintedUnit {
    /// The unit's word in the file.
    pub fn word(self) -> &'static str {
        match self {
            PrintedUnit::Percent => "percent",
            PrintedUnit::PercentagePoints => "percentage_points",
            PrintedUnit::Share => "share",
            PrintedUnit::Count => "count",
            PrintedUnit::Weeks => "weeks",
            PrintedUnit::Months => "months",
            PrintedUnit::Years => "years",
            PrintedUnit::Hours => "hours",
            PrintedUnit::Days => "days",
            PrintedUnit::HazardRatio => "hazard_ratio",
            PrintedUnit::PValue => "p_value",
            PrintedUnit::Statistic => "statistic",
            PrintedUnit::Correlation => "correlation",
            PrintedUnit::Score => "score",
        }
    }

    /// What a finding's number is multiplied by to be told in this unit; `None` when it cannot be.
    pub fn scale(self, unit: Unit) -> Option<u32> {
        use PrintedUnit as P;
        match (unit, self) {
            (Unit::Fraction, P::Percent) | (Unit::Points, P::PercentagePoints) => Some(100),
            (Unit::Fraction | Unit::Points, P::Share)
            | (Unit::Whole | Unit::Amount | Unit::FullTime, P::Count)
            | (Unit::Weeks, P::Weeks)
            | (Unit::Months, P::Months)
            | (Unit::Years, P::Years)
            | (Unit::Hours, P::Hours)
            | (Unit::Days, P::Days)
            | (Unit::HazardRatio, P::HazardRatio)
            | (Unit::PValue, P::PValue)
            | (Unit::Statistic | Unit::DegreesOfFreedom, P::Statistic)
            | (Unit::Correlation, P::Correlation)
            | (Unit::Score, P::Score) => Some(1),
            _ => None,
        }
    }
}

/// How a finding is printed when the words name no unit.
pub fn scale_of(unit: Unit) -> u32 {
    match unit {
        Unit::Fraction | Unit::Points => 100,
        _ => 1,
    }
}

/// What a finding is, in words.
pub fn told(unit: Unit) -> &'static str {
    match unit {
        Unit::Fraction => "a share",
        Unit::Points => "a difference of shares",
        Unit::Score => "a score",
        Unit::Whole => "a count",
        Unit::Amount => "an amount",
        Unit::FullTime => "full-time persons",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Years => "years",
        Unit::Hours => "hours",
        Unit::Days => "days",
        Unit::Statistic => "a test statistic",
        Unit::DegreesOfFreedom => "degrees of freedom",
        Unit::PValue => "a p-value",
        Unit::Correlation => "a correlation",
        Unit::Coefficient => "a coefficient",
        Unit::HazardRatio => "a hazard ratio",
    }
}

/// The unit behind a recomputed number.
pub fn suffix(unit: Unit, scale: u32) -> &'static str {
    match (unit, scale) {
        (Unit::Fraction, 100) => "%",
        (Unit::Points, 100) => " pp",
        (Unit::Weeks, _) => " weeks",
        (Unit::Months, _) => " months",
        (Unit::Years, _) => " years",
        (Unit::Hours, _) => " hours",
        (Unit::Days, _) => " days",
        _ => "",
    }
}
