//! Takes the pinned members out of a verified archive: a wheel (zip), npm's tarball or a crate (gzipped tar).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use super::digest::Blake3Digest;
use super::disk::{self, DiskError};
use super::manifest::{Artifact, FilePin, Member};
use super::names::Ecosystem;
use super::progress::{Progress, Step, Unit};
use super::stored_zip::{StoredZip, StoredZipError};

/// Why members could not be unpacked.
#[derive(Debug, thiserror::Error)]
pub enum UnpackError {
    /// The file is no archive of the expected sort, or is damaged inside.
    #[error("cannot read the archive {}", archive.display())]
    Unreadable {
        /// The archive.
        archive: PathBuf,
        /// What its reader says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The manifest names a member that the archive has not.
    #[error("{} has no member {member}", archive.display())]
    MissingMember {
        /// The archive.
        archive: PathBuf,
        /// The member's path.
        member: String,
    },
    /// A member is not the pinned one.
    #[error("{member} in {} is not the pinned one: expected {expected}, found {found}", archive.display())]
    Differs {
        /// The archive.
        archive: PathBuf,
        /// The member's path.
        member: String,
        /// The pinned size and digest.
        expected: String,
        /// What was found.
        found: String,
    },
    /// A folder's zip can't be written.
    #[error(transparent)]
    Unwritable(#[from] StoredZipError),
    /// A file operation failed.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl UnpackError {
    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Unreadable { archive, .. } => {
                Some(format!("remove {} and run again", archive.display()))
            }
            Self::MissingMember { .. } | Self::Differs { .. } => Some(
                "the manifest and the artifact disagree: this build of dualgauge pins them wrongly"
                    .to_owned(),
            ),
            Self::Unwritable(error) => error.help(),
            Self::Disk(error) => error.help(),
        }
    }
}

/// Writes the artifact's pinned members into a folder, each verified, under the names that the manifest gives them.
///
/// The archive itself must have been verified before, as [`Fetcher`](super::Fetcher) does.
pub fn unpack(
    archive: &Path,
    artifact: &Artifact,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<(), UnpackError> {
    let total = artifact.unpack.iter().map(|member| member.pin.size).sum();
    let step = Step::start(
        progress,
        format!("unpacking {artifact}"),
        Some(total),
        Unit::Bytes,
    );
    let mut unpacking = Unpacking {
        archive,
        folder,
        step: &step,
        total,
        done: 0,
    };
    match artifact.ecosystem {
        Ecosystem::Pypi => unpacking.wheel(&artifact.unpack)?,
        Ecosystem::Npm | Ecosystem::Crates => unpacking.tarball(&artifact.unpack)?,
    }
    step.finish();
    Ok(())
}

struct Unpacking<'a> {
    archive: &'a Path,
    folder: &'a Path,
    step: &'a Step<'a>,
    total: u64,
    done: u64,
}

