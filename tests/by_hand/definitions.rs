//! The oracle: the definitions of weeks, courses and denominators written out as loops over persons and weeks, slowly and plainly, on random
//! registers; the program must count the same.

use crate::support::{Workdir, run_study, time_to_event, weekly_share};
use jiff::civil::date;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use virkning::calendar::{Month, Week, Window};
use virkning::findings::{Arm, Group, Period};
use virkning::register::schema::{Extract, HoursRow, PersonRow, SpellRow};
use virkning::register::write;

const STUDY: &str = r#"
schema = 1
[study]
id = "oracle"
title = { da = "Prøve", en = "Trial" }
languages = ["en"]
data = "synthetic"
source = { da = "Tilfældige tal", en = "Random numbers" }
[register]
weekly = { path = "weekly.csv", layout = "wide" }
hours = { path = "hours.csv", months = "2016-01..2018-12" }
persons = { path = "persons.csv" }
[entry]
class = "ressourceforloeb"
[groups.participant]
label = { da = "Deltagere", en = "Participants" }
municipalities = [101, 165]
[groups.comparison]
label = { da = "Andre", en = "Others" }
municipalities = "rest"
[periods.before]
entry = "2016-W01..2016-W52"
weeks = "2016-W01..2017-W52"
label = { da = "2016", en = "2016" }
[periods.after]
entry = "2017-W01..2018-W52"
weeks = "2017-W01..2018-W52"
label = { da = "2017-18", en = "2017-18" }
[outcomes.praktik]
label = { da = "praktik", en = "placement" }
subclass = "praktik"
[outcomes.hours]
label = { da = "timer", en = "hours" }
hours_above = 0
[[analysis]]
id = "in-course"
kind = "weekly-share"
outcome = "praktik"
among = "in-course"
contrast = "did"
[[analysis]]
id = "started"
kind = "weekly-share"
outcome = "hours"
among = "started"
contrast = "did"
[[analysis]]
id = "since-entry"
kind = "weekly-share"
outcome = "praktik"
among = "in-course"
axis = "since-entry"
contrast = "did"
[[analysis]]
id = "time"
kind = "time-to-event"
outcome = "praktik"
contrast = "did"
"#;

const WEEKS: &str = "2015-W40..2018-W52";

/// A register of persons with random spells: courses with short and long gaps, placements inside and outside them, exits for good.
fn random_extract(seed: u64) -> Extract {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let weeks: Window = WEEKS.parse().expect("a window");
    let codes = [
        0u16, 0, 810, 810, 810, 813, 817, 818, 890, 897, 730, 737, 774, 999,
    ];
    let mut extract = Extract {
        keys: Vec::new(),
        persons: Vec::new(),
        weeks,
        spells: Vec::new(),
        hours: Vec::new(),
    };
    for person in 0..400u32 {
        extract.keys.push(format!("p{person}"));
        extract.persons.push(PersonRow {
            male: rng.random_bool(0.5),
            birth_date: date(1970, 3, 1),
            civil_status: "ugift",
            origin: "dansk",
            municipality: [101, 165, 147, 151, 0, 411][rng.random_range(0..6)],
        });
        let mut week = weeks.first;
        while week <= weeks.last {
            let code = codes[rng.random_range(0..codes.len())];
            let length = [1, 2, 3, 4, 5, 9, 20, 40][rng.random_range(0..8)];
            let to = week.plus(length - 1).min(weeks.last);
            if code != 0 && !(code == 999 && rng.random_bool(0.8)) {
                extract.spells.push(SpellRow {
                    person,
                    code,
                    from: week,
                    to,
                });
            }
            week = to.plus(1);
        }
        for month in 0..36 {
            if rng.random_bool(0.2) {
                extract.hours.push(HoursRow {
                    person,
                    month: Month::new(2016, 1).plus(month),
                    hours: [0.0, 12.5, 160.33][rng.random_range(0..3)],
                    support_code: [0, 0, 1, 3][rng.random_range(0..4)],
                });
            }
        }
    }
    extract
}

/// One person, week by week.
struct Person<'a> {
    extract: &'a Extract,
    person: u32,
    /// The code of each week of the register, 0 for a blank.
    code: Vec<u16>,
}

