//! Candidates through the library: compiled and executed as in a trial.

#[path = "../support/set_up.rs"]
mod set_up;

use std::sync::{Arc, OnceLock};

use dualgauge::execute::on_pool;
use dualgauge::runtime::{Assignment, Build, Runtime, Runtimes, Source, Streams, Wanted, Work};
use dualgauge::sandbox::execution::{CallOutcome, Execution};
use dualgauge::sandbox::{HOME_FOLDER, Limits};
use dualgauge::suite::{Call, Language};
use serde_json::{Value as Json, json};

/// C++, set up and opened once.
pub fn cpp() -> &'static dyn Runtime {
    static RUNTIMES: OnceLock<Runtimes> = OnceLock::new();
    let runtimes = RUNTIMES.get_or_init(|| set_up::runtimes([Language::Cpp]));
    runtimes.get(Language::Cpp)
}

/// A candidate of one file.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its text.
    pub text: Vec<u8>,
    /// The file that it stands in.
    pub file: String,
    /// Whether sanitizers watch.
    pub sanitized: bool,
}

impl Candidate {
    /// C++.
    pub fn new(text: impl AsRef<[u8]>) -> Self {
        Self::named("solution.cpp", text)
    }

    /// A file of another name.
    pub fn named(file: &str, text: impl AsRef<[u8]>) -> Self {
        Self {
            text: text.as_ref().to_vec(),
            file: format!("{HOME_FOLDER}/{file}"),
            sanitized: false,
        }
    }

    /// Watched by sanitizers.
    pub fn sanitized(self) -> Self {
        Self {
            sanitized: true,
            ..self
        }
    }

    /// Makes calls in one guest.
    pub fn call(&self, calls: &[(&str, Json)]) -> Execution {
        self.tests(&[calls]).remove(0)
    }

    /// Compiles once and makes the calls of each test in a guest of its own.
    pub fn tests(&self, tests: &[&[(&str, Json)]]) -> Vec<Execution> {
        let mut functions: Vec<String> = Vec::new();
        for (name, _) in tests.iter().copied().flatten() {
            if !functions.iter().any(|one| one == name) {
                functions.push((*name).to_owned());
            }
        }
        let works = tests.iter().map(|calls| {
            let calls: Vec<Call> = calls
                .iter()
                .map(|(function, args)| {
                    serde_json::from_value(json!({ "function": function, "args": args })).unwrap()
                })
                .collect();
            Work::of_calls(&calls, &functions)
        });
        self.execute(Wanted::Functions(&functions), works.collect(), b"")
    }

    /// Runs its `main`.
    pub fn program(&self, stdin: &[u8]) -> Execution {
        let program = dualgauge::runtime::Program::File {
            file: self.file.clone(),
        };
        let argv = vec![self.file.clone()];
        let work = Work::Program { argv, program };
        self.execute(Wanted::Program, vec![work], stdin).remove(0)
    }

    fn execute(&self, wanted: Wanted<'_>, works: Vec<Work>, stdin: &[u8]) -> Vec<Execution> {
        let runtime = cpp();
        let text: Arc<[u8]> = Arc::from(&*self.text);
        let source = Source::alone(text.clone(), self.file.clone());
        let build = Build {
            wanted,
            sanitized: self.sanitized,
        };
        on_pool(1, || {
            let prepared = runtime.prepare(&source, build).unwrap();
            let executions = works.into_iter().map(|work| {
                let mut world = runtime.world().clone();
                if let Work::Program { argv, .. } = &work {
                    world.arguments.clone_from(argv);
                }
                let assignment = Assignment {
                    work,
                    source: text.clone(),
                    file: self.file.clone(),
                    cwd: HOME_FOLDER.to_owned(),
                    coverage: true,
                };
                let streams = Streams {
                    stdin: Some(dualgauge::sandbox::Input::bytes(stdin)),
                    ..Streams::default()
                };
                let finished = prepared.execute(&assignment, world, Limits::default(), streams);
                finished.unwrap().execution
            });
            executions.collect()
        })
    }
}

/// What a call gave, in one piece of JSON: the value, or the exception's type, message and line.
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
