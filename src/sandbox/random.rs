//! The seeded source of what the guest takes for the operating system's randomness.

use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

use crate::value::Digest;

/// A stream of bytes that depends on its seed alone.
#[derive(Clone, Debug)]
pub struct Random(ChaCha20Rng);

impl Random {
    /// The stream of a seed; any text that names the execution will do.
    pub fn seeded(seed: &str) -> Self {
        Self(ChaCha20Rng::from_seed(*Digest::of(seed.as_bytes()).bytes()))
    }

    /// The next bytes of the stream.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_names_one_stream() {
        let draw = |seed: &str| {
            let mut bytes = [0; 32];
            Random::seeded(seed).fill(&mut bytes);
            bytes
        };
        assert_eq!(draw("a"), draw("a"));
        assert_ne!(draw("a"), draw("b"));
    }
}
