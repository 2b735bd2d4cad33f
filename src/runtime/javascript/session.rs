//! The execution of a candidate: one test in a fresh guest, which the host leads step by step.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::instrument::{self, Dialect};
use super::text::Text;
use crate::runtime::job::CallInput;
use crate::runtime::{Assignment, Program, Streams, Work};
use crate::sandbox::execution::{CallOutcome, Coverage, Ended, EntryFound, EntryMatch};
use crate::sandbox::vfs::{FileContent, GuestPath, Mode};
use crate::sandbox::{
    Answer, Finished, Guest, Image, Job, Limits, SandboxError, Step, USER, World,
};

/// Where the guest's programs believe the interpreter to be.
const EXECUTABLE: &str = "/usr/local/bin/node";

/// What the driver is told of the process.
#[derive(Serialize)]
struct Process<'a> {
    argv: Vec<&'a str>,
    env: serde_json::Map<String, Json>,
    cwd: &'a str,
    terminals: [bool; 3],
}

/// What it is told of the candidate.
#[derive(Serialize)]
struct Candidate<'a> {
    file: &'a str,
    kind: &'static str,
    counters: usize,
    counter: Option<&'a str>,
    marker: Option<&'a str>,
    bindings: &'a [String],
    callbacks: &'a [String],
}

/// What it answers.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Told {
    /// Always true.
    Loaded(#[expect(dead_code, reason = "the form is what counts")] bool),
    Returned(Json),
    Raised {
        type_name: String,
        message: String,
        line: Option<u32>,
    },
}

/// What it answers when it is asked for a function.
#[derive(Deserialize)]
#[serde(untagged)]
enum Sought {
    Found {
        found: String,
        how: EntryMatch,
    },
    None {
        public: Vec<String>,
    },
    Failed {
        #[expect(dead_code, reason = "the form is what counts")]
        raised: Json,
    },
}

/// Executes an assignment.
pub(super) fn execute(
    image: &Image,
    text: &Text,
    assignment: &Assignment,
    mut world: World,
    limits: Limits,
    streams: Streams,
) -> Result<Finished, SandboxError> {
    if let Ok(path) = GuestPath::new(assignment.file.as_bytes()) {
        let source = FileContent::from(&assignment.source[..]);
        // A world may hold a folder in that place; then the candidate is in memory only.
        let _ = world.files.seed_file(&path, source, Mode::new(0o644), USER);
    }
    let process = process(assignment, &world, streams.terminals);
    let found = program_file(assignment, &world);
    let mut conversation = Conversation {
        guest: Guest::start(image, streams.into_setup(world, limits, Job::default()))?,
        text,
        assignment,
        found,
        counted: assignment.coverage && text.instrumented.is_some(),
        entries: Vec::new(),
        counters: None,
    };
    conversation.guest.start_interpreter()?;
    let step = match conversation.work(&process) {
        Ok(()) => Step::Returned(0),
        Err(Stop::Ended(step)) => step,
        Err(Stop::Failed(error)) => return Err(error),
    };
    let coverage = conversation.coverage();
    let mut finished = conversation.guest.finish(step);
    finished.execution.coverage = coverage;
    finished.execution.entries = conversation.entries;
    Ok(finished)
}

fn process(assignment: &Assignment, world: &World, terminals: [bool; 3]) -> String {
    // As node does: the program by its file, none for a text on the command line.
    let argv: Vec<&str> = match &assignment.work {
        Work::Program { argv, program } => {
            let named = match program {
                Program::Candidate { file, .. } | Program::File { file } => Some(file.as_str()),
                Program::Module { module } => Some(module.as_str()),
                Program::Stdin { .. } => Some("-"),
                Program::Code { .. } => None,
            };
            let rest = argv.iter().skip(1).map(String::as_str);
            named.into_iter().chain(rest).collect()
        }
        Work::Calls { .. } => vec![&assignment.file],
    };
    let env = world.environment.iter();
    let env = env.map(|(name, value)| (name.clone(), Json::from(value.as_str())));
    let process = Process {
        argv: std::iter::once(EXECUTABLE).chain(argv).collect(),
        env: env.collect(),
        cwd: &assignment.cwd,
        terminals,
    };
    serde_json::to_string(&process).expect("it is plain data")
}

/// The dialect of a program that is a file of the guest, as node tells it by the text where the name doesn't.
fn program_file(assignment: &Assignment, world: &World) -> Dialect {
    let Work::Program {
        program: Program::File { file },
        ..
    } = &assignment.work
    else {
        return Dialect::CommonJs;
    };
    let text = GuestPath::new(file.as_bytes())
        .ok()
        .and_then(|path| world.files.read_file(&path));
    text.map_or(Dialect::CommonJs, |text| {
        instrument::read(&String::from_utf8_lossy(&text), file).dialect
    })
}

/// Why the work goes no further.
enum Stop {
    /// The guest ended, or came to its end.
    Ended(Step),
    /// The system failed.
    Failed(SandboxError),
}

