//! One cache entry on the disk: its record, and how it is checked before use.
//!
//! `entry.json` says what the entry was made from and what each file must be. Files below [`ALWAYS_READ`] are read and
//! compared on every use. Larger ones (compiled code of hundreds of megabytes) are read once, and again whenever size,
//! times or inode differ from the stamp that `verified.json` keeps; [`Check::Full`] reads them in any case, which finds
//! also what a failing disk changes without touching the stamp.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::cache::CacheError;
use super::cache_key::{CacheKey, KeyInput};
use super::digest::Blake3Digest;
use super::disk::{self, DiskError};

/// The version of the entry format; an entry of another version is made anew.
const FORMAT: u32 = 1;

/// Files smaller than this are read on every use.
const ALWAYS_READ: u64 = 8 << 20;

const RECORD: &str = "entry.json";
const STAMPS: &str = "verified.json";

/// How thoroughly an entry is checked before use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Check {
    /// Small files are read; large ones only if they may have changed since they were last read.
    #[default]
    Quick,
    /// Everything is read.
    Full,
}

/// What `entry.json` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRecord {
    /// The version of the format.
    pub format: u32,
    /// The key's kind.
    pub kind: String,
    /// The key's name.
    pub name: String,
    /// The key's digest.
    pub key: Blake3Digest,
    /// What the entry was made from.
    pub inputs: Vec<KeyInput>,
    /// Its files, sorted by path.
    pub files: Vec<EntryFile>,
}

/// One file of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryFile {
    /// Its path inside the entry, with `/` between parts.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Digest of the contents.
    pub blake3: Blake3Digest,
}

/// A checked cache entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    folder: PathBuf,
    record: EntryRecord,
}

impl Entry {
    /// The folder that holds the files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the entry is.
    pub fn record(&self) -> &EntryRecord {
        &self.record
    }

    /// One of its files, by the path that it was built under.
    pub fn file(&self, path: &str) -> Result<PathBuf, CacheError> {
        self.record
            .files
            .iter()
            .find(|file| file.path == path)
            .map(|file| self.folder.join(&file.path))
            .ok_or_else(|| CacheError::NoSuchFile {
                folder: self.folder.clone(),
                file: path.to_owned(),
            })
    }

    /// The digest of all paths and contents: what the entry is, whatever it was made from.
    pub fn content_digest(&self) -> Blake3Digest {
        let mut hasher = blake3::Hasher::new();
        for file in &self.record.files {
            hasher.update(&(file.path.len() as u64).to_le_bytes());
            hasher.update(file.path.as_bytes());
            hasher.update(file.blake3.as_bytes());
        }
        hasher.finalize().into()
    }

    /// The bytes of all files.
    pub fn size(&self) -> u64 {
        self.record.files.iter().map(|file| file.size).sum()
    }
}

/// What a look at an entry's folder found.
#[derive(Debug)]
pub(super) enum Inspection {
    /// There is none.
    Absent,
    /// It must not be used, for the reason given.
    Damaged(String),
    /// It may be used.
    Sound(Entry),
}

/// Looks at an entry's folder. With a key, it must also be the entry of that key.
pub(super) fn inspect(
    folder: &Path,
    key: Option<&CacheKey>,
    check: Check,
) -> Result<Inspection, DiskError> {
    if !folder.is_dir() {
        return Ok(Inspection::Absent);
    }
    let outcome = read_record(folder).and_then(|record| {
        if key.is_some_and(|key| record.key != key.digest() || record.inputs != key.inputs()) {
            return Err(Damage::Found("it was made from something else".to_owned()));
        }
        check_files(folder, &record.files, check)?;
        Ok(Entry {
            folder: folder.to_owned(),
            record,
        })
    });
    match outcome {
        Ok(entry) => Ok(Inspection::Sound(entry)),
        Err(Damage::Found(why)) => Ok(Inspection::Damaged(why)),
        Err(Damage::Forbidden(error)) => Err(error),
    }
}

/// Why an entry is not sound.
enum Damage {
    Found(String),
    /// Not damage: we may not look.
    Forbidden(DiskError),
}

impl From<DiskError> for Damage {
    /// What cannot be read is as good as lost, except where this user may not read it.
    fn from(error: DiskError) -> Self {
        match &error {
            DiskError::Failed { source, .. }
                if source.kind() == std::io::ErrorKind::PermissionDenied =>
            {
                Self::Forbidden(error)
            }
            DiskError::Failed {
                action,
                path,
                source,
            } => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                Self::Found(format!("cannot {action} {name}: {source}"))
            }
            DiskError::NoSpace { .. } => Self::Forbidden(error),
        }
    }
}

fn read_record(folder: &Path) -> Result<EntryRecord, Damage> {
    let path = folder.join(RECORD);
    let text = fs::read(&path).map_err(DiskError::on("read", &path))?;
    let record: EntryRecord = serde_json::from_slice(&text)
        .map_err(|error| Damage::Found(format!("{RECORD} is not readable: {error}")))?;
    if record.format != FORMAT {
        return Err(Damage::Found(format!(
            "its format is {} instead of {FORMAT}",
            record.format
        )));
    }
    Ok(record)
}