impl<'a> Person<'a> {
    fn of(extract: &'a Extract, person: u32) -> Person<'a> {
        let mut code = vec![0; extract.weeks.len()];
        for spell in extract.spells.iter().filter(|s| s.person == person) {
            for week in spell.from.0..=spell.to.0 {
                code[(week - extract.weeks.first.0) as usize] = spell.code;
            }
        }
        Person {
            extract,
            person,
            code,
        }
    }

    fn code(&self, week: Week) -> u16 {
        self.code[(week.0 - self.extract.weeks.first.0) as usize]
    }

    fn in_scheme(&self, week: Week) -> bool {
        matches!(self.code(week), 810 | 813..=818)
    }

    fn placed(&self, week: Week) -> bool {
        matches!(self.code(week), 817 | 818 | 897 | 737)
    }

    fn has_hours(&self, week: Week) -> bool {
        let in_month = |h: &&HoursRow| {
            h.person == self.person && h.month == week.month() && h.support_code == 0
        };
        self.extract
            .hours
            .iter()
            .filter(in_month)
            .map(|h| h.hours)
            .sum::<f64>()
            > 0.0
    }

    /// A week with the scheme after at least four weeks of the register without it.
    fn starts(&self, week: Week) -> bool {
        let four_before = (1..=4).all(|k| {
            let before = week.plus(-k);
            before >= self.extract.weeks.first && !self.in_scheme(before)
        });
        self.in_scheme(week) && four_before
    }

    /// The last week of the course that holds `week`: scheme weeks with at most three weeks between them.
    fn course_end(&self, week: Week) -> Week {
        let mut end = week;
        loop {
            let next = (1..=4)
                .map(|k| end.plus(k))
                .find(|w| *w <= self.extract.weeks.last && self.in_scheme(*w));
            match next {
                Some(next) => end = next,
                None => return end,
            }
        }
    }

    /// True in a scheme week, or in a gap of at most three weeks between scheme weeks.
    fn in_course(&self, week: Week) -> bool {
        let scheme_at = |w: Week| {
            w >= self.extract.weeks.first && w <= self.extract.weeks.last && self.in_scheme(w)
        };
        if scheme_at(week) {
            return true;
        }
        let before = (1..=3).find(|k| scheme_at(week.plus(-k)));
        let after = (1..=3).find(|k| scheme_at(week.plus(*k)));
        matches!((before, after), (Some(b), Some(a)) if a + b - 1 <= 3)
    }

    /// The week before the first 999 at or after entry, or the register's last.
    fn follow_up_end(&self, entry: Week) -> Week {
        let weeks = (entry.0..=self.extract.weeks.last.0).map(Week);
        let mut gone = weeks.filter(|w| self.code(*w) == 999);
        gone.next().map_or(self.extract.weeks.last, |w| w.plus(-1))
    }
}

/// A person in a period.
struct Row<'a> {
    person: Person<'a>,
    group: Group,
    entry: Week,
    window: Window,
}

fn rows(extract: &Extract) -> Vec<Row<'_>> {
    let window = |text: &str| -> Window { text.parse().expect("a window") };
    let periods = [
        (
            Period::Before,
            window("2016-W01..2016-W52"),
            window("2016-W01..2017-W52"),
        ),
        (
            Period::After,
            window("2017-W01..2018-W52"),
            window("2017-W01..2018-W52"),
        ),
    ];
    let mut rows = Vec::new();
    for person in 0..extract.persons.len() as u32 {
        let arm = match extract.persons[person as usize].municipality {
            101 | 165 => Arm::Participant,
            0 | 411 => continue,
            _ => Arm::Comparison,
        };
        for (period, entry_window, weeks) in periods {
            let found = Person::of(extract, person);
            let entry = entry_window.weeks().find(|w| found.starts(*w));
            if let Some(entry) = entry {
                let group = Group {
                    arm,
                    period: Some(period),
                };
                rows.push(Row {
                    person: found,
                    group,
                    entry,
                    window: weeks,
                });
            }
        }
    }
    rows
}

