//! Programs in a declared world: hosts, commands, servers, files. A test writes the world as a task does and gets the record
//! of one execution.

// Each test binary uses a part of it.
#![allow(dead_code)]

#[path = "set_up.rs"]
mod set_up;

use std::sync::{Arc, OnceLock};

use dualgauge::execute::{Bench, Candidate, CandidateId, Worlds, on_pool, try_candidate};
use dualgauge::runtime::Runtimes;
use dualgauge::sandbox::execution::{Ended, Execution};
use dualgauge::sandbox::trace::{Event, Operation};
use dualgauge::suite::{Language, LeastTests, Task, check};
use serde_json::{Value as Json, json};

/// The runtime of a language (and Python's, which builds databases), set up and opened once in a test binary for each.
pub fn runtimes(language: Language) -> &'static Runtimes {
    static RUNTIMES: [OnceLock<Runtimes>; Language::ALL.len()] =
        [const { OnceLock::new() }; Language::ALL.len()];
    let place = Language::ALL.iter().position(|known| *known == language);
    RUNTIMES[place.expect("all are listed")].get_or_init(|| set_up::runtimes([language]))
}

/// Runs a whole program in a world, which is what a task's `task.jsonc` has below `worlds.default`. Panics if the world is
/// wrong, or the system fails.
pub fn run(language: Language, source: &str, world: &Json) -> Execution {
    run_with(language, source, world, &[], "")
}

/// The same with arguments and standard input.
pub fn run_with(
    language: Language,
    source: &str,
    world: &Json,
    arguments: &[&str],
    stdin: &str,
) -> Execution {
    let file = json!({
        "id": "in-a-world", "version": 1, "title": "A program in a world", "kinds": ["process"], "sinks": ["file-open"],
        "entry": "program",
        "worlds": { "default": world },
        "insecure": {},
        "tests": [{
            "name": "runs", "suite": "functional", "about": "It runs.",
            "program": { "args": arguments, "stdin": stdin },
        }],
    });
    let task = Task::new(
        "in-a-world".parse().unwrap(),
        serde_json::from_value(file).unwrap_or_else(|error| panic!("the world: {error}")),
        String::new(),
        [].into(),
        Vec::new(),
        [].into(),
    );
    let wrong: Vec<String> = check(&task, LeastTests::default())
        .iter()
        .filter(|problem| problem.field.starts_with("worlds"))
        .map(|problem| format!("{}: {}", problem.field, problem.text))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    let id = CandidateId {
        generator: "world".to_owned(),
        language,
        task: task.id.clone(),
        sample: 0,
    };
    let runtimes = runtimes(language);
    let mut trial = on_pool(1, || {
        let bench = Bench {
            runtimes,
            worlds: &Worlds::default(),
            sanitize: false,
            judge: None,
        };
        try_candidate(
            &bench,
            &task,
            &Candidate::new(id, Arc::from(source.as_bytes())),
        )
    });
    let record = trial.tests.remove(0);
    record
        .execution
        .unwrap_or_else(|| panic!("{:?}", record.verdict))
}

/// What a program wrote to standard output; panics with all that is known if it didn't end well.
pub fn output(execution: &Execution) -> &str {
    assert!(
        matches!(
            execution.ended,
            Ended::Completed | Ended::Exited { code: 0 }
        ),
        "{:?}\n--- stdout\n{}\n--- stderr\n{}",
        execution.ended,
        execution.stdout.text,
        execution.stderr.text
    );
    &execution.stdout.text
}

/// The events of a kind, in JSON; `result` is always there.
pub fn events(execution: &Execution, kind: &str) -> Vec<Json> {
    execution
        .trace
        .iter()
        .filter(|event| event.operation.kind() == kind)
        .map(|event| {
            let mut told = serde_json::to_value(event).unwrap();
            told["result"] = event.result.clone().into();
            told
        })
        .collect()
}

/// Whether the program tried to reach behind its driver.
pub fn tampered(execution: &Execution) -> Vec<&Event> {
    execution
        .trace
        .iter()
        .filter(|event| matches!(event.operation, Operation::Tamper { .. }))
        .collect()
}
