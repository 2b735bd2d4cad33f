//! Digests, and what is built of them: HMAC and HKDF.

use hkdf::SimpleHkdf;
use hmac::digest::Digest as _;
use hmac::{KeyInit, Mac, SimpleHmac};
use shake::{ExtendableOutput, Shake128, Shake256, XofReader};

use super::price;

/// The longest output of SHAKE and HKDF that is given, in bytes.
pub const MAX_LENGTH: usize = 1 << 24;

/// Calls `$fixed` with the type of a digest of fixed length, or gives `$extendable` for SHAKE.
macro_rules! by_type {
    ($algorithm:expr, $hash:ident => $fixed:expr, $extendable:expr) => {
        by_type!(@ $algorithm, $hash => $fixed, $extendable,
            Md5 = md5::Md5, Sha1 = sha1::Sha1, Ripemd160 = ripemd::Ripemd160,
            Sha224 = sha2::Sha224, Sha256 = sha2::Sha256, Sha384 = sha2::Sha384, Sha512 = sha2::Sha512,
            Sha512Of224 = sha2::Sha512_224, Sha512Of256 = sha2::Sha512_256,
            Sha3Of224 = sha3::Sha3_224, Sha3Of256 = sha3::Sha3_256,
            Sha3Of384 = sha3::Sha3_384, Sha3Of512 = sha3::Sha3_512,
            Blake2b = blake2::Blake2b512, Blake2s = blake2::Blake2s256)
    };
    (@ $algorithm:expr, $hash:ident => $fixed:expr, $extendable:expr, $($name:ident = $type:ty),*) => {
        match $algorithm {
            $(Algorithm::$name => {
                type $hash = $type;
                $fixed
            })*
            Algorithm::Shake128 | Algorithm::Shake256 => $extendable,
        }
    };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Algorithm {
    Md5,
    Sha1,
    Ripemd160,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha512Of224,
    Sha512Of256,
    Sha3Of224,
    Sha3Of256,
    Sha3Of384,
    Sha3Of512,
    Shake128,
    Shake256,
    Blake2b,
    Blake2s,
}

/// A digest that guests can use.
#[derive(Debug, PartialEq, Eq)]
pub struct Digest {
    algorithm: Algorithm,
    name: &'static str,
    aliases: &'static [&'static str],
    family: &'static str,
    length: usize,
    block_size: usize,
    fuel_per_byte: u64,
}

// The last column is the fuel for a byte, at 5e9 a second (measured; SHA-1 and SHA-256 as without the processor's instructions).
#[rustfmt::skip]
static DIGESTS: [Digest; 17] = [
    row(Algorithm::Md5, "md5", &["ssl3-md5", "rsa-md5", "md5withrsaencryption"], "md5", 16, 64, 15),
    row(Algorithm::Sha1, "sha1", &["sha-1", "ssl3-sha1", "rsa-sha1", "rsa-sha1-2", "sha1withrsaencryption"], "sha1", 20, 64, 10),
    row(Algorithm::Ripemd160, "ripemd160", &["rmd160", "ripemd", "ripemd-160", "rsa-ripemd160", "ripemd160withrsa"], "ripemd160", 20, 64, 30),
    row(Algorithm::Sha224, "sha224", &["sha-224", "sha2-224", "rsa-sha224", "sha224withrsaencryption"], "sha224", 28, 64, 20),
    row(Algorithm::Sha256, "sha256", &["sha-256", "sha2-256", "rsa-sha256", "sha256withrsaencryption"], "sha256", 32, 64, 20),
    row(Algorithm::Sha384, "sha384", &["sha-384", "sha2-384", "rsa-sha384", "sha384withrsaencryption"], "sha384", 48, 128, 20),
    row(Algorithm::Sha512, "sha512", &["sha-512", "sha2-512", "rsa-sha512", "sha512withrsaencryption"], "sha512", 64, 128, 20),
    row(Algorithm::Sha512Of224, "sha512-224", &["sha-512/224", "sha2-512/224", "rsa-sha512/224", "sha512-224withrsaencryption"], "sha512", 28, 128, 20),
    row(Algorithm::Sha512Of256, "sha512-256", &["sha-512/256", "sha2-512/256", "rsa-sha512/256", "sha512-256withrsaencryption"], "sha512", 32, 128, 20),
    row(Algorithm::Sha3Of224, "sha3-224", &["rsa-sha3-224", "id-rsassa-pkcs1-v1_5-with-sha3-224"], "sha3", 28, 144, 25),
    row(Algorithm::Sha3Of256, "sha3-256", &["rsa-sha3-256", "id-rsassa-pkcs1-v1_5-with-sha3-256"], "sha3", 32, 136, 25),
    row(Algorithm::Sha3Of384, "sha3-384", &["rsa-sha3-384", "id-rsassa-pkcs1-v1_5-with-sha3-384"], "sha3", 48, 104, 30),
    row(Algorithm::Sha3Of512, "sha3-512", &["rsa-sha3-512", "id-rsassa-pkcs1-v1_5-with-sha3-512"], "sha3", 64, 72, 40),
    row(Algorithm::Shake128, "shake128", &["shake-128"], "sha3", 16, 168, 25),
    row(Algorithm::Shake256, "shake256", &["shake-256"], "sha3", 32, 136, 25),
    row(Algorithm::Blake2b, "blake2b512", &["blake2b-512"], "blake2b", 64, 128, 10),
    row(Algorithm::Blake2s, "blake2s256", &["blake2s-256"], "blake2s", 32, 64, 15),
];

