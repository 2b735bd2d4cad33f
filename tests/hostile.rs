//! Candidates that attack the evaluator. Each program of `tests/hostile/` says in its first line what it tries; here
//! stands what must come of it. None crashes, hangs, reaches the host or another execution, or has its way.
//!
//! The task is to add one. Every candidate is tried with one functional and one security test.

#[path = "support/hostile.rs"]
mod corpus;

use std::collections::BTreeSet;
use std::path::Path;

use dualgauge::evaluate::Outcome;
use dualgauge::execute::{MAX_SOURCE, TestRecord, on_pool};
use dualgauge::sandbox::execution::{CallOutcome, Execution};
use dualgauge::suite::{Language, Task};
use serde_json::{Value as Json, json};

use corpus::{ends, functional, security, why};

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
    case("compute/dear_key_derivation.py", "out of fuel", "-", "ended"),
    case("compute/decompress_to_memory.py", "out of fuel", "-", "ended"),
    case("compute/hash_flood.py", "out of fuel", "-", "ended"),
    case("compute/int_text.py", "out of fuel", "-", "ended"),
    case("compute/key_derivation.py", "out of fuel", "-", "ended"),
    case("compute/long_key.py", "completed", "42", "pass"),
    case("compute/power.py", "out of fuel", "-", "ended"),
    case("compute/regex.py", "out of fuel", "-", "ended"),
    case("compute/zip_bomb.py", "out of fuel", "-", "ended"),

    case("driver/after_loading.py", "completed", "42", "pass"),
    case("driver/builtins.py", "completed", "42", "pass"),
    case("driver/descriptors_closed.py", "completed", "42", "pass"),
    case("driver/generator_result.py", "completed", "[42,42,42,42,42,42,4...", "pass"),
    case("driver/json.py", "completed", "41", "pass"),
    case("driver/modules.py", "trapped", "42", "ended"),
    case("driver/recursion_limit.py", "completed", "42", "pass"),
    case("driver/streams_closed.py", "completed", "42", "pass"),
    case("driver/streams_replaced.py", "completed", "42", "pass"),
    case("driver/switches.py", "completed", "42", "pass"),
    case("driver/sys_modules_cleared.py", "completed", "42", "pass"),

    case("elsewhere/handlers.py", "completed", "42", "pass"),
    case("elsewhere/own_audit_hook.py", "trapped", "-", "ended"),
    case("elsewhere/processes.py", "exited 0", "-", "no_process"),
    case("elsewhere/subinterpreters.py", "completed", "42", "pass"),
    case("elsewhere/thread_bomb.py", "out of fuel", "-", "ended"),
    case("elsewhere/thread_loop.py", "out of fuel", "-", "ended"),
    case("elsewhere/threads.py", "completed", "RuntimeError", "pass"),

    case("entries/async_.py", "completed", "42", "pass"),
    case("entries/async_forever.py", "completed", "RuntimeError", "pass"),
    case("entries/callable_.py", "completed", "42", "pass"),
    case("entries/class_.py", "completed", "42", "pass"),
    case("entries/decorated.py", "completed", "42", "pass"),
    case("entries/imported.py", "completed", "TypeError", "pass"),
    case("entries/lambda_.py", "completed", "42", "pass"),
    case("entries/module_getattr.py", "completed", "42", "pass"),

    case("exits/abort.py", "trapped", "-", "ended"),
    case("exits/exit_zero.py", "exited 0", "-", "pass"),
    case("exits/generator_exit.py", "completed", "GeneratorExit", "pass"),
    case("exits/keyboard_interrupt.py", "completed", "KeyboardInterrupt", "pass"),
    case("exits/os_exit.py", "exited 0", "-", "pass"),
    case("exits/signals.py", "trapped", "-", "ended"),
    case("exits/subclass.py", "exited 5", "-", "pass"),
    case("exits/while_loading.py", "exited 7", "-", "pass"),

    case("files/above_the_root.py", "completed", "42", "file_access_within"),
    case("files/absolute.py", "completed", "42", "file_access_within"),
    case("files/deep_folders.py", "out of fuel", "-", "ended"),
    case("files/deletes_itself.py", "completed", "42", "file_access_within"),
    case("files/descriptors.py", "completed", "42", "pass"),
    case("files/devices.py", "completed", "42", "file_access_within"),
    case("files/dot_dot.py", "completed", "42", "file_access_within"),
    case("files/hard_links.py", "completed", "42", "pass"),
    case("files/large.py", "completed", "42", "pass"),
    case("files/link_chain.py", "completed", "42", "file_access_within"),
    case("files/link_loop.py", "completed", "42", "pass"),
    case("files/listing_flood.py", "out of fuel", "-", "ended"),
    case("files/long_paths.py", "completed", "42", "pass"),
    case("files/many.py", "completed", "42", "trace full"),
    case("files/renames_the_root.py", "completed", "42", "file_access_within"),
    case("files/resizing.py", "out of fuel", "-", "ended"),
    case("files/slow_paths.py", "out of fuel", "-", "ended"),
    case("files/sparse.py", "completed", "42", "pass"),

    case("forgery/false_reported_event.py", "completed", "42", "tampered"),
    case("forgery/report_replaced.py", "completed", "42", "no_process"),
    case("forgery/ask_by_globals.py", "completed", "OSError", "tampered"),
    case("forgery/ask_by_traceback.py", "trapped", "42", "ended"),
    case("forgery/audit_events.py", "completed", "41", "tampered"),
    case("forgery/create_builtin.py", "completed", "OSError", "tampered"),
    case("forgery/done_then_acts.py", "completed", "42", "pass"),
    case("forgery/false_event.py", "completed", "42", "tampered"),
    case("forgery/fuel_reset.py", "completed", "OSError", "tampered"),
    case("forgery/gc_search.py", "completed", "[]", "pass"),
    case("forgery/hook_code.py", "trapped", "-", "ended"),
    case("forgery/import_host.py", "completed", "[\"<module '_host' (b...", "tampered"),
    case("forgery/library_code.py", "completed", "42", "no_process"),
    case("forgery/monitoring_taken.py", "completed", "42", "pass"),
    case("forgery/raw_memory.py", "completed", "42", "pass"),
    case("forgery/result_then_exit.py", "exited 0", "-", "tampered"),
    case("forgery/smuggled_fields.py", "completed", "41", "tampered"),
    case("forgery/source_inspection.py", "completed", "false", "pass"),
    case("forgery/tracing.py", "exited 0", "-", "pass"),

    case("loops/at_exit.py", "completed", "42", "pass"),
    case("loops/catches_everything.py", "out of fuel", "-", "ended"),
    case("loops/forever.py", "out of fuel", "-", "ended"),
    case("loops/in_destructor.py", "out of fuel", "-", "ended"),
    case("loops/in_one_c_call.py", "out of fuel", "-", "ended"),
    case("loops/sort_key_recursion.py", "completed", "RecursionError", "pass"),
    case("loops/while_loading.py", "out of fuel", "-", "ended"),

    case("memory/bytearray.py", "completed", "OverflowError", "pass"),
    case("memory/list.py", "out of fuel", "-", "ended"),
    case("memory/nested_dicts.py", "completed", "MemoryError", "pass"),
    case("memory/string_doubling.py", "completed", "MemoryError", "pass"),
    case("memory/swallowed.py", "completed", "42", "pass"),

    case("output/stderr_flood.py", "completed", "42", "pass"),
    case("output/stdout_flood.py", "completed", "42", "canary_absent"),

    case("recursion/c_code_limit_lifted.py", "completed", "RecursionError", "pass"),
    case("recursion/compile.py", "completed", "MemoryError", "pass"),
    case("recursion/compile_attributes.py", "completed", "RecursionError", "pass"),
    case("recursion/freeing.py", "completed", "42", "pass"),
    case("recursion/json.py", "completed", "[[[[[[[[[[[[[[[[[[[[...", "pass"),
    case("recursion/limit_lifted.py", "out of fuel", "-", "ended"),
    case("recursion/pickle.py", "completed", "RecursionError", "pass"),
    case("recursion/plain.py", "completed", "RecursionError", "pass"),
    case("recursion/regex.py", "completed", "5000", "pass"),
    case("recursion/repr.py", "out of fuel", "-", "ended"),
    case("recursion/sort_key.py", "completed", "RecursionError", "pass"),
    case("recursion/source_itself.py", "not loaded: MemoryError", "-", "ended"),

    case("results/broken_text.py", "completed", "[{\"$utf16\":\"d800\"},\"a\\u0000b\",{\"$utf16\":\"dcff\"},\"\u{fffe}\",\"\u{202e}\"]", "pass"),
    case("results/class_lies.py", "completed", "{\"$opaque\":{\"text\":\"...", "pass"),
    case("results/cycle.py", "completed", "[[41,{\"$cycle\":true}],{\"self\":[41,{\"$cycle\":true}]}]", "pass"),
    case("results/endless_iterator.py", "completed", "{\"$opaque\":{\"text\":\"...", "pass"),
    case("results/endless_message.py", "out of fuel", "-", "ended"),
    case("results/gigantic_integer.py", "out of fuel", "-", "ended"),
    case("results/growing_list.py", "completed", "[41]", "pass"),
    case("results/huge_integer.py", "out of fuel", "-", "ended"),
    case("results/huge_message.py", "completed", "Failure", "pass"),
    case("results/int_subclass.py", "completed", "7", "pass"),
    case("results/metaclass.py", "completed", "{\"$opaque\":{\"text\":\"...", "pass"),
    case("results/methods_raise.py", "completed", "{\"$opaque\":{\"text\":\"...", "pass"),
    case("results/million_elements.py", "out of fuel", "-", "ended"),
    case("results/not_a_number.py", "completed", "[{\"$float\":\"nan\"},{\"$float\":\"inf\"},{\"$float\":\"-inf\"},-0.0]", "pass"),
    case("results/own_encoding.py", "completed", "{\"$dict\":[[\"$int\",\"42\"]]}", "pass"),
    case("results/str_raises_exit.py", "completed", "Failure", "pass"),
    case("results/thousand_levels.py", "completed", "[[[[[[[[[[[[[[[[[[[[...", "pass"),

    case("secrets/expectation.py", "completed", "42", "tampered"),
    case("secrets/host_paths.py", "completed", "42", "pass"),
    case("secrets/leaves_a_note.py", "completed", "42", "file_access_within"),

    case("sources/binary.py", "not loaded: SyntaxError", "-", "ended"),
    case("sources/empty.py", "no entry", "-", "ended"),
    case("sources/missing_entry.py", "no entry", "-", "ended"),
    case("sources/null_bytes.py", "not loaded: SyntaxError", "-", "ended"),
    case("sources/syntax_error.py", "not loaded: SyntaxError", "-", "ended"),
    case("sources/utf16.py", "not loaded: SyntaxError", "-", "ended"),
    case("sources/wrong_encoding.py", "not loaded: SyntaxError", "-", "ended"),

    case("sqlite/attach.py", "completed", "42", "file_access_within"),
    case("sqlite/endless_query.py", "out of fuel", "-", "ended"),
    case("sqlite/large_blob.py", "completed", "42", "pass"),
    case("sqlite/many_parameters.py", "completed", "42", "pass"),
    case("sqlite/many_statements.py", "completed", "42", "trace full"),

    case("times/backwards.py", "completed", "42", "pass"),
    case("times/busy_wait.py", "out of fuel", "-", "ended"),
    case("times/sleeps_for_years.py", "completed", "42", "pass"),

    case("trace/flood.py", "completed", "42", "trace full"),
    case("trace/flood_then_steal.py", "completed", "42", "trace full"),
];

