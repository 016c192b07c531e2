//! `by-site`: the change in each participating municipality from before to after at one week (BRF-7).

use super::axis::WeekAxis;
use super::weekly_counts::Counting;
use super::{Context, weekly_share, words};
use crate::cohort::{Arm, Member};
use crate::findings::{AnalysisResult, BySite, Note, Reason, Share, SiteChange};
use crate::study::{Axis, BySitePlan, Headline};
use std::cmp::Ordering;

/// Runs the analysis.
pub fn run(context: &Context, plan: &BySitePlan) -> (AnalysisResult, Vec<Note>) {
    let refuse = |code: &str| {
        let reason = Reason::new(
            code,
            &[("needs", "before and after in municipalities".to_string())],
        );
        (AnalysisResult::NotEstimated(reason), Vec::new())
    };
    if !context.cohort.has_periods() || context.cohort.sites.is_empty() {
        return refuse("needs-data");
    }
    let axis = WeekAxis::of(context, Axis::Calendar, plan.week_53);
    let (Some(point), Some(outcome)) = (
        axis.headline(plan.headline),
        weekly_share::weekly_outcome(context, plan.outcome),
    ) else {
        return refuse("needs-data");
    };
    let counting = Counting {
        context,
        outcome,
        among: plan.among,
        axis: &axis,
        axis_kind: Axis::Calendar,
        started: plan.started,
    };
    let counts = counting.counts(|m: &Member| m.arm == Arm::Participant);
    let first = match plan.headline {
        Headline::MeanOfLast13 => (point + 1).saturating_sub(13),
        _ => point,
    };
    let share = |site: usize, cell: usize| {
        let weeks = (first..=point).map(|p| counts.at(p, site, cell));
        let (n, y) = weeks.fold((0, 0), |(n, y), (a, b)| (n + a, y + b));
        Share::of(y, n)
    };
    let participating = |site: &usize| {
        let members = context.cohort.members.iter();
        members
            .filter(|m| m.arm == Arm::Participant)
            .any(|m| m.site as usize == *site)
    };
    let mut sites: Vec<SiteChange> = (0..context.cohort.sites.len())
        .filter(participating)
        .map(|site| {
            let code = context.cohort.sites[site];
            SiteChange {
                code,
                name: words::municipality(context, code),
                before: share(site, 2),
                after: share(site, 3),
            }
        })
        .collect();
    sites.sort_by(largest_change_first);
    let result = BySite {
        outcome: words::outcome(context, plan.outcome),
        among: words::among(plan.among).to_string(),
        week: axis.points[point].index,
        weeks: axis.points[point].weeks.clone(),
        sites,
    };
    (
        AnalysisResult::BySite(result),
        vec![Note::new("no-comparison-subtracted", &[])],
    )
}

fn largest_change_first(a: &SiteChange, b: &SiteChange) -> Ordering {
    let by_change = match (a.change(), b.change()) {
        (Some(x), Some(y)) => y.total_cmp(&x),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    };
    by_change.then(a.code.cmp(&b.code))
}
