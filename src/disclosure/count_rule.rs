//! No count of 1 to 4 persons, neither as numerator nor as denominator, nor anything that tells it.

use super::{MINIMUM, Record, curve, described};
use crate::findings::{
    Analysis, AnalysisResult, Attrition, Balance, BalanceRow, BySite, CoxModel, Estimated,
    Findings, MeanOfWeeks, Note, Reason, Share, ShareSeries, Summary, TimeToEvent, WeeklyShare,
};
use std::collections::BTreeMap;

const RULE: &str = "count-1-to-4";

/// True for a count that may not be told.
pub fn small(count: u64) -> bool {
    (1..MINIMUM).contains(&count)
}

/// Withholds what the rule forbids and notes how much.
pub fn apply(findings: &mut Findings, record: &mut Record) {
    let study = u64::from(withhold(&mut findings.study.persons));
    record.note("study", RULE, study);
    for analysis in &mut findings.analyses {
        let cells = in_analysis(analysis);
        record.note(&analysis.id, RULE, cells);
    }
}

fn in_analysis(analysis: &mut Analysis) -> u64 {
    let facts: u64 = analysis
        .notes
        .iter_mut()
        .map(|Note { facts, .. }| in_facts(facts))
        .sum();
    facts
        + match &mut analysis.result {
            AnalysisResult::WeeklyShare(result) => in_weekly_share(result),
            AnalysisResult::TimeToEvent(result) => in_time_to_event(result),
            AnalysisResult::BySite(result) => in_by_site(result),
            AnalysisResult::Balance(result) => in_balance(result),
            AnalysisResult::Attrition(result) => in_attrition(result),
            AnalysisResult::Described(result) => described::withhold_small(result),
            AnalysisResult::NotEstimated(reason) => in_facts(&mut reason.facts),
        }
}

pub(super) fn withhold(count: &mut Option<u64>) -> bool {
    let forbidden = count.is_some_and(small);
    if forbidden {
        *count = None;
    }
    forbidden
}

/// Numbers of persons told in words.
pub(super) fn in_facts(facts: &mut BTreeMap<String, String>) -> u64 {
    let mut cells = 0;
    for key in ["persons", "rows", "n_risk"] {
        let Some(text) = facts.get_mut(key) else {
            continue;
        };
        if text.parse().is_ok_and(small) {
            *text = format!("1-{}", MINIMUM - 1);
            cells += 1;
        }
    }
    cells
}

fn in_reason<T>(estimate: &mut Estimated<T>) -> u64 {
    match estimate {
        Estimated::Not(Reason { facts, .. }) => in_facts(facts),
        _ => 0,
    }
}

/// A share with a small part tells nothing at all: with one part and an effect the other could be found.
pub(super) fn in_share(share: &mut Share) -> bool {
    let forbidden = share.numerator.is_some_and(small) || share.denominator.is_some_and(small);
    if forbidden {
        *share = Share {
            numerator: None,
            denominator: None,
        };
    }
    forbidden
}

fn in_weekly_share(result: &mut WeeklyShare) -> u64 {
    let mut cells = 0;
    let mut withheld = vec![false; result.points.len()];
    for series in &mut result.series {
        for (share, week) in series.shares.iter_mut().zip(&mut withheld) {
            let forbidden = in_share(share);
            *week |= forbidden;
            cells += u64::from(forbidden);
        }
    }
    // Three shares and the effect would give the fourth.
    for effects in &mut result.effects {
        cells += u64::from(withhold(&mut effects.missing));
        for (estimate, week) in effects.estimates.iter_mut().zip(&withheld) {
            cells += suppress(estimate, *week);
        }
    }
    if let Some(mean) = &mut result.headline_mean {
        let behind = |index: i32| (mean.first..=mean.last).contains(&index);
        let weeks: Vec<bool> = result.points.iter().map(|p| behind(p.index)).collect();
        cells += in_mean(mean, &result.series, &weeks);
    }
    for (part, week) in result.decomposition.iter_mut().flatten().zip(&withheld) {
        cells += suppress(part, *week);
    }
    cells
}

