//! Selectors, orders, sums.

use serde_json::{Value as Json, json};

use super::open;
use crate::evaluate::staging::{MARKER, holds, judged, judged_with_twin};

#[test]
fn selectors() {
    let trace = json!([
        {"kind": "crypto", "how": "hash", "algorithm": "md5", "uses": 1},
        {"kind": "process", "how": "spawn", "argv": ["ls", "-l"]},
        open("/etc/x", Some("/etc/x"), "read"),
    ]);
    let none = |select: Json| holds(json!({"no_event": select}), trace.clone());
    assert!(!none(json!({"kind": "crypto"})));
    assert!(!none(
        json!({"kind": "crypt*", "where": {"algorithm": {"regex": "^md"}}})
    ));
    assert!(none(
        json!({"kind": "crypto", "where": {"algorithm": {"equals": "sha256"}}})
    ));
    assert!(!none(
        json!({"kind": "process", "where": {"argv": {"equals": "-l"}}})
    ));
    assert!(none(
        json!({"kind": "process", "where": {"argv": {"not": {"glob": "l*"}}}})
    ));
    assert!(!none(
        json!({"kind": "file.*", "where": {"resolved": {"under": "/etc"}}})
    ));
    assert!(none(
        json!({"kind": "file.*", "where": {"mode": {"not": {"equals": "0600"}}}})
    ));
    assert!(!none(
        json!({"kind": "file.*", "where": {"result": {"equals": "ok"}, "created": {"equals": false}}})
    ));
    assert!(!none(
        json!({"kind": "*", "where": {"uses": {"less_than": 2}}})
    ));
    let count = |count: Json| holds(json!({"event": count}), trace.clone());
    assert!(count(
        json!({"select": {"kind": "*"}, "at_least": 3, "at_most": 3})
    ));
    assert!(!count(json!({"select": {"kind": "*"}, "at_most": 2})));
    assert!(!count(json!({"select": {"kind": "sql"}})));
    assert!(count(
        json!({"select": {"kind": "sql"}, "at_least": 0, "at_most": 1})
    ));
}

#[test]
fn selectors_combine_conditions() {
    let trace = json!([
        {"kind": "import", "module": "m", "call": null, "process": null},
        {"kind": "file.open", "path": "/tmp/x", "resolved": "/tmp/x", "access": "write", "flags": ["create"], "created": true},
        {"kind": "process", "how": "shell", "argv": ["/bin/sh", "-c", format!("grep -r '{MARKER} x' .")]},
        {"kind": "process", "how": "command", "argv": ["grep"], "process": 1, "result": "ENOENT"},
    ]);
    let some = |select: Json| !holds(json!({"no_event": select}), trace.clone());
    assert!(some(
        json!({"kind": "file.open", "where": {"flags": [{"equals": "create"}, {"not": {"equals": "exclusive"}}]}})
    ));
    assert!(!some(
        json!({"kind": "file.open", "where": {"flags": [{"equals": "create"}, {"equals": "exclusive"}]}})
    ));
    assert!(some(
        json!({"kind": "file.open", "where": {"resolved": {"glob_path": "/tmp/*"}}})
    ));
    assert!(!some(
        json!({"kind": "file.open", "where": {"resolved": {"glob_path": "/*"}}})
    ));
    assert!(some(json!({"kind": "import", "call": "load"})));
    assert!(!some(json!({"kind": "import", "call": "calls"})));
    assert!(
        some(json!({"kind": "file.open", "call": 0}))
            && !some(json!({"kind": "file.open", "call": 1}))
    );
    assert!(some(
        json!({"kind": "process", "where": {"process": {"equals": 1}, "result": {"equals": "ENOENT"}}})
    ));
    assert!(some(
        json!({"kind": "process", "where": {"process": {"equals": null}}})
    ));
    assert!(some(
        json!({"kind": "process", "where": {"argv": {"canary": "c"}}})
    ));
    let words = |words: Json| {
        some(
            json!({"kind": "process", "where": {"how": {"one_of": ["shell"]}, "argv": {"shell_words": words}}}),
        )
    };
    assert!(words(json!({"count": {"min": 4, "max": 4}})));
    assert!(words(
        json!({"nth": {"index": 2, "is": {"contains": " x"}}})
    ));
    assert!(words(json!({"nth": {"index": -1, "is": {"equals": "."}}})));
    assert!(!words(
        json!({"nth": {"index": 9, "is": {"contains": "x"}}})
    ));
    assert!(!words(
        json!({"nth": {"index": -9, "is": {"contains": "x"}}})
    ));
    assert!(some(
        json!({"kind": "process", "where": {"argv": {"any": [{"starts_with": "-x"}, {"ends_with": "-c"}]}}})
    ));
    assert!(!some(
        json!({"kind": "process", "where": {"argv": {"all": [{"starts_with": "-"}, {"contains": "grep"}]}}})
    ));
}

