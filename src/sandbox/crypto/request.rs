//! One message to encrypt or decrypt.

use aes::{Aes128, Aes192, Aes256};
use des::{Des, TdesEde2, TdesEde3};

use super::ciphers::{Algorithm, Cipher, Mode};
use super::{aead, modes, price};

/// The length of tags on encryption, in bytes.
pub const TAG_LENGTH: usize = 16;
/// The shortest tag that is accepted on decryption, in bytes.
pub const MIN_TAG_LENGTH: usize = 4;

/// What to encrypt or decrypt, and how.
#[derive(Clone, Copy, Debug)]
pub struct CipherRequest<'a> {
    /// With which cipher.
    pub cipher: &'static Cipher,
    /// Whether to encrypt; else to decrypt.
    pub encrypt: bool,
    /// The key.
    pub key: &'a [u8],
    /// The initialization vector or nonce; empty where the cipher takes none.
    pub iv: &'a [u8],
    /// Additional data that are authenticated. Other modes ignore them.
    pub aad: &'a [u8],
    /// The plaintext, or the ciphertext without its tag.
    pub input: &'a [u8],
    /// On decryption in an authenticated mode, the tag that is expected.
    ///
    /// Without it the plaintext is given *unverified*: this is what `EVP_DecryptUpdate` hands out before
    /// `EVP_DecryptFinal_ex` checks, and a program that never checks goes on with it. Ignored otherwise.
    pub tag: Option<&'a [u8]>,
    /// Whether messages of ECB and CBC are padded (PKCS#7). Other modes ignore it.
    pub padding: bool,
}

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CipherOutput {
    /// The ciphertext or plaintext.
    pub data: Vec<u8>,
    /// On encryption in an authenticated mode, the tag. A shorter one is its first bytes.
    pub tag: Option<[u8; TAG_LENGTH]>,
}

/// Why nothing came out. Texts are OpenSSL's reasons, where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CipherError {
    /// The cipher does not take keys of this length.
    #[error("invalid key length")]
    KeyLength,
    /// The cipher does not take IVs of this length.
    #[error("invalid iv length")]
    IvLength,
    /// The tag is shorter than [`MIN_TAG_LENGTH`] or longer than [`TAG_LENGTH`].
    #[error("invalid tag length")]
    TagLength,
    /// What should be whole blocks is not; or there is no block to take padding from.
    #[error("wrong final block length")]
    FinalBlockLength,
    /// The padding is wrong: the wrong key, or another ciphertext.
    #[error("bad decrypt")]
    BadDecrypt,
    /// The tag does not fit: the wrong key, or another ciphertext, IV or additional data.
    #[error("authentication failed")]
    Authentication,
    /// The message is longer than one key stream of the cipher.
    #[error("message too long")]
    TooLong,
}

impl CipherRequest<'_> {
    /// The price. Decryption in an authenticated mode costs the same whether or not the tag fits.
    pub fn fuel(&self) -> u64 {
        let bytes = [self.iv, self.aad, self.input]
            .iter()
            .fold(self.key.len(), |sum, part| sum.saturating_add(part.len()));
        price(bytes, self.cipher.fuel_per_byte())
    }

    /// Encrypts or decrypts.
    pub fn run(&self) -> Result<CipherOutput, CipherError> {
        self.check_lengths()?;
        match self.cipher.algorithm {
            Algorithm::Aes128 => self.run_aes::<Aes128>(),
            Algorithm::Aes192 => self.run_aes::<Aes192>(),
            Algorithm::Aes256 => self.run_aes::<Aes256>(),
            Algorithm::Des => modes::blocks::<Des>(self).map(untagged),
            Algorithm::DesEde2 => modes::blocks::<TdesEde2>(self).map(untagged),
            Algorithm::DesEde3 => modes::blocks::<TdesEde3>(self).map(untagged),
            Algorithm::Rc4 => modes::rc4(self).map(untagged),
            Algorithm::ChaCha20 => aead::chacha20_poly1305(self),
        }
    }

    fn run_aes<C: modes::Aes>(&self) -> Result<CipherOutput, CipherError> {
        match self.cipher.mode() {
            Mode::Gcm => aead::gcm::<C>(self),
            Mode::Ctr => modes::counter::<C>(self).map(untagged),
            _ => modes::blocks::<C>(self).map(untagged),
        }
    }

    fn check_lengths(&self) -> Result<(), CipherError> {
        if !self.cipher.key_lengths().contains(&self.key.len()) {
            return Err(CipherError::KeyLength);
        }
        if !self.cipher.iv_lengths().contains(&self.iv.len()) {
            return Err(CipherError::IvLength);
        }
        let tag_lengths = MIN_TAG_LENGTH..=TAG_LENGTH;
        match self.expected_tag() {
            Some(tag) if !tag_lengths.contains(&tag.len()) => Err(CipherError::TagLength),
            _ => Ok(()),
        }
    }

    /// The tag to check: there is one only on decryption in an authenticated mode.
    pub(super) fn expected_tag(&self) -> Option<&[u8]> {
        let checks = self.cipher.mode().is_authenticated() && !self.encrypt;
        self.tag.filter(|_| checks)
    }
}

fn untagged(data: Vec<u8>) -> CipherOutput {
    CipherOutput { data, tag: None }
}
