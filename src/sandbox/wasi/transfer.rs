//! The hooks that move bytes through open descriptors.

use super::{Fault, HookResult};
use crate::sandbox::descriptors::Descriptor;
use crate::sandbox::memory::{GuestMemory, MAX_BUFFERS};
use crate::sandbox::state::State;
use crate::sandbox::trace::Operation;
use crate::sandbox::vfs::{Errno, ReadOutcome};

/// The most that one call moves; longer ones are cut short, as POSIX allows.
const MAX_MOVE: u32 = 16 << 20;

/// Fuel that each buffer of a vector costs, also an empty one.
const BUFFER_COST: u64 = 200;

/// Moves the guest's buffers in turn by `step(memory, position, address, length)` until one is moved short. A fault after
/// something was moved is left for the next call, as POSIX demands.
fn move_each(
    m: &mut GuestMemory<'_>,
    iovs: u32,
    count: u32,
    out: u32,
    mut step: impl FnMut(&mut GuestMemory<'_>, u64, u32, u32) -> Result<usize, Fault>,
) -> HookResult {
    // Asked first: what was moved must be charged, so nothing may fail afterwards.
    m.write_u32(out, 0)?;
    let mut total = 0u32;
    for (at, len) in m.buffers(iovs, count)? {
        let len = len.min(MAX_MOVE - total);
        match step(m, u64::from(total), at, len) {
            Ok(moved) => {
                total += moved as u32;
                if (moved as u32) < len || total == MAX_MOVE {
                    break;
                }
            }
            Err(fault) if total == 0 => return Err(fault),
            Err(_) => break,
        }
    }
    m.write_u32(out, total)?;
    Ok(u64::from(total))
}

/// Fills the guest's buffers in turn from `read(position, buffer)` until one comes back short.
fn scatter(
    m: &mut GuestMemory<'_>,
    iovs: u32,
    count: u32,
    out: u32,
    mut read: impl FnMut(u64, &mut [u8]) -> Result<usize, Errno>,
) -> HookResult {
    move_each(m, iovs, count, out, |m, position, at, len| {
        Ok(read(position, m.slice_mut(at, len)?)?)
    })
}

/// Reads from a file of the virtual file system; random devices draw from the seeded source.
fn read_file(s: &mut State, fd: u32, offset: u64, buffer: &mut [u8]) -> Result<usize, Errno> {
    let Descriptor::File(open) = s.descriptors.get(fd)? else {
        return Err(Errno::EISDIR);
    };
    match s.files.read_at(&open.file, offset, buffer)? {
        ReadOutcome::Bytes(read) => Ok(read),
        ReadOutcome::Random(count) => {
            s.draw(&mut buffer[..count]);
            s.recorder.record(
                Operation::RandomSecure {
                    bytes: count as u64,
                },
                "ok",
                false,
            );
            Ok(count)
        }
    }
}

pub(super) fn fd_read(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    iovs: u32,
    count: u32,
    out: u32,
) -> HookResult {
    s.work += BUFFER_COST * u64::from(count.min(MAX_BUFFERS));
    match s.descriptors.get(fd)? {
        Descriptor::Stdin => scatter(m, iovs, count, out, |_, buffer| {
            s.stdin.read(buffer).map_err(|_| Errno::EIO)
        }),
        Descriptor::File(open) => {
            let start = open.offset;
            let moved = scatter(m, iovs, count, out, |done, buffer| {
                read_file(s, fd, start.saturating_add(done), buffer)
            })?;
            let open = s.descriptors.file_mut(fd)?;
            open.offset = start.saturating_add(moved);
            open.bytes_read += moved;
            Ok(moved)
        }
        Descriptor::Root | Descriptor::Folder { .. } => Err(Errno::EISDIR.into()),
        Descriptor::Stdout | Descriptor::Stderr => Err(Errno::EBADF.into()),
    }
}

pub(super) fn fd_pread(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    iovs: u32,
    count: u32,
    offset: u64,
    out: u32,
) -> HookResult {
    s.work += BUFFER_COST * u64::from(count.min(MAX_BUFFERS));
    s.descriptors.file_mut(fd)?;
    let moved = scatter(m, iovs, count, out, |done, buffer| {
        read_file(s, fd, offset.saturating_add(done), buffer)
    })?;
    s.descriptors.file_mut(fd)?.bytes_read += moved;
    Ok(moved)
}

/// Hands the guest's buffers in turn to `write(position, bytes)` until one is taken short.
fn gather(
    m: &mut GuestMemory<'_>,
    iovs: u32,
    count: u32,
    out: u32,
    mut write: impl FnMut(u64, &[u8]) -> Result<usize, Errno>,
) -> HookResult {
    move_each(m, iovs, count, out, |m, position, at, len| {
        Ok(write(position, m.slice(at, len)?)?)
    })
}

pub(super) fn fd_write(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    iovs: u32,
    count: u32,
    out: u32,
) -> HookResult {
    s.work += BUFFER_COST * u64::from(count.min(MAX_BUFFERS));
    let take_all = |stream: &mut crate::sandbox::streams::Collector, bytes: &[u8]| {
        stream.write(bytes);
        Ok(bytes.len())
    };
    match s.descriptors.get(fd)? {
        Descriptor::Stdout => gather(m, iovs, count, out, |_, bytes| {
            take_all(&mut s.stdout, bytes)
        }),
        Descriptor::Stderr => gather(m, iovs, count, out, |_, bytes| {
            take_all(&mut s.stderr, bytes)
        }),
        Descriptor::File(open) => {
            let (start, append) = (open.offset, open.append);
            let mut end = start;
            let moved = gather(m, iovs, count, out, |done, bytes| {
                let Descriptor::File(open) = s.descriptors.get(fd)? else {
                    return Err(Errno::EBADF);
                };
                if append {
                    let (written, new_end) = s.files.append(&open.file, bytes)?;
                    end = new_end;
                    Ok(written)
                } else {
                    let position = start.checked_add(done).ok_or(Errno::EFBIG)?;
                    let written = s.files.write_at(&open.file, position, bytes)?;
                    end = position + written as u64;
                    Ok(written)
                }
            })?;
            let open = s.descriptors.file_mut(fd)?;
            open.offset = end;
            open.bytes_written += moved;
            Ok(moved)
        }
        Descriptor::Stdin | Descriptor::Root | Descriptor::Folder { .. } => {
            Err(Errno::EBADF.into())
        }
    }
}

pub(super) fn fd_pwrite(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    iovs: u32,
    count: u32,
    offset: u64,
    out: u32,
) -> HookResult {
    s.work += BUFFER_COST * u64::from(count.min(MAX_BUFFERS));
    let open = s.descriptors.file_mut(fd)?;
    let moved = gather(m, iovs, count, out, |done, bytes| {
        let position = offset.checked_add(done).ok_or(Errno::EFBIG)?;
        s.files.write_at(&open.file, position, bytes)
    })?;
    open.bytes_written += moved;
    Ok(moved)
}
