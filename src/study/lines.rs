//! Where the lines of a text begin.

/// The beginnings of the lines of a text, so that many places are told without going through it again for each.
#[derive(Debug)]
pub struct Lines {
    /// In bytes, ascending; the first is 0.
    starts: Vec<usize>,
}

impl Lines {
    pub fn of(text: &str) -> Lines {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines {
            starts: std::iter::once(0).chain(ends).collect(),
        }
    }

    /// Line and column of a byte of the text, both counted from 1, the column in characters.
    pub fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let at = text.floor_char_boundary(at);
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        (line, text[start..at].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::Fault;

    #[test]
    fn every_byte_has_the_line_and_column_that_a_fault_there_tells() {
        for text in ["", "a", "a\n", "\n\nb", "å = 1\r\nbæ\n\nc"] {
            let lines = Lines::of(text);
            for at in 0..=text.len() + 2 {
                let fault = Fault::at(text, at..at, String::new(), None);
                let told = (fault.line, fault.column);
                assert_eq!(lines.place(text, at), told, "{text:?} at {at}");
            }
        }
    }
}
