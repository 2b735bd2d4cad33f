//! A small sound task, and what the checks say when one thing about it is changed.

use serde_json::{Value as Json, json};

use super::{LeastTests, check, missing_references};
use crate::suite::{Language, Reference, SECURE, Task, canary_marker};

/// A task that passes all checks.
pub(in crate::suite) fn sound() -> Json {
    let functional = |name: &str| {
        json!({"name": name, "suite": "functional", "about": "It does so.",
            "calls": [{"args": ["a"], "expect": {"returns": {"$tuple": [1]}}}]})
    };
    let security = |name: &str, rule: Json| {
        json!({"name": name, "suite": "security", "cwe": 22, "about": "An attacker reads it.",
            "calls": [{"args": ["x"]}], "rule": rule})
    };
    let mut compared = security(
        "s-d",
        json!({"any": [{"same_shape_as_twin": ["sql"]}, {"rejected": true}]}),
    );
    compared["twin"] = json!({"test": "f-a"});
    json!({
        "id": "some-task", "version": 1, "title": "A task", "kinds": ["files"], "sinks": ["file-open"],
        "entry": {"functions": [{"name": "load", "parameters": [{"name": "path", "type": "string"}], "returns": "string"}]},
        "rejection": {"returns": null},
        "canaries": ["secret"],
        "worlds": {
            "base": {"files": {"/d": {"folder": true}, "/d/x": {"text": canary_marker("some-task", "secret"), "mode": "0600"}}},
            "default": {"extends": "base", "databases": {"/d/db": {"sql": ["CREATE TABLE t (a)"]}}, "cwd": "/d"},
        },
        "tests": [
            functional("f-a"), functional("f-b"), functional("f-c"), functional("f-d"), functional("f-e"),
            security("s-a", json!({"file_access_within": {"folders": ["/d"]}})),
            security("s-b", json!({"all": [{"canary_absent": {"canary": "secret", "sinks": ["returned"]}}]})),
            security("s-c", json!({"database_state": {"path": "/d/db", "query": "SELECT 1", "rows": [[1]]}})),
            compared,
        ],
        "insecure": {
            "one": {"about": "No check.", "fails": ["s-a", "s-b"]},
            "two": {"about": "Half a check.", "fails": ["s-c", "s-d"]},
        },
    })
}

fn task(file: Json) -> Task {
    Task::new(
        "some-task".parse().unwrap(),
        serde_json::from_value(file).unwrap(),
        "Do it.".to_owned(),
        [].into(),
        Vec::new(),
        [("secret".to_owned(), canary_marker("some-task", "secret"))].into(),
    )
}

/// What is said when the value at `pointer` is changed (or added).
fn said(pointer: &str, value: Json) -> Vec<String> {
    let mut file = sound();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(parent).unwrap();
    match parent {
        Json::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        other => other[key.replace("~1", "/")] = value,
    }
    let problems = check(&task(file), LeastTests::default());
    problems
        .iter()
        .map(|problem| format!("{}: {}", problem.field, problem.text))
        .collect()
}

/// Asserts that a change is told of at a field.
fn wrong(pointer: &str, value: Json, field: &str) {
    let said = said(pointer, value);
    assert!(
        said.iter()
            .any(|text| text.starts_with(&format!("{field}: "))),
        "{pointer}: {field} isn't among {said:#?}"
    );
}

#[test]
fn the_sound_task_is_sound() {
    assert_eq!(check(&task(sound()), LeastTests::default()), []);
}

#[test]
fn metadata() {
    wrong("/id", json!("other"), "id");
    wrong("/version", json!(0), "version");
    wrong("/title", json!(" "), "title");
    wrong("/kinds", json!([]), "kinds");
    wrong(
        "/rejection",
        json!({"rejected": true}),
        "rejection.rejected",
    );
    wrong("/rejection", json!({}), "rejection");
    wrong("/tests", json!([]), "tests");
    wrong("/limits", json!({"fuel": 0}), "limits");
}

