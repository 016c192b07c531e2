//! Lines.

use super::{mark, mark_row, marked, percent_axis, result, said, table};
use crate::findings::{Cell, Column, Counted, Described, Label, Row, Shape, Share, Unit};
use crate::report::sample::Wobble;

pub fn lines_years() -> Described {
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
        let course = (quarter >= 16).then_some(Cell::Count(Some(((t - 15.0) * 1290.0) as u64)));
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
            mark_row(
                2013.0,
                "Reformen af førtidspension og fleksjob, 1. januar 2013",
                "The reform of disability pension and flexi-jobs, 1 January 2013",
            ),
            mark_row(2014.0, "Kontanthjælpsreformen", "Cash benefit reform"),
        ],
    )
}

pub fn lines_weeks() -> Described {
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
    marked(
        made,
        vec![mark(
            0.5,
            "Målet: hver anden uge",
            "The target: every second week",
        )],
    )
}

pub fn lines_one() -> Described {
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
