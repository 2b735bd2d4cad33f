//! Which lines of a candidate ran, also where it ended early.

use serde_json::json;

use crate::bench::Candidate;

/// Lines whose comment says `hit` or `missed`.
const TEXT: &str = "\
'use strict';
const limits = { low: 1 }; // hit

function unused(x) {
    return x; // missed
}
const arrow = (x) => x * 2; // hit
const other = (x) =>
    x * 3; // missed
class Counter {
    constructor() {
        this.n = 0; // hit
    }
    add(x) {
        this.n += x; // hit
        return this; // hit
    }
    static none() {
        return null; // missed
    }
}
async function later(x) {
    await null; // hit
    return x; // hit
}
function* numbers() {
    yield 1; // hit
    yield 2; // missed
}
async function answer(x) {
    const counter = new Counter(); // hit
    counter.add(x).add(1); // hit
    if (x === 1) {
        throw new Error('one'); // thrown
    } else if (x === 2) {
        process.exit(2); // exited
    } else if (x > 1000) {
        return unused(x); // missed
    }
    switch (x) {
        case 7:
            await later(arrow(x)); // hit
            break; // hit
        default:
            return other(x); // missed
    }
    for (const n of numbers()) {
        if (n === 1) break; // hit
    }
    try {
        JSON.parse('{'); // hit
        return 0; // missed
    } catch (error) {
        limits.high = 2; // hit
    } finally {
        limits.low = 0; // hit
    }
    return `
        ${x}`; // ignored: the statement begins on the line before
}
";

fn lines_marked(mark: &str) -> Vec<u32> {
    let lines = (1..).zip(TEXT.lines());
    lines
        .filter(|(_, line)| line.ends_with(mark))
        .map(|(number, _)| number)
        .collect()
}

/// Which of some lines ran.
fn hit(argument: i64, of: &[u32]) -> Vec<u32> {
    let execution = Candidate::new(TEXT).call(&[("answer", json!([argument]))]);
    let coverage = execution.coverage.expect("it was asked for");
    of.iter()
        .copied()
        .filter(|line| coverage.hit.contains(line))
        .collect()
}

#[test]
fn lines_that_ran() {
    let (ran, missed) = (lines_marked("// hit"), lines_marked("// missed"));
    assert_eq!(hit(7, &ran), ran);
    assert_eq!(hit(7, &missed), [] as [u32; 0]);
}

#[test]
fn after_an_error_and_an_exit() {
    let ends = [lines_marked("// thrown"), lines_marked("// exited")];
    for (argument, end) in (1..).zip(ends) {
        assert_eq!(hit(argument, &end), end);
        assert_eq!(hit(argument, &lines_marked("// missed")), [] as [u32; 0]);
    }
}

/// Exactly these lines, in a candidate of few.
#[test]
fn all_lines_of_a_small_candidate() {
    let text = "\
// A comment.
import { basename } from 'node:path';

export function answer(path) {
    if (!path) {
        return null;
    }
    const name = basename(path);
    return (
        name
    );
}
export const one = 1;
";
    let execution = Candidate::new(text).call(&[("answer", json!(["/a/b"]))]);
    let coverage = execution.coverage.unwrap();
    assert_eq!(
        (coverage.lines, coverage.hit),
        (vec![2, 4, 5, 6, 8, 9, 13], vec![2, 4, 5, 8, 9, 13])
    );
}

#[test]
fn none_without_counters() {
    let execution = Candidate::new(TEXT).plain().call(&[("answer", json!([7]))]);
    assert_eq!(execution.coverage, None);
}
