//! From a pin to a cache entry, ready to use: the two ways that artifacts are made available to runtimes.

use std::path::Path;

use super::archive::{UnpackError, unpack};
use super::cache::{Cache, CacheError};
use super::cache_key::CacheKey;
use super::entry::{Check, Entry};
use super::fetch::Fetcher;
use super::fetch_error::FetchError;
use super::manifest::{Artifact, FilePin, Manifest};
use super::npm_packages::npm_packages_zip;
use super::packages::{PackagesError, packages_zip};
use super::progress::Progress;

/// The version of the rules by which [`packages_zip`] and [`npm_packages_zip`] choose and write members.
const PACKING: u32 = 1;

/// Why an artifact could not be made available.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// It could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It could not be unpacked.
    #[error(transparent)]
    Unpack(#[from] UnpackError),
    /// The packages could not be put together.
    #[error(transparent)]
    Packages(#[from] PackagesError),
    /// It could not be cached.
    #[error(transparent)]
    Cache(#[from] CacheError),
}

impl InstallError {
    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Fetch(error) => error.help(),
            Self::Unpack(error) => error.help(),
            Self::Packages(error) => error.help(),
            Self::Cache(error) => error.help(),
        }
    }
}

/// Makes an artifact's pinned members available: an entry whose files have the names that the manifest gives them.
pub fn install_artifact(
    cache: &Cache,
    fetcher: &Fetcher,
    artifact: &Artifact,
    check: Check,
    progress: &dyn Progress,
) -> Result<Entry, InstallError> {
    cache.ensure(
        &artifact_key(artifact),
        check,
        progress,
        |folder, progress| {
            let archive = fetcher.fetch(artifact, progress)?;
            Ok(unpack(&archive, artifact, folder, progress)?)
        },
    )
}

/// Makes a manifest's pure packages available: an entry with the one file `packages.zip`.
///
/// It is made of pinned wheels, or of what npm installs by a lock file ([`Manifest::npm`]). npm is not run if the offline
/// folder holds the zip itself, called as [`offline_zip_name`](super::offline_zip_name) says.
pub fn install_packages(
    cache: &Cache,
    fetcher: &Fetcher,
    manifest: &Manifest,
    check: Check,
    progress: &dyn Progress,
) -> Result<Entry, InstallError> {
    cache.ensure(
        &packages_key(manifest),
        check,
        progress,
        |folder, progress| {
            let found = make_packages(fetcher, manifest, &folder.join("packages.zip"), progress)?;
            match manifest.packages_zip {
                Some(expected) if expected != found => {
                    Err(PackagesError::Differs { expected, found }.into())
                }
                _ => Ok(()),
            }
        },
    )
}

fn make_packages(
    fetcher: &Fetcher,
    manifest: &Manifest,
    target: &Path,
    progress: &dyn Progress,
) -> Result<FilePin, InstallError> {
    let Some(project) = &manifest.npm else {
        let wheels = fetcher.fetch_all(&manifest.packages, progress)?;
        return Ok(packages_zip(&wheels, target, progress)?);
    };
    if let Some(pin) = fetcher.offline_zip(manifest, target)? {
        return Ok(pin);
    }
    fetcher.with_node_modules(manifest, project, progress, |node_modules| {
        Ok(npm_packages_zip(
            node_modules,
            project.left_out,
            target,
            progress,
        )?)
    })
}

/// The key under which an artifact's members are cached.
pub(super) fn artifact_key(artifact: &Artifact) -> CacheKey {
    let key =
        CacheKey::new("unpacked", artifact.package.as_str()).input("version", &artifact.version);
    let key = key
        .input("artifact", artifact.blake3)
        .expecting(artifact.unpack.iter().map(|one| one.pin.size).sum());
    artifact.unpack.iter().fold(key, |key, member| {
        key.input(format!("member {}", member.name), member.pin.blake3)
    })
}

/// The key under which a manifest's packages are cached.
pub(super) fn packages_key(manifest: &Manifest) -> CacheKey {
    let mut key = CacheKey::new("packages", &*manifest.language).input("packing", PACKING);
    if let Some(pin) = manifest.packages_zip {
        key = key.input("zip", pin.blake3).expecting(pin.size);
    }
    if let Some(project) = &manifest.npm {
        key = key.input("npm project", project.digest());
    }
    manifest.packages.iter().fold(key, |key, package| {
        key.input(package.to_string(), package.blake3)
    })
}

#[cfg(all(test, unix))]
#[path = "install_tests.rs"]
mod tests;
