//! `virkning estimate METHOD [DATA]`: one estimator on an analysis-ready table.

use super::flags::{self, OWN, Output, Request, unknown};
use super::keys::{METHODS, Method};
use super::{Answer, Failure, Spec, Table, estimate, format, read};
use crate::cli::talk::{self, Talk};
use crate::cli::{Exit, Format};
use serde_json::{Map, Value};

/// Runs one estimator on an analysis-ready table (the workbench; the same code as `run`).
///
/// `virkning estimate --help` lists the methods, `virkning estimate METHOD --help` the keys of one.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Args {
    /// The method, the table, and the method's flags
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "METHOD [DATA] [FLAGS]"
    )]
    words: Vec<String>,
}

/// Reads the request, runs the estimator, writes the answer.
pub fn run(args: &Args, output: Format, talk: Talk) -> Exit {
    let output = match output {
        Format::Text => Output::Text,
        Format::Json => Output::Json,
    };
    match flags::read(&args.words, output) {
        Ok(request) => {
            let talk = Talk {
                quiet: talk.quiet || request.quiet,
            };
            answered(request, talk).unwrap_or_else(|failure| refused(&failure, talk))
        }
        Err(failure) => refused(&failure, talk),
    }
}

fn refused(failure: &Failure, talk: Talk) -> Exit {
    let (text, exit) = match failure {
        Failure::Usage(text) => (text, Exit::Usage),
        Failure::Data(text) => (text, Exit::Data),
    };
    talk.error(format!("error: {text}"));
    exit
}

fn answered(request: Request, talk: Talk) -> Result<Exit, Failure> {
    if request.help {
        return Ok(talk::result(&request.method.map_or_else(help, help_of)));
    }
    let Some(method) = request.method else {
        let text = "a method is needed; see `virkning estimate --help`";
        return Err(Failure::Usage(text.to_string()));
    };
    let (mut keys, table) = input(&request, method)?;
    let has_data = table.is_some();
    keys.extend(request.keys.clone());
    refuse_unknown(method, &keys)?;
    let spec = Spec::new(keys.clone());
    let answer = estimate(method.name, &spec, &table.unwrap_or_default())?;
    let unused = spec.unknown_keys();
    let mut settings = keys;
    settings.extend(spec.settings());
    let answer = with_unused(answer, &unused);
    if has_data {
        talk.say("not for release: nothing is suppressed here");
    }
    written(&request, &answer, settings, talk)
}

/// The keys of the spec file, if there is one, and the table.
fn input(
    request: &Request,
    method: &Method,
) -> Result<(Map<String, Value>, Option<Table>), Failure> {
    let mut keys = match &request.spec {
        Some(path) => read::spec_file(path)?,
        None => Map::new(),
    };
    let named = match keys.remove("data") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) => Some(read::data_path(
            &name,
            request.spec.as_deref(),
            request.data_dir.as_deref(),
        )),
        Some(_) => return Err(Failure::Usage("`data` takes a file name".to_string())),
    };
    let table = match request.data.clone().or(named) {
        Some(path) => Some(read::table(&path)?),
        None if method.without_data => None,
        None => {
            return Err(Failure::Usage(format!(
                "`{}` needs DATA, a table in CSV or Parquet",
                method.name
            )));
        }
    };
    Ok((keys, table))
}

fn refuse_unknown(method: &Method, keys: &Map<String, Value>) -> Result<(), Failure> {
    let known = || method.keys().map(|k| k.name.to_string());
    match keys.keys().find(|given| !known().any(|k| k == **given)) {
        Some(given) => Err(unknown(
            &format!("a key of `{}`", method.name),
            given,
            known(),
        )),
        None => Ok(()),
    }
}

fn with_unused(mut answer: Answer, unused: &[String]) -> Answer {
    for key in unused {
        let sentence = format!("`{key}` was given but has no effect here");
        answer.warnings.push(sentence);
    }
    answer
}

fn written(
    request: &Request,
    answer: &Answer,
    settings: Map<String, Value>,
    talk: Talk,
) -> Result<Exit, Failure> {
    let text = match request.output {
        Output::Json => format::as_json(answer, settings),
        Output::Text => format::as_text(answer, &settings),
        Output::Csv => csv_part(request, answer, talk)?,
    };
    let exit = talk::result(&text);
    match request.strict && !answer.not_estimated.is_empty() {
        true => Ok(exit.max(Exit::NotEstimated)),
        false => Ok(exit),
    }
}

/// The table asked for; what the other tables are and what must be said go to stderr.
fn csv_part(request: &Request, answer: &Answer, talk: Talk) -> Result<String, Failure> {
    let said = [
        ("not estimated", &answer.not_estimated),
        ("warning", &answer.warnings),
    ];
    for (kind, sentences) in said {
        for sentence in sentences {
            talk.say(format!("{kind}: {sentence}"));
        }
    }
    if answer.tables.len() > 1 {
        for (i, table) in answer.tables.iter().enumerate() {
            talk.say(format!("--part {}: {}", i + 1, table.title));
        }
    }
    match answer.tables.get(request.part - 1) {
        Some(table) => {
            format::as_csv(table).map_err(|error| Failure::Data(format!("csv: {error}")))
        }
        None if answer.tables.is_empty() => Ok(String::new()),
        None => Err(Failure::Usage(format!(
            "`--part` takes 1 to {}",
            answer.tables.len()
        ))),
    }
}

fn help() -> String {
    let mut text = String::from(
        "Runs one estimator on an analysis-ready table: one row per person, or per person-interval.\n\n\
         Usage: virkning estimate METHOD [DATA] [--key value ...]\n\nMethods:\n",
    );
    for method in METHODS {
        text.push_str(&format!("  {:<16} {}\n", method.name, method.help));
    }
    text.push_str(&own_flags());
    text
}

fn help_of(method: &Method) -> String {
    let data = if method.without_data {
        "[DATA]"
    } else {
        "DATA"
    };
    let mut text = format!(
        "{}: {}\n\nUsage: virkning estimate {} {data} [--key value ...]\n\nKeys:\n",
        method.name, method.help, method.name
    );
    for key in method.keys() {
        text.push_str(&format!("  {:<20} {}\n", key.flag(), key.help));
    }
    text.push_str(&own_flags());
    text
}

fn own_flags() -> String {
    let mut text = String::from("\nFlags:\n");
    for (flag, help) in OWN {
        text.push_str(&format!("  {flag:<20} {help}\n"));
    }
    text.push_str("\nExit codes: 0 done; 2 wrong use; 3 the data break the contract; 5 with --strict, an estimate could not be made.\n");
    text
}
