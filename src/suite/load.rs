//! Loading tasks and suites from disk. The folders may be hostile: everything is read through a capability for the
//! folder, sizes and depths are bounded, and nothing but regular files is opened.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use cap_std::ambient_authority;
use cap_std::fs::Dir;

use super::check::{LeastTests, check, judged_rules};
use super::content::{read_fixtures, read_references};
use super::folder::{Entry, describe, list, read_text};
use super::model::{Suite, Task, TaskId};
use super::parse::{SuiteFile, parse_task_file};
use super::problem::{LoadError, Problem};

const TASK_FILE: &str = "task.jsonc";
const MAX_TASK_FILE: u64 = 1 << 20;
const MAX_PROMPT: u64 = 256 << 10;
const MAX_SUITE_FILE: u64 = 64 << 10;
const MAX_TASKS: usize = 10_000;
/// How many mistakes of one task are told.
const MAX_PROBLEMS: usize = 200;

/// What a suite asks of its tasks; of a task without a suite, what most suites ask.
#[derive(Clone, Copy, Default)]
struct Terms {
    /// Whether a judge may decide.
    judged: bool,
    /// How many tests there are at the least.
    least: LeastTests,
}

/// Loads one task's folder and checks it. Without a suite that allows them, it may have no rules that a judge decides.
///
/// # Errors
/// If the folder can't be opened, or with all that is wrong in it.
pub fn load_task(folder: &Path) -> Result<Task, LoadError> {
    let dir = open(folder)?;
    let name = folder_name(folder);
    let mut problems = Vec::new();
    match read_task(&dir, &name, &label(folder), Terms::default(), &mut problems) {
        Some(task) if problems.is_empty() => Ok(task),
        _ => Err(LoadError::Invalid(problems)),
    }
}

/// Loads a suite's folder with all its tasks and checks them.
///
/// # Errors
/// If the folder can't be opened, or with all that is wrong in all its tasks.
pub fn load_suite(folder: &Path) -> Result<Suite, LoadError> {
    let dir = open(folder)?;
    let label = label(folder);
    let mut problems = Vec::new();
    let about = read_suite_file(&dir, &label, &mut problems);
    // Where the suite's own file is damaged, that alone is told.
    let terms = Terms {
        judged: about.as_ref().is_none_or(|about| about.judged),
        least: about
            .as_ref()
            .map_or_else(LeastTests::default, |about| about.least_tests),
    };
    let entries = list(&dir, MAX_TASKS).unwrap_or_else(|text| {
        problems.push(Problem::new(&label, "", text));
        Vec::new()
    });
    let mut tasks = BTreeMap::new();
    for (name, entry) in entries {
        let place = format!("{label}/{name}");
        match (entry, dir.open_dir(&name)) {
            (Entry::Folder, Ok(sub)) => {
                if let Some(task) = read_task(&sub, &name, &place, terms, &mut problems) {
                    tasks.insert(task.id.clone(), Arc::new(task));
                }
            }
            (Entry::Folder, Err(error)) => {
                problems.push(Problem::new(place, "", describe(&error)));
            }
            (Entry::Link, Ok(_)) => {
                problems.push(Problem::new(place, "", "is a link: a task is a folder"));
            }
            _ => {}
        }
    }
    if tasks.is_empty() && problems.is_empty() {
        problems.push(Problem::new(&label, "", "there is no task in this folder"));
    }
    match about {
        Some(about) if problems.is_empty() => Ok(Suite::new(about.name, about.version, tasks)),
        _ => Err(LoadError::Invalid(problems)),
    }
}

fn open(folder: &Path) -> Result<Dir, LoadError> {
    Dir::open_ambient_dir(folder, ambient_authority()).map_err(|source| LoadError::Folder {
        path: folder.to_owned(),
        source,
    })
}

/// A folder as it is named in errors.
fn label(folder: &Path) -> String {
    let text = folder.display().to_string();
    match text.trim_end_matches('/') {
        "" => text,
        trimmed => trimmed.to_owned(),
    }
}

