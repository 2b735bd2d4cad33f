//! How a language runs in the sandbox: a candidate is prepared once and executed for many tests.
//!
//! One folder a language. What they share is here: the trait by which the rest of the program knows them, and the job that a
//! test hands to a guest.

pub mod cpp;
pub mod javascript;
mod job;
mod mounts;
mod observed;
pub mod python;
mod setup;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::sandbox::{Collector, Finished, Input, Job, Limits, SandboxError, Setup, World};
use crate::suite::Language;
use crate::toolchain::{Blake3Digest, Check, FetchSettings, Home, Progress};
use cpp::Cpp;
use javascript::JavaScript;
use python::Python;

pub use job::{Assignment, Program, Work};
pub use setup::SetupError;

/// A language, ready to run.
pub trait Runtime: Send + Sync {
    /// Identifies the runtime in results: the same on every machine.
    fn digest(&self) -> Blake3Digest;

    /// The folders of the cache that it is made of.
    fn entries(&self) -> &[PathBuf];

    /// The world that executions start from.
    fn world(&self) -> &World;

    /// Does what a candidate needs once: compiles it, where the language is compiled.
    ///
    /// # Errors
    /// Where the system fails. A candidate that can't be prepared is prepared to say so.
    fn prepare(
        &self,
        candidate: &Source,
        build: Build<'_>,
    ) -> Result<Box<dyn Prepared + '_>, SandboxError>;
}

/// The runtimes of the languages that are wanted.
#[derive(Debug)]
pub struct Runtimes {
    /// Always there: it also builds and asks databases.
    python: Python,
    cpp: Option<Cpp>,
    javascript: Option<JavaScript>,
}

impl Runtimes {
    /// Opens the runtimes of some languages, setting up what is missing. Call it on a thread that may run guests.
    ///
    /// # Errors
    /// If something can't be fetched, verified, built or loaded.
    pub fn open(
        home: &Home,
        settings: &FetchSettings,
        check: Check,
        progress: &dyn Progress,
        languages: &BTreeSet<Language>,
    ) -> Result<Self, SetupError> {
        let cpp = languages
            .contains(&Language::Cpp)
            .then(|| Cpp::open(home, settings, check, progress));
        let javascript = languages
            .contains(&Language::Javascript)
            .then(|| JavaScript::open(home, settings, check, progress));
        Ok(Self {
            python: Python::open(home, settings, check, progress)?,
            cpp: cpp.transpose()?,
            javascript: javascript.transpose()?,
        })
    }

    /// The runtime of a language.
    ///
    /// # Panics
    /// If it isn't among those that were opened.
    pub fn get(&self, language: Language) -> &dyn Runtime {
        let opened = match language {
            Language::Python => Some(&self.python as &dyn Runtime),
            Language::Cpp => self.cpp.as_ref().map(|cpp| cpp as &dyn Runtime),
            Language::Javascript => self.javascript.as_ref().map(|js| js as &dyn Runtime),
        };
        opened.unwrap_or_else(|| panic!("the runtime of {language} was not opened"))
    }

    /// Python, which builds and asks databases for all languages.
    pub fn python(&self) -> &Python {
        &self.python
    }

    /// All that are open, with their languages.
    pub fn all(&self) -> impl Iterator<Item = (Language, &dyn Runtime)> {
        let languages = Language::ALL.into_iter();
        languages
            .filter(|language| match language {
                Language::Python => true,
                Language::Cpp => self.cpp.is_some(),
                Language::Javascript => self.javascript.is_some(),
            })
            .map(|language| (language, self.get(language)))
    }
}

/// A candidate that is ready to be executed.
pub trait Prepared: Send + Sync {
    /// Executes an assignment in a fresh guest, in a world made from [`Runtime::world`].
    ///
    /// # Errors
    /// Where the system fails, never where the candidate does.
    fn execute(
        &self,
        assignment: &Assignment,
        world: World,
        limits: Limits,
        streams: Streams,
    ) -> Result<Finished, SandboxError>;
}

/// A candidate's text and the file of the guest that it stands in.
#[derive(Clone, Debug)]
pub struct Source {
    /// The text.
    pub text: Arc<[u8]>,
    /// The file, whose extension may tell a dialect: `.c` among candidates in C++.
    pub file: String,
    /// What else belongs to a program of several files.
    pub companions: Vec<Companion>,
    /// Folders to look for included files in.
    pub include: Vec<String>,
}

/// A further file of a program.
#[derive(Clone, Debug)]
pub struct Companion {
    /// Its text.
    pub text: Arc<[u8]>,
    /// Its place in the guest.
    pub file: String,
    /// Whether it is compiled and linked on its own; otherwise it is there to be included.
    pub compiled: bool,
}

impl Source {
    /// A candidate of one file.
    pub fn alone(text: Arc<[u8]>, file: String) -> Self {
        Self {
            text,
            file,
            companions: Vec::new(),
            include: Vec::new(),
        }
    }
}

/// How a candidate is to be built.
#[derive(Clone, Copy, Debug)]
pub struct Build<'a> {
    /// What will be called in it.
    pub wanted: Wanted<'a>,
    /// Whether the language's sanitizers are to watch it, where it has any.
    pub sanitized: bool,
}

/// What is to be called in a candidate.
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'a> {
    /// These functions.
    Functions(&'a [String]),
    /// The whole program.
    Program,
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

impl Streams {
    /// What a guest with these streams is given.
    fn into_setup(self, world: World, limits: Limits, job: Job) -> Setup {
        let mut setup = Setup::new(world, limits, job);
        setup.stdin = self.stdin.unwrap_or(setup.stdin);
        setup.stdout = self.stdout;
        setup.stderr = self.stderr;
        setup.terminals = self.terminals;
        setup
    }
}
