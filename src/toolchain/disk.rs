//! The room's door to the host's file system: errors that name the path, durable writes, and the free space.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::digest::Blake3Digest;

/// A file operation that failed, with what was tried on which path.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// The disk or the user's quota is full.
    #[error("no space left in {}{}{}", folder.display(), in_words("needed", *needed), in_words("free", *free))]
    NoSpace {
        /// The folder that was being written to.
        folder: PathBuf,
        /// How many bytes the operation needs in all, where known.
        needed: Option<u64>,
        /// How many bytes were free when it failed, where known.
        free: Option<u64>,
        /// What the operating system or the operation said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Anything else.
    #[error("cannot {action} {}", path.display())]
    Failed {
        /// What was tried: "read", "create" ...
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

fn in_words(word: &str, bytes: Option<u64>) -> String {
    bytes
        .map(|bytes| format!(", {bytes} bytes {word}"))
        .unwrap_or_default()
}

impl DiskError {
    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NoSpace { .. } => Some(
                "free some space, or set DUALGAUGE_HOME to a folder on a larger disk".to_owned(),
            ),
            Self::Failed { .. } => None,
        }
    }

    /// Makes a function for `map_err` that says what was tried on which path.
    pub(super) fn on(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                let folder = path.parent().map_or(path.clone(), Path::to_owned);
                let free = free_space(&folder);
                Self::NoSpace {
                    folder,
                    needed: None,
                    free,
                    source: Box::new(source),
                }
            }
            _ => Self::Failed {
                action,
                path,
                source,
            },
        }
    }

    /// Adds how many bytes the whole operation needs, if the disk is full.
    pub(super) fn needing(mut self, bytes: u64) -> Self {
        if let Self::NoSpace { needed, .. } = &mut self {
            needed.get_or_insert(bytes);
        }
        self
    }

    /// Whether the path does not exist.
    pub(super) fn is_not_found(&self) -> bool {
        matches!(self, Self::Failed { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }
}

/// Bytes that an ordinary user can still write in the folder; `None` where the system does not tell.
pub(super) fn free_space(folder: &Path) -> Option<u64> {
    fs4::available_space(folder).ok()
}

/// Creates a folder and those above it, readable by this user alone where the system knows such modes.
///
/// Compiled code is loaded from these folders and run, so nobody else may write there.
pub(super) fn create_folder(folder: &Path) -> Result<(), DiskError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(DiskError::on("create", folder))
}

/// Removes a folder and all in it; one that does not exist is fine.
pub(super) fn remove_folder(folder: &Path) -> Result<(), DiskError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome.map_err(DiskError::on("remove", folder)),
    }
}

/// Renames, then makes the new name durable.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), DiskError> {
    fs::rename(from, to).map_err(DiskError::on("move into place", to))?;
    to.parent().map_or(Ok(()), sync)
}

/// Opens for reading.
pub(super) fn open(file: &Path) -> Result<File, DiskError> {
    File::open(file).map_err(DiskError::on("open", file))
}

/// Waits until a file's contents, or a folder's list of names, are on the disk.
pub(super) fn sync(path: &Path) -> Result<(), DiskError> {
    if cfg!(windows) && path.is_dir() {
        return Ok(()); // Windows cannot open a folder as a file, and orders renames itself.
    }
    File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(DiskError::on("write out", path))
}

/// Writes a small file under a temporary name, then renames it: readers see the old or the new text, never a part.
pub(super) fn write_atomically(file: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let failed = || DiskError::on("write", file);
    let mut temporary = tempfile::NamedTempFile::new_in(folder).map_err(failed())?;
    temporary.write_all(bytes).map_err(failed())?;
    temporary.as_file().sync_all().map_err(failed())?;
    temporary
        .persist(file)
        .map_err(|error| failed()(error.error))?;
    Ok(())
}

/// The size and digest of a file, found by reading it.
pub(super) fn measure(file: &Path) -> Result<(u64, Blake3Digest), DiskError> {
    let mut hasher = blake3::Hasher::new();
    let mut size = 0;
    read_in_pieces(file, |piece| {
        hasher.update(piece);
        size += piece.len() as u64;
    })?;
    Ok((size, hasher.finalize().into()))
}

/// Reads a whole file through a large buffer, handing on each piece.
pub(super) fn read_in_pieces(file: &Path, mut take: impl FnMut(&[u8])) -> Result<(), DiskError> {
    let mut source = open(file)?;
    let mut buffer = vec![0; 1 << 20];
    loop {
        match source.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(length) => take(&buffer[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(DiskError::on("read", file)(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_named_with_the_folder_and_the_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let error = DiskError::on("write", &folder.path().join("file"))(full).needing(1234);
        let text = error.to_string();
        assert!(
            text.starts_with(&format!(
                "no space left in {}, 1234 bytes needed, ",
                folder.path().display()
            )),
            "{text}"
        );
        assert!(error.help().unwrap().contains("DUALGAUGE_HOME"));
    }

    #[test]
    fn writing_atomically_replaces_and_leaves_no_temporary_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("record");
        write_atomically(&file, b"old").unwrap();
        write_atomically(&file, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn removing_what_is_not_there_is_fine() {
        let folder = tempfile::tempdir().unwrap();
        remove_folder(&folder.path().join("no")).unwrap();
    }
}
