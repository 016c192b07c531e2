//! Facts of the plan and of the estimators as the values that findings hold.

use super::Context;
use crate::cohort::CovariateColumn;
use crate::findings::{
    ArmFacts, CoxModel, DataKind, EffectSeries, Estimated, Note, OutcomeFacts, PeriodFacts, Reason,
    StudyFacts, Text, TimeAxis, Variable, Variant,
};
use crate::register::source;
use crate::stats::Error;
use crate::study::{
    self, Adjustment, Among, ArmPlan, Axis, CensorAt, Contrast, Covariate, HazardModel, Language,
    Limits, LocalText, Members, OutcomeRule, Plan, Ties, TimeToEventPlan,
};

/// A text of the plan.
pub fn text(local: &LocalText) -> Text {
    Text {
        da: local.da.clone(),
        en: local.en.clone(),
    }
}

/// What the study is.
pub fn study_facts(context: &Context) -> StudyFacts {
    let plan = context.plan;
    let axis = context.register.spells.axis;
    let weeks = context.register.weeks();
    let has_weeks = plan.register.weekly.is_some();
    let sites = |participant: bool| {
        let of_arm = context
            .cohort
            .members
            .iter()
            .filter(|m| (m.arm == crate::cohort::Arm::Participant) == participant);
        let distinct: std::collections::BTreeSet<u32> = of_arm.map(|m| m.site).collect();
        (!context.cohort.sites.is_empty()).then_some(distinct.len() as u64)
    };
    let arm = |arm, plan: &ArmPlan, participant| ArmFacts {
        arm,
        label: text(&plan.label),
        sites: sites(participant),
    };
    StudyFacts {
        id: plan.id.clone(),
        title: text(&plan.title),
        languages: plan
            .languages
            .iter()
            .map(|l| language(*l).to_string())
            .collect(),
        data: match plan.data {
            study::DataKind::Register => DataKind::Register,
            study::DataKind::Public => DataKind::Public,
            study::DataKind::Synthetic => DataKind::Synthetic,
        },
        source: text(&plan.source),
        time_axis: match axis {
            source::Axis::Calendar => TimeAxis::IsoWeeks,
            source::Axis::Relative => TimeAxis::Relative,
        },
        register_weeks: has_weeks.then(|| [axis.label(weeks.first), axis.label(weeks.last)]),
        last_trusted_week: plan.register.last_trusted_week.map(|w| w.to_string()),
        persons: (context.register.persons() > 0 || has_weeks)
            .then(|| context.register.persons() as u64),
        arms: match context.cohort.members.is_empty() && !has_weeks
            || plan.participant.members == Members::Everyone
        {
            true => Vec::new(),
            false => vec![
                arm(crate::findings::Arm::Participant, &plan.participant, true),
                arm(crate::findings::Arm::Comparison, &plan.comparison, false),
            ],
        },
        periods: periods(plan),
    }
}

fn periods(plan: &Plan) -> Vec<PeriodFacts> {
    let Some(periods) = &plan.periods else {
        return Vec::new();
    };
    let facts = |period, plan: &study::PeriodPlan| PeriodFacts {
        period,
        entry: [plan.entry.first.to_string(), plan.entry.last.to_string()],
        weeks: [plan.weeks.first.to_string(), plan.weeks.last.to_string()],
        label: text(&plan.label),
    };
    vec![
        facts(crate::findings::Period::Before, &periods.before),
        facts(crate::findings::Period::After, &periods.after),
    ]
}

fn language(language: Language) -> &'static str {
    match language {
        Language::Da => "da",
        Language::En => "en",
    }
}

/// An arm's label, with the period's when there is one.
pub fn group_label(arm: &ArmPlan, period: Option<&LocalText>) -> Text {
    match period {
        None => text(&arm.label),
        Some(period) => Text {
            da: format!("{}, {}", arm.label.da, period.da),
            en: format!("{}, {}", arm.label.en, period.en),
        },
    }
}

/// An outcome's name.
pub fn outcome(context: &Context, index: usize) -> OutcomeFacts {
    let outcome = &context.plan.outcomes[index];
    OutcomeFacts {
        id: outcome.id.clone(),
        label: text(&outcome.label),
    }
}

/// A municipality's name, or its code where the list has none.
pub fn municipality(context: &Context, code: u16) -> String {
    let found = context.municipalities.get(code);
    found.map_or_else(|| code.to_string(), |m| m.name.clone())
}

pub fn among(among: Among) -> &'static str {
    match among {
        Among::InCourse => "in-course",
        Among::Started => "started",
        Among::Observed => "observed",
    }
}

pub fn axis(axis: Axis) -> &'static str {
    match axis {
        Axis::Calendar => "calendar",
        Axis::SinceEntry => "since-entry",
    }
}

pub fn contrast(contrast: Contrast) -> &'static str {
    match contrast {
        Contrast::Did => "did",
        Contrast::Difference => "difference",
        Contrast::None => "none",
    }
}

pub fn hazard_model(model: HazardModel) -> &'static str {
    match model {
        HazardModel::Cox => "cox",
        HazardModel::PiecewiseConstant => "piecewise-constant",
        HazardModel::Weibull => "weibull",
    }
}

pub fn ties(ties: Ties) -> &'static str {
    match ties {
        Ties::Efron => "efron",
        Ties::Breslow => "breslow",
    }
}

pub fn limits(limits: Limits) -> &'static str {
    match limits {
        Limits::LogLog => "log-log",
        Limits::Log => "log",
        Limits::Plain => "plain",
    }
}

