//! Who may do what.

use super::inode::{Body, Inode};
use super::{Access, Errno, InodeId, Mode, Vfs};

impl Vfs {
    /// Whether the guest may use what `path` leads to in these ways: `EACCES` or `EROFS` if not.
    pub fn access(&self, base: InodeId, path: &[u8], access: Access) -> Result<(), Errno> {
        let inode = self.locate_existing(base, path, true)?;
        self.check_access(inode, access)
    }

    /// Whether the guest may use the inode so. A device can be written on a read-only file system too.
    pub(super) fn check_access(&self, id: InodeId, access: Access) -> Result<(), Errno> {
        let inode = self.inode(id)?;
        if access.write && inode.readonly && !matches!(inode.body, Body::Device(_)) {
            return Err(Errno::EROFS);
        }
        if self.permits(inode, access) {
            Ok(())
        } else {
            Err(Errno::EACCES)
        }
    }

    /// `EROFS` on a read-only part of the tree. Linux asks this before it looks up what is to be changed.
    pub(super) fn check_writable(&self, id: InodeId) -> Result<(), Errno> {
        if self.inode(id)?.readonly {
            Err(Errno::EROFS)
        } else {
            Ok(())
        }
    }

    /// Whether the guest may add entries to a directory or take them away.
    pub(super) fn check_entries_change(&self, directory: InodeId) -> Result<(), Errno> {
        self.check_writable(directory)?;
        let inode = self.inode(directory)?;
        if directory != InodeId::ROOT && inode.links.is_empty() {
            return Err(Errno::ENOENT);
        }
        self.check_access(directory, Access::CHANGE_ENTRIES)
    }

    /// Whether the guest may take the entry of `id` from `directory`, where a directory (or not) is expected; Linux's
    /// `may_delete`.
    pub(super) fn check_removal(
        &self,
        directory: InodeId,
        id: InodeId,
        expect_directory: bool,
    ) -> Result<(), Errno> {
        self.check_access(directory, Access::CHANGE_ENTRIES)?;
        let (parent, inode) = (self.inode(directory)?, self.inode(id)?);
        let uid = self.credentials.uid;
        if parent.mode.contains(Mode::STICKY) && uid != 0 && uid != inode.uid && uid != parent.uid {
            return Err(Errno::EPERM);
        }
        match (expect_directory, inode.is_directory()) {
            (true, false) => return Err(Errno::ENOTDIR),
            (false, true) => return Err(Errno::EISDIR),
            _ => {}
        }
        // The top of a read-only part is like a mount point.
        if inode.readonly {
            Err(Errno::EBUSY)
        } else {
            Ok(())
        }
    }

    pub(super) fn check_owner(&self, id: InodeId) -> Result<(), Errno> {
        self.check_writable(id)?;
        let inode = self.inode(id)?;
        if matches!(self.credentials.uid, uid if uid == 0 || uid == inode.uid) {
            Ok(())
        } else {
            Err(Errno::EPERM)
        }
    }

