//! Where everything that can be made again is kept.
//!
//! ```text
//! <home>/
//!   CACHEDIR.TAG                             tells backup programs to leave the folder out
//!   artifacts/<ecosystem>/<file>             third-party files, verified before they got here
//!   artifacts/staging/                       downloads under way; emptied when the next one begins
//!   cache/<kind>/<name>-<16 digits>/         one cache entry: its files, and
//!     entry.json                               what it was built from, each file's size and blake3
//!     verified.json                            stamps of large files that were checked in full
//!   cache/<kind>/<name>-<16 digits>.staging/ being built (its lock is held) or left by a dead process (its lock is free)
//!   cache/<kind>/<name>-<16 digits>.corrupt/ found damaged and moved aside until it is rebuilt
//!   locks/...                                lock files, never deleted
//! ```

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::disk::{self, DiskError};
use super::names::Ecosystem;

/// The environment variable that names the home.
const HOME_VARIABLE: &str = "DUALGAUGE_HOME";

/// The signature that <https://bford.info/cachedir/> asks for.
const CACHE_TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder can be deleted; dualgauge makes it again.\n";

/// Why there is no usable home.
#[derive(Debug, thiserror::Error)]
pub enum HomeError {
    /// Neither an override nor the environment names one, and the system names no folder for caches.
    #[error("no folder for the cache: the system does not tell the user's home folder")]
    NoDefault,
    /// Another user could plant code there.
    #[error("{} can be written by every user of this machine, and code loaded from it is run", path.display())]
    WorldWritable {
        /// The folder.
        path: PathBuf,
    },
    /// It cannot be made or read.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl HomeError {
    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NoDefault => Some(format!("set {HOME_VARIABLE} to a folder of yours")),
            Self::WorldWritable { path } => Some(format!(
                "run `chmod o-w {}`, or set {HOME_VARIABLE} to a folder of yours",
                path.display()
            )),
            Self::Disk(error) => error.help().or_else(|| {
                Some(format!(
                    "set {HOME_VARIABLE} to a folder that you can write to"
                ))
            }),
        }
    }
}

/// The folder that holds artifacts, cache entries and locks. The path is absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    folder: PathBuf,
}

impl Home {
    /// Finds the home: the override (a command line option), else `DUALGAUGE_HOME`, else `dualgauge` in the user's cache
    /// folder. Creates it if it is not there.
    pub fn locate(override_folder: Option<PathBuf>) -> Result<Self, HomeError> {
        let system = etcetera::choose_base_strategy()
            .ok()
            .map(|strategy| strategy.cache_dir());
        Self::at(&choose(
            override_folder,
            std::env::var_os(HOME_VARIABLE),
            system,
        )?)
    }

    /// The home in a known folder. Creates it if it is not there.
    pub fn at(folder: &Path) -> Result<Self, HomeError> {
        let folder = std::path::absolute(folder).map_err(DiskError::on("resolve", folder))?;
        disk::create_folder(&folder)?;
        refuse_world_writable(&folder)?;
        let tag = folder.join("CACHEDIR.TAG");
        if !tag.exists() {
            // A home that is only read (shared, pre-filled) needs no tag.
            let _ = disk::write_atomically(&tag, CACHE_TAG.as_bytes());
        }
        Ok(Self { folder })
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where verified artifacts of an ecosystem are kept.
    pub fn artifacts(&self, ecosystem: Ecosystem) -> PathBuf {
        self.folder.join("artifacts").join(ecosystem.to_string())
    }

    pub(super) fn artifacts_staging(&self) -> PathBuf {
        self.folder.join("artifacts").join("staging")
    }

    /// What was built of candidates.
    pub fn candidates(&self) -> PathBuf {
        self.folder.join("candidates")
    }

    /// Where cache entries are kept.
    pub fn cache(&self) -> PathBuf {
        self.folder.join("cache")
    }

    pub(super) fn locks(&self) -> PathBuf {
        self.folder.join("locks")
    }
}

/// An empty variable counts as unset, as the XDG specification has it.
fn choose(
    override_folder: Option<PathBuf>,
    variable: Option<OsString>,
    system: Option<PathBuf>,
) -> Result<PathBuf, HomeError> {
    let variable = variable
        .filter(|value| !value.is_empty())
        .map(PathBuf::from);
    override_folder
        .or(variable)
        .or_else(|| Some(system?.join("dualgauge")))
        .ok_or(HomeError::NoDefault)
}

#[cfg(unix)]
fn refuse_world_writable(folder: &Path) -> Result<(), HomeError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(folder)
        .map_err(DiskError::on("read", folder))?
        .permissions()
        .mode();
    if mode & 0o002 != 0 {
        return Err(HomeError::WorldWritable {
            path: folder.to_owned(),
        });
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_world_writable(_folder: &Path) -> Result<(), HomeError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_override_comes_before_the_variable_and_the_variable_before_the_system() {
        let pick = |given: Option<&str>, variable: Option<&str>, system: Option<&str>| {
            choose(
                given.map(PathBuf::from),
                variable.map(OsString::from),
                system.map(PathBuf::from),
            )
            .ok()
        };
        assert_eq!(pick(Some("/a"), Some("/b"), Some("/c")), Some("/a".into()));
        assert_eq!(pick(None, Some("/b"), Some("/c")), Some("/b".into()));
        assert_eq!(
            pick(None, Some(""), Some("/c")),
            Some("/c/dualgauge".into())
        );
        assert_eq!(pick(None, None, None), None);
    }

    #[test]
    fn a_home_is_created_tagged_and_private() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(&folder.path().join("deep").join("home")).unwrap();
        assert!(home.folder().join("CACHEDIR.TAG").exists());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = home.folder().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_home_that_everybody_can_write_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o777)).unwrap();
        let error = Home::at(folder.path()).unwrap_err();
        assert!(matches!(error, HomeError::WorldWritable { .. }));
        assert!(error.help().unwrap().contains("chmod o-w"));
    }
}
