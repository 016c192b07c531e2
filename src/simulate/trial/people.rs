//! The persons of the trial: arm, day of the draw, sex and age by quota.

use super::spec::{Repeats, Spec};
use super::{NAMES, SMALL};
use crate::simulate::draws::Draws;
use jiff::Span;
use jiff::civil::Date;

/// Everyone who was drawn.
pub struct People {
    /// Participants first, then comparison; each arm in the order of its draws.
    pub allocated: Vec<Person>,
    pub others: Vec<Other>,
}

/// An allocated person. Days are counted from the draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// 0 participant, 1 comparison, as received.
    pub side: usize,
    /// As drawn.
    pub assigned: usize,
    pub drawn: Date,
    pub female: bool,
    pub age: i16,
    pub end: Option<Ended>,
    /// The day of the first placement.
    pub placement: Option<i32>,
    pub prison: bool,
    pub sanctions: usize,
    pub complaints: usize,
}

/// How a course ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Ended {
    pub day: i32,
    pub reason: String,
    /// For those who moved: what was found when they were looked up.
    pub found: Option<String>,
}

/// A person who was drawn and is in no arm.
#[derive(Debug, Clone, PartialEq)]
pub struct Other {
    pub drawn: Date,
    /// Why; blank for the unaccounted.
    pub excluded: String,
    pub age: i16,
}

/// The word of the arms' events of leaving.
pub const MOVED: &str = "moved";

impl Person {
    /// The last day on which something can happen.
    pub fn followed(&self, spec: &Spec) -> i32 {
        (spec.until - self.drawn).get_days()
    }

    /// The day on which those who moved were looked up.
    pub fn looked_up(&self, spec: &Spec) -> i32 {
        (spec.looked_up - self.drawn).get_days()
    }
}

/// A day so many days after another.
pub fn after(date: Date, days: i32) -> Date {
    date.saturating_add(Span::new().days(days))
}

/// Puts everyone in place.
pub fn enrol(spec: &Spec) -> People {
    let mut allocated = Vec::new();
    let mut others = Vec::new();
    for side in 0..2 {
        let mut ages = ages(spec, side);
        let mut female = vec![false; ages.len()];
        let women = spec.female[side];
        female.iter_mut().take(women).for_each(|f| *f = true);
        let part = side as u64;
        Draws::new(spec.arrangement.persons, NAMES, part).shuffle(&mut ages);
        Draws::new(spec.arrangement.persons, NAMES, part + 2).shuffle(&mut female);
        let mut traits = ages.into_iter().zip(female);
        for draw in &spec.draw {
            for (age, female) in traits.by_ref().take(draw.allocated[side]) {
                allocated.push(Person {
                    side,
                    assigned: if draw.swapped { 1 - side } else { side },
                    drawn: draw.date,
                    female,
                    age,
                    end: None,
                    placement: None,
                    prison: false,
                    sanctions: 0,
                    complaints: 0,
                });
            }
        }
    }
    for draw in &spec.draw {
        let reasons = draw.excluded.iter();
        let excluded = reasons.flat_map(|(word, n)| std::iter::repeat_n(word.as_str(), *n));
        let unaccounted = std::iter::repeat_n("", draw.unaccounted);
        for (number, word) in excluded.chain(unaccounted).enumerate() {
            others.push(Other {
                drawn: draw.date,
                excluded: word.to_string(),
                // Too young where the reason says so, else some age of the groups.
                age: match word
                    .strip_prefix("under-")
                    .and_then(|a| a.parse::<i16>().ok())
                {
                    Some(limit) => limit - 2,
                    None => 37 + 5 * (number as i16 % 4),
                },
            });
        }
    }
    People { allocated, others }
}

/// Ages spread evenly inside their groups, then moved by single years until the mean is met.
fn ages(spec: &Spec, side: usize) -> Vec<i16> {
    let mut ages: Vec<(i16, usize)> = Vec::new();
    for (group, age) in spec.age.iter().enumerate() {
        let (persons, width) = (age.persons[side], age.to - age.from + 1);
        let place = |j: usize| (j as f64 + 0.5) / persons as f64 * f64::from(width);
        ages.extend((0..persons).map(|j| (age.from + place(j) as i16, group)));
    }
    let wanted = (spec.mean_age[side] * ages.len() as f64).round() as i64;
    let mut missing = wanted - ages.iter().map(|(a, _)| i64::from(*a)).sum::<i64>();
    // The checks of the file have seen that the mean can be met inside the groups.
    while missing != 0 {
        let step: i16 = if missing > 0 { 1 } else { -1 };
        for (age, group) in ages.iter_mut() {
            let limits = &spec.age[*group];
            let moved = *age + step;
            if missing != 0 && (limits.from..=limits.to).contains(&moved) {
                *age = moved;
                missing -= i64::from(step);
            }
        }
    }
    ages.into_iter().map(|(age, _)| age).collect()
}

/// Sanctions, complaints and prison: nobody's times depend on them, so the seed draws whose they are.
pub fn sanction(spec: &Spec, people: &mut People) {
    for side in 0..2 {
        let mut draws = Draws::new(spec.seed, SMALL, side as u64);
        let mut of_arm: Vec<&mut Person> = people
            .allocated
            .iter_mut()
            .filter(|p| p.side == side)
            .collect();
        draws.shuffle(&mut of_arm);
        for (person, times) in of_arm.iter_mut().zip(times(&spec.sanctions, side)) {
            person.sanctions = times;
        }
        draws.shuffle(&mut of_arm);
        for (person, times) in of_arm.iter_mut().zip(times(&spec.complaints, side)) {
            person.complaints = times;
        }
        let inside = of_arm.iter_mut().filter(|p| p.end.is_none());
        inside.take(spec.prison[side]).for_each(|p| p.prison = true);
    }
}

/// How often each person has it: once, or twice and three times by turns.
fn times(repeats: &Repeats, side: usize) -> impl Iterator<Item = usize> {
    let once = std::iter::repeat_n(1, repeats.one[side]);
    once.chain((0..repeats.several[side]).map(|j| 2 + j % 2))
}
