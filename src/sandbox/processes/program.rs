//! Programs: how they are found, what a file that is run stands for, how one is run.

use std::collections::BTreeMap;

use super::commands;
use super::declared;
use super::machine::{Machine, Process, Running, SIGNALLED, Stop, Stream};
use super::shell::Shell;
use crate::sandbox::trace::Operation;
use crate::sandbox::vfs::{Access, Errno, FileKind, GuestPath, InodeId, escape_bytes};

/// What the file of a virtual program begins with; its name follows.
pub(super) const MAGIC: &[u8] = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0";

/// Where programs are looked for when the environment doesn't say.
const USUAL_PATH: &[u8] = b"/usr/local/bin:/usr/bin:/bin";

/// How deep programs may run programs, and shells functions.
pub(super) const MAX_DEPTH: u32 = 24;
/// Fuel for a new process.
const PROCESS_COST: u64 = 200_000;
/// Fuel for a command that a shell runs by itself.
pub(super) const BUILT_IN_COST: u64 = 5_000;

/// What is behind a path that can be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Program {
    /// A virtual program, by name.
    Known(Vec<u8>),
    /// A script: its interpreter, and an argument for that.
    Script(Vec<u8>, Option<Vec<u8>>),
    /// A text that says nothing about itself, or bytes that no machine runs.
    Unmarked,
}

/// Finds the file that a command's name means.
///
/// # Errors
/// `ENOENT`, or `EACCES` for what may not be run.
pub(super) fn find(
    machine: &mut Machine<'_>,
    process: &Process,
    name: &[u8],
) -> Result<Vec<u8>, Errno> {
    if name.is_empty() {
        return Err(Errno::ENOENT);
    }
    if name.contains(&b'/') {
        let path = Machine::absolute(process, name);
        return runnable(machine, process, &path).map(|()| path);
    }
    let path = process
        .environment
        .get(&b"PATH"[..])
        .map_or(USUAL_PATH, Vec::as_slice)
        .to_vec();
    let mut worst = Errno::ENOENT;
    for folder in path.split(|byte| *byte == b':').take(100) {
        let folder = if folder.is_empty() { b"." } else { folder };
        let candidate = Machine::absolute(process, &[folder, b"/", name].concat());
        match runnable(machine, process, &candidate) {
            Ok(()) => return Ok(candidate),
            Err(Errno::EACCES) => worst = Errno::EACCES,
            Err(_) => {}
        }
    }
    Err(worst)
}

fn runnable(machine: &mut Machine<'_>, process: &Process, path: &[u8]) -> Result<(), Errno> {
    let stat = machine.look(process, path, true)?;
    if stat.kind != FileKind::File {
        return Err(Errno::EACCES);
    }
    let execute = Access {
        execute: true,
        ..Access::default()
    };
    machine.files.access(InodeId::ROOT, path, execute)
}

/// What the file at an absolute path is.
pub(super) fn identify(machine: &mut Machine<'_>, path: &[u8]) -> Program {
    let content = machine
        .files
        .resolve(InodeId::ROOT, path, true)
        .ok()
        .and_then(|found| machine.files.read_file(&found.canonical))
        .unwrap_or_default();
    machine.charge(content.len() as u64 / 4);
    if let Some(name) = content.strip_prefix(MAGIC) {
        return Program::Known(name.to_vec());
    }
    let Some(rest) = content.strip_prefix(b"#!") else {
        return Program::Unmarked;
    };
    let line = rest
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default()
        .trim_ascii();
    let end = line
        .iter()
        .position(|byte| matches!(byte, b' ' | b'\t'))
        .unwrap_or(line.len());
    let argument = line[end..].trim_ascii();
    let argument = (!argument.is_empty()).then(|| argument.to_vec());
    Program::Script(line[..end].to_vec(), argument)
}

/// Runs a program that was found, as a new process, and waits for it. `record` says whether the run is an event of its own.
pub(super) fn run(
    machine: &mut Machine<'_>,
    parent: &Process,
    path: &[u8],
    argv: &[Vec<u8>],
    record: bool,
) -> Result<i32, Stop> {
    let mut process = parent.clone();
    process.parent = parent.number;
    process.number = machine.number();
    if record {
        record_command(machine, &process, argv, "ok");
    }
    execute(machine, process, path, argv)
}

/// The event of a simple command.
pub(super) fn record_command(
    machine: &mut Machine<'_>,
    process: &Process,
    argv: &[Vec<u8>],
    result: &str,
) {
    let length: usize = argv.iter().map(Vec::len).sum();
    machine.charge(200 * argv.len() as u64 + 10 * length as u64);
    let event = Operation::Process {
        how: "command".to_owned(),
        argv: argv.iter().map(|argument| escape_bytes(argument)).collect(),
    };
    machine.record(process, event, result);
}

