//! "Significant from about week w": p below the level in at least nine of ten weeks from w + 5 to the end of trust, and not already so
//! in the ten weeks before w - 5.

use super::judge::{Grade, Verdict};

/// The p-value of a week; `None` where there is no estimate.
pub struct Weekly {
    pub week: i64,
    pub p: Option<f64>,
    pub trusted: bool,
}

/// Weeks that "about" gives on either side, and the length of the stretch before that must not be steady.
const ABOUT: i64 = 5;
const STRETCH: i64 = 10;

/// Judges the statement.
pub fn judge(weeks: &[Weekly], from: i64, level: f64) -> Verdict {
    let trusted: Vec<&Weekly> = weeks.iter().filter(|w| w.trusted).collect();
    let within = |first: i64, last: i64| -> Vec<&Weekly> {
        let inside = |w: &&&Weekly| (first..=last).contains(&w.week);
        trusted.iter().filter(inside).copied().collect()
    };
    if steady(&within(from - ABOUT - STRETCH, from - ABOUT - 1), level) {
        return Verdict::differs(Grade::Interval, "steadily significant before that");
    }
    if steady(&within(from + ABOUT, i64::MAX), level) {
        return Verdict::Holds;
    }
    match onset(&trusted, level) {
        Some(week) if week < from => {
            let why = format!("steadily significant from week {week} already");
            Verdict::differs(Grade::Interval, why)
        }
        Some(week) => {
            let why = format!("steadily significant only from week {week}");
            Verdict::differs(Grade::Interval, why)
        }
        None => Verdict::differs(Grade::Decision, "not steadily significant to the end"),
    }
}

/// The first week from which at least ten weeks to the end of trust are steadily significant.
pub fn onset(trusted: &[&Weekly], level: f64) -> Option<i64> {
    let starts = 0..(trusted.len() + 1).saturating_sub(STRETCH as usize);
    let mut starts = starts.filter(|i| trusted[*i].p.is_some_and(|p| p < level));
    starts
        .find(|i| steady(&trusted[*i..], level))
        .map(|i| trusted[i].week)
}

/// In at least nine of ten of the weeks; never of no weeks.
fn steady(weeks: &[&Weekly], level: f64) -> bool {
    let below = weeks.iter().filter(|w| w.p.is_some_and(|p| p < level));
    !weeks.is_empty() && 10 * below.count() >= 9 * weeks.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 100 weeks, of which the last four are not trusted; `significant` says where p is small.
    fn weeks(significant: impl Fn(i64) -> bool) -> Vec<Weekly> {
        let one = |week| Weekly {
            week,
            p: Some(if significant(week) { 0.01 } else { 0.5 }),
            trusted: week <= 96,
        };
        (1..=100).map(one).collect()
    }

    #[test]
    fn five_weeks_on_either_side_are_about() {
        for onset in 65..=75 {
            let weeks = weeks(|w| w >= onset);
            assert_eq!(judge(&weeks, 70, 0.05), Verdict::Holds, "{onset}");
        }
    }

    #[test]
    fn one_week_in_ten_may_be_missed_and_untrusted_weeks_do_not_count() {
        let found = |missed: &[i64]| judge(&weeks(|w| w >= 70 && !missed.contains(&w)), 70, 0.05);
        // Weeks 75 to 96 are 22: two may be missed.
        assert_eq!(found(&[80, 90, 97, 98, 99]), Verdict::Holds);
        assert!(matches!(found(&[80, 85, 90]), Verdict::Differs { .. }));
    }

    #[test]
    fn a_start_before_the_week_is_not_told_as_a_later_one() {
        // Not in the ten weeks before 85, and in one of the two trusted ones from 95 on.
        let weeks = weeks(|w| w >= 20 && !(76..=84).contains(&w) && w != 95);
        let already = "steadily significant from week 85 already";
        let verdict = judge(&weeks, 90, 0.05);
        assert_eq!(verdict, Verdict::differs(Grade::Interval, already));
    }

    #[test]
    fn an_earlier_or_later_start_is_another_interval_and_none_another_decision() {
        let grade = |weeks: Vec<Weekly>| match judge(&weeks, 70, 0.05) {
            Verdict::Differs { grade, .. } => grade,
            other => panic!("{other:?}"),
        };
        assert_eq!(grade(weeks(|w| w >= 55)), Grade::Interval);
        assert_eq!(grade(weeks(|w| w >= 84)), Grade::Interval);
        assert_eq!(grade(weeks(|_| false)), Grade::Decision);
        assert_eq!(grade(vec![]), Grade::Decision);
    }
}
