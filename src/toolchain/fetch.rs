//! Gets pinned files: from the home, else from an offline folder, else by the registry's client. Verified in any case.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::cargo;
use super::client::{Client, FetchSettings, client_name};
use super::disk::{self, DiskError};
use super::fetch_error::{FetchError, Wanted};
use super::home::Home;
use super::lock::FileLock;
use super::manifest::Artifact;
use super::names::Ecosystem;
use super::npm;
use super::pip::{self, WheelTags};
use super::progress::{Progress, ProgressEvent, Step, Unit};
use super::requirements::Requirement;
use super::verify::verify;

/// Gets pinned files into the home and hands out their paths.
#[derive(Clone, Debug)]
pub struct Fetcher {
    pub(super) home: Home,
    pub(super) settings: FetchSettings,
}

impl Fetcher {
    /// A fetcher that stores into `home`.
    pub fn new(home: Home, settings: FetchSettings) -> Self {
        Self { home, settings }
    }

    /// Gets one file. The path returned holds exactly the pinned bytes.
    pub fn fetch(
        &self,
        artifact: &Artifact,
        progress: &dyn Progress,
    ) -> Result<PathBuf, FetchError> {
        self.fetch_all([artifact], progress)?;
        Ok(self.stored(artifact))
    }

    /// Gets several files, with as few runs of the clients as possible; paths in the order asked for.
    pub fn fetch_all<'a>(
        &self,
        artifacts: impl IntoIterator<Item = &'a Artifact>,
        progress: &dyn Progress,
    ) -> Result<Vec<PathBuf>, FetchError> {
        let artifacts: Vec<_> = artifacts.into_iter().collect();
        if !self.missing(&artifacts, &super::Silent)?.is_empty() {
            let _lock = self.lock(progress)?;
            self.get(&self.missing(&artifacts, progress)?, progress)?;
        }
        Ok(artifacts
            .iter()
            .map(|artifact| self.stored(artifact))
            .collect())
    }

    /// Where a file is kept once it is verified.
    pub fn stored(&self, artifact: &Artifact) -> PathBuf {
        self.home
            .artifacts(artifact.ecosystem)
            .join(artifact.file.as_str())
    }

    /// Whether the stored file still has the pinned bytes: `None` if there is none, else what is wrong with it.
    ///
    /// Blake3 alone says so; the registry's hash was compared before the file was stored.
    pub fn check_stored(
        &self,
        artifact: &Artifact,
    ) -> Result<Option<Result<(), String>>, DiskError> {
        match disk::measure(&self.stored(artifact)) {
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
            Ok((_, blake3)) if blake3 == artifact.blake3 => Ok(Some(Ok(()))),
            Ok((size, _)) if size != artifact.size => Ok(Some(Err(format!(
                "its size is {size} bytes instead of {}",
                artifact.size
            )))),
            Ok(_) => Ok(Some(Err("its contents have changed".to_owned()))),
        }
    }

    /// Waits until no other process fetches.
    pub(super) fn lock(&self, progress: &dyn Progress) -> Result<FileLock, FetchError> {
        let lock = self.home.locks().join("artifacts.lock");
        Ok(FileLock::acquire(&lock, || {
            progress.event(&ProgressEvent::Waiting {
                name: "fetching artifacts".to_owned(),
            });
        })?)
    }

    /// The client of an ecosystem, which is to fetch the packages.
    pub(super) fn client(
        &self,
        ecosystem: Ecosystem,
        packages: &Wanted,
    ) -> Result<Client, FetchError> {
        self.settings
            .client(ecosystem)
            .map_err(|missing| FetchError::ClientMissing {
                packages: packages.clone(),
                missing,
            })
    }

    fn missing<'a>(
        &self,
        artifacts: &[&'a Artifact],
        progress: &dyn Progress,
    ) -> Result<Vec<&'a Artifact>, FetchError> {
        let mut missing = Vec::new();
        for artifact in artifacts {
            match self.check_stored(artifact)? {
                Some(Ok(())) => {}
                None => missing.push(*artifact),
                Some(Err(why)) => {
                    progress.event(&ProgressEvent::Rebuilding {
                        name: artifact.file.to_string(),
                        why,
                    });
                    missing.push(*artifact);
                }
            }
        }
        Ok(missing)
    }

    /// Gets what is missing, while the lock is held.
    fn get(&self, missing: &[&Artifact], progress: &dyn Progress) -> Result<(), FetchError> {
        if missing.is_empty() {
            return Ok(()); // Another process was faster.
        }
        let staging = Staging::begin(&self.home)?;
        let needed = missing.iter().map(|artifact| artifact.size).sum();
        room_for(needed, &staging.folder)?;
        let (offline, online): (Vec<_>, Vec<_>) = missing
            .iter()
            .partition(|artifact| self.offline_file(artifact).is_some());
        for artifact in offline {
            self.take_offline(artifact, &staging.folder, needed)?;
        }
        for batch in batches(&online) {
            self.run_client(&batch, &staging.folder, progress)?;
            for artifact in batch {
                self.accept(artifact, &staging.folder)?;
            }
        }
        Ok(())
    }

    fn offline_file(&self, artifact: &Artifact) -> Option<PathBuf> {
        let file = self
            .settings
            .artifacts
            .as_ref()?
            .join(artifact.file.as_str());
        file.is_file().then_some(file)
    }

    fn take_offline(
        &self,
        artifact: &Artifact,
        staging: &Path,
        needed: u64,
    ) -> Result<(), FetchError> {
        let Some(source) = self.offline_file(artifact) else {
            return Ok(());
        };
        verify(&source, artifact)?;
        let copy = staging.join(artifact.file.as_str());
        fs::copy(&source, &copy)
            .map_err(|error| DiskError::on("copy to", &copy)(error).needing(needed))?;
        self.accept(artifact, staging)
    }

    /// Copies a crate from where cargo keeps its downloads.
    fn take_downloaded(&self, artifact: &Artifact, staging: &Path) -> Result<(), FetchError> {
        let Some(cargo_home) = &self.settings.cargo_home else {
            return Ok(()); // Then the file is missing, as the caller finds.
        };
        if let Some(source) = cargo::downloaded(cargo_home, artifact)? {
            let copy = staging.join(artifact.file.as_str());
            fs::copy(&source, &copy).map_err(DiskError::on("copy to", &copy))?;
        }
        Ok(())
    }

    /// Verifies a file in the staging folder and moves it to where it is kept.
    fn accept(&self, artifact: &Artifact, staging: &Path) -> Result<(), FetchError> {
        let file = staging.join(artifact.file.as_str());
        if !file.is_file() {
            let client = client_name(artifact.ecosystem);
            return Err(FetchError::NoFile {
                client,
                packages: Wanted::of(&[artifact]),
            });
        }
        verify(&file, artifact)?;
        disk::sync(&file)?;
        disk::create_folder(&self.home.artifacts(artifact.ecosystem))?;
        Ok(disk::rename(&file, &self.stored(artifact))?)
    }

    fn run_client(
        &self,
        batch: &[&Artifact],
        staging: &Path,
        progress: &dyn Progress,
    ) -> Result<(), FetchError> {
        let Some(first) = batch.first() else {
            return Ok(());
        };
        let packages = Wanted::of(batch);
        let client = self.client(first.ecosystem, &packages)?;
        let mut folder = staging.to_owned();
        let arguments = match first.ecosystem {
            Ecosystem::Npm => npm::arguments(first, staging),
            Ecosystem::Crates => {
                folder = cargo::folder_of_its_own(staging)?;
                cargo::arguments(first)
            }
            Ecosystem::Pypi => {
                let requirements = staging.join("requirements.txt");
                let lines: String = batch
                    .iter()
                    .filter_map(|one| Requirement::of(one))
                    .map(|one| format!("{one}\n"))
                    .collect();
                fs::write(&requirements, lines).map_err(DiskError::on("write", &requirements))?;
                pip::arguments(&tags(first), &requirements, staging)
            }
        };
        let count = batch.len() as u64;
        let step = Step::start(
            progress,
            format!("fetching {packages}"),
            (count > 1).then_some(count),
            Unit::Items,
        );
        let mut begun = 0;
        let outcome = client.run(&arguments, &folder, |line| {
            if pip::begins_package(line) && count > 1 {
                step.advance(begun); // those before the one that begins
                begun += 1;
            }
        });
        outcome.map_err(|failure| FetchError::ClientFailed {
            client: client_name(first.ecosystem),
            packages,
            failure: Box::new(failure),
        })?;
        if first.ecosystem == Ecosystem::Crates {
            self.take_downloaded(first, staging)?;
        }
        step.finish();
        Ok(())
    }
}

