/// As <openssl/ssl.h>.
#pragma once
#include <openssl/ssl.h>
