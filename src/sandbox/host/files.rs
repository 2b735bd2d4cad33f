//! What preview 1 can't say of files: permission bits, owners, links.

use wasmtime::Linker;

use super::{Served, functions};
use crate::sandbox::driver::record_chmod;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::state::State;
use crate::sandbox::vfs::{Access, InodeId, Mode, Stat, escape_bytes};

/// The longest path, as on Linux; a longer one is refused by the file system.
const MAX_PATH: usize = 4097;
/// Given in place of a mask: only tell the one in force.
const ASK: u32 = u32::MAX;

pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    functions! { linker;
        "chmod_path"(path: u32, len: u32, mode: u32, follow: u32) => chmod_path;
        "chmod_fd"(fd: u32, mode: u32) => chmod_fd;
        "umask_set"(mask: u32) => umask_set;
        "stat_path"(path: u32, len: u32, follow: u32, out: u32) => stat_path;
        "stat_fd"(fd: u32, out: u32) => stat_fd;
        "access_path"(path: u32, len: u32, mode: u32) => access_path;
        tells "create_mode"(mode: u32) => create_mode;
    }
    Ok(())
}

fn chmod_path(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    path: u32,
    len: u32,
    mode: u32,
    follow: u32,
) -> Served {
    let path = m.beginning(path, len, MAX_PATH)?;
    let follow = follow != 0;
    let mode = Mode::new(mode);
    let resolved = s.files.canonical_hint(InodeId::ROOT, &path, follow);
    let resolved = resolved.map(|path| path.to_string());
    let result = s.files.chmod(InodeId::ROOT, &path, follow, mode);
    record_chmod(s, escape_bytes(&path), resolved, mode, result);
    result?;
    Ok((0, 0))
}

fn chmod_fd(_: &mut GuestMemory<'_>, s: &mut State, fd: u32, mode: u32) -> Served {
    let mode = Mode::new(mode);
    let result = s
        .open_inode(fd)
        .and_then(|inode| s.files.fchmod(inode, mode));
    let resolved = s.open_path(fd);
    record_chmod(
        s,
        resolved.clone().unwrap_or_default(),
        resolved,
        mode,
        result,
    );
    result?;
    Ok((0, 0))
}

fn umask_set(_: &mut GuestMemory<'_>, s: &mut State, mask: u32) -> Served {
    let old = if mask == ASK {
        s.files.umask()
    } else {
        s.files.set_umask(Mode::new(mask))
    };
    Ok((old.bits(), 0))
}

fn stat_path(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    path: u32,
    len: u32,
    follow: u32,
    out: u32,
) -> Served {
    let path = m.beginning(path, len, MAX_PATH)?;
    let stat = s.files.stat_at(InodeId::ROOT, &path, follow != 0)?;
    write_stat(m, out, &stat)
}

fn stat_fd(m: &mut GuestMemory<'_>, s: &mut State, fd: u32, out: u32) -> Served {
    let inode = s.open_inode(fd)?;
    let stat = s.files.stat(inode)?;
    write_stat(m, out, &stat)
}

/// `struct dg_stat` of `host.h`.
fn write_stat(m: &mut GuestMemory<'_>, out: u32, stat: &Stat) -> Served {
    let words = [stat.mode.bits(), stat.uid, stat.gid, stat.nlink as u32];
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    m.write(out, &bytes)?;
    Ok((0, 0))
}

fn access_path(m: &mut GuestMemory<'_>, s: &mut State, path: u32, len: u32, mode: u32) -> Served {
    let path = m.beginning(path, len, MAX_PATH)?;
    let wanted = Access {
        read: mode & 4 != 0,
        write: mode & 2 != 0,
        execute: mode & 1 != 0,
    };
    s.files.access(InodeId::ROOT, &path, wanted)?;
    Ok((0, 0))
}

fn create_mode(_: &mut GuestMemory<'_>, s: &mut State, mode: u32) -> Served {
    s.create_mode = Some(Mode::new(mode));
    Ok((0, 0))
}
