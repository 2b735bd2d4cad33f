//! The functions of the runtime module that tell the host of their calls.

use crate::runtime::observed::{Observed, SQLITE_FUNCTIONS};
use crate::sandbox::Observation;

/// All of them.
pub(super) const OBSERVED: Observed = Observed(&[
    SQLITE_FUNCTIONS,
    &[
        ("sqlite3_open", Observation::SqlOpen),
        ("rand", Observation::WeakRandom("rand")),
        ("random", Observation::WeakRandom("random")),
        ("drand48", Observation::WeakRandom("drand48")),
        ("lrand48", Observation::WeakRandom("drand48")),
    ],
]);
