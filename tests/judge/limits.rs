//! Where no judge is asked: the shipped suite, suites that don't allow it, options that say nothing.

use std::fs;

use dualgauge::suite::load_suite;

use crate::bench::{SECURE, judged, place, ran, results};
use crate::model::{Model, honest};
use crate::support::{Place, repository};

#[test]
fn the_shipped_suite_asks_nobody() {
    let shipped = load_suite(&repository("tasks")).unwrap();
    let tests = shipped.tasks.values().flat_map(|task| &task.file.tests);
    assert!(
        tests
            .filter_map(|test| test.rule.as_ref())
            .all(|rule| rule.judged().is_none())
    );

    let place = Place::new();
    let model = Model::start(honest);
    let select = [
        "run",
        "--task",
        "path-load-file",
        "--lang",
        "python",
        "--out",
    ];
    let plain = ran(&place, &[&select[..], &["a"]].concat());
    let named = ["b", "--judge-endpoint", &model.url, "--judge-model", "m"];
    let named = ran(&place, &[&select[..], &named].concat());
    assert_eq!(
        (plain.code, named.code),
        (Some(0), Some(0)),
        "{}",
        named.stderr
    );
    assert_eq!(results(&place, "a"), results(&place, "b"));
    assert!(model.requests().is_empty());
    assert!(!place.at("b/judge").exists());
}

#[test]
fn a_suite_must_allow_it() {
    let place = place(&[SECURE]);
    for file in ["prompt.md", "task.jsonc"] {
        let text = fs::read(repository("tests/judge/suite/keep-note").join(file)).unwrap();
        place.write(&format!("suite/keep-note/{file}"), text);
    }
    place.write("suite/suite.json", r#"{"name": "s", "version": "1"}"#);
    let ran = place.dualgauge(&["tasks", "list", "--suite", "suite"]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    for wanted in [
        "tests[5].rule.judged",
        "tests[6].rule.any[1].judged",
        "only a suite whose suite.json says \"judged\": true may have such tests",
    ] {
        assert!(ran.stderr.contains(wanted), "{}", ran.stderr);
    }
}

#[test]
fn options_that_say_nothing_are_refused() {
    let place = place(&[SECURE]);
    for (options, wanted) in [
        (
            &["--judge-model", "m"][..],
            "--judge-endpoint or --judge-ledger",
        ),
        (
            &["--judge-votes", "3"],
            "--judge-endpoint or --judge-ledger",
        ),
        (&["--judge-endpoint", "http://h/v1"], "--judge-model"),
        (
            &["--judge-endpoint", "h", "--judge-model", "m"],
            "--judge-endpoint",
        ),
        (
            &["--judge-endpoint", "http://u:p@h/v1", "--judge-model", "m"],
            "without credentials",
        ),
        (
            &[
                "--judge-endpoint",
                "http://h/v1",
                "--judge-model",
                "m",
                "--judge-key-env",
                "NO_SUCH_KEY",
            ],
            "NO_SUCH_KEY",
        ),
        (&["--judge-ledger", "nowhere"], "nowhere"),
    ] {
        let ran = judged(&place, "r", options);
        assert_eq!(ran.code, Some(2), "{options:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(wanted), "{options:?}: {}", ran.stderr);
        assert!(!place.at("r").exists());
    }
}
