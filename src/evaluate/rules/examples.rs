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
fn changes_of_files() {
    let node = |mode: &str| json!({"kind": "file", "mode": mode, "size": 2, "content": "hi"});
    let created = |path: &str, mode: &str| json!({"path": path, "after": node(mode)});
    let files = |rule: Json, files: Json, trace: Json| {
        judged(rule, json!({"files": files, "trace": trace})).passed()
    };
    let within = json!({"files_changed_within": {"folders": ["/srv/out"]}});
    assert!(files(
        within.clone(),
        json!([created("/srv/out/a", "0644")]),
        json!([])
    ));
    assert!(!files(
        within.clone(),
        json!([created("/srv/a", "0644")]),
        json!([])
    ));
    assert!(!files(
        within,
        json!([{"path": "/srv/key", "before": node("0600")}]),
        json!([])
    ));
    let left = json!({"no_file_left": {"folders": ["/tmp"]}});
    assert!(!files(
        left.clone(),
        json!([created("/tmp/a", "0600")]),
        json!([])
    ));
    assert!(files(
        left,
        json!([{"path": "/tmp/a", "before": node("0600"), "after": node("0644")}]),
        json!([])
    ));
    let mode = json!({"created_mode_within": {"mode": "0600"}});
    let opened = |mode: &str| json!({"kind": "file.open", "path": "/k", "resolved": "/k", "access": "write", "created": true, "mode": mode});
    let chmod = json!({"kind": "file.chmod", "path": "/k", "resolved": "/k", "mode": "0600"});
    assert!(files(
        mode.clone(),
        json!([created("/k", "0600")]),
        json!([opened("0600")])
    ));
    assert!(!files(
        mode.clone(),
        json!([created("/k", "0644")]),
        json!([opened("0666")])
    ));
    // The umask took the permissions away.
    assert!(files(
        mode.clone(),
        json!([created("/k", "0600")]),
        json!([opened("0666")])
    ));
    // They were taken away later: for a moment others could read it.
    assert!(!files(
        mode.clone(),
        json!([created("/k", "0600")]),
        json!([opened("0666"), chmod])
    ));
    assert!(!files(mode.clone(), json!([]), json!([opened("0644")])));
    assert!(files(
        json!({"created_mode_within": {"mode": "0600", "folders": ["/x"]}}),
        json!([created("/k", "0644")]),
        json!([])
    ));
    let database = json!({"database_unchanged": "/db"});
    assert!(files(database.clone(), json!([]), json!([])));
    assert!(!files(
        database,
        json!([{"path": "/db", "before": node("0600"), "after": node("0644")}]),
        json!([])
    ));
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
