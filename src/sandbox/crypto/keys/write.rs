//! Keys in their forms: PEM, DER, raw numbers. JWK is in [`super::jwk`].

use super::der::{self, integer, sequence, value};
use super::read::{EC, ED25519, PARAMETERS, PUBLIC, RSA, X25519};
use super::{
    EcPrivate, Form, KeyError, PrivateKey, Protection, PublicKey, RsaPrivate, RsaPublic, jwk, pem,
};

/// A private key as PKCS #8, the way guests keep it.
pub fn private_to_der(key: &PrivateKey) -> Vec<u8> {
    let (algorithm, content) = match key {
        PrivateKey::Rsa(key) => (rsa_algorithm(), pkcs1_private(key)),
        PrivateKey::Ec(key) => (ec_algorithm(key.curve().oid()), sec1(key, false)),
        PrivateKey::Ed25519(seed) => (short_algorithm(ED25519), value(der::OCTET_STRING, seed)),
        PrivateKey::X25519(key) => (short_algorithm(X25519), value(der::OCTET_STRING, key)),
    };
    sequence(&[integer(&[0]), algorithm, value(der::OCTET_STRING, &content)])
}

/// A public key as SubjectPublicKeyInfo, the way guests keep it.
pub fn public_to_der(key: &PublicKey) -> Vec<u8> {
    let (algorithm, content) = match key {
        PublicKey::Rsa(key) => (rsa_algorithm(), pkcs1_public(key)),
        PublicKey::Ec(key) => (ec_algorithm(key.curve().oid()), key.point().to_vec()),
        PublicKey::Ed25519(key) => (short_algorithm(ED25519), key.to_vec()),
        PublicKey::X25519(key) => (short_algorithm(X25519), key.to_vec()),
    };
    sequence(&[algorithm, der::bit_string(&content)])
}

/// A private key in a form other than PEM. Only PKCS #8 can be encrypted.
pub fn write_private(
    key: &PrivateKey,
    form: Form,
    protection: Option<&Protection<'_>>,
) -> Result<Vec<u8>, KeyError> {
    match (key, form, protection) {
        (_, Form::Pkcs8, None) => Ok(private_to_der(key)),
        (_, Form::Pkcs8, Some(protection)) => protection.seal(&private_to_der(key)),
        (_, _, Some(_)) => Err(KeyError::Unsupported),
        (PrivateKey::Rsa(key), Form::Pkcs1, None) => Ok(pkcs1_private(key)),
        (PrivateKey::Ec(key), Form::Sec1, None) => Ok(sec1(key, true)),
        (_, Form::Jwk, None) => Ok(jwk::private_jwk(key).into_bytes()),
        (PrivateKey::Ec(key), Form::Raw(_), None) => Ok(key.scalar().to_vec()),
        (PrivateKey::Ed25519(key), Form::RawEd25519, None) => Ok(key.to_vec()),
        (PrivateKey::X25519(key), Form::RawX25519, None) => Ok(key.to_vec()),
        _ => Err(KeyError::WrongKind),
    }
}

/// A public key in a form other than PEM.
pub fn write_public(key: &PublicKey, form: Form) -> Result<Vec<u8>, KeyError> {
    match (key, form) {
        (_, Form::Spki) => Ok(public_to_der(key)),
        (PublicKey::Rsa(key), Form::Pkcs1) => Ok(pkcs1_public(key)),
        (_, Form::Jwk) => Ok(jwk::public_jwk(key).into_bytes()),
        (PublicKey::Ec(key), Form::Raw(_)) => Ok(key.point().to_vec()),
        (PublicKey::Ec(key), Form::Sec1) => Ok(key.compressed()),
        (PublicKey::Ed25519(key), Form::RawEd25519) => Ok(key.to_vec()),
        (PublicKey::X25519(key), Form::RawX25519) => Ok(key.to_vec()),
        _ => Err(KeyError::WrongKind),
    }
}

/// What came of [`write_private`] or [`write_public`] as PEM. `None` for forms that have no label.
pub fn to_pem(bytes: &[u8], form: Form, private: bool, protected: bool) -> Option<String> {
    let label = match (form, private, protected) {
        (Form::Pkcs8, true, false) => "PRIVATE KEY",
        (Form::Pkcs8, true, true) => "ENCRYPTED PRIVATE KEY",
        (Form::Pkcs1, true, _) => "RSA PRIVATE KEY",
        (Form::Sec1, true, _) => "EC PRIVATE KEY",
        (Form::Spki, false, _) => "PUBLIC KEY",
        (Form::Pkcs1, false, _) => "RSA PUBLIC KEY",
        _ => return None,
    };
    Some(pem::write(label, bytes))
}

fn oid(content: &[u8]) -> Vec<u8> {
    value(der::OID, content)
}

fn rsa_algorithm() -> Vec<u8> {
    sequence(&[oid(RSA), value(der::NULL, &[])])
}

fn ec_algorithm(curve: &[u8]) -> Vec<u8> {
    sequence(&[oid(EC), oid(curve)])
}

fn short_algorithm(name: &[u8]) -> Vec<u8> {
    sequence(&[oid(name)])
}

fn pkcs1_private(key: &RsaPrivate) -> Vec<u8> {
    let numbers = key.numbers();
    let parts = [
        &[0][..],
        &numbers.n,
        &numbers.e,
        &numbers.d,
        &numbers.p,
        &numbers.q,
        &numbers.dp,
        &numbers.dq,
        &numbers.qi,
    ];
    sequence(&parts.map(integer))
}

fn pkcs1_public(key: &RsaPublic) -> Vec<u8> {
    let [n, e] = key.numbers();
    sequence(&[integer(&n), integer(&e)])
}

/// Within PKCS #8 the curve is named outside.
fn sec1(key: &EcPrivate, alone: bool) -> Vec<u8> {
    let mut parts = vec![integer(&[1]), value(der::OCTET_STRING, key.scalar())];
    if alone {
        parts.push(value(PARAMETERS, &oid(key.curve().oid())));
    }
    parts.push(value(PUBLIC, &der::bit_string(key.public().point())));
    sequence(&parts)
}
