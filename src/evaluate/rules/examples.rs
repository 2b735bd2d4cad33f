//! Each rule on small traces: one that it lets pass, one that breaks it.

use serde_json::{Value as Json, json};

use crate::evaluate::staging::{MARKER, cited, holds, judged, judged_with_twin};

fn open(path: &str, resolved: Option<&str>, access: &str) -> Json {
    let mut event = json!({"kind": "file.open", "path": path, "access": access});
    if let Some(resolved) = resolved {
        event["resolved"] = json!(resolved);
    } else {
        event["result"] = json!("ENOENT");
    }
    event
}

fn within(trace: Json) -> bool {
    holds(
        json!({"file_access_within": {"folders": ["/srv/data"]}}),
        trace,
    )
}

#[test]
fn file_access() {
    assert!(within(json!([open("x", Some("/srv/data/x"), "read")])));
    assert!(!within(json!([open("../k", Some("/srv/k"), "read")])));
    assert!(!within(json!([open(
        "y",
        Some("/srv/data-private/y"),
        "read"
    )])));
    assert!(!within(json!([open("/srv/data", Some("/srv"), "list")])));
    // What led nowhere is judged as it was asked for.
    assert!(within(json!([open("/srv/data/a/../no", None, "read")])));
    assert!(!within(json!([open("/srv/data/../no", None, "read")])));
    assert!(within(json!([open("../no", None, "read")])));
    // Attempts that are refused count.
    let mut refused = open("/root/k", Some("/root/k"), "read");
    refused["result"] = json!("EACCES");
    assert!(!within(json!([refused])));
    // The runtime's own doing doesn't.
    let mut own = open("/usr/lib/x", Some("/usr/lib/x"), "read");
    own["origin"] = json!("runtime");
    assert!(within(json!([own])));
}

#[test]
fn file_access_of_other_operations() {
    let rename = |to: &str| json!([{"kind": "file.rename", "path": "a", "resolved": "/srv/data/a", "to": to, "to_resolved": to}]);
    assert!(within(rename("/srv/data/b")));
    assert!(!within(rename("/etc/b")));
    let link = json!([{"kind": "file.link", "path": "k", "resolved": "/k", "to": "l", "to_resolved": "/srv/data/l"}]);
    assert!(!within(link));
    let readlink = |result: &str| json!([{"kind": "file.readlink", "path": "/srv", "resolved": "/srv", "result": result}]);
    assert!(within(readlink("EINVAL")));
    assert!(!within(readlink("ok")));
    let stat = |result: &str| json!([{"kind": "file.stat", "path": "/x", "resolved": "/x", "result": result}]);
    assert!(within(stat("ok")));
    let strict = json!({"file_access_within": {"folders": ["/srv/data"], "uses": ["stat"]}});
    assert!(!holds(strict.clone(), stat("ok")));
    assert!(!holds(strict.clone(), stat("EACCES")));
    assert!(holds(strict.clone(), stat("ENOENT")));
    assert!(holds(strict, json!([open("/x", Some("/x"), "read")])));
    let rule = json!({"file_access_within": {"folders": ["/srv/data"]}});
    let trace = json!([
        open("x", Some("/srv/data/x"), "read"),
        open("y", Some("/y"), "write")
    ]);
    assert_eq!(cited(&judged(rule, json!({"trace": trace}))), [1]);
}

fn absent(sink: &str, record: Json) -> bool {
    judged(
        json!({"canary_absent": {"canary": "c", "sinks": [sink]}}),
        record,
    )
    .passed()
}

