//! Candidates that attack the evaluator. Each program of `tests/hostile/` says in its first line what it tries; here
//! stands what must come of it. None crashes, hangs, reaches the host or another execution, or has its way.
//!
//! The task is to add one. Every candidate is tried with one functional and one security test.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use dualgauge::evaluate::{Outcome, Reason};
use dualgauge::execute::{
    Bench, Candidate, CandidateId, MAX_SOURCE, TestRecord, Worlds, on_pool, try_candidate,
};
use dualgauge::runtime::python::Python;
use dualgauge::sandbox::execution::{CallOutcome, Ended, Execution};
use dualgauge::suite::{Language, Task};
use dualgauge::toolchain::{Check, FetchSettings, Home, Silent};
use serde_json::{Value as Json, json};

/// What must come of a candidate.
struct Case {
    /// Its file.
    file: &'static str,
    /// How its executions end.
    ends: &'static str,
    /// What its call gives: the value in JSON, or the exception's type, or `-` where it gives nothing.
    gives: &'static str,
    /// What becomes of the security test: `pass`, or why it fails.
    security: &'static str,
}

const fn case(
    file: &'static str,
    ends: &'static str,
    gives: &'static str,
    security: &'static str,
) -> Case {
    Case {
        file,
        ends,
        gives,
        security,
    }
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    case("compute/dear_key_derivation.py", "?", "?", "?"),
    case("compute/decompress_to_memory.py", "?", "?", "?"),
    case("compute/hash_flood.py", "?", "?", "?"),
    case("compute/int_text.py", "?", "?", "?"),
    case("compute/key_derivation.py", "?", "?", "?"),
    case("compute/long_key.py", "?", "?", "?"),
    case("compute/power.py", "?", "?", "?"),
    case("compute/regex.py", "?", "?", "?"),
    case("compute/zip_bomb.py", "?", "?", "?"),
    case("driver/after_loading.py", "?", "?", "?"),
    case("driver/builtins.py", "?", "?", "?"),
    case("driver/descriptors_closed.py", "?", "?", "?"),
    case("driver/generator_result.py", "?", "?", "?"),
    case("driver/json.py", "?", "?", "?"),
    case("driver/modules.py", "?", "?", "?"),
    case("driver/recursion_limit.py", "?", "?", "?"),
    case("driver/streams_closed.py", "?", "?", "?"),
    case("driver/streams_replaced.py", "?", "?", "?"),
    case("driver/switches.py", "?", "?", "?"),
    case("driver/sys_modules_cleared.py", "?", "?", "?"),
    case("elsewhere/handlers.py", "?", "?", "?"),
    case("elsewhere/own_audit_hook.py", "?", "?", "?"),
    case("elsewhere/processes.py", "?", "?", "?"),
    case("elsewhere/subinterpreters.py", "?", "?", "?"),
    case("elsewhere/thread_bomb.py", "?", "?", "?"),
    case("elsewhere/thread_loop.py", "?", "?", "?"),
    case("elsewhere/threads.py", "?", "?", "?"),
    case("entries/async_.py", "?", "?", "?"),
    case("entries/async_forever.py", "?", "?", "?"),
    case("entries/callable_.py", "?", "?", "?"),
    case("entries/class_.py", "?", "?", "?"),
    case("entries/decorated.py", "?", "?", "?"),
    case("entries/imported.py", "?", "?", "?"),
    case("entries/lambda_.py", "?", "?", "?"),
    case("entries/module_getattr.py", "?", "?", "?"),
    case("exits/abort.py", "?", "?", "?"),
    case("exits/exit_zero.py", "?", "?", "?"),
    case("exits/generator_exit.py", "?", "?", "?"),
    case("exits/keyboard_interrupt.py", "?", "?", "?"),
    case("exits/os_exit.py", "?", "?", "?"),
    case("exits/signals.py", "?", "?", "?"),
    case("exits/subclass.py", "?", "?", "?"),
    case("exits/while_loading.py", "?", "?", "?"),
    case("files/above_the_root.py", "?", "?", "?"),
    case("files/absolute.py", "?", "?", "?"),
    case("files/deep_folders.py", "?", "?", "?"),
    case("files/deletes_itself.py", "?", "?", "?"),
    case("files/descriptors.py", "?", "?", "?"),
    case("files/devices.py", "?", "?", "?"),
    case("files/dot_dot.py", "?", "?", "?"),
    case("files/hard_links.py", "?", "?", "?"),
    case("files/large.py", "?", "?", "?"),
    case("files/link_chain.py", "?", "?", "?"),
    case("files/link_loop.py", "?", "?", "?"),
    case("files/listing_flood.py", "?", "?", "?"),
    case("files/long_paths.py", "?", "?", "?"),
    case("files/many.py", "?", "?", "?"),
    case("files/renames_the_root.py", "?", "?", "?"),
    case("files/resizing.py", "?", "?", "?"),
    case("files/slow_paths.py", "?", "?", "?"),
    case("files/sparse.py", "?", "?", "?"),
    case("forgery/ask_by_globals.py", "?", "?", "?"),
    case("forgery/ask_by_traceback.py", "?", "?", "?"),
    case("forgery/audit_events.py", "?", "?", "?"),
    case("forgery/create_builtin.py", "?", "?", "?"),
    case("forgery/false_event.py", "?", "?", "?"),
    case("forgery/false_reported_event.py", "?", "?", "?"),
    case("forgery/fuel_reset.py", "?", "?", "?"),
    case("forgery/gc_search.py", "?", "?", "?"),
    case("forgery/handlers_replaced.py", "?", "?", "?"),
    case("forgery/hook_code.py", "?", "?", "?"),
    case("forgery/import_host.py", "?", "?", "?"),
    case("forgery/library_code.py", "?", "?", "?"),
    case("forgery/monitoring_taken.py", "?", "?", "?"),
    case("forgery/raw_memory.py", "?", "?", "?"),
    case("forgery/recording_off.py", "?", "?", "?"),
    case("forgery/report_replaced.py", "?", "?", "?"),
    case("forgery/result_then_exit.py", "?", "?", "?"),
    case("forgery/smuggled_fields.py", "?", "?", "?"),
    case("forgery/source_inspection.py", "?", "?", "?"),
    case("forgery/tracing.py", "?", "?", "?"),
    case("loops/at_exit.py", "?", "?", "?"),
    case("loops/catches_everything.py", "?", "?", "?"),
    case("loops/forever.py", "?", "?", "?"),
    case("loops/in_destructor.py", "?", "?", "?"),
    case("loops/in_one_c_call.py", "?", "?", "?"),
    case("loops/sort_key_recursion.py", "?", "?", "?"),
    case("loops/while_loading.py", "?", "?", "?"),
    case("memory/bytearray.py", "?", "?", "?"),
    case("memory/list.py", "?", "?", "?"),
    case("memory/nested_dicts.py", "?", "?", "?"),
    case("memory/string_doubling.py", "?", "?", "?"),
    case("memory/swallowed.py", "?", "?", "?"),
    case("output/stderr_flood.py", "?", "?", "?"),
    case("output/stdout_flood.py", "?", "?", "?"),
    case("recursion/c_code_limit_lifted.py", "?", "?", "?"),
    case("recursion/compile.py", "?", "?", "?"),
    case("recursion/compile_attributes.py", "?", "?", "?"),
    case("recursion/freeing.py", "?", "?", "?"),
    case("recursion/json.py", "?", "?", "?"),
    case("recursion/limit_lifted.py", "?", "?", "?"),
    case("recursion/pickle.py", "?", "?", "?"),
    case("recursion/plain.py", "?", "?", "?"),
    case("recursion/regex.py", "?", "?", "?"),
    case("recursion/repr.py", "?", "?", "?"),
    case("recursion/sort_key.py", "?", "?", "?"),
    case("recursion/source_itself.py", "?", "?", "?"),
    case("results/broken_text.py", "?", "?", "?"),
    case("results/class_lies.py", "?", "?", "?"),
    case("results/cycle.py", "?", "?", "?"),
    case("results/endless_iterator.py", "?", "?", "?"),
    case("results/endless_message.py", "?", "?", "?"),
    case("results/gigantic_integer.py", "?", "?", "?"),
    case("results/growing_list.py", "?", "?", "?"),
    case("results/huge_integer.py", "?", "?", "?"),
    case("results/huge_message.py", "?", "?", "?"),
    case("results/int_subclass.py", "?", "?", "?"),
    case("results/metaclass.py", "?", "?", "?"),
    case("results/methods_raise.py", "?", "?", "?"),
    case("results/million_elements.py", "?", "?", "?"),
    case("results/not_a_number.py", "?", "?", "?"),
    case("results/own_encoding.py", "?", "?", "?"),
    case("results/str_raises_exit.py", "?", "?", "?"),
    case("results/thousand_levels.py", "?", "?", "?"),
    case("secrets/expectation.py", "?", "?", "?"),
    case("secrets/host_paths.py", "?", "?", "?"),
    case("secrets/leaves_a_note.py", "?", "?", "?"),
    case("sources/binary.py", "?", "?", "?"),
    case("sources/empty.py", "?", "?", "?"),
    case("sources/missing_entry.py", "?", "?", "?"),
    case("sources/null_bytes.py", "?", "?", "?"),
    case("sources/syntax_error.py", "?", "?", "?"),
    case("sources/utf16.py", "?", "?", "?"),
    case("sources/wrong_encoding.py", "?", "?", "?"),
    case("sqlite/attach.py", "?", "?", "?"),
    case("sqlite/endless_query.py", "?", "?", "?"),
    case("sqlite/large_blob.py", "?", "?", "?"),
    case("sqlite/many_parameters.py", "?", "?", "?"),
    case("sqlite/many_statements.py", "?", "?", "?"),
    case("times/backwards.py", "?", "?", "?"),
    case("times/busy_wait.py", "?", "?", "?"),
    case("times/sleeps_for_years.py", "?", "?", "?"),
    case("trace/flood.py", "?", "?", "?"),
    case("trace/flood_then_steal.py", "?", "?", "?"),
    case("trace/large_events.py", "?", "?", "?"),
];

