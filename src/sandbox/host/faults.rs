//! Findings of the sanitizer in the guest, and the places in the source that they point to.

use std::sync::Arc;

use wasmtime::{Caller, Global, Linker, Module, Store, WasmBacktrace};

use super::Served;
use super::{MODULE, functions, serve, text};
use crate::sandbox::Place;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::side::Locate;
use crate::sandbox::state::State;
use crate::sandbox::trace::Operation;
use crate::sandbox::wasi::charge;

/// Fuel of looking at one frame of the stack.
const FUEL_PER_FRAME: u64 = 3_000;
/// Fuel for each byte of the stack in memory: frames have some 50, and each is walked through, by an exception too.
const FUEL_PER_STACK_BYTE: u64 = 1;
/// The longest description, in characters.
const MAX_DETAIL: usize = 512;

pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    functions! { linker;
        tells "leaked"(blocks: u32, bytes: u32, site: u32) => leaked;
    }
    linker.func_wrap(MODULE, "site", |mut caller: Caller<'_, State>| {
        let place = place_of_candidate(&mut caller)?;
        Ok::<u32, wasmtime::Error>(place.map_or(0, |place| caller.data_mut().sites.number(place)))
    })?;
    linker.func_wrap(
        MODULE,
        "memory_fault",
        |mut caller: Caller<'_, State>,
         kind: u32,
         kind_len: u32,
         _address: u32,
         size: u32,
         write: u32,
         _block: u32,
         block_size: u32,
         allocated: u32,
         freed: u32| {
            let place = place_of_candidate(&mut caller)?;
            serve(caller, |m, s| {
                let operation = Operation::MemoryFault {
                    fault: text(m, kind, kind_len)?,
                    access: if write != 0 { "write" } else { "read" }.to_owned(),
                    size: u64::from(size),
                    block: u64::from(block_size),
                    place: place.map(|place| place.to_string()),
                    allocated: s.sites.name(allocated),
                    freed: s.sites.name(freed),
                };
                s.recorder.record(operation, "ok", false);
                Ok((0, 0))
            })
            .map(drop)
        },
    )?;
    linker.func_wrap(
        MODULE,
        "undefined",
        |mut caller: Caller<'_, State>,
         kind: u32,
         kind_len: u32,
         file: u32,
         file_len: u32,
         line: u32,
         _column: u32,
         detail: u32,
         detail_len: u32| {
            // The candidate's own line, also where a header of the library found it.
            let place = place_of_candidate(&mut caller)?;
            serve(caller, |m, s| {
                let told = Place {
                    file: text(m, file, file_len)?,
                    line,
                };
                let place = place.or((line != 0).then_some(told));
                let detail = text(m, detail, detail_len)?;
                let operation = Operation::Undefined {
                    what: text(m, kind, kind_len)?,
                    detail: detail.chars().take(MAX_DETAIL).collect(),
                    place: place.map(|place| place.to_string()),
                };
                s.recorder.record(operation, "ok", false);
                Ok((0, 0))
            })
            .map(drop)
        },
    )?;
    Ok(())
}

fn leaked(_: &mut GuestMemory<'_>, s: &mut State, blocks: u32, bytes: u32, site: u32) -> Served {
    let operation = Operation::MemoryLeak {
        blocks: u64::from(blocks),
        bytes: u64::from(bytes),
        allocated: s.sites.name(site),
    };
    s.recorder.record(operation, "ok", false);
    Ok((0, 0))
}

/// The innermost place in the candidate's own source on the stack.
pub(super) fn place_of_candidate(
    caller: &mut Caller<'_, State>,
) -> wasmtime::Result<Option<Place>> {
    let Some((module, locate)) = caller.data().locate.clone() else {
        return Ok(None);
    };
    // The engine walks the whole stack, though it tells the innermost frames alone.
    let depth = match caller.data().bottom {
        Some(bottom) => bottom.depth(caller),
        None => Some(0),
    };
    charge(caller, depth.unwrap_or(0) * FUEL_PER_STACK_BYTE)?;
    if depth.is_none() {
        charge(caller, FUEL_PER_FRAME)?;
        return Ok(None);
    }
    let stack = WasmBacktrace::force_capture(&*caller);
    charge(caller, FUEL_PER_FRAME * stack.frames().len() as u64)?;
    Ok(innermost(&stack, &module, &locate))
}

/// Where the stacks of a candidate begin: the one in its memory, and the thread's own.
#[derive(Clone, Copy, Debug)]
pub(in crate::sandbox) struct Bottom {
    pointer: Global,
    start: u32,
    native: usize,
}

impl Bottom {
    /// The stacks as they are when a candidate is about to be entered. `pointer` is the one to the stack in its memory.
    pub(in crate::sandbox) fn here(pointer: Global, store: &mut Store<State>) -> Self {
        Self {
            pointer,
            start: pointer.get(store).i32().unwrap_or(0) as u32,
            native: native_position(),
        }
    }

    /// How many bytes of the stack in memory are in use. `None` if that doesn't explain how deep the thread's stack is: only
    /// functions written for it in assembly recurse without using memory, and no fuel is asked for the walk through them.
    fn depth(&self, caller: &mut Caller<'_, State>) -> Option<u64> {
        /// What an honest frame takes of the thread's stack for each byte in memory, generously.
        const NATIVE_PER_BYTE: u64 = 32;
        const FREE: u64 = 4 << 20;
        let pointer = self.pointer.get(&mut *caller).i32().unwrap_or(0) as u32;
        let depth = u64::from(self.start.saturating_sub(pointer));
        let native = self.native.abs_diff(native_position()) as u64;
        (native <= FREE + NATIVE_PER_BYTE * depth).then_some(depth)
    }
}

/// Where the thread's stack is now, about.
#[inline(never)]
fn native_position() -> usize {
    let here = 0u8;
    std::ptr::from_ref(std::hint::black_box(&here)).addr()
}

/// The innermost place of a side module on a stack.
pub(in crate::sandbox) fn innermost(
    stack: &WasmBacktrace,
    module: &Module,
    locate: &Arc<Locate>,
) -> Option<Place> {
    let own = module.text().as_ptr_range();
    stack
        .frames()
        .iter()
        .filter(|frame| frame.module().text().as_ptr_range() == own)
        .filter_map(|frame| frame.module_offset())
        .find_map(|offset| locate(u32::try_from(offset).ok()?))
}

/// Places that the guest refers to by number.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct Sites {
    places: Vec<Place>,
    numbers: std::collections::HashMap<Place, u32>,
}

impl Sites {
    /// The number of a place, from 1.
    fn number(&mut self, place: Place) -> u32 {
        if let Some(number) = self.numbers.get(&place) {
            return *number;
        }
        self.places.push(place.clone());
        let number = self.places.len() as u32;
        self.numbers.insert(place, number);
        number
    }

    fn name(&self, number: u32) -> Option<String> {
        let index = (number as usize).checked_sub(1)?;
        self.places.get(index).map(Place::to_string)
    }
}
