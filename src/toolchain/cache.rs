//! A cache of what is built from artifacts: each entry is built once, by one process, and is complete or absent.

use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::cache_key::CacheKey;
use super::disk::{self, DiskError};
use super::entry::{self, Check, Entry, Inspection};
use super::home::Home;
use super::lock::FileLock;
use super::progress::{Progress, ProgressEvent, Step, Unit};

/// With less than this free after a failed build, the disk is taken to be full even if the error does not say so.
const NEARLY_FULL: u64 = 1 << 20;

/// Why the cache could not do its part.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// The build made something that cannot be cached.
    #[error("cannot cache {}: {why}", path.display())]
    Unfit {
        /// What it made.
        path: PathBuf,
        /// Why it cannot be cached.
        why: &'static str,
    },
    /// An entry was asked for a file that it does not have.
    #[error("no {file} in the cache entry {}", folder.display())]
    NoSuchFile {
        /// The entry.
        folder: PathBuf,
        /// The file asked for.
        file: String,
    },
    /// A file operation failed; a full disk is [`DiskError::NoSpace`].
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl CacheError {
    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Unfit { .. } | Self::NoSuchFile { .. } => None,
            Self::Disk(error) => error.help(),
        }
    }
}

/// An entry found on the disk, sound or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntrySize {
    /// The folder of its kind.
    pub kind: String,
    /// The entry's folder, whole.
    pub folder: PathBuf,
    /// The bytes of all its files.
    pub bytes: u64,
}

/// The cache in a home.
#[derive(Clone, Debug)]
pub struct Cache {
    home: Home,
}

/// The paths that belong to one entry.
struct Place {
    folder: PathBuf,
    staging: PathBuf,
    corrupt: PathBuf,
    lock: PathBuf,
}

impl Cache {
    /// The cache of a home. Removes what dead processes left half-built.
    pub fn open(home: Home) -> Result<Self, CacheError> {
        let cache = Self { home };
        for folder in cache.folders()? {
            cache.sweep(&folder);
        }
        Ok(cache)
    }

    /// The home that it is in.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Hands out the entry of a key, building it if it is absent or damaged.
    ///
    /// `build` gets an empty folder and fills it; whatever files it leaves there are the entry. It is called at most once
    /// among all processes that ask for the same key at once: the others wait, and then use what it made. If it fails,
    /// nothing of it stays, and its error is returned as it is, except when the disk is full, which is said as such.
    pub fn ensure<E>(
        &self,
        key: &CacheKey,
        check: Check,
        progress: &dyn Progress,
        build: impl FnOnce(&Path, &dyn Progress) -> Result<(), E>,
    ) -> Result<Entry, E>
    where
        E: Error + From<CacheError> + Send + Sync + 'static,
    {
        let place = self.place(&key.kind_folder(), &key.folder_name());
        if let Inspection::Sound(entry) = inspect(&place, key, check)? {
            return Ok(entry);
        }
        let _lock = FileLock::acquire(&place.lock, || {
            progress.event(&ProgressEvent::Waiting {
                name: key.to_string(),
            })
        })
        .map_err(CacheError::from)?;
        match inspect(&place, key, check)? {
            Inspection::Sound(entry) => return Ok(entry), // Another process was faster.
            Inspection::Absent => {}
            Inspection::Damaged(why) => {
                progress.event(&ProgressEvent::Rebuilding {
                    name: key.to_string(),
                    why,
                });
                place.move_aside()?;
            }
        }
        let staging = Staging::begin(&place)?;
        let step = Step::start(progress, format!("building {key}"), None, Unit::Items);
        if let Err(error) = build(&place.staging, progress) {
            return Err(full_disk(&error, key, &place.staging)
                .map_or(error, |text| self.no_space(key, text).into()));
        }
        let entry = staging.finish(key)?;
        step.finish();
        Ok(entry)
    }

    /// Looks at the entry of a key, and builds nothing.
    pub(super) fn look(&self, key: &CacheKey, check: Check) -> Result<Inspection, CacheError> {
        inspect(
            &self.place(&key.kind_folder(), &key.folder_name()),
            key,
            check,
        )
    }

    /// Removes the entry of a key; whether there was one.
    pub fn remove(&self, key: &CacheKey) -> Result<bool, CacheError> {
        self.remove_place(&self.place(&key.kind_folder(), &key.folder_name()))
    }

    /// Removes an entry that [`Cache::sizes`] listed; whether it was still there.
    pub fn remove_listed(&self, listed: &EntrySize) -> Result<bool, CacheError> {
        let name = listed
            .folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        self.remove_place(&self.place(&listed.kind, &name))
    }

