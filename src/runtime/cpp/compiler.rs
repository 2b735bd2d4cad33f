//! clang and lld, which are WebAssembly themselves and run in a guest: they see the sysroot and what they are given, and
//! their budgets are as exact as a candidate's.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::runtime::SetupError;
use crate::runtime::mounts::{guest_path, seed};
use crate::sandbox::engine::Effort;
use crate::sandbox::execution::Ended;
use crate::sandbox::vfs::{Credentials, FileContent, FsLimits, Mode, Timestamp, Vfs};
use crate::sandbox::{
    EXECUTION_START, Guest, Image, Job, Limits, SandboxError, Setup, Step, USER, World,
};

/// The compiler, ready to run in a file system with a sysroot.
#[derive(Clone, Debug)]
pub(in crate::runtime) struct Compiler {
    image: Image,
    files: Vfs,
}

/// What a run of a tool left.
pub(in crate::runtime) struct Ran {
    pub(super) ended: Ended,
    /// What it said.
    pub(super) messages: String,
    files: Vfs,
}

impl Ran {
    /// Whether the tool is content.
    pub(super) fn succeeded(&self) -> bool {
        self.ended == Ended::Exited { code: 0 }
    }

    /// A file that it wrote.
    pub(super) fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.files.read_file(&guest_path(path))
    }
}

/// The budgets of a tool.
#[derive(Clone, Copy, Debug)]
pub(in crate::runtime) struct ToolLimits {
    /// Fuel.
    pub(super) fuel: u64,
    /// Memory in bytes.
    pub(super) memory: u64,
    /// How long it may take, on a machine that has other things to do: an error of the system.
    pub(super) wall: Duration,
}

impl ToolLimits {
    /// For our own sources: they end by themselves.
    pub(in crate::runtime) const OWN: Self = Self {
        fuel: 1 << 50,
        memory: 3 << 30,
        wall: Duration::from_secs(3600),
    };
}

impl Compiler {
    /// Loads the compiled module of the compiler.
    pub(in crate::runtime) fn load(compiled: &Path) -> Result<Self, SetupError> {
        // SAFETY: the cache has checked the file against the digest that was taken when it was compiled.
        let image = unsafe { Image::load(compiled, Effort::Optimised, Arc::from([])) }?;
        let limits = FsLimits {
            max_total_bytes: 4 << 30,
            max_file_bytes: 1 << 30,
            ..FsLimits::default()
        };
        let mut files = Vfs::new(USER, limits, Timestamp(EXECUTION_START));
        for (folder, mode, owner) in [("/tmp", 0o1777, USER), ("/out", 0o755, USER)] {
            seed_folder(&mut files, folder, mode, owner);
        }
        Ok(Self { image, files })
    }

    /// Puts a file where every later run sees it.
    pub(in crate::runtime) fn provide(&mut self, path: &str, content: FileContent) {
        seed(&mut self.files, path, content);
    }

    /// The file system that every run starts from.
    pub(super) fn files(&mut self) -> &mut Vfs {
        &mut self.files
    }

    /// Runs a tool: `arguments[0]` says which. What it writes goes to `/out`.
    ///
    /// # Errors
    /// Where the system fails; a tool that fails says so in what it left.
    pub(super) fn run(
        &self,
        arguments: &[String],
        inputs: &[(&str, FileContent)],
        limits: ToolLimits,
    ) -> Result<Ran, SandboxError> {
        let mut files = self.files.clone();
        for (path, content) in inputs {
            seed(&mut files, path, content.clone());
        }
        let world = World {
            files,
            runtime_folders: Vec::new(),
            environment: Vec::new(),
            commands: Default::default(),
            arguments: arguments.to_vec(),
            cwd: "/".to_owned(),
            servers: Vec::new(),
            network: Arc::default(),
            seed: "compiler".to_owned(),
            program_text: std::sync::Arc::from(&b""[..]),
        };
        let limits = Limits {
            fuel: limits.fuel,
            memory: limits.memory,
            wall: limits.wall,
            ..Limits::default()
        };
        let setup = Setup::new(world, limits, Job::default());
        let mut guest = Guest::start(&self.image, setup)?;
        let step = match guest.call_plain("_start")? {
            Step::Returned(_) => Step::Ended(Ended::Exited { code: 0 }),
            step => step,
        };
        let finished = guest.finish(step);
        let mut messages = finished.execution.stdout.text;
        messages.push_str(&finished.execution.stderr.text);
        Ok(Ran {
            ended: finished.execution.ended,
            messages,
            files: finished.files,
        })
    }
}

fn seed_folder(files: &mut Vfs, path: &str, mode: u32, owner: Credentials) {
    files
        .seed_dir(&guest_path(path), Mode::new(mode), owner)
        .expect("no guest has run in it");
}
