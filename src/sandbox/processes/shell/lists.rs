//! Lists, pipelines and subshells.

use std::cell::RefCell;
use std::rc::Rc;

use super::Shell;
use crate::sandbox::processes::machine::{Machine, Stop, Stream};
use crate::sandbox::processes::program;
use crate::sandbox::processes::syntax::{AndOr, List, Pipeline};

impl Shell {
    pub(super) fn subshell(&self, machine: &mut Machine<'_>) -> Result<Self, Stop> {
        machine.work(20_000 + self.held as u64 / 2)?;
        let mut shell = self.clone();
        shell.process.parent = shell.process.number;
        shell.process.number = machine.number();
        shell.loops = 0;
        Ok(shell)
    }

    /// Ends a subshell: gives its status.
    pub(super) fn end(&self, result: Result<(), Stop>) -> Result<i32, Stop> {
        match result {
            Ok(()) | Err(Stop::Break(_) | Stop::Continue(_)) => Ok(self.status),
            Err(Stop::Exit(status) | Stop::Return(status)) => Ok(status),
            Err(stop @ (Stop::Fuel | Stop::Killed { .. })) => Err(stop),
        }
    }

    /// What commands write, without the line feeds at the end.
    pub fn substitute(&mut self, machine: &mut Machine<'_>, list: &List) -> Result<Vec<u8>, Stop> {
        let mut shell = self.subshell(machine)?;
        let pipe = Rc::new(RefCell::new(Vec::new()));
        shell.process.streams.insert(1, Stream::Pipe(pipe.clone()));
        let result = shell.deeper(machine, |shell, machine| shell.list(machine, list));
        let status = shell.end(result);
        let mut output = machine.take_pipe(&pipe);
        self.status = status?;
        output.retain(|byte| *byte != 0);
        while output.last() == Some(&b'\n') {
            output.pop();
        }
        machine.work(output.len() as u64 * 2)?;
        Ok(output)
    }

    pub(super) fn deeper(
        &mut self,
        machine: &mut Machine<'_>,
        run: impl FnOnce(&mut Self, &mut Machine<'_>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        if machine.depth >= program::MAX_DEPTH {
            self.complain(machine, b"Cannot fork");
            return Err(Stop::Exit(2));
        }
        machine.depth += 1;
        let result = run(self, machine);
        machine.depth -= 1;
        result
    }

    pub fn list(&mut self, machine: &mut Machine<'_>, list: &List) -> Result<(), Stop> {
        for item in &list.0 {
            machine.work(500)?;
            if item.background {
                let mut shell = self.subshell(machine)?;
                let nothing = machine.source(Vec::new());
                shell.process.streams.insert(0, nothing);
                let result = shell.deeper(machine, |shell, machine| shell.and_or(machine, item));
                shell.end(result)?;
                self.last_background = Some(shell.process.number);
                self.status = 0;
            } else {
                self.and_or(machine, item)?;
            }
        }
        Ok(())
    }

    fn and_or(&mut self, machine: &mut Machine<'_>, item: &AndOr) -> Result<(), Stop> {
        let mut pipelines = std::iter::once((None, &item.first))
            .chain(item.rest.iter().map(|(and, next)| (Some(*and), next)))
            .peekable();
        while let Some((and, pipeline)) = pipelines.next() {
            if and.is_some_and(|and| and != (self.status == 0)) {
                continue;
            }
            let last = pipelines.peek().is_none();
            let condition = u32::from(!last || pipeline.negated);
            self.condition += condition;
            let result = self.pipeline(machine, pipeline);
            self.condition -= condition;
            result?;
            if last
                && self.errors_end
                && self.status != 0
                && self.condition == 0
                && !pipeline.negated
            {
                return Err(Stop::Exit(self.status));
            }
        }
        Ok(())
    }

    fn pipeline(&mut self, machine: &mut Machine<'_>, pipeline: &Pipeline) -> Result<(), Stop> {
        if let [command] = pipeline.commands.as_slice() {
            self.command(machine, command)?;
        } else {
            let mut input: Option<Stream> = None;
            for (index, command) in pipeline.commands.iter().enumerate() {
                let last = index + 1 == pipeline.commands.len();
                let mut shell = self.subshell(machine)?;
                if let Some(input) = &input {
                    shell.process.streams.insert(0, input.clone());
                }
                let pipe = Rc::new(RefCell::new(Vec::new()));
                if !last {
                    shell.process.streams.insert(1, Stream::Pipe(pipe.clone()));
                }
                let result =
                    shell.deeper(machine, |shell, machine| shell.command(machine, command));
                let status = shell.end(result);
                let output = machine.take_pipe(&pipe);
                if let Some(input) = input.take() {
                    machine.drop_source(&input);
                }
                self.status = status?;
                input = (!last).then(|| machine.source(output));
            }
        }
        if pipeline.negated {
            self.status = i32::from(self.status == 0);
        }
        Ok(())
    }
}