    /// All entries on the disk with their sizes, sorted by folder.
    pub fn sizes(&self) -> Result<Vec<EntrySize>, CacheError> {
        let mut sizes = Vec::new();
        for folder in self.folders()? {
            if folder.extension().is_some() {
                continue; // being built, or moved aside
            }
            let kind = folder
                .parent()
                .and_then(Path::file_name)
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let files = walkdir::WalkDir::new(&folder)
                .into_iter()
                .filter_map(Result::ok);
            let bytes = files
                .filter_map(|file| file.metadata().ok())
                .filter(fs::Metadata::is_file)
                .map(|file| file.len());
            sizes.push(EntrySize {
                kind,
                bytes: bytes.sum(),
                folder,
            });
        }
        Ok(sizes)
    }

    fn place(&self, kind: &str, name: &str) -> Place {
        let kinds = self.home.cache().join(kind);
        Place {
            folder: kinds.join(name),
            staging: kinds.join(format!("{name}.staging")),
            corrupt: kinds.join(format!("{name}.corrupt")),
            lock: self.home.locks().join(kind).join(format!("{name}.lock")),
        }
    }

    fn remove_place(&self, place: &Place) -> Result<bool, CacheError> {
        let _lock = FileLock::acquire(&place.lock, || {})?;
        let there = place.folder.is_dir();
        disk::remove_folder(&place.folder)?;
        disk::remove_folder(&place.corrupt)?;
        Ok(there)
    }

    /// Everything in the folders of all kinds, sorted.
    fn folders(&self) -> Result<Vec<PathBuf>, CacheError> {
        let mut folders = Vec::new();
        for kind in list(&self.home.cache())? {
            folders.extend(list(&kind)?);
        }
        Ok(folders)
    }

    /// Removes a staging folder whose builder is dead, or a damaged entry that has been rebuilt. Best effort: what stays
    /// is removed by the next [`Cache::ensure`] of its key.
    fn sweep(&self, folder: &Path) {
        let (Some(stem), Some(ending)) = (folder.file_stem(), folder.extension()) else {
            return;
        };
        let kind = folder
            .parent()
            .and_then(Path::file_name)
            .unwrap_or_default();
        let place = self.place(&kind.to_string_lossy(), &stem.to_string_lossy());
        let left_over = ending == "staging" || ending == "corrupt" && place.folder.is_dir();
        if left_over && let Ok(Some(_lock)) = FileLock::try_acquire(&place.lock) {
            let _ = disk::remove_folder(folder);
        }
    }

    fn no_space(&self, key: &CacheKey, source: String) -> CacheError {
        let folder = self.home.cache();
        let free = disk::free_space(&folder);
        CacheError::Disk(DiskError::NoSpace {
            folder,
            needed: key.expected_bytes(),
            free,
            source: source.into(),
        })
    }
}

fn inspect(place: &Place, key: &CacheKey, check: Check) -> Result<Inspection, CacheError> {
    Ok(entry::inspect(&place.folder, Some(key), check)?)
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let listing = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(DiskError::on("read", folder))?,
    };
    let mut paths: Vec<_> = listing
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    paths.sort();
    Ok(paths)
}

/// The text of an error that came from a full disk.
fn full_disk(error: &(dyn Error + 'static), key: &CacheKey, staging: &Path) -> Option<String> {
    let mut causes = std::iter::successors(Some(error), |&error| error.source());
    let nearly_full = || disk::free_space(staging).is_some_and(|free| free < NEARLY_FULL);
    (causes.any(is_full_disk) || nearly_full()).then(|| format!("building {key}: {error}"))
}

fn is_full_disk(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| {
        matches!(
            error.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
        )
    })
}

impl Place {
    /// Moves a damaged entry out of the way; it may be in use, so its files stay until it is rebuilt.
    fn move_aside(&self) -> Result<(), CacheError> {
        disk::remove_folder(&self.corrupt)?;
        Ok(disk::rename(&self.folder, &self.corrupt)?)
    }
}

/// The folder in which an entry is built, while its lock is held; removed unless it is finished.
struct Staging<'a> {
    place: &'a Place,
    finished: bool,
}

impl<'a> Staging<'a> {
    /// A folder that is already there was left by a process that died, since we hold the lock.
    fn begin(place: &'a Place) -> Result<Self, CacheError> {
        disk::remove_folder(&place.staging)?;
        disk::create_folder(&place.staging)?;
        Ok(Self {
            place,
            finished: false,
        })
    }

    fn finish(mut self, key: &CacheKey) -> Result<Entry, CacheError> {
        let needed = key.expected_bytes().unwrap_or(0);
        let record = entry::seal(&self.place.staging, key).map_err(|error| match error {
            CacheError::Disk(error) if needed > 0 => CacheError::Disk(error.needing(needed)),
            error => error,
        })?;
        disk::rename(&self.place.staging, &self.place.folder)?;
        self.finished = true;
        let _ = disk::remove_folder(&self.place.corrupt); // The next `Cache::open` tries again.
        Ok(entry::sealed(self.place.folder.clone(), record))
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        if !self.finished {
            // What stays is removed by the next build of the same key.
            let _ = disk::remove_folder(&self.place.staging);
        }
    }
}

#[cfg(test)]
#[path = "cache_tests.rs"]
mod tests;
