//! What is wrong with the files: each fault with its file, place and rule, and how to mend it. Never a person's key or data.

mod rule;

pub use rule::Rule;

use std::collections::BTreeMap;
use std::fmt;

/// How many faults of a kind are kept and shown; all are counted.
const SHOWN: usize = 10;

/// Where in a file a fault was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Whole,
    /// A line of a text file, counted from 1 with the header.
    Line(u64),
    /// A row of a Parquet file, counted from 1.
    Row(u64),
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub rule: Rule,
    /// The file as the user wrote it.
    pub file: String,
    pub place: Place,
    pub column: Option<String>,
    /// What was found, in words that hold no person's data.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.file)?;
        match self.place {
            Place::Whole => {}
            Place::Line(line) => write!(f, ", line {line}")?,
            Place::Row(row) => write!(f, ", row {row}")?,
        }
        if let Some(column) = &self.column {
            write!(f, ", column `{column}`")?;
        }
        write!(f, ": {}", self.what)
    }
}

/// Where a fault lies, to be given to `Faults::add`.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    pub file: &'a str,
    pub place: Place,
    pub column: Option<&'a str>,
}

impl<'a> At<'a> {
    /// A file as a whole.
    pub fn file(file: &'a str) -> At<'a> {
        At {
            file,
            place: Place::Whole,
            column: None,
        }
    }

    /// A place in a file.
    pub fn place(file: &'a str, place: Place) -> At<'a> {
        At {
            file,
            place,
            column: None,
        }
    }

    /// The same place in a column.
    pub fn column(self, column: &'a str) -> At<'a> {
        At {
            column: Some(column),
            ..self
        }
    }
}

/// All faults met, counted by rule, with the first ten of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    kinds: BTreeMap<Rule, Kind>,
}

/// The faults of one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kind {
    pub count: u64,
    /// The first of them, at most ten.
    pub shown: Vec<Fault>,
}

impl Faults {
    /// True when nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The rules broken, each with its faults.
    pub fn kinds(&self) -> impl Iterator<Item = (Rule, &Kind)> {
        self.kinds.iter().map(|(rule, kind)| (*rule, kind))
    }

    /// How often a rule was broken.
    pub fn count(&self, rule: Rule) -> u64 {
        self.kinds.get(&rule).map_or(0, |k| k.count)
    }

    /// Counts a fault; `what` is asked only when the fault is among those shown.
    pub fn add(&mut self, rule: Rule, at: At<'_>, what: impl FnOnce() -> String) {
        let kind = self.kinds.entry(rule).or_default();
        kind.count += 1;
        if kind.shown.len() < SHOWN {
            kind.shown.push(Fault {
                rule,
                file: at.file.to_string(),
                place: at.place,
                column: at.column.map(str::to_string),
                what: what(),
            });
        }
    }

    /// One fault alone.
    pub fn one(rule: Rule, at: At<'_>, what: impl FnOnce() -> String) -> Faults {
        let mut faults = Faults::default();
        faults.add(rule, at, what);
        faults
    }

    /// Nothing, or the faults that there are.
    ///
    /// # Errors
    /// There are faults.
    pub fn told(self) -> Result<(), Faults> {
        match self.is_empty() {
            true => Ok(()),
            false => Err(self),
        }
    }

    /// Adds the faults of a part that was not sound.
    pub fn gather<T>(&mut self, part: Result<T, Faults>) {
        if let Err(theirs) = part {
            self.absorb(theirs);
        }
    }

    /// Adds the faults of a later part of the work.
    pub fn absorb(&mut self, later: Faults) {
        for (rule, theirs) in later.kinds {
            let kind = self.kinds.entry(rule).or_default();
            kind.count += theirs.count;
            let room = SHOWN - kind.shown.len();
            kind.shown.extend(theirs.shown.into_iter().take(room));
        }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (rule, kind)) in self.kinds().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            for fault in &kind.shown {
                writeln!(f, "{fault}")?;
            }
            let more = kind.count - kind.shown.len() as u64;
            if more > 0 {
                writeln!(f, "and {more} more of this kind")?;
            }
            write!(f, "  to mend: {}", rule.mend())?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_counted_and_the_first_ten_of_a_kind_are_shown() {
        let mut faults = Faults::default();
        for line in 2..14 {
            let at = At::place("weekly.csv", Place::Line(line)).column("y_1601");
            faults.add(Rule::UnknownCode, at, || {
                "code 555 is not in the code list".to_string()
            });
        }
        faults.add(Rule::EmptyFile, At::file("hours.csv"), || {
            "the file is empty".to_string()
        });
        let text = faults.to_string();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2 + 12);
        assert_eq!(lines[0], "`hours.csv`: the file is empty");
        assert_eq!(
            lines[2],
            "`weekly.csv`, line 2, column `y_1601`: code 555 is not in the code list"
        );
        assert_eq!(lines[12], "and 2 more of this kind");
        assert_eq!(
            lines[13],
            "  to mend: `virkning codes` prints the known codes; add the code to the study's code list if it is right"
        );
    }

    #[test]
    fn parts_absorbed_in_order_show_what_one_pass_shows() {
        let mut whole = Faults::default();
        for part in 0..3u64 {
            let mut local = Faults::default();
            for row in 0..7 {
                let at = At::place("x", Place::Row(part * 7 + row));
                local.add(Rule::NotANumber, at, || "not a number".to_string());
            }
            whole.absorb(local);
        }
        let (_, kind) = whole.kinds().next().expect("a kind");
        assert_eq!(kind.count, 21);
        let rows: Vec<Place> = kind.shown.iter().map(|f| f.place).collect();
        assert_eq!(rows, (0..10).map(Place::Row).collect::<Vec<_>>());
    }
}
