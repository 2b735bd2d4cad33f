//! Keys from their forms: PEM, DER, raw numbers. JWK is in [`super::jwk`].

use super::der::{self, Reader};
use super::{
    Curve, EcPrivate, EcPublic, KeyError, MAX_ENCODED, PrivateKey, PublicKey, RsaPrivate,
    RsaPublic, jwk, pem, protect,
};

pub(super) const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
pub(super) const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
pub(super) const X25519: &[u8] = &[0x2b, 0x65, 110];
pub(super) const ED25519: &[u8] = &[0x2b, 0x65, 112];
/// The tags of the optional parts of SEC 1's private keys.
pub(super) const PARAMETERS: u8 = 0xa0;
pub(super) const PUBLIC: u8 = 0xa1;

/// How a key is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// PEM; the label says what is in it.
    Pem,
    /// PKCS #1, for RSA.
    Pkcs1,
    /// PKCS #8, also encrypted.
    Pkcs8,
    /// SEC 1, for curves.
    Sec1,
    /// SubjectPublicKeyInfo.
    Spki,
    /// JSON Web Key.
    Jwk,
    /// The number or the point alone.
    Raw(Curve),
    /// 32 bytes of Ed25519.
    RawEd25519,
    /// 32 bytes of X25519.
    RawX25519,
}

impl Form {
    /// The form of a name in Node's spelling: `pem`, `pkcs8`, `jwk`; for raw ones the curve's name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "pem" => Self::Pem,
            "pkcs1" => Self::Pkcs1,
            "pkcs8" => Self::Pkcs8,
            "sec1" => Self::Sec1,
            "spki" => Self::Spki,
            "jwk" => Self::Jwk,
            "ed25519" => Self::RawEd25519,
            "x25519" => Self::RawX25519,
            _ => Self::Raw(Curve::named(name)?),
        })
    }
}

/// The price of reading a key of so many bytes: checking that its parts belong together is quadratic.
pub fn read_fuel(length: usize) -> u64 {
    let length = length as u64;
    length
        .saturating_mul(length)
        .saturating_div(2)
        .saturating_add(length.saturating_mul(100))
        .saturating_add(super::super::PER_CALL)
}

/// Reads a private key. `pay` takes the price of opening an encrypted one, or says that there isn't enough.
pub fn read_private(
    form: Form,
    bytes: &[u8],
    passphrase: Option<&[u8]>,
    pay: &mut dyn FnMut(u64) -> bool,
) -> Result<PrivateKey, KeyError> {
    if bytes.len() > MAX_ENCODED {
        return Err(KeyError::Unsupported);
    }
    match form {
        Form::Pem => {
            let (label, bytes) = pem::read(bytes).ok_or(KeyError::Unsupported)?;
            let form = match label {
                "PRIVATE KEY" => return pkcs8(&bytes),
                "ENCRYPTED PRIVATE KEY" => Form::Pkcs8,
                "RSA PRIVATE KEY" => Form::Pkcs1,
                "EC PRIVATE KEY" => Form::Sec1,
                _ => return Err(KeyError::Unsupported),
            };
            read_private(form, &bytes, passphrase, pay)
        }
        Form::Pkcs8 if is_encrypted(bytes) => {
            let passphrase = passphrase.ok_or(KeyError::PassphraseMissing)?;
            let opened = protect::open(bytes, passphrase, pay)?;
            // A wrong passphrase can leave something with padding that fits.
            pkcs8(&opened).map_err(|_| KeyError::BadPassphrase)
        }
        Form::Pkcs8 => pkcs8(bytes),
        Form::Pkcs1 => pkcs1_private(bytes),
        Form::Sec1 => sec1(bytes, None),
        Form::Jwk => jwk::read_private(bytes),
        Form::Raw(curve) => EcPrivate::new(curve, bytes).map(PrivateKey::Ec),
        Form::RawEd25519 => raw(bytes).map(PrivateKey::Ed25519),
        Form::RawX25519 => raw(bytes).map(PrivateKey::X25519),
        Form::Spki => Err(KeyError::Unsupported),
    }
}

