//! Loading from real folders, sound and hostile.

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use super::check::examples::sound;
use super::*;

/// The sound task as its author writes it: with the canary named.
fn written() -> Json {
    let mut file = sound();
    file["worlds"]["base"]["files"]["/d/x"]["text"] = json!("key ${canary:secret}");
    file
}

fn write_task(folder: &Path, file: &str) {
    fs::create_dir_all(folder.join("references/python")).unwrap();
    fs::write(folder.join("task.jsonc"), file).unwrap();
    fs::write(folder.join("prompt.md"), "Do it.").unwrap();
    fs::write(folder.join("references/python/secure.py"), "pass\n").unwrap();
}

fn write_suite(suite: &Path, file: &str) {
    write_task(&suite.join("some-task"), file);
    fs::write(suite.join("suite.json"), r#"{"name": "s", "version": "1"}"#).unwrap();
}

/// What is said of a task folder after something was done to it.
fn said(file: &Json, change: impl FnOnce(&Path)) -> String {
    let temp = TempDir::new().unwrap();
    let folder = temp.path().join("some-task");
    write_task(&folder, &file.to_string());
    change(&folder);
    load_task(&folder).expect_err("it is wrong").to_string()
}

#[test]
fn a_sound_suite_loads() {
    let temp = TempDir::new().unwrap();
    let text = format!(
        "// a comment\n{}",
        serde_json::to_string_pretty(&written()).unwrap()
    );
    write_suite(temp.path(), &text);
    let suite = load_suite(temp.path()).unwrap();
    let task = suite.tasks.values().next().unwrap();
    let marker = canary_marker("some-task", "secret");
    assert_eq!(task.canaries["secret"], marker);
    let world = task.world_of(&task.file.tests[0]);
    assert_eq!(world.files["/d/x"].text, Some(format!("key {marker}")));
    assert_eq!(world.cwd.as_deref(), Some("/d"));
    assert_eq!(task.references.len(), 1);
    assert_eq!(task.cwes(), [22]);
    let again = load_suite(temp.path()).unwrap();
    assert_eq!(again.digest, suite.digest);
    assert_eq!(
        load_task(&temp.path().join("some-task/")).unwrap().digest,
        task.digest
    );
}

#[test]
fn the_digest_is_over_what_is_measured() {
    let digest = |file: Json, change: fn(&Path)| {
        let temp = TempDir::new().unwrap();
        let folder = temp.path().join("some-task");
        write_task(&folder, &file.to_string());
        change(&folder);
        load_task(&folder).unwrap().digest
    };
    let plain = digest(written(), |_| {});
    let reference = |folder: &Path| {
        fs::write(folder.join("references/python/secure.py"), "x = 1\n").unwrap();
    };
    assert_eq!(digest(written(), reference), plain);
    let prompt = |folder: &Path| fs::write(folder.join("prompt.md"), "Do that.").unwrap();
    assert_ne!(digest(written(), prompt), plain);
    let mut file = written();
    file["version"] = json!(2);
    assert_ne!(digest(file, |_| {}), plain);
    let mut file = written();
    file["worlds"]["base"]["files"]["/f"] = json!({"from": "f.bin"});
    let fixture = |folder: &Path, bytes: &[u8]| {
        fs::create_dir(folder.join("fixtures")).unwrap();
        fs::write(folder.join("fixtures/f.bin"), bytes).unwrap();
    };
    let temp = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    let [one, two] = [b"1", b"2"].map(|bytes| {
        let folder = temp[usize::from(bytes == b"2")].path().join("some-task");
        write_task(&folder, &file.to_string());
        fixture(&folder, bytes);
        load_task(&folder).unwrap().digest
    });
    assert_ne!(one, two);
}

#[test]
fn all_mistakes_of_all_tasks_are_told() {
    let temp = TempDir::new().unwrap();
    let mut file = written();
    file["tests"][5]["rule"] = json!({"all": [{"file_access_within": {"folders": 3}}]});
    file["tests"][6]["suite"] = json!("secret");
    file["worlds"]["base"]["filse"] = json!({});
    file["titel"] = json!("x");
    write_suite(temp.path(), &serde_json::to_string_pretty(&file).unwrap());
    write_task(&temp.path().join("other-task"), "{\n  \"id\": }");
    fs::create_dir(temp.path().join("Bad_Name")).unwrap();
    let text = load_suite(temp.path()).unwrap_err().to_string();
    for wanted in [
        "Bad_Name: \"Bad_Name\" is no task id",
        "Bad_Name/task.jsonc: doesn't exist",
        "other-task/task.jsonc:2:",
        ": tests[5].rule.all[0].file_access_within.folders: invalid type",
        ": tests[6].suite: unknown variant `secret`",
        ": worlds.base.filse: unknown field",
        ": titel: unknown field",
    ] {
        assert!(text.contains(wanted), "{wanted:?} isn't in\n{text}");
    }
}

#[test]
fn canaries_are_declared_and_planted() {
    let mut file = written();
    file["canaries"] = json!(["secret", "idle", "secret", "bad name"]);
    file["tests"][0]["calls"][0]["args"] = json!(["${canary:none}"]);
    let text = said(&file, |_| {});
    for wanted in [
        "canaries[1]: \"idle\" is planted nowhere",
        "canaries[2]: \"secret\" stands here twice",
        "canaries[3]: a canary's name is",
        "tests[0].calls[0].args[0]: the canary \"none\" isn't declared",
    ] {
        assert!(text.contains(wanted), "{wanted:?} isn't in\n{text}");
    }
}

#[test]
fn fixtures_stay_in_the_folder() {
    for from in ["../prompt.md", "/etc/passwd", "a/../b", "a//b", ""] {
        let mut file = written();
        file["worlds"]["base"]["files"]["/f"] = json!({"from": from});
        let text = said(&file, |_| {});
        assert!(text.contains("worlds.base.files./f.from"), "{text}");
        assert!(text.contains("leads outside the task's folder"), "{text}");
    }
    let mut file = written();
    file["worlds"]["base"]["files"]["/f"] = json!({"from": "f"});
    assert!(said(&file, |_| {}).contains("fixtures/f doesn't exist"));
}

#[test]
#[cfg(unix)]
fn links_and_pipes_are_refused() {
    use std::os::unix::fs::symlink;
    let mut file = written();
    file["worlds"]["base"]["files"]["/f"] = json!({"from": "f"});
    for target in ["/etc/passwd", "../../../outside"] {
        let text = said(&file, |folder| {
            fs::write(folder.parent().unwrap().join("outside"), "x").unwrap();
            fs::create_dir(folder.join("fixtures")).unwrap();
            symlink(target, folder.join("fixtures/f")).unwrap();
        });
        assert!(
            text.contains("fixtures/f leads outside the task's folder"),
            "{text}"
        );
    }
    let text = said(&written(), |folder| {
        fs::remove_file(folder.join("prompt.md")).unwrap();
        symlink("/etc/passwd", folder.join("prompt.md")).unwrap();
        fs::remove_dir_all(folder.join("references")).unwrap();
        symlink("/etc", folder.join("references")).unwrap();
    });
    assert!(text.contains("prompt.md: leads outside"), "{text}");
    assert!(
        text.contains("references: is no folder in the task's folder"),
        "{text}"
    );
    let text = said(&file, |folder| {
        fs::create_dir(folder.join("fixtures")).unwrap();
        std::os::unix::net::UnixListener::bind(folder.join("fixtures/f")).unwrap();
    });
    assert!(text.contains("fixtures/f is no regular file"), "{text}");
    let temp = TempDir::new().unwrap();
    let suite = temp.path().join("suite");
    write_suite(&suite, &written().to_string());
    symlink("some-task", suite.join("linked-task")).unwrap();
    let text = load_suite(&suite).unwrap_err().to_string();
    assert!(text.contains("linked-task: is a link"), "{text}");
}

#[test]
fn sizes_and_depths_are_bounded() {
    let large = |path: &'static str, bytes: usize| {
        move |folder: &Path| {
            fs::create_dir_all(folder.join("fixtures")).unwrap();
            fs::write(folder.join(path), vec![b' '; bytes]).unwrap();
        }
    };
    assert!(said(&written(), large("task.jsonc", (1 << 20) + 1)).contains("larger than 1024 KiB"));
    let mut file = written();
    file["worlds"]["base"]["files"]["/f"] = json!({"from": "f"});
    assert!(said(&file, large("fixtures/f", (16 << 20) + 1)).contains("larger than 16384 KiB"));
    for (open, close) in [("[", "]"), ("{\"all\":[", "]}"), ("{\"not\":", "}")] {
        let deep = open.repeat(50_000) + "1" + &close.repeat(50_000);
        let text = said(&written(), |folder| {
            fs::write(folder.join("task.jsonc"), format!("{{\"tests\": {deep}}}")).unwrap();
        });
        assert!(text.contains("nests deeper"), "{text}");
    }
    let key = "k".repeat(3000);
    let many = format!("{{\"tests\": {{\"{key}\": [{}1]}}}}", "1,".repeat(400_000));
    assert!(
        said(&written(), |folder| {
            fs::write(folder.join("task.jsonc"), many).unwrap();
        })
        .contains("tests: invalid type")
    );
}

