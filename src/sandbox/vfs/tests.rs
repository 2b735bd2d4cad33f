//! Tests of the file system as a whole. `operations` draws random sequences of operations and runs them; `posix`
//! compares them with the host's own file system (in `host`), `accounting` with the invariants.

mod accounting;
#[cfg(target_os = "linux")]
mod host;
mod hostile;
mod operations;
#[cfg(target_os = "linux")]
mod posix;

use super::*;

/// The user that the tests act as.
pub(super) const USER: Credentials = Credentials {
    uid: 1000,
    gid: 1000,
};
pub(super) const ROOT: InodeId = InodeId::ROOT;

/// An empty file system for `USER`, who owns `/` here.
pub(super) fn user_vfs() -> Vfs {
    let mut vfs = Vfs::new(USER, FsLimits::default(), Timestamp(1));
    vfs.seed_dir(&GuestPath::root(), Mode::new(0o755), USER)
        .unwrap();
    vfs
}

pub(super) fn path(text: &str) -> GuestPath {
    text.parse().unwrap()
}

pub(super) fn reading() -> OpenOptions {
    OpenOptions {
        read: true,
        ..OpenOptions::default()
    }
}

/// `O_RDWR | O_CREAT`.
pub(super) fn creating() -> OpenOptions {
    OpenOptions {
        read: true,
        write: true,
        create: true,
        ..OpenOptions::default()
    }
}

pub(super) fn open(vfs: &mut Vfs, path: &str, options: OpenOptions) -> Result<OpenFile, Errno> {
    vfs.open(ROOT, path.as_bytes(), &options)
        .map(|opened| opened.file)
}

/// Creates or empties a file and writes to it.
pub(super) fn write(vfs: &mut Vfs, path: &str, data: &[u8]) -> Result<(), Errno> {
    let file = open(
        vfs,
        path,
        OpenOptions {
            truncate: true,
            ..creating()
        },
    )?;
    let written = vfs.write_at(&file, 0, data);
    vfs.release(file);
    assert_eq!(written?, data.len());
    Ok(())
}

/// Reads a whole file as the guest.
pub(super) fn read(vfs: &mut Vfs, path: &str) -> Result<Vec<u8>, Errno> {
    let file = open(vfs, path, reading())?;
    let size = vfs.stat(file.inode())?.size as usize;
    let mut buffer = vec![0; size + 1];
    let outcome = vfs.read_at(&file, 0, &mut buffer);
    vfs.release(file);
    match outcome? {
        ReadOutcome::Bytes(count) => buffer.truncate(count),
        ReadOutcome::Random(_) => panic!("a random device"),
    }
    Ok(buffer)
}

pub(super) fn mkdir(vfs: &mut Vfs, path: &str) -> Result<InodeId, Errno> {
    vfs.mkdir(ROOT, path.as_bytes(), Mode::new(0o777))
}

pub(super) fn unlink(vfs: &mut Vfs, path: &str) -> Result<(), Errno> {
    vfs.unlink(ROOT, path.as_bytes())
}

pub(super) fn rename(vfs: &mut Vfs, old: &str, new: &str) -> Result<(), Errno> {
    vfs.rename(ROOT, old.as_bytes(), ROOT, new.as_bytes())
}

pub(super) fn link(vfs: &mut Vfs, old: &str, new: &str) -> Result<InodeId, Errno> {
    vfs.link(ROOT, old.as_bytes(), false, ROOT, new.as_bytes())
}

pub(super) fn symlink(vfs: &mut Vfs, target: &str, path: &str) -> Result<InodeId, Errno> {
    vfs.symlink(target.as_bytes(), ROOT, path.as_bytes())
}

pub(super) fn lstat(vfs: &Vfs, path: &str) -> Result<Stat, Errno> {
    vfs.stat_at(ROOT, path.as_bytes(), false)
}
