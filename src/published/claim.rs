//! The claims file: as written, then with every print read. All faults in one pass, with line and column.

use super::number::{Decimal, Language, read_number};
use super::printed::{Printed, Says, read_around, read_words};
use super::unit::PrintedUnit;
use crate::study::{self, Fault, Lines, Places};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What a report printed, and the findings it comes from.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "virkning claims")]
struct ClaimsFile {
    /// Version of this format: 1.
    #[schemars(required)]
    schema: Option<u32>,
    report: Option<ReportHead>,
    /// The printed figures, in any order.
    #[schemars(required)]
    claim: Option<Vec<WrittenClaim>>,
}

/// The report that printed them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReportHead {
    title: Option<String>,
    /// How numbers are written. Without it a print must show it itself.
    language: Option<Language>,
    /// Level below which the report calls a p-value significant. Default: the analysis' own.
    #[schemars(range(min = 0.0001, max = 0.5))]
    significance: Option<f64>,
}

/// One printed figure.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WrittenClaim {
    /// Once in the file.
    #[schemars(required)]
    id: Option<String>,
    /// Section, figure or table of the report.
    place: Option<String>,
    /// The words as printed.
    #[schemars(required)]
    printed: Option<String>,
    /// What they refer to.
    #[schemars(required)]
    finding: Option<Reference>,
    /// Instead of the number in the words.
    value: Option<f64>,
    /// Instead of the decimals in the words.
    #[schemars(range(min = 0, max = 12))]
    decimals: Option<u32>,
    /// Where the words name none, or another than is meant.
    unit: Option<PrintedUnit>,
    /// `fall`: a fall is printed as a positive number.
    direction: Option<Direction>,
    language: Option<Language>,
    note: Option<String>,
}

/// Which way a printed size goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Rise,
    Fall,
}

/// Which figure, by the words of `tables/<analysis>.csv`; parts that are not needed may be left out.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Without it: the study itself.
    pub analysis: Option<String>,
    pub table: Option<String>,
    pub row: Option<String>,
    pub column: Option<String>,
    pub model: Option<String>,
    pub term: Option<String>,
    pub group: Option<String>,
    /// A week of the analysis' axis, or a range such as `26..39`, both ends included.
    pub week: Option<WeekWord>,
    #[schemars(required)]
    pub field: Option<String>,
    /// What is compared when several figures are meant.
    pub over: Option<Over>,
}

/// A week or a range of weeks.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum WeekWord {
    Week(i64),
    Range(String),
}

/// What is compared when several figures are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Over {
    Largest,
    Smallest,
    Mean,
    Median,
    /// Every one must hold.
    Each,
    /// One must hold.
    Any,
    /// More than half must hold.
    Most,
}

impl Reference {
    /// A part by its key.
    pub fn part(&self, key: &str) -> Option<&str> {
        let part = match key {
            "analysis" => &self.analysis,
            "table" => &self.table,
            "row" => &self.row,
            "column" => &self.column,
            "model" => &self.model,
            "term" => &self.term,
            "group" => &self.group,
            "field" => &self.field,
            _ => &None,
        };
        part.as_deref()
    }

    /// First and last week meant; `None` for all. A range that cannot be read was a fault before.
    pub fn weeks(&self) -> Option<(i64, i64)> {
        match self.week.as_ref()? {
            WeekWord::Week(week) => Some((*week, *week)),
            WeekWord::Range(words) => range(words),
        }
    }
}

fn range(words: &str) -> Option<(i64, i64)> {
    let (first, last) = words.split_once("..")?;
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}

/// A claim whose words have been read.
#[derive(Debug)]
pub struct Claim {
    pub id: String,
    pub place: String,
    pub words: String,
    pub printed: Printed,
    pub finding: Reference,
    pub note: Option<String>,
    /// Where the words stand in the file.
    pub line: usize,
    pub column: usize,
    path: String,
}

/// A claims file that can be compared.
#[derive(Debug)]
pub struct Claims {
    pub title: Option<String>,
    pub significance: Option<f64>,
    pub claims: Vec<Claim>,
    text: String,
    places: Places,
}

impl Claims {
    /// A fault of a claim, at one of its keys.
    pub fn fault(&self, claim: &Claim, key: &str, message: String, help: Option<String>) -> Fault {
        let span = self.places.value(&format!("{}.{key}", claim.path));
        Fault::at(&self.text, span, message, help)
    }
}

/// The JSON schema of a claims file, as it stands in `data-schema/claims.schema.json`.
pub fn claims_schema_text() -> String {
    format!("{:#}\n", study::schema_of::<ClaimsFile>())
}

/// Reads a claims file.
///
/// # Errors
/// Every fault of the file that can be seen without findings.
pub fn read_claims(path: &Path) -> Result<Claims, Vec<Fault>> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| vec![Fault::of_file(format!("cannot be read: {error}"))])?;
    parse_claims(&text)
}

