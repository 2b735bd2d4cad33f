#pragma once
#include <__typedef_sa_family_t.h>
struct sockaddr_storage {
    sa_family_t ss_family;
    char __ss_padding[118];
    unsigned long long __ss_align;
};
