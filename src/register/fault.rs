//! What is wrong with the files: each fault with its file, place and rule, and how to mend it. Never a person's key or data.

use std::collections::BTreeMap;
use std::fmt;

/// How many faults of a kind are kept and shown; all are counted.
const SHOWN: usize = 10;

/// The rules a register must keep, in the order in which faults are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Unreadable,
    EmptyFile,
    DamagedGzip,
    DamagedParquet,
    OtherSchema,
    MissingColumn,
    DuplicateColumn,
    ImpossibleWeekColumn,
    MissingWeekColumn,
    NoWeeks,
    NoSupportCode,
    CprKeys,
    FieldCount,
    NotText,
    BlankKey,
    DuplicatePerson,
    ReferredTwice,
    NobodyFound,
    NotACode,
    UnknownCode,
    NotAWeek,
    WeekOutside,
    SpellBackwards,
    Overlap,
    ObservedAgain,
    NotAMonth,
    MonthOutside,
    NotANumber,
    NotASupportCode,
    NotADate,
    BirthInFuture,
    NotAWord,
    UnknownMunicipality,
    UnknownArm,
    EmptyArm,
    NotEnrolled,
    UndeclaredWord,
    MissingWave,
    OutsideScale,
    UnlistedValue,
    DuplicateAnswer,
    DrawnBefore,
}

