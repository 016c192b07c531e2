//! The claims file: as written, then with every print read. All faults in one pass, with line and column.

mod written;

pub use written::{Over, Reference, WeekWord};

use super::number::{Decimal, Language, MOST_DIGITS, read_number};
use super::printed::{Printed, Says, read_around, read_words};
use crate::study::{self, Fault, Lines, Places};
use std::collections::BTreeMap;
use std::path::Path;
use written::{ClaimsFile, Direction, WrittenClaim, range};

/// A claim whose words have been read.
#[derive(Debug)]
pub struct Claim {
    pub id: String,
    pub place: String,
    pub words: String,
    pub printed: Printed,
    pub finding: Reference,
    /// How many a share or a count is of.
    pub n: Option<u32>,
    pub note: Option<String>,
    /// Where the words stand in the file.
    pub line: usize,
    pub column: usize,
    path: String,
}

impl Claim {
    /// The words tell the size of a fall, and the finding is not that size already.
    pub fn falls(&self) -> bool {
        self.printed.falls && self.finding.field.as_deref() != Some("reduction")
    }
}

/// A claims file that can be compared.
#[derive(Debug)]
pub struct Claims {
    pub title: Option<String>,
    pub significance: Option<f64>,
    /// Ids of the printed figures that no claim pins; `None` when the file does not say.
    pub left_out: Option<Vec<String>>,
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
    parse_claims(&study::read_text(path)?)
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
    if file.claim.as_ref().is_some_and(Vec::is_empty) {
        let message = "there are no claims, so nothing would be checked".to_string();
        reader.fault("claim", message, None);
    }
    let written = file.claim.unwrap_or_default().into_iter().enumerate();
    let claims = written.filter_map(|(i, claim)| reader.claim(i, claim));
    let claims: Vec<Claim> = claims.collect();
    let report = file.report.unwrap_or_default();
    reader.left_out(report.left_out.as_deref().unwrap_or_default());
    let mut faults = reader.faults;
    if !faults.is_empty() {
        faults.sort_by_key(|f| (f.line, f.column));
        return Err(faults);
    }
    Ok(Claims {
        title: report.title,
        significance: report.significance,
        left_out: report.left_out,
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
            n: written.n,
            note: written.note,
            line,
            column,
            path,
        })
    }

    fn id(&mut self, path: &str, id: &str) {
        if id.trim().is_empty() {
            self.fault(path, "the id is empty".to_string(), None);
            return;
        }
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

    /// What is left out stands in no claim, and once in the list.
    fn left_out(&mut self, ids: &[String]) {
        for (i, id) in ids.iter().enumerate() {
            let path = format!("report.left_out[{i}]");
            if let Some(line) = self.ids.get(id).copied() {
                let message = format!("`{id}` is left out and has a claim");
                self.fault(&path, message, Some(format!("the claim is in line {line}")));
            } else if ids[..i].contains(id) {
                self.fault(&path, format!("`{id}` is left out twice"), None);
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
        self.overrides(path, written, &mut printed);
        printed.unit = written.unit.or(printed.unit);
        if let Some(direction) = written.direction {
            printed.falls = direction == Direction::Fall;
        }
        Some(printed)
    }

    /// The value and decimals beside the words, which go with one number.
    fn overrides(&mut self, path: &str, written: &WrittenClaim, printed: &mut Printed) {
        let what = match printed.says {
            Says::Number(number, qualifier) => {
                match overridden(number, written.value, written.decimals) {
                    Ok(number) => printed.says = Says::Number(number, qualifier),
                    Err(why) => {
                        let key = written.value.map_or("decimals", |_| "value");
                        self.fault(&format!("{path}.{key}"), why, None);
                    }
                }
                return;
            }
            Says::Range(..) => "a range",
            _ => "a statement",
        };
        let keys = [
            ("value", written.value.is_some()),
            ("decimals", written.decimals.is_some()),
            (
                "direction",
                written.direction.is_some() && what == "a statement",
            ),
        ];
        for (key, _) in keys.into_iter().filter(|(_, given)| *given) {
            let message = format!("`{key}` goes with one number, and the words tell {what}");
            self.fault(&format!("{path}.{key}"), message, None);
        }
    }
}

/// The value as it was written: its shortest text has the decimals that were.
fn written_decimal(value: f64) -> Option<Decimal> {
    read_number(&format!("{value}"), Some(Language::En)).ok()
}

/// The number with the value and decimals that a claim gives instead; or why it is none.
fn overridden(
    number: Decimal,
    value: Option<f64>,
    decimals: Option<u32>,
) -> Result<Decimal, String> {
    let too_long = || format!("more than {MOST_DIGITS} digits are no printed number");
    let own = match value {
        Some(value) => written_decimal(value).ok_or_else(too_long)?,
        None => number,
    };
    let decimals = match (decimals, value) {
        (Some(decimals), _) => decimals,
        (None, Some(_)) => own.decimals.max(number.decimals),
        (None, None) => own.decimals,
    };
    if decimals >= own.decimals {
        let more = 10_i128.checked_pow(decimals - own.decimals);
        let digits = more.and_then(|more| own.digits.checked_mul(more));
        return digits
            .map(|digits| Decimal { digits, decimals })
            .ok_or_else(too_long);
    }
    let fewer = 10_i128.checked_pow(own.decimals - decimals);
    let cut = fewer.filter(|fewer| own.digits % fewer == 0);
    cut.map(|fewer| Decimal {
        digits: own.digits / fewer,
        decimals,
    })
    .ok_or_else(|| match value {
        Some(_) => "`value` has more decimals than `decimals` says".to_string(),
        None => "the words have more decimals than `decimals` says".to_string(),
    })
}

#[cfg(test)]
mod tests;
