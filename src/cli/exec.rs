//! `dualgauge exec`

use std::io::{BufWriter, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::Failure;
use super::setup::open_python;
use crate::runtime::python::{Python, Streams};
use crate::runtime::{Assignment, Program, Work};
use crate::sandbox::execution::{Ended, Execution};
use crate::sandbox::grants::Grant;
use crate::sandbox::trace::Origin;
use crate::sandbox::vfs::GuestPath;
use crate::sandbox::{Collector, Finished, HOME_FOLDER, Input, Limits, World, engine};
use crate::suite::Language;
use crate::toolchain::{Check, Home};

/// Arguments of `exec`.
#[derive(Args)]
#[command(after_help = "\
The program sees a virtual file system. Its current folder is /app; the host's files are there only as far as --dir grants
them. A relative folder is granted below /app, an absolute one under its own name, unless GUEST says otherwise. What the
program changes in granted folders is written to the host when it ends.

Examples:
  dualgauge exec prog.py a b                  as `python3 prog.py a b`
  dualgauge exec -c 'print(open(\"/etc/passwd\").read())'
  dualgauge exec --dir . --trace t.jsonl -m unittest
  dualgauge exec --dir data:/srv/data:ro report.py

The exit code is the program's own; 124 when a budget is exhausted, 134 when it crashed.")]
pub struct Arguments {
    /// The language; told from the program's extension otherwise.
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<Language>,
    /// Grant a folder of the host: HOST[:GUEST][:ro]. May be repeated.
    #[arg(long = "dir", value_name = "HOST[:GUEST][:ro]")]
    dirs: Vec<String>,
    /// Set a variable of the environment. May be repeated.
    #[arg(long = "env", value_name = "NAME=VALUE")]
    env: Vec<String>,
    /// Read standard input from a file.
    #[arg(long, value_name = "FILE")]
    stdin: Option<PathBuf>,
    /// Write the trace, one event a line in JSON.
    #[arg(long, value_name = "FILE")]
    trace: Option<PathBuf>,
    /// Budget of fuel: about one unit for each WebAssembly instruction.
    #[arg(long, value_name = "N", default_value_t = 1_000_000_000_000)]
    fuel: u64,
    /// Budget of memory in MiB.
    #[arg(long, value_name = "M", default_value_t = 1024)]
    max_memory: u64,
    /// Seed of the random source; the same seed gives the same run.
    #[arg(long, default_value = "exec")]
    seed: String,
    /// Run this text.
    #[arg(
        short = 'c',
        value_name = "CODE",
        conflicts_with = "module",
        allow_hyphen_values = true
    )]
    code: Option<String>,
    /// Run this module of the language.
    #[arg(short = 'm', value_name = "MODULE")]
    module: Option<String>,
    /// The program and its arguments; `-` reads the program from standard input.
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "PROGRAM"
    )]
    program: Vec<String>,
}

pub(super) fn run(arguments: Arguments, home: Option<PathBuf>) -> Result<u8, Failure> {
    let language = language(&arguments)?;
    if language != Language::Python {
        return Err(Failure::input(format!(
            "the language {language} can't be executed by this version"
        )));
    }
    let home = Home::locate(home)?;
    let python = open_python(&home, Check::Quick)?;
    let grants = grants(&arguments.dirs)?;
    let mut world = python.world().clone();
    world.seed.clone_from(&arguments.seed);
    for setting in &arguments.env {
        let (name, value) = setting
            .split_once('=')
            .ok_or_else(|| Failure::input(format!("--env {setting}: expected NAME=VALUE")))?;
        world.set_variable(name, value);
    }
    let assignment = assignment(&arguments)?;
    for grant in &grants {
        grant
            .mount(&mut world.files)
            .map_err(|error| Failure::input(error.to_string()))?;
    }
    let trace = arguments
        .trace
        .as_ref()
        .map(|path| {
            std::fs::File::create(path)
                .map_err(|error| Failure::input(format!("{}: {error}", path.display())))
        })
        .transpose()?;
    let finished = execute(&python, assignment, world, &arguments)?;
    for grant in &grants {
        grant
            .write_back(&finished.files)
            .map_err(|error| Failure::system(error.to_string()))?;
    }
    if let Some(file) = trace {
        write_trace(file, &finished.execution)
            .map_err(|error| Failure::system(format!("the trace can't be written: {error}")))?;
    }
    Ok(exit_code(&finished.execution))
}

fn language(arguments: &Arguments) -> Result<Language, Failure> {
    if let Some(language) = arguments.lang {
        return Ok(language);
    }
    let by_name = arguments
        .program
        .first()
        .filter(|_| arguments.code.is_none() && arguments.module.is_none())
        .and_then(|program| Path::new(program).extension())
        .and_then(|extension| {
            let extension = extension.to_string_lossy();
            Language::ALL
                .into_iter()
                .find(|language| language.extension() == extension)
        });
    // `-c`, `-m`, folders and files without an extension are Python's ways of starting.
    Ok(by_name.unwrap_or(Language::Python))
}

/// The folder of the guest that a folder or file of the host stands for.
fn guest_place(host: &Path) -> Result<GuestPath, Failure> {
    let bad = |why: &str| Failure::input(format!("{}: {why}", host.display()));
    let text = host.to_str().ok_or_else(|| bad("the name is not UTF-8"))?;
    if host.components().any(|part| part == Component::ParentDir) {
        return Err(bad(
            "a path with `..` needs a place in the guest: HOST:GUEST",
        ));
    }
    let path = if host.is_absolute() {
        text.to_owned()
    } else {
        format!("{HOME_FOLDER}/{text}")
    };
    GuestPath::normalized(path).map_err(|error| bad(&error.to_string()))
}

