//! `tar`.

use std::io::Read;

use super::Program;
use super::encoding::{compressed, expanded};
use super::files::{MAX_DEPTH, below};
use super::options::{self, Arguments};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::{program, strerror};
use crate::sandbox::vfs::{FileKind, Mode};

pub(super) const PROGRAMS: &[(&str, Program)] = &[("tar", tar)];

/// The most bytes of an archive, and the most entries.
pub(super) const MAX_ARCHIVE: usize = 16 << 20;
pub(super) const MAX_ENTRIES: usize = 10_000;

const LONG: &[&str] = &[
    "create",
    "extract",
    "get",
    "list",
    "file=",
    "directory=",
    "gzip",
    "verbose",
    "checkpoint",
    "checkpoint-action=",
    "to-command=",
    "use-compress-program=",
    "absolute-names",
    "to-stdout",
    "exclude=",
    "files-from=",
    "overwrite",
    "no-same-owner",
    "no-same-permissions",
    "preserve-permissions",
    "strip-components=",
    "keep-old-files",
    "rsh-command=",
];

fn tar(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    // The old style: letters without a hyphen come first.
    let mut argv = argv.to_vec();
    if let Some(first) = argv.get_mut(1)
        && first.first().is_some_and(u8::is_ascii_lowercase)
    {
        first.insert(0, b'-');
    }
    let Some(arguments) = options::read(machine, process, &argv, "cxtf:C:zvI:POT:pkjJo", LONG)
    else {
        return Ok(64);
    };
    let file = arguments.value(&["f", "file"]).unwrap_or(b"-").to_vec();
    let mut inside = process.clone();
    if let Some(folder) = arguments.value(&["C", "directory"]) {
        match machine.canonical(process, folder) {
            Ok(folder) => inside.cwd = folder,
            Err(errno) => {
                let what = format!(
                    "{}: Cannot open: {}",
                    String::from_utf8_lossy(folder),
                    strerror(errno)
                );
                machine.complain(process, b"tar", &what);
                return Ok(2);
            }
        }
    }
    // An action at each checkpoint: archives here are small, so there is one, at the beginning.
    for action in arguments
        .values(&["checkpoint-action"])
        .map(<[u8]>::to_vec)
        .collect::<Vec<_>>()
    {
        if let Some(line) = action.strip_prefix(b"exec=")
            && arguments.has(&["checkpoint"])
        {
            program::system(machine, process, line, None)?;
        }
    }
    if arguments.has(&["c", "create"]) {
        create(machine, process, &inside, &arguments, &file)
    } else if arguments.has(&["x", "extract", "get", "t", "list"]) {
        extract(machine, process, &inside, &arguments, &file)
    } else {
        machine.complain(
            process,
            b"tar",
            "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options",
        );
        Ok(2)
    }
}

/// Whether a member's name may be used as it stands; `/` at its beginning goes.
fn stripped(
    machine: &mut Machine<'_>,
    process: &Process,
    arguments: &Arguments,
    name: &[u8],
    told: &mut bool,
) -> Vec<u8> {
    let start = name
        .iter()
        .position(|byte| *byte != b'/')
        .unwrap_or(name.len());
    if start == 0 || arguments.has(&["P", "absolute-names"]) {
        return name.to_vec();
    }
    if !std::mem::replace(told, true) {
        machine.complain(process, b"tar", "Removing leading `/' from member names");
    }
    name[start..].to_vec()
}

