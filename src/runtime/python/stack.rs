//! CPython's idea of how much stack it may use.
//!
//! CPython asks the system how large its C stack is, and refuses deeper recursion in time. WASI gives no answer, so it assumes 128 KiB, although
//! the module has 16 MiB: an `elif` chain of 47 branches wouldn't compile. The limits stand in the interpreter's thread state; they
//! are raised there before the snapshot is taken.

use super::SetupError;
use crate::sandbox::SandboxError;

/// The top of the stack in the module's memory.
const TOP: u32 = 16 << 20;
/// The limits that CPython computes: 112 KiB below the top, and 8 KiB below that.
const COMPUTED: [u32; 3] = [TOP, TOP - 112 * 1024, TOP - 120 * 1024];
/// Below this, Python code gets a `RecursionError`: 4 MiB of stack. The guest's stack on the host's side lasts longer.
pub(super) const SOFT_LIMIT: u32 = HARD_LIMIT + 8 * 1024;
/// Below this, the interpreter gives up.
const HARD_LIMIT: u32 = TOP - (4 << 20);

/// Raises the limits in the interpreter's memory.
pub(super) fn raise_limit(memory: &mut [u8]) -> Result<(), SetupError> {
    let computed: Vec<u8> = COMPUTED
        .iter()
        .flat_map(|word| word.to_le_bytes())
        .collect();
    let places: Vec<usize> = memory
        .chunks_exact(4)
        .enumerate()
        .filter(|(_, word)| *word == &computed[..4])
        .map(|(index, _)| index * 4)
        .filter(|at| memory[*at..].starts_with(&computed))
        .collect();
    let [place] = places[..] else {
        let text = format!("the stack limits of CPython are at {} places", places.len());
        return Err(SandboxError::Module(text).into());
    };
    memory[place + 4..place + 8].copy_from_slice(&SOFT_LIMIT.to_le_bytes());
    memory[place + 8..place + 12].copy_from_slice(&HARD_LIMIT.to_le_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_raised_in_the_one_place_where_they_stand() {
        let mut memory = vec![0; 64];
        for (index, word) in COMPUTED.iter().enumerate() {
            memory[16 + 4 * index..20 + 4 * index].copy_from_slice(&word.to_le_bytes());
        }
        raise_limit(&mut memory).unwrap();
        assert_eq!(memory[20..24], SOFT_LIMIT.to_le_bytes());
        assert_eq!(memory[24..28], HARD_LIMIT.to_le_bytes());
        let error = raise_limit(&mut memory).unwrap_err().to_string();
        assert!(error.contains("0 places"), "{error}");
    }
}
