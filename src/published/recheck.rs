//! Claims against released findings.

use super::bounds::Bounds;
use super::claim::{Claim, Claims, Over};
use super::figure::{Address, Figure, Value};
use super::figures::figures;
use super::judge::{Grade, Printing, Verdict, judge};
use super::lookup::Index;
use super::onset::{self, Weekly};
use super::printed::{Says, light_word};
use super::ratio::Ratio;
use super::show::show;
use super::unit::{scale_of, told};
use crate::disclosure::Releasable;
use crate::findings::{Findings, Unit};
use crate::study::Fault;
use std::collections::HashMap;

/// One claim compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub id: String,
    pub place: String,
    /// As printed.
    pub words: String,
    /// What was understood of them.
    pub understood: String,
    /// What they refer to.
    pub finding: String,
    /// What came out, in the printed unit.
    pub recomputed: String,
    /// The same as a number; of a statement, none.
    pub value: Option<f64>,
    pub verdict: Verdict,
    /// Where the words stand in the claims file.
    pub line: usize,
    pub column: usize,
}

/// All claims of a file compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Rechecked {
    pub outcomes: Vec<Outcome>,
}

impl Rechecked {
    pub fn holding(&self) -> usize {
        self.count(|v| *v == Verdict::Holds)
    }

    pub fn withheld(&self) -> usize {
        self.count(|v| *v == Verdict::Withheld)
    }

    /// Differences of exactly this grade.
    pub fn of_grade(&self, grade: Grade) -> usize {
        self.count(|v| matches!(v, Verdict::Differs { grade: g, .. } if *g == grade))
    }

    /// The gravest difference.
    pub fn worst(&self) -> Option<Grade> {
        let grades = self.outcomes.iter().filter_map(|o| match o.verdict {
            Verdict::Differs { grade, .. } => Some(grade),
            _ => None,
        });
        grades.max()
    }

    fn count(&self, is: impl Fn(&Verdict) -> bool) -> usize {
        self.outcomes.iter().filter(|o| is(&o.verdict)).count()
    }
}

/// Compares every claim with the findings it refers to.
///
/// # Errors
/// Every claim that refers to nothing, or whose words cannot tell what it refers to.
pub fn recheck(claims: &Claims, findings: &Releasable<Findings>) -> Result<Rechecked, Vec<Fault>> {
    let figures = figures(findings);
    let comparison = Comparison {
        claims,
        index: Index::new(&figures),
        levels: levels(findings),
    };
    let (mut outcomes, mut faults) = (Vec::new(), Vec::new());
    for claim in &claims.claims {
        match comparison.outcome(claim) {
            Ok(outcome) => outcomes.push(outcome),
            Err(Trouble { key, message, help }) => {
                let message = format!("claim `{}`: {message}", claim.id);
                faults.push(claims.fault(claim, &key, message, help));
            }
        }
    }
    match faults.is_empty() {
        true => Ok(Rechecked { outcomes }),
        false => Err(faults),
    }
}

/// The significance level of each analysis.
fn levels(findings: &Findings) -> HashMap<&str, f64> {
    let of = |analysis: &'_ crate::findings::Analysis| {
        let setting = analysis.settings.iter().find(|s| s.key == "significance");
        setting.and_then(|s| s.value.parse().ok())
    };
    let analyses = findings.analyses.iter();
    analyses
        .filter_map(|a| Some((a.id.as_str(), of(a)?)))
        .collect()
}

/// A claim that cannot be compared, at one of its keys.
struct Trouble {
    key: String,
    message: String,
    help: Option<String>,
}

fn trouble(key: &str, message: String, help: Option<&str>) -> Trouble {
    Trouble {
        key: key.to_string(),
        message,
        help: help.map(str::to_string),
    }
}

/// What came out, and whether it holds.
struct Came {
    recomputed: String,
    value: Option<f64>,
    verdict: Verdict,
}

struct Comparison<'a> {
    claims: &'a Claims,
    index: Index<'a>,
    levels: HashMap<&'a str, f64>,
}

impl<'a> Comparison<'a> {
    fn outcome(&self, claim: &Claim) -> Result<Outcome, Trouble> {
        let found = self.index.find(&claim.finding).map_err(|unfound| Trouble {
            key: unfound.key,
            message: unfound.message,
            help: unfound.help,
        })?;
        let came = self.came(claim, &found)?;
        let (line, column) = self.claims.place(claim);
        Ok(Outcome {
            id: claim.id.clone(),
            place: claim.place.clone(),
            words: claim.words.clone(),
            understood: claim.printed.told(),
            finding: referred(claim, &found),
            recomputed: came.recomputed,
            value: came.value,
            verdict: came.verdict,
            line,
            column,
        })
    }

