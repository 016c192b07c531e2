//! `balance`: how alike two groups are at entry (BRF-8, DEFINITIONS 25).

use super::{Context, words};
use crate::cohort::{Arm, CovariateColumn, Member, Period};
use crate::findings::{
    AnalysisResult, Balance, BalanceRow, BalanceTable, Estimated, Note, Reason, Significant,
    Summary, Text,
};
use crate::stats::chi_square::chi_square;
use crate::stats::standardised_difference::{Denominator, standardised_difference};
use crate::stats::t_test::{GroupSummary, pooled_t, welch_t};
use crate::study::{BalancePlan, Comparison, SubgroupPlan};

/// Two groups of members, by their places in the cohort, with their names.
struct Pair {
    id: String,
    /// The part of the persons; `None` for all.
    within: Option<Text>,
    first: (Text, Vec<usize>),
    second: (Text, Vec<usize>),
}

/// Runs the analysis.
pub fn run(context: &Context, plan: &BalancePlan) -> (AnalysisResult, Vec<Note>) {
    let made = context.columns.get(&plan.variables);
    let columns = match made {
        Ok(columns) => columns,
        Err(missing) => {
            let facts = [
                ("variable", missing.name),
                ("needs", missing.needs.to_string()),
            ];
            return (
                AnalysisResult::NotEstimated(Reason::new("needs-data", &facts)),
                Vec::new(),
            );
        }
    };
    let table = context.register.table.as_ref();
    let there = |s: &&SubgroupPlan| table.is_some_and(|t| t.column(&s.column).is_some());
    if let Some(missing) = plan.subgroups.iter().find(|s| !there(s)) {
        let needs = format!("a column `{}` of the persons table", missing.column);
        let reason = Reason::new("needs-data", &[("needs", needs)]);
        return (AnalysisResult::NotEstimated(reason), Vec::new());
    }
    let whole: Vec<Pair> = plan
        .compare
        .iter()
        .filter_map(|c| pair(context, *c))
        .collect();
    let parts = plan.subgroups.iter().flat_map(|s| {
        let pairs = whole.iter();
        pairs.map(|pair| part(context, pair, s))
    });
    let parts: Vec<Pair> = parts.collect();
    let tables = whole.into_iter().chain(parts).map(|pair| {
        let rows: Vec<BalanceRow> = columns.iter().map(|c| row(context, c, &pair)).collect();
        BalanceTable {
            id: pair.id,
            within: pair.within,
            persons_first: Some(pair.first.1.len() as u64),
            persons_second: Some(pair.second.1.len() as u64),
            significant: significant(&rows, context.plan.significance),
            rows,
            first: pair.first.0,
            second: pair.second.0,
        }
    });
    let result = Balance {
        tables: tables.collect(),
    };
    let short = columns.iter().filter(|c| c.partial > 0);
    let notes = short.map(|c| {
        let facts = [("persons", c.partial.to_string()), ("variable", c.name())];
        Note::new("partial-history", &facts)
    });
    let notes = super::enrolled(context).into_iter().chain(notes);
    (AnalysisResult::Balance(result), notes.collect())
}

/// The members of a pair who belong to a part of the persons.
fn part(context: &Context, whole: &Pair, subgroup: &SubgroupPlan) -> Pair {
    let column = context.register.table.as_ref();
    let column = column.and_then(|t| t.column(&subgroup.column));
    let belongs = |member: &usize| {
        let person = context.cohort.members[*member].person as usize;
        let mut values = subgroup.equals.iter();
        values.any(|value| column.is_some_and(|c| c.is(person, value) == Some(true)))
    };
    let of = |(label, members): &(Text, Vec<usize>)| {
        let members = members.iter().copied().filter(&belongs);
        (label.clone(), members.collect())
    };
    Pair {
        id: format!("{}.{}", whole.id, subgroup.id),
        within: Some(words::text(&subgroup.label)),
        first: of(&whole.first),
        second: of(&whole.second),
    }
}

fn significant(rows: &[BalanceRow], level: f64) -> Significant {
    let p_values = || rows.iter().filter_map(|row| row.p_value.made());
    let of = p_values().count() as u64;
    Significant {
        rows: p_values().filter(|p| **p < level).count() as u64,
        of,
        level,
        expected: of as f64 * level,
    }
}

