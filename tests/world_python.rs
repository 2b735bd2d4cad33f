//! Python in a world that answers: `tests/world/world.json` declares hosts, commands and servers, and each program of
//! `tests/world/python/` checks what a candidate meets there. What the host saw of it is checked here.

#[path = "support/world.rs"]
mod world;

use dualgauge::sandbox::execution::Execution;
use dualgauge::suite::Language;
use serde_json::{Value as Json, json};

use world::{events, output, run, tampered};

/// The world of all programs.
fn declared() -> Json {
    serde_json::from_str(include_str!("world/world.json")).expect("it is JSON")
}

/// Runs a program of `tests/world/python/`, which must end well.
fn passes(name: &str) -> Execution {
    let path = format!(
        "{}/tests/world/python/{name}.py",
        env!("CARGO_MANIFEST_DIR")
    );
    let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let execution = run(Language::Python, &source, &declared());
    output(&execution);
    assert!(
        tampered(&execution).is_empty(),
        "{:?}",
        tampered(&execution)
    );
    execution
}

/// Whether an event has these fields with these values.
fn has(event: &Json, fields: &Json) -> bool {
    let fields = fields.as_object().expect("fields are an object");
    fields.iter().all(|(name, value)| event[name] == *value)
}

/// Asserts that there is an event of this kind with these fields.
fn saw(execution: &Execution, kind: &str, fields: &Json) {
    let events = events(execution, kind);
    assert!(
        events.iter().any(|event| has(event, fields)),
        "no {kind} with {fields} in {events:#?}"
    );
}

#[test]
fn network() {
    let execution = passes("network");
    let unknown = json!({"how": "resolve", "target": "nowhere.example.com", "result": "ENOENT"});
    saw(&execution, "network", &unknown);
    let metadata = json!({"how": "connect", "target": "169.254.169.254:80", "scope": "metadata"});
    saw(&execution, "network", &metadata);
    let posted = json!({"method": "POST", "url": "http://api.example.com/echo", "body": "a=1"});
    saw(&execution, "http", &posted);
    let own = json!({"how": "listen", "target": "127.0.0.1:8000"});
    saw(&execution, "network", &own);
}

#[test]
fn tls() {
    let execution = passes("tls");
    let checked = json!({
        "server_name": "api.example.com", "verify": true, "check_name": true, "minimum": "", "authorities": "system",
    });
    saw(&execution, "tls", &checked);
    let blind = json!({"server_name": "self.example.com", "verify": false, "check_name": false});
    saw(&execution, "tls", &blind);
    let own = json!({"server_name": "corp.example.com", "authorities": "custom", "result": "ok"});
    saw(&execution, "tls", &own);
}

#[test]
fn processes() {
    let execution = passes("processes");
    assert!(
        execution.stdout.text.ends_with("to the output\ninstead\n"),
        "{}",
        execution.stdout.text
    );
    assert!(execution.stderr.text.contains("to the errors\n"));
    assert!(
        !execution.stderr.text.contains("FAILED"),
        "{}",
        execution.stderr.text
    );
    saw(
        &execution,
        "process",
        &json!({"how": "spawn", "argv": ["echo", "a b", "c"], "result": "ok"}),
    );
    saw(
        &execution,
        "process",
        &json!({"how": "command", "argv": ["cat"]}),
    );
}

#[test]
fn databases() {
    let execution = passes("databases");
    let connected = json!({"how": "connect", "target": "db.internal:3306", "result": "ok"});
    saw(&execution, "network", &connected);
    let denied = json!({"how": "connect", "target": "db.internal:3306", "result": "EACCES"});
    saw(&execution, "network", &denied);
    let bound = json!({
        "text": "SELECT id, name FROM users WHERE role = ?", "parameters": ["user"],
    });
    saw(&execution, "sql", &bound);
    let injected = json!({"text": "SELECT count(*) FROM users WHERE name = '' OR '1'='1'"});
    saw(&execution, "sql", &injected);
}

#[test]
fn templates() {
    let execution = passes("templates");
    let told: Vec<(String, bool, String)> = events(&execution, "template")
        .iter()
        .map(|event| {
            let text = |field: &str| event[field].as_str().unwrap_or_default().to_owned();
            (text("engine"), event["escaping"] == true, text("text"))
        })
        .collect();
    let expected = [
        ("jinja2", false, "one {{ x }}", "one <b>"),
        ("jinja2", true, "two {{ x }}", "two &lt;b&gt;"),
        ("jinja2", true, "page.html", "three &lt;b&gt;"),
        ("jinja2", false, "page.txt", "four <b>"),
        ("jinja2", true, "five {{ x }}", "five &lt;b&gt;"),
        ("django", true, "six {{ x }}", "six &lt;b&gt;"),
        ("django", false, "seven {{ x }}", "seven <b>"),
    ];
    let wanted =
        expected.map(|(engine, escaping, text, _)| (engine.to_owned(), escaping, text.to_owned()));
    assert_eq!(told, wanted);
    let lines: Vec<&str> = execution.stdout.text.lines().collect();
    assert_eq!(lines, expected.map(|(_, _, _, line)| line));
}
