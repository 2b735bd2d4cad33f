//! What is done with keys that have two halves.

use super::keys::{Draws, private_of, public_of};
use super::{Arguments, pay, refusal};
use crate::sandbox::crypto::keys::{
    Form, KeyError, Kind, Padding, PrivateKey, PublicKey, SaltLength, Scheme,
    power as modular_power, power_fuel,
};
use crate::sandbox::crypto::{Digest, service};
use crate::sandbox::interpreter::{Arg, Refusal, Reply};
use crate::sandbox::state::State;

/// Paddings as guests name them. The salt's length is -1 for the digest's, -2 for as long as possible.
fn padding(arguments: Arguments<'_>, name: usize, salt: usize) -> Result<Padding, Refusal> {
    Ok(match arguments.text(name) {
        "pss" => Padding::Pss(match arguments.signed(salt) {
            Some(-1) => SaltLength::Digest,
            Some(count @ 0..) => SaltLength::Bytes(count as usize),
            _ => SaltLength::Most,
        }),
        "oaep" => Padding::Oaep,
        "none" => Padding::Raw,
        "" | "pkcs1" => Padding::Pkcs1,
        _ => {
            return Err(refusal(
                "ERR_OSSL_RSA_ILLEGAL_OR_UNSUPPORTED_PADDING_MODE",
                "illegal or unsupported padding mode",
            ));
        }
    })
}

/// The scheme of a signature, and how traces show it for a kind of key.
fn scheme(arguments: Arguments<'_>, kind: Kind) -> Result<(Scheme, &'static str, String), Refusal> {
    let digest = match arguments.text(2) {
        "" => None,
        _ => Some(arguments.digest(2)?),
    };
    let scheme = Scheme {
        digest,
        padding: padding(arguments, 3, 4)?,
        p1363: arguments.truth(5),
    };
    let mut shown = vec![kind.parameters()];
    shown.extend(digest.map(|digest| format!("hash={}", digest.family())));
    let algorithm = match (kind, scheme.padding) {
        (Kind::Rsa(_), Padding::Pss(salt)) => {
            shown.push(match salt {
                SaltLength::Digest => "salt=digest".to_owned(),
                SaltLength::Most => "salt=max".to_owned(),
                SaltLength::Bytes(count) => format!("salt={count}"),
            });
            "rsa-pss"
        }
        (Kind::Rsa(_), _) => "rsa-pkcs1",
        (Kind::Ec(_), _) => "ecdsa",
        (Kind::Ed25519, _) => "ed25519",
        (Kind::X25519, _) => "x25519",
    };
    shown.retain(|part| !part.is_empty());
    Ok((scheme, algorithm, shown.join(" ")))
}

/// The price of hashing the message, of which Ed25519 does two rounds.
fn message_fuel(scheme: &Scheme, message: &[u8]) -> u64 {
    match scheme.digest {
        Some(digest) => digest.fuel(message.len(), digest.length()),
        None => 60 * message.len() as u64,
    }
}

/// Message, key in PKCS #8, digest (empty for Ed25519), padding (`pkcs1`, `pss`), salt length, IEEE P1363: the signature.
pub(super) fn sign(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let message = arguments.bytes(0)?;
    let key = private_of(s, Form::Pkcs8, arguments.bytes(1)?, None)?;
    let (scheme, algorithm, shown) = scheme(arguments, key.kind())?;
    pay(
        s,
        key.kind().private_fuel() + message_fuel(&scheme, message),
    )?;
    let signature = key.sign(&scheme, message, &mut Draws(&mut s.random));
    service::record(s, "sign", algorithm, shown, signature.is_ok());
    Ok(Reply::Bytes(signature?))
}

/// Message, key as SubjectPublicKeyInfo, digest, padding, salt length, IEEE P1363, signature: whether it fits.
pub(super) fn verify(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let (message, signature) = (arguments.bytes(0)?, arguments.bytes(6)?);
    let key = public_of(s, Form::Spki, arguments.bytes(1)?, None)?;
    let (scheme, algorithm, shown) = scheme(arguments, key.kind())?;
    pay(s, key.kind().public_fuel() + message_fuel(&scheme, message))?;
    let fits = key.verify(&scheme, message, signature);
    service::record(s, "verify", algorithm, shown, fits == Ok(true));
    Ok(Reply::Truth(fits?))
}

/// What an encryption needs besides the message: padding, digest and label of OAEP, and how traces show it.
struct Encryption<'a> {
    padding: Padding,
    digest: &'static Digest,
    label: &'a [u8],
    algorithm: &'static str,
    shown: String,
}

