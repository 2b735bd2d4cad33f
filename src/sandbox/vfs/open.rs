//! Opening and closing.

use super::inode::Body;
use super::walk::AtLast;
use super::{Access, Errno, FileContent, FileKind, GuestPath, InodeId, Mode, Vfs};

/// How to open a file; the flags of POSIX `open`. With neither `read` nor `write`, the file is only located, which needs
/// no permission on the file itself (as `O_PATH`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenOptions {
    /// Allow reading, or listing a directory.
    pub read: bool,
    /// Allow writing.
    pub write: bool,
    /// Remember that writes go to the end; the caller then uses [`Vfs::append`].
    pub append: bool,
    /// `O_CREAT`: make the file if it is missing.
    pub create: bool,
    /// `O_EXCL`: with `create`, fail if anything is there, also a dangling link.
    pub exclusive: bool,
    /// `O_TRUNC`: empty the file; needs permission to write.
    pub truncate: bool,
    /// `O_DIRECTORY`: fail if it is no directory.
    pub directory: bool,
    /// `O_NOFOLLOW`: fail with `ELOOP` if the last component is a symbolic link.
    pub no_follow: bool,
    /// The mode of a file that is created, less the umask.
    pub mode: Mode,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self {
            read: false,
            write: false,
            append: false,
            create: false,
            exclusive: false,
            truncate: false,
            directory: false,
            no_follow: false,
            mode: Mode::new(0o666),
        }
    }
}

/// An open file: what it is and how it may be used. It keeps the inode alive, so it must go back through
/// [`Vfs::release`]. The offset is the caller's.
#[derive(Debug, PartialEq, Eq)]
#[must_use = "an open file must be released"]
pub struct OpenFile {
    inode: InodeId,
    read: bool,
    write: bool,
    append: bool,
}

impl OpenFile {
    /// The open inode.
    pub fn inode(&self) -> InodeId {
        self.inode
    }

    /// Whether it was opened for reading.
    pub fn can_read(&self) -> bool {
        self.read
    }

    /// Whether it was opened for writing.
    pub fn can_write(&self) -> bool {
        self.write
    }

    /// Whether writes are to go to the end.
    pub fn appends(&self) -> bool {
        self.append
    }

    /// Changes whether writes are to go to the end, as `fcntl(F_SETFL)` may.
    pub fn set_appends(&mut self, append: bool) {
        self.append = append;
    }
}

/// The result of [`Vfs::open`].
#[derive(Debug)]
pub struct Opened {
    /// The open file.
    pub file: OpenFile,
    /// The path that was opened, with links resolved.
    pub canonical: GuestPath,
    /// Whether the file was made by this call.
    pub created: bool,
    /// Whether an existing file was emptied (also if it was empty).
    pub truncated: bool,
}

impl Vfs {
    /// Opens what `path` leads to from the open directory `base`, creating or emptying it as `options` say.
    pub fn open(
        &mut self,
        base: InodeId,
        path: &[u8],
        options: &OpenOptions,
    ) -> Result<Opened, Errno> {
        if options.create && options.directory {
            return Err(Errno::EINVAL);
        }
        let exclusive = options.create && options.exclusive;
        let at_last = AtLast {
            follow: !(options.no_follow || exclusive),
            create: options.create,
        };
        let located = self.locate(base, path, at_last)?;
        if exclusive && located.inode.is_some() {
            return Err(Errno::EEXIST);
        }
        let canonical = self.canonical_of_located(&located).ok_or(Errno::ENOENT)?;
        let (inode, created) = match (located.inode, &located.name) {
            (Some(id), _) => {
                self.check_open(id, options)?;
                (id, false)
            }
            (None, Some(name)) if options.create => {
                self.check_new_entry(located.directory, name)?;
                let mode = options.mode.without(self.umask);
                (
                    self.create(
                        located.directory,
                        name,
                        Body::File(FileContent::default()),
                        mode,
                    )?,
                    true,
                )
            }
            (None, _) => return Err(Errno::ENOENT),
        };
        let truncated = options.truncate && !created && self.inode(inode)?.kind() == FileKind::File;
        if truncated {
            self.resize(inode, 0)?;
        }
        let count = self.open_counts.entry(inode).or_insert(0);
        *count = count.checked_add(1).ok_or(Errno::EMFILE)?;
        let &OpenOptions {
            read,
            write,
            append,
            ..
        } = options;
        Ok(Opened {
            file: OpenFile {
                inode,
                read,
                write,
                append,
            },
            canonical,
            created,
            truncated,
        })
    }

