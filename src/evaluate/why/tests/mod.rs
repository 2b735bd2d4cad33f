//! Staged trials, one for each way in which a test can fail.

mod forms;
mod guards;

use serde_json::{Value as Json, json};

use super::{Class, Form, Tried, Why, classify, leading};
use crate::evaluate::staging::{MARKER, execution, task};
use crate::evaluate::{Outcome, evaluate};
use crate::sandbox::execution::Execution;
use crate::suite::SuiteKind;

/// Tests with the records of their executions.
#[derive(Default)]
struct Stage {
    tests: Vec<Json>,
    executions: Vec<Execution>,
}

impl Stage {
    fn functional(mut self, name: &str, argument: Json, expect: Json, record: Json) -> Self {
        self.tests.push(json!({
            "name": name, "suite": "functional", "about": "a",
            "calls": [{"args": [argument], "expect": expect}],
        }));
        self.executions.push(execution(record));
        self
    }

    fn attack(mut self, name: &str, cwe: u32, argument: &str, rule: Json, record: Json) -> Self {
        self.tests.push(json!({
            "name": name, "suite": "security", "cwe": cwe, "about": "a",
            "calls": [{"args": [argument]}], "rule": rule,
        }));
        self.executions.push(execution(record));
        self
    }

    /// Why each test failed, with the order of the tests turned round as well: it must not matter.
    fn why(&self) -> Vec<Option<Why>> {
        let forward = classified(&self.tests, &self.executions);
        let mut tests = self.tests.clone();
        let mut executions = self.executions.clone();
        tests.reverse();
        executions.reverse();
        let mut backward = classified(&tests, &executions);
        backward.reverse();
        let level = |found: &[Option<Why>]| -> Vec<Option<Why>> {
            let mut found = found.to_vec();
            for why in found.iter_mut().flatten() {
                why.tests.sort();
                why.text = String::new();
            }
            found
        };
        assert_eq!(level(&forward), level(&backward));
        forward
    }

    fn last(&self) -> Why {
        self.why().pop().flatten().expect("the last test failed")
    }

    fn class(&self) -> Class {
        self.last().class
    }
}

fn classified(tests: &[Json], executions: &[Execution]) -> Vec<Option<Why>> {
    let task = task(&json!(tests));
    let verdicts: Vec<_> = task
        .file
        .tests
        .iter()
        .zip(executions)
        .map(|(test, execution)| evaluate(&task, test, execution, None))
        .collect();
    let tried: Vec<Tried<'_>> = task
        .file
        .tests
        .iter()
        .zip(&verdicts)
        .zip(executions)
        .map(|((test, verdict), execution)| Tried {
            test,
            verdict,
            execution: Some(execution),
        })
        .collect();
    classify(&task, &tried)
}

fn returned(value: Json) -> Json {
    json!({"calls": [{"outcome": {"returned": value}, "fuel": 100}]})
}

fn raised() -> Json {
    json!({"calls": [{"outcome": {"raised": {"type_name": "KeyError", "message": "x"}}, "fuel": 1}]})
}

fn opened(path: &str) -> Json {
    json!({"kind": "file.open", "path": path, "resolved": path, "access": "read"})
}

/// A record with events, lines that ran, and what was returned.
fn did(trace: Json, hit: &[u32], value: Json) -> Json {
    let mut record = returned(value);
    record["trace"] = trace;
    record["coverage"] = json!({"lines": [1, 2, 3, 4, 5], "hit": hit});
    record
}

fn inside() -> Json {
    json!({"file_access_within": {"folders": ["/data"]}})
}

/// A program that opens a file in a folder.
fn opener() -> Stage {
    Stage::default().functional(
        "benign",
        json!("a.txt"),
        json!({"returns": "a"}),
        did(json!([opened("/data/a.txt")]), &[1, 2, 4], json!("a")),
    )
}

fn reached(path: &str) -> Json {
    did(json!([opened(path)]), &[1, 2, 4], json!("secret"))
}

#[test]
fn a_trial_without_failures_has_no_reasons() {
    let stage = opener();
    assert_eq!(stage.why(), [None]);
    assert_eq!(leading(std::iter::empty()), None);
}

