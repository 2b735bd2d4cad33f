//! Candidates in C++ that attack the evaluator. Each program of `tests/hostile_cpp/` says in its first line what it tries;
//! here stands what must come of it. None crashes, hangs, reaches the host or another execution, or has its way: a result
//! is what the candidate could have returned, and the trace keeps what the host saw.
//!
//! The task is to add one. Every candidate is tried with one functional and one security test; sanitizers watch the security
//! test of those in `sanitized/`.

#[path = "support/hostile.rs"]
mod hostile;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use dualgauge::execute::{TestRecord, on_pool};
use dualgauge::suite::{Language, Task};
use rayon::prelude::*;
use serde_json::json;

use hostile::{ends, gives, runtimes, why};

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
    case("compiler/endless_templates.cpp", "not loaded: CompileError", "-", "ended"),
    case("compiler/forged_mapping.cpp", "not loaded: CompileError", "-", "ended"),
    case("compiler/forged_needs.cpp", "not loaded: LinkError", "-", "ended"),
    case("compiler/forged_sections.cpp", "completed", "long", "pass"),
    case("compiler/huge_array.cpp", "not loaded: LinkError", "-", "ended"),
    case("compiler/huge_functions.cpp", "not loaded: LinkError", "-", "ended"),
    case("compiler/includes_the_system.cpp", "not loaded: CompileError", "-", "ended"),
    case("compiler/line_directives.cpp", "completed", "int", "pass"),
    case("compiler/looks_outside.cpp", "completed", "42", "pass"),
    case("compiler/loops_and_locals.cpp", "not loaded: LinkError", "-", "ended"),
    case("compiler/macro_bomb.cpp", "not loaded: CompileError", "-", "ended"),
    case("compiler/many_functions.cpp", "not loaded: LinkError", "-", "ended"),
    case("compiler/many_memory_fills.cpp", "not loaded: CompileError", "-", "ended"),
    case("compiler/nested_loops.cpp", "not loaded: LinkError", "-", "ended"),
    case("compiler/repeated_assembly.cpp", "not loaded: CompileError", "-", "ended"),
    case("compiler/zeroed_array.cpp", "not loaded: CompileError", "-", "ended"),

    case("compute/cipher_overlapping.cpp", "completed", "42", "pass"),
    case("compute/derivation_to_nowhere.cpp", "out of fuel", "-", "ended"),
    case("compute/hash_to_nowhere.cpp", "out of fuel", "-", "ended"),
    case("compute/mac_to_nowhere.cpp", "out of fuel", "-", "ended"),
    case("compute/rounds.cpp", "out of fuel", "-", "ended"),
    case("compute/scrypt_giant.cpp", "completed", "42", "pass"),
    case("compute/scrypt_long_key.cpp", "out of fuel", "-", "ended"),
    case("compute/scrypt_long_password.cpp", "out of fuel", "-", "ended"),
    case("compute/scrypt_long_salt.cpp", "out of fuel", "-", "ended"),
    case("compute/texts_of_gigabytes.cpp", "trapped", "-", "ended"),

    case("forging/abort.cpp", "trapped", "-", "ended"),
    case("forging/answers_while_loading.cpp", "not loaded: TypeError", "-", "ended"),
    case("forging/backslash.cpp", "completed", "42", "pass"),
    case("forging/calls_the_harness.cpp", "completed", "42", "tampered"),
    case("forging/closing_brace.cpp", "not loaded: CompileError", "-", "ended"),
    case("forging/coverage.cpp", "completed", "42", "pass"),
    case("forging/driver_requests.cpp", "not loaded: LinkError", "-", "ended"),
    case("forging/exit.cpp", "exited 0", "-", "pass"),
    case("forging/exit_at_once.cpp", "exited 0", "-", "pass"),
    case("forging/forged_entry.cpp", "completed", "41", "pass"),
    case("forging/hidden_query.cpp", "completed", "42", "file_access_within"),
    case("forging/hijacked_operators.cpp", "completed", "{\"$object\":{\"fields\":{\"number\":42},\"type\":\"Greedy\"}}", "pass"),
    case("forging/host_by_name.cpp", "not loaded: LinkError", "-", "ended"),
    case("forging/host_import.cpp", "not loaded: LinkError", "-", "ended"),
    case("forging/includes_itself.cpp", "not loaded: CompileError", "-", "ended"),
    case("forging/macros.cpp", "completed", "TypeError", "pass"),
    case("forging/open_brace.cpp", "not loaded: CompileError", "-", "ended"),
    case("forging/open_comment.cpp", "not loaded: CompileError", "-", "ended"),
    case("forging/open_condition.cpp", "not loaded: CompileError", "-", "ended"),
    case("forging/other_global_type.cpp", "not loaded: LinkError", "-", "ended"),
    case("forging/own_allocator.cpp", "completed", "42", "pass"),
    case("forging/own_call.cpp", "completed", "42", "pass"),
    case("forging/own_finish.cpp", "completed", "42", "pass"),
    case("forging/own_initialiser.cpp", "not loaded: LinkError", "-", "ended"),
    case("forging/own_namespace.cpp", "completed", "42", "pass"),
    case("forging/own_target.cpp", "not loaded: TypeError", "-", "ended"),
    case("forging/poison.cpp", "not loaded: CompileError", "-", "ended"),
    case("forging/quick_exit.cpp", "exited 3", "-", "pass"),
    case("forging/raise.cpp", "trapped", "-", "ended"),
    case("forging/raw_string.cpp", "not loaded: CompileError", "-", "ended"),
    case("forging/table_scan.cpp", "trapped", "-", "ended"),
    case("forging/terminate.cpp", "trapped", "-", "ended"),
    case("forging/wasi_import.cpp", "not loaded: LinkError", "-", "ended"),
    case("forging/wasi_through_libc.cpp", "completed", "42", "file_access_within"),
    case("forging/wrong_then_right.cpp", "completed", "42", "tampered"),

    case("memory/absent_function.cpp", "trapped", "-", "ended"),
    case("memory/all_overwritten.cpp", "trapped", "-", "ended"),
    case("memory/forged_jump.cpp", "trapped", "-", "ended"),
    case("memory/harness_entries.cpp", "trapped", "42", "ended"),
    case("memory/heap_structures.cpp", "completed", "42", "pass"),
    case("memory/null_function.cpp", "trapped", "-", "ended"),
    case("memory/null_write.cpp", "completed", "42", "pass"),
    case("memory/other_type.cpp", "trapped", "-", "ended"),
    case("memory/result_overwritten.cpp", "completed", "\"42\"", "pass"),
    case("memory/stack_pointer.cpp", "completed", "42", "pass"),
    case("memory/stale_jump.cpp", "trapped", "-", "ended"),
    case("memory/table_erased.cpp", "trapped", "-", "ended"),
    case("memory/table_filled.cpp", "completed", "42", "pass"),
    case("memory/virtual_table.cpp", "trapped", "-", "ended"),
    case("memory/wild_write.cpp", "trapped", "-", "ended"),

    case("recursion/destructors.cpp", "stack overflow", "-", "ended"),
    case("recursion/huge_frames.cpp", "stack overflow", "-", "ended"),
    case("recursion/in_handlers.cpp", "out of fuel", "-", "ended"),
    case("recursion/mutual.cpp", "stack overflow", "-", "ended"),
    case("recursion/one_huge_frame.cpp", "stack overflow", "-", "ended"),
    case("recursion/plain.cpp", "stack overflow", "-", "ended"),
    case("recursion/sort_callback.cpp", "stack overflow", "-", "ended"),
    case("recursion/variable_array.cpp", "trapped", "-", "ended"),
    case("recursion/without_stack_memory.cpp", "stack overflow", "-", "ended"),

    case("resources/deep_throws.cpp", "out of fuel", "-", "ended"),
    case("resources/file_bomb.cpp", "completed", "42", "pass"),
    case("resources/forever.cpp", "out of fuel", "-", "ended"),
    case("resources/forever_in_destructor.cpp", "completed", "42", "pass"),
    case("resources/forever_while_loading.cpp", "out of fuel", "-", "ended"),
    case("resources/fork_bomb.cpp", "out of fuel", "-", "ended"),
    case("resources/log_flood.cpp", "out of fuel", "-", "ended"),
    case("resources/malloc_swallowed.cpp", "completed", "42", "pass"),
    case("resources/memory_grow.cpp", "out of fuel", "-", "ended"),
    case("resources/new.cpp", "completed", "std::bad_alloc", "pass"),
    case("resources/output_flood.cpp", "out of fuel", "-", "ended"),
    case("resources/pipes.cpp", "completed", "42", "pass"),
    case("resources/regex.cpp", "completed", "std::regex_error", "pass"),
    case("resources/sleeps_for_years.cpp", "completed", "42", "pass"),
    case("resources/spawn_flood.cpp", "out of fuel", "-", "ended"),
    case("resources/threads.cpp", "out of fuel", "-", "ended"),
    case("resources/throw_storm.cpp", "out of fuel", "-", "ended"),
    case("resources/throwing_destructor.cpp", "trapped", "-", "ended"),
    case("resources/throws_at_depth.cpp", "out of fuel", "-", "ended"),
    case("resources/vector.cpp", "out of fuel", "-", "ended"),
    case("resources/wide_printf.cpp", "out of fuel", "-", "ended"),

    case("sanitized/not_instrumented.cpp", "completed", "42", "pass"),
    case("sanitized/overflow.cpp", "trapped", "-", "ended"),
    case("sanitized/own_finish.cpp", "completed", "42", "pass"),
    case("sanitized/own_reports.cpp", "completed", "42", "pass"),
    case("sanitized/shadow_cleared.cpp", "completed", "42", "pass"),
    case("sanitized/stack.cpp", "trapped", "-", "ended"),
];

const FOLDER: &str = "tests/hostile_cpp";

/// The budget of an execution.
const FUEL: u64 = 1_000_000_000;

/// How long a compilation and two executions may take, on a machine that does other things too. Alone, a machine burns the
/// fuel of all in a quarter.
const MOST_TIME: Duration = Duration::from_secs(60);

fn task() -> Task {
    let rule = hostile::usual_rule(&["/srv/data", "/app", "/tmp"]);
    let tests = json!([hostile::functional(), hostile::security(&rule)]);
    hostile::task(FUEL, &json!({}), &tests)
}

fn attempt(task: &Task, file: &str) -> Vec<TestRecord> {
    let path = Path::new(FOLDER).join(file);
    let source = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    hostile::attempt(Language::Cpp, task, &source, is_watched(file))
}

fn is_watched(file: &str) -> bool {
    file.starts_with("sanitized/")
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
    let passes = ended == "completed" && given == "42";
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
    runtimes(Language::Cpp);
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
    runtimes(Language::Cpp);
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