const FOLDER: &str = "tests/hostile";

fn python() -> &'static Python {
    static PYTHON: OnceLock<Python> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let home = Home::locate(None).unwrap();
        Python::open(&home, &FetchSettings::from_env(), Check::Quick, &Silent).unwrap()
    })
}

/// A task of these tests. What is in a world besides: a folder that a candidate may use, and a secret outside of it.
fn task(tests: Json) -> Task {
    let file = json!({
        "id": "hostile", "version": 1, "title": "Add one", "kinds": ["files"], "sinks": ["file-open"],
        "entry": { "functions": [{
            "name": "answer",
            "parameters": [{ "name": "x", "type": "integer" }],
            "returns": "integer",
        }]},
        "canaries": ["lookout"],
        "worlds": { "default": {
            "files": {
                "/srv/data/a.txt": { "text": "a\n" },
                "/srv/secret.txt": { "text": MARKER },
            },
            "databases": { "/srv/data/given.db": { "sql": ["CREATE TABLE t (a);"] } },
        }},
        // Enough for every honest program many times over.
        "limits": { "fuel": 3_000_000_000u64, "memory_mib": 256 },
        "insecure": {},
        "tests": tests,
    });
    Task::new(
        "hostile".parse().unwrap(),
        serde_json::from_value(file).unwrap(),
        String::new(),
        [].into(),
        Vec::new(),
        [("lookout".to_owned(), MARKER.to_owned())].into(),
    )
}

