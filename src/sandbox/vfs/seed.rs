//! What is there before the guest starts.

use std::sync::Arc;

use super::inode::{Body, Inode, Link, Name};
use super::{Credentials, Device, Errno, FileContent, GuestPath, InodeId, Mode, Vfs};

/// Seeding ignores permissions and quotas. Missing parents are made with mode 0755, owned by root. Symbolic links among
/// the parents are not followed (`ENOTDIR`). Once the guest has changed anything, seeding gives `EBUSY`.
impl Vfs {
    /// Makes a directory, or sets the mode and owner of one that is there.
    pub fn seed_dir(
        &mut self,
        path: &GuestPath,
        mode: Mode,
        owner: Credentials,
    ) -> Result<InodeId, Errno> {
        let id = self.seed_directory(path)?;
        let inode = self.table.seed_mut(id).ok_or(Errno::ENOENT)?;
        (inode.mode, inode.uid, inode.gid) = (mode, owner.uid, owner.gid);
        Ok(id)
    }

    /// Makes a regular file, or replaces one that is there.
    pub fn seed_file(
        &mut self,
        path: &GuestPath,
        content: impl Into<FileContent>,
        mode: Mode,
        owner: Credentials,
    ) -> Result<InodeId, Errno> {
        self.seed_leaf(path, Body::File(content.into()), mode, owner)
    }

    /// Makes a symbolic link owned by root, or replaces one that is there. The target is any text.
    pub fn seed_symlink(&mut self, path: &GuestPath, target: &[u8]) -> Result<InodeId, Errno> {
        if target.is_empty() || target.contains(&0) {
            return Err(Errno::EINVAL);
        }
        self.seed_leaf(
            path,
            Body::Symlink(Arc::from(target)),
            Mode::new(0o777),
            Credentials::ROOT,
        )
    }

    /// Makes a character device with mode 0666, or replaces one that is there.
    pub fn seed_device(&mut self, path: &GuestPath, device: Device) -> Result<InodeId, Errno> {
        self.seed_leaf(
            path,
            Body::Device(device),
            Mode::new(0o666),
            Credentials::ROOT,
        )
    }

    /// Makes a subtree read-only, as if it were mounted so: changes give `EROFS` for everyone. What is seeded into it
    /// later is read-only too. If nothing is at `path`, a directory is made.
    pub fn seed_readonly(&mut self, path: &GuestPath) -> Result<(), Errno> {
        self.check_seeding()?;
        let top = match self.seed_lookup(path) {
            Some(id) => id,
            None => self.seed_directory(path)?,
        };
        let mut pending = vec![top];
        while let Some(id) = pending.pop() {
            let inode = self.table.seed_mut(id).ok_or(Errno::ENOENT)?;
            inode.readonly = true;
            if let Some(directory) = inode.as_directory() {
                pending.extend(directory.entries.values());
            }
        }
        Ok(())
    }

    fn check_seeding(&self) -> Result<(), Errno> {
        if self.table.is_pristine() {
            Ok(())
        } else {
            Err(Errno::EBUSY)
        }
    }

    fn seed_lookup(&self, path: &GuestPath) -> Option<InodeId> {
        path.components()
            .try_fold(InodeId::ROOT, |directory, name| self.entry(directory, name))
    }

    /// The directory at `path`, made with its parents if it is missing.
    fn seed_directory(&mut self, path: &GuestPath) -> Result<InodeId, Errno> {
        self.check_seeding()?;
        let mut directory = InodeId::ROOT;
        for name in path.components() {
            directory = match self.entry(directory, name) {
                Some(id) if self.inode(id)?.is_directory() => id,
                Some(_) => return Err(Errno::ENOTDIR),
                None => {
                    let body = Body::empty_directory(directory);
                    let inode = Inode::new(body, Mode::new(0o755), Credentials::ROOT, self.now);
                    self.seed_entry(directory, name, inode)?
                }
            };
        }
        Ok(directory)
    }

