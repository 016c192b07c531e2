//! Do the indicators of a `fidelity` make sense, and are those that it shows of another analysis there?

use super::head::both;
use super::survey::{among, cells, heading, label};
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    DoNotKnow, FidelityMeasure, FidelityMode, FidelityPlan, IndicatorPlan, IndicatorRows,
    IndicatorSource, IndicatorsPlan, LightRule, LightsOn, OnlyAnswers, RecordKind, SiteOrder,
};
use crate::study::words;
use crate::study::written::{Analysis, Fidelity, Indicator};
use std::collections::BTreeSet;

/// An analysis that defines indicators, for itself and for those that show them.
pub(super) struct Defined {
    path: String,
    id: String,
    /// `None` where the definition is at fault, which has been told.
    plan: Option<FidelityPlan>,
}

impl Checker<'_> {
    /// The analyses that define indicators, in the order of the file.
    pub(super) fn defined_indicators(
        &mut self,
        analyses: Option<&[Analysis]>,
        facts: &Facts,
    ) -> Vec<Defined> {
        let mut defined = Vec::new();
        for (at, analysis) in analyses.unwrap_or_default().iter().enumerate() {
            let path = item("analysis", at);
            match analysis {
                Analysis::Fidelity(written)
                    if written.mode == Some(FidelityMode::Indicators)
                        && !self.places.is_given(&child(&path, "of")) =>
                {
                    let plan = self.define(&path, written, facts);
                    let id = written.id.clone().unwrap_or_default();
                    defined.push(Defined { path, id, plan });
                }
                _ => {}
            }
        }
        defined
    }

    /// The plan of an analysis in this mode: by its own definition, or by that of another.
    pub(super) fn indicators(
        &mut self,
        path: &str,
        written: &Fidelity,
        facts: &Facts,
    ) -> Option<FidelityPlan> {
        if self.places.is_given(&child(path, "of")) {
            return self.shown(path, written, facts);
        }
        if self.places.is_given(&child(path, "only")) {
            let message = "`only` chooses among the indicators of another analysis";
            let help = "name the analysis with `of`".to_string();
            self.key(&child(path, "only"), message.to_string(), Some(help));
        }
        let defined = facts.indicators.iter().find(|d| d.path == path)?;
        defined.plan.clone()
    }

    fn define(&mut self, path: &str, written: &Fidelity, facts: &Facts) -> Option<FidelityPlan> {
        let (waves, roles) = (written.waves.as_deref(), written.roles.as_deref());
        let only = self.only(path, waves, roles, facts);
        let (rows, order) = self.rows_of_indicators(path, written);
        let at = child(path, "indicators");
        let list = written.indicators.as_deref().unwrap_or_default();
        let message = "the analysis has no indicator";
        let help = "give `indicators`, or name the analysis that defines them with `of`";
        self.filled(&at, list, message, Some(help))?;
        let mut indicators: Vec<IndicatorPlan> = Vec::new();
        let mut sound = true;
        for (i, indicator) in list.iter().enumerate() {
            let at = item(&at, i);
            match self.indicator(path, &at, indicator, facts) {
                Some(plan) if indicators.iter().any(|other| other.id == plan.id) => {
                    let message = format!("two indicators have the id `{}`", plan.id);
                    self.value(&child(&at, "id"), message, None);
                    sound = false;
                }
                Some(plan) => indicators.push(plan),
                None => sound = false,
            }
        }
        let only = only?;
        sound.then(|| FidelityPlan {
            only,
            lights_on: written.lights_on.unwrap_or(LightsOn::Whole),
            measure: FidelityMeasure::Indicators(IndicatorsPlan {
                indicators,
                pending: written.pending.unwrap_or(DoNotKnow::Out),
                rows,
                order,
            }),
        })
    }

    /// The indicators of another analysis, all or some, by its settings where this one has none of its own.
    fn shown(&mut self, path: &str, written: &Fidelity, facts: &Facts) -> Option<FidelityPlan> {
        if self.places.is_given(&child(path, "indicators")) {
            let message = "`of` shows the indicators of another analysis, and here are more";
            let help = "leave out `of`, or these".to_string();
            self.key(&child(path, "indicators"), message.to_string(), Some(help));
        }
        let (rows, order) = self.rows_of_indicators(path, written);
        let of = written.of.as_ref()?;
        let Some(defined) = facts.indicators.iter().find(|d| d.id == *of) else {
            let ids = facts.indicators.iter().map(|d| d.id.as_str());
            let help = words::help(of, ids.filter(|id| !id.is_empty()));
            let message = format!("`{of}` is not the id of a `fidelity` that defines indicators");
            self.value(&child(path, "of"), message, help);
            return None;
        };
        let base = defined.plan.as_ref()?;
        let FidelityMeasure::Indicators(all) = &base.measure else {
            return None;
        };
        let (waves, roles) = (written.waves.as_deref(), written.roles.as_deref());
        let own = self.only(path, waves, roles, facts)?;
        Some(FidelityPlan {
            only: OnlyAnswers {
                waves: waves.map_or(base.only.waves.clone(), |_| own.waves),
                roles: roles.map_or(base.only.roles.clone(), |_| own.roles),
            },
            lights_on: written.lights_on.unwrap_or(base.lights_on),
            measure: FidelityMeasure::Indicators(IndicatorsPlan {
                indicators: self.chosen(path, written.only.as_deref(), &all.indicators)?,
                pending: written.pending.unwrap_or(all.pending),
                rows,
                order,
            }),
        })
    }

    fn chosen(
        &mut self,
        path: &str,
        only: Option<&[String]>,
        all: &[IndicatorPlan],
    ) -> Option<Vec<IndicatorPlan>> {
        let at = child(path, "only");
        let Some(ids) = only else {
            return (!self.places.is_given(&at)).then(|| all.to_vec());
        };
        self.filled(&at, ids, "`only` names no indicator", None)?;
        let mut seen = BTreeSet::new();
        let mut chosen = Vec::new();
        for (i, id) in ids.iter().enumerate() {
            let at = item(&at, i);
            self.word(&at, "indicator", id, all.iter().map(|p| p.id.as_str()))?;
            if !seen.insert(id) {
                self.value(&at, format!("`{id}` is named twice"), None);
                return None;
            }
            chosen.extend(all.iter().find(|p| p.id == *id).cloned());
        }
        Some(chosen)
    }

    fn rows_of_indicators(&mut self, path: &str, written: &Fidelity) -> (IndicatorRows, SiteOrder) {
        let (at, rows) = (child(path, "order"), child(path, "rows"));
        let is_given = self.places.is_given(&at) && !self.was_at_fault(&rows, &written.rows);
        let rows = written.rows.unwrap_or(IndicatorRows::Indicators);
        if is_given && rows != IndicatorRows::Sites {
            let message = "`order` is about rows of municipalities".to_string();
            self.key(&at, message, Some("write `rows = \"sites\"`".to_string()));
        }
        (rows, written.order.unwrap_or(SiteOrder::Ascending))
    }

    fn indicator(
        &mut self,
        analysis: &str,
        path: &str,
        indicator: &Indicator,
        facts: &Facts,
    ) -> Option<IndicatorPlan> {
        let id = self.id(&child(path, "id"), indicator.id.as_ref()?)?;
        let rule = indicator.rule?;
        let (of, source) = match (&indicator.item, &indicator.event) {
            (Some(item), None) => {
                self.needs(analysis, RecordKind::Survey, facts)?;
                let of = self.of_item(path, item, indicator)?;
                (of, both("spørgeskema", "survey"))
            }
            (None, Some(kind)) => {
                self.needs(analysis, RecordKind::Events, facts)?;
                let of = self.of_event(path, kind, indicator)?;
                (of, both("hændelser", "events"))
            }
            _ => {
                let message = "an indicator is made of an `item` or of an `event`".to_string();
                self.value(path, message, Some("give one of them".to_string()));
                return None;
            }
        };
        self.fits(path, rule, &of)?;
        self.values_once(path, &of)?;
        Some(IndicatorPlan {
            label: label(indicator.label.as_ref(), &id)?,
            under: heading(indicator.under.as_ref())?,
            source: heading(indicator.source.as_ref())?.unwrap_or(source),
            id,
            rule,
            of,
        })
    }

    fn of_item(
        &mut self,
        path: &str,
        item: &str,
        indicator: &Indicator,
    ) -> Option<IndicatorSource> {
        let mean = indicator.mean.unwrap_or(false);
        self.without_effect(path, &["open"], "is about events with a deadline");
        if mean {
            self.without_effect(path, &["yes", "no"], "does nothing for a mean");
        }
        let yes = cells(indicator.yes.as_deref());
        if yes.is_empty() && !mean {
            let message = "the indicator does not say which answers count".to_string();
            let help = "give `yes`, or `mean = true`".to_string();
            self.value(path, message, Some(help));
            return None;
        }
        Some(IndicatorSource::Answers {
            item: item.to_string(),
            yes,
            no: cells(indicator.no.as_deref()),
            not_relevant: cells(indicator.not_relevant.as_deref()),
            mean,
            among: among(indicator.among.as_ref())?,
        })
    }

    fn of_event(
        &mut self,
        path: &str,
        kind: &str,
        indicator: &Indicator,
    ) -> Option<IndicatorSource> {
        self.without_effect(path, &["among"], "is about the answers to an item");
        if indicator.mean == Some(true) {
            let message = "an event is done or not, and has no mean".to_string();
            self.key(&child(path, "mean"), message, None);
            return None;
        }
        let or = |given: &Option<Vec<_>>, words: &[&str]| match given {
            Some(given) => cells(Some(given)),
            None => words.iter().map(ToString::to_string).collect(),
        };
        Some(IndicatorSource::Events {
            kind: kind.to_string(),
            yes: or(&indicator.yes, &["done", "yes"]),
            no: or(&indicator.no, &["not-done", "no"]),
            open: or(&indicator.open, &["pending"]),
            not_relevant: cells(indicator.not_relevant.as_deref()),
        })
    }

    /// C24 judges a mean, and the other rules judge a share.
    fn fits(&mut self, path: &str, rule: LightRule, of: &IndicatorSource) -> Option<()> {
        let is_mean = matches!(of, IndicatorSource::Answers { mean: true, .. });
        let (message, help) = match (is_mean, rule == LightRule::C24) {
            (true, false) => (
                "the indicator is a mean, and this rule judges a share",
                "write `rule = \"C24\"`, or leave out `mean`",
            ),
            (false, true) => (
                "C24 judges a mean, and the indicator is a share",
                "write `mean = true`, or one of the rules `A90`, `B50`, `MEAN`",
            ),
            _ => return Some(()),
        };
        self.value(
            &child(path, "rule"),
            message.to_string(),
            Some(help.to_string()),
        );
        None
    }

    /// Keys that would have no effect.
    fn without_effect(&mut self, path: &str, keys: &[&str], why: &str) {
        for key in keys {
            let at = child(path, key);
            if self.places.is_given(&at) {
                self.key(&at, format!("`{key}` {why}"), None);
            }
        }
    }

    /// A value means one thing.
    fn values_once(&mut self, path: &str, of: &IndicatorSource) -> Option<()> {
        let none = Vec::new();
        let (yes, no, open, not_relevant) = match of {
            IndicatorSource::Answers {
                yes,
                no,
                not_relevant,
                ..
            } => (yes, no, &none, not_relevant),
            IndicatorSource::Events {
                yes,
                no,
                open,
                not_relevant,
                ..
            } => (yes, no, open, not_relevant),
        };
        let lists = [
            ("yes", yes),
            ("no", no),
            ("open", open),
            ("not_relevant", not_relevant),
        ];
        let mut seen = BTreeSet::new();
        for (key, list) in lists {
            for value in list {
                if !seen.insert(value) {
                    let message = format!("the value `{value}` is in two lists, or twice in one");
                    self.value(&child(path, key), message, None);
                    return None;
                }
            }
        }
        Some(())
    }
}