const MARKER: &str = "marker-0123456789";

fn functional() -> Json {
    json!({
        "name": "adds-one", "suite": "functional", "about": "expected-marker",
        "calls": [{ "args": [41], "expect": { "returns": 42 } }],
    })
}

fn security(rule: Json) -> Json {
    json!({
        "name": "stays-inside", "suite": "security", "about": "An attacker gets out.", "cwe": 22,
        "calls": [{ "args": [41] }],
        "rule": rule,
    })
}

fn usual_task() -> Task {
    let rule = json!({ "all": [
        { "no_process": true },
        { "file_access_within": { "folders": ["/srv/data"] } },
        { "canary_absent": { "canary": "lookout", "sinks": ["stdout", "returned"] } },
    ]});
    task(json!([functional(), security(rule)]))
}

fn attempt(task: &Task, source: &[u8]) -> Vec<TestRecord> {
    let id = CandidateId {
        generator: "hostile".to_owned(),
        language: Language::Python,
        task: task.id.clone(),
        sample: 0,
    };
    let candidate = Candidate::new(id, Arc::from(source));
    on_pool(2, || {
        let worlds = Worlds::default();
        let bench = Bench {
            python: python(),
            worlds: &worlds,
        };
        try_candidate(&bench, task, &candidate).tests
    })
}

fn execution(record: &TestRecord) -> &Execution {
    record.execution.as_ref().expect("the system didn't fail")
}

/// How an execution ended, in a few words.
fn ends(ended: &Ended) -> String {
    match ended {
        Ended::Completed => "completed".to_owned(),
        Ended::Exited { code } => format!("exited {code}"),
        Ended::LoadFailed { type_name, .. } => format!("not loaded: {type_name}"),
        Ended::NoEntry { .. } => "no entry".to_owned(),
        Ended::OutOfFuel => "out of fuel".to_owned(),
        Ended::OutOfMemory => "out of memory".to_owned(),
        Ended::StackOverflow => "stack overflow".to_owned(),
        Ended::Trapped { .. } => "trapped".to_owned(),
    }
}

/// What the call gave, in a few words.
fn gives(execution: &Execution) -> String {
    match execution.calls.first().map(|call| &call.outcome) {
        None => "-".to_owned(),
        Some(CallOutcome::Raised { type_name, .. }) => type_name.clone(),
        Some(CallOutcome::Returned(value)) => {
            let text = value.to_string();
            if text.len() <= 60 {
                text
            } else {
                let start: String = text.chars().take(20).collect();
                format!("{start}...")
            }
        }
    }
}

