//! Comparisons with the benign twin.

use serde_json::{Value as Json, json};

use super::open;
use crate::evaluate::staging::judged_with_twin;

#[test]
fn partial_shapes() {
    let sql = |text: &str| json!({"kind": "sql", "text": text, "stage": "run"});
    let judge = |own: Json, rejected: bool| {
        let rule =
            json!({"same_shape_as_twin": {"aspects": ["sql", "skeleton"], "or_rejected": true}});
        let value = if rejected { json!(null) } else { json!(1) };
        let own = json!({"trace": own, "calls": [{"outcome": {"returned": value}, "fuel": 1}]});
        judged_with_twin(
            rule,
            own,
            json!({"trace": [sql("a"), sql("b"), open("/x", Some("/x"), "read")]}),
        )
        .passed()
    };
    let file = || open("/x", Some("/x"), "read");
    assert!(judge(json!([sql("a"), sql("b"), file()]), false));
    assert!(!judge(json!([sql("a")]), false));
    assert!(judge(json!([sql("a")]), true) && judge(json!([]), true));
    assert!(!judge(json!([sql("x")]), true));
    assert!(!judge(json!([file()]), true));
}

#[test]
fn shapes_of_what_nobody_did_tell_nothing() {
    let same = |aspects: Json| {
        let rule = json!({"same_shape_as_twin": aspects});
        judged_with_twin(rule, json!({}), json!({})).passed()
    };
    assert!(!same(json!(["sql"])) && !same(json!(["sql", "processes", "network", "folders"])));
    assert!(same(json!(["kinds"])) && same(json!(["sql", "skeleton"])));
}

#[test]
fn shapes_of_commands_networks_and_html() {
    let same = |aspect: &str, own: Json, twin: Json| {
        let rule = json!({"same_shape_as_twin": [aspect]});
        judged_with_twin(rule, own, twin).passed()
    };
    let commands = |lines: &[&[&str]]| {
        let mut trace =
            vec![json!({"kind": "process", "how": "shell", "argv": ["/bin/sh", "-c", "x"]})];
        for line in lines {
            trace.push(json!({"kind": "process", "how": "command", "argv": line, "process": 1}));
        }
        json!({"trace": trace})
    };
    assert!(same(
        "commands",
        commands(&[&["grep", "a; rm"]]),
        commands(&[&["grep", "b"]])
    ));
    assert!(!same(
        "commands",
        commands(&[&["grep", "a"], &["rm"]]),
        commands(&[&["grep", "b"]])
    ));
    let connect = |target: &str, name: &str| json!({"trace": [{"kind": "network", "how": "connect", "target": target, "name": name}]});
    assert!(same(
        "network",
        connect("203.0.113.1:443", "a.example"),
        connect("203.0.113.2:443", "a.example")
    ));
    assert!(!same(
        "network",
        connect("203.0.113.1:80", "a.example"),
        connect("203.0.113.1:443", "a.example")
    ));
    let http = |method: &str, url: &str| json!({"trace": [{"kind": "http", "target": "t", "method": method, "url": url}]});
    assert!(same(
        "network",
        http("GET", "https://a/x?q"),
        http("GET", "https://a/y")
    ));
    assert!(!same(
        "network",
        http("POST", "https://a/x"),
        http("GET", "https://a/x")
    ));
    let page = |text: &str| json!({"calls": [{"outcome": {"returned": text}, "fuel": 1}]});
    assert!(same(
        "html",
        page("<p id=1>a &lt;b&gt;</p>"),
        page("<p id=2>b</p>")
    ));
    assert!(!same("html", page("<p>a <b></p>"), page("<p>b</p>")));
    assert!(!same("html", page("<p x=1>"), page("<p>")));
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
