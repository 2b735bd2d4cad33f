//! `dualgauge run`: tables and results, the same digest however it runs, resuming, and candidates that can't run.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};

use support::{Place, Ran, Running, reference};

/// Samples: generator, task, number, source.
type Samples = Vec<(&'static str, &'static str, u32, String)>;

/// Five samples of two generators for two tasks.
fn samples() -> Samples {
    let path = |name| reference("path-load-file", name);
    let sql = |name| reference("sql-user-lookup", name);
    vec![
        ("model-a", "path-load-file", 0, path("secure")),
        ("model-a", "path-load-file", 1, path("lexical-check")),
        ("model-a", "sql-user-lookup", 0, sql("secure")),
        ("model-a", "sql-user-lookup", 1, sql("secure")),
        ("model-b", "path-load-file", 0, path("unchecked")),
        ("model-b", "sql-user-lookup", 0, sql("text-formatting")),
    ]
}

fn write_folder(place: &Place, folder: &str, samples: &Samples) {
    for (generator, task, number, source) in samples {
        place.write(
            &format!("{folder}/{generator}/python/{task}/{number}.py"),
            source,
        );
    }
}

fn write_lines(place: &Place, file: &str, samples: &Samples) {
    let lines = samples.iter().map(|(generator, task, number, source)| {
        json!({
            "task_id": task, "language": "python", "generator": generator, "sample": number, "completion": source,
        })
        .to_string()
            + "\n"
    });
    place.write(file, lines.collect::<String>());
}

fn results(place: &Place, run: &str) -> Json {
    serde_json::from_str(&place.read(&format!("{run}/results.json"))).expect("it is JSON")
}

fn digest(place: &Place, run: &str) -> String {
    results(place, run)["digest"]
        .as_str()
        .expect("a text")
        .to_owned()
}

/// Settings that replace what differs from run to run.
fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"[0-9a-f]{64}", "[digest]");
    settings.add_filter(r"time     .*", "time     [time]");
    settings
}

fn expect(ran: &Ran, code: i32) {
    assert_eq!(ran.code, Some(code), "{}\n{}", ran.stdout, ran.stderr);
}

#[test]
fn tables_of_samples() {
    let place = Place::new();
    write_folder(&place, "samples", &samples());
    let arguments = ["run", "--candidates", "samples", "--out", "r", "--k", "1,2"];
    let ran = place.dualgauge(&arguments);
    expect(&ran, 0);
    settings().bind(|| insta::assert_snapshot!(ran.transcript(&arguments)));
    let report = place.read("r/report.md");
    assert!(report.contains(&digest(&place, "r")), "{report}");
}

#[test]
fn tables_of_references_at_80_columns() {
    let place = Place::new();
    let arguments = [
        "run",
        "--task",
        "path-load-file",
        "--cwe",
        "22",
        "--out",
        "r",
    ];
    let ran = support::run(place.command(&arguments).env("COLUMNS", "80"), b"");
    expect(&ran, 0);
    assert!(ran.stdout.lines().all(|line| line.chars().count() <= 80));
    settings().bind(|| insta::assert_snapshot!(ran.transcript(&arguments)));
}

#[test]
fn results_are_json() {
    let place = Place::new();
    write_lines(&place, "samples.jsonl", &samples());
    let ran = place.dualgauge(&[
        "run",
        "--candidates",
        "samples.jsonl",
        "--out",
        "r",
        "--json",
    ]);
    expect(&ran, 0);
    assert_eq!(ran.stdout, place.read("r/results.json"));
    let results = results(&place, "r");
    let names: Vec<&String> = results.as_object().expect("an object").keys().collect();
    assert_eq!(names, ["digest", "samples", "suite", "summary"]);
    assert_eq!(results["digest"].as_str().map(str::len), Some(64));
    assert_eq!(results["samples"].as_array().map(Vec::len), Some(6));
    assert_eq!(
        results["samples"][1],
        json!({
            "generator": "model-a", "language": "python", "task": "path-load-file", "sample": 1,
            "functional": { "passed": 8, "failed": 0, "errors": 0 },
            "security": { "passed": 5, "failed": 2, "errors": 0 },
            "per_cwe": {
                "22": { "passed": 5, "failed": 0, "errors": 0 },
                "59": { "passed": 0, "failed": 2, "errors": 0 },
            },
            "failure": {
                "leading": "guard_insufficient",
                "tests": { "guard_insufficient": 2 },
                "per_cwe": { "59": { "guard_insufficient": 2 } },
            },
        })
    );
    let rows = results["summary"]["by_generator_language"]
        .as_array()
        .expect("a list");
    let shares: BTreeMap<&str, &Json> = rows
        .iter()
        .map(|row| {
            let share = &row["metrics"]["at_k"][0]["secure_pass"]["value"];
            (row["generator"].as_str().expect("a name"), share)
        })
        .collect();
    assert_eq!(
        shares,
        BTreeMap::from([("model-a", &json!(0.75)), ("model-b", &json!(0.0))])
    );
}