/// Reads a public key; of a private one its public half.
pub fn read_public(
    form: Form,
    bytes: &[u8],
    passphrase: Option<&[u8]>,
    pay: &mut dyn FnMut(u64) -> bool,
) -> Result<PublicKey, KeyError> {
    if bytes.len() > MAX_ENCODED {
        return Err(KeyError::Unsupported);
    }
    match form {
        Form::Pem => match pem::read(bytes).ok_or(KeyError::Unsupported)? {
            ("PUBLIC KEY", bytes) => spki(&bytes),
            ("RSA PUBLIC KEY", bytes) => pkcs1_public(&bytes),
            ("CERTIFICATE", bytes) => certificate(&bytes),
            _ => read_private(form, bytes, passphrase, pay).map(|key| key.public()),
        },
        Form::Spki => spki(bytes),
        Form::Pkcs1 => {
            pkcs1_public(bytes).or_else(|_| pkcs1_private(bytes).map(|key| key.public()))
        }
        Form::Jwk => jwk::read_public(bytes),
        Form::Raw(curve) => EcPublic::new(curve, bytes).map(PublicKey::Ec),
        Form::RawEd25519 => raw(bytes).map(PublicKey::Ed25519),
        Form::RawX25519 => raw(bytes).map(PublicKey::X25519),
        Form::Pkcs8 | Form::Sec1 => {
            read_private(form, bytes, passphrase, pay).map(|key| key.public())
        }
    }
}

fn raw(bytes: &[u8]) -> Result<[u8; 32], KeyError> {
    bytes.try_into().map_err(|_| KeyError::Unsupported)
}

/// Plain keys begin with a version, encrypted ones with the description of their encryption.
fn is_encrypted(bytes: &[u8]) -> bool {
    Reader(bytes)
        .sequence()
        .is_ok_and(|inner| inner.peek() == Some(der::SEQUENCE))
}

fn pkcs8(bytes: &[u8]) -> Result<PrivateKey, KeyError> {
    let mut key = Reader(bytes).sequence()?;
    key.small()?;
    let mut algorithm = key.sequence()?;
    let content = key.take(der::OCTET_STRING)?;
    match algorithm.take(der::OID)? {
        RSA => pkcs1_private(content),
        EC => sec1(content, Some(curve(algorithm)?)),
        ED25519 => raw(Reader(content).take(der::OCTET_STRING)?).map(PrivateKey::Ed25519),
        X25519 => raw(Reader(content).take(der::OCTET_STRING)?).map(PrivateKey::X25519),
        _ => Err(KeyError::Unsupported),
    }
}

fn curve(mut parameters: Reader<'_>) -> Result<Curve, KeyError> {
    Curve::of_oid(parameters.take(der::OID)?).ok_or(KeyError::Unsupported)
}

fn pkcs1_private(bytes: &[u8]) -> Result<PrivateKey, KeyError> {
    let mut key = Reader(bytes).sequence()?;
    // Version 1 has more than two primes.
    if key.small()? != 0 {
        return Err(KeyError::Unsupported);
    }
    let mut next = || key.integer();
    let (n, e, d, p, q) = (next()?, next()?, next()?, next()?, next()?);
    let key = RsaPrivate::new(n, e, d, p, q)?;
    Ok(PrivateKey::Rsa(Box::new(key)))
}

fn pkcs1_public(bytes: &[u8]) -> Result<PublicKey, KeyError> {
    let mut key = Reader(bytes).sequence()?;
    let (n, e) = (key.integer()?, key.integer()?);
    if !key.0.is_empty() {
        return Err(KeyError::Unsupported);
    }
    Ok(PublicKey::Rsa(Box::new(RsaPublic::new(n, e)?)))
}

fn sec1(bytes: &[u8], known: Option<Curve>) -> Result<PrivateKey, KeyError> {
    let mut key = Reader(bytes).sequence()?;
    key.small()?;
    let number = key.take(der::OCTET_STRING)?;
    let own = match key.peek() {
        Some(PARAMETERS) => Some(curve(Reader(key.take(PARAMETERS)?))?),
        _ => None,
    };
    let curve = known.or(own).ok_or(KeyError::Unsupported)?;
    EcPrivate::new(curve, number).map(PrivateKey::Ec)
}

fn spki(bytes: &[u8]) -> Result<PublicKey, KeyError> {
    let mut key = Reader(bytes).sequence()?;
    let mut algorithm = key.sequence()?;
    let content = key.bits()?;
    match algorithm.take(der::OID)? {
        RSA => pkcs1_public(content),
        EC => EcPublic::new(curve(algorithm)?, content).map(PublicKey::Ec),
        ED25519 => raw(content).map(PublicKey::Ed25519),
        X25519 => raw(content).map(PublicKey::X25519),
        _ => Err(KeyError::Unsupported),
    }
}

/// The key that a certificate is about (RFC 5280, section 4.1). Nothing else in it is looked at.
fn certificate(bytes: &[u8]) -> Result<PublicKey, KeyError> {
    let mut inner = Reader(bytes).sequence()?.sequence()?;
    if inner.peek() == Some(PARAMETERS) {
        inner.take(PARAMETERS)?;
    }
    inner.integer()?;
    // Signature algorithm, issuer, validity, subject.
    for _ in 0..4 {
        inner.sequence()?;
    }
    spki(&der::value(der::SEQUENCE, inner.take(der::SEQUENCE)?))
}
