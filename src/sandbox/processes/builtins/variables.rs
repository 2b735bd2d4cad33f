//! Built-in commands about variables and positional parameters.

use super::number;
use crate::sandbox::processes::machine::{Machine, Stop};
use crate::sandbox::processes::shell::Shell;
use crate::sandbox::processes::words::{is_name_byte, is_name_start};

pub(super) fn export(
    shell: &mut Shell,
    machine: &mut Machine<'_>,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
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

pub(super) fn read(
    shell: &mut Shell,
    machine: &mut Machine<'_>,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
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

pub(super) fn set(
    shell: &mut Shell,
    machine: &mut Machine<'_>,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
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

pub(super) fn shift(
    shell: &mut Shell,
    machine: &mut Machine<'_>,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let count = usize::try_from(number(argv.get(1)).unwrap_or(1)).unwrap_or(usize::MAX);
    if count > shell.parameters.len() {
        shell.complain(machine, b"shift: can't shift that many");
        return Err(Stop::Exit(2));
    }
    shell.parameters.drain(..count);
    Ok(0)
}
