//! Bedre Ressourceforløb (2019), from a simulated register: every printed figure that register data can produce, within the interval that
//! its printed digits and words allow (the words are the rows of the report's own numbers; three seeds, so that none is luck).

use crate::support::{Workdir, run_study, time_to_event, weekly_share};
use std::path::Path;
use std::sync::OnceLock;
use virkning::findings::{
    AnalysisResult, Arm, BySite, Effect, Estimated, Findings, Group, Period, Variant, WeeklyShare,
};
use virkning::simulate::{self, Plan};

pub(super) const SEEDS: [u64; 3] = [2019, 1, 77];

/// The findings of the example study on registers of three seeds, made once for all tests.
pub(super) fn findings() -> &'static [Findings] {
    static FOUND: OnceLock<Vec<Findings>> = OnceLock::new();
    FOUND.get_or_init(|| SEEDS.iter().map(|seed| on_seed(*seed)).collect())
}

fn on_seed(seed: u64) -> Findings {
    let folder = Workdir::new();
    for file in ["population.toml", "answers.toml"] {
        let path = Path::new("examples/brf").join(file);
        let text = std::fs::read_to_string(&path).expect("the population file");
        let plan = Plan::read(&text, &path).expect("a plan").with_seed(seed);
        simulate::write(&plan, &folder.path().join("data")).expect("written");
    }
    let study = std::fs::read_to_string("examples/brf/study.toml").expect("the study");
    run_study(&folder.file("study.toml", &study))
}

/// What printed words allow (the table of printed words in the definitions).
enum Printed {
    /// The value with its digits; the second is one unit of the last digit.
    Digits(f64, f64),
    /// ca., cirka, omkring.
    About(f64, f64),
    /// knap, næsten: from a little below up to the value.
    JustUnder(f64, f64),
    /// godt: from the value to a little above.
    JustOver(f64, f64),
    /// op til, helt ned til: near the value.
    UpTo(f64, f64),
}

impl Printed {
    fn holds(&self, x: f64) -> bool {
        let room = |v: f64, u: f64| (u / 2.0).max(0.15 * v.abs());
        match *self {
            Printed::Digits(v, u) => v - u / 2.0 <= x && x < v + u / 2.0,
            Printed::About(v, u) | Printed::UpTo(v, u) => (x - v).abs() <= room(v, u),
            Printed::JustUnder(v, u) if v == 1.0 && u == 1.0 => (0.5..=1.0).contains(&x),
            Printed::JustUnder(v, u) => v - room(v, u) <= x && x <= v,
            Printed::JustOver(v, u) => v <= x && x <= v + room(v, u),
        }
    }
}

#[track_caller]
fn check(seed: u64, row: &str, x: f64, printed: Printed) {
    assert!(printed.holds(x), "seed {seed}: {row} came out as {x}");
}

fn each(test: impl Fn(u64, &Findings)) {
    for (seed, found) in SEEDS.iter().zip(findings()) {
        test(*seed, found);
    }
}

const P1: Group = group(Arm::Participant, Period::After);
const P0: Group = group(Arm::Participant, Period::Before);
const C1: Group = group(Arm::Comparison, Period::After);
const C0: Group = group(Arm::Comparison, Period::Before);

const fn group(arm: Arm, period: Period) -> Group {
    Group {
        arm,
        period: Some(period),
    }
}

/// The share of a group in week `week` of the window, in percent.
fn percent(result: &WeeklyShare, group: Group, week: usize) -> f64 {
    let series = result
        .series
        .iter()
        .find(|s| s.group == group)
        .expect("the group");
    100.0 * series.shares[week - 1].fraction().expect("a share")
}

fn effect(result: &WeeklyShare, variant: &Variant, week: usize) -> Effect {
    let series = result
        .effects
        .iter()
        .find(|s| s.variant == *variant)
        .expect("the variant");
    match &series.estimates[week - 1] {
        Estimated::Made(effect) => effect.clone(),
        other => panic!("week {week}: {other:?}"),
    }
}

/// The unadjusted effect in percentage points.
fn points(result: &WeeklyShare, week: usize) -> f64 {
    100.0 * effect(result, &Variant::Unadjusted, week).estimate
}

