//! Processes for compiled candidates and interpreters: start one, run it, read what it wrote.

use wasmtime::Linker;

use super::{Served, functions};
use crate::sandbox::fault::Fault;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::processes::How;
use crate::sandbox::state::State;

/// `DG_SPAWN`, `DG_SHELL` and `DG_FORK` of `host.h`.
const SPAWN: u32 = 0;
const SHELL: u32 = 1;
const FORK: u32 = 2;
/// The longest argument vector and environment, in bytes, as Linux has it.
const MAX_ARGUMENTS: usize = 128 << 10;
/// The most standard input, in bytes.
const MAX_INPUT: u32 = 16 << 20;
/// Bytes that are copied for one unit of fuel.
const BYTES_PER_FUEL: u64 = 2;

pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    functions! { linker;
        "process_start"(how: u32, argv: u32, len: u32, cwd: u32, cwd_len: u32, env: u32, env_len: u32, id: u32)
            => process_start;
        "process_run"(id: u32, input: u32, len: u32, result: u32) => process_run;
        "process_output"(id: u32, which: u32, out: u32, size: u32, written: u32) => process_output;
    }
    Ok(())
}

/// Strings that stand one after the other, each ended by a NUL.
fn strings(m: &GuestMemory<'_>, at: u32, len: u32) -> Result<Vec<Vec<u8>>, Fault> {
    let bytes = m.beginning(at, len, MAX_ARGUMENTS)?;
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let all = bytes.strip_suffix(b"\0").unwrap_or(&bytes);
    Ok(all.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect())
}

fn process_start(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    how: u32,
    argv: u32,
    len: u32,
    cwd: u32,
    cwd_len: u32,
    env: u32,
    env_len: u32,
    id: u32,
) -> Served {
    let how = match how {
        SPAWN => How::Spawn,
        SHELL => How::Shell,
        FORK => How::Fork,
        _ => return Err(Fault::EINVAL),
    };
    let argv = strings(m, argv, len)?;
    let cwd = m.beginning(cwd, cwd_len, s.files.limits().max_path)?;
    let environment = strings(m, env, env_len)?;
    let number = s.start_process(how, argv, &cwd, &environment)?;
    m.write_u32(id, number)?;
    Ok((0, 0))
}

fn process_run(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    id: u32,
    input: u32,
    len: u32,
    result: u32,
) -> Served {
    let input = m.slice(input, len.min(MAX_INPUT))?.to_vec();
    let cost = input.len() as u64 / BYTES_PER_FUEL;
    let ended = s.run_process(id, input)?;
    let words = [
        ended.status,
        ended.lengths[0],
        ended.lengths[1],
        ended.lengths[2],
    ];
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    m.write(result, &bytes)?;
    Ok((0, cost))
}

fn process_output(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    id: u32,
    which: u32,
    out: u32,
    size: u32,
    written: u32,
) -> Served {
    m.slice(out, size)?;
    let bytes = s.process_output(id, which, size as usize)?;
    m.write(out, &bytes)?;
    m.write_u32(written, bytes.len() as u32)?;
    Ok((0, bytes.len() as u64 / BYTES_PER_FUEL))
}
