//! The commands that a shell runs by itself.

mod running;
mod variables;

use running::{command, exec, source, type_of};
use variables::{export, read, set, shift};

use super::machine::{Machine, Stop};
use super::program;
use super::shell::Shell;
use super::signals;
use super::{commands, conditions};
use crate::sandbox::vfs::{FileKind, Mode};

type Builtin = fn(&mut Shell, &mut Machine<'_>, &[Vec<u8>]) -> Result<i32, Stop>;

/// The built-in command of a name.
pub(super) fn find(name: &[u8]) -> Option<Builtin> {
    Some(match name {
        b":" | b"true" => |_, _, _| Ok(0),
        b"false" => |_, _, _| Ok(1),
        b"cd" | b"chdir" => cd,
        b"pwd" => |shell, machine, _| {
            machine.out(
                &shell.process,
                &[shell.process.cwd.as_slice(), b"\n"].concat(),
            );
            Ok(0)
        },
        b"echo" => {
            |shell, machine, argv| Ok(commands::echo(machine, &shell.process, argv, shell.bash))
        }
        b"printf" => |shell, machine, argv| commands::printf(machine, &mut shell.process, argv),
        b"test" | b"[" => |shell, machine, argv| conditions::run(machine, &shell.process, argv),
        b"export" | b"readonly" | b"local" | b"declare" => export,
        b"unset" => |shell, _, argv| {
            for name in &argv[1..] {
                shell.unset(name);
                shell.functions.remove(name);
            }
            Ok(0)
        },
        b"exit" => |shell, _, argv| {
            Err(Stop::Exit(
                number(argv.get(1)).unwrap_or(shell.status) & 0xff,
            ))
        },
        b"return" => |shell, _, argv| {
            Err(Stop::Return(
                number(argv.get(1)).unwrap_or(shell.status) & 0xff,
            ))
        },
        b"break" => |shell, _, argv| match levels(shell, argv) {
            Some(levels) => Err(Stop::Break(levels)),
            None => Ok(0),
        },
        b"continue" => |shell, _, argv| match levels(shell, argv) {
            Some(levels) => Err(Stop::Continue(levels)),
            None => Ok(0),
        },
        b"read" => read,
        b"set" => set,
        b"shift" => shift,
        b"eval" => |shell, machine, argv| {
            let text = argv[1..].join(&b' ');
            nested(shell, machine, |shell, machine| {
                shell.status = 0;
                shell.script(machine, &text)
            })
        },
        b"exec" => exec,
        b"." | b"source" => source,
        b"command" => command,
        b"type" => type_of,
        b"umask" => umask,
        b"kill" => kill,
        b"wait" | b"jobs" | b"trap" | b"hash" | b"ulimit" | b"alias" | b"unalias" | b"times"
        | b"fg" | b"bg" | b"shopt" => |_, _, _| Ok(0),
        _ => return None,
    })
}

fn number(text: Option<&Vec<u8>>) -> Option<i32> {
    std::str::from_utf8(text?).ok()?.parse().ok()
}

fn levels(shell: &Shell, argv: &[Vec<u8>]) -> Option<u32> {
    let wanted = number(argv.get(1))
        .and_then(|levels| u32::try_from(levels).ok())
        .unwrap_or(1);
    (shell.loops > 0).then(|| wanted.clamp(1, shell.loops))
}

fn nested(
    shell: &mut Shell,
    machine: &mut Machine<'_>,
    run: impl FnOnce(&mut Shell, &mut Machine<'_>) -> Result<(), Stop>,
) -> Result<i32, Stop> {
    if machine.depth >= program::MAX_DEPTH {
        shell.complain(machine, b"Maximum nesting exceeded");
        return Err(Stop::Exit(2));
    }
    machine.depth += 1;
    let result = run(shell, machine);
    machine.depth -= 1;
    result.map(|()| shell.status)
}

fn cd(shell: &mut Shell, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let operand = argv[1..]
        .iter()
        .find(|argument| !matches!(argument.as_slice(), b"--" | b"-P" | b"-L"));
    let target = match operand.map(Vec::as_slice) {
        None => shell.variable(b"HOME").unwrap_or_default(),
        Some(b"-") => shell.variable(b"OLDPWD").unwrap_or_default(),
        Some(path) => path.to_vec(),
    };
    let is_folder = machine
        .look(&shell.process, &target, true)
        .is_ok_and(|stat| stat.kind == FileKind::Directory);
    let canonical = machine
        .canonical(&shell.process, &target)
        .ok()
        .filter(|_| is_folder);
    // A folder that may not be entered has no path to go on from.
    let entered = canonical.filter(|path| {
        let enter = crate::sandbox::vfs::Access {
            execute: true,
            ..Default::default()
        };
        machine
            .files
            .access(crate::sandbox::vfs::InodeId::ROOT, path, enter)
            .is_ok()
    });
    let Some(path) = entered else {
        let what = [b"cd: can't cd to ", target.as_slice()].concat();
        if shell.bash {
            let what = [b"cd: ", target.as_slice(), b": No such file or directory"].concat();
            shell.complain(machine, &what);
            return Ok(1);
        }
        shell.complain(machine, &what);
        return Ok(2);
    };
    let old = std::mem::replace(&mut shell.process.cwd, path.clone());
    shell.assign(machine, b"OLDPWD", old)?;
    shell.assign(machine, b"PWD", path.clone())?;
    if operand.is_some_and(|operand| operand == b"-") {
        machine.out(&shell.process, &[path.as_slice(), b"\n"].concat());
    }
    Ok(0)
}

fn umask(shell: &mut Shell, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    match argv.get(1) {
        None => {
            let text = format!("{:04o}\n", machine.files.umask().bits());
            machine.out(&shell.process, text.as_bytes());
            Ok(0)
        }
        Some(text) => {
            let bits = std::str::from_utf8(text)
                .ok()
                .and_then(|text| u32::from_str_radix(text, 8).ok());
            match bits {
                Some(bits) => {
                    machine.files.set_umask(Mode::new(bits));
                    Ok(0)
                }
                None => {
                    let what = [b"umask: Illegal mode: ", text.as_slice()].concat();
                    shell.complain(machine, &what);
                    Err(Stop::Exit(2))
                }
            }
        }
    }
}

fn kill(shell: &mut Shell, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    match signals::kill(machine, &shell.process, argv)? {
        Ok(()) => Ok(0),
        Err(complaint) => {
            shell.complain(machine, format!("kill: {complaint}").as_bytes());
            Ok(1)
        }
    }
}
