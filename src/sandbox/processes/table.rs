//! The processes of one execution: those started, and what those that ended have written.

use std::collections::BTreeMap;

use super::declared::Commands;
use super::machine::{Machine, Output, Process, SIGNALLED, Stop};
use super::{program, signals};
use crate::sandbox::state::State;
use crate::sandbox::trace::Operation;
use crate::sandbox::vfs::{Access, Errno, FileKind, InodeId, escape_bytes};

/// The number of the candidate's own process, as `/proc/self/status` says.
pub(super) const CANDIDATE: u32 = 42;
/// The most processes that may be started and not yet run, and the most whose output is still kept.
const MAX_PROCESSES: usize = 500;
/// The most bytes of output that are kept for all of them.
const MAX_KEPT: usize = 32 << 20;
/// The most variables of an environment.
const MAX_VARIABLES: usize = 5_000;

/// How a process is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum How {
    /// By an argument vector.
    Spawn,
    /// By a line for a shell: the vector is `/bin/sh`, `-c`, line.
    Shell,
    /// By copying the program, which its C library plays: nothing is run.
    Fork,
}

/// A process that was started and not yet run.
#[derive(Debug)]
struct Started {
    path: Option<Vec<u8>>,
    argv: Vec<Vec<u8>>,
    cwd: Vec<u8>,
    environment: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// What a process that ended has written and how much of it was read.
#[derive(Debug)]
struct Left {
    output: Output,
    read: [usize; 3],
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Ended {
    /// The exit code, or 256 and the signal.
    pub(in crate::sandbox) status: u32,
    /// The lengths of standard output, standard error, and both as they were written.
    pub(in crate::sandbox) lengths: [u32; 3],
}

/// The processes of one execution.
#[derive(Debug)]
pub(in crate::sandbox) struct Processes {
    commands: Commands,
    next: u32,
    started: BTreeMap<u32, Started>,
    left: BTreeMap<u32, Left>,
    kept: usize,
}

impl Processes {
    pub fn new(commands: Commands) -> Self {
        Self {
            commands,
            next: CANDIDATE + 1,
            started: BTreeMap::new(),
            left: BTreeMap::new(),
            kept: 0,
        }
    }
}

impl State {
    /// Starts a process, and records it. The number is what [`State::run_process`] takes.
    ///
    /// # Errors
    /// `ENOENT` if there is no such program or folder, `EACCES` if it may not be run, `EMFILE` if there are too many.
    pub(in crate::sandbox) fn start_process(
        &mut self,
        how: How,
        argv: Vec<Vec<u8>>,
        cwd: &[u8],
        environment: &[Vec<u8>],
    ) -> Result<u32, Errno> {
        let shown: Vec<String> = argv.iter().map(|argument| escape_bytes(argument)).collect();
        let length: usize = argv.iter().chain(environment).map(Vec::len).sum();
        self.work += 500 * (argv.len() + environment.len()) as u64 + 10 * length as u64;
        let result = self.prepare(how, argv, cwd, environment);
        let name = match how {
            How::Spawn => "spawn",
            How::Shell => "shell",
            // A fork by itself is no more than a copy of the program: not recorded.
            How::Fork => return result,
        };
        self.recorder.record(
            Operation::Process {
                how: name.to_owned(),
                argv: shown,
            },
            result.err().map_or("ok", Errno::name),
            false,
        );
        result
    }

    fn prepare(
        &mut self,
        how: How,
        argv: Vec<Vec<u8>>,
        cwd: &[u8],
        environment: &[Vec<u8>],
    ) -> Result<u32, Errno> {
        if self.processes.started.len() >= MAX_PROCESSES {
            return Err(Errno::EMFILE);
        }
        let environment: BTreeMap<Vec<u8>, Vec<u8>> = environment
            .iter()
            .take(MAX_VARIABLES)
            .filter_map(|entry| {
                let end = entry
                    .iter()
                    .position(|byte| *byte == b'=')
                    .filter(|end| *end > 0)?;
                Some((entry[..end].to_vec(), entry[end + 1..].to_vec()))
            })
            .collect();
        let cwd = if cwd.is_empty() { b"/" } else { cwd };
        let found = self.files.resolve(InodeId::ROOT, cwd, true)?;
        let folder = self.files.stat(found.inode.ok_or(Errno::ENOENT)?)?;
        if folder.kind != FileKind::Directory {
            return Err(Errno::ENOTDIR);
        }
        let enter = Access {
            execute: true,
            ..Access::default()
        };
        self.files.access(InodeId::ROOT, cwd, enter)?;
        let cwd = found.canonical.as_bytes().to_vec();
        let number = self.processes.next;
        let path = match how {
            How::Fork => None,
            How::Shell => Some(b"/bin/sh".to_vec()),
            How::Spawn => {
                let name = argv.first().cloned().unwrap_or_default();
                let process = Process {
                    number,
                    parent: CANDIDATE,
                    cwd: cwd.clone(),
                    environment: environment.clone(),
                    streams: BTreeMap::new(),
                };
                Some(
                    self.on_machine(0, |machine| program::find(machine, &process, &name))
                        .0?,
                )
            }
        };
        self.processes.next = self.processes.next.saturating_add(1);
        let started = Started {
            path,
            argv,
            cwd,
            environment,
        };
        self.processes.started.insert(number, started);
        Ok(number)
    }

