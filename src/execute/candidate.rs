//! Candidates: one program each, and where they come from on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_std::ambient_authority;
use cap_std::fs::Dir;
use serde::{Deserialize, Serialize};

use crate::sandbox::HOME_FOLDER;
use crate::suite::{Language, Reference, SECURE, Suite, Task, TaskId};
use crate::value::Digest;

/// The largest source that is executed; a larger one counts as a candidate that can't be loaded.
pub const MAX_SOURCE: u64 = 4 << 20;

/// How much of a source is kept: one byte more than allowed is enough to know that it is too large.
const KEPT_SOURCE: u64 = MAX_SOURCE + 1;

/// The generator names of the shipped reference programs.
pub const SECURE_REFERENCES: &str = "reference-secure";
/// The same for the insecure ones; the sample's number is the place of the reference's name in order.
pub const INSECURE_REFERENCES: &str = "reference-insecure";

/// Which sample a candidate is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CandidateId {
    /// What wrote it.
    pub generator: String,
    /// Its language.
    pub language: Language,
    /// The task that it is for.
    pub task: TaskId,
    /// Its index among the samples.
    pub sample: u32,
}

impl std::fmt::Display for CandidateId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}/{}/{}/{}",
            self.generator, self.language, self.task, self.sample
        )
    }
}

/// One program for one task.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Which sample it is.
    pub id: CandidateId,
    /// Its text, unmodified.
    pub source: Arc<[u8]>,
    /// The extension of its file, which may tell a dialect: `c` among candidates in C++.
    pub extension: &'static str,
    /// The digest of its text.
    pub digest: Digest,
}

impl Candidate {
    /// A candidate with this text.
    pub fn new(id: CandidateId, source: Arc<[u8]>) -> Self {
        let digest = Digest::of(&source);
        let extension = id.language.extension();
        Self {
            id,
            source,
            extension,
            digest,
        }
    }

    /// The same with the extension of its file.
    #[must_use]
    pub fn with_extension(self, extension: &'static str) -> Self {
        Self { extension, ..self }
    }

    /// The file of the guest that it stands in.
    pub fn file(&self) -> String {
        format!("{HOME_FOLDER}/solution.{}", self.extension)
    }
}

/// Why candidates can't be read.
#[derive(Debug, thiserror::Error)]
pub enum CandidateError {
    /// A file or folder can't be read.
    #[error("{path}: {error}")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A file or folder is not where one is expected.
    #[error("{path}: {problem}")]
    Layout {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// A line of a JSON-lines file is wrong.
    #[error("{path}:{line}: {problem}")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1; with the column where that is known.
        line: String,
        /// What is wrong.
        problem: String,
    },
    /// The suite doesn't have the task.
    #[error("{place}: the suite has no task {task}")]
    Task {
        /// The folder, or the file and the line.
        place: String,
        /// The task.
        task: TaskId,
    },
    /// Nothing is left to execute.
    #[error("there are no candidates in {0}")]
    None(PathBuf),
    /// The same sample twice.
    #[error("the sample {0} is there twice")]
    Twice(CandidateId),
}

/// Where candidates lie in a folder.
pub const FOLDER_LAYOUT: &str =
    "<generator>/<language>/<task>/<sample>.<extension>, e.g. model-a/python/path-load-file/0.py";

/// What a line of a JSON-lines file looks like.
pub const LINE_LAYOUT: &str = "{\"task_id\": ..., \"completion\": ...}, optionally with \"language\", \"generator\", \"sample\"";

/// The shipped references as candidates, in order.
pub fn references(suite: &Suite) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = suite
        .tasks
        .values()
        .flat_map(|task| references_of(task))
        .map(|(id, reference)| Candidate::new(id, reference.source.clone()))
        .collect();
    candidates.sort_by(|a, b| a.id.cmp(&b.id));
    candidates
}

