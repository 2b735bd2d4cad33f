//! The sandbox: one fresh WebAssembly instance for each execution, in a virtual world, with every operation recorded.
//!
//! It knows no language and no task. A language's runtime gives it an [`Image`]; an execution gives it a [`Setup`];
//! it gives back a [`Finished`] with the [`execution::Execution`] record.
//!
//! Invariants: a guest reaches nothing of the host but the hooks in `wasi` and `guest`; what a record holds depends on
//! the image, the world, the job and the limits alone; hooks record and hold no policy.

mod clock;
mod compression;
#[allow(
    dead_code,
    reason = "it is whole: what one language's library leaves out, another's asks for"
)]
mod crypto;
mod descriptors;
mod driver;
pub mod effects;
mod effort_bound;
pub mod engine;
pub mod execution;
mod fault;
mod file_events;
pub mod grants;
mod guest;
mod hooks;
mod host;
mod interpreter;
mod kdf;
mod limits;
mod memory;
pub mod network;
mod processes;
mod provenance;
mod random;
mod recorder;
pub mod rewrite;
pub mod servers;
mod session;
mod side;
mod snapshot;
mod state;
mod stored_function;
mod streams;
pub mod trace;
pub mod vfs;
mod wasi;
mod world;

pub use clock::{EXECUTION_START, SNAPSHOT_START};
pub use driver::Job;
pub use guest::{Finished, Guest, Image, Setup, Step};
pub use hooks::{OBSERVED_TAG, Observation, WORDS_PER_PART};
pub use interpreter::Answer;
pub use limits::Limits;
pub use processes::{CommandAnswer, CommandWrite, Commands};
pub use session::CallInput;
pub use side::{LinkError, Locate, SideModule};
pub use snapshot::{Phase, snapshot};
pub use stored_function::stored_function;
pub use streams::{Collector, Input};
pub use world::{HOME_FOLDER, ROOT, USER, World};

/// A place in the source of a candidate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as the guest sees it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A failure of the system, never of a candidate.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The WebAssembly engine refused.
    #[error("the WebAssembly engine failed: {0}")]
    Engine(String),
    /// A host function failed.
    #[error("a host function failed: {0}")]
    Host(String),
    /// A module lacks an export that its runtime needs.
    #[error("the module exports no `{0}`")]
    Export(&'static str),
    /// The wall-clock backstop struck.
    #[error(
        "the execution took longer than the wall-clock backstop allows; the machine may be overloaded"
    )]
    Backstop,
    /// A module could not be rewritten.
    #[error("a module could not be rewritten: {0}")]
    Module(String),
}

impl SandboxError {
    fn engine(error: wasmtime::Error) -> Self {
        Self::Engine(format!("{error:#}"))
    }
}
