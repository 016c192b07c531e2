//! A printed number, with where it stands and what it is a number of.

use super::exact::Exact;
use super::words::Figure;

/// What a number is a number of, as far as the checks must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Of a hundred.
    Percent,
    Points,
    /// Of one.
    Share,
    /// Whole things: persons, municipalities, answers.
    Count,
    PValue,
    /// Hazard, odds and rate ratios.
    Ratio,
    ChiSquare,
    /// Weeks, hours, means, limits: anything of which no law is known here.
    Other,
    /// Of a claim whose words and finding tell none: what a relation takes it for.
    Untold,
}

/// The units with a law of their own; any other word is a unit without one.
const UNITS: [(&str, Unit); 26] = [
    ("percent", Unit::Percent),
    ("pct", Unit::Percent),
    ("procent", Unit::Percent),
    ("%", Unit::Percent),
    ("percentage_points", Unit::Points),
    ("percentage_point", Unit::Points),
    ("pct_point", Unit::Points),
    ("%_point", Unit::Points),
    ("procentpoint", Unit::Points),
    ("pp", Unit::Points),
    ("share", Unit::Share),
    ("andel", Unit::Share),
    ("count", Unit::Count),
    ("antal", Unit::Count),
    ("n", Unit::Count),
    ("persons", Unit::Count),
    ("personer", Unit::Count),
    ("municipalities", Unit::Count),
    ("traffic_light_count", Unit::Count),
    ("p_value", Unit::PValue),
    ("p_værdi", Unit::PValue),
    ("hazard_ratio", Unit::Ratio),
    ("odds_ratio", Unit::Ratio),
    ("rate_ratio", Unit::Ratio),
    ("chi2", Unit::ChiSquare),
    ("chi_square", Unit::ChiSquare),
];

impl Unit {
    /// The unit that a word names.
    pub fn of(word: &str) -> Unit {
        let word = one_word(word);
        let found = UNITS.iter().find(|(name, _)| *name == word);
        // `antal personer`, `number of persons`, `count (persons)`.
        let counts = ["antal_", "number_of_", "count_"];
        match found {
            Some((_, unit)) => *unit,
            None if !is_rate(&word) && counts.iter().any(|c| word.starts_with(c)) => Unit::Count,
            None => Unit::Other,
        }
    }

    /// The unit with a law that a longer one is of: `percent of persons` would switch the law off.
    ///
    /// A rate (`percent per year`) is another thing than what it is a rate of.
    pub fn inside(word: &str) -> Option<&'static str> {
        let word = one_word(word);
        let parts = UNITS.iter().filter(|(_, unit)| unit.is_part());
        let mut of = parts.filter(|(name, _)| {
            let rest = word.strip_prefix(name).unwrap_or_default();
            rest.starts_with("_of_") || rest.starts_with("_af_")
        });
        let found = of.next().filter(|_| !is_rate(&word));
        found.map(|(name, _)| *name)
    }

    /// The names that carry a law: a misspelt one would switch the law off.
    pub fn names() -> impl Iterator<Item = &'static str> + Clone {
        UNITS.iter().map(|(name, _)| *name)
    }

    /// What one whole is in this unit.
    pub fn one(self) -> Exact {
        match self {
            Unit::Percent | Unit::Points => Exact::HUNDRED,
            _ => Exact::ONE,
        }
    }

    /// A part of a whole, which can be compared across `percent` and `share`.
    pub fn is_part(self) -> bool {
        matches!(self, Unit::Percent | Unit::Share | Unit::Points)
    }
}

/// Lower case; blanks, hyphens, points and brackets part words as `_` does.
fn one_word(word: &str) -> String {
    let lower = word.to_lowercase();
    let parts = lower.split(|c: char| c.is_whitespace() || "-.()_".contains(c));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("_")
}

fn is_rate(word: &str) -> bool {
    word.contains('/') || word.split('_').any(|part| matches!(part, "per" | "pr"))
}

/// A printed number: a row of the table, or a claim.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    /// In the file, counted from 1.
    pub line: usize,
    pub section: String,
    /// What it is a number of; rows that say the same speak of one thing. Empty when it does not say.
    pub subject: Vec<String>,
    /// A change, which may be negative or above a hundred percent.
    pub change: bool,
    pub unit: Unit,
    /// The unit as the table writes it.
    pub unit_word: String,
    /// The value and its qualifier as they stand in the file.
    pub printed: String,
    /// `None` for a blank cell.
    pub figure: Option<Figure>,
    /// The number of persons or things that a share is of.
    pub denominator: Option<i64>,
}
