//! The variants of an effect: the words of `adjust` and `beside`.

use super::covariates::background;
use super::{Checker, Facts};
use crate::codes::nearest;
use crate::study::places::{child, item};
use crate::study::plan::{Adjustment, Contrast, Covariate, VariantPlan};
use crate::study::written::Adjust;

const WORDS: [&str; 3] = ["none", "background", "symmetric"];

impl Checker<'_> {
    /// The main variant first, then those beside it.
    pub(super) fn variants(
        &mut self,
        path: &str,
        adjust: Option<&Adjust>,
        beside: Option<&[Adjust]>,
        contrast: Option<Contrast>,
        facts: &Facts,
    ) -> Option<Vec<VariantPlan>> {
        if contrast == Some(Contrast::None) {
            self.no_effect(path);
        }
        let mut sound = true;
        let mut variants = Vec::new();
        let main = match adjust {
            Some(adjust) => self.variant(&child(path, "adjust"), adjust, contrast, facts),
            // What was at fault has been left out already.
            None => Some(VariantPlan::Unadjusted)
                .filter(|_| !self.places.is_given(&child(path, "adjust"))),
        };
        match main {
            Some(main) => variants.push(main),
            None => sound = false,
        }
        let beside_path = child(path, "beside");
        for (i, adjust) in beside.into_iter().flatten().enumerate() {
            let path = item(&beside_path, i);
            match self.variant(&path, adjust, contrast, facts) {
                Some(variant) if variants.contains(&variant) => {
                    let help = "allowed: each variant once, in `adjust` or in `beside`".to_string();
                    self.value(
                        &path,
                        "this variant is asked for twice".to_string(),
                        Some(help),
                    );
                    sound = false;
                }
                Some(variant) => variants.push(variant),
                None => sound = false,
            }
        }
        sound.then_some(variants)
    }

    fn no_effect(&mut self, path: &str) {
        for key in ["adjust", "beside"] {
            let path = child(path, key);
            if self.places.is_given(&path) {
                let message =
                    format!("`{key}` is about an effect, and `contrast = \"none\"` asks for none");
                self.key(&path, message, None);
            }
        }
    }

    fn variant(
        &mut self,
        path: &str,
        adjust: &Adjust,
        contrast: Option<Contrast>,
        facts: &Facts,
    ) -> Option<VariantPlan> {
        match adjust {
            Adjust::Word(word) => match word.as_str() {
                "none" => Some(VariantPlan::Unadjusted),
                "background" => self.background(path, facts),
                "symmetric" => self.symmetric(path, contrast, facts),
                _ => self.sites_word(path, word, facts),
            },
            Adjust::Terms(words) => {
                let help = Some("write `\"none\"` for no adjustment");
                self.filled(path, words, "the list has no covariate", help)?;
                let terms = self.covariates(path, words, facts)?;
                Some(VariantPlan::Adjusted(Adjustment::Terms(terms)))
            }
        }
    }

    /// The background characteristics, when the study has all they are made from.
    fn background(&mut self, path: &str, facts: &Facts) -> Option<VariantPlan> {
        self.background_terms(path, facts)?;
        Some(VariantPlan::Adjusted(Adjustment::Background))
    }

    /// The covariates of `background`, each with its tables and classes there.
    pub(super) fn background_terms(&mut self, path: &str, facts: &Facts) -> Option<Vec<Covariate>> {
        if facts.relative_weeks {
            let message = "background characteristics need calendar weeks, and the weeks are counted from entry".to_string();
            self.value(path, message, Some("give a list of columns".to_string()));
            return None;
        }
        let terms = background();
        for term in &terms {
            self.sources(path, term, facts)?;
            self.class_of(path, term, facts)?;
        }
        Some(terms)
    }

    fn class_of(&mut self, path: &str, term: &Covariate, facts: &Facts) -> Option<()> {
        let (Covariate::History { state, .. } | Covariate::SupportBefore { state }) = term else {
            return Some(());
        };
        let beside = ["employment", "self-support", "other"];
        let known = facts
            .codes
            .as_ref()
            .is_none_or(|list| list.classes().contains(state));
        if known || beside.contains(&state.as_str()) {
            return Some(());
        }
        let message = format!(
            "background characteristics count weeks in class `{state}`, which the code list has not"
        );
        self.value(path, message, Some("give a list of covariates".to_string()));
        None
    }

    fn symmetric(
        &mut self,
        path: &str,
        contrast: Option<Contrast>,
        facts: &Facts,
    ) -> Option<VariantPlan> {
        if contrast.is_some_and(|c| c != Contrast::Did) || !facts.has_periods {
            let message =
                "the symmetric version needs `contrast = \"did\"` and `[periods]`".to_string();
            self.value(path, message, None);
            return None;
        }
        if let Some(periods) = &facts.periods {
            let entry = periods.after.entry;
            if entry.first.iso().0 == entry.last.iso().0 {
                let message = format!(
                    "the symmetric version keeps the first year of the later entry window, and {entry} has only one"
                );
                self.value(path, message, None);
                return None;
            }
        }
        Some(VariantPlan::Symmetric)
    }

    /// `sites.NAME`.
    fn sites_word(&mut self, path: &str, word: &str, facts: &Facts) -> Option<VariantPlan> {
        let lists = facts.lists.iter().map(|name| format!("sites.{name}"));
        let lists: Vec<String> = lists.collect();
        if lists.iter().any(|list| list == word) {
            let name = word.trim_start_matches("sites.").to_string();
            return Some(VariantPlan::Adjusted(Adjustment::Sites(name)));
        }
        let allowed: Vec<&str> = WORDS
            .into_iter()
            .chain(lists.iter().map(String::as_str))
            .collect();
        let help = match (
            word.strip_prefix("sites."),
            nearest(word, allowed.iter().copied()),
        ) {
            (_, Some(near)) => format!("nearest: `{near}`"),
            (Some(_), None) if lists.is_empty() => "the study has no `[sites]`".to_string(),
            _ => {
                let quoted: Vec<String> = allowed.iter().map(|w| format!("`{w}`")).collect();
                format!("allowed: {}, or a list of covariates", quoted.join(", "))
            }
        };
        let key = if path.contains("beside") {
            "beside"
        } else {
            "adjust"
        };
        self.value(
            path,
            format!("unknown word `{word}` for `{key}`"),
            Some(help),
        );
        None
    }
}
