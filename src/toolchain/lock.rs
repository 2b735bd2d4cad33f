//! A lock between processes: an empty file, locked through the operating system, which frees it when its holder dies.
//!
//! Lock files are never deleted: a process that deletes one while another waits for it would leave two holders.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::disk::{self, DiskError};

/// Held until dropped. Also excludes other threads of the same process.
#[derive(Debug)]
pub(super) struct FileLock {
    _file: File,
}

impl FileLock {
    /// Takes the lock, waiting for another holder if need be; `on_wait` is called once before waiting.
    pub(super) fn acquire(path: &Path, on_wait: impl FnOnce()) -> Result<Self, DiskError> {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                on_wait();
                file.lock().map_err(DiskError::on("lock", path))?;
            }
            Err(TryLockError::Error(error)) => return Err(DiskError::on("lock", path)(error)),
        }
        Ok(Self { _file: file })
    }

    /// Takes the lock if nobody holds it.
    pub(super) fn try_acquire(path: &Path) -> Result<Option<Self>, DiskError> {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(DiskError::on("lock", path)(error)),
        }
    }
}

fn open(path: &Path) -> Result<File, DiskError> {
    if let Some(folder) = path.parent() {
        disk::create_folder(folder)?;
    }
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    options.open(path).map_err(DiskError::on("open", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_lock_is_refused_and_freed_when_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("locks").join("a.lock");
        let held = FileLock::acquire(&path, || panic!("nobody holds it")).unwrap();
        assert!(FileLock::try_acquire(&path).unwrap().is_none());
        drop(held);
        assert!(FileLock::try_acquire(&path).unwrap().is_some());
    }
}
