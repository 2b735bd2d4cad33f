//! Candidates in C++ that attack the evaluator. Each program of `tests/hostile_cpp/` says in its first line what it tries;
//! here stands what must come of it. None crashes, hangs, reaches the host or another execution, or has its way: a result
//! is what the candidate could have returned, and the trace keeps what the host saw.
//!
//! The task is to add one. Every candidate is tried with one functional and one security test; sanitizers watch the security
//! test of those in `sanitized/`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use dualgauge::evaluate::{Outcome, Reason};
use dualgauge::execute::{
    Bench, Candidate, CandidateId, TestRecord, Worlds, on_pool, try_candidate,
};
use dualgauge::runtime::Runtimes;
use dualgauge::sandbox::execution::{CallOutcome, Ended, Execution};
use dualgauge::suite::{Language, Task};
use dualgauge::toolchain::{Check, FetchSettings, Home, Silent};
use rayon::prelude::*;
use serde_json::json;

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
    case("compiler/constant_evaluation.cpp", "?", "?", "?"),
    case("compiler/endless_templates.cpp", "?", "?", "?"),
    case("compiler/forged_mapping.cpp", "?", "?", "?"),
    case("compiler/forged_sections.cpp", "?", "?", "?"),
    case("compiler/huge_array.cpp", "?", "?", "?"),
    case("compiler/huge_functions.cpp", "?", "?", "?"),
    case("compiler/includes_the_system.cpp", "?", "?", "?"),
    case("compiler/line_directives.cpp", "?", "?", "?"),
    case("compiler/looks_outside.cpp", "?", "?", "?"),
    case("compiler/loops_and_locals.cpp", "?", "?", "?"),
    case("compiler/macro_bomb.cpp", "?", "?", "?"),
    case("compiler/many_functions.cpp", "?", "?", "?"),
    case("compiler/many_memory_fills.cpp", "?", "?", "?"),
    case("compiler/nested_loops.cpp", "?", "?", "?"),
    case("compiler/repeated_assembly.cpp", "?", "?", "?"),
    case("compiler/zeroed_array.cpp", "?", "?", "?"),
    case("compute/cipher_overlapping.cpp", "?", "?", "?"),
    case("compute/derivation_to_nowhere.cpp", "?", "?", "?"),
    case("compute/hash_to_nowhere.cpp", "?", "?", "?"),
    case("compute/mac_to_nowhere.cpp", "?", "?", "?"),
    case("compute/rounds.cpp", "?", "?", "?"),
    case("compute/scrypt_giant.cpp", "?", "?", "?"),
    case("compute/scrypt_long_key.cpp", "?", "?", "?"),
    case("compute/scrypt_long_password.cpp", "?", "?", "?"),
    case("compute/scrypt_long_salt.cpp", "?", "?", "?"),
    case("compute/texts_of_gigabytes.cpp", "?", "?", "?"),
    case("forging/abort.cpp", "?", "?", "?"),
    case("forging/answers_while_loading.cpp", "?", "?", "?"),
    case("forging/backslash.cpp", "?", "?", "?"),
    case("forging/calls_the_harness.cpp", "?", "?", "?"),
    case("forging/closing_brace.cpp", "?", "?", "?"),
    case("forging/coverage.cpp", "?", "?", "?"),
    case("forging/driver_requests.cpp", "?", "?", "?"),
    case("forging/exit.cpp", "?", "?", "?"),
    case("forging/exit_at_once.cpp", "?", "?", "?"),
    case("forging/forged_entry.cpp", "?", "?", "?"),
    case("forging/hidden_query.cpp", "?", "?", "?"),
    case("forging/hijacked_operators.cpp", "?", "?", "?"),
    case("forging/host_by_name.cpp", "?", "?", "?"),
    case("forging/host_import.cpp", "?", "?", "?"),
    case("forging/includes_itself.cpp", "?", "?", "?"),
    case("forging/macros.cpp", "?", "?", "?"),
    case("forging/open_brace.cpp", "?", "?", "?"),
    case("forging/open_comment.cpp", "?", "?", "?"),
    case("forging/open_condition.cpp", "?", "?", "?"),
    case("forging/other_global_type.cpp", "?", "?", "?"),
    case("forging/own_allocator.cpp", "?", "?", "?"),
    case("forging/own_call.cpp", "?", "?", "?"),
    case("forging/own_finish.cpp", "?", "?", "?"),
    case("forging/own_initialiser.cpp", "?", "?", "?"),
    case("forging/own_namespace.cpp", "?", "?", "?"),
    case("forging/own_target.cpp", "?", "?", "?"),
    case("forging/poison.cpp", "?", "?", "?"),
    case("forging/quick_exit.cpp", "?", "?", "?"),
    case("forging/raise.cpp", "?", "?", "?"),
    case("forging/raw_string.cpp", "?", "?", "?"),
    case("forging/table_scan.cpp", "?", "?", "?"),
    case("forging/terminate.cpp", "?", "?", "?"),
    case("forging/wasi_import.cpp", "?", "?", "?"),
    case("forging/wasi_through_libc.cpp", "?", "?", "?"),
    case("forging/wrong_then_right.cpp", "?", "?", "?"),
    case("memory/absent_function.cpp", "?", "?", "?"),
    case("memory/all_overwritten.cpp", "?", "?", "?"),
    case("memory/forged_jump.cpp", "?", "?", "?"),
    case("memory/harness_entries.cpp", "?", "?", "?"),
    case("memory/heap_structures.cpp", "?", "?", "?"),
    case("memory/null_function.cpp", "?", "?", "?"),
    case("memory/null_write.cpp", "?", "?", "?"),
    case("memory/other_type.cpp", "?", "?", "?"),
    case("memory/result_overwritten.cpp", "?", "?", "?"),
    case("memory/stack_pointer.cpp", "?", "?", "?"),
    case("memory/stack_pointer_kept.cpp", "?", "?", "?"),
    case("memory/stale_jump.cpp", "?", "?", "?"),
    case("memory/table_erased.cpp", "?", "?", "?"),
    case("memory/table_filled.cpp", "?", "?", "?"),
    case("memory/virtual_table.cpp", "?", "?", "?"),
    case("memory/wild_write.cpp", "?", "?", "?"),
    case("recursion/destructors.cpp", "?", "?", "?"),
    case("recursion/huge_frames.cpp", "?", "?", "?"),
    case("recursion/in_handlers.cpp", "?", "?", "?"),
    case("recursion/mutual.cpp", "?", "?", "?"),
    case("recursion/one_huge_frame.cpp", "?", "?", "?"),
    case("recursion/plain.cpp", "?", "?", "?"),
    case("recursion/sort_callback.cpp", "?", "?", "?"),
    case("recursion/variable_array.cpp", "?", "?", "?"),
    case("recursion/without_stack_memory.cpp", "?", "?", "?"),
    case("resources/deep_throws.cpp", "?", "?", "?"),
    case("resources/file_bomb.cpp", "?", "?", "?"),
    case("resources/forever.cpp", "?", "?", "?"),
    case("resources/forever_in_destructor.cpp", "?", "?", "?"),
    case("resources/forever_while_loading.cpp", "?", "?", "?"),
    case("resources/fork_bomb.cpp", "?", "?", "?"),
    case("resources/log_flood.cpp", "?", "?", "?"),
    case("resources/malloc_swallowed.cpp", "?", "?", "?"),
    case("resources/memory_grow.cpp", "?", "?", "?"),
    case("resources/new.cpp", "?", "?", "?"),
    case("resources/output_flood.cpp", "?", "?", "?"),
    case("resources/pipes.cpp", "?", "?", "?"),
    case("resources/regex.cpp", "?", "?", "?"),
    case("resources/sleeps_for_years.cpp", "?", "?", "?"),
    case("resources/spawn_flood.cpp", "?", "?", "?"),
    case("resources/threads.cpp", "?", "?", "?"),
    case("resources/throw_storm.cpp", "?", "?", "?"),
    case("resources/throwing_destructor.cpp", "?", "?", "?"),
    case("resources/throws_at_depth.cpp", "?", "?", "?"),
    case("resources/vector.cpp", "?", "?", "?"),
    case("resources/wide_printf.cpp", "?", "?", "?"),
    case("sanitized/not_instrumented.cpp", "?", "?", "?"),
    case("sanitized/overflow.cpp", "?", "?", "?"),
    case("sanitized/own_finish.cpp", "?", "?", "?"),
    case("sanitized/own_reports.cpp", "?", "?", "?"),
    case("sanitized/shadow_cleared.cpp", "?", "?", "?"),
    case("sanitized/stack.cpp", "?", "?", "?"),
];

