//! The Weierstrass curves: ECDSA and ECDH.

use ecdsa::hazmat::{sign_prehashed, verify_prehashed};
use ecdsa::{EcdsaCurve, Signature};
use elliptic_curve::sec1::{FromSec1Point, ModulusSize, ToSec1Point};
use elliptic_curve::{AffinePoint, CurveArithmetic, FieldBytesSize, PublicKey, SecretKey};
use k256::Secp256k1;
use p256::NistP256;
use p384::NistP384;
use p521::NistP521;
use rand_core::CryptoRng;

use super::KeyError;

/// A curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// NIST P-256.
    P256,
    /// NIST P-384.
    P384,
    /// NIST P-521.
    P521,
    /// The curve of Bitcoin.
    Secp256k1,
}

const CURVES: [Curve; 4] = [Curve::P256, Curve::P384, Curve::P521, Curve::Secp256k1];

/// A private key: a number below the curve's order, not 0, with as many bytes as the field.
pub struct EcPrivate {
    curve: Curve,
    scalar: Vec<u8>,
}

/// A public key: a point of the curve, not the neutral one, written uncompressed (SEC 1).
#[derive(Clone, Debug, PartialEq)]
pub struct EcPublic {
    curve: Curve,
    point: Vec<u8>,
}

/// All that is asked of a curve.
trait Served:
    EcdsaCurve
    + CurveArithmetic<
        AffinePoint: FromSec1Point<Self> + ToSec1Point<Self>,
        FieldBytesSize: ModulusSize,
    >
{
}
impl<C> Served for C where
    C: EcdsaCurve
        + CurveArithmetic<AffinePoint: FromSec1Point<C> + ToSec1Point<C>, FieldBytesSize: ModulusSize>
{
}

/// Calls a function for the type of a curve.
macro_rules! on {
    ($curve:expr, $function:ident($($argument:expr),*)) => {
        match $curve {
            Curve::P256 => $function::<NistP256>($($argument),*),
            Curve::P384 => $function::<NistP384>($($argument),*),
            Curve::P521 => $function::<NistP521>($($argument),*),
            Curve::Secp256k1 => $function::<Secp256k1>($($argument),*),
        }
    };
}

impl Curve {
    /// The curve of a name: NIST's, SEC 2's or OpenSSL's.
    pub fn named(name: &str) -> Option<Self> {
        CURVES.into_iter().find(|curve| {
            [curve.name(), curve.openssl()].contains(&name)
                || (name == "secp256r1" && *curve == Self::P256)
        })
    }

