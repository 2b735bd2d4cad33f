//! The pins: which third-party file is wanted, and how to know it.
//!
//! One JSON file per language in `toolchains/`, embedded in the binary so that an installed binary works alone.
//! `artifacts` are what a runtime is built from, with the members to unpack; `packages` are the wheels whose contents
//! become the guest's `packages.zip`, whose own size and digest `packages_zip` pins. npm's packages are pinned by a lock
//! file beside the manifest ([`NpmProject`]) instead.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::Deserialize;

use super::digest::{Blake3Digest, Sha256Digest, Sha512Integrity};
use super::names::{Ecosystem, FileName, PackageName, PackageVersion};
use super::npm_project::NpmProject;

/// The version of the format that this build reads.
const FORMAT: u32 = 1;

/// Why a manifest is not usable. The message names the file and the field.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// Not JSON, a field missing, unknown, or of the wrong type.
    #[error("{file}: {source}")]
    Syntax {
        /// The manifest.
        file: String,
        /// What and where, by line and column.
        source: serde_json::Error,
    },
    /// A field whose value cannot be.
    #[error("{file}: {field}: {why}")]
    Field {
        /// The manifest.
        file: String,
        /// The path of the field, such as `artifacts[0].unpack[1].blake3`.
        field: String,
        /// What is wrong with it.
        why: String,
    },
    /// The manifest has no artifact of that name.
    #[error("{file}: no artifact {package:?}")]
    NoSuchArtifact {
        /// The manifest.
        file: String,
        /// The package asked for.
        package: String,
    },
}

/// All pins of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The file it was read from, for messages.
    pub file: String,
    /// The language whose runtime it serves.
    pub language: String,
    /// What the runtime is built from.
    pub artifacts: Vec<Artifact>,
    /// Pure packages for the guest, sorted by name.
    pub packages: Vec<Artifact>,
    /// Where npm installs the packages for the guest: what it is to install.
    pub npm: Option<NpmProject>,
    /// The one file that the packages become, the same on every machine.
    pub packages_zip: Option<FilePin>,
}

/// One pinned file of a registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Whose client fetches it.
    pub ecosystem: Ecosystem,
    /// The package.
    pub package: PackageName,
    /// Its exact version.
    pub version: PackageVersion,
    /// Its licence, as an SPDX expression.
    pub license: String,
    /// The file's name as the client writes it.
    pub file: FileName,
    /// The file's size in bytes.
    pub size: u64,
    /// The hash that the registry itself states.
    pub registry_hash: RegistryHash,
    /// The file's blake3 digest.
    pub blake3: Blake3Digest,
    /// What to take out of the archive.
    pub unpack: Vec<Member>,
}

impl fmt::Display for Artifact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.package, self.version)
    }
}

/// The hash by which a registry names a file's contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegistryHash {
    /// PyPI's and cargo's registry's.
    Sha256(Sha256Digest),
    /// npm's.
    Integrity(Sha512Integrity),
}

impl RegistryHash {
    /// The field's name in the manifest.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sha256(_) => "sha256",
            Self::Integrity(_) => "integrity",
        }
    }
}

impl fmt::Display for RegistryHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sha256(digest) => digest.fmt(f),
            Self::Integrity(integrity) => integrity.fmt(f),
        }
    }
}

/// One file inside an archive, or one folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its path in the archive.
    pub member: String,
    /// It is a folder: all files in it become one zip of stored members, sorted by their paths below it.
    pub folder: bool,
    /// The name it is unpacked as.
    pub name: FileName,
    /// Its size and digest.
    pub pin: FilePin,
}

/// The size and digest of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilePin {
    /// Bytes.
    pub size: u64,
    /// Digest of the contents.
    pub blake3: Blake3Digest,
}

impl fmt::Display for FilePin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes of blake3 {}", self.size, self.blake3)
    }
}

/// A manifest of the folder `toolchains`.
macro_rules! embedded {
    ($name:literal $(, $npm:expr)?) => {
        LazyLock::new(|| {
            let manifest = Manifest::parse(
                concat!("toolchains/", $name),
                include_str!(concat!("../../toolchains/", $name)),
            )
            .expect("the embedded manifests are well-formed, as a test of this file shows");
            $(let manifest = Manifest { npm: Some($npm), ..manifest };)?
            manifest
        })
    };
}

static PYTHON: LazyLock<Manifest> = embedded!("python.json");
static CPP: LazyLock<Manifest> = embedded!("cpp.json");
static JAVASCRIPT: LazyLock<Manifest> = embedded!("javascript.json", NpmProject::javascript());

