//! Modes with authentication.
//!
//! They are put together here from their primitives: the crates that do so take neither IVs of any length nor shortened
//! tags, and never give a plaintext that is not verified. Callers have checked all lengths.

use chacha20::ChaCha20;
use cipher::{Array, StreamCipher};
use ghash::GHash;
use ghash::universal_hash::UniversalHash;
use poly1305::Poly1305;

use super::modes::{Aes, keyed, started, stream};
use super::request::{CipherError, CipherOutput, CipherRequest, TAG_LENGTH};

type Block = [u8; TAG_LENGTH];

/// Galois/counter mode (NIST SP 800-38D).
pub(super) fn gcm<C: Aes>(request: &CipherRequest) -> Result<CipherOutput, CipherError> {
    let cipher = keyed::<C>(request.key)?;
    let mut hash_key = Array::from([0; TAG_LENGTH]);
    cipher.encrypt_block(&mut hash_key);
    let hash = keyed::<GHash>(&hash_key)?;

    let start = gcm_start(&hash, request.iv);
    let mut key_stream = started::<ctr::Ctr32BE<C>>(request.key, &start)?;
    let mask: Block = first_bytes(&mut key_stream)?;
    let data = stream(key_stream, request.input)?;

    let [aad, text] = lengths(request).map(|bytes| bytes.wrapping_mul(8).to_be_bytes());
    let hashed = authenticate(hash, request.aad, request.ciphertext(&data), [aad, text]);
    let tag = std::array::from_fn(|i| hashed[i] ^ mask[i]);
    request.finish(data, tag)
}

/// The first counter block, from an IV of any length.
fn gcm_start(hash: &GHash, iv: &[u8]) -> Block {
    if iv.len() == 12 {
        let mut start = [0; TAG_LENGTH];
        start[..12].copy_from_slice(iv);
        start[15] = 1;
        return start;
    }
    let bits = (iv.len() as u64).wrapping_mul(8);
    authenticate(hash.clone(), &[], iv, [[0; 8], bits.to_be_bytes()])
}

/// ChaCha20 with Poly1305 (RFC 8439).
pub(super) fn chacha20_poly1305(request: &CipherRequest) -> Result<CipherOutput, CipherError> {
    let mut key_stream = started::<ChaCha20>(request.key, request.iv)?;
    // One block of the key stream, of which the first half is the key of the hash.
    let first: [u8; 64] = first_bytes(&mut key_stream)?;
    let hash = keyed::<Poly1305>(&first[..32])?;
    let data = stream(key_stream, request.input)?;

    let lengths = lengths(request).map(u64::to_le_bytes);
    let tag = authenticate(hash, request.aad, request.ciphertext(&data), lengths);
    request.finish(data, tag)
}

fn first_bytes<const N: usize>(key_stream: &mut impl StreamCipher) -> Result<[u8; N], CipherError> {
    let mut bytes = [0; N];
    key_stream
        .try_apply_keystream(&mut bytes)
        .map_err(|_| CipherError::TooLong)?;
    Ok(bytes)
}

fn lengths(request: &CipherRequest) -> [u64; 2] {
    [request.aad.len() as u64, request.input.len() as u64]
}

/// Both modes hash the same: additional data and ciphertext, each filled up with zeros, then their lengths.
fn authenticate<H>(mut hash: H, aad: &[u8], ciphertext: &[u8], lengths: [[u8; 8]; 2]) -> Block
where
    H: UniversalHash<BlockSize = cipher::consts::U16>,
{
    hash.update_padded(aad);
    hash.update_padded(ciphertext);
    hash.update_padded(lengths.as_flattened());
    hash.finalize().into()
}

impl CipherRequest<'_> {
    fn ciphertext<'a>(&'a self, output: &'a [u8]) -> &'a [u8] {
        if self.encrypt { output } else { self.input }
    }

    /// Gives the tag on encryption and checks it on decryption.
    fn finish(&self, data: Vec<u8>, tag: Block) -> Result<CipherOutput, CipherError> {
        match self.expected_tag() {
            Some(expected) if !tag.starts_with(expected) => Err(CipherError::Authentication),
            _ => Ok(CipherOutput {
                data,
                tag: self.encrypt.then_some(tag),
            }),
        }
    }
}
