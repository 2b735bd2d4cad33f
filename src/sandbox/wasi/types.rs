//! Numbers and layouts of WASI preview 1.

use crate::sandbox::fault::Fault;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::vfs::{FileKind, Stat};

pub(super) const FILETYPE_CHARACTER_DEVICE: u8 = 2;
pub(super) const FILETYPE_DIRECTORY: u8 = 3;

/// The number of `filetype`.
pub(super) fn filetype(kind: FileKind) -> u8 {
    match kind {
        FileKind::CharDevice => FILETYPE_CHARACTER_DEVICE,
        FileKind::Directory => FILETYPE_DIRECTORY,
        FileKind::File => 4,
        FileKind::Symlink => 7,
    }
}

/// All rights: preview 1's rights restrict nothing here, the file system's permissions do.
pub(super) const ALL_RIGHTS: u64 = (1 << 30) - 1;
pub(super) const RIGHT_FD_READ: u64 = 1 << 1;
pub(super) const RIGHT_FD_WRITE: u64 = 1 << 6;
pub(super) const RIGHT_FD_READDIR: u64 = 1 << 14;

pub(super) const FDFLAG_APPEND: u32 = 1;
pub(super) const LOOKUP_FOLLOW: u32 = 1;
pub(super) const OFLAG_CREATE: u32 = 1;
pub(super) const OFLAG_DIRECTORY: u32 = 2;
pub(super) const OFLAG_EXCLUSIVE: u32 = 4;
pub(super) const OFLAG_TRUNCATE: u32 = 8;

/// Writes a `filestat` (64 bytes).
pub(super) fn write_filestat(m: &mut GuestMemory<'_>, out: u32, stat: &Stat) -> Result<(), Fault> {
    let mut record = [0u8; 64];
    record[0..8].copy_from_slice(&1u64.to_le_bytes());
    record[8..16].copy_from_slice(&stat.inode.number().to_le_bytes());
    record[16] = filetype(stat.kind);
    record[24..32].copy_from_slice(&stat.nlink.to_le_bytes());
    record[32..40].copy_from_slice(&stat.size.to_le_bytes());
    record[40..48].copy_from_slice(&stat.atime.0.to_le_bytes());
    record[48..56].copy_from_slice(&stat.mtime.0.to_le_bytes());
    record[56..64].copy_from_slice(&stat.ctime.0.to_le_bytes());
    m.write(out, &record)
}

/// Writes an `fdstat` (24 bytes).
pub(super) fn write_fdstat(
    m: &mut GuestMemory<'_>,
    out: u32,
    filetype: u8,
    flags: u16,
    rights: u64,
) -> Result<(), Fault> {
    let mut record = [0u8; 24];
    record[0] = filetype;
    record[2..4].copy_from_slice(&flags.to_le_bytes());
    record[8..16].copy_from_slice(&rights.to_le_bytes());
    record[16..24].copy_from_slice(&ALL_RIGHTS.to_le_bytes());
    m.write(out, &record)
}
