//! The golden files are in `golden/`: `VIRKNING_GOLDEN=write` rewrites them, and the difference is read before it is committed.

use super::*;
use crate::disclosure::release;
use crate::findings::{AnalysisResult, Cell, Estimated, Share};

fn written(findings: &Releasable<Findings>) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder");
    let languages = &findings.study.languages;
    let files = write(findings, folder.path(), languages).expect("a report");
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

#[test]
fn every_page_figure_and_table_says_what_the_data_are() {
    let (folder, files) = written(&sample::study());
    for file in files {
        let words = match file.extension().and_then(|e| e.to_str()) {
            Some("csv") => "synthetic: nothing suppressed",
            Some("svg" | "html") if file.to_string_lossy().contains(".en.") => "Synthetic data",
            Some("svg" | "html") => "Syntetiske data",
            _ => continue,
        };
        let text = std::fs::read_to_string(folder.path().join(&file)).expect("text");
        assert!(text.contains(words), "{}", file.display());
    }
}

#[test]
fn the_font_stands_once_in_each_page_and_each_svg() {
    let (folder, files) = written(&sample::lottery());
    for file in files {
        if file.extension().is_some_and(|e| e == "svg" || e == "html") {
            let text = std::fs::read_to_string(folder.path().join(&file)).expect("text");
            // One face for each of the two weights.
            assert_eq!(text.matches("@font-face").count(), 2, "{}", file.display());
            assert!(!text.contains("http:") || text.contains("www.w3.org"));
            assert_eq!(text.matches("src=\"").count(), 0);
        }
    }
}

/// Everything that may be missing is missing.
fn emptied(mut findings: Findings) -> Findings {
    let nothing = Share {
        numerator: None,
        denominator: None,
    };
    for analysis in &mut findings.analyses {
        match &mut analysis.result {
            AnalysisResult::WeeklyShare(r) => {
                r.series.iter_mut().for_each(|s| s.shares.fill(nothing));
                let effects = r.effects.iter_mut().flat_map(|e| &mut e.estimates);
                effects.for_each(|e| *e = Estimated::Suppressed);
            }
            AnalysisResult::TimeToEvent(r) => {
                r.models.fill(Estimated::Suppressed);
                r.duration = None;
                for curve in &mut r.curves {
                    curve.n_risk.fill(None);
                    curve.n_event.fill(None);
                    curve.conf_low.fill(None);
                    curve.at.clear();
                    curve.rmst.clear();
                }
            }
            AnalysisResult::BySite(r) => r.sites.iter_mut().for_each(|s| s.before = nothing),
            AnalysisResult::Balance(r) => {
                for row in r.tables.iter_mut().flat_map(|t| &mut t.rows) {
                    row.smd = Estimated::Suppressed;
                    row.difference = Estimated::Suppressed;
                    row.first.mean = None;
                }
            }
            AnalysisResult::Attrition(r) => {
                let steps = r.flows.iter_mut().flat_map(|f| &mut f.steps);
                steps.for_each(|s| s.persons = None);
            }
            AnalysisResult::Described(r) => {
                let rows = r.tables.iter_mut().flat_map(|t| &mut t.rows);
                rows.for_each(|row| row.cells.fill(Cell::Count(None)));
            }
            AnalysisResult::NotEstimated(_) => {}
        }
    }
    findings
}

/// Nothing at all was found.
fn hollow(mut findings: Findings) -> Findings {
    for analysis in &mut findings.analyses {
        match &mut analysis.result {
            AnalysisResult::WeeklyShare(r) => {
                r.points.truncate(1);
                r.series.iter_mut().for_each(|s| s.shares.truncate(1));
                r.headline = Some(94);
            }
            AnalysisResult::TimeToEvent(r) => r.curves.clear(),
            AnalysisResult::BySite(r) => r.sites.clear(),
            AnalysisResult::Balance(r) => r.tables.clear(),
            AnalysisResult::Attrition(r) => r.flows.clear(),
            AnalysisResult::Described(r) => r.tables.clear(),
            AnalysisResult::NotEstimated(_) => {}
        }
    }
    findings
}

#[test]
fn withheld_or_empty_results_are_still_a_report() {
    for make in [emptied, hollow] {
        let findings = release(make((*sample::study()).clone())).findings;
        let text = page_text(&findings, "da");
        assert!(!text.contains("NaN") && !text.contains("inf"));
        let reader = Reader {
            study: &findings.study,
            outcomes: &[],
            language: Language::Da,
        };
        let figures = findings.analyses.iter();
        for figure in figures.filter_map(|a| part(&reader, a).figure) {
            assert!(!figure.for_raster().contains("NaN"), "{}", figure.id);
        }
    }
    let page = page_text(&release(emptied((*sample::study()).clone())).findings, "da");
    assert!(page.contains("Virksomhedspraktik: effekten i uge 95 er tilbageholdt"));
}

/// The words of a page, a line per element, without style and drawings.
fn page_text(findings: &Releasable<Findings>, language: &str) -> String {
    let (folder, _) = written(findings);
    let file = folder.path().join(format!("report.{language}.html"));
    let mut page = std::fs::read_to_string(file).expect("a page");
    for (open, close) in [("<style>", "</style>"), ("<svg", "</svg>")] {
        while let (Some(from), Some(to)) = (page.find(open), page.find(close)) {
            page.replace_range(from..to + close.len(), "");
        }
    }
    let mut text = String::new();
    let mut rest = page.as_str();
    while let Some((words, after)) = rest.split_once('<') {
        text.push_str(words);
        let (tag, after) = after.split_once('>').expect("a closed tag");
        if matches!(tag, "/td" | "/th") || tag.starts_with("td ") {
            text.push_str(" | ");
        }
        rest = after;
    }
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn golden(name: &str, made: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/report/golden")
        .join(name);
    if std::env::var_os("VIRKNING_GOLDEN").is_some() {
        files::write(&file, made.as_bytes()).expect("written");
    }
    let kept = std::fs::read_to_string(&file).expect("the golden file");
    assert!(
        made == kept,
        "{name} differs: run with VIRKNING_GOLDEN=write and read the diff"
    );
}

#[test]
fn golden_page() {
    golden("lottery.en.txt", &page_text(&sample::lottery(), "en"));
}

#[test]
fn golden_figure_and_its_table() {
    let findings = sample::study();
    let mut analysis = findings.analyses[4].clone();
    if let AnalysisResult::BySite(result) = &mut analysis.result {
        result.sites.drain(1..14);
    }
    let reader = Reader {
        study: &findings.study,
        outcomes: &[],
        language: Language::Da,
    };
    let part = part(&reader, &analysis);
    let figure = part.figure.expect("a figure");
    golden("by-site.da.svg", &figure.for_raster());
    let table = tables::table(&findings.study, &analysis).csv();
    golden("by-site.csv", &String::from_utf8(table).expect("text"));
}
