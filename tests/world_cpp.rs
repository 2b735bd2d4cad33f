//! C++ programs in declared worlds: sockets, libcurl, OpenSSL's client, processes. What they print shows what they saw, the
//! trace what they did.

#[path = "support/world.rs"]
mod world;

use dualgauge::suite::Language;
use serde_json::{Value as Json, json};
use world::{events, output, run};

/// One that answers a path in plain text.
fn route(path: &str, body: &str) -> Json {
    json!({ "method": "GET", "path": path, "body": body })
}

fn secured(certificate: &str) -> Json {
    json!({ "ports": { "443": {
        "tls": { "certificate": certificate }, "http": [route("/*", "secret")],
    } } })
}

/// What each event of a kind says in these fields, in a line.
fn told(
    execution: &dualgauge::sandbox::execution::Execution,
    kind: &str,
    fields: &[&str],
) -> Vec<String> {
    let text = |event: &Json, field: &&str| match &event[*field] {
        Json::String(text) => text.clone(),
        // What went well says so by saying nothing.
        Json::Null if *field == "result" => "ok".to_owned(),
        other => other.to_string(),
    };
    events(execution, kind)
        .iter()
        .map(|event| {
            fields
                .iter()
                .map(|field| text(event, field))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

#[test]
fn sockets() {
    let world = json!({ "hosts": {
        "api.example.com": { "addresses": ["203.0.113.10"], "ports": {
            "80": { "http": [route("/v1/*", "hello")] },
            "81": { "behaviour": "refused" },
        } },
        "mail.example.com": { "addresses": ["203.0.113.25"], "ports": { "25": { "script": [
            { "send": "220 ready\r\n" },
            { "expect": "^EHLO", "send": "250 ok\r\n" },
        ] } } },
        "silent.example.com": { "addresses": ["203.0.113.99"], "ports": { "80": { "behaviour": "timeout" } } },
    } });
    let execution = run(Language::Cpp, include_str!("world_cpp/sockets.cpp"), &world);
    assert_eq!(
        output(&execution),
        include_str!("world_cpp/sockets.expected")
    );
    let connects = told(&execution, "network", &["how", "target", "result"]);
    assert!(
        connects.contains(&"connect 203.0.113.10:80 ok".to_owned()),
        "{connects:?}"
    );
    let silent = connects
        .iter()
        .filter(|one| one.contains("203.0.113.99"))
        .count();
    assert_eq!(
        silent, 2,
        "a connect that doesn't wait is one event: {connects:?}"
    );
    assert_eq!(
        told(&execution, "http", &["method", "url", "result"]),
        ["GET http://api.example.com/v1/hello 200"]
    );
}

#[test]
fn fetching() {
    let world = json!({
        "hosts": {
            "api.example.com": { "addresses": ["203.0.113.10"], "ports": {
                "80": { "http": [
                    route("/v1/hello", "hello"),
                    { "method": "GET", "path": "/v1/away", "redirect": "http://169.254.169.254/latest/meta-data" },
                    { "method": "GET", "path": "/v1/file", "redirect": "file:///etc/hostname" },
                    { "method": "POST", "path": "/v1/echo", "status": 201, "body": "stored" },
                ] },
                "443": { "tls": {}, "http": [route("/v1/hello", "secret")] },
            } },
            "169.254.169.254": { "ports": { "80": { "http": [route("/latest/*", "credentials")] } } },
            "127.0.0.1": { "ports": { "8080": { "http": [route("/", "admin")] } } },
            "self.example.com": { "addresses": ["203.0.113.11"], "ports": { "443": {
                "tls": { "certificate": "self_signed" }, "http": [route("/", "forged")],
            } } },
            "silent.example.com": { "addresses": ["203.0.113.99"], "ports": { "80": { "behaviour": "timeout" } } },
        },
    });
    let execution = run(
        Language::Cpp,
        include_str!("world_cpp/fetching.cpp"),
        &world,
    );
    assert_eq!(
        output(&execution),
        include_str!("world_cpp/fetching.expected")
    );
    let requests = told(&execution, "http", &["method", "url", "result"]);
    assert!(
        requests.contains(&"GET http://169.254.169.254/latest/meta-data 200".to_owned()),
        "{requests:?}"
    );
    let secured = told(&execution, "tls", &["server_name", "verify", "result"]);
    assert_eq!(
        secured,
        [
            "api.example.com true ok",
            "self.example.com true self_signed",
            "self.example.com false ok"
        ]
    );
}

#[test]
fn secured_connections() {
    let mut corporate = secured("valid");
    corporate["ports"]["443"]["tls"]["authority"] = json!("corp");
    let mut late = secured("valid");
    late["ports"]["443"]["tls"]["versions"] = json!(["1.2"]);
    let authority = "-----BEGIN CERTIFICATE-----\nQ29ycCByb290\n-----END CERTIFICATE-----\n";
    let world = json!({
        "files": { "/etc/ssl/corp.pem": { "text": authority } },
        "hosts": {
            "good.example.com": secured("valid"),
            "self.example.com": secured("self_signed"),
            "wrong.example.com": secured("wrong_name"),
            "old.example.com": secured("expired"),
            "corp.example.com": corporate,
            "late.example.com": late,
        },
        "authorities": { "corp": { "file": "/etc/ssl/corp.pem" } },
    });
    let execution = run(Language::Cpp, include_str!("world_cpp/secured.cpp"), &world);
    assert_eq!(
        output(&execution),
        include_str!("world_cpp/secured.expected")
    );
}

#[test]
fn programs() {
    let world = json!({ "commands": {
        "convert": [ { "when": ["in.png out.png"], "stdout": "converted\n", "exit": 4,
                       "writes": [ { "argument": -1, "text": "picture" } ] } ],
    } });
    let execution = run(
        Language::Cpp,
        include_str!("world_cpp/programs.cpp"),
        &world,
    );
    assert_eq!(
        output(&execution),
        include_str!("world_cpp/programs.expected")
    );
    let started = told(&execution, "process", &["how", "argv"]);
    assert!(
        started.contains(&"spawn [\"echo\",\"one; two\",\"$HOME\"]".to_owned()),
        "{started:?}"
    );
    let injected = told(&execution, "process", &["how", "argv"])
        .iter()
        .any(|one| one.starts_with("command") && one.contains("injected"));
    assert!(injected, "{started:?}");
}

#[test]
fn databases() {
    let sql = [
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);",
        "INSERT INTO users VALUES (1, 'alice'), (2, 'bob');",
    ];
    let world = json!({
        "databases": { "/var/lib/shop.db": { "sql": sql }, "/var/lib/other.db": { "sql": sql } },
        "servers": {
            "pg.internal:5432": { "kind": "postgresql", "database": "/var/lib/shop.db", "user": "app", "password": "secret" },
            "db.internal:3306": { "kind": "mysql", "database": "/var/lib/other.db" },
        },
    });
    let execution = run(
        Language::Cpp,
        include_str!("world_cpp/databases.cpp"),
        &world,
    );
    assert_eq!(
        output(&execution),
        include_str!("world_cpp/databases.expected")
    );
    let bound = events(&execution, "sql")
        .iter()
        .any(|event| event["parameters"].to_string().contains("OR '1'='1"));
    assert!(
        bound,
        "{:?}",
        told(&execution, "sql", &["text", "parameters"])
    );
    let logins = told(&execution, "network", &["how", "target", "result"]);
    assert_eq!(
        logins,
        [
            "connect pg.internal:5432 EACCES",
            "connect pg.internal:5432 ok",
            "connect db.internal:3307 ECONNREFUSED",
            "connect db.internal:3306 ok",
        ]
    );
}
