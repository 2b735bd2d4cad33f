//! Folders of the host that a guest may use: read into the virtual file system before, written back afterwards.
//!
//! The guest sees them through the same file system as everything else, so traces and permissions are the same. What it
//! changes is applied to the host when it has ended, through a capability that can't leave the folder.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_std::ambient_authority;
use cap_std::fs::{Dir, MetadataExt, Permissions, PermissionsExt};

use super::USER;
use super::vfs::{ContentSource, FileContent, FileKind, GuestPath, Mode, Vfs};

/// More files than this in one granted folder are refused: it is most likely a mistake.
const MAX_FILES: usize = 200_000;

/// A granted folder.
#[derive(Debug)]
pub struct Grant {
    host: PathBuf,
    guest: GuestPath,
    writable: bool,
    dir: Arc<Dir>,
}

/// Why a folder can't be granted or written back.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {error}")]
pub struct GrantError {
    path: String,
    error: io::Error,
}

struct HostFile {
    dir: Arc<Dir>,
    path: PathBuf,
    len: u64,
}

impl ContentSource for HostFile {
    fn len(&self) -> u64 {
        self.len
    }

    fn load(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // A file that grew meanwhile is cut at the length that the guest was told.
        self.dir
            .open(&self.path)?
            .take(self.len)
            .read_to_end(&mut bytes)?;
        bytes.resize(usize::try_from(self.len).unwrap_or(usize::MAX), 0);
        Ok(bytes)
    }
}

impl Grant {
    /// Grants a folder of the host as a folder of the guest.
    ///
    /// # Errors
    /// If it can't be opened.
    pub fn open(host: &Path, guest: GuestPath, writable: bool) -> Result<Self, GrantError> {
        let dir = Dir::open_ambient_dir(host, ambient_authority()).map_err(|error| GrantError {
            path: host.display().to_string(),
            error,
        })?;
        Ok(Self {
            host: host.to_owned(),
            guest,
            writable,
            dir: Arc::new(dir),
        })
    }

    /// Puts the folder into a file system. Files are read when the guest reads them.
    ///
    /// # Errors
    /// If a folder can't be listed, or holds too much.
    pub fn mount(&self, files: &mut Vfs) -> Result<(), GrantError> {
        let mut open = vec![PathBuf::new()];
        let mut count = 0;
        while let Some(folder) = open.pop() {
            let fail = |error| self.error(&folder, error);
            let mode = self.metadata(&folder).map_err(fail)?.mode();
            let target = self.guest_path(&folder);
            let _ = files.seed_dir(&target, Mode::new(mode & 0o7777), USER);
            let listing = if folder.as_os_str().is_empty() {
                self.dir.entries()
            } else {
                self.dir.read_dir(&folder)
            };
            for entry in listing.map_err(fail)? {
                let entry = entry.map_err(fail)?;
                count += 1;
                if count > MAX_FILES {
                    let text = format!("more than {MAX_FILES} files: grant a smaller folder");
                    return Err(self.error(&folder, io::Error::other(text)));
                }
                let path = folder.join(entry.file_name());
                let metadata = entry.metadata().map_err(|error| self.error(&path, error))?;
                let target = self.guest_path(&path);
                let mode = Mode::new(metadata.mode() & 0o7777);
                // Seeding fails only for names that the guest can't have; those stay unseen.
                if metadata.is_dir() {
                    open.push(path);
                } else if metadata.is_symlink() {
                    if let Ok(link) = self.dir.read_link_contents(&path) {
                        let _ = files.seed_symlink(&target, link.as_os_str().as_encoded_bytes());
                    }
                } else if metadata.is_file() {
                    let source = HostFile {
                        dir: self.dir.clone(),
                        path,
                        len: metadata.len(),
                    };
                    let _ = files.seed_file(&target, FileContent::lazy(source), mode, USER);
                }
            }
        }
        if !self.writable {
            let _ = files.seed_readonly(&self.guest);
        }
        Ok(())
    }

    /// Applies what the guest changed to the host's folder.
    ///
    /// # Errors
    /// If something can't be written; what came before it is.
    pub fn write_back(&self, files: &Vfs) -> Result<(), GrantError> {
        if !self.writable {
            return Ok(());
        }
        let changes: Vec<_> = files
            .changes_since_seed()
            .into_iter()
            .filter(|change| change.path.starts_with(&self.guest))
            .collect();
        // Removals from the leaves up, then everything else from the root down.
        for change in changes.iter().rev().filter(|c| c.after.is_none()) {
            let path = self.host_path(&change.path);
            let was_folder = change
                .before
                .as_ref()
                .is_some_and(|node| node.kind == FileKind::Directory);
            let removed = if was_folder {
                self.dir.remove_dir(&path)
            } else {
                self.dir.remove_file(&path)
            };
            removed.map_err(|error| self.error(&path, error))?;
        }
        for change in &changes {
            let Some(after) = &change.after else { continue };
            let path = self.host_path(&change.path);
            self.write_one(files, &change.path, &path, after.kind, after.mode)
                .map_err(|error| self.error(&path, error))?;
        }
        Ok(())
    }

    fn write_one(
        &self,
        files: &Vfs,
        guest: &GuestPath,
        path: &Path,
        kind: FileKind,
        mode: Mode,
    ) -> io::Result<()> {
        match kind {
            FileKind::Directory => {
                if !self.metadata(path).is_ok_and(|found| found.is_dir()) {
                    self.dir.create_dir(path)?;
                }
                if path.as_os_str().is_empty() {
                    return Ok(());
                }
            }
            FileKind::Symlink => {
                let target = files
                    .node(guest)
                    .and_then(|node| node.target)
                    .unwrap_or_default();
                let _ = self.dir.remove_file(path);
                return self.dir.symlink_contents(target, path);
            }
            FileKind::File => {
                let content = files.read_file(guest).unwrap_or_default();
                self.dir.write(path, content)?;
            }
            FileKind::CharDevice => return Ok(()),
        }
        let permissions = Permissions::from_mode(mode.bits() & 0o777);
        self.dir.set_permissions(path, permissions)
    }

    fn metadata(&self, path: &Path) -> io::Result<cap_std::fs::Metadata> {
        if path.as_os_str().is_empty() {
            self.dir.dir_metadata()
        } else {
            self.dir.symlink_metadata(path)
        }
    }

    fn guest_path(&self, inside: &Path) -> GuestPath {
        let mut path = self.guest.as_bytes().to_vec();
        path.push(b'/');
        path.extend_from_slice(inside.as_os_str().as_encoded_bytes());
        GuestPath::normalized(path).unwrap_or_else(|_| self.guest.clone())
    }

    #[cfg(unix)]
    fn host_path(&self, guest: &GuestPath) -> PathBuf {
        use std::os::unix::ffi::OsStrExt;
        let depth = self.guest.components().count();
        guest
            .components()
            .skip(depth)
            .map(std::ffi::OsStr::from_bytes)
            .collect()
    }

    fn error(&self, inside: &Path, error: io::Error) -> GrantError {
        GrantError {
            path: self.host.join(inside).display().to_string(),
            error,
        }
    }
}
