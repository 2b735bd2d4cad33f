//! Where file operations may lead, and what may be left behind.

use serde::{Deserialize, Serialize};

use super::matcher::Matcher;

/// Where file operations may lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileScope {
    /// Canonical folders or files; a folder stands for all below it.
    pub folders: Vec<String>,
    /// Which uses count; all but `stat` by default (asking whether a path exists is harmless in most tasks).
    #[serde(default = "FileScope::default_uses")]
    pub uses: Vec<FileUse>,
}

impl FileScope {
    fn default_uses() -> Vec<FileUse> {
        vec![FileUse::Read, FileUse::Write, FileUse::List]
    }
}

/// What a file operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileUse {
    /// Opened for reading, or a link's text read. (Asking for the text of what is no link fails, and tells no more than
    /// `stat` does: it counts as that. Resolving a path asks so at each of its folders.)
    Read,
    /// Opened for writing, created, renamed, removed, linked, mode changed.
    Write,
    /// A folder listed.
    List,
    /// Metadata asked for. Asking for what doesn't exist never counts.
    Stat,
}

/// A file's state after the execution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileState {
    /// Its canonical path.
    pub path: String,
    /// What must be true of it.
    pub is: FileCondition,
}

/// A condition on a file's state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FileCondition {
    /// As it was before; of a folder, with all below it.
    Unchanged,
    /// Nothing is there.
    Absent,
    /// Something is there.
    Present,
    /// It grants no permission beyond these, e.g. `0600`.
    ModeWithin(String),
    /// Its text matches.
    Content(Matcher),
}

/// A database's content after the execution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DatabaseState {
    /// The canonical path of the database file.
    pub path: String,
    /// A query that is run on it afterwards.
    pub query: String,
    /// The rows that it must give, each a list of values.
    pub rows: Vec<Vec<serde_json::Value>>,
}

/// Folders and what counts in them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Folders {
    /// Canonical folders or files; a folder stands for all below it.
    pub folders: Vec<String>,
}

/// Permissions of files that the candidate creates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreatedMode {
    /// The most permissions that a file may have, e.g. `0600`: when it is created and afterwards.
    pub mode: String,
    /// Only files in these folders (or these files) count; by default all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<String>,
}
