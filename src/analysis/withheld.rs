//! Which rows of a table of persons may not be told of a register, so that no small number can be found from the totals.
//!
//! The gate withholds small numbers one by one. A table with totals tells them all the same: what is withheld here besides makes that two
//! rows at least are unknown wherever one is.

use super::Context;
use crate::study::DataKind;

/// Numbers from 1 up to this are small.
const SMALL: u64 = 4;

/// True for a number that may not be told of a register.
pub fn is_small(context: &Context, n: u64) -> bool {
    context.plan.data == DataKind::Register && (1..=SMALL).contains(&n)
}

/// The rows that hold a small number, and beside a single one the row with the fewest persons.
pub fn rows(context: &Context, cells: &[[u64; 2]]) -> Vec<bool> {
    let small = |row: &[u64; 2]| row.iter().any(|n| is_small(context, *n));
    let mut hidden: Vec<bool> = cells.iter().map(small).collect();
    if hidden.iter().filter(|h| **h).count() == 1 {
        let told = cells.iter().enumerate().filter(|(at, _)| !hidden[*at]);
        let fewest = told.min_by_key(|(_, row)| row[0] + row[1]);
        if let Some((at, _)) = fewest {
            hidden[at] = true;
        }
    }
    hidden
}