impl Unpacking<'_> {
    fn wheel(&mut self, members: &[Member]) -> Result<(), UnpackError> {
        let mut zip = open_zip(self.archive)?;
        let mut folders = Folders::of(members);
        if !folders.0.is_empty() {
            let names = member_names(&zip).map_err(|error| unreadable(self.archive, error))?;
            for name in names {
                if let Some(files) = folders.around(&name) {
                    let mut contents = Vec::new();
                    zip.by_name(&name)
                        .map_err(|error| unreadable(self.archive, error))?
                        .read_to_end(&mut contents)
                        .map_err(|error| unreadable(self.archive, error))?;
                    files.insert(name, contents);
                }
            }
        }
        for member in members.iter().filter(|member| !member.folder) {
            match zip.by_name(&member.member) {
                Ok(source) => self.write(source, member)?,
                Err(zip::result::ZipError::FileNotFound) => return Err(self.missing(member)),
                Err(error) => return Err(unreadable(self.archive, error)),
            }
        }
        self.write_folders(folders)
    }

    /// A tarball is read in its own order, once.
    fn tarball(&mut self, members: &[Member]) -> Result<(), UnpackError> {
        let mut missing: Vec<_> = members.iter().filter(|member| !member.folder).collect();
        let mut folders = Folders::of(members);
        let file = BufReader::new(disk::open(self.archive)?);
        let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(file));
        for entry in tar
            .entries()
            .map_err(|error| unreadable(self.archive, error))?
        {
            let mut entry = entry.map_err(|error| unreadable(self.archive, error))?;
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            if let Some(index) = missing.iter().position(|member| member.member == path) {
                self.write(entry, missing.swap_remove(index))?;
            } else if let Some(files) = folders.around(&path) {
                let mut contents = Vec::new();
                entry
                    .read_to_end(&mut contents)
                    .map_err(|error| unreadable(self.archive, error))?;
                files.insert(path, contents);
            }
            if missing.is_empty() && folders.0.is_empty() {
                return Ok(());
            }
        }
        if let Some(member) = missing.first() {
            return Err(self.missing(member));
        }
        self.write_folders(folders)
    }

    fn write_folders(&mut self, folders: Folders<'_>) -> Result<(), UnpackError> {
        for (member, files) in folders.0 {
            if files.is_empty() {
                return Err(self.missing(member));
            }
            let path = self.folder.join(member.name.as_str());
            let mut zip = StoredZip::create(&path)?;
            for (name, contents) in files {
                zip.add(&name[member.member.len() + 1..], &contents)?;
            }
            let found = zip.finish()?;
            self.done += found.size;
            self.step.advance(self.done);
            self.compare(member, found)?;
        }
        Ok(())
    }

    fn write(&mut self, source: impl Read, member: &Member) -> Result<(), UnpackError> {
        let path = self.folder.join(member.name.as_str());
        let mut target = File::create(&path).map_err(DiskError::on("create", &path))?;
        let mut hasher = blake3::Hasher::new();
        let mut size = 0;
        // One byte more than pinned is enough to see that it is too long, however long it is.
        let mut source = source.take(member.pin.size.saturating_add(1));
        let mut buffer = vec![0; 1 << 20];
        loop {
            let length = match source.read(&mut buffer) {
                Ok(0) => break,
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unreadable(self.archive, error)),
            };
            let piece = &buffer[..length];
            target
                .write_all(piece)
                .map_err(|error| DiskError::on("write", &path)(error).needing(self.total))?;
            hasher.update(piece);
            size += length as u64;
            self.done += length as u64;
            self.step.advance(self.done);
        }
        let found = FilePin {
            size,
            blake3: Blake3Digest::from(hasher.finalize()),
        };
        self.compare(member, found)
    }

    fn compare(&self, member: &Member, found: FilePin) -> Result<(), UnpackError> {
        if found == member.pin {
            return Ok(());
        }
        Err(UnpackError::Differs {
            archive: self.archive.to_owned(),
            member: member.member.clone(),
            expected: member.pin.to_string(),
            found: found.to_string(),
        })
    }

    fn missing(&self, member: &Member) -> UnpackError {
        UnpackError::MissingMember {
            archive: self.archive.to_owned(),
            member: member.member.clone(),
        }
    }
}

/// The files of each wanted folder, by their paths.
struct Folders<'a>(Vec<(&'a Member, BTreeMap<String, Vec<u8>>)>);

impl<'a> Folders<'a> {
    fn of(members: &'a [Member]) -> Self {
        let folders = members.iter().filter(|member| member.folder);
        Self(folders.map(|member| (member, BTreeMap::new())).collect())
    }

    /// The files of the folder that a file lies in.
    fn around(&mut self, path: &str) -> Option<&mut BTreeMap<String, Vec<u8>>> {
        let (_, files) = self.0.iter_mut().find(|(member, _)| {
            path.strip_prefix(&member.member)
                .is_some_and(|rest| rest.starts_with('/') && !rest.ends_with('/'))
        })?;
        Some(files)
    }
}

/// A zip archive on the disk.
pub(super) type Zip = zip::ZipArchive<BufReader<File>>;

/// Opens a zip archive.
pub(super) fn open_zip(archive: &Path) -> Result<Zip, UnpackError> {
    zip::ZipArchive::new(BufReader::new(disk::open(archive)?))
        .map_err(|error| unreadable(archive, error))
}

