//! What lies outside a process: other processes, the network, the system's log. There are none; each try is recorded and
//! answered as on a machine where no program is installed and nothing is connected.

use wasmtime::Linker;

use super::{Served, functions, text};
use crate::sandbox::fault::Fault;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::state::State;
use crate::sandbox::trace::Operation;
use crate::sandbox::vfs::{Errno, escape_bytes};

/// `DG_SHELL` and `DG_FORK` of `host.h`.
const SHELL: u32 = 1;
const FORK: u32 = 2;
/// The longest argument vector, in bytes.
const MAX_ARGUMENTS: usize = 128 << 10;
/// Fuel for each argument.
const FUEL_PER_ARGUMENT: u64 = 200;
/// The longest line of the log, in characters.
const MAX_LINE: usize = 4096;

pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    functions! { linker;
        "process"(how: u32, argv: u32, len: u32) => process;
        "network"(how: u32, how_len: u32, target: u32, target_len: u32) => network;
        tells "log_line"(priority: u32, line: u32, len: u32) => log_line;
    }
    Ok(())
}

/// Records that a program was to be started: `argv` are strings, each ended by a NUL. A fork by itself is no more than a
/// copy of the program, which the C library plays: allowed, and not recorded.
fn process(m: &mut GuestMemory<'_>, s: &mut State, how: u32, argv: u32, len: u32) -> Served {
    if how == FORK {
        return Ok((0, 0));
    }
    let bytes = m.beginning(argv, len, MAX_ARGUMENTS)?;
    let strings = bytes.strip_suffix(b"\0").unwrap_or(&bytes);
    let argv = if bytes.is_empty() {
        Vec::new()
    } else {
        strings.split(|byte| *byte == 0).map(escape_bytes).collect()
    };
    s.work += FUEL_PER_ARGUMENT * argv.len() as u64;
    let how = if how == SHELL { "shell" } else { "spawn" };
    let how = how.to_owned();
    s.recorder
        .record(Operation::Process { how, argv }, "ENOENT", false);
    Err(Fault::Posix(Errno::ENOENT))
}

/// Records a use of the network, with the result that the C library gives its caller.
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
    // What the library gives its caller; a connection that it tells of is one to a server of the program's own.
    let result = match how.as_str() {
        "resolve" => "ENOENT",
        "send" => "ENETUNREACH",
        _ => "ok",
    };
    s.recorder.record(
        Operation::Network {
            how,
            target,
            name: None,
            addresses: Vec::new(),
            scope: None,
        },
        result,
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
