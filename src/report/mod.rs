//! The report: charts, tables and pages in Danish and English, from what the disclosure gate has released.

mod axis;
mod canvas;
mod charts;
mod fonts;
mod numbers;
mod png;
mod reader;
mod story;
mod words;

#[cfg(test)]
mod sample;

use crate::disclosure::Releasable;
use crate::files;
use crate::findings::Findings;
use reader::Reader;
use std::io;
use std::path::{Path, PathBuf};
use words::Language;

pub fn write(findings: &Releasable<Findings>, folder: &Path) -> io::Result<Vec<PathBuf>> {
    let rasteriser = png::Rasteriser::default();
    let mut out = vec![];
    for code in &findings.study.languages {
        let Some(language) = Language::from_code(code) else {
            continue;
        };
        let reader = Reader {
            study: &findings.study,
            language,
        };
        for analysis in &findings.analyses {
            let story = story::tell(&reader, analysis);
            if let Some(svg) = charts::draw(&reader, analysis, &story) {
                let t = std::time::Instant::now();
                let name = format!("figures/{}.{}.svg", analysis.id, language.code());
                files::write(&folder.join(&name), svg.standalone().as_bytes())?;
                let png = rasteriser.png(&svg)?;
                println!(
                    "{name} {} bytes png {} {:?}",
                    svg.inline().len(),
                    png.len(),
                    t.elapsed()
                );
                files::write(&folder.join(name.replace("svg", "png")), &png)?;
                out.push(name.into());
            }
        }
    }
    Ok(out)
}

pub fn summary(findings: &Releasable<Findings>, language: &str) -> Vec<String> {
    let Some(language) = Language::from_code(language) else {
        return vec![];
    };
    let reader = Reader {
        study: &findings.study,
        language,
    };
    findings
        .analyses
        .iter()
        .map(|a| story::tell(&reader, a).headline)
        .filter(|h| !h.is_empty())
        .collect()
}
