//! `dualgauge run`

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use clap::Args;

use super::Failure;
use super::progress::RunBar;
use super::setup::open_python;
use super::suite::{SuiteArguments, selected};
use crate::aggregate::SummaryOptions;
use crate::execute::{
    self, Candidate, CandidateId, Manifest, Results, RunEnd, RunEvent, RunFolder,
};
use crate::report;
use crate::suite::{Language, Suite};
use crate::toolchain::{Check, Home};

/// Arguments of `run`.
#[derive(Args)]
#[command(after_help = "\
Candidates are a folder laid out as <generator>/<language>/<task>/<sample>.<extension>, or a JSON-lines file whose lines have
task_id, language, completion (or solution), and optionally generator and sample. Without --candidates, the suite's own
reference programs are scored.

A run that was interrupted goes on where it ended when it is started again with the same --out.

Examples:
  dualgauge run
  dualgauge run --candidates samples/ --lang python --k 1,5 --out runs/model-a
  dualgauge run --candidates samples.jsonl --task 'sql-*' --json
  dualgauge run --candidates samples/ --min-secure-pass 80   exit code 1 if secure-pass@1 is below 80 %")]
pub struct Arguments {
    #[command(flatten)]
    suite: SuiteArguments,
    /// Candidates: a folder or a JSON-lines file.
    #[arg(long, value_name = "PATH")]
    candidates: Option<PathBuf>,
    /// Only this language. May be repeated.
    #[arg(long, value_name = "LANGUAGE")]
    lang: Vec<Language>,
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
    /// Exit with code 1 if secure-pass@k (for the smallest k) of any generator and language is below this percentage.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    min_secure_pass: Option<u8>,
}

/// The exit code of a run that was interrupted, as shells report it.
const INTERRUPTED: u8 = 130;

pub(super) fn run(arguments: Arguments, home: Option<PathBuf>) -> Result<u8, Failure> {
    let suite = selected(&arguments.suite)?;
    let candidates = candidates(&arguments, &suite)?;
    let home = Home::locate(home)?;
    let python = open_python(&home, Check::Quick)?;
    let runtimes = BTreeMap::from([(Language::Python.to_string(), python.digest().to_string())]);
    let manifest = Manifest::new(&suite, runtimes, &candidates);
    let out = arguments.out.clone().unwrap_or_else(default_folder);
    let folder =
        RunFolder::create(&out, &manifest).map_err(|error| Failure::input(error.to_string()))?;
    let options = SummaryOptions {
        ks: arguments.k.clone(),
        ..SummaryOptions::default()
    };

    let stop = Arc::new(AtomicBool::new(false));
    stop_on_interrupt(&stop)?;
    let bar = RunBar::new();
    let started = Instant::now();
    let end = execute::on_pool(jobs(arguments.jobs), || {
        execute::run(
            &python,
            &suite,
            &candidates,
            &manifest,
            &folder,
            &options,
            &stop,
            &|event: &RunEvent<'_>| bar.event(event),
        )
    });
    bar.finish();
    match end.map_err(|error| Failure::system(error.to_string()))? {
        RunEnd::Interrupted { done } => {
            eprintln!(
                "interrupted: {done} of {} candidates are done; go on with --out {}",
                candidates.len(),
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

fn candidates(arguments: &Arguments, suite: &Suite) -> Result<Vec<Candidate>, Failure> {
    let wanted = |id: &CandidateId| {
        suite.tasks.contains_key(&id.task)
            && (arguments.lang.is_empty() || arguments.lang.contains(&id.language))
    };
    let found = match &arguments.candidates {
        Some(path) => {
            let whole = super::suite::whole(&arguments.suite)?;
            execute::read(path, &whole, wanted)
                .map_err(|error| Failure::input(error.to_string()))?
        }
        None => execute::references(suite)
            .into_iter()
            .filter(|candidate| wanted(&candidate.id))
            .collect(),
    };
    let foreign = found
        .iter()
        .find(|candidate| candidate.id.language != Language::Python);
    if let Some(candidate) = foreign {
        return Err(Failure::input(format!(
            "{}: the language {} can't be executed by this version; choose others with --lang",
            candidate.id, candidate.id.language
        )));
    }
    Ok(found)
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
    let report = report::markdown::render(&results.summary);
    let report_path = folder.write("report.md", &report).map_err(system)?;
    if arguments.json {
        print!("{json}");
        return Ok(());
    }
    let terminal = std::io::stdout().is_terminal();
    let style = report::table::Style {
        color: terminal && std::env::var_os("NO_COLOR").is_none(),
        width: None,
        unicode: true,
    };
    print!("{}", report::table::render(&results.summary, style));
    println!();
    println!("suite    {}", results.suite);
    println!("digest   {}", results.digest);
    println!("results  {}", results_path.display());
    println!("report   {}", report_path.display());
    println!("time     {:.1} s", started.elapsed().as_secs_f64());
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
            "error: {errors} tests could not be judged because the system failed; see the report"
        );
        return SYSTEM;
    }
    let Some(least) = arguments.min_secure_pass else {
        return 0;
    };
    let below = results.summary.by_generator_language.iter().any(|row| {
        let value = row.metrics.at_k.first().and_then(|at| at.secure_pass.value);
        value.is_none_or(|value| value * 100.0 < f64::from(least))
    });
    if below { GATE } else { 0 }
}
