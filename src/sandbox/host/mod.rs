//! Host functions for compiled candidates and their libraries: what POSIX has and preview 1 lacks, answers, cryptography,
//! findings of the sanitizer. The runtime module imports them from `dualgauge`; `runtimes/cpp/runtime/host.h` declares them
//! for C.
//!
//! A function that can fail gives a number of `errno` as preview 1 counts them, 0 for success.

mod answers;
#[expect(
    clippy::too_many_arguments,
    reason = "the parameters are those of the functions of C"
)]
mod crypto;
mod faults;
mod files;
#[expect(
    clippy::too_many_arguments,
    reason = "the parameters are those of the functions of C"
)]
mod network;
mod outside;
#[expect(
    clippy::too_many_arguments,
    reason = "the parameters are those of the functions of C"
)]
mod processes;
mod servers;

use wasmtime::{Caller, Linker};

use super::fault::Fault;
use super::memory::GuestMemory;
use super::state::State;
use super::wasi;

pub(super) use answers::Answers;
pub(super) use faults::{Bottom, Sites, innermost};

/// The name of the import module.
const MODULE: &str = "dualgauge";

/// Fuel that every host function costs.
const CALL_COST: u64 = 2_000;

/// Fuel for each byte of a text that is taken from a guest: it is copied, escaped and kept.
const TEXT_COST: u64 = 10;

/// The longest text that is taken from a guest, in bytes.
const MAX_TEXT: usize = 64 << 10;

/// What a host function gives back: its result and what it costs beyond the usual, in fuel.
type Served = Result<(u32, u64), Fault>;

/// Runs a host function, and charges for it.
fn serve(
    mut caller: Caller<'_, State>,
    function: impl FnOnce(&mut GuestMemory<'_>, &mut State) -> Served,
) -> wasmtime::Result<u32> {
    let (result, texts, work) = wasi::enter(&mut caller, |memory, state| {
        let result = function(memory, state);
        (result, memory.copied() * TEXT_COST, state.take_work())
    })?;
    let (value, cost) = match result {
        Ok(served) => served,
        Err(fault) => (fault.code(), 0),
    };
    wasi::charge(&mut caller, CALL_COST + cost + texts + work)?;
    Ok(value)
}

/// Defines host functions: `name(parameters) => implementation;`, those without a result after `tells`.
macro_rules! functions {
    ($linker:ident; $($name:literal ( $($arg:ident : $ty:ty),* ) => $body:expr;)*
        $(tells $told:literal ( $($targ:ident : $tty:ty),* ) => $tbody:expr;)*) => {
        $(
            $linker.func_wrap(
                super::MODULE,
                $name,
                |caller: wasmtime::Caller<'_, super::State>, $($arg: $ty),*| {
                    super::serve(caller, |m, s| ($body)(m, s $(, $arg)*))
                },
            )?;
        )*
        $(
            $linker.func_wrap(
                super::MODULE,
                $told,
                |caller: wasmtime::Caller<'_, super::State>, $($targ: $tty),*| {
                    super::serve(caller, |m, s| ($tbody)(m, s $(, $targ)*)).map(drop)
                },
            )?;
        )*
    };
}
use functions;

/// Adds all of them to a linker.
pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    answers::add_to_linker(linker)?;
    files::add_to_linker(linker)?;
    network::add_to_linker(linker)?;
    outside::add_to_linker(linker)?;
    processes::add_to_linker(linker)?;
    servers::add_to_linker(linker)?;
    crypto::add_to_linker(linker)?;
    faults::add_to_linker(linker)
}

/// A text of the guest, bounded; what isn't UTF-8 in it is escaped.
fn text(m: &GuestMemory<'_>, at: u32, len: u32) -> Result<String, Fault> {
    let bytes = m.beginning(at, len, MAX_TEXT)?;
    Ok(super::vfs::escape_bytes(&bytes))
}
