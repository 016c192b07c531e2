//! What a run leaves: the folder of one study, written beside and then put in its place as a whole.

use super::load;
use crate::codes::{Code, CodeFault, CodeList};
use crate::disclosure::Released;
use crate::study::Plan;
use crate::{files, report};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};

/// A file that a command leaves beside what every run does: its name and what it holds.
pub type More = (&'static str, Vec<u8>);

/// The version of `manifest.json`.
pub const MANIFEST_SCHEMA: u32 = 1;

/// Writes everything a run leaves into `out/<study>`, with `more` files beside, and returns that folder.
pub fn write(out: &Path, plan: &Plan, released: &Released, more: Vec<More>) -> io::Result<PathBuf> {
    let target = out.join(&plan.id);
    let staging = files::Staging::create(&target)?;
    let inputs = rayon::join(
        || hashes(&load::files(plan)),
        || write_results(staging.folder(), released, more),
    );
    let (inputs, written) = (inputs.0?, inputs.1?);
    let outputs = hashes_of(staging.folder(), &written)?;
    let manifest = manifest(plan, released, inputs, outputs);
    files::write(&staging.folder().join("manifest.json"), &pretty(manifest))?;
    staging.finish()?;
    Ok(target)
}

/// Puts `more` files into the folder that an earlier run may have left for a study; its manifest then names these.
pub fn replace(folder: &Path, more: Vec<More>) -> io::Result<()> {
    let path = folder.join("manifest.json");
    let text = std::fs::read(&path).unwrap_or_default();
    let mut manifest: Value = serde_json::from_slice(&text).unwrap_or_default();
    for (name, bytes) in more {
        files::write(&folder.join(name), &bytes)?;
        if let Some(outputs) = manifest["outputs"].as_object_mut() {
            outputs.insert(name.to_string(), sha256(&folder.join(name))?.into());
        }
    }
    match manifest["outputs"].is_object() {
        true => files::write(&path, &pretty(manifest)),
        false => Ok(()),
    }
}

fn write_results(folder: &Path, released: &Released, more: Vec<More>) -> io::Result<Vec<PathBuf>> {
    let mut written = report::write(
        &released.findings,
        folder,
        &released.findings.study.languages,
    )?;
    let mut json = |name: &str, value: Result<Value, serde_json::Error>| {
        written.push(PathBuf::from(name));
        files::write(&folder.join(name), &pretty(value?))
    };
    json("findings.json", serde_json::to_value(&*released.findings))?;
    json("disclosure.json", serde_json::to_value(&released.record))?;
    for (name, bytes) in more {
        files::write(&folder.join(name), &bytes)?;
        written.push(PathBuf::from(name));
    }
    written.sort();
    Ok(written)
}

/// Sorted keys, two spaces, a final newline.
pub fn pretty(mut value: Value) -> Vec<u8> {
    value.sort_all_objects();
    let mut text = format!("{value:#}").into_bytes();
    text.push(b'\n');
    text
}

fn hashes(inputs: &[(String, PathBuf)]) -> io::Result<Value> {
    let one = |(shown, path): &(String, PathBuf)| Ok((shown.clone(), Value::from(sha256(path)?)));
    let found: io::Result<serde_json::Map<String, Value>> = inputs.iter().map(one).collect();
    found.map(Value::Object)
}

fn hashes_of(folder: &Path, written: &[PathBuf]) -> io::Result<Value> {
    let named = |path: &PathBuf| {
        let shown = path.to_string_lossy().replace('\\', "/");
        (shown, folder.join(path))
    };
    hashes(&written.iter().map(named).collect::<Vec<_>>())
}

/// The SHA-256 of a file, in hexadecimal, read in blocks.
pub fn sha256(path: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut file = std::fs::File::open(path)?;
    let mut block = vec![0; 1 << 20];
    loop {
        let read = io::Read::read(&mut file, &mut block)?;
        if read == 0 {
            break;
        }
        hasher.update(&block[..read]);
    }
    Ok(hex(&hasher.finalize()))
}

/// The SHA-256 of bytes, in hexadecimal.
pub fn sha256_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The manifest of a run that leaves nothing: what went into it.
pub fn inputs_manifest(plan: &Plan, released: &Released) -> io::Result<Value> {
    let inputs = hashes(&load::files(plan))?;
    Ok(manifest(plan, released, inputs, Value::Null))
}

fn manifest(plan: &Plan, released: &Released, inputs: Value, outputs: Value) -> Value {
    json!({
        "schema": MANIFEST_SCHEMA,
        "program": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "study": plan.id,
        "study_text": plan.text,
        "code_list": code_list(&plan.codes),
        "weeks": released.findings.study.register_weeks,
        "seeds": seeds(plan),
        "disclosure": { "profile": released.record.profile, "minimum": released.record.minimum },
        "inputs": inputs,
        "outputs": outputs,
    })
}

/// Each code with its class and subclass, all that a figure depends on.
pub fn code_list(codes: &CodeList) -> Value {
    let one = |c: &Code| json!([c.code, c.class, c.subclass]);
    Value::from_iter(codes.iter().map(one))
}

/// The code list that a manifest holds.
///
/// # Errors
/// Every code that is none.
pub fn read_code_list(list: &Value) -> Result<CodeList, Vec<String>> {
    let codes: Vec<(u16, String, String)> =
        serde_json::from_value(list.clone()).map_err(|error| vec![error.to_string()])?;
    let mut text = String::from("code,class,subclass\n");
    for (code, class, subclass) in codes {
        text.push_str(&format!("{code},{class},{subclass}\n"));
    }
    let told = |faults: Vec<CodeFault>| faults.iter().map(CodeFault::to_string).collect();
    CodeList::replace(&text, "manifest.json").map_err(told)
}

/// The seeds of everything drawn, by analysis.
pub fn seeds(plan: &Plan) -> Value {
    use crate::study::{AnalysisKind, Errors};
    let seed = |errors| match errors {
        Errors::Wild { seed, .. } => Some(seed),
        _ => None,
    };
    let found = plan.analyses.iter().filter_map(|analysis| {
        let seed = match &analysis.kind {
            AnalysisKind::WeeklyShare(weekly) => seed(weekly.errors),
            AnalysisKind::TimeToEvent(time) => seed(time.errors),
            _ => None,
        };
        seed.map(|s| (analysis.id.clone(), Value::from(s)))
    });
    Value::Object(found.collect())
}
