//! Database servers, for client libraries in C.

use wasmtime::Linker;

use super::{Served, functions};
use crate::sandbox::fault::Fault;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::servers::{Login, connect};
use crate::sandbox::state::State;
use crate::sandbox::vfs::Errno;

/// The longest login, in bytes.
const MAX_LOGIN: usize = 4096;

pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    functions! { linker;
        "server_database"(login: u32, len: u32, out: u32, size: u32, written: u32) => server_database;
    }
    Ok(())
}

/// The database behind a server. `login` are the kind, the host, the port, the user and the password, each ended by a NUL;
/// the path is written to `out`, its length to `written`.
fn server_database(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    login: u32,
    len: u32,
    out: u32,
    size: u32,
    written: u32,
) -> Served {
    let bytes = m.beginning(login, len, MAX_LOGIN)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut parts = text.split('\0');
    let mut next = || parts.next().unwrap_or_default();
    let (kind, host, port) = (next(), next(), next());
    let login = Login {
        kind,
        host,
        port: port.parse().map_err(|_| Fault::EINVAL)?,
        user: next(),
        password: next(),
    };
    let path = connect(s, login)?;
    if path.len() > size as usize {
        return Err(Fault::Posix(Errno::EOVERFLOW));
    }
    m.write(out, path.as_bytes())?;
    m.write_u32(written, path.len() as u32)?;
    Ok((0, 0))
}
