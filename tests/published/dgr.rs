//! Det gode ressourceforløb (2019), from made-up persons: every printed figure that data can give, at its printed rounding, for three
//! seeds. A row of the report's own numbers is either compared here or named with the reason why it is not.
//!
//! Where the print is wrong the right value is asked for; the ids of the findings about it (DGR-X..) are those of `examples/COVERAGE.md`.

mod targets;

use crate::support::{Workdir, run_study, time_to_event};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use targets::{Figure, described, effect, number, target};
use virkning::findings::{Cell, Findings, Light, TimeUnit};
use virkning::simulate::{self, Plan};

const SEEDS: [u64; 3] = [2017, 1, 77];

pub(super) fn findings() -> &'static [Findings] {
    static FOUND: OnceLock<Vec<Findings>> = OnceLock::new();
    FOUND.get_or_init(|| SEEDS.iter().map(|seed| on_seed(*seed, |s| s)).collect())
}

/// The findings of the example with its study file changed.
fn on_seed(seed: u64, change: impl Fn(String) -> String) -> Findings {
    let folder = Workdir::new();
    let path = Path::new("examples/dgr/population.toml");
    let text = std::fs::read_to_string(path).expect("the population file");
    let plan = Plan::read(&text, path).expect("a plan").with_seed(seed);
    simulate::write(&plan, &folder.path().join("data")).expect("written");
    let study = std::fs::read_to_string("examples/dgr/study.toml").expect("the study");
    run_study(&folder.file("study.toml", &change(study)))
}

/// A row of the report's numbers.
struct Row {
    id: String,
    value: String,
    unit: String,
    rounding: String,
}

fn rows() -> Vec<Row> {
    let mut reader = csv::Reader::from_path("examples/dgr/printed.csv").expect("the numbers");
    let rows = reader.records().map(|record| {
        let record = record.expect("a row");
        let cell = |at: usize| record[at].to_string();
        Row {
            id: cell(0),
            value: cell(4),
            unit: cell(5),
            rounding: cell(6),
        }
    });
    rows.collect()
}

/// Where the print is wrong: the right value (DGR-X5, X8 to X11).
fn corrected(id: &str) -> Option<&'static str> {
    Some(match id {
        "t81-male-intervention-pct" => "39.4",
        "t83-yes-total-pct" => "18.3",
        "t85-ended-total-pct" | "text85-total" => "26.1",
        "t85-not-ended-control-pct" => "76.1",
        "t86-no-control-pct" => "49.5",
        "t88-no-intervention-pct" => "97.2",
        "t88-yes-control-pct" => "12.8",
        "t88-yes-total-pct" => "7.8",
        _ => return None,
    })
}

/// Rounded once, half up; a share from its exact counts.
fn rounded(figure: &Figure, decimals: u32) -> String {
    let unit = 10u64.pow(decimals);
    let whole = match figure {
        Figure::Share(n, all) => (2 * n * 100 * unit + all) / (2 * all),
        Figure::Value(value) => (value * unit as f64 + 0.5).floor() as u64,
        Figure::Not(_) => panic!("no figure"),
    };
    match decimals {
        0 => format!("{whole}"),
        d => format!("{}.{:0w$}", whole / unit, whole % unit, w = d as usize),
    }
}

fn check(seed: u64, row: &Row, figure: &Figure) {
    let Row { id, value, .. } = row;
    match (id.as_str(), row.rounding.as_str()) {
        // "below 0.01" holds; "below 0.20" does not: it is 0.204 (DGR-X5).
        ("text88-p", _) => assert_eq!(rounded(figure, 4), "0.0055"),
        ("text84-p", _) => assert_eq!(rounded(figure, 3), "0.204"),
        // "about": within 2.5 of the value.
        (_, "approx") => {
            let Figure::Value(x) = (match figure {
                Figure::Share(n, all) => Figure::Value(100.0 * *n as f64 / *all as f64),
                Figure::Value(x) => Figure::Value(*x),
                Figure::Not(_) => return,
            }) else {
                return;
            };
            let printed: f64 = value.parse().expect("a number");
            assert!((x - printed).abs() <= 2.5, "seed {seed}: {id} is {x}");
        }
        (_, decimals) => {
            let decimals = decimals.parse().expect("decimals");
            let wanted = corrected(id).unwrap_or(value);
            assert_eq!(rounded(figure, decimals), wanted, "seed {seed}: {id}");
        }
    }
}

