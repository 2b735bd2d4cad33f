//! Keys encrypted with a passphrase: PBES2 (RFC 8018) in PKCS #8.

use super::KeyError;
use super::der::{self, Reader};
use crate::sandbox::crypto::ciphers::Cipher;
use crate::sandbox::crypto::request::CipherRequest;
use crate::sandbox::kdf;

const PBES2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13];
const PBKDF2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 12];
const SCRYPT: &[u8] = &[0x2b, 6, 1, 4, 1, 0xda, 0x47, 4, 11];
const HMAC: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2];
/// Rounds that OpenSSL takes.
const ROUNDS: u32 = 2048;

/// The ciphers that keys are encrypted with, and their object identifiers.
const CIPHERS: [(&str, &[u8]); 5] = [
    ("aes-128-cbc", &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 2]),
    ("aes-192-cbc", &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 22]),
    ("aes-256-cbc", &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 42]),
    ("des-ede3-cbc", &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 3, 7]),
    ("des-cbc", &[0x2b, 0x0e, 3, 2, 7]),
];

/// How a key is to be encrypted.
pub struct Protection<'a> {
    /// The cipher.
    pub cipher: &'static Cipher,
    /// The passphrase.
    pub passphrase: &'a [u8],
    /// 32 random bytes, for the salt and the initialization vector.
    pub random: [u8; 32],
}

impl Protection<'_> {
    /// The price of encrypting a key: deriving its secret.
    pub fn fuel(&self) -> u64 {
        derivation(
            "sha256",
            self.passphrase,
            &[],
            ROUNDS,
            self.cipher.key_length(),
        )
        .fuel()
    }

    /// Encrypts a key in PKCS #8.
    pub(super) fn seal(&self, key: &[u8]) -> Result<Vec<u8>, KeyError> {
        let (_, oid) = CIPHERS
            .into_iter()
            .find(|(name, _)| *name == self.cipher.name())
            .ok_or(KeyError::Invalid("Unknown cipher"))?;
        let (salt, rest) = self.random.split_at(16);
        let iv = &rest[..self.cipher.iv_length()];
        let request = derivation(
            "sha256",
            self.passphrase,
            salt,
            ROUNDS,
            self.cipher.key_length(),
        );
        let secret = request.derive().map_err(|_| KeyError::Unsupported)?;
        let sealed = apply(self.cipher, true, &secret, iv, key)?;

        let null = || der::value(der::NULL, &[]);
        let prf = der::sequence(&[der::value(der::OID, &[HMAC, &[9]].concat()), null()]);
        let rounds = der::integer(&ROUNDS.to_be_bytes());
        let parameters = der::sequence(&[der::value(der::OCTET_STRING, salt), rounds, prf]);
        let derived = der::sequence(&[der::value(der::OID, PBKDF2), parameters]);
        let encrypted =
            der::sequence(&[der::value(der::OID, oid), der::value(der::OCTET_STRING, iv)]);
        let scheme = der::sequence(&[
            der::value(der::OID, PBES2),
            der::sequence(&[derived, encrypted]),
        ]);
        Ok(der::sequence(&[
            scheme,
            der::value(der::OCTET_STRING, &sealed),
        ]))
    }
}

/// Decrypts a key in PKCS #8. Its price depends on what it says itself: `pay` is asked for it before.
pub(super) fn open(
    sealed: &[u8],
    passphrase: &[u8],
    pay: &mut dyn FnMut(u64) -> bool,
) -> Result<Vec<u8>, KeyError> {
    let mut outer = Reader(sealed).sequence()?;
    let mut scheme = outer.sequence()?;
    let data = outer.take(der::OCTET_STRING)?;
    if scheme.take(der::OID)? != PBES2 {
        return Err(KeyError::Unsupported);
    }
    let mut scheme = scheme.sequence()?;
    let mut derived = scheme.sequence()?;
    let mut encrypted = scheme.sequence()?;
    let oid = encrypted.take(der::OID)?;
    let iv = encrypted.take(der::OCTET_STRING)?;
    let cipher = CIPHERS
        .into_iter()
        .find(|(_, known)| *known == oid)
        .and_then(|(name, _)| Cipher::named(name))
        .ok_or(KeyError::Unsupported)?;

    let request = match derived.take(der::OID)? {
        PBKDF2 => pbkdf2(derived.sequence()?, passphrase, cipher.key_length())?,
        SCRYPT => scrypt(derived.sequence()?, passphrase, cipher.key_length())?,
        _ => return Err(KeyError::Unsupported),
    };
    if !pay(request.fuel()) {
        return Err(KeyError::OutOfFuel);
    }
    let secret = request.derive().map_err(|_| KeyError::Unsupported)?;
    apply(cipher, false, &secret, iv, data).map_err(|_| KeyError::BadPassphrase)
}

fn pbkdf2(
    mut parameters: Reader<'_>,
    passphrase: &[u8],
    length: usize,
) -> Result<kdf::Request, KeyError> {
    let salt = parameters.take(der::OCTET_STRING)?;
    let rounds = u32::try_from(parameters.small()?).map_err(|_| KeyError::Unsupported)?;
    if parameters.peek() == Some(der::INTEGER) {
        parameters.integer()?;
    }
    let hash = match parameters.peek() {
        Some(_) => match parameters.sequence()?.take(der::OID)?.strip_prefix(HMAC) {
            Some([7]) => "sha1",
            Some([8]) => "sha224",
            Some([9]) => "sha256",
            Some([10]) => "sha384",
            Some([11]) => "sha512",
            _ => return Err(KeyError::Unsupported),
        },
        None => "sha1",
    };
    Ok(derivation(hash, passphrase, salt, rounds, length))
}

fn derivation(
    hash: &str,
    passphrase: &[u8],
    salt: &[u8],
    iterations: u32,
    length: usize,
) -> kdf::Request {
    kdf::Request::Pbkdf2 {
        hash: hash.to_owned(),
        password: kdf::to_hex(passphrase),
        salt: kdf::to_hex(salt),
        iterations,
        length,
    }
}

fn scrypt(
    mut parameters: Reader<'_>,
    passphrase: &[u8],
    length: usize,
) -> Result<kdf::Request, KeyError> {
    let salt = parameters.take(der::OCTET_STRING)?;
    let (n, r, p) = (
        parameters.small()?,
        parameters.small()?,
        parameters.small()?,
    );
    let narrow = |number: u64| u32::try_from(number).map_err(|_| KeyError::Unsupported);
    Ok(kdf::Request::Scrypt {
        password: kdf::to_hex(passphrase),
        salt: kdf::to_hex(salt),
        n,
        r: narrow(r)?,
        p: narrow(p)?,
        length,
    })
}

fn apply(
    cipher: &'static Cipher,
    encrypt: bool,
    key: &[u8],
    iv: &[u8],
    input: &[u8],
) -> Result<Vec<u8>, KeyError> {
    let request = CipherRequest {
        cipher,
        encrypt,
        key,
        iv,
        aad: &[],
        input,
        tag: None,
        padding: true,
    };
    request
        .run()
        .map(|output| output.data)
        .map_err(|_| KeyError::Unsupported)
}
