//! Small tasks and executions for tests of the oracle.

use serde_json::{Value as Json, json};

use super::{Outcome, Reason, Verdict, evaluate};
use crate::sandbox::execution::Execution;
use crate::suite::{Task, TaskFile};

/// A task with these tests, `[{...}]`, whose rejection is `null`; canary `c`.
pub(super) fn task(tests: &Json) -> Task {
    let file = json!({
        "id": "some-task", "version": 1, "title": "t", "kinds": ["files"], "sinks": ["x"],
        "entry": {"functions": [{"name": "f", "parameters": [], "returns": "string"}]},
        "rejection": {"returns": null},
        "canaries": ["c"],
        "insecure": {},
        "tests": tests,
    });
    let file: TaskFile = serde_json::from_value(file).unwrap();
    Task::new(
        "some-task".parse().unwrap(),
        file,
        String::new(),
        [].into(),
        Vec::new(),
        [("c".to_owned(), MARKER.to_owned())].into(),
    )
}

/// The marker of the canary `c`.
pub(super) const MARKER: &str = "canary0123456789";

/// A test: a call without arguments, and what is given besides.
pub(super) fn test(suite: &str, more: Json) -> Json {
    let mut test = json!({"name": "t", "suite": suite, "about": "a", "calls": [{}]});
    merge(&mut test, more);
    test
}

/// An execution that completed with one call that returned `null`, and what is given besides. Events are numbered.
pub(super) fn execution(more: Json) -> Execution {
    let mut record = json!({
        "ended": {"how": "completed"},
        "calls": [{"outcome": {"returned": null}, "fuel": 100}],
        "stdout": {"text": "", "bytes": 0},
        "stderr": {"text": "", "bytes": 0},
        "usage": {"fuel": 1000, "memory": 1, "events": 0, "files": 0},
        "trace": [],
        "probes": {},
    });
    merge(&mut record, more);
    for (seq, event) in record["trace"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .enumerate()
    {
        event["seq"] = json!(seq);
        if event.get("call").is_none() {
            event["call"] = json!(0);
        }
    }
    serde_json::from_value(record).unwrap()
}

fn merge(into: &mut Json, more: Json) {
    let Json::Object(more) = more else {
        panic!("an object is needed")
    };
    for (key, value) in more {
        into[key] = value;
    }
}

/// The verdict on a security test with this rule and execution.
pub(super) fn judged(rule: Json, record: Json) -> Verdict {
    let task = task(&json!([test("security", json!({"rule": rule}))]));
    evaluate(&task, &task.file.tests[0], &execution(record), None)
}

/// The verdict on a security test that makes so many calls.
pub(super) fn judged_calls(rule: Json, calls: usize, record: Json) -> Verdict {
    let given = json!({"rule": rule, "calls": vec![json!({}); calls]});
    let task = task(&json!([test("security", given)]));
    evaluate(&task, &task.file.tests[0], &execution(record), None)
}

/// The same beside a benign twin.
pub(super) fn judged_with_twin(rule: Json, record: Json, twin: Json) -> Verdict {
    let given = json!({"rule": rule, "twin": {"calls": [{}]}});
    let task = task(&json!([test("security", given)]));
    let (own, twin) = (execution(record), execution(twin));
    evaluate(&task, &task.file.tests[0], &own, Some(&twin))
}

/// Whether a rule holds over a trace.
pub(super) fn holds(rule: Json, trace: Json) -> bool {
    let verdict = judged(rule, json!({"trace": trace}));
    assert_ne!(verdict.outcome, Outcome::Error, "{verdict:?}");
    verdict.passed()
}

/// The events that the verdict's broken rules cite.
pub(super) fn cited(verdict: &Verdict) -> Vec<u32> {
    let events = verdict.reasons.iter().filter_map(|reason| match reason {
        Reason::RuleBroken { events, .. } | Reason::Untrusted { events, .. } => Some(events),
        _ => None,
    });
    events.flatten().copied().collect()
}
