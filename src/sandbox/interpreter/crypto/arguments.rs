//! Reading what the guest handed over.

use super::refusal;
use crate::sandbox::crypto::service::MAX_INPUT;
use crate::sandbox::crypto::{Cipher, Digest};
use crate::sandbox::interpreter::{Arg, Refusal};

/// The arguments of a call. What is missing or of another type reads as empty, zero or no.
#[derive(Clone, Copy)]
pub(in crate::sandbox::interpreter) struct Arguments<'a>(
    pub(in crate::sandbox::interpreter) &'a [Arg],
);

impl<'a> Arguments<'a> {
    /// A text.
    pub(in crate::sandbox::interpreter) fn text(&self, index: usize) -> &'a str {
        match self.0.get(index) {
            Some(Arg::Text(text)) => text,
            _ => "",
        }
    }

    /// Bytes, or a text's UTF-8; `None` for what is neither.
    pub(in crate::sandbox::interpreter) fn maybe_bytes(&self, index: usize) -> Option<&'a [u8]> {
        match self.0.get(index) {
            Some(Arg::Bytes(bytes)) => Some(bytes),
            Some(Arg::Text(text)) => Some(text.as_bytes()),
            _ => None,
        }
    }

    /// Bytes that aren't too many to work on.
    pub(in crate::sandbox::interpreter) fn bytes(&self, index: usize) -> Result<&'a [u8], Refusal> {
        let bytes = self.maybe_bytes(index).unwrap_or_default();
        if bytes.len() > MAX_INPUT {
            return Err(refusal("ERR_OUT_OF_RANGE", "data is too long"));
        }
        Ok(bytes)
    }

    /// A whole number; what is no number, or negative, reads as 0, and what is too large as the largest.
    pub(in crate::sandbox::interpreter) fn number(&self, index: usize) -> u64 {
        match self.0.get(index) {
            // Casts of floating-point numbers saturate.
            Some(Arg::Number(number)) => *number as u64,
            _ => 0,
        }
    }

    /// As [`Arguments::number`], for what has 32 bits.
    pub(in crate::sandbox::interpreter) fn small(&self, index: usize) -> u32 {
        u32::try_from(self.number(index)).unwrap_or(u32::MAX)
    }

    /// A number that may be negative.
    pub(in crate::sandbox::interpreter) fn signed(&self, index: usize) -> Option<i32> {
        match self.0.get(index) {
            Some(Arg::Number(number)) => Some(*number as i32),
            _ => None,
        }
    }

    /// A truth value.
    pub(in crate::sandbox::interpreter) fn truth(&self, index: usize) -> bool {
        self.0.get(index) == Some(&Arg::Truth(true))
    }

    /// The digest of a name.
    pub(super) fn digest(&self, index: usize) -> Result<&'static Digest, Refusal> {
        let name = self.text(index);
        Digest::named(name).ok_or_else(|| {
            refusal(
                "ERR_CRYPTO_INVALID_DIGEST",
                format!("Invalid digest: {name}"),
            )
        })
    }

    /// The cipher of a name.
    pub(super) fn cipher(&self, index: usize) -> Result<&'static Cipher, Refusal> {
        Cipher::named(self.text(index))
            .ok_or_else(|| refusal("ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher"))
    }
}