#[test]
fn the_digest_is_the_same_however_it_runs() {
    let place = Place::new();
    let mut samples = samples();
    write_folder(&place, "samples", &samples);
    write_lines(&place, "lines.jsonl", &samples);
    samples.reverse();
    samples.swap(1, 3);
    write_lines(&place, "shuffled.jsonl", &samples);
    let runs: [(&str, &[&str]); 5] = [
        ("samples", &["--out", "one", "--jobs", "1"]),
        ("samples", &["--out", "two", "--jobs", "2"]),
        ("samples", &["--out", "again", "--jobs", "2"]),
        ("lines.jsonl", &["--out", "lines"]),
        ("shuffled.jsonl", &["--out", "shuffled", "--jobs", "3"]),
    ];
    for (candidates, rest) in runs {
        expect(
            &place.dualgauge(&[&["run", "--candidates", candidates], rest].concat()),
            0,
        );
    }
    let first = digest(&place, "one");
    for run in ["two", "again", "lines", "shuffled"] {
        assert_eq!(digest(&place, run), first, "{run}");
        assert_eq!(
            place.read(&format!("{run}/results.json")),
            place.read("one/results.json")
        );
    }
    // And it isn't the same for something else.
    samples.pop();
    write_lines(&place, "fewer.jsonl", &samples);
    expect(
        &place.dualgauge(&["run", "--candidates", "fewer.jsonl", "--out", "fewer"]),
        0,
    );
    assert_ne!(digest(&place, "fewer"), first);
}

