//! All that the host keeps for one execution while it runs.

use std::net::IpAddr;
use std::sync::Arc;

use wasmtime::{Memory, Module};

use super::clock::Clock;
use super::compression::Coders;
use super::descriptors::{Descriptor, Descriptors};
use super::driver::DriverLink;
use super::hooks::HookState;
use super::host::{Answers, Bottom, Sites};
use super::interpreter::{Database, Interpreter};
use super::limits::{Limits, MemoryGuard};
use super::network::{Around, Family, Network, NetworkError};
use super::processes::Processes;
use super::provenance::Provenance;
use super::random::Random;
use super::recorder::Recorder;
use super::servers::Server;
use super::side::Locate;
use super::streams::{Collector, Input};
use super::trace::Operation;
use super::vfs::{Errno, GuestPath, InodeId, Mode, Timestamp, Vfs};

/// The host's side of one execution.
pub(super) struct State {
    pub(super) files: Vfs,
    /// Folders that hold the language's runtime; reading there is not the candidate's doing.
    pub(super) runtime_folders: Vec<GuestPath>,
    pub(super) descriptors: Descriptors,
    /// Permission bits for the next file or folder that is created, where the driver announced them.
    pub(super) create_mode: Option<Mode>,
    pub(super) clock: Clock,
    pub(super) network: Network,
    pub(super) random: Random,
    pub(super) provenance: Provenance,
    /// Draws of a generator that isn't meant for cryptography, where the host serves one.
    pub(super) weak_random: Random,
    pub(super) recorder: Recorder,
    pub(super) stdin: Input,
    pub(super) stdout: Collector,
    pub(super) stderr: Collector,
    pub(super) terminals: [bool; 3],
    pub(super) arguments: Vec<Vec<u8>>,
    pub(super) environment: Vec<Vec<u8>>,
    /// The processes that the guest has started.
    pub(super) processes: Processes,
    /// The database servers that the world has.
    pub(super) servers: Vec<Server>,
    pub(super) link: DriverLink,
    pub(super) hooks: HookState,
    pub(super) memory_guard: MemoryGuard,
    pub(super) memory: Option<Memory>,
    /// The side module and how its positions are told.
    pub(super) locate: Option<(Module, Arc<Locate>)>,
    /// Where its stacks begin.
    pub(super) bottom: Option<Bottom>,
    /// What the guest answered to the host's calls.
    pub(super) answers: Answers,
    /// The places that the guest knows by numbers.
    pub(super) sites: Sites,
    /// The guest's interpreter, where the host leads one.
    pub(super) interpreter: Interpreter,
    /// Streams of compressed data that the guest has open.
    pub(super) compression: Coders,
    /// SQLite beside the interpreter, where the image has one.
    pub(super) database: Option<Database>,
    pub(super) fuel_budget: u64,
    /// Work of the host function under way besides the usual, in fuel.
    pub(super) work: u64,
}

impl State {
    pub(super) fn descriptors_for(limits: &Limits) -> Descriptors {
        Descriptors::new(limits.descriptors)
    }

    /// Brings virtual time up to the fuel that is left.
    pub(super) fn follow_fuel(&mut self, left: u64) {
        self.clock
            .follow_fuel(self.fuel_budget.saturating_sub(left));
        self.files.set_now(Timestamp(self.clock.realtime()));
    }

    /// The fuel that was left when the host function under way began.
    pub(super) fn fuel_left(&self) -> u64 {
        self.fuel_budget.saturating_sub(self.clock.processor())
    }

    /// The work done since this was asked last, in fuel.
    pub(super) fn take_work(&mut self) -> u64 {
        std::mem::take(&mut self.work)
            .saturating_add(self.files.take_work())
            .saturating_add(self.network.take_work())
    }

    /// The addresses of a name, by `/etc/hosts` too. `family` is 4, 6, or 0 for both.
    pub(super) fn resolve(&mut self, name: &str, family: u32) -> Result<Vec<IpAddr>, NetworkError> {
        let family = match family {
            0 => Family::Any,
            4 => Family::V4,
            6 => Family::V6,
            _ => return Err(NetworkError::EINVAL),
        };
        let table = GuestPath::new("/etc/hosts");
        let table = table.ok().and_then(|path| self.files.read_file(&path));
        let (network, mut around) = self.network();
        network.resolve(&mut around, &table.unwrap_or_default(), name, family)
    }

    /// The network, and what it needs around it.
    pub(super) fn network(&mut self) -> (&mut Network, Around<'_>) {
        let around = Around {
            clock: &mut self.clock,
            recorder: &mut self.recorder,
        };
        (&mut self.network, around)
    }

    /// Bytes for the guest from the secure random source.
    pub(super) fn draw(&mut self, bytes: &mut [u8]) {
        self.random.fill(bytes);
        if self.recorder.is_candidate() {
            self.provenance.draw(bytes);
        }
    }

    /// Whether a path belongs to the runtime.
    pub(super) fn is_runtime_path(&self, path: Option<&GuestPath>) -> bool {
        path.is_some_and(|path| self.runtime_folders.iter().any(|f| path.starts_with(f)))
    }

    /// The inode behind an open descriptor.
    pub(super) fn open_inode(&self, fd: u32) -> Result<InodeId, Errno> {
        match self.descriptors.get(fd)? {
            Descriptor::File(open) => Ok(open.file.inode()),
            Descriptor::Folder { file, .. } => Ok(file.inode()),
            Descriptor::Root => Ok(InodeId::ROOT),
            Descriptor::Stdin | Descriptor::Stdout | Descriptor::Stderr => Err(Errno::EINVAL),
        }
    }

    /// The path that a descriptor was opened by.
    pub(super) fn open_path(&self, fd: u32) -> Option<String> {
        match self.descriptors.get(fd) {
            Ok(Descriptor::File(open)) => Some(open.path.clone()),
            Ok(Descriptor::Folder { path, .. }) => Some(path.clone()),
            _ => None,
        }
    }

    /// Ends what a descriptor had open and records what went through it.
    pub(super) fn close(&mut self, fd: u32, descriptor: Descriptor) {
        match descriptor {
            Descriptor::File(open) => {
                let own = GuestPath::new(open.path.as_bytes())
                    .is_ok_and(|path| self.is_runtime_path(Some(&path)));
                self.recorder.record(
                    Operation::FileClose {
                        resolved: Some(open.path),
                        descriptor: fd,
                        bytes_read: open.bytes_read,
                        bytes_written: open.bytes_written,
                    },
                    "ok",
                    own,
                );
                self.files.release(open.file);
            }
            Descriptor::Folder { file, .. } => self.files.release(file),
            Descriptor::Stdin | Descriptor::Stdout | Descriptor::Stderr | Descriptor::Root => {}
        }
    }
}
