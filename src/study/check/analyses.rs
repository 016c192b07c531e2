//! The analyses: what they share, and the small kinds. The large kinds have their own files.

use super::head::local;
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    Among, AnalysisKind, AnalysisPlan, AttritionPlan, Axis, Contrast, Headline, LocalText,
    OutcomeRule, Week53,
};
use crate::study::words;
use crate::study::written::{Analysis, Attrition, HeadlineRule, HeadlineWord, Text};

///
const HEADLINE_WEEK: i32 = 95;
const LAST_WEEKS: i32 = 13;

impl Analysis {
    /// The id, if it is given.
    pub(super) fn id(&self) -> Option<&str> {
        self.shared().0.map(String::as_str)
    }

    /// Id, title, and whether it is required.
    fn shared(&self) -> (Option<&String>, Option<&Text>, bool) {
        let (id, title, required) = match self {
            Analysis::WeeklyShare(a) => (&a.id, &a.title, a.required),
            Analysis::TimeToEvent(a) => (&a.id, &a.title, a.required),
            Analysis::BySite(a) => (&a.id, &a.title, a.required),
            Analysis::Balance(a) => (&a.id, &a.title, a.required),
            Analysis::Attrition(a) => (&a.id, &a.title, a.required),
            Analysis::FollowUp(a) => (&a.id, &a.title, a.required),
            Analysis::Intensity(a) => (&a.id, &a.title, a.required),
            Analysis::SpellCriterion(a) => (&a.id, &a.title, a.required),
            Analysis::SuccessCriterion(a) => (&a.id, &a.title, a.required),
            Analysis::Destinations(a) => (&a.id, &a.title, a.required),
            Analysis::StatusAt(a) => (&a.id, &a.title, a.required),
            Analysis::Stock(a) => (&a.id, &a.title, a.required),
            Analysis::Allocation(a) => (&a.id, &a.title, a.required),
            Analysis::OutcomeTable(a) => (&a.id, &a.title, a.required),
            Analysis::Fidelity(a) => (&a.id, &a.title, a.required),
            Analysis::Progression(a) => (&a.id, &a.title, a.required),
            Analysis::SurveyShares(a) => (&a.id, &a.title, a.required),
            Analysis::Association(a) => (&a.id, &a.title, a.required),
            Analysis::Power(a) => (&a.id, &a.title, a.required),
        };
        (id.as_ref(), title.as_ref(), required.unwrap_or(false))
    }
}

