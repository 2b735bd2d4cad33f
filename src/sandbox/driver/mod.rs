//! The host's end of the conversation with the driver in the guest. `runtimes/README.md` is the protocol.

mod conversation;
mod network;
mod processes;
mod request;

use serde_json::{Value as Json, json};

use super::crypto::service::{self, OutOfFuel};
use super::execution::{CallOutcome, CallRecord, Coverage, EntryFound};
use super::kdf;
use super::servers::{self, Login};
use super::state::State;
use super::trace::Operation;
use super::vfs::{Access, Errno, InodeId, Mode, escape_bytes};
use request::{Envelope, Request, is_small_enough};

pub(super) use conversation::DriverLink;
pub use conversation::Job;

/// More calls than any test makes.
const MAX_CALLS: usize = 10_000;

/// A request that is refused: malformed, or without the token.
pub(in crate::sandbox) struct Refused;

/// The first request: it asks for the token. The driver makes it before any candidate is loaded; a second one is refused.
const START: &[u8] = br#"{"op":"start"}"#;

/// Answers one request. `left` is the fuel that is left.
pub(in crate::sandbox) fn answer(
    state: &mut State,
    request: &[u8],
    left: u64,
) -> Result<Vec<u8>, Refused> {
    if request == START && !std::mem::replace(&mut state.link.greeted, true) {
        return Ok(state.link.job.token.clone().into_bytes());
    }
    if !is_small_enough(request) {
        return Err(refuse(state, "a request that is too large"));
    }
    let envelope: Envelope = match serde_json::from_slice(request) {
        Ok(envelope) => envelope,
        Err(error) => return Err(refuse(state, &format!("malformed request: {error}"))),
    };
    if envelope.token != state.link.job.token {
        return Err(refuse(state, "request without the token"));
    }
    if !state.link.follow(&envelope.request) {
        let what = format!("a forged request {}", envelope.request.name());
        return Err(refuse(state, &what));
    }
    serve(state, envelope.request, left)
}

fn refuse(state: &mut State, what: &str) -> Refused {
    state.recorder.report(
        Operation::Tamper {
            what: what.to_owned(),
        },
        "ok",
    );
    Refused
}

