//! Modes without authentication. The caller has checked the lengths of keys and IVs.

use cipher::block_padding::{NoPadding, Pkcs7};
use cipher::consts::U16;
use cipher::{
    BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, BlockSizeUser,
    KeyInit, KeyIvInit, StreamCipher, StreamCipherCore,
};

use super::ciphers::Mode;
use super::request::{CipherError, CipherRequest};

/// AES with any length of the key.
pub(super) trait Aes:
    BlockCipherEncrypt + BlockCipherDecrypt + KeyInit + BlockSizeUser<BlockSize = U16>
{
}

impl<C> Aes for C where
    C: BlockCipherEncrypt + BlockCipherDecrypt + KeyInit + BlockSizeUser<BlockSize = U16>
{
}

/// ECB, CBC, CFB and OFB, for blocks of any size.
pub(super) fn blocks<C>(request: &CipherRequest) -> Result<Vec<u8>, CipherError>
where
    C: BlockCipherEncrypt + BlockCipherDecrypt + KeyInit,
{
    let (key, iv) = (request.key, request.iv);
    match (request.cipher.mode(), request.encrypt) {
        (Mode::Ecb, true) => pad(keyed::<ecb::Encryptor<C>>(key)?, request),
        (Mode::Ecb, false) => unpad(keyed::<ecb::Decryptor<C>>(key)?, request),
        (Mode::Cbc, true) => pad(started::<cbc::Encryptor<C>>(key, iv)?, request),
        (Mode::Cbc, false) => unpad(started::<cbc::Decryptor<C>>(key, iv)?, request),
        (Mode::Cfb, encrypt) => {
            let mut data = request.input.to_vec();
            if encrypt {
                started::<cfb_mode::Encryptor<C>>(key, iv)?.encrypt(&mut data);
            } else {
                started::<cfb_mode::Decryptor<C>>(key, iv)?.decrypt(&mut data);
            }
            Ok(data)
        }
        (Mode::Ofb, _) => {
            let mut data = request.input.to_vec();
            started::<ofb::OfbCore<C>>(key, iv)?
                .try_apply_keystream_partial(data.as_mut_slice().into())
                .map_err(|_| CipherError::TooLong)?;
            Ok(data)
        }
        // The table of ciphers has none of these with blocks.
        (Mode::Ctr | Mode::Gcm | Mode::Poly1305 | Mode::Stream, _) => {
            unreachable!("{} is not served here", request.cipher.name())
        }
    }
}

/// CTR, with AES only.
pub(super) fn counter<C: Aes>(request: &CipherRequest) -> Result<Vec<u8>, CipherError> {
    let cipher = started::<ctr::Ctr128BE<C>>(request.key, request.iv)?;
    stream(cipher, request.input)
}

/// RC4.
pub(super) fn rc4(request: &CipherRequest) -> Result<Vec<u8>, CipherError> {
    stream(keyed::<rc4::Rc4>(request.key)?, request.input)
}

/// Adds the key stream to the data.
pub(super) fn stream(mut cipher: impl StreamCipher, data: &[u8]) -> Result<Vec<u8>, CipherError> {
    let mut data = data.to_vec();
    cipher
        .try_apply_keystream(&mut data)
        .map_err(|_| CipherError::TooLong)?;
    Ok(data)
}

pub(super) fn keyed<C: KeyInit>(key: &[u8]) -> Result<C, CipherError> {
    C::new_from_slice(key).map_err(|_| CipherError::KeyLength)
}

pub(super) fn started<C: KeyIvInit>(key: &[u8], iv: &[u8]) -> Result<C, CipherError> {
    C::new_from_slices(key, iv).map_err(|_| CipherError::KeyLength)
}

fn pad(mode: impl BlockModeEncrypt, request: &CipherRequest) -> Result<Vec<u8>, CipherError> {
    if request.padding {
        return Ok(mode.encrypt_padded_vec::<Pkcs7>(request.input));
    }
    whole_blocks(request)?;
    Ok(mode.encrypt_padded_vec::<NoPadding>(request.input))
}

fn unpad(mode: impl BlockModeDecrypt, request: &CipherRequest) -> Result<Vec<u8>, CipherError> {
    whole_blocks(request)?;
    if !request.padding {
        return mode
            .decrypt_padded_vec::<NoPadding>(request.input)
            .map_err(|_| CipherError::BadDecrypt);
    }
    if request.input.is_empty() {
        return Err(CipherError::FinalBlockLength);
    }
    mode.decrypt_padded_vec::<Pkcs7>(request.input)
        .map_err(|_| CipherError::BadDecrypt)
}

fn whole_blocks(request: &CipherRequest) -> Result<(), CipherError> {
    let whole = request
        .input
        .len()
        .is_multiple_of(request.cipher.block_size());
    whole.then_some(()).ok_or(CipherError::FinalBlockLength)
}
