//! From plans to rows: each person's code in every week, and hours in every month.

use super::histories::{
    CASH, EMPLOYMENT, HALF, LATE_BLANK, Past, SELF_SUPPORT, SICKNESS, STATES, SU,
};
use super::people::Person;
use super::spec::{Arm, Placement, Spec, TargetGroup};
use crate::calendar::{Month, Week, Window};
use crate::register::schema::{Extract, HoursRow, PersonRow, SpellRow};
use crate::simulate::draws::Draws;
use crate::simulate::quota::{Even, class_of};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Weeks with a code that keep work and self-support in different months.
const APART: i64 = 6;
/// Hours in a week of work before referral.
const WEEK_HOURS: f64 = 37.0;
/// The last week since referral that a long run may end in: the 35th observed.
const LONG_END: i32 = 34;
const BLANK: u16 = 0;

/// The register of everyone.
pub fn extract(spec: &Spec, people: &[Person]) -> Extract {
    let runs = plan_runs(spec, people);
    let jobs = plan_jobs(spec, people);
    let mut spells = Vec::new();
    let mut hours = Vec::new();
    for (number, person) in people.iter().enumerate() {
        let mut draws = Draws::new(spec.seed, 5, number as u64);
        let codes = weeks(spec.weeks, person, &runs[number], &mut draws);
        rows(number as u32, spec.weeks, &codes, &mut spells);
        let months = months(spec, person, &codes, jobs[number], &mut draws);
        hours.extend(months.into_iter().map(|(month, hours)| HoursRow {
            person: number as u32,
            month,
            hours,
            support_code: 0,
        }));
    }
    Extract {
        keys: (1..=people.len()).map(key).collect(),
        persons: people
            .iter()
            .enumerate()
            .map(|(i, p)| row(spec, p, &mut Draws::new(spec.seed, 6, i as u64)))
            .collect(),
        weeks: spec.weeks,
        spells,
        hours,
    }
}

/// The key of the n-th person.
pub fn key(number: usize) -> String {
    format!("p{number:07}")
}

fn row(spec: &Spec, person: &Person, draws: &mut Draws) -> PersonRow {
    let monday = person.entry().monday();
    let year = monday.year() - person.age as i16;
    // Born on this day of the year or up to 360 days before: the age on the Monday is the one planned.
    let birthday = Date::new(year, monday.month(), monday.day())
        .unwrap_or_else(|_| jiff::civil::date(year, 2, 28));
    PersonRow {
        male: person.male,
        birth_date: birthday.saturating_sub(jiff::Span::new().days(draws.between(0, 360))),
        civil_status: person.civil_status,
        origin: person.origin,
        municipality: spec.sites[person.site].municipality,
    }
}

/// Runs in company-directed measures: first week since referral, weeks, and whether the last weeks are on wage subsidy.
type Runs = Vec<(i32, i32, bool)>;

/// Kinds of plan by quota along the dates of referral, so that the shares hold among those who can be followed long.
fn plan_runs(spec: &Spec, people: &[Person]) -> Vec<Runs> {
    let mut runs = vec![Runs::new(); people.len()];
    for (part, arm) in [Arm::Participant, Arm::Control].into_iter().enumerate() {
        let shares = spec.placement.of(arm);
        let mut draws = Draws::new(spec.seed, 7, part as u64);
        let even = Even::new(draws.uniform(), 0);
        for (number, at) in by_referral(people, arm).into_iter().zip(even) {
            runs[number] = run(shares, at, &mut draws);
        }
    }
    runs
}

fn by_referral(people: &[Person], arm: Arm) -> Vec<usize> {
    let mut order: Vec<usize> = (0..people.len())
        .filter(|i| people[*i].arm == arm)
        .collect();
    order.sort_by_key(|i| people[*i].referred);
    order
}

