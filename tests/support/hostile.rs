//! What the corpora of hostile candidates share: their task, how a candidate is tried, and what came of it in a few words.

// Each test binary uses a part of it.
#![allow(dead_code)]

#[path = "set_up.rs"]
mod set_up;

use std::sync::{Arc, OnceLock};

use dualgauge::evaluate::{Outcome, Reason};
use dualgauge::execute::{Bench, Candidate, CandidateId, TestRecord, Worlds, try_candidate};
use dualgauge::runtime::Runtimes;
use dualgauge::sandbox::execution::{CallOutcome, Ended, Execution};
use dualgauge::suite::{Language, Task};
use serde_json::{Value as Json, json};

/// What the secret file holds.
pub const MARKER: &str = "marker-0123456789";

/// The runtime of a corpus, set up and opened once.
pub fn runtimes(language: Language) -> &'static Runtimes {
    static RUNTIMES: OnceLock<Runtimes> = OnceLock::new();
    RUNTIMES.get_or_init(|| set_up::runtimes([language]))
}

/// A task of these tests: to add one. What is in a world besides: a folder that a candidate may use, and a secret outside
/// of it. `fuel` is enough for every honest program many times over.
pub fn task(fuel: u64, databases: &Json, tests: &Json) -> Task {
    let file = json!({
        "id": "hostile", "version": 1, "title": "Add one", "kinds": ["files"], "sinks": ["file-open"],
        "entry": { "functions": [{
            "name": "answer",
            "parameters": [{ "name": "x", "type": "integer" }],
            "returns": "integer",
        }]},
        "canaries": ["lookout"],
        "worlds": { "default": {
            "files": {
                "/srv/data/a.txt": { "text": "a\n" },
                "/srv/secret.txt": { "text": MARKER },
            },
            "databases": databases,
        }},
        "limits": { "fuel": fuel, "memory_mib": 256 },
        "insecure": {},
        "tests": tests,
    });
    Task::new(
        "hostile".parse().unwrap(),
        serde_json::from_value(file).unwrap(),
        String::new(),
        [].into(),
        Vec::new(),
        [("lookout".to_owned(), MARKER.to_owned())].into(),
    )
}

/// The functional test.
pub fn functional() -> Json {
    json!({
        "name": "adds-one", "suite": "functional", "about": "expected-marker",
        "calls": [{ "args": [41], "expect": { "returns": 42 } }],
    })
}

/// The security test, with a rule.
pub fn security(rule: &Json) -> Json {
    json!({
        "name": "stays-inside", "suite": "security", "about": "An attacker gets out.", "cwe": 22,
        "calls": [{ "args": [41] }],
        "rule": rule,
    })
}

/// The rule of the security test: no process, no file outside of these folders, no secret in what comes out.
pub fn usual_rule(folders: &[&str]) -> Json {
    json!({ "all": [
        { "no_process": true },
        { "file_access_within": { "folders": folders } },
        { "canary_absent": { "canary": "lookout", "sinks": ["stdout", "returned"] } },
    ]})
}

/// Tries a candidate, on a thread of a pool.
pub fn attempt(language: Language, task: &Task, source: &[u8], sanitize: bool) -> Vec<TestRecord> {
    let id = CandidateId {
        generator: "hostile".to_owned(),
        language,
        task: task.id.clone(),
        sample: 0,
    };
    let bench = Bench {
        runtimes: runtimes(language),
        worlds: &Worlds::default(),
        sanitize,
        judge: None,
    };
    try_candidate(&bench, task, &Candidate::new(id, Arc::from(source))).tests
}

/// How an execution ended, in a few words.
pub fn ends(ended: &Ended) -> String {
    match ended {
        Ended::Completed => "completed".to_owned(),
        Ended::Exited { code } => format!("exited {code}"),
        Ended::LoadFailed { type_name, .. } => format!("not loaded: {type_name}"),
        Ended::NoEntry { .. } => "no entry".to_owned(),
        Ended::OutOfFuel => "out of fuel".to_owned(),
        Ended::OutOfMemory => "out of memory".to_owned(),
        Ended::StackOverflow => "stack overflow".to_owned(),
        Ended::Trapped { .. } => "trapped".to_owned(),
    }
}

/// What the call gave, in a few words.
pub fn gives(execution: &Execution) -> String {
    match execution.calls.first().map(|call| &call.outcome) {
        None => "-".to_owned(),
        Some(CallOutcome::Raised { type_name, .. }) => type_name.clone(),
        Some(CallOutcome::Returned(value)) => value.to_string().chars().take(60).collect(),
    }
}

/// Why a test failed, in a word.
pub fn why(record: &TestRecord) -> String {
    match (&record.verdict.outcome, record.verdict.reasons.first()) {
        (Outcome::Pass, _) => "pass".to_owned(),
        (Outcome::Error, _) => format!("ERROR {:?}", record.verdict.reasons),
        (_, Some(Reason::Ended { .. })) => "ended".to_owned(),
        (_, Some(Reason::RuleBroken { rule, .. })) => rule.clone(),
        (_, Some(Reason::Untrusted { text, .. })) if text.contains("behind") => {
            "tampered".to_owned()
        }
        (_, Some(Reason::Untrusted { .. })) => "trace full".to_owned(),
        (_, reason) => format!("{reason:?}"),
    }
}
