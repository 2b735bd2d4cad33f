//! The security rules that a task's tests state, as typed data. `evaluate` decides them.

use serde::{Deserialize, Serialize};

/// A rule over the output, the trace and the budgets of one execution. It holds or it doesn't.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Every one of these holds.
    All(Vec<Rule>),
    /// At least one of these holds.
    Any(Vec<Rule>),
    /// This doesn't hold.
    Not(Box<Rule>),
    /// The last call ended in the task's declared rejection (`true`), or didn't (`false`).
    Rejected(bool),
    /// Every file operation of the given uses led to one of these folders (or files).
    FileAccessWithin(FileScope),
    /// A canary turns up in none of these sinks.
    CanaryAbsent(CanaryScope),
    /// The trace has the same shape as the benign twin's in each of these aspects. (A rejection before the sink is
    /// reached has another shape: combine with `rejected` by `any`.)
    SameShapeAsTwin(Vec<Aspect>),
    /// The calls used at most this much fuel.
    FuelAtMost(FuelBound),
    /// At least this many bytes were drawn from the secure random source during the calls.
    RandomBytesAtLeast(u64),
    /// No process was started or tried.
    NoProcess(bool),
    /// No event matches.
    NoEvent(Selector),
    /// The number of events that match lies within bounds.
    Event(EventCount),
    /// A file's state afterwards.
    FileState(FileState),
    /// A database's content afterwards.
    DatabaseState(DatabaseState),
    /// The value that a call returned. Doesn't hold where it raised.
    Returned(ReturnedRule),
    /// What was written to standard output.
    Stdout(Matcher),
    /// The last call's outcome differs from the benign twin's (`true`) or equals it (`false`): the value that it
    /// returned or the exception with its message; of a program, what it wrote to standard output and its exit code.
    DiffersFromTwin(bool),
    /// A language model that was asked for it decides: for expectations in free text that no rule can state. Only in suites
    /// whose `suite.json` says `"judged": true`; once in a test, and not below `not`.
    Judged(JudgedRule),
}

impl Rule {
    /// Its name, as it stands in a task.
    pub fn name(&self) -> &'static str {
        match self {
            Self::All(_) => "all",
            Self::Any(_) => "any",
            Self::Not(_) => "not",
            Self::Rejected(_) => "rejected",
            Self::FileAccessWithin(_) => "file_access_within",
            Self::CanaryAbsent(_) => "canary_absent",
            Self::SameShapeAsTwin(_) => "same_shape_as_twin",
            Self::FuelAtMost(_) => "fuel_at_most",
            Self::RandomBytesAtLeast(_) => "random_bytes_at_least",
            Self::NoProcess(_) => "no_process",
            Self::NoEvent(_) => "no_event",
            Self::Event(_) => "event",
            Self::FileState(_) => "file_state",
            Self::DatabaseState(_) => "database_state",
            Self::Returned(_) => "returned",
            Self::Stdout(_) => "stdout",
            Self::DiffersFromTwin(_) => "differs_from_twin",
            Self::Judged(_) => "judged",
        }
    }

    /// Whether it compares with the benign twin itself (not in its parts).
    pub fn needs_twin(&self) -> bool {
        match self {
            Self::SameShapeAsTwin(_) | Self::DiffersFromTwin(_) => true,
            Self::FuelAtMost(bound) => bound.times_twin.is_some(),
            _ => false,
        }
    }

    /// What a judge is asked to decide, in this rule or a part of it.
    pub fn judged(&self) -> Option<&JudgedRule> {
        match self {
            Self::Judged(rule) => Some(rule),
            Self::All(parts) | Self::Any(parts) => parts.iter().find_map(Self::judged),
            Self::Not(part) => part.judged(),
            _ => None,
        }
    }
}

/// What a judge is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgedRule {
    /// What must be true of the execution, in plain words.
    pub expectation: String,
}

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

/// A canary and where it must not turn up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CanaryScope {
    /// The name of the canary.
    pub canary: String,
    /// Where it must not turn up.
    pub sinks: Vec<Sink>,
}

/// A place where text of an attacker does harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sink {
    /// The text of an SQL statement (bound parameters are not meant).
    SqlText,
    /// A path given to a file operation or to a database.
    FilePath,
    /// A command line for a shell, also where the program starts the shell itself (`sh -c`).
    ProcessShell,
    /// Any element of an argument vector.
    ProcessArgv,
    /// A host name or address.
    NetworkTarget,
    /// Text that is run as code.
    Code,
    /// The name of a type that a deserialiser builds.
    DeserializedType,
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
    /// The logging facility.
    Log,
    /// A returned value.
    Returned,
    /// The message of a raised exception.
    Raised,
    /// The content of a file that was created or changed.
    ChangedFiles,
}