/// Refuses at once what would fail after minutes, and in the words of a client.
fn room_for(needed: u64, folder: &Path) -> Result<(), DiskError> {
    match disk::free_space(folder) {
        Some(free) if free < needed => Err(DiskError::NoSpace {
            folder: folder.to_owned(),
            needed: Some(needed),
            free: Some(free),
            source: "the files to fetch are larger than that".into(),
        }),
        _ => Ok(()),
    }
}

/// A wheel's tags; names that have none (which the registry does not serve) are asked for as pure.
fn tags(artifact: &Artifact) -> WheelTags {
    WheelTags::of(&artifact.file).unwrap_or_else(WheelTags::pure)
}

/// pip fetches all wheels of the same target in one run; npm and cargo fetch one package a run.
fn batches<'a>(artifacts: &[&'a Artifact]) -> Vec<Vec<&'a Artifact>> {
    let mut wheels: BTreeMap<WheelTags, Vec<&Artifact>> = BTreeMap::new();
    let mut batches = Vec::new();
    for artifact in artifacts {
        match artifact.ecosystem {
            Ecosystem::Pypi => wheels
                .entry(tags(artifact).target())
                .or_default()
                .push(artifact),
            Ecosystem::Npm | Ecosystem::Crates => batches.push(vec![*artifact]),
        }
    }
    batches.extend(wheels.into_values());
    batches
}

/// The folder of downloads under way: empty at the start, removed at the end. Its user holds the lock of artifacts.
pub(super) struct Staging {
    pub(super) folder: PathBuf,
}

impl Staging {
    pub(super) fn begin(home: &Home) -> Result<Self, DiskError> {
        let folder = home.artifacts_staging();
        disk::remove_folder(&folder)?;
        disk::create_folder(&folder)?;
        Ok(Self { folder })
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What is left is removed when the next download begins.
        let _ = disk::remove_folder(&self.folder);
    }
}

#[cfg(all(test, unix))]
#[path = "fetch_tests.rs"]
mod tests;
