//! The hooks on paths. Each does the operation on the virtual file system and records one event.

use super::descriptors::time_changes;
use super::types::{
    FDFLAG_APPEND, LOOKUP_FOLLOW, OFLAG_CREATE, OFLAG_DIRECTORY, OFLAG_EXCLUSIVE, OFLAG_TRUNCATE,
    RIGHT_FD_READ, RIGHT_FD_READDIR, RIGHT_FD_WRITE, write_filestat,
};
use super::{Fault, HookResult};
use crate::sandbox::descriptors::{Descriptor, FileDescriptor};
use crate::sandbox::file_events::{self, Place, name_of, octal};
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::state::State;
use crate::sandbox::trace::{Access, Operation};
use crate::sandbox::vfs::{Errno, FileKind, Mode, OpenOptions, escape_bytes};

/// Reads a path of the guest, relative to the folder that is open as `fd`.
fn place(
    m: &GuestMemory<'_>,
    s: &State,
    fd: u32,
    at: u32,
    len: u32,
    follow: bool,
) -> Result<Place, Fault> {
    let path = m.beginning(at, len, s.files.limits().max_path)?;
    let base = s.descriptors.folder(fd)?;
    let shown = match s.descriptors.get(fd)? {
        // wasi-libc hands over paths relative to the root folder, so the slash is put back.
        Descriptor::Root if !path.starts_with(b"/") => Some(format!("/{}", escape_bytes(&path))),
        _ => None,
    };
    Ok(Place::new(&s.files, base, path, shown, follow))
}

/// Whether reading there is the runtime's own doing.
fn is_runtime(place: &Place, s: &State) -> bool {
    s.is_runtime_path(place.resolved.as_ref())
}

pub(super) fn path_open(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    lookup: u32,
    path: u32,
    len: u32,
    oflags: u32,
    rights: u64,
    _inheriting: u64,
    flags: u32,
    out: u32,
) -> HookResult {
    let follow = lookup & LOOKUP_FOLLOW != 0;
    let place = place(m, s, fd, path, len, follow)?;
    let append = flags & FDFLAG_APPEND != 0;
    let write = rights & RIGHT_FD_WRITE != 0;
    // wasi-libc asks for a folder's rights without FD_READ when it opens one; a plain open for reading has both.
    let read = rights & (RIGHT_FD_READ | RIGHT_FD_READDIR) != 0 || !write;
    let mode = s.create_mode.take().unwrap_or(Mode::new(0o666));
    let options = OpenOptions {
        read,
        write,
        append,
        create: oflags & OFLAG_CREATE != 0,
        exclusive: oflags & OFLAG_EXCLUSIVE != 0,
        truncate: oflags & OFLAG_TRUNCATE != 0,
        directory: oflags & OFLAG_DIRECTORY != 0,
        no_follow: !follow,
        mode,
    };
    let result = if s.descriptors.has_room() {
        s.files.open(place.base, &place.path, &options)
    } else {
        Err(Errno::EMFILE)
    };
    let (resolved, created, kind) = match &result {
        Ok(opened) => {
            let kind = s.files.stat(opened.file.inode())?.kind;
            (
                Some(opened.canonical.to_string()),
                opened.created,
                Some(kind),
            )
        }
        Err(_) => (place.resolved(), false, None),
    };
    let access = file_events::access(kind, &options);
    let own = is_runtime(&place, s) && !write;
    let name = name_of(&result);
    let number = match result {
        Ok(opened) if kind == Some(FileKind::Directory) => {
            let cursor = s.files.dir_cursor(&opened.file)?;
            Some(s.descriptors.insert(Descriptor::Folder {
                file: opened.file,
                cursor,
                path: opened.canonical.to_string(),
                listed: false,
            }))
        }
        Ok(opened) => Some(s.descriptors.insert(Descriptor::File(FileDescriptor {
            file: opened.file,
            offset: 0,
            append,
            path: opened.canonical.to_string(),
            bytes_read: 0,
            bytes_written: 0,
        }))),
        Err(errno) => {
            record_open(
                s, &place, resolved, access, &options, created, None, name, own,
            );
            return Err(errno.into());
        }
    };
    record_open(
        s, &place, resolved, access, &options, created, number, name, own,
    );
    m.write_u32(out, number.expect("an open that succeeded has a number"))?;
    Ok(0)
}

fn record_open(
    s: &mut State,
    place: &Place,
    resolved: Option<String>,
    access: Access,
    options: &OpenOptions,
    created: bool,
    descriptor: Option<u32>,
    result: &str,
    own: bool,
) {
    s.recorder.record(
        file_events::opened(
            place.shown.clone(),
            resolved,
            access,
            options,
            created,
            descriptor,
        ),
        result,
        own,
    );
}

pub(super) fn path_filestat_get(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    flags: u32,
    path: u32,
    len: u32,
    out: u32,
) -> HookResult {
    let follow = flags & LOOKUP_FOLLOW != 0;
    let place = place(m, s, fd, path, len, follow)?;
    let result = s.files.stat_at(place.base, &place.path, follow);
    let own = is_runtime(&place, s);
    s.recorder.record(
        Operation::FileStat {
            resolved: place.resolved(),
            path: place.shown,
        },
        name_of(&result),
        own,
    );
    write_filestat(m, out, &result?)?;
    Ok(0)
}

