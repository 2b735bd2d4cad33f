//! What the set-up of every language needs.

use std::path::{Path, PathBuf};

use crate::sandbox::SandboxError;
use crate::sandbox::engine::{self, Effort};
use crate::toolchain::{
    CacheError, InstallError, ManifestError, Progress, Step, StoredZipError, Unit,
};

/// Why a runtime can't be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// An artifact can't be had.
    #[error(transparent)]
    Install(#[from] InstallError),
    /// The cache failed.
    #[error(transparent)]
    Cache(#[from] CacheError),
    /// The manifest is wrong.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// Building failed.
    #[error("setting up a runtime failed: {0}")]
    Sandbox(#[from] SandboxError),
    /// A zip of the cache can't be written.
    #[error(transparent)]
    Zip(#[from] StoredZipError),
    /// A source of the runtime doesn't compile, or it doesn't link.
    #[error("building {what} failed: {text}")]
    Build {
        /// What was built.
        what: String,
        /// What the compiler says.
        text: String,
    },
    /// A file of the cache can't be read.
    #[error("can't read {path}: {error}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A file of the cache can't be written.
    #[error("can't write {path}: {error}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

impl SetupError {
    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Install(error) => error.help(),
            Self::Cache(error) => error.help(),
            Self::Zip(error) => error.help(),
            Self::Read { .. } | Self::Write { .. } => Some(
                "check the permissions and the free space of the cache folder; `dualgauge doctor` names it"
                    .to_owned(),
            ),
            Self::Manifest(_) | Self::Sandbox(_) | Self::Build { .. } => None,
        }
    }
}

/// Compiles a module to machine code, into a file of a cache entry.
pub(super) fn compile_into(
    target: &Path,
    name: &str,
    wasm: &[u8],
    effort: Effort,
    progress: &dyn Progress,
) -> Result<(), SetupError> {
    let step = Step::start(progress, name, None, Unit::Items);
    write(target, &engine::compile(wasm, effort)?)?;
    step.finish();
    Ok(())
}

/// Reads a file of the cache.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, SetupError> {
    std::fs::read(path).map_err(|error| SetupError::Read {
        path: path.to_owned(),
        error,
    })
}

/// Writes a file of the cache.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), SetupError> {
    std::fs::write(path, bytes).map_err(|error| SetupError::Write {
        path: path.to_owned(),
        error,
    })
}
