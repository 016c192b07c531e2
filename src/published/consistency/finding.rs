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
    /// The figures at issue, the one that is recomputed first.
    pub about: Vec<Source>,
    /// What the first figure must be, or, where they cannot stand together, what it is by the others.
    pub must_be: String,
    /// The relation cannot say which of the figures is wrong.
    pub together: bool,
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
            together: false,
            arithmetic,
            doubt: None,
        }
    }

    /// Beside these others, any of which may be the wrong one as well.
    pub fn together<'a>(mut self, others: impl IntoIterator<Item = &'a Value>) -> Broken {
        let before = self.about.len();
        self.about.extend(others.into_iter().map(|v| v.source));
        self.together |= self.about.len() > before;
        self
    }

    /// Recomputed from these: a rounding that misses counts printed in full is the wrong one, else any may be.
    fn recomputed_from(self, printed: &Value, inputs: &[&Value]) -> Broken {
        let in_full = |v: &&Value| v.figure.whole || v.row().is_none();
        match printed.figure.whole || !inputs.iter().all(in_full) {
            true if self.sure.is_contradiction() => self.together(inputs.iter().copied()),
            _ => self,
        }
    }

    pub fn doubted(mut self, doubt: &str) -> Broken {
        self.doubt = Some(doubt.to_string());
        self
    }
}

/// Why a check found nothing, right or wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Unmade {
    /// The relation cannot be checked as it is written.
    Fault(String),
    /// The figures do not allow the arithmetic: that is no contradiction, and it is told.
    NotMade(String),
}

impl From<String> for Unmade {
    fn from(wrong: String) -> Unmade {
        Unmade::Fault(wrong)
    }
}

impl From<&str> for Unmade {
    fn from(wrong: &str) -> Unmade {
        Unmade::Fault(wrong.to_string())
    }
}

/// What a check came to.
pub type Outcome = Result<Vec<Broken>, Unmade>;

/// Arithmetic that has no value.
pub fn lost(arithmetic: &str) -> Unmade {
    let why = "it divides by what may be 0, or its numbers are too large";
    Unmade::NotMade(format!("{arithmetic}: {why}"))
}

pub const HALF_DOWN: &str = "an exact half was rounded down, not up";
const TASTE: &str = "how far the word in front of the figure reaches is a matter of taste";

/// A printed figure against the range of what it is recomputed to be from others.
///
/// # Errors
/// `NotMade` when the range is not known.
pub fn judge(
    printed: &Value,
    expected: Range,
    nominal: Exact,
    arithmetic: String,
    inputs: &[&Value],
) -> Result<Option<Broken>, Unmade> {
    if expected.is_lost() {
        return Err(lost(&arithmetic));
    }
    let allowed = printed.allowed();
    let as_printed = allowed.contains(nominal) && !printed.figure.strained_by(nominal);
    let (sure, doubt) = match expected.overlaps(allowed) {
        // The range may be known where the figures as printed divide by zero: `over 0` is above it.
        true if as_printed || nominal.is_lost() => return Ok(None),
        true => (Sure::WithinRounding, None),
        false => missed(printed, expected, nominal),
    };
    let must_be = must_be(printed, expected, nominal);
    let broken = Broken::new(sure, printed, must_be, arithmetic);
    let broken = Broken {
        doubt: doubt.map(str::to_string),
        ..broken.recomputed_from(printed, inputs)
    };
    Ok(Some(broken))
}

fn missed(printed: &Value, expected: Range, nominal: Exact) -> (Sure, Option<&'static str>) {
    let figure = &printed.figure;
    let twice = figure.allowed_when_rounded_twice();
    let is_half = || {
        let with_ends = printed.allowed().with_ends();
        figure.by_digits() && expected.is_point() && with_ends.contains(nominal)
    };
    match twice {
        Some(twice) if twice.contains(nominal) => (Sure::RoundedTwice, None),
        _ if figure.misses_by_taste(nominal) => (Sure::Ambiguous, Some(TASTE)),
        _ if figure.whole && expected.is_point() => (Sure::Impossible, None),
        _ if is_half() => (Sure::Ambiguous, Some(HALF_DOWN)),
        _ => (Sure::OutOfRounding, None),
    }
}

fn must_be(printed: &Value, expected: Range, nominal: Exact) -> String {
    let decimals = printed.figure.decimals;
    if nominal.is_lost() {
        return expected.shown(decimals + 3);
    }
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
///
/// # Errors
/// `NotMade` when the arithmetic may divide by zero.
pub fn follows(printed: &Value, formula: &Formula<Value>) -> Result<Option<Broken>, Unmade> {
    let nominal = formula.nominal(&Value::nominal);
    let arithmetic = written(printed, formula);
    judge(
        printed,
        range(formula),
        nominal,
        arithmetic,
        &formula.values(),
    )
}

/// All values that arithmetic on printed figures may have; lost when it may divide by zero.
pub fn range(formula: &Formula<Value>) -> Range {
    super::repeated::range(formula).unwrap_or(Range::point(Exact::LOST))
}

/// `54 / 109 * 100 = 49.541`.
pub fn written(printed: &Value, formula: &Formula<Value>) -> String {
    let nominal = formula.nominal(&Value::nominal);
    let text = formula.written(&Value::shown);
    match nominal.is_lost() {
        true => text,
        false => format!("{text} = {}", nominal.shown(printed.figure.decimals + 3)),
    }
}
