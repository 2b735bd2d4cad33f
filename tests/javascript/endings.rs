//! What ends a test before its last call, and what doesn't.

use dualgauge::sandbox::execution::Ended;
use serde_json::json;

use crate::bench::{Candidate, outcomes};

const TEXT: &str = "\
let handled = 0;
function answer(x) {
    switch (x) {
        case 1: process.exit(3);
        case 2: return new Promise(() => setTimeout(() => process.exit(4), 1000));
        case 3: for (;;);
        case 4: return answer(x) + 1;
        case 5: process.exitCode = 7; return 'set';
        case 6: return (function endless() { return Promise.resolve().then(endless); })();
        case 7: { const all = []; for (;;) all.push(new Uint8Array(1 << 24)); }
        case 8: process.abort();
        case 9: process.kill(process.pid, 'SIGTERM'); return 'sent';
        case 10: Promise.reject(new Error('forgotten')); return 'left behind';
        case 11: return new Promise((resolve) => { Promise.reject(new Error('unhandled')); setTimeout(resolve, 50, 'late'); });
        case 12: setTimeout(() => { throw new Error('after the answer'); }, 10); return 'threw later';
        case 13: try { process.exit(5); } finally { return 'not reached'; }
        case 14: try { process.exit(6); } catch { return 'not reached'; }
    }
    return x;
}
";

/// How calls with 0, `x` and 0 end, and what they gave.
fn ended(x: i64) -> (String, Vec<serde_json::Value>) {
    let calls = [0, x, 0].map(|x| ("answer", json!([x])));
    let execution = Candidate::new(TEXT).call(&calls);
    (format!("{:?}", execution.ended), outcomes(&execution))
}

#[test]
fn before_the_last_call() {
    for (x, expected) in [
        (1, "Exited { code: 3 }"),
        (2, "Exited { code: 4 }"),
        (3, "OutOfFuel"),
        (6, "OutOfFuel"),
        (8, "Exited { code: 134 }"),
        (9, "Exited { code: 143 }"),
        (13, "Exited { code: 5 }"),
        (14, "Exited { code: 6 }"),
    ] {
        let (ended, outcomes) = ended(x);
        assert_eq!(ended, expected, "{x}: {outcomes:?}");
        assert_eq!(outcomes, [json!(0)], "{x}");
    }
}

#[test]
fn errors_of_one_call_are_its_own() {
    let (ended_so, all) = ended(4);
    assert_eq!(ended_so, "Completed");
    assert_eq!(all[1]["raised"], "RangeError", "{all:?}");
    // Memory that isn't there is an error of the language, which a candidate can catch.
    let (ended_so, all) = ended(7);
    assert_eq!(ended_so, "Completed");
    assert_eq!(all[1]["message"], "out of memory", "{all:?}");
    let (ended_so, all) = ended(11);
    assert_eq!(ended_so, "Completed");
    let unhandled = json!({ "raised": "Error", "message": "unhandled", "line": 14 });
    assert_eq!(all, [json!(0), unhandled, json!(0)]);
    assert_eq!(
        ended(5),
        (
            "Completed".to_owned(),
            vec![json!(0), json!("set"), json!(0)]
        )
    );
}

#[test]
fn errors_after_an_answer() {
    for (x, answer, message) in [
        (10, "left behind", "forgotten"),
        (12, "threw later", "after the answer"),
    ] {
        let calls = [("answer", json!([x]))];
        let execution = Candidate::new(TEXT).call(&calls);
        assert_eq!(outcomes(&execution), [json!(answer)]);
        // It ends the process as soon as nobody waits for an answer.
        assert_eq!(execution.ended, Ended::Exited { code: 1 }, "{message}");
        assert!(
            execution.stderr.text.contains(message),
            "{}",
            execution.stderr.text
        );
    }
}

#[test]
fn what_is_printed_is_kept_and_no_result() {
    let text = "\
function answer(x) {
    console.log('{\"returned\":42}');
    process.stdout.write(`${x}\\n`);
    console.error('%s %d', 'error', x);
    return x;
}
";
    let execution = Candidate::new(text).call(&[("answer", json!([1])), ("answer", json!([2]))]);
    assert_eq!(outcomes(&execution), [json!(1), json!(2)]);
    assert_eq!(
        execution.stdout.text,
        "{\"returned\":42}\n1\n{\"returned\":42}\n2\n"
    );
    assert_eq!(execution.stderr.text, "error 1\nerror 2\n");
}

#[test]
fn timers_and_handlers_that_are_left_run_after_the_last_call() {
    let text = "\
const fs = require('fs');
process.on('exit', () => fs.writeFileSync('exit.txt', 'never'));
function later(ms) {
    setTimeout(() => fs.writeFileSync(`${ms}.txt`, 'x'), ms);
    return ms;
}
function served() {
    require('http').createServer(() => {}).listen(3000);
    return 'listening';
}
";
    let calls = [
        ("later", json!([50])),
        ("later", json!([90_000])),
        ("served", json!([])),
    ];
    let execution = Candidate::new(text).call(&calls);
    assert_eq!(execution.ended, Ended::Completed);
    assert_eq!(outcomes(&execution).len(), 3);
    let written: Vec<&str> = execution.files.iter().map(|effect| &*effect.path).collect();
    // Not for longer than a minute of virtual time.
    assert_eq!(written, ["/app/50.txt"]);
}
