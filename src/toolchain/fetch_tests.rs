//! Fetching with fake clients: where files come from, and what the user reads when they do not come.

use super::*;
use crate::toolchain::testing::{Fake, Recorder, crates_artifact, npm_artifact, pypi_artifact};
use crate::toolchain::{Silent, VerifyError};

fn fetcher(fake: &Fake) -> Fetcher {
    Fetcher::new(fake.home(), fake.settings())
}

/// What a user reads, without the paths of this test.
fn shown(fake: &Fake, error: &FetchError) -> String {
    let text = format!("{error}\nhelp: {}", error.help().unwrap_or_default());
    text.replace(&fake.folder().display().to_string(), "[TMP]")
}

#[test]
fn a_wheel_and_a_tarball_are_fetched_once_verified_and_kept() {
    let fake = Fake::new();
    fake.registry_client("python3", "--dest");
    fake.registry_client("npm", "--pack-destination");
    let (wheel, tarball) = (
        pypi_artifact("demo", b"wheel"),
        npm_artifact("@demo/tool", b"tarball"),
    );
    fake.publish(&wheel, b"wheel");
    fake.publish(&tarball, b"tarball");
    let fetcher = fetcher(&fake);
    let paths = fetcher.fetch_all([&wheel, &tarball], &Silent).unwrap();
    assert_eq!(
        paths[0],
        fake.home()
            .artifacts(Ecosystem::Pypi)
            .join("demo-1.0-py3-none-any.whl")
    );
    assert_eq!(
        paths[1],
        fake.home()
            .artifacts(Ecosystem::Npm)
            .join("demo-tool-1.0.tgz")
    );
    assert_eq!(fs::read(&paths[1]).unwrap(), b"tarball");
    assert_eq!(fetcher.fetch(&wheel, &Silent).unwrap(), paths[0]);
    assert_eq!(fake.runs(), 2);
    assert!(!fake.home().artifacts_staging().exists());
}

#[test]
fn a_crate_is_copied_from_the_downloads_of_cargo() {
    let fake = Fake::new();
    fake.cargo();
    let artifact = crates_artifact("demo", b"crate");
    fake.publish(&artifact, b"crate");
    let fetcher = fetcher(&fake);
    let path = fetcher.fetch(&artifact, &Silent).unwrap();
    assert_eq!(
        path,
        fake.home()
            .artifacts(Ecosystem::Crates)
            .join("demo-1.0.crate")
    );
    assert_eq!(fs::read(&path).unwrap(), b"crate");
    fetcher.fetch(&artifact, &Silent).unwrap();
    assert_eq!(fake.runs(), 1);
    let download = fake
        .folder()
        .join("cargo/registry/cache/index/demo-1.0.crate");
    assert!(download.exists(), "it is copied");
    assert!(!fake.home().artifacts_staging().exists());
}

