//! The points of a weekly axis, and where each week of each period falls on it.

use super::{Context, follow_up};
use crate::calendar::{Week, Window};
use crate::cohort::Member;
use crate::findings::WeekPoint;
use crate::register::source;
use crate::study::{Axis, EntryPlan, Headline, Week53};

/// A weekly axis: its points, and per period the point of each raw week (weeks counted from 0 at the window's first week, or at entry).
pub struct WeekAxis {
    pub points: Vec<WeekPoint>,
    place: Vec<Vec<Option<usize>>>,
    /// Raw weeks of the longest period.
    pub raw_weeks: usize,
    since_entry: bool,
    windows: Vec<Window>,
    /// Weeks 53 that stand in one period only and are therefore left out of the difference.
    pub left_out: Vec<Week>,
}

impl WeekAxis {
    /// The axis of a study: calendar weeks of the windows laid over each other, or weeks since entry.
    pub fn of(context: &Context, axis: Axis, week_53: Week53) -> WeekAxis {
        let windows = context.cohort.windows.clone();
        match axis {
            Axis::Calendar => calendar(windows, week_53),
            Axis::SinceEntry => since_entry(context, windows),
        }
    }

    /// The raw position of a member's week.
    pub fn raw(&self, member: &Member, week: Week) -> usize {
        let origin = match self.since_entry {
            true => member.entry,
            false => self.windows[member.window()].first,
        };
        usize::try_from(week.since(origin)).unwrap_or(0)
    }

    /// The point that a raw position of a period falls on; `None` when it is left out.
    pub fn point(&self, window: usize, raw: usize) -> Option<usize> {
        self.place[window].get(raw).copied().flatten()
    }

    /// The point that a study's headline names; `None` when the axis does not have it.
    pub fn headline(&self, headline: Headline) -> Option<usize> {
        match headline {
            Headline::Week(index) => self.points.iter().position(|p| p.index == index),
            Headline::Last | Headline::MeanOfLast13 => self.points.len().checked_sub(1),
        }
    }

    /// The last point whose weeks are all trusted; `None` when no point lies after the last trusted week.
    pub fn trusted_until(&self, last_trusted: Option<Week>) -> Option<usize> {
        let limit = last_trusted?;
        if self.since_entry {
            return None;
        }
        let trusted = |point: usize| {
            let periods = self.windows.iter().enumerate();
            periods.clone().all(|(w, window)| {
                let raw = self.place[w].iter().position(|p| *p == Some(point));
                raw.is_none_or(|raw| window.first.plus(raw as i32) <= limit)
            })
        };
        let last = (0..self.points.len()).rev().find(|p| trusted(*p))?;
        (last + 1 < self.points.len()).then_some(last)
    }
}

fn calendar(windows: Vec<Window>, week_53: Week53) -> WeekAxis {
    let keys: Vec<Vec<(i16, i8)>> = windows.iter().map(|w| iso_places(*w)).collect();
    let in_all = |key: &(i16, i8)| keys.iter().all(|k| k.contains(key));
    let mut points = Vec::new();
    let mut place: Vec<Vec<Option<usize>>> = windows.iter().map(|w| vec![None; w.len()]).collect();
    let mut left_out = Vec::new();
    if week_53 == Week53::RunOn {
        let shortest = windows.iter().map(|w| w.len()).min().unwrap_or(0);
        for raw in 0..shortest {
            place.iter_mut().for_each(|p| p[raw] = Some(raw));
        }
        points = (0..shortest)
            .map(|raw| point(raw, windows.iter().map(|w| w.first.plus(raw as i32))))
            .collect();
    } else {
        for (raw, key) in keys[0].iter().enumerate() {
            if !in_all(key) {
                continue;
            }
            place[0][raw] = Some(points.len());
            let mut weeks = vec![windows[0].first.plus(raw as i32)];
            for w in 1..windows.len() {
                let other = keys[w].iter().position(|k| k == key).unwrap_or(raw);
                place[w][other] = Some(points.len());
                weeks.push(windows[w].first.plus(other as i32));
            }
            points.push(point(points.len(), weeks.into_iter()));
        }
        for (w, window) in windows.iter().enumerate() {
            let long_week = |(raw, key): (usize, &(i16, i8))| {
                (key.1 == 53 && place[w][raw].is_none()).then(|| window.first.plus(raw as i32))
            };
            left_out.extend(keys[w].iter().enumerate().filter_map(long_week));
        }
    }
    WeekAxis {
        points,
        place,
        raw_weeks: windows.iter().map(|w| w.len()).max().unwrap_or(0),
        since_entry: false,
        windows,
        left_out,
    }
}

