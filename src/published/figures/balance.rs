//! Two groups' background, of each and of both together.

use super::List;
use crate::findings::{Balance, BalanceRow, BalanceTable, Share, Summary, Unit, Variable};
use crate::published::figure::{Address, Value};

pub fn add<'a>(list: &mut List<'a>, at: &Address<'a>, result: &'a Balance) {
    for table in &result.tables {
        let at = Address {
            table: &table.id,
            ..at.clone()
        };
        add_table(list, &at, table);
        for row in &table.rows {
            add_row(list, &at, row);
        }
    }
}

fn add_table<'a>(list: &mut List<'a>, at: &Address<'a>, table: &BalanceTable) {
    let field = |field| Address {
        field,
        ..at.clone()
    };
    let (first, second) = (table.persons_first, table.persons_second);
    let both = sum(first, second);
    list.add(field("persons_first"), Unit::Whole, first);
    list.add(field("persons_second"), Unit::Whole, second);
    list.add(field("persons"), Unit::Whole, both);
    let share = Share {
        numerator: first,
        denominator: both,
    };
    list.add(field("share_first"), Unit::Fraction, share);
    let significant = table.significant;
    let whole = [
        ("significant", significant.rows),
        ("tested", significant.of),
    ];
    for (name, rows) in whole {
        list.add(field(name), Unit::Whole, Value::Whole(rows));
    }
}

fn add_row<'a>(list: &mut List<'a>, at: &Address<'a>, row: &'a BalanceRow) {
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
    let Summary {
        n, count, mean, sd, ..
    } = row.first;
    let second = row.second;
    list.add(field("missing"), Unit::Whole, row.missing);
    list.add(field("n_first"), Unit::Whole, n);
    list.add(field("mean_first"), level, shown(mean));
    list.add(field("sd_first"), level, shown(sd));
    list.add(field("n_second"), Unit::Whole, second.n);
    list.add(field("mean_second"), level, shown(second.mean));
    list.add(field("sd_second"), level, shown(second.sd));
    list.add(field("n"), Unit::Whole, sum(n, second.n));
    list.add(field("mean"), level, pooled(row));
    if row.binary {
        list.add(field("count_first"), Unit::Whole, count);
        list.add(field("count_second"), Unit::Whole, second.count);
        list.add(field("count"), Unit::Whole, sum(count, second.count));
    }
}

fn sum(first: Option<u64>, second: Option<u64>) -> Option<u64> {
    Some(first? + second?)
}

/// The mean of both groups together: of a binary characteristic the exact share.
fn pooled(row: &BalanceRow) -> Value {
    let n = sum(row.first.n, row.second.n);
    if row.binary {
        return Value::from(Share {
            numerator: sum(row.first.count, row.second.count),
            denominator: n,
        });
    }
    if n == Some(0) {
        return Value::Not("no-persons".to_string());
    }
    // A group of nobody has no mean, and adds none.
    let part = |s: Summary| match s.n {
        Some(0) => Some(0.0),
        n => Some(s.mean? * n? as f64),
    };
    let sum = part(row.first).zip(part(row.second)).map(|(a, b)| a + b);
    shown(sum.zip(n).map(|(sum, n)| sum / n as f64))
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
