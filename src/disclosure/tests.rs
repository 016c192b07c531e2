use super::*;
use crate::findings::*;

fn text(word: &str) -> Text {
    Text {
        da: word.to_string(),
        en: word.to_string(),
    }
}

fn findings(data: DataKind, result: AnalysisResult) -> Findings {
    Findings {
        schema: SCHEMA,
        study: StudyFacts {
            id: "gate".to_string(),
            title: text("Gate"),
            languages: vec!["en".to_string()],
            data,
            source: text("drawn by hand"),
            time_axis: TimeAxis::IsoWeeks,
            register_weeks: Some(["2016-W01".to_string(), "2018-W52".to_string()]),
            last_trusted_week: None,
            persons: Some(1_000),
            arms: Vec::new(),
            periods: Vec::new(),
        },
        analyses: vec![Analysis {
            id: "one".to_string(),
            kind: "any".to_string(),
            title: None,
            settings: Vec::new(),
            notes: vec![Note::new("missing-dropped", &[("rows", "3".to_string())])],
            result,
        }],
    }
}

fn group(arm: Arm) -> Group {
    Group { arm, period: None }
}

fn effect() -> Effect {
    Effect {
        estimate: 0.123456789,
        n: Some(60),
        std_error: 0.05,
        statistic: 2.4,
        df: 58.0,
        p_value: 0.019,
        conf_low: 0.02,
        conf_high: 0.22,
        clusters: None,
        hc1: Robust {
            std_error: 0.05,
            p_value: 0.019,
            conf_low: 0.02,
            conf_high: 0.22,
        },
    }
}

/// Two weeks of two groups; in week 2 three of thirty participants have the outcome.
fn weekly() -> AnalysisResult {
    let series = |arm, second| ShareSeries {
        group: group(arm),
        shares: vec![Share::of(10, 30), second],
    };
    let point = |index| WeekPoint {
        index,
        weeks: Vec::new(),
    };
    AnalysisResult::WeeklyShare(WeeklyShare {
        outcome: OutcomeFacts {
            id: "work".to_string(),
            label: text("work"),
        },
        among: "observed".to_string(),
        axis: "since-entry".to_string(),
        contrast: "difference".to_string(),
        points: vec![point(0), point(1)],
        series: vec![
            series(Arm::Participant, Share::of(3, 30)),
            series(Arm::Comparison, Share::of(8, 30)),
        ],
        effects: vec![EffectSeries {
            variant: Variant::Unadjusted,
            estimates: vec![Estimated::Made(effect()), Estimated::Made(effect())],
            dropped: Vec::new(),
            missing: Some(2),
        }],
        trusted_until: None,
        headline: Some(1),
        headline_mean: None,
        decomposition: None,
    })
}

fn released_weekly(data: DataKind) -> (WeeklyShare, Released) {
    let released = release(findings(data, weekly()));
    match &released.findings.analyses[0].result {
        AnalysisResult::WeeklyShare(result) => (result.clone(), released),
        other => panic!("{other:?}"),
    }
}

#[test]
fn three_persons_with_the_outcome_are_withheld_and_so_is_the_effect_that_would_tell_them() {
    let (result, released) = released_weekly(DataKind::Register);
    let shares = |s: usize| &result.series[s].shares;
    assert_eq!(shares(0)[0], Share::of(10, 30));
    assert_eq!(
        (shares(0)[1].numerator, shares(0)[1].denominator),
        (None, None)
    );
    assert_eq!(shares(1)[1], Share::of(8, 30));
    let effects = &result.effects[0];
    assert!(effects.estimates[0].made().is_some());
    assert_eq!(effects.estimates[1], Estimated::Suppressed);
    assert_eq!(effects.missing, None);
    assert_eq!(released.findings.analyses[0].notes[0].facts["rows"], "1-4");
    // The note, the share, the count of missing rows and the effect.
    assert_eq!(released.record.cells(), 4);
    assert_eq!(released.record.profile, "gated");
}

#[test]
fn a_mean_of_weeks_does_not_tell_the_week_that_is_withheld() {
    let AnalysisResult::WeeklyShare(mut result) = weekly() else {
        panic!("a weekly share");
    };
    result.headline_mean = Some(Box::new(MeanOfWeeks {
        first: 0,
        last: 1,
        shares: vec![Share::of(13, 60), Share::of(18, 60)],
        effect: Some(Estimated::Made(effect())),
    }));
    let released = release(findings(
        DataKind::Register,
        AnalysisResult::WeeklyShare(result),
    ));
    let AnalysisResult::WeeklyShare(told) = &released.findings.analyses[0].result else {
        panic!("a weekly share");
    };
    let mean = told.headline_mean.as_ref().expect("a mean");
    // 13 less the 10 of the first week would be the 3 of the second.
    assert_eq!(mean.shares[0].numerator, None);
    assert_eq!(mean.shares[1], Share::of(18, 60));
    assert_eq!(mean.effect, Some(Estimated::Suppressed));
}

#[test]
fn estimates_of_real_persons_carry_six_digits_and_those_of_others_all() {
    let first = |data| {
        let (result, _) = released_weekly(data);
        result.effects[0].estimates[0].made().map(|e| e.estimate)
    };
    assert_eq!(first(DataKind::Register), Some(0.123457));
    assert_eq!(first(DataKind::Synthetic), Some(0.123456789));
}

#[test]
fn public_and_synthetic_data_pass_as_they_are() {
    for data in [DataKind::Public, DataKind::Synthetic] {
        let released = release(findings(data, weekly()));
        assert_eq!(*released.findings, findings(data, weekly()));
        assert_eq!(
            (released.record.profile, released.record.cells()),
            ("open", 0)
        );
    }
}

