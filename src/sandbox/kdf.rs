//! Key derivation, computed in the host: inside the guest it would take seconds.
//!
//! Each has a price in fuel that is about what the same time of computing costs, and bounds on its memory.

use serde::Deserialize;

/// The most memory that a derivation may use, in bytes.
const MAX_MEMORY: u64 = 256 << 20;
/// The longest key, in bytes.
const MAX_LENGTH: usize = 1 << 16;

/// Fuel of hashing half a byte: a hexadecimal digit of a request.
const FUEL_PER_DIGIT: u64 = 20;

/// Fuel of hashing the 128 bytes that scrypt has for each `r` and `p`.
const AREA_FUEL: u64 = 256 * FUEL_PER_DIGIT;

/// What to derive. Bytes are in hexadecimal.
#[derive(Debug, Deserialize)]
#[serde(tag = "algorithm", rename_all = "snake_case")]
pub(super) enum Request {
    Pbkdf2 {
        hash: String,
        password: String,
        salt: String,
        iterations: u32,
        length: usize,
    },
    Scrypt {
        password: String,
        salt: String,
        n: u64,
        r: u32,
        p: u32,
        length: usize,
    },
    Bcrypt {
        password: String,
        salt: String,
        cost: u32,
    },
    Argon2 {
        variant: String,
        password: String,
        salt: String,
        time: u32,
        memory_kib: u32,
        parallelism: u32,
        length: usize,
    },
}

impl Request {
    /// What it costs.
    pub(super) fn fuel(&self) -> u64 {
        match self {
            Self::Pbkdf2 {
                iterations,
                length,
                password,
                salt,
                ..
            } => {
                // The salt is hashed once for each block of the key.
                let blocks = 1 + *length as u64 / 16;
                let salts = blocks.saturating_mul(FUEL_PER_DIGIT * salt.len() as u64);
                let rounds = u64::from(*iterations).max(1).saturating_mul(1_500);
                rounds
                    .saturating_mul(1 + *length as u64 / 32)
                    .saturating_add(salts)
                    .saturating_add(FUEL_PER_DIGIT * password.len() as u64)
            }
            Self::Scrypt {
                n,
                r,
                p,
                password,
                salt,
                length,
            } => {
                // It begins and ends with a PBKDF2 of one round. A block of the first is 32 bytes of the `p` areas, and each
                // hashes the salt; each block of the key hashes all areas.
                let lanes = u64::from(*r).saturating_mul(u64::from(*p));
                let blocks = lanes.saturating_mul(4);
                let salts = blocks.saturating_mul(FUEL_PER_DIGIT * salt.len() as u64);
                let areas =
                    (1 + *length as u64 / 32).saturating_mul(lanes.saturating_mul(AREA_FUEL));
                n.saturating_mul(lanes)
                    .saturating_mul(2_000)
                    .saturating_add(salts)
                    .saturating_add(areas)
                    .saturating_add(FUEL_PER_DIGIT * password.len() as u64)
            }
            Self::Bcrypt { cost, .. } => 1u64
                .checked_shl(*cost)
                .unwrap_or(u64::MAX)
                .saturating_mul(225_000),
            Self::Argon2 {
                time, memory_kib, ..
            } => u64::from(*time)
                .saturating_mul(u64::from(*memory_kib))
                .saturating_mul(4_000),
        }
    }

    /// The algorithm and its parameters as the trace shows them.
    pub(super) fn describe(&self) -> (String, String) {
        match self {
            Self::Pbkdf2 {
                hash, iterations, ..
            } => (format!("pbkdf2-{hash}"), format!("iterations={iterations}")),
            Self::Scrypt { n, r, p, .. } => ("scrypt".to_owned(), format!("n={n} r={r} p={p}")),
            Self::Bcrypt { cost, .. } => ("bcrypt".to_owned(), format!("cost={cost}")),
            Self::Argon2 {
                variant,
                time,
                memory_kib,
                parallelism,
                ..
            } => (
                format!("argon2{variant}"),
                format!("time={time} memory_kib={memory_kib} parallelism={parallelism}"),
            ),
        }
    }

    /// The salt; nothing where it isn't hexadecimal.
    pub(super) fn salt(&self) -> Vec<u8> {
        let (Self::Pbkdf2 { salt, .. }
        | Self::Scrypt { salt, .. }
        | Self::Bcrypt { salt, .. }
        | Self::Argon2 { salt, .. }) = self;
        hex(salt).unwrap_or_default()
    }

