//! Bars, and the light of a share.

use super::{ELEMENTS, mark, marked, name, percent_axis, result, said, table, waves};
use crate::findings::{
    Cell, Column, Counted, Described, Estimated, Label, Light, Row, Shape, Share, Unit,
};
use crate::report::sample::Wobble;

pub fn bars_waves() -> Described {
    let mut noise = Wobble::new(9);
    let columns = waves().map(|(id, label)| Column::new(id, label)).to_vec();
    let row = |(i, (da, en)): (usize, &(&str, &str))| {
        let cells = [79, 71, 48].map(|n| match i {
            4 if n == 48 => Cell::estimate(Estimated::Suppressed, Unit::Score, None),
            5 if n == 79 => Cell::Empty,
            _ => Cell::estimate(
                Estimated::Made(3.0 + 1.4 * noise.next()),
                Unit::Score,
                Some(n),
            ),
        });
        Row::new(&format!("e{i}"), said(da, en), cells.to_vec())
    };
    let rows = ELEMENTS.iter().enumerate().map(row).collect();
    result(
        (
            "Indsatsen ligger tættere på modellen ved slutmålingen end ved nulpunktet i fem af syv kerneelementer",
            "The work is closer to the model at the final measurement than at baseline in five of seven core elements",
        ),
        (
            "Gennemsnit af kommunernes svar på en skala fra 1 (slet ikke) til 5 (i meget høj grad)",
            "Mean of the municipalities' answers on a scale from 1 (not at all) to 5 (to a very high degree)",
        ),
        table(
            Counted::Sites,
            ("Kerneelement", "Core element"),
            columns,
            rows,
        ),
        Shape::Bars,
        (
            said(
                "Gennemsnit på skalaen fra 1 til 5",
                "Mean on the scale from 1 to 5",
            ),
            said("Kerneelement", "Core element"),
        ),
    )
}

pub fn light_of(share: f64) -> Light {
    match share {
        s if s >= 0.9 => Light::Green,
        s if s >= 0.75 => Light::Yellow,
        _ => Light::Red,
    }
}

pub fn bars_many() -> Described {
    let mut noise = Wobble::new(2);
    let mut rows: Vec<Row> = (0..98)
        .map(|i| {
            let n = 20 + (300.0 * noise.next()) as u64;
            let hits = (n as f64 * (0.55 + 0.45 * noise.next())).round() as u64;
            let share = Share::of(hits, n);
            let light = Some(light_of(hits as f64 / n as f64));
            let cell = match i {
                7 => Cell::Share {
                    share: Share {
                        numerator: None,
                        denominator: Some(12),
                    },
                    light: None,
                },
                8 => Cell::share(0, 0),
                9 => Cell::share(0, 31),
                _ => Cell::Share { share, light },
            };
            let region = if i < 40 {
                said("Øst for Storebælt", "East of the Great Belt")
            } else {
                said("Vest for Storebælt", "West of the Great Belt")
            };
            Row::new(&format!("m{i}"), Label::name(&name(i)), vec![cell]).under(region)
        })
        .collect();
    rows.push(
        Row::new(
            "total",
            said("Kommuner samlet", "All municipalities"),
            vec![Cell::share(13_011, 17_503)],
        )
        .total(),
    );
    let columns = vec![Column::new("share", said("Andel", "Share"))];
    let made = result(
        (
            "To af tre kommuner holder fristen for den første samtale for mindst tre af fire",
            "Two of three municipalities keep the deadline of the first talk for at least three of four",
        ),
        (
            "Andel med den første samtale inden for fire uger, kommune for kommune",
            "Share with the first talk within four weeks, municipality by municipality",
        ),
        table(Counted::Persons, ("Kommune", "Municipality"), columns, rows),
        Shape::Bars,
        (percent_axis(), said("Kommune", "Municipality")),
    );
    marked(
        made,
        vec![
            mark(0.75, "gul fra 75", "yellow from 75"),
            mark(0.9, "grøn fra 90", "green from 90"),
        ],
    )
}

pub fn bars_change() -> Described {
    let mut noise = Wobble::new(6);
    let columns = ["change", "low", "high"].map(|id| Column::new(id, Label::name(id)));
    let row = |(i, (da, en)): (usize, &(&str, &str))| {
        let change = 0.3 * noise.next() - 0.12;
        let points = |v: f64| Cell::number(v, Unit::Points);
        let cells = vec![points(change), points(change - 0.07), points(change + 0.07)];
        Row::new(&format!("e{i}"), said(da, en), cells)
    };
    let mut made = result(
        (
            "Fremgang i fem af syv kerneelementer",
            "Progress in five of seven core elements",
        ),
        (
            "Ændring fra start til slut i andelen, der er enig",
            "Change from start to end in the share who agree",
        ),
        table(
            Counted::Answers,
            ("Kerneelement", "Core element"),
            columns.to_vec(),
            ELEMENTS.iter().enumerate().map(row).collect(),
        ),
        Shape::Bars,
        (
            said("Ændring, procentpoint", "Change, percentage points"),
            said("Kerneelement", "Core element"),
        ),
    );
    if let Some(chart) = &mut made.chart {
        chart.columns = vec![0];
        chart.limits = vec![Some([1, 2])];
    }
    marked(
        made,
        vec![
            mark(-0.05, "−5: rød under", "−5: red below"),
            mark(0.05, "+5: grøn over", "+5: green above"),
        ],
    )
}

pub fn bars_one() -> Described {
    let columns = vec![
        Column::new("a", said("Deltagere", "Participants")),
        Column::new("b", said("Kontrolgruppe", "Control group")),
    ];
    let cells = vec![Cell::share(0, 109), Cell::share(0, 109)];
    let rows = vec![Row::new("only", said("Uddannelse", "Education"), cells)];
    result(
        ("Ingen er kommet i uddannelse", "Nobody is in education"),
        ("Andel i uddannelse", "Share in education"),
        table(Counted::Persons, ("Udfald", "Outcome"), columns, rows),
        Shape::Bars,
        (percent_axis(), said("Udfald", "Outcome")),
    )
}
