//! The functions of CPython and of the libraries linked into it that tell the host of their calls.

use crate::runtime::observed::Observed;
use crate::sandbox::Observation;

/// All of them.
pub(super) const OBSERVED: Observed = Observed(&[&[
    ("sqlite3_open_v2", Observation::SqlOpenWith),
    ("sqlite3_set_authorizer", Observation::SqlSetAuthoriser),
    ("sqlite3_prepare_v2", Observation::SqlPrepare),
    ("sqlite3_bind_text", Observation::SqlBindText),
    ("sqlite3_bind_blob", Observation::SqlBindBlob),
    ("sqlite3_bind_int64", Observation::SqlBindInteger),
    ("sqlite3_bind_double", Observation::SqlBindFloat),
    ("sqlite3_bind_null", Observation::SqlBindNull),
    ("sqlite3_step", Observation::SqlStep),
    ("sqlite3_reset", Observation::SqlReset),
    ("sqlite3_finalize", Observation::SqlFinalize),
    (
        "_random_Random_random",
        Observation::WeakRandom("mersenne-twister"),
    ),
    (
        "_random_Random_getrandbits",
        Observation::WeakRandom("mersenne-twister"),
    ),
    ("_md5_md5", Observation::Hash("md5")),
    ("_sha1_sha1", Observation::Hash("sha1")),
    ("_sha2_sha224", Observation::Hash("sha224")),
    ("_sha2_sha256", Observation::Hash("sha256")),
    ("_sha2_sha384", Observation::Hash("sha384")),
    ("_sha2_sha512", Observation::Hash("sha512")),
    ("py_sha3_new", Observation::Hash("sha3")),
    ("py_blake2b_new", Observation::Hash("blake2b")),
    ("py_blake2s_new", Observation::Hash("blake2s")),
]]);