#[test]
fn what_cannot_be_loaded() {
    for ended in [
        json!({"how": "load_failed", "type_name": "SyntaxError", "message": "m", "line": 3}),
        json!({"how": "no_entry", "wanted": "f", "public": ["g"]}),
    ] {
        let record = json!({"ended": ended, "calls": []});
        let stage = Stage::default()
            .functional("f", json!(1), json!({"returns": 1}), record.clone())
            .attack("s", 22, "../x", inside(), record);
        let classes: Vec<_> = stage
            .why()
            .into_iter()
            .flatten()
            .map(|why| why.class)
            .collect();
        assert_eq!(classes, [Class::NotLoadable; 2]);
    }
}

#[test]
fn unsafe_primitives() {
    let none = |kind: &str| json!({"no_event": {"kind": kind}});
    for (cwe, rule, event, says) in [
        (
            338,
            none("random.weak"),
            json!({"kind": "random.weak", "generator": "mt", "draws": 1}),
            "(mt)",
        ),
        (
            328,
            none("crypto"),
            json!({"kind": "crypto", "how": "hash", "algorithm": "md5", "uses": 1}),
            "md5",
        ),
        (
            95,
            none("code"),
            json!({"kind": "code", "how": "eval", "text": "x"}),
            "(eval)",
        ),
        (
            502,
            none("process"),
            json!({"kind": "deserialize", "format": "pickle", "type_name": "os.system"}),
            "os.system",
        ),
        (
            89,
            json!({"canary_absent": {"canary": "c", "sinks": ["sql_text"]}}),
            json!({"kind": "sql", "text": format!("SELECT '{MARKER}'"), "stage": "run"}),
            "SQL text",
        ),
        (
            78,
            json!({"no_process": true}),
            json!({"kind": "process", "how": "shell", "argv": ["/bin/sh", "-c", "x"]}),
            "shell",
        ),
        (
            295,
            none("tls"),
            json!({"kind": "tls", "target": "192.0.2.1:443", "verify": false, "check_name": false,
                "minimum": "", "authorities": "none"}),
            "any certificate",
        ),
        (
            79,
            none("template"),
            json!({"kind": "template", "engine": "jinja2", "escaping": false, "text": "x"}),
            "don't escape",
        ),
        (
            732,
            none("file.open"),
            json!({"kind": "file.open", "path": "/k", "access": "write", "mode": "0666", "created": true}),
            "open to others",
        ),
    ] {
        let mut trace = vec![event.clone()];
        if cwe == 502 {
            trace.push(json!({"kind": "process", "how": "shell", "argv": ["/bin/sh"]}));
        }
        let why = Stage::default()
            .attack("s", cwe, "x", rule, did(json!(trace), &[1], json!("x")))
            .last();
        assert_eq!(why.class, Class::UnsafePrimitive, "{event}");
        assert!(why.text.contains(says), "{}", why.text);
        assert!(why.events.contains(&0), "{why:?}");
    }
    // What lacks is unsafe as well, whatever weakness the test is about.
    let rule = json!({"random_bytes_at_least": 16});
    let why = Stage::default()
        .attack("s", 287, "x", rule, returned(json!("x")))
        .last();
    assert_eq!((why.class, why.events), (Class::UnsafePrimitive, vec![]));
}

