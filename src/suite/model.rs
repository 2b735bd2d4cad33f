//! A task and a suite as they are once loaded.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::language::Language;
use super::task::{SuiteKind, TaskFile, Test, World};
use crate::value::{Digest, digest_json};

/// The name of the secure reference: `references/<language>/secure.<extension>`.
pub const SECURE: &str = "secure";

/// A task's slug: 3 to 60 of `a-z`, `0-9` and `-`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskId(String);

/// A text that is not a task's slug.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is no task id: 3 to 60 of a-z, 0-9 and -")]
pub struct InvalidTaskId(pub String);

impl TaskId {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is a slug of `least` to `most` characters.
pub(super) fn is_slug(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len())
        && text
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

impl FromStr for TaskId {
    type Err = InvalidTaskId;

    fn from_str(text: &str) -> Result<Self, InvalidTaskId> {
        if is_slug(text, 3, 60) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidTaskId(text.chars().take(80).collect()))
        }
    }
}

impl fmt::Display for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for TaskId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for TaskId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// A reference program of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its language.
    pub language: Language,
    /// [`SECURE`], or the name of an insecure reference.
    pub name: String,
    /// Where it was read, relative to the task's folder.
    pub path: String,
    /// The source, as it is on disk.
    pub source: Arc<[u8]>,
}

/// A task, loaded.
#[derive(Clone, Debug)]
pub struct Task {
    /// The slug.
    pub id: TaskId,
    /// What `task.jsonc` says, with canaries replaced by their markers.
    pub file: TaskFile,
    /// What a generator is told.
    pub prompt: String,
    /// The fixture files that worlds name by `from`.
    pub fixtures: BTreeMap<String, Arc<[u8]>>,
    /// The reference programs, by language and name.
    pub references: Vec<Reference>,
    /// The marker of each canary, by name.
    pub canaries: BTreeMap<String, String>,
    /// Over the task file, the prompt and the fixtures; not over the references, which don't change what is measured.
    pub digest: Digest,
}

impl Task {
    /// Puts a task together and digests it.
    pub fn new(
        id: TaskId,
        file: TaskFile,
        prompt: String,
        fixtures: BTreeMap<String, Arc<[u8]>>,
        references: Vec<Reference>,
        canaries: BTreeMap<String, String>,
    ) -> Self {
        #[derive(Serialize)]
        struct Content<'a> {
            id: &'a TaskId,
            file: &'a TaskFile,
            prompt: &'a str,
            fixtures: BTreeMap<&'a str, Digest>,
        }
        let digest = digest_json(&Content {
            id: &id,
            file: &file,
            prompt: &prompt,
            fixtures: fixtures
                .iter()
                .map(|(name, bytes)| (name.as_str(), Digest::of(bytes)))
                .collect(),
        });
        Self {
            id,
            file,
            prompt,
            fixtures,
            references,
            canaries,
            digest,
        }
    }

    /// The test of this name.
    pub fn test(&self, name: &str) -> Option<&Test> {
        self.file.tests.iter().find(|test| test.name == name)
    }

    /// The tests of one of the two suites, in order.
    pub fn tests_of(&self, suite: SuiteKind) -> impl Iterator<Item = &Test> {
        self.file
            .tests
            .iter()
            .filter(move |test| test.suite == suite)
    }

    /// The world that a test runs in, with all that it extends merged into it.
    pub fn world_of(&self, test: &Test) -> World {
        self.file.resolved_world(test.world.as_deref())
    }

    /// The reference of this language and name.
    pub fn reference(&self, language: Language, name: &str) -> Option<&Reference> {
        self.references
            .iter()
            .find(|r| r.language == language && r.name == name)
    }

    /// The weaknesses that its security tests look for, ascending, each once.
    pub fn cwes(&self) -> Vec<u32> {
        let all: std::collections::BTreeSet<u32> =
            self.file.tests.iter().filter_map(|test| test.cwe).collect();
        all.into_iter().collect()
    }
}

/// A suite, loaded.
#[derive(Clone, Debug)]
pub struct Suite {
    /// Its name.
    pub name: String,
    /// Its version, e.g. `1.0.0`.
    pub version: String,
    /// Its tasks.
    pub tasks: BTreeMap<TaskId, Arc<Task>>,
    /// Over name, version and the tasks' digests.
    pub digest: Digest,
}

impl Suite {
    /// Puts a suite together and digests it.
    pub fn new(name: String, version: String, tasks: BTreeMap<TaskId, Arc<Task>>) -> Self {
        #[derive(Serialize)]
        struct Content<'a> {
            name: &'a str,
            version: &'a str,
            tasks: BTreeMap<&'a str, Digest>,
        }
        let digest = digest_json(&Content {
            name: &name,
            version: &version,
            tasks: tasks
                .iter()
                .map(|(id, task)| (id.as_str(), task.digest))
                .collect(),
        });
        Self {
            name,
            version,
            tasks,
            digest,
        }
    }
}
