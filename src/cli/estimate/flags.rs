//! From the words after `estimate` to a request: method, data, output and the keys of a spec.

use super::Failure;
use super::keys::{Key, Kind, METHODS, Method, method};
use serde_json::{Map, Value, json};
use std::path::PathBuf;

/// How the answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Output {
    /// An aligned table for people.
    #[default]
    Text,
    /// One object.
    Json,
    /// One tidy table.
    Csv,
}

/// What was asked for on the command line.
#[derive(Debug, Default)]
pub struct Request {
    pub method: Option<&'static Method>,
    pub data: Option<PathBuf>,
    pub spec: Option<PathBuf>,
    pub data_dir: Option<PathBuf>,
    pub output: Output,
    /// Which table `--format csv` prints, from 1.
    pub part: usize,
    pub strict: bool,
    pub quiet: bool,
    pub help: bool,
    /// The keys given as flags.
    pub keys: Map<String, Value>,
}

/// The program's own flags, beside those of the method.
pub const OWN: [(&str, &str); 7] = [
    ("--spec FILE", "keys from a JSON file; flags win over it"),
    (
        "--data-dir DIR",
        "where the data named in the spec are (default: beside it)",
    ),
    ("--format FORMAT", "text (default), json or csv"),
    ("--part N", "with csv: which of the tables (1)"),
    ("--strict", "exit code 5 when an estimate could not be made"),
    ("--quiet", "say nothing but results and errors"),
    ("--help", "this text; after a method, its keys"),
];

/// Reads the words.
///
/// # Errors
/// `Failure::Usage` for an unknown method or flag, naming the nearest known one, and for a value of the wrong kind.
pub fn read(words: &[String], output: Output) -> Result<Request, Failure> {
    let mut request = Request {
        output,
        part: 1,
        ..Request::default()
    };
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        let Some((name, joined)) = split_flag(word) else {
            place(&mut request, word)?;
            continue;
        };
        let mut value = || match &joined {
            Some(text) => Ok(text.clone()),
            None => match words.next() {
                Some(text) => Ok(text.clone()),
                None => Err(Failure::Usage(format!("`{name}` needs a value"))),
            },
        };
        match name.as_str() {
            "--help" | "-h" => request.help = true,
            "--strict" => request.strict = true,
            "--quiet" | "-q" => request.quiet = true,
            "--spec" => request.spec = Some(value()?.into()),
            "--data-dir" => request.data_dir = Some(value()?.into()),
            "--format" => request.output = output_named(&value()?)?,
            "--part" => request.part = part(&value()?)?,
            _ => {
                let known = known_key(request.method, &name)?;
                let given = match (known.kind, &joined) {
                    (Kind::YesNo, None) => Value::Bool(true),
                    (kind, _) => parsed(kind, &value()?).ok_or_else(|| wrong(known))?,
                };
                if request.keys.insert(known.name.to_string(), given).is_some() {
                    return Err(Failure::Usage(format!("`{name}` is given twice")));
                }
            }
        }
    }
    Ok(request)
}

/// `--name=value` or `--name`; None for anything else. A lone negative number is no flag.
fn split_flag(word: &str) -> Option<(String, Option<String>)> {
    let is_flag = word.starts_with("--") || (word.starts_with('-') && word.parse::<f64>().is_err());
    if !is_flag || word.len() < 2 {
        return None;
    }
    Some(match word.split_once('=') {
        Some((name, value)) => (name.to_string(), Some(value.to_string())),
        None => (word.to_string(), None),
    })
}

/// The first word is the method, the second the data.
fn place(request: &mut Request, word: &str) -> Result<(), Failure> {
    if request.method.is_none() {
        let names = || METHODS.iter().map(|m| m.name.to_string());
        request.method = Some(method(word).ok_or_else(|| unknown("a method", word, names()))?);
        return Ok(());
    }
    if request.data.is_some() {
        return Err(Failure::Usage(format!(
            "`{word}` is one word too many; several names are parted by commas"
        )));
    }
    request.data = Some(word.into());
    Ok(())
}

fn output_named(word: &str) -> Result<Output, Failure> {
    match word {
        "text" | "table" => Ok(Output::Text),
        "json" => Ok(Output::Json),
        "csv" => Ok(Output::Csv),
        _ => Err(Failure::Usage(
            "`--format` takes text, json or csv".to_string(),
        )),
    }
}

fn part(word: &str) -> Result<usize, Failure> {
    match word.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(Failure::Usage("`--part` takes 1, 2, ...".to_string())),
    }
}

