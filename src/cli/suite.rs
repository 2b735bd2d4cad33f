//! Which suite and which tasks of it: shared by the commands that need them.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::terminal::counted;
use crate::suite::{LoadError, Selection, Suite, load_suite};

/// Which tasks.
#[derive(Args, Clone, Debug)]
pub struct SuiteArguments {
    /// The suite's folder (default: ./tasks, or the one that this program was built with).
    #[arg(long, value_name = "FOLDER")]
    suite: Option<PathBuf>,
    /// Only tasks whose slug matches this glob. May be repeated.
    #[arg(long = "task", value_name = "GLOB")]
    tasks: Vec<String>,
    /// Only tasks that test this weakness, e.g. CWE-22. May be repeated.
    #[arg(long = "cwe", value_name = "CWE")]
    cwes: Vec<String>,
}

/// The whole suite.
pub(super) fn whole(arguments: &SuiteArguments) -> Result<Suite, Failure> {
    in_folder(arguments.suite.as_ref())
}

/// The suite in a folder, or the shipped one.
pub(super) fn in_folder(folder: Option<&PathBuf>) -> Result<Suite, Failure> {
    let folder = match folder {
        Some(folder) => folder.clone(),
        None => shipped()?,
    };
    load_suite(&folder).map_err(|error| match error {
        LoadError::Folder { .. } => {
            Failure::input(error.to_string()).with_help("name the suite's folder by --suite")
        }
        LoadError::Invalid(problems) => {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            Failure::input(format!(
                "the suite {} has {}\n{}",
                folder.display(),
                counted(problems.len(), "mistake"),
                lines.join("\n")
            ))
            .with_help("docs/tasks.md says how a suite and its tasks are written")
        }
    })
}

/// The shipped suite: below the current folder, or where this program was built.
fn shipped() -> Result<PathBuf, Failure> {
    let here = PathBuf::from("tasks");
    let built = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tasks");
    [here, built]
        .into_iter()
        .find(|folder| folder.join("suite.json").is_file())
        .ok_or_else(|| {
            Failure::input("there is no suite in ./tasks")
                .with_help("name the suite's folder by --suite")
        })
}

/// The suite with the selected tasks only.
pub(super) fn selected(arguments: &SuiteArguments) -> Result<Suite, Failure> {
    let suite = whole(arguments)?;
    let input = |error: crate::suite::SelectError| {
        Failure::input(error.to_string()).with_help("`dualgauge tasks list` shows all tasks")
    };
    let selection = Selection::new(&arguments.tasks, &arguments.cwes).map_err(input)?;
    let tasks = suite.select(&selection).map_err(input)?;
    Ok(Suite::new(
        suite.name.clone(),
        suite.version.clone(),
        tasks
            .into_iter()
            .map(|task| (task.id.clone(), task))
            .collect(),
    ))
}