#[test]
fn order_and_sums() {
    let stat = |path: &str| json!({"kind": "file.stat", "path": path, "resolved": path});
    let trace = json!([stat("/a"), open("/a", Some("/a"), "read"), open("/b", Some("/b"), "read"),
        {"kind": "file.close", "resolved": "/a", "descriptor": 3, "bytes_read": 7, "bytes_written": 0},
        {"kind": "file.close", "resolved": "/b", "descriptor": 3, "bytes_read": 5, "bytes_written": 0}]);
    let in_order = |kinds: &[&str]| {
        let selects: Vec<Json> = kinds.iter().map(|kind| json!({"kind": kind})).collect();
        holds(json!({"in_order": selects}), trace.clone())
    };
    assert!(in_order(&["file.stat", "file.open", "file.close"]));
    assert!(in_order(&["file.open", "file.open"]));
    assert!(!in_order(&["file.open", "file.stat"]));
    assert!(!in_order(&["file.stat", "file.stat"]));
    let before = |rule: Json| holds(json!({"before": rule}), trace.clone());
    let (first, then) = (json!({"kind": "file.stat"}), json!({"kind": "file.open"}));
    assert!(before(json!({"first": first, "then": then})));
    assert!(!before(
        json!({"first": first, "then": then, "same": ["resolved"]})
    ));
    assert!(!before(json!({"first": then, "then": first})));
    let none = json!({"kind": "sql"});
    assert!(before(json!({"first": first, "then": none})));
    assert!(!before(
        json!({"first": first, "then": none, "required": true})
    ));
    let sum = |bounds: Json| {
        let mut rule = json!({"select": {"kind": "file.close"}, "field": "bytes_read"});
        for (key, value) in bounds.as_object().unwrap() {
            rule[key] = value.clone();
        }
        holds(json!({"sum": rule}), trace.clone())
    };
    assert!(sum(json!({"at_least": 12, "at_most": 12})));
    assert!(!sum(json!({"at_least": 13})) && !sum(json!({"at_most": 11})));
}

#[test]
fn whether_the_sink_is_reached() {
    let sql = json!([{"kind": "sql", "text": "SELECT 1", "stage": "run"}]);
    let rule = json!({"reached": {"select": {"kind": "sql"}}});
    assert!(judged(rule.clone(), json!({"trace": sql})).passed());
    // The task's rejection is `null`, which is what staged calls return.
    assert!(judged(rule.clone(), json!({})).passed());
    let other = json!({"calls": [{"outcome": {"returned": 1}, "fuel": 1}]});
    assert!(!judged(rule, other).passed());
    let twin = json!({"twin_reaches": {"kind": "sql"}});
    assert!(judged_with_twin(twin.clone(), json!({}), json!({"trace": sql})).passed());
    for rule in [twin.clone(), json!({"not": twin})] {
        assert!(!judged_with_twin(rule, json!({"trace": sql}), json!({})).passed());
    }
}