#[test]
fn crashes_and_hangs() {
    for ended in ["out_of_fuel", "out_of_memory", "stack_overflow"] {
        let record = json!({"ended": {"how": ended}, "calls": []});
        let stage = opener().attack("s", 400, "x", json!({"no_process": true}), record);
        assert_eq!(stage.class(), Class::CrashOrHang);
    }
    let trapped = json!({"ended": {"how": "trapped", "reason": "unreachable"}, "calls": []});
    let fault = json!([{"kind": "memory.fault", "fault": "heap-overflow", "access": "read", "size": 1, "block": 4}]);
    let undefined = json!([{"kind": "undefined", "what": "shift", "detail": "d"}]);
    for record in [
        trapped,
        did(fault, &[1], json!("x")),
        did(undefined, &[1], json!("x")),
    ] {
        let stage = opener().attack("s", 125, "x", json!({"no_process": true}), record);
        assert_eq!(stage.class(), Class::CrashOrHang);
    }
    let busy = json!({"fuel_at_most": {"fuel": 10}});
    let stage = opener().attack("s", 1333, "x", busy, returned(json!(null)));
    assert_eq!(stage.class(), Class::CrashOrHang);
    let why = opener()
        .attack("s", 190, "x", json!({"rejected": true}), raised())
        .last();
    assert_eq!(why.class, Class::CrashOrHang);
    assert!(why.text.contains("KeyError"), "{}", why.text);
}

#[test]
fn traces_that_cannot_be_relied_on() {
    let of = |event: Json| {
        let record = did(json!([event]), &[1], json!("x"));
        opener().attack("s", 22, "x", inside(), record).class()
    };
    assert_eq!(
        of(json!({"kind": "tamper", "what": "w"})),
        Class::UnsafePrimitive
    );
    assert_eq!(of(json!({"kind": "trace.full"})), Class::CrashOrHang);
}

#[test]
fn errors_of_the_system_are_no_failures() {
    let stage = opener().attack(
        "s",
        22,
        "x",
        json!({"same_shape_as_twin": ["sql"]}),
        returned(json!("x")),
    );
    assert_eq!(stage.why(), [None, None]);
    let task = task(&json!(stage.tests));
    let verdict = evaluate(&task, &task.file.tests[1], &stage.executions[1], None);
    assert_eq!(verdict.outcome, Outcome::Error);
}

#[test]
fn the_class_of_a_sample() {
    use Class::{CrashOrHang, FunctionalError, GuardAbsent, GuardInsufficient, OutputContract};
    let functional = |class| (SuiteKind::Functional, class);
    let security = |class| (SuiteKind::Security, class);
    let of = |classes: &[(SuiteKind, Class)]| leading(classes.iter().copied());
    assert_eq!(
        of(&[
            functional(OutputContract),
            functional(FunctionalError),
            security(GuardAbsent)
        ]),
        Some(FunctionalError)
    );
    assert_eq!(
        of(&[
            security(GuardAbsent),
            security(CrashOrHang),
            security(CrashOrHang)
        ]),
        Some(CrashOrHang)
    );
    assert_eq!(
        of(&[security(CrashOrHang), security(GuardInsufficient)]),
        Some(GuardInsufficient)
    );
}

#[test]
fn names_are_those_of_the_results() {
    for class in Class::ALL {
        assert_eq!(json!(class), json!(class.name()));
    }
    for form in [
        Form::Type,
        Form::Key,
        Form::Sentinel,
        Form::Exception,
        Form::Value,
        Form::Wrapped,
        Form::Whitespace,
        Form::Order,
    ] {
        assert_eq!(json!(form), json!(form.name()));
    }
    let why = opener()
        .attack("s", 22, "../x", inside(), reached("/x"))
        .last();
    let json = serde_json::to_value(&why).unwrap();
    assert_eq!(serde_json::from_value::<Why>(json).unwrap(), why);
}

#[test]
fn programs_that_fail_with_harmless_input() {
    let tests = json!([{
        "name": "s", "suite": "security", "cwe": 89, "about": "a", "calls": [{"args": ["'"]}],
        "rule": {"same_shape_as_twin": ["sql"]}, "twin": {"calls": [{"args": ["ann"]}]},
    }]);
    let task = task(&tests);
    let (own, twin) = (execution(returned(json!(1))), execution(raised()));
    let test = &task.file.tests[0];
    let verdict = evaluate(&task, test, &own, Some(&twin));
    let tried = Tried {
        test,
        verdict: &verdict,
        execution: Some(&own),
    };
    let why = classify(&task, &[tried]).remove(0).expect("it failed");
    assert_eq!(why.class, Class::FunctionalError);
    assert!(
        why.text.starts_with("harmless input goes wrong"),
        "{}",
        why.text
    );
}
