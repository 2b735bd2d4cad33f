//! Operations on paths.

use super::{Machine, Process};
use crate::sandbox::file_events::{Place, name_of, octal};
use crate::sandbox::trace::Operation;
use crate::sandbox::vfs::{Errno, InodeId, Mode, Stat, TimeChange, escape_bytes};

/// Fuel for an operation on a path.
const PATH_COST: u64 = 2_000;

impl Machine<'_> {
    /// The path from the root that `path` means to a process.
    pub fn absolute(process: &Process, path: &[u8]) -> Vec<u8> {
        if path.starts_with(b"/") || path.is_empty() {
            return path.to_vec();
        }
        let mut absolute = process.cwd.clone();
        absolute.push(b'/');
        absolute.extend_from_slice(path);
        absolute
    }

    pub(super) fn place(&mut self, process: &Process, path: &[u8], follow: bool) -> Place {
        self.charge(PATH_COST);
        let absolute = Self::absolute(process, path);
        let shown = Some(escape_bytes(path));
        Place::new(self.files, InodeId::ROOT, absolute, shown, follow)
    }

    pub fn stat(&mut self, process: &Process, path: &[u8], follow: bool) -> Result<Stat, Errno> {
        let place = self.place(process, path, follow);
        let result = self.files.stat_at(place.base, &place.path, follow);
        let event = Operation::FileStat {
            resolved: place.resolved(),
            path: place.shown,
        };
        self.record(process, event, name_of(&result));
        result
    }

    /// As [`stat`](Self::stat), without an event: for what a program knows anyway.
    pub fn look(&mut self, process: &Process, path: &[u8], follow: bool) -> Result<Stat, Errno> {
        self.charge(PATH_COST);
        let path = Self::absolute(process, path);
        self.files.stat_at(InodeId::ROOT, &path, follow)
    }

    pub fn mkdir(&mut self, process: &Process, path: &[u8], mode: Mode) -> Result<(), Errno> {
        let place = self.place(process, path, false);
        let result = self.files.mkdir(place.base, &place.path, mode).map(drop);
        let event = Operation::FileMkdir {
            resolved: place.resolved(),
            path: place.shown,
            mode: Some(octal(mode)),
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn rmdir(&mut self, process: &Process, path: &[u8]) -> Result<(), Errno> {
        let place = self.place(process, path, false);
        let result = self.files.rmdir(place.base, &place.path);
        let event = Operation::FileRmdir {
            resolved: place.resolved(),
            path: place.shown,
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn unlink(&mut self, process: &Process, path: &[u8]) -> Result<(), Errno> {
        let place = self.place(process, path, false);
        let result = self.files.unlink(place.base, &place.path);
        let event = Operation::FileUnlink {
            resolved: place.resolved(),
            path: place.shown,
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn rename(&mut self, process: &Process, from: &[u8], to: &[u8]) -> Result<(), Errno> {
        let from = self.place(process, from, false);
        let to = self.place(process, to, false);
        let result = self.files.rename(from.base, &from.path, to.base, &to.path);
        let event = Operation::FileRename {
            resolved: from.resolved(),
            to_resolved: to.resolved(),
            path: from.shown,
            to: to.shown,
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn symlink(&mut self, process: &Process, target: &[u8], path: &[u8]) -> Result<(), Errno> {
        let place = self.place(process, path, false);
        let result = self
            .files
            .symlink(target, place.base, &place.path)
            .map(drop);
        let event = Operation::FileSymlink {
            resolved: place.resolved(),
            path: place.shown,
            target: escape_bytes(target),
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn link(&mut self, process: &Process, from: &[u8], to: &[u8]) -> Result<(), Errno> {
        let from = self.place(process, from, false);
        let to = self.place(process, to, false);
        let result = self
            .files
            .link(from.base, &from.path, false, to.base, &to.path)
            .map(drop);
        let event = Operation::FileLink {
            resolved: from.resolved(),
            to_resolved: to.resolved(),
            path: from.shown,
            to: to.shown,
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn readlink(&mut self, process: &Process, path: &[u8]) -> Result<Vec<u8>, Errno> {
        let place = self.place(process, path, false);
        let result = self.files.readlink(place.base, &place.path);
        let event = Operation::FileReadlink {
            resolved: place.resolved(),
            path: place.shown,
        };
        self.record(process, event, name_of(&result));
        result
    }

    pub fn chmod(&mut self, process: &Process, path: &[u8], mode: Mode) -> Result<(), Errno> {
        let place = self.place(process, path, true);
        let result = self.files.chmod(place.base, &place.path, true, mode);
        let event = Operation::FileChmod {
            resolved: place.resolved(),
            path: place.shown,
            mode: octal(mode),
        };
        self.record(process, event, name_of(&result));
        result
    }

    /// Changes whom a file belongs to; `None` leaves it. The trace knows no such operation: the command tells of it.
    pub fn chown(
        &mut self,
        process: &Process,
        path: &[u8],
        follow: bool,
        user: Option<u32>,
        group: Option<u32>,
    ) -> Result<(), Errno> {
        let place = self.place(process, path, follow);
        self.files
            .chown(place.base, &place.path, follow, user, group)
    }

    /// Sets a file's times to now.
    pub fn touch(&mut self, process: &Process, path: &[u8]) -> Result<(), Errno> {
        let place = self.place(process, path, true);
        let result = self.files.set_times_at(
            place.base,
            &place.path,
            true,
            TimeChange::Now,
            TimeChange::Now,
        );
        let event = Operation::FileChange {
            resolved: place.resolved(),
            what: "times".to_owned(),
        };
        self.record(process, event, name_of(&result));
        result
    }

    /// The canonical path of what `path` leads to.
    pub fn canonical(&mut self, process: &Process, path: &[u8]) -> Result<Vec<u8>, Errno> {
        self.charge(PATH_COST);
        let absolute = Self::absolute(process, path);
        let resolved = self.files.resolve(InodeId::ROOT, &absolute, true)?;
        resolved.inode.ok_or(Errno::ENOENT)?;
        Ok(resolved.canonical.as_bytes().to_vec())
    }
}
