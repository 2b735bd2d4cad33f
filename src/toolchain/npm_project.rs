//! The npm packages for the guest: a project that npm installs, pinned by its lock file.
//!
//! The lock holds name, version and integrity of each package and of those that they need. npm compares the integrity of
//! what it downloads. The pin of the zip that is made of them ([`Manifest::packages_zip`](super::Manifest)) then says that
//! the whole is what it should be, and an offline folder can hold that one zip instead of hundreds of tarballs.

use std::fs;
use std::path::Path;

use super::client::client_name;
use super::digest::Blake3Digest;
use super::disk::DiskError;
use super::fetch::{Fetcher, Staging};
use super::fetch_error::{FetchError, Wanted};
use super::manifest::{FilePin, Manifest};
use super::names::Ecosystem;
use super::npm;
use super::progress::{Progress, Step, Unit};
use super::verify::verify_pin;

/// What npm is to install, and what of it no guest needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NpmProject {
    /// The text of `package.json`: the packages that candidates can name.
    pub package: &'static str,
    /// The text of `package-lock.json`: these and all that they need, each with its version and integrity.
    pub lock: &'static str,
    /// Paths below `node_modules` that are left out of the zip, one a line; `*` stands for any one name.
    pub left_out: &'static str,
}

impl NpmProject {
    /// The project of the JavaScript runtime.
    pub(super) const fn javascript() -> Self {
        Self {
            package: include_str!("../../toolchains/javascript/package.json"),
            lock: include_str!("../../toolchains/javascript/package-lock.json"),
            left_out: include_str!("../../toolchains/javascript/left-out.txt"),
        }
    }

    /// The digest of all three texts.
    pub(super) fn digest(&self) -> Blake3Digest {
        let mut hasher = blake3::Hasher::new();
        for text in [self.package, self.lock, self.left_out] {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        hasher.finalize().into()
    }
}

/// The name under which an offline folder holds a language's zip of packages.
pub fn offline_zip_name(language: &str) -> String {
    format!("dualgauge-{language}-packages.zip")
}

impl Fetcher {
    /// Copies the zip of packages from the offline folder, verified; its pin, or `None` if the folder has no such file.
    pub(super) fn offline_zip(
        &self,
        manifest: &Manifest,
        target: &Path,
    ) -> Result<Option<FilePin>, FetchError> {
        let name = offline_zip_name(&manifest.language);
        let source = self
            .settings
            .artifacts
            .as_ref()
            .map(|folder| folder.join(name));
        let (Some(source), Some(pin)) =
            (source.filter(|file| file.is_file()), manifest.packages_zip)
        else {
            return Ok(None);
        };
        let what = format!("zip of {} packages", manifest.language);
        verify_pin(&source, &what, pin)?;
        fs::copy(&source, target)
            .map_err(|error| DiskError::on("copy to", target)(error).needing(pin.size))?;
        // What was copied is verified too: the source is not ours.
        verify_pin(target, &what, pin)?;
        Ok(Some(pin))
    }

    /// Lets npm install the project in a folder of its own, hands on its `node_modules`, and removes the folder.
    pub(super) fn with_node_modules<T, E: From<FetchError>>(
        &self,
        manifest: &Manifest,
        project: &NpmProject,
        progress: &dyn Progress,
        take: impl FnOnce(&Path) -> Result<T, E>,
    ) -> Result<T, E> {
        let _lock = self.lock(progress)?;
        let staging = Staging::begin(&self.home).map_err(FetchError::from)?;
        self.install(manifest, project, &staging.folder, progress)?;
        take(&staging.folder.join("node_modules"))
    }

    fn install(
        &self,
        manifest: &Manifest,
        project: &NpmProject,
        folder: &Path,
        progress: &dyn Progress,
    ) -> Result<(), FetchError> {
        let packages = Wanted::named(
            &format!("{} packages", manifest.language),
            &offline_zip_name(&manifest.language),
        );
        let client = self.client(Ecosystem::Npm, &packages)?;
        for (name, text) in [
            ("package.json", project.package),
            ("package-lock.json", project.lock),
        ] {
            let file = folder.join(name);
            fs::write(&file, text).map_err(DiskError::on("write", &file))?;
        }
        let step = Step::start(progress, format!("fetching {packages}"), None, Unit::Items);
        client
            .run(&npm::install_arguments(), folder, |_| {})
            .map_err(|failure| FetchError::ClientFailed {
                client: client_name(Ecosystem::Npm),
                packages,
                failure: Box::new(failure),
            })?;
        step.finish();
        Ok(())
    }
}

#[cfg(test)]
#[path = "npm_project_tests.rs"]
mod tests;