fn point(place: usize, weeks: impl Iterator<Item = Week>) -> WeekPoint {
    WeekPoint {
        index: place as i32 + 1,
        weeks: weeks.map(|w| w.to_string()).collect(),
    }
}

/// Year offset from the window's first week, and ISO week number.
fn iso_places(window: Window) -> Vec<(i16, i8)> {
    let (first_year, _) = window.first.iso();
    let places = window.weeks().map(|w| w.iso());
    places
        .map(|(year, week)| (year - first_year, week))
        .collect()
}

/// Points count weeks since entry; on a relative axis they carry the week's own number.
fn since_entry(context: &Context, windows: Vec<Window>) -> WeekAxis {
    let relative = context.register.spells.axis == source::Axis::Relative;
    let first = match relative {
        true => context.register.weeks().first.0,
        false => 0,
    };
    let longest = || context.cohort.members.iter().map(follow_up::observed).max();
    let raw_weeks = match context.plan.entry {
        // Everyone enters late in a register that reaches far back: the axis ends with the longest follow-up.
        EntryPlan::Enrolment => longest().unwrap_or(0),
        _ => windows.iter().map(|w| w.len()).max().unwrap_or(0),
    };
    let points = (0..raw_weeks).map(|raw| WeekPoint {
        index: first + raw as i32,
        weeks: Vec::new(),
    });
    WeekAxis {
        points: points.collect(),
        place: vec![(0..raw_weeks).map(Some).collect(); windows.len()],
        raw_weeks,
        since_entry: true,
        windows,
        left_out: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(text: &str) -> Window {
        text.parse().expect("a window")
    }

    #[test]
    fn week_95_of_two_years_is_week_43_of_the_second() {
        let windows = vec![window("2016-W01..2017-W52"), window("2017-W01..2018-W52")];
        let axis = calendar(windows, Week53::LeaveOut);
        assert_eq!(axis.points.len(), 104);
        assert_eq!(axis.points[94].weeks, vec!["2017-W43", "2018-W43"]);
        assert!(axis.left_out.is_empty());
    }

    #[test]
    fn a_week_53_in_one_period_is_left_out_and_does_not_shift_the_weeks_after_it() {
        let windows = vec![window("2015-W01..2016-W52"), window("2017-W01..2018-W52")];
        let axis = calendar(windows.clone(), Week53::LeaveOut);
        assert_eq!(axis.points.len(), 104);
        assert_eq!(axis.points[52].weeks, vec!["2016-W01", "2018-W01"]);
        assert_eq!(
            axis.left_out,
            vec!["2015-W53".parse::<Week>().expect("a week")]
        );
        assert_eq!(axis.point(0, 52), None);
        let run_on = calendar(windows, Week53::RunOn);
        assert_eq!(run_on.points[52].weeks, vec!["2015-W53", "2018-W01"]);
    }

    #[test]
    fn the_last_trusted_week_of_the_later_period_ends_trust_on_the_axis() {
        let windows = vec![window("2016-W01..2017-W52"), window("2017-W01..2018-W52")];
        let axis = calendar(windows, Week53::LeaveOut);
        let trusted = axis.trusted_until("2018-W48".parse().ok());
        assert_eq!(trusted.map(|p| axis.points[p].index), Some(100));
        assert_eq!(axis.trusted_until("2018-W52".parse().ok()), None);
    }
}
