//! A shell: runs what the parser read.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::builtins;
use super::machine::{Machine, Process, Stop, Stream};
use super::parser::{Parser, Problem};
use super::pattern;
use super::program::{self, BUILT_IN_COST};
use super::syntax::{AndOr, Command, Kind, List, Pipeline, Word};
use crate::sandbox::vfs::Errno;

/// The most bytes of variables and positional parameters that a shell holds.
const MAX_HELD: usize = 2 << 20;

/// A variable of a shell.
#[derive(Clone, Debug, Default)]
pub(super) struct Variable {
    pub value: Vec<u8>,
    pub exported: bool,
}

/// The state of a shell. A subshell has a copy.
#[derive(Clone, Debug)]
pub(super) struct Shell {
    pub process: Process,
    /// `$0`, as messages begin.
    pub name: Vec<u8>,
    pub variables: BTreeMap<Vec<u8>, Variable>,
    pub functions: BTreeMap<Vec<u8>, Rc<Command>>,
    pub parameters: VecDeque<Vec<u8>>,
    pub status: i32,
    pub bash: bool,
    pub line: u32,
    /// `set -e`, and whether it rests because a condition is evaluated.
    pub errors_end: bool,
    pub condition: u32,
    /// `set -u`.
    pub unset_is_wrong: bool,
    /// How many loops are around.
    pub loops: u32,
    pub last_background: Option<u32>,
    /// The number that `$$` gives, also in subshells.
    pub own_number: u32,
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
            Err(Stop::Fuel) => Err(Stop::Fuel),
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

    /// The value of a parameter.
    pub fn variable(&self, name: &[u8]) -> Option<Vec<u8>> {
        match name {
            b"?" => Some(self.status.to_string().into_bytes()),
            b"#" => Some(self.parameters.len().to_string().into_bytes()),
            b"$" => Some(self.own_number.to_string().into_bytes()),
            b"!" => self
                .last_background
                .map(|number| number.to_string().into_bytes()),
            b"-" => Some(Vec::new()),
            b"0" => Some(self.name.clone()),
            b"PPID" => Some(self.process.parent.to_string().into_bytes()),
            b"PWD" if !self.variables.contains_key(name) => Some(self.process.cwd.clone()),
            b"@" | b"*" => {
                let all: Vec<&[u8]> = self.parameters.iter().map(Vec::as_slice).collect();
                (!all.is_empty()).then(|| all.join(&b' '))
            }
            _ if name.first().is_some_and(u8::is_ascii_digit) => {
                let index: usize = std::str::from_utf8(name).ok()?.parse().ok()?;
                self.parameters.get(index.checked_sub(1)?).cloned()
            }
            _ => self
                .variables
                .get(name)
                .map(|variable| variable.value.clone()),
        }
    }

    /// Sets a variable.
    pub fn assign(
        &mut self,
        machine: &mut Machine<'_>,
        name: &[u8],
        value: Vec<u8>,
    ) -> Result<(), Stop> {
        let old = self
            .variables
            .get(name)
            .map_or(0, |variable| name.len() + variable.value.len());
        self.held = self.held.saturating_sub(old) + name.len() + value.len();
        if self.held > MAX_HELD {
            self.complain(machine, b"Out of space");
            return Err(Stop::Exit(2));
        }
        let variable = self.variables.entry(name.to_vec()).or_default();
        variable.value.clone_from(&value);
        if variable.exported {
            self.process.environment.insert(name.to_vec(), value);
        }
        Ok(())
    }

    /// Exports a variable.
    pub fn export(&mut self, name: &[u8]) {
        if let Some(variable) = self.variables.get_mut(name) {
            variable.exported = true;
            self.process
                .environment
                .insert(name.to_vec(), variable.value.clone());
        }
    }

    pub fn unset(&mut self, name: &[u8]) {
        if let Some(variable) = self.variables.remove(name) {
            self.held = self.held.saturating_sub(name.len() + variable.value.len());
        }
        self.process.environment.remove(name);
    }

    fn subshell(&self, machine: &mut Machine<'_>) -> Result<Self, Stop> {
        machine.work(20_000 + self.held as u64 / 2)?;
        let mut shell = self.clone();
        shell.process.parent = shell.process.number;
        shell.process.number = machine.number();
        shell.loops = 0;
        Ok(shell)
    }