fn by_site<'a>(found: &'a Findings, id: &str) -> &'a BySite {
    match &crate::support::analysis(found, id).result {
        AnalysisResult::BySite(result) => result,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_shares_in_placement_in_week_95_are_14_to_21_and_17_to_14_and_the_effect_10() {
    each(|seed, found| {
        let figure = weekly_share(found, "figure-1");
        assert_eq!(figure.points[94].weeks, ["2017-W43", "2018-W43"]);
        let [p0, p1, c0, c1] = [P0, P1, C0, C1].map(|g| percent(figure, g, 95));
        check(
            seed,
            "f1-participants-2016-w95",
            p0,
            Printed::Digits(14.0, 1.0),
        );
        check(
            seed,
            "f1-participants-2017-18-w95",
            p1,
            Printed::Digits(21.0, 1.0),
        );
        check(
            seed,
            "concl-praktik-comparison-before",
            c0,
            Printed::Digits(17.0, 1.0),
        );
        check(
            seed,
            "concl-praktik-comparison-after",
            c1,
            Printed::Digits(14.0, 1.0),
        );
        check(
            seed,
            "concl-praktik-participants-change",
            p1 - p0,
            Printed::Digits(7.0, 1.0),
        );
        check(
            seed,
            "concl-praktik-comparison-change",
            c1 - c0,
            Printed::Digits(-3.0, 1.0),
        );
        check(
            seed,
            "concl-praktik-effect",
            points(figure, 95),
            Printed::Digits(10.0, 1.0),
        );
        let at_95 = effect(figure, &Variant::Unadjusted, 95);
        assert!((at_95.estimate - (p1 - p0 - c1 + c0) / 100.0).abs() < 1e-12);
        assert!(at_95.p_value < 0.05);
    });
}

#[test]
fn the_effect_on_placement_grows_over_3_and_5_to_10_points_and_dips_at_the_end() {
    each(|seed, found| {
        let figure = weekly_share(found, "figure-1");
        // "From about mid-2017": weeks 26 to 39 of the window; "later 5", "up to 10" late.
        let mean = |from: usize, to: usize| {
            (from..=to).map(|w| points(figure, w)).sum::<f64>() / (to - from + 1) as f64
        };
        check(
            seed,
            "f1-effect-mid-2017",
            mean(26, 39),
            Printed::About(3.0, 1.0),
        );
        let fives = (53..=80)
            .filter(|w| Printed::Digits(5.0, 1.0).holds(points(figure, *w)))
            .count();
        assert!(fives > 0, "seed {seed}: the effect passes 5 points");
        let largest = (1..=104)
            .map(|w| points(figure, w))
            .fold(f64::MIN, f64::max);
        check(seed, "f1-effect-late", largest, Printed::UpTo(10.0, 1.0));
        assert!(
            points(figure, 104) < points(figure, 95),
            "seed {seed}: the last weeks dip"
        );
    });
}

#[test]
fn the_effect_on_placement_holds_when_adjusted_and_with_the_stv_indicator() {
    each(|seed, found| {
        let figure = weekly_share(found, "figure-1");
        for variant in [
            Variant::Background,
            Variant::SiteIndicator("stv".to_string()),
        ] {
            let at_95 = effect(figure, &variant, 95);
            assert!(
                at_95.p_value < 0.05 && at_95.estimate > 0.07,
                "seed {seed}: {variant:?} {at_95:?}"
            );
        }
        assert!(
            figure
                .effects
                .iter()
                .any(|s| s.variant == Variant::Symmetric)
        );
    });
}

#[test]
fn placement_has_begun_for_25_and_40_percent_and_for_just_over_30_and_50() {
    each(|seed, found| {
        let figure = time_to_event(found, "figure-2");
        let started = |group: Group, at: usize| {
            let curve = figure
                .curves
                .iter()
                .find(|c| c.group == group)
                .expect("the curve");
            100.0 * (1.0 - curve.at[at].survival)
        };
        for group in [C0, C1] {
            check(
                seed,
                "f2-comparison-started-52",
                started(group, 0),
                Printed::About(25.0, 1.0),
            );
            check(
                seed,
                "f2-comparison-started-104",
                started(group, 1),
                Printed::JustUnder(40.0, 1.0),
            );
        }
        check(
            seed,
            "f2-participants-started-52",
            started(P1, 0),
            Printed::JustOver(30.0, 1.0),
        );
        check(
            seed,
            "f2-participants-started-104",
            started(P1, 1),
            Printed::JustOver(50.0, 1.0),
        );
    });
}

#[test]
fn the_hazard_ratio_is_1_61_and_the_time_38_percent_shorter() {
    each(|seed, found| {
        let figure = time_to_event(found, "figure-2");
        let model = figure
            .models
            .iter()
            .filter_map(Estimated::made)
            .find(|m| m.variant == Variant::Unadjusted);
        let model = model.expect("the unadjusted model");
        let term = &model.terms[model.focus];
        assert_eq!(term.term, "participant:after");
        check(
            seed,
            "f2-hazard-ratio",
            term.hazard_ratio,
            Printed::Digits(1.61, 0.01),
        );
        assert!(term.interval.p_value < 0.001, "seed {seed}: f2-p");
        let duration = figure.duration.as_ref().expect("the duration sentence");
        check(
            seed,
            "f2-duration-reduction",
            100.0 * duration.reduction,
            Printed::Digits(38.0, 1.0),
        );
        check(
            seed,
            "f2-duration-after",
            duration.example_after_weeks,
            Printed::Digits(18.6, 0.1),
        );
    });
}

#[test]
fn the_shares_with_ordinary_hours_are_2_6_to_3_3_and_3_5_to_3_1() {
    each(|seed, found| {
        let figure = weekly_share(found, "figure-3");
        let [p0, p1, c0, c1] = [P0, P1, C0, C1].map(|g| percent(figure, g, 95));
        check(
            seed,
            "concl-hours-participants-before",
            p0,
            Printed::Digits(2.6, 0.1),
        );
        check(
            seed,
            "concl-hours-participants-after",
            p1,
            Printed::Digits(3.3, 0.1),
        );
        check(
            seed,
            "concl-hours-comparison-before",
            c0,
            Printed::Digits(3.5, 0.1),
        );
        check(
            seed,
            "concl-hours-comparison-after",
            c1,
            Printed::Digits(3.1, 0.1),
        );
        check(
            seed,
            "concl-hours-participants-change",
            p1 - p0,
            Printed::JustUnder(1.0, 1.0),
        );
        check(
            seed,
            "concl-hours-effect",
            points(figure, 95),
            Printed::JustOver(1.0, 1.0),
        );
        let highest = (1..=104).flat_map(|w| [P0, P1, C0, C1].map(|g| percent(figure, g, w)));
        let highest = highest.fold(f64::MIN, f64::max);
        assert!(
            (2.5..4.5).contains(&highest),
            "seed {seed}: f3-hours-max {highest}"
        );
        let half = (20..70)
            .filter(|w| Printed::About(0.5, 0.1).holds(points(figure, *w)))
            .count();
        assert!(
            half >= 20,
            "seed {seed}: about half a point most of the period, {half} weeks"
        );
    });
}

#[test]
fn the_effect_on_hours_is_significant_from_about_week_70_and_nil_among_those_still_in() {
    each(|seed, found| {
        let figure = weekly_share(found, "figure-3");
        let last_trusted = figure.points[figure.trusted_until.expect("trust ends")].index as usize;
        assert_eq!(last_trusted, 100);
        let significant = |w: usize| effect(figure, &Variant::Unadjusted, w).p_value < 0.05;
        let late = (75..=last_trusted).filter(|w| significant(*w)).count();
        assert!(
            10 * late >= 9 * (last_trusted - 74),
            "seed {seed}: {late} weeks from 75 on"
        );
        let early = (30..65).filter(|w| significant(*w)).count();
        assert!(10 * early < 9 * 35, "seed {seed}: {early} weeks before 65");
        let still_in = weekly_share(found, "figure-4");
        for week in 75..=last_trusted {
            let e = effect(still_in, &Variant::Unadjusted, week);
            assert!(
                e.conf_low <= 0.0 && 0.0 <= e.conf_high,
                "seed {seed}: week {week} {e:?}"
            );
        }
        let parts = figure.decomposition.as_ref().expect("the decomposition");
        let at_95 = parts[94].made().expect("week 95");
        assert!((at_95.still_in + at_95.left + at_95.mix - at_95.effect).abs() < 1e-12);
        assert!(
            at_95.left > at_95.still_in,
            "seed {seed}: the gain arises after the course"
        );
    });
}

#[test]
fn the_municipalities_change_from_minus_11_to_27_and_from_minus_5_to_13() {
    each(|seed, found| {
        let changes = |id: &str| -> Vec<f64> {
            let sites = &by_site(found, id).sites;
            assert_eq!(sites.len(), 17);
            sites
                .iter()
                .map(|s| 100.0 * s.change().expect("a change"))
                .collect()
        };
        let ends = |c: &[f64]| (c[0], c[c.len() - 1]);
        let (most, least) = ends(&changes("by-site-praktik"));
        check(seed, "mun-praktik-max", most, Printed::UpTo(27.0, 1.0));
        check(
            seed,
            "mun-praktik-min",
            -least,
            Printed::JustOver(11.0, 1.0),
        );
        let (most, least) = ends(&changes("by-site-hours"));
        check(seed, "mun-hours-max", most, Printed::JustUnder(13.0, 1.0));
        check(seed, "mun-hours-min", -least, Printed::JustOver(5.0, 1.0));
    });
}

#[test]
fn participants_differ_from_comparison_but_2017_not_from_2018_starters() {
    each(|seed, found| {
        let AnalysisResult::Balance(balance) = &crate::support::analysis(found, "balance").result
        else {
            panic!("balance");
        };
        let significant = |id: &str| {
            let table = balance
                .tables
                .iter()
                .find(|t| t.id == id)
                .expect("the table");
            let p = table.rows.iter().filter_map(|r| r.p_value.made());
            p.filter(|p| **p < 0.05).count()
        };
        assert!(significant("arms") > 0, "seed {seed}");
        assert_eq!(significant("entry-years"), 0, "seed {seed}");
    });
}