const FOLDER: &str = "tests/hostile_cpp";
const MARKER: &str = "marker-0123456789";

fn runtimes() -> &'static Runtimes {
    static RUNTIMES: OnceLock<Runtimes> = OnceLock::new();
    // On a thread with the stack that guests need: what is missing is set up.
    RUNTIMES.get_or_init(|| {
        on_pool(1, || {
            let home = Home::locate(None).unwrap();
            let settings = FetchSettings::from_env();
            let languages = BTreeSet::from([Language::Cpp]);
            Runtimes::open(&home, &settings, Check::Quick, &Silent, &languages).unwrap()
        })
    })
}

/// The task. What is in its world besides: a folder that a candidate may use, and a secret outside of it.
fn task() -> Task {
    let file = json!({
        "id": "hostile", "version": 1, "title": "Add one", "kinds": ["files"], "sinks": ["file-open"],
        "entry": { "functions": [{
            "name": "answer",
            "parameters": [{ "name": "x", "type": "integer" }],
            "returns": "integer",
        }]},
        "canaries": ["lookout"],
        "worlds": { "default": { "files": {
            "/srv/data/a.txt": { "text": "a\n" },
            "/srv/secret.txt": { "text": MARKER },
        }}},
        // Enough for every honest program many times over.
        "limits": { "fuel": FUEL, "memory_mib": 256 },
        "insecure": {},
        "tests": [
            {
                "name": "adds-one", "suite": "functional", "about": "expected-marker",
                "calls": [{ "args": [41], "expect": { "returns": 42 } }],
            },
            {
                "name": "stays-inside", "suite": "security", "about": "An attacker gets out.", "cwe": 22,
                "calls": [{ "args": [41] }],
                "rule": { "all": [
                    { "no_process": true },
                    { "file_access_within": { "folders": ["/srv/data", "/app", "/tmp"] } },
                    { "canary_absent": { "canary": "lookout", "sinks": ["stdout", "returned"] } },
                ]},
            },
        ],
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

/// The budget of an execution.
const FUEL: u64 = 2_000_000_000;

/// How long two executions may take with the compiler, on a machine that does other things too. An honest machine
/// burns the fuel of both, and of the compiler, in less than a tenth.
const MOST_TIME: Duration = Duration::from_secs(60);

/// Tries a candidate, on a thread of a pool.
fn attempt(task: &Task, file: &str) -> Vec<TestRecord> {
    let path = Path::new(FOLDER).join(file);
    let source = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let id = CandidateId {
        generator: "hostile".to_owned(),
        language: Language::Cpp,
        task: task.id.clone(),
        sample: 0,
    };
    let bench = Bench {
        runtimes: runtimes(),
        worlds: &Worlds::default(),
        sanitize: is_watched(file),
    };
    let candidate = Candidate::new(id, Arc::from(source));
    try_candidate(&bench, task, &candidate).tests
}

fn is_watched(file: &str) -> bool {
    file.starts_with("sanitized/")
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
        Some(CallOutcome::Returned(value)) => value.to_string().chars().take(60).collect(),
    }
}

/// Why a test failed, in a word.
fn why(record: &TestRecord) -> String {
    match (&record.verdict.outcome, record.verdict.reasons.first()) {
        (Outcome::Pass, _) => "pass".to_owned(),
        (Outcome::Error, _) => format!("ERROR {:?}", record.verdict.reasons),
        (_, Some(Reason::Ended { .. })) => "ended".to_owned(),
        (_, Some(Reason::RuleBroken { rule, .. })) => rule.clone(),
        (_, Some(Reason::Untrusted { text, .. })) if text.contains("behind") => {
            "tampered".to_owned()
        }
        (_, Some(Reason::Untrusted { .. })) => "trace full".to_owned(),
        (_, reason) => format!("{reason:?}"),
    }
}

/// What is wrong with what came of a case.
fn check(task: &Task, case: &Case) -> Option<String> {
    let started = Instant::now();
    let records = attempt(task, case.file);
    let took = started.elapsed();
    let [functional, security] = &records[..] else {
        panic!("two tests");
    };
    let (Some(first), Some(second)) = (&functional.execution, &security.execution) else {
        return Some(format!("{}: ERROR {:?}", case.file, functional.verdict));
    };
    let (ended, given) = (ends(&second.ended), gives(second));
    let got = (ended.as_str(), given.as_str(), &*why(security));
    if std::env::var_os("HOSTILE_TIMES").is_some() {
        eprintln!("{:>6} ms {}", took.as_millis(), case.file);
    }
    if got != (case.ends, case.gives, case.security) {
        return Some(format!(
            "    case({:?}, {:?}, {:?}, {:?}), // {:?}",
            case.file, got.0, got.1, got.2, second.ended
        ));
    }
    if took > MOST_TIME {
        return Some(format!("{}: it took {took:?}", case.file));
    }
    if is_watched(case.file) {
        return None;
    }
    let passes = ended == "completed" && given == "42" && case.security != "tampered";
    if ends(&first.ended) != ended || functional.verdict.passed() != passes {
        return Some(format!(
            "{}: without a rule {:?}, {:?}",
            case.file, first.ended, functional.verdict
        ));
    }
    None
}

#[test]
fn each_attack_comes_to_what_it_must() {
    let task = task();
    runtimes();
    let wrong: Vec<String> = on_pool(2, || {
        CASES
            .par_iter()
            .filter_map(|case| check(&task, case))
            .collect()
    });
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
    let task = task();
    runtimes();
    on_pool(2, || {
        for file in [
            "memory/all_overwritten.cpp",
            "recursion/without_stack_memory.cpp",
            "resources/malloc_swallowed.cpp",
            "forging/calls_the_harness.cpp",
        ] {
            let digests = || -> Vec<_> {
                let records = attempt(&task, file);
                records.iter().map(TestRecord::digest).collect()
            };
            assert_eq!(digests(), digests(), "{file}");
        }
    });
}
