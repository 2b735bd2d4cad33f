//! `dualgauge tasks`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Failure;
use super::run::jobs;
use super::setup::open_python;
use super::suite::{SuiteArguments, selected};
use crate::execute::{Bench, Complaint, Worlds, on_pool, validate};
use crate::suite::{Entry, Language, SuiteKind, Task};
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
        #[command(flatten)]
        suite: SuiteArguments,
    },
    /// Prove tasks by their references: the secure one passes everything, and each insecure one passes the functional
    /// tests and fails exactly the security tests that it is meant to.
    Validate {
        #[command(flatten)]
        suite: SuiteArguments,
        /// How many executions at a time.
        #[arg(long, value_name = "N")]
        jobs: Option<std::num::NonZeroU32>,
    },
}

pub(super) fn run(arguments: Arguments, home: Option<PathBuf>) -> Result<u8, Failure> {
    match arguments.command {
        Command::List { suite, json } => list(&suite, json),
        Command::Show { task, suite } => show(&task, &suite),
        Command::Validate { suite, jobs } => validate_tasks(&suite, jobs, home),
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
        println!("{text}");
        return Ok(0);
    }
    for task in suite.tasks.values() {
        let cwes: Vec<String> = task.cwes().iter().map(u32::to_string).collect();
        println!(
            "{:<22} {:>2} functional {:>2} security  CWE {:<28} {}",
            task.id.as_str(),
            task.tests_of(SuiteKind::Functional).count(),
            task.tests_of(SuiteKind::Security).count(),
            cwes.join(" "),
            task.file.title
        );
    }
    println!(
        "\n{} {}: {} tasks, digest {}",
        suite.name,
        suite.version,
        suite.tasks.len(),
        suite.digest
    );
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

fn show(name: &str, arguments: &SuiteArguments) -> Result<u8, Failure> {
    let suite = selected(arguments)?;
    let task = suite
        .tasks
        .values()
        .find(|task| task.id.as_str() == name)
        .ok_or_else(|| {
            Failure::input(format!("there is no task {name}"))
                .with_help("`dualgauge tasks list` shows all tasks".to_owned())
        })?;
    println!("{}\n", task.prompt.trim_end());
    println!(
        "-- {} version {}, digest {}",
        task.id, task.file.version, task.digest
    );
    match &task.file.entry {
        Entry::Program => println!("-- entry: the whole program"),
        Entry::Functions(functions) => {
            for function in functions {
                let parameters: Vec<String> = function
                    .parameters
                    .iter()
                    .map(|p| format!("{}: {}", p.name, p.type_name))
                    .collect();
                println!(
                    "-- entry: {}({}) -> {}",
                    function.name,
                    parameters.join(", "),
                    function.returns
                );
            }
        }
    }
    for kind in [SuiteKind::Functional, SuiteKind::Security] {
        println!(
            "\n{} tests",
            if kind == SuiteKind::Functional {
                "functional"
            } else {
                "security"
            }
        );
        for test in task.tests_of(kind) {
            let cwe = test
                .cwe
                .map_or(String::new(), |cwe| format!(" [CWE-{cwe}]"));
            println!("  {:<32}{cwe} {}", test.name, test.about);
        }
    }
    println!("\nreferences");
    for reference in &task.references {
        let about = task
            .file
            .insecure
            .get(&reference.name)
            .map_or("passes every test", |insecure| insecure.about.as_str());
        println!("  {:<44} {about}", reference.path);
    }
    Ok(0)
}

fn validate_tasks(
    arguments: &SuiteArguments,
    asked: Option<std::num::NonZeroU32>,
    home: Option<PathBuf>,
) -> Result<u8, Failure> {
    let suite = selected(arguments)?;
    let home = Home::locate(home)?;
    let python = open_python(&home, Check::Quick)?;
    let worlds = Worlds::default();
    let bench = Bench {
        python: &python,
        worlds: &worlds,
    };
    let mut all: Vec<Complaint> = Vec::new();
    for task in suite.tasks.values() {
        let complaints = on_pool(jobs(asked), || validate(&bench, task, &[Language::Python]));
        let count = task.references.len();
        if complaints.is_empty() {
            println!("ok    {:<22} {count} references", task.id.as_str());
        } else {
            println!("wrong {:<22} {count} references", task.id.as_str());
        }
        for complaint in &complaints {
            println!("  {complaint}");
        }
        all.extend(complaints);
    }
    if all.is_empty() {
        println!("{} tasks are valid", suite.tasks.len());
        return Ok(0);
    }
    Err(Failure::input(format!(
        "{} complaints about the suite",
        all.len()
    )))
}
