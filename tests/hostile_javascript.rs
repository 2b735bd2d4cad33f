//! Candidates in JavaScript that attack the evaluator. Each program of `tests/hostile_javascript/` says in its first line what
//! it tries, and in its second what must come of it: how its executions end, what its call gives, what becomes of the
//! security test. None crashes, hangs, reaches the host or another execution, or has its way: a result is what the
//! candidate could have returned, and the trace keeps what the host saw.
//!
//! The task is to add one. Every candidate is tried with one functional and one security test, with counters in its text.

#[path = "support/hostile.rs"]
mod hostile;

use std::path::Path;
use std::time::{Duration, Instant};

use dualgauge::execute::{TestRecord, on_pool};
use dualgauge::suite::{Language, Task};
use rayon::prelude::*;
use serde_json::json;

use hostile::{ends, gives, runtimes, why};

/// What must come of a candidate: how its executions end; what its call gives (the value in JSON, or the exception's type, or
/// `-` where it gives nothing); what becomes of the security test (`pass`, or why it fails).
#[derive(Clone, Debug, PartialEq, Eq)]
struct Outcomes {
    ends: String,
    gives: String,
    security: String,
}

impl Outcomes {
    /// As the second line of a program says it: `// completed | 42 | pass`.
    fn parse(line: &str) -> Option<Self> {
        let parts: Vec<&str> = line.trim_end().strip_prefix("// ")?.split(" | ").collect();
        let [ends, gives, security] = parts[..] else {
            return None;
        };
        let own = str::to_owned;
        Some(Self {
            ends: own(ends),
            gives: own(gives),
            security: own(security),
        })
    }

    fn line(&self) -> String {
        format!("// {} | {} | {}", self.ends, self.gives, self.security)
    }
}

/// A program.
struct Case {
    name: String,
    source: Vec<u8>,
    expected: Option<Outcomes>,
}

const FOLDER: &str = "tests/hostile_javascript";
const ADDS_ONE: &str = "exports.answer = (x) => x + 1;\n";

/// Texts that no editor leaves alone, or that are too long for a file.
fn generated() -> Vec<Case> {
    let case = |name: &str, expected: &str, source: Vec<u8>| Case {
        name: format!("generated/{name}"),
        source,
        expected: Outcomes::parse(expected),
    };
    let lines = |before: &[u8], after: &str| [before, after.as_bytes()].concat();
    let nested = |open: &str, inner: &str, close: &str, depth: usize| {
        format!(
            "{ADDS_ONE}const nested = {}{inner}{};\n",
            open.repeat(depth),
            close.repeat(depth)
        )
    };
    vec![
        case(
            "byte_order_mark",
            "// completed | 42 | pass",
            lines(b"\xef\xbb\xbf", ADDS_ONE),
        ),
        case(
            "carriage_returns",
            "// completed | 42 | pass",
            b"#!/usr/bin/env node\r\n'use strict';\r\nexports.answer = (x) =>\r\n    x + 1;\r\n"
                .to_vec(),
        ),
        case(
            "old_line_ends",
            "// completed | 42 | pass",
            b"// a comment\rexports.answer = (x) =>\r    x + 1;\r".to_vec(),
        ),
        case(
            "line_separators",
            "// completed | 42 | pass",
            "// a comment\u{2028}exports.answer = (x) =>\u{2029} x + 1;".into(),
        ),
        case(
            "invalid_utf8",
            "// completed | 42 | pass",
            lines(b"// \xff\xfe\xc0\x80\n", ADDS_ONE),
        ),
        case(
            "invalid_name",
            "// not loaded: SyntaxError | - | ended",
            lines(b"const \xff = 1;\n", ADDS_ONE),
        ),
        case(
            "zero_byte",
            "// not loaded: SyntaxError | - | ended",
            lines(b"const a = 1;\0\n", ADDS_ONE),
        ),
        case(
            "zero_byte_in_text",
            "// completed | 42 | pass",
            lines(b"const a = '\0'; // \0\n", ADDS_ONE),
        ),
        case("empty", "// no entry | - | ended", Vec::new()),
        case(
            "long_comment",
            "// completed | 42 | pass",
            format!("// {}\n{ADDS_ONE}", "x".repeat(900_000)).into(),
        ),
        case(
            "long_name",
            "// out of fuel | - | ended",
            format!("const {} = 1;\n{ADDS_ONE}", "n".repeat(900_000)).into(),
        ),
        case(
            "long_text",
            "// completed | 42 | pass",
            format!("{ADDS_ONE}const text = '{}';\n", "n".repeat(900_000)).into(),
        ),
        case(
            "many_statements",
            "// out of fuel | - | ended",
            format!(
                "{}{ADDS_ONE}",
                "let a = 1;{}\n".replace("let", "var").repeat(60_000)
            )
            .into(),
        ),
        case(
            "many_functions",
            "// out of fuel | - | ended",
            format!(
                "{}{ADDS_ONE}",
                (0..20_000)
                    .map(|n| format!("function f{n}() {{ return {n}; }}\n"))
                    .collect::<String>()
            )
            .into(),
        ),
        case(
            "nested_arrays",
            "// out of fuel | - | ended",
            nested("[", "", "]", 400_000).into(),
        ),
        case(
            "nested_parentheses",
            "// out of fuel | - | ended",
            nested("(", "1", ")", 400_000).into(),
        ),
        case(
            "nested_functions",
            "// not loaded: SyntaxError | - | ended",
            nested("()=>", "1", "", 200_000).into(),
        ),
        case(
            "nested_blocks",
            "// not loaded: RangeError | - | ended",
            format!("{ADDS_ONE}{}{}", "{".repeat(400_000), "}".repeat(400_000)).into(),
        ),
        case(
            "long_sum",
            "// out of fuel | - | ended",
            nested("1+", "1", "", 400_000).into(),
        ),
        case(
            "many_negations",
            "// not loaded: RangeError | - | ended",
            nested("!", "1", "", 800_000).into(),
        ),
    ]
}

