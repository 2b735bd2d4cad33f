//! Arguments and results of every form, and what functions do with their results.
//!
//! In the programs of `callees/`, a comment such as `// repeat ["ab", 2] -> "abab"` is a call and what it gives. All calls of a
//! program are made in one guest, in their order; once with counters in the text and once without.

use std::path::Path;

use dualgauge::execute::on_pool;
use dualgauge::sandbox::execution::Ended;
use rayon::prelude::*;
use serde_json::Value as Json;

use crate::bench::{Candidate, javascript, outcomes};
use crate::support::repository;

/// A call as a comment writes it: the function, the arguments and the outcome.
fn call(line: &str) -> Option<(&str, Json, Json)> {
    let (call, outcome) = line.strip_prefix("// ")?.split_once(" -> ")?;
    let (function, arguments) = call.split_once(' ')?;
    let read =
        |text: &str| serde_json::from_str(text).unwrap_or_else(|error| panic!("{line}: {error}"));
    arguments
        .starts_with('[')
        .then(|| (function, read(arguments), read(outcome)))
}

/// What is wrong with the calls of a program.
fn check(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let all: Vec<_> = text.lines().filter_map(call).collect();
    assert!(!all.is_empty(), "{name} has no calls");
    let calls: Vec<(&str, Json)> = all
        .iter()
        .map(|(function, args, _)| (*function, args.clone()))
        .collect();
    let candidate = Candidate::named(name, &text);
    let mut wrong = Vec::new();
    for candidate in [candidate.clone().plain(), candidate] {
        let execution = candidate.call(&calls);
        let got = outcomes(&execution);
        let differing = all.iter().zip(&got);
        let differing = differing.filter(|((.., expected), got)| expected != *got);
        wrong.extend(differing.map(|((function, arguments, _), got)| {
            format!("{name}: {function} {arguments} -> {got}")
        }));
        if execution.ended != Ended::Completed || got.len() != all.len() {
            wrong.push(format!(
                "{name}: {:?} after {} calls",
                execution.ended,
                got.len()
            ));
        }
    }
    wrong
}

#[test]
fn each_call_gives_what_its_comment_says() {
    javascript();
    let entries = std::fs::read_dir(repository("tests/javascript/callees")).unwrap();
    let programs: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    let wrong: Vec<String> = on_pool(2, || {
        programs.par_iter().flat_map(|path| check(path)).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
