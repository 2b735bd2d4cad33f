//! `zip` and `unzip`, as Info-ZIP's.

mod directory;
mod extract;
mod members;
mod pack;

use zip::ZipArchive;

use super::Program;
use super::archives::{MAX_ARCHIVE, MAX_ENTRIES, parents};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::vfs::Errno;

pub(super) const PROGRAMS: &[(&str, Program)] = &[("unzip", extract::unzip), ("zip", pack::zip)];

/// An archive in memory.
type Archive = ZipArchive<std::io::Cursor<Vec<u8>>>;

/// Fuel for each byte that is compressed or expanded.
const BYTE_COST: u64 = 40;

/// Reads an archive. The inner result is `None` for what is no archive.
fn open(
    machine: &mut Machine<'_>,
    process: &Process,
    path: &[u8],
) -> Result<Result<Option<Archive>, Errno>, Stop> {
    let bytes = match machine.read_file(process, path) {
        Ok(bytes) => bytes,
        Err(errno) => return Ok(Err(errno)),
    };
    machine.work(bytes.len() as u64 * 10)?;
    let archive = ZipArchive::new(std::io::Cursor::new(bytes)).ok();
    Ok(Ok(archive.filter(|archive| archive.len() <= MAX_ENTRIES)))
}
