//! Python: CPython as a WASI reactor, snapshotted with our driver and the modules that candidates use.

mod build;
mod database;
mod mounts;
mod observed;
mod stack;

use std::path::PathBuf;
use std::sync::Arc;

use crate::sandbox::engine::Effort;
use crate::sandbox::vfs::{FileContent, FsLimits, GuestPath, Mode};
use crate::sandbox::{Finished, Guest, Image, Limits, SandboxError, USER, World};
use crate::toolchain::{Blake3Digest, Check, FetchSettings, Home, Progress};

use super::{Assignment, Build, Prepared, Runtime, SetupError, Source, Streams};

pub use database::DatabaseError;

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
        let image = unsafe {
            Image::load(
                &built.compiled,
                Effort::Optimised,
                Arc::from(observed::OBSERVED.meanings()),
            )
        }?;
        Ok(Self {
            image,
            world,
            digest: built.snapshot_digest,
            entries: built.entries,
        })
    }

    /// Executes an assignment; a program needn't be prepared.
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
        let setup = streams.into_setup(world, limits, job);
        let mut guest = Guest::start(&self.image, setup)?;
        let step = guest.call_text(TURN, START)?;
        Ok(guest.finish(step))
    }
}

impl Runtime for Python {
    /// The digest of the snapshot.
    fn digest(&self) -> Blake3Digest {
        self.digest
    }

    fn entries(&self) -> &[PathBuf] {
        &self.entries
    }

    /// The usual root with the runtime mounted.
    fn world(&self) -> &World {
        &self.world
    }

    /// Nothing is to be done before a guest reads the text.
    fn prepare(&self, _: &Source, _: Build<'_>) -> Result<Box<dyn Prepared + '_>, SandboxError> {
        Ok(Box::new(self))
    }
}

impl Prepared for &Python {
    fn execute(
        &self,
        assignment: &Assignment,
        world: World,
        limits: Limits,
        streams: Streams,
    ) -> Result<Finished, SandboxError> {
        Python::execute(self, assignment, world, limits, streams)
    }
}
