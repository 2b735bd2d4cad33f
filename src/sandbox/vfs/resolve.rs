//! Canonical paths: what a path of the guest really names.

use std::borrow::Cow;

use super::path::PathBuilder;
use super::tree::View;
use super::walk::{AtLast, Located, join, split_component};
use super::{Errno, GuestPath, InodeId, Vfs};

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The directory that holds (or would hold) the last component. For the root, the root.
    pub parent: InodeId,
    /// The name in that directory, with links followed and `.` and `..` resolved; empty for the root.
    pub name: Vec<u8>,
    /// What is there; `None` if only the parent exists.
    pub inode: Option<InodeId>,
    /// The path from the root without symbolic links, `.` or `..`. If the last component was not to be followed, it may
    /// be a symbolic link itself.
    pub canonical: GuestPath,
}

impl Vfs {
    /// Resolves `path` from the open directory `base`.
    ///
    /// With `follow_last`, a symbolic link at the end is followed (as `stat` does), else it is the result (as `lstat`).
    /// If the last component does not exist but its directory does, `inode` is `None`.
    pub fn resolve(
        &self,
        base: InodeId,
        path: &[u8],
        follow_last: bool,
    ) -> Result<Resolved, Errno> {
        let located = self.locate(
            base,
            path,
            AtLast {
                follow: follow_last,
                create: false,
            },
        )?;
        let canonical = self.canonical_of_located(&located).ok_or(Errno::ENOENT)?;
        let name = canonical.file_name().unwrap_or_default().to_vec();
        let parent = match located.name {
            Some(_) => located.directory,
            None => self.parent_of(located.directory)?,
        };
        Ok(Resolved {
            parent,
            name,
            inode: located.inode,
            canonical,
        })
    }

    /// What `path` means as far as can be said, for the record of an operation that failed.
    ///
    /// Permissions are not asked. Links are followed until a component is missing, is no directory, or the links
    /// have no end; from there on the path is taken by its text. `None` only for a path that has no meaning: empty, too
    /// long, holding a NUL, or relative to something that is not in the tree.
    pub fn canonical_hint(
        &self,
        base: InodeId,
        path: &[u8],
        follow_last: bool,
    ) -> Option<GuestPath> {
        self.check_path(path).ok()?;
        let mut links_left = self.limits.max_symlinks;
        let mut rest = Cow::Borrowed(path);
        let mut directory = if path.starts_with(b"/") {
            InodeId::ROOT
        } else {
            base
        };
        let trailing_slash = path.ends_with(b"/");
        let mut at = 0;
        loop {
            self.work.look_ups(1);
            let (component, tail) = split_component(&rest[at..]);
            if component.is_empty() {
                return self.canonical_of(directory);
            }
            let next = match component {
                b"." => Some(directory),
                b".." => self.parent_of(directory).ok(),
                name => self.entry(directory, name),
            };
            let inode = next.and_then(|id| self.table.get(id));
            let follow = follow_last || trailing_slash || !tail.is_empty();
            if let (Some(id), Some(inode)) = (next, inode) {
                if inode.is_directory() {
                    directory = id;
                    at = rest.len() - tail.len();
                    continue;
                }
                if let Some(target) = inode.as_symlink().filter(|_| follow && links_left > 0) {
                    links_left -= 1;
                    if target.starts_with(b"/") {
                        directory = InodeId::ROOT;
                    }
                    rest = Cow::Owned(join(target, tail));
                    self.work.bytes(rest.len());
                    at = 0;
                    continue;
                }
            }
            let mut builder = self.canonical_builder(directory)?;
            builder.push_lexically(&rest[at..]);
            // Links that multiply their tails could make it much longer than anything that exists.
            return Some(builder.finish())
                .filter(|path| path.as_bytes().len() <= self.limits.max_canonical);
        }
    }

    /// The present path of an inode: of a file with several links, the oldest. `None` if it is unlinked.
    pub fn canonical_of(&self, inode: InodeId) -> Option<GuestPath> {
        self.canonical_builder(inode).map(PathBuilder::finish)
    }

    fn canonical_builder(&self, inode: InodeId) -> Option<PathBuilder> {
        let builder = View::Present(&self.table).path_to(inode)?;
        self.work.look_ups(builder.depth());
        Some(builder)
    }

    /// The bytes of a directory's canonical path, counting the root as none.
    pub(super) fn canonical_len(&self, directory: InodeId) -> Option<usize> {
        let mut length = 0usize;
        let mut at = directory;
        while at != InodeId::ROOT {
            let link = self.table.get(at)?.links.first()?;
            length = length.saturating_add(1 + link.name.len());
            at = link.parent;
            self.work.look_ups(1);
        }
        Some(length)
    }

