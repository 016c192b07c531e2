//! Does a `spell-criterion` make sense?

use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{OutcomeRule, RunStart, SpellCriterionPlan, SpellReadingPlan, Workplace};
use crate::study::written::{SpellCriterion, SpellReading};

/// The trial's criterion.
const WEEKS: u32 = 13;
const OBSERVED_WEEKS: u32 = 35;

impl Checker<'_> {
    pub(super) fn spell_criterion(
        &mut self,
        path: &str,
        written: &SpellCriterion,
        facts: &Facts,
    ) -> Option<SpellCriterionPlan> {
        let weekly = self.needs_weekly(path, facts);
        let outcome = self.weekly_outcome(&child(path, "outcome"), written.outcome.as_ref(), facts);
        let main = SpellReadingPlan {
            outcome: outcome?,
            weeks: written.weeks.unwrap_or(WEEKS),
            bridge_weeks: written.bridge_weeks.unwrap_or(0),
            start: written.start.unwrap_or(RunStart::Entry),
            workplace: written.workplace.unwrap_or(Workplace::Any),
        };
        // What the readings beside it take over must have been read.
        let unread = [
            ("weeks", written.weeks.is_none()),
            ("bridge_weeks", written.bridge_weeks.is_none()),
            ("start", written.start.is_none()),
            ("workplace", written.workplace.is_none()),
        ];
        let is_given = |key| self.places.is_given(&child(path, key));
        if unread.iter().any(|(key, blank)| *blank && is_given(key)) {
            return None;
        }
        self.knows_workplaces(path, &main, facts)?;
        let observed_weeks = written.observed_weeks.unwrap_or(OBSERVED_WEEKS);
        let beside_path = child(path, "beside");
        let mut readings = vec![main.clone()];
        let mut sound = Some(());
        for (i, reading) in written.beside.iter().flatten().enumerate() {
            let path = item(&beside_path, i);
            match self.spell_reading(&path, reading, &main, facts) {
                Some(reading) if readings.contains(&reading) => {
                    let message = "this reading is asked for twice".to_string();
                    self.value(&path, message, None);
                    sound = None;
                }
                Some(reading) => readings.push(reading),
                None => sound = None,
            }
        }
        if self.was_at_fault(&beside_path, &written.beside) {
            return None;
        }
        weekly.and(sound)?;
        self.reachable(path, &readings, observed_weeks)?;
        Some(SpellCriterionPlan {
            readings,
            observed_weeks,
        })
    }

    fn spell_reading(
        &mut self,
        path: &str,
        written: &SpellReading,
        main: &SpellReadingPlan,
        facts: &Facts,
    ) -> Option<SpellReadingPlan> {
        let outcome = match &written.outcome {
            Some(name) => self.weekly_outcome(&child(path, "outcome"), Some(name), facts)?,
            None => main.outcome,
        };
        let reading = SpellReadingPlan {
            outcome,
            weeks: written.weeks.unwrap_or(main.weeks),
            bridge_weeks: written.bridge_weeks.unwrap_or(main.bridge_weeks),
            start: written.start.unwrap_or(main.start),
            workplace: written.workplace.unwrap_or(main.workplace),
        };
        self.knows_workplaces(path, &reading, facts)?;
        Some(reading)
    }

    /// Only activities tell where they are.
    fn knows_workplaces(
        &mut self,
        path: &str,
        reading: &SpellReadingPlan,
        facts: &Facts,
    ) -> Option<()> {
        let (id, rule) = &facts.outcomes[reading.outcome];
        let knows = matches!(rule, None | Some(OutcomeRule::Activities(_)));
        if reading.workplace == Workplace::Any || knows {
            return Some(());
        }
        let message =
            format!("outcome `{id}` is not of activities, and only they tell the workplace");
        let help = "allowed: `any`, or an outcome with `activities`".to_string();
        let own = child(path, "workplace");
        let given = self.places.is_given(&own);
        let at = if given { own } else { child(path, "outcome") };
        self.value(&at, message, Some(help));
        None
    }

    /// A run as long as the criterion must fit into the weeks that everyone counted is observed.
    fn reachable(
        &mut self,
        path: &str,
        readings: &[SpellReadingPlan],
        observed: u32,
    ) -> Option<()> {
        let longest = readings.iter().map(|r| r.weeks).max().unwrap_or(0);
        if longest > observed {
            let message =
                format!("{longest} weeks do not fit into the {observed} weeks of `observed_weeks`");
            let help = Some(format!("allowed: {longest} or more"));
            self.value(&child(path, "observed_weeks"), message, help);
            return None;
        }
        Some(())
    }
}
