//! The trace: the ordered list of what a program did, as the host saw it.
//!
//! Every operation is one [`Event`], recorded where the host serves it, whether it succeeds or is refused. What only
//! the interpreter can see (which text is compiled as code) is reported by the driver in the guest; such events have
//! [`Origin::Reported`]. The format is the JSON that serde derives here, one event a line; field names are stable.

mod kinds;
mod operation;

use serde::{Deserialize, Serialize};

pub use kinds::KINDS;
pub use operation::{Access, Operation};

/// One thing that happened during an execution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Position in the trace, from 0, without gaps.
    pub seq: u32,
    /// Who caused it.
    #[serde(default, skip_serializing_if = "Origin::is_candidate")]
    pub origin: Origin,
    /// Which call of the test was under way; `None` while the candidate is loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<u32>,
    /// Which virtual process did it, by its number from 1, where it wasn't the candidate itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<u32>,
    /// What happened.
    #[serde(flatten)]
    pub operation: Operation,
    /// `ok`, or the name of the error, e.g. `ENOENT`.
    #[serde(default = "ok", skip_serializing_if = "is_ok")]
    pub result: String,
}

/// Who caused an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The candidate; the host function itself saw it.
    #[default]
    Candidate,
    /// The candidate; the driver inside the guest reported it.
    Reported,
    /// The language's own runtime: its standard library being read, the driver at work. Rules don't see these.
    Runtime,
}

impl Origin {
    fn is_candidate(&self) -> bool {
        *self == Self::Candidate
    }
}

fn ok() -> String {
    "ok".to_owned()
}

fn is_ok(result: &str) -> bool {
    result == "ok"
}
