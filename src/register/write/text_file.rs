//! A CSV file being written, gzipped when its name ends in `.gz`.

use crate::files::Draft;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};
use std::path::Path;

/// Text is gathered here before it goes out.
const BUFFER: usize = 1 << 20;

pub(super) struct TextFile {
    sink: Sink,
    buffer: Vec<u8>,
}

enum Sink {
    Plain(Draft),
    /// The gzip header carries neither name nor time.
    Gzip(Box<GzEncoder<Draft>>),
}

impl TextFile {
    pub fn create(target: &Path) -> io::Result<TextFile> {
        let draft = Draft::create(target)?;
        let gzipped = target
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("gz"));
        Ok(TextFile {
            sink: match gzipped {
                true => Sink::Gzip(Box::new(GzEncoder::new(draft, Compression::new(4)))),
                false => Sink::Plain(draft),
            },
            buffer: Vec::with_capacity(BUFFER + (1 << 16)),
        })
    }

    /// Appends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Appends a field, quoted when it must be.
    pub fn field(&mut self, field: &str) {
        if field.contains([',', ';', '\t', '"', '\n', '\r']) {
            let doubled = field.replace('"', "\"\"");
            self.raw(format!("\"{doubled}\"").as_bytes());
        } else {
            self.raw(field.as_bytes());
        }
    }

    /// Ends a row.
    pub fn end_row(&mut self) -> io::Result<()> {
        self.buffer.push(b'\n');
        if self.buffer.len() >= BUFFER {
            self.send()?;
        }
        Ok(())
    }

    /// Gives the file its name.
    pub fn finish(mut self) -> io::Result<()> {
        self.send()?;
        match self.sink {
            Sink::Plain(draft) => draft.finish(),
            Sink::Gzip(encoder) => encoder.finish()?.finish(),
        }
    }

    fn send(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Plain(draft) => draft.write_all(&self.buffer)?,
            Sink::Gzip(encoder) => encoder.write_all(&self.buffer)?,
        }
        self.buffer.clear();
        Ok(())
    }
}
