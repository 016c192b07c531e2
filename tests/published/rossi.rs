//! The printed figures of the real example: Rossi, Berk and Lenihan (1980), as Allison, "Survival Analysis Using SAS", prints them and
//! R survival 3.5-3 gives them: `coxph(Surv(week, arrest) ~ fin + age + race + wexp + mar + paro + prio, ties = "efron")`, and with the weekly
//! employment as a time-varying covariate in the same week and lagged one week.

use crate::support::{run_study, time_to_event, weekly_share};
use std::path::Path;
use virkning::findings::{CoxModel, CoxTerm, Estimated, Variant};

fn printed(value: f64) -> String {
    format!("{value:.3}")
}

fn model(models: &[Estimated<CoxModel>], variant: impl Fn(&Variant) -> bool) -> &CoxModel {
    let mut made = models.iter().filter_map(Estimated::made);
    made.find(|m| variant(&m.variant)).expect("the model")
}

fn term<'a>(model: &'a CoxModel, name: &str) -> &'a CoxTerm {
    model
        .terms
        .iter()
        .find(|t| t.term == name)
        .expect("the term")
}

/// Coefficient, standard error, hazard ratio.
fn row(model: &CoxModel, name: &str) -> [String; 3] {
    let term = term(model, name);
    [term.estimate, term.interval.std_error, term.hazard_ratio].map(printed)
}

#[test]
fn the_printed_figures_of_the_financial_aid_lottery_come_out_to_every_digit() {
    let findings = run_study(Path::new("examples/rossi/study.toml"));
    let result = time_to_event(&findings, "time-to-arrest");
    let main = model(&result.models, |v| matches!(v, Variant::Columns(_)));
    assert_eq!(row(main, "participant"), ["-0.379", "0.191", "0.684"]);
    assert_eq!(printed(term(main, "participant").interval.p_value), "0.047");
    assert_eq!(row(main, "age"), ["-0.057", "0.022", "0.944"]);
    assert_eq!(printed(term(main, "age").interval.p_value), "0.009");
    assert_eq!(row(main, "prio"), ["0.091", "0.029", "1.096"]);
    assert_eq!(printed(term(main, "prio").interval.p_value), "0.001");
    assert_eq!(format!("{:.2}", main.likelihood_ratio), "33.27");
    assert_eq!(main.likelihood_ratio_df, 7.0);
    assert_eq!(main.events, Some(114));
}

#[test]
fn employment_as_a_time_varying_covariate_gives_the_printed_figures() {
    let findings = run_study(Path::new("examples/rossi/study.toml"));
    let result = time_to_event(&findings, "time-to-arrest");
    let lag = |weeks| move |v: &Variant| matches!(v, Variant::TimeVarying { lag_weeks, .. } if *lag_weeks == weeks);
    let same_week = model(&result.models, lag(0));
    assert_eq!(row(same_week, "participant")[..2], ["-0.357", "0.191"]);
    assert_eq!(row(same_week, "work"), ["-1.328", "0.251", "0.265"]);
    let lagged = model(&result.models, lag(1));
    assert_eq!(row(lagged, "work"), ["-0.787", "0.218", "0.455"]);
    assert_eq!(lagged.events, Some(113));
}

#[test]
fn the_weekly_share_in_work_counts_those_still_observed() {
    let findings = run_study(Path::new("examples/rossi/study.toml"));
    let result = weekly_share(&findings, "work-by-week");
    // Counted from rossi.csv by hand: 432 men in week 1, and in week 52 those whose cell is not blank.
    let text = std::fs::read_to_string("examples/rossi/rossi.csv").expect("the data");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let column = |name: &str| {
        header
            .iter()
            .position(|h| h.trim_matches('"') == name)
            .expect("a column")
    };
    let (fin, rows): (usize, Vec<Vec<&str>>) = (
        column("fin"),
        lines.map(|l| l.split(',').collect()).collect(),
    );
    for week in [1, 20, 52] {
        let emp = column(&format!("emp{week}"));
        for (series, arm) in result.series.iter().zip(["yes", "no"]) {
            let of_arm = rows
                .iter()
                .filter(|r| r[fin].trim_matches('"') == arm && !r[emp].is_empty());
            let cells: Vec<&str> = of_arm.map(|r| r[emp].trim_matches('"')).collect();
            let share = series.shares[week - 1];
            assert_eq!(
                share.denominator,
                Some(cells.len() as u64),
                "week {week}, {arm}"
            );
            assert_eq!(
                share.numerator,
                Some(cells.iter().filter(|c| **c == "yes").count() as u64)
            );
        }
    }
    assert_eq!(result.points[51].index, 52);
}
