//! Functions of the guest's program that SQL statements call.
//!
//! SQLite asks for one while the interpreter waits for SQLite; so the interpreter is entered once more. Until the function
//! has returned, no database can be used (`database_engine::with`).

use std::sync::Arc;

use wasmtime::{Caller, Linker, Memory, Trap};

use super::Interpreter;
use super::abi::Abi;
use super::plain::Arg;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::state::State;
use crate::sandbox::wasi;

/// The name of the import module.
const MODULE: &str = "dualgauge_sql";
/// The driver's function that finds the program's function and calls it.
const DRIVER_FUNCTION: &str = "database_function";
/// Fuel for a call, and for each byte of its arguments and its result.
const CALL_COST: u64 = 3_000;
const BYTE_COST: u64 = 2;

/// Adds what SQLite's module imports besides preview 1.
pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    linker.func_wrap(MODULE, "call", call)?;
    Ok(())
}

/// Calls a function with arguments in a row's form. Gives the address of a block with the result, or 0 where it threw.
fn call(
    mut caller: Caller<'_, State>,
    function: u32,
    what: u32,
    group: u32,
    at: u32,
    len: u32,
) -> wasmtime::Result<u32> {
    let state = caller.data();
    let Interpreter { abi, driver, .. } = &state.interpreter;
    let (Some(memory), Some(abi), Some(driver)) = (state.memory, abi.clone(), *driver) else {
        return Ok(0);
    };
    wasi::charge(&mut caller, CALL_COST + BYTE_COST * u64::from(len))?;
    let Ok(arguments) = GuestMemory::new(memory.data_mut(&mut caller)).copy(at, len) else {
        return Ok(0);
    };
    caller.data_mut().memory = Some(abi.memory);
    let result = ask(
        &mut caller,
        &abi,
        driver,
        [function, what, group],
        &arguments,
    );
    caller.data_mut().memory = Some(memory);
    match result? {
        Arg::Bytes(bytes) => {
            wasi::charge(&mut caller, BYTE_COST * bytes.len() as u64)?;
            place(caller, memory, &bytes)
        }
        _ => Ok(0),
    }
}

fn ask(
    caller: &mut Caller<'_, State>,
    abi: &Arc<Abi>,
    driver: u32,
    numbers: [u32; 3],
    arguments: &[u8],
) -> wasmtime::Result<Arg> {
    let mut handles = Vec::with_capacity(numbers.len() + 1);
    for number in numbers {
        handles.push(abi.new_number.call(&mut *caller, (f64::from(number),))?);
    }
    let bytes = abi.with_bytes(caller, arguments, |caller, at, len| {
        abi.new_bytes.call(caller, (at, len))
    })?;
    handles.push(bytes);
    let result = abi.invoke(caller, driver, DRIVER_FUNCTION, &handles)?;
    for handle in handles {
        abi.free_value.call(&mut *caller, (handle,))?;
    }
    if abi.is_exception.call(&mut *caller, (result,))? != 0 {
        // What the program throws comes back as no result; this is the interpreter's own trouble, such as its stack.
        let exception = abi.take_exception.call(&mut *caller, ())?;
        abi.free_value.call(caller, (exception,))?;
        return Ok(Arg::Nothing);
    }
    let answer = abi.argument(caller, result)?;
    abi.free_value.call(caller, (result,))?;
    Ok(answer)
}

fn place(mut caller: Caller<'_, State>, memory: Memory, bytes: &[u8]) -> wasmtime::Result<u32> {
    let allocate = caller
        .get_export("db_allocate")
        .and_then(wasmtime::Extern::into_func)
        .ok_or_else(|| wasmtime::Error::msg("SQLite's module exports no db_allocate"))?
        .typed::<u32, u32>(&caller)?;
    let at = allocate.call(&mut caller, bytes.len() as u32)?;
    if at != 0 && memory.write(&mut caller, at as usize, bytes).is_err() {
        return Err(Trap::MemoryOutOfBounds.into());
    }
    Ok(at)
}
