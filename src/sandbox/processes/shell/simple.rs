//! Simple commands: functions, built-in commands and programs.

use std::rc::Rc;

use super::Shell;
use crate::sandbox::processes::builtins;
use crate::sandbox::processes::machine::{Machine, Process, SIGNALLED, Stop};
use crate::sandbox::processes::program::{self, BUILT_IN_COST};
use crate::sandbox::processes::signals;
use crate::sandbox::processes::syntax::{Command, Redirection, Word};
use crate::sandbox::vfs::{Errno, FileKind};

impl Shell {
    pub(super) fn simple(
        &mut self,
        machine: &mut Machine<'_>,
        assignments: &[(Vec<u8>, Word)],
        words: &[Word],
        redirections: &[Redirection],
    ) -> Result<(), Stop> {
        let argv = self.fields(machine, words)?;
        if argv.is_empty() {
            // `$?` in the words was that of the command before.
            self.status = 0;
            let Some(undo) = self.redirect(machine, redirections)? else {
                self.status = 2;
                return Ok(());
            };
            for (name, word) in assignments {
                let value = self.text(machine, word)?;
                self.assign(machine, name, value)?;
            }
            self.restore(machine, undo);
            return Ok(());
        }
        let Some(undo) = self.redirect(machine, redirections)? else {
            self.status = 2;
            return Ok(());
        };
        let mut values = Vec::new();
        for (name, word) in assignments {
            values.push((name.clone(), self.text(machine, word)?));
        }
        let exec_only = argv[0] == b"exec" && argv.len() == 1;
        let result = self.run(machine, values, &argv);
        if exec_only {
            // `exec` by itself leaves the redirections in place.
        } else {
            self.restore(machine, undo);
        }
        result
    }

    /// Runs a simple command after its expansion.
    pub fn run(
        &mut self,
        machine: &mut Machine<'_>,
        assignments: Vec<(Vec<u8>, Vec<u8>)>,
        argv: &[Vec<u8>],
    ) -> Result<(), Stop> {
        machine.work(BUILT_IN_COST)?;
        let name = &argv[0];
        if let Some(body) = self.functions.get(name).cloned() {
            return self.function(machine, &body, argv);
        }
        if let Some(builtin) = builtins::find(name) {
            program::record_command(machine, &self.process, argv, "ok");
            let saved: Vec<_> = assignments
                .iter()
                .map(|(name, _)| (name.clone(), self.variables.get(name).cloned()))
                .collect();
            for (name, value) in assignments {
                self.assign(machine, &name, value)?;
            }
            let result = builtin(self, machine, argv);
            for (name, old) in saved {
                match old {
                    Some(old) => self.assign(machine, &name, old.value)?,
                    None => self.unset(&name),
                }
            }
            self.status = result?;
            return Ok(());
        }
        let mut process = self.process.clone();
        process.environment.extend(assignments);
        self.status = self.external(machine, &process, argv)?;
        Ok(())
    }

    /// Runs a program.
    pub fn external(
        &mut self,
        machine: &mut Machine<'_>,
        process: &Process,
        argv: &[Vec<u8>],
    ) -> Result<i32, Stop> {
        let name = &argv[0];
        match program::find(machine, process, name) {
            Ok(path) => {
                let status = program::run(machine, process, &path, argv, true)?;
                Ok(self.told(machine, status))
            }
            Err(errno) => {
                let mut child = process.clone();
                child.number = machine.number();
                program::record_command(machine, &child, argv, errno.name());
                let is_folder = machine
                    .look(process, name, true)
                    .is_ok_and(|stat| stat.kind == FileKind::Directory);
                let (reason, status): (&[u8], _) = match errno {
                    Errno::EACCES if self.bash && is_folder && name.contains(&b'/') => {
                        (b"Is a directory", 126)
                    }
                    Errno::EACCES => (b"Permission denied", 126),
                    _ if self.bash && name.contains(&b'/') => (b"No such file or directory", 127),
                    _ if self.bash => (b"command not found", 127),
                    _ => (b"not found", 127),
                };
                let what = [name.as_slice(), b": ", reason].concat();
                self.complain(machine, &what);
                Ok(status)
            }
        }
    }

    /// The status of a program as `$?` has it. Most signals that ended it are told of.
    fn told(&mut self, machine: &mut Machine<'_>, status: i32) -> i32 {
        let Some(signal) = status.checked_sub(SIGNALLED).filter(|signal| *signal >= 0) else {
            return status;
        };
        if let Some(text) = signals::told(signal) {
            machine.err(&self.process, format!("{text}\n").as_bytes());
        }
        128 + signal
    }

    fn function(
        &mut self,
        machine: &mut Machine<'_>,
        body: &Rc<Command>,
        argv: &[Vec<u8>],
    ) -> Result<(), Stop> {
        let arguments = argv.iter().skip(1).cloned().collect();
        let parameters = std::mem::replace(&mut self.parameters, arguments);
        let loops = std::mem::take(&mut self.loops);
        let body = body.clone();
        let result = self.deeper(machine, |shell, machine| shell.command(machine, &body));
        self.parameters = parameters;
        self.loops = loops;
        match result {
            Err(Stop::Return(status)) => {
                self.status = status;
                Ok(())
            }
            other => other,
        }
    }
}
