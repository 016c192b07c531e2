//! Every addressable figure of a run, with its unit. All that refers to figures (claims, drafts, comparisons of runs) reads this list.

mod described;
mod time_to_event;
mod weekly_share;

use super::figure::{Address, Figure, Value, change};
use crate::disclosure::Releasable;
use crate::findings::{
    Analysis, AnalysisResult, Attrition, Balance, BalanceRow, BySite, Estimated, Findings, Unit,
    Variable,
};
use std::borrow::Cow;
use std::collections::HashSet;

/// The figures of a study, in the order of its findings; one per address.
pub fn figures(findings: &Releasable<Findings>) -> Vec<Figure<'_>> {
    let findings: &Findings = findings;
    let mut list = List::default();
    of_study(&mut list, findings);
    for analysis in &findings.analyses {
        of_analysis(&mut list, analysis);
    }
    list.figures
}

/// The figures so far, and their addresses.
#[derive(Default)]
struct List<'a> {
    figures: Vec<Figure<'a>>,
    seen: HashSet<Address<'a>>,
}

impl<'a> List<'a> {
    /// Adds a figure; of two with one address the first stands.
    fn add(&mut self, address: Address<'a>, unit: Unit, value: impl Into<Value>) {
        self.push(address, Some(unit), value.into(), true);
    }

    fn push(&mut self, address: Address<'a>, unit: Option<Unit>, value: Value, trusted: bool) {
        if self.seen.insert(address.clone()) {
            self.figures.push(Figure {
                address,
                unit,
                value,
                trusted,
            });
        }
    }
}

fn of_study<'a>(list: &mut List<'a>, findings: &'a Findings) {
    let field = |field| Address {
        field,
        ..Address::default()
    };
    list.add(field("persons"), Unit::Whole, findings.study.persons);
    for arm in &findings.study.arms {
        if let Some(sites) = arm.sites {
            let address = Address {
                group: Cow::Borrowed(arm.arm.word()),
                ..field("sites")
            };
            list.add(address, Unit::Whole, Value::Whole(sites));
        }
    }
}

fn of_analysis<'a>(list: &mut List<'a>, analysis: &'a Analysis) {
    let at = Address {
        analysis: &analysis.id,
        ..Address::default()
    };
    match &analysis.result {
        AnalysisResult::WeeklyShare(result) => weekly_share::add(list, &at, result),
        AnalysisResult::TimeToEvent(result) => time_to_event::add(list, &at, result),
        AnalysisResult::BySite(result) => add_sites(list, &at, result),
        AnalysisResult::Balance(result) => add_balance(list, &at, result),
        AnalysisResult::Attrition(result) => add_attrition(list, &at, result),
        AnalysisResult::Described(result) => described::add(list, &at, result),
        AnalysisResult::NotEstimated(why) => {
            let address = Address {
                field: "estimate",
                ..at
            };
            list.push(address, None, Value::Not(why.code.clone()), true);
        }
    }
}

fn add_sites<'a>(list: &mut List<'a>, at: &Address<'a>, result: &'a BySite) {
    for site in &result.sites {
        let field = |field| Address {
            term: Cow::Borrowed(&site.name),
            field,
            ..at.clone()
        };
        list.add(
            field("change"),
            Unit::Points,
            change(site.before, site.after),
        );
        list.add(field("before"), Unit::Fraction, site.before);
        list.add(field("after"), Unit::Fraction, site.after);
        list.add(
            field("numerator_before"),
            Unit::Whole,
            site.before.numerator,
        );
        list.add(
            field("denominator_before"),
            Unit::Whole,
            site.before.denominator,
        );
        list.add(field("numerator_after"), Unit::Whole, site.after.numerator);
        list.add(
            field("denominator_after"),
            Unit::Whole,
            site.after.denominator,
        );
    }
}

fn add_balance<'a>(list: &mut List<'a>, at: &Address<'a>, result: &'a Balance) {
    for table in &result.tables {
        let at = Address {
            table: &table.id,
            ..at.clone()
        };
        let field = |field| Address {
            field,
            ..at.clone()
        };
        list.add(field("persons_first"), Unit::Whole, table.persons_first);
        list.add(field("persons_second"), Unit::Whole, table.persons_second);
        for row in &table.rows {
            add_characteristic(list, &at, row);
        }
    }
}

fn add_characteristic<'a>(list: &mut List<'a>, at: &Address<'a>, row: &'a BalanceRow) {
    let term = row.variable.word();
    let field = |field| Address {
        term: term.clone(),
        field,
        ..at.clone()
    };
    let (level, difference) = units(&row.variable, row.binary);
    list.add(field("difference"), difference, &row.difference);
    list.add(field("smd"), Unit::Coefficient, &row.smd);
    list.add(field("p_value"), Unit::PValue, &row.p_value);
    list.add(field("p_value_welch"), Unit::PValue, &row.p_value_welch);
    if let Some(p) = &row.p_value_chi_square {
        list.add(field("p_value_chi_square"), Unit::PValue, p);
    }
    list.add(field("missing"), Unit::Whole, row.missing);
    list.add(field("n_first"), Unit::Whole, row.first.n);
    list.add(field("mean_first"), level, shown(row.first.mean));
    list.add(field("sd_first"), level, shown(row.first.sd));
    list.add(field("n_second"), Unit::Whole, row.second.n);
    list.add(field("mean_second"), level, shown(row.second.mean));
    list.add(field("sd_second"), level, shown(row.second.sd));
    if row.binary {
        list.add(field("count_first"), Unit::Whole, row.first.count);
        list.add(field("count_second"), Unit::Whole, row.second.count);
    }
}

/// A number that is absent because it is withheld.
fn shown(value: Option<f64>) -> Value {
    value.map_or(Value::Withheld, Value::from)
}

/// The unit of a characteristic's mean, and of a difference of means.
fn units(variable: &Variable, binary: bool) -> (Unit, Unit) {
    match variable {
        _ if binary => (Unit::Fraction, Unit::Points),
        Variable::Age => (Unit::Years, Unit::Years),
        Variable::HistoryWeeks { .. } => (Unit::Weeks, Unit::Weeks),
        _ => (Unit::Amount, Unit::Amount),
    }
}

fn add_attrition<'a>(list: &mut List<'a>, at: &Address<'a>, result: &'a Attrition) {
    let field = |field| Address {
        field,
        ..at.clone()
    };
    list.add(field("persons"), Unit::Whole, result.persons);
    list.add(
        field("unknown_municipality"),
        Unit::Whole,
        result.unknown_municipality,
    );
    for flow in &result.flows {
        for step in flow.steps.iter().chain(&flow.beside) {
            let address = Address {
                group: flow.group.word(),
                term: Cow::Borrowed(step.step.word()),
                ..field("persons")
            };
            list.add(address, Unit::Whole, step.persons);
        }
    }
}

/// The value of one field of something estimated.
fn of<T>(estimated: &Estimated<T>, read: impl Fn(&T) -> Value) -> Value {
    match estimated {
        Estimated::Made(made) => read(made),
        Estimated::Not(why) => Value::Not(why.code.clone()),
        Estimated::Suppressed => Value::Withheld,
    }
}