#[test]
fn findings_read_back_as_they_are_written() {
    let before = findings(DataKind::Public, weekly());
    let value = serde_json::to_value(&before).expect("written");
    let after: Findings = serde_json::from_value(value).expect("read");
    assert_eq!(before, after);
}

#[test]
fn a_curve_is_told_in_steps_of_at_least_five_persons() {
    // 40 at risk; events 2, 3, 1, 6 in weeks 1 to 4; nobody censored before week 5.
    let n_event = [2, 3, 1, 6, 0];
    let n_censor = [0, 0, 0, 0, 28];
    let mut left = 40;
    let mut survival = 1.0;
    let mut curve = Curve {
        group: group(Arm::Participant),
        persons: Some(40),
        events: Some(12),
        time: Vec::new(),
        n_risk: Vec::new(),
        n_event: Vec::new(),
        n_censor: Vec::new(),
        survival: Vec::new(),
        std_error: Vec::new(),
        conf_low: Vec::new(),
        conf_high: Vec::new(),
        cumulative_hazard: Vec::new(),
        at: vec![AtTime {
            time: 3.0,
            survival: 34.0 / 40.0,
            conf_low: None,
            conf_high: None,
            n_risk: Some(35),
            observed_until: 3.0,
        }],
        rmst: Vec::new(),
        risk_table: vec![(0.0, Some(40)), (6.0, Some(3))],
    };
    for week in 0..5 {
        curve.time.push(week as f64 + 1.0);
        curve.n_risk.push(Some(left));
        curve.n_event.push(Some(n_event[week]));
        curve.n_censor.push(Some(n_censor[week]));
        survival *= 1.0 - n_event[week] as f64 / left as f64;
        curve.survival.push(survival);
        curve.std_error.push(None);
        curve.conf_low.push(None);
        curve.conf_high.push(None);
        curve.cumulative_hazard.push(0.0);
        left -= n_event[week] + n_censor[week];
    }
    curve::coarsen(&mut curve);
    assert_eq!(curve.time, [2.0, 4.0, 5.0]);
    assert_eq!(curve.n_event, [Some(5), Some(7), Some(0)]);
    assert_eq!(curve.n_censor, [Some(0), Some(0), Some(28)]);
    assert_eq!(curve.n_risk[0], Some(40));
    // Week 3 is read at the step before it, and the three left at week 6 are not told.
    assert!((curve.at[0].survival - 35.0 / 40.0).abs() < 1e-12);
    assert_eq!(curve.at[0].observed_until, 2.0);
    assert_eq!(curve.risk_table, [(0.0, Some(40)), (6.0, None)]);
}

#[test]
fn a_small_municipality_tells_neither_its_share_nor_its_change() {
    let site = |code, before, after| SiteChange {
        code,
        name: code.to_string(),
        before,
        after,
    };
    let result = AnalysisResult::BySite(BySite {
        outcome: OutcomeFacts {
            id: "work".to_string(),
            label: text("work"),
        },
        among: "started".to_string(),
        week: 95,
        weeks: Vec::new(),
        sites: vec![
            site(101, Share::of(10, 100), Share::of(20, 100)),
            site(825, Share::of(0, 4), Share::of(5, 9)),
            site(563, Share::of(0, 12), Share::of(6, 12)),
        ],
    });
    let released = release(findings(DataKind::Register, result));
    let AnalysisResult::BySite(told) = &released.findings.analyses[0].result else {
        panic!("by site");
    };
    let changes: Vec<bool> = told.sites.iter().map(|s| s.change().is_some()).collect();
    assert_eq!(changes, [true, false, true]);
}

#[test]
fn a_mean_of_municipalities_and_its_line_do_not_tell_the_withheld_one() {
    let share = |numerator, denominator| Cell::share(numerator, denominator);
    let mean = (0.03 + 0.4) / 2.0;
    let rows = |first: Cell| {
        vec![
            Row::new("a", Label::name("a"), vec![first]),
            Row::new("b", Label::name("b"), vec![share(40, 100)]),
            Row::new(
                "mean",
                Label::name("mean"),
                vec![Cell::number(mean, Unit::Fraction)],
            )
            .total(),
        ]
    };
    let released = |first: Cell| {
        let described = Described {
            finding: Label::name("finding"),
            shows: Label::name("shows"),
            tables: vec![Table {
                id: "by-site".to_string(),
                title: Label::name("title"),
                stub: Label::name("stub"),
                of: Counted::Persons,
                columns: vec![Column::new("share", Label::name("share"))],
                rows: rows(first),
            }],
            chart: Some(Chart {
                shape: Shape::Bars,
                table: 0,
                columns: vec![0],
                limits: vec![None],
                ends: None,
                x: Label::name("x"),
                y: Label::name("y"),
                marks: [mean, 0.9]
                    .map(|at| Mark::on_values(at, Label::name("line")))
                    .to_vec(),
            }),
        };
        let result = AnalysisResult::Described(Box::new(described));
        let released = release(findings(DataKind::Register, result));
        let AnalysisResult::Described(described) = released.findings.analyses[0].result.clone()
        else {
            panic!("described");
        };
        let lines = described.chart.expect("a chart").marks;
        let lines: Vec<f64> = lines.iter().map(|mark| mark.at).collect();
        (described.tables[0].rows[2].cells[0].clone(), lines)
    };
    let suppressed = Cell::estimate(Estimated::Suppressed, Unit::Fraction, None);
    assert_eq!(released(share(3, 100)), (suppressed, vec![0.9]));
    let (told, lines) = released(share(30, 100));
    // Six digits are released.
    assert_eq!(told, Cell::number(0.215, Unit::Fraction));
    assert_eq!(lines, [0.215, 0.9]);
}
