//! Programs about paths and their parts.

use super::Program;
use super::files::base;
use super::options;
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::strerror;

pub(super) const PROGRAMS: &[(&str, Program)] = &[
    ("basename", basename),
    ("dirname", dirname),
    ("pwd", pwd),
    ("readlink", readlink),
    ("realpath", realpath),
];

fn pwd(machine: &mut Machine<'_>, process: &mut Process, _: &[Vec<u8>]) -> Result<i32, Stop> {
    machine.out(process, &[process.cwd.as_slice(), b"\n"].concat());
    Ok(0)
}

fn basename(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(path) = argv.get(1) else {
        machine.complain(process, b"basename", "missing operand");
        return Ok(1);
    };
    let name = match base(path) {
        b"" if !path.is_empty() => b"/",
        name => name,
    };
    let suffix = argv.get(2).map_or(&b""[..], Vec::as_slice);
    let name = name
        .strip_suffix(suffix)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(name);
    machine.out(process, &[name, b"\n"].concat());
    Ok(0)
}

fn dirname(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(path) = argv.get(1) else {
        machine.complain(process, b"dirname", "missing operand");
        return Ok(1);
    };
    let trim = |path: &[u8]| {
        path.iter()
            .rposition(|byte| *byte != b'/')
            .map_or(0, |end| end + 1)
    };
    let path = &path[..trim(path).max(usize::from(path.starts_with(b"/")))];
    let folder: &[u8] = match path.iter().rposition(|byte| *byte == b'/') {
        None => b".",
        Some(at) => match trim(&path[..at]) {
            0 => b"/",
            end => &path[..end],
        },
    };
    machine.out(process, &[folder, b"\n"].concat());
    Ok(0)
}

fn readlink(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(arguments) = options::read(
        machine,
        process,
        argv,
        "femn",
        &["canonicalize", "no-newline"],
    ) else {
        return Ok(1);
    };
    let mut status = 0;
    for path in &arguments.operands {
        machine.work(1_000)?;
        let result = if arguments.has(&["f", "e", "m", "canonicalize"]) {
            machine.stat(process, path, true).ok();
            machine.canonical(process, path)
        } else {
            machine.readlink(process, path)
        };
        match result {
            Ok(mut text) => {
                if !arguments.has(&["n", "no-newline"]) {
                    text.push(b'\n');
                }
                machine.out(process, &text);
            }
            Err(_) => status = 1,
        }
    }
    Ok(status)
}

fn realpath(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(arguments) = options::read(
        machine,
        process,
        argv,
        "emsqz",
        &["no-symlinks", "canonicalize-missing"],
    ) else {
        return Ok(1);
    };
    let mut status = 0;
    for path in &arguments.operands {
        machine.work(1_000)?;
        let _ = machine.stat(process, path, true);
        match machine.canonical(process, path) {
            Ok(mut text) => {
                text.push(b'\n');
                machine.out(process, &text);
            }
            Err(errno) => {
                let what = [path.as_slice(), b": ", strerror(errno).as_bytes()].concat();
                machine.complain_bytes(process, b"realpath", &what);
                status = 1;
            }
        }
    }
    Ok(status)
}