fn check_seed(seed: u64) {
    let folder = Workdir::new();
    let extract = random_extract(seed);
    write::weekly(
        &extract,
        write::Form::Wide,
        &folder.path().join("weekly.csv"),
    )
    .expect("written");
    write::hours(&extract, &folder.path().join("hours.csv")).expect("written");
    write::persons(&extract, &folder.path().join("persons.csv")).expect("written");
    let findings = run_study(&folder.file("study.toml", STUDY));
    let rows = rows(&extract);
    assert!(rows.len() > 200, "the random register has too few starts");

    let calendar = |week: usize, row: &Row| row.window.first.plus(week as i32 - 1);
    type Counted<'a> = &'a dyn Fn(&Row, Week) -> bool;
    let in_course: Counted = &|row, week| row.person.in_course(week);
    let started: Counted = &|_, _| true;
    let cases: [(&str, Counted, Counted); 2] = [
        ("in-course", in_course, &|row, week| row.person.placed(week)),
        ("started", started, &|row, week| row.person.has_hours(week)),
    ];
    for (id, counted, outcome) in cases {
        let result = weekly_share(&findings, id);
        for series in &result.series {
            for index in 1..=104usize {
                let followed = |r: &&Row| {
                    let week = calendar(index, r);
                    r.group == series.group
                        && r.entry <= week
                        && week <= r.person.follow_up_end(r.entry)
                };
                let at_risk: Vec<&Row> = rows
                    .iter()
                    .filter(followed)
                    .filter(|r| counted(r, calendar(index, r)))
                    .collect();
                let with = at_risk
                    .iter()
                    .filter(|r| outcome(r, calendar(index, r)))
                    .count();
                let share = series.shares[index - 1];
                let found = (share.numerator, share.denominator);
                assert_eq!(
                    found,
                    (Some(with as u64), Some(at_risk.len() as u64)),
                    "{id}, {:?}, week {index}",
                    series.group
                );
            }
        }
    }

    let result = weekly_share(&findings, "since-entry");
    for series in &result.series {
        for k in 0..104 {
            let here = |r: &&Row| {
                let week = r.entry.plus(k);
                r.group == series.group
                    && week <= r.window.last
                    && week <= r.person.follow_up_end(r.entry)
            };
            let at_risk: Vec<&Row> = rows
                .iter()
                .filter(here)
                .filter(|r| r.person.in_course(r.entry.plus(k)))
                .collect();
            let with = at_risk
                .iter()
                .filter(|r| r.person.placed(r.entry.plus(k)))
                .count();
            let share = series.shares[k as usize];
            assert_eq!(
                (share.numerator, share.denominator),
                (Some(with as u64), Some(at_risk.len() as u64)),
                "week {k} after entry"
            );
        }
    }

    let result = time_to_event(&findings, "time");
    for curve in &result.curves {
        let times: Vec<(i32, bool)> = rows
            .iter()
            .filter(|r| r.group == curve.group)
            .map(|r| {
                let last = r
                    .person
                    .course_end(r.entry)
                    .min(r.window.last)
                    .min(r.person.follow_up_end(r.entry));
                let first = (r.entry.0..=last.0).map(Week).find(|w| r.person.placed(*w));
                (first.unwrap_or(last).since(r.entry), first.is_some())
            })
            .collect();
        for (i, time) in curve.time.iter().enumerate() {
            let count = |wanted: &dyn Fn(&(i32, bool)) -> bool| {
                Some(times.iter().filter(|t| wanted(t)).count() as u64)
            };
            let t = *time as i32;
            assert_eq!(curve.n_risk[i], count(&|x| x.0 >= t));
            assert_eq!(curve.n_event[i], count(&|x| x.0 == t && x.1));
            assert_eq!(curve.n_censor[i], count(&|x| x.0 == t && !x.1));
        }
        let distinct: std::collections::BTreeSet<i32> = times.iter().map(|t| t.0).collect();
        assert_eq!(curve.time.len(), distinct.len());
    }
}

#[test]
fn counting_person_by_person_and_week_by_week_gives_the_same_numbers() {
    for seed in 1..=4 {
        check_seed(seed);
    }
}
