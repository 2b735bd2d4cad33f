//! Cryptography for guests, computed in the host: digests, HMAC, HKDF, symmetric ciphers, and keys with two halves.
//!
//! Guests reach it through shims that look like OpenSSL (C++) or `node:crypto` (JavaScript). So names, default lengths and
//! the order of errors are OpenSSL's, and weak algorithms are served as well: whether a candidate may use them is for
//! the task's rules to say. PBKDF2 and scrypt are in [`super::kdf`].
//!
//! - [`Digest::named`] and [`Cipher::named`] find an algorithm; its methods say what shims ask (lengths, mode).
//! - [`CipherRequest::run`] encrypts or decrypts one whole message.
//! - [`keys`] has RSA, elliptic curves, Ed25519 and X25519.
//! - [`service`] is what host functions do alike, whatever the guest hands its arguments over in: price, work, event.
//! - For each operation there is a price in fuel, to be taken *before* it is done.
//!
//! Whatever a candidate hands in (keys, IVs, tags, lengths) is answered with a value or a refusal, never with a panic.
//! Nothing here is random but what a caller's generator gives, and no comparison needs constant time: a guest's clock does not run while the host computes.

mod aead;
mod ciphers;
mod digests;
pub mod keys;
mod modes;
#[cfg(test)]
mod properties;
mod request;
pub(in crate::sandbox) mod service;
#[cfg(test)]
mod vectors;

pub use ciphers::Cipher;
pub use digests::Digest;
pub use request::{CipherError, CipherOutput, CipherRequest};

/// What any operation costs, besides its bytes: the call, the key's schedule. About 4 µs.
const PER_CALL: u64 = 20_000;

/// The price of an operation that reads or writes so many bytes.
fn price(bytes: usize, per_byte: u64) -> u64 {
    (bytes as u64)
        .saturating_mul(per_byte)
        .saturating_add(PER_CALL)
}