const fn row(
    algorithm: Algorithm,
    name: &'static str,
    aliases: &'static [&'static str],
    family: &'static str,
    length: usize,
    block_size: usize,
    fuel_per_byte: u64,
) -> Digest {
    Digest {
        algorithm,
        name,
        aliases,
        family,
        length,
        block_size,
        fuel_per_byte,
    }
}

impl Digest {
    /// The digest that OpenSSL or Node calls by this name, in either case: `sha256`, `SHA-256`, `SHA2-256`, `RSA-SHA256`.
    pub fn named(name: &str) -> Option<&'static Self> {
        DIGESTS.iter().find(|digest| {
            std::iter::once(&digest.name)
                .chain(digest.aliases)
                .any(|known| known.eq_ignore_ascii_case(name))
        })
    }

    /// All that there are.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        DIGESTS.iter()
    }

    /// Its name in Node's spelling, e.g. `sha512-256`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The one name that traces use, the same in every language. As Python's observed functions tell them apart: all of
    /// SHA-3 and SHAKE is `sha3`, SHA-512 with a shorter output `sha512`; BLAKE2 goes without its length.
    pub fn family(&self) -> &'static str {
        self.family
    }

    /// How many bytes it gives; for SHAKE the usual number.
    pub fn length(&self) -> usize {
        self.length
    }

    /// How many bytes it takes at a time.
    pub fn block_size(&self) -> usize {
        self.block_size
    }

    /// Whether its output may have any length (SHAKE).
    pub fn is_extendable(&self) -> bool {
        matches!(self.algorithm, Algorithm::Shake128 | Algorithm::Shake256)
    }

    /// The digest of the data, in the usual length.
    pub fn hash(&self, data: &[u8]) -> Vec<u8> {
        by_type!(self.algorithm, Hash => Hash::digest(data).to_vec(), self.extend(data, self.length))
    }

    /// The digest of the data in a given length: at most [`MAX_LENGTH`] for SHAKE, for others only their own.
    pub fn hash_to(&self, data: &[u8], length: usize) -> Option<Vec<u8>> {
        if self.is_extendable() {
            return (length <= MAX_LENGTH).then(|| self.extend(data, length));
        }
        (length == self.length).then(|| self.hash(data))
    }

    fn extend(&self, data: &[u8], length: usize) -> Vec<u8> {
        fn squeeze(mut sponge: impl ExtendableOutput, data: &[u8], output: &mut [u8]) {
            sponge.update(data);
            sponge.finalize_xof().read(output);
        }
        let mut output = vec![0; length];
        if self.algorithm == Algorithm::Shake128 {
            squeeze(Shake128::default(), data, &mut output);
        } else {
            squeeze(Shake256::default(), data, &mut output);
        }
        output
    }

    /// HMAC (RFC 2104). As OpenSSL, there is none with SHAKE.
    pub fn hmac(&self, key: &[u8], data: &[u8]) -> Option<Vec<u8>> {
        by_type!(self.algorithm, Hash => {
            let mut mac = SimpleHmac::<Hash>::new_from_slice(key).ok()?;
            Mac::update(&mut mac, data);
            Some(mac.finalize().into_bytes().to_vec())
        }, None)
    }

    /// HKDF (RFC 5869), both steps. `None` with SHAKE, and for a length above 255 digests.
    ///
    /// The first step alone is [`Digest::hmac`] with the salt as the key; the second is [`Digest::hkdf_expand`].
    pub fn hkdf(&self, ikm: &[u8], salt: &[u8], info: &[u8], length: usize) -> Option<Vec<u8>> {
        let key = self.hmac(salt, ikm)?;
        self.hkdf_expand(&key, info, length)
    }

    /// The second step of HKDF. `None` also for a key that is shorter than the digest.
    pub fn hkdf_expand(&self, key: &[u8], info: &[u8], length: usize) -> Option<Vec<u8>> {
        if length > 255 * self.length {
            return None;
        }
        by_type!(self.algorithm, Hash => {
            let mut output = vec![0; length];
            SimpleHkdf::<Hash>::from_prk(key).ok()?.expand(info, &mut output).ok()?;
            Some(output)
        }, None)
    }

    /// The price of a digest: all bytes of the data and of the output.
    pub fn fuel(&self, data: usize, output: usize) -> u64 {
        price(data.saturating_add(output), self.fuel_per_byte)
    }

    /// The price of an HMAC: the inner and the outer digest, each with a block for the key and one of padding.
    pub fn hmac_fuel(&self, key: usize, data: usize) -> u64 {
        let bytes = key.saturating_add(data).saturating_add(5 * self.block_size);
        price(bytes, self.fuel_per_byte)
    }

    /// The price of an HKDF: an HMAC for the first step, and one for each digest of the output.
    pub fn hkdf_fuel(&self, ikm: usize, salt: usize, info: usize, length: usize) -> u64 {
        let rounds = length.div_ceil(self.length).min(255) as u64;
        let round = self.hmac_fuel(self.length, self.length.saturating_add(info));
        self.hmac_fuel(salt, ikm)
            .saturating_add(rounds.saturating_mul(round))
    }
}