#[test]
fn a_wrong_crate_is_named_where_cargo_keeps_it() {
    let fake = Fake::new();
    fake.cargo();
    let artifact = crates_artifact("demo", b"crate");
    fake.publish(&artifact, b"crash");
    let error = fetcher(&fake).fetch(&artifact, &Silent).unwrap_err();
    insta::assert_snapshot!(shown(&fake, &error), @r"
    [TMP]/cargo/registry/cache/index/demo-1.0.crate is not the pinned demo 1.0: expected sha256 f5fe331d2367a7a67ee20bd579c77b929ae49439d8b0d8e9c3b98609797b6b69, found cdb2e0d0f873ce5326e87cf7dec48de8da3043cfc950a7eba05a059150e873f5
    help: the file was changed or cut short on its way; remove [TMP]/cargo/registry/cache/index/demo-1.0.crate and fetch it again, and if it differs again, distrust the mirror it came from
    ");
    assert!(!fetcher(&fake).stored(&artifact).exists());
}

#[test]
fn many_wheels_are_one_run_of_pip() {
    let fake = Fake::new();
    fake.registry_client("python3", "--dest");
    let artifacts = [pypi_artifact("one", b"1"), pypi_artifact("two", b"2")];
    fake.publish(&artifacts[0], b"1");
    fake.publish(&artifacts[1], b"2");
    fetcher(&fake).fetch_all(&artifacts, &Silent).unwrap();
    assert_eq!(fake.runs(), 1);
}

#[test]
fn a_kept_file_that_changed_is_fetched_again() {
    let fake = Fake::new();
    fake.registry_client("python3", "--dest");
    let artifact = pypi_artifact("demo", b"wheel");
    fake.publish(&artifact, b"wheel");
    let fetcher = fetcher(&fake);
    let path = fetcher.fetch(&artifact, &Silent).unwrap();
    fs::write(&path, b"whee1").unwrap();
    let recorder = Recorder::default();
    fetcher.fetch(&artifact, &recorder).unwrap();
    assert_eq!(fs::read(path).unwrap(), b"wheel");
    assert_eq!(
        recorder.lines()[0],
        "rebuilding demo-1.0-py3-none-any.whl: its contents have changed"
    );
}

#[test]
fn a_wrong_file_is_refused_and_not_kept() {
    let fake = Fake::new();
    fake.registry_client("python3", "--dest");
    let artifact = pypi_artifact("demo", b"wheel");
    fake.publish(&artifact, b"whee1");
    let fetcher = fetcher(&fake);
    let error = fetcher.fetch(&artifact, &Silent).unwrap_err();
    let FetchError::Verify(VerifyError::Differs(difference)) = error else {
        panic!("{error}")
    };
    assert_eq!(difference.what, "sha256");
    assert!(!fetcher.stored(&artifact).exists());
    assert!(!fake.home().artifacts_staging().exists());
}

#[test]
fn what_cannot_fit_on_the_disk_is_not_even_fetched() {
    let fake = Fake::new();
    let mut artifact = pypi_artifact("demo", b"wheel");
    artifact.size = u64::MAX;
    let error = fetcher(&fake).fetch(&artifact, &Silent).unwrap_err();
    assert!(
        error.to_string().starts_with("no space left in "),
        "{error}"
    );
}

#[test]
fn the_offline_folder_comes_before_the_client_and_is_verified_too() {
    let fake = Fake::new(); // has no client
    let artifact = npm_artifact("demo", b"tarball");
    fake.publish(&artifact, b"tarball");
    let folder = fake.folder().join("registry");
    let settings = FetchSettings {
        artifacts: Some(folder.clone()),
        ..fake.settings()
    };
    let fetcher = Fetcher::new(fake.home(), settings);
    assert_eq!(
        fs::read(fetcher.fetch(&artifact, &Silent).unwrap()).unwrap(),
        b"tarball"
    );
    assert!(folder.join("demo-1.0.tgz").exists(), "it is copied");

    let other = npm_artifact("other", b"tarball");
    fake.publish(&other, b"another");
    let error = fetcher.fetch(&other, &Silent).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("/registry/other-1.0.tgz is not the pinned other 1.0"),
        "{error}"
    );
}

