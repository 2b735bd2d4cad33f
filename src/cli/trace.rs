//! `dualgauge trace`

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::evaluate::explain;
use crate::execute::{self, CandidateId, TestRecord};
use crate::report::trace::render;

/// Arguments of `trace`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  dualgauge trace runs/r1                                     list the candidates of a run
  dualgauge trace runs/r1 --generator model-a --task path-load-file
  dualgauge trace runs/r1 --task path-load-file --test dot-dot-secret")]
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
    /// Only this test, with its whole trace.
    #[arg(long, value_name = "TEST")]
    test: Option<String>,
    /// Also tests that passed.
    #[arg(long)]
    all: bool,
    /// Also events that the language's runtime caused.
    #[arg(long)]
    runtime: bool,
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
        return Err(Failure::input("the run has no such candidate")
            .with_help("without options, the candidates are listed".to_owned()));
    }
    if arguments.task.is_none() && arguments.generator.is_none() && arguments.test.is_none() {
        for id in chosen {
            println!("{id}");
        }
        return Ok(0);
    }
    let mut shown = 0;
    for id in chosen {
        let records = execute::read_executions(&arguments.run, id)
            .map_err(|error| Failure::input(error.to_string()))?;
        for record in records.iter().filter(|record| arguments.shows(record)) {
            shown += 1;
            if arguments.json {
                let line = serde_json::json!({ "candidate": id, "record": record });
                println!("{line}");
            } else {
                println!("{id}  {}", record.test);
                println!("{}", indent(&explain(&record.verdict)));
                println!("{}", render(record, arguments.runtime));
            }
        }
    }
    if shown == 0 {
        println!("every test passed; --all shows them");
    }
    Ok(0)
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
