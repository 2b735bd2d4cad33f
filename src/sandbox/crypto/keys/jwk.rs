//! JSON Web Keys (RFC 7517, 7518 and 8037).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::json;

use super::der::trimmed;
use super::{Curve, EcPrivate, EcPublic, KeyError, PrivateKey, PublicKey, RsaPrivate, RsaPublic};

const INVALID: KeyError = KeyError::Invalid("Invalid JWK data");

/// The members that matter; others are ignored.
#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    d: Option<String>,
    p: Option<String>,
    q: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl Jwk {
    fn parse(text: &[u8]) -> Result<Self, KeyError> {
        serde_json::from_slice(text).map_err(|_| INVALID)
    }

    fn curve(&self) -> Result<Curve, KeyError> {
        let name = self.crv.as_deref().ok_or(INVALID)?;
        // OpenSSL's own names are none here.
        Curve::named(name)
            .filter(|curve| curve.name() == name)
            .ok_or(KeyError::Invalid("Unsupported JWK EC curve"))
    }
}

/// Padding at the end, and the other alphabet, are tolerated as Node does.
fn bytes(text: Option<&String>) -> Result<Vec<u8>, KeyError> {
    let text = text.ok_or(INVALID)?.replace('+', "-").replace('/', "_");
    URL_SAFE_NO_PAD
        .decode(text.trim_end_matches('='))
        .map_err(|_| INVALID)
}

fn short(text: Option<&String>) -> Result<[u8; 32], KeyError> {
    bytes(text)?.try_into().map_err(|_| INVALID)
}

pub(super) fn read_private(text: &[u8]) -> Result<PrivateKey, KeyError> {
    let jwk = Jwk::parse(text)?;
    match (jwk.kty.as_str(), jwk.crv.as_deref()) {
        ("RSA", _) => {
            let [n, e, d, p, q] =
                [&jwk.n, &jwk.e, &jwk.d, &jwk.p, &jwk.q].map(|part| bytes(part.as_ref()));
            let key = RsaPrivate::new(&n?, &e?, &d?, &p?, &q?)?;
            Ok(PrivateKey::Rsa(Box::new(key)))
        }
        ("EC", _) => EcPrivate::new(jwk.curve()?, &bytes(jwk.d.as_ref())?)
            .map(PrivateKey::Ec)
            .map_err(|_| INVALID),
        ("OKP", Some("Ed25519")) => short(jwk.d.as_ref()).map(PrivateKey::Ed25519),
        ("OKP", Some("X25519")) => short(jwk.d.as_ref()).map(PrivateKey::X25519),
        _ => Err(KeyError::Unsupported),
    }
}

pub(super) fn read_public(text: &[u8]) -> Result<PublicKey, KeyError> {
    let jwk = Jwk::parse(text)?;
    match (jwk.kty.as_str(), jwk.crv.as_deref()) {
        ("RSA", _) => {
            let key = RsaPublic::new(&bytes(jwk.n.as_ref())?, &bytes(jwk.e.as_ref())?)?;
            Ok(PublicKey::Rsa(Box::new(key)))
        }
        ("EC", _) => {
            let curve = jwk.curve()?;
            let coordinate = |text: &Option<String>| {
                let number = bytes(text.as_ref())?;
                super::der::filled(&number, curve.length()).ok_or(INVALID)
            };
            let point = [vec![4], coordinate(&jwk.x)?, coordinate(&jwk.y)?].concat();
            EcPublic::new(curve, &point)
                .map(PublicKey::Ec)
                .map_err(|_| INVALID)
        }
        ("OKP", Some("Ed25519")) => short(jwk.x.as_ref()).map(PublicKey::Ed25519),
        ("OKP", Some("X25519")) => short(jwk.x.as_ref()).map(PublicKey::X25519),
        _ => Err(KeyError::Unsupported),
    }
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn number(bytes: &[u8]) -> String {
    text(trimmed(bytes))
}

/// A public key.
pub fn public_jwk(key: &PublicKey) -> String {
    match key {
        PublicKey::Rsa(key) => {
            let [n, e] = key.numbers();
            json!({ "kty": "RSA", "n": number(&n), "e": number(&e) })
        }
        PublicKey::Ec(key) => {
            let [x, y] = coordinates(key);
            json!({ "kty": "EC", "x": x, "y": y, "crv": key.curve().name() })
        }
        PublicKey::Ed25519(key) => json!({ "crv": "Ed25519", "x": text(key), "kty": "OKP" }),
        PublicKey::X25519(key) => json!({ "crv": "X25519", "x": text(key), "kty": "OKP" }),
    }
    .to_string()
}

/// A private key, with its public half.
pub fn private_jwk(key: &PrivateKey) -> String {
    match (key, key.public()) {
        (PrivateKey::Rsa(key), _) => {
            let k = key.numbers();
            json!({
                "kty": "RSA", "n": number(&k.n), "e": number(&k.e), "d": number(&k.d), "p": number(&k.p),
                "q": number(&k.q), "dp": number(&k.dp), "dq": number(&k.dq), "qi": number(&k.qi),
            })
        }
        (PrivateKey::Ec(key), PublicKey::Ec(public)) => {
            let [x, y] = coordinates(&public);
            json!({ "kty": "EC", "x": x, "y": y, "crv": key.curve().name(), "d": text(key.scalar()) })
        }
        (PrivateKey::Ed25519(key), PublicKey::Ed25519(public)) => {
            json!({ "crv": "Ed25519", "d": text(key), "x": text(&public), "kty": "OKP" })
        }
        (PrivateKey::X25519(key), PublicKey::X25519(public)) => {
            json!({ "crv": "X25519", "d": text(key), "x": text(&public), "kty": "OKP" })
        }
        _ => unreachable!("a key and its public half are of one kind"),
    }
    .to_string()
}

fn coordinates(key: &EcPublic) -> [String; 2] {
    let length = key.curve().length();
    [&key.point()[1..=length], &key.point()[length + 1..]].map(text)
}
