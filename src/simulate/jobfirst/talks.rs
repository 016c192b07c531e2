//! Talks at the job centre: in each week since referral the planned share of those observed has one.

use super::paint::key;
use super::people::Person;
use super::spec::{Arm, Spec};
use crate::simulate::draws::Draws;
use crate::simulate::model::MadeTable;

/// Few have a second talk in the same week.
const SECOND: f64 = 0.03;

/// The table of meetings.
pub fn table(spec: &Spec, people: &[Person]) -> MadeTable {
    let mut rows = Vec::new();
    for (part, arm) in [Arm::Participant, Arm::Control].into_iter().enumerate() {
        let mut draws = Draws::new(spec.seed, 9, part as u64);
        for week in 0..spec.weeks.len() as i32 {
            let observed = |p: &Person| p.arm == arm && p.entry().plus(week) <= spec.weeks.last;
            let mut there: Vec<usize> = (0..people.len())
                .filter(|i| observed(&people[*i]))
                .collect();
            if there.is_empty() {
                break;
            }
            draws.shuffle(&mut there);
            let share = spec.talks.of(arm).at(f64::from(week));
            let with = (share * there.len() as f64).round() as usize;
            for number in there.into_iter().take(with) {
                rows.extend(talks(number, &people[number], week, &mut draws));
            }
        }
    }
    rows.sort();
    MadeTable {
        file: "meetings.csv".to_string(),
        columns: vec!["person_id", "date", "kind"],
        rows,
    }
}

fn talks(number: usize, person: &Person, week: i32, draws: &mut Draws) -> Vec<Vec<String>> {
    let monday = person.entry().plus(week).monday();
    let earliest = match week {
        0 => (person.referred - person.entry().monday()).get_days(),
        _ => 0,
    };
    let times = 1 + usize::from(draws.chance(SECOND));
    let talk = |_| {
        let day = jiff::Span::new().days(draws.between(earliest, 4));
        let date = monday.saturating_add(day).to_string();
        vec![key(number + 1), date, "jobsamtale".to_string()]
    };
    (0..times).map(talk).collect()
}
