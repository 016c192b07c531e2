//! What to read and how the user says the files are laid out: the checked form of a study's `[register]`.

use crate::calendar::{MonthWindow, Week, Window};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// The files of one register.
#[derive(Debug, Clone, PartialEq)]
pub struct Sources {
    pub weekly: WeeklySource,
    pub hours: Option<HoursSource>,
    pub persons: Option<PersonsSource>,
    /// The user knows that the keys look like CPR numbers and allows it.
    pub allow_cpr_keys: bool,
}

impl Sources {
    /// A register of weekly data alone.
    pub fn weekly(weekly: WeeklySource) -> Sources {
        Sources {
            weekly,
            hours: None,
            persons: None,
            allow_cpr_keys: false,
        }
    }
}

/// One file and what holds for any kind of table in it. CSV, gzip and Parquet are told apart by content.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceFile {
    /// Where the file lies.
    pub path: PathBuf,
    /// The path as the user wrote it; messages show nothing else.
    pub shown: String,
    pub encoding: TextEncoding,
    pub key: Key,
    /// Renames: the program's column name to the file's.
    pub columns: BTreeMap<String, String>,
}

impl SourceFile {
    /// A UTF-8 file with the key in `person_id` and no renames.
    pub fn new(path: impl Into<PathBuf>, shown: impl Into<String>) -> SourceFile {
        SourceFile {
            path: path.into(),
            shown: shown.into(),
            encoding: TextEncoding::Utf8,
            key: Key::Column,
            columns: BTreeMap::new(),
        }
    }

    /// The file's name of a column of the program.
    pub fn column<'a>(&'a self, name: &'a str) -> &'a str {
        let renamed = |(ours, _): &(&String, &String)| ours.eq_ignore_ascii_case(name);
        self.columns
            .iter()
            .find(renamed)
            .map_or(name, |(_, theirs)| theirs)
    }

    /// The program's name of a column of the file.
    pub fn ours<'a>(&'a self, name: &'a str) -> &'a str {
        let renamed = |(_, theirs): &(&String, &String)| theirs.eq_ignore_ascii_case(name);
        self.columns
            .iter()
            .find(renamed)
            .map_or(name, |(ours, _)| ours)
    }
}

/// How text bytes become letters; a byte order mark is tolerated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextEncoding {
    #[default]
    Utf8,
    Latin1,
}

/// What identifies a person in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Key {
    /// The column `person_id` (or what `columns` renames it to).
    #[default]
    Column,
    /// The row's number: row n of one file is row n of the other. For wide weekly files and persons only.
    Row,
}

/// The weekly extract.
#[derive(Debug, Clone, PartialEq)]
pub struct WeeklySource {
    pub file: SourceFile,
    pub layout: Layout,
    pub blank: Blank,
    /// Declared cell values, such as `yes` for code 1; 0 is "nothing this week". Declared codes need not be in the code list.
    pub values: BTreeMap<String, u16>,
    /// The weeks the delivery covers, when the file cannot tell (long and spells); else first to last week met.
    pub weeks: Option<Window>,
    pub on_overlap: OnOverlap,
}

impl WeeklySource {
    /// A source with blanks as no benefit, no declared values and overlaps refused.
    pub fn new(file: SourceFile, layout: Layout) -> WeeklySource {
        WeeklySource {
            file,
            layout,
            blank: Blank::NoBenefit,
            values: BTreeMap::new(),
            weeks: None,
            on_overlap: OnOverlap::Refuse,
        }
    }

    /// The axis its weeks lie on.
    pub fn axis(&self) -> Axis {
        match &self.layout {
            Layout::Wide(pattern) => pattern.axis,
            Layout::Long(axis) | Layout::Spells(axis) => *axis,
        }
    }
}

/// What one row of a weekly file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// A person, with one column per week.
    Wide(WeekPattern),
    /// A person-week: `person_id, week, code`.
    Long(Axis),
    /// A spell: `person_id, code, from, to`, both ends included.
    Spells(Axis),
}

/// What a week's number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Axis {
    /// ISO weeks.
    #[default]
    Calendar,
    /// Plain week numbers since something of the person's own; `Week(n)` holds the number n.
    Relative,
}

impl Axis {
    /// A week as this axis prints it.
    pub fn label(self, week: Week) -> String {
        match self {
            Axis::Calendar => week.to_string(),
            Axis::Relative => week.0.to_string(),
        }
    }
}

/// The names of the week columns of a wide file, such as `y_{yyww}` or `emp{week}`. Letters match without case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekPattern {
    pub before: String,
    pub after: String,
    pub axis: Axis,
}

/// How a column's name stands to a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeekColumn {
    Week(Week),
    /// Of the pattern's form, but no such week exists.
    Impossible,
    Other,
}

impl WeekPattern {
    /// The register's own: `y_YYWW`.
    pub fn dream() -> WeekPattern {
        WeekPattern {
            before: "y_".to_string(),
            after: String::new(),
            axis: Axis::Calendar,
        }
    }

