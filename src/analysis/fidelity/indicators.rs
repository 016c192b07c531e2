//! Indicator by municipality with traffic lights, from answers and from events with a deadline.

mod counts;

use super::super::answers::{Answers, Level};
use super::super::described_parts::may_be_told;
use super::super::lights::{Percent, against_mean, c24, level};
use super::super::{Context, words};
use crate::findings::{
    Cell, Chart, Column, Counted, Described, Estimated, Label, Light, Note, Reason, Row, Shape,
    Share, Table, Unit,
};
use crate::study::{
    AnswersBy, DoNotKnow, FidelityPlan, IndicatorPlan, IndicatorSource, IndicatorsPlan, LightRule,
    LightsOn, OnlyAnswers,
};
use counts::{Count, Places};

pub fn describe(
    context: &Context,
    plan: &FidelityPlan,
    measure: &IndicatorsPlan,
) -> Result<(Described, Vec<Note>), Reason> {
    let answers = Answers::of(context).ok();
    let places = Places::of(context);
    let mut counts: Vec<Vec<(String, Count)>> = Vec::new();
    for indicator in &measure.indicators {
        counts.push(match &indicator.of {
            IndicatorSource::Answers { .. } => {
                let missing = || Reason::new("needs-data", &[("needs", "survey".to_string())]);
                counts::of_answers(answers.as_ref().ok_or_else(missing)?, indicator, &plan.only)
            }
            IndicatorSource::Events { .. } => places.of_events(indicator, measure.pending)?,
        });
    }
    let sites = sites(context, answers.as_ref(), &counts);
    let lines: Vec<Line> = measure
        .indicators
        .iter()
        .zip(&counts)
        .map(|(indicator, counts)| Line::of(indicator, counts, &sites, plan.lights_on))
        .collect();
    let mut notes = Vec::new();
    let open: u64 = counts.iter().flatten().map(|(_, c)| c.open).sum();
    if open > 0 {
        let code = match measure.pending {
            DoNotKnow::Out => "still-in-time",
            DoNotKnow::In => "still-in-time-counted",
        };
        notes.push(Note::new(code, &[("persons", open.to_string())]));
    }
    let silent = silent(&lines, sites.len());
    if silent > 0 {
        notes.push(Note::new(
            "sites-without-answers",
            &[("sites", silent.to_string())],
        ));
    }
    let finding = finding(&lines);
    let tables = vec![
        matrix(&lines, &sites),
        by_site(&lines, &sites),
        light_counts(&lines),
    ];
    let described = Described {
        finding,
        shows: Label::said("fidelity-shows-indicators"),
        chart: Some(Chart {
            shape: Shape::Lights,
            table: 0,
            columns: (1..sites.len() + 2).collect(),
            limits: vec![None; sites.len() + 1],
            x: Label::said("municipality"),
            y: Label::said("indicator"),
            marks: Vec::new(),
        }),
        tables,
    };
    Ok((described, notes))
}

/// The municipalities: as declared, or else every one that has a count.
fn sites(
    context: &Context,
    answers: Option<&Answers>,
    counts: &[Vec<(String, Count)>],
) -> Vec<Level> {
    let declared = !context.plan.survey.sites.is_empty();
    if let Some(answers) = answers.filter(|_| declared) {
        return answers.levels(AnswersBy::Site, &OnlyAnswers::default());
    }
    let mut ids: Vec<&String> = counts.iter().flatten().map(|(site, _)| site).collect();
    ids.sort();
    ids.dedup();
    let level = |id: &&String| match answers {
        Some(answers) => answers.level(AnswersBy::Site, id),
        None => Level {
            id: id.to_string(),
            label: Label::name(&site_name(context, id)),
        },
    };
    ids.iter().filter(|id| !id.is_empty()).map(level).collect()
}

