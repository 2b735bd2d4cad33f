//! Digests, HMAC, comparison.

use super::{Arguments, refusal};
use crate::sandbox::crypto::{Digest, service};
use crate::sandbox::interpreter::{Arg, Refusal, Reply};
use crate::sandbox::state::State;

/// The names of all digests.
pub(super) fn names(_: &mut State, _: &[Arg]) -> Result<Reply, Refusal> {
    let names = Digest::all().map(|digest| Reply::Text(digest.name().to_owned()));
    Ok(Reply::List(names.collect()))
}

/// Of a name: the usual name, the length, the size of a block, whether any length can be had. Nothing for an unknown one.
pub(super) fn info(_: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let Some(digest) = Digest::named(Arguments(arguments).text(0)) else {
        return Ok(Reply::Nothing);
    };
    Ok(Reply::List(vec![
        Reply::Text(digest.name().to_owned()),
        Reply::Number(digest.length() as f64),
        Reply::Number(digest.block_size() as f64),
        Reply::Truth(digest.is_extendable()),
    ]))
}

/// Name, data, length (the usual one where it is missing).
pub(super) fn digest(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let digest = arguments.digest(0)?;
    let data = arguments.bytes(1)?;
    let length = match arguments.signed(2) {
        Some(_) => usize::try_from(arguments.number(2)).unwrap_or(usize::MAX),
        None => digest.length(),
    };
    service::hash(s, digest, data, length)?
        .map(Reply::Bytes)
        .ok_or_else(|| {
            refusal(
                "ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH",
                "Unsupported state or unable to finalize digest",
            )
        })
}

/// Name, key, data.
pub(super) fn hmac(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let digest = arguments.digest(0)?;
    let (key, data) = (arguments.bytes(1)?, arguments.bytes(2)?);
    service::hmac(s, digest, key, data)?
        .map(Reply::Bytes)
        .ok_or_else(|| {
            refusal(
                "ERR_CRYPTO_INVALID_DIGEST",
                format!("Invalid digest: {}", digest.name()),
            )
        })
}

/// Two values of one length: whether they are equal. In the guest it can't be done in constant time.
pub(super) fn compare(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let (left, right) = (arguments.bytes(0)?, arguments.bytes(1)?);
    service::pay(s, left.len() as u64)?;
    service::compared(s);
    Ok(Reply::Truth(left == right))
}
