//! The commands that a shell runs by itself.

use super::machine::{Machine, Stop};
use super::program;
use super::shell::Shell;
use super::words::{is_name_byte, is_name_start};
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

fn export(shell: &mut Shell, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    if argv.len() == 1 || argv[1] == b"-p" {
        for (name, value) in shell.process.environment.clone() {
            machine.out(
                &shell.process,
                &[b"export ", name.as_slice(), b"='", &value, b"'\n"].concat(),
            );
        }
        return Ok(0);
    }
    for argument in &argv[1..] {
        if argument.starts_with(b"-") {
            continue;
        }
        let end = argument
            .iter()
            .position(|byte| *byte == b'=')
            .unwrap_or(argument.len());
        let name = &argument[..end];
        if !name.first().is_some_and(|byte| is_name_start(*byte))
            || !name.iter().all(|byte| is_name_byte(*byte))
        {
            let what = [argv[0].as_slice(), b": ", name, b": bad variable name"].concat();
            shell.complain(machine, &what);
            return Err(Stop::Exit(2));
        }
        if end < argument.len() {
            shell.assign(machine, name, argument[end + 1..].to_vec())?;
        }
        if argv[0] == b"export" {
            shell.export(name);
        }
    }
    Ok(0)
}

fn read(shell: &mut Shell, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let mut names: Vec<&Vec<u8>> = Vec::new();
    let mut raw = false;
    let mut options = argv[1..].iter();
    while let Some(argument) = options.next() {
        match argument.as_slice() {
            b"-r" => raw = true,
            b"-p" | b"-t" | b"-n" | b"-d" => drop(options.next()),
            b"-s" => {}
            _ => names.push(argument),
        }
    }
    let mut line = Vec::new();
    let mut ended = false;
    while line.len() < 1 << 20 {
        machine.work(20)?;
        let Ok(byte) = machine.read(&shell.process, 0, 1) else {
            break;
        };
        match byte.first() {
            None => break,
            Some(b'\n') => {
                if !raw && line.last() == Some(&b'\\') {
                    line.pop();
                    continue;
                }
                ended = true;
                break;
            }
            Some(byte) => line.push(*byte),
        }
    }
    let separators = shell.variable(b"IFS").unwrap_or_else(|| b" \t\n".to_vec());
    let is_separator = |byte: &u8| separators.contains(byte);
    let trim = |text: &[u8]| {
        let blank = |byte: &u8| is_separator(byte) && byte.is_ascii_whitespace();
        let start = text
            .iter()
            .position(|byte| !blank(byte))
            .unwrap_or(text.len());
        let end = text
            .iter()
            .rposition(|byte| !blank(byte))
            .map_or(start, |end| end + 1);
        text[start..end].to_vec()
    };
    let mut rest = trim(&line);
    for (index, name) in names.iter().enumerate() {
        let value = if index + 1 == names.len() {
            trim(&std::mem::take(&mut rest))
        } else {
            let end = rest.iter().position(is_separator).unwrap_or(rest.len());
            let value = rest[..end].to_vec();
            rest = trim(rest.get(end + 1..).unwrap_or_default());
            value
        };
        shell.assign(machine, name, value)?;
    }
    if names.is_empty() && shell.bash {
        shell.assign(machine, b"REPLY", line)?;
    }
    Ok(i32::from(!ended))
}

fn set(shell: &mut Shell, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    if argv.len() == 1 {
        for (name, variable) in shell.variables.clone() {
            machine.out(
                &shell.process,
                &[name.as_slice(), b"='", &variable.value, b"'\n"].concat(),
            );
        }
        return Ok(0);
    }
    let mut rest = &argv[1..];
    while let Some(option) = rest.first() {
        let on = match option.first() {
            Some(b'-') => true,
            Some(b'+') => false,
            _ => break,
        };
        rest = &rest[1..];
        if option == b"--" {
            shell.parameters = rest.iter().cloned().collect();
            return Ok(0);
        }
        for flag in &option[1..] {
            match flag {
                b'e' => shell.errors_end = on,
                b'u' => shell.unset_is_wrong = on,
                b'o' => rest = rest.get(1..).unwrap_or_default(),
                _ => {}
            }
        }
    }
    if !rest.is_empty() {
        shell.parameters = rest.iter().cloned().collect();
    }
    Ok(0)
}

fn shift(shell: &mut Shell, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let count = usize::try_from(number(argv.get(1)).unwrap_or(1)).unwrap_or(usize::MAX);
    if count > shell.parameters.len() {
        shell.complain(machine, b"shift: can't shift that many");
        return Err(Stop::Exit(2));
    }
    shell.parameters.drain(..count);
    Ok(0)
}

fn exec(shell: &mut Shell, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    if argv.len() == 1 {
        return Ok(0);
    }
    let process = shell.process.clone();
    let status = shell.external(machine, &process, &argv[1..])?;
    Err(Stop::Exit(status))
}

fn source(shell: &mut Shell, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
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

fn command(shell: &mut Shell, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
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

fn type_of(shell: &mut Shell, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
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

/// No other process is there that a signal could reach; one to itself ends the shell.
fn kill(shell: &mut Shell, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let own = shell.own_number.to_string().into_bytes();
    let mut signal = 15;
    let mut status = 0;
    for argument in &argv[1..] {
        if let Some(name) = argument.strip_prefix(b"-") {
            signal = match name {
                b"9" | b"KILL" => 9,
                b"0" => 0,
                b"2" | b"INT" => 2,
                _ => 15,
            };
        } else if *argument == own && signal != 0 {
            return Err(Stop::Exit(128 + signal));
        } else if *argument != own {
            shell.complain(machine, b"kill: No such process");
            status = 1;
        }
    }
    Ok(status)
}