fn pair(context: &Context, comparison: Comparison) -> Option<Pair> {
    let plan = context.plan;
    let members = || context.cohort.members.iter().enumerate();
    let select = |wanted: &dyn Fn(&Member) -> bool| -> Vec<usize> {
        members()
            .filter(|(_, m)| wanted(m))
            .map(|(i, _)| i)
            .collect()
    };
    let late = |m: &Member| m.period != Some(Period::Before);
    match comparison {
        Comparison::Arms => {
            let label =
                |arm| words::group_label(arm, plan.periods.as_ref().map(|p| &p.after.label));
            Some(Pair {
                id: "arms".to_string(),
                within: None,
                first: (
                    label(&plan.participant),
                    select(&|m| late(m) && m.arm == Arm::Participant),
                ),
                second: (
                    label(&plan.comparison),
                    select(&|m| late(m) && m.arm == Arm::Comparison),
                ),
            })
        }
        Comparison::EntryYears => {
            let (year, _) = plan.periods.as_ref()?.after.entry.first.iso();
            let started = |y: i16| {
                let participants = |m: &Member| late(m) && m.arm == Arm::Participant;
                let label = Text {
                    da: format!("{}, {y}", plan.participant.label.da),
                    en: format!("{}, {y}", plan.participant.label.en),
                };
                (label, select(&|m| participants(m) && m.entry.iso().0 == y))
            };
            Some(Pair {
                id: "entry-years".to_string(),
                within: None,
                first: started(year),
                second: started(year + 1),
            })
        }
    }
}

fn row(context: &Context, column: &CovariateColumn, pair: &Pair) -> BalanceRow {
    let known = |members: &[usize]| -> Vec<f64> {
        let values = members.iter().map(|m| column.values[*m]);
        values.filter(|v| v.is_finite()).collect()
    };
    let (first, second) = (known(&pair.first.1), known(&pair.second.1));
    let missing = pair.first.1.len() + pair.second.1.len() - first.len() - second.len();
    let refused = (column.partial > 0 && !context.plan.history.allow_partial).then(|| {
        let facts = [
            ("variable", column.name()),
            ("persons", column.partial.to_string()),
        ];
        Reason::new("history-too-short", &facts)
    });
    let tests = Tests::of(&first, &second, refused);
    BalanceRow {
        variable: words::variable(column),
        binary: column.binary,
        first: summary(&first, column.binary),
        second: summary(&second, column.binary),
        missing: Some(missing as u64),
        p_value_chi_square: column.binary.then(|| tests.chi_square(&first, &second)),
        difference: tests.difference,
        smd: tests.smd,
        p_value: tests.pooled,
        p_value_welch: tests.welch,
    }
}

fn summary(values: &[f64], binary: bool) -> Summary {
    let found = GroupSummary::of(values).ok();
    let count = values.iter().filter(|v| **v == 1.0).count() as u64;
    Summary {
        n: Some(values.len() as u64),
        count: binary.then_some(count),
        mean: found.map(|s| s.mean),
        sd: found.map(|s| s.sd()).filter(|sd| sd.is_finite()),
    }
}

/// The comparisons of one row.
struct Tests {
    difference: Estimated<f64>,
    smd: Estimated<f64>,
    pooled: Estimated<f64>,
    welch: Estimated<f64>,
    refused: Option<Reason>,
}

impl Tests {
    fn of(first: &[f64], second: &[f64], refused: Option<Reason>) -> Tests {
        let (a, b) = match (GroupSummary::of(first), GroupSummary::of(second), &refused) {
            (Ok(a), Ok(b), None) => (a, b),
            (Err(error), ..) | (_, Err(error), _) => return Tests::none(words::reason(&error)),
            (_, _, Some(reason)) => return Tests::none(reason.clone()),
        };
        let level = 0.95;
        let p = |found: Result<crate::stats::t_test::TTest, _>| match found {
            Ok(test) => finite(test.p_value),
            Err(error) => Estimated::Not(words::reason(&error)),
        };
        Tests {
            difference: finite(a.mean - b.mean),
            smd: match standardised_difference(&a, &b, Denominator::AverageVariance) {
                Ok(found) => finite(found),
                Err(error) => Estimated::Not(words::reason(&error)),
            },
            pooled: p(pooled_t(&a, &b, level)),
            welch: p(welch_t(&a, &b, level)),
            refused: None,
        }
    }

    fn none(reason: Reason) -> Tests {
        let not = || Estimated::Not(reason.clone());
        Tests {
            difference: not(),
            smd: not(),
            pooled: not(),
            welch: not(),
            refused: Some(reason),
        }
    }

    fn chi_square(&self, first: &[f64], second: &[f64]) -> Estimated<f64> {
        if let Some(reason) = &self.refused {
            return Estimated::Not(reason.clone());
        }
        let ones = |values: &[f64]| values.iter().filter(|v| **v == 1.0).count() as f64;
        let (a, b) = (ones(first), ones(second));
        let table = vec![
            vec![a, b],
            vec![first.len() as f64 - a, second.len() as f64 - b],
        ];
        match chi_square(&table) {
            Ok(found) => finite(found.p_value),
            Err(error) => Estimated::Not(words::reason(&error)),
        }
    }
}

fn finite(value: f64) -> Estimated<f64> {
    match value.is_finite() {
        true => Estimated::Made(value),
        false => Estimated::Not(Reason::new("no-variation", &[])),
    }
}
