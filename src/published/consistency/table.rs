//! Reads the table of printed numbers; every fault of the file in one pass.

use super::held::Table;
use super::number::{self, Expected};
use super::row::{Row, Unit};
use super::words::{Figure, Word, is_change};
use crate::codes::nearest;
use crate::study::Fault;
use std::collections::BTreeMap;

const COLUMNS: [&str; 10] = [
    "id",
    "section",
    "quantity",
    "group",
    "value",
    "unit",
    "rounding",
    "qualifier",
    "denominator_n",
    "note",
];
const NEEDED: [&str; 3] = ["id", "value", "unit"];

/// Reads the text of a table: columns in any order, parted by commas, semicolons or tabs.
///
/// Returns the rows that could be read, also when there are faults, so that relations can be checked against them.
pub fn read(text: &str) -> (Table, Vec<Fault>) {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return (Table::default(), vec![at(0, error.to_string(), None)]),
    };
    let (columns, faults) = columns(&header);
    let mut reading = Reading {
        columns,
        width: header.len(),
        lines: Lines::of(text),
        table: Table::default(),
        faults,
    };
    if reading.faults.is_empty() {
        for record in reader.records() {
            match record {
                Ok(record) => reading.record(&record),
                Err(error) => reading.faults.push(at(0, error.to_string(), None)),
            }
        }
        if reading.table.rows.is_empty() && reading.faults.is_empty() {
            reading
                .faults
                .push(at(1, "the table has no rows".to_string(), None));
        }
    }
    (reading.table, reading.faults)
}

/// The separator that is most frequent in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |d: &u8| first.bytes().filter(|b| b == d).count();
    let candidates = [b'\t', b';', b','];
    // The last of the largest wins: a comma where none is found.
    candidates.into_iter().max_by_key(count).unwrap_or(b',')
}

fn at(line: usize, message: String, help: Option<String>) -> Fault {
    Fault {
        line,
        column: line.min(1),
        help,
        ..Fault::of_file(message)
    }
}

/// Where the known columns stand.
fn columns(header: &csv::StringRecord) -> (BTreeMap<&'static str, usize>, Vec<Fault>) {
    let mut found = BTreeMap::new();
    let mut faults = Vec::new();
    for (place, name) in header.iter().enumerate() {
        let name = name.trim().to_lowercase();
        let Some(known) = COLUMNS.iter().find(|c| **c == name) else {
            continue;
        };
        if found.insert(*known, place).is_some() {
            faults.push(at(1, format!("column `{known}` stands twice"), None));
        }
    }
    for needed in NEEDED.iter().filter(|n| !found.contains_key(*n)) {
        let columns = COLUMNS.map(|c| format!("`{c}`")).join(", ");
        let message = format!("column `{needed}` is missing");
        faults.push(at(1, message, Some(format!("columns: {columns}"))));
    }
    (found, faults)
}

/// Lines by their bytes: the reader's own count is one behind after a line that ends in a carriage return too.
struct Lines<'t> {
    bytes: &'t [u8],
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Lines<'t> {
        Lines {
            bytes: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line of the first byte from `from` on that ends no line; `from` only grows.
    fn line(&mut self, from: usize) -> usize {
        let ends_line = |b: &u8| matches!(b, b'\r' | b'\n');
        while self.at < self.bytes.len() && (self.at < from || ends_line(&self.bytes[self.at])) {
            self.line += usize::from(self.bytes[self.at] == b'\n');
            self.at += 1;
        }
        self.line
    }
}

