//! Cryptography, done by the host and recorded.

use wasmtime::Linker;

use super::{Served, functions, text};
use crate::sandbox::crypto::service::{self, MAX_INPUT, OutOfFuel};
use crate::sandbox::crypto::{Cipher, CipherRequest, Digest};
use crate::sandbox::fault::Fault;
use crate::sandbox::kdf;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::state::State;

/// What functions give that have a length as their result, when they fail.
const FAILED: u32 = u32::MAX;
/// What `encrypt` of `cipher` consists of: the direction, and whether more is to come, so that it isn't recorded yet.
const ENCRYPT: u32 = 1;
const PREVIEW: u32 = 2;
/// Words of `cipher`'s arguments.
const CIPHER_WORDS: u32 = 12;

pub(super) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    functions! { linker;
        "digest"(name: u32, name_len: u32, data: u32, len: u32, out: u32) => digest;
        "hmac"(name: u32, name_len: u32, key: u32, key_len: u32, data: u32, len: u32, out: u32) => hmac;
        "cipher"(name: u32, name_len: u32, encrypt: u32, words: u32) => cipher;
        "pbkdf2"(hash: u32, hash_len: u32, password: u32, password_len: u32, salt: u32, salt_len: u32, iterations: u32,
            out: u32, out_len: u32) => pbkdf2;
        "scrypt"(password: u32, password_len: u32, salt: u32, salt_len: u32, n: u64, r: u32, p: u32, out: u32,
            out_len: u32) => scrypt;
        tells "compared"() => compared;
    }
    Ok(())
}

/// Whoever has no fuel left won't see the answer.
impl From<OutOfFuel> for Fault {
    fn from(_: OutOfFuel) -> Self {
        Self::EINVAL
    }
}

/// Bytes of the guest to work on.
fn input<'a>(m: &'a GuestMemory<'_>, at: u32, len: u32) -> Result<&'a [u8], Fault> {
    if len as usize > MAX_INPUT {
        return Err(Fault::EFAULT);
    }
    m.slice(at, len)
}

fn failed(result: Served) -> Served {
    // These functions give lengths: a number of `errno` would be taken for one.
    result.or(Ok((FAILED, 0)))
}

fn digest(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    name: u32,
    name_len: u32,
    data: u32,
    len: u32,
    out: u32,
) -> Served {
    failed((|| {
        let name = text(m, name, name_len)?;
        let digest = Digest::named(&name).ok_or(Fault::EINVAL)?;
        let data = input(m, data, len)?;
        let hash = service::hash(s, digest, data, digest.length())?.ok_or(Fault::EINVAL)?;
        m.write(out, &hash)?;
        Ok((hash.len() as u32, 0))
    })())
}

fn hmac(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    name: u32,
    name_len: u32,
    key: u32,
    key_len: u32,
    data: u32,
    len: u32,
    out: u32,
) -> Served {
    failed((|| {
        let name = text(m, name, name_len)?;
        let digest = Digest::named(&name).ok_or(Fault::EINVAL)?;
        let (key, data) = (input(m, key, key_len)?, input(m, data, len)?);
        let code = service::hmac(s, digest, key, data)?.ok_or(Fault::EINVAL)?;
        m.write(out, &code)?;
        Ok((code.len() as u32, 0))
    })())
}

/// `words`: key, its length, initialisation vector, its length, additional data, its length, input, its length, output, tag,
/// its length, padding.
fn cipher(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    name: u32,
    name_len: u32,
    encrypt: u32,
    words: u32,
) -> Served {
    failed((|| {
        let name = text(m, name, name_len)?;
        let cipher = Cipher::named(&name).ok_or(Fault::EINVAL)?;
        let mut w = [0; CIPHER_WORDS as usize];
        for (index, word) in (0..).zip(&mut w) {
            *word = m.u32(words.checked_add(4 * index).ok_or(Fault::EFAULT)?)?;
        }
        let [
            key,
            key_len,
            iv,
            iv_len,
            aad,
            aad_len,
            data,
            len,
            out,
            tag,
            tag_len,
            padding,
        ] = w;
        let expected = match (encrypt & ENCRYPT, tag_len) {
            (0, 1..) => Some(input(m, tag, tag_len)?),
            _ => None,
        };
        let request = CipherRequest {
            cipher,
            encrypt: encrypt & ENCRYPT != 0,
            key: input(m, key, key_len)?,
            iv: input(m, iv, iv_len)?,
            aad: input(m, aad, aad_len)?,
            input: input(m, data, len)?,
            tag: expected,
            padding: padding != 0,
        };
        let result = service::cipher(s, &request, encrypt & PREVIEW != 0)?;
        let Ok(output) = result else {
            return Ok((FAILED, 0));
        };
        m.write(out, &output.data)?;
        if let (Some(made), true) = (output.tag, encrypt & ENCRYPT != 0) {
            let wanted = made.len().min(tag_len as usize);
            m.write(tag, &made[..wanted])?;
        }
        Ok((output.data.len() as u32, 0))
    })())
}

fn pbkdf2(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    hash: u32,
    hash_len: u32,
    password: u32,
    password_len: u32,
    salt: u32,
    salt_len: u32,
    iterations: u32,
    out: u32,
    out_len: u32,
) -> Served {
    let hash = text(m, hash, hash_len)?;
    let hash = Digest::named(&hash).ok_or(Fault::EINVAL)?.name();
    let password = digits(m, s, password, password_len)?;
    let salt = digits(m, s, salt, salt_len)?;
    let request = kdf::Request::Pbkdf2 {
        hash: hash.to_owned(),
        password,
        salt,
        iterations,
        length: out_len as usize,
    };
    derive(m, s, &request, out)
}

fn scrypt(
    m: &mut GuestMemory<'_>,
    s: &mut State,
    password: u32,
    password_len: u32,
    salt: u32,
    salt_len: u32,
    n: u64,
    r: u32,
    p: u32,
    out: u32,
    out_len: u32,
) -> Served {
    let password = digits(m, s, password, password_len)?;
    let salt = digits(m, s, salt, salt_len)?;
    let request = kdf::Request::Scrypt {
        password,
        salt,
        n,
        r,
        p,
        length: out_len as usize,
    };
    derive(m, s, &request, out)
}

/// Bytes of the guest in hexadecimal, as requests have them.
fn digits(m: &GuestMemory<'_>, s: &mut State, at: u32, len: u32) -> Result<String, Fault> {
    let bytes = input(m, at, len)?;
    service::pay(s, u64::from(len) * 4)?;
    Ok(kdf::to_hex(bytes))
}

/// Derives a key if there is fuel for it.
fn derive(m: &mut GuestMemory<'_>, s: &mut State, request: &kdf::Request, out: u32) -> Served {
    let result = service::derive(s, request)?;
    m.write(out, &result.map_err(|_| Fault::EINVAL)?)?;
    Ok((0, 0))
}

fn compared(_: &mut GuestMemory<'_>, s: &mut State) -> Served {
    service::compared(s);
    Ok((0, 0))
}
