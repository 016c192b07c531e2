//! Does a `survey-shares` make sense?

use super::survey::{among, cells, label};
use super::{Checker, Facts};
use crate::study::places::{child, item};
use crate::study::plan::{
    AnswerCategory, AnswerUnit, AnswersBy, DoNotKnow, PartLabels, QuestionPlan, RecordKind,
    SurveySharesPlan,
};
use crate::study::written::{SurveyQuestion, SurveyShares};

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
        let mut questions = Vec::new();
        for (i, question) in list.iter().enumerate() {
            let plan = self.question(&item(&at, i), question, written, shared.as_deref())?;
            questions.push(plan);
        }
        let only = self.only(
            path,
            written.waves.as_deref(),
            written.roles.as_deref(),
            facts,
        );
        let completed = among(written.completed.as_ref())?;
        if completed.is_some() && written.invited.is_none() {
            let message = "`completed` is about response rates, and `invited` is not given";
            self.key(&child(path, "completed"), message.to_string(), None);
        }
        Some(SurveySharesPlan {
            questions,
            by: written.by.unwrap_or(AnswersBy::None),
            only: only?,
            unit: written.unit.unwrap_or(AnswerUnit::Respondent),
            labels: written.labels.unwrap_or(PartLabels::Percent),
            invited: written.invited.clone().unwrap_or_default(),
            invited_by: written.invited_by.unwrap_or(AnswersBy::Wave),
            completed,
        })
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
        if mean != categories.is_empty() {
            let (message, help) = match mean {
                true => ("a question with `mean = true` has no categories", None),
                false => (
                    "the question has no categories",
                    Some("give `categories` to it or to the analysis, or write `mean = true`"),
                ),
            };
            self.value(path, message.to_string(), help.map(str::to_string));
            return None;
        }
        let scale = cells(question.scale.as_deref());
        let told = categories.iter().flat_map(|c| &c.values);
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