#[test]
fn canaries_in_events() {
    let text = format!("x {MARKER} y");
    for (sink, event) in [
        (
            "sql_text",
            json!({"kind": "sql", "text": text, "stage": "run"}),
        ),
        ("file_path", json!({"kind": "file.stat", "path": text})),
        (
            "process_shell",
            json!({"kind": "process", "how": "shell", "argv": ["/bin/sh", "-c", text]}),
        ),
        (
            "process_argv",
            json!({"kind": "process", "how": "spawn", "argv": ["convert", text]}),
        ),
        (
            "network_target",
            json!({"kind": "network", "how": "connect", "target": text}),
        ),
        ("code", json!({"kind": "code", "how": "eval", "text": text})),
        (
            "deserialized_type",
            json!({"kind": "deserialize", "format": "pickle", "type_name": text}),
        ),
        (
            "log",
            json!({"kind": "log", "level": "info", "message": text}),
        ),
    ] {
        assert!(!absent(sink, json!({"trace": [event]})), "{sink}");
        assert!(absent(sink, json!({"trace": []})), "{sink}");
    }
    let bound = json!({"kind": "sql", "text": "?", "parameters": [text], "stage": "run"});
    assert!(absent("sql_text", json!({"trace": [bound]})));
    let argument = json!({"kind": "process", "how": "spawn", "argv": ["convert", text]});
    assert!(absent("process_shell", json!({"trace": [argument]})));
}

#[test]
fn canaries_in_outcomes() {
    let returned = |value: Json| json!({"calls": [{"outcome": {"returned": value}, "fuel": 1}]});
    assert!(!absent("returned", returned(json!([{"k": [MARKER]}]))));
    assert!(!absent("returned", returned(json!({MARKER: 1}))));
    assert!(absent("returned", returned(json!("no"))));
    let raised = json!({"raised": {"type_name": "E", "message": MARKER}});
    assert!(!absent(
        "raised",
        json!({"calls": [{"outcome": raised, "fuel": 1}]})
    ));
    let out = |text: &str, truncated: bool| json!({"stdout": {"text": text, "bytes": 9, "truncated": truncated}});
    assert!(!absent("stdout", out(MARKER, false)));
    assert!(absent("stdout", out("x", false)));
    assert!(!absent("stdout", out("x", true)));
    let file = |content: Json, size: u64| {
        json!({"files": [{"path": "/f", "after":
            {"kind": "file", "mode": "0644", "size": size, "content": content}}]})
    };
    assert!(!absent("changed_files", file(json!(MARKER), 16)));
    assert!(absent("changed_files", file(json!("x"), 1)));
    assert!(!absent("changed_files", file(json!(null), 1 << 20)));
    assert!(absent("changed_files", file(json!(null), 0)));
}

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
fn shapes() {
    let same = |aspect: &str, own: Json, twin: Json| {
        let rule = json!({"same_shape_as_twin": [aspect]});
        judged_with_twin(rule, json!({"trace": own}), json!({"trace": twin})).passed()
    };
    let sql = |text: &str| json!({"kind": "sql", "text": text, "stage": "run"});
    assert!(same("sql", json!([sql("a")]), json!([sql("a")])));
    assert!(!same("sql", json!([sql("a"), sql("b")]), json!([sql("a")])));
    assert!(!same("sql", json!([]), json!([sql("a")])));
    assert!(!same("sql", json!([sql("b")]), json!([sql("a")])));
    let spawn = |argv: &[&str]| json!({"kind": "process", "how": "spawn", "argv": argv});
    assert!(same(
        "processes",
        json!([spawn(&["ls", "a"])]),
        json!([spawn(&["ls", "b"])])
    ));
    assert!(!same(
        "processes",
        json!([spawn(&["ls", "a", "b"])]),
        json!([spawn(&["ls", "b"])])
    ));
    assert!(!same(
        "processes",
        json!([spawn(&["sh", "-c", "a"])]),
        json!([spawn(&["sh", "-c", "b"])])
    ));
    let file = |path: &str| open(path, Some(path), "read");
    assert!(same(
        "folders",
        json!([file("/d/a"), file("/d/b")]),
        json!([file("/d/c")])
    ));
    assert!(!same(
        "folders",
        json!([file("/e/a")]),
        json!([file("/d/c")])
    ));
    assert!(!same("kinds", json!([file("/e/a")]), json!([])));
    assert!(same(
        "kinds",
        json!([file("/e/a"), file("/e/b")]),
        json!([file("/d/c")])
    ));
}