fn serve(state: &mut State, request: Request, left: u64) -> Result<Vec<u8>, Refused> {
    let answer = match request {
        Request::Job => return Ok(state.link.job.text.clone().into_bytes()),
        Request::Source => {
            // Asked for right before the candidate is loaded: what follows is its doing.
            state.recorder.set_candidate(true);
            return Ok(state.link.job.source.to_vec());
        }
        Request::Loaded => json!({}),
        Request::LoadFailed {
            type_name,
            message,
            line,
        } => {
            state.recorder.set_candidate(false);
            state.link.received.load_failed = Some((type_name, message, line));
            json!({})
        }
        Request::Entry { wanted, found, how } => {
            let entries = &mut state.link.received.entries;
            if entries.len() < MAX_CALLS {
                entries.push(EntryFound { wanted, found, how });
            }
            json!({})
        }
        Request::NoEntry { wanted, public } => {
            state.link.received.no_entry = Some((wanted, public));
            json!({})
        }
        Request::Begin { call } => {
            state.recorder.set_call(Some(call));
            state.link.begun = Some((call, left));
            json!({})
        }
        Request::End { call, outcome } => {
            end_of_call(state, call, outcome, left)?;
            json!({})
        }
        Request::Coverage { lines, hit } => {
            state.link.received.coverage = Some(Coverage { lines, hit });
            json!({})
        }
        Request::Event { event, .. } if !event.is_reported() => {
            let what = format!("a forged event {}", event.kind());
            return Err(refuse(state, &what));
        }
        Request::Event { event, result } => {
            if state.recorder.is_candidate() || matches!(event, Operation::Tamper { .. }) {
                let result = result.unwrap_or_else(|| "ok".to_owned());
                state.recorder.report(event, &result);
            }
            json!({})
        }
        Request::Origin { runtime } => {
            if runtime {
                state.recorder.enter_runtime();
            } else {
                state.recorder.leave_runtime();
            }
            json!({})
        }
        Request::CreateMode { mode } => {
            state.create_mode = Some(Mode::new(mode));
            json!({})
        }
        Request::Chmod { path, mode, follow } => {
            let path = path_bytes(state, &path)?;
            let mode = Mode::new(mode);
            let resolved = state
                .files
                .canonical_hint(InodeId::ROOT, &path, follow)
                .map(|path| path.to_string());
            let result = state.files.chmod(InodeId::ROOT, &path, follow, mode);
            record_chmod(state, escape_bytes(&path), resolved, mode, result);
            errno_answer(result)
        }
        Request::Fchmod { fd, mode } => {
            let mode = Mode::new(mode);
            let result = state
                .open_inode(fd)
                .and_then(|inode| state.files.fchmod(inode, mode));
            let resolved = state.open_path(fd);
            let path = resolved.clone().unwrap_or_default();
            record_chmod(state, path, resolved, mode, result);
            errno_answer(result)
        }
        Request::Umask { mask } => {
            let old = match mask {
                Some(mask) => state.files.set_umask(Mode::new(mask)),
                None => state.files.umask(),
            };
            json!({ "mask": old.bits() })
        }
        Request::Stat { path, fd, follow } => {
            let stat = match (path, fd) {
                (Some(path), _) => {
                    let path = path_bytes(state, &path)?;
                    state.files.stat_at(InodeId::ROOT, &path, follow)
                }
                (None, Some(fd)) => state
                    .open_inode(fd)
                    .and_then(|inode| state.files.stat(inode)),
                (None, None) => Err(Errno::EINVAL),
            };
            match stat {
                Ok(stat) => json!({
                    "errno": null, "mode": stat.mode.bits(), "uid": stat.uid, "gid": stat.gid, "nlink": stat.nlink,
                }),
                Err(errno) => errno_answer(Err(errno)),
            }
        }
        Request::Access { path, mode } => {
            let path = path_bytes(state, &path)?;
            let wanted = Access {
                read: mode & 4 != 0,
                write: mode & 2 != 0,
                execute: mode & 1 != 0,
            };
            errno_answer(state.files.access(InodeId::ROOT, &path, wanted))
        }
        Request::Environment => {
            let variables: serde_json::Map<String, Json> = state
                .environment
                .iter()
                .filter_map(|entry| {
                    let text = String::from_utf8_lossy(entry);
                    let (name, value) = text.split_once('=')?;
                    Some((name.to_owned(), Json::from(value)))
                })
                .collect();
            Json::Object(variables)
        }
        Request::Kdf(request) => match service::derive(state, &request) {
            Ok(Ok(key)) => json!({ "key": kdf::to_hex(&key) }),
            Ok(Err(error)) => json!({ "error": error }),
            Err(OutOfFuel) => json!({ "error": "out of fuel" }),
        },
        Request::ProcessStart {
            how,
            argv,
            cwd,
            env,
        } => processes::start(state, how, &argv, &cwd, &env)?,
        Request::ProcessRun { id, stdin } => processes::run(state, id, &stdin)?,
        Request::ServerDatabase {
            kind,
            host,
            port,
            user,
            password,
        } => {
            let login = Login {
                kind: &kind,
                host: &host,
                port,
                user: &user,
                password: &password,
            };
            match servers::connect(state, login) {
                Ok(path) => json!({ "errno": null, "path": path }),
                Err(errno) => errno_answer(Err(errno)),
            }
        }
        Request::NetResolve(request) => request.answer(state),
        Request::NetConnect(request) => request.answer(state),
        Request::NetTls(request) => request.answer(state),
        Request::NetSend(request) => request.answer(state),
        Request::NetReceive(request) => request.answer(state),
        Request::NetReady(request) => request.answer(state),
        Request::NetClose(request) => request.answer(state),
        Request::Done { exit } => {
            state.recorder.set_candidate(false);
            state.link.received.done = Some(exit);
            json!({})
        }
    };
    Ok(answer.to_string().into_bytes())
}

fn end_of_call(
    state: &mut State,
    call: u32,
    outcome: CallOutcome,
    left: u64,
) -> Result<(), Refused> {
    state.recorder.set_call(None);
    let calls = &mut state.link.received.calls;
    let begun = state.link.begun.take();
    match begun {
        Some((begun, before))
            if begun == call && call as usize == calls.len() && calls.len() < MAX_CALLS =>
        {
            calls.push(CallRecord {
                outcome,
                fuel: before.saturating_sub(left),
            });
            Ok(())
        }
        _ => Err(refuse(state, "the end of a call that didn't begin")),
    }
}

/// A path of a request: text whose characters are bytes.
fn path_bytes(state: &mut State, text: &str) -> Result<Vec<u8>, Refused> {
    let bytes: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
    bytes.map_err(|_| refuse(state, "a path that is not bytes"))
}

fn errno_answer(result: Result<(), Errno>) -> Json {
    json!({ "errno": result.err().map(Errno::name) })
}

/// Records a change of permission bits.
pub(in crate::sandbox) fn record_chmod(
    state: &mut State,
    path: String,
    resolved: Option<String>,
    mode: Mode,
    result: Result<(), Errno>,
) {
    state.recorder.record(
        Operation::FileChmod {
            path,
            resolved,
            mode: format!("{:04o}", mode.bits()),
        },
        result.err().map_or("ok", Errno::name),
        false,
    );
}