impl Checker<'_> {
    pub(super) fn analyses(
        &mut self,
        analyses: Option<&[Analysis]>,
        facts: &Facts,
    ) -> Option<Vec<AnalysisPlan>> {
        let analyses = analyses?;
        self.filled("analysis", analyses, "the study has no analysis", None);
        let mut ids: Vec<String> = Vec::new();
        let mut plans = Some(Vec::new());
        for (i, analysis) in analyses.iter().enumerate() {
            let path = item("analysis", i);
            let plan = self.analysis(&path, analysis, &mut ids, facts);
            plans = plans.zip(plan).map(|(mut plans, plan)| {
                plans.push(plan);
                plans
            });
        }
        self.associations(plans.as_deref().unwrap_or_default());
        plans
    }

    fn analysis(
        &mut self,
        path: &str,
        analysis: &Analysis,
        ids: &mut Vec<String>,
        facts: &Facts,
    ) -> Option<AnalysisPlan> {
        let (id, title, required) = analysis.shared();
        let id = id.and_then(|id| self.own_id(&child(path, "id"), id, ids));
        // A study whose tables are at fault has been told so.
        if facts.has_weekly || !facts.records.is_empty() {
            self.has_weeks_for(path, analysis, facts)?;
        }
        let kind = match analysis {
            Analysis::WeeklyShare(a) => self
                .weekly_share(path, a, facts)
                .map(AnalysisKind::WeeklyShare),
            Analysis::TimeToEvent(a) => self
                .time_to_event(path, a, facts)
                .map(AnalysisKind::TimeToEvent),
            Analysis::BySite(a) => self.by_site(path, a, facts).map(AnalysisKind::BySite),
            Analysis::Balance(a) => self.balance(path, a, facts).map(AnalysisKind::Balance),
            Analysis::Attrition(a) => self.attrition(path, a, facts).map(AnalysisKind::Attrition),
            Analysis::FollowUp(a) => self.follow_up(path, a, facts).map(AnalysisKind::FollowUp),
            Analysis::Intensity(a) => self.intensity(path, a, facts).map(AnalysisKind::Intensity),
            Analysis::SpellCriterion(a) => self
                .spell_criterion(path, a, facts)
                .map(AnalysisKind::SpellCriterion),
            Analysis::SuccessCriterion(a) => self
                .success_criterion(path, a, facts)
                .map(AnalysisKind::SuccessCriterion),
            Analysis::Destinations(a) => self
                .destinations(path, a, facts)
                .map(AnalysisKind::Destinations),
            Analysis::StatusAt(a) => self.status_at(path, a, facts).map(AnalysisKind::StatusAt),
            Analysis::Stock(a) => self.stock(path, a, facts).map(AnalysisKind::Stock),
            Analysis::Allocation(a) => self
                .allocation(path, a, facts)
                .map(AnalysisKind::Allocation),
            Analysis::OutcomeTable(a) => self
                .outcome_table(path, a, facts)
                .map(AnalysisKind::OutcomeTable),
            Analysis::Fidelity(a) => self.fidelity(path, a, facts).map(AnalysisKind::Fidelity),
            Analysis::Progression(a) => self
                .progression(path, a, facts)
                .map(AnalysisKind::Progression),
            Analysis::SurveyShares(a) => self
                .survey_shares(path, a, facts)
                .map(AnalysisKind::SurveyShares),
            Analysis::Association(a) => self
                .association(path, a, facts)
                .map(AnalysisKind::Association),
            Analysis::Power(a) => self.power(path, a, facts).map(AnalysisKind::Power),
        };
        let title: Option<Option<LocalText>> = match title {
            None => Some(None),
            Some(title) => local(title).map(Some),
        };
        Some(AnalysisPlan {
            id: id?,
            title: title?,
            required,
            kind: kind?,
        })
    }

    /// An id that no analysis before it has; upper and lower case are the same file on some systems.
    fn own_id(&mut self, path: &str, id: &str, ids: &mut Vec<String>) -> Option<String> {
        let id = self.id(path, id)?;
        if ids.contains(&id.to_lowercase()) {
            self.value(path, format!("two analyses have the id `{id}`"), None);
            return None;
        }
        ids.push(id.to_lowercase());
        Some(id)
    }

    /// The number of an outcome in the study.
    pub(super) fn outcome_named(
        &mut self,
        path: &str,
        name: Option<&String>,
        facts: &Facts,
    ) -> Option<usize> {
        let name = name?;
        let found = facts.outcomes.iter().position(|(id, _)| id == name);
        if found.is_none() {
            let names = facts.outcomes.iter().map(|(id, _)| id.as_str());
            let help =
                words::help(name, names).or(Some("the study has no `[outcomes]`".to_string()));
            self.value(path, format!("unknown outcome `{name}`"), help);
        }
        found
    }

    /// An outcome that is measured week by week.
    pub(super) fn weekly_outcome(
        &mut self,
        path: &str,
        name: Option<&String>,
        facts: &Facts,
    ) -> Option<usize> {
        let outcome = self.outcome_named(path, name, facts)?;
        let (id, rule) = &facts.outcomes[outcome];
        let what = match rule {
            Some(OutcomeRule::Columns { .. }) => "a time and a status",
            Some(OutcomeRule::Events(_)) => "dated events",
            _ => return Some(outcome),
        };
        let message = format!("outcome `{id}` is {what}, and has no weeks");
        let help = "allowed: an outcome of codes, hours or activities".to_string();
        self.value(path, message, Some(help));
        None
    }

    pub(super) fn among(
        &mut self,
        path: &str,
        among: Option<Among>,
        facts: &Facts,
    ) -> Option<Among> {
        let takes_all = facts.takes_all?;
        let path = child(path, "among");
        match (among, takes_all) {
            (None, true) => Some(Among::Observed).filter(|_| !self.places.is_given(&path)),
            (None, false) => Some(Among::InCourse).filter(|_| !self.places.is_given(&path)),
            (Some(Among::Observed), true) | (Some(Among::InCourse | Among::Started), false) => {
                among
            }
            (Some(_), true) => {
                let message = "nobody starts a course in a study that takes everyone".to_string();
                self.value(&path, message, Some("allowed: `observed`".to_string()));
                None
            }
            (Some(Among::Observed), false) => {
                let message = "`observed` is for studies that take everyone".to_string();
                self.value(
                    &path,
                    message,
                    Some("allowed: `in-course`, `started`".to_string()),
                );
                None
            }
        }
    }

    pub(super) fn contrast(
        &mut self,
        path: &str,
        contrast: Option<Contrast>,
        facts: &Facts,
    ) -> Option<Contrast> {
        let path = child(path, "contrast");
        match contrast {
            Some(Contrast::Did) if !facts.has_periods => {
                let message = "`did` compares before with after, and the study has no `[periods]`"
                    .to_string();
                self.value(
                    &path,
                    message,
                    Some("allowed: `difference`, `none`".to_string()),
                );
                None
            }
            Some(contrast) => Some(contrast),
            None if self.places.is_given(&path) => None,
            None if facts.has_periods => Some(Contrast::Did),
            None => Some(Contrast::Difference),
        }
    }

    /// The week of the headline, on the axis.
    pub(super) fn headline(
        &mut self,
        path: &str,
        headline: Option<HeadlineWord>,
        axis: Option<(i32, i32)>,
    ) -> Option<Headline> {
        let path = child(path, "headline");
        match headline {
            None if self.places.is_given(&path) => None,
            None => match axis {
                Some((first, last)) if first <= HEADLINE_WEEK && HEADLINE_WEEK <= last => {
                    Some(Headline::Week(HEADLINE_WEEK))
                }
                _ => Some(Headline::Last),
            },
            Some(HeadlineWord::Week(week)) => {
                let (first, last) = axis.unwrap_or((0, i32::MAX));
                if week < first || week > last {
                    let allowed = match axis {
                        Some(_) => {
                            format!("allowed: {first} to {last}, `last` or `mean-of-last-13`")
                        }
                        None => format!("allowed: {first} or more, `last` or `mean-of-last-13`"),
                    };
                    self.value(
                        &path,
                        format!("week {week} is outside the axis"),
                        Some(allowed),
                    );
                    return None;
                }
                Some(Headline::Week(week))
            }
            Some(HeadlineWord::Word(HeadlineRule::Last)) => Some(Headline::Last),
            Some(HeadlineWord::Word(HeadlineRule::MeanOfLast13)) => match axis {
                Some((first, last)) if last - first + 1 < LAST_WEEKS => {
                    let message = format!("the axis has fewer than {LAST_WEEKS} weeks");
                    self.value(
                        &path,
                        message,
                        Some(format!("allowed: {first} to {last}, `last`")),
                    );
                    None
                }
                _ => Some(Headline::MeanOfLast13),
            },
        }
    }

    fn attrition(
        &mut self,
        path: &str,
        written: &Attrition,
        facts: &Facts,
    ) -> Option<AttritionPlan> {
        let path = child(path, "outcome");
        let outcome = match &written.outcome {
            Some(_) => Some(self.outcome_named(&path, written.outcome.as_ref(), facts)?),
            None if self.places.is_given(&path) => return None,
            None => None,
        };
        Some(AttritionPlan { outcome })
    }
}
/// First and last index of an axis; `None` when only the data can tell.
pub(super) fn axis(facts: &Facts, axis: Axis, week_53: Week53) -> Option<(i32, i32)> {
    let periods = facts.periods.as_ref()?;
    let counted = |window: crate::calendar::Window| {
        let weeks = window
            .weeks()
            .filter(|w| week_53 == Week53::RunOn || w.iso().1 != 53);
        i32::try_from(weeks.count()).unwrap_or(i32::MAX)
    };
    let weeks = counted(periods.before.weeks).min(counted(periods.after.weeks));
    match axis {
        Axis::Calendar => Some((1, weeks)),
        Axis::SinceEntry => Some((0, weeks - 1)),
    }
}
