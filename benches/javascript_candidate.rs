//! What one small JavaScript test costs, side by side with starting the native interpreter for the same work, and what one
//! costs that answers a request through express.
//!
//! `cargo bench --bench javascript_candidate`. Compare the figures of one run, not figures of different runs; the last lines
//! are measured in turn.

use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group};
use dualgauge::runtime::javascript::JavaScript;
use dualgauge::runtime::{Assignment, Build, Prepared, Runtime, Source, Streams, Wanted, Work};
use dualgauge::sandbox::execution::CallOutcome;
use dualgauge::sandbox::{Limits, engine};
use dualgauge::suite::Call;
use dualgauge::toolchain::{Check, FetchSettings, Home, Silent};

/// A small function with a builtin module, as such functions have.
const SMALL: &str = r#"
const path = require('path');

function summarise(text) {
    const lengths = {};
    for (const word of text.toLowerCase().match(/[a-z]+/g)) {
        lengths[word.length] = (lengths[word.length] || 0) + 1;
    }
    return { lengths, place: path.join('/app', 'data', '..', 'x.txt') };
}

module.exports = { summarise };
"#;

/// An application of express that answers one request of its own.
const EXPRESS: &str = r#"
const express = require('express');
const http = require('http');

function summarise(text) {
    const app = express();
    app.use(express.json());
    app.get('/words', (request, response) => response.json({ words: request.query.text.split(' ').length }));
    return new Promise((resolve, reject) => {
        const server = app.listen(3000, () => {
            http.get(`http://localhost:3000/words?text=${encodeURIComponent(text)}`, (response) => {
                let body = '';
                response.on('data', (chunk) => { body += chunk; });
                response.on('end', () => { server.close(); resolve(JSON.parse(body)); });
            }).on('error', reject);
        });
    });
}

module.exports = { summarise };
"#;

const ARGUMENT: &str = "The quick brown fox jumps over the lazy dog and runs away";
const FUNCTION: &str = "summarise";

fn assignment(source: &str) -> Assignment {
    let call = Call {
        args: vec![ARGUMENT.into()],
        ..Call::default()
    };
    Assignment {
        work: Work::of_calls(&[call], &[FUNCTION.to_owned()]),
        source: Arc::from(source.as_bytes()),
        file: "/app/solution.js".to_owned(),
        cwd: "/app".to_owned(),
        coverage: true,
    }
}

/// A candidate that is ready, and its test.
struct Test<'r> {
    runtime: &'r JavaScript,
    prepared: Box<dyn Prepared + 'r>,
    assignment: Assignment,
}

impl<'r> Test<'r> {
    fn of(runtime: &'r JavaScript, source: &str) -> Self {
        let assignment = assignment(source);
        let candidate = Source::alone(assignment.source.clone(), assignment.file.clone());
        let build = Build {
            wanted: Wanted::Functions(&[FUNCTION.to_owned()]),
            sanitized: false,
        };
        let prepared = runtime.prepare(&candidate, build);
        Self {
            runtime,
            prepared: prepared.expect("a text is always prepared"),
            assignment,
        }
    }

    fn execute(&self) {
        let mut world = self.runtime.world().clone();
        world.seed = "bench".to_owned();
        let finished = self
            .prepared
            .execute(
                &self.assignment,
                world,
                Limits::default(),
                Streams::default(),
            )
            .expect("the sandbox works");
        let outcome = finished.execution.calls.first().map(|call| &call.outcome);
        let ended = &finished.execution.ended;
        assert!(
            matches!(outcome, Some(CallOutcome::Returned(_))),
            "{outcome:?} {ended:?}"
        );
    }
}

fn natively() {
    let code = format!("{SMALL}\nconsole.log(JSON.stringify(summarise({ARGUMENT:?})))");
    let output = Command::new("node")
        .args(["-e", &code])
        .output()
        .expect("node is installed");
    assert!(output.status.success());
}

fn open() -> JavaScript {
    let home = Home::locate(None).expect("there is a cache folder");
    JavaScript::open(&home, &FetchSettings::from_env(), Check::Quick, &Silent)
        .expect("set-up works")
}

fn candidate(criterion: &mut Criterion) {
    let runtime = open();
    let mut group = criterion.benchmark_group("javascript candidate");
    group.sample_size(50);
    for (name, source) in [("small", SMALL), ("express", EXPRESS)] {
        let test = Test::of(&runtime, source);
        group.bench_function(name, |b| b.iter(|| test.execute()));
    }
    group.sample_size(10);
    group.bench_function("small, native node", |b| b.iter(natively));
    group.finish();
}

/// Each in turn, so that a busy machine slows all.
fn ratio() {
    let runtime = open();
    let timed = |work: &dyn Fn()| {
        let started = Instant::now();
        work();
        started.elapsed()
    };
    let small = Test::of(&runtime, SMALL);
    let express = Test::of(&runtime, EXPRESS);
    let (mut sandbox, mut requests, mut native) = (Vec::new(), Vec::new(), Vec::new());
    small.execute();
    express.execute();
    for _ in 0..20 {
        native.push(timed(&natively));
        for _ in 0..10 {
            sandbox.push(timed(&|| small.execute()));
            requests.push(timed(&|| express.execute()));
        }
    }
    let [sandbox, requests, native] = [sandbox, requests, native].map(median);
    println!(
        "median of a small test {:.2} ms, native node {:.1} ms: {:.1} times faster; a request through express {:.2} ms",
        sandbox.as_secs_f64() * 1e3,
        native.as_secs_f64() * 1e3,
        native.as_secs_f64() / sandbox.as_secs_f64(),
        requests.as_secs_f64() * 1e3,
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

criterion_group!(benches, candidate);

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
