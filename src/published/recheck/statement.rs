//! Claims that state and print no number: significance, its first week, no effect.

use super::{Came, Comparison, Trouble, absent, several, statement, trouble};
use crate::findings::Unit;
use crate::published::claim::Claim;
use crate::published::figure::{Address, Figure, Value};
use crate::published::judge::Verdict;
use crate::published::onset::{self, Weekly};
use crate::published::ratio::Ratio;
use crate::published::show::show_that;
use crate::published::unit::scale_of;

impl<'a> Comparison<'a> {
    pub(super) fn significance(&self, figure: &Figure<'_>, is: bool) -> Result<Came, Trouble> {
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
        let level = self.level(figure);
        let below = p < level;
        let told = |p: Ratio| (p.to_f64() < level) == below;
        let shown = Ratio::of(p).unwrap_or(Ratio::ZERO);
        Ok(Came {
            value: Some(p),
            ..statement(
                &format!("p = {}", show_that(shown, 2, Unit::PValue, 1, told)),
                below == is,
                "the significance turns over",
            )
        })
    }

    /// The limits beside an estimate cover 0, or those beside a hazard ratio 1.
    pub(super) fn nil(&self, figure: &'a Figure<'a>) -> Result<Came, Trouble> {
        let none = |message: &str| {
            let help = "`field = \"estimate\"` or `\"hazard_ratio\"`";
            trouble("finding.field", message.to_string(), Some(help))
        };
        let (low, high, no_effect) = match figure.address.field {
            "estimate" => ("conf_low", "conf_high", 0.0),
            "hazard_ratio" => ("hazard_ratio_low", "hazard_ratio_high", 1.0),
            _ => {
                return Err(none(
                    "no effect is told of an effect and its confidence limits",
                ));
            }
        };
        let limit = |field| {
            let address = Address {
                field,
                ..figure.address.clone()
            };
            self.index.at(&address)
        };
        let (Some(low), Some(high)) = (limit(low), limit(high)) else {
            if matches!(figure.value, Value::Not(_) | Value::Withheld) {
                return Ok(absent(&figure.value));
            }
            return Err(none(
                "no effect is told by confidence limits, and this figure has none",
            ));
        };
        let (Some(l), Some(h)) = (low.value.real(), high.value.real()) else {
            return Ok(absent(&low.value));
        };
        let unit = low.unit.unwrap_or(Unit::Coefficient);
        let scale = scale_of(unit);
        let scaled = |x: f64| {
            let x = Ratio::of(x).unwrap_or(Ratio::ZERO);
            x.times(Ratio::whole(scale))
        };
        // On the side of no effect where it lies: a limit that just leaves it out is not shown as covering it.
        let shown = |x: f64| {
            let at = scaled(no_effect);
            let told = |shown: Ratio| shown.cmp(&at) == scaled(x).cmp(&at);
            show_that(scaled(x), 0, unit, scale, told)
        };
        let limits = format!("limits {} to {}", shown(l), shown(h));
        Ok(statement(
            &limits,
            l <= no_effect && no_effect <= h,
            "the limits leave out no effect",
        ))
    }

    /// The weeks from a first one on: the figures are one series of p-values.
    pub(super) fn onset(
        &self,
        claim: &Claim,
        found: &[&'a Figure<'a>],
        from: i64,
    ) -> Result<Came, Trouble> {
        let first = found[0];
        if first.unit != Some(Unit::PValue) {
            return self.significance(first, true);
        }
        if claim
            .finding
            .weeks()
            .is_some_and(|(first, last)| first == last)
        {
            return Err(trouble(
                "finding.week",
                "the words tell from which week on, and the finding names one week".to_string(),
                Some("leave `week` out, or name a range"),
            ));
        }
        let same = |f: &&Figure<'_>| {
            let parts = |a: &Address<'_>| (a.term.to_string(), a.row.to_string());
            parts(&f.address) == parts(&first.address)
        };
        if claim.finding.over.is_some() || !found.iter().all(same) {
            return Err(several(found));
        }
        let weeks = weeks(found, from)?;
        let level = self.level(first);
        let trusted: Vec<&Weekly> = weeks.iter().filter(|w| w.trusted).collect();
        let verdict = onset::judge(&weeks, from, level);
        let recomputed = match onset::onset(&trusted, level) {
            Some(week) => format!("steadily from week {week}"),
            // Too few weeks are left for a first one of its own.
            None if verdict == Verdict::Holds => format!("steadily about week {from} to the end"),
            None => "never steadily".to_string(),
        };
        Ok(Came {
            recomputed,
            value: None,
            verdict,
        })
    }
}

/// The p-values by week, among which the first week must be.
fn weeks(found: &[&Figure<'_>], from: i64) -> Result<Vec<Weekly>, Trouble> {
    let weekly = |f: &&Figure<'_>| {
        Some(Weekly {
            week: f.address.week?,
            p: f.value.real(),
            trusted: f.trusted,
        })
    };
    let mut weeks: Vec<Weekly> = found.iter().filter_map(weekly).collect();
    weeks.sort_by_key(|w| w.week);
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
        return Err(trouble(
            "finding",
            "the words tell from which week on, and this figure has no weeks".to_string(),
            None,
        ));
    };
    match (first.week..=last.week).contains(&from) {
        true => Ok(weeks),
        false => Err(trouble(
            "printed",
            format!("week {from} is none of those the finding has"),
            Some(&format!("weeks of it: {} to {}", first.week, last.week)),
        )),
    }
}