/// A task's references, and which sample of a run each is.
pub fn references_of(task: &Task) -> Vec<(CandidateId, &Reference)> {
    let names: Vec<&String> = task.file.insecure.keys().collect();
    task.references
        .iter()
        .map(|reference| {
            let place = names.iter().position(|name| **name == reference.name);
            let (generator, sample) = if reference.name == SECURE {
                (SECURE_REFERENCES, 0)
            } else {
                (INSECURE_REFERENCES, place.unwrap_or(names.len()) as u32)
            };
            let id = CandidateId {
                generator: generator.to_owned(),
                language: reference.language,
                task: task.id.clone(),
                sample,
            };
            (id, reference)
        })
        .collect()
}

/// Reads candidates from a folder laid out as `<generator>/<language>/<task>/<sample>.<ext>`, or from a JSON-lines file.
/// Tasks that the suite doesn't have are an error; `select` drops what isn't wanted.
///
/// # Errors
/// If something can't be read or isn't as expected.
pub fn read(
    path: &Path,
    suite: &Suite,
    select: impl Fn(&CandidateId) -> bool,
) -> Result<Vec<Candidate>, CandidateError> {
    let mut candidates = if path.is_dir() {
        read_folder(path, suite)?
    } else {
        read_lines(path, suite)?
    };
    candidates.retain(|candidate| select(&candidate.id));
    candidates.sort_by(|a, b| a.id.cmp(&b.id));
    if let Some(pair) = candidates.windows(2).find(|pair| pair[0].id == pair[1].id) {
        return Err(CandidateError::Twice(pair[0].id.clone()));
    }
    if candidates.is_empty() {
        return Err(CandidateError::None(path.to_owned()));
    }
    Ok(candidates)
}

fn read_folder(path: &Path, suite: &Suite) -> Result<Vec<Candidate>, CandidateError> {
    let root = Dir::open_ambient_dir(path, ambient_authority()).map_err(failed(path))?;
    let mut candidates = Vec::new();
    for generator in folders(&root, path)? {
        let place = path.join(&generator);
        check_generator(&generator).map_err(|problem| layout(&place, problem))?;
        let generator_dir = root.open_dir(&generator).map_err(failed(&place))?;
        for language in folders(&generator_dir, &place)? {
            let place = place.join(&language);
            let known: Language = language
                .parse()
                .map_err(|error| layout(&place, format!("{error}")))?;
            let language_dir = generator_dir.open_dir(&language).map_err(failed(&place))?;
            for task in folders(&language_dir, &place)? {
                let place = place.join(&task);
                let task: TaskId = task
                    .parse()
                    .map_err(|error| layout(&place, format!("{error}")))?;
                if !suite.tasks.contains_key(&task) {
                    let place = place.display().to_string();
                    return Err(CandidateError::Task { place, task });
                }
                let task_dir = language_dir
                    .open_dir(task.as_str())
                    .map_err(failed(&place))?;
                for (sample, source, extension) in samples(&task_dir, &place, known)? {
                    let id = CandidateId {
                        generator: generator.clone(),
                        language: known,
                        task: task.clone(),
                        sample,
                    };
                    candidates.push(Candidate::new(id, source).with_extension(extension));
                }
            }
        }
    }
    Ok(candidates)
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> CandidateError + '_ {
    |error| CandidateError::Read {
        path: path.to_owned(),
        error,
    }
}

fn layout(path: &Path, problem: impl Into<String>) -> CandidateError {
    CandidateError::Layout {
        path: path.to_owned(),
        problem: problem.into(),
    }
}

/// A generator's name is a folder's name, and is printed.
fn check_generator(name: &str) -> Result<(), String> {
    let why = if name.is_empty() {
        "it is empty"
    } else if name.starts_with('.') {
        "it begins with a dot"
    } else if name.contains('/') {
        "it has a /; write e.g. org--model"
    } else if name.chars().any(char::is_control) {
        "it has control characters"
    } else {
        return Ok(());
    };
    Err(format!("{name:?} can't name a generator: {why}"))
}

/// The names of what is in a folder, sorted; names that begin with a dot are left out.
fn names(dir: &Dir, place: &Path) -> Result<BTreeSet<(String, bool)>, CandidateError> {
    let mut names = BTreeSet::new();
    for entry in dir.entries().map_err(failed(place))? {
        let entry = entry.map_err(failed(place))?;
        let name = entry
            .file_name()
            .into_string()
            .map_err(|name| layout(place, format!("{name:?} is not UTF-8")))?;
        if !name.starts_with('.') {
            let is_folder = entry.file_type().map_err(failed(place))?.is_dir();
            names.insert((name, is_folder));
        }
    }
    Ok(names)
}

