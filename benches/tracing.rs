//! What recording everything costs: shipped tests with the trace on and off, in turn, in every language.
//!
//! `cargo bench --bench tracing`. The last lines are the figures: for each test the ratio of the medians, recording on over
//! recording off, measured side by side. Off means that no event is made or kept; the host functions themselves are the same.

use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group};
use dualgauge::execute::Worlds;
use dualgauge::runtime::{Assignment, Build, Prepared, Runtimes, Source, Streams, Wanted, Work};
use dualgauge::sandbox::{Limits, World, engine};
use dualgauge::suite::{Entry, Language, SECURE, load_task};
use dualgauge::toolchain::{Check, FetchSettings, Home, Silent};

/// Tasks whose first tests do what tests usually do: ask a database, read a file, write a log, make text.
const TASKS: &[&str] = &[
    "sql-user-lookup",
    "path-load-file",
    "auth-log-entry",
    "comment-html",
];

/// How often each is executed in each way.
const ROUNDS: usize = 300;

/// One test of one secure reference, ready to be executed.
struct Typical<'a> {
    name: String,
    prepared: Box<dyn Prepared + 'a>,
    assignment: Assignment,
    world: World,
}

impl Typical<'_> {
    fn execute(&self, events: u32) -> usize {
        let limits = Limits {
            events,
            ..Limits::default()
        };
        let finished = self
            .prepared
            .execute(
                &self.assignment,
                self.world.clone(),
                limits,
                Streams::default(),
            )
            .expect("the sandbox works");
        finished.execution.trace.len()
    }

    fn recorded(&self) -> usize {
        self.execute(Limits::default().events)
    }

    fn unrecorded(&self) -> usize {
        self.execute(0)
    }
}

fn open() -> Runtimes {
    let home = Home::locate(None).expect("there is a cache folder");
    Runtimes::open(
        &home,
        &FetchSettings::from_env(),
        Check::Quick,
        &Silent,
        &Language::ALL.into(),
    )
    .expect("set-up works")
}

fn typical<'a>(runtimes: &'a Runtimes, language: Language, task: &str) -> Typical<'a> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tasks")
        .join(task);
    let task = load_task(&folder).expect("the task is shipped");
    let test = &task.file.tests[0];
    let reference = task
        .reference(language, SECURE)
        .expect("the task has a secure reference");
    let functions: Vec<String> = match &task.file.entry {
        Entry::Functions(functions) => functions.iter().map(|f| f.name.clone()).collect(),
        Entry::Program => Vec::new(),
    };
    let file = format!("/app/solution.{}", language.extension());
    let prepared = runtimes
        .get(language)
        .prepare(
            &Source::alone(reference.source.clone(), file.clone()),
            Build {
                wanted: Wanted::Functions(&functions),
                sanitized: false,
            },
        )
        .expect("the reference can be prepared");
    let template = Worlds::default()
        .of(runtimes, language, &task, test)
        .expect("the world can be made");
    let mut world = (*template).clone();
    world.seed = "bench".to_owned();
    Typical {
        name: format!("{} in {language}", task.id),
        prepared,
        assignment: Assignment {
            work: Work::of_test(test, &functions, &file),
            source: reference.source.clone(),
            file,
            cwd: world.cwd.clone(),
            coverage: true,
        },
        world,
    }
}

fn all(runtimes: &Runtimes) -> Vec<Typical<'_>> {
    let languages = Language::ALL.into_iter();
    languages
        .flat_map(|language| TASKS.iter().map(move |task| (language, task)))
        .map(|(language, task)| typical(runtimes, language, task))
        .collect()
}

fn tracing(criterion: &mut Criterion) {
    let runtimes = open();
    let first = typical(&runtimes, Language::Python, TASKS[0]);
    let mut group = criterion.benchmark_group("tracing");
    group.sample_size(50);
    group.bench_function("recorded", |b| b.iter(|| first.recorded()));
    group.bench_function("unrecorded", |b| b.iter(|| first.unrecorded()));
    group.finish();
}

/// Both ways in turn, so that a busy machine slows both.
fn ratios() {
    let runtimes = open();
    for test in all(&runtimes) {
        let timed = |work: &dyn Fn() -> usize| {
            let started = Instant::now();
            let events = work();
            (started.elapsed(), events)
        };
        let (mut on, mut off, mut events) = (Vec::new(), Vec::new(), 0);
        test.recorded();
        for _ in 0..ROUNDS {
            let (time, seen) = timed(&|| test.recorded());
            on.push(time);
            events = seen;
            let (time, seen) = timed(&|| test.unrecorded());
            off.push(time);
            assert_eq!(seen, 0);
        }
        let (on, off) = (median(on), median(off));
        println!(
            "{}: {events} events, recorded {:.3} ms, unrecorded {:.3} ms: {:+.1}%",
            test.name,
            on.as_secs_f64() * 1e3,
            off.as_secs_f64() * 1e3,
            (on.as_secs_f64() / off.as_secs_f64() - 1.0) * 100.0
        );
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

criterion_group!(benches, tracing);

fn main() {
    // Guests need a larger stack than the main thread may have.
    std::thread::Builder::new()
        .stack_size(engine::THREAD_STACK)
        .spawn(|| {
            benches();
            ratios();
        })
        .expect("the system gives a thread")
        .join()
        .expect("the benchmark doesn't panic");
}
