/// Names of algorithms.
#pragma once
#include <openssl/obj_mac.h>
#ifdef __cplusplus
extern "C" {
#endif
const char *OBJ_nid2sn(int);
const char *OBJ_nid2ln(int);
#ifdef __cplusplus
}
#endif
