#include "text.hpp"

#include <cstdint>

namespace dualgauge {

namespace {

/// The length of the UTF-8 sequence at the start, or 0 if there is none.
size_t sequence(std::string_view bytes, char32_t &character) {
    auto at = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
    auto follows = [&](size_t i) { return i < bytes.size() && (at(i) & 0xc0) == 0x80; };
    if (bytes.empty())
        return 0;
    const unsigned first = at(0);
    if (first < 0x80) {
        character = first;
        return 1;
    }
    if (first < 0xc2 || first > 0xf4 || !follows(1))
        return 0;
    if (first < 0xe0) {
        character = (first & 0x1fu) << 6 | (at(1) & 0x3fu);
        return 2;
    }
    if (!follows(2))
        return 0;
    if (first < 0xf0) {
        character = (first & 0x0fu) << 12 | (at(1) & 0x3fu) << 6 | (at(2) & 0x3fu);
        return character >= 0x800 && (character < 0xd800 || character > 0xdfff) ? 3 : 0;
    }
    if (!follows(3))
        return 0;
    character = (first & 0x07u) << 18 | (at(1) & 0x3fu) << 12 | (at(2) & 0x3fu) << 6 | (at(3) & 0x3fu);
    return character >= 0x10000 && character <= 0x10ffff ? 4 : 0;
}

constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int six_bits(char letter) {
    if (letter >= 'A' && letter <= 'Z')
        return letter - 'A';
    if (letter >= 'a' && letter <= 'z')
        return letter - 'a' + 26;
    if (letter >= '0' && letter <= '9')
        return letter - '0' + 52;
    return letter == '+' ? 62 : letter == '/' ? 63 : -1;
}

int four_bits(char letter) {
    if (letter >= '0' && letter <= '9')
        return letter - '0';
    if (letter >= 'a' && letter <= 'f')
        return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F')
        return letter - 'A' + 10;
    return -1;
}

} // namespace

bool is_utf8(std::string_view bytes) {
    char32_t character;
    while (!bytes.empty()) {
        const size_t length = sequence(bytes, character);
        if (!length)
            return false;
        bytes.remove_prefix(length);
    }
    return true;
}

void add_utf8(std::string &text, char32_t c) {
    auto tail = [&](unsigned shift) { text += static_cast<char>(0x80 | (c >> shift & 0x3f)); };
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xc0 | c >> 6);
        tail(0);
    } else if (c < 0x10000) {
        text += static_cast<char>(0xe0 | c >> 12);
        tail(6), tail(0);
    } else {
        text += static_cast<char>(0xf0 | (c >> 18 & 7));
        tail(12), tail(6), tail(0);
    }
}

char32_t take_utf8(std::string_view &text) {
    char32_t character;
    size_t length = sequence(text, character);
    if (!length) {
        character = static_cast<unsigned char>(text[0]);
        length = 1;
    }
    text.remove_prefix(length);
    return character;
}

std::string base64(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (size_t i = 0; i < bytes.size(); i += 3) {
        uint32_t group = 0;
        for (size_t k = 0; k < 3; ++k)
            group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
        for (size_t k = 0; k < 4; ++k)
            text += i + k <= bytes.size() ? alphabet[group >> (18 - 6 * k) & 63] : '=';
    }
    return text;
}

bool from_base64(std::string_view text, std::string &bytes) {
    if (text.size() % 4)
        return false;
    bytes.clear();
    for (size_t i = 0; i < text.size(); i += 4) {
        uint32_t group = 0;
        size_t padding = 0;
        for (size_t k = 0; k < 4; ++k) {
            const char letter = text[i + k];
            if (letter == '=' && k >= 2 && i + 4 == text.size())
                ++padding;
            const int bits = padding ? (letter == '=' ? 0 : -1) : six_bits(letter);
            if (bits < 0)
                return false;
            group = group << 6 | static_cast<unsigned>(bits);
        }
        for (size_t k = 0; k < 3 - padding; ++k)
            bytes += static_cast<char>(group >> (16 - 8 * k) & 255);
    }
    return true;
}

bool from_hex(std::string_view text, std::string &bytes) {
    bytes.clear();
    for (size_t i = 0; i < text.size(); i += 2) {
        const int high = four_bits(text[i]), low = i + 1 < text.size() ? four_bits(text[i + 1]) : -1;
        if (high < 0 || low < 0)
            return false;
        bytes += static_cast<char>(high << 4 | low);
    }
    return true;
}

std::string utf8_of(std::u16string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        char32_t c = text[i];
        if (c >= 0xd800 && c < 0xdc00 && i + 1 < text.size() && text[i + 1] >= 0xdc00 && text[i + 1] < 0xe000)
            c = 0x10000 + ((c - 0xd800) << 10) + (text[++i] - 0xdc00u);
        add_utf8(out, c);
    }
    return out;
}

std::string utf8_of(std::u32string_view text) {
    std::string out;
    for (char32_t c : text)
        add_utf8(out, c);
    return out;
}

void from_utf8(std::string_view text, std::u16string &out) {
    out.clear();
    while (!text.empty()) {
        const char32_t c = take_utf8(text);
        if (c < 0x10000) {
            out += static_cast<char16_t>(c);
        } else {
            out += static_cast<char16_t>(0xd800 + ((c - 0x10000) >> 10));
            out += static_cast<char16_t>(0xdc00 + ((c - 0x10000) & 0x3ff));
        }
    }
}

void from_utf8(std::string_view text, std::u32string &out) {
    out.clear();
    while (!text.empty())
        out += take_utf8(text);
}

} // namespace dualgauge
