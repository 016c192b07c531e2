//! The population file read and checked.

use super::resource_course::spec::{Layout, Output, Spec};
use super::resource_course::{check, truth};
use crate::register::write::Form;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// Raised when the same file comes to mean another register.
const GENERATOR_VERSION: u32 = 1;
/// The version of the file's own form.
const SCHEMA: u32 = 1;
const KINDS: &[&str] = &["resource-course"];

/// A checked plan of a register.
#[derive(Debug, Clone)]
pub struct Plan {
    kind: Kind,
    text_hash: [u8; 32],
}

/// What kind of register; each has a generator and a file of its own form.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    ResourceCourse(Box<Spec>),
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
        let spec: Spec = toml::from_str(text).map_err(of_toml)?;
        let faults: Vec<Fault> = check::faults(&spec)
            .into_iter()
            .map(|(key, message)| places.fault(find(&table, &key), format!("`{key}` {message}")))
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Plan {
            kind: Kind::ResourceCourse(Box::new(spec)),
            text_hash: Sha256::digest(text.as_bytes()).into(),
        })
    }

    pub(super) fn kind(&self) -> &Kind {
        &self.kind
    }

    pub(super) fn output(&self) -> &Output {
        match &self.kind {
            Kind::ResourceCourse(spec) => &spec.output,
        }
    }

    /// What the register is made to show: knobs, planned shares, effects and seeds.
    pub fn truth(&self) -> serde_json::Value {
        match &self.kind {
            Kind::ResourceCourse(spec) => truth::state(spec, &self.fingerprint()),
        }
    }

    /// The same plan with another seed.
    pub fn with_seed(mut self, seed: u64) -> Plan {
        match &mut self.kind {
            Kind::ResourceCourse(spec) => spec.seed = seed,
        }
        self
    }

    /// The same plan with about `persons` persons in all; calibration is promised at the file's own size only.
    pub fn with_persons(mut self, persons: usize) -> Plan {
        match &mut self.kind {
            Kind::ResourceCourse(spec) => {
                let now = spec.persons().max(1);
                spec.scale *= persons as f64 / now as f64;
            }
        }
        self
    }

    /// Names the register the plan makes: equal for equal files read by an equal generator.
    pub fn fingerprint(&self) -> String {
        let Kind::ResourceCourse(spec) = &self.kind;
        let mut hash = Sha256::new();
        hash.update(self.text_hash);
        hash.update(GENERATOR_VERSION.to_le_bytes());
        hash.update(spec.seed.to_le_bytes());
        hash.update(spec.scale.to_le_bytes());
        hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}

impl Head {
    fn fault(&self) -> Option<(&'static str, String)> {
        let kinds = KINDS.join("`, `");
        match (self.schema, self.kind.as_deref()) {
            (Some(SCHEMA), Some(kind)) if KINDS.contains(&kind) => None,
            (Some(SCHEMA), Some(kind)) => Some((
                "kind",
                format!("`kind` is `{kind}`; known kinds: `{kinds}`"),
            )),
            (Some(SCHEMA), None) => {
                Some(("kind", format!("`kind` is missing; known kinds: `{kinds}`")))
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

impl From<Layout> for Form {
    fn from(layout: Layout) -> Form {
        match layout {
            Layout::Long => Form::Long,
            Layout::Spells => Form::Spells,
            Layout::Wide => Form::Wide,
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
