//! `dualgauge exec`

use std::collections::BTreeSet;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::Failure;
use super::setup::open_runtimes;
use super::sources;
use crate::runtime::{Assignment, Build, Program, Runtime, Source, Streams, Wanted, Work};
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
The program sees a virtual file system. Its current folder is /app; the host's files are there only as far as --dir \
grants them. A relative folder is granted below /app, an absolute one under its own name, unless GUEST says otherwise. \
What the program changes in granted folders is written to the host when it ends.

Examples:
  dualgauge exec prog.py a b                   as `python3 prog.py a b`
  dualgauge exec -c 'print(open(\"/etc/passwd\").read())'
  dualgauge exec --dir . -m unittest -v
  dualgauge exec --dir data:/srv/data:ro --trace events.jsonl report.py
  dualgauge exec prog.cpp a b                  compiled by clang in the sandbox, and run
  dualgauge exec server.js 8080                as `node server.js 8080`; .mjs and .cjs too
  dualgauge exec --lang javascript -c 'console.log(process.argv)' a
  dualgauge exec --sanitize -I include --source util.c main.c

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
    #[arg(long, value_name = "M", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(LEAST_MEMORY..=4096))]
    max_memory: u64,
    /// Seed of the random source; the same seed gives the same run.
    #[arg(long, default_value = "exec")]
    seed: String,
    /// A further source file of a program in C or C++. May be repeated.
    #[arg(long, value_name = "FILE")]
    pub(super) source: Vec<PathBuf>,
    /// A folder with files that a program in C or C++ includes. May be repeated.
    #[arg(short = 'I', long = "include", value_name = "FOLDER")]
    pub(super) include: Vec<PathBuf>,
    /// Let the sanitizers of C and C++ watch: memory and arithmetic mistakes go to the trace, and stop the program.
    #[arg(long)]
    sanitize: bool,
    /// Run this text; what follows are its arguments.
    #[arg(short = 'c', value_names = ["CODE", "ARGUMENT"], num_args = 1.., conflicts_with = "module", allow_hyphen_values = true)]
    code: Vec<String>,
    /// Run this module of the language; what follows are its arguments.
    #[arg(short = 'm', value_names = ["MODULE", "ARGUMENT"], num_args = 1.., allow_hyphen_values = true)]
    module: Vec<String>,
    /// The program and its arguments; `-` reads the program from standard input.
    #[arg(trailing_var_arg = true, value_name = "PROGRAM")]
    pub(super) program: Vec<String>,
}

/// The interpreter itself takes about 97 MiB.
const LEAST_MEMORY: u64 = 128;

pub(super) fn run(arguments: Arguments, home: Option<PathBuf>) -> Result<u8, Failure> {
    let language = language(&arguments)?;
    check_module(language, &arguments)?;
    let grants = grants(&arguments.dirs)?;
    let assignment = assignment(&arguments, &grants)?;
    let stdin = stdin(&arguments)?;
    let home = Home::locate(home)?;
    let runtimes = open_runtimes(&home, Check::Quick, &BTreeSet::from([language]))?;
    let runtime = runtimes.get(language);
    let world = world(runtime, &assignment, &grants, &arguments)?;
    let source = sources::gather(&arguments, &assignment, language)?;
    let trace = arguments.trace.as_ref().map(|path| {
        std::fs::File::create(path)
            .map_err(|error| unusable(format!("--trace {}", path.display()), &error))
    });
    let trace = trace.transpose()?;
    let finished = execute(runtime, &source, assignment, world, &arguments, stdin)?;
    if let Some(file) = trace {
        write_trace(file, &finished.execution)
            .map_err(|error| Failure::system(format!("the trace can't be written: {error}")))?;
    }
    let changes = finished.files.changes_since_seed();
    for (index, grant) in grants.iter().enumerate() {
        grant
            .write_back(&finished.files, &changes, &others(&grants, index))
            .map_err(|error| Failure::system(format!("a change can't be written: {error}")))?;
    }
    Ok(exit_code(&finished.execution))
}

pub(super) fn unusable(what: String, error: &std::io::Error) -> Failure {
    Failure::input(format!("{what}: {error}"))
}

