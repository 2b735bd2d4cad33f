//! Renaming, in the order in which Linux checks it (`do_renameat2` and `vfs_rename`).

use std::sync::Arc;

use super::walk::Last;
use super::{Access, Errno, InodeId, Vfs};

impl Vfs {
    /// Gives what `old` names the name `new`, replacing a file by a file or an empty directory by a directory. If both
    /// name the same inode, nothing happens.
    pub fn rename(
        &mut self,
        old_base: InodeId,
        old: &[u8],
        new_base: InodeId,
        new: &[u8],
    ) -> Result<(), Errno> {
        let (from, to) = (self.place(old_base, old)?, self.place(new_base, new)?);
        let (Last::Name(old_name), Last::Name(new_name)) = (from.last, to.last) else {
            return Err(Errno::EBUSY);
        };
        let (from_dir, to_dir) = (from.directory, to.directory);
        self.check_writable(from_dir)?;
        self.check_writable(to_dir)?;
        let source = self.lookup(from_dir, &old_name)?.ok_or(Errno::ENOENT)?;
        let target = self.lookup(to_dir, &new_name)?;
        let is_directory = self.inode(source)?.is_directory();
        if !is_directory && (from.trailing_slash || to.trailing_slash) {
            return Err(Errno::ENOTDIR);
        }
        if from_dir != to_dir && self.contains(source, to_dir) {
            return Err(Errno::EINVAL);
        }
        if from_dir != to_dir && target.is_some_and(|target| self.contains(target, from_dir)) {
            return Err(Errno::ENOTEMPTY);
        }
        if target == Some(source) {
            return Ok(());
        }
        self.check_removal(from_dir, source, is_directory)?;
        match target {
            Some(target) => self.check_removal(to_dir, target, is_directory)?,
            None => self.check_new_entry(to_dir, &new_name)?,
        }
        if is_directory && from_dir != to_dir {
            // Its entry `..` is rewritten.
            self.check_access(source, Access::WRITE)?;
        }
        if let Some(target) = target
            && is_directory
            && !self.directory(target)?.entries.is_empty()
        {
            return Err(Errno::ENOTEMPTY);
        }
        self.check_depth(source, to_dir, new_name.len())?;
        if let Some(target) = target {
            self.remove_entry(to_dir, &new_name)?;
            self.free_if_unused(target);
        }
        self.remove_entry(from_dir, &old_name)?;
        self.add_entry(to_dir, Arc::from(new_name), source)
    }

    /// Whether `directory` is `ancestor` or inside it.
    fn contains(&self, ancestor: InodeId, directory: InodeId) -> bool {
        let mut at = directory;
        while at != ancestor {
            self.work.look_ups(1);
            match self.table.get(at).and_then(|inode| inode.links.first()) {
                Some(link) => at = link.parent,
                None => return false,
            }
        }
        true
    }

    /// Whether all paths below `moved` stay short enough when it moves to a name of `name_len` bytes in `to_dir`.
    fn check_depth(&self, moved: InodeId, to_dir: InodeId, name_len: usize) -> Result<(), Errno> {
        let missing = Errno::ENOENT;
        let before = self.canonical_len(moved).ok_or(missing)?;
        let after = self
            .canonical_len(to_dir)
            .ok_or(missing)?
            .saturating_add(1 + name_len);
        if after <= before || !self.inode(moved)?.is_directory() {
            return Ok(());
        }
        let mut pending = vec![(moved, after)];
        while let Some((id, length)) = pending.pop() {
            self.work.look_ups(1);
            if length > self.limits.max_canonical {
                return Err(Errno::ENAMETOOLONG);
            }
            if let Some(directory) = self.inode(id)?.as_directory() {
                pending.extend(
                    directory
                        .entries
                        .iter()
                        .map(|(name, &id)| (id, length + 1 + name.len())),
                );
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    fn world() -> Vfs {
        let mut vfs = user_vfs();
        for directory in ["/d", "/d/e", "/empty"] {
            mkdir(&mut vfs, directory).unwrap();
        }
        write(&mut vfs, "/f", b"f").unwrap();
        write(&mut vfs, "/g", b"g").unwrap();
        vfs
    }

    #[test]
    fn refusals() {
        for (old, new, errno) in [
            ("/f", "/d", Errno::EISDIR),
            ("/d", "/f", Errno::ENOTDIR),
            ("/empty", "/d", Errno::ENOTEMPTY),
            ("/d", "/d/e/x", Errno::EINVAL),
            ("/d/e", "/d", Errno::ENOTEMPTY),
            ("/f", "/x/", Errno::ENOTDIR),
            ("/f/", "/x", Errno::ENOTDIR),
            ("/x", "/y", Errno::ENOENT),
            ("/f", "/x/y", Errno::ENOENT),
            ("/", "/x", Errno::EBUSY),
            ("/d/.", "/x", Errno::EBUSY),
            ("/f", "/d/..", Errno::EBUSY),
        ] {
            let mut vfs = world();
            let before = vfs.tree();
            assert_eq!(rename(&mut vfs, old, new), Err(errno), "{old} -> {new}");
            assert_eq!(vfs.tree(), before);
        }
    }

    #[test]
    fn replacing() {
        let mut vfs = world();
        rename(&mut vfs, "/f", "/g").unwrap();
        assert_eq!(read(&mut vfs, "/g").unwrap(), b"f");
        rename(&mut vfs, "/d", "/empty/").unwrap();
        assert!(lstat(&vfs, "/empty/e").is_ok());
        assert_eq!(
            vfs.usage(),
            FsUsage {
                files_created: 3,
                bytes: 1
            }
        );
        link(&mut vfs, "/g", "/h").unwrap();
        rename(&mut vfs, "/g", "/h").unwrap();
        assert!(lstat(&vfs, "/g").is_ok(), "two names of one file both stay");
    }

    #[test]
    fn a_directory_takes_its_parent_along() {
        let mut vfs = world();
        let moved = open(&mut vfs, "/d/e", reading()).unwrap();
        rename(&mut vfs, "/d/e", "/empty/new").unwrap();
        assert_eq!(vfs.canonical_of(moved.inode()), Some(path("/empty/new")));
        assert_eq!(
            vfs.resolve(moved.inode(), b"../x", true).unwrap().canonical,
            path("/empty/x")
        );
        assert_eq!(lstat(&vfs, "/d").unwrap().nlink, 2);
        assert_eq!(lstat(&vfs, "/empty").unwrap().nlink, 3);
    }

    #[test]
    fn moving_a_directory_of_others_needs_permission_to_write_it() {
        let mut vfs = user_vfs();
        let others = Credentials {
            uid: 2000,
            gid: 2000,
        };
        vfs.seed_dir(&path("/theirs"), Mode::new(0o755), others)
            .unwrap();
        vfs.seed_dir(&path("/mine"), Mode::new(0o755), USER)
            .unwrap();
        assert_eq!(
            rename(&mut vfs, "/theirs", "/mine/theirs"),
            Err(Errno::EACCES)
        );
        assert_eq!(rename(&mut vfs, "/theirs", "/renamed"), Ok(()));
    }
}
