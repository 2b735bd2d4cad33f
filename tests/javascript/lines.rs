//! The candidate's line that threw, with and without counters in the text.

use serde_json::json;

use crate::bench::{Candidate, outcomes};

/// The lines that throw say so; `fail(n)` reaches the n-th.
const TEXT: &str = "\
const fs = require('fs'); function fail(n) {
    if (n === 0) throw new Error('here'); // 0
    // A comment, and a text over two lines:
    const text = `
`; if (n === 1) { null.property; } // 1
    if (n === 2)
        return JSON.parse('{' + text); // 2
    const deep = () => {
        return [1].map((x) => {
            if (n === 3) undefined(); // 3
            return x;
        });
    };
    deep();
    if (n === 4) fs.readFileSync('/no/such/file'); // 4
    class Base { constructor() { if (n === 5) throw new RangeError('in a constructor'); } } // 5
    class Derived extends Base {}
    new Derived();
    const getter = { get x() { if (n === 6) throw new Error('in a getter'); return 1; } }; // 6
    void getter.x;
    switch (n) {
        case 7:
            return eval('throw new Error(\"in a text\")'); // 7
        case 8: return new Function('null.x')(); // 8
        case 9: return Buffer.alloc(-1); // 9
        case 10: return require('path').join(1); // 10
        case 11: return [3, 1].sort(() => { throw new Error('in a comparison'); }); // 11
        case 12: return Promise.resolve().then(() => { throw new Error('in a reaction'); }); // 12
    }
    return 'none';
}
";

#[test]
fn of_errors() {
    let calls: Vec<_> = (0..=12).map(|n| ("fail", json!([n]))).collect();
    let expected: Vec<_> = (0..=12)
        .map(|n| {
            let mark = format!("// {n}");
            let line = TEXT.lines().position(|line| line.ends_with(&mark));
            line.map(|line| line + 1)
        })
        .collect();
    for candidate in [Candidate::new(TEXT), Candidate::new(TEXT).plain()] {
        let execution = candidate.call(&calls);
        let lines: Vec<_> = outcomes(&execution)
            .iter()
            .map(|outcome| outcome["line"].as_u64().map(|line| line as usize))
            .collect();
        assert_eq!(lines, expected, "{:?}", outcomes(&execution));
    }
}

#[test]
fn in_a_module() {
    let text = "\
import fs from 'node:fs';
export async function fail() {
    await null;
    void fs;
    throw new Error('here');
}
";
    for candidate in [Candidate::new(text), Candidate::new(text).plain()] {
        let execution = candidate.call(&[("fail", json!([]))]);
        assert_eq!(outcomes(&execution)[0]["line"], 5, "{execution:?}");
    }
}
