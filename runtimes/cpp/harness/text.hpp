/// Encodings of text and bytes.
#pragma once

#include <string>
#include <string_view>

namespace dualgauge {

/// Whether the bytes are UTF-8 (shortest forms, no surrogates).
bool is_utf8(std::string_view bytes);
/// Adds a character as UTF-8. A surrogate is written in the same way (three bytes), so that the text is then not UTF-8.
void add_utf8(std::string &text, char32_t character);
/// Takes the first character off `text`; what is no UTF-8 gives its byte's number.
char32_t take_utf8(std::string_view &text);

std::string base64(std::string_view bytes);
/// False if the text isn't base64 (with padding).
bool from_base64(std::string_view text, std::string &bytes);
/// False if the text isn't an even number of hexadecimal digits.
bool from_hex(std::string_view text, std::string &bytes);

/// Wide texts as UTF-8; pairs of surrogates are joined.
std::string utf8_of(std::u16string_view text);
std::string utf8_of(std::u32string_view text);
void from_utf8(std::string_view text, std::u16string &out);
void from_utf8(std::string_view text, std::u32string &out);

} // namespace dualgauge
