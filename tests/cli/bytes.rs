//! The same inputs give the same bytes, whatever the number of threads.

use super::{ends, virkning, with_rossi};
use crate::support::Workdir;
use std::collections::BTreeMap;
use std::path::Path;

/// Every file below a folder, by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("inside")
                    .display()
                    .to_string();
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

fn same_with_one_and_two_threads(folder: &Workdir, study: &str, id: &str) {
    for threads in ["1", "2"] {
        let mut command = virkning(folder);
        command.env("RAYON_NUM_THREADS", threads);
        let (code, _, talk) = ends(command.args(["run", study, "--out", threads]));
        assert_eq!(code, 0, "{talk}");
    }
    let [one, two] = ["1", "2"].map(|threads| files(&folder.path().join(threads).join(id)));
    assert!(one.contains_key("findings.json") && one.contains_key("manifest.json"));
    assert_eq!(
        one.keys().collect::<Vec<_>>(),
        two.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &one {
        assert!(
            two[name] == *bytes,
            "{name} differs between 1 and 2 threads"
        );
    }
}

#[test]
fn the_real_example_gives_the_same_bytes_with_one_and_two_threads() {
    same_with_one_and_two_threads(&with_rossi(), "rossi/study.toml", "rossi");
}

#[test]
fn the_simulated_example_gives_the_same_bytes_with_one_and_two_threads() {
    let folder = Workdir::new();
    for name in ["study.toml", "population.toml", "answers.toml"] {
        let text = std::fs::read_to_string(format!("examples/brf/{name}")).expect("the example");
        folder.file(&format!("brf/{name}"), &text);
    }
    for threads in ["1", "2"] {
        let mut command = virkning(&folder);
        command.env("RAYON_NUM_THREADS", threads);
        let data = format!("data-{threads}");
        let (code, _, talk) = ends(command.args([
            "simulate",
            "brf/population.toml",
            "--persons",
            "20000",
            "--out",
            &data,
        ]));
        assert_eq!(code, 0, "{talk}");
        let mut command = virkning(&folder);
        let (code, _, talk) = ends(command.args(["simulate", "brf/answers.toml", "--out", &data]));
        assert_eq!(code, 0, "{talk}");
    }
    let [one, two] = ["data-1", "data-2"].map(|data| files(&folder.path().join(data)));
    assert!(one == two, "the register differs between 1 and 2 threads");
    std::fs::rename(folder.path().join("data-1"), folder.path().join("brf/data")).expect("moved");
    same_with_one_and_two_threads(&folder, "brf/study.toml", "brf");
}