/// What tells that a file is still the one that was read: if any of it differs, it is read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    size: u64,
    modified_ns: i64,
    changed_ns: i64,
    inode: u64,
    blake3: Blake3Digest,
}

type Stamps = BTreeMap<String, Stamp>;

#[cfg(unix)]
fn stamp(metadata: &Metadata, blake3: Blake3Digest) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    let nanoseconds =
        |seconds: i64, rest: i64| seconds.wrapping_mul(1_000_000_000).wrapping_add(rest);
    Stamp {
        size: metadata.len(),
        modified_ns: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
        changed_ns: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
        inode: metadata.ino(),
        blake3,
    }
}

#[cfg(not(unix))]
fn stamp(metadata: &Metadata, blake3: Blake3Digest) -> Stamp {
    let modified = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let modified_ns = modified
        .and_then(|time| i64::try_from(time.as_nanos()).ok())
        .unwrap_or(0);
    Stamp {
        size: metadata.len(),
        modified_ns,
        changed_ns: 0,
        inode: 0,
        blake3,
    }
}

fn check_files(folder: &Path, files: &[EntryFile], check: Check) -> Result<(), Damage> {
    // Stamps only save work: without readable ones, everything is read.
    let known: Stamps = fs::read(folder.join(STAMPS))
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok())
        .unwrap_or_default();
    let mut stamps = Stamps::new();
    for file in files {
        let path = folder.join(&file.path);
        let metadata = fs::metadata(&path).map_err(DiskError::on("read", &path))?;
        if metadata.len() != file.size {
            return Err(Damage::Found(format!(
                "{} has {} bytes instead of {}",
                file.path,
                metadata.len(),
                file.size
            )));
        }
        let stamp = stamp(&metadata, file.blake3);
        let known = file.size >= ALWAYS_READ
            && check == Check::Quick
            && known.get(&file.path) == Some(&stamp);
        if !known && disk::measure(&path)?.1 != file.blake3 {
            return Err(Damage::Found(format!(
                "the contents of {} have changed",
                file.path
            )));
        }
        if file.size >= ALWAYS_READ {
            stamps.insert(file.path.clone(), stamp);
        }
    }
    if stamps != known {
        let _ = write_stamps(folder, &stamps); // A folder that is only read is used without stamps.
    }
    Ok(())
}

fn write_stamps(folder: &Path, stamps: &Stamps) -> Result<(), DiskError> {
    disk::write_atomically(&folder.join(STAMPS), &json(stamps))
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(value)
        .expect("records have string keys only and always serialise");
    text.push(b'\n');
    text
}

/// Turns a folder that was just built into an entry: makes its files durable and writes its record.
pub(super) fn seal(folder: &Path, key: &CacheKey) -> Result<EntryRecord, CacheError> {
    let mut files = Vec::new();
    let mut stamps = Stamps::new();
    for found in walkdir::WalkDir::new(folder)
        .min_depth(1)
        .sort_by_file_name()
    {
        let found = found.map_err(|error| DiskError::on("read", folder)(error.into()))?;
        let (path, kind) = (found.path(), found.file_type());
        if kind.is_dir() {
            disk::sync(path)?;
            continue;
        }
        let unfit = |why| CacheError::Unfit {
            path: path.to_owned(),
            why,
        };
        let name = name_inside(folder, path).ok_or_else(|| unfit("its name is not UTF-8"))?;
        if !kind.is_file() {
            return Err(unfit("it is neither a file nor a folder"));
        }
        if name == RECORD || name == STAMPS {
            return Err(unfit("the cache itself uses this name"));
        }
        disk::sync(path)?;
        let (_, blake3) = disk::measure(path)?;
        let metadata = fs::metadata(path).map_err(DiskError::on("read", path))?;
        if metadata.len() >= ALWAYS_READ {
            stamps.insert(name.clone(), stamp(&metadata, blake3));
        }
        files.push(EntryFile {
            path: name,
            size: metadata.len(),
            blake3,
        });
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let record = EntryRecord {
        format: FORMAT,
        kind: key.kind().to_owned(),
        name: key.name().to_owned(),
        key: key.digest(),
        inputs: key.inputs().to_vec(),
        files,
    };
    write_stamps(folder, &stamps)?;
    disk::write_atomically(&folder.join(RECORD), &json(&record))?;
    disk::sync(folder)?;
    Ok(record)
}

/// The entry of a sealed folder, once it is in its place.
pub(super) fn sealed(folder: PathBuf, record: EntryRecord) -> Entry {
    Entry { folder, record }
}

fn name_inside(folder: &Path, path: &Path) -> Option<String> {
    let inside = path.strip_prefix(folder).ok()?;
    let parts: Option<Vec<_>> = inside.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}