impl Rule {
    /// A short name for machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Unreadable => "unreadable",
            Rule::EmptyFile => "empty-file",
            Rule::DamagedGzip => "damaged-gzip",
            Rule::DamagedParquet => "damaged-parquet",
            Rule::OtherSchema => "other-schema",
            Rule::MissingColumn => "missing-column",
            Rule::DuplicateColumn => "duplicate-column",
            Rule::ImpossibleWeekColumn => "impossible-week-column",
            Rule::MissingWeekColumn => "missing-week-column",
            Rule::NoWeeks => "no-weeks",
            Rule::NoSupportCode => "no-support-code",
            Rule::CprKeys => "cpr-keys",
            Rule::FieldCount => "field-count",
            Rule::NotText => "not-text",
            Rule::BlankKey => "blank-key",
            Rule::DuplicatePerson => "duplicate-person",
            Rule::ReferredTwice => "referred-twice",
            Rule::NobodyFound => "nobody-found",
            Rule::NotACode => "not-a-code",
            Rule::UnknownCode => "unknown-code",
            Rule::NotAWeek => "not-a-week",
            Rule::WeekOutside => "week-outside",
            Rule::SpellBackwards => "spell-backwards",
            Rule::Overlap => "overlap",
            Rule::ObservedAgain => "observed-again",
            Rule::NotAMonth => "not-a-month",
            Rule::MonthOutside => "month-outside",
            Rule::NotANumber => "not-a-number",
            Rule::NotASupportCode => "not-a-support-code",
            Rule::NotADate => "not-a-date",
            Rule::BirthInFuture => "birth-in-future",
            Rule::NotAWord => "not-a-word",
            Rule::UnknownMunicipality => "unknown-municipality",
            Rule::UnknownArm => "unknown-arm",
            Rule::EmptyArm => "empty-arm",
            Rule::NotEnrolled => "not-enrolled",
            Rule::UndeclaredWord => "undeclared-word",
            Rule::MissingWave => "missing-wave",
            Rule::OutsideScale => "outside-scale",
            Rule::UnlistedValue => "unlisted-value",
            Rule::DuplicateAnswer => "duplicate-answer",
            Rule::DrawnBefore => "drawn-before",
        }
    }

    /// What is allowed, or how to mend it.
    pub fn mend(self) -> &'static str {
        match self {
            Rule::Unreadable => "check the path in the study file and the right to read it",
            Rule::EmptyFile => {
                "fetch the file again; a table has a header line and at least one row"
            }
            Rule::DamagedGzip => {
                "fetch the file again; the transfer stopped early or changed bytes"
            }
            Rule::DamagedParquet => "fetch the file again, or write it anew from its source",
            Rule::OtherSchema => {
                "see the table's page in data-schema/; `columns` in the study renames columns"
            }
            Rule::MissingColumn => "name the column in `columns` if it is called something else",
            Rule::DuplicateColumn => "names match without regard to case; keep one of the columns",
            Rule::ImpossibleWeekColumn => {
                "a column is `y_YYWW` with an ISO week that the year has; only long years have a week 53"
            }
            Rule::MissingWeekColumn => {
                "a missing week is a damaged file, not a blank week: fetch the delivery again"
            }
            Rule::NoWeeks => {
                "declare the weeks that the delivery covers: `weeks = \"2010-W01..2018-W52\"`"
            }
            Rule::NoSupportCode => {
                "without a support code ordinary hours cannot be told from supported ones; write `all_ordinary = true` if the file holds ordinary jobs only"
            }
            Rule::CprKeys => {
                "replace the keys by running numbers, or write `allow_cpr_keys = true` if they must stay"
            }
            Rule::FieldCount => {
                "each row has as many fields as the header; quote fields that hold the separator"
            }
            Rule::NotText => "declare `encoding = \"latin-1\"` if the file was written so",
            Rule::BlankKey => "every row needs the key of its person",
            Rule::ReferredTwice => {
                "a referral holds until the person's next; keep one of those of the day"
            }
            Rule::DuplicatePerson => {
                "a person has one row; remove the copy, or number the persons anew"
            }
            Rule::NobodyFound => "the keys of both files must be of the same kind",
            Rule::NotACode => {
                "a cell is blank or a code of up to three digits; other values are declared in `values`"
            }
            Rule::UnknownCode => {
                "`virkning codes` prints the known codes; add the code to the study's code list if it is right"
            }
            Rule::NotAWeek => {
                "write a week as 2016-W01, y_1601, 1601 or 201601; only long years have a week 53"
            }
            Rule::WeekOutside => "widen the declared `weeks`, or remove the row",
            Rule::SpellBackwards => {
                "`from` and `to` are both included, and `from` is not after `to`"
            }
            Rule::Overlap => {
                "write `on_overlap = \"later-row\"` if the later row of the file is right"
            }
            Rule::ObservedAgain => {
                "with `blank = \"unobserved\"` follow-up ends at the first blank; without it a blank is a week with no benefit"
            }
            Rule::NotAMonth => "write a month as 2016-01, 201601 or a date in it",
            Rule::MonthOutside => "widen the declared `months`, or remove the row",
            Rule::NotANumber => {
                "write a number with a decimal point, or a decimal comma in a file separated by `;`"
            }
            Rule::NotASupportCode => "a support code is 0 to 7; 0 is an ordinary job",
            Rule::NotADate => "write a date as 1970-12-31, 19701231 or 31-12-1970",
            Rule::BirthInFuture => "nobody is born after the last day of the register",
            Rule::NotAWord => "see the table's page in data-schema/ for the allowed words",
            Rule::UnknownMunicipality => {
                "use the codes of data-schema/municipalities.csv; 0, blank and 411 are allowed"
            }
            Rule::UnknownArm => {
                "an arm is one of the values in `[groups]`, or blank for a person who was drawn and not allocated"
            }
            Rule::EmptyArm => "check the values of `equals` in `[groups]` against the column",
            Rule::DrawnBefore => "a person is drawn once; remove the row from the list",
            Rule::NotEnrolled => {
                "the events are those of the persons in the enrolment; add the person there, or remove the row"
            }
            Rule::UndeclaredWord => {
                "add the word to `[survey]` in the study file, or correct it in the file"
            }
            Rule::MissingWave => {
                "fetch the answers of the wave, or take it out of `[survey]` in the study file"
            }
            Rule::OutsideScale => {
                "correct the answer, or add it to the categories, the scale or `unknown` of the study file"
            }
            Rule::UnlistedValue => {
                "correct the value, or add it to `yes`, `no`, `open` or `not_relevant` of the indicator"
            }
            Rule::DuplicateAnswer => {
                "keep one answer, or write `several = true` on a question with several answers"
            }
        }
    }
}

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