    /// Derives the key, or says what is wrong with the parameters.
    pub(super) fn derive(&self) -> Result<Vec<u8>, String> {
        match self {
            Self::Pbkdf2 {
                hash,
                password,
                salt,
                iterations,
                length,
            } => pbkdf2(hash, password, salt, *iterations, *length),
            Self::Scrypt {
                password,
                salt,
                n,
                r,
                p,
                length,
            } => {
                if !n.is_power_of_two() || *n < 2 {
                    return Err("n must be a power of 2 greater than 1".to_owned());
                }
                // The big table, and a block for each of the `p` mixes.
                let memory = n
                    .saturating_add(u64::from(*p))
                    .saturating_mul(128)
                    .saturating_mul(u64::from(*r));
                check_size(memory, *length)?;
                let params = scrypt::Params::new(n.ilog2() as u8, *r, *p)
                    .map_err(|error| error.to_string())?;
                let mut key = vec![0; *length];
                scrypt::scrypt(&hex(password)?, &hex(salt)?, &params, &mut key)
                    .map_err(|error| error.to_string())?;
                Ok(key)
            }
            Self::Bcrypt {
                password,
                salt,
                cost,
            } => {
                let salt: [u8; 16] = hex(salt)?
                    .try_into()
                    .map_err(|_| "the salt must have 16 bytes".to_owned())?;
                if !(4..=31).contains(cost) {
                    return Err("the cost must be from 4 to 31".to_owned());
                }
                let mut password = hex(password)?;
                // As the original: a NUL ends the password, and 72 bytes count.
                password.push(0);
                password.truncate(72);
                Ok(bcrypt::bcrypt(*cost, salt, &password).to_vec())
            }
            Self::Argon2 {
                variant,
                password,
                salt,
                time,
                memory_kib,
                parallelism,
                length,
            } => {
                check_size(u64::from(*memory_kib) * 1024, *length)?;
                let algorithm = match variant.as_str() {
                    "d" => argon2::Algorithm::Argon2d,
                    "i" => argon2::Algorithm::Argon2i,
                    _ => argon2::Algorithm::Argon2id,
                };
                let params = argon2::Params::new(*memory_kib, *time, *parallelism, Some(*length))
                    .map_err(|error| error.to_string())?;
                let mut key = vec![0; *length];
                argon2::Argon2::new(algorithm, argon2::Version::V0x13, params)
                    .hash_password_into(&hex(password)?, &hex(salt)?, &mut key)
                    .map_err(|error| error.to_string())?;
                Ok(key)
            }
        }
    }
}

fn pbkdf2(
    hash: &str,
    password: &str,
    salt: &str,
    iterations: u32,
    length: usize,
) -> Result<Vec<u8>, String> {
    check_size(0, length)?;
    let (password, salt) = (hex(password)?, hex(salt)?);
    let mut key = vec![0; length];
    match hash {
        "md5" => pbkdf2::pbkdf2_hmac::<md5::Md5>(&password, &salt, iterations, &mut key),
        "sha1" => pbkdf2::pbkdf2_hmac::<sha1::Sha1>(&password, &salt, iterations, &mut key),
        "sha224" => pbkdf2::pbkdf2_hmac::<sha2::Sha224>(&password, &salt, iterations, &mut key),
        "sha256" => pbkdf2::pbkdf2_hmac::<sha2::Sha256>(&password, &salt, iterations, &mut key),
        "sha384" => pbkdf2::pbkdf2_hmac::<sha2::Sha384>(&password, &salt, iterations, &mut key),
        "sha512" => pbkdf2::pbkdf2_hmac::<sha2::Sha512>(&password, &salt, iterations, &mut key),
        other => return Err(format!("unsupported hash type {other}")),
    }
    Ok(key)
}

fn check_size(memory: u64, length: usize) -> Result<(), String> {
    if memory > MAX_MEMORY || length > MAX_LENGTH || length == 0 {
        return Err("memory limit exceeded".to_owned());
    }
    Ok(())
}

fn hex(text: &str) -> Result<Vec<u8>, String> {
    let digit = |b: u8| (b as char).to_digit(16).map(|d| d as u8);
    text.as_bytes()
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect::<Option<_>>()
        .ok_or_else(|| "bytes are given in hexadecimal".to_owned())
}

pub(super) fn to_hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn derive(request: serde_json::Value) -> Result<String, String> {
        let request: Request = serde_json::from_value(request).unwrap();
        request.derive().map(|key| to_hex(&key))
    }

    #[test]
    fn known_answers() {
        // RFC 7914, section 11.
        let key = derive(serde_json::json!({
            "algorithm": "pbkdf2", "hash": "sha256", "password": "706173737764", "salt": "73616c74",
            "iterations": 1, "length": 64,
        }));
        assert!(key.unwrap().starts_with("55ac046e56e3089fec1691c22544b605"));
        // RFC 7914, section 12.
        let key = derive(serde_json::json!({
            "algorithm": "scrypt", "password": "", "salt": "", "n": 16, "r": 1, "p": 1, "length": 64,
        }));
        assert!(key.unwrap().starts_with("77d6576238657b203b19ca42c18a0497"));
    }

    #[test]
    fn absurd_parameters_are_refused_or_too_dear() {
        let huge = serde_json::json!({
            "algorithm": "scrypt", "password": "", "salt": "", "n": 1u64 << 40, "r": 1000, "p": 1, "length": 64,
        });
        assert!(derive(huge.clone()).is_err());
        let request: Request = serde_json::from_value(huge).unwrap();
        assert!(request.fuel() > 1 << 50);
        let cost =
            serde_json::json!({ "algorithm": "bcrypt", "password": "", "salt": "00", "cost": 99 });
        let request: Request = serde_json::from_value(cost).unwrap();
        assert_eq!(request.fuel(), u64::MAX);
        assert!(request.derive().is_err());
    }
}
