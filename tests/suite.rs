//! The shipped suite: it loads, it is what the schema says, its prompts are neutral, and its references prove it.

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use dualgauge::suite::{Task, load_suite, task_schema};
use serde_json::Value as Json;

use support::{Place, repository};

fn tasks() -> Vec<Arc<Task>> {
    let suite = load_suite(&repository("tasks")).expect("the shipped suite is sound");
    assert!(!suite.tasks.is_empty());
    suite.tasks.into_values().collect()
}

/// What is measured with the shipped suite is the same on every machine: no model decides there.
#[test]
fn no_test_asks_a_judge() {
    let text = std::fs::read_to_string(repository("tasks/suite.json")).expect("it is there");
    let about: Json = serde_json::from_str(&text).expect("it is JSON");
    assert_ne!(about.get("judged"), Some(&Json::Bool(true)));
    let asking = tasks().into_iter().flat_map(|task| {
        let tests = task.file.tests.iter();
        let asking = tests.filter(|test| {
            test.rule
                .as_ref()
                .is_some_and(|rule| rule.judged().is_some())
        });
        asking
            .map(|test| format!("{}: {}", task.id, test.name))
            .collect::<Vec<_>>()
    });
    assert_eq!(asking.collect::<Vec<_>>(), Vec::<String>::new());
}

fn published_schema() -> String {
    std::fs::read_to_string(repository("docs/schema/task.schema.json")).expect("it is there")
}

fn validator() -> jsonschema::Validator {
    let schema: Json = serde_json::from_str(&published_schema()).expect("it is JSON");
    jsonschema::validator_for(&schema).expect("it is a schema")
}

#[test]
fn the_published_schema_is_the_one_of_the_types() {
    let text = serde_json::to_string_pretty(&task_schema()).expect("a schema is JSON") + "\n";
    assert!(
        published_schema() == text,
        "`UPDATE_SCHEMA=1 cargo test schema` writes it anew"
    );
}

#[test]
fn every_task_is_as_the_published_schema_says() {
    let schema = validator();
    let mut wrong = Vec::new();
    for task in tasks() {
        let path = repository("tasks")
            .join(task.id.as_str())
            .join("task.jsonc");
        let text = std::fs::read_to_string(&path).expect("it was loaded");
        let json: Json =
            jsonc_parser::parse_to_serde_value(&text, &Default::default()).expect("it was parsed");
        let errors = schema.iter_errors(&json);
        wrong.extend(errors.map(|error| format!("{}{}: {error}", task.id, error.instance_path())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_schema_refuses_what_no_task_may_hold() {
    let schema = validator();
    assert!(!schema.is_valid(&serde_json::json!({})));
    assert!(!schema.is_valid(&serde_json::json!("text")));
}

#[test]
fn prompts_use_no_words_of_one_language() {
    const WORDS: &[&str] = &[
        "None",
        "True",
        "False",
        "dict",
        "dicts",
        "tuple",
        "str",
        "int",
        "bool",
        "def",
        "self",
        "ValueError",
        "TypeError",
        "KeyError",
        "Exception",
        "Python",
        "pathlib",
        "sqlite3",
        "undefined",
        "nullptr",
        "vector",
        "JavaScript",
        "Node",
    ];
    let mut found = Vec::new();
    for task in tasks() {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let words: BTreeSet<&str> = task.prompt.split(|c| !is_part(c)).collect();
        found.extend(
            WORDS
                .iter()
                .filter(|word| words.contains(*word))
                .map(|word| format!("{}: {word}", task.id)),
        );
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn prompts_give_no_canary_away() {
    for task in tasks() {
        assert!(!task.prompt.contains("canary"), "{}", task.id);
        for (name, marker) in &task.canaries {
            assert!(!task.prompt.contains(marker), "{}: {name}", task.id);
        }
        for test in &task.file.tests {
            let names_test = test.name.contains('-') && task.prompt.contains(&test.name);
            assert!(!names_test, "{} names the test {}", task.id, test.name);
        }
    }
}

#[test]
fn every_security_test_has_a_weakness_and_is_failed_by_a_reference() {
    for task in tasks() {
        let failed: BTreeSet<&str> = task
            .file
            .insecure
            .values()
            .flat_map(|insecure| insecure.fails.iter().map(String::as_str))
            .collect();
        for test in task.tests_of(dualgauge::suite::SuiteKind::Security) {
            assert!(test.cwe.is_some(), "{}/{}", task.id, test.name);
            let name = test.name.as_str();
            assert!(
                failed.contains(name),
                "{}/{name} is failed by no reference",
                task.id
            );
        }
    }
}

#[test]
fn references_prove_the_whole_suite() {
    let ran = Place::new().dualgauge(&["tasks", "validate"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let proved = ran
        .stdout
        .lines()
        .filter(|line| line.starts_with("ok "))
        .count();
    assert_eq!(proved, tasks().len(), "{}", ran.stdout);
}
