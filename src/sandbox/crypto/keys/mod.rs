//! Keys with a public and a private half: RSA, elliptic curves, Ed25519 and X25519.
//!
//! [`PrivateKey`] and [`PublicKey`] are made by [`PrivateKey::generate`] and by reading ([`read`]); a value of these types is
//! one that was checked, so operations fail for what is done with it only. Guests keep keys as DER in one form (PKCS #8
//! for private ones, SubjectPublicKeyInfo for public ones) and hand it in with each operation: the host keeps none.
//!
//! What is random comes from the caller's generator.

mod curves;
mod der;
mod edwards;
mod jwk;
mod numbers;
mod padding;
mod pem;
mod protect;
mod read;
mod rsa;
#[cfg(test)]
mod tests;
mod write;

pub use curves::{Curve, EcPrivate, EcPublic};
pub use numbers::{power, power_fuel};
pub use protect::Protection;
pub use read::{Form, read_fuel, read_private, read_public};
pub use rsa::{Padding, RsaPrivate, RsaPublic, SaltLength};
pub use write::{private_to_der, public_to_der, to_pem, write_private, write_public};

use rand_core::CryptoRng;

use super::digests::Digest;

/// The longest key that is read, in bytes of whatever form.
pub const MAX_ENCODED: usize = 1 << 16;

/// Why something with keys failed. Texts are OpenSSL's or Node's, where they have one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It isn't a key, or one that is not served.
    #[error("unsupported")]
    Unsupported,
    /// It is broken: its parts don't belong together, or a point is not on the curve.
    #[error("{0}")]
    Invalid(&'static str),
    /// It is encrypted, and no passphrase was given.
    #[error("Passphrase required for encrypted key")]
    PassphraseMissing,
    /// It is encrypted with another passphrase.
    #[error("bad decrypt")]
    BadPassphrase,
    /// The kind of key can't do this.
    #[error("operation not supported for this keytype")]
    WrongKind,
    /// The digest can't be used here, or is too long for the key.
    #[error("{0}")]
    Digest(&'static str),
    /// The message doesn't fit into the key's size.
    #[error("data too large for key size")]
    TooLarge,
    /// The ciphertext is none of this key, or was changed.
    #[error("{0}")]
    Decryption(&'static str),
    /// Opening an encrypted key costs more fuel than there is.
    #[error("out of fuel")]
    OutOfFuel,
}

/// What kind of key it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// RSA with a modulus of so many bits.
    Rsa(u32),
    /// A key on a Weierstrass curve, for ECDSA and ECDH.
    Ec(Curve),
    /// For signatures on edwards25519 (RFC 8032).
    Ed25519,
    /// For key agreement on Curve25519 (RFC 7748).
    X25519,
}

impl Kind {
    /// As Node's `asymmetricKeyType`, which traces use as well.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rsa(_) => "rsa",
            Self::Ec(_) => "ec",
            Self::Ed25519 => "ed25519",
            Self::X25519 => "x25519",
        }
    }

    /// Its size as traces show it: `bits=2048`, `curve=P-256`, or nothing.
    pub fn parameters(self) -> String {
        match self {
            Self::Rsa(bits) => format!("bits={bits}"),
            Self::Ec(curve) => format!("curve={}", curve.name()),
            Self::Ed25519 | Self::X25519 => String::new(),
        }
    }

    /// The price of making such a key. How long a search for primes takes varies; this is the mean.
    pub fn generate_fuel(self) -> u64 {
        match self {
            Self::Rsa(bits) => rsa::generate_fuel(bits),
            Self::Ec(_) | Self::Ed25519 | Self::X25519 => self.public_fuel(),
        }
    }

    /// The price of finding the public half of a private key, which writing one takes as well.
    pub fn half_fuel(self) -> u64 {
        match self {
            Self::Rsa(_) => 0,
            Self::Ec(_) | Self::Ed25519 | Self::X25519 => self.public_fuel(),
        }
    }

    /// The price of an operation with a private key.
    pub fn private_fuel(self) -> u64 {
        match self {
            Self::Rsa(bits) => rsa::private_fuel(bits),
            Self::Ec(_) | Self::Ed25519 | Self::X25519 => self.public_fuel(),
        }
    }

    /// The price of an operation with a public key.
    pub fn public_fuel(self) -> u64 {
        match self {
            Self::Rsa(bits) => rsa::public_fuel(bits),
            Self::Ec(curve) => curve.fuel(),
            Self::Ed25519 | Self::X25519 => 300_000,
        }
    }
}

/// A private key.
pub enum PrivateKey {
    /// RSA.
    Rsa(Box<RsaPrivate>),
    /// On a Weierstrass curve.
    Ec(EcPrivate),
    /// The seed of an Ed25519 key.
    Ed25519([u8; 32]),
    /// An X25519 key.
    X25519([u8; 32]),
}

