//! Monthly wage hours: one row per person, month and job.

use super::cell::{Cell, Unfit};
use super::table::{Rows, Table};
use crate::calendar::{Month, MonthWindow};
use crate::register::fault::{At, Faults, Place, Rule};
use crate::register::hours::{HoursMonth, HoursStore};
use crate::register::keys::{KeyTable, Keys};
use crate::register::source::HoursSource;

/// Support codes of ordinary jobs and of flexi-jobs; 1 to 7 are the supported kinds.
const ORDINARY: u16 = 0;
const FLEXI_JOB: u16 = 3;
const LAST_SUPPORT_CODE: u16 = 7;

/// Reads the hours of the persons in `keys`. The store holds what could be read also when there are faults.
pub(in crate::register) fn read(source: &HoursSource, keys: &Keys) -> (Option<HoursStore>, Faults) {
    let mut all = Gathered::default();
    if let Err(faults) = fill(source, keys, &mut all) {
        all.faults.absorb(faults);
        return (None, all.faults);
    }
    let store = all.finish(source, keys.len());
    (store, all.faults)
}

fn fill(source: &HoursSource, keys: &Keys, all: &mut Gathered) -> Result<(), Faults> {
    let table = Table::open(&source.file)?;
    let shown = &source.file.shown;
    if matches!(keys, Keys::Rows(_)) {
        return Err(Faults::one(Rule::MissingColumn, At::file(shown), || {
            "hours cannot be joined: the persons of the weekly file have no keys".to_string()
        }));
    }
    let mut picked = table.need(&["person_id", "month", "hours"])?;
    picked.push(table.find("support_code")?);
    if picked[3].is_none() && !source.all_ordinary {
        let at = At::file(shown).column(source.file.column("support_code"));
        return Err(Faults::one(Rule::NoSupportCode, at, || {
            "the column is missing".to_string()
        }));
    }
    let names = ["person_id", "month", "hours", "support_code"];
    let context = Context {
        shown,
        columns: names.map(|n| source.file.column(n)),
        months: source.months,
        decimal_comma: table.decimal_comma(),
        supported: picked[3].is_some(),
    };
    let make = || Part {
        context: &context,
        keys: KeyTable::default(),
        last: 0,
        rows: Vec::new(),
        count: 0,
        faults: Faults::default(),
    };
    table.for_each_part(&picked, make, |part: Part<'_>| all.absorb(part, keys))
}

struct Context<'a> {
    shown: &'a str,
    columns: [&'a str; 4],
    months: Option<MonthWindow>,
    decimal_comma: bool,
    /// The file has a support code.
    supported: bool,
}

struct Part<'a> {
    context: &'a Context<'a>,
    keys: KeyTable,
    /// The person of the row before.
    last: u32,
    rows: Vec<Row>,
    count: u64,
    faults: Faults,
}

#[derive(Clone, Copy)]
struct Row {
    person: u32,
    month: i16,
    support: u16,
    hours: f64,
}

impl Rows for Part<'_> {
    fn row(&mut self, place: Place, cells: &[Cell<'_>]) {
        self.count += 1;
        let person = self.person(place, &cells[0]);
        let month = self.month(place, &cells[1]);
        let hours = self.hours(place, &cells[2]);
        let support = self.support(place, &cells[3]);
        if let (Some(person), Some(month), Some(hours), Some(support)) =
            (person, month, hours, support)
        {
            self.rows.push(Row {
                person,
                month: month.0 as i16,
                support,
                hours,
            });
        }
    }

    fn faults(&mut self) -> &mut Faults {
        &mut self.faults
    }
}

