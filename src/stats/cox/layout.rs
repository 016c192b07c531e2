//! The risk sets of a Cox model: each row as a range of event times, so that no sorting of the data is needed.

use super::CoxInput;
use super::columns::{self, Column};
use crate::stats::Error;
use rayon::prelude::*;
use std::ops::Range;

/// Where each row is at risk, and how its columns are centred and scaled.
///
/// The distinct event times stand in one list, stratum after stratum, ascending in each. A row is at risk at the event times
/// `enter(row)..exit(row)` of that list, that is at t with start < t <= stop; an event of the row is at `exit(row) - 1`.
pub(super) struct Layout {
    /// Distinct event times, strata one after another.
    pub times: Vec<f64>,
    /// The part of `times` that belongs to each stratum.
    pub strata: Vec<Range<usize>>,
    exit: Vec<u32>,
    enter: Option<Vec<u32>>,
    /// Events at each time.
    pub events: Vec<f64>,
    /// Sum of the weights of the events at each time.
    pub event_weight: Vec<f64>,
    pub columns: Vec<Column>,
}

impl Layout {
    /// Checks the input and finds the risk sets.
    pub fn new(input: &CoxInput) -> Result<Layout, Error> {
        check(input)?;
        let n_strata = input
            .strata
            .map_or(1, |s| s.iter().max().map_or(0, |m| m + 1));
        let (times, strata) = event_times(input, n_strata);
        let position = Position::new(input, &times, &strata);
        let exit: Vec<u32> = (0..input.stop.len())
            .into_par_iter()
            .map(|i| match input.weight(i) > 0.0 {
                true => position.of(input.stratum(i), input.stop[i]),
                false => strata[input.stratum(i)].start as u32,
            })
            .collect();
        let enter = input.start.map(|start| {
            (0..start.len())
                .into_par_iter()
                .map(|i| position.of(input.stratum(i), start[i]).min(exit[i]))
                .collect()
        });
        let mut events = vec![0.0; times.len()];
        let mut event_weight = vec![0.0; times.len()];
        for i in (0..exit.len()).filter(|i| input.is_event(*i)) {
            events[exit[i] as usize - 1] += 1.0;
            event_weight[exit[i] as usize - 1] += input.weight(i);
        }
        Ok(Layout {
            times,
            strata,
            exit,
            enter,
            events,
            event_weight,
            columns: columns::prepare(input, n_strata)?,
        })
    }

    /// One past the last event time at which the row is at risk.
    #[inline]
    pub fn exit(&self, row: usize) -> usize {
        self.exit[row] as usize
    }

    /// The first event time at which the row is at risk.
    #[inline]
    pub fn enter(&self, row: usize, stratum: usize) -> usize {
        match &self.enter {
            Some(enter) => enter[row] as usize,
            None => self.strata[stratum].start,
        }
    }

    /// True when rows come under observation after the beginning.
    pub fn has_entry(&self) -> bool {
        self.enter.is_some()
    }
}

fn check(input: &CoxInput) -> Result<(), Error> {
    let n = input.stop.len();
    let same = |what: &'static str, got: usize| match got == n {
        true => Ok(()),
        false => Err(Error::LengthMismatch {
            what,
            expected: n,
            got,
        }),
    };
    same("event", input.event.len())?;
    same("start", input.start.map_or(n, <[f64]>::len))?;
    same("weights", input.weights.map_or(n, <[f64]>::len))?;
    same("strata", input.strata.map_or(n, <[usize]>::len))?;
    same("cluster", input.cluster.map_or(n, <[usize]>::len))?;
    for column in input.columns {
        same("columns", column.len())?;
    }
    if n == 0 {
        return Err(Error::Empty);
    }
    finite("stop", input.stop)?;
    if let Some(start) = input.start {
        finite("start", start)?;
        if let Some(row) = (0..n).find(|i| start[*i] >= input.stop[*i]) {
            return Err(Error::BadDuration { row });
        }
    } else if let Some(row) = input.stop.iter().position(|t| *t < 0.0) {
        return Err(Error::BadDuration { row });
    }
    if let Some(weights) = input.weights {
        finite("weights", weights)?;
        if let Some(row) = weights.iter().position(|w| *w < 0.0) {
            return Err(Error::NegativeWeight { row });
        }
        if weights.iter().all(|w| *w == 0.0) {
            return Err(Error::ZeroWeights);
        }
    }
    Ok(())
}

fn finite(what: &str, values: &[f64]) -> Result<(), Error> {
    match values.iter().position(|v| !v.is_finite()) {
        None => Ok(()),
        Some(row) => Err(Error::NotFinite {
            what: what.to_string(),
            row,
        }),
    }
}

/// The distinct event times of each stratum.
fn event_times(input: &CoxInput, n_strata: usize) -> (Vec<f64>, Vec<Range<usize>>) {
    let mut found: Vec<(usize, f64)> = Vec::new();
    let mut last = vec![f64::NAN; n_strata];
    for i in (0..input.stop.len()).filter(|i| input.is_event(*i)) {
        let (s, t) = (input.stratum(i), input.stop[i]);
        if last[s] != t {
            last[s] = t;
            found.push((s, t));
        }
        if found.len() >= 1 << 16 && found.len().is_power_of_two() {
            sort_distinct(&mut found);
        }
    }
    sort_distinct(&mut found);
    let mut strata = Vec::with_capacity(n_strata);
    let mut next = 0;
    for s in 0..n_strata {
        let from = next;
        while next < found.len() && found[next].0 == s {
            next += 1;
        }
        strata.push(from..next);
    }
    (found.into_iter().map(|(_, t)| t).collect(), strata)
}

fn sort_distinct(found: &mut Vec<(usize, f64)>) {
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    found.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1);
}

/// Finds how many event times of a stratum lie at or before a time.
enum Position<'a> {
    /// Whole weeks from `first`: one entry per stratum and week.
    Weeks {
        first: f64,
        width: usize,
        table: Vec<u32>,
    },
    /// Any times: a binary search.
    Search {
        times: &'a [f64],
        strata: &'a [Range<usize>],
    },
}

impl<'a> Position<'a> {
    fn new(input: &CoxInput, times: &'a [f64], strata: &'a [Range<usize>]) -> Position<'a> {
        let rows = input.start.unwrap_or_default().iter().chain(input.stop);
        let (mut first, mut last, mut whole) = (f64::INFINITY, f64::NEG_INFINITY, true);
        for t in rows {
            first = first.min(*t);
            last = last.max(*t);
            whole &= t.trunc() == *t;
        }
        let room = (input.stop.len() / strata.len().max(1)).max(1024) as f64;
        if !whole || last - first > room {
            return Position::Search { times, strata };
        }
        let width = (last - first) as usize + 1;
        let mut table = Vec::with_capacity(width * strata.len());
        for range in strata {
            let mut next = range.start;
            for week in 0..width {
                while next < range.end && times[next] <= first + week as f64 {
                    next += 1;
                }
                table.push(next as u32);
            }
        }
        Position::Weeks {
            first,
            width,
            table,
        }
    }

    fn of(&self, stratum: usize, time: f64) -> u32 {
        match self {
            Position::Weeks {
                first,
                width,
                table,
            } => table[stratum * width + (time - first) as usize],
            Position::Search { times, strata } => {
                let range = strata[stratum].clone();
                let before = times[range.clone()].partition_point(|t| *t <= time);
                (range.start + before) as u32
            }
        }
    }
}
