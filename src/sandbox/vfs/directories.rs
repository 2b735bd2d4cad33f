//! Making, removing and listing directories.

use super::inode::{Body, Name};
use super::walk::Last;
use super::{Errno, FileKind, InodeId, Mode, OpenFile, Vfs};

/// A listing of a directory as it was when the cursor was made, which is what `opendir` and `rewinddir` do.
///
/// A position (cookie) is an index into that listing, so it stays valid whatever happens to the directory: an entry that
/// exists throughout is returned exactly once, one that was removed meanwhile is left out, and one that was added
/// meanwhile appears in the next cursor. Cookie 0 is the beginning. A cursor holds one pointer for each entry; how many
/// cursors exist is for the caller to bound.
#[derive(Debug, Clone)]
pub struct DirCursor {
    directory: InodeId,
    names: Vec<Name>,
}

/// One entry of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirEntry {
    /// The name.
    pub name: Vec<u8>,
    /// The inode it names.
    pub inode: InodeId,
    /// What that is.
    pub kind: FileKind,
    /// The cookie of the entry after this one.
    pub next: u64,
}

impl Vfs {
    /// Makes a directory, with `mode` less the umask.
    pub fn mkdir(&mut self, base: InodeId, path: &[u8], mode: Mode) -> Result<InodeId, Errno> {
        let (directory, name) = self.vacant_place(base, path, true)?;
        // As on Linux, a directory is not born with set-user-id or set-group-id.
        let mode = mode
            .without(Mode::SET_UID)
            .without(Mode::SET_GID)
            .without(self.umask);
        self.create(directory, &name, Body::empty_directory(directory), mode)
    }

    /// Removes an empty directory.
    pub fn rmdir(&mut self, base: InodeId, path: &[u8]) -> Result<(), Errno> {
        let place = self.place(base, path)?;
        let name = match place.last {
            Last::Name(name) => name,
            Last::Dot => return Err(Errno::EINVAL),
            Last::DotDot => return Err(Errno::ENOTEMPTY),
            Last::Root => return Err(Errno::EBUSY),
        };
        self.check_writable(place.directory)?;
        let id = self.lookup(place.directory, &name)?.ok_or(Errno::ENOENT)?;
        self.check_removal(place.directory, id, true)?;
        if !self.directory(id)?.entries.is_empty() {
            return Err(Errno::ENOTEMPTY);
        }
        self.remove_entry(place.directory, &name)?;
        self.free_if_unused(id);
        Ok(())
    }

    /// Starts a listing of an open directory. One that has been removed lists as empty, without even `.` and `..`.
    pub fn dir_cursor(&mut self, file: &OpenFile) -> Result<DirCursor, Errno> {
        let entries = &self.directory(file.inode())?.entries;
        self.work.entries(entries.len());
        let names = entries.keys().cloned().collect();
        if !file.can_read() {
            return Err(Errno::EBADF);
        }
        self.accessed(file.inode());
        Ok(DirCursor {
            directory: file.inode(),
            names,
        })
    }

    /// The entries from `cookie` on: `.`, `..`, then the names in order of their bytes.
    pub fn dir_entries<'a>(
        &'a self,
        cursor: &'a DirCursor,
        cookie: u64,
    ) -> impl Iterator<Item = DirEntry> + 'a {
        let alive = cursor.directory == InodeId::ROOT
            || self
                .table
                .get(cursor.directory)
                .is_some_and(|inode| !inode.links.is_empty());
        let count = if alive {
            cursor.names.len() as u64 + 2
        } else {
            0
        };
        (cookie..count).filter_map(move |position| self.dir_entry(cursor, position))
    }

    fn dir_entry(&self, cursor: &DirCursor, position: u64) -> Option<DirEntry> {
        self.work.look_ups(1);
        let (name, inode): (&[u8], _) = match position {
            0 => (b".", cursor.directory),
            1 => (b"..", self.parent_of(cursor.directory).ok()?),
            _ => {
                let name = cursor.names.get(usize::try_from(position - 2).ok()?)?;
                (name, self.entry(cursor.directory, name)?)
            }
        };
        let kind = self.table.get(inode)?.kind();
        Some(DirEntry {
            name: name.to_vec(),
            inode,
            kind,
            next: position + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    fn names(vfs: &Vfs, cursor: &DirCursor, cookie: u64) -> Vec<String> {
        vfs.dir_entries(cursor, cookie)
            .map(|entry| escape_bytes(&entry.name))
            .collect()
    }

    #[test]
    fn listings_are_sorted_and_survive_changes() {
        let mut vfs = user_vfs();
        mkdir(&mut vfs, "/d").unwrap();
        for name in ["b", "a", "c", "B"] {
            write(&mut vfs, &format!("/d/{name}"), b"").unwrap();
        }
        let file = open(&mut vfs, "/d", reading()).unwrap();
        let cursor = vfs.dir_cursor(&file).unwrap();
        assert_eq!(names(&vfs, &cursor, 0), [".", "..", "B", "a", "b", "c"]);
        let third = vfs.dir_entries(&cursor, 0).nth(2).unwrap();
        assert_eq!(third.next, 3);
        unlink(&mut vfs, "/d/B").unwrap();
        unlink(&mut vfs, "/d/b").unwrap();
        write(&mut vfs, "/d/aa", b"").unwrap();
        assert_eq!(names(&vfs, &cursor, third.next), ["a", "c"]);
        assert_eq!(names(&vfs, &cursor, u64::MAX), [""; 0]);
        let again = vfs.dir_cursor(&file).unwrap();
        assert_eq!(names(&vfs, &again, 2), ["a", "aa", "c"]);
        let inodes: Vec<_> = vfs
            .dir_entries(&again, 0)
            .take(2)
            .map(|entry| entry.inode)
            .collect();
        assert_eq!(inodes, [file.inode(), ROOT]);
    }

    #[test]
    fn cursors_need_a_directory_open_for_reading() {
        let mut vfs = user_vfs();
        let file = open(&mut vfs, "/f", creating()).unwrap();
        assert_eq!(vfs.dir_cursor(&file).unwrap_err(), Errno::ENOTDIR);
        let directory = open(&mut vfs, "/", OpenOptions::default()).unwrap();
        assert_eq!(vfs.dir_cursor(&directory).unwrap_err(), Errno::EBADF);
    }

    #[test]
    fn removing() {
        let mut vfs = user_vfs();
        mkdir(&mut vfs, "/d/").unwrap();
        mkdir(&mut vfs, "/d/e").unwrap();
        for (path, errno) in [
            ("/", Errno::EBUSY),
            ("/d", Errno::ENOTEMPTY),
            ("/d/.", Errno::EINVAL),
            ("/d/e/..", Errno::ENOTEMPTY),
            ("/x", Errno::ENOENT),
        ] {
            assert_eq!(vfs.rmdir(ROOT, path.as_bytes()), Err(errno), "{path}");
        }
        assert_eq!(lstat(&vfs, "/d").unwrap().nlink, 3);
        vfs.rmdir(ROOT, b"/d/e/").unwrap();
        assert_eq!(lstat(&vfs, "/d").unwrap().nlink, 2);
    }
}
