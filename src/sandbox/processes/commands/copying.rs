//! Programs that copy, move and link files.

use super::Program;
use super::files::{MAX_DEPTH, base, below, failed};
use super::options::{self, Arguments};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;
use crate::sandbox::vfs::{Errno, FileKind};

pub(super) const PROGRAMS: &[(&str, Program)] = &[("cp", cp), ("ln", ln), ("mv", mv)];

/// Where the operands of `cp`, `mv` and `ln` lead: pairs of a source and its target.
fn pairs(
    machine: &mut Machine<'_>,
    process: &Process,
    name: &str,
    arguments: &Arguments,
) -> Option<Vec<(Vec<u8>, Vec<u8>)>> {
    let mut sources = arguments.operands.clone();
    let into = arguments
        .value(&["t", "target-directory"])
        .map(<[u8]>::to_vec);
    let target = match into.or_else(|| sources.pop()) {
        Some(target) if !sources.is_empty() => target,
        Some(target) if name == "ln" => {
            sources.push(target);
            b".".to_vec()
        }
        Some(only) if arguments.value(&["t", "target-directory"]).is_none() => {
            let what = format!(
                "missing destination file operand after '{}'",
                String::from_utf8_lossy(&only)
            );
            machine.complain(process, name.as_bytes(), &what);
            return None;
        }
        _ => {
            machine.complain(process, name.as_bytes(), "missing file operand");
            return None;
        }
    };
    let is_folder = machine
        .look(process, &target, true)
        .is_ok_and(|stat| stat.kind == FileKind::Directory)
        && !arguments.has(&["T", "no-target-directory"]);
    if !is_folder && sources.len() > 1 {
        let what = format!(
            "target '{}' is not a directory",
            String::from_utf8_lossy(&target)
        );
        machine.complain(process, name.as_bytes(), &what);
        return None;
    }
    let pair = |source: Vec<u8>| {
        let target = if is_folder {
            below(&target, base(&source))
        } else {
            target.clone()
        };
        (source, target)
    };
    Some(sources.into_iter().map(pair).collect())
}

const COPY_LONG: &[&str] = &[
    "recursive",
    "archive",
    "force",
    "no-clobber",
    "preserve",
    "verbose",
    "target-directory=",
    "no-target-directory",
    "symbolic",
    "update",
    "no-dereference",
];

fn cp(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(machine, process, argv, "rRafinpvdt:TuLP", COPY_LONG)
    else {
        return Ok(1);
    };
    let Some(pairs) = pairs(machine, process, "cp", &arguments) else {
        return Ok(1);
    };
    let archive = arguments.has(&["a", "archive"]);
    let recursive = archive || arguments.has(&["r", "R", "recursive"]);
    let mut status = 0;
    for (from, to) in pairs {
        if arguments.has(&["n", "no-clobber"]) && machine.look(process, &to, false).is_ok() {
            continue;
        }
        let links = archive || recursive || arguments.has(&["d", "P", "no-dereference"]);
        status |= copy(machine, process, &from, &to, recursive, links, 0)?;
    }
    Ok(status)
}

/// Copies one thing; `links`: symbolic links are copied as such.
fn copy(
    machine: &mut Machine<'_>,
    process: &Process,
    from: &[u8],
    to: &[u8],
    recursive: bool,
    links: bool,
    depth: u32,
) -> Result<i32, Stop> {
    machine.work(1_000)?;
    let stat = match machine.look(process, from, !links) {
        Ok(stat) => stat,
        Err(errno) => return Ok(failed(machine, process, "cp", "cannot stat", from, errno)),
    };
    match stat.kind {
        FileKind::Directory if !recursive => {
            let what = format!(
                "-r not specified; omitting directory '{}'",
                String::from_utf8_lossy(from)
            );
            machine.complain(process, b"cp", &what);
            Ok(1)
        }
        FileKind::Directory => {
            if depth >= MAX_DEPTH {
                return Ok(failed(
                    machine,
                    process,
                    "cp",
                    "cannot copy",
                    from,
                    Errno::ENAMETOOLONG,
                ));
            }
            if machine.look(process, to, true).is_err()
                && let Err(errno) = machine.mkdir(process, to, stat.mode)
            {
                return Ok(failed(
                    machine,
                    process,
                    "cp",
                    "cannot create directory",
                    to,
                    errno,
                ));
            }
            let entries = match machine.list(process, from) {
                Ok(entries) => entries,
                Err(errno) => {
                    return Ok(failed(machine, process, "cp", "cannot access", from, errno));
                }
            };
            let mut status = 0;
            for (name, _) in entries {
                status |= copy(
                    machine,
                    process,
                    &below(from, &name),
                    &below(to, &name),
                    true,
                    links,
                    depth + 1,
                )?;
            }
            Ok(status)
        }
        FileKind::Symlink => {
            let result = machine
                .readlink(process, from)
                .and_then(|target| machine.symlink(process, &target, to));
            Ok(match result {
                Ok(()) => 0,
                Err(errno) => failed(
                    machine,
                    process,
                    "cp",
                    "cannot create symbolic link",
                    to,
                    errno,
                ),
            })
        }
        FileKind::File | FileKind::CharDevice => {
            let bytes = match machine.read_file(process, from) {
                Ok(bytes) => bytes,
                Err(errno) => {
                    return Ok(failed(machine, process, "cp", "cannot open", from, errno));
                }
            };
            Ok(
                match machine.write_file_with(process, to, &bytes, false, stat.mode) {
                    Ok(()) => 0,
                    Err(errno) => failed(
                        machine,
                        process,
                        "cp",
                        "cannot create regular file",
                        to,
                        errno,
                    ),
                },
            )
        }
    }
}

fn mv(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(machine, process, argv, "finvt:Tu", COPY_LONG) else {
        return Ok(1);
    };
    let Some(pairs) = pairs(machine, process, "mv", &arguments) else {
        return Ok(1);
    };
    let mut status = 0;
    for (from, to) in pairs {
        machine.work(1_000)?;
        if arguments.has(&["n", "no-clobber"]) && machine.look(process, &to, false).is_ok() {
            continue;
        }
        if let Err(errno) = machine.rename(process, &from, &to) {
            let what = if errno == Errno::ENOENT && machine.look(process, &from, false).is_err() {
                format!("cannot stat '{}'", String::from_utf8_lossy(&from))
            } else {
                format!(
                    "cannot move '{}' to '{}'",
                    String::from_utf8_lossy(&from),
                    String::from_utf8_lossy(&to)
                )
            };
            machine.complain(process, b"mv", &format!("{what}: {}", strerror(errno)));
            status = 1;
        }
    }
    Ok(status)
}

fn ln(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(machine, process, argv, "sfnvt:Tr", COPY_LONG) else {
        return Ok(1);
    };
    let Some(pairs) = pairs(machine, process, "ln", &arguments) else {
        return Ok(1);
    };
    let symbolic = arguments.has(&["s", "symbolic"]);
    let mut status = 0;
    for (from, to) in pairs {
        machine.work(1_000)?;
        if arguments.has(&["f", "force"]) && machine.look(process, &to, false).is_ok() {
            let _ = machine.unlink(process, &to);
        }
        let (result, what) = if symbolic {
            (
                machine.symlink(process, &from, &to),
                "failed to create symbolic link",
            )
        } else {
            (
                machine.link(process, &from, &to),
                "failed to create hard link",
            )
        };
        if let Err(errno) = result {
            status = failed(machine, process, "ln", what, &to, errno);
        }
    }
    Ok(status)
}
