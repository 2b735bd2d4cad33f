//! The runtime's own files in the guest: the packages, and, while the snapshot is made, the driver and Node's builtins.

use std::borrow::Cow;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::SetupError;
use crate::runtime::mounts::{guest_path, mount_zip, seed, sources};
use crate::sandbox::World;
use crate::sandbox::vfs::FsLimits;

/// The folder of the runtime in the guest. Reading below it is not the candidate's doing.
const RUNTIME_FOLDER: &str = "/usr/local/lib";
/// Where packages lie; the last place that is looked in.
const PACKAGES: &str = "/usr/local/lib/node_modules";
/// Where the guest side of this runtime lies while the snapshot is made.
const OWN: &str = "/usr/local/lib/dualgauge";
/// Where the builtin modules lie that are not ours, likewise.
const BUILTINS: &str = "/usr/local/lib/node-builtins";

/// The guest side of this runtime.
static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/runtimes/javascript");
/// What candidates may require.
const DEPENDENCIES: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/toolchains/javascript/package.json"
));

/// A world with the packages mounted.
pub(super) fn base_world(packages: &Path, limits: FsLimits) -> Result<World, SetupError> {
    let mut world = World::usual(limits);
    mount_zip(&mut world.files, PACKAGES, packages)?;
    for (path, contents) in own_packages() {
        seed(
            &mut world.files,
            &format!("{PACKAGES}/{path}"),
            contents.into_owned().into(),
        );
    }
    let folder = guest_path(RUNTIME_FOLDER);
    world
        .files
        .seed_readonly(&folder)
        .expect("no guest has run in it");
    world.runtime_folders.push(folder);
    world.arguments = vec!["node".to_owned()];
    Ok(world)
}

/// The same, with what the snapshot is made from.
pub(super) fn preparation_world(packages: &Path, builtins: &Path) -> Result<World, SetupError> {
    let mut world = World::usual(FsLimits::default());
    mount_zip(&mut world.files, PACKAGES, packages)?;
    mount_zip(&mut world.files, BUILTINS, builtins)?;
    for (path, contents) in own_packages() {
        seed(
            &mut world.files,
            &format!("{PACKAGES}/{path}"),
            contents.into_owned().into(),
        );
    }
    for (path, contents) in own_sources() {
        seed(
            &mut world.files,
            &format!("{OWN}/{path}"),
            contents.into_owned().into(),
        );
    }
    let list = serde_json::to_vec(&preloaded()).expect("names are plain data");
    seed(
        &mut world.files,
        &format!("{OWN}/packages.json"),
        list.into(),
    );
    world.runtime_folders.push(guest_path(RUNTIME_FOLDER));
    world.seed = "snapshot".to_owned();
    Ok(world)
}

/// Set by those who work on the guest side of this runtime: a folder to take it from instead of what is embedded.
const OTHER_SOURCES: &str = "DUALGAUGE_JAVASCRIPT_SOURCES";

/// A file of the guest side: its path and its text.
type Member = (String, Cow<'static, [u8]>);

/// The script that the snapshot begins with, and the file that it stands in.
pub(super) fn boot() -> (String, String) {
    let (_, boot) = own_sources()
        .into_iter()
        .find(|(path, _)| path == "driver/boot.js")
        .expect("the driver is embedded");
    let text = String::from_utf8_lossy(&boot).into_owned();
    (text, format!("{OWN}/driver/boot.js"))
}

/// The driver, the builtins of our own and what they stand on, with their paths, in a fixed order.
pub(super) fn own_sources() -> Vec<Member> {
    folder_sources(&["driver/", "modules/", "natives/"])
}

/// Packages of our own, which stand in for such as need native code.
pub(super) fn own_packages() -> Vec<Member> {
    let strip = |(path, contents): Member| {
        let path = path.strip_prefix("packages/").map(str::to_owned);
        path.map(|path| (path, contents))
    };
    let files = folder_sources(&["packages/"]).into_iter();
    files.filter_map(strip).collect()
}

fn folder_sources(folders: &[&str]) -> Vec<Member> {
    let wanted = |path: &str| folders.iter().any(|folder| path.starts_with(folder));
    if let Some(folder) = std::env::var_os(OTHER_SOURCES) {
        let files = walkdir::WalkDir::new(&folder).sort_by_file_name();
        let member = |entry: walkdir::DirEntry| {
            let path = entry
                .path()
                .strip_prefix(&folder)
                .ok()?
                .to_str()?
                .to_owned();
            let text = std::fs::read(entry.path()).ok()?;
            (wanted(&path) && path.ends_with(".js") || path.ends_with(".json"))
                .then_some((path, Cow::Owned(text)))
        };
        return files.into_iter().flatten().filter_map(member).collect();
    }
    let embedded = sources(&SOURCES, &["js", "json"]).into_iter();
    embedded
        .filter(|(path, _)| wanted(path))
        .map(|(path, contents)| (path, Cow::Borrowed(contents)))
        .collect()
}

/// The names of the packages that are loaded into the snapshot, in order.
pub(super) fn preloaded() -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Project {
        dependencies: std::collections::BTreeMap<String, String>,
    }
    let project: Project =
        serde_json::from_str(DEPENDENCIES).expect("the list of packages is part of this build");
    let own = own_packages().into_iter();
    let own = own.filter_map(|(path, _)| path.strip_suffix("/package.json").map(str::to_owned));
    let names: std::collections::BTreeSet<String> =
        project.dependencies.into_keys().chain(own).collect();
    names.into_iter().collect()
}