fn world(
    runtime: &dyn Runtime,
    assignment: &Assignment,
    grants: &[Grant],
    arguments: &Arguments,
) -> Result<World, Failure> {
    let mut world = runtime.world().clone();
    if let Work::Program { argv, .. } = &assignment.work {
        world.arguments.clone_from(argv);
    }
    world.seed.clone_from(&arguments.seed);
    world.program_text = assignment.source.clone();
    if std::env::var_os("NO_COLOR").is_some() || !std::io::stdout().is_terminal() {
        world.set_variable("NO_COLOR", "1");
    }
    for setting in &arguments.env {
        let (name, value) = setting
            .split_once('=')
            .filter(|(name, _)| !name.is_empty())
            .ok_or_else(|| Failure::input(format!("--env {setting}: expected is NAME=VALUE")))?;
        world.set_variable(name, value);
    }
    for (index, grant) in grants.iter().enumerate() {
        grant
            .mount(&mut world.files, &others(grants, index))
            .map_err(|error| Failure::input(format!("--dir {error}")))?;
    }
    Ok(world)
}

fn language(arguments: &Arguments) -> Result<Language, Failure> {
    if let Some(language) = arguments.lang {
        return Ok(language);
    }
    let by_name = arguments
        .program
        .first()
        .filter(|_| arguments.code.is_empty() && arguments.module.is_empty())
        .and_then(|program| Path::new(program).extension())
        .and_then(|extension| {
            let extension = extension.to_string_lossy();
            Language::ALL
                .into_iter()
                .find(|language| language.extensions().contains(&&*extension))
        });
    // `-c`, `-m`, folders and files without an extension are Python's ways of starting.
    Ok(by_name.unwrap_or(Language::Python))
}

/// `-m` names a module of Python; other languages have nothing like it.
fn check_module(language: Language, arguments: &Arguments) -> Result<(), Failure> {
    if language == Language::Python || arguments.module.is_empty() {
        return Ok(());
    }
    let text = format!("-m is Python's way of starting a program; {language} has none");
    Err(Failure::input(text).with_help("name the program's file"))
}

/// The folder of the guest that a folder or file of the host stands for.
pub(super) fn guest_place(host: &Path) -> Result<GuestPath, String> {
    let text = host.to_str().ok_or("the name is not UTF-8")?;
    if host.components().any(|part| part == Component::ParentDir) {
        return Err("a path with `..` has no place in the guest of its own".to_owned());
    }
    let path = if host.is_absolute() {
        text.to_owned()
    } else {
        format!("{HOME_FOLDER}/{text}")
    };
    GuestPath::normalized(path).map_err(|error| error.to_string())
}

/// The granted folders, outer ones before those inside them.
fn grants(dirs: &[String]) -> Result<Vec<Grant>, Failure> {
    let mut grants = Vec::new();
    for text in dirs {
        grants.push((grant(text)?, text));
    }
    grants.sort_by_key(|(grant, _)| grant.guest().components().count());
    for (index, (inner, text)) in grants.iter().enumerate() {
        for (outer, _) in &grants[..index] {
            let why = if inner.guest() == outer.guest() {
                format!("{} is granted twice", inner.guest())
            } else if inner.guest().starts_with(outer.guest())
                && inner.is_writable()
                && !outer.is_writable()
            {
                format!("it lies in {}, which is read-only", outer.guest())
            } else {
                continue;
            };
            let text = format!("--dir {text}: {why}");
            return Err(Failure::input(text).with_help("give it another place: HOST:GUEST"));
        }
    }
    Ok(grants.into_iter().map(|(grant, _)| grant).collect())
}

/// The places of all grants but one.
fn others(grants: &[Grant], index: usize) -> Vec<&GuestPath> {
    grants
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index)
        .map(|(_, grant)| grant.guest())
        .collect()
}

fn grant(text: &str) -> Result<Grant, Failure> {
    let wrong =
        |why: &str, help: &str| Failure::input(format!("--dir {text}: {why}")).with_help(help);
    let (places, writable) = match text.strip_suffix(":ro") {
        Some(rest) => (rest, false),
        None => (text, true),
    };
    let (host, guest) = match places.split_once(':') {
        Some((host, guest)) if guest.starts_with('/') => {
            let place = GuestPath::normalized(guest);
            let place = place.map_err(|error| wrong(&error.to_string(), "choose another place"))?;
            (Path::new(host), place)
        }
        Some((_, guest)) => {
            let why = format!("the place in the guest, {guest:?}, is no absolute path");
            return Err(wrong(
                &why,
                "e.g. --dir data:/srv/data or --dir data:/srv/data:ro",
            ));
        }
        None => {
            let host = Path::new(places);
            let place = guest_place(host).map_err(|why| {
                wrong(
                    &why,
                    "say where it is to be: HOST:GUEST, e.g. ..:/srv/parent",
                )
            })?;
            (host, place)
        }
    };
    Grant::open(host, guest, writable).map_err(|error| {
        wrong(
            &error.cause().to_string(),
            "name a folder that you can read",
        )
    })
}