/// A mean of weeks, `weeks` telling which: with all of them but one told, the mean would tell the last.
fn in_mean(mean: &mut MeanOfWeeks, series: &[ShareSeries], weeks: &[bool]) -> u64 {
    let mut cells = 0;
    for (share, series) in mean.shares.iter_mut().zip(series) {
        let mut told = series.shares.iter().zip(weeks).filter(|(_, w)| **w);
        if told.any(|(weekly, _)| weekly.denominator.is_none()) {
            *share = Share {
                numerator: None,
                denominator: None,
            };
            cells += 1;
        } else {
            cells += u64::from(in_share(share));
        }
    }
    let forbidden = mean.shares.iter().any(|s| s.denominator.is_none());
    cells + mean.effect.as_mut().map_or(0, |e| suppress(e, forbidden))
}

fn suppress<T>(estimate: &mut Estimated<T>, forbidden: bool) -> u64 {
    if forbidden && estimate.made().is_some() {
        *estimate = Estimated::Suppressed;
        return 1;
    }
    in_reason(estimate)
}

fn in_time_to_event(result: &mut TimeToEvent) -> u64 {
    let too_few = |count: Option<u64>| count.is_some_and(small);
    let before = result.curves.len();
    result
        .curves
        .retain(|c| !too_few(c.persons) && !too_few(c.events));
    let removed = before - result.curves.len();
    let mut cells = removed as u64;
    for one in &mut result.curves {
        cells += curve::coarsen(one);
    }
    if removed > 0 {
        cells += result.log_rank.len() as u64;
        result.log_rank.clear();
        result.duration = None;
    }
    for model in &mut result.models {
        let forbidden = removed > 0
            || model
                .made()
                .is_some_and(|m| too_few(m.persons) || too_few(m.events));
        cells += suppress(model, forbidden);
        if let Estimated::Made(CoxModel { missing, .. }) = model {
            cells += u64::from(withhold(missing));
        }
    }
    cells
}

fn in_by_site(result: &mut BySite) -> u64 {
    let sites = result.sites.iter_mut();
    sites
        .map(|site| u64::from(in_share(&mut site.before)) + u64::from(in_share(&mut site.after)))
        .sum()
}

fn in_balance(result: &mut Balance) -> u64 {
    let mut cells = 0;
    for table in &mut result.tables {
        cells += u64::from(withhold(&mut table.persons_first));
        cells += u64::from(withhold(&mut table.persons_second));
        cells += table.rows.iter_mut().map(in_balance_row).sum::<u64>();
    }
    cells
}

fn in_balance_row(row: &mut BalanceRow) -> u64 {
    let missing = u64::from(withhold(&mut row.missing));
    let forbidden = [row.first, row.second]
        .iter()
        .any(|s| s.n.is_some_and(small) || s.count.is_some_and(small));
    if !forbidden {
        return missing;
    }
    for summary in [&mut row.first, &mut row.second] {
        *summary = Summary {
            n: None,
            count: None,
            mean: None,
            sd: None,
        };
    }
    let estimates = [
        Some(&mut row.difference),
        Some(&mut row.smd),
        Some(&mut row.p_value),
        Some(&mut row.p_value_welch),
        row.p_value_chi_square.as_mut(),
    ];
    missing
        + 2
        + estimates
            .into_iter()
            .flatten()
            .map(|e| suppress(e, true))
            .sum::<u64>()
}

fn in_attrition(result: &mut Attrition) -> u64 {
    let mut cells = u64::from(withhold(&mut result.persons));
    cells += u64::from(withhold(&mut result.unknown_municipality));
    for flow in &mut result.flows {
        for step in flow.steps.iter_mut().chain(&mut flow.beside) {
            cells += u64::from(withhold(&mut step.persons));
        }
    }
    cells
}