fn folders(dir: &Dir, place: &Path) -> Result<Vec<String>, CandidateError> {
    names(dir, place)?
        .into_iter()
        .map(|(name, is_folder)| {
            if is_folder {
                Ok(name)
            } else {
                Err(layout(
                    &place.join(name),
                    "a file where a folder is expected",
                ))
            }
        })
        .collect()
}

/// A sample's number, text and extension.
type Sample = (u32, Arc<[u8]>, &'static str);

fn samples(dir: &Dir, place: &Path, language: Language) -> Result<Vec<Sample>, CandidateError> {
    names(dir, place)?
        .into_iter()
        .map(|(name, is_folder)| {
            let path = place.join(&name);
            if is_folder {
                return Err(layout(&path, "a folder where a file is expected"));
            }
            let (sample, extension) = language
                .extensions()
                .iter()
                .find_map(|extension| {
                    let stem = name.strip_suffix(extension)?.strip_suffix('.')?;
                    Some((stem.parse().ok()?, *extension))
                })
                .ok_or_else(|| {
                    let wanted = language.extensions().join(" or .");
                    layout(&path, format!("the name is not <number>.{wanted}"))
                })?;
            // Opening a pipe would wait for a writer.
            if !dir.metadata(&name).map_err(failed(&path))?.is_file() {
                return Err(layout(&path, "no regular file"));
            }
            let mut source = Vec::new();
            dir.open(&name)
                .map_err(failed(&path))?
                .take(KEPT_SOURCE)
                .read_to_end(&mut source)
                .map_err(failed(&path))?;
            Ok((sample, Arc::from(source), extension))
        })
        .collect()
}

/// A line of a JSON-lines file, in the field's usual form.
#[derive(Deserialize)]
struct Line {
    task_id: String,
    language: Option<Language>,
    #[serde(alias = "solution")]
    completion: String,
    #[serde(alias = "model")]
    generator: Option<String>,
    #[serde(alias = "sample_id")]
    sample: Option<u32>,
}

fn read_lines(path: &Path, suite: &Suite) -> Result<Vec<Candidate>, CandidateError> {
    let text = std::fs::read_to_string(path).map_err(failed(path))?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut next: BTreeMap<_, u32> = BTreeMap::new();
    let mut candidates = Vec::new();
    for (index, text) in text.lines().enumerate() {
        if text.trim().is_empty() {
            continue;
        }
        let number = index + 1;
        let wrong = |problem: String| CandidateError::Line {
            path: path.to_owned(),
            line: number.to_string(),
            problem,
        };
        let line: Line = serde_json::from_str(text).map_err(|error| CandidateError::Line {
            path: path.to_owned(),
            line: format!("{number}:{}", error.column()),
            problem: without_position(&error),
        })?;
        let task: TaskId = line
            .task_id
            .parse()
            .map_err(|error| wrong(format!("{error}")))?;
        if !suite.tasks.contains_key(&task) {
            let place = format!("{}:{number}", path.display());
            return Err(CandidateError::Task { place, task });
        }
        let generator = line.generator.unwrap_or_else(|| stem.clone().into_owned());
        check_generator(&generator).map_err(wrong)?;
        let language = line.language.unwrap_or(Language::Python);
        let counter = next
            .entry((generator.clone(), language, task.clone()))
            .or_insert(0);
        let sample = line.sample.unwrap_or(*counter);
        *counter = sample.saturating_add(1);
        let id = CandidateId {
            generator,
            language,
            task,
            sample,
        };
        let mut source = line.completion.into_bytes();
        source.truncate(KEPT_SOURCE as usize);
        candidates.push(Candidate::new(id, Arc::from(source)));
    }
    Ok(candidates)
}

/// What the parser says without its position, which is told in the file's own terms.
fn without_position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&position).unwrap_or(&text);
    text.replace("u32", "a number from 0 to 4294967295")
}
