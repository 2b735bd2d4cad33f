//! The operations on a folder of the host, through the standard library.

use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::PathBuf;

use super::super::*;
use super::operations::{Guest, Op, Outcome, SLOTS};

/// How deep the folder lies, so that links with `..` stay inside the temporary folder.
const DEPTH: usize = 12;

/// A folder of the host, with open files.
pub struct Host {
    pub top: tempfile::TempDir,
    base: PathBuf,
    slots: [Option<(File, bool)>; SLOTS],
}

/// A folder of the host, and a virtual file system that looks the same to the same user.
pub fn twins() -> (Host, Guest) {
    let top = tempfile::tempdir().expect("a temporary folder");
    fs::set_permissions(top.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let base = top.path().join(["n"; DEPTH].join("/"));
    fs::create_dir_all(&base).unwrap();
    let owner = fs::metadata(&base)
        .map(|base| Credentials {
            uid: base.uid(),
            gid: base.gid(),
        })
        .unwrap();
    let mut vfs = Vfs::new(owner, FsLimits::default(), Timestamp(1));
    let mut directory = GuestPath::root();
    vfs.seed_dir(&directory, Mode::new(0o700), owner).unwrap();
    let mut id = InodeId::ROOT;
    for _ in 0..DEPTH {
        directory = directory.child(b"n");
        id = vfs
            .seed_dir(&directory, Mode::new(0o777).without(umask()), owner)
            .unwrap();
    }
    vfs.set_umask(umask());
    let mut guest = Guest::new(vfs, id);
    if owner.uid != 0 {
        // The host is given absolute paths, which need permission to search all the way down.
        (guest.base, guest.prefix) = (InodeId::ROOT, format!("{directory}/"));
    }
    (
        Host {
            top,
            base,
            slots: Default::default(),
        },
        guest,
    )
}

fn umask() -> Mode {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("Umask:"))
        .unwrap();
    Mode::new(u32::from_str_radix(line.trim(), 8).unwrap())
}

impl Host {
    pub fn run(&mut self, op: &Op) -> Outcome {
        self.try_run(op).map_err(|error| errno_name(&error))
    }

    fn at(&self, path: &str) -> PathBuf {
        self.base.join(path)
    }

    fn try_run(&mut self, op: &Op) -> io::Result<String> {
        let done = |()| String::new();
        match op {
            Op::Mkdir(path, mode) => fs::DirBuilder::new()
                .mode(*mode)
                .create(self.at(path))
                .map(done),
            Op::Rmdir(path) => fs::remove_dir(self.at(path)).map(done),
            Op::Unlink(path) => fs::remove_file(self.at(path)).map(done),
            Op::Rename(old, new) => fs::rename(self.at(old), self.at(new)).map(done),
            Op::Link(old, new) => fs::hard_link(self.at(old), self.at(new)).map(done),
            Op::Symlink(target, path) => {
                std::os::unix::fs::symlink(target, self.at(path)).map(done)
            }
            Op::Readlink(path) => fs::read_link(self.at(path))
                .map(|target| escape_bytes(target.as_os_str().as_bytes())),
            Op::Stat(path, true) => fs::metadata(self.at(path)).map(|metadata| describe(&metadata)),
            Op::Stat(path, false) => {
                fs::symlink_metadata(self.at(path)).map(|metadata| describe(&metadata))
            }
            Op::Chmod(path, mode) => {
                fs::set_permissions(self.at(path), fs::Permissions::from_mode(*mode)).map(done)
            }
            Op::Chown(path, true, uid, gid) => {
                std::os::unix::fs::chown(self.at(path), Some(*uid), Some(*gid)).map(done)
            }
            Op::Chown(path, false, uid, gid) => {
                std::os::unix::fs::lchown(self.at(path), Some(*uid), Some(*gid)).map(done)
            }
            Op::ReadDir(path) => {
                let entries = fs::read_dir(self.at(path))?.collect::<io::Result<Vec<_>>>()?;
                let mut names: Vec<_> = entries
                    .iter()
                    .map(|entry| escape_bytes(entry.file_name().as_bytes()))
                    .collect();
                names.sort();
                Ok(names.join(" "))
            }
            Op::Open {
                slot,
                path,
                options,
            } => {
                let file = fs::OpenOptions::new()
                    .read(options.read)
                    .write(options.write)
                    .append(options.append)
                    .truncate(options.truncate)
                    .create(options.create)
                    .create_new(options.exclusive)
                    .mode(options.mode.bits())
                    .custom_flags(flags(options))
                    .open(self.at(path))?;
                self.slots[*slot] = Some((file, options.append));
                Ok(String::new())
            }
            Op::Close { slot } => {
                self.slots[*slot] = None;
                Ok(String::new())
            }
            Op::Read { slot, .. }
            | Op::Write { slot, .. }
            | Op::Append { slot, .. }
            | Op::SetLen { slot, .. }
            | Op::StatOpen { slot } => match &self.slots[*slot] {
                Some((file, appends)) => run_open(file, *appends, op),
                None => Ok("closed".to_owned()),
            },
        }
    }
}

