//! Does a `stock` make sense?

use super::head::{both, local};
use super::{Checker, Facts};
use crate::calendar::Period;
use crate::study::places::child;
use crate::study::plan::{
    RecordKind, ReformPlan, StockCount, StockGroup, StockPlan, StockSourcePlan, StockStep,
    TargetPlan,
};
use crate::study::written::{Stock, StockSource};

impl Checker<'_> {
    pub(super) fn stock(
        &mut self,
        path: &str,
        written: &Stock,
        facts: &Facts,
    ) -> Option<StockPlan> {
        let word = written.source?;
        self.only_for(path, word);
        let source = match word {
            StockSource::Aggregates => {
                self.needs(path, RecordKind::Aggregates, facts)?;
                StockSourcePlan::Aggregates {
                    measure: written.measure.clone(),
                    groups: self.stock_groups(path, written)?,
                }
            }
            StockSource::Enrolment => {
                self.needs(path, RecordKind::Enrolment, facts)?;
                StockSourcePlan::Enrolment {
                    groups: self.stock_groups(path, written)?,
                    step: written.step.unwrap_or(StockStep::Month),
                    by_site: written.by_site.unwrap_or(true),
                    target: self.target(path, written, facts)?,
                }
            }
            StockSource::Register => {
                self.needs_weekly(path, facts)?;
                let at = child(path, "categories");
                let categories = written.categories.as_deref();
                if categories.is_none() && !self.places.is_given(&at) {
                    let message = "the weekly extract has no groups of its own".to_string();
                    let help = "write `categories = [{ id = ..., classes = [...] }]`".to_string();
                    self.value(&child(path, "source"), message, Some(help));
                }
                StockSourcePlan::Register {
                    categories: self.state_groups(&at, categories?, facts)?,
                    count: written.count.unwrap_or(StockCount::FullTime),
                    step: written.step.unwrap_or(StockStep::Month),
                }
            }
        };
        for (key, period) in [("reform", &written.reform), ("since", &written.since)] {
            self.stock_period(&child(path, key), period.as_deref())?;
        }
        let label = match &written.reform_label {
            Some(label) => local(label)?,
            None => both("Reform", "Reform"),
        };
        let reform = written
            .reform
            .clone()
            .map(|period| ReformPlan { period, label });
        Some(StockPlan {
            source,
            since: written.since.clone().or(written.reform.clone()),
            reform,
        })
    }

    /// A period, where one is given.
    fn stock_period(&mut self, path: &str, given: Option<&str>) -> Option<()> {
        if given.is_none_or(|text| Period::read(text).is_some()) {
            return Some(());
        }
        let message = format!("`{}` is no period", given.unwrap_or_default());
        let help = "write it as 2013, 2013-01, 2013Q1 or 2013-W05".to_string();
        self.value(path, message, Some(help));
        None
    }

    /// The target group, where it is asked for.
    fn target(&mut self, path: &str, written: &Stock, facts: &Facts) -> Option<Option<TargetPlan>> {
        let planned = written.planned;
        if !written.target.unwrap_or(false) {
            if planned.is_some() {
                let message = "`planned` is a share of the target group".to_string();
                let help = "write `target = true`".to_string();
                self.key(&child(path, "planned"), message, Some(help));
                return None;
            }
            return Some(None);
        }
        self.needs_weekly(path, facts)?;
        Some(Some(TargetPlan { planned }))
    }

    fn stock_groups(&mut self, path: &str, written: &Stock) -> Option<Vec<StockGroup>> {
        let path = child(path, "categories");
        match written.categories.as_deref() {
            Some(categories) => self.file_groups(&path, categories),
            None => Some(Vec::new()).filter(|_| !self.places.is_given(&path)),
        }
    }

    /// Keys that say nothing for this source.
    fn only_for(&mut self, path: &str, source: StockSource) {
        let keys: [(&str, &[StockSource]); 6] = [
            ("measure", &[StockSource::Aggregates]),
            ("count", &[StockSource::Register]),
            ("step", &[StockSource::Register, StockSource::Enrolment]),
            ("by_site", &[StockSource::Enrolment]),
            ("target", &[StockSource::Enrolment]),
            ("planned", &[StockSource::Enrolment]),
        ];
        for (key, sources) in keys {
            let at = child(path, key);
            if self.places.is_given(&at) && !sources.contains(&source) {
                let message = format!("`{key}` says nothing for this `source`");
                self.key(&at, message, None);
            }
        }
    }
}
