//! The table of open descriptors of a guest.

use super::vfs::{DirCursor, Errno, InodeId, OpenFile};

/// What a descriptor stands for.
#[derive(Debug)]
pub(super) enum Descriptor {
    Stdin,
    Stdout,
    Stderr,
    /// The root folder, granted from the start.
    Root,
    /// An open folder.
    Folder {
        file: OpenFile,
        cursor: DirCursor,
        /// The canonical path that it was opened by, for the trace.
        path: String,
        listed: bool,
    },
    /// An open file.
    File(FileDescriptor),
}

/// An open file with its position and what went through it.
#[derive(Debug)]
pub(super) struct FileDescriptor {
    pub(super) file: OpenFile,
    pub(super) offset: u64,
    pub(super) append: bool,
    pub(super) path: String,
    pub(super) bytes_read: u64,
    pub(super) bytes_written: u64,
}

/// All descriptors; the lowest free number is given first, as POSIX demands.
#[derive(Debug)]
pub(super) struct Descriptors {
    table: Vec<Option<Descriptor>>,
    limit: u32,
}

/// The descriptor of the root folder. The only one that is granted from the start besides the standard streams.
pub(super) const ROOT: u32 = 3;

impl Descriptors {
    pub(super) fn new(limit: u32) -> Self {
        Self {
            table: vec![
                Some(Descriptor::Stdin),
                Some(Descriptor::Stdout),
                Some(Descriptor::Stderr),
                Some(Descriptor::Root),
            ],
            limit,
        }
    }

    pub(super) fn get(&self, fd: u32) -> Result<&Descriptor, Errno> {
        self.table
            .get(fd as usize)
            .and_then(Option::as_ref)
            .ok_or(Errno::EBADF)
    }

    pub(super) fn get_mut(&mut self, fd: u32) -> Result<&mut Descriptor, Errno> {
        self.table
            .get_mut(fd as usize)
            .and_then(Option::as_mut)
            .ok_or(Errno::EBADF)
    }

    pub(super) fn file_mut(&mut self, fd: u32) -> Result<&mut FileDescriptor, Errno> {
        match self.get_mut(fd)? {
            Descriptor::File(file) => Ok(file),
            Descriptor::Root | Descriptor::Folder { .. } => Err(Errno::EISDIR),
            _ => Err(Errno::ESPIPE),
        }
    }

    /// The inode of an open folder, to resolve paths against.
    pub(super) fn folder(&self, fd: u32) -> Result<InodeId, Errno> {
        match self.get(fd)? {
            Descriptor::Root => Ok(InodeId::ROOT),
            Descriptor::Folder { file, .. } => Ok(file.inode()),
            _ => Err(Errno::ENOTDIR),
        }
    }

    /// Whether one more can be opened.
    pub(super) fn has_room(&self) -> bool {
        self.table.len() < self.limit as usize || self.table.iter().any(Option::is_none)
    }

    pub(super) fn insert(&mut self, descriptor: Descriptor) -> u32 {
        match self.table.iter().position(Option::is_none) {
            Some(free) => {
                self.table[free] = Some(descriptor);
                free as u32
            }
            None => {
                self.table.push(Some(descriptor));
                self.table.len() as u32 - 1
            }
        }
    }

    pub(super) fn remove(&mut self, fd: u32) -> Result<Descriptor, Errno> {
        self.table
            .get_mut(fd as usize)
            .and_then(Option::take)
            .ok_or(Errno::EBADF)
    }

    /// Moves a descriptor to a number that is in use, as `dup2` does; gives what was there.
    pub(super) fn renumber(&mut self, from: u32, to: u32) -> Result<Option<Descriptor>, Errno> {
        self.get(to)?;
        let moved = self.remove(from)?;
        Ok(self.table[to as usize].replace(moved))
    }

    /// Takes all that are open, in order of their numbers.
    pub(super) fn drain(&mut self) -> Vec<(u32, Descriptor)> {
        std::mem::take(&mut self.table)
            .into_iter()
            .enumerate()
            .filter_map(|(fd, descriptor)| Some((fd as u32, descriptor?)))
            .collect()
    }
}