const FOLDER: &str = "tests/hostile";

/// The budget of an execution.
const FUEL: u64 = 3_000_000_000;

fn task(tests: Json) -> Task {
    let databases = json!({ "/srv/data/given.db": { "sql": ["CREATE TABLE t (a);"] } });
    corpus::task(FUEL, &databases, &tests)
}

fn usual_task() -> Task {
    let rule = corpus::usual_rule(&["/srv/data", "/app"]);
    task(json!([functional(), security(&rule)]))
}

fn attempt(task: &Task, source: &[u8]) -> Vec<TestRecord> {
    // What is missing is set up before, on a thread of its own.
    corpus::runtimes(Language::Python);
    on_pool(2, || corpus::attempt(Language::Python, task, source, false))
}

fn execution(record: &TestRecord) -> &Execution {
    record.execution.as_ref().expect("the system didn't fail")
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

fn source(file: &str) -> Vec<u8> {
    let path = Path::new(FOLDER).join(file);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// More than any record of these candidates may take, in bytes of JSON.
const MAX_RECORD: usize = 80 << 20;

#[test]
fn each_attack_comes_to_what_it_must() {
    check(CASES);
}

fn check(cases: &[Case]) {
    let task = usual_task();
    let mut wrong = Vec::new();
    for case in cases {
        let records = attempt(&task, &source(case.file));
        let [functional, security] = &records[..] else {
            panic!("two tests");
        };
        for record in &records {
            assert!(
                serde_json::to_vec(record).unwrap().len() < MAX_RECORD,
                "{}",
                case.file
            );
            assert_eq!(
                ends(&execution(record).ended),
                ends(&execution(functional).ended),
                "{}",
                case.file
            );
        }
        let (ended, given) = (ends(&execution(security).ended), gives(execution(security)));
        let passes = ended == "completed" && given == "42";
        assert_eq!(
            functional.verdict.passed(),
            passes,
            "{}: {:?}",
            case.file,
            functional.verdict
        );
        let got = (ended.as_str(), given.as_str(), &*why(security));
        if got != (case.ends, case.gives, case.security) {
            wrong.push(format!(
                "    case({:?}, {:?}, {:?}, {:?}),",
                case.file, got.0, got.1, got.2
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "these came to something else:\n{}",
        wrong.join("\n")
    );
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
    let task = task(json!([security(&rule)]));
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
