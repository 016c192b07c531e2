//! All tables as one workbook, a sheet per analysis.

use super::{Cell, Table};
use crate::report::reader::Reader;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::collections::BTreeSet;

/// The longest name a sheet may have.
const NAME: usize = 31;

/// The workbook as bytes; the same tables give the same bytes, so it carries a fixed date instead of today's.
pub fn workbook(reader: &Reader, tables: &[(String, Table)]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(reader.title())
        .set_comment(reader.data_words())
        .set_creation_datetime(&created);
    book.set_properties(&properties);
    let bold = Format::new().set_bold();
    about(book.add_worksheet(), reader, tables, &bold)?;
    let mut taken = BTreeSet::from(["about".to_string()]);
    for (id, table) in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(id, &mut taken))?;
        fill(sheet, table, &bold)?;
    }
    book.save_to_buffer()
}

fn about(
    sheet: &mut Worksheet,
    reader: &Reader,
    tables: &[(String, Table)],
    bold: &Format,
) -> Result<(), XlsxError> {
    sheet.set_name("about")?;
    sheet.set_column_width(0, 90)?;
    sheet.write_with_format(0, 0, reader.title(), bold)?;
    sheet.write(1, 0, reader.source_line())?;
    for (row, (id, _)) in (3_u32..).zip(tables) {
        sheet.write(row, 0, id.as_str())?;
    }
    Ok(())
}

fn fill(sheet: &mut Worksheet, table: &Table, bold: &Format) -> Result<(), XlsxError> {
    for (column, name) in (0_u16..).zip(&table.columns) {
        sheet.write_with_format(0, column, *name, bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => continue,
                Cell::Text(text) => sheet.write(row, column, text.as_str())?,
                Cell::Number(number) => sheet.write(row, column, *number)?,
                Cell::Count(count) => sheet.write(row, column, *count as f64)?,
            };
        }
    }
    Ok(())
}

/// A name Excel takes: no forbidden signs, at most 31 letters, and different from the others without regard to case.
fn sheet_name(id: &str, taken: &mut BTreeSet<String>) -> String {
    let clean = |c: char| if "[]:*?/\\'".contains(c) { '-' } else { c };
    let base: String = id.chars().map(clean).take(NAME).collect();
    let mut name = base.clone();
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        let tail = format!("-{number}");
        name = base.chars().take(NAME - tail.len()).collect::<String>() + &tail;
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_are_short_clean_and_different() {
        let mut taken = BTreeSet::from(["about".to_string()]);
        let long = "a".repeat(40);
        assert_eq!(sheet_name(&long, &mut taken).len(), 31);
        let second = sheet_name(&long, &mut taken);
        assert_eq!(second.len(), 31);
        assert!(second.ends_with("-2"));
        assert_eq!(sheet_name("a/b", &mut taken), "a-b");
        assert_eq!(sheet_name("About", &mut taken), "About-2");
    }
}