    fn permits(&self, inode: &Inode, access: Access) -> bool {
        let mode = inode.mode.bits();
        if self.credentials.uid == 0 {
            return !access.execute || inode.is_directory() || mode & 0o111 != 0;
        }
        let class = if self.credentials.uid == inode.uid {
            mode >> 6
        } else if self.credentials.gid == inode.gid {
            mode >> 3
        } else {
            mode
        };
        access.bits() & !class == 0
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    /// A file system for `USER` with a file of each kind of owner.
    fn offices() -> Vfs {
        let mut vfs = user_vfs();
        let others = Credentials {
            uid: 2000,
            gid: 2000,
        };
        let group = Credentials {
            uid: 2000,
            gid: USER.gid,
        };
        for (file, mode, owner) in [
            ("/own", 0o640, USER),
            ("/own-denied", 0o077, USER),
            ("/group", 0o640, group),
            ("/group-denied", 0o707, group),
            ("/other", 0o644, others),
            ("/secret", 0o600, others),
            ("/closed/inside", 0o666, others),
        ] {
            vfs.seed_file(&path(file), "text", Mode::new(mode), owner)
                .unwrap();
        }
        vfs.seed_dir(&path("/closed"), Mode::new(0o744), others)
            .unwrap();
        vfs
    }

    fn access(vfs: &Vfs, path: &str, access: Access) -> Result<(), Errno> {
        vfs.access(ROOT, path.as_bytes(), access)
    }

    #[test]
    fn the_first_class_that_applies_decides() {
        let vfs = offices();
        for (file, read, write) in [
            ("/own", true, true),
            ("/own-denied", false, false),
            ("/group", true, false),
            ("/group-denied", false, false),
            ("/other", true, false),
            ("/secret", false, false),
        ] {
            let expected = |allowed| if allowed { Ok(()) } else { Err(Errno::EACCES) };
            assert_eq!(access(&vfs, file, Access::READ), expected(read), "{file}");
            assert_eq!(access(&vfs, file, Access::WRITE), expected(write), "{file}");
            assert_eq!(
                access(&vfs, file, Access::EXECUTE),
                expected(false),
                "{file}"
            );
            assert_eq!(access(&vfs, file, Access::default()), Ok(()));
        }
    }

    #[test]
    fn crossing_a_directory_needs_search_permission() {
        let mut vfs = offices();
        assert_eq!(lstat(&vfs, "/closed/inside"), Err(Errno::EACCES));
        assert_eq!(lstat(&vfs, "/closed/missing"), Err(Errno::EACCES));
        assert_eq!(lstat(&vfs, "/closed/."), Err(Errno::EACCES));
        assert!(
            open(&mut vfs, "/closed", reading()).is_ok(),
            "its names may be listed"
        );
        assert_eq!(write(&mut vfs, "/closed/new", b""), Err(Errno::EACCES));
    }

    #[test]
    fn opening_asks_for_what_it_uses() {
        let mut vfs = offices();
        assert_eq!(open(&mut vfs, "/secret", reading()), Err(Errno::EACCES));
        assert_eq!(open(&mut vfs, "/other", creating()), Err(Errno::EACCES));
        let truncating = OpenOptions {
            truncate: true,
            ..reading()
        };
        assert_eq!(open(&mut vfs, "/other", truncating), Err(Errno::EACCES));
        assert!(
            open(&mut vfs, "/secret", OpenOptions::default()).is_ok(),
            "locating needs no permission"
        );
        let unreadable = OpenOptions {
            mode: Mode::new(0),
            ..creating()
        };
        assert!(
            open(&mut vfs, "/new", unreadable).is_ok(),
            "the mode binds only the next to open it"
        );
        assert_eq!(open(&mut vfs, "/new", reading()), Err(Errno::EACCES));
    }

    #[test]
    fn root_is_not_bound_but_cannot_execute_what_nobody_can() {
        let mut vfs = Vfs::new(Credentials::ROOT, FsLimits::default(), Timestamp(1));
        vfs.seed_file(&path("/d/f"), "", Mode::new(0), USER)
            .unwrap();
        vfs.seed_dir(&path("/d"), Mode::new(0), USER).unwrap();
        assert_eq!(
            access(
                &vfs,
                "/d/f",
                Access {
                    read: true,
                    write: true,
                    execute: false
                }
            ),
            Ok(())
        );
        assert_eq!(access(&vfs, "/d/f", Access::EXECUTE), Err(Errno::EACCES));
        assert_eq!(access(&vfs, "/d", Access::EXECUTE), Ok(()));
        vfs.chmod(ROOT, b"/d/f", true, Mode::new(0o001)).unwrap();
        assert_eq!(access(&vfs, "/d/f", Access::EXECUTE), Ok(()));
    }

    #[test]
    fn sticky_directories_protect_entries_of_others() {
        let mut vfs = Vfs::new(USER, FsLimits::default(), Timestamp(1));
        vfs.seed_file(
            &path("/tmp/theirs"),
            "",
            Mode::new(0o666),
            Credentials::ROOT,
        )
        .unwrap();
        vfs.seed_dir(&path("/tmp"), Mode::new(0o1777), Credentials::ROOT)
            .unwrap();
        write(&mut vfs, "/tmp/mine", b"").unwrap();
        assert_eq!(unlink(&mut vfs, "/tmp/theirs"), Err(Errno::EPERM));
        assert_eq!(rename(&mut vfs, "/tmp/theirs", "/tmp/x"), Err(Errno::EPERM));
        assert_eq!(
            rename(&mut vfs, "/tmp/mine", "/tmp/theirs"),
            Err(Errno::EPERM)
        );
        assert_eq!(rename(&mut vfs, "/tmp/mine", "/tmp/moved"), Ok(()));
        assert_eq!(unlink(&mut vfs, "/tmp/moved"), Ok(()));
        let mut vfs = Vfs::new(USER, FsLimits::default(), Timestamp(1));
        vfs.seed_file(
            &path("/own/theirs"),
            "",
            Mode::new(0o666),
            Credentials::ROOT,
        )
        .unwrap();
        vfs.seed_dir(&path("/own"), Mode::new(0o1777), USER)
            .unwrap();
        assert_eq!(
            unlink(&mut vfs, "/own/theirs"),
            Ok(()),
            "the directory's owner may"
        );
    }

    #[test]
    fn groups_are_inherited_from_set_group_id_directories() {
        let mut vfs = user_vfs();
        vfs.seed_dir(
            &path("/shared"),
            Mode::new(0o2777),
            Credentials { uid: 0, gid: 50 },
        )
        .unwrap();
        mkdir(&mut vfs, "/shared/d").unwrap();
        write(&mut vfs, "/shared/d/f", b"").unwrap();
        let (directory, file) = (
            lstat(&vfs, "/shared/d").unwrap(),
            lstat(&vfs, "/shared/d/f").unwrap(),
        );
        assert_eq!((directory.mode, directory.gid), (Mode::new(0o2755), 50));
        assert_eq!(
            (file.mode, file.uid, file.gid),
            (Mode::new(0o644), USER.uid, 50)
        );
    }
}