/// Runs a program as a process that is already there, to its end. Gives its exit status, or [`SIGNALLED`] and a signal.
pub(super) fn execute(
    machine: &mut Machine<'_>,
    process: Process,
    path: &[u8],
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    machine.work(PROCESS_COST)?;
    if machine.depth >= MAX_DEPTH {
        machine.complain(
            &process,
            argv.first().map_or(b"", Vec::as_slice),
            "Resource temporarily unavailable",
        );
        return Ok(126);
    }
    machine.depth += 1;
    let number = process.number;
    machine.running.push(Running {
        number,
        parent: process.parent,
        argv: argv.to_vec(),
    });
    let result = match identify(machine, path) {
        Program::Known(name) => known(machine, process, &name, argv),
        Program::Unmarked => {
            let mut arguments = vec![b"sh".to_vec(), path.to_vec()];
            arguments.extend(argv.iter().skip(1).cloned());
            Shell::new(process, false).main(machine, &arguments)
        }
        Program::Script(interpreter, argument) => {
            let mut arguments = vec![interpreter.clone()];
            arguments.extend(argument);
            arguments.push(match argv.first() {
                Some(name) if name.contains(&b'/') => name.clone(),
                _ => path.to_vec(),
            });
            arguments.extend(argv.iter().skip(1).cloned());
            match find(machine, &process, &interpreter) {
                Ok(found) => execute(machine, process, &found, &arguments),
                Err(_) => {
                    machine.complain(
                        &process,
                        argv.first().map_or(b"", Vec::as_slice),
                        "not found",
                    );
                    Ok(127)
                }
            }
        }
    };
    machine.running.pop();
    machine.depth -= 1;
    match result {
        Err(Stop::Exit(status)) => Ok(status),
        Err(Stop::Killed { process, signal }) if process == number => Ok(SIGNALLED + signal),
        Err(stop @ (Stop::Fuel | Stop::Killed { .. })) => Err(stop),
        Err(Stop::Break(_) | Stop::Continue(_) | Stop::Return(_)) => Ok(0),
        Ok(status) => Ok(status),
    }
}

fn known(
    machine: &mut Machine<'_>,
    mut process: Process,
    name: &[u8],
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let shown = String::from_utf8_lossy(name).into_owned();
    if let Some(answers) = machine.commands.get(&shown) {
        return declared::run(machine, &process, answers, argv);
    }
    if matches!(name, b"sh" | b"dash" | b"bash") {
        return Shell::new(process, name == b"bash").main(machine, argv);
    }
    match commands::find(&shown) {
        Some(command) => command(machine, &mut process, argv),
        None => {
            machine.complain(
                &process,
                name,
                "cannot execute binary file: Exec format error",
            );
            Ok(126)
        }
    }
}

/// Runs a program by name for another program, as `find -exec` and `xargs` do: with this standard input, and its output
/// where the other's goes.
pub(super) fn run_for(
    machine: &mut Machine<'_>,
    parent: &Process,
    argv: &[Vec<u8>],
    input: Option<Vec<u8>>,
) -> Result<Result<i32, Errno>, Stop> {
    let Some(name) = argv.first() else {
        return Ok(Err(Errno::ENOENT));
    };
    let path = match find(machine, parent, name) {
        Ok(path) => path,
        Err(errno) => {
            let mut process = parent.clone();
            process.number = machine.number();
            record_command(machine, &process, argv, errno.name());
            return Ok(Err(errno));
        }
    };
    let Some(input) = input else {
        return run(machine, parent, &path, argv, true).map(Ok);
    };
    let source = machine.source(input);
    let mut child = parent.clone();
    child.streams.insert(0, source.clone());
    let result = run(machine, &child, &path, argv, true);
    machine.drop_source(&source);
    result.map(Ok)
}

/// Runs a command line for another program, as `system` of C does. Gives the exit status.
pub(super) fn system(
    machine: &mut Machine<'_>,
    parent: &Process,
    line: &[u8],
    input: Option<Vec<u8>>,
) -> Result<i32, Stop> {
    let argv = [b"sh".to_vec(), b"-c".to_vec(), line.to_vec()];
    let mut child = parent.clone();
    child.number = machine.number();
    let source = input.map(|input| machine.source(input));
    if let Some(source) = &source {
        child.streams.insert(0, source.clone());
    }
    let result = execute(machine, child, b"/bin/sh", &argv);
    if let Some(source) = &source {
        machine.drop_source(source);
    }
    result
}

/// The streams of a process whose standard input is this.
pub(super) fn usual_streams(input: Stream) -> BTreeMap<u32, Stream> {
    BTreeMap::from([(0, input), (1, Stream::Out), (2, Stream::Err)])
}

/// Puts the programs of a world into its files.
pub(in crate::sandbox) fn seed(files: &mut crate::sandbox::vfs::Vfs) {
    for name in commands::names() {
        for folder in ["/bin", "/usr/bin"] {
            seed_one(files, folder, name);
        }
    }
}

/// Puts one program into a folder, unless a file of that name is there.
pub(in crate::sandbox) fn seed_one(files: &mut crate::sandbox::vfs::Vfs, folder: &str, name: &str) {
    use crate::sandbox::vfs::{Credentials, FileContent, Mode};
    let Ok(path) = GuestPath::new(format!("{folder}/{name}")) else {
        return;
    };
    let content = FileContent::from([MAGIC, name.as_bytes()].concat());
    // Where something else is in the way, that is what the world's author wants there.
    let _ = files.seed_file(&path, content, Mode::new(0o755), Credentials::ROOT);
}
