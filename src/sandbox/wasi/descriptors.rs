//! The hooks on open descriptors.

use super::types::{
    ALL_RIGHTS, FDFLAG_APPEND, FILETYPE_CHARACTER_DEVICE, FILETYPE_DIRECTORY, filetype,
    write_fdstat, write_filestat,
};
use super::{Fault, HookResult};
use crate::sandbox::descriptors::{Descriptor, ROOT};
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::state::State;
use crate::sandbox::trace::Operation;
use crate::sandbox::vfs::{Errno, FileKind, InodeId, Stat, TimeChange, Timestamp};

pub(super) fn fd_advise(
    _: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    _offset: u64,
    _len: u64,
    _advice: u32,
) -> HookResult {
    s.descriptors.get(fd)?;
    Ok(0)
}

pub(super) fn fd_allocate(
    _: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    offset: u64,
    len: u64,
) -> HookResult {
    let open = s.descriptors.file_mut(fd)?;
    s.files.allocate(&open.file, offset, len)?;
    Ok(0)
}

pub(super) fn fd_close(_: &mut GuestMemory<'_>, s: &mut State, fd: u32) -> HookResult {
    let descriptor = s.descriptors.remove(fd)?;
    s.close(fd, descriptor);
    Ok(0)
}

pub(super) fn fd_sync(_: &mut GuestMemory<'_>, s: &mut State, fd: u32) -> HookResult {
    s.descriptors.get(fd)?;
    Ok(0)
}

pub(super) fn fd_renumber(
    _: &mut GuestMemory<'_>,
    s: &mut State,
    from: u32,
    to: u32,
) -> HookResult {
    if let Some(replaced) = s.descriptors.renumber(from, to)? {
        s.close(to, replaced);
    }
    Ok(0)
}

/// The inode behind a descriptor; the standard streams have none.
fn inode(s: &State, fd: u32) -> Result<Option<InodeId>, Errno> {
    Ok(match s.descriptors.get(fd)? {
        Descriptor::Stdin | Descriptor::Stdout | Descriptor::Stderr => None,
        Descriptor::Root => Some(InodeId::ROOT),
        Descriptor::Folder { file, .. } => Some(file.inode()),
        Descriptor::File(open) => Some(open.file.inode()),
    })
}

pub(super) fn fd_fdstat_get(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    out: u32,
) -> HookResult {
    let (kind, flags) = match s.descriptors.get(fd)? {
        Descriptor::Stdin | Descriptor::Stdout | Descriptor::Stderr => {
            (FILETYPE_CHARACTER_DEVICE, 0)
        }
        Descriptor::Root | Descriptor::Folder { .. } => (FILETYPE_DIRECTORY, 0),
        Descriptor::File(open) => {
            let kind = filetype(s.files.stat(open.file.inode())?.kind);
            (kind, if open.append { FDFLAG_APPEND as u16 } else { 0 })
        }
    };
    // wasi-libc takes a character device that can't seek for a terminal.
    const SEEK_AND_TELL: u64 = (1 << 2) | (1 << 5);
    let terminal = match s.descriptors.get(fd)? {
        Descriptor::Stdin => s.terminals[0],
        Descriptor::Stdout => s.terminals[1],
        Descriptor::Stderr => s.terminals[2],
        _ => false,
    };
    let rights = if terminal {
        ALL_RIGHTS & !SEEK_AND_TELL
    } else {
        ALL_RIGHTS
    };
    write_fdstat(m, out, kind, flags, rights)?;
    Ok(0)
}

pub(super) fn fd_fdstat_set_flags(
    _: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    flags: u32,
) -> HookResult {
    if let Descriptor::File(open) = s.descriptors.get_mut(fd)? {
        open.append = flags & FDFLAG_APPEND != 0;
    }
    Ok(0)
}

pub(super) fn fd_fdstat_set_rights(
    _: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    _base: u64,
    _inheriting: u64,
) -> HookResult {
    s.descriptors.get(fd)?;
    Ok(0)
}

pub(super) fn fd_filestat_get(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    out: u32,
) -> HookResult {
    let stat = match inode(s, fd)? {
        Some(inode) => s.files.stat(inode)?,
        None => stream_stat(),
    };
    write_filestat(m, out, &stat)?;
    Ok(0)
}

/// What the standard streams say of themselves: character devices.
fn stream_stat() -> Stat {
    Stat {
        inode: InodeId::ROOT,
        kind: FileKind::CharDevice,
        mode: crate::sandbox::vfs::Mode::new(0o620),
        uid: 0,
        gid: 0,
        nlink: 1,
        size: 0,
        atime: Timestamp(0),
        mtime: Timestamp(0),
        ctime: Timestamp(0),
    }
}

