//! The run folder: everything that came out of a run, so that a later stage can be repeated alone.
//!
//! ```text
//! manifest.json     what is run: suite, runtimes, candidates, by digest
//! journal.jsonl     one line for each candidate that is done: its score and digests (append only)
//! executions/       one file for each candidate: its tests with verdicts, executions and traces (JSON lines, gzip)
//! candidates/       the sources, by digest
//! results.json      the summary, the run's digest, and all scores
//! report.md         the same for people
//! ```

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::candidate::{Candidate, CandidateId};
use super::trial::{TestRecord, Trial};
use crate::aggregate::SampleScore;
use crate::judge::Identity;
use crate::value::{Digest, digest_json};

/// The version of the folder's format.
const FORMAT: u32 = 1;

const MANIFEST: &str = "manifest.json";
const JOURNAL: &str = "journal.jsonl";

/// What a run is: everything that its results depend on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this format.
    pub format: u32,
    /// The version of dualgauge.
    pub dualgauge: String,
    /// The suite's name.
    pub suite: String,
    /// The suite's version.
    pub suite_version: String,
    /// The digest of each task that is run.
    pub tasks: BTreeMap<String, Digest>,
    /// The digest of each language's runtime.
    pub runtimes: BTreeMap<String, String>,
    /// Sanitizers watch every security test, whatever its weakness.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sanitize: bool,
    /// Who decides what no rule can, if anybody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<Identity>,
    /// The candidates, in order.
    pub candidates: Vec<ManifestEntry>,
}

/// One candidate of a manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ManifestEntry {
    /// Which sample.
    #[serde(flatten)]
    pub id: CandidateId,
    /// The digest of its text.
    pub digest: Digest,
}

impl Manifest {
    /// The manifest of candidates for tasks.
    pub fn new(
        suite: &crate::suite::Suite,
        runtimes: BTreeMap<String, String>,
        candidates: &[Candidate],
    ) -> Self {
        let tasks = candidates
            .iter()
            .filter_map(|candidate| suite.tasks.get(&candidate.id.task))
            .map(|task| (task.id.to_string(), task.digest))
            .collect();
        Self {
            format: FORMAT,
            dualgauge: env!("CARGO_PKG_VERSION").to_owned(),
            suite: suite.name.clone(),
            suite_version: suite.version.clone(),
            tasks,
            runtimes,
            sanitize: false,
            judge: None,
            candidates: candidates
                .iter()
                .map(|candidate| ManifestEntry {
                    id: candidate.id.clone(),
                    digest: candidate.digest,
                })
                .collect(),
        }
    }
}

/// One line of the journal: a candidate that is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// The digest of the candidate's text.
    pub candidate: Digest,
    /// Its score.
    pub score: SampleScore,
    /// The digest of each test's record, in the task's order.
    pub tests: Vec<Digest>,
    /// Time on the clock in milliseconds; in nothing that is digested.
    pub wall_ms: u64,
}

impl JournalEntry {
    /// The candidate, written as its [`CandidateId`] is.
    pub fn name(&self) -> String {
        let SampleScore {
            generator,
            language,
            task,
            sample,
            ..
        } = &self.score;
        format!("{generator}/{language}/{task}/{sample}")
    }
}

/// Why a run folder can't be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// A file can't be read or written.
    #[error("{path}: {error}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file's content is wrong.
    #[error("{path}: {problem}")]
    Content {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// The folder holds another run.
    #[error("{path} holds another run: {difference}")]
    Other {
        /// The folder.
        path: PathBuf,
        /// What differs.
        difference: String,
    },
    /// The folder holds something else than a run.
    #[error("{0} is not empty and holds no run")]
    NoRun(PathBuf),
    /// Another process is writing to it.
    #[error("{0} is in use by another run")]
    Busy(PathBuf),
}

/// An open run folder.
#[derive(Debug)]
pub struct RunFolder {
    path: PathBuf,
    journal: Mutex<File>,
    done: Vec<JournalEntry>,
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> FolderError + '_ {
    |error| FolderError::Io {
        path: path.to_owned(),
        error,
    }
}

