//! Python: CPython as a WASI reactor, snapshotted with our driver and the modules that candidates use.

mod build;
mod database;
mod mounts;
mod observed;
mod stack;

use std::path::PathBuf;
use std::sync::Arc;

use crate::sandbox::vfs::{FileContent, FsLimits, GuestPath, Mode};
use crate::sandbox::{
    Collector, Finished, Guest, Image, Input, Limits, SandboxError, Setup, USER, World,
};
use crate::toolchain::{Blake3Digest, Check, FetchSettings, Home, Progress};

use super::Assignment;

pub use build::SetupError;
pub use database::DatabaseError;

/// The file that a candidate stands in.
pub const CANDIDATE_FILE: &str = "/app/solution.py";

/// The export that runs Python text.
const TURN: &str = "turn";

/// The text that starts the driver.
const START: &str = "__import__('_dualgauge').main()";

/// The language, ready to run.
#[derive(Clone, Debug)]
pub struct Python {
    image: Image,
    world: World,
    digest: Blake3Digest,
    entries: Vec<PathBuf>,
}

/// The streams of an execution that are not the usual ones.
#[derive(Default)]
pub struct Streams {
    /// Standard input; empty by default.
    pub stdin: Option<Input>,
    /// Standard output; kept by default.
    pub stdout: Option<Collector>,
    /// Standard error; kept by default.
    pub stderr: Option<Collector>,
    /// Which of them, in this order, the guest takes for terminals; none by default.
    pub terminals: [bool; 3],
}

impl Python {
    /// Opens the runtime, setting up what is missing.
    ///
    /// # Errors
    /// If something can't be fetched, verified, built or loaded.
    pub fn open(
        home: &Home,
        settings: &FetchSettings,
        check: Check,
        progress: &dyn Progress,
    ) -> Result<Self, SetupError> {
        let built = build::ensure(home, settings, check, progress)?;
        let world = mounts::base_world(&built.stdlib, &built.packages, FsLimits::default())?;
        // SAFETY: the cache has checked the file against the digest that was taken when it was compiled.
        let image = unsafe { Image::load(&built.compiled, Arc::from(observed::meanings())) }?;
        Ok(Self {
            image,
            world,
            digest: built.snapshot_digest,
            entries: built.entries,
        })
    }

    /// Identifies the runtime: the digest of its snapshot, which is the same on every machine.
    pub fn digest(&self) -> Blake3Digest {
        self.digest
    }

    /// The folders of the cache that it is made of.
    pub fn entries(&self) -> &[PathBuf] {
        &self.entries
    }

    /// The world that executions start from: the usual root with the runtime mounted.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Executes an assignment in a world made from [`Python::world`].
    ///
    /// # Errors
    /// Where the system fails, never where the candidate does.
    pub fn execute(
        &self,
        assignment: &Assignment,
        mut world: World,
        limits: Limits,
        streams: Streams,
    ) -> Result<Finished, SandboxError> {
        if let Ok(path) = GuestPath::new(assignment.file.as_bytes()) {
            let source = FileContent::from(&assignment.source[..]);
            // A world may hold a folder in that place; then the candidate is in memory only.
            let _ = world.files.seed_file(&path, source, Mode::new(0o644), USER);
        }
        let job = assignment.job(&world.seed);
        let mut setup = Setup::new(world, limits, job);
        setup.stdin = streams.stdin.unwrap_or(setup.stdin);
        setup.stdout = streams.stdout;
        setup.stderr = streams.stderr;
        setup.terminals = streams.terminals;
        let mut guest = Guest::start(&self.image, setup)?;
        let step = guest.call_text(TURN, START)?;
        Ok(guest.finish(step))
    }
}
