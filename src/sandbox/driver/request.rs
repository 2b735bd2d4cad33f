//! The requests of a driver, as they are written.

use serde::Deserialize;

use super::network;
use crate::sandbox::execution::{CallOutcome, EntryMatch};
use crate::sandbox::kdf;
use crate::sandbox::trace::Operation;

#[derive(Deserialize)]
pub(super) struct Envelope {
    pub(super) token: String,
    #[serde(flatten)]
    pub(super) request: Request,
}

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub(super) enum Request {
    Job,
    Source,
    Loaded,
    LoadFailed {
        type_name: String,
        message: String,
        line: Option<u32>,
    },
    Entry {
        wanted: String,
        found: String,
        how: EntryMatch,
    },
    NoEntry {
        wanted: String,
        public: Vec<String>,
    },
    Begin {
        call: u32,
    },
    End {
        call: u32,
        outcome: CallOutcome,
    },
    Coverage {
        lines: Vec<u32>,
        hit: Vec<u32>,
    },
    Event {
        event: Operation,
        #[serde(default)]
        result: Option<String>,
    },
    Origin {
        runtime: bool,
    },
    CreateMode {
        mode: u32,
    },
    Chmod {
        path: String,
        mode: u32,
        #[serde(default = "yes")]
        follow: bool,
    },
    Fchmod {
        fd: u32,
        mode: u32,
    },
    Umask {
        mask: Option<u32>,
    },
    Stat {
        path: Option<String>,
        fd: Option<u32>,
        #[serde(default = "yes")]
        follow: bool,
    },
    Access {
        path: String,
        mode: u32,
    },
    Environment,
    Kdf(kdf::Request),
    ProcessStart {
        how: Start,
        argv: Vec<String>,
        cwd: String,
        env: Vec<String>,
    },
    ProcessRun {
        id: u32,
        stdin: String,
    },
    ServerDatabase {
        kind: String,
        host: String,
        port: u16,
        user: String,
        password: String,
    },
    NetResolve(network::Resolve),
    NetConnect(network::Connect),
    NetTls(network::Secure),
    NetSend(network::Send),
    NetReceive(network::Receive),
    NetReady(network::Ready),
    NetClose(network::Close),
    Done {
        exit: Option<i32>,
    },
}

/// How a process is started.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Start {
    Spawn,
    Shell,
    Fork,
}

fn yes() -> bool {
    true
}

impl Request {
    /// Whether a library function sends it on behalf of the candidate, at any time before the end.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::Event { .. }
            | Self::CreateMode { .. }
            | Self::Chmod { .. }
            | Self::Fchmod { .. }
            | Self::Umask { .. }
            | Self::Stat { .. }
            | Self::Access { .. }
            | Self::Kdf(_)
            | Self::ProcessStart { .. }
            | Self::ProcessRun { .. }
            | Self::ServerDatabase { .. }
            | Self::NetResolve(_)
            | Self::NetConnect(_)
            | Self::NetTls(_)
            | Self::NetSend(_)
            | Self::NetReceive(_)
            | Self::NetReady(_)
            | Self::NetClose(_) => true,
            Self::Job
            | Self::Source
            | Self::Loaded
            | Self::LoadFailed { .. }
            | Self::Entry { .. }
            | Self::NoEntry { .. }
            | Self::Begin { .. }
            | Self::End { .. }
            | Self::Coverage { .. }
            | Self::Origin { .. }
            | Self::Environment
            | Self::Done { .. } => false,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Job => "job",
            Self::Source => "source",
            Self::Loaded => "loaded",
            Self::LoadFailed { .. } => "load_failed",
            Self::Entry { .. } => "entry",
            Self::NoEntry { .. } => "no_entry",
            Self::Begin { .. } => "begin",
            Self::End { .. } => "end",
            Self::Event { .. } => "event",
            Self::Coverage { .. } => "coverage",
            Self::Origin { .. } => "origin",
            Self::CreateMode { .. } => "create_mode",
            Self::Chmod { .. } => "chmod",
            Self::Fchmod { .. } => "fchmod",
            Self::Umask { .. } => "umask",
            Self::Stat { .. } => "stat",
            Self::Access { .. } => "access",
            Self::Environment => "environment",
            Self::Kdf(_) => "kdf",
            Self::ProcessStart { .. } => "process_start",
            Self::ProcessRun { .. } => "process_run",
            Self::ServerDatabase { .. } => "server_database",
            Self::NetResolve(_) => "net_resolve",
            Self::NetConnect(_) => "net_connect",
            Self::NetTls(_) => "net_tls",
            Self::NetSend(_) => "net_send",
            Self::NetReceive(_) => "net_receive",
            Self::NetReady(_) => "net_ready",
            Self::NetClose(_) => "net_close",
            Self::Done { .. } => "done",
        }
    }
}

/// The most values that a request may hold, counted by what separates them: reading it takes many times its length of
/// the host's memory.
const MAX_VALUES: usize = 4 << 20;

/// Whether a JSON text holds no more than [`MAX_VALUES`].
pub(super) fn is_small_enough(text: &[u8]) -> bool {
    let (mut values, mut quoted, mut escaped) = (0usize, false, false);
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b',' | b':' | b'[' | b'{' if !quoted => values += 1,
            _ => {}
        }
    }
    values <= MAX_VALUES
}