pub fn censor_at_word(censor_at: CensorAt) -> &'static str {
    match censor_at {
        CensorAt::Exit => "exit",
        CensorAt::Window => "window",
        CensorAt::Competing => "competing",
    }
}

/// What censors: a status column tells it by itself.
pub fn censor_at(context: &Context, plan: &TimeToEventPlan) -> &'static str {
    match context.plan.outcomes[plan.outcome].rule {
        OutcomeRule::Columns { .. } => "observed",
        OutcomeRule::Events(_) if plan.censor_at != CensorAt::Competing => "observed",
        _ => censor_at_word(plan.censor_at),
    }
}

/// The variant that an adjustment is.
pub fn variant(adjustment: &Adjustment) -> Variant {
    match adjustment {
        Adjustment::Background => Variant::Background,
        Adjustment::Sites(name) => Variant::SiteIndicator(name.clone()),
        Adjustment::Terms(terms) => Variant::Columns(terms.iter().map(covariate).collect()),
    }
}

/// A covariate's word in the study file.
fn covariate(covariate: &Covariate) -> String {
    let column = CovariateColumn {
        covariate: covariate.clone(),
        level: None,
        binary: false,
        values: Vec::new(),
        partial: 0,
    };
    column.name()
}

/// What a row of a balance table describes.
pub fn variable(column: &CovariateColumn) -> Variable {
    match &column.covariate {
        Covariate::Age => Variable::Age,
        Covariate::Male => Variable::Male,
        Covariate::Western => Variable::Western,
        Covariate::NonWestern => Variable::NonWestern,
        Covariate::Married => Variable::Married,
        Covariate::History { state, years } => Variable::HistoryWeeks {
            state: state.clone(),
            years: *years,
        },
        Covariate::SupportBefore { state } => Variable::SupportBefore {
            state: state.clone(),
        },
        Covariate::OrdinaryHours { months } => Variable::OrdinaryHours { months: *months },
        Covariate::Level { column, level } => Variable::Column {
            name: column.clone(),
            level: Some(level.clone()),
        },
        Covariate::Column(name) => Variable::Column {
            name: name.clone(),
            level: column.level.clone(),
        },
    }
}

/// An estimator's error as a reason.
pub fn reason(error: &Error) -> Reason {
    match error {
        Error::Empty => Reason::new("no-persons", &[]),
        Error::EmptyGroup { group } => Reason::new("empty-cell", &[("group", group.clone())]),
        Error::NoEvents => Reason::new("no-events", &[]),
        Error::OneCluster => Reason::new("one-cluster", &[]),
        Error::Constant { what } => Reason::new("no-variation", &[("term", what.clone())]),
        Error::NoConvergence { iterations } => {
            Reason::new("no-convergence", &[("iterations", iterations.to_string())])
        }
        Error::OneGroup => Reason::new("one-group", &[]),
        Error::Singular { .. } | Error::Aliased { .. } => Reason::new("singular", &[]),
        Error::TooFewRows { .. } => Reason::new("too-few-rows", &[]),
        Error::WorkLimit { .. } => Reason::new("work-limit", &[]),
        Error::ZeroWeights => Reason::new("zero-weights", &[]),
        other => Reason::new("estimator", &[("text", other.to_string())]),
    }
}

/// Fewer treated or untreated clusters than this are few.
const FEW_CLUSTERS: u64 = 30;

/// What must be said beside a series of effects.
pub fn series_notes(context: &Context, series: &[EffectSeries]) -> Vec<Note> {
    let mut notes = Vec::new();
    let made = series
        .iter()
        .flat_map(|s| s.estimates.iter().filter_map(Estimated::made));
    let fewest = made
        .filter_map(|e| e.clusters)
        .min_by_key(|c| c.treated.min(c.untreated));
    if let Some(clusters) = fewest.filter(|c| c.treated.min(c.untreated) < FEW_CLUSTERS) {
        let facts = [
            ("treated", clusters.treated.to_string()),
            ("untreated", clusters.untreated.to_string()),
        ];
        notes.push(Note::new("few-clusters", &facts));
    }
    for one in series {
        notes.extend(variant_notes(context, &one.variant, one.missing));
        for dropped in &one.dropped {
            let facts = [
                ("terms", dropped.terms.join(", ")),
                ("weeks", format!("{}-{}", dropped.first, dropped.last)),
            ];
            notes.push(Note::new("collinear-dropped", &facts));
        }
    }
    notes
}

/// What must be said beside hazard models.
pub fn model_notes(context: &Context, models: &[Estimated<CoxModel>]) -> Vec<Note> {
    let mut notes = Vec::new();
    for model in models.iter().filter_map(Estimated::made) {
        notes.extend(variant_notes(context, &model.variant, model.missing));
        if !model.dropped.is_empty() {
            let facts = [("terms", model.dropped.join(", "))];
            notes.push(Note::new("collinear-dropped", &facts));
        }
    }
    notes
}

fn variant_notes(context: &Context, variant: &Variant, missing: Option<u64>) -> Vec<Note> {
    let mut notes = Vec::new();
    match variant {
        Variant::SiteIndicator(name) => {
            let invented = context.plan.sites.get(name).is_some_and(|s| s.invented);
            if invented {
                notes.push(Note::new("stv-list-invented", &[("list", name.clone())]));
            }
        }
        Variant::TimeVarying { lag_weeks, .. } if *lag_weeks > 0 => {
            let facts = [("weeks", lag_weeks.to_string())];
            notes.push(Note::new("lag-drops-first-week", &facts));
        }
        _ => {}
    }
    if let Some(rows) = missing.filter(|rows| *rows > 0) {
        notes.push(Note::new("missing-dropped", &[("rows", rows.to_string())]));
    }
    notes
}
