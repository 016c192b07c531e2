//! The share of answers that agree, by element, group and wave, with the light of its change.

mod one_wave;

use super::super::answers::{Answers, Level, unanswered};
use super::super::lights::{Percent, change5};
use super::super::words;
use crate::findings::{
    Cell, Chart, Column, Counted, Described, Estimated, Label, Light, Note, Reason, Row, Shape,
    Share, Table, Text, Unit,
};
use crate::study::{
    AgreePlan, AnswerPooling, AnswersBy, DoNotKnow, FidelityElement, FidelityPlan, LightsOn,
};

/// Agreeing and counted answers of each item of an element.
#[derive(Debug, Clone, PartialEq)]
struct Agreeing {
    items: Vec<Share>,
}

impl Agreeing {
    /// All answers to the items together.
    fn pooled(&self) -> Share {
        let sum = |part: fn(&Share) -> Option<u64>| self.items.iter().filter_map(part).sum();
        Share::of(sum(|s| s.numerator), sum(|s| s.denominator))
    }

    /// The mean of the shares of the items that were answered.
    fn mean_of_items(&self) -> Option<f64> {
        let shares: Vec<f64> = self.items.iter().filter_map(|s| s.fraction()).collect();
        (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64)
    }

    fn percent(&self, pooling: AnswerPooling, on: LightsOn) -> Option<Percent> {
        let Share {
            numerator,
            denominator,
        } = self.pooled();
        match pooling {
            AnswerPooling::Answers => Percent::of(numerator?, denominator?, on),
            AnswerPooling::Items => self.mean_of_items().map(|f| Percent::of_fraction(f, on)),
        }
    }

    fn cell(&self, pooling: AnswerPooling, light: Option<Light>) -> Cell {
        let pooled = self.pooled();
        match (pooling, pooled.denominator) {
            (_, Some(0)) => Cell::Light(Light::Grey),
            (AnswerPooling::Answers, _) => Cell::Share {
                share: pooled,
                light,
            },
            (AnswerPooling::Items, n) => Cell::Number {
                value: match self.mean_of_items() {
                    Some(mean) => Estimated::Made(mean),
                    None => Estimated::Not(Reason::new("no-answers", &[])),
                },
                unit: Unit::Fraction,
                n,
                light,
            },
        }
    }
}

/// What is asked for, with the answers.
struct Ask<'a, 'b> {
    answers: &'b Answers<'a>,
    plan: &'b FidelityPlan,
    agree: &'b AgreePlan,
    waves: Vec<Level>,
}

impl Ask<'_, '_> {
    /// An element in a wave, for one group or for all.
    fn agreeing(&self, element: &FidelityElement, wave: &Level, group: Option<&str>) -> Agreeing {
        let of_item = |item: &String| {
            let (mut agreeing, mut counted) = (0, 0);
            for row in self.answers.rows(item, &self.plan.only) {
                let word = |by| self.answers.word(by, row);
                let here = word(AnswersBy::Wave) == wave.id || wave.id == "all";
                if !here || group.is_some_and(|g| word(self.agree.by) != g) {
                    continue;
                }
                let unknown = self.answers.is_unknown(row);
                if unknown && self.agree.do_not_know == DoNotKnow::Out {
                    continue;
                }
                counted += 1;
                agreeing += u64::from(
                    self.agree
                        .agree
                        .iter()
                        .any(|a| a == self.answers.value(row)),
                );
            }
            Share::of(agreeing, counted)
        };
        Agreeing {
            items: element.items.iter().map(of_item).collect(),
        }
    }

    /// The cells of an element: one per wave, the last with the light of the change from the first; and that light.
    fn cells(
        &self,
        element: &FidelityElement,
        group: Option<&str>,
    ) -> (Vec<Cell>, Vec<Agreeing>, Light) {
        let found: Vec<Agreeing> = self
            .waves
            .iter()
            .map(|wave| self.agreeing(element, wave, group))
            .collect();
        let percent = |a: Option<&Agreeing>| {
            a.and_then(|a| a.percent(self.agree.pooling, self.plan.lights_on))
        };
        let light = match found.len() {
            0 | 1 => Light::Grey,
            _ => change5(percent(found.first()), percent(found.last())),
        };
        let last = found.len().saturating_sub(1);
        let cell = |(at, a): (usize, &Agreeing)| {
            let judged = (at == last && last > 0).then_some(light);
            a.cell(self.agree.pooling, judged)
        };
        let cells = found.iter().enumerate().map(cell).collect();
        (cells, found, light)
    }
}

