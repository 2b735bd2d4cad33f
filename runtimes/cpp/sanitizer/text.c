#include "text.h"

static void append_character(struct text *text, char character) {
    if (text->length < sizeof text->characters) text->characters[text->length++] = character;
}

void append_text(struct text *text, const char *part) {
    while (*part) append_character(text, *part++);
}

void append_number(struct text *text, unsigned __int128 magnitude, bool negative) {
    char digits[40];
    size_t count = 0;
    do {
        digits[count++] = (char)('0' + (int)(magnitude % 10));
        magnitude /= 10;
    } while (magnitude);
    if (negative) append_character(text, '-');
    while (count) append_character(text, digits[--count]);
}

void append_hexadecimal(struct text *text, uintptr_t value) {
    append_text(text, "0x");
    for (int shift = 28; shift >= 0; shift -= 4) append_character(text, "0123456789abcdef"[value >> shift & 15]);
}
