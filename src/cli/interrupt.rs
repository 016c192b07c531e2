//! Ctrl-C: nothing half-written stays, and the exit code says what happened.

use super::Command;
use crate::files;
use std::path::{Path, PathBuf};

/// The exit code of an interrupted run, as shells have it.
const INTERRUPTED: i32 = 130;

/// From now on an interrupt removes what the command has begun and ends the program.
pub fn watch(command: &Command) {
    let folders = folders(command);
    // Without a handler the program still ends at an interrupt; only its unfinished files would stay.
    let _ = ctrlc::set_handler(move || {
        folders.iter().for_each(|folder| files::abandon(folder));
        std::process::exit(INTERRUPTED);
    });
}

/// The folders a command writes into.
fn folders(command: &Command) -> Vec<PathBuf> {
    let beside = |file: &Path| match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    };
    match command {
        Command::Run(args) => vec![args.out.clone()],
        Command::Check(args) => vec![args.out.clone()],
        Command::Demo(args) => vec![args.out.clone(), args.folder(), args.folder().join("data")],
        Command::Simulate(args) => vec![args.folder()],
        Command::Convert(args) => vec![beside(&args.output)],
        Command::Randomise(args) => args.written().map(beside).collect(),
        Command::Init(args) => vec![args.dir.clone()],
        _ => Vec::new(),
    }
}