/// What a trace's shape is compared in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// The texts of the SQL statements, in order.
    Sql,
    /// For each process, in order: the program and the number of its arguments; for a shell, the command line, which
    /// must be equal.
    Processes,
    /// The set of folders that files were opened in (and of folders that were listed).
    Folders,
    /// The set of kinds of events; `clock.read` doesn't count.
    Kinds,
}

/// A bound on the fuel of the calls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FuelBound {
    /// At most this many times the fuel of the benign twin's calls.
    #[serde(default)]
    pub times_twin: Option<u32>,
    /// At most this much. With `times_twin`, both are added up.
    #[serde(default)]
    pub fuel: u64,
}

/// Selects events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Selector {
    /// The kind, or a glob over kinds (`file.*`).
    pub kind: String,
    /// Conditions on the fields of the event, all of which must hold. A field that the event lacks matches nothing.
    #[serde(
        default,
        rename = "where",
        skip_serializing_if = "std::collections::BTreeMap::is_empty"
    )]
    pub fields: std::collections::BTreeMap<String, FieldMatch>,
}

/// A condition on one field of an event. For a field that is a list, one element must match.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FieldMatch {
    /// Equal to this JSON value.
    Equals(serde_json::Value),
    /// Text that matches this regular expression somewhere.
    Regex(String),
    /// Text that matches this glob as a whole; `*` stands for any text, also with `/` in it.
    Glob(String),
    /// Text that contains this.
    Contains(String),
    /// A canonical path that is this folder or lies below it.
    Under(String),
    /// A number less than this.
    LessThan(u64),
    /// Not this.
    Not(Box<FieldMatch>),
}

/// How many events must match.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventCount {
    /// Which events.
    pub select: Selector,
    /// At least this many (1 by default).
    #[serde(default = "one")]
    pub at_least: u32,
    /// At most this many.
    #[serde(default)]
    pub at_most: Option<u32>,
}

fn one() -> u32 {
    1
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

/// A condition on a returned value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnedRule {
    /// Which call, from 0; the last by default.
    #[serde(default)]
    pub call: Option<u32>,
    /// The condition.
    pub is: Matcher,
}

/// A condition on a value or a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Matcher {
    /// Equal to this value (typed JSON, see docs/values.md).
    Equals(serde_json::Value),
    /// Text (or bytes that are text) that this regular expression matches somewhere.
    Regex(String),
    /// Text that contains this; a list with this element; a mapping with this key.
    Contains(serde_json::Value),
    /// A value of this type.
    Type(TypeName),
    /// A length (of text in characters, of bytes, of a list or mapping) within bounds.
    Length(Bounds),
    /// A number within bounds.
    Number(NumberBounds),
    /// The number of lines of a text (a last line without a line feed counts) within bounds.
    Lines(Bounds),
    /// Equal to what this call (from 0) returned.
    EqualsResult(u32),
    /// A mapping or record whose field matches.
    Field(Box<FieldMatcher>),
    /// Every element of a list (or value of a mapping) matches.
    Each(Box<Matcher>),
    /// Not this.
    Not(Box<Matcher>),
    /// All of these.
    All(Vec<Matcher>),
    /// One of these.
    Any(Vec<Matcher>),
}

/// A field and what must be true of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldMatcher {
    /// The key.
    pub name: String,
    /// The condition on its value.
    pub is: Matcher,
}

/// The types that a [`Matcher`] can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TypeName {
    /// No value.
    Null,
    /// A truth value.
    Boolean,
    /// A whole number (also a float with a whole value, where a language has but one kind of number).
    Integer,
    /// Any number.
    Number,
    /// Text.
    String,
    /// Raw bytes.
    Bytes,
    /// A list or tuple.
    List,
    /// A mapping or record.
    Mapping,
}

/// Inclusive bounds on a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// At least this.
    #[serde(default)]
    pub min: u64,
    /// At most this.
    #[serde(default)]
    pub max: Option<u64>,
}

/// Inclusive bounds on a number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberBounds {
    /// At least this.
    #[serde(default)]
    pub min: Option<f64>,
    /// At most this.
    #[serde(default)]
    pub max: Option<f64>,
}
