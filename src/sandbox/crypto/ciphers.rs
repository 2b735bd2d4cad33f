//! The ciphers that there are, and what shims ask about them.

use std::ops::RangeInclusive;

/// How a cipher is applied to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Each block by itself. Equal blocks stay equal.
    Ecb,
    /// Cipher block chaining.
    Cbc,
    /// Cipher feedback by whole blocks (CFB-128 of AES).
    Cfb,
    /// Output feedback.
    Ofb,
    /// A counter of as many bits as the block has.
    Ctr,
    /// Galois/counter mode; authenticated.
    Gcm,
    /// ChaCha20 with Poly1305 (RFC 8439); authenticated.
    Poly1305,
    /// A stream cipher by itself.
    Stream,
}

impl Mode {
    /// As Node's `getCipherInfo` says it: `cbc`, and `stream` also for ChaCha20 with Poly1305.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ecb => "ecb",
            Self::Cbc => "cbc",
            Self::Cfb => "cfb",
            Self::Ofb => "ofb",
            Self::Ctr => "ctr",
            Self::Gcm => "gcm",
            Self::Poly1305 | Self::Stream => "stream",
        }
    }

    /// Whether a tag comes with the ciphertext, and additional data count.
    pub fn is_authenticated(self) -> bool {
        matches!(self, Self::Gcm | Self::Poly1305)
    }

    /// Whether messages are whole blocks, so that padding is a matter.
    pub fn is_padded(self) -> bool {
        matches!(self, Self::Ecb | Self::Cbc)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Aes128,
    Aes192,
    Aes256,
    Des,
    DesEde2,
    DesEde3,
    Rc4,
    ChaCha20,
}

/// A cipher that guests can use.
#[derive(Debug, PartialEq, Eq)]
pub struct Cipher {
    pub(super) algorithm: Algorithm,
    mode: Mode,
    name: &'static str,
    aliases: &'static [&'static str],
}

#[rustfmt::skip]
static CIPHERS: [Cipher; 32] = [
    row(Algorithm::Aes128, Mode::Ecb, "aes-128-ecb", &[]),
    row(Algorithm::Aes128, Mode::Cbc, "aes-128-cbc", &["aes128"]),
    row(Algorithm::Aes128, Mode::Cfb, "aes-128-cfb", &["aes-128-cfb128"]),
    row(Algorithm::Aes128, Mode::Ofb, "aes-128-ofb", &[]),
    row(Algorithm::Aes128, Mode::Ctr, "aes-128-ctr", &[]),
    row(Algorithm::Aes128, Mode::Gcm, "aes-128-gcm", &["id-aes128-gcm"]),
    row(Algorithm::Aes192, Mode::Ecb, "aes-192-ecb", &[]),
    row(Algorithm::Aes192, Mode::Cbc, "aes-192-cbc", &["aes192"]),
    row(Algorithm::Aes192, Mode::Cfb, "aes-192-cfb", &["aes-192-cfb128"]),
    row(Algorithm::Aes192, Mode::Ofb, "aes-192-ofb", &[]),
    row(Algorithm::Aes192, Mode::Ctr, "aes-192-ctr", &[]),
    row(Algorithm::Aes192, Mode::Gcm, "aes-192-gcm", &["id-aes192-gcm"]),
    row(Algorithm::Aes256, Mode::Ecb, "aes-256-ecb", &[]),
    row(Algorithm::Aes256, Mode::Cbc, "aes-256-cbc", &["aes256"]),
    row(Algorithm::Aes256, Mode::Cfb, "aes-256-cfb", &["aes-256-cfb128"]),
    row(Algorithm::Aes256, Mode::Ofb, "aes-256-ofb", &[]),
    row(Algorithm::Aes256, Mode::Ctr, "aes-256-ctr", &[]),
    row(Algorithm::Aes256, Mode::Gcm, "aes-256-gcm", &["id-aes256-gcm"]),
    row(Algorithm::ChaCha20, Mode::Poly1305, "chacha20-poly1305", &[]),
    row(Algorithm::Des, Mode::Ecb, "des-ecb", &[]),
    row(Algorithm::Des, Mode::Cbc, "des-cbc", &["des"]),
    row(Algorithm::Des, Mode::Cfb, "des-cfb", &["des-cfb64"]),
    row(Algorithm::Des, Mode::Ofb, "des-ofb", &["des-ofb64"]),
    row(Algorithm::DesEde2, Mode::Ecb, "des-ede-ecb", &["des-ede"]),
    row(Algorithm::DesEde2, Mode::Cbc, "des-ede-cbc", &[]),
    row(Algorithm::DesEde2, Mode::Cfb, "des-ede-cfb", &["des-ede-cfb64"]),
    row(Algorithm::DesEde2, Mode::Ofb, "des-ede-ofb", &["des-ede-ofb64"]),
    row(Algorithm::DesEde3, Mode::Ecb, "des-ede3-ecb", &["des-ede3"]),
    row(Algorithm::DesEde3, Mode::Cbc, "des-ede3-cbc", &["des3"]),
    row(Algorithm::DesEde3, Mode::Cfb, "des-ede3-cfb", &["des-ede3-cfb64"]),
    row(Algorithm::DesEde3, Mode::Ofb, "des-ede3-ofb", &["des-ede3-ofb64"]),
    row(Algorithm::Rc4, Mode::Stream, "rc4", &[]),
];

