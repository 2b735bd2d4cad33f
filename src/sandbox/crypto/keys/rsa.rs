//! RSA (RFC 8017). The arithmetic is the crate's; paddings are in [`super::padding`].

use ::rsa::hazmat::{rsa_decrypt, rsa_encrypt};
use ::rsa::traits::{PrivateKeyParts, PublicKeyParts};
use ::rsa::{BoxedUint, RsaPrivateKey, RsaPublicKey};
use rand_core::CryptoRng;

use super::padding::{
    digest_info, exactly, oaep_decode, oaep_encode, pss_encode, pss_verify, type1, type1_content,
    type2, type2_content,
};
use super::{KeyError, der};
use crate::sandbox::crypto::digests::Digest;

/// Sizes that keys may have, in bits: OpenSSL makes none below, and none above is quick enough for a guest.
const BITS: std::ops::RangeInclusive<u32> = 512..=4096;
/// Keys up to this size are read, in bits.
const MAX_BITS: usize = 8192;

const TOO_LARGE: KeyError = KeyError::TooLarge;
const UNDECIPHERED: KeyError = KeyError::Decryption("oaep decoding error");

/// How messages are padded to the size of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding {
    /// PKCS #1 v1.5.
    Pkcs1,
    /// PSS, for signatures, with MGF1 of the same digest.
    Pss(SaltLength),
    /// OAEP, for encryption, with MGF1 of the same digest.
    Oaep,
    /// None: the message has the key's size.
    Raw,
}

/// How long the salt of PSS is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaltLength {
    /// As the digest.
    Digest,
    /// As long as the key allows; on verification, whatever it is.
    Most,
    /// So many bytes.
    Bytes(usize),
}

/// A private key. Its parts were checked to belong together.
pub struct RsaPrivate(RsaPrivateKey);

/// A public key.
#[derive(Clone, Debug, PartialEq)]
pub struct RsaPublic(RsaPublicKey);

/// The numbers of a private key, big-endian, in the order of PKCS #1.
pub(super) struct Numbers {
    pub(super) n: Vec<u8>,
    pub(super) e: Vec<u8>,
    pub(super) d: Vec<u8>,
    pub(super) p: Vec<u8>,
    pub(super) q: Vec<u8>,
    pub(super) dp: Vec<u8>,
    pub(super) dq: Vec<u8>,
    pub(super) qi: Vec<u8>,
}

// Prices follow the arithmetic: multiplications are quadratic in the size, and exponents grow with it (measured, at 5e9 a second).

pub(super) fn generate_fuel(bits: u32) -> u64 {
    size(bits).saturating_pow(4).saturating_mul(70_000)
}

pub(super) fn private_fuel(bits: u32) -> u64 {
    size(bits).saturating_pow(3).saturating_mul(12_000)
}

pub(super) fn public_fuel(bits: u32) -> u64 {
    size(bits).saturating_pow(2).saturating_mul(5_000)
}

/// The size in units of 256 bits.
fn size(bits: u32) -> u64 {
    u64::from(bits).div_ceil(256)
}

fn number(bytes: &[u8]) -> Result<BoxedUint, KeyError> {
    let bytes = der::trimmed(bytes);
    if bytes.is_empty() || bytes.len() > MAX_BITS / 8 {
        return Err(KeyError::Invalid("invalid key"));
    }
    let bits = 8 * bytes.len() as u32;
    BoxedUint::from_be_slice(bytes, bits).map_err(|_| KeyError::Invalid("invalid key"))
}

fn bytes(number: &BoxedUint) -> Vec<u8> {
    number.to_be_bytes_trimmed_vartime().to_vec()
}

