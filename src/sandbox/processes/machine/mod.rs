//! What virtual processes act on: files, the trace, virtual time. Each operation on a path is recorded as one of a candidate.

mod files;
mod paths;
mod streams;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Commands;
use crate::sandbox::clock::Clock;
use crate::sandbox::network::{Around, Network};
use crate::sandbox::random::Random;
use crate::sandbox::recorder::Recorder;
use crate::sandbox::trace::Operation;
use crate::sandbox::vfs::{OpenFile, Timestamp, Vfs};

/// The most bytes that are read of one file: no endless device fills the memory.
const MAX_READ: usize = 16 << 20;

/// Why a process can't go on with what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The fuel is used up: everything ends.
    Fuel,
    /// The process exits.
    Exit(i32),
    /// `break` out of so many loops.
    Break(u32),
    /// `continue` with the loop so many levels out.
    Continue(u32),
    /// `return` from a function or a sourced script.
    Return(i32),
    /// A signal ends a process, by its number, and all that it runs.
    Killed { process: u32, signal: i32 },
}

/// The status of a process that a signal ended; that of one which exits is less.
pub(super) const SIGNALLED: i32 = 256;

/// Bytes that can be read once.
#[derive(Debug, Default)]
pub(super) struct Source {
    bytes: Vec<u8>,
    at: usize,
}

/// What a descriptor of a virtual process leads to.
#[derive(Clone, Debug)]
pub(super) enum Stream {
    Source(Rc<RefCell<Source>>),
    /// The standard output and error of the process that the candidate started.
    Out,
    Err,
    /// A pipe, or what a command substitution gathers.
    Pipe(Rc<RefCell<Vec<u8>>>),
    /// An open file, by its number among the machine's.
    File(u32),
}

/// A virtual process.
#[derive(Clone, Debug)]
pub(super) struct Process {
    /// Its number, which events carry.
    pub(super) number: u32,
    /// The number of the process that started it.
    pub(super) parent: u32,
    /// Its current folder, a canonical path.
    pub(super) cwd: Vec<u8>,
    /// Its exported variables.
    pub(super) environment: BTreeMap<Vec<u8>, Vec<u8>>,
    pub(super) streams: BTreeMap<u32, Stream>,
}

/// What the process that the candidate started has written.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct Output {
    pub(in crate::sandbox) stdout: Vec<u8>,
    pub(in crate::sandbox) stderr: Vec<u8>,
    pub(in crate::sandbox) merged: Vec<u8>,
}

/// A process that runs now, or waits for one that does.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) number: u32,
    pub(super) parent: u32,
    pub(super) argv: Vec<Vec<u8>>,
}

/// Until when a process may run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline {
    /// Nanoseconds of the monotonic clock.
    pub(super) at: u64,
    pub(super) process: u32,
    pub(super) signal: i32,
}

/// A file that a virtual process has open.
struct Opened {
    file: OpenFile,
    offset: u64,
    path: String,
    number: u32,
    bytes_read: u64,
    bytes_written: u64,
}

/// The parts of an execution that virtual processes act on.
pub(in crate::sandbox) struct Machine<'a> {
    pub(super) files: &'a mut Vfs,
    pub(super) recorder: &'a mut Recorder,
    pub(super) clock: &'a mut Clock,
    pub(super) random: &'a mut Random,
    pub(super) commands: &'a Commands,
    pub(super) network: &'a mut Network,
    /// The number of the next process.
    pub(super) next_number: u32,
    /// Fuel that may be spent.
    pub(super) budget: u64,
    /// Fuel that was spent.
    pub(super) spent: u64,
    /// How deep shells, functions and programs that run programs are nested.
    pub(super) depth: u32,
    /// The processes that run, each started by the one before.
    pub(super) running: Vec<Running>,
    /// What `timeout` asks for, the innermost last.
    pub(super) deadlines: Vec<Deadline>,
    open: BTreeMap<u32, Opened>,
    next_open: u32,
    buffered: usize,
    pub(super) output: Output,
}

impl Deadline {
    fn kill(self) -> Stop {
        Stop::Killed {
            process: self.process,
            signal: self.signal,
        }
    }
}

impl<'a> Machine<'a> {
    #[expect(
        clippy::too_many_arguments,
        reason = "they are the parts of an execution"
    )]
    pub fn new(
        files: &'a mut Vfs,
        recorder: &'a mut Recorder,
        clock: &'a mut Clock,
        random: &'a mut Random,
        commands: &'a Commands,
        network: &'a mut Network,
        next_number: u32,
        budget: u64,
    ) -> Self {
        Self {
            files,
            recorder,
            clock,
            random,
            commands,
            network,
            next_number,
            budget,
            spent: 0,
            depth: 0,
            running: Vec::new(),
            deadlines: Vec::new(),
            open: BTreeMap::new(),
            next_open: 0,
            buffered: 0,
            output: Output::default(),
        }
    }

    /// Notes work.
    pub fn charge(&mut self, fuel: u64) {
        self.spent = self.spent.saturating_add(fuel);
    }

    /// Notes work; stops when there is no fuel for it, or a deadline has passed.
    pub fn work(&mut self, fuel: u64) -> Result<(), Stop> {
        let files = self
            .files
            .take_work()
            .saturating_add(self.network.take_work());
        self.charge(fuel.saturating_add(files));
        if self.spent > self.budget {
            return Err(Stop::Fuel);
        }
        match self.next_deadline() {
            Some(deadline) if self.clock.monotonic() > deadline.at => Err(deadline.kill()),
            _ => Ok(()),
        }
    }

    /// Nanoseconds to the next deadline.
    pub fn time_left(&self) -> Option<u64> {
        self.next_deadline()
            .map(|deadline| deadline.at.saturating_sub(self.clock.monotonic()))
    }

    /// The deadline that comes first, the outermost of several at a time.
    fn next_deadline(&self) -> Option<Deadline> {
        self.deadlines
            .iter()
            .copied()
            .min_by_key(|deadline| deadline.at)
    }

    /// A number for a new process.
    pub fn number(&mut self) -> u32 {
        let number = self.next_number;
        self.next_number = self.next_number.saturating_add(1);
        number
    }

    pub fn record(&mut self, process: &Process, operation: Operation, result: &str) {
        self.recorder.set_process(process.number);
        self.recorder.record(operation, result, false);
    }

    /// Lets virtual time pass, to the next deadline at most.
    pub fn sleep(&mut self, process: &Process, nanoseconds: u64) -> Result<(), Stop> {
        let now = self.clock.monotonic();
        let deadline = self
            .next_deadline()
            .filter(|deadline| deadline.at < now.saturating_add(nanoseconds));
        let slept = deadline.map_or(nanoseconds, |deadline| deadline.at.saturating_sub(now));
        self.clock.sleep(slept);
        self.files.set_now(Timestamp(self.clock.realtime()));
        self.record(process, Operation::ClockSleep { nanoseconds }, "ok");
        deadline.map_or(Ok(()), |deadline| Err(deadline.kill()))
    }

    /// The network, and what it needs around it, for a process.
    pub fn network(&mut self, process: &Process) -> (&mut Network, Around<'_>) {
        self.recorder.set_process(process.number);
        let around = Around {
            clock: self.clock,
            recorder: self.recorder,
        };
        (self.network, around)
    }

    // Streams.

    // Files by path.
}
