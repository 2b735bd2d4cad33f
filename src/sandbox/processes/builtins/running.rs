//! Built-in commands that run others, or tell what would run.

use super::{find, nested};
use crate::sandbox::processes::machine::{Machine, Stop};
use crate::sandbox::processes::program;
use crate::sandbox::processes::shell::Shell;

pub(super) fn exec(
    shell: &mut Shell,
    machine: &mut Machine<'_>,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    if argv.len() == 1 {
        return Ok(0);
    }
    let process = shell.process.clone();
    let status = shell.external(machine, &process, &argv[1..])?;
    Err(Stop::Exit(status))
}

pub(super) fn source(
    shell: &mut Shell,
    machine: &mut Machine<'_>,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(path) = argv.get(1) else {
        shell.complain(machine, b".: filename argument required");
        return Err(Stop::Exit(2));
    };
    let Ok(text) = machine.read_file(&shell.process, path) else {
        let what = [b".: cannot open ", path.as_slice(), b": No such file"].concat();
        shell.complain(machine, &what);
        return Err(Stop::Exit(2));
    };
    let result = nested(shell, machine, |shell, machine| {
        shell.status = 0;
        shell.script(machine, &text)
    });
    match result {
        Err(Stop::Return(status)) => Ok(status),
        other => other,
    }
}

pub(super) fn command(
    shell: &mut Shell,
    machine: &mut Machine<'_>,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    match argv.get(1).map(Vec::as_slice) {
        None => Ok(0),
        Some(b"-v" | b"-V") => {
            let mut status = 0;
            for name in &argv[2..] {
                match named(shell, machine, name) {
                    Some(text) => machine.out(&shell.process, &[text.as_slice(), b"\n"].concat()),
                    None => status = 127,
                }
            }
            Ok(status)
        }
        Some(b"-p" | b"--") if argv.len() == 2 => Ok(0),
        Some(first) => {
            let skip = if matches!(first, b"-p" | b"--") { 2 } else { 1 };
            let argv = &argv[skip..];
            match find(&argv[0]) {
                Some(builtin) => nested(shell, machine, |shell, machine| {
                    shell.status = builtin(shell, machine, argv)?;
                    Ok(())
                }),
                None => {
                    let process = shell.process.clone();
                    shell.external(machine, &process, argv)
                }
            }
        }
    }
}

/// What `command -v` says of a name.
fn named(shell: &Shell, machine: &mut Machine<'_>, name: &[u8]) -> Option<Vec<u8>> {
    if shell.functions.contains_key(name) || find(name).is_some() {
        return Some(name.to_vec());
    }
    program::find(machine, &shell.process, name).ok()
}

pub(super) fn type_of(
    shell: &mut Shell,
    machine: &mut Machine<'_>,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let mut status = 0;
    for name in &argv[1..] {
        let text = if shell.functions.contains_key(name) {
            b" is a shell function".to_vec()
        } else if find(name).is_some() {
            b" is a shell builtin".to_vec()
        } else {
            match program::find(machine, &shell.process, name) {
                Ok(path) => [b" is ", path.as_slice()].concat(),
                Err(_) => {
                    status = 127;
                    b": not found".to_vec()
                }
            }
        };
        machine.out(&shell.process, &[name.as_slice(), &text, b"\n"].concat());
    }
    Ok(status)
}