pub fn describe(
    answers: &Answers,
    plan: &FidelityPlan,
    agree: &AgreePlan,
) -> (Described, Vec<Note>) {
    let mut waves = answers.levels(AnswersBy::Wave, &plan.only);
    if waves.is_empty() {
        waves = answers.levels(AnswersBy::None, &plan.only);
    }
    let ask = Ask {
        answers,
        plan,
        agree,
        waves,
    };
    let (shares, lights, silent) = match agree.by {
        AnswersBy::None | AnswersBy::Wave => by_element(&ask),
        _ => by_group(&ask),
    };
    let judged = ask.waves.len() > 1;
    let mut notes = Vec::new();
    if judged {
        notes.push(Note::new(
            match plan.lights_on {
                LightsOn::Whole => "change-judged",
                LightsOn::Exact => "change-judged-exact",
            },
            &[],
        ));
    }
    if agree.do_not_know == DoNotKnow::In {
        notes.push(Note::new("do-not-know-counts", &[]));
    }
    let silent: Vec<&Level> = silent.iter().collect();
    notes.extend(unanswered("groups-without-answers", "groups", &silent));
    let apart = [AnswersBy::Wave, agree.by];
    notes.extend(answers.notes(&plan.items(), &plan.only, &apart));
    let finding = match judged {
        true => finding(&ask, &lights),
        false => one_wave::finding(&shares, agree.by),
    };
    let drawn = drawn(&shares, &ask);
    let by_group = matches!(agree.by, AnswersBy::Role | AnswersBy::Site);
    let groups = shares.stub.clone();
    let mut tables = vec![shares];
    if judged {
        tables.push(lights);
    }
    let described = Described {
        finding,
        shows: Label::said(match (judged, by_group) {
            (true, true) => "fidelity-shows-agree-groups",
            (true, false) => "fidelity-shows-agree",
            (false, _) => "fidelity-shows-agree-one",
        }),
        chart: Some(Chart {
            shape: match (judged, by_group) {
                (true, true) => Shape::Lights,
                _ => Shape::Bars,
            },
            table: 0,
            limits: vec![None; drawn.len()],
            columns: drawn,
            ends: None,
            x: Label::said(match (judged, by_group) {
                (true, true) => "core-element",
                _ => "percent-agreeing",
            }),
            y: groups,
            marks: Vec::new(),
        }),
        tables,
    };
    (described, notes)
}

/// By group the last wave with its lights; otherwise every wave.
fn drawn(shares: &Table, ask: &Ask) -> Vec<usize> {
    let waves = ask.waves.len();
    let by_group = matches!(ask.agree.by, AnswersBy::Role | AnswersBy::Site);
    match (by_group, waves) {
        (true, _) => (0..shares.columns.len())
            .filter(|at| at % waves == waves - 1)
            .collect(),
        (false, _) => (0..waves).collect(),
    }
}

/// Rows are elements, columns waves and the change.
fn by_element(ask: &Ask) -> (Table, Table, Vec<Level>) {
    let mut rows = Vec::new();
    let mut lights = Vec::new();
    for element in &ask.agree.elements {
        let (mut cells, found, light) = ask.cells(element, None);
        cells.push(change(ask, &found));
        let row = Row::new(&element.id, label(element), cells);
        rows.push(match &element.under {
            Some(under) => row.under(Label::Given(words::text(under))),
            None => row,
        });
        lights.push((element, vec![light]));
    }
    let mut columns: Vec<Column> = ask
        .waves
        .iter()
        .map(|wave| Column::new(&wave.id, wave.label.clone()))
        .collect();
    columns.push(Column::new("change", Label::said("change-points")));
    let table = Table {
        id: "shares".to_string(),
        title: Label::said("fidelity-agree-title"),
        stub: Label::said("core-element"),
        of: Counted::Answers,
        columns,
        rows,
    };
    (table, light_counts(&lights), Vec::new())
}

/// The difference between the last and the first wave, of unrounded shares.
fn change(ask: &Ask, found: &[Agreeing]) -> Cell {
    let fraction = |a: &Agreeing| match ask.agree.pooling {
        AnswerPooling::Answers => a.pooled().fraction(),
        AnswerPooling::Items => a.mean_of_items(),
    };
    let ends = (
        found.first().and_then(fraction),
        found.last().and_then(fraction),
    );
    match (found.len(), ends) {
        (0 | 1, _) => Cell::Empty,
        (_, (Some(first), Some(last))) => {
            // The change would tell a share that is withheld: a small count stands for all behind it.
            let of = |pick: fn(&Share) -> Option<u64>| {
                found.iter().filter_map(move |a| pick(&a.pooled()))
            };
            let small = of(|s| s.numerator).find(|n| (1..5).contains(n));
            let n = small.or_else(|| of(|s| s.denominator).min());
            Cell::estimate(Estimated::Made(last - first), Unit::Points, n)
        }
        _ => Cell::estimate(
            Estimated::Not(Reason::new("no-answers", &[])),
            Unit::Points,
            None,
        ),
    }
}

