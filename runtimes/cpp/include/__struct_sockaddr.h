/// Linux's layout: WASI's own structures have no room for an address.
#pragma once
#include <__typedef_sa_family_t.h>
struct sockaddr {
    sa_family_t sa_family;
    char sa_data[14];
};