fn site_name(context: &Context, id: &str) -> String {
    let named = context.plan.survey.sites.iter().find(|s| s.id == id);
    if let Some(label) = named.and_then(|s| s.label.as_ref()) {
        return label.da.clone();
    }
    match id.parse() {
        Ok(code) => words::municipality(context, code),
        Err(_) => id.to_string(),
    }
}

/// An indicator with its cells: one per municipality and the total last.
struct Line<'a> {
    indicator: &'a IndicatorPlan,
    cells: Vec<Cell>,
    lights: Vec<Light>,
    /// The value by which municipalities are sorted.
    values: Vec<Option<f64>>,
}

impl<'a> Line<'a> {
    fn of(
        indicator: &'a IndicatorPlan,
        counts: &[(String, Count)],
        sites: &[Level],
        on: LightsOn,
    ) -> Line<'a> {
        let of_site = |site: &Level| {
            let found = counts.iter().find(|(id, _)| *id == site.id);
            found.map_or_else(Count::default, |(_, count)| *count)
        };
        let mut columns: Vec<Count> = sites.iter().map(of_site).collect();
        // The total pools persons, those without a municipality too.
        columns.push(
            counts
                .iter()
                .map(|(_, c)| *c)
                .fold(Count::default(), Count::plus),
        );
        let mean_of_sites = mean_of(&columns[..sites.len()], on);
        let lights: Vec<Light> = columns
            .iter()
            .enumerate()
            .map(|(at, c)| match indicator.rule {
                LightRule::C24 => c24(c.mean()),
                LightRule::Mean if at == sites.len() => Light::Grey,
                LightRule::Mean => against_mean(c.percent(on), mean_of_sites),
                rule => level(rule, c.percent(on)),
            })
            .collect();
        let cells = columns.iter().zip(&lights);
        Line {
            indicator,
            cells: cells.map(|(c, light)| cell(indicator, c, *light)).collect(),
            values: columns.iter().map(|c| c.value(indicator.rule)).collect(),
            lights,
        }
    }
}

/// The mean of the municipalities' shares, by the same percentages as the lights.
fn mean_of(sites: &[Count], on: LightsOn) -> Option<Percent> {
    let shares: Vec<f64> = sites
        .iter()
        .filter_map(|c| c.value(LightRule::Mean))
        .collect();
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    (!shares.is_empty()).then(|| Percent::of_fraction(mean, on))
}

fn cell(indicator: &IndicatorPlan, count: &Count, light: Light) -> Cell {
    match (count.n, indicator.rule) {
        (0, _) => Cell::Light(Light::Grey),
        (n, LightRule::C24) => Cell::Number {
            value: match count.mean() {
                Some(mean) => Estimated::Made(mean),
                None => Estimated::Not(Reason::new("no-answers", &[])),
            },
            unit: Unit::Amount,
            n: Some(n),
            light: Some(light),
        },
        (n, _) => Cell::Share {
            share: Share::of(count.yes, n),
            light: Some(light),
        },
    }
}

/// Rows are indicators, columns their source, the municipalities and all together.
fn matrix(lines: &[Line], sites: &[Level]) -> Table {
    let mut columns = vec![Column::new("source", Label::said("source"))];
    columns.extend(sites.iter().map(|s| Column::new(&s.id, s.label.clone())));
    columns.push(Column::new("total", Label::said("all-municipalities")));
    let row = |line: &Line| {
        let source = Cell::Words(Label::Given(words::text(&line.indicator.source)));
        let cells = [vec![source], line.cells.clone()].concat();
        let row = Row::new(&line.indicator.id, label(line.indicator), cells);
        match &line.indicator.under {
            Some(under) => row.under(Label::Given(words::text(under))),
            None => row,
        }
    };
    Table {
        id: "matrix".to_string(),
        title: Label::said("indicators-title"),
        stub: Label::said("indicator"),
        of: Counted::Persons,
        columns,
        rows: lines.iter().map(row).collect(),
    }
}

