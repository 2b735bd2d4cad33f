//! What the directory of an archive tells of its members.

use zip::CompressionMethod;

use super::Archive;
use crate::sandbox::processes::machine::{Machine, Process};

/// A member as the archive's directory tells of it.
pub(super) struct Member {
    pub(super) name: Vec<u8>,
    pub(super) size: u64,
    /// Date and time.
    changed: String,
    pub(super) mode: u32,
    pub(super) is_folder: bool,
    pub(super) is_link: bool,
    pub(super) is_stored: bool,
}

impl Member {
    /// The member at a place of the directory; `None` where the archive is damaged.
    pub(super) fn read(archive: &mut Archive, index: usize) -> Option<Self> {
        let file = archive.by_index_raw(index).ok()?;
        let changed = file.last_modified().unwrap_or_default();
        Some(Self {
            name: file.name_raw().to_vec(),
            size: file.size(),
            changed: format!(
                "{:04}-{:02}-{:02} {:02}:{:02}",
                changed.year(),
                changed.month(),
                changed.day(),
                changed.hour(),
                changed.minute()
            ),
            mode: file.unix_mode().unwrap_or(0o644),
            is_folder: file.is_dir(),
            is_link: file.is_symlink(),
            is_stored: file.compression() == CompressionMethod::Stored,
        })
    }
}

/// Shows a listing of members.
pub(super) fn list(machine: &mut Machine<'_>, process: &Process, members: &[(usize, Member)]) {
    let mut out =
        b"  Length      Date    Time    Name\n---------  ---------- -----   ----\n".to_vec();
    let mut total = 0u64;
    for (_, member) in members {
        total = total.saturating_add(member.size);
        out.extend_from_slice(format!("{:>9}  {}   ", member.size, member.changed).as_bytes());
        out.extend_from_slice(&member.name);
        out.push(b'\n');
    }
    let plural = if members.len() == 1 { "" } else { "s" };
    let end = format!(
        "---------                     -------\n{total:>9}                     {} file{plural}\n",
        members.len()
    );
    out.extend_from_slice(end.as_bytes());
    machine.out(process, &out);
}