/// The paths of all members.
pub(super) fn member_names<R: Read + io::Seek>(
    zip: &zip::ZipArchive<R>,
) -> Result<Vec<String>, zip::result::ZipError> {
    zip.file_names()
        .map(|name| Ok(name?.into_owned()))
        .collect()
}

/// An archive whose reader gave up.
pub(super) fn unreadable(
    archive: &Path,
    error: impl std::error::Error + Send + Sync + 'static,
) -> UnpackError {
    UnpackError::Unreadable {
        archive: archive.to_owned(),
        source: Box::new(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toolchain::Silent;
    use crate::toolchain::testing::{
        Recorder, crates_artifact, member, npm_artifact, pypi_artifact, tarball, wheel,
    };

    fn archives() -> [(Artifact, Vec<u8>); 3] {
        let files = [("demo/a.wasm", "aaa"), ("demo/b.txt", "bb")];
        let (wheel, tarball) = (wheel(&files), tarball(&files));
        [
            (pypi_artifact("demo", &wheel), wheel),
            (npm_artifact("demo", &tarball), tarball.clone()),
            (crates_artifact("demo", &tarball), tarball),
        ]
    }

    fn unpacked(artifact: &Artifact, bytes: &[u8], folder: &Path) -> Result<(), UnpackError> {
        let archive = folder.join("archive");
        std::fs::write(&archive, bytes).unwrap();
        unpack(&archive, artifact, folder, &Silent)
    }

    #[test]
    fn pinned_members_are_unpacked_under_their_names_from_all_sorts() {
        for (mut artifact, bytes) in archives() {
            let folder = tempfile::tempdir().unwrap();
            artifact.unpack = vec![
                member("demo/b.txt", "B", b"bb"),
                member("demo/a.wasm", "A", b"aaa"),
            ];
            unpacked(&artifact, &bytes, folder.path()).unwrap();
            assert_eq!(std::fs::read(folder.path().join("A")).unwrap(), b"aaa");
            assert_eq!(std::fs::read(folder.path().join("B")).unwrap(), b"bb");
        }
    }

    #[test]
    fn a_member_that_is_missing_or_another_is_refused() {
        for (mut artifact, bytes) in archives() {
            let folder = tempfile::tempdir().unwrap();
            artifact.unpack = vec![member("demo/c.txt", "C", b"")];
            let error = unpacked(&artifact, &bytes, folder.path()).unwrap_err();
            assert!(
                error
                    .to_string()
                    .ends_with("archive has no member demo/c.txt"),
                "{error}"
            );

            for contents in ["bB", "b", "bbb"] {
                artifact.unpack = vec![member("demo/b.txt", "B", contents.as_bytes())];
                let error = unpacked(&artifact, &bytes, folder.path()).unwrap_err();
                assert!(matches!(error, UnpackError::Differs { .. }), "{error}");
            }
        }
    }

    #[test]
    fn what_is_no_archive_is_called_so() {
        for (mut artifact, _) in archives() {
            let folder = tempfile::tempdir().unwrap();
            artifact.unpack = vec![member("demo/a.wasm", "A", b"aaa")];
            let error = unpacked(&artifact, b"no archive", folder.path()).unwrap_err();
            assert!(matches!(error, UnpackError::Unreadable { .. }), "{error}");
            assert!(error.help().unwrap().starts_with("remove "));
        }
    }

    #[test]
    fn progress_counts_the_bytes_unpacked() {
        let folder = tempfile::tempdir().unwrap();
        let [(mut artifact, bytes), ..] = archives();
        artifact.unpack = vec![
            member("demo/a.wasm", "A", b"aaa"),
            member("demo/b.txt", "B", b"bb"),
        ];
        let archive = folder.path().join("archive");
        std::fs::write(&archive, bytes).unwrap();
        let recorder = Recorder::default();
        unpack(&archive, &artifact, folder.path(), &recorder).unwrap();
        assert_eq!(
            recorder.lines(),
            [
                "started unpacking demo 1.0",
                "advanced unpacking demo 1.0 3/5",
                "advanced unpacking demo 1.0 5/5",
                "finished unpacking demo 1.0"
            ]
        );
    }
}
