//! Candidates through the library: read and executed as in a trial.

// Each test binary uses a part of it.
#![allow(dead_code)]

#[path = "../support/set_up.rs"]
mod set_up;

use std::sync::{Arc, OnceLock};

use dualgauge::execute::on_pool;
use dualgauge::runtime::{
    Assignment, Build, Program, Runtime, Runtimes, Source, Streams, Wanted, Work,
};
use dualgauge::sandbox::execution::{CallOutcome, Execution};
use dualgauge::sandbox::vfs::{GuestPath, Mode};
use dualgauge::sandbox::{HOME_FOLDER, Limits, USER};
use dualgauge::suite::{Call, Language};
use serde_json::{Value as Json, json};

/// JavaScript, set up and opened once.
pub fn javascript() -> &'static dyn Runtime {
    static RUNTIMES: OnceLock<Runtimes> = OnceLock::new();
    let runtimes = RUNTIMES.get_or_init(|| set_up::runtimes([Language::Javascript]));
    runtimes.get(Language::Javascript)
}

/// A candidate of one file.
#[derive(Clone, Debug)]
pub struct Candidate {
    text: Vec<u8>,
    file: String,
    /// Other files of its world, by path.
    beside: Vec<(String, Vec<u8>)>,
    seed: String,
    coverage: bool,
}

impl Candidate {
    /// A script or a module, as its text tells.
    pub fn new(text: impl AsRef<[u8]>) -> Self {
        Self::named("solution.js", text)
    }

    /// A file of another name.
    pub fn named(file: &str, text: impl AsRef<[u8]>) -> Self {
        Self {
            text: text.as_ref().to_vec(),
            file: format!("{HOME_FOLDER}/{file}"),
            beside: Vec::new(),
            seed: "a test".to_owned(),
            coverage: true,
        }
    }

    /// With a further file in its folder.
    pub fn beside(mut self, file: &str, text: impl AsRef<[u8]>) -> Self {
        let path = format!("{HOME_FOLDER}/{file}");
        self.beside.push((path, text.as_ref().to_vec()));
        self
    }

    /// Without counters in its text.
    pub fn plain(self) -> Self {
        Self {
            coverage: false,
            ..self
        }
    }

    /// With another seed of the random source.
    pub fn seeded(self, seed: &str) -> Self {
        Self {
            seed: seed.to_owned(),
            ..self
        }
    }

    /// Makes calls in one guest.
    pub fn call(&self, calls: &[(&str, Json)]) -> Execution {
        let mut functions: Vec<String> = Vec::new();
        for (name, _) in calls {
            if !functions.iter().any(|one| one == name) {
                functions.push((*name).to_owned());
            }
        }
        let calls: Vec<Call> = calls
            .iter()
            .map(|(function, args)| {
                serde_json::from_value(json!({ "function": function, "args": args })).unwrap()
            })
            .collect();
        let work = Work::of_calls(&calls, &functions);
        self.execute(Wanted::Functions(&functions), work, b"")
    }

    /// Runs it as a program.
    pub fn program(&self, arguments: &[&str], stdin: &[u8]) -> Execution {
        let program = Program::Candidate {
            source: true,
            file: self.file.clone(),
        };
        let words = std::iter::once(&*self.file).chain(arguments.iter().copied());
        let argv = words.map(str::to_owned).collect();
        self.execute(Wanted::Program, Work::Program { argv, program }, stdin)
    }

    fn execute(&self, wanted: Wanted<'_>, work: Work, stdin: &[u8]) -> Execution {
        let runtime = javascript();
        let text: Arc<[u8]> = Arc::from(&*self.text);
        let source = Source::alone(text.clone(), self.file.clone());
        let build = Build {
            wanted,
            sanitized: false,
        };
        let mut world = runtime.world().clone();
        world.seed.clone_from(&self.seed);
        if let Work::Program { argv, .. } = &work {
            world.arguments.clone_from(argv);
        }
        for (path, bytes) in &self.beside {
            let path = GuestPath::new(path.as_bytes()).unwrap();
            let files = &mut world.files;
            let seeded = files.seed_file(&path, &bytes[..], Mode::new(0o644), USER);
            seeded.unwrap();
        }
        let assignment = Assignment {
            work,
            source: text,
            file: self.file.clone(),
            cwd: HOME_FOLDER.to_owned(),
            coverage: self.coverage,
        };
        let streams = Streams {
            stdin: Some(dualgauge::sandbox::Input::bytes(stdin)),
            ..Streams::default()
        };
        on_pool(1, || {
            let prepared = runtime.prepare(&source, build).unwrap();
            let finished = prepared.execute(&assignment, world, Limits::default(), streams);
            finished.unwrap().execution
        })
    }
}

/// What a call gave, in one piece of JSON: the value, or the error's type, message and line.
pub fn outcome(outcome: &CallOutcome) -> Json {
    match outcome {
        CallOutcome::Returned(value) => value.clone(),
        CallOutcome::Raised {
            type_name,
            message,
            line,
        } => json!({ "raised": type_name, "message": message, "line": line }),
    }
}

/// What the calls of an execution gave.
pub fn outcomes(execution: &Execution) -> Vec<Json> {
    let calls = execution.calls.iter();
    calls.map(|call| outcome(&call.outcome)).collect()
}
