/// As <openssl/types.h>.
#pragma once
#include <openssl/types.h>
