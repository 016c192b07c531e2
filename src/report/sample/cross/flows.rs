//! The flow of a trial: those who leave in two places, those of whom nobody knows, and three groups.

use super::{result, said, table};
use crate::findings::{Cell, Column, Counted, Described, FlowPlace, Label, Row, Shape};

pub fn flow() -> Described {
    let row = |id: &str, words: (&str, &str), n: u64, place: FlowPlace| {
        Row::new(id, said(words.0, words.1), vec![Cell::Count(Some(n))]).placed(place)
    };
    let by_draw = || said("Efter den udtrukne arm", "By the arm drawn");
    let not_drawn = Row::new("later", Label::name("0"), vec![Cell::Count(Some(0))]);
    let rows = vec![
        row(
            "drawn",
            ("Deltog i lodtrækningen", "Took part in the draw"),
            1_223,
            FlowPlace::Trunk,
        ),
        row(
            "excluded",
            ("Ekskluderet", "Excluded"),
            14,
            FlowPlace::Beside,
        ),
        row(
            "age",
            (
                "heraf under aldersgrænsen ved lodtrækningen",
                "of these below the age limit at the draw",
            ),
            9,
            FlowPlace::Inside,
        ),
        row(
            "target",
            (
                "heraf ikke i målgruppen",
                "of these not in the target group",
            ),
            5,
            FlowPlace::Inside,
        ),
        row(
            "lost",
            (
                "Ikke gjort rede for: trukket lod om og hverken ekskluderet eller fordelt",
                "Unaccounted for: drawn, and neither excluded nor allocated",
            ),
            1,
            FlowPlace::Lost,
        ),
        row(
            "eligible",
            ("Kunne fordeles", "Could be allocated"),
            1_208,
            FlowPlace::Trunk,
        ),
        row(
            "allocated",
            ("Fordelt", "Allocated"),
            1_208,
            FlowPlace::Trunk,
        ),
        row(
            "withdrawn",
            (
                "Trak sig efter fordelingen",
                "Withdrew after the allocation",
            ),
            8,
            FlowPlace::Beside,
        ),
        row(
            "early",
            ("Indsats fra første dag", "Measure from the first day"),
            400,
            FlowPlace::Branch,
        ),
        row(
            "late",
            ("Indsats efter et halvt år", "Measure after half a year"),
            401,
            FlowPlace::Branch,
        ),
        row(
            "control",
            ("Kontrolgruppe", "Control group"),
            399,
            FlowPlace::Branch,
        ),
        not_drawn,
        row(
            "swapped",
            (
                "Fik en anden gruppes indsats",
                "Received another group's measure",
            ),
            72,
            FlowPlace::Below,
        )
        .under(by_draw()),
    ];
    let columns = vec![Column::new("persons", said("Personer", "Persons"))];
    result(
        (
            "1.208 af de 1.223, der blev trukket lod om, blev fordelt; 1 er der ikke gjort rede for",
            "1,208 of the 1,223 drawn were allocated; 1 is unaccounted for",
        ),
        (
            "Fra lodtrækning til grupper, antal personer",
            "From the draw to the groups, number of persons",
        ),
        table(Counted::Persons, ("Trin", "Step"), columns, rows),
        Shape::Flow,
        (said("Personer", "Persons"), said("Trin", "Step")),
    )
}
