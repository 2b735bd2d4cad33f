//! What is there and what is not, for `dualgauge doctor`. Looks only; fetches and builds nothing.

use serde::Serialize;

use super::cache::{Cache, CacheError};
use super::client::{FetchSettings, client_name};
use super::entry::{self, Check, Inspection};
use super::fetch::Fetcher;
use super::home::Home;
use super::install::packages_key;
use super::manifest::{Artifact, Manifest};
use super::names::Ecosystem;
use super::npm_project::offline_zip_name;

/// What sort of thing an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A pinned file that a runtime is built from.
    Artifact,
    /// A pinned pure package of the guest, or the zip of all that npm installs.
    Package,
    /// A cache entry.
    Entry,
    /// A package manager's client.
    Client,
}

/// Whether it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// Not there; artifacts are fetched and entries built when they are needed.
    Missing,
    /// There, and as it should be.
    Present,
    /// There, but damaged; it will be made anew when it is needed.
    Corrupt,
}

/// One thing and its state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemStatus {
    /// What sort of thing it is.
    pub kind: ItemKind,
    /// Its name: a package, the file of a zip of packages, `kind/name` of an entry, `pip`, `npm` or `cargo`.
    pub name: String,
    /// A package's version, or what a client says of its own.
    pub version: Option<String>,
    /// The pinned digest of an artifact, or the digest of an entry's contents.
    pub blake3: Option<String>,
    /// Bytes: pinned for an artifact, on the disk for an entry.
    pub size: Option<u64>,
    /// Whether it is there.
    pub state: ItemState,
    /// Where it is, or what is wrong with it.
    pub detail: Option<String>,
}

/// Looks at all pinned artifacts, all cache entries, and the clients.
///
/// [`Check::Quick`] trusts the stamps of large cache entries; artifacts are always read.
pub fn status(home: &Home, settings: &FetchSettings, check: Check) -> Vec<ItemStatus> {
    let fetcher = Fetcher::new(home.clone(), settings.clone());
    let mut items = Vec::new();
    for manifest in Manifest::embedded() {
        items.extend(
            manifest
                .artifacts
                .iter()
                .map(|one| artifact_status(&fetcher, ItemKind::Artifact, one)),
        );
        items.extend(
            manifest
                .packages
                .iter()
                .map(|one| artifact_status(&fetcher, ItemKind::Package, one)),
        );
        if manifest.npm.is_some() {
            items.push(zip_status(home, manifest, check));
        }
    }
    items.extend(entries(home, check));
    items.extend(Ecosystem::ALL.map(|ecosystem| client_status(settings, ecosystem)));
    items
}

fn artifact_status(fetcher: &Fetcher, kind: ItemKind, artifact: &Artifact) -> ItemStatus {
    let (state, detail) = match fetcher.check_stored(artifact) {
        Ok(None) => (ItemState::Missing, None),
        Ok(Some(Ok(()))) => (
            ItemState::Present,
            Some(fetcher.stored(artifact).display().to_string()),
        ),
        Ok(Some(Err(why))) => (ItemState::Corrupt, Some(why)),
        Err(error) => (ItemState::Corrupt, Some(error.to_string())),
    };
    ItemStatus {
        kind,
        name: artifact.package.to_string(),
        version: Some(artifact.version.to_string()),
        blake3: Some(artifact.blake3.to_string()),
        size: Some(artifact.size),
        state,
        detail,
    }
}

/// The zip of what npm installs: it is in the cache or nowhere.
fn zip_status(home: &Home, manifest: &Manifest, check: Check) -> ItemStatus {
    let found = Cache::open(home.clone())
        .and_then(|cache| cache.look(&packages_key(manifest), check))
        .and_then(|found| match found {
            Inspection::Sound(entry) => {
                let path = entry.file("packages.zip")?.display().to_string();
                Ok((ItemState::Present, Some(path)))
            }
            Inspection::Damaged(why) => Ok((ItemState::Corrupt, Some(why))),
            Inspection::Absent => Ok((ItemState::Missing, None)),
        });
    let (state, detail) =
        found.unwrap_or_else(|error: CacheError| (ItemState::Corrupt, Some(error.to_string())));
    ItemStatus {
        kind: ItemKind::Package,
        name: offline_zip_name(&manifest.language),
        version: None,
        blake3: manifest.packages_zip.map(|pin| pin.blake3.to_string()),
        size: manifest.packages_zip.map(|pin| pin.size),
        state,
        detail,
    }
}

