//! Weekly shares with effects that grow as the report's do.

use super::{GROUPS, Wobble, outcome};
use crate::findings::{
    AnalysisResult, Clusters, Decomposition, DroppedTerms, Effect, EffectSeries, Estimated, Reason,
    Robust, Share, ShareSeries, Variant, WeekPoint, WeeklyShare,
};

pub fn placement() -> AnalysisResult {
    let levels = [(0.115, 0.21), (0.10, 0.14), (0.15, 0.14), (0.155, 0.17)];
    AnalysisResult::WeeklyShare(series("praktik", "in-course", levels, 0.0123))
}

pub fn hours() -> AnalysisResult {
    let levels = [
        (0.021, 0.033),
        (0.020, 0.026),
        (0.030, 0.031),
        (0.029, 0.035),
    ];
    let mut result = series("ordinary_hours", "started", levels, 0.0031);
    let effects = result.effects[0].estimates.clone();
    let split = effects.iter().map(|e| match e {
        Estimated::Made(e) => Estimated::Made(Decomposition {
            effect: e.estimate,
            still_in: 0.04 * e.estimate,
            left: 0.9 * e.estimate,
            mix: 0.06 * e.estimate,
        }),
        Estimated::Not(reason) => Estimated::Not(reason.clone()),
        Estimated::Suppressed => Estimated::Suppressed,
    });
    result.decomposition = Some(split.collect());
    AnalysisResult::WeeklyShare(result)
}

fn series(id: &str, among: &str, levels: [(f64, f64); 4], error: f64) -> WeeklyShare {
    let weeks = 1..=104;
    let series: Vec<ShareSeries> = GROUPS
        .iter()
        .zip(levels)
        .enumerate()
        .map(|(g, (group, (from, to)))| {
            let mut wobble = Wobble::new(17 * g as u64 + id.len() as u64);
            let size = if g < 2 { 26.0 } else { 130.0 };
            let shares = weeks.clone().map(|week| {
                let part = (f64::from(week) / 95.0).min(1.15);
                let season = 0.012 * (f64::from(week) / 52.0 * std::f64::consts::TAU).sin();
                let dip = if week > 97 {
                    0.35 * f64::from(week - 97) / 7.0
                } else {
                    0.0
                };
                let level = (from + (to - from) * part) * (1.0 - dip) + season * from * 4.0;
                let people = (size * f64::from(week.min(60))) as u64 + 3;
                let noise = 1.0 + 0.5 * (wobble.next() - 0.5) / (people as f64 * level).sqrt();
                let n = (people as f64 * level * noise).round() as u64;
                if week == 1 && g == 1 {
                    return Share {
                        numerator: None,
                        denominator: Some(people),
                    };
                }
                Share::of(n, people)
            });
            ShareSeries {
                group: *group,
                shares: shares.collect(),
            }
        })
        .collect();
    let points = weeks.map(|week: i32| {
        let iso = |year: i32| format!("{}-W{:02}", year + (week - 1) / 52, (week - 1) % 52 + 1);
        WeekPoint {
            index: week,
            weeks: vec![iso(2016), iso(2017)],
        }
    });
    let main = effects(&series, Variant::Unadjusted, 1.0, error);
    let variants = [
        (Variant::Background, 0.96),
        (Variant::SiteIndicator("stv".into()), 0.99),
        (Variant::Symmetric, 0.87),
    ];
    let beside = variants.map(|(v, factor)| effects(&series, v, factor, error));
    WeeklyShare {
        outcome: outcome(id),
        among: among.into(),
        axis: "calendar".into(),
        contrast: "did".into(),
        points: points.collect(),
        series,
        effects: std::iter::once(main).chain(beside).collect(),
        trusted_until: Some(99),
        headline: Some(94),
        headline_mean: None,
        decomposition: None,
    }
}

fn effects(series: &[ShareSeries], variant: Variant, factor: f64, error: f64) -> EffectSeries {
    let estimate = |i: usize| {
        let share = |g: usize| series[g].shares[i].fraction();
        let change = |g: usize| Some(share(g)? - share(g + 1)?);
        let Some(estimate) = change(0).zip(change(2)).map(|(p, c)| factor * (p - c)) else {
            return Estimated::Suppressed;
        };
        if i == 1 {
            let group = "participant, before".to_string();
            return Estimated::Not(Reason::new("empty-cell", &[("group", group)]));
        }
        Estimated::Made(effect(estimate, error * (1.0 + 30.0 / (i as f64 + 1.0))))
    };
    EffectSeries {
        dropped: match variant {
            Variant::Background => vec![DroppedTerms {
                terms: vec!["support.other".into()],
                first: 1,
                last: 3,
            }],
            _ => vec![],
        },
        variant,
        estimates: (0..104).map(estimate).collect(),
        missing: Some(12),
    }
}

pub fn effect(estimate: f64, std_error: f64) -> Effect {
    let statistic = estimate / std_error;
    let p = (-0.717 * statistic.abs() - 0.416 * statistic * statistic).exp();
    let (low, high) = (estimate - 1.984 * std_error, estimate + 1.984 * std_error);
    Effect {
        estimate,
        n: Some(28_412),
        std_error,
        statistic,
        df: 97.0,
        p_value: p,
        conf_low: low,
        conf_high: high,
        clusters: Some(Clusters {
            clusters: 98,
            treated: 17,
            untreated: 81,
        }),
        hc1: Robust {
            std_error: 0.8 * std_error,
            p_value: p * 0.7,
            conf_low: low + 0.4 * std_error,
            conf_high: high - 0.4 * std_error,
        },
    }
}
