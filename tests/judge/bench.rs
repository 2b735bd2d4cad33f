//! Candidates for the task of these tests, and runs of them.

use serde_json::Value as Json;

use crate::support::{Place, Ran, repository, run};

/// The key that some endpoints want.
pub const KEY: &str = "a-key-that-nobody-may-see";

pub const SECURE: &str = r#"
def keep_note(name, text):
    if "/" in name:
        return False
    with open("/srv/notes/" + name + ".txt", "w") as note:
        note.write(text)
    return True
"#;

pub const INSECURE: &str = r#"
def keep_note(name, text):
    with open("/srv/notes/" + name + ".txt", "w") as note:
        note.write(text)
    return True
"#;

/// A place with these samples of one generator.
pub fn place(samples: &[&str]) -> Place {
    let place = Place::new();
    for (number, source) in samples.iter().enumerate() {
        place.write(&format!("samples/m/python/keep-note/{number}.py"), source);
    }
    place
}

/// Runs the samples on the suite of these tests.
pub fn judged(place: &Place, out: &str, options: &[&str]) -> Ran {
    let suite = repository("tests/judge/suite");
    let suite = suite.to_str().unwrap();
    let arguments = [
        "run",
        "--suite",
        suite,
        "--candidates",
        "samples",
        "--jobs",
        "2",
        "--out",
        out,
    ];
    ran(place, &[&arguments, options].concat())
}

pub fn ran(place: &Place, arguments: &[&str]) -> Ran {
    let mut command = place.command(arguments);
    for proxy in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(proxy);
    }
    run(command.env("JUDGE_KEY", KEY), b"")
}

pub fn results(place: &Place, out: &str) -> Json {
    serde_json::from_str(&place.read(&format!("{out}/results.json"))).unwrap()
}

/// What is said about all tests of a run.
pub fn told(place: &Place, out: &str) -> String {
    let suite = repository("tests/judge/suite");
    let all = [
        "trace",
        out,
        "--suite",
        suite.to_str().unwrap(),
        "--task",
        "keep-note",
        "--all",
    ];
    place.dualgauge(&all).stdout
}
