//! Weeks in each state in the three and the six years before referral: exact sums over a cell, no week in two states.

use super::background::moments;
use super::fit::{Bounds, fit, spread};
use super::spec::{Cell, History, Sums};
use crate::simulate::draws::Draws;

/// Weeks of the later three years, and of the earlier.
pub const HALF: i64 = 156;
/// Weeks without benefit in the later half lie before its last 57, whose months hold the hours of the last year; and work and self-support
/// are kept apart by a month, since hours are told by the month.
pub const LATE_BLANK: i64 = 93;
const EARLY_BLANK: i64 = 150;
/// How loosely the earlier years follow the later ones, in weeks.
const LOOSENESS: i32 = 60;
/// How much more a later week in the same state counts than one on cash benefit, for the rare states.
const SAME_STATE: i64 = 3;

/// The states with printed weeks.
pub const STATES: usize = 5;
pub const SU: usize = 0;
pub const EMPLOYMENT: usize = 1;
pub const SICKNESS: usize = 2;
pub const CASH: usize = 3;
pub const SELF_SUPPORT: usize = 4;

/// One person's weeks by state in the later and the earlier three years; what is left of each half is other support.
#[derive(Debug, Clone, Copy, Default)]
pub struct Past {
    pub late: [i64; STATES],
    pub early: [i64; STATES],
}

impl Past {
    /// Weeks of a half that are on other support.
    pub fn other(half: &[i64; STATES]) -> i64 {
        HALF - half.iter().sum::<i64>()
    }
}

/// The pasts of a cell.
///
/// # Errors
/// The state whose sums cannot be met.
pub fn draw(cell: &Cell, draws: &mut Draws) -> Result<Vec<Past>, &'static str> {
    let mut pasts = vec![Past::default(); cell.persons];
    // The rarest first: few persons have many weeks in it, and need the room.
    let minor = [
        (SU, "su", &cell.su),
        (SELF_SUPPORT, "self_support", &cell.self_support),
        (EMPLOYMENT, "employment", &cell.employment),
        (SICKNESS, "sickness", &cell.sickness),
    ];
    for (state, name, history) in minor {
        late(&mut pasts, state, history, draws).ok_or(name)?;
    }
    late_cash(&mut pasts, &cell.cash_benefit, draws).ok_or("cash_benefit")?;
    for (state, name, history) in minor {
        early(&mut pasts, state, history, draws).ok_or(name)?;
    }
    early_cash(&mut pasts, &cell.cash_benefit, draws).ok_or("cash_benefit")?;
    Ok(pasts)
}

/// Weeks a half still has room for.
fn room(half: &[i64; STATES], state: usize, blank: i64) -> i64 {
    let left = Past::other(half);
    match state {
        EMPLOYMENT | SELF_SUPPORT => left.min(blank - half[EMPLOYMENT] - half[SELF_SUPPORT]),
        _ => left,
    }
}

fn late(pasts: &mut [Past], state: usize, history: &History, draws: &mut Draws) -> Option<()> {
    let bounds = Bounds {
        low: vec![0; pasts.len()],
        high: pasts
            .iter()
            .map(|p| room(&p.late, state, LATE_BLANK))
            .collect(),
    };
    let (mean, variance) = moments(pasts.len(), history.three_years);
    let mut weeks = spread(pasts.len(), mean, variance, draws);
    fit(&mut weeks, &bounds, history.three_years, draws)?;
    for (past, weeks) in pasts.iter_mut().zip(weeks) {
        past.late[state] = weeks;
    }
    Some(())
}

/// Cash benefit takes what the others leave, but for some persons who are on other support.
fn late_cash(pasts: &mut [Past], history: &History, draws: &mut Draws) -> Option<()> {
    let rooms: Vec<i64> = pasts.iter().map(|p| Past::other(&p.late)).collect();
    let mut order: Vec<usize> = (0..pasts.len()).collect();
    draws.shuffle(&mut order);
    let mut weeks = rooms.clone();
    thin(
        &mut weeks,
        &vec![0; order.len()],
        &order,
        history.three_years,
    );
    let bounds = Bounds {
        low: vec![0; pasts.len()],
        high: rooms,
    };
    fit(&mut weeks, &bounds, history.three_years, draws)?;
    for (past, weeks) in pasts.iter_mut().zip(weeks) {
        past.late[CASH] = weeks;
    }
    Some(())
}