#[test]
fn every_printed_number_comes_out_or_is_excused_by_name() {
    let rows = rows();
    let mut compared = 0;
    let mut excused: BTreeMap<&str, usize> = BTreeMap::new();
    for (seed, found) in SEEDS.iter().zip(findings()) {
        for row in &rows {
            match target(found, &row.id) {
                Figure::Not(why) => *excused.entry(why).or_default() += 1,
                figure => {
                    check(*seed, row, &figure);
                    compared += 1;
                }
            }
        }
    }
    let excused: usize = excused.values().sum();
    // As told in examples/COVERAGE.md.
    assert_eq!(
        (rows.len(), compared / 3, excused / 3),
        (ROWS, COMPARED, ROWS - COMPARED)
    );
    assert!(rows.iter().all(|row| !row.unit.is_empty()));
}

const ROWS: usize = 317;
const COMPARED: usize = 293;

#[test]
fn the_tests_that_were_not_printed_come_out_as_recomputed() {
    let tests = [
        ("sex", "0.02", 1.0, "0.89"),
        // 0.18499...: CONSISTENCY has 0.19, which is 0.185 rounded again.
        ("age", "4.83", 3.0, "0.18"),
        ("clarified", "3.06", 1.0, "0.08"),
        ("support", "3.18", 2.0, "0.20"),
        ("ended", "0.59", 1.0, "0.44"),
        ("placed", "1.85", 1.0, "0.17"),
        ("sanctions", "0.13", 2.0, "0.94"),
        ("complaints", "7.72", 1.0, "0.01"),
    ];
    for found in findings() {
        for (analysis, statistic, df, p) in tests {
            let at = |column| number(found, [analysis, "tests", "pearson", column]);
            assert_eq!(format!("{:.2}", at("statistic")), statistic, "{analysis}");
            assert_eq!(at("df"), df, "{analysis}");
            assert_eq!(format!("{:.2}", at("p_value")), p, "{analysis}");
        }
        let of = |row, column| number(found, ["complaints", "tests", row, column]);
        assert_eq!(format!("{:.4}", of("fisher", "p_value")), "0.0096");
        assert_eq!(format!("{:.2}", of("corrected", "statistic")), "6.38");
        assert_eq!(format!("{:.4}", of("corrected", "p_value")), "0.0115");
        assert_eq!(
            number(found, ["age", "tests", "pearson", "least_expected"]),
            4.5
        );
    }
}

#[test]
fn power_is_the_classical_calculation() {
    let found = &findings()[0];
    let at = |table, row, column| number(found, ["power", table, row, column]);
    assert_eq!(format!("{:.3}", at("power", "share-25", "n-100")), "0.802");
    assert_eq!(format!("{:.3}", at("power", "share-20", "n-100")), "0.508");
    assert_eq!(format!("{:.3}", at("power", "share-20", "n-109")), "0.543");
    assert_eq!(format!("{:.1}", at("n", "share-25", "n")), "99.5");
    assert_eq!(at("n", "share-25", "n_whole"), 100.0);
    assert_eq!(at("n", "share-20", "n_whole"), 199.0);
    assert_eq!(
        format!("{:.2}", 100.0 * at("detectable", "n-100", "share")),
        "24.96"
    );
    assert_eq!(
        format!("{:.1}", 100.0 * at("detectable", "n-109", "share")),
        "24.2"
    );
}

#[test]
fn the_unaccounted_person_and_the_arms_as_drawn_are_shown() {
    for found in findings() {
        let flow = |row| number(found, ["draw", "flow", row, "persons"]);
        assert_eq!(flow("unaccounted"), 1.0);
        assert_eq!(flow("allocated"), 218.0);
        assert_eq!(flow("swapped"), 72.0);
        assert_eq!(flow("assigned_arm.participant"), 111.0);
        assert_eq!(flow("assigned_arm.comparison"), 107.0);
        let dates = &described(found, "draw").tables[1];
        for row in dates.rows.iter().filter(|r| !r.total) {
            assert_eq!(row.cells[4], Cell::Light(Light::Green), "{}", row.id);
        }
        // The as-drawn table stands beside the as-received one, with all 218.
        let total = |column| number(found, ["clarified", "counts.assigned_arm", "total", column]);
        assert_eq!([total("participant"), total("comparison")], [111.0, 107.0]);
        let received = effect(found, "time-to-clarification", false).hazard_ratio;
        let drawn = effect(found, "time-to-clarification", true).hazard_ratio;
        assert!((received - drawn).abs() > 0.01, "{received} {drawn}");
    }
}

