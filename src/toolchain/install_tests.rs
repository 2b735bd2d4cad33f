//! From a pin to a usable entry, offline.

use super::*;
use crate::toolchain::testing::{Fake, member, pypi_artifact, wheel};
use crate::toolchain::{FetchSettings, FilePin, Silent};

fn offline(fake: &Fake) -> (Cache, Fetcher) {
    let settings = FetchSettings {
        artifacts: Some(fake.folder().join("registry")),
        ..fake.settings()
    };
    (
        Cache::open(fake.home()).unwrap(),
        Fetcher::new(fake.home(), settings),
    )
}

#[test]
fn an_artifact_becomes_an_entry_of_its_members() {
    let fake = Fake::new();
    let bytes = wheel(&[("demo/a.wasm", "aaa")]);
    let mut artifact = pypi_artifact("demo", &bytes);
    artifact.unpack = vec![member("demo/a.wasm", "a.wasm", b"aaa")];
    fake.publish(&artifact, &bytes);
    let (cache, fetcher) = offline(&fake);
    let entry = install_artifact(&cache, &fetcher, &artifact, Check::Quick, &Silent).unwrap();
    assert_eq!(
        std::fs::read(entry.file("a.wasm").unwrap()).unwrap(),
        b"aaa"
    );

    // Once installed, the artifact itself is no longer needed.
    std::fs::remove_dir_all(fake.home().folder().join("artifacts")).unwrap();
    std::fs::remove_dir_all(fake.folder().join("registry")).unwrap();
    assert_eq!(
        install_artifact(&cache, &fetcher, &artifact, Check::Full, &Silent).unwrap(),
        entry
    );
}

fn manifest(fake: &Fake) -> Manifest {
    let packages = ["one", "two"].map(|name| {
        let bytes = wheel(&[(&format!("{name}.py"), "x = 1")]);
        let artifact = pypi_artifact(name, &bytes);
        fake.publish(&artifact, &bytes);
        artifact
    });
    Manifest {
        file: "demo.json".to_owned(),
        language: "python".to_owned(),
        artifacts: Vec::new(),
        packages: packages.into(),
        npm: None,
        packages_zip: None,
    }
}

#[test]
fn packages_become_an_entry_with_one_zip() {
    let fake = Fake::new();
    let manifest = manifest(&fake);
    let (cache, fetcher) = offline(&fake);
    let entry = install_packages(&cache, &fetcher, &manifest, Check::Quick, &Silent).unwrap();
    let zip =
        zip::ZipArchive::new(std::fs::File::open(entry.file("packages.zip").unwrap()).unwrap())
            .unwrap();
    assert_eq!(
        crate::toolchain::archive::member_names(&zip).unwrap(),
        ["one.py", "two.py"]
    );
}

#[test]
fn a_zip_other_than_the_pinned_one_is_refused() {
    let fake = Fake::new();
    let mut manifest = manifest(&fake);
    manifest.packages_zip = Some(FilePin {
        size: 1,
        blake3: crate::toolchain::Blake3Digest::of(b"x"),
    });
    let (cache, fetcher) = offline(&fake);
    let error = install_packages(&cache, &fetcher, &manifest, Check::Quick, &Silent).unwrap_err();
    assert!(
        matches!(error, InstallError::Packages(PackagesError::Differs { .. })),
        "{error}"
    );
    assert_eq!(cache.sizes().unwrap(), []);
}
