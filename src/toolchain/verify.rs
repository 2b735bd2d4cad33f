//! Compares a fetched file with its pin: size, the registry's own hash, and blake3, in one pass.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256, Sha512};

use super::digest::{Blake3Digest, Sha256Digest, Sha512Integrity};
use super::disk::{self, DiskError};
use super::manifest::{Artifact, FilePin, RegistryHash};

/// Why a file is not the pinned one.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// It differs from its pin.
    #[error(transparent)]
    Differs(Box<Difference>),
    /// It cannot be read.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// In what a file differs from its pin.
#[derive(Debug, thiserror::Error)]
#[error("{} is not the pinned {artifact}: expected {what} {expected}, found {found}", file.display())]
pub struct Difference {
    /// The file looked at.
    pub file: PathBuf,
    /// Name and version of the artifact that it should be.
    pub artifact: String,
    /// What differs: "size", "sha256", "integrity" or "blake3".
    pub what: &'static str,
    /// What the manifest says.
    pub expected: String,
    /// What the file has.
    pub found: String,
}

impl VerifyError {
    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Differs(difference) => Some(format!(
                "the file was changed or cut short on its way; remove {} and fetch it again, and if it differs again, \
                 distrust the mirror it came from",
                difference.file.display()
            )),
            Self::Disk(error) => error.help(),
        }
    }
}

/// Reads the file once and compares it with the artifact's pin.
pub(super) fn verify(file: &Path, artifact: &Artifact) -> Result<(), VerifyError> {
    let differs = |what, expected, found| differs(file, artifact, what, expected, found);
    let size = std::fs::metadata(file)
        .map_err(DiskError::on("read", file))?
        .len();
    differs("size", artifact.size.to_string(), size.to_string())?;

    let mut blake3 = blake3::Hasher::new();
    let registry = match &artifact.registry_hash {
        RegistryHash::Sha256(_) => {
            let mut sha256 = Sha256::new();
            read(file, &mut blake3, |piece| sha256.update(piece))?;
            RegistryHash::Sha256(Sha256Digest::from(<[u8; 32]>::from(sha256.finalize())))
        }
        RegistryHash::Integrity(_) => {
            let mut sha512 = Sha512::new();
            read(file, &mut blake3, |piece| sha512.update(piece))?;
            RegistryHash::Integrity(Sha512Integrity::from_bytes(&sha512.finalize().into()))
        }
    };
    differs(
        registry.name(),
        artifact.registry_hash.to_string(),
        registry.to_string(),
    )?;
    differs(
        "blake3",
        artifact.blake3.to_string(),
        Blake3Digest::from(blake3.finalize()).to_string(),
    )
}

/// Reads the file once and compares it with a pin; `name` says what it should be.
pub(super) fn verify_pin(file: &Path, name: &str, pin: FilePin) -> Result<(), VerifyError> {
    let (size, blake3) = disk::measure(file)?;
    differs(file, &name, "size", pin.size.to_string(), size.to_string())?;
    differs(
        file,
        &name,
        "blake3",
        pin.blake3.to_string(),
        blake3.to_string(),
    )
}

fn differs(
    file: &Path,
    artifact: &dyn std::fmt::Display,
    what: &'static str,
    expected: String,
    found: String,
) -> Result<(), VerifyError> {
    if expected == found {
        return Ok(());
    }
    Err(VerifyError::Differs(Box::new(Difference {
        file: file.to_owned(),
        artifact: artifact.to_string(),
        what,
        expected,
        found,
    })))
}

fn read(
    file: &Path,
    blake3: &mut blake3::Hasher,
    mut other: impl FnMut(&[u8]),
) -> Result<(), DiskError> {
    disk::read_in_pieces(file, |piece| {
        blake3.update(piece);
        other(piece);
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolchain::testing::{crates_artifact, npm_artifact, pypi_artifact};

    #[test]
    fn the_pinned_file_is_accepted_from_all_ecosystems() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, b"contents").unwrap();
        verify(&file, &pypi_artifact("demo", b"contents")).unwrap();
        verify(&file, &npm_artifact("demo", b"contents")).unwrap();
        verify(&file, &crates_artifact("demo", b"contents")).unwrap();
        let pin = |contents: &[u8]| FilePin {
            size: 8,
            blake3: Blake3Digest::of(contents),
        };
        verify_pin(&file, "demo", pin(b"contents")).unwrap();
        verify_pin(&file, "demo", pin(b"cOntents")).unwrap_err();
    }

    #[test]
    fn a_wrong_file_is_refused_with_what_was_expected_and_found() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, b"contents").unwrap();

        let differing = |artifact: &Artifact| match verify(&file, artifact).unwrap_err() {
            VerifyError::Differs(difference) => {
                assert_ne!(difference.expected, difference.found);
                difference.what
            }
            VerifyError::Disk(error) => panic!("{error}"),
        };
        assert_eq!(
            differing(&pypi_artifact("demo", b"longer contents")),
            "size"
        );
        assert_eq!(differing(&pypi_artifact("demo", b"cOntents")), "sha256");
        assert_eq!(differing(&npm_artifact("demo", b"cOntents")), "integrity");
        let mut wrong_blake3 = pypi_artifact("demo", b"contents");
        wrong_blake3.blake3 = Blake3Digest::of(b"cOntents");
        assert_eq!(differing(&wrong_blake3), "blake3");
    }

    #[test]
    fn the_message_names_file_artifact_and_digests() {
        let error = Difference {
            file: "/home/artifacts/demo.whl".into(),
            artifact: "demo 1.0".into(),
            what: "sha256",
            expected: "aa".into(),
            found: "bb".into(),
        };
        insta::assert_snapshot!(error, @"/home/artifacts/demo.whl is not the pinned demo 1.0: expected sha256 aa, found bb");
    }
}
