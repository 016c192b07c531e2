//! `fidelity`: how closely the programme was followed.

mod agree;
mod indicators;
mod score;

use super::answers::Answers;
use super::{Context, survey_shares::by_word};
use crate::findings::{AnalysisResult, Described, Note, Reason};
use crate::study::{
    AnswerPooling, AnswersBy, DoNotKnow, FidelityMeasure, FidelityPlan, IndicatorRows, LightsOn,
    ScoreWeights, SiteOrder,
};

/// Runs the analysis.
pub fn run(context: &Context, plan: &FidelityPlan) -> (AnalysisResult, Vec<Note>) {
    let described: Result<(Described, Vec<Note>), _> = match &plan.measure {
        FidelityMeasure::Agree(measure) => {
            answered(context, plan, measure.by).map(|a| agree::describe(&a, plan, measure))
        }
        FidelityMeasure::Score(measure) => {
            answered(context, plan, AnswersBy::Site).map(|a| score::describe(&a, plan, measure))
        }
        FidelityMeasure::Indicators(measure) => indicators::describe(context, plan, measure),
    };
    match described {
        Ok((described, notes)) => (AnalysisResult::Described(Box::new(described)), notes),
        Err(reason) => (AnalysisResult::NotEstimated(reason), Vec::new()),
    }
}

/// The answers told apart by a column, when there is something to tell of them.
fn answered<'a>(
    context: &Context<'a>,
    plan: &FidelityPlan,
    by: AnswersBy,
) -> Result<Answers<'a>, Reason> {
    let answers = Answers::of(context)?;
    answers.need(&[by])?;
    match answers.any(&plan.items(), &plan.only) {
        true => Ok(answers),
        false => Err(Reason::new("no-answers", &[])),
    }
}

/// The settings in force.
pub fn settings(plan: &FidelityPlan) -> Vec<(&'static str, String)> {
    let counted = |rule| match rule {
        DoNotKnow::In => "in",
        DoNotKnow::Out => "out",
    };
    let lights = match plan.lights_on {
        LightsOn::Whole => "whole",
        LightsOn::Exact => "exact",
    };
    let mut settings: Vec<(&'static str, &str)> = match &plan.measure {
        FidelityMeasure::Agree(agree) => vec![
            ("mode", "agree"),
            ("by", by_word(agree.by)),
            (
                "pooling",
                match agree.pooling {
                    AnswerPooling::Answers => "answers",
                    AnswerPooling::Items => "items",
                },
            ),
            ("do_not_know", counted(agree.do_not_know)),
        ],
        FidelityMeasure::Score(score) => vec![
            ("mode", "score"),
            (
                "weights",
                match score.weights {
                    ScoreWeights::Equal => "equal",
                    ScoreWeights::Answers => "answers",
                },
            ),
        ],
        FidelityMeasure::Indicators(indicators) => {
            let mut settings = vec![
                ("mode", "indicators"),
                ("pending", counted(indicators.pending)),
            ];
            if indicators.rows == IndicatorRows::Sites {
                settings.push(("order", order_word(indicators.order)));
            }
            settings
        }
    };
    if !matches!(plan.measure, FidelityMeasure::Score(_)) {
        settings.push(("lights_on", lights));
    }
    let owned = settings
        .into_iter()
        .map(|(key, word)| (key, word.to_string()));
    owned.collect()
}

fn order_word(order: SiteOrder) -> &'static str {
    match order {
        SiteOrder::Ascending => "ascending",
        SiteOrder::Descending => "descending",
    }
}
