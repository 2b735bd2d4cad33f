//! What the user is told when something is wrong: where it is, what it is, and what to do. The exit code is 2.

mod support;

use std::fs;
use std::os::unix::fs::symlink;

use support::{Place, repository, run};

/// Runs each command and puts together what a person would see.
fn transcripts(place: &Place, commands: &[&[&str]]) -> String {
    commands
        .iter()
        .map(|arguments| {
            let ran = place.dualgauge(arguments);
            assert_eq!(ran.code, Some(2), "{}", ran.transcript(arguments));
            assert_eq!(ran.stdout, "", "{arguments:?}");
            ran.transcript(arguments).replace("[exit code 2]\n", "")
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// A suite of one task, after a change to one of its files.
fn suite_with(change: impl Fn(&str, &str) -> String) -> Place {
    let place = Place::new();
    let from = repository("tasks/path-load-file");
    for file in ["task.jsonc", "prompt.md", "references/python/secure.py"] {
        let text = fs::read_to_string(from.join(file)).expect("it is shipped");
        place.write(&format!("suite/path-load-file/{file}"), change(file, &text));
    }
    for name in [
        "unchecked",
        "check-after-open",
        "prefix-without-separator",
        "one-pass-strip",
        "lexical-check",
        "leading-dots-check",
    ] {
        let file = format!("references/python/{name}.py");
        let text = fs::read_to_string(from.join(&file)).expect("it is shipped");
        place.write(&format!("suite/path-load-file/{file}"), text);
    }
    place.write("suite/suite.json", r#"{ "name": "own", "version": "1" }"#);
    place
}

/// What is said of the task file after one replacement.
fn task_with(old: &str, new: &str) -> String {
    let place = suite_with(|file, text| {
        if file == "task.jsonc" {
            assert!(text.contains(old), "{old}");
            text.replacen(old, new, 1)
        } else {
            text.to_owned()
        }
    });
    transcripts(&place, &[&["tasks", "list", "--suite", "suite"]])
}

#[test]
fn a_sound_suite_is_taken() {
    let place = suite_with(|_, text| text.to_owned());
    let ran = place.dualgauge(&["tasks", "list", "--suite", "suite"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
}

#[test]
fn broken_tasks() {
    let said = [
        (
            "a comma too few",
            task_with(r#""id": "path-load-file","#, r#""id": "path-load-file""#),
        ),
        (
            "an unknown field",
            task_with(r#""title":"#, r#""titel": "x", "title":"#),
        ),
        (
            "a field's type",
            task_with(r#""version": 1"#, r#""version": "one""#),
        ),
        (
            "a missing field",
            task_with(
                r#""title": "Load a text file from below a data folder","#,
                "",
            ),
        ),
        (
            "a missing fixture",
            task_with(r#"{ "text": "" }"#, r#"{ "from": "empty.txt" }"#),
        ),
        (
            "an unknown rule",
            task_with("file_access_within", "file_acces_within"),
        ),
        (
            "an unknown test",
            task_with(r#""fails": ["#, r#""fails": ["no-such-test","#),
        ),
        (
            "an undeclared canary",
            task_with("${canary:secret}", "${canary:sekret}"),
        ),
        (
            "another name",
            task_with(r#""id": "path-load-file""#, r#""id": "load-file""#),
        ),
    ]
    .map(|(what, text)| format!("-- {what}\n{text}"));
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn broken_suites() {
    let place = suite_with(|_, text| text.to_owned());
    place.write("no-version/suite.json", r#"{ "name": "own" }"#);
    place.write("empty/suite.json", r#"{ "name": "own", "version": "1" }"#);
    place.write("no-file/path-load-file/task.jsonc", "{}");
    place.write("a-file", "");
    insta::assert_snapshot!(transcripts(
        &place,
        &[
            &["tasks", "list", "--suite", "nowhere"],
            &["tasks", "list", "--suite", "a-file"],
            &["tasks", "list", "--suite", "no-version"],
            &["tasks", "list", "--suite", "empty"],
            &["tasks", "list", "--suite", "no-file"],
        ],
    ));
}

#[test]
fn selections() {
    insta::assert_snapshot!(transcripts(
        &Place::new(),
        &[
            &["run", "--task", "no-such-task"],
            &["run", "--task", "path-*", "--task", "{"],
            &["run", "--cwe", "99999"],
            &["run", "--cwe", "path"],
            &["run", "--task", "path-load-file", "--cwe", "89"],
            &["run", "--lang", "cobol"],
            &["tasks", "show", "no-such-task"],
            &["tasks", "validate", "--task", "no-such-task"],
        ],
    ));
}

#[test]
fn candidates_in_folders() {
    let place = Place::new();
    place.write("1/model-a/notes.txt", "");
    place.write("2/path-load-file/0.py", "");
    place.write("3/model-a/cobol/path-load-file/0.cob", "");
    place.write("4/model-a/python/no-such-task/0.py", "");
    place.write("5/model-a/python/path-load-file/first.py", "");
    place.write("6/model-a/python/path-load-file/0.js", "");
    place.write("7/model-a/python/path-load-file/0.py/x", "");
    place.write("9/model-a/python/path-load-file/0.py", "");
    place.write("9/model-a/python/path-load-file/00.py", "");
    place.write("10/\u{1b}[2J/python/path-load-file/0.py", "");
    fs::create_dir(place.at("empty")).unwrap();
    symlink("loop", place.at("loop")).unwrap();
    fs::create_dir_all(place.at("11/model-a/python/path-load-file")).unwrap();
    symlink(
        "/etc/passwd",
        place.at("11/model-a/python/path-load-file/0.py"),
    )
    .unwrap();
    let folders = [
        "1", "2", "3", "4", "5", "6", "7", "9", "10", "11", "empty", "nowhere", "loop",
    ];
    let commands = folders.map(|folder| ["run", "--candidates", folder]);
    let commands: Vec<&[&str]> = commands.iter().map(|command| &command[..]).collect();
    insta::assert_snapshot!(transcripts(&place, &commands));
}

#[test]
fn candidates_in_lines() {
    let place = Place::new();
    let lines: [(&str, &[u8]); 12] = [
        ("cut", br#"{"task_id": "path-load-file", "comp"#),
        ("no-completion", br#"{"task_id": "path-load-file"}"#),
        (
            "number",
            br#"{"task_id": "path-load-file", "completion": 5}"#,
        ),
        ("no-object", b"[1, 2]"),
        (
            "task",
            b"\n\n{\"task_id\": \"no-such-task\", \"completion\": \"\"}",
        ),
        (
            "task-name",
            br#"{"task_id": "HumanEval/0", "completion": ""}"#,
        ),
        (
            "language",
            br#"{"task_id": "path-load-file", "completion": "", "language": "cobol"}"#,
        ),
        (
            "generator",
            br#"{"task_id": "path-load-file", "completion": "", "generator": "org/model"}"#,
        ),
        (
            "sample",
            br#"{"task_id": "path-load-file", "completion": "", "sample": -1}"#,
        ),
        (
            "twice",
            b"{\"task_id\": \"path-load-file\", \"completion\": \"\", \"sample\": 1}\n\
              {\"task_id\": \"path-load-file\", \"completion\": \"\", \"sample\": 1}\n",
        ),
        ("bytes", b"\xff\xfe\x00"),
        ("empty", b"\n\n"),
    ];
    for (name, text) in &lines {
        place.write(&format!("{name}.jsonl"), text);
    }
    let files = lines.map(|(name, _)| format!("{name}.jsonl"));
    let commands: Vec<[&str; 3]> = files
        .iter()
        .map(|file| ["run", "--candidates", file])
        .collect();
    let commands: Vec<&[&str]> = commands.iter().map(|command| &command[..]).collect();
    insta::assert_snapshot!(transcripts(&place, &commands));
}

#[test]
fn options_of_run() {
    let place = Place::new();
    place.write("file", "");
    insta::assert_snapshot!(transcripts(
        &place,
        &[
            &["run", "--k", "0"],
            &["run", "--k", "one"],
            &["run", "--jobs", "0"],
            &["run", "--min-secure-pass", "101"],
            &["run", "--task", "path-load-file", "--out", "file"],
            &["run", "--task", "path-load-file", "--out", "file/inside"],
            &["run", "samples"],
        ],
    ));
}

#[test]
fn traces() {
    let place = Place::new();
    let ran = place.dualgauge(&["run", "--task", "path-load-file", "--out", "r"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    place.write("damaged/manifest.json", "{");
    insta::assert_snapshot!(transcripts(
        &place,
        &[
            &["trace", "nowhere"],
            &["trace", "damaged"],
            &["trace", "r", "--task", "no-such-task"],
            &["trace", "r", "--generator", "model-z"],
            &["trace", "r", "--sample", "99"],
            &["trace", "r", "--test", "no-such-test"],
        ],
    ));
}

#[test]
fn programs_and_grants() {
    let place = Place::new();
    place.write("file.txt", "");
    place.write("folder/__main__.py", "");
    place.write("folder/inner/f", "");
    insta::assert_snapshot!(transcripts(
        &place,
        &[
            &["exec"],
            &["exec", "nowhere.py"],
            &["exec", "folder"],
            &["exec", "--lang", "javascript", "-m", "module"],
            &["exec", "--dir", "nowhere", "-c", "1"],
            &["exec", "--dir", "file.txt", "-c", "1"],
            &["exec", "--dir", "..", "-c", "1"],
            &["exec", "--dir", ".:data", "-c", "1"],
            &["exec", "--dir", ".", "--dir", "folder:/app:ro", "-c", "1"],
            &["exec", "--dir", ".:ro", "--dir", "folder", "-c", "1"],
            &["exec", "--env", "NAME", "-c", "1"],
            &["exec", "--stdin", "nowhere", "-c", "1"],
            &["exec", "--trace", "nowhere/t.jsonl", "-c", "1"],
            &["exec", "--max-memory", "16", "-c", "1"],
            &["exec", "--fuel", "lots", "-c", "1"],
            &["exec", "-W", "error", "file.txt"],
        ],
    ));
}

#[test]
fn homes() {
    let place = Place::new();
    place.write("file", "");
    let there = place.path().canonicalize().expect("it is there");
    let mut said = String::new();
    for arguments in [&["doctor"][..], &["exec", "-c", "1"], &["run"]] {
        let ran = run(place.command(arguments).env("DUALGAUGE_HOME", "file"), b"");
        assert_eq!(ran.code, Some(2), "{}", ran.transcript(arguments));
        said.push_str(&ran.transcript(arguments));
    }
    let ran = place.dualgauge(&["setup", "--home", "file"]);
    assert_eq!(ran.code, Some(2));
    said.push_str(&ran.stderr);
    insta::assert_snapshot!(said.replace(&there.display().to_string(), "[place]"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::new();
    let mut command = place.command(&["tasks", "list"]);
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = command.stdout(writer).output().expect("it can be started");
    assert_eq!(output.status.code(), Some(141));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn help_fits_the_width() {
    let place = Place::new();
    let mut texts = Vec::new();
    for command in [
        &[][..],
        &["setup"],
        &["doctor"],
        &["run"],
        &["tasks"],
        &["tasks", "list"],
        &["tasks", "show"],
        &["tasks", "validate"],
        &["trace"],
        &["exec"],
    ] {
        let arguments = [command, &["--help"]].concat();
        let ran = place.dualgauge(&arguments);
        assert_eq!(ran.code, Some(0));
        let widest = ran.stdout.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(100), "{}", ran.stdout);
        texts.push(ran.transcript(&arguments));
    }
    insta::assert_snapshot!(texts.join("\n"));
}
