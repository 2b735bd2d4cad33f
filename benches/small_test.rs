//! What one small Python test costs, side by side with starting the native interpreter for the same work.
//!
//! `cargo bench --bench small_test`. Compare the two figures of one run, not figures of different runs; the last line is
//! their ratio, measured in turn.

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group};
use dualgauge::runtime::python::Python;
use dualgauge::runtime::{Assignment, Runtime, Streams, Work};
use dualgauge::sandbox::execution::CallOutcome;
use dualgauge::sandbox::{Limits, engine};
use dualgauge::suite::Call;
use dualgauge::toolchain::{Check, FetchSettings, Home, Silent};

/// A small function with the imports that such functions have, and a query on an in-memory database.
const SOURCE: &str = r#"
import json
import re
import sqlite3


def summarise(text):
    words = re.findall(r"[a-z]+", text.lower())
    connection = sqlite3.connect(":memory:")
    connection.execute("create table words (word text, length integer)")
    connection.executemany("insert into words values (?, ?)", [(word, len(word)) for word in words])
    rows = connection.execute("select length, count(*) from words group by length order by length").fetchall()
    return json.loads(json.dumps({str(length): count for length, count in rows}))
"#;

const ARGUMENT: &str = "The quick brown fox jumps over the lazy dog and runs away";

fn assignment() -> Assignment {
    let call = Call {
        args: vec![ARGUMENT.into()],
        ..Call::default()
    };
    Assignment {
        work: Work::of_calls(&[call], &["summarise".to_owned()]),
        source: Arc::from(SOURCE.as_bytes()),
        file: "/app/solution.py".to_owned(),
        cwd: "/app".to_owned(),
        coverage: true,
    }
}

fn in_sandbox(python: &Python, assignment: &Assignment) {
    let mut world = python.world().clone();
    world.seed = "bench".to_owned();
    let finished = python
        .execute(assignment, world, Limits::default(), Streams::default())
        .expect("the sandbox works");
    let outcome = &finished.execution.calls[0].outcome;
    assert!(matches!(outcome, CallOutcome::Returned(_)), "{outcome:?}");
}

fn natively() {
    let code = format!("{SOURCE}\nprint(summarise({ARGUMENT:?}))");
    let output = Command::new("python3")
        .args(["-c", &code])
        .output()
        .expect("python3 is installed");
    assert!(output.status.success());
}

fn open() -> Python {
    let home = Home::locate(None).expect("there is a cache folder");
    Python::open(&home, &FetchSettings::from_env(), Check::Quick, &Silent).expect("set-up works")
}

fn small_test(criterion: &mut Criterion) {
    let python = open();
    let assignment = assignment();
    let mut group = criterion.benchmark_group("small test");
    group.sample_size(50);
    group.bench_function("in the sandbox", |b| {
        b.iter(|| in_sandbox(&python, &assignment));
    });
    group.sample_size(10);
    group.bench_function("native python3", |b| b.iter(natively));
    group.finish();
}

/// Both in turn, so that a busy machine slows both.
fn ratio() {
    let python = open();
    let assignment = assignment();
    let timed = |work: &dyn Fn()| {
        let started = Instant::now();
        work();
        started.elapsed()
    };
    let mut sandbox = Vec::new();
    let mut native = Vec::new();
    in_sandbox(&python, &assignment);
    for _ in 0..20 {
        native.push(timed(&natively));
        for _ in 0..10 {
            sandbox.push(timed(&|| in_sandbox(&python, &assignment)));
        }
    }
    let (sandbox, native) = (median(sandbox), median(native));
    println!(
        "median in the sandbox {:.2} ms, native python3 {:.1} ms: {:.1} times faster",
        sandbox.as_secs_f64() * 1e3,
        native.as_secs_f64() * 1e3,
        native.as_secs_f64() / sandbox.as_secs_f64()
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

criterion_group!(benches, small_test);

fn main() {
    // Guests need a larger stack than the main thread may have.
    std::thread::Builder::new()
        .stack_size(engine::THREAD_STACK)
        .spawn(|| {
            benches();
            ratio();
        })
        .expect("the system gives a thread")
        .join()
        .expect("the benchmark doesn't panic");
}
