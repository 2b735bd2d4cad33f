//! `dualgauge trace`

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::terminal::{counted, outln, print_columns, write};
use crate::aggregate::Tally;
use crate::evaluate::explain;
use crate::execute::{self, CandidateId, FolderError, JournalEntry, Manifest, TestRecord};
use crate::report::trace::{describe_inputs, describe_why, render};
use crate::suite::Suite;

/// Arguments of `trace`.
#[derive(Args)]
#[command(after_help = "\
Without --generator, --task, --sample or --test, the candidates of the run are listed with how many tests they passed.

Examples:
  dualgauge trace runs/r1
  dualgauge trace runs/r1 --generator model-a --task path-load-file
  dualgauge trace runs/r1 --task path-load-file --test parent-segments")]
pub struct Arguments {
    /// The run folder.
    run: PathBuf,
    /// Only candidates of this generator.
    #[arg(long, value_name = "NAME")]
    generator: Option<String>,
    /// Only candidates for this task.
    #[arg(long, value_name = "TASK")]
    task: Option<String>,
    /// Only this sample.
    #[arg(long, value_name = "N")]
    sample: Option<u32>,
    /// Only this test, also where it passed.
    #[arg(long, value_name = "TEST")]
    test: Option<String>,
    /// Also tests that passed.
    #[arg(long)]
    all: bool,
    /// Also events that the language's runtime caused.
    #[arg(long)]
    runtime: bool,
    /// The suite's folder, where the calls of the tests are read (default: as for `run`).
    #[arg(long, value_name = "FOLDER")]
    suite: Option<PathBuf>,
    /// Print the records as JSON lines.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: Arguments) -> Result<u8, Failure> {
    let manifest = execute::read_manifest(&arguments.run).map_err(|error| {
        Failure::input(error.to_string())
            .with_help("name a folder that `dualgauge run` has written".to_owned())
    })?;
    let chosen: Vec<&CandidateId> = manifest
        .candidates
        .iter()
        .map(|entry| &entry.id)
        .filter(|id| arguments.chooses(id))
        .collect();
    if chosen.is_empty() {
        let run = arguments.run.display();
        return Err(Failure::input("the run has no such candidate")
            .with_help(format!("`dualgauge trace {run}` lists those that it has")));
    }
    let journal: BTreeMap<String, JournalEntry> = execute::read_journal(&arguments.run)
        .map_err(damaged)?
        .into_iter()
        .map(|entry| (entry.name(), entry))
        .collect();
    if arguments.lists() {
        list(&arguments, &chosen, &journal);
        return Ok(0);
    }
    let suite = Calls::of(&arguments, &manifest);
    let mut found = 0;
    let mut shown = 0;
    for id in chosen {
        if !journal.contains_key(&id.to_string()) {
            eprintln!("{id} isn't done yet");
            continue;
        }
        let records = execute::read_executions(&arguments.run, id).map_err(damaged)?;
        for record in records {
            found += usize::from(arguments.means(&record));
            if !arguments.shows(&record) {
                continue;
            }
            shown += 1;
            if arguments.json {
                let line = serde_json::json!({ "candidate": id, "record": record });
                outln!("{line}");
            } else {
                outln!("{id}  {}", record.test);
                write(format_args!("{}", suite.of_test(id, &record.test)));
                outln!("{}", indent(&explain(&record.verdict)));
                write(format_args!("{}", describe_why(&record)));
                outln!("{}", render(&record, arguments.runtime));
            }
        }
    }
    if let (0, Some(test)) = (found, &arguments.test) {
        return Err(Failure::input(format!("there is no test {test}"))
            .with_help("`dualgauge tasks show TASK` shows a task's tests"));
    }
    if shown == 0 && found > 0 {
        eprintln!("every test passed; --all shows them");
    }
    Ok(0)
}

fn damaged(error: FolderError) -> Failure {
    Failure::input(error.to_string())
        .with_help("the run folder is damaged: remove it, and run again")
}

/// Prints the candidates with their scores.
fn list(arguments: &Arguments, chosen: &[&CandidateId], journal: &BTreeMap<String, JournalEntry>) {
    let entries = chosen
        .iter()
        .map(|id| (id.to_string(), journal.get(&id.to_string())));
    if arguments.json {
        for (_, entry) in entries {
            if let Some(entry) = entry {
                outln!("{}", serde_json::json!(entry.score));
            }
        }
        return;
    }
    let header = ["candidate", "functional", "security"].map(str::to_owned);
    let rows = entries.map(|(id, entry)| match entry {
        Some(JournalEntry { score, .. }) => [id, tally(&score.functional), tally(&score.security)],
        None => [id, "not done yet".to_owned(), String::new()],
    });
    print_columns(0, &std::iter::once(header).chain(rows).collect::<Vec<_>>());
}

fn tally(tally: &Tally) -> String {
    let all = tally.passed + tally.failed + tally.errors;
    match tally.errors {
        0 => format!("{:>2} of {all}", tally.passed),
        errors => format!(
            "{:>2} of {all}, {}",
            tally.passed,
            counted(errors as usize, "error")
        ),
    }
}

/// What the tests of a run did, where the suite is at hand as it was run.
struct Calls(Option<Suite>);

impl Calls {
    fn of(arguments: &Arguments, manifest: &Manifest) -> Self {
        let suite = super::suite::in_folder(arguments.suite.as_ref()).ok();
        Self(suite.filter(|suite| {
            manifest.tasks.iter().all(|(name, digest)| {
                let mut tasks = suite.tasks.values();
                tasks.any(|task| task.id.as_str() == name && task.digest == *digest)
            })
        }))
    }

    /// What a test is about and the calls that it makes, for people; empty where that isn't known.
    fn of_test(&self, id: &CandidateId, name: &str) -> String {
        let Some(task) = self.0.as_ref().and_then(|suite| suite.tasks.get(&id.task)) else {
            return String::new();
        };
        let test = task.file.tests.iter().find(|test| test.name == name);
        test.map_or(String::new(), |test| describe_inputs(task, test))
    }
}

impl Arguments {
    /// Whether the candidates are to be listed, and no test to be shown.
    fn lists(&self) -> bool {
        self.task.is_none()
            && self.generator.is_none()
            && self.test.is_none()
            && self.sample.is_none()
    }

    fn means(&self, record: &TestRecord) -> bool {
        self.test.as_ref().is_none_or(|name| *name == record.test)
    }
}

impl Arguments {
    fn chooses(&self, id: &CandidateId) -> bool {
        self.generator
            .as_ref()
            .is_none_or(|name| *name == id.generator)
            && self
                .task
                .as_ref()
                .is_none_or(|task| task == id.task.as_str())
            && self.sample.is_none_or(|sample| sample == id.sample)
    }

    fn shows(&self, record: &TestRecord) -> bool {
        match &self.test {
            Some(name) => *name == record.test,
            None => self.all || !record.verdict.passed(),
        }
    }
}

fn indent(text: &str) -> String {
    text.lines()
        .map(|line| format!("  {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}
