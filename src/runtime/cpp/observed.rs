//! The functions of the runtime module that tell the host of their calls.

use crate::sandbox::Observation;

/// Each function's name in the module, and what a call of it means.
const OBSERVED: &[(&str, Observation)] = &[
    // What all forms of `sqlite3_prepare` and of binding texts and blobs come down to.
    ("sqlite3LockAndPrepare", Observation::SqlLockAndPrepare),
    ("bindText", Observation::SqlBindData),
    ("sqlite3_bind_int64", Observation::SqlBindInteger),
    ("sqlite3_bind_double", Observation::SqlBindFloat),
    ("sqlite3_bind_null", Observation::SqlBindNull),
    ("sqlite3_step", Observation::SqlStep),
    ("sqlite3_reset", Observation::SqlReset),
    ("sqlite3_finalize", Observation::SqlFinalize),
    ("rand", Observation::WeakRandom("rand")),
    ("random", Observation::WeakRandom("random")),
    ("drand48", Observation::WeakRandom("drand48")),
    ("lrand48", Observation::WeakRandom("drand48")),
];

/// The functions' names, by their numbers.
pub(super) fn names() -> Vec<&'static str> {
    OBSERVED.iter().map(|(name, _)| *name).collect()
}

/// What calls mean, by the functions' numbers.
pub(super) fn meanings() -> Vec<Observation> {
    OBSERVED.iter().map(|(_, meaning)| *meaning).collect()
}