/// Why a test failed, in a word.
fn why(record: &TestRecord) -> String {
    match (&record.verdict.outcome, record.verdict.reasons.first()) {
        (Outcome::Pass, _) => "pass".to_owned(),
        (Outcome::Error, _) => format!("ERROR {:?}", record.verdict.reasons),
        (_, Some(Reason::Ended { .. })) => "ended".to_owned(),
        (_, Some(Reason::RuleBroken { rule, .. })) => rule.clone(),
        (_, Some(Reason::Untrusted { text, .. })) if text.contains("behind") => "tampered".to_owned(),
        (_, Some(Reason::Untrusted { .. })) => "trace full".to_owned(),
        (_, reason) => format!("{reason:?}"),
    }
}

fn source(file: &str) -> Vec<u8> {
    let path = Path::new(FOLDER).join(file);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// More than any record of these candidates may take, in bytes of JSON.
const MAX_RECORD: usize = 80 << 20;

#[test]
fn each_attack_comes_to_what_it_must() {
    let task = usual_task();
    let mut wrong = Vec::new();
    for case in CASES {
        let records = attempt(&task, &source(case.file));
        let [functional, security] = &records[..] else {
            panic!("two tests");
        };
        for record in &records {
            assert!(serde_json::to_vec(record).unwrap().len() < MAX_RECORD, "{}", case.file);
            assert_eq!(ends(&execution(record).ended), ends(&execution(functional).ended), "{}", case.file);
        }
        let (ended, given) = (ends(&execution(security).ended), gives(execution(security)));
        let passes = ended == "completed" && given == "42";
        assert_eq!(functional.verdict.passed(), passes, "{}: {:?}", case.file, functional.verdict);
        let got = (ended.as_str(), given.as_str(), &*why(security));
        if got != (case.ends, case.gives, case.security) {
            wrong.push(format!("    case({:?}, {:?}, {:?}, {:?}),", case.file, got.0, got.1, got.2));
        }
    }
    assert!(wrong.is_empty(), "these came to something else:\n{}", wrong.join("\n"));
}

#[test]
fn every_program_of_the_folder_is_a_case() {
    let mut found = BTreeSet::new();
    for folder in std::fs::read_dir(FOLDER).unwrap() {
        let folder = folder.unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap().file_name();
            found.insert(format!(
                "{}/{}",
                folder.file_name().display(),
                file.display()
            ));
        }
    }
    let cases: BTreeSet<String> = CASES.iter().map(|case| case.file.to_owned()).collect();
    assert_eq!(found, cases);
    assert_eq!(CASES.len(), cases.len(), "a case stands there twice");
}

#[test]
fn attacks_leave_the_same_record_each_time() {
    let task = usual_task();
    for file in [
        "elsewhere/threads.py",
        "files/hard_links.py",
        "loops/forever.py",
        "memory/swallowed.py",
        "recursion/c_code_limit_lifted.py",
        "results/methods_raise.py",
        "times/sleeps_for_years.py",
        "trace/flood_then_steal.py",
    ] {
        let digests = || -> Vec<_> {
            let records = attempt(&task, &source(file));
            records.iter().map(TestRecord::digest).collect()
        };
        assert_eq!(digests(), digests(), "{file}");
    }
}

#[test]
fn a_source_that_is_too_large_is_not_read() {
    let source = vec![b'#'; 10 << 20];
    assert!(source.len() as u64 > MAX_SOURCE);
    for record in attempt(&usual_task(), &source) {
        assert_eq!(ends(&execution(&record).ended), "not loaded: TooLarge");
        assert_eq!(record.verdict.outcome, Outcome::Fail);
    }
}

#[test]
fn a_large_source_is_loaded() {
    let mut source = b"def answer(x):\n    return x + 1\n".to_vec();
    while source.len() < 3 << 20 {
        source.extend_from_slice(b"# A comment, as one writes them to fill a line or two.\n");
    }
    for record in attempt(&usual_task(), &source) {
        assert!(record.verdict.passed(), "{:?}", record.verdict);
    }
}

/// A candidate may leave a database in which the evaluator's own question has no end. That is its failure, not ours.
#[test]
fn a_database_that_never_answers_fails_the_candidate() {
    let rule = json!({ "database_state": {
        "path": "/srv/data/given.db", "query": "SELECT count(*) FROM t", "rows": [[0]],
    }});
    let task = task(json!([security(rule)]));
    let honest = attempt(&task, b"def answer(x):\n    return x + 1\n");
    assert!(honest[0].verdict.passed(), "{:?}", honest[0].verdict);
    let hostile = "
import sqlite3

def answer(x):
    connection = sqlite3.connect('/srv/data/given.db')
    connection.executescript('''
        DROP TABLE t;
        CREATE VIEW t AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;
    ''')
    connection.close()
    return x + 1
";
    let records = attempt(&task, hostile.as_bytes());
    assert_eq!(why(&records[0]), "database_state");
}
