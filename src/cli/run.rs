//! `dualgauge run`

use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use clap::Args;

use super::Failure;
use super::judge::JudgeArguments;
use super::progress::RunBar;
use super::setup::open_runtimes;
use super::suite::{SuiteArguments, selected};
use super::terminal::{self, counted, outln};
use crate::aggregate::{SummaryOptions, Tally};
use crate::execute::{
    self, Candidate, CandidateError, CandidateId, FOLDER_LAYOUT, FolderError, LINE_LAYOUT,
    Manifest, Results, RunEnd, RunEvent, RunFolder,
};
use crate::report;
use crate::suite::{Language, Suite};
use crate::toolchain::{Check, Home};

/// Arguments of `run`.
#[derive(Args)]
#[command(after_help = "\
Candidates are a folder laid out as <generator>/<language>/<task>/<sample>.<extension>, or a JSON-lines file whose lines \
have task_id, completion (or solution), and optionally language (python), generator (the file's name) and sample \
(counted). Without --candidates, the suite's own reference programs are scored.

Starting again with the same --out goes on where an interrupted run ended, and sums up a finished one anew.

Examples:
  dualgauge run
  dualgauge run --candidates samples/ --k 1,5 --out runs/model-a
  dualgauge run --candidates samples.jsonl --task 'sql-*' --json
  dualgauge run --candidates samples/ --min-secure-pass 80")]
pub struct Arguments {
    #[command(flatten)]
    suite: SuiteArguments,
    /// Candidates: a folder or a JSON-lines file.
    #[arg(long, value_name = "PATH")]
    candidates: Option<PathBuf>,
    /// Only this language. May be repeated.
    #[arg(long, value_name = "LANGUAGE")]
    lang: Vec<Language>,
    /// Let sanitizers watch all security tests of C++, not only those of tasks about memory and arithmetic.
    #[arg(long)]
    sanitize: bool,
    #[command(flatten)]
    judge: JudgeArguments,
    /// How many executions at a time (default: the number of processors).
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroU32>,
    /// The run folder (default: a new one in ./runs).
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The k of pass@k, separated by commas.
    #[arg(long, value_name = "K,...", value_delimiter = ',', default_value = "1")]
    k: Vec<NonZeroU32>,
    /// Print the results as JSON instead of tables.
    #[arg(long)]
    json: bool,
    /// Exit with code 1 if secure-pass@k (for the smallest k) of a generator in a language is below this.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    min_secure_pass: Option<u8>,
}

/// The exit code of a run that was interrupted, as shells report it.
const INTERRUPTED: u8 = 130;

pub(super) fn run(arguments: Arguments, home: Option<PathBuf>) -> Result<u8, Failure> {
    let suite = selected(&arguments.suite)?;
    let candidates = candidates(&arguments, &suite)?;
    let home = Home::locate(home)?;
    let languages = candidates.iter().map(|one| one.id.language).collect();
    let runtimes = open_runtimes(&home, Check::Quick, &languages)?;
    let digests = runtimes
        .all()
        .map(|(language, runtime)| (language.to_string(), runtime.digest().to_string()))
        .collect();
    let mut manifest = Manifest::new(&suite, digests, &candidates);
    manifest.sanitize = arguments.sanitize;
    let out = arguments.out.clone().unwrap_or_else(default_folder);
    let judge = super::judge::named(&arguments.judge, &suite)?;
    manifest.judge = judge.as_ref().map(|judge| judge.identity.clone());
    let folder = RunFolder::create(&out, &manifest).map_err(unusable)?;
    let judge = judge.map(|judge| judge.panel(&out)).transpose()?;
    let options = SummaryOptions {
        ks: arguments.k.clone(),
        ..SummaryOptions::default()
    };

    let stop = Arc::new(AtomicBool::new(false));
    stop_on_interrupt(&stop)?;
    let bar = RunBar::new();
    let started = Instant::now();
    let end = execute::on_pool(jobs(arguments.jobs), || {
        let run = execute::Run {
            runtimes: &runtimes,
            suite: &suite,
            candidates: &candidates,
            manifest: &manifest,
            folder: &folder,
            options: &options,
            judge: judge.as_ref(),
        };
        execute::run(&run, &stop, &|event: &RunEvent<'_>| bar.event(event))
    });
    bar.finish();
    match end.map_err(|error| Failure::system(error.to_string()))? {
        RunEnd::Interrupted { done } => {
            eprintln!(
                "interrupted: {done} of {} done; the same command with --out {} goes on",
                counted(candidates.len(), "candidate"),
                out.display()
            );
            Ok(INTERRUPTED)
        }
        RunEnd::Complete(results) => {
            finish(&arguments, &folder, &results, started)?;
            Ok(exit_code(&arguments, &results))
        }
    }
}

/// The run folder can't be used.
fn unusable(error: FolderError) -> Failure {
    let help = match &error {
        FolderError::Io { .. } => "--out names the run folder; choose one that you can write to",
        FolderError::Content { .. } => "choose another --out, or remove what is damaged",
        FolderError::Other { .. } | FolderError::NoRun(_) => {
            "choose another --out, or remove the folder"
        }
        FolderError::Busy(_) => "wait until it has ended, or choose another --out",
    };
    Failure::input(error.to_string()).with_help(help)
}

fn candidates(arguments: &Arguments, suite: &Suite) -> Result<Vec<Candidate>, Failure> {
    let wanted = |id: &CandidateId| {
        suite.tasks.contains_key(&id.task)
            && (arguments.lang.is_empty() || arguments.lang.contains(&id.language))
    };
    let found = match &arguments.candidates {
        Some(path) => {
            let whole = super::suite::whole(&arguments.suite)?;
            execute::read(path, &whole, wanted).map_err(|error| unreadable(path, error))?
        }
        None => execute::references(suite)
            .into_iter()
            .filter(|candidate| wanted(&candidate.id))
            .collect(),
    };
    if found.is_empty() {
        return Err(Failure::input(
            "the selected tasks have no references in the language asked for",
        )
        .with_help("choose another --lang, or name your own programs by --candidates"));
    }
    Ok(found)
}

/// Candidates can't be read.
fn unreadable(given: &Path, error: CandidateError) -> Failure {
    let help = match &error {
        CandidateError::Read { path, .. } if path == given => {
            "--candidates names a folder or a JSON-lines file".to_owned()
        }
        CandidateError::Read { .. } => {
            "samples are files that you can read, and no links that lead out of the folder"
                .to_owned()
        }
        CandidateError::Layout { .. } => format!("expected is {FOLDER_LAYOUT}"),
        CandidateError::Line { .. } => format!("expected is {LINE_LAYOUT}"),
        CandidateError::Task { .. } => "`dualgauge tasks list` shows all tasks".to_owned(),
        CandidateError::None(_) => format!(
            "expected is {FOLDER_LAYOUT}\nor a file of lines, each {LINE_LAYOUT}\n\
             for the tasks and languages that --task, --cwe and --lang leave"
        ),
        CandidateError::Twice(_) => {
            "give each sample of a generator for a task a number of its own".to_owned()
        }
    };
    Failure::input(error.to_string()).with_help(help)
}

/// The number of jobs asked for, or one for each processor.
pub(super) fn jobs(asked: Option<NonZeroU32>) -> usize {
    asked.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        |jobs| jobs.get() as usize,
    )
}

/// A folder that isn't there yet, named by the time.
fn default_folder() -> PathBuf {
    let name = jiff::Timestamp::now()
        .strftime("%Y-%m-%dT%H-%M-%SZ")
        .to_string();
    let base = Path::new("runs").join(&name);
    if !base.exists() {
        return base;
    }
    (2..)
        .map(|n: u32| Path::new("runs").join(format!("{name}-{n}")))
        .find(|path| !path.exists())
        .expect("some number is free")
}

fn stop_on_interrupt(stop: &Arc<AtomicBool>) -> Result<(), Failure> {
    let stop = stop.clone();
    ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            // Asked twice: leave at once. What is in the journal is safe.
            std::process::exit(i32::from(INTERRUPTED));
        }
        eprintln!("stopping after the candidates under way; press Ctrl-C again to leave at once");
    })
    .map_err(|error| Failure::system(format!("Ctrl-C can't be handled: {error}")))
}

