//! The weekly share: its axis, its effect and its standard errors.

use super::analyses::axis;
use super::{Checker, Facts};
use crate::study::places::child;
use crate::study::plan::{Among, Axis, Contrast, Errors, Started, Week53, WeeklySharePlan};
use crate::study::written::{ClusterWord, ShareErrors, WeeklyShare};

const DRAWS: u32 = 9999;

impl Checker<'_> {
    pub(super) fn weekly_share(
        &mut self,
        path: &str,
        written: &WeeklyShare,
        facts: &Facts,
    ) -> Option<WeeklySharePlan> {
        let outcome = self.weekly_outcome(&child(path, "outcome"), written.outcome.as_ref(), facts);
        let among = self.among(path, written.among, facts);
        let axis_word = self.axis(path, written.axis, facts);
        let contrast = self.contrast(path, written.contrast, facts);
        let variants = self.variants(
            path,
            written.adjust.as_ref(),
            written.beside.as_deref(),
            contrast,
            facts,
        );
        let errors = self.share_errors(path, written, facts);
        let week_53 = written.week_53.unwrap_or(Week53::LeaveOut);
        let range = axis_word.and_then(|word| axis(facts, word, week_53));
        let headline = self.headline(path, written.headline, range);
        let decompose = self.decompose(path, written, among, contrast);
        Some(WeeklySharePlan {
            outcome: outcome?,
            among: among?,
            axis: axis_word?,
            contrast: contrast?,
            variants: variants?,
            errors: errors?,
            started: written.started.unwrap_or(Started::AtOrBefore),
            week_53,
            headline: headline?,
            decompose: decompose?,
        })
    }

    fn axis(&mut self, path: &str, axis: Option<Axis>, facts: &Facts) -> Option<Axis> {
        let path = child(path, "axis");
        match axis {
            Some(Axis::Calendar) if !facts.has_periods => {
                let message = "the calendar axis is the weeks of the periods, and the study has no `[periods]`".to_string();
                self.value(&path, message, Some("allowed: `since-entry`".to_string()));
                None
            }
            Some(axis) => Some(axis),
            None if self.places.is_given(&path) => None,
            None if facts.has_periods => Some(Axis::Calendar),
            None => Some(Axis::SinceEntry),
        }
    }

    fn share_errors(&mut self, path: &str, written: &WeeklyShare, facts: &Facts) -> Option<Errors> {
        let clustered = self.clustered(path, written.cluster, facts);
        let errors_path = child(path, "errors");
        if self.places.is_given(&errors_path) && written.errors.is_none() {
            return None;
        }
        if written.errors != Some(ShareErrors::Wild) {
            self.only_for_wild(path);
        }
        let errors = written.errors.unwrap_or(match clustered? {
            true => ShareErrors::Cluster,
            false => ShareErrors::Hc1,
        });
        let wants_clusters = errors != ShareErrors::Hc1;
        self.agree(
            path,
            wants_clusters,
            written.errors.is_some(),
            written.cluster,
            facts,
        )?;
        match errors {
            ShareErrors::Cluster => Some(Errors::Cluster),
            ShareErrors::Hc1 => Some(Errors::Hc1),
            ShareErrors::Wild => self.wild(path, written),
        }
    }

    fn wild(&mut self, path: &str, written: &WeeklyShare) -> Option<Errors> {
        if written.seed.is_none() && !self.places.is_given(&child(path, "seed")) {
            let message = "the wild bootstrap draws at random and needs a `seed`".to_string();
            self.value(
                &child(path, "errors"),
                message,
                Some("write `seed = 1`".to_string()),
            );
        }
        Some(Errors::Wild {
            draws: written.draws.unwrap_or(DRAWS),
            seed: written.seed?,
        })
    }

    fn only_for_wild(&mut self, path: &str) {
        for key in ["draws", "seed"] {
            let path = child(path, key);
            if self.places.is_given(&path) {
                self.key(
                    &path,
                    format!("`{key}` is for `errors = \"wild\"` only"),
                    None,
                );
            }
        }
    }

    /// Whether the errors are clustered when `errors` does not say; `None` when the word is at fault or the arms are.
    pub(super) fn clustered(
        &mut self,
        path: &str,
        cluster: Option<ClusterWord>,
        facts: &Facts,
    ) -> Option<bool> {
        let path = child(path, "cluster");
        match cluster {
            Some(ClusterWord::Municipality) if facts.by_municipality == Some(false) => {
                let message = "the arms are not municipalities, so there is nothing to cluster by"
                    .to_string();
                self.value(&path, message, Some("allowed: `none`".to_string()));
                None
            }
            Some(ClusterWord::Municipality) => Some(true),
            Some(ClusterWord::None) => Some(false),
            None if self.places.is_given(&path) => None,
            None => facts.by_municipality,
        }
    }

    /// `errors` and `cluster` may not contradict each other or the arms.
    pub(super) fn agree(
        &mut self,
        path: &str,
        wants_clusters: bool,
        said: bool,
        cluster: Option<ClusterWord>,
        facts: &Facts,
    ) -> Option<()> {
        let errors = child(path, "errors");
        let trouble = match (wants_clusters, cluster) {
            _ if !said => return Some(()),
            (true, _) if facts.by_municipality == Some(false) => {
                "these errors are clustered by municipality, and the arms are not municipalities"
            }
            (true, Some(ClusterWord::None)) => {
                "these errors are clustered, and `cluster = \"none\"` asks for none"
            }
            (false, Some(ClusterWord::Municipality)) => {
                "these errors are not clustered, and `cluster = \"municipality\"` asks for it"
            }
            _ => return Some(()),
        };
        self.value(&errors, trouble.to_string(), None);
        None
    }

    fn decompose(
        &mut self,
        path: &str,
        written: &WeeklyShare,
        among: Option<Among>,
        contrast: Option<Contrast>,
    ) -> Option<bool> {
        let path = child(path, "decompose");
        if written.decompose != Some(true) {
            return Some(false);
        }
        let trouble = match (among, contrast) {
            (_, Some(Contrast::Difference | Contrast::None)) => {
                "only an effect with `contrast = \"did\"` can be parted"
            }
            (Some(Among::InCourse | Among::Observed), _) => {
                "only the effect among all who started can be parted: `among = \"started\"`"
            }
            _ => return Some(true),
        };
        self.key(&path, trouble.to_string(), None);
        None
    }
}
