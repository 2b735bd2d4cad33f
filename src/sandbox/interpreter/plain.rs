//! Host functions that take and give values instead of pointers.

use serde_json::Value as Json;

use crate::sandbox::servers::{Login, connect};
use crate::sandbox::state::State;
use crate::sandbox::trace::Operation;
use crate::sandbox::vfs::{FileKind, GuestPath, InodeId, escape_bytes};

/// An argument.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sandbox) enum Arg {
    /// `undefined`, `null`, or what has no other form here.
    Nothing,
    /// A truth value.
    Truth(bool),
    /// A number; a BigInt as the nearest.
    Number(f64),
    /// A text, its lone surrogates replaced.
    Text(String),
    /// The bytes of a `Uint8Array`.
    Bytes(Vec<u8>),
}

impl Arg {
    /// The text, or none.
    pub(in crate::sandbox) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }
}

/// A result.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sandbox) enum Reply {
    /// `undefined`.
    Nothing,
    /// A truth value.
    Truth(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A new `Uint8Array`.
    Bytes(Vec<u8>),
    /// A new array.
    List(Vec<Reply>),
}

/// Why a function refuses. In the guest an `Error` with this code and message is thrown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Refusal {
    /// Its `code`.
    pub(in crate::sandbox) code: &'static str,
    /// Its message.
    pub(in crate::sandbox) message: String,
}

/// A function without pointers. What it does beyond the usual it adds to `State::work` before it does it.
pub(in crate::sandbox) type Function = fn(&mut State, &[Arg]) -> Result<Reply, Refusal>;

/// What one byte of a text costs that is copied both ways, in fuel.
const TEXT_COST: u64 = 2;
/// The longest text of a report, in bytes.
const MAX_REPORT: usize = 64 << 10;

/// The functions of this file, by name.
pub(super) const FUNCTIONS: &[(&str, Function)] = &[
    ("encode", encode),
    ("decode", decode),
    ("report", report),
    ("weak_random", weak_random),
    ("pass_time", pass_time),
    ("realpath", realpath),
    ("read_runtime_text", read_runtime_text),
    ("path_kind", path_kind),
    ("runtime_clock", runtime_clock),
    ("runtime_random", runtime_random),
    ("server_database", server_database),
];

fn encode(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let text = arguments.first().map_or("", Arg::text);
    s.work += TEXT_COST * text.len() as u64;
    Ok(Reply::Bytes(text.as_bytes().to_vec()))
}

fn decode(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let Some(Arg::Bytes(bytes)) = arguments.first() else {
        return Ok(Reply::Text(String::new()));
    };
    s.work += TEXT_COST * bytes.len() as u64;
    Ok(Reply::Text(String::from_utf8_lossy(bytes).into_owned()))
}

/// An event that only the interpreter can see, in the trace's JSON. What the host sees itself can't be reported.
fn report(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let text = arguments.first().map_or("", Arg::text);
    s.work += 20 * text.len() as u64;
    let operation = (text.len() <= MAX_REPORT)
        .then(|| serde_json::from_str::<Json>(text).ok())
        .flatten()
        .and_then(|json| serde_json::from_value::<Operation>(json).ok());
    match operation {
        Some(operation) if operation.is_reported_by_libraries() => {
            if s.recorder.is_candidate() {
                s.recorder.report(operation, "ok");
            }
        }
        other => {
            let kind = other.map_or("malformed", |operation| operation.kind());
            let what = format!("a forged event {kind}");
            s.recorder.report(Operation::Tamper { what }, "ok");
        }
    }
    Ok(Reply::Nothing)
}

/// A number from 0 to 1 of the generator that isn't meant for cryptography.
fn weak_random(s: &mut State, _: &[Arg]) -> Result<Reply, Refusal> {
    /// 53 bits fill a binary64 number's fraction.
    const SCALE: f64 = (1u64 << 53) as f64;
    let mut bytes = [0; 8];
    s.weak_random.fill(&mut bytes);
    let generator = "math-random".to_owned();
    s.recorder.record(
        Operation::RandomWeak {
            generator,
            draws: 1,
        },
        "ok",
        false,
    );
    Ok(Reply::Number(
        (u64::from_le_bytes(bytes) >> 11) as f64 / SCALE,
    ))
}

/// Lets virtual time pass until a timer is due: nanoseconds, and whether the program sleeps meanwhile.
fn pass_time(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    if let Some(Arg::Number(nanoseconds)) = arguments.first() {
        let nanoseconds = *nanoseconds as u64;
        s.clock.sleep(nanoseconds);
        if matches!(arguments.get(1), Some(Arg::Truth(true))) {
            s.recorder
                .record(Operation::ClockSleep { nanoseconds }, "ok", false);
        }
    }
    Ok(Reply::Nothing)
}

/// The canonical path of what a path leads to; nothing where it leads nowhere.
fn realpath(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let path = arguments.first().map_or("", Arg::text);
    let found = s
        .files
        .stat_at(InodeId::ROOT, path.as_bytes(), true)
        .ok()
        .and_then(|_| s.files.canonical_hint(InodeId::ROOT, path.as_bytes(), true));
    Ok(found.map_or(Reply::Nothing, |path| {
        Reply::Text(escape_bytes(path.to_string().as_bytes()))
    }))
}

/// The text of a file of the runtime; nothing where there is none. Reading those is not the candidate's doing.
fn read_runtime_text(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let path = GuestPath::new(arguments.first().map_or("", Arg::text).as_bytes()).ok();
    let found = path
        .filter(|path| s.is_runtime_path(Some(path)))
        .and_then(|path| s.files.read_file(&path));
    Ok(found.map_or(Reply::Nothing, |bytes| {
        s.work += TEXT_COST * bytes.len() as u64;
        Reply::Text(String::from_utf8_lossy(&bytes).into_owned())
    }))
}

/// Whether a path leads to a file or a folder; nothing where it leads nowhere. For the module loader, whose looking around
/// is the runtime's own doing.
fn path_kind(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let path = arguments.first().map_or("", Arg::text);
    let found = s.files.stat_at(InodeId::ROOT, path.as_bytes(), true);
    Ok(found.map_or(Reply::Nothing, |stat| {
        let folder = stat.kind == FileKind::Directory;
        Reply::Text(if folder { "folder" } else { "file" }.to_owned())
    }))
}

/// The monotonic clock, for the event loop: nanoseconds as 8 bytes, the lowest first.
fn runtime_clock(s: &mut State, _: &[Arg]) -> Result<Reply, Refusal> {
    Ok(Reply::Bytes(s.clock.monotonic().to_le_bytes().to_vec()))
}

/// Random bytes for a name that the runtime makes up: so many, 64 at most.
fn runtime_random(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let Some(Arg::Number(count)) = arguments.first() else {
        return Ok(Reply::Nothing);
    };
    let mut bytes = vec![0; (*count as usize).min(64)];
    s.random.fill(&mut bytes);
    Ok(Reply::Bytes(bytes))
}

/// The path of the database behind a database server: kind (`mysql`, `postgresql`), host, port, user, password.
fn server_database(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let text = |index: usize| arguments.get(index).map_or("", Arg::text);
    let port = match arguments.get(2) {
        Some(Arg::Number(port)) => *port as u16,
        _ => 0,
    };
    let login = Login {
        kind: text(0),
        host: text(1),
        port,
        user: text(3),
        password: text(4),
    };
    connect(s, login).map(Reply::Text).map_err(|errno| Refusal {
        code: errno.name(),
        message: errno.to_string(),
    })
}