struct Reading<'t> {
    lines: Lines<'t>,
    columns: BTreeMap<&'static str, usize>,
    width: usize,
    table: Table,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn record(&mut self, record: &csv::StringRecord) {
        let line = record
            .position()
            .map_or(0, |p| self.lines.line(p.byte() as usize));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if record.len() != self.width {
            let message = format!(
                "the row has {} fields, the header {}",
                record.len(),
                self.width
            );
            let help = "a field that holds the separator stands in quotes";
            self.faults.push(at(line, message, Some(help.to_string())));
            return;
        }
        let id = self.cell(record, "id").to_string();
        if id.is_empty() {
            self.faults
                .push(at(line, "column `id`: the row has no id".to_string(), None));
            return;
        }
        if let Some(first) = self.table.find(&id) {
            let first = self.table.rows[first].line;
            let message = format!("column `id`: `{id}` stands in line {first} too");
            self.faults.push(at(
                line,
                message,
                Some("each row has an id of its own".to_string()),
            ));
            return;
        }
        let row = self.row(record, id, line);
        self.table.push(row);
    }

    fn row(&mut self, record: &csv::StringRecord, id: String, line: usize) -> Row {
        let unit = self.unit(record, &id, line);
        let figure = self.figure(record, unit, &id, line);
        let denominator = self.denominator(record, &id, line);
        let text = |column| self.cell(record, column).to_string();
        let printed = format!("{} {}", text("qualifier"), text("value"));
        Row {
            id,
            line,
            subject: match self.cell(record, "quantity") {
                "" => Vec::new(),
                _ => ["section", "quantity", "group"].map(text).into(),
            },
            change: is_change(self.cell(record, "quantity")),
            section: text("section"),
            unit,
            unit_word: text("unit"),
            printed: printed.trim().to_string(),
            figure,
            denominator,
        }
    }

    fn cell<'a>(&self, record: &'a csv::StringRecord, column: &str) -> &'a str {
        let place = self.columns.get(column);
        place
            .and_then(|p| record.get(*p))
            .unwrap_or_default()
            .trim()
    }

    fn unit(&mut self, record: &csv::StringRecord, id: &str, line: usize) -> Unit {
        let word = self.cell(record, "unit");
        let unit = Unit::of(word);
        if word.is_empty() {
            let message = format!("row `{id}`, column `unit`: the number has no unit");
            let help = "such as `percent`, `share`, `count`, `p_value`, `hazard_ratio`, `weeks`";
            self.faults.push(at(line, message, Some(help.to_string())));
        } else if let (Unit::Other, Some(near)) = (unit, misspelt(word)) {
            let message = format!("row `{id}`, column `unit`: `{word}` is not a known unit");
            self.faults
                .push(at(line, message, Some(format!("nearest: `{near}`"))));
        }
        if let (Unit::Other, Some(inside)) = (unit, Unit::inside(word)) {
            let message = format!("row `{id}`, column `unit`: `{word}` is not a known unit");
            let help = format!("`{inside}` alone; what it is of stands in the other columns");
            self.faults.push(at(line, message, Some(help)));
        }
        unit
    }

    fn figure(
        &mut self,
        record: &csv::StringRecord,
        unit: Unit,
        id: &str,
        line: usize,
    ) -> Option<Figure> {
        let rounding = match self.rounding(record, id, line) {
            Ok(rounding) => rounding,
            Err(()) => return None,
        };
        let cell = self.cell(record, "value");
        let expected = Expected {
            decimals: rounding.decimals,
            whole: unit == Unit::Count,
        };
        let number = match number::read(cell, expected) {
            Ok(number) => number?,
            Err(wrong) => {
                let message = format!("row `{id}`, column `value`: `{cell}` {wrong}");
                let help = "a number such as `12.5`, `12,5` or `1.804`, or a blank";
                self.faults.push(at(line, message, Some(help.to_string())));
                return None;
            }
        };
        let decimals = rounding.decimals.unwrap_or(number.decimals);
        if number.value.rounded(decimals) != number.value {
            let message = format!(
                "row `{id}`, column `rounding`: `{cell}` has {} digits after the point, `rounding` says {decimals}",
                number.decimals
            );
            let help = "the number of digits printed after the point, or `approx`";
            self.faults.push(at(line, message, Some(help.to_string())));
            return None;
        }
        let qualifier = format!(
            "{} {}",
            self.cell(record, "qualifier"),
            number.sign.unwrap_or_default()
        );
        Some(Figure {
            value: number.value,
            decimals,
            loose: rounding.loose,
            word: Word::of(&qualifier),
            whole: unit == Unit::Count && decimals == 0 && !rounding.loose,
        })
    }

    fn rounding(
        &mut self,
        record: &csv::StringRecord,
        id: &str,
        line: usize,
    ) -> Result<Rounding, ()> {
        let cell = self.cell(record, "rounding");
        match cell.to_lowercase().as_str() {
            "" => Ok(Rounding {
                decimals: None,
                loose: false,
            }),
            "approx" => Ok(Rounding {
                decimals: None,
                loose: true,
            }),
            digits => match digits.parse::<u32>().ok().filter(|d| *d <= 9) {
                Some(decimals) => Ok(Rounding {
                    decimals: Some(decimals),
                    loose: false,
                }),
                None => {
                    let message = format!(
                        "row `{id}`, column `rounding`: `{cell}` is not a number of digits"
                    );
                    let help = "allowed: 0 to 9, `approx`, or a blank for the digits as they stand";
                    self.faults.push(at(line, message, Some(help.to_string())));
                    Err(())
                }
            },
        }
    }

    fn denominator(&mut self, record: &csv::StringRecord, id: &str, line: usize) -> Option<i64> {
        let cell = self.cell(record, "denominator_n");
        let expected = Expected {
            decimals: Some(0),
            whole: true,
        };
        let number = number::read(cell, expected).ok();
        let whole = match number {
            Some(None) => return None,
            Some(Some(number)) => number.value.to_whole().filter(|n| *n > 0),
            None => None,
        };
        if whole.is_none() {
            let message = format!(
                "row `{id}`, column `denominator_n`: `{cell}` is not a number of persons or things"
            );
            let help = "a whole number above 0, or a blank";
            self.faults.push(at(line, message, Some(help.to_string())));
        }
        whole
    }
}

/// What the column `rounding` says.
struct Rounding {
    decimals: Option<u32>,
    loose: bool,
}

/// The unit that a word is one slip away from: misspelt, it would switch off what is known of the unit.
fn misspelt(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let long = || Unit::names().filter(|n| n.len() > 3);
    let near = nearest(&word, long())?;
    (strsim::damerau_levenshtein(&word, near) == 1).then_some(near)
}

#[cfg(test)]
mod tests;
