// Texts, numbers and characters.
#include <cctype>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>

std::string repeat(const std::string &text, int times) {
    std::string all;
    while (times-- > 0) all += text;
    return all;
}
// repeat ["ab", 2] -> "abab"
// repeat ["ü\u0000😀", 1] -> "ü\u0000😀"
// repeat ["", 5] -> ""
// repeat ["ab", "2"] -> {"raised": "TypeError", "message": "::repeat: parameter 2 of type int can't be made from the text \"2\"", "line": null}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }
// first_word ["one two"] -> "one"

const char *kind_of(const char *text) {
    if (!text) return nullptr;
    return std::isdigit(static_cast<unsigned char>(*text)) ? "number" : "word";
}
// kind_of ["12"] -> "number"
// kind_of ["a"] -> "word"
// kind_of [null] -> null

char *reversed(char *text) {
    size_t size = std::strlen(text);
    for (size_t i = 0; i < size / 2; i++) std::swap(text[i], text[size - 1 - i]);
    return text;
}
// reversed ["abc"] -> "cba"

unsigned checksum(const unsigned char *data, size_t size) {
    unsigned sum = 0;
    for (size_t i = 0; i < size; i++) sum = sum * 31 + data[i];
    return sum;
}
// checksum [{"$bytes": "AQID"}] -> 1026
// checksum ["abc"] -> 96354
// checksum ["abc", 1] -> 97

char next(char c) { return c + 1; }
// next ["a"] -> "b"

bool both(bool a, bool b) { return a && b; }
// both [true, false] -> false

std::int64_t scaled(std::int64_t number, double factor) { return number * factor; }
// scaled [10, 2.5] -> 25
// scaled [10, 3] -> 30

std::uint64_t largest() { return UINT64_MAX; }
// largest [] -> {"$int": "18446744073709551615"}

double half(float number) { return number / 2; }
// half [3] -> 1.5
// half [{"$float": "nan"}] -> {"$float": "nan"}

std::uint8_t narrow(std::uint8_t number) { return number; }
// narrow [255] -> 255
// narrow [256] -> {"raised": "TypeError", "message": "::narrow: parameter 1 of type unsigned char can't be made from the whole number 256", "line": null}

std::string greeting(const std::string &name, const std::string &greeting = "hello", int times = 1) {
    return greeting + " " + name + std::string(times, '!');
}
// greeting ["ann"] -> "hello ann!"
// greeting ["ann", "hi"] -> "hi ann!"
// greeting ["ann", "hi", 3] -> "hi ann!!!"

std::wstring wide(std::u16string text) { return std::wstring(text.begin(), text.end()) + L"ü"; }
// wide ["aü"] -> "aüü"

std::filesystem::path parent(const std::filesystem::path &path) { return path.parent_path(); }
// parent ["/srv/data/a.txt"] -> "/srv/data"

void nothing(int) {}
// nothing [1] -> null
