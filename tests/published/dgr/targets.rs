//! Where in the findings each printed row stands.

use crate::support::{analysis, time_to_event};
use virkning::findings::{AnalysisResult, Cell, CoxTerm, Described, Estimated, Findings, Variant};

/// What a row is compared with.
pub enum Figure {
    /// A number.
    Value(f64),
    /// A share of persons: rounded from its counts, half up, in percent.
    Share(u64, u64),
    /// No target, and why.
    Not(&'static str),
}

pub fn described<'a>(found: &'a Findings, id: &str) -> &'a Described {
    match &analysis(found, id).result {
        AnalysisResult::Described(result) => result,
        other => panic!("{id}: {other:?}"),
    }
}

pub fn cell<'a>(found: &'a Findings, [id, table, row, column]: [&str; 4]) -> &'a Cell {
    let tables = &described(found, id).tables;
    let table = tables.iter().find(|t| t.id == table);
    let table = table.unwrap_or_else(|| panic!("{id}: no table"));
    let at = table.columns.iter().position(|c| c.id == column);
    let line = table.rows.iter().find(|r| r.id == row);
    match (line, at) {
        (Some(line), Some(at)) => &line.cells[at],
        _ => panic!("{id}: no cell {row}, {column}"),
    }
}

fn figure(found: &Findings, place: [&str; 4]) -> Figure {
    match cell(found, place) {
        Cell::Count(Some(n)) => Figure::Value(*n as f64),
        Cell::Share { share, .. } => Figure::Share(
            share.numerator.expect("a number"),
            share.denominator.expect("a number"),
        ),
        Cell::Number {
            value: Estimated::Made(value),
            ..
        } => Figure::Value(*value),
        other => panic!("{place:?}: {other:?}"),
    }
}

pub fn number(found: &Findings, place: [&str; 4]) -> f64 {
    match figure(found, place) {
        Figure::Value(value) => value,
        _ => panic!("{place:?} is no number"),
    }
}

/// The effect of a model: the main one, or that by the arms drawn.
pub fn effect<'a>(found: &'a Findings, id: &str, as_drawn: bool) -> &'a CoxTerm {
    let models = time_to_event(found, id).models.iter();
    let mut made = models.filter_map(Estimated::made);
    let model = made.find(|m| match &m.variant {
        Variant::Columns(_) => !as_drawn,
        Variant::OtherArms { column } => as_drawn && column == "assigned_arm",
        _ => false,
    });
    let model = model.expect("the model");
    assert_eq!(model.ties.as_deref(), Some("breslow"));
    &model.terms[model.focus]
}

/// The arm or total of an id.
fn arm(word: &str) -> &'static str {
    match word {
        "intervention" => "participant",
        "control" => "comparison",
        "total" => "total",
        other => panic!("no arm {other}"),
    }
}

/// `t81-female-intervention-pct` and the like.
fn table_cell(found: &Findings, id: &str) -> Option<Figure> {
    let (table, rest) = id.split_once('-')?;
    let analysis = match table {
        "t81" => "sex",
        "t82" => "age",
        "t83" => "clarified",
        "t84" => "support",
        "t85" => "ended",
        "t86" => "placed",
        "t87" => "sanctions",
        "t88" => "complaints",
        _ => return None,
    };
    let (rest, kind) = rest
        .rsplit_once('-')
        .filter(|(_, k)| ["n", "pct"].contains(k))?;
    let (category, side) = rest.rsplit_once('-')?;
    let row = match category {
        "over-60" => "60-over",
        "ended" => "yes",
        "not-ended" => "no",
        other => other,
    };
    let row = match kind {
        "pct" => format!("{row}.percent"),
        _ => row.to_string(),
    };
    Some(figure(found, [analysis, "counts", &row, arm(side)]))
}

fn allocation_cell(found: &Findings, id: &str) -> Option<Figure> {
    let (date, side) = id.strip_prefix("alloc-")?.rsplit_once('-')?;
    Some(figure(found, ["draw", "by-date", date, arm(side)]))
}

