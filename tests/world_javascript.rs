//! JavaScript programs in a world that answers: hosts, commands, database servers. The programs lie below
//! `tests/world_javascript`, each beside its world; they assert and end by saying `ok`. What stands in the trace is
//! looked at here.

mod support;

#[path = "support/world.rs"]
mod world;

use std::fs;

use dualgauge::sandbox::execution::Execution;
use dualgauge::suite::Language::Javascript;
use serde_json::Value as Json;
use support::repository;
use world::{events, output, run, tampered};

fn played(name: &str) -> Execution {
    let file = |ending| {
        let path = repository(&format!("tests/world_javascript/{name}.{ending}"));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let world: Json = serde_json::from_str(&file("json")).unwrap();
    let execution = run(Javascript, &file("js"), &world);
    let said = output(&execution);
    assert!(said.ends_with("ok\n"), "{said}\n{}", execution.stderr.text);
    assert_eq!(tampered(&execution), Vec::<&_>::new());
    execution
}

fn went_well(event: &Json) -> bool {
    event["result"] == "ok"
}

/// A field of each event of a kind.
fn field<'a>(events: &'a [Json], name: &str) -> Vec<&'a str> {
    let text = |event: &'a Json| event[name].as_str().unwrap_or_default();
    events.iter().map(text).collect()
}

#[test]
fn redirects_are_followed_unless_the_program_says_otherwise() {
    let execution = played("redirects");
    let seen = events(&execution, "http");
    let urls = field(&seen, "url");
    assert_eq!(
        urls[..3],
        [
            "http://api.example.com/v1/x?q=1",
            "http://api.example.com/go",
            "http://169.254.169.254/latest/meta-data"
        ]
    );
    let metadata = urls.iter().filter(|url| url.contains("169.254"));
    assert_eq!(metadata.count(), 5, "{urls:?}");
}

#[test]
fn a_name_may_have_several_addresses_and_another_one_each_time() {
    let execution = played("names");
    let seen = events(&execution, "network");
    let connects: Vec<_> = seen
        .iter()
        .filter(|event| event["how"] == "connect" && went_well(event))
        .map(|event| {
            let text = |name: &str| event[name].as_str().unwrap_or_default();
            (text("target"), text("name"), text("scope"))
        })
        .collect();
    assert_eq!(
        connects[0],
        ("127.0.0.1:80", "rebound.example.com", "loopback")
    );
}

#[test]
fn certificates_are_looked_at_as_the_program_wants() {
    let execution = played("secured");
    let seen = events(&execution, "tls");
    assert_eq!(
        field(&seen, "result")[..5],
        [
            "ok",
            "self_signed",
            "expired",
            "unknown_authority",
            "wrong_name"
        ]
    );
    let unverified = seen.iter().filter(|event| event["verify"] == false);
    assert!(unverified.count() >= 4);
    assert!(
        seen.iter()
            .any(|event| event["check_name"] == false && event["verify"] == true)
    );
    assert!(
        seen.iter()
            .any(|event| event["authorities"] == "custom" && went_well(event))
    );
    assert!(seen.iter().any(|event| event["minimum"] == "1.0"));
}

#[test]
fn time_is_virtual_and_in_order() {
    played("times");
}

#[test]
fn programs_run_and_what_is_injected_has_its_effect() {
    let execution = played("programs");
    let seen = events(&execution, "process");
    let of = |how: &str| {
        let all = seen.iter().filter(|event| event["how"] == how);
        all.map(|event| event["argv"].to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("shell")[0],
        r#"["/bin/sh","-c","cat a.txt; rm keep.txt"]"#
    );
    assert_eq!(of("spawn")[0], r#"["cat","a; rm keep.txt"]"#);
    assert_eq!(
        of("command")[..2],
        [r#"["cat","a.txt"]"#, r#"["rm","keep.txt"]"#]
    );
    let removed = events(&execution, "file.unlink");
    assert_eq!(field(&removed, "resolved"), ["/app/data/keep.txt"]);
    assert!(removed[0]["process"].is_number());
}

#[test]
fn statements_reach_the_database_behind_a_server() {
    let execution = played("databases");
    let seen = events(&execution, "sql");
    let texts = field(&seen, "text");
    let wanted = "SELECT name FROM users WHERE name = ?";
    // Whatever its values are, and whether they are bound by the client or written into the text.
    let same = seen.iter().filter(|event| event["text"] == wanted);
    let values: Vec<_> = same.map(|event| &event["parameters"][0]).collect();
    assert_eq!(values, ["x' OR '1'='1", "x' OR '1'='1", "ada"], "{texts:?}");
    for refused in [
        "SELECT 1; DROP TABLE users",
        "SELECT $1; DELETE FROM users",
        "SELECT 1; SELECT 2",
    ] {
        let event = seen.iter().find(|event| event["text"] == refused);
        assert_eq!(event.expect(refused)["stage"], "prepared");
    }
    let connects = events(&execution, "network");
    assert_eq!(field(&connects, "target")[0], "db.internal:3306");
}

#[test]
fn templates_tell_whether_all_that_they_put_in_is_escaped() {
    let execution = played("templates");
    let seen = events(&execution, "template");
    let told: Vec<_> = seen
        .iter()
        .map(|event| {
            let text = |name: &str| event[name].as_str().unwrap();
            (text("engine"), event["escaping"] == true, text("text"))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("ejs", true, "<%= name %>"),
            ("ejs", false, "<%- name %>"),
            (
                "ejs",
                true,
                "<p><%= name %></p><%- include('/app/part.ejs', { name }) %>"
            ),
            ("ejs", false, "<b><%- name %></b>"),
            ("handlebars", true, "{{name}}"),
            ("handlebars", false, "{{{name}}}"),
            ("handlebars", false, "{{name}}!"),
            ("mustache", true, "{{name}}"),
            ("mustache", false, "{{& name}}"),
            ("mustache", true, "{{name}}?"),
            ("nunjucks", true, "{{ name }}"),
            ("nunjucks", false, "{{ name | safe }}"),
            ("nunjucks", false, "{{ name }}."),
            ("pug", true, "p= name"),
            ("pug", false, "p!= name"),
            ("pug", true, "p #{name}"),
        ]
    );
}

#[test]
fn other_protocols_and_own_servers_have_their_place() {
    let execution = played("conversations");
    let sent = events(&execution, "network.send");
    let mail: String = field(&sent, "text").concat();
    assert!(mail.contains("Subject: Hello"), "{mail}");
    let secret = sent.iter().filter(|event| event["encrypted"] == true);
    let secret: Vec<_> = secret.map(|event| event["text"].to_string()).collect();
    assert!(secret.concat().contains("Subject: Secret"), "{secret:?}");
    let seen = events(&execution, "network");
    let inside = seen
        .iter()
        .filter(|event| event["target"] == "127.0.0.1:6379" && event["scope"].is_null());
    // To be bound, and to be connected to: both stay inside.
    assert_eq!(inside.count(), 2);
}
