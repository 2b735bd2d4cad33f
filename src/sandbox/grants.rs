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
use super::vfs::{
    Change, ContentSource, FileChange, FileContent, FileKind, GuestPath, Mode, Node, Vfs,
    unescape_bytes,
};

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

impl GrantError {
    /// What the system says.
    pub fn cause(&self) -> &io::Error {
        &self.error
    }
}

fn kind(node: Option<&Node>) -> Option<FileKind> {
    node.map(|node| node.kind)
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

    /// Where a file or folder of the host is in the guest, if it is in this folder.
    pub fn place_of(&self, host: &Path) -> Option<GuestPath> {
        let found = match host.file_name() {
            // The name itself may be a link, which the guest sees as such.
            Some(name) => {
                let parent = host
                    .parent()
                    .filter(|parent| !parent.as_os_str().is_empty());
                parent
                    .unwrap_or(Path::new("."))
                    .canonicalize()
                    .ok()?
                    .join(name)
            }
            None => host.canonicalize().ok()?,
        };
        found.symlink_metadata().ok()?;
        let inside = found.strip_prefix(self.host.canonicalize().ok()?).ok()?;
        Some(self.guest_path(inside))
    }

    /// Puts the folder into a file system. Files are read when the guest reads them. What is in the places of `others` is
    /// left to them; those inside this one are to be mounted later.
    ///
    /// # Errors
    /// If a folder can't be listed, or holds too much.
    pub fn mount(&self, files: &mut Vfs, others: &[&GuestPath]) -> Result<(), GrantError> {
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
                if others.contains(&&target) {
                    continue;
                }
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

    /// Whether the guest may change it.
    pub fn is_writable(&self) -> bool {
        self.writable
    }

    /// The folder of the guest.
    pub fn guest(&self) -> &GuestPath {
        &self.guest
    }

    /// Applies what the guest changed to the host's folder. What is in the folders `others` belongs to other grants, as
    /// far as those are inside this one.
    ///
    /// # Errors
    /// The first thing that can't be written; everything else is, all the same.
    pub fn write_back(
        &self,
        files: &Vfs,
        changes: &[FileChange],
        others: &[&GuestPath],
    ) -> Result<(), GrantError> {
        if !self.writable {
            return Ok(());
        }
        let elsewhere = |path: &GuestPath| {
            let mut inner = others.iter().filter(|other| other.starts_with(&self.guest));
            inner.any(|other| path.starts_with(other))
        };
        let changes: Vec<(&FileChange, PathBuf)> = changes
            .iter()
            .filter(|change| change.path.starts_with(&self.guest) && !elsewhere(&change.path))
            .map(|change| (change, self.host_path(&change.path)))
            .collect();
        let mut first = None;
        let mut note = |path: &Path, result: io::Result<()>| {
            if let Err(error) = result {
                first.get_or_insert_with(|| self.error(path, error));
            }
        };
        // Removals from the leaves up, then everything else from the root down, then folders' modes from the leaves up:
        // a folder that becomes read-only is filled before.
        for (change, path) in changes.iter().rev() {
            note(path, self.remove_old(change, path));
        }
        for (change, path) in &changes {
            note(path, self.write_new(files, change, path));
        }
        for (change, path) in changes.iter().rev() {
            note(path, self.set_folder_mode(change, path));
        }
        first.map_or(Ok(()), Err)
    }

    /// Removes what is no longer there, or is there as something else.
    fn remove_old(&self, change: &FileChange, path: &Path) -> io::Result<()> {
        let Some(before) = &change.before else {
            return Ok(());
        };
        if path.as_os_str().is_empty() || kind(change.after.as_ref()) == Some(before.kind) {
            return Ok(());
        }
        if before.kind == FileKind::Directory {
            self.dir.remove_dir(path)
        } else {
            self.dir.remove_file(path)
        }
    }

    fn write_new(&self, files: &Vfs, change: &FileChange, path: &Path) -> io::Result<()> {
        let Some(after) = &change.after else {
            return Ok(());
        };
        match after.kind {
            FileKind::Directory => {
                if path.as_os_str().is_empty() || self.metadata(path).is_ok_and(|it| it.is_dir()) {
                    return Ok(());
                }
                self.dir.create_dir(path)
            }
            FileKind::Symlink => {
                use std::os::unix::ffi::OsStrExt;
                let target = unescape_bytes(after.target.as_deref().unwrap_or_default());
                let _ = self.dir.remove_file(path);
                self.dir
                    .symlink_contents(std::ffi::OsStr::from_bytes(&target), path)
            }
            FileKind::File => {
                match self.metadata(path) {
                    // A device or a pipe that the guest didn't see is not for it to write to.
                    Ok(found) if !found.is_file() => {
                        return Err(io::Error::other("is no regular file on the host"));
                    }
                    Ok(found) if found.mode() & 0o200 == 0 => {
                        let mode = Permissions::from_mode(found.mode() & 0o777 | 0o200);
                        self.dir.set_permissions(path, mode)?;
                    }
                    _ => {}
                }
                if change.change != Change::MetadataChanged {
                    let content = files
                        .read_file(&change.path)
                        .ok_or_else(|| io::Error::other("its content is lost"))?;
                    self.dir.write(path, content)?;
                }
                let mode = Permissions::from_mode(after.mode.bits() & 0o777);
                self.dir.set_permissions(path, mode)
            }
            FileKind::CharDevice => Ok(()),
        }
    }

    fn set_folder_mode(&self, change: &FileChange, path: &Path) -> io::Result<()> {
        match &change.after {
            Some(after) if after.kind == FileKind::Directory && !path.as_os_str().is_empty() => {
                let mode = Permissions::from_mode(after.mode.bits() & 0o777);
                self.dir.set_permissions(path, mode)
            }
            _ => Ok(()),
        }
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