impl From<SandboxError> for Stop {
    fn from(error: SandboxError) -> Self {
        Self::Failed(error)
    }
}

struct Conversation<'a> {
    guest: Guest,
    text: &'a Text,
    assignment: &'a Assignment,
    /// The dialect of a program that is a file of the guest.
    found: Dialect,
    /// Whether the text with counters is run.
    counted: bool,
    entries: Vec<EntryFound>,
    /// Where the counters lie.
    counters: Option<(u32, u32)>,
}

impl Conversation<'_> {
    fn work(&mut self, process: &str) -> Result<(), Stop> {
        self.ask("start", &[process])?;
        match &self.assignment.work {
            Work::Calls { functions, calls } => self.calls(functions, calls),
            Work::Program { program, .. } => self.program(program),
        }
    }

    fn calls(&mut self, functions: &[String], calls: &[CallInput]) -> Result<(), Stop> {
        self.begin(&self.assignment.file, self.text.dialect)?;
        self.guest.candidate_begins();
        let source = self.source();
        match self.answer("load", &[&source])? {
            Told::Loaded(_) => {}
            Told::Raised {
                type_name,
                message,
                line,
            } => {
                return Err(Stop::Ended(Step::Ended(Ended::LoadFailed {
                    type_name,
                    message,
                    line,
                })));
            }
            Told::Returned(_) => return Err(forged()),
        }
        self.check()?;
        let alone = if functions.len() == 1 { "alone" } else { "" };
        for function in functions {
            self.find(function, alone)?;
        }
        for (number, call) in (0..).zip(calls) {
            self.call(number, call)?;
        }
        self.aftermath(calls.len())?;
        self.guest.complete();
        Ok(())
    }

    /// What the calls left to do: timers, and promises that nobody waits for. It counts as the last call's doing, which most
    /// often it is.
    fn aftermath(&mut self, calls: usize) -> Result<(), Stop> {
        let last = calls.checked_sub(1).and_then(|last| last.try_into().ok());
        let before = last.map(|number| self.guest.begin_call(number));
        self.ask("finish", &[])?;
        self.go_on()?;
        self.check()?;
        if let Some(before) = before {
            self.guest.end_call(before);
        }
        Ok(())
    }

    fn find(&mut self, function: &str, alone: &str) -> Result<(), Stop> {
        let answer = self.ask("find", &[function, alone])?.unwrap_or_default();
        match serde_json::from_str(&answer).map_err(|_| forged())? {
            Sought::Found { found, how } => self.entries.push(EntryFound {
                wanted: function.to_owned(),
                found,
                how,
            }),
            Sought::None { public } => {
                return Err(Stop::Ended(Step::Ended(Ended::NoEntry {
                    wanted: function.to_owned(),
                    public,
                })));
            }
            Sought::Failed { .. } => {
                return Err(Stop::Ended(Step::Ended(Ended::NoEntry {
                    wanted: function.to_owned(),
                    public: Vec::new(),
                })));
            }
        }
        Ok(())
    }

    fn call(&mut self, number: u32, call: &CallInput) -> Result<(), Stop> {
        let arguments = Json::from(call.args.iter().map(exact).collect::<Vec<_>>()).to_string();
        let before = self.guest.begin_call(number);
        let told = self.answer("call", &[&number.to_string(), &call.function, &arguments]);
        let checked = match &told {
            Ok(_) => self.check(),
            Err(_) => Ok(()),
        };
        let fuel = self.guest.end_call(before);
        let outcome = match told? {
            Told::Returned(value) => CallOutcome::Returned(value),
            Told::Raised {
                type_name,
                message,
                line,
            } => CallOutcome::Raised {
                type_name,
                message,
                line,
            },
            Told::Loaded(_) => return Err(forged()),
        };
        self.guest.keep_outcome(outcome, fuel);
        checked
    }

    fn program(&mut self, program: &Program) -> Result<(), Stop> {
        let (file, source) = match program {
            Program::Candidate { file, .. } => (file.clone(), Some(self.source())),
            Program::File { file } => (file.clone(), None),
            Program::Code { code } => ("[eval]".to_owned(), Some(code.clone())),
            Program::Module { module } => (module.clone(), None),
            Program::Stdin { .. } => ("[stdin]".to_owned(), None),
        };
        let dialect = match (program, &source) {
            (Program::Candidate { .. }, _) => self.text.dialect,
            (_, Some(text)) => instrument::read(text, "eval.js").dialect,
            _ => self.found,
        };
        self.counted &= matches!(program, Program::Candidate { .. });
        self.begin(&file, dialect)?;
        self.guest.candidate_begins();
        let first = match (&source, program) {
            (Some(text), _) => self.answer("run", &[text]),
            (None, Program::Stdin { .. }) => self.answer("run_stdin", &[]),
            (None, _) => self.answer("run_file", &[&file]),
        };
        if let Told::Raised { .. } = first? {
            return Err(forged());
        }
        loop {
            self.go_on()?;
            self.check()?;
            // A text where the program wants to go on; otherwise this ends the guest.
            if self.ask("exit", &[])?.is_none() {
                return Err(forged());
            }
        }
    }

    /// Lets the driver report what became of the language's prototypes, if anything did.
    fn check(&mut self) -> Result<(), Stop> {
        if self.guest.has_changed() {
            self.ask("check", &[])?;
        }
        Ok(())
    }

    /// Tells the driver of the candidate, and notes where its counters lie.
    fn begin(&mut self, file: &str, dialect: Dialect) -> Result<(), Stop> {
        let instrumented = self.text.instrumented.as_ref().filter(|_| self.counted);
        let candidate = Candidate {
            file,
            kind: match dialect {
                Dialect::CommonJs => "commonjs",
                Dialect::Module => "module",
            },
            counters: instrumented.map_or(0, |text| text.lines.len()),
            counter: instrumented.map(|text| &*text.counter),
            marker: instrumented.map(|text| &*text.marker),
            bindings: &self.text.bindings,
            callbacks: &self.text.callbacks,
        };
        let candidate = serde_json::to_string(&candidate).expect("it is plain data");
        self.ask("begin", &[&candidate])?;
        if self.counted {
            self.counters = self.guest.bytes_of_driver("counters")?;
        }
        self.guest.watch("watched")?;
        Ok(())
    }

    /// The text to run.
    fn source(&self) -> String {
        match &self.text.instrumented {
            Some(instrumented) if self.counted => instrumented.text.clone(),
            _ => String::from_utf8_lossy(&self.text.original).into_owned(),
        }
    }

    /// Asks the driver for something that it has at once.
    fn ask(&mut self, function: &str, arguments: &[&str]) -> Result<Option<String>, Stop> {
        match self.guest.ask_driver(function, arguments)? {
            Ok(Answer::Text(text)) => Ok(Some(text)),
            Ok(Answer::Nothing) => Ok(None),
            Ok(Answer::Threw(why)) => Err(self.broken(&why)),
            Err(step) => Err(Stop::Ended(step)),
        }
    }

    /// Lets the event loop go on until nothing is left to do.
    fn go_on(&mut self) -> Result<Option<String>, Stop> {
        match self.guest.let_go_on()? {
            Ok(Answer::Text(text)) => Ok(Some(text)),
            Ok(Answer::Nothing) => Ok(None),
            Ok(Answer::Threw(why)) => Err(self.broken(&why)),
            Err(step) => Err(Stop::Ended(step)),
        }
    }

    /// Asks the driver for something that may take its time.
    fn answer(&mut self, function: &str, arguments: &[&str]) -> Result<Told, Stop> {
        let text = match self.ask(function, arguments)? {
            Some(text) => text,
            None => self.go_on()?.unwrap_or_default(),
        };
        serde_json::from_str(&text).map_err(|_| forged())
    }

    /// The driver's functions don't throw, unless the guest ran out of memory.
    fn broken(&self, why: &str) -> Stop {
        if self.guest.was_refused_memory() {
            return Stop::Ended(Step::Ended(Ended::OutOfMemory));
        }
        broken(why)
    }

    /// Which lines ran, by the counters; also after the guest was stopped.
    fn coverage(&self) -> Option<Coverage> {
        if !self.counted {
            return None;
        }
        let lines = &self.text.instrumented.as_ref()?.lines;
        let (start, length) = self.counters?;
        let bytes = self.guest.memory_at(start, start.saturating_add(length))?;
        let sorted = |mut lines: Vec<u32>| {
            lines.sort_unstable();
            lines.dedup();
            lines
        };
        let ran = lines.iter().zip(bytes).filter(|(_, count)| **count != 0);
        Some(Coverage {
            hit: sorted(ran.map(|(line, _)| *line).collect()),
            lines: sorted(lines.clone()),
        })
    }
}

/// What the driver doesn't do: it has been tampered with, or ran out of something.
fn broken(why: &str) -> Stop {
    tracing::debug!("the driver failed: {why}");
    let reason = format!(
        "the driver failed: {}",
        why.lines().next().unwrap_or_default()
    );
    Stop::Ended(Step::Ended(Ended::Trapped { reason }))
}

/// An answer that the driver doesn't give.
fn forged() -> Stop {
    broken("an answer that can't be")
}

/// Whole numbers that a number of the language can't hold, written so that they become BigInts.
fn exact(json: &Json) -> Json {
    const SAFE: i64 = (1 << 53) - 1;
    match json {
        Json::Number(number) => match number.as_i64() {
            Some(whole) if !(-SAFE..=SAFE).contains(&whole) => {
                serde_json::json!({ "$int": whole.to_string() })
            }
            _ => json.clone(),
        },
        Json::Array(items) => items.iter().map(exact).collect(),
        Json::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), exact(value)))
            .collect(),
        _ => json.clone(),
    }
}
