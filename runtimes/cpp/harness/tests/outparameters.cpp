// Results through references, pointers and buffers; C's interfaces.

#include "../harness.hpp"

#include <cstdlib>
#include <cstring>

#if __has_include(<nlohmann/json.hpp>)
#include <nlohmann/json.hpp>
#endif

#include "check.hpp"

DUALGAUGE_ENTRIES

bool lookup(const std::string &key, std::string &value) {
    value = key + "!";
    return key == "a";
}
DUALGAUGE_ENTRY(200, ::lookup)
RETURNS(200, R"(["a"])", R"("a!")")
RETURNS(200, R"(["b"])", "null")
RETURNS(200, R"(["a","x"])", "true")

void divide(int a, int b, int &quotient, int *rest) {
    quotient = a / b;
    *rest = a % b;
}
DUALGAUGE_ENTRY(201, ::divide)
RETURNS(201, "[7,2]", "[3,1]")

int parse(const std::string &text, double &out) {
    out = std::atof(text.c_str());
    return 5;
}
DUALGAUGE_ENTRY(202, ::parse)
RETURNS(202, R"(["1.5"])", "[5,1.5]")

void sort(std::vector<int> &numbers) { std::swap(numbers[0], numbers[1]); }
DUALGAUGE_ENTRY(203, ::sort)
RETURNS(203, "[[2,1]]", "[1,2]")

void swap_both(int &a, std::string &b) {
    a = 9;
    b += "?";
}
DUALGAUGE_ENTRY(204, ::swap_both)
RETURNS(204, R"([1,"x"])", R"([9,"x?"])")

extern "C" {
int c_sum(const int *numbers, size_t count) {
    int all = 0;
    for (size_t i = 0; i < count; ++i)
        all += numbers[i];
    return all;
}
int count_letter(const char *text, size_t size, char letter) {
    int all = 0;
    for (size_t i = 0; i < size; ++i)
        all += text[i] == letter;
    return all;
}
unsigned checksum(const uint8_t *data, unsigned size) {
    unsigned all = 0;
    for (unsigned i = 0; i < size; ++i)
        all += data[i];
    return all;
}
int join(int count, const char *const *parts, char *out, size_t size) {
    size_t used = 0;
    for (int i = 0; i < count; ++i) {
        const size_t length = std::strlen(parts[i]);
        if (used + length + 1 > size)
            return -1;
        std::memcpy(out + used, parts[i], length);
        used += length;
    }
    out[used] = 0;
    return count ? 0 : -1;
}
void shout(char *text) {
    for (; *text; ++text)
        if (*text >= 'a' && *text <= 'z')
            *text = static_cast<char>(*text - 32);
}
char *duplicate(const char *text) { return strdup(text); }
void greet(char *out, size_t size, const char *name) { std::snprintf(out, size, "hi %s", name); }
void copy(char *out, const char *in) { std::strcpy(out, in); }
int encode(const uint8_t *in, size_t size, uint8_t *out, size_t *out_size) {
    for (size_t i = 0; i < size; ++i)
        out[i] = static_cast<uint8_t>(in[i] + 1);
    *out_size = size;
    return 1;
}
int xored(const void *in, size_t size, void *out, size_t capacity) {
    for (size_t i = 0; i < size && i < capacity; ++i)
        static_cast<char *>(out)[i] = static_cast<char>(static_cast<const char *>(in)[i] ^ 1);
    return static_cast<int>(size);
}
void increment(int *numbers, int count) {
    for (int i = 0; i < count; ++i)
        ++numbers[i];
}
struct point {
    int x;
    double y;
};
int norm(const struct point *p) { return p ? p->x : -1; }
int make_point(int x, struct point *out) {
    out->x = x;
    out->y = 0.5;
    return 0;
}
int first_argument(const char *format, ...) { return format[0]; }
const char *copy_text(char *out, const char *in, size_t size) {
    std::strncpy(out, in, size);
    return out;
}
}
DUALGAUGE_ENTRY(210, ::c_sum)
RETURNS(210, "[[1,2,3]]", "6")
RETURNS(210, "[[1,2,3],2]", "3")
DUALGAUGE_ENTRY(211, ::count_letter)
RETURNS(211, R"(["banana","a"])", "3")
RETURNS(211, R"(["banana",2,"a"])", "1")
DUALGAUGE_ENTRY(212, ::checksum)
RETURNS(212, R"([{"$hex":"0102"}])", "3")
RETURNS(212, R"(["a"])", "97")
RETURNS(212, R"([[1,2]])", "3")
DUALGAUGE_ENTRY(213, ::join)
RETURNS(213, R"([["a","bc"]])", R"("abc")")
RETURNS(213, R"([[]])", "null")
DUALGAUGE_ENTRY(214, ::shout)
RETURNS(214, R"(["abc"])", R"("ABC")")
DUALGAUGE_ENTRY(215, ::duplicate)
RETURNS(215, R"(["abc"])", R"("abc")")
DUALGAUGE_ENTRY(216, ::greet)
RETURNS(216, R"(["Ann"])", R"("hi Ann")")
DUALGAUGE_ENTRY(217, ::copy)
RETURNS(217, R"(["Ann"])", R"("Ann")")
DUALGAUGE_ENTRY(218, ::encode)
RETURNS(218, R"(["ab"])", R"({"$bytes":"YmM="})")
DUALGAUGE_ENTRY(219, ::xored)
RETURNS(219, R"([{"$hex":"0001"}])", R"({"$bytes":"AQA="})")
DUALGAUGE_ENTRY(220, ::increment)
RETURNS(220, "[[1,2]]", "[2,3]")
#ifdef DUALGAUGE_HAS_RECORDS
DUALGAUGE_ENTRY(221, ::norm)
RETURNS(221, R"([{"x":3,"y":1}])", "3")
RETURNS(221, "[null]", "-1")
DUALGAUGE_ENTRY(222, ::make_point)
RETURNS(222, "[4]", R"([0,{"$object":{"type":"point","fields":{"x":4,"y":0.5}}}])")
#endif
DUALGAUGE_ENTRY(223, ::first_argument)
RETURNS(223, R"(["a"])", "97")
DUALGAUGE_ENTRY(224, ::copy_text)
RETURNS(224, R"(["abc",2])", R"("ab")")

#ifdef NLOHMANN_JSON_VERSION_MAJOR
using nlohmann::json;
json config(const json &a) {
    json all = a;
    all["added"] = {1, 2.5, nullptr, true, "x"};
    return all;
}
DUALGAUGE_ENTRY(230, ::config)
RETURNS(230, R"([{"b":[-1,{"c":{"$bytes":"AQI="}}]}])", R"({"added":[1,2.5,null,true,"x"],"b":[-1,{"c":{"$bytes":"AQI="}}]})")
nlohmann::ordered_json ordered() { return {{"$z", 1}, {"a", 2}}; }
DUALGAUGE_ENTRY(231, ::ordered)
RETURNS(231, "[]", R"({"$dict":[["$z",1],["a",2]]})")
json parse_json(const std::string &text) { return json::parse(text); }
DUALGAUGE_ENTRY(232, ::parse_json)
RETURNS(232, R"(["{\"a\":18446744073709551615}"])", R"({"a":{"$int":"18446744073709551615"}})")
json deep(int levels) {
    json all;
    while (levels-- > 0)
        all = json::array({all});
    return all;
}
DUALGAUGE_ENTRY(233, ::deep)
RETURNS(233, "[3]", "[[[null]]]")
RETURNS(233, "[150]", R"({"$opaque":{"type":"nlohmann::basic_json<>","text":"too large"}})")
#endif
