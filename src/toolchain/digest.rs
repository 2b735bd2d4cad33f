//! Digests as types: a string of the right shape is parsed once, at the edge.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// Why a text is no digest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, found {found:?}")]
pub struct DigestParseError {
    expected: &'static str,
    found: String,
}

/// Declares a digest of 32 bytes that is written as 64 lower-case hexadecimal digits.
macro_rules! hex_digest {
    ($(#[$doc:meta])* $name:ident, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; 32]);

        impl $name {
            /// The digest's bytes.
            pub fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }

            /// The first 16 hexadecimal digits: enough for a folder's name.
            pub fn short(&self) -> String {
                self.to_string()[..16].to_owned()
            }
        }

        impl From<[u8; 32]> for $name {
            fn from(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }
        }

        impl FromStr for $name {
            type Err = DigestParseError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let bytes = bytes_from_hex(text);
                bytes.map(Self).ok_or_else(|| DigestParseError { expected: $expected, found: text.to_owned() })
            }
        }

        impl TryFrom<String> for $name {
            type Error = DigestParseError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(digest: $name) -> Self {
                digest.to_string()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }
    };
}

hex_digest!(
    /// A blake3 digest: how this project names contents.
    Blake3Digest,
    "a blake3 digest of 64 lower-case hexadecimal digits"
);
hex_digest!(
    /// A SHA-256 digest: how PyPI names a file's contents.
    Sha256Digest,
    "a sha256 digest of 64 lower-case hexadecimal digits"
);

impl Blake3Digest {
    /// The digest of bytes in memory.
    pub fn of(bytes: &[u8]) -> Self {
        blake3::hash(bytes).into()
    }
}

impl From<blake3::Hash> for Blake3Digest {
    fn from(hash: blake3::Hash) -> Self {
        Self(*hash.as_bytes())
    }
}

fn bytes_from_hex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = hex_value(pair[0])? << 4 | hex_value(pair[1])?;
    }
    Some(bytes)
}

fn hex_value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// A SHA-512 digest written as npm does: `sha512-` and base64 (Subresource Integrity).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha512Integrity(String);

const SHA512_PREFIX: &str = "sha512-";

impl Sha512Integrity {
    /// The integrity of a raw SHA-512 digest.
    pub fn from_bytes(bytes: &[u8; 64]) -> Self {
        Self(format!("{SHA512_PREFIX}{}", STANDARD.encode(bytes)))
    }
}

impl FromStr for Sha512Integrity {
    type Err = DigestParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = text
            .strip_prefix(SHA512_PREFIX)
            .and_then(|digits| STANDARD.decode(digits).ok());
        if bytes.is_none_or(|bytes| bytes.len() != 64) {
            return Err(DigestParseError {
                expected: "sha512- and 88 base64 characters",
                found: text.to_owned(),
            });
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Sha512Integrity {
    type Error = DigestParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Sha512Integrity> for String {
    fn from(integrity: Sha512Integrity) -> Self {
        integrity.0
    }
}

impl fmt::Display for Sha512Integrity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Sha512Integrity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha512Integrity({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_is_no_digest() {
        for text in [
            "",
            "00",
            &"0".repeat(63),
            &"A".repeat(64),
            &"g".repeat(64),
            &"é".repeat(32),
        ] {
            assert!(text.parse::<Blake3Digest>().is_err(), "{text:?}");
        }
        for text in [
            "",
            "sha512-",
            "sha1-AAAA",
            &format!("sha512-{}==", "A".repeat(85)),
            &format!("sha512-{}B==", "A".repeat(85)),
        ] {
            assert!(text.parse::<Sha512Integrity>().is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn writing_and_reading_a_digest_gives_the_same(bytes: [u8; 32]) {
            let digest = Sha256Digest::from(bytes);
            prop_assert_eq!(digest.to_string().parse::<Sha256Digest>(), Ok(digest));
        }

        #[test]
        fn writing_and_reading_an_integrity_gives_the_same(half: [u8; 32], other: [u8; 32]) {
            let bytes: [u8; 64] = [half, other].concat().try_into().unwrap();
            let integrity = Sha512Integrity::from_bytes(&bytes);
            prop_assert_eq!(integrity.to_string().parse::<Sha512Integrity>(), Ok(integrity));
        }
    }
}
