//! The words of machine tables and of claims for groups, variants, characteristics and steps: those of the study file, in every language.

use super::{Arm, Group, Period, Step, Variable, Variant};
use std::borrow::Cow;

impl Arm {
    /// `participant`, `comparison`.
    pub fn word(self) -> &'static str {
        match self {
            Arm::Participant => "participant",
            Arm::Comparison => "comparison",
        }
    }
}

impl Group {
    /// `participant.after`; `participant` in a lottery.
    pub fn word(self) -> Cow<'static, str> {
        Cow::Borrowed(match (self.arm, self.period) {
            (Arm::Participant, Some(Period::Before)) => "participant.before",
            (Arm::Participant, Some(Period::After)) => "participant.after",
            (Arm::Comparison, Some(Period::Before)) => "comparison.before",
            (Arm::Comparison, Some(Period::After)) => "comparison.after",
            (arm, None) => arm.word(),
        })
    }
}

impl Variant {
    /// `unadjusted`, `sites.stv`, `age+sex`.
    pub fn word(&self) -> Cow<'_, str> {
        match self {
            Variant::Unadjusted => "unadjusted".into(),
            Variant::Background => "background".into(),
            Variant::SiteIndicator(list) => format!("sites.{list}").into(),
            Variant::Columns(columns) => columns.join("+").into(),
            Variant::Symmetric => "symmetric".into(),
            Variant::OtherArms { column } => format!("arms.{column}").into(),
            Variant::TimeVarying { outcome, lag_weeks } => {
                format!("{outcome}.lag{lag_weeks}").into()
            }
        }
    }
}

impl Variable {
    /// `age`, `history.kontanthjaelp.3`, `race=other`.
    pub fn word(&self) -> Cow<'_, str> {
        match self {
            Variable::Age => "age".into(),
            Variable::Male => "male".into(),
            Variable::Western => "western".into(),
            Variable::NonWestern => "non_western".into(),
            Variable::Married => "married".into(),
            Variable::HistoryWeeks { state, years } => format!("history.{state}.{years}").into(),
            Variable::SupportBefore { state } => format!("support.{state}").into(),
            Variable::OrdinaryHours { months } => format!("hours.{months}").into(),
            Variable::Column { name, level: None } => name.into(),
            Variable::Column {
                name,
                level: Some(level),
            } => format!("{name}={level}").into(),
        }
    }
}

impl Step {
    /// As it is written in `findings.json`.
    pub fn word(self) -> &'static str {
        match self {
            Step::InSites => "in-sites",
            Step::InArm => "in-arm",
            Step::EverInScheme => "ever-in-scheme",
            Step::CodeInEntryWindow => "code-in-entry-window",
            Step::StartInEntryWindow => "start-in-entry-window",
            Step::Observed => "observed",
            Step::Enrolled => "enrolled",
            Step::FurtherStarts => "further-starts",
            Step::InOtherPeriod => "in-other-period",
            Step::OutcomeAtEntry => "outcome-at-entry",
            Step::GoneBeforeEnd => "gone-before-end",
        }
    }
}
