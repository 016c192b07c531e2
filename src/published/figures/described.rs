//! The cells of described tables.

use super::List;
use crate::findings::{Cell, Described, Label, Light, Unit};
use crate::published::figure::{Address, Value};

pub fn add<'a>(list: &mut List<'a>, at: &Address<'a>, result: &'a Described) {
    for table in &result.tables {
        for row in &table.rows {
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                let at = Address {
                    table: &table.id,
                    row: &row.id,
                    column: &column.id,
                    week: row.at.filter(|at| at.fract() == 0.0).map(|at| at as i64),
                    ..at.clone()
                };
                add_cell(list, &at, cell);
            }
        }
    }
}

fn add_cell<'a>(list: &mut List<'a>, at: &Address<'a>, cell: &'a Cell) {
    let field = |field| Address {
        field,
        ..at.clone()
    };
    match cell {
        Cell::Empty | Cell::Words(Label::Given(_)) => {}
        Cell::Count(count) => list.add(field("value"), Unit::Whole, *count),
        Cell::Share { share, light } => {
            list.add(field("value"), Unit::Fraction, *share);
            list.add(field("numerator"), Unit::Whole, share.numerator);
            list.add(field("denominator"), Unit::Whole, share.denominator);
            add_light(list, at, *light);
        }
        Cell::Number {
            value,
            unit,
            n,
            light,
        } => {
            list.add(field("value"), *unit, value);
            if let Some(n) = n {
                list.add(field("n"), Unit::Whole, Value::Whole(*n));
            }
            add_light(list, at, *light);
        }
        Cell::Light(light) => add_light(list, at, Some(*light)),
        Cell::Words(Label::Said(said)) => {
            list.push(field("word"), None, Value::Word(said.code.clone()), true);
        }
    }
}

fn add_light<'a>(list: &mut List<'a>, at: &Address<'a>, light: Option<Light>) {
    if let Some(light) = light {
        let address = Address {
            field: "light",
            ..at.clone()
        };
        list.push(address, None, Value::Light(light), true);
    }
}