const fn row(
    algorithm: Algorithm,
    mode: Mode,
    name: &'static str,
    aliases: &'static [&'static str],
) -> Cipher {
    Cipher {
        algorithm,
        mode,
        name,
        aliases,
    }
}

impl Cipher {
    /// The cipher that OpenSSL or Node calls by this name, in either case: `aes-256-cbc`, `AES256`, `id-aes256-GCM`.
    pub fn named(name: &str) -> Option<&'static Self> {
        CIPHERS.iter().find(|cipher| {
            std::iter::once(&cipher.name)
                .chain(cipher.aliases)
                .any(|known| known.eq_ignore_ascii_case(name))
        })
    }

    /// All that there are.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        CIPHERS.iter()
    }

    /// The one name that traces use; it always ends with the mode, but for `rc4`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How it is applied.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The usual length of its key in bytes.
    pub fn key_length(&self) -> usize {
        match self.algorithm {
            Algorithm::Des => 8,
            Algorithm::Aes128 | Algorithm::DesEde2 | Algorithm::Rc4 => 16,
            Algorithm::Aes192 | Algorithm::DesEde3 => 24,
            Algorithm::Aes256 | Algorithm::ChaCha20 => 32,
        }
    }

    /// The lengths that its key may have: only RC4 has a choice.
    pub fn key_lengths(&self) -> RangeInclusive<usize> {
        match self.algorithm {
            Algorithm::Rc4 => 1..=256,
            _ => self.key_length()..=self.key_length(),
        }
    }

    /// The usual length of its IV in bytes; 0 where it takes none.
    pub fn iv_length(&self) -> usize {
        match self.mode {
            Mode::Ecb | Mode::Stream => 0,
            Mode::Gcm | Mode::Poly1305 => 12,
            Mode::Cbc | Mode::Cfb | Mode::Ofb | Mode::Ctr => self.cipher_block(),
        }
    }

    /// The lengths that its IV may have: only GCM has a choice.
    pub fn iv_lengths(&self) -> RangeInclusive<usize> {
        match self.mode {
            Mode::Gcm => 1..=usize::MAX,
            _ => self.iv_length()..=self.iv_length(),
        }
    }

    /// What messages are padded to a multiple of; 1 in modes that give as many bytes as they take.
    pub fn block_size(&self) -> usize {
        if self.mode.is_padded() {
            self.cipher_block()
        } else {
            1
        }
    }

    fn cipher_block(&self) -> usize {
        match self.algorithm {
            Algorithm::Aes128 | Algorithm::Aes192 | Algorithm::Aes256 => 16,
            Algorithm::Des | Algorithm::DesEde2 | Algorithm::DesEde3 => 8,
            Algorithm::Rc4 | Algorithm::ChaCha20 => 1,
        }
    }

    /// What a byte of the message costs, at 5e9 a second (measured; AES with the processor's instructions).
    pub(super) fn fuel_per_byte(&self) -> u64 {
        match self.algorithm {
            Algorithm::Aes128 | Algorithm::Aes192 | Algorithm::Aes256 => 15,
            Algorithm::ChaCha20 => 15,
            Algorithm::Rc4 => 20,
            Algorithm::Des => 200,
            Algorithm::DesEde2 | Algorithm::DesEde3 => 600,
        }
    }
}
