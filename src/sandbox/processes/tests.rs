//! Lines for the shell, with what they write on a real machine.

use std::collections::BTreeMap;

use super::machine::{Machine, Output, Process, Stop};
use super::{CommandAnswer, CommandWrite, Commands, program};
use crate::sandbox::clock::{Clock, EXECUTION_START};
use crate::sandbox::network::Network;
use crate::sandbox::random::Random;
use crate::sandbox::recorder::Recorder;
use crate::sandbox::trace::{Event, Operation};
use crate::sandbox::vfs::{FileContent, FsLimits, GuestPath, Mode, Vfs};
use crate::sandbox::{USER, World};

mod archives;
mod commands;
mod hostile;
mod lines;
mod recorded;

/// A machine between two lines.
pub(super) struct Bench {
    pub(super) files: Vfs,
    pub(super) commands: Commands,
    pub(super) events: Vec<Event>,
    pub(super) fuel: u64,
    pub(super) spent: u64,
}

/// How a line went.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ran {
    pub(super) status: Result<i32, Stop>,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl Bench {
    pub fn new() -> Self {
        let mut world = World::usual(FsLimits::default());
        for (path, text) in [
            ("/app/a.txt", "one\ntwo\nthree\n"),
            ("/app/b.txt", "beta\n"),
            ("/app/dir/c.txt", "gamma\n"),
            ("/app/with space", "space\n"),
        ] {
            seed(&mut world.files, path, text);
        }
        Self {
            files: world.files,
            commands: Commands::default(),
            events: Vec::new(),
            fuel: 10_000_000_000,
            spent: 0,
        }
    }

    /// Runs a program with this standard input.
    pub fn spawn(&mut self, argv: &[&[u8]], input: &[u8]) -> Ran {
        let mut recorder = Recorder::new(20_000, 8 << 20);
        let mut clock = Clock::starting_at(EXECUTION_START);
        let mut random = Random::seeded("processes");
        let mut network = Network::new(Default::default());
        let outside = recorder.enter_process(43);
        let mut machine = Machine::new(
            &mut self.files,
            &mut recorder,
            &mut clock,
            &mut random,
            &self.commands,
            &mut network,
            44,
            self.fuel,
        );
        let source = machine.source(input.to_vec());
        let process = Process {
            number: 43,
            parent: 42,
            cwd: b"/app".to_vec(),
            environment: BTreeMap::from([
                (b"HOME".to_vec(), b"/home/user".to_vec()),
                (b"PATH".to_vec(), b"/usr/local/bin:/usr/bin:/bin".to_vec()),
            ]),
            streams: program::usual_streams(source),
        };
        let argv: Vec<Vec<u8>> = argv.iter().map(|argument| argument.to_vec()).collect();
        let path = program::find(&mut machine, &process, &argv[0]).expect("the program is there");
        let status = program::execute(&mut machine, process.clone(), &path, &argv);
        machine.close_all(&process);
        let Output { stdout, stderr, .. } = std::mem::take(&mut machine.output);
        self.spent = machine.spent;
        recorder.leave_process(outside);
        self.events = recorder.into_events();
        Ran {
            status,
            stdout: String::from_utf8_lossy(&stdout).into_owned(),
            stderr: String::from_utf8_lossy(&stderr).into_owned(),
        }
    }

    /// Runs a line as `sh -c` does.
    pub fn sh(&mut self, line: &str) -> Ran {
        self.spawn(&[b"sh", b"-c", line.as_bytes()], b"")
    }
}

fn seed(files: &mut Vfs, path: &str, text: &str) {
    let path = GuestPath::new(path).expect("a canonical path");
    let content = FileContent::from(text);
    files
        .seed_file(&path, content, Mode::new(0o644), USER)
        .expect("a place for it");
}
