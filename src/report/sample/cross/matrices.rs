//! Lights, and a table of models and tests.

use super::bars::light_of;
use super::{ELEMENTS, NAMES, name, result, said, table};
use crate::findings::{
    Cell, Column, Counted, Described, Estimated, Label, Light, Reason, Row, Shape, Share, Unit,
};
use crate::report::sample::Wobble;

pub fn judged(noise: &mut Wobble) -> Cell {
    Cell::Light(match noise.next() {
        s if s < 0.08 => Light::Grey,
        s => light_of(0.5 + 0.55 * s),
    })
}

pub fn lights() -> Described {
    let mut noise = Wobble::new(21);
    let mut columns: Vec<Column> = (0..15)
        .map(|i| Column::new(&format!("m{i}"), Label::name(NAMES[i])))
        .collect();
    columns.push(Column::new(
        "all",
        said("Kommuner samlet", "All municipalities"),
    ));
    let row = |i: usize| {
        let (da, en) = ELEMENTS[i / 3];
        let label = said(
            "Første samtale inden for 4 uger efter udtrækning",
            "First talk within 4 weeks of the draw",
        );
        let cells = (0..16).map(|_| judged(&mut noise)).collect();
        Row::new(&format!("i{i}"), label, cells).under(said(da, en))
    };
    let rows = (0..20).map(row).collect();
    result(
        (
            "Fristerne holdes i de fleste kommuner; planerne opdateres sjældent",
            "Deadlines are kept in most municipalities; plans are seldom updated",
        ),
        (
            "Indikatorer efter kommune: grøn fra 90, gul fra 75 pct.",
            "Indicators by municipality: green from 90, yellow from 75 percent",
        ),
        table(Counted::Persons, ("Indikator", "Indicator"), columns, rows),
        Shape::Lights,
        (
            said("Kommune", "Municipality"),
            said("Indikator", "Indicator"),
        ),
    )
}

pub fn lights_change() -> Described {
    let mut noise = Wobble::new(33);
    let mut columns = vec![];
    for (i, (da, en)) in ELEMENTS.iter().enumerate() {
        for (wave, da_wave, en_wave) in [("start", "Start", "Start"), ("end", "Slut", "End")] {
            let label = said(da_wave, en_wave);
            columns.push(Column::new(&format!("e{i}-{wave}"), label).over(said(da, en)));
        }
    }
    let mut row = |i: usize| {
        let mut cells = vec![];
        for element in 0..ELEMENTS.len() {
            let n = 20 + (90.0 * noise.next()) as u64;
            let start = 0.4 + 0.4 * noise.next();
            let end = start + 0.3 * noise.next() - 0.1;
            let of = |s: f64| Share::of((s * n as f64).round() as u64, n);
            let light = match end - start {
                c if c > 0.05 => Light::Green,
                c if c >= -0.05 => Light::Yellow,
                _ => Light::Red,
            };
            let hidden = Share {
                numerator: None,
                denominator: None,
            };
            let (share, light) = match (i, element) {
                (6, 3) => (hidden, None),
                _ => (of(end), Some(light)),
            };
            cells.push(Cell::Share {
                share: of(start),
                light: None,
            });
            cells.push(Cell::Share { share, light });
        }
        cells
    };
    let mut rows: Vec<Row> = (0..17)
        .map(|i| Row::new(&format!("m{i}"), Label::name(NAMES[i]), row(i)))
        .collect();
    rows.push(Row::new("total", Label::name("Total"), row(17)).total());
    result(
        (
            "Fremgang på over fem procentpoint i de fleste kommuner og kerneelementer",
            "Progress of more than five points in most municipalities and core elements",
        ),
        (
            "Andel enige ved start og slut; lyset er ændringen: over +5, fra −5 til +5 og under −5 procentpoint",
            "Share who agree at start and end; the light is the change: above +5, from −5 to +5 and below −5 points",
        ),
        table(Counted::Answers, ("Kommune", "Municipality"), columns, rows),
        Shape::Lights,
        (
            said(
                "Kerneelement, andel i pct.",
                "Core element, share in percent",
            ),
            said("Kommune", "Municipality"),
        ),
    )
}