/// The name of a folder, also of one that is given as `.`.
fn folder_name(folder: &Path) -> String {
    let name = |path: &Path| Some(path.file_name()?.to_string_lossy().into_owned());
    name(folder)
        .or_else(|| name(&folder.canonicalize().ok()?))
        .unwrap_or_default()
}

fn read_suite_file(dir: &Dir, label: &str, problems: &mut Vec<Problem>) -> Option<SuiteFile> {
    let about = read_text(dir, "suite.json", MAX_SUITE_FILE)
        .and_then(|text| {
            serde_json::from_str::<SuiteFile>(&text).map_err(|error| error.to_string())
        })
        .and_then(|about| {
            if about.name.trim().is_empty() || about.version.trim().is_empty() {
                Err("name and version must not be empty".to_owned())
            } else {
                Ok(about)
            }
        });
    about
        .map_err(|text| problems.push(Problem::new(format!("{label}/suite.json"), "", text)))
        .ok()
}

/// Reads and checks one task. What is wrong is added to `problems`; `label` is the folder as a person finds it.
fn read_task(
    dir: &Dir,
    name: &str,
    label: &str,
    terms: Terms,
    problems: &mut Vec<Problem>,
) -> Option<Task> {
    let mut found = Vec::new();
    let task = read_parts(dir, name, label, terms, &mut found);
    let sound = found.is_empty();
    if found.len() > MAX_PROBLEMS {
        let more = found.len() - MAX_PROBLEMS;
        found.truncate(MAX_PROBLEMS);
        found.push(Problem::new(label, "", format!("and {more} mistakes more")));
    }
    problems.append(&mut found);
    task.filter(|_| sound)
}

fn read_parts(
    dir: &Dir,
    name: &str,
    label: &str,
    terms: Terms,
    problems: &mut Vec<Problem>,
) -> Option<Task> {
    let file = format!("{label}/{TASK_FILE}");
    let tell = |path: &str, text: String| Problem::new(format!("{label}/{path}"), "", text);
    let id = name
        .parse::<TaskId>()
        .map_err(|error| problems.push(Problem::new(label, "", error.to_string())));
    let prompt = read_text(dir, "prompt.md", MAX_PROMPT)
        .map_err(|text| problems.push(tell("prompt.md", text)));
    let references = read_references(dir, label, problems);
    let text = read_text(dir, TASK_FILE, MAX_TASK_FILE)
        .map_err(|text| problems.push(tell(TASK_FILE, text)))
        .ok()?;
    let parsed = parse_task_file(&text, name)
        .map_err(|error| {
            problems.push(Problem {
                at: Some(error.at),
                ..tell(TASK_FILE, error.text)
            });
        })
        .ok()?;

    let mut wrong = parsed.wrong;
    let task = match (parsed.file, id) {
        (Some(content), Ok(id)) => {
            let fixtures = read_fixtures(dir, &content, &mut wrong);
            let prompt = prompt.unwrap_or_default();
            let task = Task::new(id, content, prompt, fixtures, references, parsed.canaries);
            for problem in check(&task, terms.least) {
                if problem.file == TASK_FILE {
                    wrong.push((problem.field, problem.text));
                } else {
                    problems.push(tell(&problem.file, problem.text));
                }
            }
            if !terms.judged {
                let text = "a language model would have to decide this: only a suite whose suite.json says \"judged\": true \
                            may have such tests";
                let places = judged_rules(&task).into_iter();
                wrong.extend(places.map(|place| (place, text.to_owned())));
            }
            Some(task)
        }
        _ => None,
    };
    let document = &parsed.document;
    problems.extend(
        wrong
            .into_iter()
            .take(MAX_PROBLEMS * 2)
            .map(|(field, text)| Problem {
                at: Some(document.locate(&field)),
                ..Problem::new(
                    file.clone(),
                    field.chars().take(300).collect::<String>(),
                    text,
                )
            }),
    );
    task
}
