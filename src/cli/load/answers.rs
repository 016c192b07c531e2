//! The answers held against what the study says of them.

use crate::register::{AnswerRules, Faults, Invited, Records, Scale};
use crate::study::{AllowedAnswers, AnalysisKind, AnswersBy, NamedWord, Plan, RecordKind};
use std::collections::BTreeMap;

/// Every fault of the tables of answers.
pub fn faults(plan: &Plan, records: &BTreeMap<RecordKind, Records>) -> Faults {
    let mut faults = Faults::default();
    if let Some(survey) = records.get(&RecordKind::Survey) {
        faults.absorb(of_surveys(plan).check(survey));
        for invited in invited(plan) {
            faults.absorb(invited.check(survey));
        }
    }
    if let Some(progression) = records.get(&RecordKind::Progression) {
        faults.absorb(of_progression(plan).check_over_time(progression));
    }
    faults
}

fn of_surveys(plan: &Plan) -> AnswerRules {
    let ids = |list: &[NamedWord]| list.iter().map(|word| word.id.clone()).collect();
    let survey = &plan.survey;
    let mut rules = AnswerRules {
        waves: ids(&survey.waves),
        roles: ids(&survey.roles),
        sites: ids(&survey.sites),
        unknown: survey.unknown.clone(),
        ..AnswerRules::default()
    };
    for analysis in &plan.analyses {
        let allowed = match &analysis.kind {
            AnalysisKind::SurveyShares(shares) => {
                let several = shares.questions.iter().filter(|q| q.several);
                rules.several.extend(several.map(|q| q.item.clone()));
                shares.allowed()
            }
            AnalysisKind::Fidelity(fidelity) => fidelity.allowed(),
            _ => Vec::new(),
        };
        for (item, allowed) in allowed {
            let scale = match allowed {
                AllowedAnswers::Words(words) => Scale::Words(words),
                AllowedAnswers::Range(low, high) => Scale::Range(low, high),
                AllowedAnswers::Any => Scale::Any,
            };
            rules.items.entry(item.to_string()).or_default().push(scale);
        }
    }
    rules
}

/// Who was invited, where an analysis tells the response.
fn invited(plan: &Plan) -> Vec<Invited> {
    let told = plan.analyses.iter().filter_map(|analysis| {
        let AnalysisKind::SurveyShares(shares) = &analysis.kind else {
            return None;
        };
        let column = match shares.invited_by {
            AnswersBy::None => return None,
            AnswersBy::Wave => "wave",
            AnswersBy::Role => "role",
            AnswersBy::Site => "site",
        };
        Some(Invited {
            analysis: analysis.id.clone(),
            column,
            numbers: shares.invited.clone(),
            waves: shares.only.waves.clone(),
            roles: shares.only.roles.clone(),
        })
    });
    told.collect()
}

fn of_progression(plan: &Plan) -> AnswerRules {
    let mut rules = AnswerRules::default();
    for analysis in &plan.analyses {
        let AnalysisKind::Progression(progression) = &analysis.kind else {
            continue;
        };
        let Some((low, high)) = progression.scale else {
            continue;
        };
        if progression.questions.is_empty() {
            rules.other_items = Some(Scale::Range(low, high));
        }
        for question in &progression.questions {
            let scales = rules.items.entry(question.id.clone()).or_default();
            scales.push(Scale::Range(low, high));
        }
    }
    rules
}
