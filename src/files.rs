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
        let temporary = beside(target, "part");
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

/// A folder being filled under a temporary name beside its target; it takes the target's place at `finish`.
///
/// Dropped unfinished, it removes what was written, and what stood at the target stays.
pub struct Staging {
    temporary: PathBuf,
    target: PathBuf,
}

impl Staging {
    /// Opens an empty staging folder for `target`.
    pub fn create(target: &Path) -> io::Result<Staging> {
        let staging = Staging {
            temporary: beside(target, "part"),
            target: target.to_path_buf(),
        };
        remove_folder(&staging.temporary)?;
        fs::create_dir_all(&staging.temporary)?;
        Ok(staging)
    }

    /// Where to write.
    pub fn folder(&self) -> &Path {
        &self.temporary
    }

    /// Puts the folder in the target's place; an older folder there goes.
    pub fn finish(self) -> io::Result<()> {
        let old = beside(&self.target, "old");
        remove_folder(&old)?;
        if self.target.exists() {
            fs::rename(&self.target, &old)?;
        }
        fs::rename(&self.temporary, &self.target)?;
        remove_folder(&old)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After `finish` there is nothing under the temporary name, and that is fine.
        let _ = remove_folder(&self.temporary);
    }
}

fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes what this process has begun and not finished directly below `folder`; a result that was being replaced is put back.
pub fn abandon(folder: &Path) {
    let (part, old) = (
        format!(".part-{}", std::process::id()),
        format!(".old-{}", std::process::id()),
    );
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        // The process ends after this; what cannot be removed is left as it is.
        if let Some(target) = name.strip_prefix('.').and_then(|n| n.strip_suffix(&old)) {
            let _ = fs::rename(&path, path.with_file_name(target));
        } else if name.starts_with('.') && name.ends_with(&part) {
            let _ = fs::remove_file(&path);
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// A name in the same folder that no other run uses.
fn beside(target: &Path, role: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{role}-{}", std::process::id()));
    target.with_file_name(name)
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

    #[test]
    fn an_unfinished_folder_leaves_the_old_one_and_a_finished_one_replaces_it() {
        let home = tempfile::tempdir().expect("a folder");
        let target = home.path().join("out");
        for (text, finish) in [("old", true), ("lost", false), ("new", true)] {
            let staging = Staging::create(&target).expect("staging");
            write(&staging.folder().join(text), b"x").expect("written");
            if finish {
                staging.finish().expect("finished");
            }
        }
        assert!(target.join("new").exists() && !target.join("old").exists());
        assert_eq!(fs::read_dir(home.path()).expect("the folder").count(), 1);
    }

    #[test]
    fn what_an_interrupted_run_has_begun_is_removed_and_the_older_result_put_back() {
        let home = tempfile::tempdir().expect("a folder");
        let target = home.path().join("out");
        let older = Staging::create(&target).expect("staging");
        write(&older.folder().join("old"), b"x").expect("written");
        older.finish().expect("finished");
        fs::rename(&target, beside(&target, "old")).expect("renamed");
        std::mem::forget(Staging::create(&target).expect("staging"));
        std::mem::forget(Draft::create(&home.path().join("a.csv")).expect("a draft"));
        abandon(home.path());
        let left = fs::read_dir(home.path()).expect("the folder").flatten();
        let names: Vec<_> = left.map(|entry| entry.file_name()).collect();
        assert_eq!(names, ["out"]);
        assert!(target.join("old").exists());
    }
}
