//! Python in a world that answers: `tests/world/world.json` declares hosts, commands and servers, and each program of
//! `tests/world/python/` checks what a candidate meets there. What the host saw of it is checked here.

#[path = "support/world.rs"]
mod world;

use dualgauge::suite::Language;
use serde_json::Value as Json;

use world::{events, output, run, tampered};

/// The world of all programs.
fn declared() -> Json {
    serde_json::from_str(include_str!("world/world.json")).expect("it is JSON")
}

/// Runs a program of `tests/world/python/`, whose tests must all pass.
fn passes(name: &str) -> dualgauge::sandbox::execution::Execution {
    let path = format!(
        "{}/tests/world/python/{name}.py",
        env!("CARGO_MANIFEST_DIR")
    );
    let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let execution = run(Language::Python, &source, &declared());
    output(&execution);
    assert!(
        tampered(&execution).is_empty(),
        "{:?}",
        tampered(&execution)
    );
    execution
}

#[test]
fn network() {
    let execution = passes("network");
    let resolved = events(&execution, "network");
    assert!(resolved.iter().any(|event| event["how"] == "resolve"
        && event["target"] == "nowhere.example.com"
        && event["result"] == "ENOENT"));
}

#[test]
fn tls() {
    passes("tls");
}
