//! Programs that make and remove files.

use super::Program;
use super::options;
use super::permissions::mode;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;
use crate::sandbox::vfs::{Errno, FileKind, Mode};

pub(super) const PROGRAMS: &[(&str, Program)] = &[
    ("mkdir", mkdir),
    ("rm", rm),
    ("rmdir", rmdir),
    ("touch", touch),
];

/// How deep folders are gone into.
pub(super) const MAX_DEPTH: u32 = 64;

/// Says that something failed with a path.
pub(super) fn failed(
    machine: &mut Machine<'_>,
    process: &Process,
    name: &str,
    what: &str,
    path: &[u8],
    errno: Errno,
) -> i32 {
    let text = format!(
        "{what} '{}': {}",
        String::from_utf8_lossy(path),
        strerror(errno)
    );
    machine.complain(process, name.as_bytes(), &text);
    1
}

/// Says that an operand is missing.
pub(super) fn missing(machine: &mut Machine<'_>, process: &Process, name: &str) -> i32 {
    machine.complain(process, name.as_bytes(), "missing operand");
    1
}

/// A path with one more name.
pub(super) fn below(folder: &[u8], name: &[u8]) -> Vec<u8> {
    let mut path = folder.to_vec();
    if !path.ends_with(b"/") {
        path.push(b'/');
    }
    path.extend_from_slice(name);
    path
}

/// The last name of a path.
pub(super) fn base(path: &[u8]) -> &[u8] {
    let end = path
        .iter()
        .rposition(|byte| *byte != b'/')
        .map_or(0, |end| end + 1);
    path[..end]
        .rsplit(|byte| *byte == b'/')
        .next()
        .unwrap_or_default()
}

fn rm(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = [
        "recursive",
        "force",
        "dir",
        "verbose",
        "interactive",
        "no-preserve-root",
        "preserve-root",
    ];
    let Some(arguments) = options::read(machine, process, argv, "rRfdiIv", &long) else {
        return Ok(1);
    };
    let force = arguments.has(&["f", "force"]);
    let recursive = arguments.has(&["r", "R", "recursive"]);
    if arguments.operands.is_empty() && !force {
        return Ok(missing(machine, process, "rm"));
    }
    let mut status = 0;
    for path in &arguments.operands {
        if matches!(base(path), b"." | b"..") {
            let what = format!(
                "refusing to remove '.' or '..' directory: skipping '{}'",
                String::from_utf8_lossy(path)
            );
            machine.complain(process, b"rm", &what);
            status = 1;
            continue;
        }
        if recursive
            && path.iter().all(|byte| *byte == b'/')
            && !path.is_empty()
            && !arguments.has(&["no-preserve-root"])
        {
            machine.complain(
                process,
                b"rm",
                "it is dangerous to operate recursively on '/'",
            );
            machine.complain(
                process,
                b"rm",
                "use --no-preserve-root to override this failsafe",
            );
            status = 1;
            continue;
        }
        status |= remove(
            machine,
            process,
            path,
            recursive,
            force,
            arguments.has(&["d", "dir"]),
            0,
        )?;
    }
    Ok(status)
}

fn remove(
    machine: &mut Machine<'_>,
    process: &Process,
    path: &[u8],
    recursive: bool,
    force: bool,
    folders: bool,
    depth: u32,
) -> Result<i32, Stop> {
    machine.work(500)?;
    let kind = match machine.look(process, path, false) {
        Ok(stat) => stat.kind,
        Err(Errno::ENOENT) if force => return Ok(0),
        Err(errno) => return Ok(failed(machine, process, "rm", "cannot remove", path, errno)),
    };
    let result = match kind {
        FileKind::Directory if recursive && depth < MAX_DEPTH => {
            let mut status = 0;
            match machine.list(process, path) {
                Ok(entries) => {
                    for (name, _) in entries {
                        status |= remove(
                            machine,
                            process,
                            &below(path, &name),
                            true,
                            force,
                            folders,
                            depth + 1,
                        )?;
                    }
                }
                Err(errno) => {
                    return Ok(failed(machine, process, "rm", "cannot remove", path, errno));
                }
            }
            if status != 0 {
                return Ok(status);
            }
            machine.rmdir(process, path)
        }
        FileKind::Directory if folders => machine.rmdir(process, path),
        FileKind::Directory => Err(Errno::EISDIR),
        _ => machine.unlink(process, path),
    };
    Ok(match result {
        Ok(()) => 0,
        Err(errno) => failed(machine, process, "rm", "cannot remove", path, errno),
    })
}

fn rmdir(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(
        machine,
        process,
        argv,
        "pv",
        &["parents", "verbose", "ignore-fail-on-non-empty"],
    ) else {
        return Ok(1);
    };
    if arguments.operands.is_empty() {
        return Ok(missing(machine, process, "rmdir"));
    }
    let mut status = 0;
    for path in &arguments.operands {
        machine.work(500)?;
        if let Err(errno) = machine.rmdir(process, path) {
            status = failed(machine, process, "rmdir", "failed to remove", path, errno);
        }
    }
    Ok(status)
}

fn mkdir(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(
        machine,
        process,
        argv,
        "pm:v",
        &["parents", "mode=", "verbose"],
    ) else {
        return Ok(1);
    };
    if arguments.operands.is_empty() {
        return Ok(missing(machine, process, "mkdir"));
    }
    let bits = arguments
        .value(&["m", "mode"])
        .map_or(Some(Mode::new(0o777)), |text| mode(text, 0o777, true));
    let Some(bits) = bits else {
        machine.complain(process, b"mkdir", "invalid mode");
        return Ok(1);
    };
    let mut status = 0;
    for path in &arguments.operands {
        machine.work(500)?;
        if arguments.has(&["p", "parents"]) {
            let ends = (1..=path.len()).filter(|end| *end == path.len() || path[*end] == b'/');
            for end in ends {
                machine.work(500)?;
                let part = &path[..end];
                if machine
                    .look(process, part, true)
                    .is_ok_and(|stat| stat.kind == FileKind::Directory)
                {
                    continue;
                }
                if let Err(errno) = machine.mkdir(process, part, bits) {
                    status = failed(
                        machine,
                        process,
                        "mkdir",
                        "cannot create directory",
                        part,
                        errno,
                    );
                    break;
                }
            }
        } else if let Err(errno) = machine.mkdir(process, path, bits) {
            status = failed(
                machine,
                process,
                "mkdir",
                "cannot create directory",
                path,
                errno,
            );
        }
    }
    Ok(status)
}

fn touch(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = ["no-create", "reference=", "date=", "time="];
    let Some(arguments) = options::read(machine, process, argv, "acmr:d:t:", &long) else {
        return Ok(1);
    };
    if arguments.operands.is_empty() {
        machine.complain(process, b"touch", "missing file operand");
        return Ok(1);
    }
    let mut status = 0;
    for path in &arguments.operands {
        machine.work(500)?;
        let exists = machine.look(process, path, true).is_ok();
        let result = match (exists, arguments.has(&["c", "no-create"])) {
            (true, _) => machine.touch(process, path),
            (false, true) => Ok(()),
            (false, false) => machine.write_file(process, path, b"", true),
        };
        if let Err(errno) = result {
            status = failed(machine, process, "touch", "cannot touch", path, errno);
        }
    }
    Ok(status)
}
