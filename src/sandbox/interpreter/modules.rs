//! What an interpreter asks its embedder for: where modules are, and what becomes of rejected promises. The driver in the
//! guest answers.

use wasmtime::Caller;

use super::abi::Abi;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::state::State;

/// The longest name of a module, in bytes.
const MAX_NAME: u32 = 64 << 10;

/// A text of the guest that ends with a zero.
fn terminated(caller: &mut Caller<'_, State>, abi: &Abi, at: u32) -> String {
    let memory = GuestMemory::new(abi.memory.data_mut(caller));
    let bytes = (at..at.saturating_add(MAX_NAME))
        .map_while(|at| memory.slice(at, 1).ok().map(|byte| byte[0]))
        .take_while(|byte| *byte != 0);
    let bytes: Vec<u8> = bytes.collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Asks the driver; `None` if it threw, which is then pending.
fn ask(
    caller: &mut Caller<'_, State>,
    abi: &Abi,
    driver: u32,
    function: &str,
    arguments: &[&str],
) -> wasmtime::Result<Option<String>> {
    let result = abi.invoke_with_texts(caller, driver, function, arguments)?;
    if abi.is_exception.call(&mut *caller, (result,))? != 0 {
        return Ok(None);
    }
    let text = abi.copy_text(caller, result)?;
    abi.free_value.call(caller, (result,))?;
    Ok(text)
}

/// `host_module_normalize(base, name)`: the module's full name, in memory that the guest frees; 0 after an exception.
pub(super) fn normalize(
    mut caller: Caller<'_, State>,
    base: u32,
    name: u32,
) -> wasmtime::Result<u32> {
    let (abi, driver) = caller.data().interpreter.started()?;
    let [base, name] = [base, name].map(|at| terminated(&mut caller, &abi, at));
    match ask(&mut caller, &abi, driver, "resolve", &[&base, &name])? {
        Some(found) => abi.place(&mut caller, found.as_bytes()),
        None => Ok(0),
    }
}

/// `host_module_load(name, &length)`: the module's text, in memory that the guest frees; 0 after an exception.
pub(super) fn load(mut caller: Caller<'_, State>, name: u32, len: u32) -> wasmtime::Result<u32> {
    let (abi, driver) = caller.data().interpreter.started()?;
    let name = terminated(&mut caller, &abi, name);
    let Some(text) = ask(&mut caller, &abi, driver, "source", &[&name])? else {
        return Ok(0);
    };
    let at = abi.place(&mut caller, text.as_bytes())?;
    let mut memory = GuestMemory::new(abi.memory.data_mut(&mut caller));
    // The pointer is the interpreter's own.
    let _ = memory.write(len, &(text.len() as u32).to_le_bytes());
    Ok(at)
}

/// `host_promise_rejection(promise, reason, handled)`: the handles are the host's to free.
pub(super) fn rejection(
    mut caller: Caller<'_, State>,
    promise: u32,
    reason: u32,
    handled: u32,
) -> wasmtime::Result<()> {
    let (abi, driver) = caller.data().interpreter.started()?;
    let truth = if handled == 0 { &abi.no } else { &abi.yes };
    let handled = truth.call(&mut caller, ())?;
    let result = abi.invoke(
        &mut caller,
        driver,
        "rejection",
        &[promise, reason, handled],
    )?;
    for handle in [promise, reason, handled, result] {
        abi.free_value.call(&mut caller, (handle,))?;
    }
    Ok(())
}
