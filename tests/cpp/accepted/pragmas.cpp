// What compilers tell each other in pragmas and attributes is no error.
#pragma once
#pragma GCC optimize("O3", "unroll-loops")
#pragma GCC target("avx2,bmi")
#pragma GCC diagnostic push
#pragma GCC diagnostic error "-Wall"
#pragma GCC diagnostic ignored "-Wunused"
#pragma GCC poison unheard_of
#pragma comment(lib, "ws2_32.lib")
#pragma omp parallel for
#pragma STDC FENV_ACCESS ON
#pragma unheard of "entirely
#pragma pack(push, 1)
struct Packed {
    char a;
    int b;
};
#pragma pack(pop)
#line 4000 "/etc/elsewhere.cpp"
[[nodiscard]] [[gnu::hot]] [[unknown::attribute]] __attribute__((noinline, flatten)) int answer(int x) {
    return x + sizeof(Packed);
}