fn entries(home: &Home, check: Check) -> Vec<ItemStatus> {
    let listed = match Cache::open(home.clone()).and_then(|cache| cache.sizes()) {
        Ok(listed) => listed,
        Err(error) => {
            let item = entry_item("cache".to_owned(), None);
            return vec![ItemStatus {
                state: ItemState::Corrupt,
                detail: Some(error.to_string()),
                ..item
            }];
        }
    };
    let statuses = listed.into_iter().map(|listed| {
        let folder_name = listed
            .folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        let mut item = entry_item(format!("{}/{folder_name}", listed.kind), Some(listed.bytes));
        match entry::inspect(&listed.folder, None, check) {
            Ok(Inspection::Sound(entry)) => {
                item.state = ItemState::Present;
                item.blake3 = Some(entry.content_digest().to_string());
                item.detail = Some(listed.folder.display().to_string());
            }
            Ok(Inspection::Damaged(why)) => {
                (item.state, item.detail) = (ItemState::Corrupt, Some(why))
            }
            Ok(Inspection::Absent) => {}
            Err(error) => (item.state, item.detail) = (ItemState::Corrupt, Some(error.to_string())),
        }
        item
    });
    statuses.collect()
}

fn entry_item(name: String, size: Option<u64>) -> ItemStatus {
    ItemStatus {
        kind: ItemKind::Entry,
        name,
        version: None,
        blake3: None,
        size,
        state: ItemState::Missing,
        detail: None,
    }
}

fn client_status(settings: &FetchSettings, ecosystem: Ecosystem) -> ItemStatus {
    let name = client_name(ecosystem).to_owned();
    let item = ItemStatus {
        kind: ItemKind::Client,
        ..entry_item(name, None)
    };
    match settings.client(ecosystem) {
        Ok(client) => ItemStatus {
            version: Some(client.version().to_owned()),
            state: ItemState::Present,
            detail: Some(client.program().display().to_string()),
            ..item
        },
        Err(error) => ItemStatus {
            detail: Some(format!("{error}; {}", error.help())),
            ..item
        },
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::toolchain::testing::Fake;

    #[test]
    fn an_empty_home_misses_every_artifact_and_tells_the_clients() {
        let fake = Fake::new();
        fake.program("npm", "echo 11.0");
        let items = status(&fake.home(), &fake.settings(), Check::Quick);
        let pinned = Manifest::embedded()
            .iter()
            .map(|manifest| manifest.all().count() + usize::from(manifest.npm.is_some()))
            .sum::<usize>();
        assert_eq!(items.len(), pinned + 3);
        assert!(
            items[..pinned]
                .iter()
                .all(|item| item.state == ItemState::Missing)
        );
        assert_eq!(
            (items[pinned].name.as_str(), items[pinned].state),
            ("pip", ItemState::Missing)
        );
        let npm = serde_json::to_value(&items[pinned + 1]).unwrap();
        assert_eq!(
            (&npm["kind"], &npm["version"], &npm["state"]),
            (&"client".into(), &"11.0".into(), &"present".into())
        );
        assert_eq!(items[pinned + 2].name, "cargo");
    }

    #[test]
    fn the_zip_of_what_npm_installs_is_told_by_the_name_an_offline_folder_gives_it() {
        let fake = Fake::new();
        let items = status(&fake.home(), &fake.settings(), Check::Quick);
        let zip = items
            .iter()
            .find(|item| item.name == "dualgauge-javascript-packages.zip")
            .unwrap();
        let pin = Manifest::javascript().packages_zip.unwrap();
        assert_eq!(
            (zip.kind, zip.state),
            (ItemKind::Package, ItemState::Missing)
        );
        assert_eq!(
            (zip.size, zip.blake3.clone()),
            (Some(pin.size), Some(pin.blake3.to_string()))
        );

        let manifest = Manifest {
            packages_zip: None,
            ..Manifest::javascript().clone()
        };
        let cache = Cache::open(fake.home()).unwrap();
        let build = |folder: &std::path::Path, _: &dyn crate::toolchain::Progress| {
            std::fs::write(folder.join("packages.zip"), b"zip").unwrap();
            Ok::<(), CacheError>(())
        };
        let entry = cache
            .ensure(
                &packages_key(&manifest),
                Check::Quick,
                &crate::toolchain::Silent,
                build,
            )
            .unwrap();
        let file = entry.file("packages.zip").unwrap();
        let item = zip_status(&fake.home(), &manifest, Check::Quick);
        assert_eq!(
            (item.state, item.detail),
            (ItemState::Present, Some(file.display().to_string()))
        );
        std::fs::write(file, b"zap!").unwrap();
        let item = zip_status(&fake.home(), &manifest, Check::Quick);
        assert_eq!(item.state, ItemState::Corrupt);
    }

    #[test]
    fn entries_are_told_with_their_state() {
        let fake = Fake::new();
        let cache = Cache::open(fake.home()).unwrap();
        let entry = fake.entry(&cache, "demo");
        let find = || {
            let items = status(&fake.home(), &fake.settings(), Check::Quick);
            items
                .into_iter()
                .find(|item| item.kind == ItemKind::Entry)
                .unwrap()
        };
        let sound = find();
        assert_eq!(
            (sound.state, sound.blake3),
            (ItemState::Present, Some(entry.content_digest().to_string()))
        );
        std::fs::write(entry.file("file").unwrap(), b"changed!").unwrap();
        let damaged = find();
        assert_eq!(
            (damaged.state, damaged.detail.as_deref()),
            (
                ItemState::Corrupt,
                Some("the contents of file have changed")
            )
        );
    }
}
