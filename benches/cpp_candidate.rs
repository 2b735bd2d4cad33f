//! What a C++ candidate costs: compiling, linking, native compilation and a test, each by itself, and all of it side by side
//! with the native compiler.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dualgauge::runtime::cpp::{Cpp, Plan};
use dualgauge::runtime::{Assignment, Build, Program, Runtime, Source, Streams, Wanted, Work};
use dualgauge::sandbox::execution::Ended;
use dualgauge::sandbox::{Limits, engine};
use dualgauge::toolchain::{Check, FetchSettings, Home, Silent};

/// How often each is measured.
const ROUNDS: usize = 15;

fn open() -> Cpp {
    let home = Home::locate(None).expect("there is a cache folder");
    Cpp::open(&home, &FetchSettings::from_env(), Check::Quick, &Silent).expect("set-up works")
}

/// The phases of one candidate.
#[derive(Default)]
struct Phases {
    compile: Vec<Duration>,
    link: Vec<Duration>,
    load: Vec<Duration>,
    test: Vec<Duration>,
    all: Vec<Duration>,
    native: Vec<Duration>,
}

fn timed<T>(into: &mut Vec<Duration>, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = work();
    into.push(started.elapsed());
    result
}

fn measure(cpp: &Cpp, name: &str, sanitized: bool) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("benches/cpp/{name}.cpp"));
    let text: Arc<[u8]> = std::fs::read(&path).expect("the file is there").into();
    let file = "/app/solution.cpp".to_owned();
    let source = Source::alone(text.clone(), file.clone());
    let build = Build {
        wanted: Wanted::Program,
        sanitized,
    };
    let assignment = Assignment {
        work: Work::Program {
            argv: vec!["solution".to_owned()],
            program: Program::File { file: file.clone() },
        },
        source: text,
        file,
        cwd: "/app".to_owned(),
        coverage: true,
    };
    let mut phases = Phases::default();
    let output =
        std::env::temp_dir().join(format!("dualgauge-bench-{name}-{}", std::process::id()));
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let plan = Plan::new(&source, build);
        let objects = timed(&mut phases.compile, || cpp.compile(&plan));
        let objects = objects.expect("the sandbox works").expect("it compiles");
        let wasm = timed(&mut phases.link, || cpp.link(objects));
        let wasm = wasm.expect("the sandbox works").expect("it links");
        let ready = timed(&mut phases.load, || cpp.load(&plan, &source, wasm));
        let ready = ready.expect("the sandbox works").expect("it loads");
        phases.all.push(started.elapsed());
        for _ in 0..5 {
            let world = cpp.world().clone();
            let finished = timed(&mut phases.test, || {
                cpp.run(
                    &ready,
                    &assignment,
                    world,
                    Limits::default(),
                    Streams::default(),
                )
            });
            let ended = finished.expect("the sandbox works").execution.ended;
            assert!(matches!(ended, Ended::Exited { .. }), "{ended:?}");
        }
        timed(&mut phases.native, || {
            let status = Command::new("g++")
                .args(["-O1", "-std=c++20", "-o"])
                .args([&output, &path])
                .status()
                .expect("g++ is installed");
            assert!(status.success());
        });
    }
    let _ = std::fs::remove_file(&output);
    let ms = |times: Vec<Duration>| median(times).as_secs_f64() * 1e3;
    let (all, native) = (ms(phases.all), ms(phases.native));
    println!(
        "{name}{}: compile {:.0} ms, link {:.0} ms, machine code {:.0} ms, in all {all:.0} ms; a test {:.2} ms; \
         g++ -O1 {native:.0} ms: {:.1} times",
        if sanitized { " (sanitized)" } else { "" },
        ms(phases.compile),
        ms(phases.link),
        ms(phases.load),
        ms(phases.test),
        native / all
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn main() {
    // Guests need a larger stack than the main thread may have.
    engine::on_pool(1, || {
        let cpp = open();
        for sanitized in [false, true] {
            for name in ["small", "medium"] {
                measure(&cpp, name, sanitized);
            }
        }
    });
}
