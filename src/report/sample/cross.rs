//! Described tables of every shape, the ordinary ones and those that strain a drawing: many rows, one row, long words, equal,
//! missing and withheld values.

use super::{Wobble, analysis, facts, text};
use crate::disclosure::{Releasable, release};
use crate::findings::{
    Analysis, AnalysisResult, Cell, Chart, Column, Counted, Described, Estimated, Findings, Label,
    Light, Mark, Reason, Row, SCHEMA, Shape, Share, StudyFacts, Table, Unit,
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
        ("lines-years", lines_years()),
        ("lines-weeks", lines_weeks()),
        ("lines-one", lines_one()),
        ("bars-waves", bars_waves()),
        ("bars-many", bars_many()),
        ("bars-change", bars_change()),
        ("bars-one", bars_one()),
        ("stacked", stacked()),
        ("stacked-counts", stacked_counts()),
        ("boxes", boxes()),
        ("scatter", scatter(17)),
        ("scatter-many", scatter(98)),
        ("scatter-equal", scatter_equal()),
        ("lights", lights()),
        ("lights-change", lights_change()),
        ("lights-wide", lights_wide()),
        ("tests", tests()),
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

fn mark(at: f64, da: &str, en: &str) -> Mark {
    let label = said(da, en);
    Mark { at, label }
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

fn lines_years() -> Described {
    let columns = vec![
        Column::new("pension", said("Førtidspension", "Disability pension")),
        Column::new("flexi-job", said("Fleksjob", "Flexi-job")),
        Column::new(
            "waiting",
            said("Ledighedsydelse", "Waiting benefit (ledighedsydelse)"),
        ),
        Column::new("course", said("Ressourceforløb", "Resource course")),
    ];
    let row = |quarter: usize| {
        let year = 2009 + quarter / 4;
        let at = 2009.0 + quarter as f64 / 4.0;
        let t = quarter as f64;
        let course = (quarter >= 16).then(|| Cell::Count(Some(((t - 15.0) * 1290.0) as u64)));
        let cells = vec![
            Cell::number(246_000.0 - 620.0 * (t - 14.0).max(0.0), Unit::Amount),
            Cell::number(51_000.0 + 420.0 * t, Unit::Amount),
            Cell::number(14_000.0 + 90.0 * t, Unit::Amount),
            course.unwrap_or(Cell::Empty),
        ];
        let label = Label::name(&format!("{year} K{}", quarter % 4 + 1));
        Row::new(&format!("q{quarter}"), label, cells).at(at)
    };
    let table = table(
        Counted::Persons,
        ("Kvartal", "Quarter"),
        columns,
        (0..30).map(row).collect(),
    );
    let made = result(
        (
            "Næsten 12.000 flere i fleksjob og 10.000 færre på førtidspension siden reformen",
            "Almost 12,000 more in flexi-jobs and 10,000 fewer on disability pension since the reform",
        ),
        (
            "Fuldtidspersoner på fire ydelser, kvartal for kvartal",
            "Full-time persons on four benefits, quarter by quarter",
        ),
        table,
        Shape::Lines,
        (
            said("Kvartal", "Quarter"),
            said("Fuldtidspersoner", "Full-time persons"),
        ),
    );
    marked(
        made,
        vec![
            mark(
                2013.0,
                "Reformen af førtidspension og fleksjob, 1. januar 2013",
                "The reform of disability pension and flexi-jobs, 1 January 2013",
            ),
            mark(2014.0, "Kontanthjælpsreformen", "Cash benefit reform"),
        ],
    )
}

fn lines_weeks() -> Described {
    let mut noise = Wobble::new(4);
    let mut columns = vec![];
    for (id, da, en) in [
        ("participant", "Deltagergruppe", "Participant group"),
        ("comparison", "Kontrolgruppe", "Control group"),
    ] {
        columns.push(Column::new(id, said(da, en)));
        columns.push(Column::new("low", said("fra", "from")));
        columns.push(Column::new("high", said("til", "to")));
    }
    let row = |week: i32| {
        let n = (977 - 20 * week).max(20) as u64;
        let mut cells = vec![];
        for level in [0.27, 0.16] {
            let share = level + 0.35 * (-f64::from(week) / 2.0).exp() + 0.03 * noise.next();
            let hits = (share * n as f64).round() as u64;
            let wide = 1.96 * (share * (1.0 - share) / n as f64).sqrt();
            cells.push(match (week, level > 0.2) {
                (41.., true) => Cell::Share {
                    share: Share {
                        numerator: None,
                        denominator: Some(n),
                    },
                    light: None,
                },
                (20..24, false) => Cell::Empty,
                _ => Cell::share(hits, n),
            });
            cells.push(Cell::number(share - wide, Unit::Fraction));
            cells.push(Cell::number(share + wide, Unit::Fraction));
        }
        let label = Label::name(&week.to_string());
        Row::new(&format!("w{week}"), label, cells).at(week.into())
    };
    let rows = (0..44).map(row).collect();
    let mut made = result(
        (
            "Deltagerne har en samtale hver tredje til fjerde uge, kontrolgruppen hver sjette",
            "Participants have a talk every third or fourth week, the control group every sixth",
        ),
        (
            "Andel med mindst én samtale i ugen, blandt dem der kan følges",
            "Share with at least one talk in the week, among those observed",
        ),
        table(Counted::Persons, ("Uge", "Week"), columns, rows),
        Shape::Lines,
        (
            said("Uger siden visitation", "Weeks since referral"),
            percent_axis(),
        ),
    );
    if let Some(chart) = &mut made.chart {
        chart.columns = vec![0, 3];
        chart.limits = vec![Some([1, 2]), Some([4, 5])];
    }
    made
}

fn lines_one() -> Described {
    let rows = vec![
        Row::new(
            "start",
            said("Første måling i efteråret 2017", "First measurement"),
            vec![Cell::share(33, 48)],
        )
        .at(0.0),
    ];
    let columns = vec![Column::new("share", said("Andel", "Share"))];
    result(
        ("Kun én måling", "Only one measurement"),
        ("Andel enige", "Share who agree"),
        table(Counted::Answers, ("Måling", "Wave"), columns, rows),
        Shape::Lines,
        (said("Måling", "Wave"), percent_axis()),
    )
}

fn waves() -> [(&'static str, Label); 3] {
    [
        ("start", said("Nulpunkt", "Baseline")),
        ("middle", said("Midtvejs", "Midterm")),
        ("end", said("Slut", "Final")),
    ]
}

fn bars_waves() -> Described {
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

fn light_of(share: f64) -> Light {
    match share {
        s if s >= 0.9 => Light::Green,
        s if s >= 0.75 => Light::Yellow,
        _ => Light::Red,
    }
}

fn bars_many() -> Described {
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

fn bars_change() -> Described {
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

fn bars_one() -> Described {
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

fn stacked() -> Described {
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

fn stacked_counts() -> Described {
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
        Shape::Stacked,
        (
            said(
                "Andel af kommuner, pct.",
                "Share of municipalities, percent",
            ),
            said("Måling", "Wave"),
        ),
    )
}

fn boxes() -> Described {
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

fn scatter(points: usize) -> Described {
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

fn scatter_equal() -> Described {
    let mut made = scatter(5);
    for row in made.tables.iter_mut().flat_map(|t| &mut t.rows) {
        row.cells = vec![
            Cell::number(0.5, Unit::Fraction),
            Cell::number(0.0, Unit::Points),
        ];
    }
    made
}

fn judged(noise: &mut Wobble) -> Cell {
    Cell::Light(match noise.next() {
        s if s < 0.08 => Light::Grey,
        s => light_of(0.5 + 0.55 * s),
    })
}

fn lights() -> Described {
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

fn lights_change() -> Described {
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
fn lights_wide() -> Described {
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
fn tests() -> Described {
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
