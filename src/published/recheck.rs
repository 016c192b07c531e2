//! Claims against released findings.

mod group;
mod statement;

use super::bounds::Bounds;
use super::claim::{Claim, Claims, Over};
use super::figure::{Figure, Value};
use super::figures::figures;
use super::judge::{Grade, Printing, Verdict, judge};
use super::lookup::Index;
use super::printed::{Says, light_word};
use super::ratio::Ratio;
use super::show::show_that;
use super::unit::{scale_of, told};
use crate::codes::nearest;
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
    pub note: Option<String>,
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
    match (faults.is_empty(), of_another_study(claims, findings)) {
        (true, _) => Ok(Rechecked { outcomes }),
        (false, Some(fault)) => Err(vec![fault]),
        (false, None) => Err(faults),
    }
}

/// Several claims, and none that names an analysis of the findings or nearly one: one fault says so better than one for each claim.
fn of_another_study(claims: &Claims, findings: &Findings) -> Option<Fault> {
    let there = findings.analyses.iter().map(|a| a.id.as_str());
    let meant = |name: &&str| nearest(name, there.clone()).is_some();
    let all = claims.claims.iter();
    let named: Vec<&str> = all.filter_map(|c| c.finding.part("analysis")).collect();
    if named.is_empty() || claims.claims.len() < 2 || named.iter().any(meant) {
        return None;
    }
    let message = format!(
        "no claim refers to an analysis of the study `{}`: these may be the claims of another",
        findings.study.id
    );
    let analyses = findings.analyses.iter().map(|a| format!("`{}`", a.id));
    let analyses: Vec<String> = analyses.collect();
    Some(Fault {
        help: Some(format!("its analyses: {}", analyses.join(", "))),
        ..Fault::of_file(message)
    })
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
        Ok(Outcome {
            id: claim.id.clone(),
            place: claim.place.clone(),
            words: claim.words.clone(),
            understood: claim.printed.told(),
            finding: referred(claim, &found),
            recomputed: came.recomputed,
            value: came.value,
            verdict: came.verdict,
            note: claim.note.clone(),
            line: claim.line,
            column: claim.column,
        })
    }

    fn came(&self, claim: &Claim, found: &[&'a Figure<'a>]) -> Result<Came, Trouble> {
        if let Says::SignificantFrom(week) = claim.printed.says {
            return self.onset(claim, found, week);
        }
        match claim.finding.over {
            None if found.len() > 1 => Err(several(found)),
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
        let (ends, qualifier, bounds) = match claim.printed.says {
            Says::Number(value, qualifier) => {
                (vec![value], qualifier, Bounds::of(value, qualifier))
            }
            Says::Range(low, high, qualifier) => {
                let bounds = Bounds::between(low, high, qualifier);
                (vec![low, high], qualifier, bounds)
            }
            _ => return absent(&figure.value),
        };
        let decimals = ends.iter().map(|end| end.decimals).max().unwrap_or(0);
        let shown = x.times(Ratio::whole(scale));
        let printing = Printing {
            ends,
            qualifier,
            bounds,
            unit,
            level: Ratio::of(self.level(figure)).unwrap_or(Ratio::decimal(5, 2)),
        };
        let compared = |x: Ratio| if claim.falls() { x.negated() } else { x };
        let holds = bounds.hold(compared(shown));
        let told = |x: Ratio| bounds.hold(compared(x)) == holds;
        Came {
            recomputed: show_that(shown, decimals, unit, scale, told),
            value: Some(shown.to_f64()),
            verdict: judge(&printing, compared(shown)),
        }
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
    let mut keys: Vec<&str> = super::figure::PARTS.into_iter().filter(differs).collect();
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
    if let [only] = found {
        return only.address.to_string();
    }
    let reference = &claim.finding;
    let keys = super::figure::PARTS.into_iter();
    let mut parts: Vec<String> = keys
        .filter_map(|key| reference.part(key).map(str::to_string))
        .collect();
    let weeks = reference.weeks();
    parts.extend(weeks.map(|(first, last)| format!("weeks {first} to {last}")));
    let over = match reference.over {
        Some(over) => format!("{over:?} of {}", found.len()).to_lowercase(),
        None => format!("{} figures", found.len()),
    };
    format!("{} ({over})", parts.join(" / "))
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
