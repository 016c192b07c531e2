//! Tables of time to an event: the curves read at named weeks, restricted means, tests and models.

use super::grid::{Cell, Grid, Row};
use super::weekly_share::variant_name;
use crate::findings::{Analysis, CoxModel, CoxTerm, Curve, Estimated, Setting, TimeToEvent};
use crate::report::numbers::{DASH, count, number, p_cell, points};
use crate::report::reader::Reader;
use crate::report::words::{Say, capital};

/// A model with more terms is shown by the one that carries the effect; the rest is in the CSV.
const MOST_TERMS: usize = 8;
/// Marks a value carried forward.
const CARRIED: &str = "*";

pub fn grids(reader: &Reader, analysis: &Analysis, result: &TimeToEvent) -> Vec<Grid> {
    let mut grids = vec![readings(reader, analysis, result)];
    if result.curves.iter().any(|c| !c.rmst.is_empty()) {
        grids.push(restricted_means(reader, result));
    }
    if !result.log_rank.is_empty() {
        grids.push(tests(reader, result));
    }
    if !result.models.is_empty() {
        grids.push(models(reader, analysis, result));
    }
    grids
}

fn readings(reader: &Reader, analysis: &Analysis, result: &TimeToEvent) -> Grid {
    let language = reader.language;
    let outcome = language.text(&result.outcome.label);
    let unit = reader.unit(result.unit);
    let mut times: Vec<f64> = vec![];
    for at in result.curves.iter().flat_map(|c| &c.at) {
        if !times.contains(&at.time) {
            times.push(at.time);
        }
    }
    let interval = capital(&reader.interval_name(analysis));
    let mut groups = vec![(String::new(), 3)];
    let mut heads = vec![
        reader.say(Say::HeadGroup).to_string(),
        reader.say(Say::HeadPersons).to_string(),
        reader.say(Say::HeadEvents).to_string(),
    ];
    for time in &times {
        let weeks = number(*time, 0, language);
        let within = [("weeks", weeks.as_str()), ("unit", unit)];
        groups.push((reader.tell(Say::HeadWithin, &within), 3));
        heads.push(reader.say(Say::HeadPercent).into());
        heads.push(interval.clone());
        heads.push(reader.say(Say::HeadAtRisk).into());
    }
    let row = |curve: &Curve| {
        let mut cells = vec![
            Cell::Value(count(curve.persons, language)),
            Cell::Value(count(curve.events, language)),
        ];
        for time in &times {
            cells.extend(reading(reader, curve, *time));
        }
        Row::new(reader.group(curve.group), cells)
    };
    Grid {
        caption: reader.tell(
            Say::TableStarted,
            &[
                ("outcome", outcome),
                ("unit", unit),
                ("since", reader.since(analysis)),
            ],
        ),
        groups,
        heads,
        rows: result.curves.iter().map(row).collect(),
    }
}

/// True when some value of the tables is the last one observed, carried forward.
pub fn is_carried_forward(result: &TimeToEvent) -> bool {
    result.curves.iter().any(|curve| {
        let at = curve.at.iter().any(|at| at.observed_until < at.time);
        at || curve.rmst.iter().any(|r| r.observed_until < r.tau)
    })
}

/// Share with the event, its limits, and the persons at risk there.
fn reading(reader: &Reader, curve: &Curve, time: f64) -> Vec<Cell> {
    let language = reader.language;
    let Some(at) = curve.at.iter().find(|a| a.time == time) else {
        return vec![Cell::Why(DASH.into(), 3)];
    };
    let mark = if at.observed_until < at.time {
        CARRIED
    } else {
        ""
    };
    // The share with the event is what has gone from the curve, so its limits change places.
    let limits = at.conf_high.zip(at.conf_low).map(|(high, low)| {
        let (from, to) = (
            points(1.0 - high, 1, language),
            points(1.0 - low, 1, language),
        );
        reader.tell(Say::FromTo, &[("from", &from), ("to", &to)])
    });
    vec![
        Cell::Value(format!("{}{mark}", points(1.0 - at.survival, 1, language))),
        Cell::Value(limits.unwrap_or(DASH.into())),
        Cell::Value(count(at.n_risk, language)),
    ]
}

fn restricted_means(reader: &Reader, result: &TimeToEvent) -> Grid {
    let language = reader.language;
    let unit = reader.unit(result.unit);
    let mut taus: Vec<f64> = vec![];
    for rmst in result.curves.iter().flat_map(|c| &c.rmst) {
        if !taus.contains(&rmst.tau) {
            taus.push(rmst.tau);
        }
    }
    let mut heads = vec![reader.say(Say::HeadGroup).to_string()];
    for tau in &taus {
        let weeks = number(*tau, 0, language);
        let within = [("weeks", weeks.as_str()), ("unit", unit)];
        heads.push(reader.tell(Say::HeadRmst, &within));
        heads.push(reader.say(Say::HeadStdError).into());
    }
    let row = |curve: &Curve| {
        let mut cells = vec![];
        for tau in &taus {
            match curve.rmst.iter().find(|r| r.tau == *tau) {
                Some(r) => {
                    let mark = if r.observed_until < r.tau {
                        CARRIED
                    } else {
                        ""
                    };
                    let mean = number(r.estimate, 1, language);
                    cells.push(Cell::Value(format!("{mean}{mark}")));
                    cells.push(Cell::Value(number(r.std_error, 2, language)));
                }
                None => cells.push(Cell::Why(DASH.into(), 2)),
            }
        }
        Row::new(reader.group(curve.group), cells)
    };
    Grid {
        caption: reader.tell(Say::TableRmst, &[("unit", unit)]),
        groups: vec![],
        heads,
        rows: result.curves.iter().map(row).collect(),
    }
}

