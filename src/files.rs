//! The one place that writes files: beside first, then renamed, so nothing half-written is left behind.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file being written under a temporary name in its own folder; it appears under its real name at `finish`.
///
/// Dropped unfinished, it removes what it wrote.
pub struct Draft {
    writer: Option<BufWriter<File>>,
    temporary: PathBuf,
    target: PathBuf,
}

impl Draft {
    /// Opens a draft of `target`, making its folder when needed.
    pub fn create(target: &Path) -> io::Result<Draft> {
        if let Some(folder) = target.parent().filter(|f| !f.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        let mut name = target.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".part-{}", std::process::id()));
        let temporary = target.with_file_name(name);
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the module the lint points to"
        )]
        let file = File::create(&temporary)?;
        Ok(Draft {
            writer: Some(BufWriter::with_capacity(1 << 16, file)),
            temporary,
            target: target.to_path_buf(),
        })
    }

    /// Flushes and gives the file its real name.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.writer = None;
        fs::rename(&self.temporary, &self.target)
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.writer {
            Some(writer) => writer.write(bytes),
            None => Err(io::Error::other("the draft is finished")),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        drop(self.writer.take());
        // After `finish` there is nothing under the temporary name, and that is fine.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Writes a whole file at once, beside first and then renamed.
pub fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut draft = Draft::create(target)?;
    draft.write_all(bytes)?;
    draft.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_draft_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("a/b.txt");
        let mut draft = Draft::create(&target).expect("a draft");
        draft.write_all(b"half").expect("written");
        drop(draft);
        let left = fs::read_dir(folder.path().join("a")).expect("the folder");
        assert_eq!(left.count(), 0);
        write(&target, b"whole").expect("written");
        assert_eq!(fs::read(&target).expect("read"), b"whole");
    }
}
