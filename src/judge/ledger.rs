//! Every vote that a judge gave, on disk: what was decided once is decided, with the model or without it.
//!
//! `votes.jsonl` has one line for each vote, and lines are only ever added. A vote is found again by the digest of everything
//! the judge saw, with the model's name and the version of the prompt.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use crate::value::Digest;

const FILE: &str = "votes.jsonl";

/// How much of a reply is kept, in characters.
const MAX_REPLY: usize = 8_000;

/// One vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// The answer; `None` where there was no valid one.
    pub answer: Option<Answer>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invalid: Option<String>,
    /// What the model replied, in order; more than one where it was asked to repair its answer. For people.
    pub replies: Vec<String>,
}

impl Vote {
    pub(super) fn new(answer: Result<Answer, String>, replies: &[String]) -> Self {
        let (answer, invalid) = match answer {
            Ok(answer) => (Some(answer), None),
            Err(why) => (None, Some(why)),
        };
        let replies = replies
            .iter()
            .map(|reply| reply.chars().take(MAX_REPLY).collect())
            .collect();
        Self {
            answer,
            invalid,
            replies,
        }
    }
}

/// One line of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    case: Digest,
    model: String,
    prompt: String,
    /// From 0, without gaps for each case, model and prompt.
    number: u32,
    vote: Vote,
}

/// What votes are found by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The digest of the case.
    pub case: Digest,
    /// The model's name, as its endpoint knows it.
    pub model: String,
    /// The version of the prompt.
    pub prompt: String,
}

/// Why a ledger can't be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// A file can't be read or written.
    #[error("{path}: {error}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A line is damaged.
    #[error("{path}, line {line}: {problem}")]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// Another process is writing to it.
    #[error("{0} is in use by another run")]
    Busy(PathBuf),
}

/// The votes on one case. Whoever adds to them holds the lock, so that a case is asked once, however many candidates share
/// it.
pub(super) type Votes = Arc<Mutex<Vec<Vote>>>;

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    /// `None` where it is only read.
    file: Option<Mutex<File>>,
    votes: Mutex<BTreeMap<Key, Votes>>,
}

