//! Objects of the guest whose properties the host watches, by a look at its memory that costs next to nothing. What changed,
//! if anything did, is then for the driver to find out.
//!
//! The layout is that of QuickJS-NG on 32 bits, as quickjs-wasi 3.6.2 has it (`struct JSObject`, `struct JSShape`). It is
//! pinned with the module; a test changes prototypes in every way and expects to see it.

use crate::sandbox::guest::Guest;
use crate::sandbox::{SandboxError, memory::GuestMemory};

/// Where an object's shape, its property values, and the number of properties in a shape are, in bytes.
const SHAPE: u32 = 12;
const VALUES: u32 = 16;
const COUNT: u32 = 24;
/// Bytes of a property's value.
const VALUE: u32 = 8;
/// More properties than a prototype of the language ever has; beyond them the host doesn't look.
const MAX_PROPERTIES: u32 = 4096;

/// The objects, and how they were.
#[derive(Debug, Default)]
pub(super) struct Watched {
    objects: Vec<u32>,
    state: Vec<u8>,
}

impl Guest {
    /// Watches the objects that a function of the driver lists, from now on.
    ///
    /// # Errors
    /// If the guest has no driver.
    pub fn watch(&mut self, function: &str) -> Result<(), SandboxError> {
        let objects = self.listed(function).map_err(SandboxError::engine)?;
        let state = self.state_of(&objects);
        self.store.data_mut().interpreter.watched = Watched { objects, state };
        Ok(())
    }

    /// Whether a watched object has other properties, or other values in them, than the last time.
    pub fn has_changed(&mut self) -> bool {
        let watched = std::mem::take(&mut self.store.data_mut().interpreter.watched);
        let state = self.state_of(&watched.objects);
        let changed = state != watched.state;
        self.store.data_mut().interpreter.watched = Watched { state, ..watched };
        changed
    }

    /// Where the objects of a list are.
    fn listed(&mut self, function: &str) -> wasmtime::Result<Vec<u32>> {
        let (abi, driver) = self.started()?;
        let store = &mut self.store;
        let list = abi.invoke(store, driver, function, &[])?;
        let mut objects = Vec::new();
        for index in 0.. {
            let item = abi.get_at.call(&mut *store, (list, index))?;
            let at = abi.value_at.call(&mut *store, (item,))?;
            abi.free_value.call(&mut *store, (item,))?;
            if at == 0 {
                break;
            }
            objects.push(at);
        }
        abi.free_value.call(store, (list,))?;
        Ok(objects)
    }

    fn state_of(&mut self, objects: &[u32]) -> Vec<u8> {
        let mut state = Vec::new();
        let Some(memory) = self.store.data().memory else {
            return state;
        };
        let memory = GuestMemory::new(memory.data_mut(&mut self.store));
        let word = |at: u32| memory.u32(at).unwrap_or_default();
        for object in objects {
            let values = word(object.wrapping_add(VALUES));
            let count = word(word(object.wrapping_add(SHAPE)).wrapping_add(COUNT));
            state.extend(count.to_le_bytes());
            let bytes = memory.slice(values, count.min(MAX_PROPERTIES) * VALUE);
            state.extend(bytes.unwrap_or_default());
        }
        state
    }
}
