//! Faults of the TOML itself.

use super::fault::Fault;
use toml::de::Error;

/// Errors after which the rest of the file still reads as it was meant: they spoil their own line only.
const CONTAINED: [&str; 3] = ["duplicate key", "invalid ", "string values must be quoted"];

/// What a list or table that is not closed makes of the lines after it.
const UNCLOSED: &str = "unclosed ";

/// The faults, one a line, and whether the rest of the file can be judged.
///
/// An error that spills over (an unclosed list takes in the lines after it) ends the reading: what follows it is noise.
pub fn faults(text: &str, errors: &[Error]) -> (Vec<Fault>, bool) {
    let mut errors: Vec<&Error> = errors.iter().collect();
    errors.sort_by_key(|e| e.span().map_or(0, |s| s.start));
    let unclosed = errors
        .iter()
        .find_map(|e| e.message().strip_prefix(UNCLOSED));
    let mut faults: Vec<Fault> = Vec::new();
    for error in errors.iter() {
        let message = error.message();
        let contained = CONTAINED.iter().any(|c| message.starts_with(c));
        let help = unclosed.filter(|_| !contained && !message.starts_with(UNCLOSED));
        let help = help.map(|what| format!("or unclosed {what}"));
        let fault = Fault::at(
            text,
            error.span().unwrap_or(0..0),
            message.to_string(),
            help,
        );
        if faults.last().is_none_or(|last| last.line != fault.line) {
            faults.push(fault);
        }
        if !contained {
            return (faults, false);
        }
    }
    (faults, true)
}

/// The faults of the TOML, with those of its meaning that stand on other lines.
pub fn beside(syntax: Vec<Fault>, meaning: Vec<Fault>) -> Vec<Fault> {
    let lines: Vec<usize> = syntax.iter().map(|f| f.line).collect();
    let apart = meaning
        .into_iter()
        .filter(|f| f.file.is_some() || !lines.contains(&f.line));
    let mut faults = syntax;
    faults.extend(apart);
    faults
}