fn label(indicator: &IndicatorPlan) -> Label {
    Label::Given(words::text(&indicator.label))
}

/// Rows are municipalities, ascending by the first indicator, and all together.
fn by_site(lines: &[Line], sites: &[Level]) -> Table {
    let first = |at: usize| {
        lines
            .first()
            .and_then(|l| l.values[at])
            .unwrap_or(f64::INFINITY)
    };
    let mut order: Vec<usize> = (0..sites.len()).collect();
    order.sort_by(|a, b| first(*a).total_cmp(&first(*b)));
    let cells = |at: usize| lines.iter().map(|line| line.cells[at].clone()).collect();
    let mut rows: Vec<Row> = order
        .iter()
        .map(|at| Row::new(&sites[*at].id, sites[*at].label.clone(), cells(*at)))
        .collect();
    rows.push(Row::new("total", Label::said("total"), cells(sites.len())).total());
    Table {
        id: "by-site".to_string(),
        title: Label::said("indicators-by-site-title"),
        stub: Label::said("municipality"),
        of: Counted::Persons,
        columns: lines
            .iter()
            .map(|line| Column::new(&line.indicator.id, label(line.indicator)))
            .collect(),
        rows,
    }
}

/// How many cells have each light, the total among them.
fn light_counts(lines: &[Line]) -> Table {
    let kinds = [Light::Green, Light::Yellow, Light::Red, Light::Grey];
    let row = |line: &Line| {
        let count = |kind| line.lights.iter().filter(|l| **l == kind).count() as f64;
        let cells = kinds.map(|kind| Cell::number(count(kind), Unit::Whole));
        Row::new(&line.indicator.id, label(line.indicator), cells.to_vec())
    };
    let column = |id: &str| Column::new(id, Label::said(&format!("light-{id}")));
    Table {
        id: "lights".to_string(),
        title: Label::said("fidelity-lights-title"),
        stub: Label::said("indicator"),
        of: Counted::Sites,
        columns: ["green", "yellow", "red", "grey"].map(column).to_vec(),
        rows: lines.iter().map(row).collect(),
    }
}

/// Municipalities that have a count in no indicator.
fn silent(lines: &[Line], sites: usize) -> usize {
    let is_silent = |at: &usize| lines.iter().all(|line| line.values[*at].is_none());
    (0..sites).filter(is_silent).count()
}

/// How many indicators are green, yellow and red for all municipalities together; of one alone, which.
fn finding(lines: &[Line]) -> Label {
    if let [line] = lines {
        return finding_of_one(line);
    }
    let total = |kind| {
        let of = lines.iter().filter_map(|line| line.lights.last());
        of.filter(|light| **light == kind).count().to_string()
    };
    Label::with(
        "fidelity-finding-indicators",
        &[
            ("indicators", lines.len().to_string()),
            ("green", total(Light::Green)),
            ("yellow", total(Light::Yellow)),
            ("red", total(Light::Red)),
        ],
    )
}

fn finding_of_one(line: &Line) -> Label {
    let name = &line.indicator.label;
    let mut facts = vec![
        ("indicator_da", name.da.clone()),
        ("indicator_en", name.en.clone()),
    ];
    if let Some(Cell::Share { share, .. }) = line.cells.last() {
        let counted = share.numerator.zip(share.denominator);
        let told = counted.filter(|(n, d)| may_be_told(*n, *d));
        let percent = told.and_then(|(n, d)| Percent::of(n, d, LightsOn::Whole));
        facts.extend(percent.map(|p| ("percent", p.0.to_string())));
    }
    let code = match line.lights.last() {
        Some(Light::Green) => "fidelity-finding-indicator-green",
        Some(Light::Yellow) => "fidelity-finding-indicator-yellow",
        Some(Light::Red) => "fidelity-finding-indicator-red",
        Some(Light::Grey) | None => "fidelity-finding-indicator-grey",
    };
    Label::with(code, &facts)
}
