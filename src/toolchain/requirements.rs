//! pip's requirements format, as far as pinning needs it: `name==version --hash=sha256:...`, one a line.

use super::digest::Sha256Digest;
use super::manifest::{Artifact, RegistryHash};
use super::names::{Ecosystem, PackageName, PackageVersion};

/// One pinned package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The package.
    pub package: PackageName,
    /// Its exact version.
    pub version: PackageVersion,
    /// The hash of the one file that is acceptable.
    pub sha256: Sha256Digest,
}

/// Why a text is no list of pinned packages.
#[derive(Debug, thiserror::Error)]
#[error("{file}, line {line}: {why}")]
pub struct RequirementsError {
    file: String,
    line: usize,
    why: String,
}

impl Requirement {
    /// Reads a requirements file; `file` is its name for error messages.
    pub fn parse_all(file: &str, text: &str) -> Result<Vec<Self>, RequirementsError> {
        let lines = text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line.trim()));
        lines
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .map(|(line, text)| {
                Self::parse(text).map_err(|why| RequirementsError {
                    file: file.to_owned(),
                    line,
                    why,
                })
            })
            .collect()
    }

    fn parse(text: &str) -> Result<Self, String> {
        let (pin, hash) = text
            .split_once(" --hash=sha256:")
            .ok_or("expected --hash=sha256:...")?;
        let (package, version) = pin.split_once("==").ok_or("expected name==version")?;
        Ok(Self {
            package: package.parse().map_err(|error| format!("{error}"))?,
            version: version.parse().map_err(|error| format!("{error}"))?,
            sha256: hash.parse().map_err(|error| format!("{error}"))?,
        })
    }

    /// The pin of a PyPI artifact; `None` for other ecosystems.
    pub fn of(artifact: &Artifact) -> Option<Self> {
        let (Ecosystem::Pypi, RegistryHash::Sha256(sha256)) =
            (artifact.ecosystem, &artifact.registry_hash)
        else {
            return None;
        };
        Some(Self {
            package: artifact.package.clone(),
            version: artifact.version.clone(),
            sha256: *sha256,
        })
    }
}

impl std::fmt::Display for Requirement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}=={} --hash=sha256:{}",
            self.package, self.version, self.sha256
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolchain::manifest::Manifest;

    #[test]
    fn the_shipped_list_for_pip_names_what_the_manifest_pins() {
        let file = "toolchains/python-packages.txt";
        let listed =
            Requirement::parse_all(file, include_str!("../../toolchains/python-packages.txt"))
                .unwrap();
        let pinned: Vec<_> = Manifest::python()
            .all()
            .filter_map(Requirement::of)
            .collect();
        assert_eq!(listed, pinned);
    }

    #[test]
    fn what_pip_does_not_fetch_is_no_requirement() {
        use crate::toolchain::testing::{crates_artifact, npm_artifact};
        assert_eq!(Requirement::of(&crates_artifact("demo", b"")), None);
        assert_eq!(Requirement::of(&npm_artifact("demo", b"")), None);
    }

    #[test]
    fn errors_name_file_and_line() {
        let wrong = [
            ("# fine\nflask", "p.txt, line 2: expected --hash=sha256:..."),
            (
                "flask>=1 --hash=sha256:00",
                "p.txt, line 1: expected name==version",
            ),
            (
                "-r==1 --hash=sha256:00",
                r#"p.txt, line 1: expected a package name, found "-r""#,
            ),
        ];
        for (text, expected) in wrong {
            assert_eq!(
                Requirement::parse_all("p.txt", text)
                    .unwrap_err()
                    .to_string(),
                expected
            );
        }
    }
}
