//! Arguments, environment, clocks, randomness, waiting, exit. Sockets are refused: there are none in preview 1's sense.

use wasmtime::Caller;

use super::{Fault, HookResult};
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::state::State;
use crate::sandbox::trace::Operation;

pub(super) fn args_sizes_get(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    count: u32,
    size: u32,
) -> HookResult {
    write_sizes(m, &s.arguments, count, size)
}

pub(super) fn args_get(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    argv: u32,
    buffer: u32,
) -> HookResult {
    write_strings(m, &s.arguments, argv, buffer)
}

pub(super) fn environ_sizes_get(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    count: u32,
    size: u32,
) -> HookResult {
    write_sizes(m, &s.environment, count, size)
}

pub(super) fn environ_get(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    environ: u32,
    buffer: u32,
) -> HookResult {
    write_strings(m, &s.environment, environ, buffer)
}

fn write_sizes(m: &mut GuestMemory<'_>, strings: &[Vec<u8>], count: u32, size: u32) -> HookResult {
    let bytes: usize = strings.iter().map(|s| s.len() + 1).sum();
    m.write_u32(count, strings.len() as u32)?;
    m.write_u32(size, bytes as u32)?;
    Ok(0)
}

fn write_strings(
    m: &mut GuestMemory<'_>,
    strings: &[Vec<u8>],
    pointers: u32,
    buffer: u32,
) -> HookResult {
    let mut at = buffer;
    for (i, string) in strings.iter().enumerate() {
        let slot = pointers.checked_add(4 * i as u32).ok_or(Fault::EFAULT)?;
        m.write_u32(slot, at)?;
        m.write(at, string)?;
        let end = at.checked_add(string.len() as u32).ok_or(Fault::EFAULT)?;
        m.write(end, &[0])?;
        at = end.checked_add(1).ok_or(Fault::EFAULT)?;
    }
    Ok(0)
}

fn clock_name(id: u32) -> Result<&'static str, Fault> {
    ["realtime", "monotonic", "process", "thread"]
        .get(id as usize)
        .copied()
        .ok_or(Fault::EINVAL)
}

pub(super) fn clock_res_get(
    m: &mut GuestMemory<'_>,
    _: &mut State,
    id: u32,
    out: u32,
) -> HookResult {
    clock_name(id)?;
    m.write_u64(out, 1)?;
    Ok(0)
}

pub(super) fn clock_time_get(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    id: u32,
    _precision: u64,
    out: u32,
) -> HookResult {
    let clock = clock_name(id)?;
    let now = match clock {
        "realtime" => s.clock.realtime(),
        "monotonic" => s.clock.monotonic(),
        _ => s.clock.processor(),
    };
    s.recorder.record(
        Operation::ClockRead {
            clock: clock.to_owned(),
            reads: 1,
        },
        "ok",
        false,
    );
    m.write_u64(out, now)?;
    Ok(0)
}

pub(super) fn random_get(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    buffer: u32,
    len: u32,
) -> HookResult {
    s.draw(m.slice_mut(buffer, len)?);
    s.recorder.record(
        Operation::RandomSecure {
            bytes: u64::from(len),
        },
        "ok",
        false,
    );
    Ok(u64::from(len))
}

/// Size of a `subscription` and of an `event`, in bytes.
const SUBSCRIPTION: u32 = 48;
const EVENT: u32 = 32;
/// Fuel that each subscription costs.
const SUBSCRIPTION_COST: u64 = 400;
/// The tag of a subscription to a clock.
const CLOCK: u8 = 0;

/// Waits for the first of some things to happen. Descriptors are always ready; where there are only clocks, virtual
/// time advances to the earliest one and the call returns at once.
pub(super) fn poll_oneoff(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    subscriptions: u32,
    events: u32,
    count: u32,
    out: u32,
) -> HookResult {
    if count == 0 || count > 1024 {
        return Err(Fault::EINVAL);
    }
    s.work += SUBSCRIPTION_COST * u64::from(count);
    let mut waits = Vec::new();
    let mut ready = Vec::new();
    for i in 0..count {
        let at = subscriptions
            .checked_add(i * SUBSCRIPTION)
            .ok_or(Fault::EFAULT)?;
        let record = m.copy(at, SUBSCRIPTION)?;
        let word = |at: usize| u64::from_le_bytes(record[at..at + 8].try_into().expect("eight"));
        let (userdata, tag) = (word(0), record[8]);
        if tag == CLOCK {
            let clock = u32::from_le_bytes(record[16..20].try_into().expect("four"));
            let now = match clock_name(clock)? {
                "realtime" => s.clock.realtime(),
                "monotonic" => s.clock.monotonic(),
                _ => s.clock.processor(),
            };
            let absolute = record[40] & 1 != 0;
            let timeout = word(24);
            let wait = if absolute {
                timeout.saturating_sub(now)
            } else {
                timeout
            };
            waits.push((wait, userdata));
        } else {
            ready.push((userdata, tag));
        }
    }
    if ready.is_empty() {
        let (wait, _) = *waits.iter().min().ok_or(Fault::EINVAL)?;
        s.clock.sleep(wait);
        s.recorder
            .record(Operation::ClockSleep { nanoseconds: wait }, "ok", false);
        ready = waits
            .iter()
            .filter(|(other, _)| *other <= wait)
            .map(|(_, userdata)| (*userdata, CLOCK))
            .collect();
    }
    for (i, (userdata, tag)) in ready.iter().enumerate() {
        let mut record = [0u8; EVENT as usize];
        record[0..8].copy_from_slice(&userdata.to_le_bytes());
        record[10] = *tag;
        let at = events.checked_add(i as u32 * EVENT).ok_or(Fault::EFAULT)?;
        m.write(at, &record)?;
    }
    m.write_u32(out, ready.len() as u32)?;
    Ok(0)
}

/// Ends the guest.
pub(super) fn proc_exit(mut caller: Caller<'_, State>, code: u32) -> wasmtime::Result<()> {
    let code = code as i32;
    let state = caller.data_mut();
    state.recorder.record(Operation::Exit { code }, "ok", false);
    Err(wasmtime_wasi::I32Exit(code).into())
}

fn no_socket(s: &mut State, fd: u32) -> HookResult {
    s.descriptors.get(fd)?;
    Err(Fault::ENOTSOCK)
}

pub(super) fn sock_accept(
    _: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    _flags: u32,
    _out: u32,
) -> HookResult {
    no_socket(s, fd)
}

pub(super) fn sock_recv(
    _: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    _data: u32,
    _count: u32,
    _flags: u32,
    _size: u32,
    _out_flags: u32,
) -> HookResult {
    no_socket(s, fd)
}

pub(super) fn sock_send(
    _: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    _data: u32,
    _count: u32,
    _flags: u32,
    _size: u32,
) -> HookResult {
    no_socket(s, fd)
}

pub(super) fn sock_shutdown(
    _: &mut GuestMemory<'_>,
    s: &mut State,
    fd: u32,
    _how: u32,
) -> HookResult {
    no_socket(s, fd)
}
