//! RSA's paddings (RFC 8017).
//!
//! They are put together here since the crate wants the digest as a type and guests name it, and MGF1 with thirteen digests
//! as types takes long to compile.

use rand_core::CryptoRng;

use super::rsa::SaltLength;
use super::{KeyError, der};
use crate::sandbox::crypto::digests::Digest;

const TOO_LARGE: KeyError = KeyError::TooLarge;

pub(super) fn exactly(message: &[u8], size: usize) -> Result<Vec<u8>, KeyError> {
    match message.len() {
        length if length > size => Err(TOO_LARGE),
        length if length < size => Err(KeyError::Decryption("data too small for key size")),
        _ => Ok(message.to_vec()),
    }
}

/// The digest with its name in DER (RFC 8017, section 9.2).
pub(super) fn digest_info(digest: &Digest, hash: &[u8]) -> Result<Vec<u8>, KeyError> {
    const SHA: [u8; 8] = [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2];
    let sha = |last: u8| [&SHA[..], &[last]].concat();
    let oid = match digest.name() {
        "md5" => vec![0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2, 5],
        "sha1" => vec![0x2b, 0x0e, 3, 2, 0x1a],
        "ripemd160" => vec![0x2b, 0x24, 3, 2, 1],
        "sha256" => sha(1),
        "sha384" => sha(2),
        "sha512" => sha(3),
        "sha224" => sha(4),
        "sha512-224" => sha(5),
        "sha512-256" => sha(6),
        "sha3-224" => sha(7),
        "sha3-256" => sha(8),
        "sha3-384" => sha(9),
        "sha3-512" => sha(10),
        _ => return Err(KeyError::Digest("digest not allowed")),
    };
    let algorithm = der::sequence(&[der::value(der::OID, &oid), der::value(der::NULL, &[])]);
    Ok(der::sequence(&[
        algorithm,
        der::value(der::OCTET_STRING, hash),
    ]))
}

/// 0, 1, at least eight 255, 0, message.
pub(super) fn type1(message: &[u8], size: usize) -> Option<Vec<u8>> {
    let filling = size
        .checked_sub(message.len() + 3)
        .filter(|count| *count >= 8)?;
    Some([&[0, 1], &vec![0xff; filling][..], &[0], message].concat())
}

pub(super) fn type1_content(padded: &[u8]) -> Option<Vec<u8>> {
    let rest = padded.strip_prefix(&[0, 1])?;
    let filling = rest.iter().take_while(|byte| **byte == 0xff).count();
    let content = rest[filling..].strip_prefix(&[0])?;
    (filling >= 8).then(|| content.to_vec())
}

/// 0, 2, at least eight random bytes other than 0, 0, message.
pub(super) fn type2(
    message: &[u8],
    size: usize,
    rng: &mut (impl CryptoRng + ?Sized),
) -> Option<Vec<u8>> {
    let filling = size
        .checked_sub(message.len() + 3)
        .filter(|count| *count >= 8)?;
    let mut random = vec![0; filling];
    rng.fill_bytes(&mut random);
    for byte in &mut random {
        while *byte == 0 {
            rng.fill_bytes(std::slice::from_mut(byte));
        }
    }
    Some([&[0, 2], &random[..], &[0], message].concat())
}

pub(super) fn type2_content(padded: &[u8]) -> Option<Vec<u8>> {
    let rest = padded.strip_prefix(&[0, 2])?;
    let filling = rest.iter().position(|byte| *byte == 0)?;
    (filling >= 8).then(|| rest[filling + 1..].to_vec())
}

/// Adds the mask of MGF1 (RFC 8017, section B.2.1) to the data.
fn mask(data: &mut [u8], seed: &[u8], digest: &Digest) {
    for (counter, part) in (0u32..).zip(data.chunks_mut(digest.length())) {
        let block = digest.hash(&[seed, &counter.to_be_bytes()].concat());
        for (byte, masked) in part.iter_mut().zip(block) {
            *byte ^= masked;
        }
    }
}