/// Reads the text of a claims file.
///
/// # Errors
/// Every fault of the text that can be seen without findings.
pub fn parse_claims(text: &str) -> Result<Claims, Vec<Fault>> {
    let text = text.trim_start_matches('\u{feff}');
    let read = study::read_as::<ClaimsFile>(text, &study::schema_of::<ClaimsFile>());
    let Some(file) = read.file else {
        return Err(read.faults);
    };
    let mut reader = Reader {
        text,
        lines: Lines::of(text),
        places: &read.places,
        faults: read.faults,
        ids: BTreeMap::new(),
        language: file.report.as_ref().and_then(|r| r.language),
    };
    reader.version(file.schema);
    let written = file.claim.unwrap_or_default().into_iter().enumerate();
    let claims = written.filter_map(|(i, claim)| reader.claim(i, claim));
    let claims: Vec<Claim> = claims.collect();
    let mut faults = reader.faults;
    if !faults.is_empty() {
        faults.sort_by_key(|f| (f.line, f.column));
        return Err(faults);
    }
    let report = file.report.unwrap_or_default();
    Ok(Claims {
        title: report.title,
        significance: report.significance,
        claims,
        text: text.to_string(),
        places: read.places,
    })
}

struct Reader<'a> {
    text: &'a str,
    lines: Lines,
    places: &'a Places,
    faults: Vec<Fault>,
    /// The line of each id.
    ids: BTreeMap<String, usize>,
    language: Option<Language>,
}

impl Reader<'_> {
    fn fault(&mut self, path: &str, message: String, help: Option<String>) {
        let span = self.places.value(path);
        self.faults.push(Fault::at(self.text, span, message, help));
    }

    /// Line and column of the value at a path.
    fn place(&self, path: &str) -> (usize, usize) {
        let span = self.places.value(path);
        self.lines.place(self.text, span.start)
    }

    fn version(&mut self, schema: Option<u32>) {
        if let Some(schema) = schema.filter(|s| *s != 1) {
            let message = format!("a claims file of schema {schema}");
            self.fault(
                "schema",
                message,
                Some("this program reads schema 1".to_string()),
            );
        }
    }

    /// `None` when something of the claim is at fault.
    fn claim(&mut self, i: usize, written: WrittenClaim) -> Option<Claim> {
        let path = format!("claim[{i}]");
        let key = |key: &str| format!("{path}.{key}");
        if let Some(id) = &written.id {
            self.id(&key("id"), id);
        }
        let printed = self.printed(&path, &written);
        let finding = written.finding?;
        if let Some(WeekWord::Range(words)) = &finding.week
            && range(words).is_none()
        {
            let message = format!("`{words}` is no range of weeks");
            let help = Some("allowed: a whole number, or `26..39`".to_string());
            self.fault(&key("finding.week"), message, help);
            return None;
        }
        finding.field.as_ref()?;
        let (line, column) = self.place(&key("printed"));
        Some(Claim {
            id: written.id?,
            place: written.place.unwrap_or_default(),
            words: written.printed?,
            printed: printed?,
            finding,
            note: written.note,
            line,
            column,
            path,
        })
    }

    fn id(&mut self, path: &str, id: &str) {
        let (line, _) = self.place(path);
        match self.ids.get(id).copied() {
            Some(first) => {
                let message = format!("the id `{id}` is used twice");
                self.fault(path, message, Some(format!("first in line {first}")));
            }
            None => {
                self.ids.insert(id.to_string(), line);
            }
        }
    }

    /// What the words say, with what the claim overrides.
    fn printed(&mut self, path: &str, written: &WrittenClaim) -> Option<Printed> {
        let words = written.printed.as_ref()?;
        let read = read_words(words, written.language.or(self.language));
        let beside = written.value.and_then(written_decimal);
        let read = match (read, beside) {
            (Err(_), Some(number)) => read_around(words, number),
            (read, _) => read,
        };
        let mut printed = match read {
            Ok(printed) => printed,
            Err(unclear) => {
                let understood = match unclear.understood.as_slice() {
                    [] => "understood: nothing".to_string(),
                    parts => format!("understood: {}", parts.join(", ")),
                };
                let message = format!("cannot read `{words}`: {}", unclear.trouble);
                self.fault(&format!("{path}.printed"), message, Some(understood));
                return None;
            }
        };
        if let Says::Number(number, qualifier) = printed.says {
            match overridden(number, written.value, written.decimals) {
                Some(number) => printed.says = Says::Number(number, qualifier),
                None => {
                    let message = "`value` has more decimals than `decimals` says".to_string();
                    self.fault(&format!("{path}.value"), message, None);
                }
            }
        }
        printed.unit = written.unit.or(printed.unit);
        if let Some(direction) = written.direction {
            printed.falls = direction == Direction::Fall;
        }
        Some(printed)
    }
}

/// The value as it was written: its shortest text has the decimals that were.
fn written_decimal(value: f64) -> Option<Decimal> {
    read_number(&format!("{value}"), Some(Language::En)).ok()
}

/// The number with the value and decimals that a claim gives instead.
fn overridden(number: Decimal, value: Option<f64>, decimals: Option<u32>) -> Option<Decimal> {
    let own = match value {
        Some(value) => written_decimal(value)?,
        None => number,
    };
    let decimals = match (decimals, value) {
        (Some(decimals), _) => decimals,
        (None, Some(_)) => own.decimals.max(number.decimals),
        (None, None) => own.decimals,
    };
    if decimals >= own.decimals {
        let more = 10_i128.checked_pow(decimals - own.decimals)?;
        return Some(Decimal {
            digits: own.digits.checked_mul(more)?,
            decimals,
        });
    }
    let fewer = 10_i128.checked_pow(own.decimals - decimals)?;
    (own.digits % fewer == 0).then(|| Decimal {
        digits: own.digits / fewer,
        decimals,
    })
}

#[cfg(test)]
mod tests;
