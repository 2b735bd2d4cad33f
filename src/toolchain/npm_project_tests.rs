//! The shipped project, and installing with a fake npm.

use super::*;
use crate::toolchain::testing::Fake;
use crate::toolchain::{
    Cache, Check, Entry, FetchSettings, InstallError, PackagesError, Silent, install_packages,
};

/// An npm that says what it was given and installs the one package `demo`.
const NPM: &str = "[ \"$1\" = --version ] && echo 11.0 && exit 0\n\
    [ \"$1\" = ci ] && [ -f package-lock.json ] || exit 1\n\
    /bin/mkdir -p node_modules/demo/test\n\
    echo 'exports.a = 1' > node_modules/demo/index.js\n\
    echo > node_modules/demo/README.md\n\
    echo > node_modules/demo/test/index.js\n\
    echo > node_modules/.package-lock.json";

fn manifest(pin: Option<FilePin>) -> Manifest {
    Manifest {
        file: "demo.json".to_owned(),
        language: "javascript".to_owned(),
        artifacts: Vec::new(),
        packages: Vec::new(),
        npm: Some(NpmProject {
            package: "{}",
            lock: "{}",
            left_out: "",
        }),
        packages_zip: pin,
    }
}

fn install(
    fake: &Fake,
    settings: FetchSettings,
    manifest: &Manifest,
) -> Result<Entry, InstallError> {
    let cache = Cache::open(fake.home()).unwrap();
    let fetcher = Fetcher::new(fake.home(), settings);
    install_packages(&cache, &fetcher, manifest, Check::Quick, &Silent)
}

fn pin_of(zip: &[u8]) -> FilePin {
    FilePin {
        size: zip.len() as u64,
        blake3: Blake3Digest::of(zip),
    }
}

/// What a user reads, without the paths of this test.
#[cfg(unix)]
fn shown(fake: &Fake, error: &InstallError) -> String {
    let text = format!("{error}\nhelp: {}", error.help().unwrap_or_default());
    text.replace(&fake.folder().display().to_string(), "[TMP]")
}

#[test]
fn the_shipped_lock_pins_every_package_and_names_no_address() {
    let project = NpmProject::javascript();
    let wanted: serde_json::Value = serde_json::from_str(project.package).unwrap();
    let lock: serde_json::Value = serde_json::from_str(project.lock).unwrap();
    assert!(!project.package.contains("://") && !project.lock.contains("://"));
    let packages = lock["packages"].as_object().unwrap();
    assert_eq!(packages[""]["dependencies"], wanted["dependencies"]);
    for (path, package) in packages.iter().filter(|(path, _)| !path.is_empty()) {
        let integrity = package["integrity"].as_str().unwrap_or_default();
        assert!(integrity.starts_with("sha512-"), "{path}");
        // Else it would be another zip on other machines, or need native code.
        for field in ["os", "cpu", "libc", "hasInstallScript", "link", "resolved"] {
            assert!(package.get(field).is_none(), "{path}: {field}");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_npm_installs_becomes_an_entry_with_one_zip() {
    let fake = Fake::new();
    fake.program("npm", NPM);
    let entry = install(&fake, fake.settings(), &manifest(None)).unwrap();
    let zip = crate::toolchain::archive::open_zip(&entry.file("packages.zip").unwrap()).unwrap();
    assert_eq!(
        crate::toolchain::archive::member_names(&zip).unwrap(),
        ["demo/index.js"]
    );
    assert!(!fake.home().artifacts_staging().exists());
}

#[cfg(unix)]
#[test]
fn another_zip_than_the_pinned_one_is_refused() {
    let fake = Fake::new();
    fake.program("npm", NPM);
    let error = install(&fake, fake.settings(), &manifest(Some(pin_of(b"zip")))).unwrap_err();
    assert!(
        matches!(error, InstallError::Packages(PackagesError::Differs { .. })),
        "{error}"
    );
}

#[cfg(unix)]
#[test]
fn the_offline_folder_comes_before_npm_and_is_verified_too() {
    let fake = Fake::new(); // has no npm
    let settings = FetchSettings {
        artifacts: Some(fake.folder().to_owned()),
        ..fake.settings()
    };
    let file = fake.folder().join("dualgauge-javascript-packages.zip");
    fs::write(&file, b"zap").unwrap();
    let manifest = manifest(Some(pin_of(b"zip")));
    let error = install(&fake, settings.clone(), &manifest).unwrap_err();
    insta::assert_snapshot!(shown(&fake, &error), @r"
    [TMP]/dualgauge-javascript-packages.zip is not the pinned zip of javascript packages: expected blake3 c2373647be0ce149900d6c8548bf2c6a80d80d1260c8bccff487e159d5604cfe, found 160d71895d28dbdef360120b8d35ad15d18817000a845d2fcf8a8975c134046e
    help: the file was changed or cut short on its way; remove [TMP]/dualgauge-javascript-packages.zip and fetch it again, and if it differs again, distrust the mirror it came from
    ");

    fs::write(&file, b"zip").unwrap();
    let entry = install(&fake, settings, &manifest).unwrap();
    assert_eq!(
        fs::read(entry.file("packages.zip").unwrap()).unwrap(),
        b"zip"
    );
}

#[cfg(unix)]
#[test]
fn a_missing_or_failing_npm_is_told_with_remedy() {
    let fake = Fake::new();
    let error = install(&fake, fake.settings(), &manifest(None)).unwrap_err();
    insta::assert_snapshot!(shown(&fake, &error), @r"
    cannot fetch javascript packages: no npm found (tried npm: not found)
    help: install Node.js with npm, or set DUALGAUGE_NPM to one; or put dualgauge-javascript-packages.zip into a folder and set DUALGAUGE_ARTIFACTS to it
    ");

    fake.program(
        "npm",
        "case $1 in --version) echo 9.0;; *) echo npm error network >&2; exit 1;; esac",
    );
    let error = install(&fake, fake.settings(), &manifest(None)).unwrap_err();
    insta::assert_snapshot!(shown(&fake, &error), @r"
    npm could not fetch javascript packages: exit status: 1
    command: [TMP]/bin/npm ci --omit=dev --install-strategy=hoisted --no-legacy-peer-deps --no-bin-links --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
      npm error network
    help: check the network, and the proxy and mirror settings of npm; or put dualgauge-javascript-packages.zip into a folder and set DUALGAUGE_ARTIFACTS to it
    ");
}
