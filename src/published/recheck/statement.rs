//! Claims that state and print no number: significance, its first week, no effect.

use super::{Came, Comparison, Trouble, absent, several, statement, trouble};
use crate::findings::Unit;
use crate::published::claim::Claim;
use crate::published::figure::{Address, Figure, Value};
use crate::published::onset::{self, Weekly};
use crate::published::ratio::Ratio;
use crate::published::show::show;
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
    pub(super) fn nil(&self, figure: &'a Figure<'a>) -> Result<Came, Trouble> {
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
}