fn record_change(s: &mut State, fd: u32, what: &str, result: Result<(), Errno>) -> HookResult {
    let resolved = match s.descriptors.get(fd) {
        Ok(Descriptor::File(open)) => Some(open.path.clone()),
        Ok(Descriptor::Folder { path, .. }) => Some(path.clone()),
        _ => None,
    };
    s.recorder.record(
        Operation::FileChange {
            resolved,
            what: what.to_owned(),
        },
        result.err().map_or("ok", Errno::name),
        false,
    );
    result?;
    Ok(0)
}

pub(super) fn fd_filestat_set_size(
    _: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    size: u64,
) -> HookResult {
    let open = s.descriptors.file_mut(fd)?;
    let result = s.files.set_len(&open.file, size);
    record_change(s, fd, "length", result)
}

/// The time changes that a `fstflags` asks for.
pub(super) fn time_changes(
    flags: u32,
    atim: u64,
    mtim: u64,
) -> Result<(TimeChange, TimeChange), Fault> {
    let change = |set: u32, now: u32, time: u64| match (flags & set != 0, flags & now != 0) {
        (false, false) => Ok(TimeChange::Keep),
        (true, false) => Ok(TimeChange::To(Timestamp(time))),
        (false, true) => Ok(TimeChange::Now),
        (true, true) => Err(Fault::EINVAL),
    };
    Ok((change(1, 2, atim)?, change(4, 8, mtim)?))
}

pub(super) fn fd_filestat_set_times(
    _: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    atim: u64,
    mtim: u64,
    flags: u32,
) -> HookResult {
    let (atime, mtime) = time_changes(flags, atim, mtim)?;
    let Some(inode) = inode(s, fd)? else {
        return Err(Fault::EINVAL);
    };
    let result = s.files.set_times(inode, atime, mtime);
    record_change(s, fd, "times", result)
}

pub(super) fn fd_seek(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    delta: i64,
    whence: u32,
    out: u32,
) -> HookResult {
    let open = s.descriptors.file_mut(fd)?;
    let base = match whence {
        0 => 0,
        1 => open.offset,
        2 => s.files.stat(open.file.inode())?.size,
        _ => return Err(Fault::EINVAL),
    };
    open.offset = base.checked_add_signed(delta).ok_or(Fault::EINVAL)?;
    m.write_u64(out, open.offset)?;
    Ok(0)
}

pub(super) fn fd_tell(m: &mut GuestMemory<'_>, s: &mut State, fd: u32, out: u32) -> HookResult {
    m.write_u64(out, s.descriptors.file_mut(fd)?.offset)?;
    Ok(0)
}

pub(super) fn fd_prestat_get(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    out: u32,
) -> HookResult {
    if fd != ROOT || !matches!(s.descriptors.get(fd)?, Descriptor::Root) {
        return Err(Errno::EBADF.into());
    }
    // Tag 0: a folder; then the length of its name.
    m.write_u32(out, 0)?;
    m.write_u32(out.checked_add(4).ok_or(Fault::EFAULT)?, 1)?;
    Ok(0)
}

pub(super) fn fd_prestat_dir_name(
    m: &mut GuestMemory<'_>,
    _: &mut State,
    fd: u32,
    path: u32,
    len: u32,
) -> HookResult {
    if fd != ROOT {
        return Err(Errno::EBADF.into());
    }
    if len < 1 {
        return Err(Errno::ENAMETOOLONG.into());
    }
    m.write(path, b"/")?;
    Ok(0)
}

pub(super) fn fd_readdir(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    buffer: u32,
    len: u32,
    cookie: u64,
    out: u32,
) -> HookResult {
    if matches!(s.descriptors.get(fd)?, Descriptor::Root) {
        return Err(Errno::ENOTSUP.into());
    }
    let Descriptor::Folder {
        file,
        cursor,
        path,
        listed,
    } = s.descriptors.get_mut(fd)?
    else {
        return Err(Errno::ENOTDIR.into());
    };
    if !std::mem::replace(listed, true) {
        s.recorder.record(
            Operation::FileReaddir {
                resolved: Some(path.clone()),
                descriptor: fd,
            },
            "ok",
            false,
        );
    }
    m.write_u32(out, 0)?;
    if cookie == 0 {
        *cursor = s.files.dir_cursor(file)?;
    }
    let target = m.slice_mut(buffer, len)?;
    let mut used = 0;
    for entry in s.files.dir_entries(cursor, cookie) {
        let mut record = Vec::with_capacity(24 + entry.name.len());
        record.extend_from_slice(&entry.next.to_le_bytes());
        record.extend_from_slice(&entry.inode.number().to_le_bytes());
        record.extend_from_slice(&(entry.name.len() as u32).to_le_bytes());
        record.extend_from_slice(&[filetype(entry.kind), 0, 0, 0]);
        record.extend_from_slice(&entry.name);
        // An entry that doesn't fit is cut: a full buffer tells the guest that there is more.
        let room = (target.len() - used).min(record.len());
        target[used..used + room].copy_from_slice(&record[..room]);
        used += room;
        if used == target.len() {
            break;
        }
    }
    m.write_u32(out, used as u32)?;
    Ok(used as u64)
}
