//! The runtime's own files in the guest: the standard library and the packages, mapped from the cache.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use memmap2::Mmap;

use super::SetupError;
use crate::sandbox::vfs::{FileContent, FsLimits, GuestPath, Mode};
use crate::sandbox::{ROOT, World};

/// The folder of the runtime in the guest. Reading below it is not the candidate's doing.
const RUNTIME_FOLDER: &str = "/usr/local/lib";
/// Where CPython looks for its standard library.
const STDLIB: &str = "/usr/local/lib/python315.zip";
/// Where the packages lie. A folder, as some packages look for their data files beside their code.
const PACKAGES: &str = "/usr/local/lib/packages";
/// Where the driver lies while the snapshot is made.
const DRIVER: &str = "/usr/local/lib/dualgauge";

/// The guest side of this runtime.
static DRIVER_SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/runtimes/python/_dualgauge");
/// Modules that stand in for those which this build of CPython lacks.
static REPLACED_SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/runtimes/python/replaced");

/// A world with the runtime mounted.
pub(super) fn base_world(
    stdlib: &Path,
    packages: &Path,
    limits: FsLimits,
) -> Result<World, SetupError> {
    let mut world = World::usual(limits);
    seed(&mut world, STDLIB, whole(stdlib)?);
    mount_zip(&mut world, PACKAGES, packages)?;
    let folder = guest_path(RUNTIME_FOLDER);
    world
        .files
        .seed_readonly(&folder)
        .expect("no guest has run in it");
    world.runtime_folders.push(folder);
    world.arguments = vec!["python".to_owned()];
    Ok(world)
}

/// The same, with the driver's sources: what the snapshot is made in.
pub(super) fn preparation_world(stdlib: &Path, packages: &Path) -> Result<World, SetupError> {
    let mut world = base_world(stdlib, packages, FsLimits::default())?;
    for (path, contents) in driver_sources() {
        seed(&mut world, &format!("{DRIVER}/{path}"), contents.into());
    }
    world.seed = "snapshot".to_owned();
    Ok(world)
}

/// The driver's Python files with their paths, in a fixed order.
pub(super) fn driver_sources() -> Vec<(String, &'static [u8])> {
    let mut sources = Vec::new();
    for (dir, prefix) in [
        (&DRIVER_SOURCES, "_dualgauge"),
        (&REPLACED_SOURCES, "replaced"),
    ] {
        let mut open = vec![dir];
        while let Some(folder) = open.pop() {
            open.extend(folder.dirs());
            for file in folder.files() {
                let path = file.path();
                if path.extension().is_some_and(|extension| extension == "py") {
                    sources.push((format!("{prefix}/{}", path.display()), file.contents()));
                }
            }
        }
    }
    sources.sort();
    sources
}

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

fn whole(path: &Path) -> Result<FileContent, SetupError> {
    let map = map(path)?;
    let range = 0..map.len();
    Ok(FileContent::shared(Arc::new(Stretch { map, range })))
}

/// Mounts the members of a zip whose members are stored uncompressed.
fn mount_zip(world: &mut World, folder: &str, path: &Path) -> Result<(), SetupError> {
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
        seed(world, &target, content);
    }
    Ok(())
}

fn seed(world: &mut World, path: &str, content: FileContent) {
    world
        .files
        .seed_file(&guest_path(path), content, Mode::new(0o644), ROOT)
        .expect("no guest has run in it");
}

fn guest_path(path: &str) -> GuestPath {
    GuestPath::normalized(path).expect("paths of the runtime are absolute")
}
