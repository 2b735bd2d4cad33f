//! What host functions for cryptography do alike: take the price, do the work, record the event.
//!
//! C++ hands its arguments over as pointers (`host/crypto.rs`), interpreters as values (`interpreter/crypto.rs`).

use super::{CipherError, CipherOutput, CipherRequest, Digest};
use crate::sandbox::kdf;
use crate::sandbox::state::State;
use crate::sandbox::trace::Operation;

/// The longest input that the host works on at once, in bytes.
pub(in crate::sandbox) const MAX_INPUT: usize = 64 << 20;

/// There isn't the fuel for something. All that was left is taken, and the guest stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct OutOfFuel;

/// Takes the price of some work before it is done: it is due even where the result can't be delivered.
pub(in crate::sandbox) fn pay(s: &mut State, fuel: u64) -> Result<(), OutOfFuel> {
    s.work = s.work.saturating_add(fuel);
    if s.work > s.fuel_left() {
        return Err(OutOfFuel);
    }
    Ok(())
}

/// Records one use.
pub(in crate::sandbox) fn record(
    s: &mut State,
    how: &str,
    algorithm: &str,
    parameters: String,
    good: bool,
) {
    let operation = Operation::Crypto {
        how: how.to_owned(),
        algorithm: algorithm.to_owned(),
        parameters,
        uses: 1,
    };
    let result = if good { "ok" } else { "EINVAL" };
    s.recorder.record(operation, result, false);
}

/// A digest in some length; `None` for one that it can't have.
pub(in crate::sandbox) fn hash(
    s: &mut State,
    digest: &Digest,
    data: &[u8],
    length: usize,
) -> Result<Option<Vec<u8>>, OutOfFuel> {
    pay(s, digest.fuel(data.len(), length))?;
    let hash = digest.hash_to(data, length);
    record(s, "hash", digest.family(), String::new(), hash.is_some());
    Ok(hash)
}

/// An HMAC; `None` with SHAKE.
pub(in crate::sandbox) fn hmac(
    s: &mut State,
    digest: &Digest,
    key: &[u8],
    data: &[u8],
) -> Result<Option<Vec<u8>>, OutOfFuel> {
    pay(s, digest.hmac_fuel(key.len(), data.len()))?;
    let code = digest.hmac(key, data);
    if code.is_some() {
        record(s, "hmac", digest.family(), String::new(), true);
    }
    Ok(code)
}

/// One message of a cipher. A preview of what comes out before the message ends is not recorded.
pub(in crate::sandbox) fn cipher(
    s: &mut State,
    request: &CipherRequest<'_>,
    preview: bool,
) -> Result<Result<CipherOutput, CipherError>, OutOfFuel> {
    pay(s, request.fuel())?;
    let result = request.run();
    if !preview {
        let parameters = use_of_cipher(s, request);
        record(
            s,
            "cipher",
            request.cipher.name(),
            parameters,
            result.is_ok(),
        );
    }
    Ok(result)
}

/// How a cipher is used: where the key came from, and for encryption where the initialisation vector did.
fn use_of_cipher(s: &mut State, request: &CipherRequest<'_>) -> String {
    let mut origin = |bytes: &[u8]| {
        let (origin, fuel) = s.provenance.of(bytes);
        s.work += fuel;
        origin.name()
    };
    let key = origin(request.key);
    if !request.encrypt {
        return format!("decrypt key={key}");
    }
    if request.iv.is_empty() {
        return format!("encrypt key={key}");
    }
    let iv = origin(request.iv);
    let cipher = request.cipher.name();
    let iv = match s.provenance.is_repeated(cipher, request.key, request.iv) {
        true => "repeated",
        false => iv,
    };
    format!("encrypt key={key} iv={iv}")
}

/// A key derivation as the trace shows it, with where its salt came from.
fn describe(s: &mut State, request: &kdf::Request) -> (String, String) {
    let (algorithm, parameters) = request.describe();
    let salt = request.salt();
    let (origin, fuel) = s.provenance.of(&salt);
    s.work += fuel;
    let origin = match salt.is_empty() {
        true => "none",
        false => origin.name(),
    };
    (
        algorithm,
        format!("{parameters} salt={origin} salt_bytes={}", salt.len()),
    )
}

/// A derived key, or what is wrong with the parameters.
pub(in crate::sandbox) fn derive(
    s: &mut State,
    request: &kdf::Request,
) -> Result<Result<Vec<u8>, String>, OutOfFuel> {
    pay(s, request.fuel())?;
    let result = request.derive();
    let (algorithm, parameters) = describe(s, request);
    record(s, "kdf", &algorithm, parameters, result.is_ok());
    Ok(result)
}

/// That two values were compared in constant time, by the guest.
pub(in crate::sandbox) fn compared(s: &mut State) {
    record(s, "compare", "constant-time", String::new(), true);
}
