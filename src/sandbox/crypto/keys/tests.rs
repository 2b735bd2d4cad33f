//! Known answers, what holds for any key, and what hostile input meets.

use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use super::jwk::private_jwk;
use super::*;
use crate::sandbox::kdf::to_hex;

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([7; 32])
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len() / 2)
        .map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap())
        .collect()
}

fn free(_: u64) -> bool {
    true
}

const KINDS: [Kind; 7] = [
    Kind::Rsa(512),
    Kind::Ec(Curve::P256),
    Kind::Ec(Curve::P384),
    Kind::Ec(Curve::P521),
    Kind::Ec(Curve::Secp256k1),
    Kind::Ed25519,
    Kind::X25519,
];

fn key(kind: Kind) -> PrivateKey {
    PrivateKey::generate(kind, 65_537, &mut rng()).unwrap()
}

fn scheme(kind: Kind, digest: &str) -> Scheme {
    Scheme {
        digest: Some(digest)
            .filter(|_| kind != Kind::Ed25519)
            .and_then(Digest::named),
        padding: Padding::Pkcs1,
        p1363: false,
    }
}

/// RFC 8032, section 7.1, test 2.
#[test]
fn ed25519_signs_as_the_rfc_says() {
    let seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    let key = read_private(Form::RawEd25519, &seed, None, &mut free).unwrap();
    let signature = key.sign(&scheme(Kind::Ed25519, ""), &[0x72], &mut rng());
    assert!(
        to_hex(&signature.unwrap()).starts_with("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8f")
    );
}

/// The answer is OpenSSL's.
#[test]
fn x25519_agrees_as_openssl() {
    let own = hex("77076d0a7318a57d3c16c17251b26645df4c2f92ebc099ac4b1ec4a5b3a0ec0a");
    let other = hex("de9edb7d7b7dbc4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f1");
    let own = read_private(Form::RawX25519, &own, None, &mut free).unwrap();
    let other = read_public(Form::RawX25519, &other, None, &mut free).unwrap();
    assert_eq!(
        to_hex(&own.agree(&other).unwrap()),
        "1f5cf4c43acc310e4ef5155c7dcbe820cffaee384d835ead3f0a08ce681b1342"
    );
    let zero = PublicKey::X25519([0; 32]);
    assert!(key(Kind::X25519).agree(&zero).is_err());
}

/// RFC 6979, section A.2.5: P-256 with SHA-256, message "sample".
#[test]
fn ecdsa_takes_the_signature_of_the_rfc() {
    let number = hex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
    let key = read_private(Form::Raw(Curve::P256), &number, None, &mut free).unwrap();
    let signature = hex(
        "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716\
         f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
    );
    let scheme = Scheme {
        p1363: true,
        ..scheme(key.kind(), "sha256")
    };
    assert_eq!(
        key.public().verify(&scheme, b"sample", &signature),
        Ok(true)
    );
    assert_eq!(
        key.public().verify(&scheme, b"simple", &signature),
        Ok(false)
    );
}

#[test]
fn one_stream_makes_one_key() {
    for kind in KINDS {
        assert_eq!(private_to_der(&key(kind)), private_to_der(&key(kind)));
    }
}

#[test]
fn what_is_written_can_be_read() {
    for kind in KINDS {
        let key = key(kind);
        let der = private_to_der(&key);
        let same =
            |read: Result<PrivateKey, KeyError>| assert_eq!(private_to_der(&read.unwrap()), der);
        same(read_private(Form::Pkcs8, &der, None, &mut free));
        same(read_private(
            Form::Jwk,
            private_jwk(&key).as_bytes(),
            None,
            &mut free,
        ));
        let pem = to_pem(&der, Form::Pkcs8, true, false).unwrap();
        same(read_private(Form::Pem, pem.as_bytes(), None, &mut free));
        let public = read_public(Form::Pem, pem.as_bytes(), None, &mut free).unwrap();
        assert_eq!(public, key.public());
        let spki = public_to_der(&public);
        assert_eq!(
            read_public(Form::Spki, &spki, None, &mut free).unwrap(),
            public
        );

        let protection = Protection {
            cipher: crate::sandbox::crypto::Cipher::named("aes-256-cbc").unwrap(),
            passphrase: b"secret",
            random: [9; 32],
        };
        let sealed = write_private(&key, Form::Pkcs8, Some(&protection)).unwrap();
        same(read_private(
            Form::Pkcs8,
            &sealed,
            Some(b"secret"),
            &mut free,
        ));
        let read = |passphrase| read_private(Form::Pkcs8, &sealed, passphrase, &mut free).err();
        assert_eq!(read(Some(b"other")), Some(KeyError::BadPassphrase));
        assert_eq!(read(None), Some(KeyError::PassphraseMissing));
        let poor = read_private(Form::Pkcs8, &sealed, Some(b"secret"), &mut |_| false);
        assert_eq!(poor.err(), Some(KeyError::OutOfFuel));
    }
}

