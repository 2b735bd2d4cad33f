//! Where the bytes of keys, initialisation vectors and salts came from, as far as the host can tell.

use std::collections::BTreeSet;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use memchr::memmem;

use super::kdf::to_hex;
use crate::value::Digest;

/// The most bytes that are remembered of what was drawn.
const MAX_DRAWN: usize = 256 << 10;
/// The most uses of a key that are remembered.
const MAX_USES: usize = 4096;
/// Fewer bytes than these turn up by chance.
const MIN_BYTES: usize = 8;
/// More bytes than these aren't looked for: no key is that long.
const MAX_BYTES: usize = 4096;
/// Bytes that are looked through for one unit of fuel.
const BYTES_PER_FUEL: usize = 16;

/// Where bytes came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// From the secure random source, in this execution, just so.
    Drawn,
    /// They stand in the program's text, or are one byte repeated.
    Constant,
    /// From elsewhere: input, files, or computed.
    Given,
}

impl Origin {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Drawn => "drawn",
            Self::Constant => "constant",
            Self::Given => "given",
        }
    }
}

/// What is remembered of one execution.
#[derive(Debug, Default)]
pub(super) struct Provenance {
    /// What was drawn, one draw after the other.
    drawn: Vec<u8>,
    /// Digests of the keys with the initialisation vectors that they were used with for encryption.
    uses: BTreeSet<Digest>,
    /// The program's text.
    text: Arc<[u8]>,
}

impl Provenance {
    pub(super) fn of_program(text: Arc<[u8]>) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    /// Remembers bytes that the secure random source gave. What is too much to remember is forgotten from the beginning on.
    pub(super) fn draw(&mut self, bytes: &[u8]) {
        let bytes = &bytes[bytes.len().saturating_sub(MAX_DRAWN)..];
        let over = (self.drawn.len() + bytes.len()).saturating_sub(MAX_DRAWN);
        self.drawn.drain(..over);
        self.drawn.extend_from_slice(bytes);
    }

    /// Where bytes came from, and the fuel that finding out costs.
    pub(super) fn of(&self, bytes: &[u8]) -> (Origin, u64) {
        if bytes.is_empty() || bytes.len() > MAX_BYTES {
            return (Origin::Given, 0);
        }
        if bytes.iter().all(|byte| *byte == bytes[0]) {
            return (Origin::Constant, 0);
        }
        if bytes.len() < MIN_BYTES {
            return (Origin::Given, 0);
        }
        let searched = self.drawn.len() + 3 * self.text.len();
        let fuel = (searched / BYTES_PER_FUEL) as u64;
        if memmem::find(&self.drawn, bytes).is_some() {
            return (Origin::Drawn, fuel);
        }
        let hex = to_hex(bytes);
        let base64 = STANDARD_NO_PAD.encode(bytes);
        let spellings = [bytes, hex.as_bytes(), base64.as_bytes()];
        let stands = spellings
            .iter()
            .any(|spelling| memmem::find(&self.text, spelling).is_some());
        (
            if stands {
                Origin::Constant
            } else {
                Origin::Given
            },
            fuel,
        )
    }

    /// Whether a key was used for encryption with this initialisation vector before; it is now.
    pub(super) fn is_repeated(&mut self, cipher: &str, key: &[u8], iv: &[u8]) -> bool {
        let both = [
            Digest::of(cipher.as_bytes()),
            Digest::of(key),
            Digest::of(iv),
        ];
        let bytes: Vec<u8> = both.iter().flat_map(|digest| *digest.bytes()).collect();
        let digest = Digest::of(&bytes);
        if self.uses.len() >= MAX_USES {
            return self.uses.contains(&digest);
        }
        !self.uses.insert(digest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_drawn_constant_or_given() {
        let mut provenance = Provenance::of_program(Arc::from(
            &b"KEY = b'sixteen byte key'; IV = '000102030405060708090a0b0c0d0e0f'"[..],
        ));
        provenance.draw(b"abcdefgh12345678");
        let of = |bytes: &[u8]| provenance.of(bytes).0;
        assert_eq!(of(b"cdefgh1234"), Origin::Drawn);
        assert_eq!(of(b"sixteen byte key"), Origin::Constant);
        assert_eq!(of(&(0..16).collect::<Vec<u8>>()), Origin::Constant);
        assert_eq!(of(&[0; 12]), Origin::Constant);
        assert_eq!(of(b"somewhere else .."), Origin::Given);
        assert_eq!(of(b"cdef"), Origin::Given);
    }

    #[test]
    fn a_vector_is_repeated_with_the_same_key_alone() {
        let mut provenance = Provenance::default();
        assert!(!provenance.is_repeated("aes-128-gcm", b"k", b"iv"));
        assert!(!provenance.is_repeated("aes-128-gcm", b"K", b"iv"));
        assert!(provenance.is_repeated("aes-128-gcm", b"k", b"iv"));
    }

    #[test]
    fn the_memory_of_draws_is_bounded() {
        let mut provenance = Provenance::default();
        for _ in 0..10 {
            provenance.draw(&[7; MAX_DRAWN]);
        }
        assert_eq!(provenance.drawn.len(), MAX_DRAWN);
        provenance.draw(b"abcdefgh");
        assert_eq!(provenance.of(b"abcdefgh").0, Origin::Drawn);
    }
}
