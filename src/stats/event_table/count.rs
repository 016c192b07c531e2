//! Counting rows into event tables: by whole weeks where all times are, else by sorting.

use super::{EventTable, SurvivalRows};
use crate::stats::Error;
use rayon::prelude::*;

/// Times below this and whole are counted into one slot each, about 78 years of weeks or 11 of days.
const SLOTS: usize = 4096;
/// Rows one thread counts at a time; whole counts add up the same in any order.
const CHUNK: usize = 1 << 17;

/// One table per group; `group` absent puts all rows in group 0.
pub fn by_group(
    rows: &SurvivalRows,
    group: Option<&[usize]>,
    n_groups: usize,
) -> Result<Vec<EventTable>, Error> {
    if let Some(wrong) = group.and_then(|g| g.iter().find(|g| **g >= n_groups)) {
        return Err(Error::OutOfRange {
            what: "group",
            value: *wrong as f64,
            allowed: "an index below the number of groups",
        });
    }
    let plain = rows.entry.is_none() && rows.weights.is_none() && rows.continued.is_none();
    let worth_it = n_groups * SLOTS <= 4 * rows.len() + (1 << 16);
    if plain
        && worth_it
        && rows.event.len() == rows.len()
        && let Some(tables) = whole_weeks(rows, group, n_groups)
    {
        return Ok(tables);
    }
    rows.check()?;
    let members = members(rows.len(), group, n_groups);
    Ok(members.into_iter().map(|m| sorted(rows, m)).collect())
}

/// The tables of unweighted rows without delayed entry, or `None` when some time is not a whole number in `0..SLOTS`.
fn whole_weeks(
    rows: &SurvivalRows,
    group: Option<&[usize]>,
    n_groups: usize,
) -> Option<Vec<EventTable>> {
    let starts: Vec<usize> = (0..rows.len()).step_by(CHUNK).collect();
    let counts = starts
        .into_par_iter()
        .map(|start| {
            let part = start..rows.len().min(start + CHUNK);
            let (time, event) = (&rows.time[part.clone()], &rows.event[part.clone()]);
            count_chunk(time, event, group.map(|g| &g[part]), n_groups)
        })
        .try_reduce(|| vec![0; 2 * SLOTS * n_groups], |a, b| Some(added(a, &b)))?;
    let tables = counts.chunks(2 * SLOTS).map(|slots| {
        let events: Vec<u64> = slots.iter().skip(1).step_by(2).copied().collect();
        let censored: Vec<u64> = slots.iter().step_by(2).copied().collect();
        EventTable::from_week_counts(&events, &censored)
    });
    Some(tables.collect())
}

/// Counts per group and week, censored and events side by side.
fn count_chunk(
    time: &[f64],
    event: &[bool],
    group: Option<&[usize]>,
    n_groups: usize,
) -> Option<Vec<u64>> {
    let mut counts = vec![0u64; 2 * SLOTS * n_groups];
    for row in 0..time.len() {
        let week = time[row] as u32;
        if f64::from(week) != time[row] || week as usize >= SLOTS {
            return None;
        }
        let group = group.map_or(0, |g| g[row]);
        counts[2 * (group * SLOTS + week as usize) + usize::from(event[row])] += 1;
    }
    Some(counts)
}

fn added(mut a: Vec<u64>, b: &[u64]) -> Vec<u64> {
    a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
    a
}

/// The rows of each group in file order.
fn members(n: usize, group: Option<&[usize]>, n_groups: usize) -> Vec<Vec<usize>> {
    let Some(group) = group else {
        return vec![(0..n).collect()];
    };
    let mut members = vec![Vec::new(); n_groups];
    for (row, g) in group.iter().enumerate() {
        members[*g].push(row);
    }
    members
}

/// What happens between one distinct time and the next: sums of weights, and how many rows.
#[derive(Clone, Default)]
struct Slot {
    time: f64,
    event: f64,
    censor: f64,
    leave: f64,
    enter: f64,
    event_rows: usize,
    leave_rows: usize,
    enter_rows: usize,
}

