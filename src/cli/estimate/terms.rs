//! From the terms of a model to its design columns: `name`, `factor(name)` and products such as `a:b`.
//!
//! The order is R's: main effects as listed, then products by the number of their parts. A term listed twice counts once, and the parts
//! of a product are named in the order in which the variables first appear.

use super::table::number_label;
use super::{Failure, Table};
use serde_json::{Map, Value};
use std::sync::Arc;

/// One column of a design.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// `age`, `factor(edu)higher`, `treat:post`.
    pub name: String,
    /// One value per row of the table.
    pub values: Arc<Vec<f64>>,
    /// The term it came from, as the user wrote it.
    pub source: String,
    /// What is multiplied: a numeric column, or the indicator of a level of a factor.
    parts: Vec<(String, Option<String>)>,
}

impl Term {
    /// The value of this column for one further row, given by its table columns.
    ///
    /// # Errors
    /// `Failure::Usage` when the row lacks a column or holds text where a number is needed.
    pub fn value_in(&self, row: &Map<String, Value>) -> Result<f64, Failure> {
        let mut product = 1.0;
        for (column, level) in &self.parts {
            let value = row.get(column).filter(|v| !v.is_null());
            let value = value.ok_or_else(|| {
                Failure::Usage(format!("a row to predict has no value for `{column}`"))
            })?;
            product *= match level {
                Some(level) => f64::from(value_label(value) == *level),
                None => value.as_f64().ok_or_else(|| {
                    Failure::Usage(format!("a row to predict needs a number for `{column}`"))
                })?,
            };
        }
        Ok(product)
    }

    /// The table columns of which this column takes a level.
    pub fn factor_columns(&self) -> impl Iterator<Item = &str> {
        let factors = self.parts.iter().filter(|(_, level)| level.is_some());
        factors.map(|(column, _)| column.as_str())
    }
}

/// A JSON value as the label of a group.
pub fn value_label(value: &Value) -> String {
    match (value.as_f64(), value.as_str()) {
        (Some(number), _) => number_label(number),
        (_, Some(text)) => text.to_string(),
        _ => value.to_string(),
    }
}

/// The columns of `terms`, in the order of the model.
///
/// `name` is a numeric column; `factor(name)` gives an indicator for each level but the first (levels ascending, numbers numerically, text
/// bytewise), called `factor(name)level`; `a:b` is the product of its parts. A factor in a product keeps its first level when the product
/// of the other parts is not a term itself (R's rule). A factor with one level gives no column. The table must be complete in
/// `columns_used(terms)`.
///
/// # Errors
/// `Failure::Usage` for a term that is not of these forms; `Failure::Data` for a missing column or text in a numeric one.
pub fn design(table: &Table, terms: &[String]) -> Result<Vec<Term>, Failure> {
    let mut columns = Vec::new();
    for product in model(terms)? {
        columns.extend(product.columns(table)?);
    }
    Ok(columns)
}

/// The table columns that `terms` need, each once, in order of appearance. A malformed term is taken as a column name.
pub fn columns_used(terms: &[String]) -> Vec<String> {
    let mut used: Vec<String> = Vec::new();
    for part in terms.iter().flat_map(|term| term.split(':')) {
        let column = Part::read(part.trim()).column;
        if !used.contains(&column) {
            used.push(column);
        }
    }
    used
}

/// A main effect (one part) or an interaction (several).
struct Product {
    parts: Vec<Part>,
    /// For each part, whether a factor there keeps its first level.
    all_levels: Vec<bool>,
    source: String,
}

#[derive(Clone, PartialEq)]
struct Part {
    column: String,
    is_factor: bool,
}

impl Part {
    fn read(text: &str) -> Part {
        let inner = text
            .strip_prefix("factor(")
            .and_then(|t| t.strip_suffix(')'));
        Part {
            column: inner.unwrap_or(text).trim().to_string(),
            is_factor: inner.is_some(),
        }
    }

    /// The part's own columns as (name, level, values).
    fn columns(&self, table: &Table, all_levels: bool) -> Result<Vec<Column>, Failure> {
        if !self.is_factor {
            return Ok(vec![Column {
                name: self.column.clone(),
                parts: vec![(self.column.clone(), None)],
                values: table.shared(&self.column)?,
            }]);
        }
        let groups = table.groups(&self.column)?;
        let indicator = |level: usize| {
            let label = &groups.labels[level];
            let values = groups.index.iter().map(|g| f64::from(*g == level));
            Column {
                name: format!("factor({}){label}", self.column),
                parts: vec![(self.column.clone(), Some(label.clone()))],
                values: Arc::new(values.collect()),
            }
        };
        let first = usize::from(!all_levels);
        Ok((first..groups.labels.len()).map(indicator).collect())
    }
}

/// A column of a product in the making.
struct Column {
    name: String,
    parts: Vec<(String, Option<String>)>,
    values: Arc<Vec<f64>>,
}

impl Column {
    fn times(&self, other: &Column) -> Column {
        let values = self.values.iter().zip(other.values.iter());
        Column {
            name: format!("{}:{}", self.name, other.name),
            parts: [&self.parts[..], &other.parts[..]].concat(),
            values: Arc::new(values.map(|(a, b)| a * b).collect()),
        }
    }
}

