//! A text file in blocks of whole lines, unzipped on the way. The file is never in memory as a whole.

use super::text::Lines;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, Read};

/// Bytes read at a time. Blocks are cut by this size alone, so they are the same whatever the number of threads.
const BLOCK: usize = 4 << 20;

/// A record longer than this is a quote that is never closed, not a record.
const LONGEST_RECORD: usize = 64 << 20;

pub(super) struct Blocks {
    reader: Box<dyn Read + Send>,
    /// The start of a line whose end has not been read.
    carry: Vec<u8>,
    ended: bool,
    next_line: u64,
}

/// Whole lines of a file.
pub(super) struct Block {
    pub bytes: Vec<u8>,
    /// The number of the first line, counted from 1 with the header.
    pub first_line: u64,
}

impl Blocks {
    /// Blocks of a file, gzipped or not.
    pub fn of(file: File, gzipped: bool) -> Blocks {
        Blocks {
            reader: match gzipped {
                true => Box::new(MultiGzDecoder::new(io::BufReader::with_capacity(
                    1 << 18,
                    file,
                ))),
                false => Box::new(file),
            },
            carry: Vec::new(),
            ended: false,
            next_line: 1,
        }
    }

    /// The first line, which stays out of the blocks; `None` for a file without one.
    pub fn header(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Some(mut block) = self.next()? else {
            return Ok(None);
        };
        let mut lines = Lines::new(&block.bytes, block.first_line);
        let Some((header, _)) = lines.next() else {
            return Ok(None);
        };
        let header = header.to_vec();
        let (rest, line) = lines.rest();
        block.bytes.drain(..rest);
        self.next_line = line;
        block.bytes.append(&mut self.carry);
        self.carry = block.bytes;
        Ok(Some(header))
    }

    /// The next block, `None` at the end of the file.
    pub fn next(&mut self) -> io::Result<Option<Block>> {
        let mut bytes = std::mem::take(&mut self.carry);
        loop {
            if !self.ended {
                self.fill(&mut bytes)?;
            }
            let cut = match self.ended {
                true => bytes.len(),
                false => after_last_whole_line(&bytes),
            };
            if cut > 0 || self.ended {
                self.carry = bytes.split_off(cut);
                break;
            }
            if bytes.len() > LONGEST_RECORD {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "a quote is opened and never closed",
                ));
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let first_line = self.next_line;
        self.next_line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
        Ok(Some(Block { bytes, first_line }))
    }

    fn fill(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        bytes.reserve(BLOCK);
        let read = (&mut self.reader).take(BLOCK as u64).read_to_end(bytes)?;
        self.ended = read < BLOCK;
        Ok(())
    }
}

/// The place after the last line end that lies outside quotes; 0 when there is none.
fn after_last_whole_line(bytes: &[u8]) -> usize {
    let mut open = memchr::memchr_iter(b'"', bytes).count() % 2 == 1;
    let mut end = bytes.len();
    while let Some(at) = memchr::memrchr(b'\n', &bytes[..end]) {
        open ^= memchr::memchr_iter(b'"', &bytes[at..end]).count() % 2 == 1;
        if !open {
            return at + 1;
        }
        end = at;
    }
    0
}
