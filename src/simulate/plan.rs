//! The population file read and checked.

use super::model::{KINDS, Model, Unread};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// Raised when the same file comes to mean another register.
const GENERATOR_VERSION: u32 = 1;
/// The version of the file's own form.
const SCHEMA: u32 = 1;

/// A checked plan of a register.
#[derive(Debug)]
pub struct Plan {
    model: Box<dyn Model>,
    text_hash: [u8; 32],
}

/// Something wrong in the population file, and where (line and column from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub path: PathBuf,
    pub line: usize,
    pub column: usize,
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        write!(
            f,
            "`{path}`, line {}, column {}: {}",
            self.line, self.column, self.message
        )
    }
}

#[derive(Deserialize)]
struct Head {
    schema: Option<u32>,
    kind: Option<String>,
}

impl Plan {
    /// Reads a population file; `path` only names it in the faults.
    ///
    /// # Errors
    /// Every fault found, with its place. A file that does not have the form of its kind is refused at the first one.
    pub fn read(text: &str, path: &Path) -> Result<Plan, Vec<Fault>> {
        let places = Places { text, path };
        let of_toml = |error: toml::de::Error| {
            let at = error.span().map_or(0, |span| span.start);
            vec![places.fault(at, error.message().trim().to_string())]
        };
        let table = DeTable::parse(text).map_err(of_toml)?.into_inner();
        let head: Head = toml::from_str(text).map_err(of_toml)?;
        if let Some((key, message)) = head.fault() {
            return Err(vec![places.fault(find(&table, key), message)]);
        }
        let kind = head.kind.as_deref().unwrap_or_default();
        let (_, read) = KINDS[KINDS.iter().position(|(k, _)| *k == kind).unwrap_or(0)];
        let model = read(text).map_err(|unread| match unread {
            Unread::Toml(error) => of_toml(error),
            Unread::Faults(faults) => faults
                .into_iter()
                .map(|(key, what)| places.fault(find(&table, &key), format!("`{key}` {what}")))
                .collect(),
        })?;
        Ok(Plan {
            model,
            text_hash: Sha256::digest(text.as_bytes()).into(),
        })
    }

    pub(super) fn model(&self) -> &dyn Model {
        self.model.as_ref()
    }

    /// What the data are made to show: knobs, planned shares, effects and seeds.
    pub fn truth(&self) -> serde_json::Value {
        self.model.truth(&self.fingerprint())
    }

    /// The same plan with another seed.
    pub fn with_seed(mut self, seed: u64) -> Plan {
        self.model.set_seed(seed);
        self
    }

    /// The same plan with about `persons` persons in all; calibration is promised at the file's own size only.
    pub fn with_persons(mut self, persons: usize) -> Plan {
        self.model.set_persons(persons);
        self
    }

    /// Names the data the plan makes: equal for equal files read by an equal generator.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.text_hash);
        hash.update(GENERATOR_VERSION.to_le_bytes());
        hash.update(self.model.seed().to_le_bytes());
        hash.update(self.model.scale().to_le_bytes());
        hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}

impl Head {
    fn fault(&self) -> Option<(&'static str, String)> {
        let kinds: Vec<String> = KINDS.iter().map(|(kind, _)| format!("`{kind}`")).collect();
        let kinds = kinds.join(", ");
        let known = |kind: &str| KINDS.iter().any(|(k, _)| *k == kind);
        match (self.schema, self.kind.as_deref()) {
            (Some(SCHEMA), Some(kind)) if known(kind) => None,
            (Some(SCHEMA), Some(kind)) => {
                Some(("kind", format!("`kind` is `{kind}`; known kinds: {kinds}")))
            }
            (Some(SCHEMA), None) => {
                Some(("kind", format!("`kind` is missing; known kinds: {kinds}")))
            }
            (Some(other), _) => Some((
                "schema",
                format!("`schema` is {other}; this program reads {SCHEMA}"),
            )),
            (None, _) => Some((
                "schema",
                format!("`schema` is missing; write `schema = {SCHEMA}`"),
            )),
        }
    }
}

/// Turns places in the text into lines and columns.
struct Places<'a> {
    text: &'a str,
    path: &'a Path,
}

impl Places<'_> {
    fn fault(&self, at: usize, message: String) -> Fault {
        let before = self.text.get(..at).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Fault {
            path: self.path.to_path_buf(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message,
        }
    }
}

