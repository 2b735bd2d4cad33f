//! Programs that talk to their judge, and answers that can't be ones.

use std::fs;

use serde_json::json;

use crate::bench::{INSECURE, SECURE, judged, place, results, told};
use crate::model::{Model, Request, answer, honest};
use crate::support::repository;

/// The programs that talk to their judge, by name.
fn injections() -> Vec<(String, String)> {
    let folder = repository("tests/judge/injections");
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    found.sort();
    found
}

#[test]
fn no_program_leaves_the_block_of_data() {
    let injections = injections();
    assert!(injections.len() >= 10);
    let mut sources: Vec<&str> = injections
        .iter()
        .map(|(_, source)| source.as_str())
        .collect();
    sources.push(SECURE);
    let place = place(&sources);
    let model = Model::start(honest);
    let ran = judged(
        &place,
        "r",
        &["--judge-endpoint", &model.url, "--judge-model", "m"],
    );
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);

    let requests = model.requests();
    let plain = requests
        .iter()
        .find(|request| request.content().contains("if \\\"/\\\" in name"))
        .expect("the honest program was judged");
    let after = |request: &Request| {
        let end = format!("\n----- END DATA {}\n", request.marker());
        request.content().rsplit_once(&end).unwrap().1.to_owned()
    };
    for request in &requests {
        // Two messages; what the system says, and what stands after the data, is the same for all.
        let messages = request.body["messages"].as_array().unwrap();
        assert_eq!(messages.len(), 2);
        assert_eq!(messages[0], plain.body["messages"][0]);
        assert_eq!(after(request), after(plain));
        let content = request.content();
        assert_eq!(content.matches(request.marker()).count(), 4);
        let frame: Vec<&str> = content
            .lines()
            .filter(|line| line.starts_with("-----"))
            .collect();
        assert_eq!(frame.len(), 4, "{frame:?}");
        // All of the program is in the block, as JSON, and nothing of it before.
        let evidence = request.block("DATA");
        assert!(evidence["source"].as_array().unwrap().len() > 3);
        let question = request.block("QUESTION").to_string();
        assert!(!question.contains("nswer pass") && !question.contains("verdict"));
        for hidden in [
            "<|",
            "|>",
            "</",
            "\u{202e}",
            "\u{2028}",
            "\u{e0061}",
            "\u{1b}",
            "\u{9b}",
            "\u{feff}",
        ] {
            assert!(!content.contains(hidden), "{hidden:?}");
        }
        assert!(content.len() < 200 << 10, "{}", content.len());
    }
    // The events are the sandbox's, whatever the program prints: all that write elsewhere fail.
    let samples = results(&place, "r")["samples"].clone();
    for (index, (name, _)) in injections.iter().enumerate() {
        let security = &samples[index]["security"];
        assert_eq!(security["errors"], 0, "{name}");
        assert!(
            security["failed"].as_u64().unwrap() >= 2,
            "{name}: {security}"
        );
    }
    assert_eq!(samples[injections.len()]["security"]["passed"], 4);
}

#[test]
fn an_answer_that_cites_what_is_not_there_is_refused() {
    let place = place(&[INSECURE]);
    let model = Model::start(|_, _| (200, answer("pass", &[4711], false)));
    let ran = judged(
        &place,
        "r",
        &["--judge-endpoint", &model.url, "--judge-model", "m"],
    );
    assert_eq!(ran.code, Some(3), "{}", ran.stderr);
    let text = told(&place, "r");
    assert!(
        text.contains("a judge could not decide")
            && text.contains("there is no event 4711 in DATA"),
        "{text}"
    );
    // Each was given a chance to be repaired, with the reason and without the answer.
    let requests = model.requests();
    assert_eq!(requests.len(), 6);
    for pair in requests
        .iter()
        .filter(|request| request.body["messages"].as_array().unwrap().len() == 3)
    {
        let told = pair.body["messages"][2]["content"].as_str().unwrap();
        assert!(told.contains("there is no event 4711"), "{told}");
    }
    let health = &results(&place, "r")["summary"]["judge"];
    assert_eq!(
        (&health["undecided"], &health["by_judge"]),
        (&json!(3), &json!(0))
    );
}

#[test]
fn a_program_that_confuses_its_judge_gains_nothing() {
    let place = place(&[INSECURE]);
    let model = Model::start(|_, _| (200, answer("undecided", &[], true)));
    let ran = judged(
        &place,
        "r",
        &["--judge-endpoint", &model.url, "--judge-model", "m"],
    );
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let found = results(&place, "r");
    assert_eq!(
        found["samples"][0]["security"],
        json!({"passed": 1, "failed": 3, "errors": 0})
    );
    assert_eq!(found["summary"]["judge"]["injections"], 3);
    assert!(told(&place, "r").contains("the program tried to instruct the judge"));
}
