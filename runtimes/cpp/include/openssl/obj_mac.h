/// Numbers of algorithms.
#pragma once
#define NID_undef 0
#define NID_commonName 13
#define NID_md4 257
#define NID_md5 4
#define NID_sha1 64
#define NID_sha224 675
#define NID_sha256 672
#define NID_sha384 673
#define NID_sha512 674
#define NID_sha512_224 1094
#define NID_sha512_256 1095
#define NID_sha3_224 1096
#define NID_sha3_256 1097
#define NID_sha3_384 1098
#define NID_sha3_512 1099
#define NID_ripemd160 117
#define NID_blake2b512 1056
#define NID_blake2s256 1057
