//! Candidates: one program each, and where they come from on disk.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_std::ambient_authority;
use cap_std::fs::Dir;
use serde::{Deserialize, Serialize};

use crate::suite::{Language, SECURE, Suite, TaskId};
use crate::value::Digest;

/// The largest source that is executed; a larger one counts as a candidate that can't be loaded.
pub const MAX_SOURCE: u64 = 4 << 20;

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
    /// The digest of its text.
    pub digest: Digest,
}

impl Candidate {
    /// A candidate with this text.
    pub fn new(id: CandidateId, source: Arc<[u8]>) -> Self {
        let digest = Digest::of(&source);
        Self { id, source, digest }
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
    #[error("{path}: {problem}\n  expected {LAYOUT}")]
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
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// Nothing is left to execute.
    #[error("there are no candidates in {0} for the selected tasks and languages")]
    None(PathBuf),
    /// The same sample twice.
    #[error("the sample {0} is there twice")]
    Twice(CandidateId),
}

const LAYOUT: &str =
    "<generator>/<language>/<task>/<sample>.<extension>, e.g. model-a/python/path-load-file/0.py";

/// The shipped references as candidates.
pub fn references(suite: &Suite) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for task in suite.tasks.values() {
        let names: Vec<&String> = task.file.insecure.keys().collect();
        for reference in &task.references {
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
            candidates.push(Candidate::new(id, reference.source.clone()));
        }
    }
    candidates
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
        let generator_dir = root.open_dir(&generator).map_err(failed(&place))?;
        for language in folders(&generator_dir, &place)? {
            let place = place.join(&language);
            let known: Language = language
                .parse()
                .map_err(|error| layout(&place, format!("{error}")))?;
            let language_dir = generator_dir.open_dir(&language).map_err(failed(&place))?;
            for task in folders(&language_dir, &place)? {
                let place = place.join(&task);
                let task = known_task(&task, suite).map_err(|problem| layout(&place, problem))?;
                let task_dir = language_dir
                    .open_dir(task.as_str())
                    .map_err(failed(&place))?;
                for (sample, source) in samples(&task_dir, &place, known)? {
                    let id = CandidateId {
                        generator: generator.clone(),
                        language: known,
                        task: task.clone(),
                        sample,
                    };
                    candidates.push(Candidate::new(id, source));
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

fn known_task(text: &str, suite: &Suite) -> Result<TaskId, String> {
    let id: TaskId = text.parse().map_err(|error| format!("{error}"))?;
    if suite.tasks.contains_key(&id) {
        return Ok(id);
    }
    Err(format!(
        "the suite has no task {id}; `dualgauge tasks list` shows those it has"
    ))
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

fn samples(
    dir: &Dir,
    place: &Path,
    language: Language,
) -> Result<Vec<(u32, Arc<[u8]>)>, CandidateError> {
    names(dir, place)?
        .into_iter()
        .map(|(name, _)| {
            let path = place.join(&name);
            let sample = name
                .strip_suffix(language.extension())
                .and_then(|stem| stem.strip_suffix('.'))
                .and_then(|stem| stem.parse().ok())
                .ok_or_else(|| {
                    let wanted = language.extension();
                    layout(&path, format!("the name is not <number>.{wanted}"))
                })?;
            let mut source = Vec::new();
            // One byte more than allowed is enough to know that it is too large.
            dir.open(&name)
                .map_err(failed(&path))?
                .take(MAX_SOURCE + 1)
                .read_to_end(&mut source)
                .map_err(failed(&path))?;
            Ok((sample, Arc::from(source)))
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
    let mut next = std::collections::BTreeMap::new();
    let mut candidates = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let wrong = |problem: String| CandidateError::Line {
            path: path.to_owned(),
            line: index + 1,
            problem,
        };
        let line: Line = serde_json::from_str(line).map_err(|error| {
            wrong(format!(
                "{error}; expected an object with task_id, language, completion (or solution), and \
                 optionally generator and sample"
            ))
        })?;
        let task = known_task(&line.task_id, suite).map_err(wrong)?;
        let generator = line.generator.unwrap_or_else(|| stem.clone().into_owned());
        if generator.is_empty() || generator.contains(['/', '\0']) {
            return Err(wrong(format!("{generator:?} can't name a generator")));
        }
        let language = line.language.unwrap_or(Language::Python);
        let counter = next
            .entry((generator.clone(), language, task.clone()))
            .or_insert(0);
        let sample = line.sample.unwrap_or(*counter);
        *counter = sample + 1;
        let id = CandidateId {
            generator,
            language,
            task,
            sample,
        };
        candidates.push(Candidate::new(id, Arc::from(line.completion.into_bytes())));
    }
    Ok(candidates)
}