    /// Closes an open file. The last close of an unlinked file gives its memory and quota back.
    pub fn release(&mut self, file: OpenFile) {
        let Some(count) = self.open_counts.get_mut(&file.inode) else {
            return;
        };
        *count -= 1;
        if *count == 0 {
            self.open_counts.remove(&file.inode);
            self.free_if_unused(file.inode);
        }
    }

    /// Whether something that exists may be opened so.
    fn check_open(&self, id: InodeId, options: &OpenOptions) -> Result<(), Errno> {
        let kind = self.inode(id)?.kind();
        let writes = options.write || options.truncate;
        match kind {
            FileKind::Directory if options.create => return Err(Errno::EISDIR),
            FileKind::Symlink if options.directory => return Err(Errno::ENOTDIR),
            FileKind::Symlink => return Err(Errno::ELOOP),
            FileKind::File | FileKind::CharDevice if options.directory => {
                return Err(Errno::ENOTDIR);
            }
            FileKind::Directory if writes => return Err(Errno::EISDIR),
            _ => {}
        }
        self.check_access(
            id,
            Access {
                read: options.read,
                write: writes,
                execute: false,
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    #[test]
    fn the_result_says_what_happened() {
        let mut vfs = user_vfs();
        symlink(&mut vfs, "../../target", "/link").unwrap();
        let mut run = |path: &str, options: OpenOptions| {
            let Opened {
                file,
                canonical,
                created,
                truncated,
            } = vfs.open(ROOT, path.as_bytes(), &options)?;
            vfs.release(file);
            Ok((canonical.to_string(), created, truncated))
        };
        let truncating = OpenOptions {
            truncate: true,
            ..creating()
        };
        assert_eq!(run("link", reading()), Err(Errno::ENOENT));
        assert_eq!(
            run(
                "link",
                OpenOptions {
                    exclusive: true,
                    ..creating()
                }
            ),
            Err(Errno::EEXIST)
        );
        assert_eq!(
            run(
                "link",
                OpenOptions {
                    no_follow: true,
                    ..creating()
                }
            ),
            Err(Errno::ELOOP)
        );
        assert_eq!(
            run("link", truncating),
            Ok(("/target".to_owned(), true, false))
        );
        assert_eq!(
            run("link", truncating),
            Ok(("/target".to_owned(), false, true))
        );
        assert_eq!(
            run("./link", creating()),
            Ok(("/target".to_owned(), false, false))
        );
        assert_eq!(
            run(
                "target",
                OpenOptions {
                    directory: true,
                    ..reading()
                }
            ),
            Err(Errno::ENOTDIR)
        );
        assert_eq!(run("/", truncating), Err(Errno::EISDIR));
        let read_or_create = OpenOptions {
            create: true,
            ..reading()
        };
        assert_eq!(run("/.", read_or_create), Err(Errno::EISDIR));
        assert_eq!(
            run(
                "/",
                OpenOptions {
                    directory: true,
                    ..creating()
                }
            ),
            Err(Errno::EINVAL)
        );
    }

    #[test]
    fn the_umask_applies_to_what_is_created() {
        let mut vfs = user_vfs();
        assert_eq!(vfs.set_umask(Mode::new(0o7077)), Mode::new(0o022));
        assert_eq!(vfs.umask(), Mode::new(0o077));
        write(&mut vfs, "/f", b"").unwrap();
        mkdir(&mut vfs, "/d").unwrap();
        assert_eq!(lstat(&vfs, "/f").unwrap().mode, Mode::new(0o600));
        assert_eq!(lstat(&vfs, "/d").unwrap().mode, Mode::new(0o700));
    }

    #[test]
    fn an_open_file_outlives_its_name() {
        let mut vfs = user_vfs();
        let (one, two) = (
            open(&mut vfs, "/f", creating()).unwrap(),
            open(&mut vfs, "/f", creating()).unwrap(),
        );
        unlink(&mut vfs, "/f").unwrap();
        let id = one.inode();
        assert_eq!(vfs.write_at(&one, 0, b"alive"), Ok(5));
        vfs.release(one);
        let mut buffer = [0; 8];
        assert_eq!(vfs.read_at(&two, 0, &mut buffer), Ok(ReadOutcome::Bytes(5)));
        assert_eq!(vfs.stat(id).map(|stat| stat.nlink), Ok(0));
        assert_eq!(vfs.canonical_of(id), None);
        assert_eq!(
            vfs.usage(),
            FsUsage {
                files_created: 1,
                bytes: 5
            }
        );
        vfs.release(two);
        assert_eq!(vfs.stat(id), Err(Errno::EBADF));
        assert_eq!(vfs.usage(), FsUsage::default());
    }
}
