//! Published counts as a table: measures by group and period. A pair without a row is 0 (DGR-11).

use crate::analysis::{Context, words};
use crate::findings::{
    AnalysisResult, Cell, Column, Counted, Described, Label, Reason, Row, Table,
};
use crate::register::Records;
use crate::study::{CategoryPlan, CategoryRule, RecordKind};

/// Makes the table; categories give labels to the measures and groups that are their values.
pub fn run(context: &Context, categories: &[CategoryPlan]) -> AnalysisResult {
    let records = context.records.get(&RecordKind::Aggregates);
    match records.and_then(Published::of) {
        Some(published) => AnalysisResult::Described(Box::new(published.described(categories))),
        None => {
            let needs = [("needs", "measure, group, period, value".to_string())];
            AnalysisResult::NotEstimated(Reason::new("needs-data", &needs))
        }
    }
}

/// The counts in the order of the file.
struct Published {
    measures: Vec<String>,
    /// Group and period.
    columns: Vec<[String; 2]>,
    cells: Vec<Vec<u64>>,
}

impl Published {
    /// `None` without the columns, or where a value is no whole number.
    fn of(records: &Records) -> Option<Published> {
        let values = records.numbers("value").ok()?;
        let word = |name: &str, row: usize| Some(records.find(name)?.word(row).to_string());
        let mut published = Published {
            measures: Vec::new(),
            columns: Vec::new(),
            cells: Vec::new(),
        };
        for (row, value) in values.iter().enumerate() {
            let column = [word("group", row)?, word("period", row)?];
            let (measure, column) = (
                place(&mut published.measures, word("measure", row)?),
                place(&mut published.columns, column),
            );
            // A blank cell is 0.
            let value = if value.is_nan() { 0.0 } else { *value };
            if value.fract() != 0.0 || value < 0.0 {
                return None;
            }
            let (rows, columns) = (published.measures.len(), published.columns.len());
            published.cells.resize(rows, Vec::new());
            published
                .cells
                .iter_mut()
                .for_each(|cells| cells.resize(columns, 0));
            published.cells[measure][column] += value as u64;
        }
        Some(published)
    }

    fn described(&self, categories: &[CategoryPlan]) -> Described {
        let label = |word: &str| label(categories, word);
        let counts = |cells: &[u64]| -> Vec<Cell> {
            let total = cells.iter().sum();
            let all = cells.iter().copied().chain([total]);
            all.map(|n| Cell::Count(Some(n))).collect()
        };
        let pairs = self.measures.iter().zip(&self.cells);
        let mut rows: Vec<Row> = pairs
            .map(|(measure, cells)| Row::new(measure, label(measure), counts(cells)))
            .collect();
        let sums: Vec<u64> = (0..self.columns.len())
            .map(|c| self.cells.iter().map(|cells| cells[c]).sum())
            .collect();
        rows.push(Row::new("total", Label::said("trial-total"), counts(&sums)).total());
        let mut columns: Vec<Column> = self
            .columns
            .iter()
            .map(|[group, period]| {
                let id = format!("{group}-{period}");
                Column::new(&id, Label::name(period)).over(label(group))
            })
            .collect();
        columns.push(Column::new("total", Label::said("trial-total")));
        let total: u64 = sums.iter().sum();
        Described {
            finding: Label::with("trial-published", &[("persons", total.to_string())]),
            shows: Label::said("trial-shows-published"),
            tables: vec![Table {
                id: "counts".to_string(),
                title: Label::said("trial-shows-published"),
                stub: Label::said("trial-category"),
                of: Counted::Persons,
                columns,
                rows,
            }],
            chart: None,
        }
    }
}

/// What a word of the file is called: by the category it is a value of, or by itself.
fn label(categories: &[CategoryPlan], word: &str) -> Label {
    let names = |c: &&CategoryPlan| match &c.rule {
        CategoryRule::Values(values) => values.iter().any(|v| v == word),
        _ => false,
    };
    match categories.iter().find(names) {
        Some(category) => Label::Given(words::text(&category.label)),
        None => Label::name(word),
    }
}

/// Where an item stands, added at the end when it is new.
fn place<T: PartialEq>(items: &mut Vec<T>, item: T) -> usize {
    match items.iter().position(|i| *i == item) {
        Some(at) => at,
        None => {
            items.push(item);
            items.len() - 1
        }
    }
}
