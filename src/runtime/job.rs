//! The job that a driver in the guest is given: the inputs of one test, and nothing of what is expected.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value as Json;

use crate::sandbox::Job;
use crate::suite::{Call, ProgramRun, Test};
use crate::value::Digest;

/// What a guest is to do: the `mode` of `runtimes/README.md`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "mode", rename_all = "snake_case")]
pub enum Work {
    /// Load the candidate and make calls.
    Calls {
        /// The names of the functions that the calls need.
        functions: Vec<String>,
        /// The calls, in order.
        calls: Vec<CallInput>,
    },
    /// Run the candidate as a program.
    Program {
        /// The arguments, the program's name first.
        argv: Vec<String>,
        /// Which program.
        program: Program,
    },
}

/// The inputs of one call.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CallInput {
    /// The function's name as the task says it.
    pub function: String,
    /// The arguments in typed JSON.
    pub args: Vec<Json>,
}

/// What is run as a program, as the native interpreter's command line would say it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Program {
    /// The candidate's text, which the driver asks for, as if it stood in this file.
    Candidate {
        /// Always true.
        source: bool,
        /// The file that it stands for.
        file: String,
    },
    /// A file of the guest's file system.
    File {
        /// Its path.
        file: String,
    },
    /// Text on the command line (`-c`).
    Code {
        /// The text.
        code: String,
    },
    /// A module of the language (`-m`).
    Module {
        /// Its name.
        module: String,
    },
    /// Whatever standard input holds.
    Stdin {
        /// Always true.
        stdin: bool,
    },
}

/// Work on a candidate.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// What to do.
    pub work: Work,
    /// The candidate's text.
    pub source: Arc<[u8]>,
    /// The file of the guest that the candidate stands in.
    pub file: String,
    /// The current folder.
    pub cwd: String,
    /// Whether to tell which lines ran.
    pub coverage: bool,
}

impl Work {
    /// The inputs of a test's calls or of its program run. `functions` are those that the task declares; calls without
    /// a name mean the first.
    pub fn of_test(test: &Test, functions: &[String], file: &str) -> Self {
        match &test.program {
            Some(run) => Self::of_run(run, file),
            None => Self::of_calls(&test.calls, functions),
        }
    }

    /// The inputs of a program's run.
    pub fn of_run(run: &ProgramRun, file: &str) -> Self {
        Self::Program {
            argv: std::iter::once(file.to_owned())
                .chain(run.args.iter().cloned())
                .collect(),
            program: Program::Candidate {
                source: true,
                file: file.to_owned(),
            },
        }
    }

    /// The inputs of calls.
    pub fn of_calls(calls: &[Call], functions: &[String]) -> Self {
        let name = |call: &Call| {
            let first = functions.first().cloned().unwrap_or_default();
            call.function.clone().unwrap_or(first)
        };
        let mut wanted: Vec<String> = Vec::new();
        for call in calls {
            let name = name(call);
            if !wanted.contains(&name) {
                wanted.push(name);
            }
        }
        Self::Calls {
            functions: wanted,
            calls: calls
                .iter()
                .map(|call| CallInput {
                    function: name(call),
                    args: call.args.clone(),
                })
                .collect(),
        }
    }
}

impl Assignment {
    /// The job for the driver. `seed` names the execution; the token is drawn from it.
    pub fn job(&self, seed: &str) -> Job {
        #[derive(Serialize)]
        struct Text<'a> {
            #[serde(flatten)]
            work: &'a Work,
            file: &'a str,
            cwd: &'a str,
            coverage: bool,
        }
        let text = Text {
            work: &self.work,
            file: &self.file,
            cwd: &self.cwd,
            coverage: self.coverage,
        };
        Job {
            text: serde_json::to_string(&text).expect("a job is plain data"),
            source: self.source.clone(),
            token: Digest::of(format!("token {seed}").as_bytes()).short(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_holds_inputs_and_nothing_else() {
        let test: Test = serde_json::from_value(serde_json::json!({
            "name": "secret-name", "suite": "security", "about": "secret-about", "cwe": 22,
            "calls": [{ "args": ["in"], "expect": { "returns": "secret-expectation" } }],
            "rule": { "no_process": true },
        }))
        .unwrap();
        let assignment = Assignment {
            work: Work::of_test(&test, &["load".to_owned()], "/app/solution.py"),
            source: Arc::from(&b""[..]),
            file: "/app/solution.py".to_owned(),
            cwd: "/app".to_owned(),
            coverage: true,
        };
        let text = assignment.job("seed").text;
        assert!(text.contains("\"in\"") && text.contains("load"), "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
}