impl Manifest {
    /// The pins of the Python runtime.
    pub fn python() -> &'static Self {
        &PYTHON
    }

    /// The pins of the C++ runtime.
    pub fn cpp() -> &'static Self {
        &CPP
    }

    /// The pins of the JavaScript runtime.
    pub fn javascript() -> &'static Self {
        &JAVASCRIPT
    }

    /// The manifests of all languages.
    pub fn embedded() -> [&'static Self; 3] {
        [Self::python(), Self::cpp(), Self::javascript()]
    }

    /// The artifact of a package.
    pub fn artifact(&self, package: &str) -> Result<&Artifact, ManifestError> {
        self.artifacts
            .iter()
            .find(|artifact| artifact.package.as_str() == package)
            .ok_or_else(|| ManifestError::NoSuchArtifact {
                file: self.file.clone(),
                package: package.to_owned(),
            })
    }

    /// Artifacts and packages.
    pub fn all(&self) -> impl Iterator<Item = &Artifact> {
        self.artifacts.iter().chain(&self.packages)
    }

    /// Reads a manifest; `file` is its name for error messages.
    pub fn parse(file: &str, text: &str) -> Result<Self, ManifestError> {
        let written: WrittenManifest =
            serde_json::from_str(text).map_err(|source| ManifestError::Syntax {
                file: file.to_owned(),
                source,
            })?;
        let reader = Reader { file };
        if written.format != FORMAT {
            return Err(reader.refuse(
                "format",
                format!("expected {FORMAT}, found {}", written.format),
            ));
        }
        let manifest = Self {
            file: file.to_owned(),
            language: written.language,
            artifacts: reader.artifacts("artifacts", &written.artifacts)?,
            packages: reader.artifacts("packages", &written.packages)?,
            npm: None,
            packages_zip: written
                .packages_zip
                .map(|pin| reader.pin("packages_zip", &pin))
                .transpose()?,
        };
        reader.refuse_repeated(&manifest)?;
        Ok(manifest)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenManifest {
    format: u32,
    language: String,
    artifacts: Vec<WrittenArtifact>,
    #[serde(default)]
    packages: Vec<WrittenArtifact>,
    packages_zip: Option<WrittenPin>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenArtifact {
    ecosystem: String,
    package: String,
    version: String,
    license: String,
    file: String,
    size: u64,
    sha256: Option<String>,
    integrity: Option<String>,
    blake3: String,
    #[serde(default)]
    unpack: Vec<WrittenMember>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMember {
    member: Option<String>,
    folder: Option<String>,
    #[serde(rename = "as")]
    name: String,
    size: u64,
    blake3: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPin {
    size: u64,
    blake3: String,
}

/// Turns what is written into types, naming the field that cannot be.
struct Reader<'a> {
    file: &'a str,
}

impl Reader<'_> {
    fn refuse(&self, field: impl Into<String>, why: impl Into<String>) -> ManifestError {
        ManifestError::Field {
            file: self.file.to_owned(),
            field: field.into(),
            why: why.into(),
        }
    }

    fn parse<T: FromStr<Err: fmt::Display>>(
        &self,
        place: &str,
        field: &str,
        text: &str,
    ) -> Result<T, ManifestError> {
        text.parse()
            .map_err(|error: T::Err| self.refuse(format!("{place}.{field}"), error.to_string()))
    }

    fn artifacts(
        &self,
        list: &str,
        written: &[WrittenArtifact],
    ) -> Result<Vec<Artifact>, ManifestError> {
        written
            .iter()
            .enumerate()
            .map(|(index, one)| self.artifact(&format!("{list}[{index}]"), one))
            .collect()
    }

    fn artifact(&self, place: &str, written: &WrittenArtifact) -> Result<Artifact, ManifestError> {
        let ecosystem = self.parse(place, "ecosystem", &written.ecosystem)?;
        let (registry_hash, suffix) = match (ecosystem, &written.sha256, &written.integrity) {
            (Ecosystem::Pypi, Some(text), None) => (
                RegistryHash::Sha256(self.parse(place, "sha256", text)?),
                ".whl",
            ),
            (Ecosystem::Npm, None, Some(text)) => (
                RegistryHash::Integrity(self.parse(place, "integrity", text)?),
                ".tgz",
            ),
            (Ecosystem::Crates, Some(text), None) => (
                RegistryHash::Sha256(self.parse(place, "sha256", text)?),
                ".crate",
            ),
            (Ecosystem::Pypi | Ecosystem::Crates, ..) => {
                let why = format!("a {ecosystem} artifact has sha256 and no integrity");
                return Err(self.refuse(place, why));
            }
            (Ecosystem::Npm, ..) => {
                return Err(self.refuse(place, "an npm artifact has integrity and no sha256"));
            }
        };
        if !written.file.ends_with(suffix) {
            return Err(self.refuse(
                format!("{place}.file"),
                format!("expected a {suffix} file, found {:?}", written.file),
            ));
        }
        let unpack = written.unpack.iter().enumerate();
        Ok(Artifact {
            ecosystem,
            package: self.parse(place, "package", &written.package)?,
            version: self.parse(place, "version", &written.version)?,
            license: written.license.clone(),
            file: self.parse(place, "file", &written.file)?,
            size: written.size,
            registry_hash,
            blake3: self.parse(place, "blake3", &written.blake3)?,
            unpack: unpack
                .map(|(index, member)| self.member(&format!("{place}.unpack[{index}]"), member))
                .collect::<Result<_, _>>()?,
        })
    }

    fn member(&self, place: &str, written: &WrittenMember) -> Result<Member, ManifestError> {
        let pin = WrittenPin {
            size: written.size,
            blake3: written.blake3.clone(),
        };
        let (member, folder) = match (&written.member, &written.folder) {
            (Some(member), None) => (member, false),
            (None, Some(folder)) => (folder, true),
            _ => return Err(self.refuse(place, "expected either member or folder")),
        };
        Ok(Member {
            member: member.clone(),
            folder,
            name: self.parse(place, "as", &written.name)?,
            pin: self.pin(place, &pin)?,
        })
    }

    fn pin(&self, place: &str, written: &WrittenPin) -> Result<FilePin, ManifestError> {
        Ok(FilePin {
            size: written.size,
            blake3: self.parse(place, "blake3", &written.blake3)?,
        })
    }

    fn refuse_repeated(&self, manifest: &Manifest) -> Result<(), ManifestError> {
        let mut seen = std::collections::BTreeSet::new();
        for artifact in manifest.all() {
            if !seen.insert(artifact.file.as_str()) {
                return Err(self.refuse(artifact.file.as_str(), "pinned twice"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "manifest_tests.rs"]
mod tests;
