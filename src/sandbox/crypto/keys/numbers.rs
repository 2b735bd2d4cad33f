//! Modular powers, for Diffie and Hellman's key agreement.

use num_bigint::BigUint;

/// The longest number, in bytes.
const MAX_LENGTH: usize = 1024;

/// The power of a number modulo another, all big-endian, filled up to the modulus's length. `None` for numbers that are too
/// long, and for a modulus of 0 or 1.
pub fn power(base: &[u8], exponent: &[u8], modulus: &[u8]) -> Option<Vec<u8>> {
    if [base, exponent, modulus]
        .iter()
        .any(|number| number.len() > MAX_LENGTH)
    {
        return None;
    }
    let [base, exponent, number] = [base, exponent, modulus].map(BigUint::from_bytes_be);
    if number <= BigUint::from(1u8) {
        return None;
    }
    super::der::filled(
        &base.modpow(&exponent, &number).to_bytes_be(),
        modulus.len(),
    )
}

/// The price of [`power`]: quadratic in the modulus, linear in the exponent.
pub fn power_fuel(exponent: usize, modulus: usize) -> u64 {
    let words = (modulus as u64).div_ceil(8).saturating_add(4);
    let bits = (exponent as u64).saturating_mul(8);
    words
        .saturating_mul(words)
        .saturating_mul(bits)
        .saturating_mul(15)
}