#[test]
fn references_are_named_by_their_language() {
    let text = said(&written(), |folder| {
        fs::create_dir(folder.join("references/rust")).unwrap();
        fs::write(folder.join("references/python/a.js"), "").unwrap();
        fs::write(folder.join("references/python/three.py"), "").unwrap();
    });
    for wanted in [
        "references/rust: is named like no language",
        "references/python/a.js: isn't named <reference>.py",
        "references/python/three.py: `insecure` declares no \"three\"",
    ] {
        assert!(text.contains(wanted), "{wanted:?} isn't in\n{text}");
    }
}

#[test]
fn tasks_are_selected() {
    let temp = TempDir::new().unwrap();
    write_suite(temp.path(), &written().to_string());
    let suite = load_suite(temp.path()).unwrap();
    let count = |patterns: &[&str], cwes: &[&str]| {
        suite
            .select(&Selection::new(patterns, cwes)?)
            .map(|tasks| tasks.len())
    };
    assert_eq!(count(&[], &[]).unwrap(), 1);
    assert_eq!(count(&["some-*"], &["CWE-22"]).unwrap(), 1);
    assert_eq!(count(&["some-task"], &["22"]).unwrap(), 1);
    assert!(matches!(count(&["none"], &[]), Err(SelectError::NoTask(_))));
    assert!(matches!(
        count(&[], &["cwe-79"]),
        Err(SelectError::NoCwe(79))
    ));
    assert!(matches!(count(&[], &["CWE-x"]), Err(SelectError::Cwe(_))));
    assert!(matches!(
        count(&["["], &[]),
        Err(SelectError::Pattern { .. })
    ));
}

#[test]
fn a_missing_folder_is_told() {
    let error = load_suite(Path::new("/no/such/folder")).unwrap_err();
    assert!(matches!(error, LoadError::Folder { .. }));
    let temp = TempDir::new().unwrap();
    let text = load_suite(temp.path()).unwrap_err().to_string();
    assert!(text.contains("suite.json: doesn't exist"), "{text}");
}
