//! Programs that make, move and remove files.

use super::Program;
use super::options::{self, Arguments};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;
use crate::sandbox::vfs::{Errno, FileKind, Mode};

pub(super) const PROGRAMS: &[(&str, Program)] = &[
    ("chmod", chmod),
    ("cp", cp),
    ("ln", ln),
    ("mkdir", mkdir),
    ("mv", mv),
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
fn missing(machine: &mut Machine<'_>, process: &Process, name: &str) -> i32 {
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

/// The permission bits that an option `-m` or the first operand of `chmod` means for a file that has `old`.
fn mode(text: &[u8], old: u32, is_folder: bool) -> Option<Mode> {
    if let Some(bits) = std::str::from_utf8(text)
        .ok()
        .and_then(|text| u32::from_str_radix(text, 8).ok())
    {
        return (bits <= 0o7777).then(|| Mode::new(bits));
    }
    let mut bits = old;
    for clause in text.split(|byte| *byte == b',') {
        let at = clause.iter().position(|byte| b"+-=".contains(byte))?;
        let mut who = 0;
        for letter in &clause[..at] {
            who |= match letter {
                b'u' => 0o4700,
                b'g' => 0o2070,
                b'o' => 0o1007,
                b'a' => 0o7777,
                _ => return None,
            };
        }
        if at == 0 {
            who = 0o7777;
        }
        let mut what = 0;
        for letter in &clause[at + 1..] {
            what |= match letter {
                b'r' => 0o444,
                b'w' => 0o222,
                b'x' => 0o111,
                b'X' if is_folder || old & 0o111 != 0 => 0o111,
                b'X' => 0,
                b's' => 0o6000,
                b't' => 0o1000,
                _ => return None,
            };
        }
        match clause[at] {
            b'+' => bits |= what & who,
            b'-' => bits &= !(what & who),
            _ => bits = bits & !who | what & who,
        }
    }
    Some(Mode::new(bits))
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

fn chmod(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    // `-x` and the like are modes, no options.
    let recursive = argv
        .iter()
        .any(|argument| argument == b"-R" || argument == b"--recursive");
    let operands: Vec<&Vec<u8>> = argv
        .iter()
        .skip(1)
        .filter(|argument| {
            !matches!(
                argument.as_slice(),
                b"-R" | b"--recursive" | b"-v" | b"-f" | b"--"
            )
        })
        .collect();
    let Some((text, paths)) = operands
        .split_first()
        .filter(|(_, paths)| !paths.is_empty())
    else {
        return Ok(missing(machine, process, "chmod"));
    };
    let mut status = 0;
    for path in paths {
        status |= chmod_one(machine, process, text, path, recursive, 0)?;
    }
    Ok(status)
}

fn chmod_one(
    machine: &mut Machine<'_>,
    process: &Process,
    text: &[u8],
    path: &[u8],
    recursive: bool,
    depth: u32,
) -> Result<i32, Stop> {
    machine.work(500 + text.len() as u64)?;
    let stat = match machine.look(process, path, true) {
        Ok(stat) => stat,
        Err(errno) => {
            return Ok(failed(
                machine,
                process,
                "chmod",
                "cannot access",
                path,
                errno,
            ));
        }
    };
    let is_folder = stat.kind == FileKind::Directory;
    let Some(bits) = mode(text, stat.mode.bits(), is_folder) else {
        let what = format!("invalid mode: '{}'", String::from_utf8_lossy(text));
        machine.complain(process, b"chmod", &what);
        return Ok(1);
    };
    let mut status = 0;
    if let Err(errno) = machine.chmod(process, path, bits) {
        status = failed(
            machine,
            process,
            "chmod",
            "changing permissions of",
            path,
            errno,
        );
    }
    if recursive && is_folder && depth < MAX_DEPTH {
        for (name, kind) in machine.list(process, path).unwrap_or_default() {
            if kind != FileKind::Symlink {
                status |= chmod_one(machine, process, text, &below(path, &name), true, depth + 1)?;
            }
        }
    }
    Ok(status)
}

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