/// The table of the rows named in `members`, for any times, entries and weights.
fn sorted(rows: &SurvivalRows, mut members: Vec<usize>) -> EventTable {
    sort_by_value(&mut members, rows.time);
    let mut slots = ends(rows, &members);
    entries(rows, &mut members, &mut slots);
    at_risk(&slots)
}

fn ends(rows: &SurvivalRows, by_time: &[usize]) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    for &row in by_time {
        let time = rows.time[row] + 0.0;
        if slots.last().is_none_or(|s| s.time != time) {
            slots.push(Slot {
                time,
                ..Slot::default()
            });
        }
        let last = slots.len() - 1;
        let slot = &mut slots[last];
        let weight = rows.weight(row);
        slot.leave += weight;
        slot.leave_rows += 1;
        if rows.event[row] {
            slot.event += weight;
            slot.event_rows += 1;
        } else if !rows.continued.is_some_and(|c| c[row]) {
            slot.censor += weight;
        }
    }
    slots
}

/// Adds each row's weight to the first slot after its entry.
fn entries(rows: &SurvivalRows, members: &mut Vec<usize>, slots: &mut [Slot]) {
    let Some(entry) = rows.entry else {
        return;
    };
    sort_by_value(members, entry);
    let mut slot = 0;
    for &row in members.iter() {
        // An entry lies before its own end, so a slot after it exists.
        while slots[slot].time <= entry[row] {
            slot += 1;
        }
        slots[slot].enter += rows.weight(row);
        slots[slot].enter_rows += 1;
    }
}

/// Those at risk in a slot end in it or later, less those who enter only later.
fn at_risk(slots: &[Slot]) -> EventTable {
    let mut risk = vec![0.0; slots.len()];
    let (mut leave, mut enter) = (0.0, 0.0);
    let (mut leave_rows, mut enter_rows) = (0, 0);
    for (slot, risk) in slots.iter().zip(&mut risk).rev() {
        leave += slot.leave;
        leave_rows += slot.leave_rows;
        // When all at risk have the event the two sums are equal by definition; rounding must not leave a remainder.
        let all_have_event = leave_rows - enter_rows == slot.event_rows;
        *risk = if all_have_event {
            slot.event
        } else {
            leave - enter
        };
        enter += slot.enter;
        enter_rows += slot.enter_rows;
    }
    let mut table = EventTable::default();
    for (slot, risk) in slots.iter().zip(risk) {
        table.push(slot.time, risk, slot.event, slot.censor);
    }
    table
}

/// Sorts row indices by a value; rows of equal value come in an order that depends on the rows alone.
fn sort_by_value(members: &mut Vec<usize>, value: &[f64]) {
    match whole_numbers(members, value) {
        Some((lowest, slots)) => counting_sort(members, value, lowest, slots),
        None => members.sort_unstable_by(|a, b| value[*a].total_cmp(&value[*b]).then(a.cmp(b))),
    }
}

/// The lowest value and how many slots the values take, when all are whole and few enough to count.
fn whole_numbers(members: &[usize], value: &[f64]) -> Option<(i64, usize)> {
    let (mut low, mut high) = (i64::MAX, i64::MIN);
    for &row in members {
        let whole = value[row] as i64;
        if whole as f64 != value[row] {
            return None;
        }
        low = low.min(whole);
        high = high.max(whole);
    }
    let slots = usize::try_from(high.checked_sub(low)?.checked_add(1)?).ok()?;
    (slots <= SLOTS).then_some((low, slots))
}

fn counting_sort(members: &mut Vec<usize>, value: &[f64], lowest: i64, slots: usize) {
    let slot = |row: usize| (value[row] as i64 - lowest) as usize;
    let mut place = vec![0; slots + 1];
    for row in members.iter() {
        place[slot(*row) + 1] += 1;
    }
    for i in 0..slots {
        place[i + 1] += place[i];
    }
    let mut sorted = vec![0; members.len()];
    for row in members.iter() {
        let place = &mut place[slot(*row)];
        sorted[*place] = *row;
        *place += 1;
    }
    *members = sorted;
}