/// Where the value of a dotted key begins, `cohort.2.entry` for the third cohort; the nearest part of it that is there.
fn find(table: &DeTable<'_>, key: &str) -> usize {
    let mut parts = key.split('.');
    let first = parts.next().unwrap_or_default();
    let Some(mut value) = table.get(first) else {
        return 0;
    };
    for part in parts {
        let next = match value.get_ref() {
            DeValue::Table(inner) => inner.get(part),
            DeValue::Array(inner) => part.parse().ok().and_then(|i: usize| inner.get(i)),
            _ => None,
        };
        let Some(next) = next else { break };
        value = next;
    }
    value.span().start
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../examples/brf/population.toml");

    fn read(text: &str) -> Result<Plan, Vec<String>> {
        Plan::read(text, Path::new("population.toml"))
            .map_err(|faults| faults.iter().map(Fault::to_string).collect())
    }

    fn faults(text: &str) -> Vec<String> {
        read(text).err().unwrap_or_default()
    }

    /// The line of the example that holds `part`, from 1.
    fn line(part: &str) -> usize {
        let before = EXAMPLE.split(part).next().unwrap_or_default();
        before.matches('\n').count() + 1
    }

    #[test]
    fn the_example_has_no_faults() {
        assert_eq!(faults(EXAMPLE), Vec::<String>::new());
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = EXAMPLE
            .replace("restart_share = 0.06", "restart_share = 1.06")
            .replace("spell_weeks = [6, 39]", "spell_weeks = [39, 6]")
            .replace("1.0                      # all", "-1.0 # all");
        let told = faults(&text);
        let at = |part| line(part);
        assert_eq!(
            told,
            [
                format!(
                    "`population.toml`, line {}, column 9: `scale` is -1; it must be above 0",
                    at("scale = 1.0")
                ),
                format!(
                    "`population.toml`, line {}, column 17: `course.restart_share` is 1.06; a share lies from 0 to 1",
                    at("restart_share")
                ),
                format!(
                    "`population.toml`, line {}, column 15: `placement.spell_weeks` is [39, 6]; give the smaller first, from 1",
                    at("spell_weeks")
                ),
            ]
        );
    }

    #[test]
    fn a_fault_inside_a_list_of_tables_is_told_at_its_own_row() {
        let text = EXAMPLE.replace(
            "entry = \"2014-W01..2014-W52\"",
            "entry = \"2013-W52..2014-W52\"",
        );
        let told = faults(&text);
        assert_eq!(told.len(), 2, "{told:?}");
        let place = format!("line {},", line("entry = \"2014-W01..2014-W52\""));
        assert!(told.iter().all(|t| t.contains(&place)), "{told:?}");
    }

    #[test]
    fn unknown_words_and_kinds_are_refused() {
        let told = faults(&EXAMPLE.replace("pause_weeks", "pauses_weeks"));
        assert!(told[0].contains("unknown field `pauses_weeks`"), "{told:?}");
        let told = faults(&EXAMPLE.replace("\"resource-course\"", "\"lottery\""));
        assert!(
            told[0].contains("known kinds: `answers`, `jobfirst`"),
            "{told:?}"
        );
        let told = faults(&EXAMPLE.replace("schema = 1", "schema = 2"));
        assert!(
            told[0].contains("`schema` is 2; this program reads 1"),
            "{told:?}"
        );
        assert!(faults("")[0].contains("`schema` is missing"));
        assert!(faults("schema = ")[0].contains("line 1, column 10"));
        let told = faults(&EXAMPLE.replace("2013-W02..2013-W52", "2013-W02..2013-W53"));
        assert!(told[0].contains("ISO year 2013 has no week 53"), "{told:?}");
    }

    #[test]
    fn the_fingerprint_follows_the_text_the_seed_and_the_size() {
        let plan = read(EXAMPLE).expect("the example");
        let print = plan.fingerprint();
        assert_eq!(print, read(EXAMPLE).expect("the example").fingerprint());
        assert_ne!(
            print,
            read(EXAMPLE)
                .expect("the example")
                .with_seed(1)
                .fingerprint()
        );
        assert_ne!(print, plan.with_persons(1_000).fingerprint());
        let changed = read(&format!("{EXAMPLE}\n# a remark")).expect("the example");
        assert_ne!(print, changed.fingerprint());
    }

    #[test]
    fn the_truth_states_the_effects_the_report_printed() {
        let truth = read(EXAMPLE).expect("the example").truth();
        let effect = |outcome: &str, week: usize| truth["effects"][outcome][week - 1].as_f64();
        assert_eq!(effect("placement", 95), Some(0.10));
        assert_eq!(effect("ordinary_hours", 95), Some(0.011));
        assert_eq!(effect("ordinary_hours_in_course", 95), Some(0.0));
        let ratio = truth["effects"]["hazard_ratio"].as_f64().unwrap_or(0.0);
        assert!((ratio - 1.61).abs() < 5e-5, "{ratio}");
        assert_eq!(truth["placebo"].as_array().map(Vec::len), Some(3));
        let knobs = truth["knobs"].as_array().expect("knobs");
        assert!(
            knobs
                .iter()
                .all(|k| k["breaks"].as_str().is_some_and(|b| !b.is_empty()))
        );
    }
}