fn finish(
    arguments: &Arguments,
    folder: &RunFolder,
    results: &Results,
    started: Instant,
) -> Result<(), Failure> {
    let system = |error: execute::FolderError| Failure::system(error.to_string());
    let mut json = serde_json::to_string_pretty(results).expect("results are plain data");
    json.push('\n');
    let results_path = folder.write("results.json", &json).map_err(system)?;
    let judge = results.judge.as_ref().map(super::judge::describe);
    let judge_line = judge.as_ref().map_or(String::new(), |judge| {
        format!(" Judge: {}.", report::markdown::escape(judge))
    });
    let report = format!(
        "{}\nSuite: {}. Digest of the run: `{}`.{judge_line}\n",
        report::markdown::render(&results.summary),
        results.suite,
        results.digest
    );
    let report_path = folder.write("report.md", &report).map_err(system)?;
    if arguments.json {
        terminal::write(format_args!("{json}"));
        return Ok(());
    }
    let summary = &results.summary;
    outln!("{}", report::table::render(summary, terminal::style()));
    outln!("suite    {}", results.suite);
    if let Some(judge) = judge {
        outln!("judge    {judge}");
    }
    outln!("digest   {}", results.digest);
    outln!("results  {}", results_path.display());
    outln!("report   {}", report_path.display());
    outln!("time     {:.1} s", started.elapsed().as_secs_f64());
    let all_passed = |tally: &Tally| tally.failed + tally.errors == 0;
    let samples = &results.samples;
    if !samples
        .iter()
        .all(|sample| all_passed(&sample.functional) && all_passed(&sample.security))
    {
        let run = folder.path().display();
        outln!("why      dualgauge trace {run}");
    }
    Ok(())
}