/// A public key.
#[derive(Clone, Debug, PartialEq)]
pub enum PublicKey {
    /// RSA.
    Rsa(Box<RsaPublic>),
    /// On a Weierstrass curve.
    Ec(EcPublic),
    /// An Ed25519 key.
    Ed25519([u8; 32]),
    /// An X25519 key.
    X25519([u8; 32]),
}

/// How a message is signed.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// The digest; `None` for Ed25519, which has its own.
    pub digest: Option<&'static Digest>,
    /// How RSA pads.
    pub padding: Padding,
    /// Whether signatures of ECDSA are two numbers beside each other (IEEE P1363) instead of DER.
    pub p1363: bool,
}

impl PrivateKey {
    /// Makes a key. The public exponent counts for RSA only.
    pub fn generate(
        kind: Kind,
        exponent: u64,
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<Self, KeyError> {
        let mut bytes = [0; 32];
        Ok(match kind {
            Kind::Rsa(bits) => Self::Rsa(Box::new(RsaPrivate::generate(bits, exponent, rng)?)),
            Kind::Ec(curve) => Self::Ec(EcPrivate::generate(curve, rng)),
            Kind::Ed25519 => {
                rng.fill_bytes(&mut bytes);
                Self::Ed25519(bytes)
            }
            Kind::X25519 => {
                rng.fill_bytes(&mut bytes);
                Self::X25519(bytes)
            }
        })
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Rsa(key) => Kind::Rsa(key.bits()),
            Self::Ec(key) => Kind::Ec(key.curve()),
            Self::Ed25519(_) => Kind::Ed25519,
            Self::X25519(_) => Kind::X25519,
        }
    }

    /// Its public half.
    pub fn public(&self) -> PublicKey {
        match self {
            Self::Rsa(key) => PublicKey::Rsa(Box::new(key.public())),
            Self::Ec(key) => PublicKey::Ec(key.public()),
            Self::Ed25519(seed) => PublicKey::Ed25519(edwards::public(seed)),
            Self::X25519(key) => PublicKey::X25519(edwards::agreement_public(key)),
        }
    }

    /// Signs a message.
    pub fn sign(
        &self,
        scheme: &Scheme,
        message: &[u8],
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<Vec<u8>, KeyError> {
        match (self, scheme.digest) {
            (Self::Ed25519(seed), None) => Ok(edwards::sign(seed, message)),
            (Self::Rsa(key), Some(digest)) => {
                key.sign(scheme.padding, digest, &digest.hash(message), rng)
            }
            (Self::Ec(key), Some(digest)) => {
                let signature = key.sign(&digest.hash(message), rng);
                Ok(if scheme.p1363 {
                    signature
                } else {
                    der::signature_to_der(&signature)
                })
            }
            (Self::Ed25519(_), Some(_)) => Err(KeyError::Digest("invalid digest")),
            _ => Err(KeyError::WrongKind),
        }
    }

    /// The secret that it has in common with another's public key (ECDH, X25519).
    pub fn agree(&self, other: &PublicKey) -> Result<Vec<u8>, KeyError> {
        match (self, other) {
            (Self::Ec(key), PublicKey::Ec(other)) => key.agree(other),
            (Self::X25519(key), PublicKey::X25519(other)) => edwards::agree(key, other),
            _ => Err(KeyError::WrongKind),
        }
    }
}

impl PublicKey {
    /// What it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Rsa(key) => Kind::Rsa(key.bits()),
            Self::Ec(key) => Kind::Ec(key.curve()),
            Self::Ed25519(_) => Kind::Ed25519,
            Self::X25519(_) => Kind::X25519,
        }
    }

    /// Whether a signature is this key's for the message.
    pub fn verify(
        &self,
        scheme: &Scheme,
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, KeyError> {
        match (self, scheme.digest) {
            (Self::Ed25519(key), None) => Ok(edwards::verify(key, message, signature)),
            (Self::Rsa(key), Some(digest)) => {
                Ok(key.verify(scheme.padding, digest, &digest.hash(message), signature))
            }
            (Self::Ec(key), Some(digest)) => {
                let length = key.curve().length();
                let numbers = if scheme.p1363 {
                    Some(signature.to_vec()).filter(|s| s.len() == 2 * length)
                } else {
                    der::signature_from_der(signature, length)
                };
                Ok(numbers.is_some_and(|numbers| key.verify(&digest.hash(message), &numbers)))
            }
            (Self::Ed25519(_), Some(_)) => Err(KeyError::Digest("invalid digest")),
            _ => Err(KeyError::WrongKind),
        }
    }
}