    fn came(&self, claim: &Claim, found: &[&'a Figure<'a>]) -> Result<Came, Trouble> {
        if let Says::SignificantFrom(week) = claim.printed.says {
            return self.onset(claim, found, week);
        }
        let single = matches!(claim.finding.over, None) && found.len() > 1;
        if single {
            return Err(several(found));
        }
        match claim.finding.over {
            None => self.one(claim, found[0]),
            Some(Over::Each | Over::Any | Over::Most) => self.vote(claim, found),
            Some(over) => self.aggregate(claim, found, over),
        }
    }

    fn level(&self, figure: &Figure<'_>) -> f64 {
        let own = self.levels.get(figure.address.analysis).copied();
        self.claims.significance.or(own).unwrap_or(0.05)
    }

    /// One figure.
    fn one(&self, claim: &Claim, figure: &'a Figure<'a>) -> Result<Came, Trouble> {
        match claim.printed.says {
            Says::Significant(is) => self.significance(figure, is),
            Says::Nil => self.nil(figure),
            Says::Light(light) => match &figure.value {
                Value::Light(there) => Ok(statement(
                    light_word(*there),
                    *there == light,
                    "the light turns over",
                )),
                _ => Err(trouble(
                    "finding.field",
                    "the words name a light, and this is none".to_string(),
                    Some("`field = \"light\"`"),
                )),
            },
            Says::Met(met) => match &figure.value {
                Value::Word(code) => {
                    let holds =
                        (code == "met") == met && matches!(code.as_str(), "met" | "not-met");
                    Ok(statement(code, holds, "the criterion turns over"))
                }
                _ => Err(trouble(
                    "finding.field",
                    "the words say whether a criterion is met, and this does not".to_string(),
                    Some("`field = \"word\"`"),
                )),
            },
            _ => {
                let (unit, scale) = self.units(claim, figure)?;
                Ok(match figure.value.ratio() {
                    Some(x) => self.number(claim, figure, x, unit, scale),
                    None => absent(&figure.value),
                })
            }
        }
    }

    /// The figure's unit, and what its number is multiplied by to stand beside the printed one.
    fn units(&self, claim: &Claim, figure: &Figure<'_>) -> Result<(Unit, u32), Trouble> {
        let Some(unit) = figure.unit else {
            let field = figure.address.field;
            let help = match &figure.value {
                Value::Not(why) => Some(format!("the analysis could not be estimated: {why}")),
                _ => Some("print its word, such as `green` or `met`".to_string()),
            };
            return match &figure.value {
                // An analysis without a result still has no number to compare: that is a difference, not a fault of the file.
                Value::Not(_) => Ok((Unit::Coefficient, 1)),
                _ => Err(Trouble {
                    key: "finding.field".to_string(),
                    message: format!("`{field}` has no unit, and the words tell a number"),
                    help,
                }),
            };
        };
        match claim.printed.unit {
            None => Ok((unit, scale_of(unit))),
            Some(printed) => match printed.scale(unit) {
                Some(scale) => Ok((unit, scale)),
                None => Err(trouble(
                    "printed",
                    format!(
                        "the words tell `{}`, but the finding is {}",
                        printed.word(),
                        told(unit)
                    ),
                    Some("`unit` in the claim says another unit than the words"),
                )),
            },
        }
    }

    /// A recomputed number against a printed one.
    fn number(&self, claim: &Claim, figure: &Figure<'_>, x: Ratio, unit: Unit, scale: u32) -> Came {
        let (value, qualifier, bounds) = match claim.printed.says {
            Says::Number(value, qualifier) => (value, qualifier, Bounds::of(value, qualifier)),
            Says::Range(low, high) => (low, super::Qualifier::Digits, Bounds::between(low, high)),
            _ => return absent(&figure.value),
        };
        let shown = x.times(Ratio::whole(scale));
        // A `reduction` is already the size of a fall.
        let falls = claim.printed.falls && figure.address.field != "reduction";
        let printing = Printing {
            value,
            qualifier,
            bounds,
            unit,
            level: Ratio::of(self.level(figure)).unwrap_or(Ratio::decimal(5, 2)),
        };
        let compared = if falls { shown.negated() } else { shown };
        Came {
            recomputed: show(shown, value.decimals, unit, scale),
            value: Some(shown.to_f64()),
            verdict: judge(&printing, compared),
        }
    }

