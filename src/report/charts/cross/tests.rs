use super::*;
use crate::findings::{AnalysisResult, Cell};
use crate::report::fonts::width;
use crate::report::sample::figures;
use crate::report::story;
use crate::report::words::Language;

/// Every sample figure in both languages, each result changed first.
fn drawn(change: impl Fn(&mut Described)) -> Vec<(String, Svg)> {
    let findings = figures();
    let mut drawn = vec![];
    for language in [Language::Da, Language::En] {
        let reader = Reader {
            study: &findings.study,
            outcomes: &[],
            language,
        };
        for analysis in &findings.analyses {
            let mut analysis = analysis.clone();
            let AnalysisResult::Described(result) = &mut analysis.result else {
                continue;
            };
            change(result);
            let result = result.clone();
            let story = story::tell(&reader, &analysis);
            let figure = draw(&reader, &analysis, &result, &story);
            assert_eq!(figure.is_some(), draws(&result), "{}", analysis.id);
            drawn.extend(figure.map(|f| (analysis.id.clone(), f)));
        }
    }
    drawn
}

/// A text of a drawing, in pixels: left, top, right, bottom.
#[derive(Debug)]
struct Word {
    text: String,
    area: [f64; 4],
}

fn attribute(tag: &str, name: &str) -> Option<f64> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"')?.0.parse().ok()
}

/// The texts that stand upright on the page, and those that are read upwards.
fn words(svg: &Svg) -> Vec<Word> {
    let page = svg.for_raster();
    let texts = page
        .split("<text")
        .skip(1)
        .filter_map(|t| t.split_once('>'));
    let word = |(tag, rest): (&str, &str)| {
        let text = rest.split('<').next().unwrap_or_default().trim();
        let text = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        let number = |name| attribute(tag, name).expect("a number") / 10.0;
        let (x, y, size) = (number("x"), number("y"), number("font-size"));
        let wide = width(&text, size, tag.contains("bold"));
        let from = match tag {
            t if t.contains("\"middle\"") => -wide / 2.0,
            t if t.contains("\"end\"") => -wide,
            _ => 0.0,
        };
        // `y` is the upper edge of a text's line; letters take the middle of it.
        let (top, bottom) = (0.1 * size, 0.9 * size);
        let area = match tag.contains("rotate") {
            false => [x + from, y + top, x + from + wide, y + bottom],
            true => [x + top, y + from, x + bottom, y + from + wide],
        };
        Word { text, area }
    };
    texts.map(word).collect()
}

#[test]
fn no_text_is_cut_and_none_lies_over_another() {
    for (id, svg) in drawn(|_| {}) {
        let words = words(&svg);
        assert!(words.len() > 4, "{id}");
        for (i, word) in words.iter().enumerate() {
            let [left, top, right, bottom] = word.area;
            assert!(
                left >= 0.0 && right <= svg.width && top >= 0.0 && bottom <= svg.height,
                "{id}: {word:?} is cut"
            );
            let over = words[..i].iter().find(|other| {
                let a = other.area;
                left + 0.5 < a[2] && a[0] + 0.5 < right && top < a[3] && a[1] < bottom
            });
            assert!(over.is_none(), "{id}: {word:?} lies over {over:?}");
        }
    }
}

#[test]
fn what_is_withheld_is_drawn_as_withheld_and_never_as_a_number() {
    let figures = drawn(|result| {
        let rows = result.tables.iter_mut().flat_map(|t| &mut t.rows);
        rows.for_each(|row| row.cells.fill(Cell::Count(None)));
    });
    for (id, svg) in figures {
        let page = svg.for_raster();
        assert!(!page.contains("NaN") && !page.contains("inf"), "{id}");
        let words = words(&svg);
        // The source line says the word of all synthetic data.
        let source = |w: &Word| w.text.contains("Syntetisk") || w.text.contains("Synthetic");
        let says = |w: &Word| {
            let told = w.text.contains("tilbageholdt") || w.text.contains("withheld");
            w.text == "\u{2013}" || told && !source(w)
        };
        assert!(words.iter().any(says), "{id}");
    }
}

#[test]
fn a_figure_of_columns_that_are_not_there_is_not_drawn() {
    let figures = drawn(|result| {
        if let Some(chart) = &mut result.chart {
            chart.columns.push(1000);
        }
    });
    assert!(figures.is_empty());
}

#[test]
fn a_withheld_share_shows_no_limits_either() {
    // The last three weeks of the first line are withheld; their limits are in the table.
    let bands = |hidden: bool| {
        let figures = drawn(|result| {
            let Some(chart) = &mut result.chart else {
                return;
            };
            if chart.shape == Shape::Lines && hidden {
                let rows = result.tables.iter_mut().flat_map(|t| &mut t.rows);
                rows.for_each(|row| row.cells[0] = Cell::Count(None));
            }
        });
        let (_, svg) = figures
            .into_iter()
            .find(|(id, _)| id == "lines-weeks")
            .expect("the lines");
        svg.for_raster().matches("<polygon").count()
    };
    assert!(bands(true) < bands(false));
}