    /// Does something on the machine that processes act on, with so much fuel.
    fn on_machine<T>(&mut self, fuel: u64, act: impl FnOnce(&mut Machine<'_>) -> T) -> (T, Output) {
        let commands = self.processes.commands.clone();
        let mut machine = Machine::new(
            &mut self.files,
            &mut self.recorder,
            &mut self.clock,
            &mut self.random,
            &commands,
            &mut self.network,
            self.processes.next,
            fuel,
        );
        let result = act(&mut machine);
        let (next, spent) = (machine.next_number, machine.spent);
        let output = std::mem::take(&mut machine.output);
        self.processes.next = next;
        self.work = self.work.saturating_add(spent);
        (result, output)
    }

    /// Runs a process that was started, to its end, with this standard input.
    ///
    /// # Errors
    /// `EINVAL` if none of this number waits to be run.
    pub(in crate::sandbox) fn run_process(
        &mut self,
        number: u32,
        input: Vec<u8>,
    ) -> Result<Ended, Errno> {
        let started = self
            .processes
            .started
            .remove(&number)
            .ok_or(Errno::EINVAL)?;
        let fuel = self.fuel_left().saturating_sub(self.work);
        let Some(path) = started.path else {
            return Ok(Ended {
                status: 0,
                lengths: [0; 3],
            });
        };
        let outside = self.recorder.enter_process(number);
        let umask = self.files.umask();
        let (result, mut output) = self.on_machine(fuel, |machine| {
            let source = machine.source(input);
            let process = Process {
                number,
                parent: CANDIDATE,
                cwd: started.cwd,
                environment: started.environment,
                streams: program::usual_streams(source),
            };
            let result = program::execute(machine, process.clone(), &path, &started.argv);
            machine.close_all(&process);
            result
        });
        self.files.set_umask(umask);
        self.recorder.leave_process(outside);
        let status = match result {
            Ok(status) if status >= SIGNALLED => status as u32,
            Ok(status) => (status & 0xff) as u32,
            // The guest stops for the same reason.
            Err(Stop::Fuel) => (SIGNALLED + signals::KILL) as u32,
            Err(_) => 0,
        };
        self.make_room(output.stdout.len() + output.stderr.len() + output.merged.len());
        let texts = [&mut output.stdout, &mut output.stderr, &mut output.merged];
        let lengths = texts.map(|text| text.len() as u32);
        self.work = self
            .work
            .saturating_add(lengths.iter().map(|length| u64::from(*length) / 2).sum());
        self.processes.kept += lengths.iter().sum::<u32>() as usize;
        self.processes.left.insert(
            number,
            Left {
                output,
                read: [0; 3],
            },
        );
        Ok(Ended { status, lengths })
    }

    /// Forgets the oldest outputs when too much is kept.
    fn make_room(&mut self, size: usize) {
        let table = &mut self.processes;
        while table.left.len() >= MAX_PROCESSES || table.kept + size > MAX_KEPT {
            let Some((_, left)) = table.left.pop_first() else {
                return;
            };
            let output = left.output;
            let size = output.stdout.len() + output.stderr.len() + output.merged.len();
            table.kept = table.kept.saturating_sub(size);
        }
    }

    /// Reads on in what a process has written: 1 standard output, 2 standard error, 3 both as they were written.
    ///
    /// # Errors
    /// `EINVAL` if there is no such process or no such text.
    pub(in crate::sandbox) fn process_output(
        &mut self,
        number: u32,
        which: u32,
        most: usize,
    ) -> Result<Vec<u8>, Errno> {
        let left = self.processes.left.get_mut(&number).ok_or(Errno::EINVAL)?;
        let (text, read) = match which {
            1 => (&left.output.stdout, &mut left.read[0]),
            2 => (&left.output.stderr, &mut left.read[1]),
            3 => (&left.output.merged, &mut left.read[2]),
            _ => return Err(Errno::EINVAL),
        };
        let rest = text.get(*read..).unwrap_or_default();
        let bytes = rest[..rest.len().min(most)].to_vec();
        *read += bytes.len();
        Ok(bytes)
    }

    /// All that a process has written, at once: standard output, standard error, both.
    pub(in crate::sandbox) fn take_output(&mut self, number: u32) -> Output {
        let output = self
            .processes
            .left
            .remove(&number)
            .map(|left| left.output)
            .unwrap_or_default();
        let size = output.stdout.len() + output.stderr.len() + output.merged.len();
        self.processes.kept = self.processes.kept.saturating_sub(size);
        output
    }

    /// Runs the processes that nobody waited for, with nothing to read, when the guest has ended.
    pub(in crate::sandbox) fn run_remaining_processes(&mut self) {
        while let Some(number) = self.processes.started.keys().next().copied() {
            if self.fuel_left() <= self.work {
                return;
            }
            // It waits to be run: its number was just found.
            let _ = self.run_process(number, Vec::new());
        }
    }
}
