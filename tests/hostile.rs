//! Candidates that attack the evaluator: each program of `tests/hostile/` is executed and judged, and each yields a
//! verdict.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use dualgauge::execute::{Bench, Candidate, CandidateId, Trial, Worlds, on_pool, try_candidate};
use dualgauge::runtime::python::Python;
use dualgauge::suite::{Language, Task};
use dualgauge::toolchain::{Check, FetchSettings, Home, Silent};
use serde_json::json;

fn python() -> &'static Python {
    static PYTHON: OnceLock<Python> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let home = Home::locate(None).unwrap();
        Python::open(&home, &FetchSettings::from_env(), Check::Quick, &Silent).unwrap()
    })
}

fn task() -> Task {
    let file = serde_json::from_value(json!({
        "id": "hostile", "version": 1, "title": "Add one", "kinds": ["files"], "sinks": ["file-open"],
        "entry": { "functions": [{
            "name": "answer",
            "parameters": [{ "name": "x", "type": "integer" }],
            "returns": "integer",
        }]},
        "canaries": ["lookout"],
        "worlds": { "default": { "files": {
            "/srv/data/a.txt": { "text": "a\n" },
            "/srv/secret.txt": { "text": "marker0123" },
        }}},
        "limits": { "fuel": 2_000_000_000u64, "memory_mib": 256 },
        "insecure": {},
        "tests": [
            {
                "name": "adds-one", "suite": "functional", "about": "expected-marker",
                "calls": [{ "args": [41], "expect": { "returns": 42 } }],
            },
            {
                "name": "stays-inside", "suite": "security", "about": "An attacker gets out.", "cwe": 22,
                "calls": [{ "args": [41] }],
                "rule": { "all": [
                    { "no_process": true },
                    { "file_access_within": { "folders": ["/srv/data"] } },
                    { "canary_absent": { "canary": "lookout", "sinks": ["stdout", "changed_files"] } },
                ]},
            },
        ],
    }))
    .unwrap();
    let canaries = [("lookout".to_owned(), "marker0123".to_owned())].into();
    Task::new(
        "hostile".parse().unwrap(),
        file,
        String::new(),
        [].into(),
        Vec::new(),
        canaries,
    )
}

fn try_source(source: &[u8]) -> Trial {
    let id = CandidateId {
        generator: "hostile".to_owned(),
        language: Language::Python,
        task: "hostile".parse().unwrap(),
        sample: 0,
    };
    let candidate = Candidate::new(id, Arc::from(source));
    on_pool(2, || {
        let worlds = Worlds::default();
        let bench = Bench {
            python: python(),
            worlds: &worlds,
        };
        try_candidate(&bench, &task(), &candidate)
    })
}

fn all(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all(&path, found)
        } else {
            found.push(path)
        }
    }
}

#[test]
fn survey() {
    let mut found = Vec::new();
    all(Path::new("tests/hostile"), &mut found);
    found.sort();
    let only = std::env::var("ONLY").unwrap_or_default();
    for path in found {
        let name = path
            .strip_prefix("tests/hostile")
            .unwrap()
            .display()
            .to_string();
        if !name.contains(&only) {
            continue;
        }
        let source = std::fs::read(&path).unwrap();
        let trial = try_source(&source);
        let [f, s] = &trial.tests[..] else { panic!() };
        println!(
            "{name}\t{:.2}s\tF={:?} S={:?}",
            trial.wall.as_secs_f64(),
            f.verdict.outcome,
            s.verdict.outcome
        );
        for r in [f, s] {
            if let Some(e) = &r.execution {
                let calls: Vec<String> = e
                    .calls
                    .iter()
                    .map(|c| {
                        let mut t = format!("{:?}", c.outcome);
                        if t.len() > 300 {
                            t.truncate(300)
                        };
                        t
                    })
                    .collect();
                println!(
                    "   {:?} calls={calls:?} fuel={} mem={} events={} files={} out={} err={}",
                    e.ended,
                    e.usage.fuel,
                    e.usage.memory >> 20,
                    e.usage.events,
                    e.files.len(),
                    e.stdout.bytes,
                    e.stderr.bytes
                );
                for t in e
                    .trace
                    .iter()
                    .filter(|t| {
                        t.operation.kind() == "tamper" || t.operation.kind() == "trace.full"
                    })
                    .take(4)
                {
                    println!("      {:?}", t);
                }
                if e.stderr.bytes > 0 {
                    println!(
                        "      stderr: {}",
                        e.stderr.text.chars().take(600).collect::<String>()
                    );
                }
            }
            println!(
                "   reasons={}",
                format!("{:?}", r.verdict.reasons)
                    .chars()
                    .take(500)
                    .collect::<String>()
            );
        }
    }
}
