//! The command line: one file a command. Each parses, calls the library and prints; nothing is decided here.

mod doctor;
mod exec;
mod failure;
mod judge;
mod progress;
mod rules;
mod run;
mod setup;
mod sources;
mod suite;
mod tasks;
mod terminal;
mod trace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use failure::Failure;

/// The heading of the options that every command has.
const GLOBAL: &str = "Options of every command";

const AFTER_HELP: &str = "\
Examples:
  dualgauge run                                 score the shipped reference programs
  dualgauge run --candidates samples/ --out r1  score your own samples
  dualgauge tasks show path-load-file           read one task
  dualgauge trace r1 --task path-load-file      see what a program did and why the verdict
  dualgauge exec prog.py arg                    run a program in the sandbox

Exit codes: 0 done, 1 a check did not hold (`run --min-secure-pass`, `tasks validate`), 2 usage or input error, \
3 the system failed, 130 interrupted.";

/// Scores code written by language models for correctness and security, inside WebAssembly.
#[derive(Parser)]
#[command(version, about, after_help = AFTER_HELP, max_term_width = 100)]
struct Cli {
    /// Folder of downloads and compiled runtimes (default: the per-user cache folder).
    #[arg(
        long,
        global = true,
        env = "DUALGAUGE_HOME",
        hide_env_values = true,
        value_name = "FOLDER",
        help_heading = GLOBAL
    )]
    home: Option<PathBuf>,
    /// Say more: -v for what is done, -vv for details.
    #[arg(short, long, global = true, action = clap::ArgAction::Count, help_heading = GLOBAL)]
    verbose: u8,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Fetch, verify and prepare the toolchains (also done by the first run).
    Setup(setup::Arguments),
    /// Say what is set up, what is missing, versions, digests and sizes.
    Doctor(doctor::Arguments),
    /// Execute and judge candidates, and print the scores.
    Run(run::Arguments),
    /// List, show and validate tasks.
    Tasks(tasks::Arguments),
    /// Show what security rules can ask: rules, conditions, events and packs.
    Rules(rules::Arguments),
    /// Show what executions of a run did and why their verdicts.
    Trace(trace::Arguments),
    /// Run one program in the sandbox, as its native interpreter would.
    Exec(exec::Arguments),
}

/// Parses the command line and does what it says.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    start_logging(cli.verbose);
    let result = match cli.command {
        Command::Setup(arguments) => setup::run(arguments, cli.home),
        Command::Doctor(arguments) => doctor::run(arguments, cli.home),
        Command::Run(arguments) => run::run(arguments, cli.home),
        Command::Tasks(arguments) => tasks::run(arguments, cli.home),
        Command::Rules(arguments) => rules::run(arguments),
        Command::Trace(arguments) => trace::run(arguments),
        Command::Exec(arguments) => exec::run(arguments, cli.home),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.code())
        }
    }
}

fn start_logging(verbose: u8) {
    let level = match verbose {
        0 => tracing::Level::WARN,
        1 => tracing::Level::INFO,
        _ => tracing::Level::DEBUG,
    };
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .without_time()
        .init();
}