fn grants(dirs: &[String]) -> Result<Vec<Grant>, Failure> {
    dirs.iter()
        .map(|text| {
            let (text, writable) = match text.strip_suffix(":ro") {
                Some(rest) => (rest, false),
                None => (text.as_str(), true),
            };
            let (host, guest) = match text.split_once(':') {
                Some((host, guest)) => {
                    let guest = GuestPath::normalized(guest)
                        .map_err(|error| Failure::input(format!("--dir {text}: {error}")))?;
                    (Path::new(host), guest)
                }
                None => (Path::new(text), guest_place(Path::new(text))?),
            };
            Grant::open(host, guest, writable)
                .map_err(|error| Failure::input(format!("--dir {error}")))
        })
        .collect()
}

/// What the guest is to do, as the interpreter's own command line would say it.
fn assignment(arguments: &Arguments) -> Result<Assignment, Failure> {
    let mut source = Vec::new();
    let mut file = format!("{HOME_FOLDER}/program.py");
    let (first, program) = if let Some(code) = &arguments.code {
        ("-c".to_owned(), Program::Code { code: code.clone() })
    } else if let Some(module) = &arguments.module {
        (
            "-m".to_owned(),
            Program::Module {
                module: module.clone(),
            },
        )
    } else {
        let program = arguments.program.first().ok_or_else(|| {
            Failure::input("no program: name a file, or use -c CODE or -m MODULE".to_owned())
        })?;
        if program == "-" {
            ("-".to_owned(), Program::Stdin { stdin: true })
        } else {
            let path = Path::new(program);
            if path.is_dir() {
                file = guest_place(path)?.to_string();
                (program.clone(), Program::File { file: file.clone() })
            } else {
                source = std::fs::read(path)
                    .map_err(|error| Failure::input(format!("{program}: {error}")))?;
                file = match guest_place(path) {
                    Ok(place) => place.to_string(),
                    Err(_) => {
                        let name = path.file_name().unwrap_or_default().to_string_lossy();
                        format!("{HOME_FOLDER}/{name}")
                    }
                };
                let candidate = Program::Candidate {
                    source: true,
                    file: file.clone(),
                };
                (program.clone(), candidate)
            }
        }
    };
    let named = arguments.code.is_none() && arguments.module.is_none();
    let rest = arguments.program.iter().skip(usize::from(named)).cloned();
    Ok(Assignment {
        work: Work::Program {
            argv: std::iter::once(first).chain(rest).collect(),
            program,
        },
        source: Arc::from(source),
        file,
        cwd: HOME_FOLDER.to_owned(),
        coverage: false,
    })
}

/// Runs the guest on a thread whose stack is large enough for it.
fn execute(
    python: &Python,
    assignment: Assignment,
    world: World,
    arguments: &Arguments,
) -> Result<Finished, Failure> {
    let limits = Limits {
        fuel: arguments.fuel,
        memory: arguments.max_memory << 20,
        events: 1_000_000,
        wall: Duration::from_secs(7 * 24 * 3600),
        ..Limits::default()
    };
    let stdin = match &arguments.stdin {
        Some(path) => {
            let file = std::fs::File::open(path)
                .map_err(|error| Failure::input(format!("{}: {error}", path.display())))?;
            Input::Stream(Box::new(file))
        }
        None => Input::Stream(Box::new(std::io::stdin())),
    };
    let streams = Streams {
        stdin: Some(stdin),
        stdout: Some(Collector::passing_to(Box::new(std::io::stdout()))),
        stderr: Some(Collector::passing_to(Box::new(std::io::stderr()))),
    };
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(engine::THREAD_STACK)
            .spawn_scoped(scope, || {
                python.execute(&assignment, world, limits, streams)
            })
            .map_err(|error| Failure::system(format!("no thread could be started: {error}")))?
            .join()
            .map_err(|_| Failure::system("the sandbox panicked: this is a bug".to_owned()))?
            .map_err(Failure::from)
    })
}

fn write_trace(file: std::fs::File, execution: &Execution) -> std::io::Result<()> {
    let mut out = BufWriter::new(file);
    for event in &execution.trace {
        if event.origin != Origin::Runtime {
            serde_json::to_writer(&mut out, event)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()
}

/// The program's own exit code, or what a shell would see of a program that was stopped.
fn exit_code(execution: &Execution) -> u8 {
    const BUDGET: u8 = 124;
    const CRASH: u8 = 134;
    match &execution.ended {
        Ended::Completed => 0,
        Ended::Exited { code } => *code as u8,
        Ended::OutOfFuel => {
            eprintln!("dualgauge: the budget of fuel is used up (--fuel)");
            BUDGET
        }
        Ended::OutOfMemory => {
            eprintln!("dualgauge: the budget of memory is used up (--max-memory)");
            BUDGET
        }
        Ended::StackOverflow => {
            eprintln!("dualgauge: the stack overflowed");
            CRASH
        }
        Ended::Trapped { reason } => {
            eprintln!("dualgauge: the program crashed: {reason}");
            CRASH
        }
        Ended::LoadFailed { message, .. } => {
            eprintln!("dualgauge: {message}");
            1
        }
        Ended::NoEntry { .. } => 1,
    }
}
