//! Keys with two halves: made, read, written.

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};

use super::{Arguments, pay, refusal};
use crate::sandbox::crypto::Cipher;
use crate::sandbox::crypto::keys::{
    Curve, Form, KeyError, Kind, PrivateKey, Protection, PublicKey, private_to_der, public_to_der,
    read_fuel, read_private, read_public, to_pem, write_private, write_public,
};
use crate::sandbox::crypto::service;
use crate::sandbox::interpreter::{Arg, Refusal, Reply};
use crate::sandbox::random::Random;
use crate::sandbox::state::State;

/// The guest's random source, as the crates want it.
pub(super) struct Draws<'a>(pub(super) &'a mut Random);

impl TryRng for Draws<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Draws<'_> {}

impl From<KeyError> for Refusal {
    fn from(error: KeyError) -> Self {
        let code = match error {
            KeyError::Unsupported => {
                return refusal(
                    "ERR_OSSL_UNSUPPORTED",
                    "error:1E08010C:DECODER routines::unsupported",
                );
            }
            KeyError::BadPassphrase => {
                return refusal(
                    "ERR_OSSL_BAD_DECRYPT",
                    "error:1C800064:Provider routines::bad decrypt",
                );
            }
            KeyError::Invalid(_) => "ERR_CRYPTO_INVALID_KEY",
            KeyError::PassphraseMissing => "ERR_MISSING_PASSPHRASE",
            KeyError::WrongKind => "ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE",
            KeyError::Digest(_) => "ERR_OSSL_INVALID_DIGEST",
            KeyError::TooLarge => "ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_KEY_SIZE",
            KeyError::Decryption(_) => "ERR_OSSL_RSA_DECRYPTION",
            KeyError::OutOfFuel => "ERR_OUT_OF_FUEL",
        };
        refusal(code, error.to_string())
    }
}

/// Kind (`rsa`, `ed25519`, `x25519` or a curve's name), bits, public exponent: the key in PKCS #8.
pub(super) fn generate(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let kind = match arguments.text(0) {
        "rsa" => Kind::Rsa(arguments.small(1)),
        "ed25519" => Kind::Ed25519,
        "x25519" => Kind::X25519,
        name => Kind::Ec(
            Curve::named(name)
                .ok_or_else(|| refusal("ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name"))?,
        ),
    };
    pay(s, kind.generate_fuel())?;
    let key = PrivateKey::generate(kind, arguments.number(2), &mut Draws(&mut s.random));
    service::record(s, "keygen", kind.name(), kind.parameters(), key.is_ok());
    Ok(Reply::Bytes(private_to_der(&key?)))
}

fn form(arguments: Arguments<'_>, index: usize) -> Result<Form, Refusal> {
    Form::named(arguments.text(index))
        .ok_or_else(|| refusal("ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name"))
}

/// Reads the private key of an argument.
pub(super) fn private_of(
    s: &mut State,
    form: Form,
    bytes: &[u8],
    passphrase: Option<&[u8]>,
) -> Result<PrivateKey, Refusal> {
    pay(s, read_fuel(bytes.len()))?;
    let mut paying = |fuel| service::pay(s, fuel).is_ok();
    Ok(read_private(form, bytes, passphrase, &mut paying)?)
}

/// Reads the public key of an argument.
pub(super) fn public_of(
    s: &mut State,
    form: Form,
    bytes: &[u8],
    passphrase: Option<&[u8]>,
) -> Result<PublicKey, Refusal> {
    pay(s, read_fuel(bytes.len()))?;
    let mut paying = |fuel| service::pay(s, fuel).is_ok();
    let key = read_public(form, bytes, passphrase, &mut paying)?;
    // Whether it was read from a private key isn't known: what has a private form pays for its public half.
    if form != Form::Spki {
        pay(s, key.kind().half_fuel())?;
    }
    Ok(key)
}

/// Bytes, form (`pem`, `pkcs1`, `pkcs8`, `sec1`, `jwk`, or a curve's name for a number), passphrase: the key in PKCS #8.
pub(super) fn private(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let form = form(arguments, 1)?;
    let key = private_of(s, form, arguments.bytes(0)?, arguments.maybe_bytes(2))?;
    pay(s, key.kind().half_fuel())?;
    Ok(Reply::Bytes(private_to_der(&key)))
}

/// Bytes, form (also `spki`), passphrase: the key as SubjectPublicKeyInfo. Of a private key it is the public half.
pub(super) fn public(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let form = form(arguments, 1)?;
    let key = public_of(s, form, arguments.bytes(0)?, arguments.maybe_bytes(2))?;
    Ok(Reply::Bytes(public_to_der(&key)))
}

/// Key, whether it is private, form, whether as PEM, cipher and passphrase (or nothing): bytes, or a text for PEM and JWK.
pub(super) fn export(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let form = form(arguments, 2)?;
    let (der, as_pem) = (arguments.bytes(0)?, arguments.truth(3));
    let (bytes, private, sealed) = if arguments.truth(1) {
        let key = private_of(s, Form::Pkcs8, der, None)?;
        let protection = match arguments.maybe_bytes(5) {
            Some(passphrase) => Some(protection(s, arguments.cipher(4)?, passphrase)?),
            None => None,
        };
        pay(s, key.kind().half_fuel())?;
        let bytes = write_private(&key, form, protection.as_ref())?;
        (bytes, true, protection.is_some())
    } else {
        let key = public_of(s, Form::Spki, der, None)?;
        (write_public(&key, form)?, false, false)
    };
    if as_pem {
        let text = to_pem(&bytes, form, private, sealed).ok_or(KeyError::Unsupported)?;
        return Ok(Reply::Text(text));
    }
    Ok(match form {
        Form::Jwk => Reply::Text(String::from_utf8_lossy(&bytes).into_owned()),
        _ => Reply::Bytes(bytes),
    })
}

fn protection<'a>(
    s: &mut State,
    cipher: &'static Cipher,
    passphrase: &'a [u8],
) -> Result<Protection<'a>, Refusal> {
    let mut random = [0; 32];
    s.random.fill(&mut random);
    let protection = Protection {
        cipher,
        passphrase,
        random,
    };
    pay(s, protection.fuel())?;
    Ok(protection)
}

/// Key, whether it is private: kind, bits, OpenSSL's name of the curve, public exponent.
pub(super) fn describe(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let der = arguments.bytes(0)?;
    let key = if arguments.truth(1) {
        private_of(s, Form::Pkcs8, der, None)?.public()
    } else {
        public_of(s, Form::Spki, der, None)?
    };
    let (bits, exponent) = match &key {
        PublicKey::Rsa(key) => (key.bits(), key.exponent()),
        _ => (0, Vec::new()),
    };
    let curve = match key.kind() {
        Kind::Ec(curve) => curve.openssl(),
        _ => "",
    };
    Ok(Reply::List(vec![
        Reply::Text(key.kind().name().to_owned()),
        Reply::Number(f64::from(bits)),
        Reply::Text(curve.to_owned()),
        Reply::Bytes(exponent),
    ]))
}
