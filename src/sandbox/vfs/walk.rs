//! From a path to an inode, as Linux walks it (`fs/namei.c`), with a queue of components instead of recursion.

use std::borrow::Cow;

use super::inode::Directory;
use super::path::is_name;
use super::{Access, Errno, InodeId, Vfs};

/// The last component of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Last {
    Name(Vec<u8>),
    Dot,
    DotDot,
    /// The path was all slashes.
    Root,
}

/// A path walked up to its last component, which has not been looked up.
#[derive(Debug)]
pub(super) struct Place {
    pub directory: InodeId,
    pub last: Last,
    pub trailing_slash: bool,
}

/// A path walked to its end.
#[derive(Debug)]
pub(super) struct Located {
    /// Holds `name`.
    pub directory: InodeId,
    /// Absent if the path ended in `.`, `..` or the root, which always exist.
    pub name: Option<Vec<u8>>,
    pub inode: Option<InodeId>,
}

/// What to do at the last component.
#[derive(Debug, Clone, Copy)]
pub(super) struct AtLast {
    /// Follow a symbolic link. A trailing slash follows in any case.
    pub follow: bool,
    /// A file is to be created, which no trailing slash may follow (`EISDIR`).
    pub create: bool,
}

impl Vfs {
    /// What `..` means in a directory; the root is its own parent.
    pub(super) fn parent_of(&self, directory: InodeId) -> Result<InodeId, Errno> {
        let parent = self.directory(directory)?.parent;
        if self.table.get(parent).is_some() {
            Ok(parent)
        } else {
            Err(Errno::ENOENT)
        }
    }

    pub(super) fn directory(&self, id: InodeId) -> Result<&Directory, Errno> {
        self.inode(id)?.as_directory().ok_or(Errno::ENOTDIR)
    }

    /// The entry of a directory, with the check of the name's length that Linux makes at each look-up.
    pub(super) fn lookup(&self, directory: InodeId, name: &[u8]) -> Result<Option<InodeId>, Errno> {
        if name.len() > self.limits.max_name {
            return Err(Errno::ENAMETOOLONG);
        }
        Ok(self.directory(directory)?.entries.get(name).copied())
    }

    /// As [`locate`](Self::locate), for something that must exist.
    pub(super) fn locate_existing(
        &self,
        base: InodeId,
        path: &[u8],
        follow: bool,
    ) -> Result<InodeId, Errno> {
        self.locate(
            base,
            path,
            AtLast {
                follow,
                create: false,
            },
        )?
        .inode
        .ok_or(Errno::ENOENT)
    }

    /// Walks `path` to its end.
    pub(super) fn locate(
        &self,
        base: InodeId,
        path: &[u8],
        at_last: AtLast,
    ) -> Result<Located, Errno> {
        self.check_path(path)?;
        let mut links_left = self.limits.max_symlinks;
        let mut place = self.walk(base, path, &mut links_left)?;
        loop {
            let Place {
                directory,
                last,
                trailing_slash,
            } = place;
            let name = match last {
                Last::Root | Last::Dot => return Ok(Located::directory(directory)),
                Last::DotDot => return Ok(Located::directory(self.parent_of(directory)?)),
                Last::Name(name) => name,
            };
            if at_last.create && trailing_slash {
                return Err(Errno::EISDIR);
            }
            let inode = self.lookup(directory, &name)?;
            if let Some(id) = inode {
                let found = self.inode(id)?;
                if let Some(target) = found
                    .as_symlink()
                    .filter(|_| at_last.follow || trailing_slash)
                {
                    let target = join(target, if trailing_slash { b"/" } else { b"" });
                    take_link(&mut links_left)?;
                    place = self.walk(directory, &target, &mut links_left)?;
                    continue;
                }
                if trailing_slash && !found.is_directory() {
                    return Err(Errno::ENOTDIR);
                }
            }
            return Ok(Located {
                directory,
                name: Some(name),
                inode,
            });
        }
    }

    /// Walks `path` up to its last component, which is never followed.
    pub(super) fn place(&self, base: InodeId, path: &[u8]) -> Result<Place, Errno> {
        self.check_path(path)?;
        self.walk(base, path, &mut { self.limits.max_symlinks })
    }

    fn walk(&self, base: InodeId, path: &[u8], links_left: &mut usize) -> Result<Place, Errno> {
        let mut directory = if path.starts_with(b"/") {
            InodeId::ROOT
        } else {
            base
        };
        self.directory(directory)?;
        let mut rest = Cow::Borrowed(path);
        let mut at = 0;
        loop {
            self.work.look_ups(1);
            let (component, tail) = split_component(&rest[at..]);
            if component.is_empty() {
                return Ok(Place {
                    directory,
                    last: Last::Root,
                    trailing_slash: false,
                });
            }
            self.check_access(directory, Access::EXECUTE)?;
            if tail.iter().all(|&byte| byte == b'/') {
                return Ok(Place {
                    directory,
                    last: Last::of(component),
                    trailing_slash: !tail.is_empty(),
                });
            }
            let next_at = rest.len() - tail.len();
            let next = match Last::kind_of(component) {
                Some(Last::DotDot) => self.parent_of(directory)?,
                Some(_) => directory,
                None => self.lookup(directory, component)?.ok_or(Errno::ENOENT)?,
            };
            let inode = self.inode(next)?;
            if inode.is_directory() {
                directory = next;
                at = next_at;
            } else if let Some(target) = inode.as_symlink() {
                take_link(links_left)?;
                if target.starts_with(b"/") {
                    directory = InodeId::ROOT;
                }
                rest = Cow::Owned(join(target, tail));
                self.work.bytes(rest.len());
                at = 0;
            } else {
                return Err(Errno::ENOTDIR);
            }
        }
    }

    /// What is wrong with a path before anything is looked up.
    pub(super) fn check_path(&self, path: &[u8]) -> Result<(), Errno> {
        if path.is_empty() {
            return Err(Errno::ENOENT);
        }
        if path.len() >= self.limits.max_path {
            return Err(Errno::ENAMETOOLONG);
        }
        if path.contains(&0) {
            return Err(Errno::EINVAL);
        }
        Ok(())
    }
}

impl Last {
    fn of(component: &[u8]) -> Self {
        Self::kind_of(component).unwrap_or_else(|| Self::Name(component.to_vec()))
    }

    /// `Dot` or `DotDot`, or `None` for a name.
    fn kind_of(component: &[u8]) -> Option<Self> {
        match component {
            b"." => Some(Self::Dot),
            b".." => Some(Self::DotDot),
            name => {
                debug_assert!(is_name(name));
                None
            }
        }
    }
}

impl Located {
    fn directory(directory: InodeId) -> Self {
        Self {
            directory,
            name: None,
            inode: Some(directory),
        }
    }
}

/// The first component, and what follows it beginning with its slash. Leading slashes are skipped.
pub(super) fn split_component(path: &[u8]) -> (&[u8], &[u8]) {
    let start = path
        .iter()
        .position(|&byte| byte != b'/')
        .unwrap_or(path.len());
    let path = &path[start..];
    path.split_at(
        path.iter()
            .position(|&byte| byte == b'/')
            .unwrap_or(path.len()),
    )
}

/// A link's target in place of the link.
pub(super) fn join(target: &[u8], tail: &[u8]) -> Vec<u8> {
    [target, tail].concat()
}

fn take_link(links_left: &mut usize) -> Result<(), Errno> {
    *links_left = links_left.checked_sub(1).ok_or(Errno::ELOOP)?;
    Ok(())
}
