/// Nothing is configured.
#pragma once
#include <openssl/opensslv.h>
