//! Each rule on small traces: one that it lets pass, one that breaks it.

mod events;
mod left_behind;
mod twins;

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
fn sinks_where_the_place_matters() {
    let returned = |text: String| json!({"calls": [{"outcome": {"returned": text}, "fuel": 1}]});
    assert!(!absent(
        "html_unescaped",
        returned(format!("<p><{MARKER}>"))
    ));
    assert!(absent(
        "html_unescaped",
        returned(format!("<p>&lt;{MARKER}&gt;"))
    ));
    assert!(!absent("csv_formula", returned(format!("a,=x({MARKER})"))));
    assert!(!absent(
        "header_injected",
        returned(format!("A: b\r\n{MARKER}: x"))
    ));
    assert!(absent("header_injected", returned(format!("A: {MARKER}"))));
    let log =
        |message: String| json!({"trace": [{"kind": "log", "level": "info", "message": message}]});
    assert!(!absent("line_injected", log(format!("a\n{MARKER}"))));
    assert!(absent("line_injected", log(format!("a\\n{MARKER}"))));
    let http = json!({"kind": "http", "target": "t", "method": "GET", "url": "https://a/x",
        "headers": ["Host: a", format!("{MARKER}: 1")], "body": ""});
    assert!(!absent("header_injected", json!({"trace": [http]})));
    assert!(!absent("http", json!({"trace": [http]})));
    assert!(absent("network_target", json!({"trace": [http]})));
    let send = json!({"kind": "network.send", "target": "t", "bytes": 9, "text": MARKER, "encrypted": false});
    assert!(!absent("network_send", json!({"trace": [send]})));
    let template =
        json!({"kind": "template", "engine": "jinja2", "escaping": true, "text": MARKER});
    assert!(!absent("template", json!({"trace": [template]})));
    let cut = json!({"stdout": {"text": "", "bytes": 9, "truncated": true}});
    assert!(!absent("line_injected", cut));
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
