//! The program as its user runs it: streams, exit codes, what is left behind.

mod against;
mod bytes;
mod check;
mod check_faults;
mod commands;
mod consistency;
mod estimate;
mod randomise;
mod replays;
mod run;

use assert_cmd::Command;

/// The program, in a folder of its own.
fn virkning(folder: &crate::support::Workdir) -> Command {
    let mut command = Command::cargo_bin("virkning").expect("the program is built");
    command.current_dir(folder.path());
    command
}

/// Runs and returns exit code, stdout and stderr.
fn ends(command: &mut Command) -> (i32, String, String) {
    let output = command.output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().expect("an exit code"),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// A folder with the real example in it.
fn with_rossi() -> crate::support::Workdir {
    let folder = crate::support::Workdir::new();
    for name in ["study.toml", "rossi.csv", "codes.csv"] {
        let text = std::fs::read_to_string(format!("examples/rossi/{name}")).expect("the example");
        folder.file(&format!("rossi/{name}"), &text);
    }
    folder
}
