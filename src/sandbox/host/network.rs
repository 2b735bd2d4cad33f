//! The network: names, connections, what goes through them.

use wasmtime::Linker;

use super::{Served, functions, text};
use crate::sandbox::fault::Fault;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::network::{NetworkError, Patience, TlsOptions, Transport};
use crate::sandbox::state::State;

/// The longest numeric address.
const MAX_ADDRESS: usize = 64;
/// The longest options of a connection that is to be secured: certificates of authorities are among them.
const MAX_OPTIONS: u32 = 1 << 20;
/// Reading JSON costs several copies and an allocation for each value.
const FUEL_PER_BYTE: u64 = 20;
/// In place of a time: not before more is sent.
const NEVER: u64 = u64::MAX;

pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    functions! { linker;
        "net_resolve"(name: u32, len: u32, family: u32, out: u32, size: u32, written: u32) => net_resolve;
        "net_connect"(kind: u32, address: u32, len: u32, port: u32, timeout: i32, connection: u32) => net_connect;
        "net_tls"(connection: u32, options: u32, len: u32, out: u32, size: u32, written: u32) => net_tls;
        "net_send"(connection: u32, data: u32, len: u32) => net_send;
        "net_receive"(connection: u32, out: u32, size: u32, timeout: i32, read: u32) => net_receive;
        "net_ready"(connection: u32, nanoseconds: u32) => net_ready;
        "net_close"(connection: u32, how: u32) => net_close;
    }
    Ok(())
}

/// Writes as much of a text as fits, and its whole length.
fn write_text(
    m: &mut GuestMemory<'_>,
    text: &str,
    [out, size, written]: [u32; 3],
) -> Result<(), Fault> {
    let here = text.len().min(size as usize);
    m.write(out, &text.as_bytes()[..here])?;
    m.write_u32(written, here as u32)
}

fn net_resolve(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    name: u32,
    len: u32,
    family: u32,
    out: u32,
    size: u32,
    written: u32,
) -> Served {
    let name = text(m, name, len)?;
    let addresses = s.resolve(&name, family)?;
    let lines: String = addresses
        .iter()
        .map(|address| format!("{address}\n"))
        .collect();
    write_text(m, &lines, [out, size, written])?;
    Ok((0, 0))
}

fn net_connect(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    kind: u32,
    address: u32,
    len: u32,
    port: u32,
    timeout: i32,
    connection: u32,
) -> Served {
    let transport = match kind {
        0 => Transport::Stream,
        1 => Transport::Datagram,
        _ => return Err(Fault::EINVAL),
    };
    let address = m.beginning(address, len, MAX_ADDRESS)?;
    let address = std::str::from_utf8(&address).map_err(|_| Fault::EINVAL)?;
    let port = u16::try_from(port).map_err(|_| Fault::EINVAL)?;
    let patience = Patience::of_millis(timeout);
    let (network, mut around) = s.network();
    let number = network.connect(&mut around, transport, address, port, patience)?;
    m.write_u32(connection, number)?;
    Ok((0, 0))
}

fn net_tls(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    connection: u32,
    options: u32,
    len: u32,
    out: u32,
    size: u32,
    written: u32,
) -> Served {
    if len > MAX_OPTIONS {
        return Err(Fault::EINVAL);
    }
    s.work += FUEL_PER_BYTE * u64::from(len);
    let options: TlsOptions =
        serde_json::from_slice(m.slice(options, len)?).map_err(|_| Fault::EINVAL)?;
    let (network, mut around) = s.network();
    match network.secure(&mut around, connection, &options) {
        Ok(told) => {
            write_text(m, &told.to_string(), [out, size, written])?;
            Ok((0, 0))
        }
        Err(failure) => {
            write_text(m, &failure.message, [out, size, written])?;
            Ok((failure.error.code(), 0))
        }
    }
}

fn net_send(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    connection: u32,
    data: u32,
    len: u32,
) -> Served {
    let (network, mut around) = s.network();
    network.send(&mut around, connection, m.slice(data, len)?)?;
    Ok((0, 0))
}

fn net_receive(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    connection: u32,
    out: u32,
    size: u32,
    timeout: i32,
    read: u32,
) -> Served {
    // Nothing is taken that can't be handed over.
    m.slice(out, size)?;
    m.write_u32(read, 0)?;
    let patience = Patience::of_millis(timeout);
    let (network, mut around) = s.network();
    let bytes = network.receive(&mut around, connection, size as usize, patience)?;
    m.write(out, &bytes)?;
    m.write_u32(read, bytes.len() as u32)?;
    Ok((0, 0))
}

fn net_ready(m: &mut GuestMemory<'_>, s: &mut State, connection: u32, nanoseconds: u32) -> Served {
    let (network, around) = s.network();
    let wait = network.ready(&around, connection)?;
    m.write_u64(nanoseconds, wait.unwrap_or(NEVER))?;
    Ok((0, 0))
}

fn net_close(_: &mut GuestMemory<'_>, s: &mut State, connection: u32, how: u32) -> Served {
    if how > 1 {
        return Err(NetworkError::EINVAL.into());
    }
    s.network.close(connection, how == 1)?;
    Ok((0, 0))
}
