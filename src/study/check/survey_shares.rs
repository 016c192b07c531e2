//! Does a `survey-shares` make sense?

use super::survey::{among, cells, label};
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    AnswerCategory, AnswerUnit, AnswersBy, DoNotKnow, PartLabels, QuestionPlan, RecordKind,
    SurveySharesPlan,
};
use crate::study::words;
use crate::study::written::{SurveyQuestion, SurveyShares};
use std::collections::BTreeMap;

impl Checker<'_> {
    pub(super) fn survey_shares(
        &mut self,
        path: &str,
        written: &SurveyShares,
        facts: &Facts,
    ) -> Option<SurveySharesPlan> {
        self.needs(path, RecordKind::Survey, facts)?;
        let shared = match &written.categories {
            Some(list) => Some(self.categories(&child(path, "categories"), list)?),
            None => None,
        };
        let list = written.questions.as_deref()?;
        let at = child(path, "questions");
        self.filled(&at, list, "`questions` names no question", None)?;
        let mut questions: Vec<QuestionPlan> = Vec::new();
        let mut sound = true;
        for (i, question) in list.iter().enumerate() {
            let at = item(&at, i);
            match self.question(&at, question, written, shared.as_deref()) {
                // The item names the rows of its table.
                Some(plan) if questions.iter().any(|q| q.item == plan.item) => {
                    let message = format!("the item `{}` is asked twice", plan.item);
                    self.value(&child(&at, "item"), message, None);
                    sound = false;
                }
                Some(plan) => questions.push(plan),
                None => sound = false,
            }
        }
        let only = self.only(
            path,
            written.waves.as_deref(),
            written.roles.as_deref(),
            facts,
        );
        let invited_by = written.invited_by.unwrap_or(AnswersBy::Wave);
        let invited = written.invited.clone().unwrap_or_default();
        sound &= self.invited(path, &invited, invited_by, facts);
        let completed = among(written.completed.as_ref())?;
        if completed.is_some() && written.invited.is_none() {
            let message = "`completed` is about response rates, and `invited` is not given";
            self.key(&child(path, "completed"), message.to_string(), None);
        }
        let by = written.by.unwrap_or(AnswersBy::None);
        let total = written.total.unwrap_or(false);
        if total && by == AnswersBy::None && !self.places.is_given(&child(path, "by")) {
            let message = "`total` is about groups, and all stand together".to_string();
            let help = "give `by`".to_string();
            self.key(&child(path, "total"), message, Some(help));
        }
        let only = only?;
        sound.then(|| SurveySharesPlan {
            questions,
            by,
            total,
            only,
            unit: written.unit.unwrap_or(AnswerUnit::Respondent),
            labels: written.labels.unwrap_or(PartLabels::Percent),
            invited,
            invited_by,
            completed,
        })
    }

    /// The groups invited are among those declared, if any are.
    fn invited(
        &mut self,
        path: &str,
        invited: &BTreeMap<String, u64>,
        by: AnswersBy,
        facts: &Facts,
    ) -> bool {
        let survey = facts.survey.as_ref();
        let declared = survey.map(|survey| match by {
            AnswersBy::None => &[][..],
            AnswersBy::Wave => &survey.waves,
            AnswersBy::Role => &survey.roles,
            AnswersBy::Site => &survey.sites,
        });
        let declared = declared.unwrap_or_default();
        let mut sound = true;
        for group in invited.keys() {
            if !declared.is_empty() && declared.iter().all(|d| d.id != *group) {
                let help = words::help(group, declared.iter().map(|d| d.id.as_str()));
                let at = child(&child(path, "invited"), group);
                self.key(
                    &at,
                    format!("unknown group `{group}` of those invited"),
                    help,
                );
                sound = false;
            }
        }
        sound
    }

    fn question(
        &mut self,
        path: &str,
        question: &SurveyQuestion,
        analysis: &SurveyShares,
        shared: Option<&[AnswerCategory]>,
    ) -> Option<QuestionPlan> {
        let asked = question.item.clone()?;
        let mean = question.mean.unwrap_or(false);
        let categories = match (&question.categories, shared) {
            (Some(own), _) => self.categories(&child(path, "categories"), own)?,
            (None, Some(shared)) if !mean => shared.to_vec(),
            _ => Vec::new(),
        };
        if !mean && categories.is_empty() {
            let message = "the question has no categories".to_string();
            let help = "give `categories` to it or to the analysis, or write `mean = true`";
            self.value(path, message, Some(help.to_string()));
            return None;
        }
        let scale = cells(question.scale.as_deref());
        let told = categories.iter().flat_map(|c| &c.values);
        let word = told.clone().find(|v| v.parse::<f64>().is_err());
        if let Some(word) = word.filter(|_| mean) {
            let message = format!("the answer `{word}` is no number, and the mean needs numbers");
            self.value(&child(path, "categories"), message, None);
            return None;
        }
        let missing = told
            .clone()
            .find(|v| !scale.is_empty() && !scale.contains(v));
        if let Some(missing) = missing {
            let message = format!("the answer `{missing}` is in a category and not on the scale");
            self.value(&child(path, "scale"), message, None);
            return None;
        }
        let numbers = told.clone().all(|v| v.parse::<f64>().is_ok());
        let in_order = told.cloned().collect();
        Some(QuestionPlan {
            label: label(question.label.as_ref(), &asked)?,
            item: asked,
            scale: match (scale.is_empty(), numbers) {
                (false, _) => scale,
                (true, true) => Vec::new(),
                (true, false) => in_order,
            },
            categories,
            do_not_know: question
                .do_not_know
                .or(analysis.do_not_know)
                .unwrap_or(DoNotKnow::Out),
            mean,
            several: question.several.unwrap_or(false),
            among: among(question.among.as_ref())?,
        })
    }
}
