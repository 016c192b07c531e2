//! `time-to-event`: Kaplan-Meier by group, log-rank, restricted means and hazard ratios (BRF-3 and 4).

use super::time_rows::{TimeRow, time_rows};
use super::{Context, competing, contrast, hazard, trial_notes, words};
use crate::findings::{
    AnalysisResult, AtTime, Curve, Duration, Estimated, Group, LogRank, Note, Period, Reason, Rmst,
    TimeToEvent, TimeUnit, Variant,
};
use crate::stats::event_table::{EventTable, SurvivalRows};
use crate::stats::kaplan_meier::{self, SurvivalCurve, kaplan_meier};
use crate::stats::logrank::logrank;
use crate::stats::nelson_aalen::nelson_aalen;
use crate::stats::rmst::rmst;
use crate::study::{self, CensorAt, Contrast, Limits, OutcomeRule, TimeToEventPlan};

/// Weeks between the columns of the number-at-risk table.
const RISK_TABLE_STEP: usize = 13;

/// Runs the analysis.
pub fn run(context: &Context, plan: &TimeToEventPlan) -> (AnalysisResult, Vec<Note>) {
    let Some(rows) = time_rows(context, plan) else {
        let reason = Reason::new(
            "needs-data",
            &[("needs", "the outcome's columns".to_string())],
        );
        return (AnalysisResult::NotEstimated(reason), Vec::new());
    };
    let groups = contrast::groups(context, plan.contrast);
    let tables: Vec<(Group, EventTable)> = groups
        .iter()
        .map(|(group, _)| (*group, table_of(&of_group(context, &rows, *group))))
        .collect();
    let curves: Vec<Curve> = tables
        .iter()
        .filter_map(|(group, table)| {
            let rows = of_group(context, &rows, *group);
            curve(context, plan, *group, table, &rows)
        })
        .collect();
    let models = hazard::models(context, plan, &rows);
    let result = TimeToEvent {
        outcome: words::outcome(context, plan.outcome),
        unit: unit(context, plan),
        censor_at: words::censor_at(context, plan).to_string(),
        limits: words::limits(plan.limits).to_string(),
        log_rank: log_rank(&tables),
        duration: duration(&models, plan.example_weeks),
        curves,
        models,
    };
    let notes = notes(context, plan, &rows, &result);
    (AnalysisResult::TimeToEvent(Box::new(result)), notes)
}

/// What the time of an outcome is counted in.
fn unit(context: &Context, plan: &TimeToEventPlan) -> TimeUnit {
    match &context.plan.outcomes[plan.outcome].rule {
        OutcomeRule::Events(rule) if rule.unit == study::TimeUnit::Days => TimeUnit::Days,
        _ => TimeUnit::Weeks,
    }
}

fn of_group<'a>(context: &Context, rows: &'a [TimeRow], group: Group) -> Vec<&'a TimeRow> {
    let inside = |row: &&TimeRow| contrast::group_of(&context.cohort.members[row.member]) == group;
    rows.iter().filter(inside).collect()
}

fn table_of(rows: &[&TimeRow]) -> EventTable {
    let time: Vec<f64> = rows.iter().map(|r| r.time).collect();
    let event: Vec<bool> = rows.iter().map(|r| r.event).collect();
    // Times are finite and not negative by the way the rows are made, so the table can always be counted.
    EventTable::from_rows(&SurvivalRows::new(&time, &event)).unwrap_or_default()
}

fn curve(
    context: &Context,
    plan: &TimeToEventPlan,
    group: Group,
    table: &EventTable,
    rows: &[&TimeRow],
) -> Option<Curve> {
    let limits = match plan.limits {
        Limits::LogLog => kaplan_meier::Limits::LogLog,
        Limits::Log => kaplan_meier::Limits::Log,
        Limits::Plain => kaplan_meier::Limits::Plain,
    };
    let mut found = kaplan_meier(table, limits, context.plan.conf_level).ok()?;
    let hazard = nelson_aalen(table).ok()?;
    let competing = plan.censor_at == CensorAt::Competing;
    if competing {
        competing::replace_curve(&mut found, rows, limits, context.plan.conf_level);
    }
    let at = plan.at.iter().map(|time| at_time(&found, f64::from(*time)));
    // A restricted mean is told of a survival curve only: its error is Greenwood's.
    let taus = plan.tau.iter().filter(|_| !competing);
    let means = taus.filter_map(|tau| restricted_mean(&found, f64::from(*tau)));
    Some(Curve {
        group,
        persons: found.n_risk.first().map(|n| *n as u64),
        events: Some(table.events() as u64),
        n_risk: whole(&found.n_risk),
        n_event: whole(&found.n_event),
        n_censor: whole(&found.n_censor),
        std_error: defined(&found.std_err),
        conf_low: defined(&found.conf_low),
        conf_high: defined(&found.conf_high),
        cumulative_hazard: hazard.cumhaz,
        at: at.collect(),
        rmst: means.collect(),
        risk_table: risk_table(&found, unit(context, plan)),
        survival: found.surv,
        time: found.time,
    })
}

fn whole(counts: &[f64]) -> Vec<Option<u64>> {
    counts.iter().map(|n| Some(*n as u64)).collect()
}

fn defined(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().map(|v| v.is_finite().then_some(*v)).collect()
}

/// The curve at `time`; beyond the last observed week its last value is carried forward.
fn at_time(curve: &SurvivalCurve, time: f64) -> AtTime {
    let upto = curve.time.partition_point(|t| *t <= time);
    let last = curve.time.last().copied().unwrap_or(0.0);
    let read = |values: &[f64]| {
        let value = upto.checked_sub(1).map(|i| values[i]);
        value.filter(|v| v.is_finite())
    };
    let observed_until = time.min(last);
    AtTime {
        time,
        survival: read(&curve.surv).unwrap_or(1.0),
        conf_low: read(&curve.conf_low),
        conf_high: read(&curve.conf_high),
        n_risk: Some(at_risk(curve, observed_until)),
        observed_until,
    }
}

