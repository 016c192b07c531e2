//! Attrition, municipalities and balance.

use super::{GROUPS, outcome, text};
use crate::findings::{
    AnalysisResult, Attrition, AttritionFlow, AttritionStep, Balance, BalanceRow, BalanceTable,
    BySite, Estimated, Reason, Share, Significant, SiteChange, Step, Summary, Variable,
};

pub fn attrition() -> AnalysisResult {
    let flow = |(group, numbers): (&crate::findings::Group, [u64; 4])| {
        let steps = [
            Step::InSites,
            Step::EverInScheme,
            Step::CodeInEntryWindow,
            Step::StartInEntryWindow,
        ];
        let step = |(step, persons): (Step, u64)| AttritionStep {
            step,
            persons: Some(persons),
        };
        let beside = [
            (Step::FurtherStarts, Some(numbers[3] / 40)),
            (Step::InOtherPeriod, Some(numbers[3] / 60)),
            (Step::OutcomeAtEntry, Some(numbers[3] / 90)),
            (Step::GoneBeforeEnd, None),
        ];
        AttritionFlow {
            group: *group,
            steps: steps.into_iter().zip(numbers).map(step).collect(),
            beside: beside
                .map(|(step, persons)| AttritionStep { step, persons })
                .to_vec(),
        }
    };
    let numbers = [
        [11_020, 7_120, 5_010, 4_102],
        [11_020, 7_120, 3_020, 1_988],
        [37_104, 34_077, 24_951, 20_444],
        [37_104, 34_077, 14_212, 9_871],
    ];
    AnalysisResult::Attrition(Attrition {
        flows: GROUPS.iter().zip(numbers).map(flow).collect(),
        persons: Some(48_216),
        unknown_municipality: Some(92),
    })
}

pub fn sites() -> AnalysisResult {
    let names = [
        (550, "Tønder", (6, 60), (46, 128)),
        (760, "Ringkøbing-Skjern", (12, 88), (64, 201)),
        (430, "Faaborg-Midtfyn", (9, 73), (42, 160)),
        (270, "Gribskov", (7, 55), (29, 118)),
        (615, "Horsens", (18, 131), (66, 280)),
        (101, "København", (84, 640), (301, 1403)),
        (316, "Holbæk", (14, 104), (49, 223)),
        (766, "Hedensted", (8, 61), (27, 133)),
        (740, "Silkeborg", (19, 120), (62, 264)),
        (479, "Svendborg", (16, 99), (48, 214)),
        (540, "Sønderborg", (21, 125), (60, 270)),
        (157, "Gentofte", (9, 52), (20, 104)),
        (849, "Jammerbugt", (11, 58), (23, 117)),
        (575, "Vejen", (12, 51), (22, 109)),
        (259, "Køge", (19, 66), (25, 141)),
        (185, "Tårnby", (14, 44), (18, 88)),
    ];
    let site = |(code, name, before, after): (u16, &str, (u64, u64), (u64, u64))| SiteChange {
        code,
        name: name.into(),
        before: Share::of(before.0, before.1),
        after: Share::of(after.0, after.1),
    };
    let mut sites: Vec<SiteChange> = names.into_iter().map(site).collect();
    sites.sort_by(|a, b| b.change().partial_cmp(&a.change()).expect("finite"));
    sites.push(SiteChange {
        code: 165,
        name: "Albertslund".into(),
        before: Share {
            numerator: None,
            denominator: Some(31),
        },
        after: Share::of(14, 66),
    });
    AnalysisResult::BySite(BySite {
        outcome: outcome("praktik"),
        among: "in-course".into(),
        week: 95,
        weeks: vec!["2017-W43".into(), "2018-W43".into()],
        sites,
    })
}

pub fn balance() -> AnalysisResult {
    let rows = |factor: f64| {
        let history = |state: &str| Variable::HistoryWeeks {
            state: state.into(),
            years: 3,
        };
        let support = |state: &str| Variable::SupportBefore {
            state: state.into(),
        };
        vec![
            row(Variable::Age, false, 0.08 * factor),
            row(Variable::Male, true, -0.02 * factor),
            row(Variable::Western, true, 0.01 * factor),
            row(Variable::NonWestern, true, 0.13 * factor),
            row(Variable::Married, true, -0.06 * factor),
            row(history("kontanthjaelp"), false, 0.24 * factor),
            row(history("sygedagpenge"), false, -0.17 * factor),
            row(history("su"), false, 0.03 * factor),
            row(history("employment"), false, -0.12 * factor),
            row(history("self-support"), false, -0.01 * factor),
            row(support("kontanthjaelp"), true, 0.27 * factor),
            row(support("sygedagpenge"), true, -0.21 * factor),
            row(support("other"), true, f64::NAN),
        ]
    };
    AnalysisResult::Balance(Balance {
        tables: vec![
            BalanceTable {
                id: "arms".into(),
                within: None,
                significant: Significant {
                    rows: 2,
                    of: 12,
                    level: 0.05,
                    expected: 0.6,
                },
                first: text("Deltagerkommuner", "Participating municipalities"),
                second: text("Sammenligningskommuner", "Comparison municipalities"),
                persons_first: Some(4_102),
                persons_second: Some(20_444),
                rows: rows(1.0),
            },
            BalanceTable {
                id: "entry-years".into(),
                within: None,
                significant: Significant {
                    rows: 0,
                    of: 12,
                    level: 0.05,
                    expected: 0.6,
                },
                first: text("Startet 2017", "Started 2017"),
                second: text("Startet 2018", "Started 2018"),
                persons_first: Some(2_110),
                persons_second: Some(1_992),
                rows: rows(-0.2),
            },
        ],
    })
}

fn row(variable: Variable, binary: bool, smd: f64) -> BalanceRow {
    if smd.is_nan() {
        return BalanceRow {
            variable,
            binary,
            first: Summary {
                n: Some(4_102),
                count: None,
                mean: None,
                sd: None,
            },
            second: Summary {
                n: Some(20_444),
                count: Some(0),
                mean: Some(0.0),
                sd: Some(0.0),
            },
            missing: Some(0),
            difference: Estimated::Suppressed,
            smd: Estimated::Suppressed,
            p_value: Estimated::Not(Reason::new("no-variation", &[("term", "other".into())])),
            p_value_welch: Estimated::Suppressed,
            p_value_chi_square: None,
        };
    }
    let (base, sd) = if binary { (0.31, 0.46) } else { (42.4, 10.2) };
    let p = (-(smd * 57.0).powi(2) / 2.4).exp();
    let count = |n: u64, mean: f64| binary.then(|| (n as f64 * mean).round() as u64);
    BalanceRow {
        first: Summary {
            n: Some(4_102),
            count: count(4_102, base + smd * sd),
            mean: Some(base + smd * sd),
            sd: Some(sd),
        },
        second: Summary {
            n: Some(20_444),
            count: count(20_444, base),
            mean: Some(base),
            sd: Some(sd),
        },
        variable,
        binary,
        missing: Some(3),
        difference: Estimated::Made(smd * sd),
        smd: Estimated::Made(smd),
        p_value: Estimated::Made(p),
        p_value_welch: Estimated::Made(p * 0.97),
        p_value_chi_square: binary.then_some(Estimated::Made(p * 1.01)),
    }
}