fn tests(reader: &Reader, result: &TimeToEvent) -> Grid {
    let language = reader.language;
    let rows = result.log_rank.iter().map(|test| {
        let groups: Vec<String> = test.groups.iter().map(|g| reader.group(*g)).collect();
        let cells = vec![
            Cell::Value(number(test.statistic, 2, language)),
            Cell::Value(number(test.df, 0, language)),
            Cell::Value(p_cell(test.p_value, language)),
        ];
        Row::new(groups.join(", "), cells)
    });
    Grid {
        caption: reader.say(Say::TableLogRank).into(),
        groups: vec![],
        heads: vec![
            reader.say(Say::HeadGroups).into(),
            reader.say(Say::HeadChiSquare).into(),
            reader.say(Say::HeadDf).into(),
            "p".into(),
        ],
        rows: rows.collect(),
    }
}

fn models(reader: &Reader, analysis: &Analysis, result: &TimeToEvent) -> Grid {
    // Only errors that are clustered have another reading for few clusters.
    let terms = result
        .models
        .iter()
        .filter_map(|m| m.made())
        .flat_map(|m| &m.terms);
    let small = terms.clone().any(|t| t.small_sample.is_some());
    let columns = 5 + usize::from(small);
    let mut rows = vec![];
    for model in &result.models {
        let why = match model {
            Estimated::Made(model) => {
                model_rows(reader, model, columns, &mut rows);
                continue;
            }
            Estimated::Not(why) => reader.language.reason(why),
            Estimated::Suppressed => reader.say(Say::Withheld).into(),
        };
        let why = Cell::Why(why, columns);
        rows.push(Row::new(reader.say(Say::ModelNotMade), vec![why]));
    }
    let mut heads = vec![
        reader.say(Say::HeadTerm).into(),
        reader.say(Say::HeadCoefficient).into(),
        reader.say(Say::HeadStdError).into(),
        reader.say(Say::HeadHazardRatio).into(),
        capital(&reader.interval_name(analysis)),
        "p".into(),
    ];
    heads.extend(small.then(|| reader.say(Say::HeadSmallSample).into()));
    Grid {
        caption: reader.say(Say::TableModels).into(),
        groups: vec![],
        heads,
        rows,
    }
}

fn model_rows(reader: &Reader, model: &CoxModel, columns: usize, rows: &mut Vec<Row>) {
    let language = reader.language;
    let clusters = model.clusters.map(|c| {
        let clusters = count(Some(c), language);
        reader.tell(Say::ModelClusters, &[("clusters", &clusters)])
    });
    let kind = match &model.ties {
        Some(ties) => capital(ties),
        None => reader.setting_value(&Setting {
            key: "model".to_string(),
            value: model.model.clone(),
            is_default: false,
        }),
    };
    let facts = reader.tell(
        Say::ModelFacts,
        &[
            ("persons", &count(model.persons, language)),
            ("events", &count(model.events, language)),
            ("ties", &kind),
            ("lr", &number(model.likelihood_ratio, 2, language)),
            ("df", &number(model.likelihood_ratio_df, 0, language)),
            (
                "errors",
                clusters.as_deref().unwrap_or(reader.say(Say::ModelBased)),
            ),
        ],
    );
    let name = capital(&variant_name(reader, &model.variant));
    rows.push(Row::new(name, vec![Cell::Why(facts, columns)]).strong(true));
    let all = model.terms.len() <= MOST_TERMS;
    for (i, term) in model.terms.iter().enumerate() {
        if all || i == model.focus {
            rows.push(term_row(reader, term, columns));
        }
    }
}

fn term_row(reader: &Reader, term: &CoxTerm, columns: usize) -> Row {
    let language = reader.language;
    let interval = &term.interval;
    let limits = |low: f64, high: f64| {
        let (from, to) = (
            number(low.exp(), 3, language),
            number(high.exp(), 3, language),
        );
        reader.tell(Say::FromTo, &[("from", &from), ("to", &to)])
    };
    let small = term.small_sample.map_or(DASH.to_string(), |s| {
        let p = p_cell(s.p_value, language);
        format!("{} (p {p})", limits(s.conf_low, s.conf_high))
    });
    let name = reader.term(&term.term);
    let mut cells = vec![
        Cell::Value(number(term.estimate, 3, language)),
        Cell::Value(number(interval.std_error, 3, language)),
        Cell::Value(number(term.hazard_ratio, 3, language)),
        Cell::Value(limits(interval.conf_low, interval.conf_high)),
        Cell::Value(p_cell(interval.p_value, language)),
        Cell::Value(small),
    ];
    cells.truncate(columns);
    Row::new(capital(&name), cells)
}
