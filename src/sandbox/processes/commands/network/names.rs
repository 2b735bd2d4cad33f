//! Programs that look names up.

use super::addresses;
use crate::sandbox::processes::machine::{Machine, Process, Stop};

/// The name that a query is for, without a server to ask.
fn query(argv: &[Vec<u8>]) -> Option<&Vec<u8>> {
    argv.iter()
        .skip(1)
        .find(|word| !word.starts_with(b"-") && !word.starts_with(b"@") && !word.starts_with(b"+"))
}

pub(super) fn nslookup(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(name) = query(argv) else {
        return Ok(1);
    };
    let found = addresses(machine, process, name);
    let shown = String::from_utf8_lossy(name).into_owned();
    let mut out = "Server:\t\t192.0.2.53\nAddress:\t192.0.2.53#53\n\n".to_owned();
    if found.is_empty() {
        out.push_str(&format!("** server can't find {shown}: NXDOMAIN\n\n"));
    } else {
        out.push_str("Non-authoritative answer:\n");
        for address in &found {
            out.push_str(&format!("Name:\t{shown}\nAddress: {address}\n"));
        }
        out.push('\n');
    }
    machine.out(process, out.as_bytes());
    Ok(i32::from(found.is_empty()))
}

pub(super) fn host(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(name) = query(argv) else {
        return Ok(1);
    };
    let found = addresses(machine, process, name);
    let shown = String::from_utf8_lossy(name).into_owned();
    let out = match found.as_slice() {
        [] => format!("Host {shown} not found: 3(NXDOMAIN)\n"),
        found => found
            .iter()
            .map(|address| format!("{shown} has address {address}\n"))
            .collect(),
    };
    machine.out(process, out.as_bytes());
    Ok(i32::from(found.is_empty()))
}

pub(super) fn dig(
    machine: &mut Machine<'_>,
    process: &mut Process,
    argv: &[Vec<u8>],
) -> Result<i32, Stop> {
    let Some(name) = query(argv) else {
        return Ok(1);
    };
    let found = addresses(machine, process, name);
    let shown = String::from_utf8_lossy(name).into_owned();
    let short = argv.iter().any(|word| word == b"+short");
    let answers: String = found
        .iter()
        .map(|address| {
            if short {
                format!("{address}\n")
            } else {
                format!("{shown}.\t\t300\tIN\tA\t{address}\n")
            }
        })
        .collect();
    let out = if short {
        answers
    } else {
        let status = if found.is_empty() {
            "NXDOMAIN"
        } else {
            "NOERROR"
        };
        format!(
            "\n; <<>> DiG 9.20 <<>> {shown}\n;; ->>HEADER<<- opcode: QUERY, status: {status}, id: 1\n\n;; QUESTION SECTION:\n\
             ;{shown}.\t\t\tIN\tA\n\n;; ANSWER SECTION:\n{answers}\n;; SERVER: 192.0.2.53#53\n\n"
        )
    };
    machine.out(process, out.as_bytes());
    Ok(0)
}
