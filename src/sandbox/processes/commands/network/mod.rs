//! Programs that use the network. The hosts of the world answer them as they answer the candidate.

mod curl;
mod http;
mod names;
mod wget;

use curl::curl;
use names::{dig, host, nslookup};
use wget::wget;

use super::Program;
use super::options;
use crate::sandbox::network::{Around, Family, Network, Patience, TlsOptions, Transport};
use crate::sandbox::processes::machine::{Machine, Process, Stop};
use crate::sandbox::vfs::GuestPath;

pub(super) const PROGRAMS: &[(&str, Program)] = &[
    ("curl", curl),
    ("dig", dig),
    ("host", host),
    ("nc", nc),
    ("nslookup", nslookup),
    ("ping", ping),
    ("wget", wget),
];

/// The addresses of a name or a numeric address.
fn addresses(machine: &mut Machine<'_>, process: &Process, name: &[u8]) -> Vec<String> {
    let name = String::from_utf8_lossy(name).into_owned();
    machine.charge(20_000);
    if let Ok(address) = name.parse::<std::net::IpAddr>() {
        return vec![address.to_string()];
    }
    let table = GuestPath::new("/etc/hosts")
        .ok()
        .and_then(|path| machine.files.read_file(&path));
    let (network, mut around) = machine.network(process);
    let found = network.resolve(&mut around, &table.unwrap_or_default(), &name, Family::Any);
    found
        .unwrap_or_default()
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// The most bytes of an answer.
const MAX_ANSWER: usize = 4 << 20;
/// How long a program waits for the other side to say something, in nanoseconds of virtual time.
const PATIENCE: u64 = 60_000_000_000;

/// Connects, sends, and reads until the other side has nothing more to say. The inner error is what is said of a failure.
fn exchange(
    machine: &mut Machine<'_>,
    process: &Process,
    (address, port): (&str, u16),
    secured: Option<&TlsOptions>,
    message: &[u8],
) -> Result<Result<Vec<u8>, String>, Stop> {
    machine.charge(message.len() as u64);
    // A little longer than to a deadline, so that it has passed.
    let left = machine.time_left().unwrap_or(PATIENCE).saturating_add(1);
    let patience = Patience::Limited(left.min(PATIENCE));
    let (network, mut around) = machine.network(process);
    let connected = network.connect(&mut around, Transport::Stream, address, port, patience);
    let result = connected
        .map_err(|error| error.to_string())
        .and_then(|connection| {
            let answer = converse(network, &mut around, connection, secured, message, patience);
            // It is open: its number was just given.
            let _ = network.close(connection, false);
            answer
        });
    machine.work(result.as_ref().map_or(0, |answer| answer.len() as u64))?;
    Ok(result)
}

/// Sends on a connection, and gathers what comes back.
fn converse(
    network: &mut Network,
    around: &mut Around<'_>,
    connection: u32,
    secured: Option<&TlsOptions>,
    message: &[u8],
    patience: Patience,
) -> Result<Vec<u8>, String> {
    if let Some(options) = secured {
        network
            .secure(around, connection, options)
            .map_err(|failure| failure.message)?;
    }
    network
        .send(around, connection, message)
        .map_err(|error| error.to_string())?;
    let mut answer = Vec::new();
    while answer.len() < MAX_ANSWER {
        match network.receive(around, connection, 64 << 10, patience) {
            Ok(bytes) if bytes.is_empty() => break,
            Ok(bytes) => answer.extend(bytes),
            Err(_) => break,
        }
    }
    Ok(answer)
}

fn ping(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(machine, process, argv, "c:w:W:i:s:t:nq46I:", &[]) else {
        return Ok(2);
    };
    let Some(name) = arguments.operands.last() else {
        machine.complain(
            process,
            b"ping",
            "usage error: Destination address required",
        );
        return Ok(2);
    };
    let Some(address) = addresses(machine, process, name).into_iter().next() else {
        let what = format!(
            "{}: Name or service not known",
            String::from_utf8_lossy(name)
        );
        machine.complain(process, b"ping", &what);
        return Ok(2);
    };
    let count = arguments.number(&["c"]).unwrap_or(4).clamp(1, 100);
    let shown = String::from_utf8_lossy(name).into_owned();
    let is_own = address.starts_with("127.") || address == "::1";
    let mut out = format!("PING {shown} ({address}) 56(84) bytes of data.\n");
    for number in 1..=count {
        machine.work(10_000)?;
        if is_own {
            out.push_str(&format!(
                "64 bytes from {shown} ({address}): icmp_seq={number} ttl=64 time=0.030 ms\n"
            ));
        }
    }
    let (received, loss) = if is_own { (count, 0) } else { (0, 100) };
    machine.sleep(process, (count as u64 - 1) * 1_000_000_000)?;
    let total = (count - 1) * 1000;
    out.push_str(&format!(
        "\n--- {shown} ping statistics ---\n{count} packets transmitted, {received} received, {loss}% packet loss, time {total}ms\n"
    ));
    machine.out(process, out.as_bytes());
    Ok(i32::from(!is_own))
}

fn nc(machine: &mut Machine<'_>, process: &mut Process, argv: &[Vec<u8>]) -> Result<i32, Stop> {
    let Some(arguments) = options::read(machine, process, argv, "lvnuzkw:p:e:c:s:q:46", &[]) else {
        return Ok(1);
    };
    if arguments.has(&["l"]) {
        machine.complain(process, b"nc", "Address already in use");
        return Ok(1);
    }
    let port = arguments
        .operands
        .get(1)
        .and_then(|text| std::str::from_utf8(text).ok()?.parse().ok());
    let (Some(name), Some(port)) = (arguments.operands.first(), port) else {
        machine.err(process, b"usage: nc [options] destination port\n");
        return Ok(1);
    };
    let shown = String::from_utf8_lossy(name).into_owned();
    match addresses(machine, process, name).first() {
        None => {
            let what =
                format!("getaddrinfo for host \"{shown}\" port {port}: Name or service not known");
            machine.complain(process, b"nc", &what);
        }
        Some(address) => {
            let input = if arguments.has(&["z"]) {
                Vec::new()
            } else {
                machine.read_all(process, 0).unwrap_or_default()
            };
            match exchange(machine, process, (address, port), None, &input)? {
                Ok(answer) => {
                    machine.out(process, &answer);
                    return Ok(0);
                }
                Err(error) if arguments.has(&["v"]) => {
                    let what =
                        format!("connect to {shown} ({address}) port {port} (tcp) failed: {error}");
                    machine.complain(process, b"nc", &what);
                }
                Err(_) => {}
            }
        }
    }
    Ok(1)
}
