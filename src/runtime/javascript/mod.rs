//! JavaScript: QuickJS, snapshotted with our driver, Node's builtin modules and the packages that candidates use.

mod build;
mod database_build;
mod instrument;
mod mounts;
mod session;
mod text;

use std::path::PathBuf;
use std::sync::Arc;

use crate::sandbox::engine::Effort;
use crate::sandbox::vfs::FsLimits;
use crate::sandbox::{Finished, Image, Limits, Observation, SandboxError, World};
use crate::toolchain::{Blake3Digest, Check, FetchSettings, Home, Progress};

use super::{Assignment, Build, Prepared, Runtime, SetupError, Source, Streams};
use text::Text;

/// The language, ready to run.
#[derive(Clone, Debug)]
pub struct JavaScript {
    image: Image,
    world: World,
    digest: Blake3Digest,
    entries: Vec<PathBuf>,
}

impl JavaScript {
    /// Opens the runtime, setting up what is missing. Call it on a thread that may run guests.
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
        let world = mounts::base_world(&built.packages, FsLimits::default())?;
        // SAFETY: the cache has checked the file against the digest that was taken when it was compiled.
        let image = unsafe {
            Image::load(
                &built.compiled,
                Effort::Optimised,
                Arc::from([Observation::Evaluate]),
            )
        }?;
        // SAFETY: as above.
        let database = unsafe {
            Image::load(
                &built.database,
                Effort::Optimised,
                Arc::from(database_build::OBSERVED.meanings()),
            )
        }?;
        Ok(Self {
            image: image.with_database(database),
            world,
            digest: built.digest,
            entries: built.entries,
        })
    }
}

impl Runtime for JavaScript {
    /// The digest of the snapshot and of the packages.
    fn digest(&self) -> Blake3Digest {
        self.digest
    }

    fn entries(&self) -> &[PathBuf] {
        &self.entries
    }

    /// The usual root with the packages mounted.
    fn world(&self) -> &World {
        &self.world
    }

    /// Reads the text: which dialect it is, what it declares, and where its counters go.
    fn prepare(
        &self,
        candidate: &Source,
        _: Build<'_>,
    ) -> Result<Box<dyn Prepared + '_>, SandboxError> {
        let text = Text::read(&candidate.text, &candidate.file);
        Ok(Box::new(Ready {
            runtime: self,
            text,
        }))
    }
}

/// A candidate whose text has been read.
struct Ready<'r> {
    runtime: &'r JavaScript,
    text: Text,
}

impl Prepared for Ready<'_> {
    fn execute(
        &self,
        assignment: &Assignment,
        world: World,
        limits: Limits,
        streams: Streams,
    ) -> Result<Finished, SandboxError> {
        session::execute(
            &self.runtime.image,
            &self.text,
            assignment,
            world,
            limits,
            streams,
        )
    }
}