fn create(
    machine: &mut Machine<'_>,
    process: &Process,
    inside: &Process,
    arguments: &Arguments,
    file: &[u8],
) -> Result<i32, Stop> {
    if arguments.operands.is_empty() {
        machine.complain(
            process,
            b"tar",
            "Cowardly refusing to create an empty archive",
        );
        return Ok(2);
    }
    let mut builder = tar::Builder::new(Vec::new());
    let (mut status, mut told, mut entries) = (0, false, 0);
    let mut pending: Vec<(Vec<u8>, u32)> = arguments
        .operands
        .iter()
        .rev()
        .map(|path| (path.clone(), 0))
        .collect();
    while let Some((path, depth)) = pending.pop() {
        machine.work(2_000)?;
        let shown = String::from_utf8_lossy(&path).into_owned();
        let stat = match machine.look(inside, &path, false) {
            Ok(stat) => stat,
            Err(errno) => {
                machine.complain(
                    process,
                    b"tar",
                    &format!("{shown}: Cannot stat: {}", strerror(errno)),
                );
                status = 2;
                continue;
            }
        };
        entries += 1;
        let name = stripped(machine, process, arguments, &path, &mut told);
        let mut header = tar::Header::new_gnu();
        header.set_mode(stat.mode.bits());
        header.set_uid(stat.uid.into());
        header.set_gid(stat.gid.into());
        header.set_mtime(stat.mtime.0 / 1_000_000_000);
        let name = String::from_utf8_lossy(&name).into_owned();
        let added = match stat.kind {
            FileKind::Directory => {
                header.set_entry_type(tar::EntryType::Directory);
                header.set_size(0);
                if depth < MAX_DEPTH {
                    let inner = machine.list(inside, &path).unwrap_or_default();
                    pending.extend(
                        inner
                            .iter()
                            .rev()
                            .map(|(name, _)| (below(&path, name), depth + 1)),
                    );
                }
                builder.append_data(
                    &mut header,
                    format!("{}/", name.trim_end_matches('/')),
                    std::io::empty(),
                )
            }
            FileKind::Symlink => {
                header.set_entry_type(tar::EntryType::Symlink);
                header.set_size(0);
                let target = machine.readlink(inside, &path).unwrap_or_default();
                builder.append_link(
                    &mut header,
                    &name,
                    String::from_utf8_lossy(&target).as_ref(),
                )
            }
            FileKind::File | FileKind::CharDevice => match machine.read_file(inside, &path) {
                Ok(bytes) => {
                    header.set_size(bytes.len() as u64);
                    builder.append_data(&mut header, &name, bytes.as_slice())
                }
                Err(errno) => {
                    machine.complain(
                        process,
                        b"tar",
                        &format!("{shown}: Cannot open: {}", strerror(errno)),
                    );
                    status = 2;
                    continue;
                }
            },
        };
        if added.is_err() {
            machine.complain(
                process,
                b"tar",
                &format!("{shown}: Cannot add to the archive"),
            );
            status = 2;
        } else if arguments.has(&["v", "verbose"]) {
            machine.out(process, format!("{name}\n").as_bytes());
        }
        if builder.get_ref().len() > MAX_ARCHIVE || entries > MAX_ENTRIES {
            break;
        }
    }
    let mut bytes = builder.into_inner().unwrap_or_default();
    machine.work(bytes.len() as u64)?;
    if arguments.has(&["z", "gzip"]) {
        machine.work(bytes.len() as u64 * 30)?;
        bytes = compressed(&bytes);
    }
    if let Some(line) = arguments
        .value(&["I", "use-compress-program"])
        .map(<[u8]>::to_vec)
    {
        program::system(machine, process, &line, Some(bytes.clone()))?;
    }
    if file == b"-" {
        machine.out(process, &bytes);
    } else if let Err(errno) = machine.write_file(process, file, &bytes, false) {
        let what = format!(
            "{}: Cannot open: {}",
            String::from_utf8_lossy(file),
            strerror(errno)
        );
        machine.complain(process, b"tar", &what);
        return Ok(2);
    }
    Ok(status)
}

