//! Every addressable figure of a run, with its unit. All that refers to figures (claims, drafts, comparisons of runs) reads this list.

mod balance;
mod described;
mod time_to_event;
mod weekly_share;

use super::figure::{Address, Figure, Value, change};
use crate::disclosure::Releasable;
use crate::findings::{Analysis, AnalysisResult, Attrition, BySite, Estimated, Findings, Unit};
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
        AnalysisResult::Balance(result) => balance::add(list, &at, result),
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
    let address = Address {
        field: "headline_week",
        ..at.clone()
    };
    list.add(address, Unit::Weeks, f64::from(result.week));
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
