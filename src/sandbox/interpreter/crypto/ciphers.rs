//! Symmetric ciphers.

use super::{Arguments, refusal};
use crate::sandbox::crypto::{Cipher, CipherError, CipherRequest, service};
use crate::sandbox::interpreter::{Arg, Refusal, Reply};
use crate::sandbox::state::State;

/// The names of all ciphers.
pub(super) fn names(_: &mut State, _: &[Arg]) -> Result<Reply, Refusal> {
    let names = Cipher::all().map(|cipher| Reply::Text(cipher.name().to_owned()));
    Ok(Reply::List(names.collect()))
}

/// Of a name: the usual name, the mode, then in bytes the key, the IV, a block; the most that an IV may have, whether it is
/// authenticated, the lengths of keys. Nothing for an unknown one.
pub(super) fn info(_: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let Some(cipher) = Cipher::named(Arguments(arguments).text(0)) else {
        return Ok(Reply::Nothing);
    };
    let number = |number: usize| Reply::Number(number as f64);
    Ok(Reply::List(vec![
        Reply::Text(cipher.name().to_owned()),
        Reply::Text(cipher.mode().name().to_owned()),
        number(cipher.key_length()),
        number(cipher.iv_length()),
        number(cipher.block_size()),
        number(*cipher.iv_lengths().end()),
        Reply::Truth(cipher.mode().is_authenticated()),
        number(*cipher.key_lengths().start()),
        number(*cipher.key_lengths().end()),
    ]))
}

/// Name, whether to encrypt, key, IV, additional data, input, expected tag (or nothing), padding, preview: the output and
/// the tag, if there is one. A preview isn't recorded.
pub(super) fn cipher(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let request = CipherRequest {
        cipher: arguments.cipher(0)?,
        encrypt: arguments.truth(1),
        key: arguments.bytes(2)?,
        iv: arguments.bytes(3)?,
        aad: arguments.bytes(4)?,
        input: arguments.bytes(5)?,
        tag: arguments.maybe_bytes(6),
        padding: arguments.truth(7),
    };
    let output = service::cipher(s, &request, arguments.truth(8))?.map_err(said)?;
    let tag = output
        .tag
        .map_or(Reply::Nothing, |tag| Reply::Bytes(tag.to_vec()));
    Ok(Reply::List(vec![Reply::Bytes(output.data), tag]))
}

/// As Node says it.
fn said(error: CipherError) -> Refusal {
    match error {
        CipherError::KeyLength => refusal("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length"),
        CipherError::IvLength => refusal("ERR_CRYPTO_INVALID_IV", "Invalid initialization vector"),
        CipherError::TagLength => refusal(
            "ERR_CRYPTO_INVALID_AUTH_TAG",
            "Invalid authentication tag length",
        ),
        CipherError::FinalBlockLength => refusal(
            "ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH",
            "error:1C80006B:Provider routines::wrong final block length",
        ),
        CipherError::BadDecrypt => refusal(
            "ERR_OSSL_BAD_DECRYPT",
            "error:1C800064:Provider routines::bad decrypt",
        ),
        CipherError::Authentication => refusal(
            "ERR_CRYPTO_AUTHENTICATION",
            "Unsupported state or unable to authenticate data",
        ),
        CipherError::TooLong => refusal("ERR_OUT_OF_RANGE", error.to_string()),
    }
}
