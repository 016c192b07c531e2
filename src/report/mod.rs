//! The report: charts, tables and pages in Danish and English, from what the disclosure gate has released.
//!
//! Everything here is words and drawing. A number is read from findings, rounded once and printed; nothing is estimated.

mod axis;
mod canvas;
mod charts;
mod fonts;
mod html;
mod numbers;
mod png;
mod reader;
mod story;
mod tables;
mod words;

#[cfg(test)]
mod sample;

use crate::disclosure::Releasable;
use crate::files;
use crate::findings::{Analysis, Findings};
use canvas::Svg;
use rayon::prelude::*;
use reader::Reader;
use std::io;
use std::path::{Path, PathBuf};
use story::Story;
use words::Language;

/// Writes report, figures and tables into a folder, a page per language; gives what it wrote, sorted, relative to the folder.
///
/// The first language names the figures (`figures/figure-1.svg`); the others add their code (`figures/figure-1.en.svg`).
/// A language without wording is left out; with none left the report is in English.
pub fn write(
    findings: &Releasable<Findings>,
    folder: &Path,
    languages: &[String],
) -> io::Result<Vec<PathBuf>> {
    let mut known: Vec<Language> = vec![];
    for language in languages
        .iter()
        .filter_map(|code| Language::from_code(code))
    {
        if !known.contains(&language) {
            known.push(language);
        }
    }
    if known.is_empty() {
        known.push(Language::En);
    }
    let outcomes = reader::outcomes(findings);
    let readers: Vec<Reader> = known
        .iter()
        .map(|&language| Reader {
            study: &findings.study,
            outcomes: &outcomes,
            language,
        })
        .collect();
    let mut files = figures_and_pages(findings, &readers)?;
    files.extend(table_files(findings, &readers[0])?);
    files.sort();
    files
        .par_iter()
        .try_for_each(|(name, bytes)| files::write(&folder.join(name), bytes))?;
    Ok(files.into_iter().map(|(name, _)| name.into()).collect())
}

/// What each analysis found, a line each: what was estimated comes before what describes, as in the page's summary.
pub fn summary(findings: &Releasable<Findings>, language: &str) -> Vec<String> {
    let language = Language::from_code(language).unwrap_or(Language::En);
    let outcomes = reader::outcomes(findings);
    let reader = Reader {
        study: &findings.study,
        outcomes: &outcomes,
        language,
    };
    let (mut estimated, mut described) = (Vec::new(), Vec::new());
    for analysis in &findings.analyses {
        let story = story::tell(&reader, analysis);
        let lines = match story.headline.is_empty() {
            true => &mut described,
            false => &mut estimated,
        };
        lines.push(format!("{}: {}", analysis.id, story.finding));
    }
    estimated.append(&mut described);
    estimated
}

/// A file to be: its name relative to the folder, and its bytes.
type File = (String, Vec<u8>);

/// One analysis in one language.
struct Part<'a> {
    analysis: &'a Analysis,
    story: Story,
    figure: Option<Svg>,
}

fn figures_and_pages(findings: &Findings, readers: &[Reader]) -> io::Result<Vec<File>> {
    let rasteriser = png::Rasteriser::default();
    let jobs: Vec<(usize, &Analysis)> = (0..readers.len())
        .flat_map(|reader| findings.analyses.iter().map(move |a| (reader, a)))
        .collect();
    let made: Vec<(Part, Vec<File>)> = jobs
        .par_iter()
        .map(|&(reader, analysis)| {
            let part = part(&readers[reader], analysis);
            let stem = match reader {
                0 => format!("figures/{}", analysis.id),
                _ => format!(
                    "figures/{}.{}",
                    analysis.id,
                    readers[reader].language.code()
                ),
            };
            let files = figure_files(&rasteriser, &part, &stem)?;
            Ok((part, files))
        })
        .collect::<io::Result<_>>()?;
    let (parts, files): (Vec<Part>, Vec<Vec<File>>) = made.into_iter().unzip();
    let mut files: Vec<File> = files.into_iter().flatten().collect();
    for (reader, parts) in readers
        .iter()
        .zip(parts.chunks(findings.analyses.len().max(1)))
    {
        let name = format!("report.{}.html", reader.language.code());
        files.push((name, html::page(reader, parts).into_bytes()));
    }
    Ok(files)
}

fn part<'a>(reader: &Reader, analysis: &'a Analysis) -> Part<'a> {
    let story = story::tell(reader, analysis);
    let figure = charts::draw(reader, analysis, &story);
    Part {
        analysis,
        story,
        figure,
    }
}

fn figure_files(rasteriser: &png::Rasteriser, part: &Part, stem: &str) -> io::Result<Vec<File>> {
    let Some(figure) = &part.figure else {
        return Ok(vec![]);
    };
    Ok(vec![
        (format!("{stem}.svg"), figure.standalone().into_bytes()),
        (format!("{stem}.png"), rasteriser.png(figure)?),
    ])
}

/// A CSV per analysis, one of what its figure draws, and the workbook.
fn table_files(findings: &Findings, reader: &Reader) -> io::Result<Vec<File>> {
    let study = &findings.study;
    let mut files = vec![];
    let mut sheets = vec![];
    for analysis in &findings.analyses {
        let table = tables::table(study, analysis);
        files.push((format!("tables/{}.csv", analysis.id), table.csv()));
        if charts::draws(analysis) {
            let plotted = tables::plotted(study, analysis);
            files.push((format!("figures/{}.csv", analysis.id), plotted.csv()));
        }
        sheets.push((analysis.id.clone(), table));
    }
    let workbook = tables::workbook(reader, &sheets).map_err(io::Error::other)?;
    files.push(("tables.xlsx".to_string(), workbook));
    Ok(files)
}

#[cfg(test)]
mod tests;
