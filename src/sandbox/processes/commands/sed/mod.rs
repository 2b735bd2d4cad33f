//! `sed`.

mod script;

use script::{Action, Address, Instruction, instructions};

use super::Program;
use super::options;
use super::text::{input, inputs, lines};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::processes::{program, strerror};

pub(super) const PROGRAMS: &[(&str, Program)] = &[("sed", sed)];

fn sed(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let long = [
        "quiet",
        "silent",
        "expression=",
        "file=",
        "regexp-extended",
        "in-place",
        "sandbox",
    ];
    let Some(mut arguments) = options::read(machine, process, argv, "ne:f:Eris", &long) else {
        return Ok(1);
    };
    let mut script: Vec<Vec<u8>> = arguments
        .values(&["e", "expression"])
        .map(<[u8]>::to_vec)
        .collect();
    for path in arguments
        .values(&["f", "file"])
        .map(<[u8]>::to_vec)
        .collect::<Vec<_>>()
    {
        match input(machine, process, "sed", &path) {
            Some(text) => script.push(text),
            None => return Ok(1),
        }
    }
    if script.is_empty() {
        if arguments.operands.is_empty() {
            machine.err(
                process,
                b"Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n",
            );
            return Ok(1);
        }
        script.push(arguments.operands.remove(0));
    }
    let script = script.join(&b'\n');
    machine.work(script.len() as u64 * 2_000)?;
    let extended = arguments.has(&["E", "r", "regexp-extended"]);
    let Some(mut instructions) = instructions(&script, extended) else {
        machine.complain(
            process,
            b"sed",
            "-e expression #1, char 1: unknown command or unterminated expression",
        );
        return Ok(1);
    };
    let quiet = arguments.has(&["n", "quiet", "silent"]);
    let in_place = arguments.has(&["i", "in-place"]);
    let mut status = 0;
    for path in inputs(&arguments) {
        let Some(text) = input(machine, process, "sed", &path) else {
            status = 2;
            continue;
        };
        let out = edit(machine, process, &mut instructions, &text, quiet)?;
        if !in_place {
            machine.out(process, &out);
        } else if let Err(errno) = machine.write_file(process, &path, &out, false) {
            let what = format!(
                "couldn't open file {}: {}",
                String::from_utf8_lossy(&path),
                strerror(errno)
            );
            machine.complain(process, b"sed", &what);
            status = 4;
        }
    }
    Ok(status)
}

fn edit(
    machine: &mut Machine<'_>,
    process: &Process,
    instructions: &mut [Instruction],
    text: &[u8],
    quiet: bool,
) -> Result<Vec<u8>, Stop> {
    let all: Vec<&[u8]> = lines(text).collect();
    let mut out = Vec::new();
    'lines: for (index, line) in all.iter().enumerate() {
        let mut space = line.strip_suffix(b"\n").unwrap_or(line).to_vec();
        let mut quit = false;
        for instruction in instructions.iter_mut() {
            machine.work(200 + 10 * space.len() as u64)?;
            if !instruction.is_for(index + 1, index + 1 == all.len(), &space) {
                continue;
            }
            match &instruction.action {
                Action::Print => out.extend_from_slice(&[&space[..], b"\n"].concat()),
                Action::Delete => continue 'lines,
                Action::Quit => {
                    quit = true;
                    break;
                }
                Action::Run(line) => {
                    let line = if line.is_empty() { &space } else { line };
                    program::system(machine, process, line, None)?;
                }
                Action::Substitute {
                    regex,
                    by,
                    all,
                    print,
                    write,
                    run,
                } => {
                    let most = if *all { 0 } else { 1 };
                    let changed = regex.replacen(&space, most, by.as_slice()).into_owned();
                    if !regex.is_match(&space) {
                        continue;
                    }
                    space = changed;
                    space.truncate(1 << 20);
                    if *run {
                        program::system(machine, process, &space, None)?;
                        space.clear();
                    }
                    if let Some(path) = write {
                        let _ =
                            machine.write_file(process, path, &[&space[..], b"\n"].concat(), true);
                    }
                    if *print {
                        out.extend_from_slice(&[&space[..], b"\n"].concat());
                    }
                }
            }
        }
        if !quiet {
            out.extend_from_slice(&space);
            if line.ends_with(b"\n") {
                out.push(b'\n');
            }
        }
        if quit || out.len() > 16 << 20 {
            break;
        }
    }
    Ok(out)
}

impl Instruction {
    fn is_for(&mut self, number: usize, last: bool, line: &[u8]) -> bool {
        let fits = |address: &Address| match address {
            Address::Line(wanted) => *wanted == number,
            Address::Last => last,
            Address::Match(regex) => regex.is_match(line),
        };
        let chosen = match self.addresses.as_slice() {
            [] => true,
            [only] => fits(only),
            [first, second, ..] => {
                if self.inside {
                    self.inside = !fits(second);
                    true
                } else {
                    let begins = fits(first);
                    self.inside = begins && !matches!(second, Address::Line(end) if *end <= number);
                    begins
                }
            }
        };
        chosen != self.negated
    }
}
