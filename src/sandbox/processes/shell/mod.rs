//! A shell: runs what the parser read.

mod compound;
mod lists;
mod simple;
mod variables;

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::machine::{Machine, Process, Stop};
use super::parser::{Parser, Problem};
use super::syntax::Command;
use crate::sandbox::vfs::Errno;

/// The most bytes of variables and positional parameters that a shell holds.
const MAX_HELD: usize = 2 << 20;

/// A variable of a shell.
#[derive(Clone, Debug, Default)]
pub(super) struct Variable {
    pub(super) value: Vec<u8>,
    pub(super) exported: bool,
}

/// The state of a shell. A subshell has a copy.
#[derive(Clone, Debug)]
pub(super) struct Shell {
    pub(super) process: Process,
    /// `$0`, as messages begin.
    pub(super) name: Vec<u8>,
    pub(super) variables: BTreeMap<Vec<u8>, Variable>,
    pub(super) functions: BTreeMap<Vec<u8>, Rc<Command>>,
    pub(super) parameters: VecDeque<Vec<u8>>,
    pub(super) status: i32,
    pub(super) bash: bool,
    pub(super) line: u32,
    /// `set -e`, and whether it rests because a condition is evaluated.
    pub(super) errors_end: bool,
    pub(super) condition: u32,
    /// `set -u`.
    pub(super) unset_is_wrong: bool,
    /// How many loops are around.
    pub(super) loops: u32,
    pub(super) last_background: Option<u32>,
    /// The number that `$$` gives, also in subshells.
    pub(super) own_number: u32,
    held: usize,
}

impl Shell {
    /// A shell that runs as `process`.
    pub fn new(process: Process, bash: bool) -> Self {
        let variables: BTreeMap<Vec<u8>, Variable> = process
            .environment
            .iter()
            .map(|(name, value)| {
                let variable = Variable {
                    value: value.clone(),
                    exported: true,
                };
                (name.clone(), variable)
            })
            .collect();
        let held = variables
            .iter()
            .map(|(name, variable)| name.len() + variable.value.len())
            .sum();
        Self {
            name: b"sh".to_vec(),
            variables,
            functions: BTreeMap::new(),
            parameters: VecDeque::new(),
            status: 0,
            bash,
            line: 1,
            errors_end: false,
            condition: 0,
            unset_is_wrong: false,
            loops: 0,
            last_background: None,
            own_number: process.number,
            process,
            held,
        }
    }

    /// Runs as the program `sh` with these arguments.
    pub fn main(mut self, machine: &mut Machine<'_>, argv: &[Vec<u8>]) -> Result<i32, Stop> {
        self.name = argv.first().cloned().unwrap_or_default();
        let mut rest = argv.get(1..).unwrap_or_default();
        let (mut command, mut from_input) = (false, false);
        while let Some(option) = rest
            .first()
            .filter(|option| option.len() > 1 && matches!(option[0], b'-' | b'+'))
        {
            rest = &rest[1..];
            if option == b"--" {
                break;
            }
            for flag in &option[1..] {
                match flag {
                    b'c' => command = true,
                    b's' => from_input = true,
                    b'e' => self.errors_end = true,
                    b'u' => self.unset_is_wrong = true,
                    b'i' | b'l' | b'x' | b'a' | b'p' | b'v' | b'f' | b'n' => {}
                    b'-' => break,
                    _ => {
                        let what = format!("Illegal option -{}", char::from(*flag));
                        self.complain_at(machine, what.as_bytes(), 0);
                        return Ok(2);
                    }
                }
            }
        }
        let script = if command {
            let Some(script) = rest.first() else {
                self.complain_at(machine, b"-c requires an argument", 0);
                return Ok(2);
            };
            if let Some(name) = rest.get(1) {
                self.name = name.clone();
            }
            self.parameters = rest.iter().skip(2).cloned().collect();
            script.clone()
        } else if let Some(path) = rest.first().filter(|_| !from_input) {
            match machine.read_file(&self.process, path) {
                Ok(script) => {
                    self.name = path.clone();
                    self.parameters = rest.iter().skip(1).cloned().collect();
                    script
                }
                Err(errno) => {
                    let reason = match errno {
                        Errno::ENOENT => "No such file".to_owned(),
                        errno => super::strerror(errno),
                    };
                    let what =
                        [b"cannot open ", path.as_slice(), b": ", reason.as_bytes()].concat();
                    self.complain_at(machine, &what, 0);
                    return Ok(2);
                }
            }
        } else {
            self.parameters = rest.iter().cloned().collect();
            machine.read_all(&self.process, 0).unwrap_or_default()
        };
        match self.script(machine, &script) {
            Ok(()) => Ok(self.status),
            Err(Stop::Exit(status) | Stop::Return(status)) => Ok(status),
            Err(stop @ (Stop::Fuel | Stop::Killed { .. })) => Err(stop),
            Err(Stop::Break(_) | Stop::Continue(_)) => Ok(self.status),
        }
    }

    /// Runs a script line by line.
    pub fn script(&mut self, machine: &mut Machine<'_>, text: &[u8]) -> Result<(), Stop> {
        machine.work(text.len() as u64 * 20)?;
        if text.contains(&0) {
            // As dash does: a NUL is no part of a script.
            let clean: Vec<u8> = text.iter().copied().filter(|byte| *byte != 0).collect();
            return self.script(machine, &clean);
        }
        let mut parser = Parser::new(text, self.bash);
        loop {
            match parser.next_line() {
                Ok(None) => return Ok(()),
                Ok(Some(list)) => self.list(machine, &list)?,
                Err(problem) => {
                    self.line = parser.line;
                    self.syntax_error(machine, &problem);
                    return Err(Stop::Exit(2));
                }
            }
        }
    }

    fn syntax_error(&mut self, machine: &mut Machine<'_>, problem: &Problem) {
        let what = match problem {
            Problem::BadSubstitution => problem.to_string(),
            _ if self.bash => format!("syntax error: {problem}"),
            _ => format!("Syntax error: {problem}"),
        };
        self.complain(machine, what.as_bytes());
    }

    /// Says what is wrong, as shells do.
    pub fn complain(&mut self, machine: &mut Machine<'_>, what: &[u8]) {
        self.complain_at(machine, what, self.line);
    }

    fn complain_at(&mut self, machine: &mut Machine<'_>, what: &[u8], line: u32) {
        let line = if self.bash {
            format!(": line {}: ", line.max(1))
        } else {
            format!(": {line}: ")
        };
        let text = [self.name.as_slice(), line.as_bytes(), what, b"\n"].concat();
        machine.err(&self.process, &text);
    }
}