#[test]
fn absurd_sizes_are_refused() {
    for (bits, exponent) in [
        (0, 3),
        (511, 3),
        (4097, 3),
        (u32::MAX, 3),
        (1024, 2),
        (1024, 1),
        (1024, 0),
        (1024, u64::MAX),
    ] {
        assert!(PrivateKey::generate(Kind::Rsa(bits), exponent, &mut rng()).is_err());
    }
    assert!(Kind::Rsa(u32::MAX).generate_fuel() > 1 << 60);
    let long = vec![0x30; MAX_ENCODED + 1];
    assert!(read_private(Form::Pkcs8, &long, None, &mut free).is_err());
    assert_eq!(power(&[2], &[10], &[0]), None);
    assert_eq!(power(&[2], &[10], &[3, 0xe8]), Some(vec![0, 24]));
}

fn forms() -> impl Strategy<Value = Form> {
    prop::sample::select(vec![
        Form::Pem,
        Form::Pkcs1,
        Form::Pkcs8,
        Form::Sec1,
        Form::Spki,
        Form::Jwk,
        Form::Raw(Curve::P521),
        Form::RawEd25519,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_panics_whatever_is_read(bytes in prop::collection::vec(any::<u8>(), 0..300), form in forms()) {
        let _ = read_private(form, &bytes, Some(b""), &mut |fuel| fuel < 1 << 30);
        let _ = read_public(form, &bytes, None, &mut free);
    }

    #[test]
    fn nothing_panics_with_keys_that_were_changed(
        kind in prop::sample::select(KINDS.to_vec()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        message in prop::collection::vec(any::<u8>(), 0..70),
    ) {
        let key = key(kind);
        let change = |mut der: Vec<u8>| {
            for (place, byte) in &changes {
                let place = place.index(der.len());
                der[place] = *byte;
            }
            der
        };
        let digest = Digest::named("sha1").unwrap();
        let scheme = scheme(kind, "sha1");
        let signature = key.sign(&scheme, &message, &mut rng()).unwrap_or_default();
        if let Ok(changed) = read_public(Form::Spki, &change(public_to_der(&key.public())), None, &mut free) {
            let _ = changed.verify(&scheme, &message, &signature);
            let _ = key.agree(&changed);
            if let PublicKey::Rsa(changed) = changed {
                for padding in [Padding::Pkcs1, Padding::Oaep, Padding::Raw] {
                    let _ = changed.encrypt(padding, digest, &[], &message, &mut rng());
                    let _ = changed.public_decrypt(padding, &signature);
                }
            }
        }
        if let Ok(changed) = read_private(Form::Pkcs8, &change(private_to_der(&key)), None, &mut free) {
            let _ = changed.sign(&scheme, &message, &mut rng());
            let _ = private_jwk(&changed);
            if let PrivateKey::Rsa(changed) = changed {
                for padding in [Padding::Pkcs1, Padding::Oaep, Padding::Raw] {
                    let _ = changed.decrypt(padding, digest, &[], &message);
                    let _ = changed.decrypt(padding, digest, &[], &signature);
                }
            }
        }
        if !signature.is_empty() {
            let changed = change(signature.clone());
            let fits = key.public().verify(&scheme, &message, &changed).unwrap();
            // Of RSA and ECDSA only the signature itself, or one with the same numbers, fits.
            prop_assert!(!fits || changed == signature);
        }
    }

    #[test]
    fn rsa_gives_back_what_it_took(message in prop::collection::vec(any::<u8>(), 0..=53), flip: prop::sample::Index) {
        let PrivateKey::Rsa(key) = key(Kind::Rsa(1024)) else { unreachable!() };
        let digest = Digest::named("sha1").unwrap();
        for padding in [Padding::Pkcs1, Padding::Oaep] {
            let mut sealed = key.public().encrypt(padding, digest, b"label", &message, &mut rng()).unwrap();
            prop_assert_eq!(&key.decrypt(padding, digest, b"label", &sealed).unwrap(), &message);
            let place = flip.index(sealed.len());
            sealed[place] ^= 4;
            prop_assert_ne!(key.decrypt(padding, digest, b"label", &sealed).unwrap_or(vec![0; 99]), message.clone());
        }
    }
}