fn run(shares: &Placement, at: f64, draws: &mut Draws) -> Runs {
    let rest = 1.0 - shares.long - shares.bridged - shares.begun - shares.short;
    let weights = [
        shares.long,
        shares.bridged,
        shares.begun,
        shares.short,
        rest,
    ];
    match class_of(at, &weights) {
        0 => {
            let length = draws.between(13, 22);
            let start = draws.between(1, LONG_END + 1 - length);
            vec![(start, length, draws.chance(shares.subsidised))]
        }
        1 => {
            let (first, second) = (draws.between(7, 10), draws.between(6, 9));
            let start = draws.between(1, LONG_END - first - second);
            vec![(start, first, false), (start + first + 1, second, false)]
        }
        2 => {
            let (before, after) = (draws.between(8, 10), draws.between(5, 9));
            vec![(-before, before + after, false)]
        }
        3 => vec![(draws.between(1, 20), draws.between(4, 12), false)],
        _ => Runs::new(),
    }
}

/// The week since referral in which an ordinary job begins, with its hours a month.
fn plan_jobs(spec: &Spec, people: &[Person]) -> Vec<Option<(i32, i32)>> {
    let mut jobs = vec![None; people.len()];
    for (part, arm) in [Arm::Participant, Arm::Control].into_iter().enumerate() {
        let mut draws = Draws::new(spec.seed, 8, part as u64);
        let even = Even::new(draws.uniform(), 1);
        let [low, high] = spec.jobs.hours;
        for (number, at) in by_referral(people, arm).into_iter().zip(even) {
            let week = spec.jobs.of(arm).reaches(at).map(|week| week.ceil() as i32);
            jobs[number] = week.map(|week| (week, draws.between(low, high)));
        }
    }
    jobs
}

/// The code of every week of the register, `BLANK` without one.
fn weeks(register: Window, person: &Person, runs: &Runs, draws: &mut Draws) -> Vec<u16> {
    let entry = person.entry().since(register.first) as usize;
    let base = base(person.target_group);
    let mut codes = Vec::with_capacity(register.len());
    let past = past_weeks(person, draws);
    let before = entry.saturating_sub(past.len());
    codes.resize(before, past.first().copied().unwrap_or(BLANK));
    codes.extend(past);
    codes.resize(register.len(), base);
    for (start, length, subsidised) in runs {
        let private = draws.chance(0.7);
        for week in *start..start + length {
            let code = match (
                person.target_group,
                *subsidised && week >= start + length / 2,
            ) {
                (TargetGroup::CashBenefit, true) => 735,
                (TargetGroup::ResourceCourse, true) => 815,
                (TargetGroup::CashBenefit, false) => 738 - u16::from(private),
                (TargetGroup::ResourceCourse, false) => 818 - u16::from(private),
            };
            let place = usize::try_from(entry as i32 + week).ok();
            // Before referral only weeks on the same benefit become weeks in placement.
            if let Some(slot) = place.and_then(|p| codes.get_mut(p)).filter(|c| **c == base) {
                *slot = code;
            }
        }
    }
    codes
}

fn base(group: TargetGroup) -> u16 {
    match group {
        TargetGroup::CashBenefit => 730,
        TargetGroup::ResourceCourse => 810,
    }
}

