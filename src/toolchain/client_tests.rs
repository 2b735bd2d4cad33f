//! Which client is found, and what is told when there is none or it fails.

use super::*;
use crate::toolchain::testing::Fake;

#[test]
fn the_module_of_python3_is_preferred_to_pip() {
    let fake = Fake::new();
    fake.program("python3", "echo pip 1.0 of $1 $2");
    fake.program("pip", "echo pip 2.0");
    let client = fake.settings().client(Ecosystem::Pypi).unwrap();
    assert_eq!(client.version(), "pip 1.0 of -m pip");
}

#[test]
fn pip_is_used_where_python3_has_no_pip() {
    let fake = Fake::new();
    fake.program("python3", "echo No module named pip >&2; exit 1");
    fake.program("pip", "echo pip 2.0");
    assert_eq!(
        fake.settings().client(Ecosystem::Pypi).unwrap().version(),
        "pip 2.0"
    );
}

#[test]
fn a_named_client_is_used_and_no_other() {
    let fake = Fake::new();
    fake.program("python3", "echo pip 1.0");
    let named = fake.program("my-pip", "echo pip 3.0");
    let settings = FetchSettings {
        pip: Some(named),
        ..fake.settings()
    };
    assert_eq!(
        settings.client(Ecosystem::Pypi).unwrap().version(),
        "pip 3.0"
    );

    let settings = FetchSettings {
        pip: Some("/no/such/pip".into()),
        ..fake.settings()
    };
    insta::assert_snapshot!(
        settings.client(Ecosystem::Pypi).unwrap_err(),
        @"no pip found (tried /no/such/pip: not found)"
    );
}

#[test]
fn cargo_gets_the_folder_in_which_its_downloads_are_looked_for() {
    let fake = Fake::new();
    fake.program("cargo", "echo $CARGO_HOME");
    fake.program("npm", "echo home: $CARGO_HOME");
    let own = fake.folder().join("cargo").display().to_string();
    let settings = fake.settings();
    assert_eq!(settings.client(Ecosystem::Crates).unwrap().version(), own);
    let npm = settings.client(Ecosystem::Npm).unwrap();
    assert_ne!(npm.version(), format!("home: {own}"));

    let named = fake.program("my-cargo", "echo cargo 3.0");
    let settings = FetchSettings {
        cargo: Some(named),
        ..settings
    };
    let client = settings.client(Ecosystem::Crates).unwrap();
    assert_eq!(client.version(), "cargo 3.0");
}

#[test]
fn what_was_tried_is_told_when_there_is_no_client() {
    let fake = Fake::new();
    let error = fake.settings().client(Ecosystem::Pypi).unwrap_err();
    insta::assert_snapshot!(error, @"no pip found (tried python3 -m pip: not found; pip3: not found; pip: not found)");
    insta::assert_snapshot!(error.help(), @"install Python 3 with pip, or set DUALGAUGE_PYTHON or DUALGAUGE_PIP to one");
    insta::assert_snapshot!(fake.settings().client(Ecosystem::Npm).unwrap_err(), @"no npm found (tried npm: not found)");
    let error = fake.settings().client(Ecosystem::Crates).unwrap_err();
    insta::assert_snapshot!(error, @"no cargo found (tried cargo: not found)");
    insta::assert_snapshot!(error.help(), @"install Rust with cargo 1.82 or newer, or set DUALGAUGE_CARGO to one");
}

#[test]
fn a_failed_run_tells_command_outcome_and_the_last_lines() {
    let fake = Fake::new();
    fake.program("npm", "case $1 in --version) echo 9;; *) i=0; while [ $i -lt 40 ]; do echo line $i >&2; i=$((i+1)); done; exit 3;; esac");
    let client = fake.settings().client(Ecosystem::Npm).unwrap();
    let failure = client
        .run(&["pack".into(), "demo@1".into()], fake.folder(), |_| {})
        .unwrap_err();
    assert!(
        failure.command.ends_with("npm pack demo@1"),
        "{}",
        failure.command
    );
    assert_eq!(failure.outcome, "exit status: 3");
    assert_eq!(failure.stderr.lines().count(), SHOWN_LINES);
    assert!(failure.stderr.ends_with("line 39"));
}
