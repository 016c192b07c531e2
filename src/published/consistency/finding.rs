//! What a check found: the figures at issue, what they must be, and how sure that is.

use super::case::{Source, Value};
use super::exact::Exact;
use super::formula::Formula;
use super::range::Range;

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sure {
    /// No rounding can save it: whole counts that do not add up, a share that no whole count gives, a law broken.
    Impossible,
    /// The recomputed figure misses what the printed digits or words allow, whatever the rounding of the others.
    OutOfRounding,
    /// It follows only when the figure is rounded twice.
    RoundedTwice,
    /// It hangs on something that the report does not tell.
    Ambiguous,
    /// No contradiction: the rounding of the figures explains it, but a reader may stumble over it.
    WithinRounding,
}

impl Sure {
    pub const ALL: [Sure; 5] = [
        Sure::Impossible,
        Sure::OutOfRounding,
        Sure::RoundedTwice,
        Sure::Ambiguous,
        Sure::WithinRounding,
    ];

    pub fn words(self) -> &'static str {
        match self {
            Sure::Impossible => "impossible",
            Sure::OutOfRounding => "out of rounding",
            Sure::RoundedTwice => "rounded twice",
            Sure::Ambiguous => "ambiguous",
            Sure::WithinRounding => "within rounding",
        }
    }

    /// All but what rounding explains.
    pub fn is_contradiction(self) -> bool {
        self != Sure::WithinRounding
    }
}

/// What one check found wrong, before it is told of which relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    pub sure: Sure,
    /// The figures at issue.
    pub about: Vec<Source>,
    /// What the figure must be.
    pub must_be: String,
    /// The arithmetic, on one line.
    pub arithmetic: String,
    pub doubt: Option<String>,
}

impl Broken {
    pub fn new(sure: Sure, about: &Value, must_be: String, arithmetic: String) -> Broken {
        Broken {
            sure,
            about: vec![about.source],
            must_be,
            arithmetic,
            doubt: None,
        }
    }

    pub fn doubted(mut self, doubt: &str) -> Broken {
        self.doubt = Some(doubt.to_string());
        self
    }
}

/// What a check came to; `Err` tells why the relation cannot be checked as it is written.
pub type Outcome = Result<Vec<Broken>, String>;

/// A printed figure against the range of what it is recomputed to be.
pub fn judge(
    printed: &Value,
    expected: Range,
    nominal: Exact,
    arithmetic: String,
) -> Option<Broken> {
    let allowed = printed.allowed();
    if expected.is_lost() || nominal.is_lost() {
        let sure = Sure::Ambiguous;
        let broken = Broken::new(sure, printed, "not known".to_string(), arithmetic);
        return Some(broken.doubted("it divides by zero, or its numbers are too large"));
    }
    let sure = match expected.overlaps(allowed) {
        true if allowed.contains(nominal) && !printed.figure.strained_by(nominal) => return None,
        true => Sure::WithinRounding,
        false => missed(printed, expected, nominal),
    };
    let must_be = must_be(printed, expected, nominal);
    let broken = Broken::new(sure, printed, must_be, arithmetic);
    Some(match sure {
        Sure::Ambiguous => {
            broken.doubted("how far the word in front of the figure reaches is a matter of taste")
        }
        _ => broken,
    })
}

fn missed(printed: &Value, expected: Range, nominal: Exact) -> Sure {
    let twice = printed.figure.allowed_when_rounded_twice();
    match twice {
        Some(twice) if twice.contains(nominal) => Sure::RoundedTwice,
        _ if printed.figure.misses_by_taste(nominal) => Sure::Ambiguous,
        _ if printed.figure.whole && expected.is_point() => Sure::Impossible,
        _ => Sure::OutOfRounding,
    }
}

fn must_be(printed: &Value, expected: Range, nominal: Exact) -> String {
    let decimals = printed.figure.decimals;
    let figure = match printed.figure.by_digits() {
        true => nominal.fixed(decimals),
        false => nominal.shown(decimals + 3),
    };
    match expected.is_point() {
        true => figure,
        false => format!("{figure} ({} with rounding)", expected.shown(decimals + 2)),
    }
}

/// A printed figure against arithmetic on others.
pub fn follows(printed: &Value, formula: &Formula<Value>) -> Option<Broken> {
    let nominal = formula.nominal(&Value::nominal);
    let range = formula
        .range(&Value::allowed)
        .unwrap_or(Range::point(Exact::LOST));
    judge(printed, range, nominal, written(printed, formula))
}

/// `54 / 109 * 100 = 49.541`.
pub fn written(printed: &Value, formula: &Formula<Value>) -> String {
    let nominal = formula.nominal(&Value::nominal);
    let text = formula.written(&Value::shown);
    format!("{text} = {}", nominal.shown(printed.figure.decimals + 3))
}