/// More columns than a sheet is wide, and few words.
pub fn lights_wide() -> Described {
    let mut noise = Wobble::new(8);
    let columns = (0..60)
        .map(|i| Column::new(&format!("m{i}"), Label::name(&name(i))))
        .collect();
    let rows = (0..3)
        .map(|i| {
            let cells = (0..60).map(|_| judged(&mut noise)).collect();
            let (da, en) = ELEMENTS[i];
            Row::new(&format!("e{i}"), said(da, en), cells)
        })
        .collect();
    result(
        (
            "Tre elementer, 60 kommuner",
            "Three elements, 60 municipalities",
        ),
        ("Lys", "Lights"),
        table(Counted::Sites, ("Element", "Element"), columns, rows),
        Shape::Lights,
        (
            said("Kommune", "Municipality"),
            said("Kerneelement", "Core element"),
        ),
    )
}

/// Models and tests beside each other: every unit, and a model that could not be made.
pub fn tests() -> Described {
    let columns = [
        ("share", "Indsats", "Intervention", Some(0)),
        ("share-control", "Kontrol", "Control", Some(0)),
        ("hazard-ratio", "Hazard ratio", "Hazard ratio", Some(1)),
        ("conf-low", "95 pct. fra", "95 percent from", Some(1)),
        ("conf-high", "til", "to", Some(1)),
        ("p", "p", "p", Some(1)),
        ("chi2", "χ²", "χ²", Some(2)),
        ("df", "df", "df", Some(2)),
        ("p-chi2", "p", "p", Some(2)),
    ];
    let overs = [
        said("Andel", "Share"),
        said("Cox, justeret", "Cox, adjusted"),
        said("Pearson", "Pearson"),
    ];
    let column = |(id, da, en, over): (&str, &str, &str, Option<usize>)| {
        let column = Column::new(id, said(da, en));
        match over {
            Some(over) => column.over(overs[over].clone()),
            None => column,
        }
    };
    let made = |hits: [u64; 2], model: [f64; 4], test: [f64; 3]| {
        let units = [Unit::HazardRatio, Unit::HazardRatio, Unit::HazardRatio];
        let mut cells = hits.map(|h| Cell::share(h, 109)).to_vec();
        let model = model
            .into_iter()
            .zip(units.into_iter().chain([Unit::PValue]));
        cells.extend(model.map(|(v, u)| Cell::number(v, u)));
        let units = [Unit::Statistic, Unit::DegreesOfFreedom, Unit::PValue];
        cells.extend(test.into_iter().zip(units).map(|(v, u)| Cell::number(v, u)));
        cells
    };
    let mut rows = vec![
        Row::new(
            "clarified",
            said("Afklaret", "Clarified"),
            made([25, 15], [1.74, 0.91, 3.31, 0.0951], [3.062, 1.0, 0.0801]),
        ),
        Row::new(
            "complaint",
            said("Klage", "Complaint"),
            made(
                [3, 15],
                [0.0042, 0.0011, 0.31, 0.00001],
                [8.72, 1.0, 0.0031],
            ),
        ),
    ];
    let mut none = made([0, 0], [1.0; 4], [0.0; 3]);
    none.truncate(2);
    none.push(Cell::estimate(
        Estimated::Not(Reason::new("no-events", &[])),
        Unit::HazardRatio,
        None,
    ));
    none.extend((0..6).map(|_| Cell::Empty));
    rows.push(Row::new("education", said("Uddannelse", "Education"), none));
    let mut hidden = made([9, 9], [1.1, 0.5, 2.4, 0.8], [0.0, 1.0, 1.0]);
    hidden[0] = Cell::Share {
        share: Share {
            numerator: None,
            denominator: Some(109),
        },
        light: None,
    };
    hidden[2] = Cell::estimate(Estimated::Suppressed, Unit::HazardRatio, None);
    rows.push(Row::new(
        "job",
        said("Ordinært job", "Ordinary job"),
        hidden,
    ));
    Described {
        finding: said(
            "Flere klager i kontrolgruppen; ellers ingen sikre forskelle",
            "More complaints in the control group; no other clear differences",
        ),
        shows: said("Udfald efter arm", "Outcomes by arm"),
        tables: vec![table(
            Counted::Persons,
            ("Udfald", "Outcome"),
            columns.map(column).to_vec(),
            rows,
        )],
        chart: None,
    }
}
