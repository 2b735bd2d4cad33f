//! What a guest's libraries tell of: uses of the network that stay inside the guest, and lines for the system's log.

use wasmtime::Linker;

use super::{Served, functions, text};
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::state::State;
use crate::sandbox::trace::Operation;

/// The longest line of the log, in characters.
const MAX_LINE: usize = 4096;

pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    functions! { linker;
        "network"(how: u32, how_len: u32, target: u32, target_len: u32) => network;
        tells "log_line"(priority: u32, line: u32, len: u32) => log_line;
    }
    Ok(())
}

/// Records a use of the network that stays inside: a server of the program's own, or a connection to one.
fn network(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    how: u32,
    how_len: u32,
    target: u32,
    target_len: u32,
) -> Served {
    let how = text(m, how, how_len)?;
    let target = text(m, target, target_len)?;
    s.recorder.record(
        Operation::Network {
            how,
            target,
            name: None,
            addresses: Vec::new(),
            scope: None,
        },
        "ok",
        false,
    );
    Ok((0, 0))
}

/// Records a line for the system's log. `priority` is syslog's.
fn log_line(m: &mut GuestMemory<'_>, s: &mut State, priority: u32, line: u32, len: u32) -> Served {
    /// The names of syslog's severities, in order (RFC 5424, 6.2.1).
    const LEVELS: [&str; 8] = [
        "emergency",
        "alert",
        "critical",
        "error",
        "warning",
        "notice",
        "info",
        "debug",
    ];
    let level = LEVELS[(priority & 7) as usize].to_owned();
    let message = text(m, line, len)?.chars().take(MAX_LINE).collect();
    s.recorder
        .record(Operation::Log { level, message }, "ok", false);
    Ok((0, 0))
}
