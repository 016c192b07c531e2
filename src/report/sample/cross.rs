//! Described tables of every shape, the ordinary ones and those that strain a drawing: many rows, one row, long words, equal,
//! missing and withheld values.

mod bars;
mod curves;
mod flows;
mod matrices;
mod scales;

use super::{analysis, facts, text};
use crate::disclosure::{Releasable, release};
use crate::findings::{
    Analysis, AnalysisResult, Chart, Column, Counted, Described, Findings, Label, Mark, Row,
    SCHEMA, Shape, StudyFacts, Table,
};

/// A study of figures.
pub fn figures() -> Releasable<Findings> {
    let study = StudyFacts {
        id: "figures".into(),
        title: text("Figurer til eftersyn", "Figures to inspect"),
        ..facts()
    };
    let described = |(id, made): (&str, Described)| {
        let result = AnalysisResult::Described(Box::new(made));
        analysis(id, "outcome-table", result)
    };
    let made = vec![
        ("lines-years", curves::lines_years()),
        ("lines-weeks", curves::lines_weeks()),
        ("lines-one", curves::lines_one()),
        ("bars-waves", bars::bars_waves()),
        ("bars-many", bars::bars_many()),
        ("bars-change", bars::bars_change()),
        ("bars-one", bars::bars_one()),
        ("stacked", scales::stacked()),
        ("stacked-counts", scales::stacked_counts()),
        ("boxes", scales::boxes()),
        ("scatter", scales::scatter(17)),
        ("scatter-many", scales::scatter(98)),
        ("scatter-equal", scales::scatter_equal()),
        ("lights", matrices::lights()),
        ("lights-change", matrices::lights_change()),
        ("lights-wide", matrices::lights_wide()),
        ("flow", flows::flow()),
        ("tests", matrices::tests()),
    ];
    let analyses: Vec<Analysis> = made.into_iter().map(described).collect();
    release(Findings {
        schema: SCHEMA,
        study,
        analyses,
    })
    .findings
}

fn said(da: &str, en: &str) -> Label {
    Label::Given(text(da, en))
}

const NAMES: [&str; 17] = [
    "Albertslund",
    "Faaborg-Midtfyn",
    "Gentofte",
    "Gribskov",
    "Hedensted",
    "Holbæk",
    "Horsens",
    "Jammerbugt",
    "København",
    "Køge",
    "Ringkøbing-Skjern",
    "Silkeborg",
    "Svendborg",
    "Sønderborg",
    "Tårnby",
    "Tønder",
    "Vejen",
];

const ELEMENTS: [(&str, &str); 7] = [
    (
        "1a Forberedelse og inddragelse",
        "1a Preparation and involvement",
    ),
    (
        "1b Parathed og kompetencer hos de medarbejdere, der skal arbejde med målgruppen",
        "1b Readiness and competence of the staff who are to work with the target group",
    ),
    ("2a Henvisninger", "2a Referrals"),
    ("2b Plan sammen med borgeren", "2b Plan with the citizen"),
    ("2c CV", "2c CV"),
    ("2d Opfølgning", "2d Follow-up"),
    ("3a Virksomhedsmatch", "3a Matching"),
];

fn name(nth: usize) -> String {
    let name = NAMES[nth % NAMES.len()];
    match nth / NAMES.len() {
        0 => name.to_string(),
        round => format!("{name} {round}"),
    }
}

/// A result of one table with its figure; the columns drawn are all, unless they are limits.
fn result(
    finding: (&str, &str),
    shows: (&str, &str),
    table: Table,
    shape: Shape,
    axes: (Label, Label),
) -> Described {
    let columns = (0..table.columns.len()).collect::<Vec<_>>();
    Described {
        finding: said(finding.0, finding.1),
        shows: said(shows.0, shows.1),
        chart: Some(Chart {
            shape,
            table: 0,
            limits: vec![],
            columns,
            ends: None,
            x: axes.0,
            y: axes.1,
            marks: vec![],
        }),
        tables: vec![table],
    }
}

fn table(of: Counted, stub: (&str, &str), columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table {
        id: "main".into(),
        title: said("Tabellen bag figuren", "The table behind the figure"),
        stub: said(stub.0, stub.1),
        of,
        columns,
        rows,
    }
}

/// A mark at a value.
fn mark(at: f64, da: &str, en: &str) -> Mark {
    Mark::on_values(at, said(da, en))
}

/// A mark at a place of the rows.
fn mark_row(at: f64, da: &str, en: &str) -> Mark {
    Mark::on_rows(at, said(da, en))
}

fn marked(mut result: Described, marks: Vec<Mark>) -> Described {
    if let Some(chart) = &mut result.chart {
        chart.marks = marks;
    }
    result
}

const PERCENT: (&str, &str) = ("Andel, pct.", "Share, percent");

fn percent_axis() -> Label {
    said(PERCENT.0, PERCENT.1)
}

fn waves() -> [(&'static str, Label); 3] {
    [
        ("start", said("Nulpunkt", "Baseline")),
        ("middle", said("Midtvejs", "Midterm")),
        ("end", said("Slut", "Final")),
    ]
}