/// The 312 weeks before referral, oldest first.
fn past_weeks(person: &Person, draws: &mut Draws) -> Vec<u16> {
    let Past { late, early } = &person.past;
    let mut weeks = Vec::with_capacity(2 * HALF as usize);
    let push = |weeks: &mut Vec<u16>, code: u16, n: i64| {
        weeks.extend(std::iter::repeat_n(code, n.max(0) as usize));
    };
    let mut states = [SU, SICKNESS, CASH, STATES];
    draws.shuffle(&mut states);
    let early_codes = coded(early, &states, 112);
    push(&mut weeks, BLANK, early[SELF_SUPPORT]);
    weeks.extend(early_codes);
    push(&mut weeks, BLANK, early[EMPLOYMENT] + late[EMPLOYMENT]);
    // Lately: what leads to the referral stands last.
    let last = match person.target_group {
        TargetGroup::CashBenefit => [SU, SICKNESS, STATES, CASH],
        TargetGroup::ResourceCourse => [SU, CASH, SICKNESS, STATES],
    };
    let other = match person.target_group {
        TargetGroup::CashBenefit => 112,
        TargetGroup::ResourceCourse => 810,
    };
    let late_codes = coded(late, &last, other);
    let spare = LATE_BLANK - late[EMPLOYMENT] - late[SELF_SUPPORT];
    let apart = APART + i64::from(draws.between(0, spare.max(0) as i32));
    let (first, rest) = late_codes.split_at((apart as usize).min(late_codes.len()));
    weeks.extend(first);
    push(&mut weeks, BLANK, late[SELF_SUPPORT]);
    weeks.extend(rest);
    weeks
}

/// The weeks with a code of one half, state after state; `STATES` stands for other support.
fn coded(half: &[i64; STATES], order: &[usize; 4], other: u16) -> Vec<u16> {
    let of = |state: usize| match state {
        SU => (651, half[SU]),
        SICKNESS => (890, half[SICKNESS]),
        CASH => (730, half[CASH]),
        _ => (other, Past::other(half)),
    };
    let parts = order.iter().map(|state| of(*state));
    parts
        .flat_map(|(code, n)| std::iter::repeat_n(code, n.max(0) as usize))
        .collect()
}

fn rows(person: u32, register: Window, codes: &[u16], spells: &mut Vec<SpellRow>) {
    let mut from = 0;
    for to in 1..=codes.len() {
        if to < codes.len() && codes[to] == codes[from] {
            continue;
        }
        if codes[from] != BLANK {
            spells.push(SpellRow {
                person,
                code: codes[from],
                from: register.first.plus(from as i32),
                to: register.first.plus(to as i32 - 1),
            });
        }
        from = to;
    }
}

/// Hours by month: those of the weeks in work, those of the year before referral, and those of the job after it.
fn months(
    spec: &Spec,
    person: &Person,
    codes: &[u16],
    job: Option<(i32, i32)>,
    draws: &mut Draws,
) -> BTreeMap<Month, f64> {
    let mut hours = BTreeMap::new();
    for week in worked(spec.weeks, person, codes) {
        *hours.entry(week.month()).or_insert(0.0) += WEEK_HOURS;
    }
    let entry = person.entry();
    if person.hours > 0 {
        let count = (person.hours / 60 + 1).min(12).min(person.hours) as i32;
        let first = draws.between(0, 12 - count);
        let (each, more) = (
            person.hours / i64::from(count),
            person.hours % i64::from(count),
        );
        for i in 0..count {
            let month = entry.month().plus(first + i - 12);
            hours.insert(month, (each + i64::from(i64::from(i) < more)) as f64);
        }
    }
    if let Some((week, monthly)) = job {
        let mut month = entry.plus(week).month();
        while month <= spec.weeks.last.month() {
            hours.insert(month, f64::from(monthly));
            month = month.plus(1);
        }
    }
    hours
}

/// The weeks in work: the blank weeks that follow on those of the early half, as the past lays them out.
fn worked(register: Window, person: &Person, codes: &[u16]) -> Vec<Week> {
    let past = &person.past;
    let start = person.entry().plus(-2 * HALF as i32);
    let coded = HALF - past.early[SELF_SUPPORT] - past.early[EMPLOYMENT];
    let from = start.plus((past.early[SELF_SUPPORT] + coded) as i32);
    let length = past.early[EMPLOYMENT] + past.late[EMPLOYMENT];
    let weeks = (0..length as i32).map(|i| from.plus(i));
    let blank = |week: &Week| {
        let place = week.since(register.first);
        codes.get(place as usize).is_some_and(|code| *code == BLANK)
    };
    weeks.filter(blank).collect()
}