    /// Reads a column name.
    pub fn read(&self, name: &str) -> WeekColumn {
        let Some(digits) = self.middle(name) else {
            return WeekColumn::Other;
        };
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return WeekColumn::Other;
        }
        match self.axis {
            Axis::Relative => digits
                .parse::<i16>()
                .map_or(WeekColumn::Impossible, |n| WeekColumn::Week(Week(n.into()))),
            Axis::Calendar if digits.len() != 4 => WeekColumn::Other,
            Axis::Calendar => Week::from_column(&format!("y_{digits}"))
                .map_or(WeekColumn::Impossible, WeekColumn::Week),
        }
    }

    /// The column name of a week.
    pub fn column(&self, week: Week) -> String {
        let number = match self.axis {
            Axis::Relative => week.0.to_string(),
            Axis::Calendar => week.column().split_off(2),
        };
        format!("{}{number}{}", self.before, self.after)
    }

    fn middle<'a>(&self, name: &'a str) -> Option<&'a str> {
        let (head, rest) = name.split_at_checked(self.before.len())?;
        let (digits, tail) = rest.split_at_checked(rest.len().checked_sub(self.after.len())?)?;
        let fits =
            head.eq_ignore_ascii_case(&self.before) && tail.eq_ignore_ascii_case(&self.after);
        fits.then_some(digits)
    }
}

impl FromStr for WeekPattern {
    type Err = String;

    /// Reads `y_{yyww}` (ISO weeks) or `emp{week}` (plain week numbers).
    fn from_str(text: &str) -> Result<WeekPattern, String> {
        let lower = text.to_ascii_lowercase();
        let places = [("{yyww}", Axis::Calendar), ("{week}", Axis::Relative)];
        for (mark, axis) in places {
            if let Some(at) = lower.find(mark) {
                return Ok(WeekPattern {
                    before: text[..at].to_string(),
                    after: text[at + mark.len()..].to_string(),
                    axis,
                });
            }
        }
        Err(format!(
            "`{text}` names no week; write `{{yyww}}` for ISO weeks or `{{week}}` for plain week numbers, as in `y_{{yyww}}`"
        ))
    }
}

impl fmt::Display for WeekPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.axis {
            Axis::Calendar => "{yyww}",
            Axis::Relative => "{week}",
        };
        write!(f, "{}{mark}{}", self.before, self.after)
    }
}

/// What a blank week cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Blank {
    /// No public benefit that week.
    #[default]
    NoBenefit,
    /// The person is no longer observed: follow-up ended the week before, for good.
    Unobserved,
}

/// What to do with overlapping spells of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnOverlap {
    #[default]
    Refuse,
    /// The later row of the file wins each week that both claim.
    LaterRow,
}

/// Monthly wage hours.
#[derive(Debug, Clone, PartialEq)]
pub struct HoursSource {
    pub file: SourceFile,
    /// The months the delivery covers; else first to last month met.
    pub months: Option<MonthWindow>,
    /// The file has no `support_code` because it holds ordinary jobs only.
    pub all_ordinary: bool,
}

impl HoursSource {
    /// A source with a support code and no declared months.
    pub fn new(file: SourceFile) -> HoursSource {
        HoursSource {
            file,
            months: None,
            all_ordinary: false,
        }
    }
}

/// What is known of each person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonsSource {
    pub file: SourceFile,
    /// The day on which the column `age` holds; without it `age` is an ordinary further column.
    pub age_at: Option<Date>,
    /// Municipality columns by year, such as `nykom{year}`; used when there is no column `municipality`.
    pub municipality_by_year: String,
    /// Further columns to keep; `None` keeps all (the week columns of a wide file never).
    pub keep: Option<Vec<String>>,
}

impl PersonsSource {
    /// A source with the register's names and every further column kept.
    pub fn new(file: SourceFile) -> PersonsSource {
        PersonsSource {
            file,
            age_at: None,
            municipality_by_year: "nykom{year}".to_string(),
            keep: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_finds_its_weeks_whatever_the_case() {
        let dream = WeekPattern::dream();
        assert_eq!(
            dream.read("Y_1553"),
            WeekColumn::Week("2015-W53".parse().expect("a week"))
        );
        assert_eq!(dream.read("y_1653"), WeekColumn::Impossible);
        assert_eq!(dream.read("y_160"), WeekColumn::Other);
        assert_eq!(dream.read("branche_2015_01"), WeekColumn::Other);
        let emp: WeekPattern = "emp{week}".parse().expect("a pattern");
        assert_eq!(emp.read("EMP52"), WeekColumn::Week(Week(52)));
        assert_eq!(emp.read("emp"), WeekColumn::Other);
        assert_eq!(emp.read("employed"), WeekColumn::Other);
        assert_eq!(emp.to_string(), "emp{week}");
        assert_eq!(emp.column(Week(7)), "emp7");
        assert!("emp".parse::<WeekPattern>().is_err());
    }
}
