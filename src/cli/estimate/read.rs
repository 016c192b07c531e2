//! The spec file and the table that a request names.

use super::{Failure, Table, read_parquet};
use serde_json::{Map, Value};
use std::fs::File;
use std::path::{Path, PathBuf};

/// The keys of a spec file; a whole conformance case is taken by its `spec`.
///
/// # Errors
/// `Failure::Usage` for a file that cannot be read or is not one JSON object.
pub fn spec_file(path: &Path) -> Result<Map<String, Value>, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::Usage(format!("`{shown}`: {error}")))?;
    let parsed: Result<Value, _> = serde_json::from_str(&text);
    match parsed {
        Ok(Value::Object(mut keys)) => match keys.remove("spec") {
            Some(Value::Object(inner)) => Ok(inner),
            Some(other) => {
                keys.insert("spec".to_string(), other);
                Ok(keys)
            }
            None => Ok(keys),
        },
        Ok(_) => Err(Failure::Usage(format!("`{shown}` is not one JSON object"))),
        Err(error) => Err(Failure::Usage(format!(
            "`{shown}`, line {}: not readable as JSON",
            error.line()
        ))),
    }
}

/// Where the data named in a spec are: under `data_dir`, or beside the spec file.
pub fn data_path(named: &str, spec: Option<&Path>, data_dir: Option<&Path>) -> PathBuf {
    let beside = spec.and_then(Path::parent);
    match data_dir.or(beside) {
        Some(folder) => folder.join(named),
        None => PathBuf::from(named),
    }
}

/// Reads the table at `path`; the form is told by the name (`.csv`, `.csv.gz`, `.parquet`).
///
/// # Errors
/// `Failure::Usage` for an unknown form; `Failure::Data` for a file that cannot be read or is not a table.
pub fn table(path: &Path) -> Result<Table, Failure> {
    let shown = path.display().to_string();
    let name = shown.to_ascii_lowercase();
    let open = || File::open(path).map_err(|error| Failure::Data(format!("`{shown}`: {error}")));
    if name.ends_with(".csv") {
        Table::from_csv(open, &shown)
    } else if name.ends_with(".csv.gz") {
        Table::from_csv(|| open().map(flate2::read::MultiGzDecoder::new), &shown)
    } else if name.ends_with(".parquet") {
        read_parquet::table(open()?, &shown)
    } else {
        Err(Failure::Usage(format!(
            "`{shown}`: the table's name must end in .csv, .csv.gz or .parquet"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_stand_beside_the_spec_or_where_they_are_said_to_be() {
        let spec = Path::new("cases/a.json");
        assert_eq!(
            data_path("d.csv", Some(spec), None),
            Path::new("cases/d.csv")
        );
        let folder = Some(Path::new("data"));
        assert_eq!(
            data_path("d.csv", Some(spec), folder),
            Path::new("data/d.csv")
        );
        assert_eq!(data_path("d.csv", None, None), Path::new("d.csv"));
        assert_eq!(
            data_path("/x/d.csv", Some(spec), folder),
            Path::new("/x/d.csv")
        );
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert!(matches!(
            table(Path::new("none.csv")),
            Err(Failure::Data(_))
        ));
        assert!(matches!(table(Path::new("a.xls")), Err(Failure::Usage(_))));
        assert!(matches!(
            spec_file(Path::new("none.json")),
            Err(Failure::Usage(_))
        ));
    }
}
