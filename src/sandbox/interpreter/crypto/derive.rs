//! Keys from passwords and other keys.

use super::{Arguments, pay, refusal};
use crate::sandbox::crypto::service;
use crate::sandbox::interpreter::{Arg, Refusal, Reply};
use crate::sandbox::kdf;
use crate::sandbox::state::State;

/// Digest, key, salt, info, length.
pub(super) fn hkdf(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let digest = arguments.digest(0)?;
    let (key, salt, info) = (
        arguments.bytes(1)?,
        arguments.bytes(2)?,
        arguments.bytes(3)?,
    );
    let length = usize::try_from(arguments.number(4)).unwrap_or(usize::MAX);
    pay(
        s,
        digest.hkdf_fuel(key.len(), salt.len(), info.len(), length),
    )?;
    let derived = digest.hkdf(key, salt, info, length);
    let algorithm = format!("hkdf-{}", digest.family());
    service::record(s, "kdf", &algorithm, String::new(), derived.is_some());
    derived
        .map(Reply::Bytes)
        .ok_or_else(|| refusal("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length"))
}

/// Digest, password, salt, iterations, length.
pub(super) fn pbkdf2(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let request = kdf::Request::Pbkdf2 {
        hash: arguments.digest(0)?.name().to_owned(),
        password: digits(s, arguments, 1)?,
        salt: digits(s, arguments, 2)?,
        iterations: arguments.small(3),
        length: arguments.small(4) as usize,
    };
    derive(s, &request)
}

/// Password, salt, N, r, p, length.
pub(super) fn scrypt(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let request = kdf::Request::Scrypt {
        password: digits(s, arguments, 0)?,
        salt: digits(s, arguments, 1)?,
        n: arguments.number(2),
        r: arguments.small(3),
        p: arguments.small(4),
        length: arguments.small(5) as usize,
    };
    derive(s, &request)
}

/// Password, salt, cost: the 24 bytes of which hashes show 23.
pub(super) fn bcrypt(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let request = kdf::Request::Bcrypt {
        password: digits(s, arguments, 0)?,
        salt: digits(s, arguments, 1)?,
        cost: arguments.small(2),
    };
    derive(s, &request)
}

/// Variant (`d`, `i`, `id`), password, salt, time, memory in KiB, lanes, length.
pub(super) fn argon2(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let request = kdf::Request::Argon2 {
        variant: arguments.text(0).to_owned(),
        password: digits(s, arguments, 1)?,
        salt: digits(s, arguments, 2)?,
        time: arguments.small(3),
        memory_kib: arguments.small(4),
        parallelism: arguments.small(5),
        length: arguments.small(6) as usize,
    };
    derive(s, &request)
}

/// Bytes in hexadecimal, as requests have them.
fn digits(s: &mut State, arguments: Arguments<'_>, index: usize) -> Result<String, Refusal> {
    let bytes = arguments.bytes(index)?;
    pay(s, bytes.len() as u64 * 4)?;
    Ok(kdf::to_hex(bytes))
}

fn derive(s: &mut State, request: &kdf::Request) -> Result<Reply, Refusal> {
    service::derive(s, request)?
        .map(Reply::Bytes)
        .map_err(|message| refusal("ERR_CRYPTO_INVALID_PARAMETERS", message))
}