/// The budget of an execution.
const FUEL: u64 = 1_000_000_000;

/// How long two executions may take, on a machine that does other things too. Alone, a machine burns the fuel of both in
/// about a second.
const MOST_TIME: Duration = Duration::from_secs(30);

fn task() -> Task {
    let rule = hostile::usual_rule(&["/srv/data", "/app", "/tmp"]);
    let tests = json!([hostile::functional(), hostile::security(&rule)]);
    hostile::task(FUEL, &json!({}), &tests)
}

fn attempt(task: &Task, source: &[u8]) -> Vec<TestRecord> {
    hostile::attempt(Language::Javascript, task, source, false)
}

/// What is wrong with what came of a case.
fn check(task: &Task, case: &Case) -> Option<String> {
    let Some(expected) = &case.expected else {
        return Some(format!("{}: its second line says nothing", case.name));
    };
    let started = Instant::now();
    let records = attempt(task, &case.source);
    let took = started.elapsed();
    let [functional, security] = &records[..] else {
        panic!("two tests");
    };
    let (Some(first), Some(second)) = (&functional.execution, &security.execution) else {
        return Some(format!("{}: ERROR {:?}", case.name, functional.verdict));
    };
    let got = Outcomes {
        ends: ends(&second.ended),
        gives: gives(second),
        security: why(security),
    };
    if std::env::var_os("HOSTILE_TIMES").is_some() {
        let fuel = first.usage.fuel + second.usage.fuel;
        eprintln!(
            "{:>6} ms {:>5} Mfuel {}",
            took.as_millis(),
            fuel / 1_000_000,
            case.name
        );
    }
    if got != *expected {
        return Some(format!(
            "{}\n    {} // {:?}",
            case.name,
            got.line(),
            second.ended
        ));
    }
    if took > MOST_TIME {
        return Some(format!("{}: it took {took:?}", case.name));
    }
    let passes = got.ends == "completed" && got.gives == "42";
    if ends(&first.ended) != got.ends || functional.verdict.passed() != passes {
        let verdict = &functional.verdict;
        return Some(format!(
            "{}: without a rule {:?}, {verdict:?}",
            case.name, first.ended
        ));
    }
    None
}

/// The programs of the folder, in order.
fn programs() -> Vec<Case> {
    let mut cases = Vec::new();
    for folder in std::fs::read_dir(FOLDER).unwrap() {
        let folder = folder.unwrap().path();
        for file in std::fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let source = std::fs::read(&path).unwrap();
            let expected = String::from_utf8_lossy(&source)
                .lines()
                .nth(1)
                .and_then(Outcomes::parse);
            let name = path
                .strip_prefix(FOLDER)
                .unwrap_or(Path::new("?"))
                .display()
                .to_string();
            cases.push(Case {
                name,
                source,
                expected,
            });
        }
    }
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    cases
}

/// Only the cases whose name holds what `HOSTILE_ONLY` says.
fn wanted(case: &Case) -> bool {
    std::env::var("HOSTILE_ONLY").map_or(true, |part| case.name.contains(&part))
}

fn try_all(cases: &[Case]) {
    let task = task();
    runtimes(Language::Javascript);
    let wrong: Vec<String> = on_pool(2, || {
        let cases = cases.par_iter().filter(|case| wanted(case));
        cases.filter_map(|case| check(&task, case)).collect()
    });
    assert!(
        wrong.is_empty(),
        "these came to something else:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn each_attack_comes_to_what_it_must() {
    let cases = programs();
    assert!(cases.len() >= 100, "there are {} programs", cases.len());
    try_all(&cases);
}

#[test]
fn odd_texts_come_to_what_they_must() {
    try_all(&generated());
}

#[test]
fn attacks_leave_the_same_record_each_time() {
    let task = task();
    runtimes(Language::Javascript);
    let cases = programs();
    on_pool(2, || {
        for name in [
            "poison/everything.js",
            "recursion/plain.js",
            "memory/string_doubling.js",
            "results/changing_getter.js",
        ] {
            let case = cases
                .iter()
                .find(|case| case.name == name)
                .expect("it is there");
            let digests = || -> Vec<_> {
                let records = attempt(&task, &case.source);
                records.iter().map(TestRecord::digest).collect()
            };
            assert_eq!(digests(), digests(), "{name}");
        }
    });
}
