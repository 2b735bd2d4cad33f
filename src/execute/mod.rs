//! Runs: candidates x tests on a thread pool, with typed events out and a journal that survives being killed.

mod candidate;
mod folder;
mod judging;
mod network;
mod trial;
mod validation;
mod worlds;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::aggregate::{SampleScore, Summary, SummaryOptions, summarize};
use crate::judge::{Identity, Panel};
use crate::runtime::Runtimes;
pub use crate::sandbox::engine::on_pool;
use crate::suite::Suite;
use crate::value::{Digest, digest_json};

pub use candidate::{
    Candidate, CandidateError, CandidateId, FOLDER_LAYOUT, INSECURE_REFERENCES, LINE_LAYOUT,
    MAX_SOURCE, SECURE_REFERENCES, read, references, references_of,
};
pub use folder::{
    FolderError, JournalEntry, Manifest, ManifestEntry, RunFolder, read_executions, read_journal,
    read_manifest,
};
pub use trial::{Bench, TestRecord, Trial, try_candidate};
pub use validation::{Complaint, Shown, examine, validate};
pub use worlds::{WorldError, Worlds};

/// What a run tells while it works.
#[derive(Clone, Debug)]
pub enum RunEvent<'a> {
    /// It begins.
    Started {
        /// How many candidates there are.
        candidates: usize,
        /// How many of them were done before.
        done_before: usize,
    },
    /// One candidate is done.
    CandidateDone {
        /// Its entry in the journal.
        entry: &'a JournalEntry,
    },
}

/// What a run came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// The digest of the whole run: the same wherever and however it ran.
    pub digest: Digest,
    /// The suite's name and version.
    pub suite: String,
    /// Who decided what no rule can, if anybody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<Identity>,
    /// The metrics.
    pub summary: Summary,
    /// The score of each sample, in order.
    pub samples: Vec<SampleScore>,
}

/// How a run ended.
#[derive(Debug)]
pub enum RunEnd {
    /// Every candidate is done.
    Complete(Box<Results>),
    /// It was asked to stop; what is done is kept.
    Interrupted {
        /// How many candidates are done.
        done: usize,
    },
}

/// Everything that a run needs.
pub struct Run<'a> {
    /// The runtimes of all languages that the candidates are in.
    pub runtimes: &'a Runtimes,
    /// The suite with the tasks of all candidates.
    pub suite: &'a Suite,
    /// The candidates.
    pub candidates: &'a [Candidate],
    /// What the run is.
    pub manifest: &'a Manifest,
    /// Where it is written.
    pub folder: &'a RunFolder,
    /// How it is summed up.
    pub options: &'a SummaryOptions,
    /// Who decides what no rule can, if anybody does; the one that the manifest names.
    pub judge: Option<&'a Panel>,
}

/// Executes all candidates that the folder doesn't hold yet, and sums up. Call it within [`on_pool`]. When `stop` becomes
/// true, no further candidate is begun.
///
/// # Errors
/// If the folder can't be written.
pub fn run(
    run: &Run<'_>,
    stop: &AtomicBool,
    observe: &(dyn Fn(&RunEvent<'_>) + Sync),
) -> Result<RunEnd, FolderError> {
    let Run {
        runtimes,
        suite,
        candidates,
        manifest,
        folder,
        options,
        judge,
    } = *run;
    let worlds = Worlds::default();
    let bench = Bench {
        runtimes,
        worlds: &worlds,
        sanitize: manifest.sanitize,
        judge,
    };
    let known: BTreeMap<_, &JournalEntry> = folder
        .done()
        .iter()
        .map(|entry| (place(&entry.score), entry))
        .collect();
    observe(&RunEvent::Started {
        candidates: candidates.len(),
        done_before: known.len(),
    });
    let entries: Vec<Option<JournalEntry>> = candidates
        .par_iter()
        .map(|candidate| {
            let key = (
                candidate.id.generator.clone(),
                candidate.id.language.to_string(),
                candidate.id.task.to_string(),
                candidate.id.sample,
            );
            if let Some(entry) = known.get(&key) {
                return Ok(Some((*entry).clone()));
            }
            if stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let task = &suite.tasks[&candidate.id.task];
            let trial = try_candidate(&bench, task, candidate);
            let entry = folder.record(candidate, &trial)?;
            observe(&RunEvent::CandidateDone { entry: &entry });
            Ok(Some(entry))
        })
        .collect::<Result<_, FolderError>>()?;
    let done: Vec<JournalEntry> = entries.iter().flatten().cloned().collect();
    if done.len() < candidates.len() {
        return Ok(RunEnd::Interrupted { done: done.len() });
    }
    let results = conclude(manifest, done, options);
    Ok(RunEnd::Complete(Box::new(results)))
}

/// What tells samples apart.
fn place(score: &SampleScore) -> (String, String, String, u32) {
    (
        score.generator.clone(),
        score.language.clone(),
        score.task.clone(),
        score.sample,
    )
}

/// Sums up the entries of a complete journal.
fn conclude(
    manifest: &Manifest,
    mut entries: Vec<JournalEntry>,
    options: &SummaryOptions,
) -> Results {
    /// What the run's digest covers.
    #[derive(Serialize)]
    struct Covered<'a> {
        manifest: &'a Manifest,
        candidates: Vec<(&'a SampleScore, Digest, &'a [Digest])>,
    }
    entries.sort_by_key(|entry| place(&entry.score));
    let digest = digest_json(&Covered {
        manifest,
        candidates: entries
            .iter()
            .map(|entry| (&entry.score, entry.candidate, entry.tests.as_slice()))
            .collect(),
    });
    let samples: Vec<SampleScore> = entries.into_iter().map(|entry| entry.score).collect();
    Results {
        digest,
        suite: format!("{} {}", manifest.suite, manifest.suite_version),
        judge: manifest.judge.clone(),
        summary: summarize(&samples, options),
        samples,
    }
}
