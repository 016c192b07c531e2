//! Does a `fidelity` make sense?

use super::survey::{cells, heading, label};
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    AgreePlan, AnswerPooling, AnswersBy, ClassPlan, CrossedPlan, DoNotKnow, FidelityMeasure,
    FidelityMode, FidelityPlan, LightsOn, NamedItem, RecordKind, ScoreChart, ScorePlan,
    ScoreWeights,
};
use crate::study::written::{CrossedAnswers, Fidelity, SiteClass};

/// The keys that not every mode has, and the modes that have them.
const KEYS: [(&str, &[FidelityMode]); 18] = [
    ("elements", &[FidelityMode::Agree, FidelityMode::Score]),
    ("scale", &[FidelityMode::Agree, FidelityMode::Score]),
    ("agree", &[FidelityMode::Agree]),
    ("by", &[FidelityMode::Agree]),
    ("pooling", &[FidelityMode::Agree]),
    ("do_not_know", &[FidelityMode::Agree]),
    (
        "lights_on",
        &[FidelityMode::Agree, FidelityMode::Indicators],
    ),
    ("weights", &[FidelityMode::Score]),
    ("classes", &[FidelityMode::Score]),
    ("crossed_with", &[FidelityMode::Score]),
    ("by_site", &[FidelityMode::Score]),
    ("chart", &[FidelityMode::Score]),
    ("indicators", &[FidelityMode::Indicators]),
    ("of", &[FidelityMode::Indicators]),
    ("only", &[FidelityMode::Indicators]),
    ("rows", &[FidelityMode::Indicators]),
    ("order", &[FidelityMode::Indicators]),
    ("pending", &[FidelityMode::Indicators]),
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
        if mode == FidelityMode::Indicators {
            return self.indicators(path, written, facts);
        }
        let only = self.only(
            path,
            written.waves.as_deref(),
            written.roles.as_deref(),
            facts,
        );
        let measure = match mode {
            FidelityMode::Score => self.score(path, written, facts).map(FidelityMeasure::Score),
            _ => self
                .agreeing(path, written, facts)
                .map(FidelityMeasure::Agree),
        };
        Some(FidelityPlan {
            only: only?,
            lights_on: written.lights_on.unwrap_or(LightsOn::Whole),
            measure: measure?,
        })
    }

    /// A key of another mode would have no effect.
    fn keys_of_mode(&mut self, path: &str, mode: FidelityMode) {
        for (key, _) in KEYS.iter().filter(|(_, modes)| !modes.contains(&mode)) {
            let at = child(path, key);
            if self.places.is_given(&at) {
                let message = format!("`{key}` does nothing in this mode");
                self.key(&at, message, None);
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
        let crossed_with = match &written.crossed_with {
            Some(crossed) => Some(self.crossed(&child(path, "crossed_with"), crossed, facts)?),
            None => None,
        };
        Some(ScorePlan {
            elements: elements?,
            scale: scale?,
            weights: written.weights.unwrap_or(ScoreWeights::Equal),
            classes: classes?,
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
}
