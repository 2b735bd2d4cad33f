/// Network interfaces.
#pragma once
#define IF_NAMESIZE 16
#define IFNAMSIZ 16

#ifdef __cplusplus
extern "C" {
#endif
unsigned if_nametoindex(const char *);
char *if_indextoname(unsigned, char *);
#ifdef __cplusplus
}
#endif
