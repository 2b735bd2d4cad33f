//! The state afterwards.

use serde_json::{Value as Json, json};

use crate::evaluate::staging::judged;

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