/// What the guest is to do, as the interpreter's own command line would say it.
fn assignment(arguments: &Arguments, grants: &[Grant]) -> Result<Assignment, Failure> {
    let mut own = None;
    let (mut argv, program) = if let [code, rest @ ..] = arguments.code.as_slice() {
        let program = Program::Code { code: code.clone() };
        ([&["-c".to_owned()], rest].concat(), program)
    } else if let [module, rest @ ..] = arguments.module.as_slice() {
        let program = Program::Module {
            module: module.clone(),
        };
        ([&["-m".to_owned()], rest].concat(), program)
    } else {
        (Vec::new(), program(arguments, grants, &mut own)?)
    };
    argv.extend(arguments.program.iter().cloned());
    // Where a folder is, no file is put: so none of the granted ones is hidden.
    let (file, source) = own.unwrap_or_else(|| (HOME_FOLDER.to_owned(), Vec::new()));
    Ok(Assignment {
        work: Work::Program { argv, program },
        source: Arc::from(source),
        file,
        cwd: HOME_FOLDER.to_owned(),
        coverage: false,
    })
}

/// The program that is named by a file or folder. One that isn't in a granted folder gets a place of its `own`.
fn program(
    arguments: &Arguments,
    grants: &[Grant],
    own: &mut Option<(String, Vec<u8>)>,
) -> Result<Program, Failure> {
    const KINDS: &str = "name a file or a folder, or use -c CODE or -m MODULE";
    let name = arguments
        .program
        .first()
        .ok_or_else(|| Failure::input("there is no program to run").with_help(KINDS))?;
    if name == "-" {
        return Ok(Program::Stdin { stdin: true });
    }
    let path = Path::new(name);
    let granted = grants.iter().filter_map(|grant| grant.place_of(path));
    if let Some(place) = granted.max_by_key(|place| place.components().count()) {
        let file = place.to_string();
        return Ok(Program::File { file });
    }
    if path.is_dir() {
        return Err(Failure::input(format!("{name}: the folder isn't granted"))
            .with_help(format!("add --dir {name}")));
    }
    let source =
        std::fs::read(path).map_err(|error| unusable(name.to_owned(), &error).with_help(KINDS))?;
    let file = guest_place(path).map_or_else(
        |_| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            format!("{HOME_FOLDER}/{name}")
        },
        |place| place.to_string(),
    );
    *own = Some((file.clone(), source));
    Ok(Program::File { file })
}

fn stdin(arguments: &Arguments) -> Result<Input, Failure> {
    Ok(match &arguments.stdin {
        Some(path) => {
            let file = std::fs::File::open(path)
                .map_err(|error| unusable(format!("--stdin {}", path.display()), &error))?;
            Input::Stream(Box::new(file))
        }
        None => Input::Stream(Box::new(std::io::stdin())),
    })
}

/// Runs the guest on a thread whose stack is large enough for it.
fn execute(
    runtime: &dyn Runtime,
    source: &Source,
    assignment: Assignment,
    world: World,
    arguments: &Arguments,
    stdin: Input,
) -> Result<Finished, Failure> {
    let limits = Limits {
        fuel: arguments.fuel,
        memory: arguments.max_memory << 20,
        events: 1_000_000,
        wall: Duration::from_secs(7 * 24 * 3600),
        ..Limits::default()
    };
    let streams = Streams {
        terminals: [
            arguments.stdin.is_none() && std::io::stdin().is_terminal(),
            std::io::stdout().is_terminal(),
            std::io::stderr().is_terminal(),
        ],
        stdin: Some(stdin),
        stdout: Some(Collector::passing_to(Box::new(std::io::stdout()))),
        stderr: Some(Collector::passing_to(Box::new(std::io::stderr()))),
    };
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(engine::THREAD_STACK)
            .spawn_scoped(scope, || {
                let build = Build {
                    wanted: Wanted::Program,
                    sanitized: arguments.sanitize,
                };
                runtime
                    .prepare(source, build)?
                    .execute(&assignment, world, limits, streams)
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
        Ended::LoadFailed {
            type_name, message, ..
        } if matches!(type_name.as_str(), "CompileError" | "LinkError") => {
            eprintln!("dualgauge: {message}");
            1
        }
        Ended::LoadFailed {
            type_name, message, ..
        } => {
            eprintln!("dualgauge: before it began, the program threw {type_name}: {message}");
            CRASH
        }
        Ended::NoEntry { wanted, .. } => {
            eprintln!("dualgauge: the program has no function `{wanted}`");
            1
        }
    }
}