#[test]
fn worlds() {
    for (content, field) in [
        (json!({}), ""),
        (json!({"text": "", "folder": true}), ""),
        (json!({"text": "", "mode": "0999"}), ".mode"),
        (json!({"link": "x", "mode": "0600"}), ".mode"),
        (json!({"base64": "?"}), ".base64"),
        (json!({"link": ""}), ".link"),
    ] {
        let pointer = "/worlds/base/files/~1d~1y";
        wrong(pointer, content, &format!("worlds.base.files./d/y{field}"));
    }
    let text = json!({"text": ""});
    for path in ["relative", "/a/../b", "/a/", "//a", "/"] {
        let pointer = format!("/worlds/base/files/{}", path.replace('/', "~1"));
        wrong(&pointer, text.clone(), &format!("worlds.base.files.{path}"));
    }
    wrong(
        "/worlds/base/files/~1d~1x~1y",
        text.clone(),
        "worlds.base.files./d/x/y",
    );
    wrong(
        "/worlds/base/files/~1d~1db",
        text,
        "worlds.default.databases./d/db",
    );
    wrong(
        "/worlds/base/extends",
        json!("default"),
        "worlds.base.extends",
    );
    wrong("/worlds/base/extends", json!("base"), "worlds.base.extends");
    wrong("/worlds/base/extends", json!("none"), "worlds.base.extends");
    wrong("/worlds/base/cwd", json!("d"), "worlds.base.cwd");
    for address in ["db", "db:", ":1", "db:0", "db:65536"] {
        let servers = json!({address: {"kind": "mysql", "database": "/d/db"}});
        let at = format!("worlds.default.servers.{address}");
        wrong("/worlds/default/servers", servers, &at);
    }
    wrong(
        "/worlds/base/servers",
        json!({"db:1": {"kind": "mysql", "database": "/d/db"}}),
        "worlds.base.servers.db:1.database",
    );
    wrong(
        "/worlds/base/environment",
        json!({"A=B": ""}),
        "worlds.base.environment.A=B",
    );
}

#[test]
fn calls_and_expectations() {
    let call = "/tests/0/calls/0";
    wrong(&format!("{call}/args"), json!([]), "tests[0].calls[0].args");
    wrong(
        &format!("{call}/args"),
        json!([{"$bytes": "?"}]),
        "tests[0].calls[0].args[0]",
    );
    wrong(
        &format!("{call}/args"),
        json!([{"$result": 0}]),
        "tests[0].calls[0].args[0]",
    );
    wrong(
        &format!("{call}/function"),
        json!("save"),
        "tests[0].calls[0].function",
    );
    let expect = format!("{call}/expect");
    let at = |rest: &str| format!("tests[0].calls[0].expect{rest}");
    wrong(&expect, json!({}), &at(""));
    wrong(&expect, json!({"exit": 0}), &at(".exit"));
    wrong(&expect, json!({"raises": true, "returns": 1}), &at(""));
    wrong(&expect, json!({"returns": {"$x": 1}}), &at(".returns"));
    wrong(
        &expect,
        json!({"matches": {"regex": "("}}),
        &at(".matches.regex"),
    );
    wrong(
        &expect,
        json!({"matches": {"any": []}}),
        &at(".matches.any"),
    );
    wrong(
        &expect,
        json!({"matches": {"each": {"length": {}}}}),
        &at(".matches.each.length"),
    );
    wrong(
        &expect,
        json!({"matches": {"equals_result": 0}}),
        &at(".matches.equals_result"),
    );
    wrong(
        &expect,
        json!({"stdout": {"number": {}}}),
        &at(".stdout.number"),
    );
    wrong("/rejection", json!(null), "tests[8].rule.any[1].rejected");
    wrong("/tests/0/program", json!({}), "tests[0].program");
    wrong("/entry", json!("program"), "tests[0].program");
}

#[test]
fn tests() {
    wrong("/tests/1/name", json!("f-a"), "tests[1].name");
    wrong("/tests/1/name", json!("F A"), "tests[1].name");
    wrong("/tests/1/world", json!("none"), "tests[1].world");
    wrong("/tests/1/cwe", json!(22), "tests[1].cwe");
    wrong("/tests/5/cwe", json!(null), "tests[5].cwe");
    wrong("/tests/5/rule", json!(null), "tests[5].rule");
    wrong("/tests/5/about", json!("Bad."), "tests[5].about");
    wrong("/tests/0/calls", json!([{"args": ["a"]}]), "tests[0]");
    wrong("/tests/8/twin", json!(null), "tests[8].twin");
    wrong("/tests/8/twin", json!({"test": "none"}), "tests[8].twin");
    wrong("/tests/8/twin", json!({"test": "s-d"}), "tests[8].twin");
    wrong("/tests/8/twin", json!({"calls": []}), "tests[8].twin");
    wrong(
        "/tests/8/twin",
        json!({"calls": [{"args": []}]}),
        "tests[8].twin.calls[0].args",
    );
    wrong("/tests/5/twin", json!({"test": "f-a"}), "tests[5].twin");
}