    pub(super) fn canonical_of_located(&self, located: &Located) -> Option<GuestPath> {
        let directory = self.canonical_of(located.directory)?;
        Some(match &located.name {
            Some(name) => directory.child(name),
            None => directory,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    fn world() -> Vfs {
        let mut vfs = Vfs::new(USER, FsLimits::default(), Timestamp(1));
        vfs.seed_file(
            &path("/etc/passwd"),
            "root",
            Mode::new(0o644),
            Credentials::ROOT,
        )
        .unwrap();
        vfs.seed_file(
            &path("/root/key"),
            "key",
            Mode::new(0o600),
            Credentials::ROOT,
        )
        .unwrap();
        vfs.seed_dir(&path("/root"), Mode::new(0o700), Credentials::ROOT)
            .unwrap();
        vfs.seed_dir(&path("/home/user/uploads"), Mode::new(0o755), USER)
            .unwrap();
        vfs.seed_symlink(&path("/home/user/uploads/absolute"), b"/etc/passwd")
            .unwrap();
        vfs.seed_symlink(&path("/home/user/uploads/relative"), b"../../../etc")
            .unwrap();
        vfs.seed_symlink(&path("/home/user/uploads/dangling"), b"/home/missing")
            .unwrap();
        vfs.seed_symlink(&path("/home/user/uploads/nowhere"), b"/missing/x")
            .unwrap();
        vfs.seed_symlink(&path("/home/user/uploads/key"), b"/root/key")
            .unwrap();
        vfs
    }

    #[test]
    fn canonical_paths() {
        let vfs = world();
        let base = vfs
            .resolve(ROOT, b"/home/user/uploads", true)
            .unwrap()
            .inode
            .unwrap();
        for (asked, follow, expected, exists) in [
            ("../../../../../../etc/passwd", true, "/etc/passwd", true),
            ("/../..//etc/./passwd", true, "/etc/passwd", true),
            ("absolute", true, "/etc/passwd", true),
            ("absolute", false, "/home/user/uploads/absolute", true),
            ("relative", false, "/home/user/uploads/relative", true),
            ("relative/", false, "/etc", true),
            ("relative/..", true, "/", true),
            ("relative/shadow", true, "/etc/shadow", false),
            ("dangling", true, "/home/missing", false),
            ("dangling", false, "/home/user/uploads/dangling", true),
            (".", true, "/home/user/uploads", true),
            ("..", true, "/home/user", true),
            ("new", true, "/home/user/uploads/new", false),
        ] {
            let resolved = vfs.resolve(base, asked.as_bytes(), follow).unwrap();
            assert_eq!(
                (
                    resolved.canonical.to_string().as_str(),
                    resolved.inode.is_some()
                ),
                (expected, exists),
                "{asked}"
            );
            assert_eq!(
                vfs.canonical_hint(base, asked.as_bytes(), follow),
                Some(resolved.canonical)
            );
            assert_eq!(
                resolved.inode,
                resolved
                    .inode
                    .and_then(|_| vfs.stat_at(base, asked.as_bytes(), follow).ok())
                    .map(|s| s.inode)
            );
            let name = if expected == "/" {
                ""
            } else {
                expected.rsplit('/').next().unwrap()
            };
            assert_eq!(resolved.name, name.as_bytes());
        }
    }

    #[test]
    fn hints_go_on_where_resolution_fails() {
        let vfs = world();
        let base = vfs
            .resolve(ROOT, b"/home/user/uploads", true)
            .unwrap()
            .inode
            .unwrap();
        for (asked, errno, expected) in [
            ("key", Errno::EACCES, "/root/key"),
            ("../../../root/other", Errno::EACCES, "/root/other"),
            ("no/../../../../etc/passwd", Errno::ENOENT, "/etc/passwd"),
            ("nowhere", Errno::ENOENT, "/missing/x"),
            ("absolute/../../x", Errno::ENOTDIR, "/x"),
        ] {
            assert_eq!(
                vfs.resolve(base, asked.as_bytes(), true),
                Err(errno),
                "{asked}"
            );
            assert_eq!(
                vfs.canonical_hint(base, asked.as_bytes(), true),
                Some(path(expected)),
                "{asked}"
            );
        }
        for meaningless in [&b""[..], b"a\0b", &[b'x'; 5000]] {
            assert_eq!(vfs.canonical_hint(base, meaningless, true), None);
        }
    }
}