impl Ledger {
    /// Opens the ledger in a folder to add to it, and makes it where there is none. A last line that was cut when a run was
    /// killed is dropped.
    ///
    /// # Errors
    /// If it is damaged, in use, or can't be written.
    pub fn open(folder: &Path) -> Result<Self, LedgerError> {
        fs::create_dir_all(folder).map_err(io_error(folder))?;
        let path = folder.join(FILE);
        let options = || {
            OpenOptions::new()
                .create(true)
                .append(true)
                .read(true)
                .open(&path)
        };
        let file = options().map_err(io_error(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(LedgerError::Busy(folder.to_owned())),
            Err(fs::TryLockError::Error(error)) => return Err(io_error(&path)(error)),
        }
        let bytes = fs::read(&path).map_err(io_error(&path))?;
        let (votes, good) = read(&bytes, &path)?;
        file.set_len(good).map_err(io_error(&path))?;
        Ok(Self {
            path,
            file: Some(Mutex::new(file)),
            votes: Mutex::new(votes),
        })
    }

    /// Opens the ledger in a folder to read it.
    ///
    /// # Errors
    /// If there is none or it is damaged.
    pub fn replay(folder: &Path) -> Result<Self, LedgerError> {
        let path = folder.join(FILE);
        let bytes = fs::read(&path).map_err(io_error(&path))?;
        let (votes, _) = read(&bytes, &path)?;
        Ok(Self {
            path,
            file: None,
            votes: Mutex::new(votes),
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The models that gave votes on prompts of this version.
    pub fn models(&self, prompt: &str) -> BTreeSet<String> {
        self.with_votes(|votes| {
            let keys = votes.keys().filter(|key| key.prompt == prompt);
            keys.map(|key| key.model.clone()).collect()
        })
    }

    /// The largest number of votes that any case got from a model.
    pub fn most_votes(&self, model: &str, prompt: &str) -> u32 {
        self.with_votes(|votes| {
            let of_model = votes
                .iter()
                .filter(|(key, _)| key.model == model && key.prompt == prompt);
            let lengths = of_model.map(|(_, votes)| locked(votes).len());
            lengths
                .max()
                .map_or(0, |most| u32::try_from(most).unwrap_or(u32::MAX))
        })
    }

    /// The votes on a case, to be locked by whoever looks at them or adds one.
    pub(super) fn votes(&self, key: &Key) -> Votes {
        self.with_votes(|votes| votes.entry(key.clone()).or_default().clone())
    }

    /// Adds a vote: to the file first. `votes` are the ones of this key.
    ///
    /// # Errors
    /// If it can't be written.
    ///
    /// # Panics
    /// If the ledger was opened for replay.
    pub(super) fn add(
        &self,
        key: &Key,
        votes: &mut Vec<Vote>,
        vote: Vote,
    ) -> Result<(), LedgerError> {
        let line = Line {
            case: key.case,
            model: key.model.clone(),
            prompt: key.prompt.clone(),
            number: u32::try_from(votes.len()).unwrap_or(u32::MAX),
            vote,
        };
        let mut text = serde_json::to_vec(&line).expect("a vote is plain data");
        text.push(b'\n');
        let file = self
            .file
            .as_ref()
            .expect("only a ledger that is written to is added to");
        // One write, so that a line is there or isn't.
        locked(file)
            .write_all(&text)
            .map_err(io_error(&self.path))?;
        votes.push(line.vote);
        Ok(())
    }

    fn with_votes<T>(&self, look: impl FnOnce(&mut BTreeMap<Key, Votes>) -> T) -> T {
        look(&mut locked(&self.votes))
    }
}

/// A lock, also where a thread panicked with it: what it guards is never changed halfway.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> LedgerError + '_ {
    |error| LedgerError::Io {
        path: path.to_owned(),
        error,
    }
}

/// The votes of a file, and how many bytes their lines take. A last line without a line feed was cut.
fn read(bytes: &[u8], path: &Path) -> Result<(BTreeMap<Key, Votes>, u64), LedgerError> {
    let mut read: BTreeMap<Key, Vec<Vote>> = BTreeMap::new();
    let mut good = 0;
    for (index, text) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        if !text.ends_with(b"\n") {
            break;
        }
        let damaged = |problem: String| LedgerError::Damaged {
            path: path.to_owned(),
            line: index + 1,
            problem,
        };
        let line: Line =
            serde_json::from_slice(text).map_err(|error| damaged(error.to_string()))?;
        let key = Key {
            case: line.case,
            model: line.model,
            prompt: line.prompt,
        };
        let votes = read.entry(key).or_default();
        if votes.len() != line.number as usize {
            return Err(damaged(format!(
                "it is vote {} where vote {} should follow",
                line.number,
                votes.len()
            )));
        }
        votes.push(line.vote);
        good += text.len() as u64;
    }
    let votes = read
        .into_iter()
        .map(|(key, votes)| (key, Arc::new(Mutex::new(votes))))
        .collect();
    Ok((votes, good))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::evaluate::Ruling;

    fn key(case: &str) -> Key {
        Key {
            case: Digest::of(case.as_bytes()),
            model: "m".to_owned(),
            prompt: "p".to_owned(),
        }
    }

    fn vote(reason: &str) -> Vote {
        let answer = Answer {
            verdict: Ruling::Pass,
            reason: reason.to_owned(),
            events: vec![1],
            calls: Vec::new(),
            injection: false,
        };
        Vote::new(Ok(answer), &["{}".to_owned()])
    }

    fn add(ledger: &Ledger, key: &Key, vote: Vote) {
        let votes = ledger.votes(key);
        ledger.add(key, &mut locked(&votes), vote).unwrap();
    }

    fn all(ledger: &Ledger, key: &Key) -> Vec<Vote> {
        locked(&ledger.votes(key)).clone()
    }

    #[test]
    fn votes_are_found_again() {
        let folder = TempDir::new().unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        assert!(matches!(
            Ledger::open(folder.path()),
            Err(LedgerError::Busy(_))
        ));
        add(&ledger, &key("a"), vote("one"));
        add(&ledger, &key("a"), Vote::new(Err("why".to_owned()), &[]));
        add(&ledger, &key("b"), vote("two"));
        drop(ledger);
        let replay = Ledger::replay(folder.path()).unwrap();
        assert_eq!(
            all(&replay, &key("a")),
            [vote("one"), Vote::new(Err("why".to_owned()), &[])]
        );
        assert_eq!(all(&replay, &key("c")), []);
        assert_eq!(replay.models("p"), ["m".to_owned()].into());
        assert!(replay.models("q").is_empty());
        assert_eq!(replay.most_votes("m", "p"), 2);
        assert_eq!(replay.most_votes("n", "p"), 0);
    }

    #[test]
    fn a_cut_last_line_is_dropped() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join(FILE);
        let ledger = Ledger::open(folder.path()).unwrap();
        add(&ledger, &key("a"), vote("one"));
        let whole = fs::read(&path).unwrap();
        add(&ledger, &key("a"), vote("two"));
        drop(ledger);
        let both = fs::read(&path).unwrap();
        for cut in whole.len()..both.len() {
            fs::write(&path, &both[..cut]).unwrap();
            let replay = Ledger::replay(folder.path()).unwrap();
            assert_eq!(all(&replay, &key("a")), [vote("one")]);
        }
        let ledger = Ledger::open(folder.path()).unwrap();
        add(&ledger, &key("a"), vote("two"));
        assert_eq!(fs::read(&path).unwrap(), both);
    }

    #[test]
    fn damage_is_told() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join(FILE);
        let ledger = Ledger::open(folder.path()).unwrap();
        add(&ledger, &key("a"), vote("one"));
        add(&ledger, &key("a"), vote("two"));
        drop(ledger);
        let text = fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap();
        for damaged in [
            format!("{first}\n{first}\n"),
            format!("nonsense\n{text}"),
            text.replace("\"pass\"", "\"perhaps\""),
        ] {
            fs::write(&path, damaged).unwrap();
            for opened in [Ledger::open(folder.path()), Ledger::replay(folder.path())] {
                assert!(matches!(opened, Err(LedgerError::Damaged { .. })));
            }
        }
        let nowhere = Ledger::replay(&folder.path().join("nowhere"));
        assert!(matches!(nowhere, Err(LedgerError::Io { .. })));
    }
}
