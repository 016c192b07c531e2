//! A small lottery without municipalities or calendar weeks, of public data.

use super::survival::{curve, term_of};
use super::weekly::effect;
use super::{Wobble, analysis, text};
use crate::disclosure::{Releasable, release};
use crate::findings::{
    Analysis, AnalysisResult, Arm, ArmFacts, CoxModel, DataKind, EffectSeries, Estimated, Findings,
    Group, Note, OutcomeFacts, SCHEMA, Share, ShareSeries, StudyFacts, TimeAxis, TimeToEvent,
    Variant, WeekPoint, WeeklyShare,
};

const ARMS: [Group; 2] = [
    Group {
        arm: Arm::Participant,
        period: None,
    },
    Group {
        arm: Arm::Comparison,
        period: None,
    },
];

pub fn lottery() -> Releasable<Findings> {
    release(Findings {
        schema: SCHEMA,
        study: StudyFacts {
            id: "rossi".into(),
            title: text(
                "Økonomisk støtte efter løsladelse",
                "Financial aid after release",
            ),
            languages: vec!["en".into(), "da".into()],
            data: DataKind::Public,
            source: text(
                "Rossi, Berk og Lenihan (1980), Money, Work and Crime",
                "Rossi, Berk and Lenihan (1980), Money, Work and Crime",
            ),
            time_axis: TimeAxis::Relative,
            register_weeks: Some(["1".into(), "52".into()]),
            last_trusted_week: None,
            persons: Some(432),
            arms: vec![
                ArmFacts {
                    arm: Arm::Participant,
                    label: text("Økonomisk støtte", "Financial aid"),
                    sites: None,
                },
                ArmFacts {
                    arm: Arm::Comparison,
                    label: text("Kontrolgruppe", "Control group"),
                    sites: None,
                },
            ],
            periods: vec![],
        },
        analyses: vec![
            bare("work-by-week", "weekly-share", work()),
            bare("time-to-arrest", "time-to-event", arrest()),
        ],
    })
    .findings
}

fn bare(id: &str, kind: &str, result: AnalysisResult) -> Analysis {
    let rows = [("errors", "hc1", true), ("conf_level", "0.95", true)];
    Analysis {
        settings: rows.iter().map(super::setting).collect(),
        notes: vec![Note::new("public", &[])],
        ..analysis(id, kind, result)
    }
}

fn work() -> AnalysisResult {
    let mut wobble = Wobble::new(3);
    let shares = |level: f64, wobble: &mut Wobble| -> Vec<Share> {
        let share = |week: u64| {
            let people = 216 - week;
            let part = level * (week as f64 / 20.0).min(1.0) + 0.02 * wobble.next();
            Share::of((people as f64 * part) as u64, people)
        };
        (0..52).map(share).collect()
    };
    let (aid, control) = (shares(0.46, &mut wobble), shares(0.51, &mut wobble));
    let difference = |(a, b): (&Share, &Share)| {
        let gap = a.fraction().unwrap_or(0.0) - b.fraction().unwrap_or(0.0);
        Estimated::Made(crate::findings::Effect {
            clusters: None,
            n: Some(381),
            df: 379.0,
            ..effect(gap, 0.048)
        })
    };
    let estimates = aid.iter().zip(&control).map(difference).collect();
    let series = ARMS.iter().zip([aid, control]);
    AnalysisResult::WeeklyShare(WeeklyShare {
        outcome: OutcomeFacts {
            id: "work".into(),
            label: text("fuldtidsarbejde", "full-time work"),
        },
        among: "observed".into(),
        axis: "since-entry".into(),
        contrast: "difference".into(),
        points: (1..=52)
            .map(|index| WeekPoint {
                index,
                weeks: vec![],
            })
            .collect(),
        series: series
            .map(|(group, shares)| ShareSeries {
                group: *group,
                shares,
            })
            .collect(),
        effects: vec![EffectSeries {
            variant: Variant::Unadjusted,
            estimates,
            dropped: vec![],
            missing: None,
        }],
        trusted_until: None,
        headline: Some(51),
        headline_mean: None,
        decomposition: None,
    })
}

fn arrest() -> AnalysisResult {
    let model = |variant: Variant, terms: &[(&str, f64, f64)]| {
        let terms = terms.iter().map(|(t, b, se)| crate::findings::CoxTerm {
            model: None,
            small_sample: None,
            ..term_of(t, *b, *se)
        });
        Estimated::Made(CoxModel {
            variant,
            model: "cox".into(),
            ties: Some("efron".into()),
            persons: Some(432),
            events: Some(114),
            terms: terms.collect(),
            focus: 0,
            likelihood_ratio: 33.27,
            likelihood_ratio_df: 7.0,
            likelihood_ratio_p: 2.4e-5,
            clusters: None,
            dropped: vec![],
            missing: None,
            iterations: 4,
        })
    };
    let lag = |lag_weeks: u32| Variant::TimeVarying {
        outcome: "work".into(),
        lag_weeks,
    };
    AnalysisResult::TimeToEvent(Box::new(TimeToEvent {
        outcome: OutcomeFacts {
            id: "arrest".into(),
            label: text("anholdelse", "arrest"),
        },
        unit: crate::findings::TimeUnit::Weeks,
        censor_at: "observed".into(),
        limits: "log-log".into(),
        curves: vec![
            curve(ARMS[0], 0.0045, 2160, 52),
            curve(ARMS[1], 0.0069, 2160, 52),
        ],
        log_rank: vec![],
        models: vec![
            model(
                Variant::Columns(vec!["age".into(), "race".into(), "prio".into()]),
                &[
                    ("participant", -0.379, 0.191),
                    ("age", -0.057, 0.022),
                    ("prio", 0.091, 0.029),
                ],
            ),
            model(
                lag(0),
                &[("participant", -0.357, 0.191), ("work", -1.328, 0.251)],
            ),
            model(
                lag(1),
                &[("participant", -0.33, 0.19), ("work", -0.787, 0.218)],
            ),
        ],
        duration: None,
    }))
}
