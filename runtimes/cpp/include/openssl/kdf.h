/// Key derivation, as <openssl/evp.h> and its parameters.
#pragma once
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
