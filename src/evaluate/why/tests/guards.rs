//! Guards: absent, insufficient, too late.

use serde_json::{Value as Json, json};

use super::{Stage, did, inside, opened, opener, raised, reached, returned};
use crate::evaluate::staging::execution;
use crate::evaluate::why::Class;

#[test]
fn no_guard_at_all() {
    let stage = opener()
        .attack("links", 59, "link", inside(), reached("/etc/passwd"))
        .attack("climbs", 22, "../x", inside(), reached("/x"));
    let why = stage.last();
    assert_eq!(why.class, Class::GuardAbsent);
    assert_eq!(why.events, [0]);
    // What isn't there isn't rejected by a guard, and a path that was tried as it came wasn't made harmless.
    let missing = json!([
        {"kind": "file.stat", "path": "/data/....//x", "result": "ENOENT"},
    ]);
    let stage = opener()
        .attack(
            "nested",
            22,
            "....//x",
            inside(),
            did(missing, &[1, 3], json!(null)),
        )
        .attack("two", 22, "../two", inside(), reached("/two"))
        .attack("climbs", 22, "../x", inside(), reached("/x"));
    assert_eq!(stage.class(), Class::GuardAbsent);
    // Nor does a guard against something else help.
    let stage = opener()
        .attack(
            "bomb",
            409,
            "bomb",
            json!({"rejected": true}),
            did(json!([]), &[1, 5], json!(null)),
        )
        .attack("climbs", 22, "../x", inside(), reached("/x"));
    assert_eq!(stage.class(), Class::GuardAbsent);
}

#[test]
fn a_guard_that_rejects_others_only() {
    let stage = opener()
        .attack(
            "climbs",
            22,
            "../x",
            inside(),
            did(json!([]), &[1, 3], json!(null)),
        )
        .attack("links", 59, "link", inside(), reached("/etc/passwd"));
    let why = stage.last();
    assert_eq!(why.class, Class::GuardInsufficient);
    assert_eq!(why.tests, ["climbs"]);
    assert_eq!(why.lines, [3]);
    assert_eq!(why.events, [0]);
}

#[test]
fn a_guard_that_makes_others_harmless_only() {
    let stage = opener()
        .attack(
            "climbs",
            22,
            "../x",
            inside(),
            did(json!([opened("/data/x")]), &[1, 2, 4], json!("x")),
        )
        .attack("nested", 22, "....//x", inside(), reached("/x"));
    let why = stage.last();
    assert_eq!(why.class, Class::GuardInsufficient);
    assert_eq!(why.tests, ["climbs"]);
    assert!(why.lines.is_empty());
}

#[test]
fn a_guard_on_another_argument_is_none() {
    let test = |name: &str, arguments: Json| {
        json!({
            "name": name, "suite": "security", "cwe": 79, "about": "a", "calls": [{"args": arguments}],
            "rule": {"any": [{"rejected": true}, {"returned": {"is": {"not": {"contains": "<"}}}}]},
        })
    };
    let mut stage = Stage {
        tests: vec![json!({
            "name": "plain", "suite": "functional", "about": "a", "calls": [{"args": ["ann", "hello"]}],
        })],
        executions: vec![execution(returned(json!("ann: hello")))],
    };
    for (name, arguments, value) in [
        ("author", json!(["<b>", "hello"]), json!("&lt;b>: hello")),
        ("text", json!(["ann", "<i>"]), json!("ann: <i>")),
    ] {
        stage.tests.push(test(name, arguments));
        stage.executions.push(execution(returned(value)));
    }
    assert_eq!(stage.class(), Class::GuardAbsent);
}

#[test]
fn a_guard_against_other_uses_of_the_same_calls() {
    let calls = json!([{"args": ["t"]}, {"args": ["t "], "expect": {"rejected": true}}]);
    let twice = |value: Json| {
        json!({"calls": [
            {"outcome": {"returned": "ok"}, "fuel": 1},
            {"outcome": {"returned": value}, "fuel": 1},
        ]})
    };
    let stage = Stage {
        tests: vec![
            json!({"name": "again", "suite": "functional", "about": "a", "calls": [
                {"args": ["t"], "expect": {"returns": "ok"}}, {"args": ["t"], "expect": {"rejected": true}},
            ]}),
            json!({
                "name": "with-space", "suite": "security", "cwe": 294, "about": "a", "calls": calls,
                "rule": {"rejected": true},
            }),
        ],
        executions: vec![execution(twice(json!(null))), execution(twice(json!("ok")))],
    };
    let why = stage.last();
    assert_eq!(
        (why.class, why.tests),
        (Class::GuardInsufficient, vec!["again".to_owned()])
    );
}

#[test]
fn a_guard_that_comes_too_late() {
    let late = did(json!([opened("/x")]), &[1, 2, 3], json!(null));
    let why = opener().attack("climbs", 22, "../x", inside(), late).last();
    assert_eq!((why.class, why.events), (Class::GuardAfterUse, vec![0]));
    // An exception refuses too.
    let mut late = raised();
    late["trace"] = json!([opened("/x")]);
    assert_eq!(
        opener()
            .attack("climbs", 22, "../x", inside(), late)
            .class(),
        Class::GuardAfterUse
    );
    // All the work was done before the size was looked at.
    let busy = json!({"fuel_at_most": {"fuel": 10}});
    let late = did(json!([opened("/data/bomb")]), &[1, 2, 3], json!(null));
    assert_eq!(
        opener().attack("bomb", 409, "bomb", busy, late).class(),
        Class::GuardAfterUse
    );
    // It is the world that refused.
    let mut refused = opened("/x");
    refused["result"] = json!("EACCES");
    let late = did(json!([refused]), &[1, 2, 3], json!(null));
    assert_eq!(
        opener()
            .attack("climbs", 22, "../x", inside(), late)
            .class(),
        Class::GuardAbsent
    );
}

#[test]
fn an_unsafe_primitive_behind_a_guard() {
    let sql = |text: &str| json!([{"kind": "sql", "text": text, "stage": "run"}]);
    let rule = json!({"any": [{"no_event": {"kind": "sql"}}]});
    let stage = Stage::default()
        .functional(
            "benign",
            json!("ann"),
            json!({"returns": "ann"}),
            did(sql("SELECT 'ann'"), &[1, 2], json!("ann")),
        )
        .attack(
            "union",
            89,
            "' union",
            rule.clone(),
            did(json!([]), &[1, 3], json!(null)),
        )
        .attack(
            "quote",
            89,
            "'<>'",
            rule,
            did(sql("SELECT ''<>''"), &[1, 2], json!("x")),
        );
    let why = stage.last();
    assert_eq!((why.class, why.lines), (Class::GuardInsufficient, vec![3]));
}
