//! How far the conversation with a driver has come, and what it has told.

use std::sync::Arc;

use serde::Deserialize;

use super::request::Request;
use crate::sandbox::execution::{CallRecord, Coverage, EntryFound};

/// What an execution hands to its driver.
#[derive(Clone, Debug, Default)]
pub struct Job {
    /// The job in JSON.
    pub text: String,
    /// The candidate's text.
    pub source: Arc<[u8]>,
    /// Must come with every request.
    pub token: String,
}

/// The conversation so far.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct DriverLink {
    pub(in crate::sandbox) job: Job,
    pub(in crate::sandbox) received: Received,
    pub(super) begun: Option<(u32, u64)>,
    /// How far the job has come.
    pub(super) stage: Stage,
    /// The token was handed out.
    pub(super) greeted: bool,
    /// The program is being started, which is the runtime's own doing.
    starting: Starting,
}

/// How far a job has come. Each request belongs to one stage or some: who sends it at another time is not the driver.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    #[default]
    New,
    /// The job was handed out.
    Told,
    /// The candidate's text was handed out: from here on it runs.
    Running,
    /// The candidate is loaded.
    Loaded,
    /// It can't be loaded, or has no entry.
    Failed,
    /// The job is done.
    Done,
}

/// Whether the start of a program may still be bracketed as the runtime's own doing: once, and only for a program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Starting {
    #[default]
    Not,
    May,
    Is,
}

/// What the driver has told.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct Received {
    pub(in crate::sandbox) entries: Vec<EntryFound>,
    pub(in crate::sandbox) no_entry: Option<(String, Vec<String>)>,
    pub(in crate::sandbox) load_failed: Option<(String, String, Option<u32>)>,
    pub(in crate::sandbox) calls: Vec<CallRecord>,
    pub(in crate::sandbox) coverage: Option<Coverage>,
    /// The job is finished, with the program's exit code where there is one.
    pub(in crate::sandbox) done: Option<Option<i32>>,
}

impl DriverLink {
    pub(in crate::sandbox) fn new(job: Job) -> Self {
        #[derive(Deserialize)]
        struct Mode {
            mode: String,
        }
        let is_program =
            serde_json::from_str(&job.text).is_ok_and(|Mode { mode }| mode == "program");
        Self {
            job,
            starting: if is_program {
                Starting::May
            } else {
                Starting::Not
            },
            ..Self::default()
        }
    }

    /// Whether a request of the driver's own comes when the driver sends it, and where the job then stands.
    pub(super) fn follow(&mut self, request: &Request) -> bool {
        use Stage::{Done, Failed, Loaded, New, Running, Told};
        let calling = self.begun.is_some();
        let next = match (request, self.stage) {
            (Request::Job, New) => Told,
            (Request::Environment, Told) => Told,
            (Request::Source, Told) => Running,
            (Request::Origin { runtime: true }, Running) if self.starting == Starting::May => {
                self.starting = Starting::Is;
                Running
            }
            (Request::Origin { runtime: false }, Running) if self.starting == Starting::Is => {
                self.starting = Starting::Not;
                Running
            }
            (Request::Loaded, Running) => Loaded,
            (Request::LoadFailed { .. }, Running) => Failed,
            (Request::Entry { .. }, Loaded) if self.received.calls.is_empty() && !calling => Loaded,
            (Request::NoEntry { .. }, Loaded) if self.received.calls.is_empty() && !calling => {
                Failed
            }
            (Request::Begin { .. }, Loaded) if !calling => Loaded,
            (Request::End { .. }, Loaded) if calling => Loaded,
            (Request::Coverage { .. }, Running | Loaded | Failed)
                if self.received.coverage.is_none() =>
            {
                self.stage
            }
            (Request::Done { .. }, Running | Loaded | Failed) => Done,
            (request, _) if request.is_open() => self.stage,
            _ => return false,
        };
        self.stage = next;
        true
    }
}
