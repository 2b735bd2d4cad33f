//! Files of a runtime in the guest, mapped from the cache where they lie.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use include_dir::Dir;
use memmap2::Mmap;

use super::SetupError;
use crate::sandbox::ROOT;
use crate::sandbox::vfs::{FileContent, GuestPath, Mode, Vfs};

/// A stretch of a mapped file.
struct Stretch {
    map: Arc<Mmap>,
    range: std::ops::Range<usize>,
}

impl AsRef<[u8]> for Stretch {
    fn as_ref(&self) -> &[u8] {
        &self.map[self.range.clone()]
    }
}

fn map(path: &Path) -> Result<Arc<Mmap>, SetupError> {
    let file = std::fs::File::open(path).map_err(|error| SetupError::Read {
        path: path.to_owned(),
        error,
    })?;
    // SAFETY: files of the cache are never written again once they have been renamed into place.
    let map = unsafe { Mmap::map(&file) }.map_err(|error| SetupError::Read {
        path: path.to_owned(),
        error,
    })?;
    Ok(Arc::new(map))
}

/// A file of the cache.
pub(super) fn whole(path: &Path) -> Result<FileContent, SetupError> {
    let map = map(path)?;
    let range = 0..map.len();
    Ok(FileContent::shared(Arc::new(Stretch { map, range })))
}

/// Mounts the members of a zip whose members are stored uncompressed.
pub(super) fn mount_zip(files: &mut Vfs, folder: &str, path: &Path) -> Result<(), SetupError> {
    let map = map(path)?;
    let broken = |error: zip::result::ZipError| SetupError::Read {
        path: path.to_owned(),
        error: error.into(),
    };
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&map[..])).map_err(broken)?;
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).map_err(broken)?;
        if member.is_dir() {
            continue;
        }
        let target = format!("{folder}/{}", member.name().map_err(broken)?);
        let content = match (member.compression(), member.data_start()) {
            (zip::CompressionMethod::Stored, Some(start)) => {
                let start = usize::try_from(start).expect("the file is mapped");
                let range = start..start + member.size() as usize;
                FileContent::shared(Arc::new(Stretch {
                    map: map.clone(),
                    range,
                }))
            }
            _ => {
                let mut bytes = Vec::new();
                member
                    .read_to_end(&mut bytes)
                    .map_err(|error| SetupError::Read {
                        path: path.to_owned(),
                        error,
                    })?;
                FileContent::from(bytes)
            }
        };
        seed(files, &target, content);
    }
    Ok(())
}

/// Puts a file of the runtime into the guest.
pub(super) fn seed(files: &mut Vfs, path: &str, content: FileContent) {
    files
        .seed_file(&guest_path(path), content, Mode::new(0o644), ROOT)
        .expect("no guest has run in it");
}

/// A path of the runtime.
pub(super) fn guest_path(path: &str) -> GuestPath {
    GuestPath::normalized(path).expect("paths of the runtime are absolute")
}

/// The files of an embedded folder with one of these endings, with their paths below it, in order.
pub(super) fn sources(
    folder: &'static Dir<'static>,
    endings: &[&str],
) -> Vec<(String, &'static [u8])> {
    let mut sources = Vec::new();
    let mut open = vec![folder];
    while let Some(folder) = open.pop() {
        open.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path();
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            if endings.contains(&ending.as_ref()) {
                sources.push((path.display().to_string(), file.contents()));
            }
        }
    }
    sources.sort();
    sources
}
