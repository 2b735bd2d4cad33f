//! The functions of a runtime's libraries that tell the host of their calls.

use crate::sandbox::Observation;

/// Each function's name in the module, and what a call of it means. A function's place is its number in messages.
pub(super) struct Observed(pub(super) &'static [(&'static str, Observation)]);

impl Observed {
    /// The functions' names, by their numbers.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.0.iter().map(|(name, _)| *name).collect()
    }

    /// What calls mean, by the functions' numbers.
    pub(super) fn meanings(&self) -> Vec<Observation> {
        self.0.iter().map(|(_, meaning)| *meaning).collect()
    }
}
