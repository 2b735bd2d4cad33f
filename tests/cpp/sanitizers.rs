//! The corpus of `runtimes/cpp/sanitizer/tests`: one fault in each program of `faulty`, none in those of `clean`.

use std::path::{Path, PathBuf};

use dualgauge::execute::on_pool;
use dualgauge::sandbox::trace::Operation;
use rayon::prelude::*;

use crate::bench::{Candidate, cpp};
use crate::support::repository;

/// Programs of a folder.
fn programs(folder: &str) -> Vec<PathBuf> {
    let folder = repository("runtimes/cpp/sanitizer/tests").join(folder);
    let entries = std::fs::read_dir(folder).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension != "in"));
    found.sort();
    found
}

/// A program's first line says what is to be found.
fn expected(text: &str) -> &str {
    let first = text.lines().next().unwrap_or_default();
    first
        .strip_prefix("// expect: ")
        .expect("it says what to expect")
}

/// A finding's kind and its place.
fn finding(operation: &Operation) -> Option<(String, Option<String>)> {
    match operation {
        Operation::MemoryFault { fault, place, .. } => Some((fault.clone(), place.clone())),
        Operation::Undefined { what, place, .. } => Some((what.clone(), place.clone())),
        Operation::MemoryLeak { allocated, .. } => Some(("leak".to_owned(), allocated.clone())),
        _ => None,
    }
}

/// What is wrong with what was found in a program.
fn check(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let stdin = std::fs::read(path.with_extension("in")).unwrap_or_default();
    let candidate = Candidate::named(name, &text).sanitized();
    let execution = candidate.program(&stdin);
    let found: Vec<_> = execution
        .trace
        .iter()
        .filter_map(|event| finding(&event.operation))
        .collect();
    let kinds: Vec<&str> = found.iter().map(|(kind, _)| &**kind).collect();
    let right = match expected(&text) {
        "clean" => kinds.is_empty() && ended_well(&execution.ended),
        // Frames of scalars use up the engine's own stack, where no code of ours can report.
        "deep-recursion" if kinds.is_empty() => {
            execution.ended == dualgauge::sandbox::execution::Ended::StackOverflow
        }
        // The C++ library's own checks know no place, and `std::unreachable` knows the library's.
        kind @ ("hardening" | "unreachable") => kinds == [kind],
        kind => {
            let place = format!("{}:", candidate.file);
            let told = |place_of: &Option<String>| {
                place_of
                    .as_ref()
                    .is_some_and(|told| told.starts_with(&place))
            };
            kinds == [kind] && found.iter().all(|(_, place)| told(place))
        }
    };
    (!right).then(|| {
        format!(
            "{name}: {found:?}, {:?}\n{}",
            execution.ended, execution.stderr.text
        )
    })
}

fn ended_well(ended: &dualgauge::sandbox::execution::Ended) -> bool {
    use dualgauge::sandbox::execution::Ended;
    matches!(ended, Ended::Completed | Ended::Exited { code: 0 })
}

#[test]
fn each_fault_is_found_and_nothing_else() {
    cpp();
    let all = [programs("faulty"), programs("clean")].concat();
    assert!(all.len() > 90, "{}", all.len());
    let wrong: Vec<String> = on_pool(2, || {
        all.par_iter().filter_map(|path| check(path)).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