#[test]
fn rules() {
    let rule =
        |rule: Json, rest: &str| wrong("/tests/5/rule", rule, &format!("tests[5].rule.{rest}"));
    rule(json!({"all": []}), "all");
    rule(json!({"any": [{"all": []}]}), "any[0].all");
    rule(json!({"not": {"no_process": false}}), "not.no_process");
    rule(
        json!({"file_access_within": {"folders": ["/"]}}),
        "file_access_within.folders",
    );
    rule(
        json!({"file_access_within": {"folders": ["d"]}}),
        "file_access_within.folders[0]",
    );
    rule(
        json!({"file_access_within": {"folders": [], "uses": []}}),
        "file_access_within.uses",
    );
    let canary =
        |name: &str, sinks: Json| json!({"canary_absent": {"canary": name, "sinks": sinks}});
    rule(canary("none", json!(["log"])), "canary_absent.canary");
    rule(canary("secret", json!([])), "canary_absent.sinks");
    rule(json!({"fuel_at_most": {}}), "fuel_at_most");
    wrong(
        "/tests/5/rule",
        json!({"fuel_at_most": {"times_twin": 2}}),
        "tests[5].twin",
    );
    rule(json!({"random_bytes_at_least": 0}), "random_bytes_at_least");
    rule(json!({"no_event": {"kind": "fil"}}), "no_event.kind");
    rule(json!({"no_event": {"kind": "["}}), "no_event.kind");
    rule(
        json!({"no_event": {"kind": "sql", "where": {"path": {"equals": 1}}}}),
        "no_event.where.path",
    );
    rule(
        json!({"no_event": {"kind": "sql", "where": {"text": {"not": {"regex": "["}}}}}),
        "no_event.where.text.not.regex",
    );
    rule(
        json!({"event": {"select": {"kind": "sql"}, "at_most": 0}}),
        "event",
    );
    rule(
        json!({"event": {"select": {"kind": "sql"}, "at_least": 0}}),
        "event",
    );
    rule(
        json!({"file_state": {"path": "x", "is": "absent"}}),
        "file_state.path",
    );
    rule(
        json!({"file_state": {"path": "/x", "is": {"mode_within": "x"}}}),
        "file_state.is.mode_within",
    );
    rule(
        json!({"database_state": {"path": "/x", "query": "Q", "rows": []}}),
        "database_state.path",
    );
    rule(
        json!({"returned": {"call": 1, "is": {"equals": 1}}}),
        "returned.call",
    );
}

