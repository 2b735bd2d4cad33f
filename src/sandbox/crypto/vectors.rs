//! Published test vectors.

use super::request::{CipherError, CipherOutput};
use super::{Cipher, CipherRequest, Digest};

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .filter_map(|c| c.to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair[1])
        .collect()
}

fn request<'a>(name: &str, key: &'a [u8], iv: &'a [u8], input: &'a [u8]) -> CipherRequest<'a> {
    CipherRequest {
        cipher: Cipher::named(name).unwrap(),
        encrypt: true,
        key,
        iv,
        aad: &[],
        input,
        tag: None,
        padding: false,
    }
}

/// Checks both directions.
#[track_caller]
fn check(name: &str, key: &str, iv: &str, plain: &str, secret: &str) {
    let (key, iv, plain, secret) = (hex(key), hex(iv), hex(plain), hex(secret));
    let encrypted = request(name, &key, &iv, &plain).run().unwrap();
    assert_eq!(encrypted.data, secret, "{name}");
    let decrypted = CipherRequest {
        encrypt: false,
        ..request(name, &key, &iv, &secret)
    };
    assert_eq!(decrypted.run().unwrap().data, plain, "{name}");
}

/// Checks both directions, and that a changed tag is refused.
#[track_caller]
fn check_tagged(name: &str, [key, iv, aad, plain]: [&str; 4], secret: &str, tag: &str) {
    let (key, iv, aad, plain) = (hex(key), hex(iv), hex(aad), hex(plain));
    let (secret, tag) = (hex(secret), hex(tag));
    let encrypt = CipherRequest {
        aad: &aad,
        ..request(name, &key, &iv, &plain)
    };
    let expected = CipherOutput {
        data: secret.clone(),
        tag: Some(tag.clone().try_into().unwrap()),
    };
    assert_eq!(encrypt.run().unwrap(), expected, "{name}");
    let decrypt = CipherRequest {
        encrypt: false,
        input: &secret,
        tag: Some(&tag),
        ..encrypt
    };
    assert_eq!(decrypt.run().unwrap().data, plain, "{name}");
    let short = CipherRequest {
        tag: Some(&tag[..4]),
        ..decrypt
    };
    assert_eq!(short.run().unwrap().data, plain, "{name}");
    let mut other = tag.clone();
    other[3] ^= 1;
    let forged = CipherRequest {
        tag: Some(&other),
        ..decrypt
    };
    assert_eq!(forged.run(), Err(CipherError::Authentication), "{name}");
}

