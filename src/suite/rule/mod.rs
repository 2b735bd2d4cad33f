//! The security rules that a task's tests state, as typed data. `evaluate` decides them.

mod budget;
mod canary;
mod crypto;
mod files;
mod judged;
mod matcher;
mod network;
mod selector;
mod twin;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use budget::{Budget, EvenFuel, FuelBound, Growth, Resource};
pub use canary::{CanaryScope, Sink};
pub use crypto::{CryptoScope, CryptoUse, Freshness, Origin, RandomScope};
pub use files::{
    CreatedMode, DatabaseState, FileCondition, FileScope, FileState, FileUse, Folders,
};
pub use judged::JudgedRule;
pub use matcher::{
    Bounds, CookieMatch, FieldMatcher, HeaderMatch, HtmlMatch, Matcher, NumberBounds, ReturnedRule,
    TypeName, XmlMatch,
};
pub use network::{NetworkScope, ProcessScope, TlsScope};
pub use selector::{
    Before, Conditions, EventCount, EventSum, FieldMatch, NthWord, Part, Phase, Reached, Selector,
    ShellWords,
};
pub use twin::{Aspect, Shape};

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
    /// The trace has the same shape as the benign twin's in each of these aspects. A rejection before the sink is
    /// reached has another shape: say `or_rejected`, or combine with `rejected` by `any`. Where the aspects name what neither
    /// of the two did, nothing can be told, and the rule doesn't hold.
    SameShapeAsTwin(Shape),
    /// The calls used at most this much fuel.
    FuelAtMost(FuelBound),
    /// A resource was used within bounds.
    Budget(Budget),
    /// The work that a series of calls does grows no faster than allowed with the size of their inputs.
    Growth(Growth),
    /// The fuel of calls hardly differs, so that it tells nothing about a secret.
    EvenFuel(EvenFuel),
    /// At least this many bytes were drawn from the secure random source during the calls.
    RandomBytesAtLeast(u64),
    /// No process was started or tried.
    NoProcess(bool),
    /// No event matches.
    NoEvent(Selector),
    /// The number of events that match lies within bounds.
    Event(EventCount),
    /// Events that match these selectors happened in this order, others between them.
    InOrder(Vec<Selector>),
    /// Every event of one kind has an event of another before it.
    Before(Box<Before>),
    /// The sum of a numeric field over events lies within bounds.
    Sum(EventSum),
    /// The attack got as far as an event that matches, or a call ended in the declared rejection: what it shows isn't that the
    /// program did nothing.
    Reached(Reached),
    /// An event of the benign twin matches. Where none does, the twin isn't fit to be compared with, and the rule neither holds
    /// nor doesn't.
    TwinReaches(Selector),
    /// Every process that was started is one of these.
    ProcessWithin(ProcessScope),
    /// Every use of the network led to one of these.
    NetworkWithin(NetworkScope),
    /// Connections are secured, and the other side is checked.
    TlsVerified(TlsScope),
    /// Only such cryptography was used.
    Crypto(Box<CryptoScope>),
    /// Where random values came from.
    Random(RandomScope),
    /// A comparison in constant time was made during the calls (`true`), or none (`false`).
    ConstantTimeCompare(bool),
    /// A file's state afterwards.
    FileState(FileState),
    /// A database's content afterwards.
    DatabaseState(DatabaseState),
    /// The file of this database is, byte for byte, as it was before.
    DatabaseUnchanged(String),
    /// Everything that was created, changed or removed lies in these folders (or is one of these files), by the file system
    /// before and after.
    FilesChangedWithin(Folders),
    /// Nothing is in these folders afterwards that wasn't there before.
    NoFileLeft(Folders),
    /// Every file that was created had no more than these permissions from the beginning and has no more afterwards.
    CreatedModeWithin(CreatedMode),
    /// The value that a call returned. Doesn't hold where it raised.
    Returned(ReturnedRule),
    /// What was written to standard output.
    Stdout(Matcher),
    /// The last call's outcome differs from the benign twin's (`true`) or equals it (`false`): the value that it
    /// returned or the exception with its message; of a program, what it wrote to standard output and its exit code.
    DiffersFromTwin(bool),
    /// A named pack of rules for a weakness with its parameters; `dualgauge rules` lists them. It stands for the rules that it
    /// is made of: they take its place when the task is loaded.
    Pack(PackUse),
    /// A language model that was asked for it decides: for expectations in free text that no rule can state. Only in suites
    /// whose `suite.json` says `"judged": true`; once in a test, and not below `not`.
    Judged(JudgedRule),
}

/// Which pack of rules, and its parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackUse {
    /// Its name, e.g. `cwe-22`.
    pub name: String,
    /// Its parameters by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub with: BTreeMap<String, serde_json::Value>,
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
            Self::InOrder(_) => "in_order",
            Self::Before(_) => "before",
            Self::Sum(_) => "sum",
            Self::Reached(_) => "reached",
            Self::TwinReaches(_) => "twin_reaches",
            Self::ProcessWithin(_) => "process_within",
            Self::NetworkWithin(_) => "network_within",
            Self::TlsVerified(_) => "tls_verified",
            Self::Crypto(_) => "crypto",
            Self::Random(_) => "random",
            Self::ConstantTimeCompare(_) => "constant_time_compare",
            Self::Budget(_) => "budget",
            Self::Growth(_) => "growth",
            Self::EvenFuel(_) => "even_fuel",
            Self::DatabaseUnchanged(_) => "database_unchanged",
            Self::FilesChangedWithin(_) => "files_changed_within",
            Self::NoFileLeft(_) => "no_file_left",
            Self::CreatedModeWithin(_) => "created_mode_within",
            Self::Pack(_) => "pack",
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
            Self::SameShapeAsTwin(_) | Self::DiffersFromTwin(_) | Self::TwinReaches(_) => true,
            Self::FuelAtMost(bound) => bound.times_twin.is_some(),
            Self::Budget(budget) => budget.times_twin.is_some(),
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