fn known_key(method: Option<&'static Method>, flag: &str) -> Result<&'static Key, Failure> {
    let Some(method) = method else {
        return Err(Failure::Usage(format!(
            "`{flag}` stands before the method; the method comes first"
        )));
    };
    let key = method.keys().find(|k| k.flag() == flag);
    key.ok_or_else(|| {
        let own = OWN.iter().filter_map(|(f, _)| f.split(' ').next());
        let flags = method.keys().map(Key::flag).chain(own.map(str::to_string));
        unknown(&format!("a flag of `{}`", method.name), flag, flags)
    })
}

/// A sentence with the nearest known name.
pub fn unknown(what: &str, given: &str, known: impl Iterator<Item = String>) -> Failure {
    let near = known.map(|name| (strsim::jaro_winkler(&name, given), name));
    let nearest = near.max_by(|a, b| a.0.total_cmp(&b.0));
    Failure::Usage(match nearest {
        Some((likeness, name)) if likeness >= 0.7 => {
            format!("`{given}` is not {what}; did you mean `{name}`?")
        }
        _ => format!("`{given}` is not {what}; see `virkning estimate --help`"),
    })
}

fn wrong(key: &Key) -> Failure {
    let takes = match key.kind {
        Kind::Text => "a word",
        Kind::Names => "names parted by commas",
        Kind::Number => "a number",
        Kind::Numbers => "numbers parted by commas",
        Kind::Weeks => "weeks parted by commas, or a range such as 1..104",
        Kind::Rows => "rows of numbers such as 10,20;30,40",
        Kind::Conditions => "conditions such as `age >= 30 and sex == 1`",
        Kind::Json => "JSON",
        Kind::YesNo => "true or false",
    };
    Failure::Usage(format!("`{}` takes {takes}", key.flag()))
}

fn parsed(kind: Kind, text: &str) -> Option<Value> {
    let text = text.trim();
    match kind {
        Kind::Text => (!text.is_empty()).then(|| json!(text)),
        Kind::Names => list(text, ',', |part| (!part.is_empty()).then(|| json!(part))),
        Kind::Number => number(text),
        Kind::Numbers => list(text, ',', number),
        Kind::Weeks if text.contains("..") => Some(json!(text)),
        Kind::Weeks => list(text, ',', number),
        Kind::Rows => list(text, ';', |row| list(row, ',', number)),
        Kind::Conditions => conditions(text),
        Kind::Json => serde_json::from_str(text).ok(),
        Kind::YesNo => text.parse().ok().map(Value::Bool),
    }
}

fn list(text: &str, by: char, part: impl Fn(&str) -> Option<Value>) -> Option<Value> {
    let parts = text.split(by).map(|p| part(p.trim()));
    parts.collect::<Option<Vec<Value>>>().map(Value::Array)
}

fn number(text: &str) -> Option<Value> {
    if let Ok(whole) = text.parse::<i64>() {
        return Some(json!(whole));
    }
    let value = text.parse::<f64>().ok().filter(|v| v.is_finite())?;
    Some(json!(value))
}

/// `column op value`, joined by `and`; JSON as a spec has it is taken too.
fn conditions(text: &str) -> Option<Value> {
    if text.starts_with('[') {
        return serde_json::from_str(text).ok();
    }
    let parts = text.split(" and ").map(|c| condition(c.trim()));
    parts.collect::<Option<Vec<Value>>>().map(Value::Array)
}

fn condition(text: &str) -> Option<Value> {
    let operators = ["==", "!=", "<=", ">=", "<", ">"];
    let (op, at) = operators
        .iter()
        .filter_map(|op| text.find(op).map(|at| (*op, at)))
        .min_by_key(|(op, at)| (*at, std::cmp::Reverse(op.len())))?;
    let (column, value) = (text[..at].trim(), text[at + op.len()..].trim());
    if column.is_empty() || value.is_empty() {
        return None;
    }
    let value = number(value).unwrap_or_else(|| json!(value.trim_matches(['"', '\''])));
    Some(json!({"column": column, "op": op, "value": value}))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &[&str]) -> Result<Request, Failure> {
        let words: Vec<String> = line.iter().map(|w| w.to_string()).collect();
        read(&words, Output::Text)
    }

    fn fault(line: &[&str]) -> String {
        match words(line).expect_err("a fault") {
            Failure::Usage(text) | Failure::Data(text) => text,
        }
    }

    #[test]
    fn flags_become_the_keys_of_a_spec() {
        let line = [
            "cox",
            "d.csv",
            "--time",
            "weeks",
            "--terms",
            "arm, age,treat:post",
            "--robust",
            "--conf-level=0.9",
            "--at-beta",
            "-1,2.5",
            "--filter",
            "age >= 30 and edu == basic",
            "--format",
            "json",
            "--strict",
        ];
        let request = words(&line).expect("a request");
        assert_eq!(request.method.map(|m| m.name), Some("cox"));
        assert_eq!(request.data, Some("d.csv".into()));
        assert!(request.strict && request.output == Output::Json);
        let expected = json!({
            "time": "weeks",
            "terms": ["arm", "age", "treat:post"],
            "robust": true,
            "conf_level": 0.9,
            "at_beta": [-1, 2.5],
            "filter": [
                {"column": "age", "op": ">=", "value": 30},
                {"column": "edu", "op": "==", "value": "basic"},
            ],
        });
        assert_eq!(Value::Object(request.keys), expected);
    }

    #[test]
    fn a_negative_number_is_a_value_and_rows_are_parted_by_semicolons() {
        let request = words(&["fixed-effects", "--ref", "-1"]).expect("a request");
        assert_eq!(request.keys["ref"], json!(-1));
        let request = words(&["table", "--counts", "10,20; 30,40"]).expect("a request");
        assert_eq!(request.keys["counts"], json!([[10, 20], [30, 40]]));
        let request = words(&["power", "--both-tails", "--strict"]).expect("a request");
        assert_eq!(request.keys["strict"], json!(true));
        assert!(request.strict);
    }

    #[test]
    fn what_is_not_known_is_named_with_its_nearest() {
        assert_eq!(
            fault(&["coxx"]),
            "`coxx` is not a method; did you mean `cox`?"
        );
        assert_eq!(
            fault(&["km", "--wieghts", "wt"]),
            "`--wieghts` is not a flag of `km`; did you mean `--weights`?"
        );
        assert_eq!(fault(&["km", "--tau", "x"]), "`--tau` takes a number");
        assert_eq!(fault(&["km", "--tau"]), "`--tau` needs a value");
        assert_eq!(
            fault(&["km", "a.csv", "--tau", "1", "--tau", "2"]),
            "`--tau` is given twice"
        );
        assert!(fault(&["km", "a.csv", "b.csv"]).contains("one word too many"));
        assert!(fault(&["--tau", "1"]).contains("the method comes first"));
        assert!(fault(&["km", "--filter", "age"]).contains("conditions such as"));
    }
}