impl RunFolder {
    /// Creates the folder of a run, or opens it to go on where it ended.
    ///
    /// # Errors
    /// If it holds another run, is in use, or can't be written.
    pub fn create(path: &Path, manifest: &Manifest) -> Result<Self, FolderError> {
        refuse_foreign(path)?;
        for folder in [path, &path.join("executions"), &path.join("candidates")] {
            fs::create_dir_all(folder).map_err(io_error(folder))?;
        }
        let journal_path = path.join(JOURNAL);
        let journal = OpenOptions::new()
            .create(true)
            .append(true)
            .read(true)
            .open(&journal_path)
            .map_err(io_error(&journal_path))?;
        // Before anything else is looked at: the other process may be writing it.
        match journal.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(FolderError::Busy(path.to_owned())),
            Err(fs::TryLockError::Error(error)) => {
                return Err(io_error(&journal_path)(error));
            }
        }
        let manifest_path = path.join(MANIFEST);
        if manifest_path.exists() {
            let found: Manifest = read_json(&manifest_path)?;
            if let Some(difference) = difference(&found, manifest) {
                return Err(FolderError::Other {
                    path: path.to_owned(),
                    difference,
                });
            }
        } else {
            write_json(&manifest_path, manifest)?;
        }
        let (done, good) = read_entries(&journal, &journal_path)?;
        journal.set_len(good).map_err(io_error(&journal_path))?;
        Ok(Self {
            path: path.to_owned(),
            journal: Mutex::new(journal),
            done,
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The candidates that were done when the folder was opened.
    pub fn done(&self) -> &[JournalEntry] {
        &self.done
    }

    /// Writes down what came of one candidate: first its executions, then the line of the journal that says so.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn record(
        &self,
        candidate: &Candidate,
        trial: &Trial,
    ) -> Result<JournalEntry, FolderError> {
        let source = self
            .path
            .join("candidates")
            .join(candidate.digest.to_string());
        if !source.exists() {
            write_atomically(&source, &candidate.source)?;
        }
        let mut lines = GzEncoder::new(Vec::new(), Compression::fast());
        for test in &trial.tests {
            serde_json::to_writer(&mut lines, test).expect("a record is plain data");
            lines.write_all(b"\n").expect("memory takes all");
        }
        let bytes = lines.finish().expect("memory takes all");
        write_atomically(&self.executions_path(&candidate.id), &bytes)?;

        let entry = JournalEntry {
            candidate: candidate.digest,
            score: trial.score(candidate),
            tests: trial.tests.iter().map(TestRecord::digest).collect(),
            wall_ms: trial.wall.as_millis() as u64,
        };
        let mut line = serde_json::to_vec(&entry).expect("an entry is plain data");
        line.push(b'\n');
        let path = self.path.join(JOURNAL);
        let mut journal = self.journal.lock().expect("no thread panics with the lock");
        journal.write_all(&line).map_err(io_error(&path))?;
        Ok(entry)
    }

    fn executions_path(&self, id: &CandidateId) -> PathBuf {
        executions_path(&self.path, id)
    }

    /// Writes a file of results.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn write(&self, name: &str, text: &str) -> Result<PathBuf, FolderError> {
        let path = self.path.join(name);
        write_atomically(&path, text.as_bytes())?;
        Ok(path)
    }
}

fn executions_path(folder: &Path, id: &CandidateId) -> PathBuf {
    // The name is short whatever the generator is called; the manifest says what it stands for.
    let name = digest_json(id).short();
    folder.join("executions").join(format!("{name}.jsonl.gz"))
}

/// Reads the manifest of a run.
///
/// # Errors
/// If there is none or it is damaged.
pub fn read_manifest(folder: &Path) -> Result<Manifest, FolderError> {
    read_json(&folder.join(MANIFEST))
}

/// Reads the journal of a run, which may be under way.
///
/// # Errors
/// If it can't be read.
pub fn read_journal(folder: &Path) -> Result<Vec<JournalEntry>, FolderError> {
    let path = folder.join(JOURNAL);
    let journal = File::open(&path).map_err(io_error(&path))?;
    Ok(read_entries(&journal, &path)?.0)
}