    fn significance(&self, figure: &Figure<'_>, is: bool) -> Result<Came, Trouble> {
        if figure.unit != Some(Unit::PValue) && !matches!(figure.value, Value::Not(_)) {
            return Err(trouble(
                "finding.field",
                "significance is told of a p-value".to_string(),
                Some("`field = \"p_value\"`"),
            ));
        }
        let Some(p) = figure.value.real() else {
            return Ok(absent(&figure.value));
        };
        let holds = (p < self.level(figure)) == is;
        let shown = Ratio::of(p).unwrap_or(Ratio::ZERO);
        Ok(Came {
            value: Some(p),
            ..statement(
                &format!("p = {}", show(shown, 2, Unit::PValue, 1)),
                holds,
                "the significance turns over",
            )
        })
    }

    /// The limits beside an estimate cover no effect.
    fn nil(&self, figure: &'a Figure<'a>) -> Result<Came, Trouble> {
        let limit = |field| {
            let address = Address {
                field,
                ..figure.address.clone()
            };
            self.index.at(&address)
        };
        let (Some(low), Some(high)) = (limit("conf_low"), limit("conf_high")) else {
            if matches!(figure.value, Value::Not(_) | Value::Withheld) {
                return Ok(absent(&figure.value));
            }
            return Err(trouble(
                "finding.field",
                "no effect is told by confidence limits, and this figure has none".to_string(),
                Some("`field = \"estimate\"` or `\"hazard_ratio\"`"),
            ));
        };
        let (Some(l), Some(h)) = (low.value.real(), high.value.real()) else {
            return Ok(absent(&low.value));
        };
        let unit = low.unit.unwrap_or(Unit::Coefficient);
        let scale = scale_of(unit);
        let shown = |x: f64| {
            let x = Ratio::of(x).unwrap_or(Ratio::ZERO);
            show(x.times(Ratio::whole(scale)), 0, unit, scale)
        };
        let limits = format!("limits {} to {}", shown(l), shown(h));
        Ok(statement(
            &limits,
            l <= 0.0 && 0.0 <= h,
            "the limits leave out no effect",
        ))
    }

    fn onset(&self, claim: &Claim, found: &[&'a Figure<'a>], from: i64) -> Result<Came, Trouble> {
        let first = found[0];
        if first.unit != Some(Unit::PValue) {
            return self.significance(first, true);
        }
        let same = |f: &&Figure<'_>| {
            let parts = |a: &Address<'_>| (a.term.to_string(), a.row.to_string());
            parts(&f.address) == parts(&first.address)
        };
        if claim.finding.over.is_some() || !found.iter().all(same) {
            return Err(several(found));
        }
        let mut weeks: Vec<Weekly> = found
            .iter()
            .filter_map(|f| {
                Some(Weekly {
                    week: f.address.week?,
                    p: f.value.real(),
                    trusted: f.trusted,
                })
            })
            .collect();
        weeks.sort_by_key(|w| w.week);
        let level = self.level(first);
        let trusted: Vec<&Weekly> = weeks.iter().filter(|w| w.trusted).collect();
        let recomputed = match onset::onset(&trusted, level) {
            Some(week) => format!("steadily from week {week}"),
            None => "never steadily".to_string(),
        };
        Ok(Came {
            recomputed,
            value: None,
            verdict: onset::judge(&weeks, from, level),
        })
    }

    /// Each, any or most of several figures must hold; the one that decides is shown.
    fn vote(&self, claim: &Claim, found: &[&'a Figure<'a>]) -> Result<Came, Trouble> {
        let mut came = Vec::new();
        for figure in found {
            let one = self.one(claim, figure)?;
            came.push(Came {
                recomputed: format!("{} ({})", one.recomputed, apart(figure)),
                ..one
            });
        }
        came.sort_by_key(|c| c.verdict.rank());
        let holding = came.iter().filter(|c| c.verdict == Verdict::Holds).count();
        let (all, last) = (came.len(), came.len() - 1);
        let decides = match claim.finding.over {
            Some(Over::Each) => last,
            Some(Over::Most) if 2 * holding <= all => last / 2 + 1,
            _ => 0,
        };
        let one = came.swap_remove(decides.min(last));
        Ok(Came {
            recomputed: format!("{holding} of {all} hold; {}", one.recomputed),
            ..one
        })
    }

    /// The largest, smallest, mean or median of several figures.
    fn aggregate(
        &self,
        claim: &Claim,
        found: &[&'a Figure<'a>],
        over: Over,
    ) -> Result<Came, Trouble> {
        let (unit, scale) = self.units(claim, found[0])?;
        if found.iter().any(|f| f.unit != Some(unit)) {
            return Err(several(found));
        }
        if !matches!(claim.printed.says, Says::Number(..) | Says::Range(..)) {
            let message = "a statement is told of `each`, `any` or `most` figures".to_string();
            return Err(trouble("finding.over", message, None));
        }
        if found.iter().any(|f| f.value == Value::Withheld) {
            return Ok(absent(&Value::Withheld));
        }
        let mut numbers: Vec<Ratio> = found.iter().filter_map(|f| f.value.ratio()).collect();
        numbers.sort();
        Ok(match aggregated(&numbers, over) {
            Some(x) => self.number(claim, found[0], x, unit, scale),
            None => absent(&found[0].value),
        })
    }
}

