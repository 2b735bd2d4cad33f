//! What one execution left behind: everything that an oracle may read, and nothing that depends on the machine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::trace::Event;
use crate::value::Digest;

/// The record of one test of one candidate, run once in a fresh sandbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Execution {
    /// How it ended.
    pub ended: Ended,
    /// How each function of the entry was found; empty for programs and where loading failed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<EntryFound>,
    /// One record for each call of the test, in order; calls that were never reached are missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<CallRecord>,
    /// What was written to standard output.
    pub stdout: Output,
    /// What was written to standard error.
    pub stderr: Output,
    /// What was used of each budget.
    pub usage: Usage,
    /// What the program did.
    pub trace: Vec<Event>,
    /// How the file system differs from its state before, by path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileEffect>,
    /// Answers to the questions that the test asks about the state afterwards.
    #[serde(default)]
    pub probes: Probes,
    /// Which lines of the candidate ran.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Coverage>,
}

/// How an execution ended. All of these are the candidate's doing; what is the system's fault is an error instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Ended {
    /// Every call was made; for a program: it ran to its end.
    Completed,
    /// The program ended itself with an exit code. For a test with calls this means that it ended too early.
    Exited {
        /// The exit code.
        code: i32,
    },
    /// The candidate couldn't be loaded: a syntax error, an exception while loading, or not text at all.
    LoadFailed {
        /// The exception's type.
        type_name: String,
        /// Its message.
        message: String,
        /// The candidate's line, where known.
        line: Option<u32>,
    },
    /// The candidate has no function that could be the entry.
    NoEntry {
        /// The name that was looked for.
        wanted: String,
        /// The public functions that it has.
        public: Vec<String>,
    },
    /// The fuel budget was used up.
    OutOfFuel,
    /// The memory budget was used up.
    OutOfMemory,
    /// Recursion used up the stack.
    StackOverflow,
    /// The runtime itself gave up.
    Trapped {
        /// Why, in the runtime's words.
        reason: String,
    },
}

/// Which function was taken for a wanted name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryFound {
    /// The name that the task asks for.
    pub wanted: String,
    /// The name that the candidate gave it.
    pub found: String,
    /// Why it was taken.
    pub how: EntryMatch,
}

/// Why a function was taken as the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryMatch {
    /// The name is exactly the one asked for.
    Exact,
    /// The same name in another naming style, e.g. `loadFile` for `load_file`.
    Style,
    /// It is the only public function.
    Only,
}

/// One call and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CallRecord {
    /// What came back.
    pub outcome: CallOutcome,
    /// The fuel that the call used.
    pub fuel: u64,
}

/// What a call gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// It returned this value, in canonical typed JSON.
    Returned(serde_json::Value),
    /// It raised an exception.
    Raised {
        /// The exception's type, e.g. `ValueError`.
        type_name: String,
        /// Its message, bounded.
        message: String,
        /// The candidate's line that raised it, where known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u32>,
    },
}

/// Bytes that a program wrote, up to a cap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// The text; bytes that are not UTF-8 are written `\xNN`.
    pub text: String,
    /// How many bytes were written in all, also those beyond the cap.
    pub bytes: u64,
    /// Whether there was more than the cap.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub truncated: bool,
}

/// What an execution used of its budgets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// Fuel in all (about one unit for each WebAssembly instruction, plus the cost of host functions).
    pub fuel: u64,
    /// The largest linear memory, in bytes.
    pub memory: u64,
    /// Events recorded.
    pub events: u32,
    /// Files created.
    pub files: u64,
}

/// One difference between the file system before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEffect {
    /// The canonical path.
    pub path: String,
    /// The state before; `None` where it didn't exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<FileNode>,
    /// The state afterwards; `None` where it doesn't exist any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<FileNode>,
}

/// A file, folder or link at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileNode {
    /// `file`, `directory`, `symlink` or `device`.
    pub kind: String,
    /// Permission bits as octal text, e.g. `0644`.
    pub mode: String,
    /// Length in bytes.
    pub size: u64,
    /// Digest of a file's content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// A file's content (non-UTF-8 bytes as `\xNN`) up to 64 KiB, or a link's target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

/// The state afterwards that a test asks about, whether it changed or not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Probes {
    /// By path; `None` where nothing is there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, Option<FileNode>>,
    /// By database path, then by query: the rows in canonical typed JSON, or the error.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub queries: BTreeMap<String, BTreeMap<String, QueryAnswer>>,
}

/// What a query on a database gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueryAnswer {
    /// The rows, each a list of values.
    Rows(Vec<Vec<serde_json::Value>>),
    /// The database's message.
    Error(String),
}

/// Which lines of the candidate ran.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Lines that hold something to run, ascending.
    pub lines: Vec<u32>,
    /// Lines that ran, ascending.
    pub hit: Vec<u32>,
}
