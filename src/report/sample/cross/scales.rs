//! Stacked bars, boxes and points.

use super::{ELEMENTS, mark, marked, name, result, said, table, waves};
use crate::findings::{
    Cell, Column, Counted, Described, Estimated, Label, Row, Shape, Share, Unit,
};
use crate::report::sample::Wobble;

pub fn stacked() -> Described {
    let columns = [
        ("1", "Slet ikke", "Not at all"),
        ("2", "I mindre grad", "To a lesser degree"),
        ("3", "I nogen grad", "To some degree"),
        ("4", "I høj grad", "To a high degree"),
        ("5", "I meget høj grad", "To a very high degree"),
        ("dont-know", "Ved ikke", "Do not know"),
    ]
    .map(|(id, da, en)| Column::new(id, said(da, en)));
    let counts = [
        [2, 7, 21, 25, 10, 3],
        [0, 0, 0, 68, 0, 0],
        [1, 1, 1, 1, 60, 4],
        [0, 0, 0, 0, 0, 0],
        [12, 11, 11, 11, 11, 11],
    ];
    let row = |(i, counts): (usize, &[u64; 6])| {
        let n: u64 = counts.iter().sum();
        let cell = |c: &u64| match (i, c) {
            (2, 1) => Cell::Share {
                share: Share {
                    numerator: None,
                    denominator: Some(n),
                },
                light: None,
            },
            _ => Cell::share(*c, n),
        };
        let (da, en) = ELEMENTS[i];
        Row::new(
            &format!("q{i}"),
            said(da, en),
            counts.iter().map(cell).collect(),
        )
    };
    result(
        (
            "Halvdelen af jobcentrene ser manglen på virksomheder som en stor udfordring",
            "Half of the job centres see the lack of companies as a large challenge",
        ),
        (
            "Jobcentre efter svar, pct.; hver kommune tæller én gang",
            "Job centres by answer, percent; each municipality counts once",
        ),
        table(
            Counted::Answers,
            ("Udfordring", "Challenge"),
            columns.to_vec(),
            counts.iter().enumerate().map(row).collect(),
        ),
        Shape::Stacked,
        (
            said("Andel af jobcentre, pct.", "Share of job centres, percent"),
            said("Udfordring", "Challenge"),
        ),
    )
}

pub fn stacked_counts() -> Described {
    let columns = [
        ("low", "0–40 pct.", "0–40 percent"),
        ("middle", "40–60 pct.", "40–60 percent"),
        ("high", "60–100 pct.", "60–100 percent"),
    ]
    .map(|(id, da, en)| Column::new(id, said(da, en)));
    let counts = [
        [Some(11), Some(9), Some(57)],
        [Some(5), Some(7), Some(59)],
        [None, Some(12), Some(33)],
    ];
    let rows = waves()
        .into_iter()
        .zip(counts)
        .map(|((id, label), counts)| Row::new(id, label, counts.map(Cell::Count).to_vec()));
    let rows = rows.collect();
    result(
        (
            "83 procent af kommunerne har et CV for de fleste ved midtvejsmålingen",
            "83 percent of the municipalities have a CV for most at midterm",
        ),
        (
            "Kommuner efter andel med CV",
            "Municipalities by share with a CV",
        ),
        table(Counted::Sites, ("Måling", "Wave"), columns.to_vec(), rows),
        Shape::StackedCounts,
        (
            said(
                "Andel af kommuner, pct.",
                "Share of municipalities, percent",
            ),
            said("Måling", "Wave"),
        ),
    )
}

pub fn boxes() -> Described {
    let mut noise = Wobble::new(12);
    let columns = ["least", "lower", "median", "upper", "greatest"]
        .map(|id| Column::new(id, Label::name(id)));
    let mut rows = vec![];
    for (i, (da, en)) in ELEMENTS.iter().enumerate() {
        for (wave, label) in waves() {
            let mut at = 1.6 + noise.next();
            let score = |v: f64| Cell::estimate(Estimated::Made(v), Unit::Score, Some(79));
            let mut cells: Vec<Cell> = (0..5)
                .map(|_| {
                    at += 0.6 * noise.next();
                    score(at)
                })
                .collect();
            match (i, wave) {
                (4, "end") => cells.fill(score(4.0)),
                (5, "start") => cells.fill(Cell::Empty),
                (6, "start") => {
                    cells.fill(Cell::estimate(Estimated::Suppressed, Unit::Score, None));
                }
                _ => {}
            }
            rows.push(Row::new(&format!("e{i}-{wave}"), label, cells).under(said(da, en)));
        }
    }
    let made = result(
        (
            "Spredningen mellem kommunerne er mindre ved slutmålingen",
            "The spread between municipalities is smaller at the final measurement",
        ),
        (
            "Kommunernes gennemsnit på skalaen fra 1 til 5",
            "The municipalities' means on the scale from 1 to 5",
        ),
        table(
            Counted::Sites,
            ("Kerneelement", "Core element"),
            columns.to_vec(),
            rows,
        ),
        Shape::Boxes,
        (
            said("Score, 1 til 5", "Score, 1 to 5"),
            said("Kerneelement og måling", "Core element and wave"),
        ),
    );
    marked(
        made,
        vec![mark(3.5, "Projektets mål", "The project's target")],
    )
}

pub fn scatter(points: usize) -> Described {
    let mut noise = Wobble::new(points as u64);
    let columns = vec![
        Column::new("fidelity", said("Fidelitet", "Fidelity")),
        Column::new("change", said("Ændring", "Change")),
    ];
    let row = |i: usize| {
        let fidelity = 0.4 + 0.5 * noise.next();
        let change = 0.2 * (fidelity - 0.5) + 0.08 * noise.next() - 0.03;
        let second = match i {
            3 => Cell::estimate(Estimated::Suppressed, Unit::Points, None),
            _ => Cell::number(change, Unit::Points),
        };
        let cells = vec![Cell::number(fidelity, Unit::Fraction), second];
        Row::new(&format!("m{i}"), Label::name(&name(i)), cells)
    };
    result(
        (
            "Kommuner med høj fidelitet har større fremgang i praktik",
            "Municipalities of high fidelity progress more in placement",
        ),
        (
            "Fidelitet ved slutmålingen og ændring i andelen i praktik, kommune for kommune",
            "Fidelity at the end and change in the share in placement, municipality by municipality",
        ),
        table(
            Counted::Sites,
            ("Kommune", "Municipality"),
            columns,
            (0..points).map(row).collect(),
        ),
        Shape::Scatter,
        (
            said(
                "Fidelitet ved slutmålingen, andel enige, pct.",
                "Fidelity at the end, share who agree, percent",
            ),
            said(
                "Ændring i andelen i virksomhedspraktik, procentpoint",
                "Change in the share in company placement, percentage points",
            ),
        ),
    )
}

pub fn scatter_equal() -> Described {
    let mut made = scatter(5);
    for row in made.tables.iter_mut().flat_map(|t| &mut t.rows) {
        row.cells = vec![
            Cell::number(0.5, Unit::Fraction),
            Cell::number(0.0, Unit::Points),
        ];
    }
    made
}