impl Part<'_> {
    fn person(&mut self, place: Place, key: &Cell<'_>) -> Option<u32> {
        let key = key.bytes();
        if key.is_empty() {
            self.fault(Rule::BlankKey, place, 0, "the key is blank");
            return None;
        }
        if self.keys.is_empty() || self.keys.get(self.last as usize) != &*key {
            self.last = self.keys.intern(&key).0;
        }
        Some(self.last)
    }

    fn month(&mut self, place: Place, cell: &Cell<'_>) -> Option<Month> {
        let (rule, what) = match cell.month() {
            Ok(Some(month)) if self.context.months.is_none_or(|w| w.contains(month)) => {
                return Some(month);
            }
            Ok(Some(_)) => (
                Rule::MonthOutside,
                "the month lies outside the declared months of the delivery",
            ),
            Ok(None) => (Rule::NotAMonth, "the month is blank"),
            Err(Unfit) => (Rule::NotAMonth, "the cell is not a month"),
        };
        self.fault(rule, place, 1, what);
        None
    }

    fn hours(&mut self, place: Place, cell: &Cell<'_>) -> Option<f64> {
        let what = match cell.number(self.context.decimal_comma) {
            Ok(Some(hours)) => return Some(hours),
            Ok(None) => "the hours are blank",
            Err(Unfit) => "the cell is not a number",
        };
        self.fault(Rule::NotANumber, place, 2, what);
        None
    }

    fn support(&mut self, place: Place, cell: &Cell<'_>) -> Option<u16> {
        if !self.context.supported {
            return Some(ORDINARY);
        }
        let what = match cell.whole() {
            Ok(Some(code)) if code <= LAST_SUPPORT_CODE => return Some(code),
            Ok(None) => "the support code is blank",
            Ok(Some(_)) | Err(Unfit) => "the cell is not a support code",
        };
        self.fault(Rule::NotASupportCode, place, 3, what);
        None
    }

    fn fault(&mut self, rule: Rule, place: Place, column: usize, what: &str) {
        let at = At::place(self.context.shown, place).column(self.context.columns[column]);
        self.faults.add(rule, at, || what.to_string());
    }
}

/// All rows read so far, in the order of the file.
#[derive(Default)]
struct Gathered {
    rows: Vec<Row>,
    count: u64,
    unmatched_rows: u64,
    /// Persons that are not in the weekly file.
    strangers: KeyTable,
    /// First and last month of any row, also of persons not in the weekly file.
    months: Option<(i16, i16)>,
    faults: Faults,
}

impl Gathered {
    fn absorb(&mut self, part: Part<'_>, keys: &Keys) {
        let person = |local: usize| keys.find(part.keys.get(local));
        let numbers: Vec<Option<u32>> = (0..part.keys.len())
            .map(|local| person(local).map(|p| p as u32))
            .collect();
        for (local, number) in numbers.iter().enumerate() {
            if number.is_none() {
                self.strangers.intern(part.keys.get(local));
            }
        }
        for row in part.rows {
            let (first, last) = self.months.unwrap_or((row.month, row.month));
            self.months = Some((first.min(row.month), last.max(row.month)));
            match numbers[row.person as usize] {
                Some(person) => self.rows.push(Row { person, ..row }),
                None => self.unmatched_rows += 1,
            }
        }
        self.count += part.count;
        self.faults.absorb(part.faults);
    }

    fn finish(&mut self, source: &HoursSource, persons: usize) -> Option<HoursStore> {
        let met = self.months.map(|(first, last)| MonthWindow {
            first: Month(first.into()),
            last: Month(last.into()),
        });
        let at = At::file(&source.file.shown);
        if self.count == 0 {
            let what = || "the file holds no row".to_string();
            self.faults.add(Rule::EmptyFile, at, what);
        } else if self.rows.is_empty() && self.unmatched_rows > 0 {
            let what = || "none of its persons is in the weekly file".to_string();
            let at = at.column(source.file.column("person_id"));
            self.faults.add(Rule::NobodyFound, at, what);
        }
        let months = source.months.or(met)?;
        let mut rows = std::mem::take(&mut self.rows);
        let place = |r: &Row| (r.person, r.month);
        if !rows.is_sorted_by_key(place) {
            rows.sort_by_key(place);
        }
        let entries: Vec<HoursMonth> = rows
            .chunk_by(|a, b| place(a) == place(b))
            .map(month_of)
            .collect();
        let mut ends = vec![0; persons];
        for (end, row) in rows.chunk_by(|a, b| place(a) == place(b)).enumerate() {
            ends[row[0].person as usize] = end + 1;
        }
        let mut before = 0;
        for end in &mut ends {
            before = before.max(*end);
            *end = before;
        }
        Some(HoursStore {
            months,
            unmatched_rows: self.unmatched_rows,
            unmatched_persons: self.strangers.len() as u64,
            ends,
            entries,
        })
    }
}

/// The sums over a person's jobs in one month, in the order of the file.
fn month_of(jobs: &[Row]) -> HoursMonth {
    let of = |support| {
        jobs.iter()
            .filter(move |j| j.support == support)
            .map(|j| j.hours)
    };
    HoursMonth {
        month: Month(jobs[0].month.into()),
        ordinary: of(ORDINARY).sum(),
        flexi_job: of(FLEXI_JOB).sum(),
        total: jobs.iter().map(|j| j.hours).sum(),
    }
}