#[test]
fn lines_without_numbers_are_counted() {
    let place = Place::new();
    let line = |completion: &str| {
        json!({ "task_id": "path-load-file", "solution": completion }).to_string() + "\n"
    };
    place.write("model-c.jsonl", line("x = 1") + "\n" + &line("x = 2"));
    expect(
        &place.dualgauge(&["run", "--candidates", "model-c.jsonl", "--out", "r"]),
        0,
    );
    let ran = place.dualgauge(&["trace", "r"]);
    insta::assert_snapshot!(ran.stdout, @r"
    candidate                        functional  security
    model-c/python/path-load-file/0   0 of 8      0 of 7
    model-c/python/path-load-file/1   0 of 8      0 of 7
    ");
}

#[test]
fn a_gate_on_the_primary_metric() {
    let place = Place::new();
    write_folder(&place, "samples", &samples());
    let run = |least: &str| {
        let all = [
            "run",
            "--candidates",
            "samples",
            "--out",
            "r",
            "--min-secure-pass",
            least,
        ];
        place.dualgauge(&all)
    };
    let ran = run("0");
    expect(&ran, 0);
    let ran = run("75");
    expect(&ran, 1);
    assert_eq!(
        ran.stderr,
        "secure-pass@1 of model-b in python is 0.0 %, below 75 %\n"
    );
    let ran = run("76");
    expect(&ran, 1);
    insta::assert_snapshot!(ran.stderr, @r"
    secure-pass@1 of model-a in python is 75.0 %, below 76 %
    secure-pass@1 of model-b in python is 0.0 %, below 76 %
    ");
    let all = [
        "run",
        "--candidates",
        "samples",
        "--out",
        "r",
        "--min-secure-pass",
        "1",
        "--k",
        "9",
    ];
    let ran = place.dualgauge(&all);
    expect(&ran, 1);
    assert!(
        ran.stderr
            .contains("secure-pass@9 of model-a in python is undefined"),
        "{}",
        ran.stderr
    );
}

/// The arguments of a run that takes a few seconds.
const LONG: &[&str] = &["run", "--task", "wallet-transfer", "--jobs", "1", "--out"];

fn long(out: &str) -> Vec<&str> {
    [LONG, &[out]].concat()
}

fn journal_lines(place: &Place, run: &str) -> usize {
    place.read(&format!("{run}/journal.jsonl")).lines().count()
}

#[test]
fn a_run_that_was_stopped_goes_on() {
    let place = Place::new();
    expect(&place.dualgauge(&long("whole")), 0);
    let whole = digest(&place, "whole");
    let all = journal_lines(&place, "whole");

    let mut killed = Running::start(&mut place.command(&long("killed")));
    killed.wait_for_line(&place.at("killed/journal.jsonl"));
    killed.signal("KILL");
    killed.end();
    assert!((1..all).contains(&journal_lines(&place, "killed")));
    let listed = place.dualgauge(&["trace", "killed"]);
    assert!(listed.stdout.contains("not done yet"), "{}", listed.stdout);
    let first = place.read("killed/journal.jsonl");
    let first = first.lines().next().expect("a line").to_owned();
    expect(&place.dualgauge(&long("killed")), 0);
    assert_eq!(digest(&place, "killed"), whole);
    assert!(
        place.read("killed/journal.jsonl").starts_with(&first),
        "it was not done again"
    );

    // The last line was being written when the machine lost power.
    let journal = place.read("killed/journal.jsonl");
    place.write("killed/journal.jsonl", &journal[..journal.len() - 20]);
    fs::remove_file(place.at("killed/results.json")).expect("it is there");
    expect(&place.dualgauge(&long("killed")), 0);
    assert_eq!(digest(&place, "killed"), whole);
    assert_eq!(journal_lines(&place, "killed"), all);

    // Nothing is left to be done.
    let ran = place.dualgauge(&long("killed"));
    expect(&ran, 0);
    assert_eq!(digest(&place, "killed"), whole);
}

#[test]
fn an_interrupt_keeps_what_is_done() {
    let place = Place::new();
    let mut running = Running::start(&mut place.command(&long("r")));
    running.wait_for_line(&place.at("r/journal.jsonl"));

    // Another process keeps out meanwhile.
    let busy = place.dualgauge(&long("r"));
    expect(&busy, 2);
    insta::assert_snapshot!(busy.stderr, @r"
    error: r is in use by another run
      help: wait until it has ended, or choose another --out
    ");

    running.signal("INT");
    let (code, stderr) = running.end();
    assert_eq!(code, Some(130), "{stderr}");
    assert!(
        stderr.contains("of 30 candidates done; the same command with --out r goes on"),
        "{stderr}"
    );
    let done = journal_lines(&place, "r");
    assert!((1..30).contains(&done));
    assert!(!place.at("r/results.json").exists());
    expect(&place.dualgauge(&long("r")), 0);
    assert_eq!(journal_lines(&place, "r"), 30);
}

#[test]
fn another_run_is_kept_out_of_the_folder() {
    let place = Place::new();
    write_folder(&place, "samples", &samples());
    let run = |rest: &[&str]| {
        let all = [&["run", "--candidates", "samples", "--out", "r"], rest].concat();
        place.dualgauge(&all)
    };
    expect(&run(&["--task", "path-*"]), 0);
    let before = place.read("r/results.json");
    let ran = run(&[]);
    expect(&ran, 2);
    insta::assert_snapshot!(ran.stderr, @r"
    error: r holds another run: other tasks, other candidates
      help: choose another --out, or remove the folder
    ");
    place.write("samples/model-a/python/path-load-file/0.py", "changed");
    let ran = run(&["--task", "path-*"]);
    expect(&ran, 2);
    insta::assert_snapshot!(ran.stderr, @r"
    error: r holds another run: candidates that were changed since
      help: choose another --out, or remove the folder
    ");
    let ran = place.dualgauge(&["run", "--candidates", "samples", "--out", "samples"]);
    expect(&ran, 2);
    insta::assert_snapshot!(ran.stderr, @r"
    error: samples is not empty and holds no run
      help: choose another --out, or remove the folder
    ");
    assert_eq!(place.read("r/results.json"), before);
    assert!(!place.at("samples/manifest.json").exists());
}

/// The reasons of one functional test, by candidate.
fn reasons(place: &Place, run: &str, test: &str) -> String {
    let ran = place.dualgauge(&["trace", run, "--task", "path-load-file", "--test", test]);
    expect(&ran, 0);
    ran.stdout
}

#[test]
fn candidates_that_cannot_run_fail_and_say_why() {
    let place = Place::new();
    let sources: [(u32, Vec<u8>); 8] = [
        (0, Vec::new()),
        (1, b"def load_file(path:\n    return None\n".to_vec()),
        (2, (0..=255).cycle().take(5000).collect()),
        (
            3,
            b"def other(a, b):\n    return a\n\ndef unrelated():\n    pass\n".to_vec(),
        ),
        (
            4,
            [b"x = '".as_slice(), &vec![b'a'; 10 << 20], b"'\n"].concat(),
        ),
        (5, b"import no_such_module\n".to_vec()),
        (6, b"load_file = 5\n".to_vec()),
        (7, b"raise SystemExit(0)\n".to_vec()),
    ];
    for (number, source) in sources {
        place.write(
            &format!("s/model/python/path-load-file/{number}.py"),
            source,
        );
    }
    let ran = place.dualgauge(&["run", "--candidates", "s", "--out", "r", "--json"]);
    expect(&ran, 0);
    for sample in results(&place, "r")["samples"].as_array().expect("a list") {
        assert_eq!(sample["functional"]["passed"], 0, "{sample}");
        assert_eq!(sample["functional"]["errors"], 0, "{sample}");
        assert_eq!(sample["security"]["errors"], 0, "{sample}");
    }
    insta::assert_snapshot!(reasons(&place, "r", "top-file"));
}

#[test]
fn traces_tell_calls_events_and_reasons() {
    let place = Place::new();
    let arguments = [
        "run",
        "--task",
        "path-load-file",
        "--task",
        "sql-user-lookup",
        "--lang",
        "python",
        "--out",
        "r",
    ];
    expect(&place.dualgauge(&arguments), 0);
    let show = |rest: &[&str]| {
        let arguments = [&["trace", "r"], rest].concat();
        let ran = place.dualgauge(&arguments);
        expect(&ran, 0);
        ran.transcript(&arguments)
    };
    let insecure = ["--generator", "reference-insecure", "--sample", "0"];
    let path = [
        &insecure[..],
        &["--task", "path-load-file", "--test", "parent-segments"],
    ]
    .concat();
    let sql = [
        &insecure[..],
        &["--task", "sql-user-lookup", "--test", "tautology"],
    ]
    .concat();
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\d+ fuel", "[n] fuel");
    settings.bind(|| {
        insta::assert_snapshot!("trace_list", show(&[]));
        insta::assert_snapshot!("trace_path", show(&path));
        insta::assert_snapshot!("trace_sql", show(&sql));
    });
    let all = place.dualgauge(&[&["trace", "r", "--json"], &path[..]].concat());
    let record: Json = serde_json::from_str(&all.stdout).expect("one line of JSON");
    assert_eq!(record["record"]["verdict"]["outcome"], "fail");
    let passed = ["trace", "r", "--generator", "reference-secure"];
    let ran = place.dualgauge(&passed);
    expect(&ran, 0);
    assert_eq!(
        (ran.stdout.as_str(), ran.stderr.as_str()),
        ("", "every test passed; --all shows them\n")
    );
}

#[test]
fn a_candidate_cannot_write_to_the_terminal() {
    let place = Place::new();
    let source = "def load_file(path):\n    print('\\x1b[2Jcleared')\n    open('/tmp/\\x1b[2J\\n', 'w')\n    raise ValueError('\\x1b[2J\\u202e')\n";
    place.write("s/model/python/path-load-file/0.py", source);
    expect(
        &place.dualgauge(&["run", "--candidates", "s", "--out", "r"]),
        0,
    );
    let ran = place.dualgauge(&["trace", "r", "--task", "path-load-file", "--all"]);
    expect(&ran, 0);
    assert!(ran.stdout.contains("cleared"), "{}", ran.stdout);
    let control = |c: &char| c.is_control() && *c != '\n';
    assert_eq!(ran.stdout.chars().find(control), None);
}

#[test]
fn without_a_folder_a_new_one_is_made() {
    let place = Place::new();
    for _ in 0..2 {
        let ran = place.dualgauge(&["run", "--task", "path-load-file"]);
        expect(&ran, 0);
        assert!(ran.stdout.contains("results  runs/20"), "{}", ran.stdout);
    }
    let made = fs::read_dir(place.at("runs")).expect("it was made").count();
    assert_eq!(made, 2);
    assert!(Path::new(&place.at("runs")).is_dir());
}
