/// The version whose interface the subset follows.
#pragma once
#define OPENSSL_VERSION_MAJOR 3
#define OPENSSL_VERSION_MINOR 0
#define OPENSSL_VERSION_PATCH 13
#define OPENSSL_VERSION_NUMBER 0x300000d0L
#define OPENSSL_VERSION_TEXT "OpenSSL 3.0.13 30 Jan 2024"
