//! Mode, owner and times.

use super::inode::{Body, Inode};
use super::{Access, Errno, InodeId, Mode, Stat, TimeChange, Vfs};

impl Vfs {
    /// The status of an inode.
    pub fn stat(&self, inode: InodeId) -> Result<Stat, Errno> {
        Ok(self.inode(inode)?.stat(inode))
    }

    /// The status of what `path` leads to.
    pub fn stat_at(&self, base: InodeId, path: &[u8], follow: bool) -> Result<Stat, Errno> {
        self.stat(self.locate_existing(base, path, follow)?)
    }

    /// Changes the mode of what `path` leads to; only its owner may. A symbolic link has none to change (`ENOTSUP`).
    pub fn chmod(
        &mut self,
        base: InodeId,
        path: &[u8],
        follow: bool,
        mode: Mode,
    ) -> Result<(), Errno> {
        let inode = self.locate_existing(base, path, follow)?;
        self.fchmod(inode, mode)
    }

    /// Changes the mode of an inode; only its owner may.
    pub fn fchmod(&mut self, inode: InodeId, mut mode: Mode) -> Result<(), Errno> {
        self.check_owner(inode)?;
        let (credentials, now) = (self.credentials, self.now);
        let inode = self.inode_mut(inode)?;
        if matches!(inode.body, Body::Symlink(_)) {
            return Err(Errno::ENOTSUP);
        }
        if credentials.uid != 0 && credentials.gid != inode.gid {
            mode = mode.without(Mode::SET_GID);
        }
        inode.mode = mode;
        inode.ctime = now;
        Ok(())
    }

    /// Changes the owner of what `path` leads to; `None` leaves the user or group. Only root gives a file away; an owner
    /// may set the own group.
    pub fn chown(
        &mut self,
        base: InodeId,
        path: &[u8],
        follow: bool,
        uid: Option<u32>,
        gid: Option<u32>,
    ) -> Result<(), Errno> {
        let inode = self.locate_existing(base, path, follow)?;
        self.fchown(inode, uid, gid)
    }

    /// Changes the owner of an inode, as [`chown`](Self::chown).
    pub fn fchown(&mut self, id: InodeId, uid: Option<u32>, gid: Option<u32>) -> Result<(), Errno> {
        self.check_writable(id)?;
        let inode = self.inode(id)?;
        let caller = self.credentials;
        let owns = caller.uid == inode.uid;
        let uid_allowed = uid.is_none_or(|uid| owns && uid == inode.uid);
        let gid_allowed = gid.is_none_or(|gid| owns && (gid == inode.gid || gid == caller.gid));
        if caller.uid != 0 && !(uid_allowed && gid_allowed) {
            return Err(Errno::EPERM);
        }
        let now = self.now;
        let inode = self.inode_mut(id)?;
        inode.uid = uid.unwrap_or(inode.uid);
        inode.gid = gid.unwrap_or(inode.gid);
        if !inode.is_directory() {
            inode.drop_privilege_bits();
        }
        inode.ctime = now;
        Ok(())
    }

    /// Sets the times of an inode. Setting both to the virtual time needs permission to write, anything else ownership.
    pub fn set_times(
        &mut self,
        id: InodeId,
        atime: TimeChange,
        mtime: TimeChange,
    ) -> Result<(), Errno> {
        if (atime, mtime) == (TimeChange::Keep, TimeChange::Keep) {
            return Ok(());
        }
        let owner = self.check_owner(id);
        if (atime, mtime) != (TimeChange::Now, TimeChange::Now) {
            owner?;
        } else if owner.is_err() {
            self.check_access(id, Access::WRITE)?;
        }
        let now = self.now;
        let inode = self.inode_mut(id)?;
        for (time, change) in [(&mut inode.atime, atime), (&mut inode.mtime, mtime)] {
            match change {
                TimeChange::Keep => {}
                TimeChange::Now => *time = now,
                TimeChange::To(to) => *time = to,
            }
        }
        inode.ctime = now;
        Ok(())
    }

    /// Sets the times of what `path` leads to, as [`set_times`](Self::set_times).
    pub fn set_times_at(
        &mut self,
        base: InodeId,
        path: &[u8],
        follow: bool,
        atime: TimeChange,
        mtime: TimeChange,
    ) -> Result<(), Errno> {
        let inode = self.locate_existing(base, path, follow)?;
        self.set_times(inode, atime, mtime)
    }
}

impl Inode {
    /// Takes away the bits that lend the owner's rights, as a change of content or owner does.
    pub(super) fn drop_privilege_bits(&mut self) {
        self.mode = self.mode.without(Mode::SET_UID);
        // Without the group's execute bit, set-group-id means something else (mandatory locking).
        if self.mode.contains(Mode::new(0o010)) {
            self.mode = self.mode.without(Mode::SET_GID);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    fn world() -> Vfs {
        let mut vfs = user_vfs();
        let others = Credentials {
            uid: 2000,
            gid: 2000,
        };
        vfs.seed_file(&path("/own"), "text", Mode::new(0o640), USER)
            .unwrap();
        vfs.seed_file(&path("/other"), "text", Mode::new(0o644), others)
            .unwrap();
        vfs
    }

    #[test]
    fn only_owners_change_attributes() {
        let mut vfs = world();
        let mode = Mode::new(0o4755);
        assert_eq!(vfs.chmod(ROOT, b"/other", true, mode), Err(Errno::EPERM));
        assert_eq!(vfs.chmod(ROOT, b"/own", true, mode), Ok(()));
        assert_eq!(
            vfs.chown(ROOT, b"/own", true, Some(0), None),
            Err(Errno::EPERM)
        );
        assert_eq!(
            vfs.chown(ROOT, b"/own", true, None, Some(2000)),
            Err(Errno::EPERM)
        );
        assert_eq!(
            vfs.chown(ROOT, b"/other", true, None, Some(USER.gid)),
            Err(Errno::EPERM)
        );
        assert_eq!(
            vfs.chown(ROOT, b"/own", true, Some(USER.uid), Some(USER.gid)),
            Ok(())
        );
        assert_eq!(
            lstat(&vfs, "/own").unwrap().mode,
            Mode::new(0o755),
            "a change of owner drops set-user-id"
        );
        symlink(&mut vfs, "/own", "/link").unwrap();
        assert_eq!(vfs.chmod(ROOT, b"/link", false, mode), Err(Errno::ENOTSUP));
    }

    #[test]
    fn times_are_set_by_owners_and_touched_by_writers() {
        let mut vfs = world();
        vfs.set_now(Timestamp(9));
        let to = TimeChange::To(Timestamp(5));
        assert_eq!(
            vfs.set_times_at(ROOT, b"/other", true, to, TimeChange::Keep),
            Err(Errno::EPERM)
        );
        assert_eq!(
            vfs.set_times_at(ROOT, b"/other", true, TimeChange::Now, TimeChange::Now),
            Err(Errno::EACCES)
        );
        assert_eq!(
            vfs.set_times_at(ROOT, b"/own", true, to, TimeChange::Now),
            Ok(())
        );
        let stat = lstat(&vfs, "/own").unwrap();
        assert_eq!(
            (stat.atime, stat.mtime, stat.ctime),
            (Timestamp(5), Timestamp(9), Timestamp(9))
        );
    }
}