impl RsaPrivate {
    pub(super) fn generate(
        bits: u32,
        exponent: u64,
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<Self, KeyError> {
        if !BITS.contains(&bits) {
            return Err(KeyError::Invalid("key size too small"));
        }
        // An even one fits no primes at all.
        if exponent.is_multiple_of(2) || exponent < 3 || exponent > u64::from(u32::MAX) {
            return Err(KeyError::Invalid("bad e value"));
        }
        RsaPrivateKey::new_with_exp_unchecked(rng, bits as usize, exponent.into())
            .map(Self)
            .map_err(|_| KeyError::Invalid("key generation failed"))
    }

    /// From its numbers, of which those after the primes are made anew.
    pub(super) fn new(n: &[u8], e: &[u8], d: &[u8], p: &[u8], q: &[u8]) -> Result<Self, KeyError> {
        RsaPrivateKey::from_components(
            number(n)?,
            number(e)?,
            number(d)?,
            vec![number(p)?, number(q)?],
        )
        .map(Self)
        .map_err(|_| KeyError::Invalid("invalid key"))
    }

    pub(super) fn numbers(&self) -> Numbers {
        let key = &self.0;
        let parts = [key.dp(), key.dq()].map(|part| part.map(bytes).unwrap_or_default());
        let [dp, dq] = parts;
        Numbers {
            n: key.n_bytes().to_vec(),
            e: key.e_bytes().to_vec(),
            d: bytes(key.d()),
            p: bytes(&key.primes()[0]),
            q: bytes(&key.primes()[1]),
            dp,
            dq,
            qi: key
                .crt_coefficient()
                .as_ref()
                .map(bytes)
                .unwrap_or_default(),
        }
    }

    /// The size of the modulus.
    pub fn bits(&self) -> u32 {
        self.0.n().bits()
    }

    /// Its public half.
    pub fn public(&self) -> RsaPublic {
        RsaPublic(self.0.to_public_key())
    }

    fn apply(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let input =
            BoxedUint::from_be_slice(message, self.0.n_bits_precision()).map_err(|_| TOO_LARGE)?;
        // Nobody measures how long it takes: no blinding.
        let none: Option<&mut rand_chacha::ChaCha20Rng> = None;
        let output = rsa_decrypt(none, &self.0, &input).map_err(|_| TOO_LARGE)?;
        der::filled(&bytes(&output), self.0.size()).ok_or(TOO_LARGE)
    }

    pub(super) fn sign(
        &self,
        padding: Padding,
        digest: &'static Digest,
        hash: &[u8],
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<Vec<u8>, KeyError> {
        let padded = match padding {
            Padding::Pkcs1 => type1(&digest_info(digest, hash)?, self.0.size())
                .ok_or(KeyError::Digest("digest too big for rsa key"))?,
            Padding::Pss(salt) => pss_encode(self.bits(), salt, digest, hash, rng)?,
            Padding::Oaep | Padding::Raw => {
                return Err(KeyError::Digest("illegal or unsupported padding mode"));
            }
        };
        self.apply(&padded)
    }

    /// Encrypts with the private key: what signatures were before there were digests.
    pub fn private_encrypt(&self, padding: Padding, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let padded = match padding {
            Padding::Raw => exactly(message, self.0.size())?,
            _ => type1(message, self.0.size()).ok_or(TOO_LARGE)?,
        };
        self.apply(&padded)
    }

    /// Decrypts. The digest and the label are OAEP's.
    pub fn decrypt(
        &self,
        padding: Padding,
        digest: &'static Digest,
        label: &[u8],
        ciphertext: &[u8],
    ) -> Result<Vec<u8>, KeyError> {
        if ciphertext.len() != self.0.size() {
            return Err(KeyError::Decryption("data greater than mod len"));
        }
        let padded = self.apply(ciphertext)?;
        match padding {
            Padding::Oaep => oaep_decode(&padded, digest, label).ok_or(UNDECIPHERED),
            Padding::Raw => Ok(padded),
            _ => type2_content(&padded).ok_or(KeyError::Decryption("padding check failed")),
        }
    }
}

impl RsaPublic {
    pub(super) fn new(n: &[u8], e: &[u8]) -> Result<Self, KeyError> {
        RsaPublicKey::new_with_size_limits(number(n)?, number(e)?, 64..=MAX_BITS)
            .map(Self)
            .map_err(|_| KeyError::Invalid("invalid key"))
    }

    /// The modulus and the exponent, big-endian.
    pub(super) fn numbers(&self) -> [Vec<u8>; 2] {
        [self.0.n_bytes().to_vec(), self.0.e_bytes().to_vec()]
    }

    /// The size of the modulus.
    pub fn bits(&self) -> u32 {
        self.0.n().bits()
    }

    /// The public exponent, big-endian.
    pub fn exponent(&self) -> Vec<u8> {
        self.0.e_bytes().to_vec()
    }

    fn apply(&self, message: &[u8]) -> Option<Vec<u8>> {
        let input = BoxedUint::from_be_slice(message, self.0.n_bits_precision()).ok()?;
        if input >= *self.0.n().as_ref() {
            return None;
        }
        let output = rsa_encrypt(&self.0, &input).ok()?;
        der::filled(&bytes(&output), self.0.size())
    }

    pub(super) fn verify(
        &self,
        padding: Padding,
        digest: &'static Digest,
        hash: &[u8],
        signature: &[u8],
    ) -> bool {
        if signature.len() != self.0.size() {
            return false;
        }
        let Some(padded) = self.apply(signature) else {
            return false;
        };
        match padding {
            Padding::Pkcs1 => digest_info(digest, hash)
                .ok()
                .and_then(|info| type1(&info, self.0.size()))
                .is_some_and(|expected| expected == padded),
            Padding::Pss(salt) => pss_verify(&padded, self.bits(), salt, digest, hash),
            Padding::Oaep | Padding::Raw => false,
        }
    }

    /// Takes the padding of [`RsaPrivate::private_encrypt`] off.
    pub fn public_decrypt(&self, padding: Padding, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let invalid = KeyError::Decryption("invalid padding");
        if message.len() != self.0.size() {
            return Err(KeyError::Decryption("wrong signature length"));
        }
        let padded = self.apply(message).ok_or(TOO_LARGE)?;
        match padding {
            Padding::Raw => Ok(padded),
            _ => type1_content(&padded).ok_or(invalid),
        }
    }

    /// Encrypts. The digest and the label are OAEP's.
    pub fn encrypt(
        &self,
        padding: Padding,
        digest: &'static Digest,
        label: &[u8],
        message: &[u8],
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<Vec<u8>, KeyError> {
        let size = self.0.size();
        let padded = match padding {
            Padding::Oaep => oaep_encode(message, size, digest, label, rng),
            Padding::Raw => Some(exactly(message, size)?),
            _ => type2(message, size, rng),
        };
        self.apply(&padded.ok_or(TOO_LARGE)?).ok_or(TOO_LARGE)
    }
}
