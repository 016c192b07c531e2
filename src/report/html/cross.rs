//! Described tables on the page.

use super::grid::{Cell, Grid, Row};
use crate::findings::{self, Described, Estimated, Light, Share, Table, Unit};
use crate::report::numbers::{DASH, count, in_unit, percent};
use crate::report::reader::Reader;
use crate::report::words::Say;

pub fn grids(reader: &Reader, result: &Described) -> Vec<Grid> {
    result.tables.iter().map(|t| grid(reader, t)).collect()
}

fn grid(reader: &Reader, table: &Table) -> Grid {
    let language = reader.language;
    let mut rows = Vec::with_capacity(table.rows.len());
    let mut under = None;
    for row in &table.rows {
        if row.under != under {
            if let Some(heading) = &row.under {
                rows.push(Row::heading(language.label(heading), table.columns.len()));
            }
            under.clone_from(&row.under);
        }
        let cells = row.cells.iter().map(|c| cell(reader, row, c)).collect();
        let line = Row::new(language.label(&row.label), cells);
        rows.push(line.strong(row.total));
    }
    let heads = table.columns.iter().map(|c| language.label(&c.label));
    Grid {
        caption: language.label(&table.title),
        groups: groups(reader, table),
        heads: std::iter::once(language.label(&table.stub))
            .chain(heads)
            .collect(),
        rows,
    }
}

/// Heads over several columns; none when no column has one.
fn groups(reader: &Reader, table: &Table) -> Vec<(String, usize)> {
    if table.columns.iter().all(|c| c.over.is_none()) {
        return vec![];
    }
    let mut groups: Vec<(String, usize)> = vec![(String::new(), 1)];
    let mut before = None;
    for column in &table.columns {
        match groups.last_mut() {
            Some((_, columns)) if column.over == before && before.is_some() => *columns += 1,
            _ => {
                let over = column.over.as_ref();
                let text = over.map(|o| reader.language.label(o));
                groups.push((text.unwrap_or_default(), 1));
            }
        }
        before.clone_from(&column.over);
    }
    groups
}

fn cell(reader: &Reader, row: &findings::Row, cell: &findings::Cell) -> Cell {
    match cell {
        findings::Cell::Empty => Cell::Value(String::new()),
        findings::Cell::Count(persons) => Cell::Value(count(*persons, reader.language)),
        findings::Cell::Share { share, light } => share_cell(reader, *share, *light),
        findings::Cell::Number {
            value,
            unit,
            n,
            light,
        } => match value {
            Estimated::Made(value) => Cell::Made {
                text: with_unit(reader, in_unit(*value, *unit, reader.language), *unit),
                behind: n
                    .filter(|n| tells_n(row, *unit, *n))
                    .map_or(String::new(), |n| {
                        format!("n = {}", count(Some(n), reader.language))
                    }),
                light: light.map(|l| (l, reader.language.light(l))),
            },
            Estimated::Not(reason) => Cell::Why(reader.language.reason(reason), 1),
            Estimated::Suppressed => Cell::Why(reader.say(Say::WithheldShort).to_string(), 1),
        },
        findings::Cell::Light(light) => Cell::Made {
            text: String::new(),
            behind: String::new(),
            light: Some((*light, reader.language.light(*light))),
        },
        findings::Cell::Words(label) => Cell::Words(reader.language.label(label)),
    }
}

/// Whether the number behind a cell is said in it: not where it stands in its row already, nor beside what is no mean.
fn tells_n(row: &findings::Row, unit: Unit, n: u64) -> bool {
    let stands = |cell: &findings::Cell| match cell {
        findings::Cell::Count(count) => *count == Some(n),
        findings::Cell::Share { share, .. } => {
            share.numerator == Some(n) || share.denominator == Some(n)
        }
        _ => false,
    };
    let mean = !matches!(
        unit,
        Unit::FullTime
            | Unit::PValue
            | Unit::Statistic
            | Unit::DegreesOfFreedom
            | Unit::Coefficient
            | Unit::Correlation
    );
    mean && !row.cells.iter().any(stands)
}

/// `60,6 pct. (66/109)`; a dash when it is withheld or nobody is counted.
fn share_cell(reader: &Reader, share: Share, light: Option<Light>) -> Cell {
    let language = reader.language;
    let told = |n: Option<u64>| count(n, language);
    match (share.numerator, share.denominator) {
        (Some(n), Some(d)) if d > 0 => Cell::Made {
            text: reader.tell(
                Say::GivenPercent,
                &[("share", &percent(share, 1, language))],
            ),
            behind: format!("{}/{}", told(Some(n)), told(Some(d))),
            light: light.map(|l| (l, language.light(l))),
        },
        (Some(n), Some(d)) => Cell::Made {
            text: DASH.to_string(),
            behind: format!("{}/{}", told(Some(n)), told(Some(d))),
            light: light.map(|l| (l, language.light(l))),
        },
        _ => Cell::Value(DASH.to_string()),
    }
}

/// Percent say so in the cell: shares stand beside other numbers in these tables.
fn with_unit(reader: &Reader, text: String, unit: Unit) -> String {
    match unit {
        Unit::Fraction if text != DASH => reader.tell(Say::GivenPercent, &[("share", &text)]),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::figures;
    use crate::report::words::Language;

    fn row(nth: usize) -> String {
        let findings = figures();
        let reader = Reader {
            study: &findings.study,
            outcomes: &[],
            language: Language::Da,
        };
        let last = findings.analyses.last().expect("the table of tests");
        let crate::findings::AnalysisResult::Described(result) = &last.result else {
            panic!("a described table");
        };
        let mut page = String::new();
        for grid in grids(&reader, result) {
            grid.write(&mut page);
        }
        page.split("<tr>").nth(nth).unwrap_or_default().to_string()
    }

    #[test]
    fn shares_models_and_tests_are_printed_by_their_unit() {
        let clarified = row(3);
        let cells = [
            "<td>22,9 pct. <span class=\"of\">(25/109)</span></td>",
            "<td>1,74</td><td>0,91</td><td>3,31</td><td>0,095</td>",
            "<td>3,06</td><td>1</td><td>0,080</td>",
        ];
        for cell in cells {
            assert!(clarified.contains(cell), "{cell} in {clarified}");
        }
        assert!(row(4).contains("<td>0,0042</td><td>0,0011</td><td>0,31</td><td>&lt; 0,001</td>"));
    }

    #[test]
    fn what_could_not_be_made_or_may_not_be_told_says_so() {
        assert!(row(5).contains(">ingen hændelser</td>"));
        assert!(row(6).contains("<td>\u{2013}</td>"));
        assert!(row(6).contains(">tilbageholdt</td>"));
    }
}
