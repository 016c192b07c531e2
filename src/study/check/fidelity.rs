//! Does a `fidelity` make sense?

use super::head::both;
use super::survey::{among, cells, heading, label};
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    AgreePlan, AnswerPooling, AnswersBy, ClassPlan, CrossedPlan, DoNotKnow, FidelityMeasure,
    FidelityMode, FidelityPlan, IndicatorPlan, IndicatorSource, IndicatorsPlan, LightRule,
    LightsOn, NamedItem, RecordKind, ScoreChart, ScorePlan, ScoreWeights,
};
use crate::study::written::{CrossedAnswers, Fidelity, Indicator, SiteClass};

/// The keys that one mode alone has.
const KEYS: [(FidelityMode, &[&str]); 3] = [
    (
        FidelityMode::Agree,
        &["agree", "by", "pooling", "do_not_know"],
    ),
    (
        FidelityMode::Score,
        &["weights", "classes", "crossed_with", "by_site", "chart"],
    ),
    (FidelityMode::Indicators, &["indicators", "pending"]),
];

impl Checker<'_> {
    pub(super) fn fidelity(
        &mut self,
        path: &str,
        written: &Fidelity,
        facts: &Facts,
    ) -> Option<FidelityPlan> {
        let mode = written.mode?;
        self.keys_of_mode(path, mode);
        let only = self.only(
            path,
            written.waves.as_deref(),
            written.roles.as_deref(),
            facts,
        );
        let measure = match mode {
            FidelityMode::Agree => self
                .agreeing(path, written, facts)
                .map(FidelityMeasure::Agree),
            FidelityMode::Score => self.score(path, written, facts).map(FidelityMeasure::Score),
            FidelityMode::Indicators => self
                .indicators(path, written, facts)
                .map(FidelityMeasure::Indicators),
        };
        Some(FidelityPlan {
            only: only?,
            lights_on: written.lights_on.unwrap_or(LightsOn::Whole),
            measure: measure?,
        })
    }

    /// A key of another mode would have no effect.
    fn keys_of_mode(&mut self, path: &str, mode: FidelityMode) {
        for (of, keys) in KEYS {
            for key in keys.iter().filter(|_| of != mode) {
                let at = child(path, key);
                if self.places.is_given(&at) {
                    let message = format!("`{key}` does nothing in this mode");
                    self.key(&at, message, None);
                }
            }
        }
    }

    fn agreeing(&mut self, path: &str, written: &Fidelity, facts: &Facts) -> Option<AgreePlan> {
        self.needs(path, RecordKind::Survey, facts)?;
        let elements = self.elements(path, written.elements.as_deref());
        let scale = cells(written.scale.as_deref());
        let agree = cells(written.agree.as_deref());
        self.filled(&child(path, "scale"), &scale, "`agree` needs a scale", None)?;
        let message = "no answer counts as agreeing";
        self.filled(&child(path, "agree"), &agree, message, None)?;
        for (at, word) in agree.iter().enumerate() {
            let path = item(&child(path, "agree"), at);
            self.word(&path, "answer", word, scale.iter().map(String::as_str))?;
        }
        let by = written.by.unwrap_or(AnswersBy::None);
        if by == AnswersBy::Wave {
            let message = "waves stand side by side already".to_string();
            let help = "allowed: `none`, `role`, `site`".to_string();
            self.value(&child(path, "by"), message, Some(help));
            return None;
        }
        Some(AgreePlan {
            elements: elements?,
            agree,
            scale,
            by,
            pooling: written.pooling.unwrap_or(AnswerPooling::Answers),
            do_not_know: written.do_not_know.unwrap_or(DoNotKnow::Out),
        })
    }

    fn score(&mut self, path: &str, written: &Fidelity, facts: &Facts) -> Option<ScorePlan> {
        self.needs(path, RecordKind::Survey, facts)?;
        let elements = self.elements(path, written.elements.as_deref());
        let scale = cells(written.scale.as_deref());
        let numbers: Vec<f64> = scale.iter().filter_map(|w| w.parse().ok()).collect();
        let (Some(low), Some(high), true) = (
            numbers.iter().copied().reduce(f64::min),
            numbers.iter().copied().reduce(f64::max),
            numbers.len() == scale.len(),
        ) else {
            let message = "a score needs a scale of numbers".to_string();
            let help = "write the lowest and the highest answer: `scale = [1, 5]`".to_string();
            self.value(&child(path, "scale"), message, Some(help));
            return None;
        };
        let mut classes = Vec::new();
        let list = written.classes.as_deref().unwrap_or_default();
        for (at, class) in list.iter().enumerate() {
            let path = item(&child(path, "classes"), at);
            classes.push(self.site_class(&path, class, facts)?);
        }
        let crossed_with = match &written.crossed_with {
            Some(crossed) => Some(self.crossed(&child(path, "crossed_with"), crossed, facts)?),
            None => None,
        };
        Some(ScorePlan {
            elements: elements?,
            scale: (low, high),
            weights: written.weights.unwrap_or(ScoreWeights::Equal),
            classes,
            crossed_with,
            by_site: written.by_site.unwrap_or(true),
            chart: written.chart.unwrap_or(ScoreChart::Spread),
        })
    }

    fn crossed(
        &mut self,
        path: &str,
        written: &CrossedAnswers,
        facts: &Facts,
    ) -> Option<CrossedPlan> {
        let (waves, roles) = (written.waves.as_deref(), written.roles.as_deref());
        let only = self.only(path, waves, roles, facts)?;
        let list = written.items.as_deref()?;
        self.filled(&child(path, "items"), list, "no item is named", None)?;
        let yes = cells(Some(written.yes.as_deref()?));
        self.filled(&child(path, "yes"), &yes, "no answer counts", None)?;
        let mut items: Vec<NamedItem> = Vec::new();
        for item in list {
            let id = item.item.clone()?;
            let label = label(item.label.as_ref(), &id)?;
            items.push(NamedItem { id, label });
        }
        Some(CrossedPlan { items, yes, only })
    }

    fn site_class(&mut self, path: &str, class: &SiteClass, facts: &Facts) -> Option<ClassPlan> {
        let id = self.id(&child(path, "id"), class.id.as_ref()?)?;
        let given = Some(class.sites.as_deref()?);
        let at = child(path, "sites");
        let sites = self.declared(&at, "site", given, |s| &s.sites, facts)?;
        Some(ClassPlan {
            label: label(class.label.as_ref(), &id)?,
            under: heading(class.under.as_ref())?,
            sites,
            id,
        })
    }

    fn indicators(
        &mut self,
        path: &str,
        written: &Fidelity,
        facts: &Facts,
    ) -> Option<IndicatorsPlan> {
        let at = child(path, "indicators");
        let list = written.indicators.as_deref().unwrap_or_default();
        self.filled(&at, list, "`indicators` names no indicator", None)?;
        let mut indicators: Vec<IndicatorPlan> = Vec::new();
        for (i, indicator) in list.iter().enumerate() {
            let at = item(&at, i);
            let plan = self.indicator(path, &at, indicator, facts)?;
            if indicators.iter().any(|other| other.id == plan.id) {
                let message = format!("two indicators have the id `{}`", plan.id);
                self.value(&child(&at, "id"), message, None);
                return None;
            }
            indicators.push(plan);
        }
        Some(IndicatorsPlan {
            indicators,
            pending: written.pending.unwrap_or(DoNotKnow::Out),
        })
    }

    fn indicator(
        &mut self,
        analysis: &str,
        path: &str,
        indicator: &Indicator,
        facts: &Facts,
    ) -> Option<IndicatorPlan> {
        let id = self.id(&child(path, "id"), indicator.id.as_ref()?)?;
        let mean = indicator.mean.unwrap_or(false);
        let rule = indicator.rule?;
        if mean != (rule == LightRule::C24) {
            let message = "C24 judges a mean, and the other rules a share".to_string();
            self.value(&child(path, "rule"), message, None);
            return None;
        }
        let list = |given: &Option<Vec<_>>| cells(given.as_deref());
        let or = |given: Vec<String>, words: &[&str]| match given.is_empty() {
            true => words.iter().map(|w| w.to_string()).collect(),
            false => given,
        };
        let (of, source) = match (&indicator.item, &indicator.event) {
            (Some(item), None) => {
                self.needs(analysis, RecordKind::Survey, facts)?;
                let yes = list(&indicator.yes);
                if yes.is_empty() && !mean {
                    let message = "the indicator does not say which answers count".to_string();
                    self.value(
                        path,
                        message,
                        Some("give `yes`, or `mean = true`".to_string()),
                    );
                    return None;
                }
                let of = IndicatorSource::Answers {
                    item: item.clone(),
                    yes,
                    no: list(&indicator.no),
                    not_relevant: list(&indicator.not_relevant),
                    mean,
                    among: among(indicator.among.as_ref())?,
                };
                (of, both("spørgeskema", "survey"))
            }
            (None, Some(kind)) => {
                self.needs(analysis, RecordKind::Events, facts)?;
                let of = IndicatorSource::Events {
                    kind: kind.clone(),
                    yes: or(list(&indicator.yes), &["done", "yes"]),
                    no: or(list(&indicator.no), &["not-done", "no"]),
                    open: or(list(&indicator.open), &["pending"]),
                    not_relevant: list(&indicator.not_relevant),
                };
                (of, both("hændelser", "events"))
            }
            _ => {
                let message = "an indicator is made of an `item` or of an `event`".to_string();
                self.value(path, message, Some("give one of them".to_string()));
                return None;
            }
        };
        Some(IndicatorPlan {
            label: label(indicator.label.as_ref(), &id)?,
            under: heading(indicator.under.as_ref())?,
            source: heading(indicator.source.as_ref())?.unwrap_or(source),
            id,
            rule,
            of,
        })
    }
}