fn aggregated(sorted: &[Ratio], over: Over) -> Option<Ratio> {
    let n = sorted.len();
    let mean = |numbers: &[Ratio]| {
        let sum = numbers.iter().fold(Ratio::ZERO, |sum, x| sum.plus(*x));
        Some(sum.times(Ratio::new(1, numbers.len() as i128)?))
    };
    match over {
        Over::Smallest => sorted.first().copied(),
        Over::Largest => sorted.last().copied(),
        Over::Mean => mean(sorted),
        _ if n == 0 => None,
        _ => mean(&sorted[(n - 1) / 2..=n / 2]),
    }
}

fn statement(recomputed: &str, holds: bool, why: &str) -> Came {
    Came {
        recomputed: recomputed.to_string(),
        value: None,
        verdict: Verdict::of_statement(holds, || why.to_string()),
    }
}

/// A figure without a number.
fn absent(value: &Value) -> Came {
    let (recomputed, verdict) = match value {
        Value::Withheld => ("withheld".to_string(), Verdict::Withheld),
        Value::Not(why) => (
            "not estimated".to_string(),
            Verdict::differs(Grade::Decision, format!("could not be estimated: {why}")),
        ),
        _ => (
            "no number".to_string(),
            Verdict::differs(Grade::Decision, "there is no number to compare"),
        ),
    };
    Came {
        recomputed,
        value: None,
        verdict,
    }
}

/// More figures than one, and nothing that says which.
fn several(found: &[&Figure<'_>]) -> Trouble {
    let first = &found[0].address;
    let differs = |key: &&str| found.iter().any(|f| f.address.part(key) != first.part(key));
    let mut keys: Vec<&str> = super::figure::PARTS
        .into_iter()
        .filter(|k| differs(&k))
        .collect();
    if found.iter().any(|f| f.address.week != first.week) {
        keys.push("week");
    }
    let keys: Vec<String> = keys.iter().map(|k| format!("`{k}`")).collect();
    trouble(
        "finding",
        format!(
            "refers to {} figures; say {}",
            found.len(),
            keys.join(" and ")
        ),
        Some("or what is compared, such as `over = \"largest\"`"),
    )
}

/// What a claim refers to, in one line.
fn referred(claim: &Claim, found: &[&Figure<'_>]) -> String {
    match (found, claim.finding.over) {
        ([only], _) => only.address.to_string(),
        (_, over) => {
            let over = over.map_or(String::new(), |o| format!(" ({o:?})").to_lowercase());
            let first = Address {
                week: None,
                ..found[0].address.clone()
            };
            let weeks = claim.finding.weeks();
            let weeks = weeks.map_or(String::new(), |(a, b)| format!(", weeks {a} to {b}"));
            format!("{first} and {} more{weeks}{over}", found.len() - 1)
        }
    }
}

/// What tells one of several figures from the others.
fn apart(figure: &Figure<'_>) -> String {
    let address = &figure.address;
    match address.week {
        Some(week) => format!("week {week}"),
        None => {
            let parts = [
                address.row,
                address.column,
                &address.model,
                &address.term,
                &address.group,
            ];
            let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
            parts.join(" / ")
        }
    }
}

#[cfg(test)]
mod tests;
