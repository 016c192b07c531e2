//! The older run or baseline that a run is compared with, and the baseline that a reviewer accepts.

use super::Stop;
use super::one;
use crate::cli::Exit;
use crate::cli::outputs::{self, pretty};
use crate::cli::talk::Talk;
use crate::disclosure::Released;
use crate::files;
use serde_json::{Value, json};
use std::io;
use std::path::{Path, PathBuf};

/// An older run, as its files hold it.
pub struct Older {
    pub path: PathBuf,
    pub released: Released,
    /// Null when there is none that can be trusted.
    pub manifest: Value,
}

/// Reads findings and the manifest beside them.
///
/// # Errors
/// The findings cannot be read. A manifest that is no use is told, and then nothing is known of the older run's inputs.
pub fn read(path: &Path, talk: Talk) -> Result<Older, Stop> {
    let released = one::read_findings(path)?;
    let manifest = manifest_beside(path, &released).unwrap_or_else(|why| {
        let shown = manifest_path(path);
        let unknown = "the inputs of the older run are not known";
        talk.say(format!("{}: {why}; {unknown}", shown.display()));
        Value::Null
    });
    Ok(Older {
        path: path.to_path_buf(),
        released,
        manifest,
    })
}

/// The manifest of a run by its findings: `manifest.json` beside `findings.json`, `x.manifest.json` beside a baseline `x.json`. Null when
/// there is none.
///
/// # Errors
/// Why the one that is there tells nothing of these findings.
pub fn manifest_beside(findings: &Path, released: &Released) -> Result<Value, String> {
    let text = match std::fs::read(manifest_path(findings)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Value::Null),
        Err(error) => return Err(format!("cannot be read: {}", error.kind())),
    };
    let manifest: Value =
        serde_json::from_slice(&text).map_err(|error| format!("is no JSON: {error}"))?;
    if manifest.get("schema") != Some(&outputs::MANIFEST_SCHEMA.into()) {
        let reads = outputs::MANIFEST_SCHEMA;
        return Err(format!("is no manifest of schema {reads}"));
    }
    if manifest.get("study") != Some(&released.findings.study.id.as_str().into()) {
        return Err("is of another study".to_string());
    }
    let name = findings.file_name().and_then(|name| name.to_str());
    let held = name.and_then(|name| manifest.get("outputs")?.get(name));
    let hash = outputs::sha256(findings).map_err(|error| error.kind().to_string())?;
    match held {
        Some(held) if held.as_str() != Some(&hash) => {
            Err("holds another SHA-256 of the findings: one of the two was changed".to_string())
        }
        _ => Ok(manifest),
    }
}

fn manifest_path(findings: &Path) -> PathBuf {
    match findings.file_name().and_then(|name| name.to_str()) {
        Some("findings.json") => findings.with_file_name("manifest.json"),
        _ => findings.with_extension("manifest.json"),
    }
}

/// Whether a file can be the baseline of a study.
///
/// # Errors
/// It is part of what a run left, or the baseline of another study.
pub fn check_target(path: &Path, before: Option<&Older>, study: &str) -> Result<(), Stop> {
    let stop = |why: &str| {
        let text = format!("error: {}: {why}", path.display());
        Err((text, Exit::Usage))
    };
    let is_of_run = path.file_name().is_some_and(|name| name == "findings.json");
    if is_of_run && path.with_file_name("manifest.json").exists() {
        return stop(
            "is what a run left, with its report and tables; name another file for the baseline",
        );
    }
    match before.map(|older| older.released.findings.study.id.as_str()) {
        Some(other) if other != study => stop(&format!(
            "is the baseline of study `{other}`, and this is `{study}`; name another file, or remove it first"
        )),
        _ => Ok(()),
    }
}

/// Accepts the new figures as the baseline. A file that already holds them stays as it is.
///
/// # Errors
/// A file that cannot be written; then both are as they were.
pub fn bless(path: &Path, released: &Released, manifest: &Value, talk: Talk) -> Result<(), Stop> {
    let stop = |path: &Path, error: io::Error| {
        let text = format!("error: {}: cannot be written: {error}", path.display());
        (text, Exit::Internal)
    };
    let findings = serde_json::to_value(&*released.findings)
        .map_err(|error| stop(path, io::Error::other(error)))?;
    let findings = pretty(findings);
    let beside = manifest_path(path);
    let mut wanted = Vec::new();
    match manifest {
        // An older manifest would tell of inputs that these figures do not come from.
        Value::Null if beside.exists() => {
            let study = &released.findings.study.id;
            let bare = json!({ "schema": outputs::MANIFEST_SCHEMA, "study": study });
            wanted.push((beside, pretty(of_baseline(&bare, path, &findings))));
        }
        Value::Null => {}
        manifest => wanted.push((beside, pretty(of_baseline(manifest, path, &findings)))),
    }
    wanted.push((path.to_path_buf(), findings));
    wanted.retain(|(path, bytes)| std::fs::read(path).ok().as_ref() != Some(bytes));
    let said = match (path.exists(), wanted.is_empty()) {
        (_, true) => "the baseline stays as it is",
        (true, false) => "wrote the baseline",
        (false, false) => "wrote a first baseline",
    };
    write_all(&wanted).map_err(|(path, error)| stop(path, error))?;
    talk.say(format!("{said}: {}", path.display()));
    Ok(())
}

/// The manifest with the hash of the baseline for its only output, so that a baseline changed by hand is met.
fn of_baseline(manifest: &Value, path: &Path, findings: &[u8]) -> Value {
    let mut manifest = manifest.clone();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    manifest["outputs"] = json!({ name: outputs::sha256_of(findings) });
    manifest
}

/// Writes all files or none: what was replaced before a fault is put back.
fn write_all(wanted: &[(PathBuf, Vec<u8>)]) -> Result<(), (&Path, io::Error)> {
    let before: Vec<Option<Vec<u8>>> = wanted.iter().map(|(p, _)| std::fs::read(p).ok()).collect();
    for (nth, (path, bytes)) in wanted.iter().enumerate() {
        let Err(error) = files::write(path, bytes) else {
            continue;
        };
        for ((path, _), before) in wanted.iter().zip(&before).take(nth) {
            // The first fault is the one to tell; a second one here would hide it.
            let _ = match before {
                Some(bytes) => files::write(path, bytes),
                None => std::fs::remove_file(path),
            };
        }
        return Err((path, error));
    }
    Ok(())
}
