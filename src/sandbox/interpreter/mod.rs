//! Guests that are an interpreter whose values the host holds by handle: the embedding interface of quickjs-wasi.
//!
//! The host leads such a guest (`session.rs`): it calls functions of the guest's driver, runs what is pending, and lets
//! the driver's event loop go on. The guest calls host functions by name (`bridge.rs`): those of preview 1 and of
//! [`super::host`] with the same meaning and the same events as for any guest, and some that need no pointers (`plain.rs`).
//!
//! A handle is a pointer to a box in the guest's memory, which holds one value and is freed by who owns it. What the
//! host reads through it is worth as much as the guest's memory; it decides nothing but what the guest gets back.

mod abi;
mod bridge;
mod bytes;
mod compression;
mod crypto;
mod database;
mod database_engine;
mod database_functions;
mod database_values;
mod modules;
mod plain;
mod session;
mod shapes;
mod url;
mod values;
mod watched;

use std::collections::HashMap;
use std::sync::Arc;

use wasmtime::{Caller, Func, Linker};

use super::hooks::Observation;
use super::state::State;

pub(super) use abi::Abi;
use plain::{Arg, Function, Refusal, Reply};

pub(super) use database_engine::Database;
pub use session::Answer;

/// The name of the import module.
const MODULE: &str = "env";

/// The host's side of an interpreter.
#[derive(Default)]
pub(super) struct Interpreter {
    /// Its functions; set when it is started.
    abi: Option<Arc<Abi>>,
    /// The object that holds the driver's functions.
    driver: Option<u32>,
    /// Host functions that the guest has called, ready to be called again.
    functions: HashMap<&'static str, Func>,
    /// Objects that the host watches.
    watched: watched::Watched,
}

impl Interpreter {
    /// Its functions and its driver.
    fn started(&self) -> wasmtime::Result<(Arc<Abi>, u32)> {
        match (&self.abi, self.driver) {
            (Some(abi), Some(driver)) => Ok((abi.clone(), driver)),
            _ => Err(wasmtime::Error::msg("the interpreter wasn't started")),
        }
    }
}

/// Adds the imports of an interpreter, which may call by name what the linker has already.
pub(super) fn add_to_linker(
    linker: &mut Linker<State>,
    observed: Arc<[Observation]>,
) -> wasmtime::Result<()> {
    let all = linker.clone();
    linker.func_wrap(
        MODULE,
        "host_call",
        move |caller: Caller<'_, State>, name: u32, len: u32, this: u32, argc: u32, argv: u32| {
            if name >= super::hooks::OBSERVED_TAG {
                return super::guest::hear(caller, &observed, name, [len, this, argc]);
            }
            bridge::call(caller, &all, name, len, argc, argv)
        },
    )?;
    database_functions::add_to_linker(linker)?;
    linker.func_wrap(MODULE, "host_module_normalize", modules::normalize)?;
    linker.func_wrap(MODULE, "host_module_load", modules::load)?;
    linker.func_wrap(MODULE, "host_promise_rejection", modules::rejection)?;
    linker.func_wrap(MODULE, "host_interrupt", || 0u32)?;
    // The guest's time zone is UTC, as in every language.
    linker.func_wrap(MODULE, "host_get_timezone_offset", |_: u32, _: u32| 0u32)?;
    Ok(())
}
