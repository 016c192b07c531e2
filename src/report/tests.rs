//! Golden files are in `golden/`; `VIRKNING_GOLDEN=write` rewrites them, and the diff is read before it is committed.

use super::*;

fn written(findings: &Releasable<Findings>) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder");
    let files = write(findings, folder.path(), &findings.study.languages).expect("a report");
    (folder, files)
}

#[test]
fn a_report_lists_exactly_the_files_it_wrote() {
    let (folder, files) = written(&sample::study());
    let mut found = vec![];
    for place in ["", "figures", "tables"] {
        for entry in std::fs::read_dir(folder.path().join(place)).expect("the folder") {
            let entry = entry.expect("an entry");
            if entry.file_type().expect("a type").is_file() {
                found.push(Path::new(place).join(entry.file_name()));
            }
        }
    }
    found.sort();
    let mut sorted = files.clone();
    sorted.sort();
    assert_eq!(sorted, found);
    assert!(files.contains(&"figures/figure-1.en.svg".into()));
    assert!(files.contains(&"report.da.html".into()));
}

#[test]
fn the_same_findings_give_the_same_bytes_with_any_number_of_threads() {
    let bytes = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("a pool").install(|| {
            let (folder, files) = written(&sample::lottery());
            let read = |f: &PathBuf| std::fs::read(folder.path().join(f)).expect("the file");
            let bytes: Vec<Vec<u8>> = files.iter().map(read).collect();
            (files, bytes)
        })
    };
    assert_eq!(bytes(1), bytes(2));
}
