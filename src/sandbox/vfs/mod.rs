//! An in-memory POSIX file system for one execution.
//!
//! The guest's files live here and nowhere else. The behaviour is that of a Linux machine, down to the error that each
//! mistake gives: permission bits and owners, hard and symbolic links, `..` clamped at the root, unlinked files that
//! stay alive while open. An attack that works on a real machine works here, and one that fails there fails here.
//!
//! Everything is deterministic: time is what [`Vfs::set_now`] said last, inode numbers count up, listings are sorted.
//!
//! # Life of a file system
//!
//! 1. **Seed** it: [`Vfs::new`], then `seed_dir`, `seed_file`, `seed_symlink`, `seed_device`, `seed_readonly`.
//!    These ignore permissions and quotas. A seeded `Vfs` serves as a template: a clone shares all that was seeded,
//!    and may be seeded further until the first change by the guest.
//! 2. **Use** it: path operations take `(base, path)`, where `base` is the inode of an open directory.
//! 3. **Compare** it: [`Vfs::changes_since_seed`], [`Vfs::tree`], [`Vfs::read_file`].
//!
//! # Invariants
//!
//! - Seeded inodes are never altered once the guest runs: changes go to copies, so what changed is known without a search.
//! - No operation panics or recurses, and the host's memory that a guest can hold is bounded by [`FsLimits`] (twice the
//!   content, for the spare room of growing files, and what names and links take).
//! - A directory entry and the link that its inode keeps always agree; only `entries.rs` changes either.

mod attributes;
mod changes;
mod content;
mod directories;
mod entries;
mod errno;
mod inode;
mod io;
mod limits;
mod links;
mod metadata;
mod open;
mod path;
mod permissions;
mod quota;
mod rename;
mod resolve;
mod seed;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod walk;
mod work;

pub use attributes::{Access, Credentials, FileKind, Mode, Stat, TimeChange, Timestamp};
pub use changes::{Change, FileChange};
pub use content::{ContentSource, FileContent};
pub use directories::{DirCursor, DirEntry};
pub use errno::Errno;
pub use inode::{Device, InodeId};
pub use io::ReadOutcome;
pub use limits::{FsLimits, FsUsage};
pub use open::{OpenFile, OpenOptions, Opened};
pub use path::{GuestPath, InvalidPath, escape_bytes, unescape_bytes};
pub use resolve::Resolved;
pub use tree::{ContentDigest, Node, Tree};

use std::collections::BTreeMap;

use inode::Inode;
use table::InodeTable;
use work::Work;

/// A file system in memory; see the [module](self) for its life and its invariants.
///
/// Cloning is cheap: all that was seeded is shared with the clone.
#[derive(Debug, Clone)]
pub struct Vfs {
    credentials: Credentials,
    limits: FsLimits,
    umask: Mode,
    now: Timestamp,
    table: InodeTable,
    /// How many open files hold each inode; absent means none.
    open_counts: BTreeMap<InodeId, u32>,
    usage: FsUsage,
    work: Work,
}

impl Vfs {
    /// An empty file system, seen by a process with `credentials`, at the virtual time `start`.
    ///
    /// The root directory belongs to root and has mode 0755; the umask is 022.
    pub fn new(credentials: Credentials, limits: FsLimits, start: Timestamp) -> Self {
        Self {
            credentials,
            limits,
            umask: Mode::new(0o022),
            now: start,
            table: InodeTable::new(Inode::root(start)),
            open_counts: BTreeMap::new(),
            usage: FsUsage::default(),
            work: Work::default(),
        }
    }

    /// Sets the virtual time that the next operations stamp on inodes.
    pub fn set_now(&mut self, now: Timestamp) {
        self.now = now;
    }

    /// The virtual time that operations stamp on inodes.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The user and group that the guest acts as.
    pub fn credentials(&self) -> Credentials {
        self.credentials
    }

    /// The limits this file system was made with.
    pub fn limits(&self) -> &FsLimits {
        &self.limits
    }

    /// What the guest holds now of the limited resources.
    pub fn usage(&self) -> FsUsage {
        self.usage
    }

    /// What the operations since the last call cost the host, in fuel: for the caller to charge.
    pub fn take_work(&mut self) -> u64 {
        self.work.take()
    }

    /// The permission bits that creation leaves out.
    pub fn umask(&self) -> Mode {
        self.umask
    }

    /// Sets the umask (its permission bits, 0777) and returns the old one.
    pub fn set_umask(&mut self, umask: Mode) -> Mode {
        std::mem::replace(&mut self.umask, Mode::new(umask.bits() & 0o777))
    }

    /// The inode, or `EBADF`: an inode number comes from an open file, so one that names nothing is a stale handle.
    fn inode(&self, id: InodeId) -> Result<&Inode, Errno> {
        self.table.get(id).ok_or(Errno::EBADF)
    }

    /// The inode for a change; what was seeded is copied first.
    fn inode_mut(&mut self, id: InodeId) -> Result<&mut Inode, Errno> {
        self.table.get_mut(id).ok_or(Errno::EBADF)
    }
}
