//! Lines, fields and letters of a delimited text file.

use crate::register::source::TextEncoding;
use std::borrow::Cow;

/// The lines of a block with their numbers. A line end inside quotes belongs to the line; empty lines are passed over.
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub fn new(bytes: &'a [u8], first_line: u64) -> Lines<'a> {
        Lines {
            bytes,
            at: 0,
            line: first_line,
        }
    }

    /// How far the lines have been read, and the number of the next one.
    pub fn rest(&self) -> (usize, u64) {
        (self.at, self.line)
    }

    fn end_of_line(&mut self) -> usize {
        let mut from = self.at;
        let mut open = false;
        loop {
            let rest = &self.bytes[from..];
            let end = from + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            self.line += 1;
            let quotes = memchr::memchr_iter(b'"', &self.bytes[from..end]).count();
            open ^= !quotes.is_multiple_of(2);
            if !open || end == self.bytes.len() {
                return end;
            }
            from = end + 1;
        }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = (&'a [u8], u64);

    fn next(&mut self) -> Option<(&'a [u8], u64)> {
        while self.at < self.bytes.len() {
            let (start, line) = (self.at, self.line);
            let end = self.end_of_line();
            self.at = (end + 1).min(self.bytes.len());
            let text = &self.bytes[start..end];
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            if !text.is_empty() {
                return Some((text, line));
            }
        }
        None
    }
}

/// Cuts a line into fields as they stand, quotes and blanks included.
pub(super) fn split<'a>(line: &'a [u8], separator: u8, fields: &mut Vec<&'a [u8]>) {
    fields.clear();
    let mut start = 0;
    if memchr::memchr(b'"', line).is_none() {
        for at in memchr::memchr_iter(separator, line) {
            fields.push(&line[start..at]);
            start = at + 1;
        }
    } else {
        let mut quoted = false;
        for (at, byte) in line.iter().enumerate() {
            quoted ^= *byte == b'"';
            if *byte == separator && !quoted {
                fields.push(&line[start..at]);
                start = at + 1;
            }
        }
    }
    fields.push(&line[start..]);
}

/// A field without the blanks and quotes around it; a doubled quote inside quotes is one.
pub(super) fn bare(field: &[u8]) -> Cow<'_, [u8]> {
    let field = field.trim_ascii();
    let Some(inside) = field
        .strip_prefix(b"\"")
        .and_then(|f| f.strip_suffix(b"\""))
    else {
        return Cow::Borrowed(field);
    };
    let inside = inside.trim_ascii();
    if memchr::memmem::find(inside, b"\"\"").is_none() {
        return Cow::Borrowed(inside);
    }
    let mut single = Vec::with_capacity(inside.len());
    let mut bytes = inside.iter();
    while let Some(byte) = bytes.next() {
        single.push(*byte);
        if *byte == b'"' {
            bytes.next();
        }
    }
    Cow::Owned(single)
}

/// True when the quotes of a field stand around all of it, and those inside are doubled. A stray quote may have joined lines and is never passed over.
pub(super) fn is_well_quoted(field: &[u8]) -> bool {
    let field = field.trim_ascii();
    if memchr::memchr(b'"', field).is_none() {
        return true;
    }
    let inside = field
        .strip_prefix(b"\"")
        .and_then(|f| f.strip_suffix(b"\""));
    let Some(inside) = inside else {
        return false;
    };
    let mut bytes = inside.iter();
    while let Some(byte) = bytes.next() {
        if *byte == b'"' && bytes.next() != Some(&b'"') {
            return false;
        }
    }
    true
}

/// The letters of a field; `None` when it is not in the declared encoding.
pub(super) fn letters(field: &[u8], encoding: TextEncoding) -> Option<Cow<'_, str>> {
    match encoding {
        TextEncoding::Utf8 => std::str::from_utf8(field).ok().map(Cow::Borrowed),
        TextEncoding::Latin1 => Some(match field.is_ascii() {
            true => String::from_utf8_lossy(field),
            false => Cow::Owned(field.iter().map(|b| char::from(*b)).collect()),
        }),
    }
}

/// The separator of a header line: the most frequent of `,` `;` and tab outside quotes.
pub(super) fn separator(header: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(0, b';'), (0, b','), (0, b'\t')];
    for byte in header {
        quoted ^= *byte == b'"';
        for (count, mark) in &mut counts {
            *count += usize::from(!quoted && byte == mark);
        }
    }
    let most = counts.iter().rev().max_by_key(|(count, _)| *count);
    match most {
        Some((count, mark)) if *count > 0 => *mark,
        _ => b',',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(line: &str) -> Vec<String> {
        let mut raw = Vec::new();
        split(line.as_bytes(), b',', &mut raw);
        let text = raw.iter().map(|f| bare(f).into_owned());
        text.map(|f| String::from_utf8(f).expect("text")).collect()
    }

    #[test]
    fn fields_lose_the_blanks_and_quotes_around_them() {
        assert_eq!(
            fields("a, b ,\"c,d\",\"e \"\"f\"\"\",,"),
            ["a", "b", "c,d", "e \"f\"", "", ""]
        );
    }

    #[test]
    fn a_line_end_inside_quotes_belongs_to_the_line() {
        let bytes = b"a,b\r\n\n\"x\ny\",2\nlast";
        let lines: Vec<(&[u8], u64)> = Lines::new(bytes, 1).collect();
        assert_eq!(
            lines,
            [(&b"a,b"[..], 1), (&b"\"x\ny\",2"[..], 3), (&b"last"[..], 5)]
        );
    }

    #[test]
    fn a_quote_that_is_not_around_the_whole_field_is_no_quote() {
        for sound in ["", "a", "\"\"", " \"a,b\" ", "\"a \"\"b\"\"\"", "\"a\nb\""] {
            assert!(is_well_quoted(sound.as_bytes()), "{sound}");
        }
        for stray in ["\"", "a\"", "a\"b\"", "\"a\"b", "\"a\"b\"", "\"a"] {
            assert!(!is_well_quoted(stray.as_bytes()), "{stray}");
        }
    }

    #[test]
    fn the_separator_is_the_most_frequent_mark_outside_quotes() {
        assert_eq!(separator(b"person_id,week,code"), b',');
        assert_eq!(separator(b"person_id;hours;\"a,b,c,d\""), b';');
        assert_eq!(separator(b"person_id"), b',');
    }

    #[test]
    fn latin_1_letters_are_read_when_declared() {
        let name = b"T\xe5rnby";
        assert_eq!(letters(name, TextEncoding::Utf8), None);
        assert_eq!(
            letters(name, TextEncoding::Latin1).as_deref(),
            Some("Tårnby")
        );
    }
}
