//! The runtime's own files in the guest: the standard library and the packages, mapped from the cache.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::SetupError;
use crate::runtime::mounts::{guest_path, mount_zip, seed, sources, whole};
use crate::sandbox::World;
use crate::sandbox::vfs::FsLimits;

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
    seed(&mut world.files, STDLIB, whole(stdlib)?);
    mount_zip(&mut world.files, PACKAGES, packages)?;
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
        seed(
            &mut world.files,
            &format!("{DRIVER}/{path}"),
            contents.into(),
        );
    }
    world.seed = "snapshot".to_owned();
    Ok(world)
}

/// The driver's Python files with their paths, in a fixed order.
pub(super) fn driver_sources() -> Vec<(String, &'static [u8])> {
    let folders = [
        (&DRIVER_SOURCES, "_dualgauge"),
        (&REPLACED_SOURCES, "replaced"),
    ];
    let named = |(folder, prefix): (&'static Dir<'static>, &str)| {
        let files = sources(folder, &["py"]).into_iter();
        let files = files.map(|(path, contents)| (format!("{prefix}/{path}"), contents));
        files.collect::<Vec<_>>()
    };
    folders.map(named).concat()
}