    fn seed_leaf(
        &mut self,
        path: &GuestPath,
        body: Body,
        mode: Mode,
        owner: Credentials,
    ) -> Result<InodeId, Errno> {
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(Errno::EISDIR);
        };
        let directory = self.seed_directory(&parent)?;
        let mut inode = Inode::new(body, mode, owner, self.now);
        let Some(existing) = self.entry(directory, name) else {
            return self.seed_entry(directory, name, inode);
        };
        let replaced = self.table.seed_mut(existing).ok_or(Errno::ENOENT)?;
        if replaced.kind() != inode.kind() {
            return Err(Errno::EEXIST);
        }
        inode.links = std::mem::take(&mut replaced.links);
        inode.readonly = replaced.readonly;
        *replaced = inode;
        Ok(existing)
    }

    fn seed_entry(
        &mut self,
        directory: InodeId,
        name: &[u8],
        mut inode: Inode,
    ) -> Result<InodeId, Errno> {
        let name: Name = Arc::from(name);
        let is_directory = inode.is_directory();
        inode.links = vec![Link {
            parent: directory,
            name: name.clone(),
        }];
        inode.readonly = self.inode(directory)?.readonly;
        let id = self.table.seed_insert(inode);
        let parent = self
            .table
            .seed_mut(directory)
            .and_then(Inode::as_directory_mut)
            .ok_or(Errno::ENOTDIR)?;
        parent.subdirectories += u64::from(is_directory);
        Arc::make_mut(&mut parent.entries).insert(name, id);
        Ok(id)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    #[test]
    fn parents_are_made_and_numbers_count_up() {
        let mut vfs = Vfs::new(USER, FsLimits::default(), Timestamp(7));
        let file = vfs
            .seed_file(&path("/home/user/f"), "text", Mode::new(0o600), USER)
            .unwrap();
        assert_eq!(file.number(), 4);
        let home = lstat(&vfs, "/home").unwrap();
        assert_eq!(
            (home.inode.number(), home.uid, home.mode, home.nlink),
            (2, 0, Mode::new(0o755), 3)
        );
        assert_eq!(home.mtime, Timestamp(7));
        assert_eq!(
            vfs.seed_dir(&path("/home/user"), Mode::new(0o700), USER)
                .unwrap()
                .number(),
            3
        );
        assert_eq!(lstat(&vfs, "/home/user").unwrap().uid, USER.uid);
        assert_eq!(
            vfs.seed_file(&path("/home/user/f"), "other", Mode::new(0o644), USER),
            Ok(file)
        );
        assert_eq!(read(&mut vfs, "/home/user/f").unwrap(), b"other");
    }

    #[test]
    fn contradictions_are_refused() {
        let mut vfs = user_vfs();
        let mode = Mode::new(0o644);
        vfs.seed_file(&path("/f"), "", mode, USER).unwrap();
        vfs.seed_symlink(&path("/l"), b"anywhere").unwrap();
        assert_eq!(vfs.seed_dir(&path("/f"), mode, USER), Err(Errno::ENOTDIR));
        assert_eq!(
            vfs.seed_file(&path("/f/g"), "", mode, USER),
            Err(Errno::ENOTDIR)
        );
        assert_eq!(
            vfs.seed_file(&path("/l"), "", mode, USER),
            Err(Errno::EEXIST)
        );
        assert_eq!(
            vfs.seed_file(&path("/"), "", mode, USER),
            Err(Errno::EISDIR)
        );
        assert_eq!(vfs.seed_symlink(&path("/m"), b""), Err(Errno::EINVAL));
        mkdir(&mut vfs, "/guest").unwrap();
        assert_eq!(
            vfs.seed_file(&path("/late"), "", mode, USER),
            Err(Errno::EBUSY)
        );
        assert_eq!(vfs.seed_readonly(&path("/")), Err(Errno::EBUSY));
    }

    #[test]
    fn a_template_is_not_touched_by_its_clones() {
        let mut template = user_vfs();
        template
            .seed_file(&path("/d/f"), "text", Mode::new(0o666), USER)
            .unwrap();
        let before = template.tree();
        let (mut one, mut two) = (template.clone(), template.clone());
        one.seed_file(&path("/d/g"), "more", Mode::new(0o666), USER)
            .unwrap();
        write(&mut two, "/d/f", b"changed").unwrap();
        assert_eq!(template.tree(), before);
        assert_eq!(read(&mut one, "/d/f").unwrap(), b"text");
        assert_eq!(lstat(&two, "/d/g"), Err(Errno::ENOENT));
    }

    #[test]
    fn a_read_only_part_refuses_changes_by_anyone() {
        let mut vfs = Vfs::new(Credentials::ROOT, FsLimits::default(), Timestamp(1));
        vfs.seed_file(&path("/usr/lib/f"), "text", Mode::new(0o666), USER)
            .unwrap();
        vfs.seed_readonly(&path("/usr")).unwrap();
        vfs.seed_file(&path("/usr/late"), "", Mode::new(0o666), USER)
            .unwrap();
        vfs.seed_device(&path("/usr/null"), Device::Null).unwrap();
        vfs.seed_file(&path("/f"), "", Mode::new(0o666), USER)
            .unwrap();
        let refused = Err(Errno::EROFS);
        assert_eq!(write(&mut vfs, "/usr/lib/f", b""), refused);
        assert_eq!(write(&mut vfs, "/usr/late", b""), refused);
        assert_eq!(write(&mut vfs, "/usr/new", b""), refused);
        assert_eq!(mkdir(&mut vfs, "/usr/d").map(|_| ()), refused);
        assert_eq!(mkdir(&mut vfs, "/usr/lib").map(|_| ()), Err(Errno::EEXIST));
        assert_eq!(unlink(&mut vfs, "/usr/missing"), refused);
        assert_eq!(vfs.rmdir(ROOT, b"/usr/lib"), refused);
        assert_eq!(rename(&mut vfs, "/f", "/usr/f"), refused);
        assert_eq!(rename(&mut vfs, "/usr/late", "/late"), refused);
        assert_eq!(
            link(&mut vfs, "/usr/late", "/late").map(|_| ()),
            Err(Errno::EXDEV)
        );
        assert_eq!(vfs.chmod(ROOT, b"/usr/late", true, Mode::new(0)), refused);
        assert_eq!(vfs.chown(ROOT, b"/usr/late", true, Some(1), None), refused);
        assert_eq!(
            vfs.set_times_at(ROOT, b"/usr/late", true, TimeChange::Now, TimeChange::Now),
            refused
        );
        assert_eq!(vfs.access(ROOT, b"/usr/late", Access::WRITE), refused);
        assert_eq!(rename(&mut vfs, "/usr", "/opt"), Err(Errno::EBUSY));
        assert_eq!(vfs.rmdir(ROOT, b"/usr"), Err(Errno::EBUSY));
        vfs.set_now(Timestamp(9));
        assert_eq!(read(&mut vfs, "/usr/lib/f").unwrap(), b"text");
        assert_eq!(write(&mut vfs, "/usr/null", b"swallowed"), Ok(()));
        assert!(vfs.table.is_pristine(), "reading there leaves no mark");
    }
}