fn interview_cell(found: &Findings, id: &str) -> Option<Figure> {
    let rest = id.strip_prefix("t21-")?;
    let professions = [
        ("leder", "Leder"),
        ("fagkoordinator", "Fagkoordinator"),
        ("sagsbehandlere", "Sagsbehandlere"),
        ("vejleder-bif", "Vejleder (BIF)"),
        ("vejleder-sof", "Vejleder (SOF)"),
        ("vejleder-suf", "Vejleder (SUF)"),
        ("borgere", "Borgere"),
        ("i-alt", "total"),
    ];
    let (word, row) = professions
        .iter()
        .find(|(word, _)| rest.starts_with(word))?;
    let column = rest[word.len()..].trim_start_matches('-');
    Some(figure(found, ["interviews", "counts", row, column]))
}

/// Shares and counts that the text repeats: analysis and row.
fn repeated(id: &str) -> Option<[&'static str; 3]> {
    let percent = |analysis, row, arm| Some([analysis, row, arm]);
    match id {
        "sum-clarified-share" | "disc-clarified-pct" => {
            percent("clarified", "yes.percent", "total")
        }
        "sum-labour-low" => percent("support", "labour-market.percent", "comparison"),
        "sum-labour-high" => percent("support", "labour-market.percent", "participant"),
        "sum-pension-intervention" => percent("support", "pension.percent", "participant"),
        "sum-pension-control" => percent("support", "pension.percent", "comparison"),
        "text81-over-40" => percent("forty", "over.percent", "total"),
        "text83-clarified-intervention" => percent("clarified", "yes.percent", "participant"),
        "text83-clarified-control" => percent("clarified", "yes.percent", "comparison"),
        "text85-total" | "disc-ended-pct" => percent("ended", "yes.percent", "total"),
        "text85-intervention" => percent("ended", "yes.percent", "participant"),
        "text85-control" => percent("ended", "yes.percent", "comparison"),
        "text86-intervention" | "disc-placement-intervention" => {
            percent("placed", "yes.percent", "participant")
        }
        "text86-control" | "disc-placement-control" => {
            percent("placed", "yes.percent", "comparison")
        }
        "disc10-placement-total" => percent("placed", "yes.percent", "total"),
        "text88-intervention" => percent("complaints", "yes.percent", "participant"),
        "text88-control" => percent("complaints", "yes.percent", "comparison"),
        "disc-ended-n" => percent("ended", "yes", "total"),
        "disc-clarified-n" => percent("clarified", "yes", "total"),
        "t84-efterloen" => percent("reasons", "early-retirement", "total"),
        "t84-old-age-pension" => percent("reasons", "old-age-pension", "total"),
        "t84-awaiting-decision" => percent("reasons", "awaiting-decision", "total"),
        "t84-cash-benefit-intervention" => percent("reasons", "cash-benefit", "participant"),
        "t84-cash-benefit-control" => percent("reasons", "cash-benefit", "comparison"),
        "t84-prison-intervention" => percent("reasons", "prison", "participant"),
        "movers-total" | "t85-movers-counted-ended" => percent("reasons", "moved", "total"),
        "movers-intervention" => percent("reasons", "moved", "participant"),
        "movers-control" => percent("reasons", "moved", "comparison"),
        "t88-repeat-intervention" => percent("repeated-complaints", "several", "participant"),
        "t88-repeat-control" => percent("repeated-complaints", "several", "comparison"),
        _ => None,
    }
}

