//! Runs with a judge, without its model, and with one that fails.

use std::fs;

use serde_json::{Value as Json, json};

use crate::bench::{INSECURE, KEY, SECURE, judged, place, ran, results, told};
use crate::model::{Model, answer, honest};
use crate::support::{Ran, repository};

#[test]
fn a_run_is_judged_and_replayed() {
    let place = place(&[SECURE, INSECURE]);
    let model = Model::start(honest);
    let live = [
        "--judge-endpoint",
        &model.url,
        "--judge-model",
        "simple",
        "--judge-key-env",
        "JUDGE_KEY",
        "--judge-votes",
        "2",
    ];
    let first = judged(&place, "r", &live);
    assert_eq!(first.code, Some(0), "{}", first.stderr);
    let found = results(&place, "r");
    let tallies: Vec<&Json> = found["samples"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| &s["security"])
        .collect();
    assert_eq!(tallies[0], &json!({"passed": 4, "failed": 0, "errors": 0}));
    assert_eq!(tallies[1], &json!({"passed": 2, "failed": 2, "errors": 0}));
    // Of the secure one, a rule decides what could be asked too.
    let health = &found["summary"]["judge"];
    assert_eq!(
        (&health["by_judge"], &health["by_rules"]),
        (&json!(5), &json!(13))
    );
    assert_eq!(health["disagreement"], json!(0.0));
    assert!(
        first
            .stdout
            .contains("A judge (a language model) decided 5 of 18 tests (27.8 %)"),
        "{}",
        first.stdout
    );
    let by = "simple, 2 votes for each test, prompt ";
    assert!(first.stdout.contains(&format!("judge    {by}")));
    let report = place.read("r/report.md");
    assert!(report.contains(&format!("Judge: {by}")), "{report}");
    assert!(
        place
            .read("r/report.md")
            .contains("A judge (a language model) decided 5")
    );

    let requests = model.requests();
    assert_eq!(requests.len(), 10);
    for request in &requests {
        assert!(
            request.head.starts_with("POST /v1/chat/completions "),
            "{}",
            request.head
        );
        assert!(request.head.contains(&format!("Bearer {KEY}")));
        assert_eq!(request.body["model"], "simple");
        assert_eq!(request.body["temperature"], 0);
        assert!(!request.body.to_string().contains(KEY));
    }
    for file in walkdir::WalkDir::new(place.at("r"))
        .into_iter()
        .map(Result::unwrap)
    {
        if file.file_type().is_file() {
            let text = fs::read(file.path()).unwrap();
            assert!(
                !String::from_utf8_lossy(&text).contains(KEY),
                "{}",
                file.path().display()
            );
        }
    }

    // Nobody is asked any more, whether an endpoint is named or not.
    let replay = judged(&place, "s", &["--judge-ledger", "r/judge"]);
    assert_eq!(replay.code, Some(0), "{}", replay.stderr);
    assert_eq!(results(&place, "s"), found);
    let nowhere = [
        "--judge-endpoint",
        "http://127.0.0.1:9/v1",
        "--judge-model",
        "simple",
        "--judge-votes",
        "2",
    ];
    let known = judged(
        &place,
        "t",
        &[&nowhere[..], &["--judge-ledger", "r/judge"]].concat(),
    );
    assert_eq!(known.code, Some(0), "{}", known.stderr);
    assert_eq!(results(&place, "t"), found);
    assert_eq!(model.requests().len(), 10);

    // The same folder goes on with the same judge only.
    let other = judged(
        &place,
        "r",
        &["--judge-endpoint", &model.url, "--judge-model", "other"],
    );
    assert!(other.stderr.contains("another judge"), "{}", other.stderr);
}

#[test]
fn disagreement_is_reported() {
    let place = place(&[INSECURE]);
    let model = Model::start(|request, number| match number % 3 {
        0 => (200, answer("pass", &[], false)),
        _ => honest(request, number),
    });
    let live = [
        "--judge-endpoint",
        &model.url,
        "--judge-model",
        "moody",
        "--judge-votes",
        "3",
        "--jobs",
        "1",
    ];
    let suite = repository("tests/judge/suite");
    let arguments = [
        "run",
        "--suite",
        suite.to_str().unwrap(),
        "--candidates",
        "samples",
        "--out",
        "r",
    ];
    let first = ran(&place, &[&arguments[..], &live].concat());
    assert_eq!(first.code, Some(0), "{}", first.stderr);
    let health = &results(&place, "r")["summary"]["judge"];
    assert_eq!(
        health["disagreed"],
        json!({"hits": 2, "total": 3}),
        "{health}"
    );
    assert!(
        first
            .stdout
            .contains("The judge's votes disagreed on 2 of 3 tests (66.7 %)."),
        "{}",
        first.stdout
    );
    let text = told(&place, "r");
    assert!(
        text.contains("a judge finds it not met (2 of 3 votes): It is fail."),
        "{text}"
    );
}

#[test]
fn without_an_answer_there_is_no_verdict() {
    let place = place(&[INSECURE]);
    let errors = |out: &str, ran: &Ran| {
        assert_eq!(ran.code, Some(3), "{}", ran.stderr);
        let security = results(&place, out)["samples"][0]["security"].clone();
        assert_eq!(security, json!({"passed": 1, "failed": 0, "errors": 3}));
        told(&place, out)
    };
    let nobody = judged(&place, "a", &[]);
    assert!(
        nobody.stderr.contains("3 tests may need a judge"),
        "{}",
        nobody.stderr
    );
    let text = errors("a", &nobody);
    assert!(
        text.contains("not judged: no rule decides this test, and no judge was asked"),
        "{text}"
    );

    let gone = judged(
        &place,
        "b",
        &[
            "--judge-endpoint",
            "http://127.0.0.1:9/v1",
            "--judge-model",
            "m",
        ],
    );
    let text = errors("b", &gone);
    assert!(
        text.contains("not judged: the judge's endpoint can't be reached"),
        "{text}"
    );

    // An endpoint may repeat the key; what is told doesn't.
    let model = Model::start(|_, _| (401, format!("wrong key {KEY}")));
    let options = [
        "--judge-endpoint",
        &model.url,
        "--judge-model",
        "m",
        "--judge-key-env",
        "JUDGE_KEY",
    ];
    let refused = judged(&place, "c", &options);
    let text = errors("c", &refused);
    assert!(
        text.contains("status 401") && text.contains("wrong key [key]"),
        "{text}"
    );
    assert!(!text.contains(KEY));
    assert_eq!(model.requests().len(), 3);

    // Busy for a moment.
    let model = Model::start(|request, number| match number {
        0 => (429, "slow down".to_owned()),
        1 => (503, "later".to_owned()),
        _ => honest(request, number),
    });
    let busy = judged(
        &place,
        "d",
        &["--judge-endpoint", &model.url, "--judge-model", "m"],
    );
    assert_eq!(busy.code, Some(0), "{}", busy.stderr);

    let empty = judged(
        &place,
        "e",
        &["--judge-ledger", "d/judge", "--judge-votes", "2"],
    );
    let text = errors("e", &empty);
    assert!(
        text.contains("holds 1 of 2 votes on this case, and no endpoint to ask was named"),
        "{text}"
    );
}
