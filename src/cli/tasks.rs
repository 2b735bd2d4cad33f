//! `dualgauge tasks`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Failure;
use super::run::jobs;
use super::setup::open_runtimes;
use super::suite::{SuiteArguments, in_folder, selected};
use super::terminal::{counted, outln, print_columns};
use crate::execute::{self, Bench, Shown, Worlds, examine, on_pool};
use crate::suite::{Entry, Language, SuiteKind, Task, Test};
use crate::toolchain::{Check, Home};

/// Arguments of `tasks`.
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the tasks.
    List {
        #[command(flatten)]
        suite: SuiteArguments,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show one task: its prompt, its tests and its references.
    Show {
        /// The task's slug.
        task: String,
        /// The suite's folder (default: ./tasks, or the one that this program was built with).
        #[arg(long, value_name = "FOLDER")]
        suite: Option<PathBuf>,
    },
    /// Prove tasks by their references.
    #[command(after_help = "\
The secure reference of a task must pass everything, and each insecure one must pass the functional tests and fail exactly \
the security tests that it is meant to. The exit code is 1 where that isn't so.")]
    Validate {
        #[command(flatten)]
        suite: SuiteArguments,
        /// How many executions at a time (default: the number of processors).
        #[arg(long, value_name = "N")]
        jobs: Option<std::num::NonZeroU32>,
        /// Only this language. May be repeated.
        #[arg(long, value_name = "LANGUAGE")]
        lang: Vec<Language>,
        /// Also show what the tests found in each insecure reference, and what the secure one did instead.
        #[arg(long)]
        findings: bool,
    },
}

pub(super) fn run(arguments: Arguments, home: Option<PathBuf>) -> Result<u8, Failure> {
    match arguments.command {
        Command::List { suite, json } => list(&suite, json),
        Command::Show { task, suite } => show(&task, suite.as_ref()),
        Command::Validate {
            suite,
            jobs,
            lang,
            findings,
        } => validate_tasks(&suite, jobs, &lang, findings, home),
    }
}

fn list(arguments: &SuiteArguments, json: bool) -> Result<u8, Failure> {
    let suite = selected(arguments)?;
    if json {
        let tasks: Vec<_> = suite.tasks.values().map(|task| describe(task)).collect();
        let value = serde_json::json!({
            "suite": suite.name, "version": suite.version, "digest": suite.digest, "tasks": tasks,
        });
        let text = serde_json::to_string_pretty(&value).expect("plain data");
        outln!("{text}");
        return Ok(0);
    }
    let header = ["task", "tests", "CWE", "title"].map(str::to_owned);
    let rows = suite.tasks.values().map(|task| {
        let count = |kind| task.tests_of(kind).count();
        let cwes: Vec<String> = task.cwes().iter().map(u32::to_string).collect();
        [
            task.id.to_string(),
            format!(
                "{:>2} + {:<2}",
                count(SuiteKind::Functional),
                count(SuiteKind::Security)
            ),
            cwes.join(" "),
            task.file.title.clone(),
        ]
    });
    print_columns(0, &std::iter::once(header).chain(rows).collect::<Vec<_>>());
    outln!(
        "\n{}, each with functional + security tests",
        counted(suite.tasks.len(), "task")
    );
    outln!("suite    {} {}", suite.name, suite.version);
    outln!("digest   {}", suite.digest);
    Ok(0)
}

fn describe(task: &Task) -> serde_json::Value {
    serde_json::json!({
        "id": task.id,
        "version": task.file.version,
        "title": task.file.title,
        "kinds": task.file.kinds,
        "sinks": task.file.sinks,
        "cwes": task.cwes(),
        "functional_tests": task.tests_of(SuiteKind::Functional).count(),
        "security_tests": task.tests_of(SuiteKind::Security).count(),
        "references": task.references.iter().map(|r| r.path.as_str()).collect::<Vec<_>>(),
        "digest": task.digest,
    })
}