fn draw_figure(id: &str) -> Option<[&'static str; 3]> {
    Some(match id {
        "sum-allocated-intervention" | "flow-intervention" => ["flow", "participant", "persons"],
        "sum-allocated-control" | "flow-control" => ["flow", "comparison", "persons"],
        "flow-drawn" => ["flow", "drawn", "persons"],
        "flow-excluded" => ["flow", "excluded", "persons"],
        "design-late-draw" => ["by-date", "2017-08-15", "total"],
        "sum-followup-max-months" | "followup-max-months" | "text83-period-months" => {
            ["by-date", "2017-01-16", "follow_up_months"]
        }
        "sum-followup-min-months" | "followup-min-months" => {
            ["by-date", "2017-06-19", "follow_up_months"]
        }
        "followup-late-draw-months" => ["by-date", "2017-08-15", "follow_up_months"],
        _ => return None,
    })
}

/// Hazard ratios, their p-values, and the rates the text makes of them.
fn cox_figure(found: &Findings, id: &str) -> Option<f64> {
    let models = [
        ("clarification", "time-to-clarification"),
        ("ended", "time-to-end"),
        ("placement", "time-to-placement"),
    ];
    let id = match id {
        "sum-clarified-rate" => "cox-clarification-rate",
        "disc-clarification-hr" => "cox-clarification-hr",
        "disc-clarification-p" => "cox-clarification-p",
        "disc-placement-hr" => "cox-placement-hr",
        other => other,
    };
    let (outcome, what) = id.strip_prefix("cox-")?.split_once('-')?;
    let (_, analysis) = models.iter().find(|(word, _)| *word == outcome)?;
    let term = effect(found, analysis, false);
    match what {
        "hr" => Some(term.hazard_ratio),
        "rate" => Some(100.0 * (term.hazard_ratio - 1.0)),
        "p" => Some(term.interval.p_value),
        _ => None,
    }
}

/// Rows that no data can give.
fn no_target(id: &str) -> Option<&'static str> {
    let starts = |prefix: &str| id.starts_with(prefix);
    match id {
        _ if starts("lit-") => Some("quoted from another evaluation"),
        _ if starts("refund-") => Some("legislation"),
        _ if starts("design-target-") => Some("a rule of the design"),
        "course-length-copenhagen" => Some("words of the municipality, not of the trial's data"),
        "power-control" | "power-expected-gain" | "power-expected-intervention" => {
            Some("an input of the power calculation")
        }
        "disc10-elements-missing" => Some("judged in interviews"),
        _ if starts("cox-") && (id.ends_with("-ci-low") || id.ends_with("-ci-high")) => {
            Some("printed error: the limits contradict hazard ratio and p (DGR-X6, X7a, X7b)")
        }
        "text84-pension-intervention" | "text84-pension-control" => {
            Some("printed error: the text disagrees with the table (DGR-X4)")
        }
        _ => None,
    }
}

pub fn target(found: &Findings, id: &str) -> Figure {
    if let Some(why) = no_target(id) {
        return Figure::Not(why);
    }
    if let Some([analysis, row, column]) = repeated(id) {
        return figure(found, [analysis, "counts", row, column]);
    }
    if let Some([table, row, column]) = draw_figure(id) {
        return figure(found, ["draw", table, row, column]);
    }
    if let Some(value) = cox_figure(found, id) {
        return Figure::Value(value);
    }
    let test =
        |analysis, column| Figure::Value(number(found, [analysis, "tests", "pearson", column]));
    match id {
        "text81-mean-age-intervention" => figure(found, ["age", "mean", "mean", "participant"]),
        "text81-mean-age-control" => figure(found, ["age", "mean", "mean", "comparison"]),
        "text84-chi2" => test("support", "statistic"),
        "text84-p" => test("support", "p_value"),
        "text88-chi2" => test("complaints", "statistic"),
        "text88-p" => test("complaints", "p_value"),
        "power-detectable" => {
            Figure::Value(100.0 * number(found, ["power", "detectable", "n-100", "share"]))
        }
        _ => interview_cell(found, id)
            .or_else(|| allocation_cell(found, id))
            .or_else(|| table_cell(found, id))
            .unwrap_or_else(|| panic!("the row {id} is neither compared nor excused")),
    }
}