#[test]
fn every_seed_gives_the_same_hazard_ratios_and_other_days() {
    let ratio = |found, id| effect(found, id, false).hazard_ratio;
    let [first, second, third] = findings() else {
        panic!("three seeds");
    };
    for id in ["time-to-clarification", "time-to-end", "time-to-placement"] {
        assert!((ratio(first, id) - ratio(second, id)).abs() < 1e-9, "{id}");
        assert!((ratio(first, id) - ratio(third, id)).abs() < 1e-9, "{id}");
        let times = |found| time_to_event(found, id).curves[0].time.clone();
        assert_ne!(times(first), times(second), "{id}");
        assert_eq!(time_to_event(first, id).unit, TimeUnit::Days);
    }
}

#[test]
fn the_other_readings_of_the_open_points_can_be_asked_for() {
    let base = findings()[0].clone();
    let changed = |from: &str, to: &str| {
        on_seed(SEEDS[0], |study| {
            assert!(study.contains(from), "{from}");
            study.replace(from, to)
        })
    };
    let clarification =
        |found: &Findings| effect(found, "time-to-clarification", false).hazard_ratio;
    let events = |found: &Findings| {
        let curves = &time_to_event(found, "time-to-clarification").curves;
        curves.iter().map(|c| c.events.expect("told")).sum::<u64>()
    };
    // the limit can be moved; nobody of these made-up persons is exactly 30, so 31 would change nothing here and 35 does.
    let older = changed("min_age = 30 ", "min_age = 35 ");
    let allocated = number(&older, ["draw", "flow", "allocated", "persons"]);
    let young = number(&older, ["draw", "flow", "excluded.min_age", "persons"]);
    assert!(young > 0.0);
    assert_eq!(allocated + young, 218.0);
    // the arms as drawn as the main result, with those received beside.
    let drawn = changed("column = \"arm\"", "column = \"assigned_arm\"");
    assert_eq!(
        number(&drawn, ["clarified", "counts", "total", "participant"]),
        111.0
    );
    assert_eq!(
        number(&drawn, ["clarified", "counts.arm", "total", "participant"]),
        109.0
    );
    // from the start of the course every time is shorter.
    let started = changed(
        "unit = \"days\"\n",
        "unit = \"days\"\norigin = \"course-start\"\n",
    );
    let longest = |found: &Findings| {
        let curves = &time_to_event(found, "time-to-clarification").curves;
        curves
            .iter()
            .flat_map(|c| c.time.clone())
            .fold(0.0, f64::max)
    };
    assert!(longest(&started) < longest(&base));
    assert_eq!(events(&started), 40);
    // at risk to the end, or competing.
    let line = "censored_by = [\"course-end=cash-benefit\"]";
    let at_risk = changed(line, "");
    assert_eq!(events(&at_risk), 40);
    assert!((clarification(&at_risk) - clarification(&base)).abs() > 1e-6);
    let competing = changed(line, "competing = [\"course-end=cash-benefit\"]");
    assert!((clarification(&competing) - clarification(&base)).abs() < 1e-12);
    assert_eq!(
        time_to_event(&competing, "time-to-clarification").censor_at,
        "competing"
    );
    // classes instead of lines, and strata.
    let classes = changed(
        "adjust = [\"age\", \"male\", \"draw_date\"]           #",
        "adjust = [\"age_group\", \"male\", \"draw_day\"] #",
    );
    assert!((clarification(&classes) - clarification(&base)).abs() > 1e-6);
    let strata = changed(
        "ties = \"breslow\"\n",
        "ties = \"breslow\"\nstrata = \"draw_day\"\n",
    );
    assert!((clarification(&strata) - clarification(&base)).abs() > 1e-6);
    // placements after the end of the course do not occur here, but the time at risk is longer.
    let whole = changed("censored_by = [\"course-end\"] ", "");
    let placement = |found: &Findings| effect(found, "time-to-placement", false).hazard_ratio;
    assert!((placement(&whole) - placement(&base)).abs() > 1e-6);
    // Weeks instead of days.
    let weeks = changed("unit = \"days\"", "unit = \"weeks\"");
    assert_eq!(
        time_to_event(&weeks, "time-to-clarification").unit,
        TimeUnit::Weeks
    );
    assert!(longest(&weeks) <= 120.0);
}
