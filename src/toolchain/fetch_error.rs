//! Why a pinned file could not be had, and what the user can do about it.

use super::client::{ClientError, ClientFailure};
use super::disk::DiskError;
use super::manifest::Artifact;
use super::verify::VerifyError;

/// Why a pinned file could not be had.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// There is no client to fetch it with.
    #[error("cannot fetch {packages}: {missing}")]
    ClientMissing {
        /// The packages wanted.
        packages: Wanted,
        /// Which client, and where it was looked for.
        missing: ClientError,
    },
    /// The client was run and failed.
    #[error("{client} could not fetch {packages}: {failure}")]
    ClientFailed {
        /// "pip", "npm" or "cargo".
        client: &'static str,
        /// The packages wanted.
        packages: Wanted,
        /// How it failed.
        failure: Box<ClientFailure>,
    },
    /// The client said that all went well, but the file is not there.
    #[error("{client} fetched {packages}, but left no file of that name")]
    NoFile {
        /// "pip", "npm" or "cargo".
        client: &'static str,
        /// The package wanted.
        packages: Wanted,
    },
    /// The file is not the pinned one.
    #[error(transparent)]
    Verify(#[from] VerifyError),
    /// A file operation failed.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl FetchError {
    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        let offline = |packages: &Wanted| {
            format!(
                "put {} into a folder and set DUALGAUGE_ARTIFACTS to it",
                packages.files()
            )
        };
        match self {
            Self::ClientMissing { packages, missing } => {
                Some(format!("{}; or {}", missing.help(), offline(packages)))
            }
            Self::ClientFailed {
                client, packages, ..
            } => Some(format!(
                "check the network, and the proxy and mirror settings of {client}; or {}",
                offline(packages)
            )),
            Self::NoFile { packages, .. } => Some(offline(packages)),
            Self::Verify(error) => error.help(),
            Self::Disk(error) => error.help(),
        }
    }
}

/// What was wanted, for messages: names the first few of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    packages_and_files: Vec<(String, String)>,
}

impl Wanted {
    pub(super) fn of(artifacts: &[&Artifact]) -> Self {
        let names = artifacts
            .iter()
            .map(|artifact| (artifact.to_string(), artifact.file.to_string()));
        Self {
            packages_and_files: names.collect(),
        }
    }

    /// One file that is no artifact.
    pub(super) fn named(what: &str, file: &str) -> Self {
        Self {
            packages_and_files: vec![(what.to_owned(), file.to_owned())],
        }
    }

    /// The files' names.
    pub fn files(&self) -> String {
        first_few(
            self.packages_and_files
                .iter()
                .map(|(_, file)| file.as_str())
                .collect(),
        )
    }
}

impl std::fmt::Display for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&first_few(
            self.packages_and_files
                .iter()
                .map(|(package, _)| package.as_str())
                .collect(),
        ))
    }
}

fn first_few(names: Vec<&str>) -> String {
    match names.as_slice() {
        [first, second, third, _, rest @ ..] => {
            format!("{first}, {second}, {third} and {} more", rest.len() + 1)
        }
        names => names.join(", "),
    }
}