impl Product {
    /// All products of the parts' columns; the first part's levels run fastest, as in R.
    fn columns(&self, table: &Table) -> Result<Vec<Term>, Failure> {
        let mut parts = self.parts.iter().zip(&self.all_levels);
        let mut columns = match parts.next() {
            Some((part, all_levels)) => part.columns(table, *all_levels)?,
            None => Vec::new(),
        };
        for (part, all_levels) in parts {
            let right = part.columns(table, *all_levels)?;
            let products = right
                .iter()
                .flat_map(|r| columns.iter().map(|left| left.times(r)));
            columns = products.collect();
        }
        let term = |column: Column| Term {
            name: column.name,
            values: column.values,
            source: self.source.clone(),
            parts: column.parts,
        };
        Ok(columns.into_iter().map(term).collect())
    }
}

/// Reads the terms, drops repetitions and puts main effects before products.
fn model(terms: &[String]) -> Result<Vec<Product>, Failure> {
    let mut variables: Vec<Part> = Vec::new();
    let mut read: Vec<(Vec<usize>, &String)> = Vec::new();
    for term in terms {
        let mut places = Vec::new();
        for text in term.split(':') {
            let part = Part::read(text.trim());
            check(term, &part)?;
            let place = variables.iter().position(|v| *v == part);
            places.push(place.unwrap_or_else(|| {
                variables.push(part);
                variables.len() - 1
            }));
        }
        places.sort_unstable();
        places.dedup();
        if !read.iter().any(|(seen, _)| *seen == places) {
            read.push((places, term));
        }
    }
    read.sort_by_key(|(places, _)| places.len());
    let is_term = |places: &[usize]| places.is_empty() || read.iter().any(|(p, _)| p == places);
    let product = |(places, source): &(Vec<usize>, &String)| {
        let others = |place: &usize| -> Vec<usize> {
            places.iter().copied().filter(|p| p != place).collect()
        };
        Product {
            parts: places.iter().map(|p| variables[*p].clone()).collect(),
            all_levels: places.iter().map(|p| !is_term(&others(p))).collect(),
            source: source.to_string(),
        }
    };
    Ok(read.iter().map(product).collect())
}

fn check(term: &str, part: &Part) -> Result<(), Failure> {
    let odd = |c: char| matches!(c, '(' | ')' | '*' | '+' | '^');
    if part.column.is_empty() || part.column.contains(odd) {
        return Err(Failure::Usage(format!(
            "`--terms` holds `{term}`; a term is `name`, `factor(name)` or a product such as `a:b`"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table::from_csv(|| Ok("a,b,g\n1,2,x\n3,4,z\n5,6,y\n".as_bytes()), "t.csv").expect("a table")
    }

    fn names(terms: &[&str]) -> Vec<String> {
        let terms: Vec<String> = terms.iter().map(|t| t.to_string()).collect();
        let columns = design(&table(), &terms).expect("columns");
        columns.into_iter().map(|c| c.name).collect()
    }

    #[test]
    fn main_effects_come_before_products_and_repetitions_count_once() {
        assert_eq!(names(&["a:b", "b", "a", "b", "b:a"]), ["b", "a", "a:b"]);
    }

    #[test]
    fn a_factor_gives_a_column_for_each_level_but_the_first() {
        let columns = design(&table(), &["factor(g)".to_string(), "a:b".to_string()]);
        let columns = columns.expect("columns");
        assert_eq!(columns[0].name, "factor(g)y");
        assert_eq!(*columns[0].values, [0.0, 0.0, 1.0]);
        assert_eq!(columns[1].name, "factor(g)z");
        assert_eq!(*columns[2].values, [2.0, 12.0, 30.0]);
        assert_eq!(columns[2].source, "a:b");
    }

    #[test]
    fn a_factor_in_a_product_is_crossed_by_level() {
        assert_eq!(
            names(&["a", "factor(g):a"]),
            ["a", "a:factor(g)y", "a:factor(g)z"]
        );
    }

    #[test]
    fn a_factor_in_a_product_without_its_margin_keeps_every_level() {
        assert_eq!(
            names(&["factor(g)", "factor(g):a"]),
            [
                "factor(g)y",
                "factor(g)z",
                "factor(g)x:a",
                "factor(g)y:a",
                "factor(g)z:a"
            ]
        );
    }

    #[test]
    fn a_further_row_gets_its_values_from_its_columns() {
        let terms = ["factor(g)".to_string(), "a:b".to_string()];
        let columns = design(&table(), &terms).expect("columns");
        let row = serde_json::json!({"a": 2, "b": 5, "g": "z"});
        let row = row.as_object().expect("an object");
        let values: Vec<f64> = columns
            .iter()
            .map(|c| c.value_in(row).expect("a value"))
            .collect();
        assert_eq!(values, [0.0, 1.0, 10.0]);
        assert!(matches!(
            columns[2].value_in(&Map::new()),
            Err(Failure::Usage(_))
        ));
    }

    #[test]
    fn used_columns_are_listed_once() {
        let terms = ["factor(g)".to_string(), "a:b".to_string(), "a".to_string()];
        assert_eq!(columns_used(&terms), ["g", "a", "b"]);
    }

    #[test]
    fn text_without_factor_and_malformed_terms_are_refused() {
        let fails = |term: &str| design(&table(), &[term.to_string()]).expect_err("a failure");
        assert!(matches!(fails("g"), Failure::Data(_)));
        assert!(matches!(fails("a:"), Failure::Usage(_)));
        assert!(matches!(fails("log(a)"), Failure::Usage(_)));
        assert!(matches!(fails("a*b"), Failure::Usage(_)));
    }
}