fn show(name: &str, folder: Option<&PathBuf>) -> Result<u8, Failure> {
    let suite = in_folder(folder)?;
    let task = suite
        .tasks
        .values()
        .find(|task| task.id.as_str() == name)
        .ok_or_else(|| {
            Failure::input(format!("there is no task {name}"))
                .with_help("`dualgauge tasks list` shows all tasks")
        })?;
    outln!("{}\n", task.prompt.trim_end());
    outln!("task     {} version {}", task.id, task.file.version);
    outln!("digest   {}", task.digest);
    match &task.file.entry {
        Entry::Program => outln!("entry    the whole program"),
        Entry::Functions(functions) => {
            for function in functions {
                let parameters: Vec<String> = function
                    .parameters
                    .iter()
                    .map(|p| format!("{}: {}", p.name, p.type_name))
                    .collect();
                outln!(
                    "entry    {}({}) -> {}",
                    function.name,
                    parameters.join(", "),
                    function.returns
                );
            }
        }
    }
    outln!("\nfunctional tests");
    let row = |test: &Test| [test.name.clone(), test.about.clone()];
    let functional: Vec<_> = task.tests_of(SuiteKind::Functional).map(row).collect();
    print_columns(2, &functional);
    outln!("\nsecurity tests");
    let row = |test: &Test| {
        let cwe = test.cwe.map_or(String::new(), |cwe| format!("CWE-{cwe}"));
        [test.name.clone(), cwe, test.about.clone()]
    };
    let security: Vec<_> = task.tests_of(SuiteKind::Security).map(row).collect();
    print_columns(2, &security);
    outln!("\nreferences, as `dualgauge run` names them, and as files");
    print_columns(2, &references(task));
    Ok(0)
}

/// A task's references: which sample of a run, which file, and what it does.
fn references(task: &Task) -> Vec<[String; 3]> {
    let mut rows: Vec<[String; 3]> = execute::references_of(task)
        .into_iter()
        .map(|(id, reference)| {
            let about = task
                .file
                .insecure
                .get(&reference.name)
                .map_or("Passes every test.", |insecure| insecure.about.as_str());
            let sample = format!("{} {}", id.generator, id.sample);
            [sample, reference.path.clone(), about.to_owned()]
        })
        .collect();
    rows.sort();
    rows
}

fn validate_tasks(
    arguments: &SuiteArguments,
    asked: Option<std::num::NonZeroU32>,
    languages: &[Language],
    findings: bool,
    home: Option<PathBuf>,
) -> Result<u8, Failure> {
    let suite = selected(arguments)?;
    let home = Home::locate(home)?;
    let languages = if languages.is_empty() {
        Language::ALL.to_vec()
    } else {
        languages.to_vec()
    };
    let runtimes = open_runtimes(&home, Check::Quick, &languages.iter().copied().collect())?;
    let worlds = Worlds::default();
    let bench = Bench {
        runtimes: &runtimes,
        worlds: &worlds,
        sanitize: false,
        judge: None,
    };
    let mut complaints = 0;
    for task in suite.tasks.values() {
        let (found, shown) = on_pool(jobs(asked), || examine(&bench, task, &languages));
        let word = if found.is_empty() { "ok" } else { "wrong" };
        let references = counted(task.references.len(), "reference");
        outln!("{word:<5}  {:<22} {references}", task.id.as_str());
        for complaint in &found {
            outln!("  {complaint}");
        }
        complaints += found.len();
        for shown in shown.iter().filter(|_| findings) {
            print_findings(shown);
        }
    }
    if complaints == 0 {
        outln!(
            "{} proved by references",
            counted(suite.tasks.len(), "task")
        );
        return Ok(0);
    }
    eprintln!("{} about the suite", counted(complaints, "complaint"));
    Ok(INVALID)
}

/// What a test found in an insecure reference, beside what the secure one did.
fn print_findings(shown: &Shown) {
    outln!("  {} fails {}", shown.reference, shown.test);
    for finding in &shown.findings {
        let cwe = finding
            .cwe
            .map_or(String::new(), |cwe| format!("CWE-{cwe}: "));
        let lines: Vec<String> = finding.lines.iter().map(u32::to_string).collect();
        let lines = match lines.is_empty() {
            true => String::new(),
            false => format!(" (line {})", lines.join(", ")),
        };
        outln!("    {cwe}{}{lines}", finding.text);
    }
    if let Some(instead) = &shown.instead {
        outln!("    the secure one: {instead}");
    }
}

/// The exit code where references don't prove their tasks.
const INVALID: u8 = 1;
