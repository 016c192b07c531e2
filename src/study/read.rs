//! From the text of a study to its plan, or to all its faults.

use super::check::{Checker, CodesFrom, names_a_file, plan};
use super::fault::Fault;
use super::places::Places;
use super::plan::Plan;
use super::schema::json_schema;
use super::shape::shape;
use super::syntax;
use super::written::StudyFile;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::path::Path;
use toml::de::DeTable;

/// Reads and checks a study file.
///
/// # Errors
/// Every fault of the file, in the order of its lines; or the one that it cannot be read.
pub fn read(path: &Path) -> Result<Plan, Vec<Fault>> {
    let text = read_text(path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    parse(&text, folder)
}

/// The text of a file that people write.
///
/// # Errors
/// It cannot be read, or is not UTF-8, and where.
pub fn read_text(path: &Path) -> Result<String, Vec<Fault>> {
    let bytes = std::fs::read(path)
        .map_err(|error| vec![Fault::of_file(format!("cannot be read: {error}"))])?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes());
        let message = "the text is not UTF-8".to_string();
        let help = Some("save it as UTF-8".to_string());
        vec![Fault::at(&text, valid..valid, message, help)]
    })
}

/// The id of a study and its line, also where the rest of the file is at fault: what is told of the study is told under it.
pub fn id_of(path: &Path) -> Option<(String, usize)> {
    let text = read_text(path).ok()?;
    let text = text.trim_start_matches('\u{feff}');
    let (file, _) = DeTable::parse_recoverable(text);
    let id = file.get_ref().get("study")?.get_ref().get("id")?;
    let line = text[..text.floor_char_boundary(id.span().start)]
        .matches('\n')
        .count()
        + 1;
    let id = id.get_ref().as_str().filter(|id| names_a_file(id))?;
    Some((id.to_string(), line))
}

/// A TOML file of another kind, read by the rules of a study file.
pub struct Read<T> {
    /// `None` when the text cannot be judged as a whole.
    pub file: Option<T>,
    pub places: Places,
    /// In the order of their lines.
    pub faults: Vec<Fault>,
}

/// Reads a text into the types of its schema: unknown keys, wrong types and missing keys are all found in one pass.
pub fn read_as<T: DeserializeOwned>(text: &str, schema: &Value) -> Read<T> {
    let (file, errors) = DeTable::parse_recoverable(text);
    let (syntax, whole) = syntax::faults(text, &errors);
    if !whole {
        return Read {
            file: None,
            places: Places::default(),
            faults: sorted(syntax),
        };
    }
    let shaped = shape(text, &file, schema);
    let mut faults = shaped.faults;
    let file = match T::deserialize(shaped.value) {
        Ok(file) => Some(file),
        Err(error) => {
            // The schema and the types are one, so this is met only beside another fault.
            faults.push(Fault::of_file(error.to_string()));
            None
        }
    };
    Read {
        file,
        places: shaped.places,
        faults: sorted(syntax::beside(syntax, faults)),
    }
}

/// Checks the text of a study; its paths are relative to `folder`.
///
/// # Errors
/// Every fault of the text, in the order of its lines.
pub fn parse(text: &str, folder: &Path) -> Result<Plan, Vec<Fault>> {
    parse_by(text, folder, CodesFrom::Study(folder))
}

/// The same with a code list from elsewhere.
///
/// # Errors
/// Every fault of the text, in the order of its lines; also that the list lacks a code or class that it names.
pub fn parse_by(text: &str, folder: &Path, codes: CodesFrom<'_>) -> Result<Plan, Vec<Fault>> {
    let text = text.trim_start_matches('\u{feff}');
    let (file, errors) = DeTable::parse_recoverable(text);
    let (syntax, whole) = syntax::faults(text, &errors);
    if !whole {
        return Err(sorted(syntax));
    }
    let schema = json_schema();
    let shaped = shape(text, &file, &schema);
    let mut check = Checker::new(text, &shaped.places, shaped.faults);
    let plan = match StudyFile::deserialize(shaped.value) {
        Ok(file) => plan(&mut check, &file, text, folder, codes),
        Err(error) => {
            // The schema and the types are one, so this is not met; if it is, the message is better than none.
            check.faults.push(Fault::of_file(error.to_string()));
            None
        }
    };
    let faults = syntax::beside(syntax, check.faults);
    match plan {
        Some(plan) if faults.is_empty() => Ok(plan),
        _ => Err(sorted(faults)),
    }
}

fn sorted(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    faults
}