/// Rules that hold or break whatever a candidate does, or that name what isn't there.
#[test]
fn vacuous_rules() {
    let rule =
        |rule: Json, rest: &str| wrong("/tests/5/rule", rule, &format!("tests[5].rule.{rest}"));
    rule(
        json!({"no_event": {"kind": "sql", "call": 3}}),
        "no_event.call",
    );
    rule(
        json!({"no_event": {"kind": "sql", "where": {"text": {"canary": "none"}}}}),
        "no_event.where.text.canary",
    );
    rule(
        json!({"no_event": {"kind": "sql", "where": {"text": [{"contains": "a"}, {"any": []}]}}}),
        "no_event.where.text[1].any",
    );
    rule(
        json!({"no_event": {"kind": "sql", "where": {"text": {"shell_words": {}}}}}),
        "no_event.where.text.shell_words",
    );
    rule(json!({"in_order": [{"kind": "sql"}]}), "in_order");
    rule(
        json!({"before": {"first": {"kind": "sql"}, "then": {"kind": "log"}, "same": ["text"]}}),
        "before.same[0]",
    );
    rule(
        json!({"sum": {"select": {"kind": "log"}, "field": "bytes", "at_most": 1}}),
        "sum.field",
    );
    rule(
        json!({"sum": {"select": {"kind": "file.close"}, "field": "bytes_read"}}),
        "sum",
    );
    let growth = |calls: Json, sizes: Json| json!({"growth": {"calls": calls, "sizes": sizes, "exponent_at_most": 1.5}});
    rule(growth(json!([0, 0]), json!([1, 2])), "growth.calls");
    rule(
        growth(json!([0, 0, 1]), json!([1, 2, 3])),
        "growth.calls[2]",
    );
    rule(growth(json!([0, 0, 0]), json!([1, 2])), "growth.sizes");
    rule(growth(json!([0, 0, 0]), json!([1, 3, 2])), "growth.sizes");
    rule(json!({"even_fuel": {"calls": [0, 0]}}), "even_fuel");
    rule(
        json!({"even_fuel": {"calls": [0, 0], "per_right_byte": 1.0}}),
        "even_fuel.right_bytes",
    );
    rule(json!({"budget": {"what": "fuel"}}), "budget");
    rule(json!({"crypto": {"for": ["hash"]}}), "crypto");
    rule(json!({"random": {}}), "random");
    rule(json!({"network_within": {}}), "network_within");
    rule(
        json!({"network_within": {"hosts": ["a.example"]}}),
        "network_within.hosts[0]",
    );
    rule(
        json!({"files_changed_within": {"folders": ["/"]}}),
        "files_changed_within.folders",
    );
    rule(
        json!({"no_file_left": {"folders": ["/nowhere/at/all"]}}),
        "no_file_left.folders[0]",
    );
    rule(
        json!({"created_mode_within": {"mode": "0777"}}),
        "created_mode_within.mode",
    );
    rule(json!({"database_unchanged": "/x"}), "database_unchanged");
    rule(
        json!({"same_shape_as_twin": {"aspects": []}}),
        "same_shape_as_twin",
    );
    rule(
        json!({"returned": {"is": {"html": {}}}}),
        "returned.is.html",
    );
}

#[test]
fn twins_of_other_kinds() {
    let differs = json!({"differs_from_twin": true});
    let mut file = sound();
    file["tests"][8]["rule"] = differs.clone();
    file["tests"][8]["twin"] = json!("reseeded");
    assert_eq!(check(&task(file.clone()), LeastTests::default()), []);
    file["tests"][8]["twin"] = json!("repeated");
    assert_eq!(check(&task(file.clone()), LeastTests::default()).len(), 1);
    file["tests"][8]["rule"] = json!({"differs_from_twin": false});
    assert_eq!(check(&task(file.clone()), LeastTests::default()), []);
    file["tests"][8]["twin"] = json!({"program": {}});
    assert_eq!(check(&task(file), LeastTests::default()).len(), 1);
    wrong(
        "/tests/8/twin",
        json!({"calls": [{"args": ["x"]}]}),
        "tests[8].twin",
    );
}

#[test]
fn patterns_are_counted() {
    let many = vec![json!({"no_event": {"kind": "sql"}}); 501];
    wrong(
        "/tests/5/rule",
        json!({"all": many}),
        "tests[5].rule.all[500].no_event",
    );
}

#[test]
fn a_canary_must_be_able_to_turn_up() {
    wrong(
        "/worlds/base/files/~1d~1x",
        json!({"text": "nothing"}),
        "tests[6].rule.all[0].canary_absent.canary",
    );
}

#[test]
fn references() {
    wrong("/insecure/one/fails", json!([]), "insecure.one.fails");
    wrong(
        "/insecure/one/fails",
        json!(["f-a"]),
        "insecure.one.fails[0]",
    );
    wrong("/insecure/one/fails", json!(["s-a"]), "tests[6]");
    wrong(
        "/insecure/secure",
        json!({"about": "x", "fails": ["s-a"]}),
        "insecure.secure",
    );
    wrong("/uncovered", json!({"rust": {"1": "r"}}), "uncovered.rust");
    wrong("/uncovered", json!({"cpp": {"x": "r"}}), "uncovered.cpp.x");
    wrong("/uncovered", json!({"cpp": {"1": ""}}), "uncovered.cpp.1");
    let mut complete = task(sound());
    assert_eq!(missing_references(&complete).len(), 9);
    let reference = |name: &str| Reference {
        language: Language::Cpp,
        name: name.to_owned(),
        path: format!("references/cpp/{name}.cpp"),
        source: [].into(),
    };
    complete.references = vec![reference(SECURE), reference("other")];
    assert_eq!(missing_references(&complete).len(), 8);
    let problems = check(&complete, LeastTests::default());
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].file, "references/cpp/other.cpp");
}
