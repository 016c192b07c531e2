//! A table of records as CSV.

use super::text_file::TextFile;
use std::io;
use std::path::Path;

pub(super) fn text(columns: &[&str], rows: &[Vec<String>], target: &Path) -> io::Result<()> {
    let mut file = TextFile::create(target)?;
    row(&mut file, columns.iter().copied())?;
    for cells in rows {
        row(&mut file, cells.iter().map(String::as_str))?;
    }
    file.finish()
}

fn row<'a>(file: &mut TextFile, cells: impl Iterator<Item = &'a str>) -> io::Result<()> {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            file.raw(b",");
        }
        file.field(cell);
    }
    file.end_row()
}
