//! Cryptography for interpreters: the functions below `node:crypto` and the packages that hash passwords.
//!
//! A key is handed in with each use, as DER (PKCS #8, SubjectPublicKeyInfo); the host keeps none. Events are those of
//! every language; asking what there is, and reading and writing keys, is no event.

mod arguments;
mod ciphers;
mod derive;
mod digests;
mod keys;
mod signatures;

pub(super) use arguments::Arguments;

use super::{Function, Refusal};
use crate::sandbox::crypto::service::{self, OutOfFuel};
use crate::sandbox::state::State;

/// The functions, by name. Arguments are listed where each is defined.
pub(super) const FUNCTIONS: &[(&str, Function)] = &[
    ("crypto_digests", digests::names),
    ("crypto_digest_info", digests::info),
    ("crypto_digest", digests::digest),
    ("crypto_hmac", digests::hmac),
    ("crypto_compare", digests::compare),
    ("crypto_ciphers", ciphers::names),
    ("crypto_cipher_info", ciphers::info),
    ("crypto_cipher", ciphers::cipher),
    ("crypto_hkdf", derive::hkdf),
    ("crypto_pbkdf2", derive::pbkdf2),
    ("crypto_scrypt", derive::scrypt),
    ("crypto_bcrypt", derive::bcrypt),
    ("crypto_argon2", derive::argon2),
    ("crypto_key_generate", keys::generate),
    ("crypto_key_private", keys::private),
    ("crypto_key_public", keys::public),
    ("crypto_key_export", keys::export),
    ("crypto_key_describe", keys::describe),
    ("crypto_sign", signatures::sign),
    ("crypto_verify", signatures::verify),
    ("crypto_encrypt", signatures::encrypt),
    ("crypto_decrypt", signatures::decrypt),
    ("crypto_agree", signatures::agree),
    ("crypto_power", signatures::power),
];

impl From<OutOfFuel> for Refusal {
    fn from(_: OutOfFuel) -> Self {
        refusal("ERR_OUT_OF_FUEL", "out of fuel")
    }
}

fn refusal(code: &'static str, message: impl Into<String>) -> Refusal {
    Refusal {
        code,
        message: message.into(),
    }
}

fn pay(s: &mut State, fuel: u64) -> Result<(), Refusal> {
    Ok(service::pay(s, fuel)?)
}
