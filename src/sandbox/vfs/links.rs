//! Names for what exists, and symbolic links.

use std::sync::Arc;

use super::inode::Body;
use super::walk::Last;
use super::{Errno, InodeId, Mode, Vfs};

impl Vfs {
    /// Removes a name that is not a directory's. The inode lives on while another name or an open file holds it.
    pub fn unlink(&mut self, base: InodeId, path: &[u8]) -> Result<(), Errno> {
        let place = self.place(base, path)?;
        let Last::Name(name) = place.last else {
            return Err(Errno::EISDIR);
        };
        self.check_writable(place.directory)?;
        let id = self.lookup(place.directory, &name)?.ok_or(Errno::ENOENT)?;
        if place.trailing_slash {
            let is_directory = self.inode(id)?.is_directory();
            return Err(if is_directory {
                Errno::EISDIR
            } else {
                Errno::ENOTDIR
            });
        }
        self.check_removal(place.directory, id, false)?;
        self.remove_entry(place.directory, &name)?;
        self.free_if_unused(id);
        Ok(())
    }

    /// Gives what `old` leads to another name. A symbolic link is followed only if `follow` says so. A directory cannot
    /// have two names (`EPERM`).
    pub fn link(
        &mut self,
        old_base: InodeId,
        old: &[u8],
        follow: bool,
        new_base: InodeId,
        new: &[u8],
    ) -> Result<InodeId, Errno> {
        let id = self.locate_existing(old_base, old, follow)?;
        let (directory, name) = self.vacant_place(new_base, new, false)?;
        let inode = self.inode(id)?;
        if inode.is_directory() {
            return Err(Errno::EPERM);
        }
        if inode.readonly {
            return Err(Errno::EXDEV);
        }
        if inode.links.len() >= self.limits.max_links {
            return Err(Errno::EMLINK);
        }
        self.check_file_quota()?;
        self.add_entry(directory, Arc::from(name), id)?;
        Ok(id)
    }

    /// Makes a symbolic link at `path`. The target may be any text; it need not lead anywhere.
    pub fn symlink(&mut self, target: &[u8], base: InodeId, path: &[u8]) -> Result<InodeId, Errno> {
        self.check_path(target)?;
        let (directory, name) = self.vacant_place(base, path, false)?;
        self.create(
            directory,
            &name,
            Body::Symlink(Arc::from(target)),
            Mode::new(0o777),
        )
    }

    /// The target of a symbolic link; `EINVAL` if it is none.
    pub fn readlink(&self, base: InodeId, path: &[u8]) -> Result<Vec<u8>, Errno> {
        let id = self.locate_existing(base, path, false)?;
        self.inode(id)?
            .as_symlink()
            .map(|target| target.to_vec())
            .ok_or(Errno::EINVAL)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    #[test]
    fn names_share_an_inode() {
        let mut vfs = user_vfs();
        write(&mut vfs, "/a", b"text").unwrap();
        let id = link(&mut vfs, "/a", "/b").unwrap();
        assert_eq!(
            lstat(&vfs, "/b").map(|stat| (stat.inode, stat.nlink)),
            Ok((id, 2))
        );
        assert_eq!(
            vfs.usage(),
            FsUsage {
                files_created: 2,
                bytes: 4
            }
        );
        assert_eq!(vfs.canonical_of(id), Some(path("/a")));
        unlink(&mut vfs, "/a").unwrap();
        assert_eq!(vfs.canonical_of(id), Some(path("/b")));
        assert_eq!(read(&mut vfs, "/b").unwrap(), b"text");
        assert_eq!(
            vfs.usage(),
            FsUsage {
                files_created: 1,
                bytes: 4
            }
        );
    }

    #[test]
    fn links_have_limits() {
        let limits = FsLimits {
            max_links: 2,
            max_files: 3,
            ..FsLimits::default()
        };
        let mut vfs = Vfs::new(Credentials::ROOT, limits, Timestamp(1));
        write(&mut vfs, "/a", b"").unwrap();
        mkdir(&mut vfs, "/d").unwrap();
        assert_eq!(link(&mut vfs, "/d", "/e"), Err(Errno::EPERM));
        link(&mut vfs, "/a", "/b").unwrap();
        assert_eq!(link(&mut vfs, "/a", "/c"), Err(Errno::EMLINK));
        vfs.rmdir(ROOT, b"/d").unwrap();
        symlink(&mut vfs, "a", "/s").unwrap();
        assert_eq!(link(&mut vfs, "/s", "/t"), Err(Errno::ENOSPC));
    }

    #[test]
    fn symbolic_links_are_linked_or_followed() {
        let mut vfs = user_vfs();
        write(&mut vfs, "/a", b"").unwrap();
        symlink(&mut vfs, "a", "/s").unwrap();
        vfs.link(ROOT, b"/s", false, ROOT, b"/not-followed")
            .unwrap();
        vfs.link(ROOT, b"/s", true, ROOT, b"/followed").unwrap();
        assert_eq!(
            lstat(&vfs, "/not-followed").unwrap().kind,
            FileKind::Symlink
        );
        assert_eq!(lstat(&vfs, "/followed").unwrap().kind, FileKind::File);
    }

    #[test]
    fn targets_are_any_text() {
        let mut vfs = user_vfs();
        symlink(&mut vfs, "//no such//../thing/", "/s").unwrap();
        assert_eq!(vfs.readlink(ROOT, b"s").unwrap(), b"//no such//../thing/");
        assert_eq!(vfs.readlink(ROOT, b"/"), Err(Errno::EINVAL));
        assert_eq!(symlink(&mut vfs, "", "/t"), Err(Errno::ENOENT));
        assert_eq!(symlink(&mut vfs, "x\0", "/t"), Err(Errno::EINVAL));
        assert_eq!(
            symlink(&mut vfs, &"x".repeat(4096), "/t"),
            Err(Errno::ENAMETOOLONG)
        );
    }
}
