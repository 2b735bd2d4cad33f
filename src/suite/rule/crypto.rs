//! Cryptography and randomness.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Which cryptography may be used, and how. An empty one holds for everything.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CryptoScope {
    /// Parts of names that must not be used, e.g. `md5`, `sha1`, `des`, `rc4`, `ecb`: whole parts of the algorithm's name
    /// between hyphens (`des` doesn't forbid `aes`, and forbids `des-ede3-cbc`), and of the hash of a signature.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forbid: Vec<String>,
    /// Only these uses are looked at; by default all.
    #[serde(default, rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<CryptoUse>,
    /// The least cost of key derivation by the beginning of its name: `pbkdf2` in iterations, `bcrypt` as its cost factor,
    /// `scrypt` as N, `argon2` as memory in KiB.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub min: BTreeMap<String, u64>,
    /// The least size of keys in bits by the beginning of the algorithm's name, e.g. `rsa`, `dh`, `aes`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub min_bits: BTreeMap<String, u64>,
    /// Where the IV or nonce of a cipher that encrypts must come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iv: Option<Freshness>,
    /// Where the salt of a key derivation must come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<Freshness>,
    /// Where keys of ciphers, HMACs and signatures must come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Origin>,
    /// Whether there must be at least one event of these uses.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
}

/// Where a value must come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Freshness {
    /// Drawn from the secure random source in this execution, and used once.
    Fresh,
}

/// Where a key must come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Not from the candidate's text: drawn, derived, or given from outside.
    NotConstant,
}

/// What a cryptographic primitive is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CryptoUse {
    /// A digest.
    Hash,
    /// A message authentication code.
    Hmac,
    /// Key derivation.
    Kdf,
    /// A symmetric cipher, in either direction.
    Cipher,
    /// A key pair was made.
    Keygen,
    /// A signature was made.
    Sign,
    /// A signature was checked.
    Verify,
    /// Encryption with a public key.
    Encrypt,
    /// Decryption with a private key.
    Decrypt,
    /// A secret was agreed upon.
    Agree,
}

impl CryptoUse {
    /// The word in an event's `how`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hash => "hash",
            Self::Hmac => "hmac",
            Self::Kdf => "kdf",
            Self::Cipher => "cipher",
            Self::Keygen => "keygen",
            Self::Sign => "sign",
            Self::Verify => "verify",
            Self::Encrypt => "encrypt",
            Self::Decrypt => "decrypt",
            Self::Agree => "agree",
        }
    }
}

/// Where random values come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RandomScope {
    /// At least this many bytes were drawn from the secure random source during the calls.
    #[serde(default)]
    pub secure_bytes_at_least: u64,
    /// No number came from a generator that isn't meant for cryptography.
    #[serde(default)]
    pub no_weak: bool,
}