#[test]
fn a_failing_client_is_told_with_package_command_and_remedy() {
    let fake = Fake::new();
    fake.program(
        "python3",
        "case $3 in --version) echo pip 1.0;; *) echo ERROR: no route to host >&2; exit 1;; esac",
    );
    let error = fetcher(&fake)
        .fetch(&pypi_artifact("demo", b"wheel"), &Silent)
        .unwrap_err();
    insta::assert_snapshot!(shown(&fake, &error), @r"
    pip could not fetch demo 1.0: exit status: 1
    command: [TMP]/bin/python3 -m pip download --no-input --disable-pip-version-check --progress-bar off --no-deps --require-hashes --only-binary :all: --python-version 3.15 --implementation py --abi none --platform any --dest [TMP]/home/artifacts/staging --requirement [TMP]/home/artifacts/staging/requirements.txt
      ERROR: no route to host
    help: check the network, and the proxy and mirror settings of pip; or put demo-1.0-py3-none-any.whl into a folder and set DUALGAUGE_ARTIFACTS to it
    ");

    fake.program(
        "npm",
        "case $1 in --version) echo 9.0;; *) echo npm error network >&2; exit 1;; esac",
    );
    let error = fetcher(&fake)
        .fetch(&npm_artifact("@demo/tool", b"tarball"), &Silent)
        .unwrap_err();
    insta::assert_snapshot!(shown(&fake, &error), @r"
    npm could not fetch @demo/tool 1.0: exit status: 1
    command: [TMP]/bin/npm pack @demo/tool@1.0 --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error --pack-destination [TMP]/home/artifacts/staging
      npm error network
    help: check the network, and the proxy and mirror settings of npm; or put demo-tool-1.0.tgz into a folder and set DUALGAUGE_ARTIFACTS to it
    ");

    fake.program(
        "cargo",
        "case $1 in --version) echo cargo 1.0;; *) echo error: failed to download >&2; exit 101;; esac",
    );
    let error = fetcher(&fake)
        .fetch(&crates_artifact("demo", b"crate"), &Silent)
        .unwrap_err();
    insta::assert_snapshot!(shown(&fake, &error), @r"
    cargo could not fetch demo 1.0: exit status: 101
    command: [TMP]/bin/cargo info --color=never demo@1.0
      error: failed to download
    help: check the network, and the proxy and mirror settings of cargo; or put demo-1.0.crate into a folder and set DUALGAUGE_ARTIFACTS to it
    ");
}

#[test]
fn a_cargo_that_leaves_no_file_is_told() {
    let fake = Fake::new();
    fake.program("cargo", "echo cargo 1.0");
    let error = fetcher(&fake)
        .fetch(&crates_artifact("demo", b"crate"), &Silent)
        .unwrap_err();
    insta::assert_snapshot!(shown(&fake, &error), @r"
    cargo fetched demo 1.0, but left no file of that name
    help: put demo-1.0.crate into a folder and set DUALGAUGE_ARTIFACTS to it
    ");
}

#[test]
fn a_missing_client_is_told_with_package_and_remedy() {
    let fake = Fake::new();
    let artifacts: Vec<_> = ["a", "b", "c", "d", "e"]
        .iter()
        .map(|name| pypi_artifact(name, b""))
        .collect();
    let error = fetcher(&fake).fetch_all(&artifacts, &Silent).unwrap_err();
    insta::assert_snapshot!(shown(&fake, &error), @r"
    cannot fetch a 1.0, b 1.0, c 1.0 and 2 more: no pip found (tried python3 -m pip: not found; pip3: not found; pip: not found)
    help: install Python 3 with pip, or set DUALGAUGE_PYTHON or DUALGAUGE_PIP to one; or put a-1.0-py3-none-any.whl, b-1.0-py3-none-any.whl, c-1.0-py3-none-any.whl and 2 more into a folder and set DUALGAUGE_ARTIFACTS to it
    ");
}

#[test]
fn a_client_that_leaves_no_file_is_told() {
    let fake = Fake::new();
    fake.program("npm", "echo 9.0");
    let error = fetcher(&fake)
        .fetch(&npm_artifact("demo", b"tarball"), &Silent)
        .unwrap_err();
    insta::assert_snapshot!(shown(&fake, &error), @r"
    npm fetched demo 1.0, but left no file of that name
    help: put demo-1.0.tgz into a folder and set DUALGAUGE_ARTIFACTS to it
    ");
}

#[test]
fn progress_counts_the_packages_that_pip_turns_to() {
    let fake = Fake::new();
    let registry = fake.folder().join("registry");
    fake.program(
        "python3",
        &format!(
            "for a in \"$@\"; do [ \"$last\" = --dest ] && folder=$a; last=$a; done\n\
             [ -z \"$folder\" ] && echo pip 1.0 && exit 0\n\
             echo Collecting one==1.0; echo Saved; echo Collecting two==1.0\n/bin/cp {}/* \"$folder\"",
            registry.display()
        ),
    );
    let artifacts = [pypi_artifact("one", b"1"), pypi_artifact("two", b"2")];
    fake.publish(&artifacts[0], b"1");
    fake.publish(&artifacts[1], b"2");
    let recorder = Recorder::default();
    fetcher(&fake).fetch_all(&artifacts, &recorder).unwrap();
    let name = "fetching one 1.0, two 1.0";
    let expected = [
        format!("started {name}"),
        format!("advanced {name} 0/2"),
        format!("advanced {name} 1/2"),
        format!("finished {name}"),
    ];
    assert_eq!(recorder.lines(), expected);
}