fn exit_code(arguments: &Arguments, results: &Results) -> u8 {
    const GATE: u8 = 1;
    const SYSTEM: u8 = 3;
    let errors: u32 = results
        .samples
        .iter()
        .map(|sample| sample.functional.errors + sample.security.errors)
        .sum();
    if errors > 0 {
        eprintln!(
            "error: {} could not be judged, because the system failed and not the candidates; `dualgauge trace` says why",
            counted(errors as usize, "test")
        );
        return SYSTEM;
    }
    let Some(least) = arguments.min_secure_pass else {
        return 0;
    };
    let below = below(results, least);
    for line in &below {
        eprintln!("{line}");
    }
    if below.is_empty() { 0 } else { GATE }
}

/// Which generators and languages are below a percentage, as sentences.
fn below(results: &Results, least: u8) -> Vec<String> {
    /// Shares are means of fractions; what is the same number on paper may differ in the last digits.
    const ROUNDING: f64 = 1e-9;
    let mut lines = Vec::new();
    for row in &results.summary.by_generator_language {
        let Some(at) = row.metrics.at_k.first() else {
            continue;
        };
        let who = format!(
            "secure-pass@{} of {} in {}",
            at.k, row.generator, row.language
        );
        match at.secure_pass.value {
            None => lines.push(format!("{who} is undefined: no task has {} samples", at.k)),
            Some(share) if share + ROUNDING < f64::from(least) / 100.0 => {
                lines.push(format!("{who} is {:.1} %, below {least} %", share * 100.0));
            }
            Some(_) => {}
        }
    }
    lines
}