    /// Ends a subshell: gives its status.
    fn end(&self, result: Result<(), Stop>) -> Result<i32, Stop> {
        match result {
            Ok(()) | Err(Stop::Break(_) | Stop::Continue(_)) => Ok(self.status),
            Err(Stop::Exit(status) | Stop::Return(status)) => Ok(status),
            Err(Stop::Fuel) => Err(Stop::Fuel),
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

    fn deeper(
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

    fn command(&mut self, machine: &mut Machine<'_>, command: &Command) -> Result<(), Stop> {
        self.line = command.line;
        if let Kind::Simple { assignments, words } = &command.kind {
            return self.simple(machine, assignments, words, &command.redirections);
        }
        let Some(undo) = self.redirect(machine, &command.redirections)? else {
            self.status = 2;
            return Ok(());
        };
        let result = self.compound(machine, &command.kind);
        self.restore(machine, undo);
        result
    }

    fn compound(&mut self, machine: &mut Machine<'_>, kind: &Kind) -> Result<(), Stop> {
        match kind {
            Kind::Simple { .. } => Ok(()),
            Kind::Group(list) => self.list(machine, list),
            Kind::Subshell(list) => {
                let mut shell = self.subshell(machine)?;
                let result = shell.deeper(machine, |shell, machine| shell.list(machine, list));
                self.status = shell.end(result)?;
                Ok(())
            }
            Kind::If {
                branches,
                otherwise,
            } => {
                for (condition, then) in branches {
                    if self.holds(machine, condition)? {
                        return self.list(machine, then);
                    }
                }
                self.status = 0;
                otherwise
                    .as_ref()
                    .map_or(Ok(()), |list| self.list(machine, list))
            }
            Kind::While {
                until,
                condition,
                body,
            } => {
                let mut status = 0;
                while let Some(holds) = self.looped(|shell| shell.holds(machine, condition))? {
                    if holds == *until {
                        break;
                    }
                    if self.looped(|shell| shell.list(machine, body))?.is_none() {
                        break;
                    }
                    status = self.status;
                }
                self.status = status;
                Ok(())
            }
            Kind::For { name, words, body } => {
                let values = match words {
                    Some(words) => self.fields(machine, words)?,
                    None => self.parameters.iter().cloned().collect(),
                };
                self.status = 0;
                for value in values {
                    machine.work(500)?;
                    self.assign(machine, name, value)?;
                    if self.looped(|shell| shell.list(machine, body))?.is_none() {
                        break;
                    }
                }
                Ok(())
            }
            Kind::Case { word, arms } => {
                let text = self.text(machine, word)?;
                self.status = 0;
                for (patterns, list) in arms {
                    for pattern in patterns {
                        let pattern = self.glyphs(machine, pattern)?;
                        machine.work((pattern.len() as u64 + 1) * (text.len() as u64 + 1))?;
                        if pattern::matches(&pattern, &text) {
                            return self.list(machine, list);
                        }
                    }
                }
                Ok(())
            }
            Kind::Function { name, body } => {
                self.functions.insert(name.clone(), body.clone());
                self.status = 0;
                Ok(())
            }
        }
    }

    fn holds(&mut self, machine: &mut Machine<'_>, condition: &List) -> Result<bool, Stop> {
        self.condition += 1;
        let result = self.list(machine, condition);
        self.condition -= 1;
        result.map(|()| self.status == 0)
    }

    /// Runs a part of a loop. `None`: the loop ends.
    fn looped<T: Default>(
        &mut self,
        run: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Result<Option<T>, Stop> {
        self.loops += 1;
        let result = run(self);
        self.loops -= 1;
        match result {
            Ok(value) => Ok(Some(value)),
            Err(Stop::Break(1)) => Ok(None),
            Err(Stop::Break(more)) => Err(Stop::Break(more - 1)),
            Err(Stop::Continue(1)) => Ok(Some(T::default())),
            Err(Stop::Continue(more)) => Err(Stop::Continue(more - 1)),
            Err(other) => Err(other),
        }
    }

    fn simple(
        &mut self,
        machine: &mut Machine<'_>,
        assignments: &[(Vec<u8>, Word)],
        words: &[Word],
        redirections: &[super::syntax::Redirection],
    ) -> Result<(), Stop> {
        let argv = self.fields(machine, words)?;
        if argv.is_empty() {
            let before = self.status;
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
            // `$?` in the words was that of the command before.
            let _ = before;
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
            Ok(path) => program::run(machine, process, &path, argv, true),
            Err(errno) => {
                let mut child = process.clone();
                child.number = machine.number();
                program::record_command(machine, &child, argv, errno.name());
                let is_folder = machine
                    .look(process, name, true)
                    .is_ok_and(|stat| stat.kind == crate::sandbox::vfs::FileKind::Directory);
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