fn encryption<'a>(arguments: Arguments<'a>, kind: Kind) -> Result<Encryption<'a>, Refusal> {
    let padding = padding(arguments, 3, usize::MAX)?;
    let digest = arguments.digest(4)?;
    let (algorithm, hash) = match padding {
        Padding::Oaep => ("rsa-oaep", format!(" hash={}", digest.family())),
        Padding::Raw => ("rsa-raw", String::new()),
        Padding::Pkcs1 | Padding::Pss(_) => ("rsa-pkcs1", String::new()),
    };
    Ok(Encryption {
        padding,
        digest,
        label: arguments.bytes(5)?,
        algorithm,
        shown: kind.parameters() + &hash,
    })
}

/// Message, key, whether with a private key, padding (`oaep`, `pkcs1`, `none`), digest and label of OAEP: the ciphertext.
pub(super) fn encrypt(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let (message, key) = (arguments.bytes(0)?, arguments.bytes(1)?);
    let (result, by) = if arguments.truth(2) {
        let PrivateKey::Rsa(key) = private_of(s, Form::Pkcs8, key, None)? else {
            return Err(KeyError::WrongKind.into());
        };
        let kind = Kind::Rsa(key.bits());
        let by = encryption(arguments, kind)?;
        pay(s, kind.private_fuel())?;
        (key.private_encrypt(by.padding, message), by)
    } else {
        let PublicKey::Rsa(key) = public_of(s, Form::Spki, key, None)? else {
            return Err(KeyError::WrongKind.into());
        };
        let kind = Kind::Rsa(key.bits());
        let by = encryption(arguments, kind)?;
        pay(s, kind.public_fuel() + by.digest.fuel(by.label.len(), 2048))?;
        let mut rng = Draws(&mut s.random);
        (
            key.encrypt(by.padding, by.digest, by.label, message, &mut rng),
            by,
        )
    };
    service::record(s, "encrypt", by.algorithm, by.shown, result.is_ok());
    Ok(Reply::Bytes(result?))
}

/// Ciphertext, key, whether with a private key, padding, digest and label of OAEP: the message.
pub(super) fn decrypt(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let (message, key) = (arguments.bytes(0)?, arguments.bytes(1)?);
    let (result, by) = if arguments.truth(2) {
        let PrivateKey::Rsa(key) = private_of(s, Form::Pkcs8, key, None)? else {
            return Err(KeyError::WrongKind.into());
        };
        let kind = Kind::Rsa(key.bits());
        let by = encryption(arguments, kind)?;
        pay(
            s,
            kind.private_fuel() + by.digest.fuel(by.label.len(), 2048),
        )?;
        (key.decrypt(by.padding, by.digest, by.label, message), by)
    } else {
        let PublicKey::Rsa(key) = public_of(s, Form::Spki, key, None)? else {
            return Err(KeyError::WrongKind.into());
        };
        let kind = Kind::Rsa(key.bits());
        let by = encryption(arguments, kind)?;
        pay(s, kind.public_fuel())?;
        (key.public_decrypt(by.padding, message), by)
    };
    service::record(s, "decrypt", by.algorithm, by.shown, result.is_ok());
    Ok(Reply::Bytes(result?))
}

/// Own key in PKCS #8, the other's as SubjectPublicKeyInfo: the secret in common.
pub(super) fn agree(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let key = private_of(s, Form::Pkcs8, arguments.bytes(0)?, None)?;
    let other = public_of(s, Form::Spki, arguments.bytes(1)?, None)?;
    let kind = key.kind();
    pay(s, kind.private_fuel())?;
    let secret = key.agree(&other);
    let algorithm = if matches!(kind, Kind::Ec(_)) {
        "ecdh"
    } else {
        kind.name()
    };
    service::record(s, "agree", algorithm, kind.parameters(), secret.is_ok());
    Ok(Reply::Bytes(secret?))
}

/// Base, exponent, modulus, and whether it makes a key (else it agrees on a secret): the power.
pub(super) fn power(s: &mut State, arguments: &[Arg]) -> Result<Reply, Refusal> {
    let arguments = Arguments(arguments);
    let (base, exponent) = (arguments.bytes(0)?, arguments.bytes(1)?);
    let modulus = arguments.bytes(2)?;
    pay(s, power_fuel(exponent.len(), modulus.len().max(base.len())))?;
    let power = modular_power(base, exponent, modulus);
    let how = if arguments.truth(3) {
        "keygen"
    } else {
        "agree"
    };
    let shown = format!("bits={}", 8 * modulus.len());
    service::record(s, how, "dh", shown, power.is_some());
    power
        .map(Reply::Bytes)
        .ok_or_else(|| refusal("ERR_OUT_OF_RANGE", "the modulus is out of range"))
}