/// Lets the temporary folder be removed, whatever the modes inside.
impl Drop for Host {
    fn drop(&mut self) {
        let mut pending = vec![self.top.path().to_owned()];
        while let Some(path) = pending.pop() {
            // What fails here remains in the temporary folder, which harms no test.
            let _ = fs::set_permissions(&path, fs::Permissions::from_mode(0o700));
            let entries = fs::read_dir(&path).into_iter().flatten().flatten();
            pending.extend(
                entries
                    .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
                    .map(|e| e.path()),
            );
        }
    }
}

fn run_open(file: &File, appends: bool, op: &Op) -> io::Result<String> {
    match *op {
        Op::Read { offset, len, .. } => {
            let mut buffer = vec![0; len];
            let count = file.read_at(&mut buffer, offset)?;
            Ok(format!("{:?}", &buffer[..count]))
        }
        Op::Write {
            offset, len, byte, ..
        } if !appends => file
            .write_at(&vec![byte; len], offset)
            .map(|written| written.to_string()),
        Op::Append { len, byte, .. } if appends => {
            io::Write::write(&mut &*file, &vec![byte; len]).map(|written| written.to_string())
        }
        Op::SetLen { len, .. } => file.set_len(len).map(|()| String::new()),
        Op::StatOpen { .. } => file.metadata().map(|metadata| describe(&metadata)),
        _ => Ok("not for this file".to_owned()),
    }
}

/// `O_DIRECTORY` and `O_NOFOLLOW`, whose values differ by architecture.
fn flags(options: &OpenOptions) -> i32 {
    let (directory, no_follow) = if cfg!(target_arch = "aarch64") {
        (0o40_000, 0o100_000)
    } else {
        (0o200_000, 0o400_000)
    };
    i32::from(options.directory) * directory + i32::from(options.no_follow) * no_follow
}

pub fn describe(metadata: &fs::Metadata) -> String {
    let mode = Mode::new(metadata.mode());
    let owner = format!("{}:{}", metadata.uid(), metadata.gid());
    let kind = match metadata.file_type() {
        kind if kind.is_dir() => return format!("{:?} {mode} {owner}", FileKind::Directory),
        kind if kind.is_symlink() => FileKind::Symlink,
        _ => FileKind::File,
    };
    format!(
        "{kind:?} {mode} {owner} {} bytes {} links",
        metadata.len(),
        metadata.nlink()
    )
}

/// The name of an error of Linux.
fn errno_name(error: &io::Error) -> &'static str {
    match error.raw_os_error() {
        Some(1) => "EPERM",
        Some(2) => "ENOENT",
        Some(9) => "EBADF",
        Some(13) => "EACCES",
        Some(16) => "EBUSY",
        Some(17) => "EEXIST",
        Some(18) => "EXDEV",
        Some(20) => "ENOTDIR",
        Some(21) => "EISDIR",
        Some(22) => "EINVAL",
        Some(27) => "EFBIG",
        Some(31) => "EMLINK",
        Some(36) => "ENAMETOOLONG",
        Some(39) => "ENOTEMPTY",
        Some(40) => "ELOOP",
        other => panic!("unexpected error {other:?}: {error}"),
    }
}
