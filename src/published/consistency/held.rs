//! The printed figures that are held against each other, and which they are of all that were printed.

use super::row::Row;
use std::collections::BTreeMap;

/// The printed numbers, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub rows: Vec<Row>,
    pub holds: Holds,
    places: BTreeMap<String, usize>,
}

/// Which of the printed figures the rows are.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Holds {
    /// All that relations may name.
    #[default]
    All,
    /// All but these ids.
    AllBut(Vec<String>),
    /// Some: nothing says which are missing.
    Some,
}

impl Table {
    /// No rows yet.
    pub fn holding(holds: Holds) -> Table {
        Table {
            holds,
            ..Table::default()
        }
    }

    /// The place of the row with an id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.rows.iter().map(|r| r.id.as_str())
    }

    /// The ids that are known to be left out.
    pub fn left_out(&self) -> &[String] {
        match &self.holds {
            Holds::AllBut(ids) => ids,
            Holds::All | Holds::Some => &[],
        }
    }

    /// Claims that print no single number. Of a table's rows a blank cell is told where a check needs it.
    pub fn without_number(&self) -> usize {
        match self.holds {
            Holds::All => 0,
            _ => self.rows.iter().filter(|r| r.figure.is_none()).count(),
        }
    }

    /// What a row is called.
    pub fn row_word(&self) -> &'static str {
        match self.holds {
            Holds::All => "row",
            Holds::AllBut(_) | Holds::Some => "claim",
        }
    }

    /// What says how many a share or a count is of.
    pub fn denominator_word(&self) -> &'static str {
        match self.holds {
            Holds::All => "`denominator_n`",
            Holds::AllBut(_) | Holds::Some => "`n`",
        }
    }

    pub fn push(&mut self, row: Row) {
        self.places.entry(row.id.clone()).or_insert(self.rows.len());
        self.rows.push(row);
    }
}
