//! Kaplan-Meier with log-log limits, and the log-rank test, in four groups.

use crate::data::{SIZES, rows};
use divan::Bencher;
use virkning::stats::event_table::{EventTable, SurvivalRows};
use virkning::stats::kaplan_meier::{Limits, kaplan_meier};
use virkning::stats::logrank::logrank;

#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn four_groups(bencher: Bencher, size: usize) {
    let rows = rows(size);
    bencher.bench(|| {
        let input = SurvivalRows::new(&rows.time, &rows.event);
        let tables = EventTable::by_group(&input, &rows.group, 4).expect("tables");
        let curve = |t| kaplan_meier(t, Limits::LogLog, 0.95).expect("a curve");
        (
            tables.iter().map(curve).collect::<Vec<_>>(),
            logrank(&tables).expect("a test"),
        )
    });
}