/// Rows are groups and the total, columns elements by wave; and the groups without an answer.
fn by_group(ask: &Ask) -> (Table, Table, Vec<Level>) {
    let groups = ask.answers.levels(ask.agree.by, &ask.plan.only);
    let mut rows = Vec::new();
    let mut lights: Vec<(&FidelityElement, Vec<Light>)> =
        ask.agree.elements.iter().map(|e| (e, Vec::new())).collect();
    let mut silent = Vec::new();
    for group in &groups {
        let mut cells = Vec::new();
        let mut answers = 0;
        for (element, lights) in &mut lights {
            let (here, found, light) = ask.cells(element, Some(&group.id));
            answers += found
                .iter()
                .filter_map(|a| a.pooled().denominator)
                .sum::<u64>();
            lights.push(light);
            cells.extend(here);
        }
        silent.extend((answers == 0).then(|| group.clone()));
        rows.push(Row::new(&group.id, group.label.clone(), cells));
    }
    let total = ask.agree.elements.iter().flat_map(|e| ask.cells(e, None).0);
    rows.push(Row::new("total", Label::said("total"), total.collect()).total());
    let columns = ask.agree.elements.iter().flat_map(|element| {
        ask.waves.iter().map(move |wave| {
            let id = format!("{}.{}", element.id, wave.id);
            Column::new(&id, wave.label.clone()).over(over(element))
        })
    });
    let table = Table {
        id: "shares".to_string(),
        title: Label::said(match ask.agree.by {
            AnswersBy::Role => "fidelity-agree-by-role",
            _ => "fidelity-agree-by-site",
        }),
        stub: Label::said(match ask.agree.by {
            AnswersBy::Role => "role",
            _ => "municipality",
        }),
        of: Counted::Answers,
        columns: columns.collect(),
        rows,
    };
    (table, light_counts(&lights), silent)
}

/// An element with the track it stands under, where it has one.
fn over(element: &FidelityElement) -> Label {
    match &element.under {
        Some(track) => Label::Given(Text {
            da: format!("{}: {}", track.da, element.label.da),
            en: format!("{}: {}", track.en, element.label.en),
        }),
        None => label(element),
    }
}

fn label(element: &FidelityElement) -> Label {
    Label::Given(words::text(&element.label))
}

/// How many groups have each light, by element.
fn light_counts(lights: &[(&FidelityElement, Vec<Light>)]) -> Table {
    let kinds = [Light::Green, Light::Yellow, Light::Red, Light::Grey];
    let count = |of: &[Light], kind| of.iter().filter(|light| **light == kind).count() as f64;
    let rows = lights.iter().map(|(element, of)| {
        let cells = kinds.map(|kind| Cell::number(count(of, kind), Unit::Whole));
        Row::new(&element.id, label(element), cells.to_vec())
    });
    let column = |id: &str| Column::new(id, Label::said(&format!("light-{id}")));
    Table {
        id: "lights".to_string(),
        title: Label::said("fidelity-lights-title"),
        stub: Label::said("core-element"),
        of: Counted::Sites,
        columns: ["green", "yellow", "red", "grey"].map(column).to_vec(),
        rows: rows.collect(),
    }
}

/// How many elements rose by more than five points for all together; told apart, how many cells of groups did.
fn finding(ask: &Ask, lights: &Table) -> Label {
    let count = |at: usize| {
        let cells = lights.rows.iter().filter_map(|row| row.cells.get(at));
        let numbers = cells.filter_map(|cell| match cell {
            Cell::Number { value, .. } => value.made().copied(),
            _ => None,
        });
        numbers.sum::<f64>()
    };
    let facts = [
        ("cells", (count(0) + count(1) + count(2)).to_string()),
        ("green", count(0).to_string()),
        ("yellow", count(1).to_string()),
        ("red", count(2).to_string()),
    ];
    match ask.agree.by {
        AnswersBy::None | AnswersBy::Wave => Label::with("fidelity-finding-agree", &facts),
        AnswersBy::Role => Label::with("fidelity-finding-roles", &facts),
        AnswersBy::Site => Label::with("fidelity-finding-sites", &facts),
    }
}
