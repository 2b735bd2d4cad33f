//! C and C++: clang as WebAssembly compiles a candidate to a side module of a runtime module that holds the C++ library.

mod arguments;
pub(super) mod build;
mod candidate;
pub(super) mod compiler;
mod coverage;
mod declarations;
mod entries;
pub(super) mod flags;
mod kept;
pub(super) mod libraries;
mod lines;
mod observed;
mod plan;
mod refusal;
mod sections;
mod session;
mod source_path;
pub(super) mod steps;
mod unit;

use std::path::PathBuf;
use std::sync::Arc;

use super::{Assignment, Build, Prepared, Runtime, SetupError, Source, Streams};
use crate::sandbox::engine::Effort;
use crate::sandbox::execution::Ended;
use crate::sandbox::{Finished, Image, Limits, SandboxError, World};
use crate::toolchain::{Blake3Digest, Check, FetchSettings, Home, Progress};

pub use candidate::{Ready, Step};
use kept::Kept;
pub use plan::Plan;

/// The language, ready to compile and run.
#[derive(Clone, Debug)]
pub struct Cpp {
    compiler: compiler::Compiler,
    /// The runtime module, for each of [`Variant::ALL`].
    images: Vec<Image>,
    world: World,
    digest: Blake3Digest,
    entries: Vec<PathBuf>,
    kept: Kept,
}

impl Cpp {
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
        let images = built
            .runtimes
            .iter()
            .map(|path| {
                // SAFETY: the cache has checked the file against the digest that was taken when it was compiled.
                unsafe {
                    Image::load(
                        path,
                        Effort::Quick,
                        Arc::from(observed::OBSERVED.meanings()),
                    )
                }
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            kept: Kept::of(home, &built.digest),
            compiler: built.compiler,
            images,
            world: World::usual(Default::default()),
            digest: built.digest,
            entries: built.entries,
        })
    }
}

impl Runtime for Cpp {
    /// The digest of the compiler, of the runtime modules and the precompiled headers.
    fn digest(&self) -> Blake3Digest {
        self.digest
    }

    fn entries(&self) -> &[PathBuf] {
        &self.entries
    }

    fn world(&self) -> &World {
        &self.world
    }

    fn prepare(
        &self,
        candidate: &Source,
        build: Build<'_>,
    ) -> Result<Box<dyn Prepared + '_>, SandboxError> {
        let built = Cpp::build(self, candidate, build)?;
        Ok(Box::new(Built { cpp: self, built }))
    }
}

/// A candidate with the runtime that it was compiled for.
struct Built<'c> {
    cpp: &'c Cpp,
    /// The module, or why there is none.
    built: Result<Ready, Ended>,
}

impl Prepared for Built<'_> {
    fn execute(
        &self,
        assignment: &Assignment,
        world: World,
        limits: Limits,
        streams: Streams,
    ) -> Result<Finished, SandboxError> {
        match &self.built {
            Ok(ready) => self.cpp.run(ready, assignment, world, limits, streams),
            Err(ended) => self.cpp.unfit(ended, world, limits, streams),
        }
    }
}
