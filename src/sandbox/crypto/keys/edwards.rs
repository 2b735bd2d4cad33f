//! Ed25519 and X25519.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use x25519_dalek::StaticSecret;

use super::KeyError;

pub(super) fn public(seed: &[u8; 32]) -> [u8; 32] {
    SigningKey::from_bytes(seed).verifying_key().to_bytes()
}

pub(super) fn sign(seed: &[u8; 32], message: &[u8]) -> Vec<u8> {
    SigningKey::from_bytes(seed).sign(message).to_vec()
}

/// As OpenSSL: a key that is no point verifies nothing.
pub(super) fn verify(key: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (
        VerifyingKey::from_bytes(key),
        Signature::from_slice(signature),
    ) else {
        return false;
    };
    ed25519_dalek::Verifier::verify(&key, message, &signature).is_ok()
}

pub(super) fn agreement_public(key: &[u8; 32]) -> [u8; 32] {
    x25519_dalek::PublicKey::from(&StaticSecret::from(*key)).to_bytes()
}

/// The shared secret. One that the other side alone decided (all zeros) is refused, as RFC 7748 advises.
pub(super) fn agree(key: &[u8; 32], other: &[u8; 32]) -> Result<Vec<u8>, KeyError> {
    let other = x25519_dalek::PublicKey::from(*other);
    let secret = StaticSecret::from(*key).diffie_hellman(&other).to_bytes();
    if secret == [0; 32] {
        return Err(KeyError::Invalid("failed during derivation"));
    }
    Ok(secret.to_vec())
}
