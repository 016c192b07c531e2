//! Who is at risk and who has the event in each of several groups at shared times, read off the groups' event tables.

use super::event_table::EventTable;

/// One entry per time; within it one count per group.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RiskSets {
    pub time: Vec<f64>,
    pub n_risk: Vec<Vec<f64>>,
    pub n_event: Vec<Vec<f64>>,
}

impl RiskSets {
    /// The risk sets at the times with an event in some group. Without delayed entry only: a table tells who is at risk between its
    /// own times because nobody enters there.
    pub fn from_tables(groups: &[EventTable]) -> RiskSets {
        RiskSets::at(event_times(groups), groups)
    }

    /// The risk sets at given ascending times, without delayed entry.
    pub fn at(time: Vec<f64>, groups: &[EventTable]) -> RiskSets {
        let mut sets = RiskSets {
            n_risk: vec![vec![0.0; groups.len()]; time.len()],
            n_event: vec![vec![0.0; groups.len()]; time.len()],
            time,
        };
        for (g, table) in groups.iter().enumerate() {
            let mut row = 0;
            for (i, t) in sets.time.iter().enumerate() {
                while row < table.len() && table.time[row] < *t {
                    row += 1;
                }
                if row < table.len() {
                    sets.n_risk[i][g] = table.n_risk[row];
                    if table.time[row] == *t {
                        sets.n_event[i][g] = table.n_event[row];
                    }
                }
            }
        }
        sets
    }
}

/// The distinct times with an event in some group, ascending.
pub(crate) fn event_times(groups: &[EventTable]) -> Vec<f64> {
    let mut times: Vec<f64> = groups
        .iter()
        .flat_map(|t| t.time.iter().zip(&t.n_event))
        .filter(|(_, events)| **events > 0.0)
        .map(|(time, _)| *time)
        .collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    times
}
