//! Small cases for tests of the judge.

use serde_json::{Value as Json, json};

use super::Case;
use crate::sandbox::execution::Execution;
use crate::suite::{Language, Task};

/// A task with one judged test.
pub(super) fn task(expectation: &str) -> Task {
    let file = json!({
        "id": "some-task", "version": 1, "title": "t", "kinds": ["files"], "sinks": ["x"],
        "entry": {"functions": [{"name": "f", "parameters": [], "returns": "string"}]},
        "insecure": {},
        "tests": [{
            "name": "t", "suite": "security", "about": "a", "calls": [{}],
            "rule": {"judged": {"expectation": expectation}},
        }],
    });
    Task::new(
        "some-task".parse().unwrap(),
        serde_json::from_value(file).unwrap(),
        "Write f.".to_owned(),
        [].into(),
        Vec::new(),
        [].into(),
    )
}

/// An execution with one call that returned `null`, and what is given besides. Events are numbered.
pub(super) fn execution(more: Json) -> Execution {
    let mut record = json!({
        "ended": {"how": "completed"},
        "calls": [{"outcome": {"returned": null}, "fuel": 100}],
        "stdout": {"text": "", "bytes": 0},
        "stderr": {"text": "", "bytes": 0},
        "usage": {"fuel": 1000, "memory": 1, "events": 0, "files": 0},
        "trace": [],
    });
    for (key, value) in more.as_object().unwrap() {
        record[key] = value.clone();
    }
    let events = record["trace"].as_array_mut().unwrap();
    for (seq, event) in events.iter_mut().enumerate() {
        event["seq"] = json!(seq);
    }
    serde_json::from_value(record).unwrap()
}

/// The case of a candidate and its execution.
pub(super) fn case(source: &str, more: Json) -> Case {
    let task = task("It does no harm.");
    let test = &task.file.tests[0];
    Case::new(
        &task,
        test,
        Language::Python,
        source.as_bytes(),
        &execution(more),
    )
    .unwrap()
}
