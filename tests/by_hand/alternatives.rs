//! The alternatives to a default (ANALYSES 7) on a register drawn by a rule, against sums made here.

use crate::support::{Workdir, run_study, time_to_event, weekly_share};
use virkning::calendar::Week;
use virkning::findings::{Estimated, Findings};

const STUDY: &str = r#"
schema = 1
[study]
id = "alternatives"
title = "Alternatives"
data = "synthetic"
[register]
weekly = { path = "weekly.csv", layout = "spells", weeks = "2015-W01..2018-W52" }
persons = { path = "persons.csv" }
[entry]
class = "ressourceforloeb"
[groups.participant]
municipalities = [101, 151]
[groups.comparison]
municipalities = "rest"
[periods.before]
entry = "2016-W01..2016-W52"
weeks = "2016-W01..2017-W52"
[periods.after]
entry = "2017-W01..2018-W52"
weeks = "2017-W01..2018-W52"
[outcomes.praktik]
subclass = "praktik"
[[analysis]]
id = "mean"
kind = "weekly-share"
outcome = "praktik"
among = "started"
headline = "mean-of-last-13"
[[analysis]]
id = "one-rate"
kind = "time-to-event"
outcome = "praktik"
model = "piecewise-constant"
pieces = [500]
[[analysis]]
id = "weibull"
kind = "time-to-event"
outcome = "praktik"
model = "weibull"
"#;

/// A municipality, its arm (1 is the participants) and what moves its persons' placements.
const SITES: [(u16, usize, i32); 4] = [(101, 1, 0), (151, 1, 2), (147, 0, 5), (157, 0, 3)];
/// Weeks of every course.
const COURSE: i32 = 100;

/// The week of a person's first placement, counted from entry; `None` for the last two of a municipality and cohort.
fn placed(shift: i32, later: usize, person: i32) -> Option<i32> {
    (person < 6).then_some(8 + shift + 9 * person - 6 * later as i32)
}

fn findings() -> Findings {
    let mut weekly = "person_id,code,from,to\n".to_string();
    let mut persons = "person_id,sex,birth_date,civil_status,origin,municipality\n".to_string();
    for (site, _, shift) in SITES {
        for (later, entry) in ["2016-W03", "2017-W03"].iter().enumerate() {
            let entry: Week = entry.parse().expect("a week");
            for person in 0..8 {
                let key = format!("{site}-{later}-{person}");
                persons += &format!("{key},mand,1970-01-01,gift,dansk,{site}\n");
                let mut spell = |code: u16, from: i32, to: i32| {
                    weekly += &format!("{key},{code},{},{}\n", entry.plus(from), entry.plus(to));
                };
                match placed(shift, later, person) {
                    None => spell(810, 0, COURSE - 1),
                    Some(k) => {
                        spell(810, 0, k - 1);
                        let stays = person == 5 && (site == 101 || later == 1)
                            || person == 4 && site == 151;
                        let until = if stays { COURSE - 1 } else { k + 2 };
                        spell(817, k, until);
                        if until < COURSE - 1 {
                            spell(810, until + 1, COURSE - 1);
                        }
                    }
                }
            }
        }
    }
    let folder = Workdir::new();
    folder.file("weekly.csv", &weekly);
    folder.file("persons.csv", &persons);
    run_study(&folder.file("study.toml", STUDY))
}

#[test]
fn a_mean_of_the_last_13_weeks_pools_person_weeks() {
    let found = findings();
    let share = weekly_share(&found, "mean");
    let mean = share.headline_mean.as_ref().expect("a mean");
    assert_eq!((mean.first, mean.last), (92, 104));
    let mut pooled = Vec::new();
    for (series, share) in share.series.iter().zip(&mean.shares) {
        let weeks = &series.shares[91..];
        let sum = |part: &dyn Fn(usize) -> u64| (0..13).map(part).sum::<u64>();
        let numerator = sum(&|i| weeks[i].numerator.expect("told"));
        let denominator = sum(&|i| weeks[i].denominator.expect("told"));
        assert_eq!(share.numerator, Some(numerator));
        assert_eq!(share.denominator, Some(denominator));
        pooled.push(numerator as f64 / denominator as f64);
    }
    let Some(Estimated::Made(effect)) = &mean.effect else {
        panic!("an effect: {:?}", mean.effect);
    };
    // Participants after and before, comparison after and before.
    let by_hand = (pooled[0] - pooled[1]) - (pooled[2] - pooled[3]);
    assert!((effect.estimate - by_hand).abs() < 1e-12);
    assert_eq!(effect.clusters.map(|c| c.clusters), Some(4));
}

#[test]
fn a_single_rate_gives_the_ratio_of_ratios_of_events_over_weeks() {
    let found = findings();
    // Events and weeks at risk by arm and period; week 0 is a week at risk.
    let mut events = [[0.0; 2]; 2];
    let mut weeks = [[0.0; 2]; 2];
    for (_, arm, shift) in SITES {
        for later in 0..2 {
            for person in 0..8 {
                let time = placed(shift, later, person);
                events[arm][later] += f64::from(u8::from(time.is_some()));
                weeks[arm][later] += f64::from(time.unwrap_or(COURSE - 1) + 1);
            }
        }
    }
    let rate = |arm: usize, later: usize| events[arm][later] / weeks[arm][later];
    let by_hand = rate(1, 1) / rate(1, 0) / (rate(0, 1) / rate(0, 0));
    let Estimated::Made(model) = &time_to_event(&found, "one-rate").models[0] else {
        panic!("a model");
    };
    assert_eq!(model.model, "piecewise-constant");
    let ratio = model.terms[model.focus].hazard_ratio;
    assert!((ratio / by_hand - 1.0).abs() < 1e-9, "{ratio} {by_hand}");
    let variance: f64 = events.iter().flatten().map(|e| 1.0 / e).sum();
    let model_based = model.terms[model.focus]
        .model
        .expect("model-based")
        .std_error;
    assert!((model_based / variance.sqrt() - 1.0).abs() < 1e-9);
}

#[test]
fn a_weibull_rate_is_fitted_beside_the_curves() {
    let found = findings();
    let Estimated::Made(model) = &time_to_event(&found, "weibull").models[0] else {
        panic!("a model");
    };
    assert_eq!((model.model.as_str(), &model.ties), ("weibull", &None));
    assert_eq!(model.clusters, Some(4));
    assert!(model.terms[model.focus].hazard_ratio > 0.0);
}
