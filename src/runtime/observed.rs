//! The functions of a runtime's libraries that tell the host of their calls.

use crate::sandbox::Observation;

/// Functions' names in the module, and what a call of each means.
type List = &'static [(&'static str, Observation)];

/// The functions of some libraries. A function's place among all is its number in messages.
pub(super) struct Observed(pub(super) &'static [List]);

/// Those of an SQLite that our clang compiled.
pub(super) const SQLITE_FUNCTIONS: List = &[
    ("sqlite3_open_v2", Observation::SqlOpenWith),
    ("sqlite3_set_authorizer", Observation::SqlSetAuthoriser),
    // What all forms of `sqlite3_prepare` and of binding texts come down to.
    ("sqlite3LockAndPrepare", Observation::SqlLockAndPrepare),
    ("bindText", Observation::SqlBindData),
    // At this level of optimisation it doesn't go through `bindText`.
    ("sqlite3_bind_blob", Observation::SqlBindBlob),
    ("sqlite3_bind_int64", Observation::SqlBindInteger),
    ("sqlite3_bind_double", Observation::SqlBindFloat),
    ("sqlite3_bind_null", Observation::SqlBindNull),
    ("sqlite3_step", Observation::SqlStep),
    ("sqlite3_reset", Observation::SqlReset),
    ("sqlite3_finalize", Observation::SqlFinalize),
];

impl Observed {
    fn all(&self) -> impl Iterator<Item = &'static (&'static str, Observation)> {
        self.0.iter().flat_map(|list| list.iter())
    }

    /// The functions' names, by their numbers.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.all().map(|(name, _)| *name).collect()
    }

    /// What calls mean, by the functions' numbers; SQLite's authoriser comes last.
    pub(super) fn meanings(&self) -> Vec<Observation> {
        let named = self.all().map(|(_, meaning)| *meaning);
        named.chain([Observation::SqlAuthorise]).collect()
    }
}
