//! What the file system keeps of each file, directory, symbolic link and device.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Credentials, FileContent, FileKind, Mode, Stat, Timestamp};

/// The virtual number of an inode. Numbers are given in order of creation and never again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InodeId(pub(super) u64);

impl InodeId {
    /// The root directory.
    pub const ROOT: Self = Self(1);

    /// The number, as a program sees it in `st_ino`.
    pub const fn number(self) -> u64 {
        self.0
    }
}

/// What a character device does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// `/dev/null`: reads as empty, swallows writes.
    Null,
    /// `/dev/zero`: reads as zeros, swallows writes.
    Zero,
    /// `/dev/full`: reads as zeros, writes give `ENOSPC`.
    Full,
    /// `/dev/random` and `/dev/urandom`: the caller fills what is read, writes are swallowed.
    Random,
}

/// The name of an entry, shared between the directory and the inode's link.
pub(super) type Name = Arc<[u8]>;

/// Where an inode is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    pub parent: InodeId,
    pub name: Name,
}

/// One file, directory, symbolic link or device. A clone shares what is large.
#[derive(Debug, Clone)]
pub(super) struct Inode {
    pub mode: Mode,
    pub uid: u32,
    pub gid: u32,
    pub atime: Timestamp,
    pub mtime: Timestamp,
    pub ctime: Timestamp,
    /// Each entry that names this inode. A directory has one, or none when it is the root or removed.
    pub links: Vec<Link>,
    /// Whether it lies on a part of the tree that cannot be written.
    pub readonly: bool,
    /// Bytes of content that count against the guest's quota.
    pub charged: u64,
    pub body: Body,
}

#[derive(Debug, Clone)]
pub(super) enum Body {
    File(FileContent),
    Directory(Directory),
    Symlink(Arc<[u8]>),
    Device(Device),
}

#[derive(Debug, Clone)]
pub(super) struct Directory {
    /// What `..` means. A removed directory keeps it.
    pub parent: InodeId,
    pub entries: Arc<BTreeMap<Name, InodeId>>,
    /// How many entries are directories.
    pub subdirectories: u64,
}

impl Inode {
    /// An inode without links yet.
    pub fn new(body: Body, mode: Mode, owner: Credentials, now: Timestamp) -> Self {
        let Credentials { uid, gid } = owner;
        let (atime, mtime, ctime) = (now, now, now);
        Self {
            mode,
            uid,
            gid,
            atime,
            mtime,
            ctime,
            links: Vec::new(),
            readonly: false,
            charged: 0,
            body,
        }
    }

    /// The root directory.
    pub fn root(now: Timestamp) -> Self {
        Self::new(
            Body::empty_directory(InodeId::ROOT),
            Mode::new(0o755),
            Credentials::ROOT,
            now,
        )
    }

    pub fn kind(&self) -> FileKind {
        match self.body {
            Body::File(_) => FileKind::File,
            Body::Directory(_) => FileKind::Directory,
            Body::Symlink(_) => FileKind::Symlink,
            Body::Device(_) => FileKind::CharDevice,
        }
    }

    pub fn as_directory(&self) -> Option<&Directory> {
        match &self.body {
            Body::Directory(directory) => Some(directory),
            _ => None,
        }
    }

    pub fn as_directory_mut(&mut self) -> Option<&mut Directory> {
        match &mut self.body {
            Body::Directory(directory) => Some(directory),
            _ => None,
        }
    }

    pub fn as_symlink(&self) -> Option<&Arc<[u8]>> {
        match &self.body {
            Body::Symlink(target) => Some(target),
            _ => None,
        }
    }

    pub fn as_file(&self) -> Option<&FileContent> {
        match &self.body {
            Body::File(content) => Some(content),
            _ => None,
        }
    }

    pub fn is_directory(&self) -> bool {
        self.as_directory().is_some()
    }

    pub fn stat(&self, inode: InodeId) -> Stat {
        let linked = inode == InodeId::ROOT || !self.links.is_empty();
        let (nlink, size) = match &self.body {
            Body::Directory(directory) => (
                if linked {
                    2 + directory.subdirectories
                } else {
                    0
                },
                4096,
            ),
            Body::File(content) => (self.links.len() as u64, content.len()),
            Body::Symlink(target) => (self.links.len() as u64, target.len() as u64),
            Body::Device(_) => (self.links.len() as u64, 0),
        };
        Stat {
            inode,
            kind: self.kind(),
            mode: self.mode,
            uid: self.uid,
            gid: self.gid,
            nlink,
            size,
            atime: self.atime,
            mtime: self.mtime,
            ctime: self.ctime,
        }
    }

    /// Stamps a change of content or entries.
    pub fn content_changed(&mut self, now: Timestamp) {
        self.mtime = now;
        self.ctime = now;
    }
}

impl Body {
    pub fn empty_directory(parent: InodeId) -> Self {
        Self::Directory(Directory {
            parent,
            entries: Arc::default(),
            subdirectories: 0,
        })
    }
}