/// Of "abc": FIPS 180-4 and 202 (NIST's examples), RFC 1321, RFC 7693, Dobbertin et al. 1996.
#[test]
fn digests_of_abc() {
    for (name, expected) in [
        ("md5", "900150983cd24fb0d6963f7d28e17f72"),
        ("sha1", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("ripemd160", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"),
        (
            "sha224",
            "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        ),
        (
            "sha256",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            "sha384",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
        ),
        (
            "sha512",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        ),
        (
            "sha512-224",
            "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa",
        ),
        (
            "sha512-256",
            "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
        ),
        (
            "sha3-224",
            "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf",
        ),
        (
            "sha3-256",
            "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
        ),
        (
            "sha3-384",
            "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25",
        ),
        (
            "sha3-512",
            "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0",
        ),
        (
            "blake2b512",
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
        ),
        (
            "blake2s256",
            "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982",
        ),
    ] {
        let digest = Digest::named(name).unwrap();
        assert_eq!(digest.hash(b"abc"), hex(expected), "{name}");
        assert_eq!(digest.length(), hex(expected).len(), "{name}");
    }
}

/// Of nothing: NIST's examples for FIPS 202.
#[test]
fn shake_has_any_length() {
    let shake128 = Digest::named("SHAKE128").unwrap();
    let expected = hex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26");
    assert_eq!(shake128.hash_to(b"", 32).unwrap(), expected);
    assert_eq!(shake128.hash(b""), expected[..16]);
    let shake256 = Digest::named("shake-256").unwrap();
    let expected = hex("46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f");
    assert_eq!(shake256.hash(b""), expected);
    assert!(shake256.hash_to(b"", 0).unwrap().is_empty());
    assert_eq!(shake256.hash_to(b"", usize::MAX), None);
    assert_eq!(shake256.hmac(b"key", b""), None);
    assert_eq!(Digest::named("md5").unwrap().hash_to(b"", 15), None);
}

/// RFC 4231, RFC 2202.
#[test]
fn hmacs() {
    let hmac = |name, key: &[u8], data: &[u8]| Digest::named(name).unwrap().hmac(key, data);
    let (jefe, question) = (b"Jefe", b"what do ya want for nothing?");
    assert_eq!(
        hmac("SHA256", jefe, question).unwrap(),
        hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    );
    assert_eq!(
        hmac("md5", jefe, question).unwrap(),
        hex("750c783e6ab0b503eaa86e310a5db738")
    );
    let long = b"Test Using Larger Than Block-Size Key - Hash Key First";
    assert_eq!(
        hmac("sha1", &[0xaa; 80], long).unwrap(),
        hex("aa4ae5e15272d00e95705637ce8a3b55ed402112")
    );
    assert_eq!(
        hmac("sha512", &[0xaa; 131], long).unwrap()[..8],
        hex("80b24263c7c1a3eb")
    );
}

/// RFC 5869, A.1 and A.3.
#[test]
fn hkdfs() {
    let sha256 = Digest::named("sha256").unwrap();
    let salt = hex("000102030405060708090a0b0c");
    let info = hex("f0f1f2f3f4f5f6f7f8f9");
    assert_eq!(
        sha256.hkdf(&[0x0b; 22], &salt, &info, 42).unwrap(),
        hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
    );
    assert_eq!(
        sha256.hkdf(&[0x0b; 22], b"", b"", 42).unwrap(),
        hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
    );
    assert_eq!(sha256.hkdf(b"", b"", b"", 255 * 32).unwrap().len(), 8160);
    assert_eq!(sha256.hkdf(b"", b"", b"", 255 * 32 + 1), None);
}

const PLAIN: &str = "6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51";
const KEY_128: &str = "2b7e151628aed2a6abf7158809cf4f3c";
const KEY_192: &str = "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b";
const KEY_256: &str = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
const IV: &str = "000102030405060708090a0b0c0d0e0f";
const COUNTER: &str = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";

/// NIST SP 800-38A, appendix F; RFC 6229 and Schneier for the others.
#[test]
#[rustfmt::skip]
fn modes_without_authentication() {
    check("aes-128-ecb", KEY_128, "", PLAIN, "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf");
    check("aes-192-ecb", KEY_192, "", PLAIN, "bd334f1d6e45f25ff712a214571fa5cc974104846d0ad3ad7734ecb3ecee4eef");
    check("aes-256-ecb", KEY_256, "", PLAIN, "f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870");
    check("aes-128-cbc", KEY_128, IV, PLAIN, "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2");
    check("AES192", KEY_192, IV, PLAIN, "4f021db243bc633d7178183a9fa071e8b4d9ada9ad7dedf4e5e738763f69145a");
    check("aes-256-cbc", KEY_256, IV, PLAIN, "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d");
    check("aes-128-cfb", KEY_128, IV, PLAIN, "3b3fd92eb72dad20333449f8e83cfb4ac8a64537a0b3a93fcde3cdad9f1ce58b");
    check("aes-256-cfb", KEY_256, IV, PLAIN, "dc7e84bfda79164b7ecd8486985d386039ffed143b28b1c832113c6331e5407b");
    check("aes-128-ofb", KEY_128, IV, PLAIN, "3b3fd92eb72dad20333449f8e83cfb4a7789508d16918f03f53c52dac54ed825");
    check("aes-256-ofb", KEY_256, IV, PLAIN, "dc7e84bfda79164b7ecd8486985d38604febdc6740d20b3ac88f6ad82a4fb08d");
    check("aes-128-ctr", KEY_128, COUNTER, PLAIN, "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff");
    check("aes-192-ctr", KEY_192, COUNTER, PLAIN, "1abc932417521ca24f2b0459fe7e6e0b090339ec0aa6faefd5ccc2c6f4ce8e94");
    check("aes-256-ctr", KEY_256, COUNTER, PLAIN, "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5");
    check("des-ecb", "133457799bbcdff1", "", "0123456789abcdef", "85e813540f0ab405");
    // FIPS 81, table C1.
    check("des-cbc", "0123456789abcdef", "1234567890abcdef",
        "4e6f77206973207468652074696d6520666f7220616c6c20", "e5c7cdde872bf27c43e934008c389c0f683788499a7c05f6");
    // NIST SP 800-67, B.1.
    check("des-ede3", "0123456789abcdef23456789abcdef01456789abcdef0123", "",
        "5468652071756663", "a826fd8ce53b855f");
    check("rc4", "0102030405", "", "00000000000000000000000000000000", "b2396305f03dc027ccc3524a0a1118a8");
    check("RC4", "4b6579", "", "506c61696e74657874", "bbf316e8d940af0ad3");
}

/// McGrew and Viega's test cases 3, 5, 6, 10 and 16, and RFC 8439, 2.8.2.
#[test]
fn modes_with_authentication() {
    let key = "feffe9928665731c6d6a8f9467308308";
    let long = [key, key].concat();
    let plain = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
    let aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
    let iv = "cafebabefacedbaddecaf888";
    let sixty = "9313225df88406e555909c5aff5269aa6a7a9538534f7da1e4c303d2a318a728c3c0c95156809539fcf0e2429a6b525416aedbf5a0de6a57a637b39b";
    check_tagged(
        "aes-128-gcm",
        [key, iv, "", &format!("{plain}1aafd255")],
        "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985",
        "4d5c2af327cd64a62cf35abd2ba6fab4",
    );
    check_tagged(
        "id-aes128-GCM",
        [key, "cafebabefacedbad", aad, plain],
        "61353b4c2806934a777ff51fa22a4755699b2a714fcdc6f83766e5f97b6c742373806900e49f24b22b097544d4896b424989b5e1ebac0f07c23f4598",
        "3612d2e79e3b0785561be14aaca2fccb",
    );
    check_tagged(
        "aes-128-gcm",
        [key, sixty, aad, plain],
        "8ce24998625615b603a033aca13fb894be9112a5c3a211a8ba262a3cca7e2ca701e4a9a4fba43c90ccdcb281d48c7c6fd62875d2aca417034c34aee5",
        "619cc5aefffe0bfa462af43c1699d050",
    );
    check_tagged(
        "aes-192-gcm",
        [&long[..48], iv, aad, plain],
        "3980ca0b3c00e841eb06fac4872a2757859e1ceaa6efd984628593b40ca1e19c7d773d00c144c525ac619d18c84a3f4718e2448b2fe324d9ccda2710",
        "2519498e80f1478f37ba55bd6d27618c",
    );
    check_tagged(
        "aes-256-gcm",
        [&long, iv, aad, plain],
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
        "76fc6ece0f4e1768cddf8853bb2d551b",
    );
    check_tagged(
        "chacha20-poly1305",
        [
            "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
            "070000004041424344454647",
            "50515253c0c1c2c3c4c5c6c7",
            "4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f66202739393a204966204920636f756c64206f6666657220796f75206f6e6c79206f6e652074697020666f7220746865206675747572652c2073756e73637265656e20776f756c642062652069742e",
        ],
        "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b6116",
        "1ae10b594f09e26a7e902ecbd0600691",
    );
}

#[test]
fn names() {
    for (name, expected, family) in [
        ("RSA-SHA256", "sha256", "sha256"),
        ("SHA2-512/256", "sha512-256", "sha512"),
        ("rmd160", "ripemd160", "ripemd160"),
        ("SHAKE256", "shake256", "sha3"),
        ("BLAKE2b512", "blake2b512", "blake2b"),
    ] {
        let digest = Digest::named(name).unwrap();
        assert_eq!((digest.name(), digest.family()), (expected, family));
    }
    for unknown in ["", "sha", "sha-512256", "sha256 ", "md4"] {
        assert_eq!(Digest::named(unknown), None);
    }
    let des3 = Cipher::named("DES3").unwrap();
    assert_eq!((des3.name(), des3.mode().name()), ("des-ede3-cbc", "cbc"));
    assert_eq!(
        (des3.key_length(), des3.iv_length(), des3.block_size()),
        (24, 8, 8)
    );
    assert_eq!(Cipher::named("aes-512-cbc"), None);
}