pub(super) fn path_filestat_set_times(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    flags: u32,
    path: u32,
    len: u32,
    atim: u64,
    mtim: u64,
    set: u32,
) -> HookResult {
    let follow = flags & LOOKUP_FOLLOW != 0;
    let place = place(m, s, fd, path, len, follow)?;
    let (atime, mtime) = time_changes(set, atim, mtim)?;
    let result = s
        .files
        .resolve(place.base, &place.path, follow)
        .and_then(|found| found.inode.ok_or(Errno::ENOENT))
        .and_then(|inode| s.files.set_times(inode, atime, mtime));
    s.recorder.record(
        Operation::FileChange {
            resolved: place.resolved(),
            what: "times".to_owned(),
        },
        name_of(&result),
        false,
    );
    result?;
    Ok(0)
}

/// Does an operation on one path that gives nothing back, and records it.
fn simple(
    m: &GuestMemory<'_>,
    s: &mut State,
    (fd, path, len): (u32, u32, u32),
    act: impl FnOnce(&mut State, &Place) -> Result<(), Errno>,
    event: impl FnOnce(String, Option<String>) -> Operation,
) -> HookResult {
    let place = place(m, s, fd, path, len, false)?;
    let result = act(s, &place);
    let resolved = place.resolved();
    s.recorder
        .record(event(place.shown, resolved), name_of(&result), false);
    result?;
    Ok(0)
}

pub(super) fn path_create_directory(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    path: u32,
    len: u32,
) -> HookResult {
    let mode = s.create_mode.take().unwrap_or(Mode::new(0o777));
    simple(
        m,
        s,
        (fd, path, len),
        |s, place| s.files.mkdir(place.base, &place.path, mode).map(drop),
        |path, resolved| Operation::FileMkdir {
            path,
            resolved,
            mode: Some(octal(mode)),
        },
    )
}

pub(super) fn path_remove_directory(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    path: u32,
    len: u32,
) -> HookResult {
    simple(
        m,
        s,
        (fd, path, len),
        |s, place| s.files.rmdir(place.base, &place.path),
        |path, resolved| Operation::FileRmdir { path, resolved },
    )
}

pub(super) fn path_unlink_file(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    path: u32,
    len: u32,
) -> HookResult {
    simple(
        m,
        s,
        (fd, path, len),
        |s, place| s.files.unlink(place.base, &place.path),
        |path, resolved| Operation::FileUnlink { path, resolved },
    )
}

pub(super) fn path_symlink(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    target: u32,
    target_len: u32,
    fd: u32,
    path: u32,
    len: u32,
) -> HookResult {
    let target = m.beginning(target, target_len, s.files.limits().max_path)?;
    simple(
        m,
        s,
        (fd, path, len),
        |s, place| s.files.symlink(&target, place.base, &place.path).map(drop),
        |path, resolved| Operation::FileSymlink {
            path,
            resolved,
            target: escape_bytes(&target),
        },
    )
}

pub(super) fn path_readlink(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    path: u32,
    len: u32,
    buffer: u32,
    buffer_len: u32,
    out: u32,
) -> HookResult {
    let place = place(m, s, fd, path, len, false)?;
    let result = s.files.readlink(place.base, &place.path);
    s.recorder.record(
        Operation::FileReadlink {
            resolved: place.resolved(),
            path: place.shown,
        },
        name_of(&result),
        false,
    );
    let target = result?;
    let shown = &target[..target.len().min(buffer_len as usize)];
    m.write(buffer, shown)?;
    m.write_u32(out, shown.len() as u32)?;
    Ok(shown.len() as u64)
}

pub(super) fn path_rename(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    old_fd: u32,
    old: u32,
    old_len: u32,
    new_fd: u32,
    new: u32,
    new_len: u32,
) -> HookResult {
    let from = place(m, s, old_fd, old, old_len, false)?;
    let to = place(m, s, new_fd, new, new_len, false)?;
    let result = s.files.rename(from.base, &from.path, to.base, &to.path);
    s.recorder.record(
        Operation::FileRename {
            resolved: from.resolved(),
            to_resolved: to.resolved(),
            path: from.shown,
            to: to.shown,
        },
        name_of(&result),
        false,
    );
    result?;
    Ok(0)
}

pub(super) fn path_link(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    old_fd: u32,
    flags: u32,
    old: u32,
    old_len: u32,
    new_fd: u32,
    new: u32,
    new_len: u32,
) -> HookResult {
    let follow = flags & LOOKUP_FOLLOW != 0;
    let from = place(m, s, old_fd, old, old_len, follow)?;
    let to = place(m, s, new_fd, new, new_len, false)?;
    let result = s
        .files
        .link(from.base, &from.path, follow, to.base, &to.path);
    s.recorder.record(
        Operation::FileLink {
            resolved: from.resolved(),
            to_resolved: to.resolved(),
            path: from.shown,
            to: to.shown,
        },
        name_of(&result),
        false,
    );
    result?;
    Ok(0)
}