/// Reads what came of one candidate of a run.
///
/// # Errors
/// If it isn't there or is damaged.
pub fn read_executions(folder: &Path, id: &CandidateId) -> Result<Vec<TestRecord>, FolderError> {
    let path = executions_path(folder, id);
    let file = File::open(&path).map_err(io_error(&path))?;
    BufReader::new(GzDecoder::new(file))
        .lines()
        .map(|line| {
            let line = line.map_err(io_error(&path))?;
            serde_json::from_str(&line).map_err(|error| FolderError::Content {
                path: path.clone(),
                problem: error.to_string(),
            })
        })
        .collect()
}

/// Refuses a folder with files that are no run's: a slip of the pen must not scatter a run among them.
fn refuse_foreign(path: &Path) -> Result<(), FolderError> {
    if !path.is_dir() || path.join(MANIFEST).exists() {
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(io_error(path))? {
        let name = entry.map_err(io_error(path))?.file_name();
        let name = name.to_string_lossy();
        // A run that was killed before it wrote its manifest leaves these.
        if !name.starts_with('.') && ![JOURNAL, "executions", "candidates"].contains(&&*name) {
            return Err(FolderError::NoRun(path.to_owned()));
        }
    }
    Ok(())
}

/// What differs between the run that a folder holds and the one that is wanted.
fn difference(found: &Manifest, wanted: &Manifest) -> Option<String> {
    if found == wanted {
        return None;
    }
    let tasks = |manifest: &Manifest| manifest.tasks.keys().cloned().collect::<Vec<_>>();
    let ids = |manifest: &Manifest| {
        let ids = manifest.candidates.iter().map(|entry| entry.id.clone());
        ids.collect::<Vec<_>>()
    };
    let suite = |manifest: &Manifest| (manifest.suite.clone(), manifest.suite_version.clone());
    let (other_tasks, other_ids) = (tasks(found) != tasks(wanted), ids(found) != ids(wanted));
    let parts = [
        (found.format != wanted.format, "another format"),
        (
            found.dualgauge != wanted.dualgauge,
            "another version of dualgauge",
        ),
        (found.runtimes != wanted.runtimes, "another runtime"),
        (suite(found) != suite(wanted), "another suite"),
        (found.judge != wanted.judge, "another judge"),
        (other_tasks, "other tasks"),
        (
            !other_tasks && found.tasks != wanted.tasks,
            "tasks that were changed since",
        ),
        (other_ids, "other candidates"),
        (
            !other_ids && found.candidates != wanted.candidates,
            "candidates that were changed since",
        ),
    ];
    let names: Vec<&str> = parts
        .iter()
        .filter(|(differs, _)| *differs)
        .map(|(_, name)| *name)
        .collect();
    Some(names.join(", "))
}

/// Reads the entries of a journal, and how many bytes they take. A last line that was cut when the run was killed doesn't
/// count, nor does what follows a damaged one.
fn read_entries(journal: &File, path: &Path) -> Result<(Vec<JournalEntry>, u64), FolderError> {
    let mut entries = Vec::new();
    let mut good = 0;
    let mut reader = BufReader::new(journal);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = reader
            .read_until(b'\n', &mut line)
            .map_err(io_error(path))?;
        let entry = serde_json::from_slice(&line)
            .ok()
            .filter(|_| line.ends_with(b"\n"));
        match entry {
            Some(entry) => entries.push(entry),
            None => return Ok((entries, good)),
        }
        good += read as u64;
    }
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, FolderError> {
    let text = fs::read(path).map_err(io_error(path))?;
    serde_json::from_slice(&text).map_err(|error| FolderError::Content {
        path: path.to_owned(),
        problem: error.to_string(),
    })
}

fn write_json<T: Serialize>(path: &Path, value: &T) -> Result<(), FolderError> {
    let mut text = serde_json::to_vec_pretty(value).expect("plain data with text keys");
    text.push(b'\n');
    write_atomically(path, &text)
}

fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let write = || -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path)?;
        Ok(())
    };
    write().map_err(io_error(path))
}