    /// The name in JWK and in traces.
    pub fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::Secp256k1 => "secp256k1",
        }
    }

    /// OpenSSL's name, which Node shows.
    pub fn openssl(self) -> &'static str {
        match self {
            Self::P256 => "prime256v1",
            Self::P384 => "secp384r1",
            Self::P521 => "secp521r1",
            Self::Secp256k1 => "secp256k1",
        }
    }

    /// The object identifier's content.
    pub(super) fn oid(self) -> &'static [u8] {
        match self {
            Self::P256 => &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7],
            Self::P384 => &[0x2b, 0x81, 4, 0, 34],
            Self::P521 => &[0x2b, 0x81, 4, 0, 35],
            Self::Secp256k1 => &[0x2b, 0x81, 4, 0, 10],
        }
    }

    pub(super) fn of_oid(oid: &[u8]) -> Option<Self> {
        CURVES.into_iter().find(|curve| curve.oid() == oid)
    }

    /// Bytes of a coordinate, and of a private key.
    pub fn length(self) -> usize {
        match self {
            Self::P256 | Self::Secp256k1 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    /// The price of an operation (measured).
    pub(super) fn fuel(self) -> u64 {
        match self {
            Self::P256 | Self::Secp256k1 => 1_200_000,
            Self::P384 => 4_000_000,
            Self::P521 => 5_000_000,
        }
    }
}

impl EcPrivate {
    /// Makes a key.
    pub(super) fn generate(curve: Curve, rng: &mut (impl CryptoRng + ?Sized)) -> Self {
        let scalar = on!(curve, scalar(rng));
        Self { curve, scalar }
    }

    /// The key of a number, which may have leading zeros or lack them.
    pub fn new(curve: Curve, number: &[u8]) -> Result<Self, KeyError> {
        let invalid = KeyError::Invalid("Private key is not valid for specified curve.");
        let scalar = super::der::filled(number, curve.length()).ok_or(invalid.clone())?;
        if !on!(curve, is_scalar(&scalar)) {
            return Err(invalid);
        }
        Ok(Self { curve, scalar })
    }

    /// Its curve.
    pub fn curve(&self) -> Curve {
        self.curve
    }

    /// The number.
    pub fn scalar(&self) -> &[u8] {
        &self.scalar
    }

    /// Its public half.
    pub fn public(&self) -> EcPublic {
        EcPublic {
            curve: self.curve,
            point: on!(self.curve, point_of(&self.scalar)),
        }
    }

    /// The two numbers of a signature, beside each other.
    pub(super) fn sign(&self, hash: &[u8], rng: &mut (impl CryptoRng + ?Sized)) -> Vec<u8> {
        on!(self.curve, sign(&self.scalar, hash, rng))
    }

    pub(super) fn agree(&self, other: &EcPublic) -> Result<Vec<u8>, KeyError> {
        if self.curve != other.curve {
            return Err(KeyError::WrongKind);
        }
        Ok(on!(self.curve, agree(&self.scalar, &other.point)))
    }
}

impl EcPublic {
    /// The key of a point in any form of SEC 1.
    pub fn new(curve: Curve, point: &[u8]) -> Result<Self, KeyError> {
        let point = on!(curve, uncompressed(point)).ok_or(KeyError::Invalid(
            "Public key is not valid for specified curve",
        ))?;
        Ok(Self { curve, point })
    }

    /// Its curve.
    pub fn curve(&self) -> Curve {
        self.curve
    }

    /// The point, uncompressed.
    pub fn point(&self) -> &[u8] {
        &self.point
    }

    /// The point with one coordinate and a sign.
    pub fn compressed(&self) -> Vec<u8> {
        let length = self.curve.length();
        let sign = 2 + (self.point[2 * length] & 1);
        [&[sign], &self.point[1..=length]].concat()
    }

    pub(super) fn verify(&self, hash: &[u8], numbers: &[u8]) -> bool {
        on!(self.curve, verify(&self.point, hash, numbers))
    }
}

fn secret<C: Served>(scalar: &[u8]) -> SecretKey<C> {
    SecretKey::from_slice(scalar).expect("a private key holds a number that was checked")
}

fn public<C: Served>(point: &[u8]) -> PublicKey<C>
where
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
    FieldBytesSize<C>: ModulusSize,
{
    PublicKey::from_sec1_bytes(point).expect("a public key holds a point that was checked")
}

fn scalar<C: Served>(rng: &mut (impl CryptoRng + ?Sized)) -> Vec<u8> {
    <SecretKey<C> as elliptic_curve::Generate>::generate_from_rng(rng)
        .to_bytes()
        .to_vec()
}

fn is_scalar<C: Served>(bytes: &[u8]) -> bool {
    SecretKey::<C>::from_slice(bytes).is_ok()
}

fn uncompressed<C: Served>(point: &[u8]) -> Option<Vec<u8>>
where
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
    FieldBytesSize<C>: ModulusSize,
{
    let key = PublicKey::<C>::from_sec1_bytes(point).ok()?;
    Some(key.as_affine().to_sec1_point(false).as_bytes().to_vec())
}

fn point_of<C: Served>(scalar: &[u8]) -> Vec<u8>
where
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
    FieldBytesSize<C>: ModulusSize,
{
    let key = secret::<C>(scalar).public_key();
    key.as_affine().to_sec1_point(false).as_bytes().to_vec()
}

fn sign<C: Served>(scalar: &[u8], hash: &[u8], rng: &mut (impl CryptoRng + ?Sized)) -> Vec<u8> {
    let key = secret::<C>(scalar).to_nonzero_scalar();
    loop {
        let once = <SecretKey<C> as elliptic_curve::Generate>::generate_from_rng(rng);
        // It fails where one of the numbers would be 0: never, in practice.
        if let Ok((signature, _)) = sign_prehashed::<C>(&key, &once.to_nonzero_scalar(), hash) {
            let (r, s) = signature.split_bytes();
            return [r.as_slice(), s.as_slice()].concat();
        }
    }
}

fn verify<C: Served>(point: &[u8], hash: &[u8], numbers: &[u8]) -> bool
where
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
    FieldBytesSize<C>: ModulusSize,
{
    let (r, s) = numbers.split_at(numbers.len() / 2);
    let (Ok(r), Ok(s)) = (r.try_into(), s.try_into()) else {
        return false;
    };
    let (r, s): (
        &elliptic_curve::FieldBytes<C>,
        &elliptic_curve::FieldBytes<C>,
    ) = (r, s);
    // OpenSSL takes both of the two equivalent signatures, also on the curve where the crate takes one.
    Signature::<C>::from_scalars(*r, *s).is_ok_and(|signature| {
        let signature = if C::NORMALIZE_S {
            signature.normalize_s()
        } else {
            signature
        };
        verify_prehashed::<C>(&public::<C>(point).to_projective(), hash, &signature).is_ok()
    })
}

fn agree<C: Served>(scalar: &[u8], point: &[u8]) -> Vec<u8>
where
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
    FieldBytesSize<C>: ModulusSize,
{
    let other = public::<C>(point);
    elliptic_curve::ecdh::diffie_hellman(secret::<C>(scalar).to_nonzero_scalar(), other.as_affine())
        .raw_secret_bytes()
        .to_vec()
}
