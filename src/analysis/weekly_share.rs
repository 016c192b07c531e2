//! `weekly-share`: the share with an outcome week by week, by group, and the effect on it (BRF-1, 2, 5 and 6).

use super::axis::WeekAxis;
use super::weekly_counts::{Counting, WeeklyCounts};
use super::{Context, contrast, decomposition, effects, headline_mean, words};
use crate::cohort::WeeklyOutcome;
use crate::findings::{AnalysisResult, Note, Reason, Share, ShareSeries, WeeklyShare};
use crate::study::{Among, Contrast, HoursToWeeks, OutcomeRule, WeeklySharePlan};

/// Runs the analysis.
pub fn run(context: &Context, plan: &WeeklySharePlan) -> (AnalysisResult, Vec<Note>) {
    let axis = WeekAxis::of(context, plan.axis, plan.week_53);
    let Some(outcome) = weekly_outcome(context, plan.outcome) else {
        let reason = Reason::new("needs-data", &[("needs", "a weekly outcome".to_string())]);
        return (AnalysisResult::NotEstimated(reason), Vec::new());
    };
    let counting = Counting {
        context,
        outcome,
        among: plan.among,
        axis: &axis,
        axis_kind: plan.axis,
        started: plan.started,
    };
    let counts = counting.counts(|m| contrast::in_contrast(plan.contrast, m));
    let groups = contrast::groups(context, plan.contrast);
    let cells: Vec<usize> = groups.iter().map(|(_, cell)| *cell).collect();
    let series = groups.iter().map(|(group, cell)| ShareSeries {
        group: *group,
        shares: shares(&counts, axis.points.len(), *cell),
    });
    let result = WeeklyShare {
        outcome: words::outcome(context, plan.outcome),
        among: words::among(plan.among).to_string(),
        axis: words::axis(plan.axis).to_string(),
        contrast: words::contrast(plan.contrast).to_string(),
        series: series.collect(),
        effects: effects::series(&counting, &counts, plan),
        trusted_until: axis.trusted_until(context.plan.register.last_trusted_week),
        headline: axis.headline(plan.headline),
        headline_mean: headline_mean::mean(&counting, &counts, plan, &cells).map(Box::new),
        decomposition: split(&counting, &counts, plan),
        points: axis.points.clone(),
    };
    let notes = notes(context, plan, &axis, &result);
    (AnalysisResult::WeeklyShare(result), notes)
}

/// The weekly outcome of the plan, when the register can tell it.
pub fn weekly_outcome<'a>(context: &'a Context, outcome: usize) -> Option<WeeklyOutcome<'a>> {
    let to_weeks = context.plan.register.hours.as_ref();
    let to_weeks = to_weeks.map_or(HoursToWeeks::Thursday, |h| h.to_weeks);
    WeeklyOutcome::of(
        context.register,
        &context.plan.outcomes[outcome].rule,
        to_weeks,
    )
}

/// The shares of a cell at every point.
pub(super) fn shares(counts: &WeeklyCounts, points: usize, cell: usize) -> Vec<Share> {
    let share = |point| {
        let (n, y) = counts.total(point, cell);
        Share::of(y, n)
    };
    (0..points).map(share).collect()
}

fn split(
    counting: &Counting,
    counts: &WeeklyCounts,
    plan: &WeeklySharePlan,
) -> Option<Vec<crate::findings::Estimated<crate::findings::Decomposition>>> {
    let wanted = plan.decompose && plan.contrast == Contrast::Did && plan.among == Among::Started;
    if !wanted {
        return None;
    }
    let inside = Counting {
        context: counting.context,
        outcome: weekly_outcome(counting.context, plan.outcome)?,
        among: Among::InCourse,
        axis: counting.axis,
        axis_kind: plan.axis,
        started: plan.started,
    };
    let inside = inside.counts(|_| true);
    Some(decomposition::decompose(
        counts,
        &inside,
        counting.axis.points.len(),
    ))
}

fn notes(
    context: &Context,
    plan: &WeeklySharePlan,
    axis: &WeekAxis,
    result: &WeeklyShare,
) -> Vec<Note> {
    let mut notes = Vec::new();
    if result.trusted_until.is_some()
        && let Some(week) = context.plan.register.last_trusted_week
    {
        notes.push(Note::new("untrusted-weeks", &[("week", week.to_string())]));
    }
    if let Some(periods) = &context.plan.periods {
        if plan.contrast == Contrast::Did && periods.before.weeks.last >= periods.after.weeks.first
        {
            notes.push(Note::new("partly-treated-baseline", &[]));
        }
        if !context.cohort.sites.is_empty() {
            notes.push(Note::new("gross-target-group", &[]));
        }
    }
    if let Some(mean) = &result.headline_mean {
        let facts = [
            ("first", mean.first.to_string()),
            ("last", mean.last.to_string()),
        ];
        notes.push(Note::new("headline-is-a-mean", &facts));
    }
    if !axis.left_out.is_empty() {
        let weeks: Vec<String> = axis.left_out.iter().map(|w| w.to_string()).collect();
        notes.push(Note::new(
            "week-53-left-out",
            &[("weeks", weeks.join(", "))],
        ));
    }
    if let OutcomeRule::OrdinaryHours { .. } = context.plan.outcomes[plan.outcome].rule
        && let Some(hours) = &context.register.hours
    {
        let months = hours.months.to_string();
        notes.push(Note::new("hours-months", &[("months", months)]));
    }
    notes.extend(words::series_notes(context, &result.effects));
    notes
}
