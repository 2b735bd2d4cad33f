//! How cargo is told to fetch one crate, and where it puts it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::disk::{self, DiskError};
use super::manifest::Artifact;
use super::verify::{VerifyError, verify};

/// A workspace without members: cargo looks no further up, so that no project around the folder has a say.
const NO_PROJECT: &str = "[workspace]\nresolver = \"2\"\n";

/// Prepares a folder for cargo to run in.
pub(super) fn folder_of_its_own(staging: &Path) -> Result<PathBuf, DiskError> {
    let folder = staging.join("cargo");
    disk::create_folder(&folder)?;
    let project = folder.join("Cargo.toml");
    fs::write(&project, NO_PROJECT).map_err(DiskError::on("write", &project))?;
    Ok(folder)
}

/// The arguments that make cargo download one exact version. To tell about a crate, cargo reads the crate itself; unlike
/// a build, this downloads no dependencies and compiles nothing.
pub(super) fn arguments(artifact: &Artifact) -> Vec<OsString> {
    let package = format!("{}@{}", artifact.package, artifact.version);
    ["info", "--color=never", &package]
        .map(OsString::from)
        .into()
}

/// The crate among cargo's downloads, verified; `None` if cargo has no file of that name.
///
/// There is one folder a registry, named after it. The first that holds the pinned file is as good as any other.
pub(super) fn downloaded(
    cargo_home: &Path,
    artifact: &Artifact,
) -> Result<Option<PathBuf>, VerifyError> {
    let mut wrong = None;
    for registry in registries(&cargo_home.join("registry").join("cache"))? {
        let file = registry.join(artifact.file.as_str());
        if !file.is_file() {
            continue;
        }
        match verify(&file, artifact) {
            Ok(()) => return Ok(Some(file)),
            Err(error) => wrong = wrong.or(Some(error)),
        }
    }
    wrong.map_or(Ok(None), Err)
}

fn registries(cache: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let listing = match fs::read_dir(cache) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(DiskError::on("read", cache))?,
    };
    let mut folders: Vec<_> = listing
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    Ok(folders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolchain::testing::crates_artifact;

    #[test]
    fn the_command_names_the_exact_version() {
        let words = arguments(&crates_artifact("demo", b"")).join(" ".as_ref());
        assert_eq!(words, "info --color=never demo@1.0");
    }

    #[test]
    fn the_pinned_file_is_found_in_whichever_registry_has_it() {
        let home = tempfile::tempdir().unwrap();
        let artifact = crates_artifact("demo", b"crate");
        assert_eq!(downloaded(home.path(), &artifact).unwrap(), None);

        let cache = home.path().join("registry").join("cache");
        for (registry, contents) in [("a", "other"), ("b", "crate")] {
            fs::create_dir_all(cache.join(registry)).unwrap();
            fs::write(cache.join(registry).join("demo-1.0.crate"), contents).unwrap();
        }
        let file = cache.join("b").join("demo-1.0.crate");
        assert_eq!(
            downloaded(home.path(), &artifact).unwrap(),
            Some(file.clone())
        );

        fs::remove_file(file).unwrap();
        let error = downloaded(home.path(), &artifact).unwrap_err();
        assert!(
            error
                .help()
                .unwrap()
                .contains("registry/cache/a/demo-1.0.crate"),
            "{error}"
        );
    }
}
