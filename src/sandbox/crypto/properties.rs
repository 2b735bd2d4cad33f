//! What holds for any input.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::ciphers::Mode;
use super::request::CipherError;
use super::{Cipher, CipherRequest, Digest};

fn ciphers() -> impl Strategy<Value = &'static Cipher> {
    select(Cipher::all().collect::<Vec<_>>())
}

fn digests() -> impl Strategy<Value = &'static Digest> {
    select(Digest::all().collect::<Vec<_>>())
}

fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..=most)
}

/// A cipher with a key and an IV of lengths that it takes.
fn keyed() -> impl Strategy<Value = (&'static Cipher, Vec<u8>, Vec<u8>)> {
    ciphers().prop_flat_map(|cipher| {
        let ivs = if cipher.mode() == Mode::Gcm {
            1..=40
        } else {
            cipher.iv_lengths()
        };
        let keys = vec(any::<u8>(), cipher.key_lengths());
        (Just(cipher), keys, vec(any::<u8>(), ivs))
    })
}

proptest! {
    #[test]
    fn what_is_encrypted_can_be_decrypted(
        (cipher, key, iv) in keyed(),
        input in bytes(100),
        aad in bytes(40),
        tag_length in 4usize..=16,
        padding: bool,
    ) {
        let encrypt = CipherRequest {
            cipher, encrypt: true, key: &key, iv: &iv, aad: &aad, input: &input, tag: None, padding,
        };
        let result = encrypt.run();
        if !padding && !input.len().is_multiple_of(cipher.block_size()) {
            prop_assert_eq!(result, Err(CipherError::FinalBlockLength));
            return Ok(());
        }
        let output = result.unwrap();
        prop_assert_eq!(output.tag.is_some(), cipher.mode().is_authenticated());
        if !cipher.mode().is_padded() {
            prop_assert_eq!(output.data.len(), input.len());
        }
        let tag = output.tag.as_ref().map(|tag| &tag[..tag_length]);
        let decrypt = CipherRequest { encrypt: false, input: &output.data, tag, ..encrypt };
        prop_assert_eq!(decrypt.run().unwrap().data, &input[..]);
        let unverified = CipherRequest { tag: None, ..decrypt };
        prop_assert_eq!(unverified.run().unwrap().data, &input[..]);
    }

    #[test]
    fn what_was_changed_is_refused(
        (cipher, key, iv) in keyed().prop_filter("authenticated", |(cipher, ..)| cipher.mode().is_authenticated()),
        input in vec(any::<u8>(), 1..100),
        aad in vec(any::<u8>(), 1..40),
        place: prop::sample::Index,
    ) {
        let encrypt = CipherRequest {
            cipher, encrypt: true, key: &key, iv: &iv, aad: &aad, input: &input, tag: None, padding: true,
        };
        let output = encrypt.run().unwrap();
        let tag = output.tag.as_ref().map(|tag| &tag[..]);
        let decrypt = CipherRequest { encrypt: false, input: &output.data, tag, ..encrypt };
        let change = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            let changed = place.index(bytes.len());
            bytes[changed] ^= 0x10;
            bytes
        };
        let (data, aad, iv, key) = (change(&output.data), change(&aad), change(&iv), change(&key));
        for forged in [
            CipherRequest { input: &data, ..decrypt },
            CipherRequest { aad: &aad, ..decrypt },
            CipherRequest { iv: &iv, ..decrypt },
            CipherRequest { key: &key, ..decrypt },
        ] {
            prop_assert_eq!(forged.run(), Err(CipherError::Authentication));
        }
    }

    #[test]
    fn nothing_panics_whatever_the_lengths(
        cipher in ciphers(),
        [key, iv, aad, input] in [bytes(300), bytes(40), bytes(40), bytes(100)],
        tag in prop::option::of(bytes(20)),
        (encrypt, padding) in any::<(bool, bool)>(),
    ) {
        let request = CipherRequest {
            cipher, encrypt, key: &key, iv: &iv, aad: &aad, input: &input, tag: tag.as_deref(), padding,
        };
        prop_assert!(request.fuel() > input.len() as u64);
        let result = request.run();
        if !cipher.key_lengths().contains(&key.len()) {
            prop_assert_eq!(result, Err(CipherError::KeyLength));
        } else if !cipher.iv_lengths().contains(&iv.len()) {
            prop_assert_eq!(result, Err(CipherError::IvLength));
        }
    }

    #[test]
    fn any_ciphertext_can_be_tried(
        (cipher, key, iv) in keyed(),
        input in bytes(64),
        tag in prop::option::of(bytes(20)),
        padding: bool,
    ) {
        let request = CipherRequest {
            cipher, encrypt: false, key: &key, iv: &iv, aad: &[], input: &input, tag: tag.as_deref(), padding,
        };
        if let Ok(output) = request.run() {
            prop_assert!(output.data.len() <= input.len());
            prop_assert_eq!(output.tag, None);
        }
    }

    #[test]
    fn any_name_can_be_asked(name: String) {
        prop_assert!(Digest::named(&name).is_none_or(|digest| Digest::named(digest.name()) == Some(digest)));
        prop_assert!(Cipher::named(&name).is_none_or(|cipher| Cipher::named(cipher.name()) == Some(cipher)));
    }

    #[test]
    fn digests_have_their_length(digest in digests(), data in bytes(300), key in bytes(300), length in 0usize..500) {
        prop_assert_eq!(digest.hash(&data).len(), digest.length());
        let stretched = digest.hash_to(&data, length);
        prop_assert_eq!(stretched.is_some(), digest.is_extendable() || length == digest.length());
        let mac = digest.hmac(&key, &data);
        prop_assert_eq!(mac.map(|mac| mac.len()), (!digest.is_extendable()).then_some(digest.length()));
        let derived = digest.hkdf(&data, &key, &data, length);
        prop_assert_eq!(derived.map(|key| key.len()), (!digest.is_extendable()).then_some(length));
    }

    #[test]
    fn any_length_has_a_price(digest in digests(), [a, b, c, length]: [usize; 4], data in bytes(10)) {
        prop_assert!(digest.fuel(a, b) >= digest.fuel(a, 0));
        prop_assert!(digest.hmac_fuel(a, b) >= digest.fuel(b, 0));
        prop_assert!(digest.hkdf_fuel(a, b, c, length) >= digest.hmac_fuel(b, a));
        prop_assert_eq!(digest.hkdf(&data, &data, &data, length.max(1 << 20)), None);
    }
}

#[test]
fn names_are_told_apart() {
    let all: Vec<&str> = Cipher::all()
        .map(Cipher::name)
        .chain(Digest::all().map(Digest::name))
        .collect();
    let distinct: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(distinct.len(), all.len());
}
