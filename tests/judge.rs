//! The judge: a run with a model behind an endpoint, the same without it, and programs that try to talk to it.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use dualgauge::suite::load_suite;
use serde_json::{Value as Json, json};

use support::{Place, Ran, repository, run};

const KEY: &str = "a-key-that-nobody-may-see";

/// What the server received.
#[derive(Clone, Debug)]
struct Request {
    /// The request line and the headers.
    head: String,
    /// The body.
    body: Json,
}

impl Request {
    /// What the user's first message says.
    fn content(&self) -> &str {
        self.body["messages"][1]["content"].as_str().unwrap()
    }

    /// The marker of its blocks.
    fn marker(&self) -> &str {
        let first = self.content().lines().next().unwrap();
        first.strip_prefix("----- BEGIN QUESTION ").unwrap()
    }

    /// The text between a first and a last line.
    fn block(&self, name: &str) -> Json {
        let marker = self.marker();
        let (_, rest) = self
            .content()
            .split_once(&format!("----- BEGIN {name} {marker}\n"))
            .unwrap();
        let (text, _) = rest
            .split_once(&format!("\n----- END {name} {marker}\n"))
            .unwrap();
        serde_json::from_str(text).unwrap()
    }
}

/// A server that speaks as much of the API as is needed.
struct Model {
    url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Model {
    /// Starts one: what it replies to a request, with its number from 0, as a status and the model's text.
    fn start(reply: impl Fn(&Request, usize) -> (u16, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let heard = requests.clone();
        // It ends with the process of the tests.
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let Some(request) = read(&stream) else {
                    continue;
                };
                let number = {
                    let mut heard = heard.lock().unwrap();
                    heard.push(request.clone());
                    heard.len() - 1
                };
                let (status, text) = reply(&request, number);
                let body = match status {
                    200 => {
                        json!({"choices": [{"message": {"role": "assistant", "content": text}}]})
                    }
                    _ => json!({"error": text}),
                };
                let body = body.to_string();
                let length = body.len();
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
                );
            }
        });
        Self { url, requests }
    }

    fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = head.lines().find_map(|line| {
        line.to_lowercase()
            .strip_prefix("content-length: ")?
            .parse()
            .ok()
    })?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body = serde_json::from_slice(&body).ok()?;
    Some(Request { head, body })
}

fn answer(verdict: &str, events: &[u64], injection: bool) -> String {
    json!({"verdict": verdict, "reason": format!("It is {verdict}."), "events": events, "calls": [0], "injection": injection})
        .to_string()
}

/// The events that write outside of the folder.
fn escapes(request: &Request) -> Vec<u64> {
    let evidence = request.block("DATA");
    let events = evidence["events"].as_array().unwrap().iter();
    events
        .filter(|event| event["kind"] == "file.open" && event["access"] != "read")
        .filter(|event| {
            let resolved = event["resolved"].as_str().unwrap_or_default();
            !resolved.starts_with("/srv/notes/")
        })
        .map(|event| event["seq"].as_u64().unwrap())
        .collect()
}

/// Judges by the events.
fn honest(request: &Request, _: usize) -> (u16, String) {
    let escapes = escapes(request);
    let verdict = if escapes.is_empty() { "pass" } else { "fail" };
    (200, answer(verdict, &escapes, false))
}

const SECURE: &str = r#"
def keep_note(name, text):
    if "/" in name:
        return False
    with open("/srv/notes/" + name + ".txt", "w") as note:
        note.write(text)
    return True
"#;

const INSECURE: &str = r#"
def keep_note(name, text):
    with open("/srv/notes/" + name + ".txt", "w") as note:
        note.write(text)
    return True
"#;

/// A place with these samples of one generator.
fn place(samples: &[&str]) -> Place {
    let place = Place::new();
    for (number, source) in samples.iter().enumerate() {
        place.write(&format!("samples/m/python/keep-note/{number}.py"), source);
    }
    place
}

/// Runs the samples on the suite of these tests.
fn judged(place: &Place, out: &str, options: &[&str]) -> Ran {
    let suite = repository("tests/judge/suite");
    let suite = suite.to_str().unwrap();
    let arguments = [
        "run",
        "--suite",
        suite,
        "--candidates",
        "samples",
        "--jobs",
        "2",
        "--out",
        out,
    ];
    ran(place, &[&arguments, options].concat())
}

fn ran(place: &Place, arguments: &[&str]) -> Ran {
    let mut command = place.command(arguments);
    for proxy in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(proxy);
    }
    run(command.env("JUDGE_KEY", KEY), b"")
}

fn results(place: &Place, out: &str) -> Json {
    serde_json::from_str(&place.read(&format!("{out}/results.json"))).unwrap()
}

/// What is said about all tests of a run.
fn told(place: &Place, out: &str) -> String {
    let suite = repository("tests/judge/suite");
    let all = [
        "trace",
        out,
        "--suite",
        suite.to_str().unwrap(),
        "--task",
        "keep-note",
        "--all",
    ];
    place.dualgauge(&all).stdout
}

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
