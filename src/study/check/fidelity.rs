//! Does a `fidelity` make sense?

use super::head::both;
use super::survey::{among, cells, heading, label};
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    AgreePlan, AnswerPooling, AnswersBy, ClassPlan, DoNotKnow, FidelityMeasure, FidelityMode,
    FidelityPlan, IndicatorPlan, IndicatorSource, IndicatorsPlan, LightRule, LightsOn, RecordKind,
    ScorePlan, ScoreWeights,
};
use crate::study::written::{Fidelity, Indicator, SiteClass};

/// The keys that one mode alone has.
const KEYS: [(FidelityMode, &[&str]); 3] = [
    (
        FidelityMode::Agree,
        &["agree", "by", "pooling", "do_not_know"],
    ),
    (FidelityMode::Score, &["weights", "classes"]),
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
        let scale = self.number_scale(&child(path, "scale"), &scale);
        let list = written.classes.as_deref();
        let classes = self.site_classes(&child(path, "classes"), list, facts);
        Some(ScorePlan {
            elements: elements?,
            scale: scale?,
            weights: written.weights.unwrap_or(ScoreWeights::Equal),
            classes: classes?,
        })
    }

    /// The lowest and the highest of numbers that rise.
    fn number_scale(&mut self, path: &str, scale: &[String]) -> Option<(f64, f64)> {
        let help = "write the lowest and the highest answer: `scale = [1, 5]`".to_string();
        let numbers: Vec<f64> = scale.iter().filter_map(|w| w.parse().ok()).collect();
        let ends = numbers.first().zip(numbers.last());
        let Some((low, high)) = ends.filter(|_| numbers.len() == scale.len()) else {
            let message = "a score needs a scale of numbers".to_string();
            self.value(path, message, Some(help));
            return None;
        };
        if numbers.len() < 2 || !numbers.is_sorted_by(|a, b| a < b) {
            let message = "the numbers of the scale do not rise".to_string();
            self.value(path, message, Some(help));
            return None;
        }
        Some((*low, *high))
    }

    /// Municipalities told together; no class stands twice, and its municipalities are among those declared.
    fn site_classes(
        &mut self,
        path: &str,
        list: Option<&[SiteClass]>,
        facts: &Facts,
    ) -> Option<Vec<ClassPlan>> {
        let mut classes: Vec<ClassPlan> = Vec::new();
        let mut sound = true;
        for (at, class) in list.unwrap_or_default().iter().enumerate() {
            let path = item(path, at);
            match self.site_class(&path, class, facts) {
                Some(plan) if classes.iter().any(|c| c.id == plan.id) => {
                    let message = format!("two classes have the id `{}`", plan.id);
                    self.value(&child(&path, "id"), message, None);
                    sound = false;
                }
                Some(plan) => classes.push(plan),
                None => sound = false,
            }
        }
        sound.then_some(classes)
    }

    fn site_class(&mut self, path: &str, class: &SiteClass, facts: &Facts) -> Option<ClassPlan> {
        let at = child(path, "sites");
        let sites = self.declared(
            &at,
            "municipality",
            class.sites.as_deref(),
            |s| &s.sites,
            facts,
        );
        let id = self.id(&child(path, "id"), class.id.as_ref()?)?;
        let sites = sites?;
        let twice = (1..sites.len()).find(|i| sites[..*i].contains(&sites[*i]));
        if let Some(twice) = twice {
            let message = format!("`{}` stands twice in the class", sites[twice]);
            self.value(&item(&at, twice), message, None);
            return None;
        }
        class.sites.as_ref()?;
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
        sound.then(|| IndicatorsPlan {
            indicators,
            pending: written.pending.unwrap_or(DoNotKnow::Out),
        })
    }

    /// No word may mean two things.
    fn lists_apart(&mut self, path: &str, lists: &[(&str, &[String])]) -> Option<()> {
        for (i, (key, list)) in lists.iter().enumerate() {
            for (at, word) in list.iter().enumerate() {
                let mut before = lists[..i].iter();
                if let Some((other, _)) = before.find(|(_, words)| words.contains(word)) {
                    let message = format!("`{word}` is in `{key}` and in `{other}`");
                    self.value(&item(&child(path, key), at), message, None);
                    return None;
                }
            }
        }
        Some(())
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
                let no = list(&indicator.no);
                let not_relevant = list(&indicator.not_relevant);
                let lists = [
                    ("yes", &yes[..]),
                    ("no", &no),
                    ("not_relevant", &not_relevant),
                ];
                self.lists_apart(path, &lists)?;
                let of = IndicatorSource::Answers {
                    item: item.clone(),
                    yes,
                    no,
                    not_relevant,
                    mean,
                    among: among(indicator.among.as_ref())?,
                };
                (of, both("spørgeskema", "survey"))
            }
            (None, Some(kind)) => {
                self.needs(analysis, RecordKind::Events, facts)?;
                let yes = or(list(&indicator.yes), &["done", "yes"]);
                let no = or(list(&indicator.no), &["not-done", "no"]);
                let open = or(list(&indicator.open), &["pending"]);
                let not_relevant = list(&indicator.not_relevant);
                let lists = [
                    ("yes", &yes[..]),
                    ("no", &no),
                    ("open", &open),
                    ("not_relevant", &not_relevant),
                ];
                self.lists_apart(path, &lists)?;
                let of = IndicatorSource::Events {
                    kind: kind.clone(),
                    yes,
                    no,
                    open,
                    not_relevant,
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
