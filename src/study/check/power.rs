//! Does a `power` make sense?

use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{PowerPlan, RecordKind};
use crate::study::written::Power;

impl Checker<'_> {
    pub(super) fn power(
        &mut self,
        path: &str,
        written: &Power,
        facts: &Facts,
    ) -> Option<PowerPlan> {
        let inside = |share: f64| share > 0.0 && share < 1.0;
        let n = written.n.clone().unwrap_or_default();
        let mut sound = self.all_fit(path, "n", &n, |n| n >= 2.0 && n.is_finite());
        let shares = written.participant.as_deref().unwrap_or_default();
        sound &= self.all_fit(path, "participant", shares, inside);
        let comparison = written.comparison?;
        sound &= self.all_fit(path, "comparison", &[comparison], inside);
        let at = child(path, "participant");
        self.filled(&at, shares, "`participant` names no share", None)?;
        let same = shares.iter().position(|s| *s == comparison);
        if let Some(i) = same {
            let message = "the two shares are equal: there is no effect to find".to_string();
            self.value(&item(&at, i), message, None);
            sound = false;
        }
        if n.is_empty() && !facts.records.contains(&RecordKind::Enrolment) {
            let message = "`n` must be given in a study without an enrolment".to_string();
            self.value(path, message, Some("add `n = [100]`".to_string()));
            sound = false;
        }
        sound.then(|| PowerPlan {
            comparison,
            participant: shares.to_vec(),
            n,
            power: written.power.unwrap_or(0.8),
            alpha: written.alpha.unwrap_or(0.05),
            sides: written.sides.unwrap_or(2),
            design_effect: written.design_effect.unwrap_or(1.0),
        })
    }

    fn all_fit(
        &mut self,
        path: &str,
        key: &str,
        values: &[f64],
        fits: impl Fn(f64) -> bool,
    ) -> bool {
        let path = child(path, key);
        let help = match key {
            "n" => "allowed: 2 persons or more",
            _ => "allowed: above 0 and below 1",
        };
        let mut sound = true;
        for (i, value) in values.iter().enumerate().filter(|(_, v)| !fits(**v)) {
            let at = match key {
                "comparison" => path.clone(),
                _ => item(&path, i),
            };
            let message = format!("`{key}` cannot be {value}");
            self.value(&at, message, Some(help.to_string()));
            sound = false;
        }
        sound
    }
}