#[test]
fn budgets_and_randomness() {
    let fuel = |bound: Json, used: u64| {
        let calls = |fuel: u64| json!({"calls": [{"outcome": {"returned": null}, "fuel": fuel}]});
        judged_with_twin(json!({"fuel_at_most": bound}), calls(used), calls(100)).passed()
    };
    assert!(fuel(json!({"times_twin": 2}), 200));
    assert!(!fuel(json!({"times_twin": 2}), 201));
    assert!(fuel(json!({"times_twin": 2, "fuel": 50}), 250));
    assert!(fuel(json!({"fuel": 50}), 50));
    assert!(!fuel(json!({"fuel": 50}), 51));
    let random = |trace: Json| holds(json!({"random_bytes_at_least": 16}), trace);
    let drawn = |bytes: u64| json!({"kind": "random.secure", "bytes": bytes});
    assert!(random(json!([drawn(8), drawn(8)])));
    assert!(!random(json!([drawn(8)])));
    let mut at_load = drawn(16);
    at_load["call"] = json!(null);
    assert!(!random(json!([at_load])));
    let spawn = json!([{"kind": "process", "how": "spawn", "argv": ["ls"], "result": "ENOENT"}]);
    assert!(!holds(json!({"no_process": true}), spawn));
}

#[test]
fn states() {
    let node = json!({"kind": "file", "mode": "0640", "size": 2, "content": "hi"});
    let probes = json!({
        "files": {"/f": node, "/none": null},
        "queries": {"/db": {"Q": {"rows": [[1, "a"]]}, "E": {"error": "no such table"}}},
    });
    let changed = json!([{"path": "/d/f", "after": node}]);
    let record = json!({"probes": probes, "files": changed});
    let file = |path: &str, is: Json| {
        judged(
            json!({"file_state": {"path": path, "is": is}}),
            record.clone(),
        )
        .passed()
    };
    assert!(file("/f", json!("present")) && !file("/f", json!("absent")));
    assert!(file("/none", json!("absent")) && !file("/none", json!("present")));
    assert!(file("/f", json!("unchanged")) && !file("/d/f", json!("unchanged")));
    assert!(!file("/d", json!("unchanged")));
    assert!(file("/f", json!({"mode_within": "0660"})));
    assert!(!file("/f", json!({"mode_within": "0600"})));
    assert!(!file("/none", json!({"mode_within": "0777"})));
    assert!(file("/f", json!({"content": {"equals": "hi"}})));
    assert!(!file("/f", json!({"content": {"equals": "ho"}})));
    let database = |query: &str, rows: Json| {
        let state = json!({"path": "/db", "query": query, "rows": rows});
        judged(json!({"database_state": state}), record.clone()).passed()
    };
    assert!(database("Q", json!([[1, "a"]])));
    assert!(!database("Q", json!([])));
    assert!(!database("E", json!([])));
}

#[test]
fn outcomes() {
    let returned = |value: Json| json!({"calls": [{"outcome": {"returned": value}, "fuel": 1}]});
    let rule = json!({"returned": {"is": {"type": "string"}}});
    assert!(judged(rule.clone(), returned(json!("x"))).passed());
    assert!(!judged(rule.clone(), returned(json!(1))).passed());
    let raised = |message: &str| json!({"calls": [{"outcome": {"raised": {"type_name": "E", "message": message}}, "fuel": 1}]});
    assert!(!judged(rule, raised("m")).passed());
    let differs = |own: Json, twin: Json| {
        judged_with_twin(json!({"differs_from_twin": true}), own, twin).passed()
    };
    assert!(differs(returned(json!(1)), returned(json!(2))));
    assert!(!differs(
        returned(json!([1])),
        returned(json!({"$tuple": [1.0]}))
    ));
    assert!(differs(raised("m"), returned(json!(2))));
    let stdout = json!({"stdout": {"text": "hello", "bytes": 5}});
    assert!(judged(json!({"stdout": {"contains": "ell"}}), stdout.clone()).passed());
    assert!(!judged(json!({"stdout": {"not": {"contains": "ell"}}}), stdout).passed());
}
