//! Made-up findings of every kind, for tests and for looking at the report: the study of `examples/brf` and a small lottery.

mod cross;
mod described;
mod lottery;
mod survival;
mod weekly;

use crate::disclosure::{Releasable, release};
use crate::findings::{
    Analysis, AnalysisResult, Arm, ArmFacts, DataKind, Findings, Group, Note, OutcomeFacts, Period,
    PeriodFacts, Reason, SCHEMA, Setting, StudyFacts, Text, TimeAxis,
};

pub use cross::figures;
pub use lottery::lottery;

pub fn text(da: &str, en: &str) -> Text {
    Text {
        da: da.into(),
        en: en.into(),
    }
}

pub const GROUPS: [Group; 4] = [
    group(Arm::Participant, Period::After),
    group(Arm::Participant, Period::Before),
    group(Arm::Comparison, Period::After),
    group(Arm::Comparison, Period::Before),
];

const fn group(arm: Arm, period: Period) -> Group {
    Group {
        arm,
        period: Some(period),
    }
}

pub fn outcome(id: &str) -> OutcomeFacts {
    let label = match id {
        "praktik" => text("virksomhedspraktik", "company placement"),
        _ => text("ordinære timer", "ordinary hours"),
    };
    OutcomeFacts {
        id: id.into(),
        label,
    }
}

/// Numbers between 0 and 1 that look random and are the same every time.
pub struct Wobble(u64);

impl Wobble {
    pub fn new(seed: u64) -> Wobble {
        Wobble(seed.wrapping_mul(2).wrapping_add(1))
    }

    pub fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / (1u64 << 24) as f64
    }
}

/// The whole study, as the gate releases it.
pub fn study() -> Releasable<Findings> {
    release(Findings {
        schema: SCHEMA,
        study: facts(),
        analyses: analyses(),
    })
    .findings
}

pub fn facts() -> StudyFacts {
    let window = |a: &str, b: &str| [a.to_string(), b.to_string()];
    StudyFacts {
        id: "brf".into(),
        title: text("Bedre Ressourceforløb", "Better resource courses"),
        languages: vec!["da".into(), "en".into()],
        data: DataKind::Synthetic,
        source: text(
            "Syntetisk register kalibreret til de trykte tal",
            "Synthetic register calibrated to the printed figures",
        ),
        time_axis: TimeAxis::IsoWeeks,
        register_weeks: Some(window("2010-W01", "2018-W52")),
        last_trusted_week: Some("2018-W48".into()),
        persons: Some(48_216),
        arms: vec![
            ArmFacts {
                arm: Arm::Participant,
                label: text("Deltagerkommuner", "Participating municipalities"),
                sites: Some(17),
            },
            ArmFacts {
                arm: Arm::Comparison,
                label: text("Sammenligningskommuner", "Comparison municipalities"),
                sites: Some(81),
            },
        ],
        periods: vec![
            PeriodFacts {
                period: Period::Before,
                entry: window("2016-W01", "2016-W52"),
                weeks: window("2016-W01", "2017-W52"),
                label: text("2016", "2016"),
            },
            PeriodFacts {
                period: Period::After,
                entry: window("2017-W01", "2018-W52"),
                weeks: window("2017-W01", "2018-W52"),
                label: text("2017-18", "2017-18"),
            },
        ],
    }
}

fn analyses() -> Vec<Analysis> {
    vec![
        analysis("attrition", "attrition", described::attrition()),
        analysis("figure-1", "weekly-share", weekly::placement()),
        analysis("figure-2", "time-to-event", survival::placement()),
        analysis("figure-3", "weekly-share", weekly::hours()),
        analysis("by-site-praktik", "by-site", described::sites()),
        analysis("balance", "balance", described::balance()),
        analysis(
            "figure-9",
            "weekly-share",
            AnalysisResult::NotEstimated(Reason::new(
                "outside-hours",
                &[("month", "2018-12".into())],
            )),
        ),
    ]
}

pub fn analysis(id: &str, kind: &str, result: AnalysisResult) -> Analysis {
    let settings = settings(kind);
    let mut notes = match kind {
        "weekly-share" => vec![
            Note::new("untrusted-weeks", &[("week", "2018-W48".into())]),
            Note::new("partly-treated-baseline", &[]),
            Note::new("gross-target-group", &[]),
            Note::new(
                "few-clusters",
                &[("treated", "17".into()), ("untreated", "81".into())],
            ),
        ],
        "time-to-event" => vec![
            Note::new("constant-rate-caveat", &[("example_weeks", "30".into())]),
            Note::new("placement-at-entry", &[("persons", "211".into())]),
        ],
        _ => vec![],
    };
    notes.push(Note::new("synthetic", &[]));
    Analysis {
        id: id.into(),
        kind: kind.into(),
        title: None,
        settings,
        notes,
        result,
    }
}

fn setting((key, value, is_default): &(&str, &str, bool)) -> Setting {
    Setting {
        key: key.to_string(),
        value: value.to_string(),
        is_default: *is_default,
    }
}

fn settings(kind: &str) -> Vec<Setting> {
    let rows: &[(&str, &str, bool)] = match kind {
        "weekly-share" => &[
            ("entry.gap_weeks", "4", false),
            ("among", "in-course", false),
            ("axis", "calendar", false),
            ("contrast", "did", false),
            ("started", "at-or-before", true),
            ("bridged", "inside", true),
            ("errors", "cluster", true),
            ("beside", "background, sites.stv, symmetric", false),
            ("untrusted", "shade", true),
            ("conf_level", "0.95", true),
            ("significance", "0.05", true),
        ],
        "time-to-event" => &[
            ("ties", "efron", true),
            ("limits", "log-log", true),
            ("censor_at", "exit", true),
            ("at", "52, 104", false),
            ("a_new_setting", "some-value", true),
        ],
        _ => &[("both_periods", "both", true)],
    };
    rows.iter().map(setting).collect()
}

/// Writes the sample reports to look at: `VIRKNING_SAMPLE=folder cargo test --release write_the_sample -- --ignored`.
#[test]
#[ignore = "writes files to look at"]
fn write_the_sample() {
    let folder = std::env::var("VIRKNING_SAMPLE").expect("VIRKNING_SAMPLE names a folder");
    let folder = std::path::Path::new(&folder);
    for (name, findings) in [
        ("brf", study()),
        ("rossi", lottery()),
        ("figures", figures()),
    ] {
        let start = std::time::Instant::now();
        let files = super::write(&findings, &folder.join(name), &findings.study.languages)
            .expect("a report");
        println!("{name}: {} files in {:?}", files.len(), start.elapsed());
        for language in ["da", "en"] {
            println!("{}", super::summary(&findings, language).join("\n"));
        }
    }
}
