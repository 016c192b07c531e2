//! Two thousand claims rechecked as `check --findings` does it: both files read, the figures listed, the words read, every one compared.

use divan::Bencher;
use std::fs;
use std::path::{Path, PathBuf};
use virkning::analysis;
use virkning::cli::load;
use virkning::disclosure::release;
use virkning::findings::Findings;
use virkning::published::{read_claims, recheck};
use virkning::{simulate, study};

/// How often the claims of the example stand in the file: 5 times 438.
const TIMES: usize = 5;

/// The findings of the largest example on its own data, and its claims several times over, as files.
fn files(folder: &Path) -> (PathBuf, PathBuf) {
    let example = Path::new("examples/brf");
    for population in ["population.toml", "answers.toml"] {
        let path = example.join(population);
        let text = fs::read_to_string(&path).expect("the population file");
        let plan = simulate::Plan::read(&text, &path).expect("a population");
        simulate::write(&plan, &folder.join("data")).expect("written");
    }
    let text = fs::read_to_string(example.join("study.toml")).expect("the study");
    let plan = study::parse(&text, folder).expect("a plan");
    let loaded = load::load(&plan).expect("the register");
    let found = analysis::run(
        &plan,
        &loaded.register,
        &loaded.municipalities,
        &loaded.records,
    );
    let findings = folder.join("findings.json");
    let text = serde_json::to_string_pretty(&*release(found).findings).expect("JSON");
    virkning::files::write(&findings, text.as_bytes()).expect("written");

    let once = fs::read_to_string(example.join("claims.toml")).expect("the claims");
    let (head, claims) = once.split_once("\n[[claim]]").expect("claims");
    let mut many = head.to_string();
    for time in 0..TIMES {
        let claims = format!("\n[[claim]]{claims}");
        many += &claims.replace("\nid = \"", &format!("\nid = \"{time}-"));
    }
    let claims = folder.join("claims.toml");
    virkning::files::write(&claims, many.as_bytes()).expect("written");
    (findings, claims)
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn two_thousand_from_files(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a folder");
    let (findings, claims) = files(folder.path());
    bencher.bench_local(|| {
        let bytes = fs::read(&findings).expect("the findings");
        let findings: Findings = serde_json::from_slice(&bytes).expect("findings");
        let claims = read_claims(&claims).expect("claims");
        let found = recheck(&claims, &release(findings).findings).expect("compared");
        assert!(claims.claims.len() > 2_000 && found.holding() == claims.claims.len());
        found
    });
}