fn extract(
    machine: &mut Machine<'_>,
    process: &Process,
    inside: &Process,
    arguments: &Arguments,
    file: &[u8],
) -> Result<i32, Stop> {
    let read = if file == b"-" {
        machine.read_all(process, 0)
    } else {
        machine.read_file(process, file)
    };
    let mut bytes = match read {
        Ok(bytes) => bytes,
        Err(errno) => {
            let what = format!(
                "{}: Cannot open: {}",
                String::from_utf8_lossy(file),
                strerror(errno)
            );
            machine.complain(process, b"tar", &what);
            return Ok(2);
        }
    };
    if let Some(line) = arguments
        .value(&["I", "use-compress-program"])
        .map(<[u8]>::to_vec)
    {
        program::system(
            machine,
            process,
            &[&line[..], b" -d"].concat(),
            Some(bytes.clone()),
        )?;
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        machine.work(bytes.len() as u64 * 30)?;
        bytes = expanded(&bytes).unwrap_or_default();
    }
    machine.work(bytes.len() as u64)?;
    let mut archive = tar::Archive::new(bytes.as_slice());
    let Ok(entries) = archive.entries() else {
        return Ok(2);
    };
    let (mut status, mut told) = (0, false);
    for entry in entries.take(MAX_ENTRIES) {
        machine.work(5_000)?;
        let Ok(mut entry) = entry else {
            machine.complain(process, b"tar", "This does not look like a tar archive");
            return Ok(2);
        };
        let name = entry.path_bytes().into_owned();
        let wanted = &arguments.operands;
        if !wanted.is_empty() && !wanted.iter().any(|other| name.starts_with(other)) {
            continue;
        }
        if arguments.has(&["t", "list"]) || arguments.has(&["v", "verbose"]) {
            machine.out(process, &[name.as_slice(), b"\n"].concat());
        }
        if arguments.has(&["t", "list"]) {
            continue;
        }
        let name = stripped(machine, process, arguments, &name, &mut told);
        let shown = String::from_utf8_lossy(&name).into_owned();
        if name.split(|byte| *byte == b'/').any(|part| part == b"..")
            && !arguments.has(&["P", "absolute-names"])
        {
            machine.complain(
                process,
                b"tar",
                &format!("{shown}: Member name contains '..'"),
            );
            status = 2;
            continue;
        }
        let mode = Mode::new(entry.header().mode().unwrap_or(0o644) & 0o777);
        let target = entry
            .link_name_bytes()
            .map(|target| target.into_owned())
            .unwrap_or_default();
        let kind = entry.header().entry_type();
        let mut content = Vec::new();
        if kind.is_file()
            && entry
                .by_ref()
                .take(MAX_ARCHIVE as u64)
                .read_to_end(&mut content)
                .is_err()
        {
            machine.complain(process, b"tar", "Unexpected EOF in archive");
            return Ok(2);
        }
        if let Some(line) = arguments.value(&["to-command"]).map(<[u8]>::to_vec) {
            program::system(machine, process, &line, Some(content))?;
            continue;
        }
        if arguments.has(&["O", "to-stdout"]) {
            machine.out(process, &content);
            continue;
        }
        parents(machine, inside, &name)?;
        let result = if kind.is_dir() {
            match machine.look(inside, &name, true) {
                Ok(stat) if stat.kind == FileKind::Directory => Ok(()),
                _ => machine.mkdir(inside, &name, mode),
            }
        } else {
            // As GNU tar does, what is there is removed first: no link is followed.
            if machine.look(inside, &name, false).is_ok() {
                let _ = machine.unlink(inside, &name);
            }
            if kind.is_symlink() {
                machine.symlink(inside, &target, &name)
            } else if kind.is_hard_link() {
                machine.link(inside, &target, &name)
            } else {
                machine.write_file_with(inside, &name, &content, false, mode)
            }
        };
        if let Err(errno) = result {
            machine.complain(
                process,
                b"tar",
                &format!("{shown}: Cannot open: {}", strerror(errno)),
            );
            status = 2;
        }
    }
    Ok(status)
}

/// Makes the folders above a path that are missing.
pub(super) fn parents(
    machine: &mut Machine<'_>,
    process: &Process,
    path: &[u8],
) -> Result<(), Stop> {
    for (end, _) in path
        .iter()
        .enumerate()
        .filter(|(end, byte)| **byte == b'/' && *end > 0)
    {
        machine.work(500)?;
        if machine.look(process, &path[..end], true).is_err() {
            let _ = machine.mkdir(process, &path[..end], Mode::new(0o755));
        }
    }
    Ok(())
}
