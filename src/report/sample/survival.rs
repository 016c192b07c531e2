//! Survival curves of four groups, tests and models.

use super::{GROUPS, outcome};
use crate::findings::{
    AnalysisResult, AtTime, CoxModel, CoxTerm, Curve, Duration, Estimated, Group, Interval,
    LogRank, Reason, Rmst, TimeToEvent, Variant,
};

pub fn placement() -> AnalysisResult {
    let rates = [0.0069, 0.0046, 0.0052, 0.0054];
    let sizes = [4_102, 1_988, 20_444, 9_871];
    let curves = GROUPS.iter().zip(rates).zip(sizes);
    let curves = curves.map(|((group, rate), size)| curve(*group, rate, size, 103));
    AnalysisResult::TimeToEvent(Box::new(TimeToEvent {
        outcome: outcome("praktik"),
        unit: crate::findings::TimeUnit::Weeks,
        censor_at: "exit".into(),
        limits: "log-log".into(),
        curves: curves.collect(),
        log_rank: vec![
            LogRank {
                groups: GROUPS.to_vec(),
                statistic: 211.4,
                df: 3.0,
                p_value: 1e-40,
            },
            LogRank {
                groups: GROUPS[..2].to_vec(),
                statistic: 64.2,
                df: 1.0,
                p_value: 1.1e-15,
            },
        ],
        models: vec![
            Estimated::Made(model(Variant::Unadjusted, 0.4762)),
            Estimated::Made(model(Variant::Background, 0.4601)),
            Estimated::Not(Reason::new(
                "no-convergence",
                &[("iterations", "25".into())],
            )),
        ],
        duration: Some(Duration {
            hazard_ratio: 0.4762_f64.exp(),
            reduction: 1.0 - (-0.4762_f64).exp(),
            example_before_weeks: 30.0,
            example_after_weeks: 30.0 * (-0.4762_f64).exp(),
        }),
    }))
}

pub fn curve(group: Group, rate: f64, size: u64, last: u64) -> Curve {
    let mut left = size as f64;
    let mut survival = 1.0;
    let mut hazard = 0.0;
    let mut curve = Curve {
        group,
        persons: Some(size),
        events: None,
        time: vec![],
        n_risk: vec![],
        n_event: vec![],
        n_censor: vec![],
        survival: vec![],
        std_error: vec![],
        conf_low: vec![],
        conf_high: vec![],
        cumulative_hazard: vec![],
        at: vec![],
        rmst: vec![],
        risk_table: vec![],
    };
    let mut events = 0;
    let mut area = 0.0;
    for week in 0..=last {
        let risk = left.round();
        if week % 13 == 0 {
            // The last two are too few to be told.
            let told = (week < 91 || size > 1000).then_some(risk as u64);
            curve.risk_table.push((week as f64, told));
        }
        let d = (risk * rate).round();
        let censored = (risk * 0.011).round();
        survival *= 1.0 - d / risk;
        hazard += d / risk;
        area += survival;
        let error = survival * (hazard / size as f64).sqrt();
        curve.time.push(week as f64);
        curve.n_risk.push(Some(risk as u64));
        curve
            .n_event
            .push((d as u64 >= 5 || d == 0.0).then_some(d as u64));
        curve.n_censor.push(Some(censored as u64));
        curve.survival.push(survival);
        curve.std_error.push(Some(error));
        curve
            .conf_low
            .push((survival < 1.0).then_some(survival - 1.96 * error));
        curve
            .conf_high
            .push((survival < 1.0).then_some(survival + 1.96 * error));
        curve.cumulative_hazard.push(hazard);
        if week == last / 2 + 1 || week == last {
            curve.at.push(AtTime {
                time: if week == last {
                    last as f64 + 1.0
                } else {
                    week as f64
                },
                survival,
                conf_low: Some(survival - 1.96 * error),
                conf_high: Some(survival + 1.96 * error),
                n_risk: Some(risk as u64),
                observed_until: week as f64,
            });
            curve.rmst.push(Rmst {
                tau: if week == last {
                    last as f64 + 1.0
                } else {
                    week as f64
                },
                estimate: area,
                std_error: 0.4,
                observed_until: week as f64,
            });
        }
        events += d as u64;
        left -= d + censored;
    }
    curve.events = Some(events);
    curve
}

pub fn model(variant: Variant, estimate: f64) -> CoxModel {
    let terms = [
        ("participant", -0.151),
        ("after", 0.021),
        ("participant:after", estimate),
    ];
    let terms = terms.map(|(term, estimate)| term_of(term, estimate, 0.071));
    CoxModel {
        variant,
        model: "cox".into(),
        ties: Some("efron".into()),
        persons: Some(36_405),
        events: Some(12_310),
        terms: terms.to_vec(),
        focus: 2,
        likelihood_ratio: 231.2,
        likelihood_ratio_df: 3.0,
        likelihood_ratio_p: 1e-49,
        clusters: Some(98),
        dropped: vec![],
        missing: Some(12),
        iterations: 4,
    }
}

pub fn term_of(term: &str, estimate: f64, std_error: f64) -> CoxTerm {
    let interval = |std_error: f64| Interval {
        std_error,
        statistic: estimate / std_error,
        p_value: (-0.717 * (estimate / std_error).abs() - 0.416 * (estimate / std_error).powi(2))
            .exp(),
        conf_low: estimate - 1.96 * std_error,
        conf_high: estimate + 1.96 * std_error,
    };
    CoxTerm {
        term: term.into(),
        estimate,
        hazard_ratio: estimate.exp(),
        interval: interval(std_error),
        model: Some(interval(0.6 * std_error)),
        small_sample: Some(interval(1.01 * std_error)),
    }
}
