//! The files that go into an archive.

use super::MAX_ENTRIES;
use crate::sandbox::processes::commands::files::{MAX_DEPTH, base, below};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::vfs::{FileKind, Stat};

/// A file that goes into an archive.
pub(super) struct Member {
    pub(super) name: String,
    pub(super) path: Vec<u8>,
    pub(super) stat: Stat,
}

/// How operands are understood.
#[derive(Clone, Copy)]
pub(super) struct Gathering {
    /// Whether links are followed, or go in as links.
    pub(super) follow: bool,
    /// Whether only the last name of a path counts.
    pub(super) junk: bool,
    pub(super) recursive: bool,
}

/// The files that operands mean, and the operands that mean none.
pub(super) fn gather(
    machine: &mut Machine<'_>,
    process: &Process,
    operands: &[Vec<u8>],
    how: Gathering,
) -> Result<(Vec<Member>, Vec<String>), Stop> {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    let mut pending: Vec<(Vec<u8>, u32)> = operands
        .iter()
        .rev()
        .map(|path| (path.clone(), 0))
        .collect();
    while let Some((path, depth)) = pending.pop() {
        machine.work(2_000)?;
        let Ok(stat) = machine.look(process, &path, how.follow) else {
            missing.push(String::from_utf8_lossy(&path).into_owned());
            continue;
        };
        let is_folder = stat.kind == FileKind::Directory;
        if is_folder && how.recursive && depth < MAX_DEPTH {
            let inner = machine.list(process, &path).unwrap_or_default();
            pending.extend(
                inner
                    .iter()
                    .rev()
                    .map(|(name, _)| (below(&path, name), depth + 1)),
            );
        }
        if let Some(name) = stored_name(&path, is_folder, how.junk)
            && found.len() < MAX_ENTRIES
        {
            found.push(Member { name, path, stat });
        }
    }
    Ok((found, missing))
}

/// The name of a file in the archive; none for what doesn't go in.
fn stored_name(path: &[u8], is_folder: bool, junk: bool) -> Option<String> {
    let mut name = if junk { base(path) } else { path };
    while let Some(rest) = name.strip_prefix(b"/").or(name.strip_prefix(b"./")) {
        name = rest;
    }
    let name = String::from_utf8_lossy(name);
    let name = name.trim_end_matches('/');
    if name.is_empty() || name == "." || junk && is_folder {
        return None;
    }
    Some(match is_folder {
        true => format!("{name}/"),
        false => name.to_owned(),
    })
}
