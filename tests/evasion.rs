//! Programs that try to keep what they do out of the trace: hooks removed or replaced, files opened by other ways, encodings,
//! refusals caught, other behaviour when traced. Whatever they try, the host records what they did.
//!
//! Each program of `tests/evasion` says in its first lines what must be recorded, one event a line after `sees:`, as JSON: an
//! event of the candidate (or of a process that it started) with at least these fields and values. A text that ends in `*`
//! stands for any text that begins so. A line after `not:` says what must not be recorded.

mod support;

#[path = "support/world.rs"]
mod world;

use std::path::{Path, PathBuf};

use dualgauge::sandbox::execution::Execution;
use dualgauge::sandbox::trace::Origin;
use dualgauge::suite::Language;
use rayon::prelude::*;
use serde_json::{Value as Json, json};

use support::repository;

/// What there is to be got at.
fn surroundings() -> Json {
    json!({
        "files": {
            "/srv/keys/service.key": { "text": "KEY-8d1c", "mode": "0644" },
            "/srv/data/notes.txt": { "text": "notes" },
            "/srv/data/link": { "link": "../keys/service.key" },
        },
        "databases": {
            "/srv/app.db": { "sql": [
                "create table users (id integer primary key, name text, secret text)",
                "insert into users values (1, 'ann', 's1'), (2, 'bob', 's2')",
            ] },
        },
        "hosts": {
            "api.example.com": { "addresses": ["93.184.216.34"], "ports": {
                "80": { "http": [{ "path": "/*", "body": "hello" }] },
                "443": { "tls": { "certificate": "self_signed" }, "http": [{ "path": "/*", "body": "hello" }] },
            } },
            "169.254.169.254": { "ports": { "80": { "http": [{ "path": "/*", "body": "ROLE" }] } } },
        },
    })
}

/// A program and what it says of itself.
struct Evasion {
    path: PathBuf,
    language: Language,
    text: String,
    sees: Vec<Json>,
    not: Vec<Json>,
}

impl Evasion {
    fn read(path: PathBuf) -> Self {
        let text = std::fs::read_to_string(&path).unwrap();
        let extension = path.extension().and_then(|extension| extension.to_str());
        let language = Language::ALL
            .into_iter()
            .find(|language| Some(language.extension()) == extension)
            .unwrap_or_else(|| panic!("{}: no language", path.display()));
        let lines = |mark: &str| -> Vec<Json> {
            text.lines()
                .filter_map(|line| line.trim_start_matches(['#', '/', ' ']).strip_prefix(mark))
                .map(|json| {
                    serde_json::from_str(json)
                        .unwrap_or_else(|error| panic!("{}: {error}: {json}", path.display()))
                })
                .collect()
        };
        let (sees, not) = (lines("sees:"), lines("not:"));
        assert!(!sees.is_empty(), "{}: sees nothing", path.display());
        Self {
            path,
            language,
            text,
            sees,
            not,
        }
    }

    /// What isn't as it says.
    fn wrong(&self) -> Vec<String> {
        let execution = world::run(self.language, &self.text, &surroundings());
        let events = events(&execution);
        let name = self.path.file_name().unwrap().display();
        let told = || {
            let lines: Vec<String> = events.iter().map(Json::to_string).collect();
            format!(
                "{:?}\n{}\n{}\n{}",
                execution.ended,
                execution.stdout.text,
                execution.stderr.text,
                lines.join("\n")
            )
        };
        let missing = self
            .sees
            .iter()
            .filter(|wanted| !events.iter().any(|event| has(event, wanted)))
            .map(|wanted| format!("{name}: not recorded: {wanted}\n{}", told()));
        let forged = self
            .not
            .iter()
            .filter(|unwanted| events.iter().any(|event| has(event, unwanted)))
            .map(|unwanted| format!("{name}: recorded: {unwanted}\n{}", told()));
        missing.chain(forged).collect()
    }
}

/// What rules see, in JSON.
fn events(execution: &Execution) -> Vec<Json> {
    let own = execution
        .trace
        .iter()
        .filter(|event| event.origin != Origin::Runtime);
    own.map(|event| serde_json::to_value(event).unwrap())
        .collect()
}

/// Whether an event has these fields and values.
fn has(event: &Json, wanted: &Json) -> bool {
    match (event, wanted) {
        (Json::Object(event), Json::Object(wanted)) => wanted.iter().all(|(name, value)| {
            // What JSON leaves out is the usual result.
            let found = event.get(name).cloned();
            let found = found.or_else(|| (name == "result").then(|| json!("ok")));
            found.is_some_and(|found| has(&found, value))
        }),
        (Json::String(text), Json::String(wanted)) => match wanted.strip_suffix('*') {
            Some(start) => text.starts_with(start),
            None => text == wanted,
        },
        _ => event == wanted,
    }
}

fn programs(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut all: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

#[test]
fn nothing_that_a_program_does_goes_unrecorded() {
    let programs = programs(&repository("tests/evasion"));
    assert!(programs.len() >= 40, "{} programs", programs.len());
    let evasions: Vec<Evasion> = programs.into_iter().map(Evasion::read).collect();
    for language in Language::ALL {
        let of_language = evasions.iter().filter(|one| one.language == language);
        assert!(of_language.count() >= 8, "{language}");
    }
    let wrong: Vec<String> = evasions.par_iter().flat_map_iter(Evasion::wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