/// Persons at risk just before `time`.
fn at_risk(curve: &SurvivalCurve, time: f64) -> u64 {
    let next = curve.time.partition_point(|t| *t < time);
    curve.n_risk.get(next).map_or(0, |n| *n as u64)
}

fn restricted_mean(curve: &SurvivalCurve, tau: f64) -> Option<Rmst> {
    let mean = rmst(curve, tau).ok()?;
    let last = curve.time.last().copied().unwrap_or(0.0);
    Some(Rmst {
        tau,
        estimate: mean.estimate,
        std_error: mean.std_error,
        observed_until: match mean.carried_forward {
            true => last,
            false => tau,
        },
    })
}

fn risk_table(curve: &SurvivalCurve, unit: TimeUnit) -> Vec<(f64, Option<u64>)> {
    let last = curve.time.last().copied().unwrap_or(0.0) as usize;
    let step = match unit {
        TimeUnit::Weeks => RISK_TABLE_STEP,
        TimeUnit::Days => RISK_TABLE_STEP * 7,
    };
    let times = (0..=last).step_by(step);
    times
        .map(|t| (t as f64, Some(at_risk(curve, t as f64))))
        .collect()
}

/// All groups together, and where there are periods each arm's before against its after.
fn log_rank(tables: &[(Group, EventTable)]) -> Vec<LogRank> {
    let mut sets: Vec<Vec<&(Group, EventTable)>> = vec![tables.iter().collect()];
    if tables.len() > 2 {
        let of_arm = |arm| tables.iter().filter(move |(g, _)| g.arm == arm).collect();
        sets.extend(
            [
                crate::findings::Arm::Participant,
                crate::findings::Arm::Comparison,
            ]
            .map(of_arm),
        );
    }
    let test = |set: Vec<&(Group, EventTable)>| {
        let tables: Vec<EventTable> = set.iter().map(|(_, t)| t.clone()).collect();
        let found = logrank(&tables).ok().filter(|f| f.statistic.is_finite())?;
        Some(LogRank {
            groups: set.iter().map(|(g, _)| *g).collect(),
            statistic: found.statistic,
            df: found.df as f64,
            p_value: found.p_value,
        })
    };
    sets.into_iter().filter_map(test).collect()
}

fn duration(
    models: &[Estimated<crate::findings::CoxModel>],
    example: Option<f64>,
) -> Option<Duration> {
    let example_before_weeks = example?;
    let model = models.iter().filter_map(Estimated::made);
    let model = model
        .into_iter()
        .find(|m| m.variant == Variant::Unadjusted)?;
    let hazard_ratio = model.terms.get(model.focus)?.hazard_ratio;
    Some(Duration {
        hazard_ratio,
        reduction: 1.0 - 1.0 / hazard_ratio,
        example_before_weeks,
        example_after_weeks: example_before_weeks / hazard_ratio,
    })
}

fn notes(
    context: &Context,
    plan: &TimeToEventPlan,
    rows: &[TimeRow],
    result: &TimeToEvent,
) -> Vec<Note> {
    let mut notes = Vec::new();
    let rule = &context.plan.outcomes[plan.outcome].rule;
    let is_weekly = !matches!(rule, OutcomeRule::Columns { .. } | OutcomeRule::Events(_));
    if let OutcomeRule::Events(rule) = rule {
        notes.extend(trial_notes::of_times(context, rule));
    }
    if is_weekly {
        let at_entry = rows.iter().filter(|r| r.event && r.time == 0.0).count();
        notes.push(Note::new(
            "event-at-entry",
            &[("persons", at_entry.to_string())],
        ));
    }
    if is_weekly && plan.censor_at != CensorAt::Window {
        notes.push(Note::new("censored-at-exit", &[]));
    }
    if plan.contrast == Contrast::Did
        && context
            .plan
            .periods
            .as_ref()
            .is_some_and(|p| p.before.weeks.last >= p.after.weeks.first)
    {
        notes.push(Note::new("partly-treated-baseline", &[]));
    }
    let carried = result
        .curves
        .iter()
        .flat_map(|c| c.at.iter().map(move |a| (c.group, a)));
    let mut seen: Vec<(f64, f64)> = Vec::new();
    for (_, at) in carried.filter(|(_, a)| a.observed_until < a.time) {
        if !seen.contains(&(at.time, at.observed_until)) {
            seen.push((at.time, at.observed_until));
            let facts = [
                ("time", at.time.to_string()),
                ("last", at.observed_until.to_string()),
            ];
            let code = match result.unit {
                TimeUnit::Weeks => "carried-forward",
                TimeUnit::Days => "carried-forward-days",
            };
            notes.push(Note::new(code, &facts));
        }
    }
    if let Some(duration) = &result.duration {
        let weeks = duration.example_before_weeks.to_string();
        notes.push(Note::new(
            "constant-rate-caveat",
            &[("example_weeks", weeks)],
        ));
    }
    let both = context
        .cohort
        .attrition
        .flows
        .iter()
        .filter(|f| f.period == Some(crate::cohort::Period::After));
    let in_both: u64 = both.map(|f| f.in_other_period).sum();
    if in_both > 0
        && result
            .curves
            .iter()
            .any(|c| c.group.period == Some(Period::Before))
    {
        notes.push(Note::new(
            "in-both-periods",
            &[("persons", in_both.to_string())],
        ));
    }
    notes.extend(words::model_notes(context, &result.models));
    notes
}