/// The six years as a number that is at least the three years.
fn early(pasts: &mut [Past], state: usize, history: &History, draws: &mut Draws) -> Option<()> {
    let n = pasts.len();
    let (mean_3, variance_3) = moments(n, history.three_years);
    let (mean_6, variance_6) = moments(n, history.six_years);
    let variance = (variance_6 - variance_3).max(1.0);
    let extra = spread(n, (mean_6 - mean_3).max(0.0), variance, draws);
    let extra = along_the_later(pasts, state, extra, draws);
    let rooms = pasts.iter().map(|p| room(&p.early, state, EARLY_BLANK));
    let rooms: Vec<i64> = rooms.collect();
    let weeks = pasts.iter().zip(extra).map(|(p, e)| p.late[state] + e);
    settle(
        pasts,
        state,
        weeks.collect(),
        &rooms,
        history.six_years,
        draws,
    )
}

/// The most weeks to those who were in a rare state lately too, and then to those with the fewest on cash benefit: courses of life hang together.
fn along_the_later(
    pasts: &[Past],
    state: usize,
    mut extra: Vec<i64>,
    draws: &mut Draws,
) -> Vec<i64> {
    let same = match state {
        SU | SELF_SUPPORT => SAME_STATE,
        _ => 0,
    };
    let mut order: Vec<(i64, usize)> = pasts
        .iter()
        .map(|p| {
            let loose = i64::from(draws.between(0, LOOSENESS));
            p.late[CASH] - same * p.late[state] + loose
        })
        .zip(0..)
        .collect();
    order.sort_unstable();
    extra.sort_unstable_by(|a, b| b.cmp(a));
    let mut placed = vec![0; extra.len()];
    for ((_, i), weeks) in order.into_iter().zip(extra) {
        placed[i] = weeks;
    }
    placed
}

/// Those with the least room for weeks on cash benefit are those on other support.
fn early_cash(pasts: &mut [Past], history: &History, draws: &mut Draws) -> Option<()> {
    let rooms: Vec<i64> = pasts.iter().map(|p| Past::other(&p.early)).collect();
    let mut order: Vec<(i64, usize)> = pasts
        .iter()
        .zip(&rooms)
        .map(|(p, room)| p.late[CASH] + room)
        .zip(0..)
        .collect();
    order.sort_unstable();
    let order: Vec<usize> = order.into_iter().map(|(_, i)| i).collect();
    let all = pasts
        .iter()
        .zip(&rooms)
        .map(|(p, room)| p.late[CASH] + room);
    let mut weeks: Vec<i64> = all.collect();
    let low: Vec<i64> = pasts.iter().map(|p| p.late[CASH]).collect();
    thin(&mut weeks, &low, &order, history.six_years);
    settle(pasts, CASH, weeks, &rooms, history.six_years, draws)
}

/// Takes numbers away, person after person, until the sum is met: more apart than they should be, and the fit draws them together.
fn thin(weeks: &mut [i64], low: &[i64], order: &[usize], sums: Sums) {
    let mut over = weeks.iter().sum::<i64>() - sums.0;
    for i in order {
        let cut = (weeks[*i] - low[*i]).min(over.max(0));
        weeks[*i] -= cut;
        over -= cut;
    }
}

fn settle(
    pasts: &mut [Past],
    state: usize,
    mut weeks: Vec<i64>,
    rooms: &[i64],
    sums: Sums,
    draws: &mut Draws,
) -> Option<()> {
    let low: Vec<i64> = pasts.iter().map(|p| p.late[state]).collect();
    let high = low.iter().zip(rooms).map(|(low, room)| low + room);
    let bounds = Bounds {
        high: high.collect(),
        low,
    };
    fit(&mut weeks, &bounds, sums, draws)?;
    for (past, weeks) in pasts.iter_mut().zip(weeks) {
        past.early[state] = weeks - past.late[state];
    }
    Some(())
}