pub(super) fn oaep_encode(
    message: &[u8],
    size: usize,
    digest: &Digest,
    label: &[u8],
    rng: &mut (impl CryptoRng + ?Sized),
) -> Option<Vec<u8>> {
    let hash = digest.hash(label);
    let zeros = size.checked_sub(message.len() + 2 * hash.len() + 2)?;
    let mut data = [&hash[..], &vec![0; zeros], &[1], message].concat();
    let mut seed = vec![0; hash.len()];
    rng.fill_bytes(&mut seed);
    mask(&mut data, &seed, digest);
    mask(&mut seed, &data, digest);
    Some([&[0], &seed[..], &data].concat())
}

pub(super) fn oaep_decode(padded: &[u8], digest: &Digest, label: &[u8]) -> Option<Vec<u8>> {
    let hash = digest.hash(label);
    let rest = padded.strip_prefix(&[0])?;
    let (seed, data) = rest.split_at_checked(hash.len())?;
    let (mut seed, mut data) = (seed.to_vec(), data.to_vec());
    mask(&mut seed, &data, digest);
    mask(&mut data, &seed, digest);
    let rest = data.strip_prefix(&hash[..])?;
    let zeros = rest.iter().take_while(|byte| **byte == 0).count();
    rest[zeros..].strip_prefix(&[1]).map(<[u8]>::to_vec)
}

/// What PSS hashes: eight zeros, the message's hash, the salt (RFC 8017, section 9.1).
fn salted(digest: &Digest, hash: &[u8], salt: &[u8]) -> Vec<u8> {
    digest.hash(&[&[0; 8], hash, salt].concat())
}

pub(super) fn pss_encode(
    bits: u32,
    salt: SaltLength,
    digest: &Digest,
    hash: &[u8],
    rng: &mut (impl CryptoRng + ?Sized),
) -> Result<Vec<u8>, KeyError> {
    let length = (bits as usize - 1).div_ceil(8);
    let most = length.checked_sub(hash.len() + 2).ok_or(TOO_LARGE)?;
    let count = match salt {
        SaltLength::Digest => hash.len(),
        SaltLength::Most => most,
        SaltLength::Bytes(count) => count,
    };
    let zeros = most.checked_sub(count).ok_or(TOO_LARGE)?;
    let mut salt = vec![0; count];
    rng.fill_bytes(&mut salt);
    let salted = salted(digest, hash, &salt);
    let mut data = [&vec![0; zeros][..], &[1], &salt].concat();
    mask(&mut data, &salted, digest);
    data[0] &= top_mask(bits);
    Ok([&data[..], &salted, &[0xbc]].concat())
}

/// The bits of the first byte that a number below the modulus can have.
fn top_mask(bits: u32) -> u8 {
    0xff >> ((8 - (bits - 1) % 8) % 8)
}

pub(super) fn pss_verify(
    padded: &[u8],
    bits: u32,
    salt: SaltLength,
    digest: &Digest,
    hash: &[u8],
) -> bool {
    let length = (bits as usize - 1).div_ceil(8);
    // A modulus of whole bytes and one bit has a byte more than what is encoded.
    let (above, padded) = padded.split_at(padded.len().saturating_sub(length));
    let (Some(rest), true) = (
        padded.strip_suffix(&[0xbc]),
        above.iter().all(|byte| *byte == 0),
    ) else {
        return false;
    };
    let Some((data, expected)) = rest
        .len()
        .checked_sub(hash.len())
        .map(|at| rest.split_at(at))
    else {
        return false;
    };
    if data
        .first()
        .is_none_or(|first| first & !top_mask(bits) != 0)
    {
        return false;
    }
    let mut data = data.to_vec();
    mask(&mut data, expected, digest);
    data[0] &= top_mask(bits);
    let zeros = data.iter().take_while(|byte| **byte == 0).count();
    let Some(found) = data[zeros..].strip_prefix(&[1]) else {
        return false;
    };
    let fits = match salt {
        SaltLength::Digest => found.len() == hash.len(),
        SaltLength::Most => true,
        SaltLength::Bytes(count) => found.len() == count,
    };
    fits && salted(digest, hash, found) == expected
}
