//! The functions of the runtime module that tell the host of their calls.

use crate::runtime::observed::Observed;
use crate::sandbox::Observation;

/// All of them.
pub(super) const OBSERVED: Observed = Observed(&[
    // What all forms of `sqlite3_prepare` and of binding texts and blobs come down to.
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
    ("rand", Observation::WeakRandom("rand")),
    ("random", Observation::WeakRandom("random")),
    ("drand48", Observation::WeakRandom("drand48")),
    ("lrand48", Observation::WeakRandom("drand48")),
]);
